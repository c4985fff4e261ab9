"""Whose a statement is: names above titles, held against the registrant's."""

import pytest
from filings import NAME, OTHER, ROWS, TITLES, filing, held, pages, statement, statements

from converter.segment.candidates import read_page, stretches
from converter.segment.entities import others

THREE = ("BS", "IS", "CF")
ACQUIRED = "Item 7.  Financial Statements of Business Acquired\n\n"


def whose(text, kind="10-K", **named):
    made = filing(text, kind, **named)
    found = stretches(read_page(made, made.documents[-1], TITLES))
    return others(made, [each.head for each in found], TITLES)


def sets(*names_sizes):
    return [(kind, size, owner) for owner, size in names_sizes for kind in THREE]


SIMILAR = (
    ("ACME CORPORATION", "ACME CORPORATION", "Acme Credit Corporation"),
    ("ACME CORP", "Acme Corporation and Subsidiaries", "ACME CREDIT CORPORATION"),
    ("ACME CORP /DE/", "ACME CORPORATION AND CONSOLIDATED SUBSIDIARIES", "ACME FUNDING CORP."),
)


@pytest.mark.parametrize(("registrant", "own", "like"), SIMILAR, ids=str)
@pytest.mark.parametrize("first", [True, False])
def test_a_name_like_the_registrants_is_another_company_beside_it(registrant, own, like, first):
    parts = [(statements(1, own), sets(("", 1))), (statements(7, like), sets((like, 7)))]
    parts = parts if first else parts[::-1]
    text = pages(*(page for page, _ in parts))
    assert held(text, company=registrant) == [each for _, found in parts for each in found]


@pytest.mark.parametrize("printed", ["Acme Credit Corporation", "ACME INDUSTRIES, INC.", OTHER])
def test_a_name_alone_proves_no_other_company(printed):
    """Companies change their names, and shorten them."""
    assert held(statements(1, printed), company="ACME CORPORATION") == sets(("", 1))
    assert all(not each.other for each in whose(statements(1, printed), company="ACME CORP"))


def test_statements_without_a_name_among_named_ones():
    bare = pages(*(statement(kind, 7, "") for kind in ("IS", "CF")))
    text = pages(statements(), statement("BS", 7, OTHER), bare)
    assert held(text) == sets(("", 1), (OTHER, 7))
    # where the registrant's follow, no name is theirs
    text = pages(statement("BS", 7, OTHER), bare, statements())
    assert held(text) == sets((OTHER, 7), ("", 1))


def test_one_without_a_name_of_a_kind_that_is_there_is_not_the_others():
    text = pages(statements(), statements(7, OTHER), statement("BS", 11, ""))
    assert held(text) == sets(("", 1), (OTHER, 7))


@pytest.mark.parametrize("name", ["Bayonne Chemical Works", "BAYONNE CHEMICAL WORKS, INC."])
def test_a_report_of_an_acquisition_brings_the_business_bought(name):
    assert held(ACQUIRED + statements(7, name), "8-K") == sets((name, 7))
    assert held("Item 5.  Other Events\n\n" + statements(7, name), "8-K") == sets(("", 7))
    assert held(ACQUIRED + statements(7, name), "10-K") == sets(("", 7))


def test_a_report_of_an_acquisition_with_the_registrants_own_statements():
    text = ACQUIRED + pages(statements(7, "Bayonne Chemical Works"), statements(1, NAME))
    assert held(text, "8-K") == sets(("Bayonne Chemical Works", 7), ("", 1))
    assert held(ACQUIRED + statements(1, f"{NAME} AND SUBSIDIARIES"), "8-K") == sets(("", 1))


def test_headings_are_no_names():
    """In a report of an acquisition any words set as a name are one; those of captions are not."""
    text = ACQUIRED + statement("BS", 7, "Liabilities and Stockholders' Equity")
    assert [each.other for each in whose(text, "8-K")] == [""]


@pytest.mark.parametrize(
    ("printed", "named", "exact"),
    [
        (NAME, True, True),
        ("HARROW MILLS CORPORATION AND SUBSIDIARIES", True, True),
        ("Harrow Mills Company", True, True),  # but for its legal form
        ("HARROW MILLS CORPORATION (A Delaware Corporation)", True, True),
        ("12  HARROW MILLS CORPORATION", True, True),  # beside the number of the page
        ("Harrow Corporation", True, False),
        (OTHER, True, False),
        ("The Cloth of the Year", False, False),
        ("(In Thousands)", False, False),
        ("December 31, 1996 and 1995", False, False),
        ("", False, False),
    ],
)
def test_the_name_at_a_statement(printed, named, exact):
    (found,) = whose(statement("BS", name=printed))
    assert (found.named, found.exact) == (named, exact)


def test_a_name_below_a_title_at_the_margin():
    """The middle of a short title at the margin is not that of the name below it."""
    text = statement("BS", 7, "", "").lstrip("\n")
    found = whose(f"Balance Sheets\n{OTHER} AND SUBSIDIARIES\n{text}", company=NAME)
    assert [each.named for each in found] == [True]


def test_one_company_has_one_spelling():
    names = ["QUAY PIPELINE PARTNERS", "Quay Pipeline Partners", "QUAY PIPELINE PARTNERS, INC."]
    text = pages(*(statement(k, 7, n) for k, n in zip(THREE, names, strict=True)), statements())
    assert [each.other for each in whose(text)] == [OTHER] * 3 + [""] * 3


def test_a_filing_without_a_registrants_name():
    text = pages(statements(), statements(7, OTHER))
    found = whose(text, company="")
    assert all(each.named and not each.other and not each.exact for each in found)


def test_statements_of_equity_have_owners_too():
    text = pages(statements(kinds=ROWS), statements(7, OTHER, kinds=ROWS))
    assert held(text)[-1] == ("EQ", 7, OTHER)


@pytest.mark.parametrize("name", ["MERIDIAN HEALTH PLANS INC", "PARENT COMPANY, INC."])
def test_the_registrants_name_sets_nothing_apart(name):
    """'Plans' and 'Parent' over statements of others are those of a benefit plan, of the parent."""
    assert held(statements(1, name.title()), company=name) == sets(("", 1))
    assert not held(statements(1, name.title()), company="HARROW MILLS")


def test_the_statements_of_one_that_files_together_with_the_registrant():
    """'Program 1984-2' is told from 'Program 1984-1' by what is no word."""
    first, second = "HARROW PROGRAM 1984-1", "HARROW PROGRAM 1984-2"
    text = pages(
        statements(1, f"{first} LIMITED PARTNERSHIP"),
        statements(7, f"{second} LIMITED PARTNERSHIP"),
    )
    found = sets(("", 1), (f"{second} LIMITED PARTNERSHIP", 7))
    assert held(text, company=first, beside=second) == found
    assert held(text, company=first) != found
