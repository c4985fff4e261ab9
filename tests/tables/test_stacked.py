"""Tables with a cell a line: what is read of them is what was set, whatever is missing."""

from itertools import pairwise

from hypothesis import assume, given
from hypothesis import strategies as st

from converter.model.filing import StatementKind
from converter.model.source import SourceText
from converter.model.table import Section
from converter.tables import detect_table
from converter.tables.stacked.rows import stacked_rows
from converter.text.views import views

CAPTIONS = [
    "Cash",
    "Receivables, less\n  allowances",
    "Land and\n  Buildings",
    "Other assets",
    "Debt due in 2009",
    "Accrued rent",
    "Deferred taxes:",
    "Total",
]

amounts = st.one_of(st.none(), st.integers(-999_999, 999_999))
tables = st.integers(2, 4).flatmap(
    lambda columns: st.lists(
        st.tuples(st.sampled_from(CAPTIONS), st.lists(amounts, min_size=columns, max_size=columns)),
        min_size=4,
        max_size=14,
    )
)


def lines_of(value, sign):
    printed = f"{abs(value):,}"
    cell = f"({printed}\n)" if value < 0 else printed
    return f"$\n{cell}" if sign else cell


def typeset(rows, blank, *, sign):
    """The rows a cell a line; `blank` stands for a cell that is empty."""
    columns = len(rows[0][1])
    parts = [str(2006 - at) for at in range(columns)]
    for caption, values in rows:
        parts.append(caption)
        parts += [blank if value is None else lines_of(value, sign) for value in values]
    return "\n".join(part for part in parts if part is not None) + "\n"


def detect(text, title_line=1, first=1):
    source = SourceText("case.txt", text, "utf-8", "0" * 64)
    title = source.line(title_line)
    span = source.line_span(title_line, 0, len(title))
    section = Section(StatementKind.BS, title, span, title, first, source.line_count)
    return source, detect_table(section, source)


@given(tables, st.sampled_from([None, "", "--"]), st.booleans())
def test_no_figure_is_read_in_a_column_that_is_not_its_own(rows, blank, sign):
    source, result = detect("Statement\n" + typeset(rows, blank, sign=sign), first=2)
    table = result.value
    if table is None or len(table.columns) < 2:
        return
    assert [column.head for column in table.columns] == [
        str(2006 - at) for at in range(len(rows[0][1]))
    ]
    printed = [(" ".join(caption.split()), values) for caption, values in rows]
    for row in table.rows:
        if row.cells:
            found = {cell.column: int(cell.figure.value) for cell in row.cells if cell.figure.value}
            assert any(
                caption == row.caption
                and found == {at: value for at, value in enumerate(values) if value}
                for caption, values in printed
            )
        for cell in row.cells:
            cut = source.cut(cell.span)
            assert cut in ("--", f"{abs(int(cell.figure.value)):,}")


@given(tables)
def test_full_tables_are_read_back(rows):
    # a figure in each cell, and no line like the one above it: that is read once (test_doubled.py)
    rows = [
        (caption, [value or 7 + at for value in values])
        for at, (caption, values) in enumerate(rows)
    ]
    assume(all(one != other for one, other in pairwise(rows)))
    table = detect("Statement\n" + typeset(rows, None, sign=False), first=2)[1].value
    assert [
        (row.caption, [int(cell.figure.value) for cell in row.cells]) for row in table.rows
    ] == [(" ".join(caption.split()), values) for caption, values in rows]


def test_heads_may_stand_above_the_section():
    rows = "Cash\n165\n101\nLand\n648\n485\nTotal assets\n813\n586\n"
    text = f"BALANCE SHEETS\n(In thousands)\nJune 30, 2005\nJune 30, 2004\nASSETS\n{rows}"
    table = detect(text, first=6)[1].value
    assert [column.head for column in table.columns] == ["June 30, 2005", "June 30, 2004"]
    assert [row.caption for row in table.rows] == ["ASSETS", "Cash", "Land", "Total assets"]
    assert (table.first, table.last) == (6, 14)


def test_columns_without_a_period_are_not_guessed():
    rows = "Cash\n165\n101\n64\nLand\n648\n485\n163\nTotal\n813\n586\n227\n"
    for heads in ("2005\n2004\nChange\n", "2006\n2005\n2004\n2003\n", "2005\n2004\n", ""):
        table = detect(f"Statement\n{heads}{rows}", first=2)[1].value
        assert len(table.columns) == 1  # as it stands: TAB005 follows


def test_signs_belong_to_the_figure_beside_them():
    text = "Loss\n$\n(60\n)\n12\n%\nOther\n(\n5\n)\n)\n7\n"
    source = SourceText("case.txt", text, "utf-8", "0" * 64)
    rows = stacked_rows(views(source, 1, source.line_count))
    assert [[slot.text for slot in row.figures] for row in rows] == [["$(60)", "12%"], ["(5)", "7"]]
    assert [row.broken for row in rows] == [False, True]  # a parenthesis closes nothing
