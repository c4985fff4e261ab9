"""What holds for every pass, and the places that damaged lines lead back to."""

from pathlib import Path

import pytest

from converter.model.filing import StatementKind
from converter.model.source import SourceText
from converter.model.table import Section
from converter.tables import detect_table, passes
from converter.tables.heads import read_heads
from converter.tables.in_order import lost
from converter.tables.marks import has_year_each, marks, year_marks
from converter.tables.passes import PASSES
from converter.tables.passes.blanks_for_commas import with_blanks_for_commas
from converter.tables.sheet import Sheet
from converter.text.units import read_units
from converter.text.views import Chunk, views

HEALTHY = """                              1996       1995
Cash                         1,250        980
Receivables                  4,310      3,905
                            ------     ------
Total                        5,560      4,885
"""
CUT = """                                          1996          1995          1996
    1995
Net sales                               32,480        29,915        57,640
  56,115
Cost of goods sold                      21,760        20,190        38,795
  37,000
Taxes                                      760           190           795
     300
"""
DAMAGED = "1996        1995\nCash            1,250     980\nDebt              410     455\n"


def sheet(text, kind="BS"):
    source = SourceText("case.txt", text, "utf-8", "0" * 64)
    section = Section(
        StatementKind(kind), "Case", source.line_span(1, 0, 1), "Case", 1, source.line_count
    )
    return Sheet(section, source, tuple(views(source, 1, source.line_count)))


def passed(given):
    for step in PASSES:
        given = step(given)
    return given


@pytest.mark.parametrize("text", [HEALTHY, CUT, DAMAGED, "", "No figures\n", "1996   1995\n"])
def test_passes_keep_their_sheets_and_give_the_same_again(text):
    given = sheet(text)
    for step in PASSES:
        before = repr(given)
        after = step(given)
        assert repr(given) == before
        assert step(given) == after
        assert len(after.lines) == len(after.figures) or not after.figures
        given = after


def test_what_a_healthy_table_does_not_need_leaves_the_very_sheet():
    given = sheet(HEALTHY)
    changed = []
    for step in PASSES:
        after = step(given)
        if after is not given:
            changed.append(step.__name__)
        given = after
    assert changed == ["with_cell_figures", "begun", "ended", "with_columns", "with_cells"]


def test_each_pass_has_a_docstring_that_shows_lines():
    assert all(step.__doc__ for step in PASSES)
    assert len(set(PASSES)) == len(PASSES)


def test_figures_on_the_line_below_lead_to_their_own_place():
    given = sheet(CUT)
    rows = detect_table(given.section, given.source).value.rows
    last = [row.cells[-1] for row in rows]
    assert [given.source.cut(cell.span) for cell in last] == ["56,115", "37,000", "300"]
    assert [(cell.span.line, cell.span.column) for cell in last] == [(4, 3), (6, 3), (8, 6)]


def test_units_and_dates_over_the_stub_hold_for_the_table():
    given = sheet(
        "Income                                               1996      1995\n"
        "(In thousands; for the years ended december 31)\n"
        "Net sales                                          32,480    29,915\n"
        "Net income                                          2,160     1,830\n"
    )
    table = detect_table(given.section, given.source).value
    assert read_units(table.lead).money == 3
    assert table.stub_head == "(In thousands; for the years ended december 31)"


def test_units_and_dates_over_the_columns_are_read_as_both():
    given = sheet(
        "                    (In thousands; years ended June 30)\n"
        "                               1996      1995\n"
        "Net sales                    32,480    29,915\n"
        "Net income                    2,160     1,830\n"
    )
    table = detect_table(given.section, given.source).value
    assert read_units(table.lead).money == 3
    assert all("June 30" in column.head for column in table.columns)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("1996 1995 1994", ["1996", "1995", "1994"]),
        ("June 30, 1996  June 30, 1995", ["June 30, 1996", "June 30, 1995"]),
        ("1996 and 1995", []),
        ("Fiscal 1996", []),
        ("Total", []),
    ],
)
def test_marks(text, found):
    assert [mark.text for mark in marks(Chunk(5, 5 + len(text), text))] == found
    assert all(text[m.left - 5 : m.right - 5] == m.text for m in marks(Chunk(5, 9, text)))


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("June 30,    1996  1995", ["1996", "1995"]),
        ("6/30/96     12/31/95", ["6/30/96", "12/31/95"]),
        ("Years ended June 30, 1996 1995", []),
        ("Three fiscal years ended 1996 1995 1994", ["1996", "1995", "1994"]),
        ("Years ended 1996 and 1995", []),
        ("June 30,    December 31,", []),
    ],
)
def test_years_of_a_line(text, years):
    lines = sheet(f"{text}\n").lines
    assert [mark.text for mark in year_marks(lines[0])] == years
    assert has_year_each(lines, len(years))


