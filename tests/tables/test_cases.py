"""Tables as text: see cases/tables. `*` marks a row under a rule, `~` a column that is left
aside; cells stand after '|'. Findings stand below the rows, where there are any. A case whose title
speaks of an equity statement is read as one.
"""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from converter.model.filing import StatementKind
from converter.model.source import SourceText
from converter.model.table import Section
from converter.tables import detect_table

CASES = Path(__file__).parent.parent / "cases" / "tables"


def cases():
    for path in sorted(CASES.glob("*.txt")):
        for part in re.split(r"^== ", path.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]:
            title, _, rest = part.partition("\n")
            text, _, rest = rest.partition("-- columns\n")
            columns, _, rest = rest.partition("-- rows\n")
            rows, _, findings = rest.partition("-- findings\n")
            kind = StatementKind.EQ if "equity statement" in title else StatementKind.BS
            expected = (columns.splitlines(), rows.splitlines(), findings.splitlines())
            yield pytest.param(text, kind, expected, id=title)


def detect(text, kind=StatementKind.BS):
    source = SourceText("case.txt", text, "utf-8", "0" * 64)
    section = Section(kind, "Case", source.line_span(1, 0, 1), "Case", 1, source.line_count)
    return source, detect_table(section, source)


def shown(source, row):
    cells = "".join(f" | {source.cut(cell.span)}" for cell in row.cells)
    return f"{'* ' if row.ruled else ''}{row.caption}{cells}"


@pytest.mark.parametrize(("text", "kind", "expected"), list(cases()))
def test_tables(text, kind, expected):
    source, result = detect(text, kind)
    table = result.value
    assert table is not None, "no table is read"
    heads = [column.head for column in table.columns]
    heads += [f"~ {aside.reason}: {aside.column.head}" for aside in table.asides]
    rows = [shown(source, row) for row in table.rows]
    findings = [f"{finding.code} {finding.message}" for finding in result.findings]
    assert (heads, rows, findings) == expected


def test_no_figures_no_table():
    assert detect("Notes to the statements\n\nNothing here.\n")[1].value is None


amounts = st.integers(-999_999, 999_999)
words = st.sampled_from(
    [
        "Cash",
        "Inventories",
        "Other assets",
        "Accounts payable",
        "Accrued expenses",
        "Long-term debt",
    ]
)


# a line that stands twice is read once (test_doubled.py)
lines_that_differ = st.lists(
    st.tuples(words, amounts, amounts), min_size=2, max_size=12, unique_by=lambda line: line
)


@given(lines_that_differ, st.integers(2, 9))
def test_typeset_tables_are_read_back(lines, gap):
    """Any table set flush right with a year row is read as it was set."""

    def cell(value):
        return f"({-value:,})" if value < 0 else f"{value:,} "

    text = " " * 30 + "2001 ".rjust(10 + gap) + "2000 ".rjust(10 + gap) + "\n"
    for caption, first, second in lines:
        text += f"{caption:<30}{cell(first):>{10 + gap}}{cell(second):>{10 + gap}}".rstrip() + "\n"
    table = detect(text)[1].value
    assert [column.head for column in table.columns] == ["2001", "2000"]
    assert [
        (row.caption, *(int(cell.figure.value) for cell in row.cells)) for row in table.rows
    ] == lines
