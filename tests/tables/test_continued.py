from dataclasses import replace

import pytest

from converter.model.filing import StatementKind
from converter.model.source import SourceText
from converter.model.table import Section
from converter.tables import detect_table
from converter.tables.continued import joined, with_heads_above, with_heads_of
from converter.text.units import read_units

PAGES = """                                   June 30,     December 31,
                                       2009             2008
                                 ----------       ----------
Cash and cash equivalents           222,200          333,400
Accounts receivable                 441,400          303,100

<PAGE>

              BALANCE SHEETS (Continued)

Accounts payable                    263,600          136,500
Common stock                        400,000          500,000
"""


def tables(second="BALANCE SHEETS (Continued)", shift=""):
    text = PAGES.replace("Accounts payable ", f"Accounts payable{shift} ").replace(
        "Common stock ", f"Common stock{shift} "
    )
    source = SourceText("case.txt", text, "utf-8", "0" * 64)
    pages = [("BALANCE SHEETS", 1, 1, 5), (second, 9, 10, 12)]
    found = []
    for title, at, first, last in pages:
        place = source.line_span(at, 0, 1)
        section = Section(StatementKind.BS, title, place, title, first, last)
        found.append(detect_table(section, source).value)
    return found


def test_the_next_page_has_the_columns_of_the_page_before():
    first, second = tables()
    assert [c.head for c in second.columns] == ["", ""]
    assert [c.head for c in with_heads_of(second, first).columns] == [
        "June 30, 2009",
        "December 31, 2008",
    ]


def test_another_title_or_other_places_keep_their_own():
    first, other = tables("STATEMENTS OF OPERATIONS")
    assert with_heads_of(other, first) is other
    first, shifted = tables(shift=" " * 12)
    assert with_heads_of(shifted, first) is shifted
    assert with_heads_of(first, None) is first


def test_the_next_page_has_the_units_of_the_page_before():
    first, second = tables()
    first = replace(first, lead="BALANCE SHEETS (in thousands)")
    assert read_units(with_heads_of(second, first).lead) == read_units("(in thousands)")
    second = replace(second, lead="BALANCE SHEETS (Continued) (in millions)")
    assert read_units(with_heads_of(second, first).lead) == read_units("(in millions)")


def test_pages_of_a_statement_are_one_table():
    first, second = tables()
    whole = joined(first, with_heads_of(second, first))
    assert [row.caption for row in whole.rows] == [
        "Cash and cash equivalents",
        "Accounts receivable",
        "Accounts payable",
        "Common stock",
    ]
    assert (whole.first, whole.last, whole.columns) == (first.first, second.last, first.columns)


@pytest.mark.parametrize(
    "change",
    [
        {"title": "BALANCE SHEETS"},
        {"title": "STATEMENTS OF INCOME (Continued)"},
        {"kind": StatementKind.IS},
        {"lead": "BALANCE SHEETS (Continued) (in millions)"},
    ],
)
def test_what_does_not_continue_the_statement_stays_apart(change):
    first, second = tables()
    second = replace(with_heads_of(second, first), **change)
    assert joined(first, second) is None
    other = replace(second, columns=(second.columns[0], replace(second.columns[1], head="1999")))
    assert joined(first, other) is None


BELOW = """                                     Three Months Ended June 30,
                                       1999             1998
                                 ----------       ----------
Revenues                             40,748           38,130
Net income                            3,600            3,032

              STATEMENTS OF COMPREHENSIVE INCOME

Net income                            {0}            3,032
Unrealized gains                     (1,290)             211
"""


@pytest.mark.parametrize(("amount", "told"), [("3,600", True), ("3,601", False)])
def test_comprehensive_income_has_the_columns_of_operations_above(amount, told):
    source = SourceText("case.txt", BELOW.format(amount), "utf-8", "0" * 64)
    kinds = [(StatementKind.IS, 1, 5), (StatementKind.CI, 9, 10)]
    first, second = (
        detect_table(
            Section(kind, "Case", source.line_span(at, 0, 1), "Case", at, last), source
        ).value
        for kind, at, last in kinds
    )
    heads = [column.head for column in with_heads_above(second, first).columns]
    assert heads == ([column.head for column in first.columns] if told else ["", ""])