def test_heads_are_lost_only_at_the_margin():
    at_margin, inside = passed(sheet(DAMAGED)), passed(sheet(HEALTHY))
    assert lost([], at_margin.lines[:1], 2)
    assert not lost([], inside.lines[:1], 2)
    units, title = passed(sheet(f"(In thousands)  {DAMAGED}")), passed(sheet(f"Cash  {DAMAGED}"))
    assert lost([], units.lines[:1], 2)
    assert not lost([], title.lines[:1], 2)
    assert [head.chunk.text for head in read_heads(at_margin).over] == ["1996", "1995"]


def test_every_file_of_the_folder_has_a_pass_in_its_place():
    """A pass more is a file and an entry of PASSES."""
    files = {path.stem for path in Path(passes.__file__).parent.glob("*.py")} - {"__init__"}
    assert files == {step.__module__.rpartition(".")[2] for step in PASSES}


def test_the_years_of_the_heads_stand_again_beside_a_part():
    given = passed(
        sheet(
            """EARNINGS                     1996       1995
Net sales                  12,500      9,800
Net earnings                4,310      3,905
RETAINED EARNINGS            1996       1995
Balance, beginning          5,560      4,885
Dividends, 1996             1,996      1,995
""",
            "IS",
        )
    )
    found = [[cell.figure.value for cell in row.cells] for row in given.read]
    assert found[2:] == [[], [5560, 4885], [1996, 1995]]
    assert given.read[2].caption.text == "RETAINED EARNINGS"


@pytest.mark.parametrize(
    ("behind", "taken"),
    [
        (
            "Interest paid                 444        520\nTaxes paid                    105        118",
            2,
        ),
        ("Interest paid                 444        520\nTaxes were paid in 1997 of 118", 0),
        ("(1) Of which 444         520\n(2) Of which 105         118", 0),
    ],
    ids=["more rows", "one row", "other columns"],
)
def test_rows_in_the_tables_columns_are_no_footnotes(behind, taken):
    text = f"""\
                             1997       1996
Net income                  2,160      1,830
Cash at end of year         1,310      1,020
<FN>
Supplemental information:
{behind}
"""
    given = sheet(text)
    found = detect_table(given.section, given.source).value
    assert len([row for row in found.rows if row.cells]) == 2 + taken


SPACED = """\
                                      1995           1994
Electric                          $187 180       $177 564
Gas                                 70 288         71 971
Water and steam                      1 231          1 106
Rents                                  917            809
                                   259 616        251 450
Purchased                          142 308        134 887
Depreciation                        11 438         10 644
Taxes                                7 887         (5 342)
"""


@pytest.mark.parametrize(
    ("changed", "read"),
    [
        (("", ""), True),
        (("Electric ", "Shares of 1,250,000 voters"), True),  # captions may have what they like
        (("917            809", "917 80         809 71"), False),  # columns one blank apart
    ],
)
def test_blanks_are_commas_where_no_figure_has_one(changed, read):
    given = sheet(SPACED.replace(*changed), "IS")
    found = with_blanks_for_commas(given)
    assert (found.lines != given.lines) is read
    assert all(
        len(one.text) == len(two.text) for one, two in zip(found.lines, given.lines, strict=True)
    )
    if read:
        values = {f.value for row in passed(given).figures for f in row}
        assert {187180, 1231, -5342, 917} <= values


@pytest.mark.parametrize(
    ("more", "read"),
    [
        ("Yarn           1 028        907\n", True),  # no column's figure begins with a nought
        ("Yarn           1 128        907\n", False),
        ("Yarn           1 028        90 7\n", False),
    ],
)
def test_a_nought_behind_a_blank_proves_a_few(more, read):
    text = f"                 1995       1994\nWeavers      187 180    177 564\n{more}"
    given = sheet(text, "IS")
    assert (with_blanks_for_commas(given) is not given) is read


@pytest.mark.parametrize(("lines", "read"), [(1, True), (4, False)])
def test_a_count_with_commas_denies_the_blanks_of_no_other_line(lines, read):
    counts = "Shares of each class          1,234,567      1,234,568\n" * lines
    given = sheet(SPACED + counts, "IS")
    assert (with_blanks_for_commas(given) is not given) is read


def test_few_blanks_between_digits_are_no_commas():
    text = "                1995   1994\nWeavers      187 180   177 564\nSpinners     101 102   104 205\n"
    given = sheet(text, "IS")
    assert with_blanks_for_commas(given) is given
