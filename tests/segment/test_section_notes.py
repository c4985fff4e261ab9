"""The notes in small pages: where they begin and end, and the tables in them."""

import textwrap

import pytest
from small_pages import BALANCE, CASH, NOTE_TABLE, centred, found, kinds

from converter.model.filing import StatementKind
from converter.tables import detect_table
from converter.text.units import read_units


def test_tables_of_the_notes():
    page = (
        centred("BALANCE SHEETS")
        + BALANCE
        + "<PAGE>\n"
        + centred("NOTES TO CONSOLIDATED FINANCIAL STATEMENTS", "(in thousands)")
        + textwrap.dedent("""
        NOTE 1 - INVENTORIES

        Inventories at the end of each year were made up of what follows here:
        <TABLE>
        <CAPTION>
                                                 1997        1996
        <S>                                   <C>         <C>
        Raw materials                         $   100     $    90
        Finished goods                            200         160
        </TABLE>
        NOTE 2 - CONTINGENCIES

        Claims of the usual kind are pending. None of them is thought to matter.
        """)
    )
    sections = found(page)[1].value
    assert [section.kind.value for section in sections] == ["BS", "NOTE"]
    note = sections[1]
    assert (note.note, note.title) == ("1", "NOTE 1 - INVENTORIES")
    assert "in thousands" in note.lead


TWO_TABLES = """\
{lead}

December 31,                         1997            1996
- ---------------------------------------------------------
Current assets                   $    813        $    319
Noncurrent assets                     674             915
Year Ended December 31,      1997        1996        1995
- ---------------------------------------------------------
Revenues                   $  278      $  921      $  773
Net income                     71          14          82
"""


@pytest.mark.parametrize(
    ("lead", "tables"),
    [
        ("Our investments are stated below (in millions):", 2),
        ("A summary of financial information for Example\nBottling is as follows:", 0),
        ("Summarized financial information of the company follows:", 2),
    ],
)
def test_tables_whose_heads_begin_over_the_stub(lead, tables):
    page = centred("NOTES TO FINANCIAL STATEMENTS")
    page += f"NOTE 2 - INVESTMENTS\n\n{TWO_TABLES.format(lead=lead)}"
    notes = [s for s in found(page)[1].value if s.kind is StatementKind.NOTE]
    assert len(notes) == tables


@pytest.mark.parametrize(
    ("head", "tables"),
    [
        ("                                         1997        1996", 1),  # the same once more
        ("                                     1/1/1998   9/27/1997", 2),
        (("                                       THREE MONTHS ENDED\n"
         "                                     1/1/1998  12/27/1996"), 2),
    ],
)  # fmt: skip
def test_a_boxhead_of_other_periods_begins_another_table(head, tables):
    page = (
        centred("BALANCE SHEETS")
        + BALANCE
        + "<PAGE>\nNOTE 1. Details\n<TABLE>\n"
        + f"""
                                         1997        1996
Raw materials                         $   100     $    90
Finished goods                            200         160
INTEREST INCOME
{head}
Interest income                       $    10     $     9
Other income                               20          16
</TABLE>
"""
    )
    notes = [section for section in found(page)[1].value if section.kind is StatementKind.NOTE]
    assert len(notes) == tables
    read, _ = found(page)
    last = detect_table(notes[-1], read.source).value
    assert "INTEREST INCOME" in [row.caption for row in last.rows]


def test_notes_without_a_title_of_their_own():
    page = centred("BALANCE SHEETS") + BALANCE + "<PAGE>\nNOTE 1. Inventories\n" + NOTE_TABLE
    assert kinds(page) == ["BS", "NOTE"]
    assert kinds("NOTE 1. Inventories\n" + NOTE_TABLE) == []


def test_a_heading_of_a_note_may_state_its_units():
    page = centred("NOTES TO FINANCIAL STATEMENTS", "(in thousands)")
    page += "NOTE 3 - FINANCIAL STATEMENT DETAILS (IN MILLIONS)\n" + NOTE_TABLE
    (note,) = found(page)[1].value
    assert note.note == "3"
    assert "IN MILLIONS" in note.lead
    assert "in thousands" not in note.lead


@pytest.mark.parametrize(
    "line",
    [
        "Item 2. Management's Discussion and Analysis",
        "PART II. OTHER INFORMATION",
        "REPORT OF INDEPENDENT ACCOUNTANTS",
        "SIGNATURES",
    ],
)
def test_notes_end_where_another_part_begins(line):
    page = centred("NOTES TO FINANCIAL STATEMENTS") + "1. BASIS\n\nAs before.\n\n"
    assert kinds(page + line + "\n" + NOTE_TABLE) == []


def test_a_reference_to_the_notes_opens_none():
    assert kinds("See Note 18 of Notes to Financial Statements\n" + NOTE_TABLE) == []


def test_a_statement_after_the_notes_is_found():
    page = centred("NOTES TO FINANCIAL STATEMENTS") + "1. BASIS\n\nAs before.\n<PAGE>\n"
    assert kinds(page + centred("STATEMENTS OF CASH FLOWS") + CASH) == ["CF"]


@pytest.mark.parametrize(
    ("second", "units"),
    [
        ("NOTES TO FINANCIAL STATEMENTS (Continued)", "(in thousands)"),
        ("NOTES TO FINANCIAL STATEMENTS (Continued) (in millions)", "(in millions)"),
        ("NOTES TO FINANCIAL STATEMENTS", ""),
    ],
)
def test_pages_of_notes_that_are_continued_keep_the_units(second, units):
    table = (
        "<TABLE>\n"
        + " " * 50
        + "1997     1996\nLand      "
        + " " * 40
        + " 100       90\n</TABLE>\n"
    )
    page = centred("NOTES TO FINANCIAL STATEMENTS", "(in thousands)") + "\n" + table
    page += "<PAGE>\n" + centred(second) + "\n" + table
    _, result = found(page)
    assert [section.kind.value for section in result.value] == ["NOTE", "NOTE"]
    assert read_units(result.value[1].lead) == read_units(units)
