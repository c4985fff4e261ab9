"""Footnotes of tables, by cases of text: see cases/footnotes. Each footnote stands with the figures
that it speaks of; findings with their line and mark.
"""

import re
from decimal import Decimal
from pathlib import Path

import pytest

from converter.footnotes import find_footnotes
from converter.lineitems import Setting, read_table
from converter.model.filing import StatementKind
from converter.model.schedule import Entry, Schedule
from converter.model.schedule import Footnote as Printed
from converter.model.source import SourceText
from converter.model.table import Section
from converter.tables import detect_table

CASES = Path(__file__).parent.parent / "cases" / "footnotes" / "tables.txt"
MARK = re.compile(r"(?:the mark|footnote) (\S+)")
TABLE = """
                              1996         1995
Net sales                   2,160{mark:<7}29,915
Cost of sales              21,760       20,190
Interest                      480       29,915{mark}
Other                           7           (2)
Loss                         (554){mark:<7}(100)

{foot}
"""


def cases():
    text = CASES.read_text(encoding="utf-8")
    for part in re.split(r"^== ", text, flags=re.MULTILINE)[1:]:
        title, _, rest = part.partition("\n")
        text, _, rest = rest.partition("-- footnotes\n")
        notes, _, findings = rest.partition("-- findings\n")
        yield pytest.param(text, notes.splitlines(), findings.splitlines(), id=title)


def table_of(text):
    source = SourceText("case.txt", text, "utf-8", "0" * 64)
    section = Section(
        StatementKind.IS, "Case", source.line_span(1, 0, 1), "Case", 1, source.line_count
    )
    table = detect_table(section, source).value
    return section, read_table(table, Setting(), source).value, source


def found(text):
    section, read, source = table_of(text)
    return source, find_footnotes([read], [section], (), source)


@pytest.mark.parametrize(("text", "notes", "findings"), list(cases()))
def test_footnotes(text, notes, findings):
    source, result = found(text)
    shown = [
        f"{note.mark} {note.text} | {' '.join(source.cut(cell) for cell in note.cells)}"
        for note in result.value
    ]
    told = [
        f"{each.code} {each.span.line}: {MARK.search(each.message)[1]}" for each in result.findings
    ]
    assert (shown, told) == (notes, findings)


@pytest.mark.parametrize(("text", "notes", "_"), list(cases()))
def test_the_places_of_a_footnote_spell_its_text(text, notes, _):
    source, result = found(text)
    assert len(result.value) == len(notes)
    for note in result.value:
        printed = " ".join(source.cut(piece) for piece in note.pieces)
        assert " ".join(printed.split()) == note.text


@pytest.mark.parametrize(
    "mark", [" (1)", "(1)", "  (1)", "{1}", "*", " *", "<F1>", "<F1B>", " a/", " (a)"]
)
def test_a_mark_changes_no_figure_and_no_caption(mark):
    body = mark.strip()
    marked = TABLE.format(mark=mark, foot=f"{body} Restated.")
    bare = TABLE.format(mark="", foot="")
    source, result = found(marked)
    (note,) = result.value
    assert [source.cut(cell) for cell in note.cells] == ["2,160", "29,915", "554"]
    tables = [table_of(text)[1].table for text in (marked, bare)]
    rows = [
        [(row.caption, [(c.column, c.figure.value) for c in row.cells]) for row in table.rows]
        for table in tables
    ]
    assert rows[0] == rows[1]
    assert [c.head for c in tables[0].columns] == [c.head for c in tables[1].columns]


def test_footnotes_of_a_schedule_are_those_of_its_values():
    text = (
        "<TYPE>EX-27\n<TEXT>\n<ARTICLE> 5\n<PERIOD-TYPE> YEAR\n<PERIOD-END> DEC-31-1997\n"
        "<CASH>                 10<F1><F2>\n<EPS-PRIMARY>          1.02<F1>\n<EPS-DILUTED> 1.00\n"
        "<FN>\n<F1>Primary means\nbasic.\n<F2>Of banks.\n<F3>Of nothing.\n</FN>\n</TEXT>\n"
    )
    source = SourceText("case.txt", text, "utf-8", "0" * 64)

    def entry(tag, printed, *marks):
        start = text.index(printed)
        span = source.span(start, start + len(printed))
        return Entry(tag, 0, printed, Decimal(printed), 0, span, marks)

    def note(mark, words):
        start = text.index(words)
        return Printed(mark, words, source.span(start, start + len(words)))

    schedule = Schedule(
        0, source.span(0, len(text)),
        entries=(entry("CASH", "10", "F1", "F2"), entry("EPS-PRIMARY", "1.02", "F1")),
        footnotes=(
            note("F1", "Primary means\nbasic."), note("F2", "Of banks."), note("F3", "Of nothing.")
        ),
    )  # fmt: skip
    found = find_footnotes([], [], [schedule], source).value
    assert [(n.mark, n.text, [source.cut(cell) for cell in n.cells]) for n in found] == [
        ("<F1>", "Primary means basic.", ["10", "1.02"]),
        ("<F2>", "Of banks.", ["10"]),
    ]
