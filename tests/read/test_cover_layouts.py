"""Covers whose columns, captions and remarks stand otherwise than on the form; all made up."""
# ruff: noqa: ISC004  (tables of printed text read best a case a line)

import pytest

from converter.read import read_filing
from converter.read.address import Piece, read_address
from converter.read.shares import by_class, outstanding

NAMED = "ACME ANVIL, INC.\n(Exact name of registrant as specified in its charter)\n\n"
HEADED = (
    "<SEC-HEADER>\nCONFORMED SUBMISSION TYPE:\t{form}\nCOMPANY CONFORMED NAME:\t{company}\n"
    "</SEC-HEADER>\n<DOCUMENT>\n<TYPE>{form}\n<TEXT>\n{text}\n</TEXT>\n"
)


def facts(text, company=None, form="10-K"):
    whole = HEADED.format(form=form, company=company, text=text) if company else text
    filing = read_filing(whole.encode(), "cover.txt").value
    assert all(fact.value for fact in filing.cover)
    return {fact.name: fact.value for fact in filing.cover if fact.span is not None}


ADDRESSES = {
    "street and city beside each other": (
        "  77 Quarry Street, Suite 9        Rye, New York 10580\n"
        "(Address of principal executive offices)\n",
        ("77 Quarry Street", "Rye", "NY", "10580"),
    ),
    "a second column of another kind": (
        "77 Quarry Street               see also below\nRye, New York 10580\n"
        "(Address of principal executive offices)\n",
        ("77 Quarry Street", "Rye", "NY", "10580"),
    ),
    "the code on a line of its own": (
        "77 Quarry Street, Rye, New York\n(Address of principal executive offices)\n\n"
        "          10580-1234\n          (Zip code)\n",
        ("77 Quarry Street", "Rye", "NY", "10580-1234"),
    ),
    "no code above its caption": (
        "77 Quarry Street, Rye, New York\n(Address of principal executive offices)\n(Zip code)\n",
        ("77 Quarry Street", "Rye", "NY", None),
    ),
    "a comma ends the city's line": (
        "77 Quarry Street\nRye,\nNew York 10580\n(Address of principal executive offices)\n",
        ("77 Quarry Street", "Rye", "NY", "10580"),
    ),
    "for whose attention": (
        "77 Quarry Street\nRye, New York\nAttention: Anvil Certificates\nSeries 1998-7     10580\n"
        "(Address of principal executive offices)     (Zip Code)\n",
        ("77 Quarry Street", "Rye", "NY", "10580"),
    ),
    "the registrant's own name first": (
        "Acme Anvil Inc.\n77 Quarry Street\nRye, New York 10580\n"
        "(Address of principal executive offices)\n",
        ("77 Quarry Street", "Rye", "NY", "10580"),
    ),
    "a mailing address first": (
        "P.O. Box 7, Rye, New York\n10581-0007\n(Mailing Address)\n77 Quarry Street, Rye, New York\n"
        "(Address of principal executive offices)\n10580\n(Zip Code)\n",
        ("77 Quarry Street", "Rye", "NY", "10580"),
    ),
    "the capital": (
        "77 Quarry Street, N.W.\nWashington, D.C. 20099\n(Address of principal executive offices)\n",
        ("77 Quarry Street, N.W.", "Washington", "DC", "20099"),
    ),
}


@pytest.mark.parametrize("name", ADDRESSES)
def test_addresses_in_other_layouts(name):
    text, expected = ADDRESSES[name]
    found = facts("FORM 10-K\n\n" + NAMED + text)
    parts = ("AddressLine1", "CityOrTown", "StateOrProvince", "PostalZipCode")
    assert tuple(found.get(f"EntityAddress{part}") for part in parts) == expected


@pytest.mark.parametrize(
    ("line", "street", "city"),
    [
        ("9 K Street, N.W. Washington, D.C. 20099", ["9 K Street, N.W."], "Washington"),
        ("9 K Street, NW, Washington, DC", ["9 K Street, NW"], "Washington"),
        ("9 K Street, Newport, Rhode Island", ["9 K Street"], "Newport"),
        ("9 K Street, N.W., D.C.", [], None),
    ],
)
def test_quarters_of_a_city_are_of_the_street(line, street, city):
    found = read_address([Piece(0, len(line), line)])
    assert [piece.text for piece in found.street] == street
    assert (found.city.text if found.city else None) == city


@pytest.mark.parametrize(
    ("above", "name"),
    [
        ("ANVIL TRUST 1998-7\n(Depositor)\n(Issuer of the Series 1998-7\n", "ANVIL TRUST 1998-7"),
        ("ANVIL TRUST 1998-7\n(under an agreement of May 1, 1998,\nwhose issuer it is)\n", "ANVIL TRUST 1998-7"),
        ("ANVIL ASSURANCE CO. OF OHIO (U.S.)\n", "ANVIL ASSURANCE CO. OF OHIO (U.S.)"),
        ("(no name)\n", None),
    ],
)  # fmt: skip
def test_remarks_below_a_name_are_no_part_of_it(above, name):
    text = f"FORM 10-K\n\n{above}(Exact name of registrant as specified in its charter)\n"
    assert facts(text).get("EntityRegistrantName") == name


@pytest.mark.parametrize(
    ("company", "line", "name"),
    [
        ("ACME ANVIL CORP /DE/", "    Acme Anvil Corporation", "Acme Anvil Corporation"),
        ("HARLAN & CO INC", "HARLAN AND COMPANY, INC.", "HARLAN AND COMPANY, INC."),
        ("ACME ANVIL CORP", "Acme Anvil Holdings Corporation", None),
        ("ANVIL ACME CORP", "Acme Anvil Corporation", None),
    ],
)
def test_a_name_without_label_is_the_headers(company, line, name):
    text = f"FORM 10-K\n\n{line}\n\n77 Quarry Street\n"
    assert facts(text, company).get("EntityRegistrantName") == name


STATE = "EntityIncorporationStateCountryCode"
TAX = "EntityTaxIdentificationNumber"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Delaware 12-3456789\n(State or other jurisdiction of (I.R.S. Employer\n", {STATE: "DE", TAX: "12-3456789"}),
        ("New York 000-12345 12-3456789\n(State or other (Commission File No.) (I.R.S. Employer\n", {STATE: "NY"}),
        ("     Ohio         12-3456789\n    (State)        (I.R.S. Employer\n", {STATE: "OH"}),
        ("Incorporated under            IRS Employer I.D.\nthe Laws of Ohio              No. 12-3456789\n",
         {STATE: "OH", TAX: "12-3456789"}),
        ("organized under the laws of its charter\n(IRS Employer No.)\n", {STATE: None}),
        ("12-3456789\n(IRS Employer No.)\n\nIt\nbought\nHarlan\nInc., organized under the laws of Ohio\n", {STATE: None}),
        ("Ohio      12-3456789\n(State or other    IRS EIN\njurisdiction)\n", {STATE: "OH", TAX: "12-3456789"}),
        ("Commission Number 0-12345\n", {"EntityFileNumber": "0-12345"}),
        ("Commission File Number: 0 - 12345\n", {"EntityFileNumber": "0-12345"}),
        ("Registrant's telephone number, including area code: (401)\n555-4500\n",
         {"CityAreaCode": "401", "LocalPhoneNumber": "555-4500"}),
        ("Registrant's telephone number, including area code: (401)    -\n", {"CityAreaCode": None}),
    ],
)  # fmt: skip
def test_numbers_and_states_in_other_layouts(text, expected):
    found = facts("FORM 10-K\n\n" + NAMED + text)
    assert {key: found.get(key) for key in expected} == expected


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("                        December 31, 1998\nFor the fiscal year ended ____________________\n", "1998-12-31"),
        ("For the Fiscal Year Ended          Commission File\nDecember 31, 1995                  No. 1-7777\n", "1995-12-31"),
        ("For the Fiscal Year Ended          Commission File\nNo. 1-7777                         December 31, 1995\n", None),
        ("Filed December 31, 1998, late\nFor the fiscal year ended ____________________\n", None),
        ("For the fiscal year July 1, 1994 to June 30, 1995\n", "1995-06-30"),
        ("For the period January 1, 1998 through May 31, 1998\n", "1998-05-31"),
        ("For the year ended June 30, 1995, filed on July 1, 1995\n", "1995-06-30"),
    ],
)  # fmt: skip
def test_periods_beside_their_words(text, day):
    assert facts("FORM 10-K\n" + text + "\n" + NAMED).get("DocumentPeriodEndDate") == day


ASKED = "Indicate by check mark whether it has filed all reports for the past 90 days. Yes X No\n"


@pytest.mark.parametrize(
    ("text", "stated"),
    [
        (ASKED + "5,887,375\n(Number of shares of common stock\noutstanding as of October 30,1998)\n", [(5887375, "1998-10-30")]),
        ("The number of shares outstanding is 4,500,000 as of May 1, 1998, of which 1,200,000 shares\n"
         "are held by Harlan. The number of warrants outstanding to purchase shares is 700,000.\n", [(4500000, "1998-05-01")]),
        ("Indicate the shares outstanding of each class.\n\n\n  Number of shares outstanding at May 1, 1998:\n\n"
         "    Class A Common        4,500,000\n    Class B Common          382,000\n",
         [(4500000, "1998-05-01"), (382000, "1998-05-01")]),
        ("Check mark 5,000 shares outstanding under a plan confirmed on May 1, 1998.\n", []),
    ],
)  # fmt: skip
def test_shares_among_other_items(text, stated):
    assert [(share.value, str(share.date)) for share in outstanding(text)] == stated


def test_a_class_may_be_wrapped():
    text = "Outstanding at May 1, 1998: 5,000,000 Common\nShares and 700,000 Preferred\nShares\n"
    assert [share.of for share in outstanding(text)] == ["Common Shares", "Preferred Shares"]


def test_a_line_below_names_the_next_class():
    text = (
        "Shares outstanding at May 1, 1998:\nClass A Common Stock 5,000,000 Shares\n"
        "Class B Common Stock 700,000 Shares\n"
    )
    found = by_class(outstanding(text))
    assert {share.of: share.value for share in found} == {
        "Class A Common Stock": 5000000,
        "Class B Common Stock": 700000,
    }


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ("as of the close of the period covered by this report.", "2345678"),
        ("as of the latest practicable date.", None),
    ],
)
def test_shares_at_the_periods_end(asked, expected):
    text = (
        f"FORM 10-Q\nFor the quarter ended June 30, 1998\n\n{NAMED}Number of shares outstanding\n"
    )
    filing = read_filing(f"{text}{asked}\n\n  Common - 2,345,678 shares\n".encode(), "c.txt").value
    found = [fact for fact in filing.cover if fact.name == "EntityCommonStockSharesOutstanding"]
    assert [(fact.value, str(fact.instant)) for fact in found] == (
        [(expected, "1998-06-30")] if expected else []
    )


B = "Securities registered pursuant to Section 12(b) of the Act:\n"
G = "Securities registered pursuant to Section 12(g) of the Act:\n"


@pytest.mark.parametrize(
    ("text", "b", "g", "exchange"),
    [
        (f"{B}   Common Stock, $1 par value\n   (Title of Class)\n", "Common Stock, $1 par value", None, None),
        (f"{B}   Common Stock, $1 par value\n", None, None, None),
        (f"{B}   Common Stock, $1 par value\n   8% Notes\n   (Title of Class)\n", None, None, None),
        (f"{G}   Title of each class            Name of exchange on which registered\n"
         "COMMON STOCK, $.01 PAR                          NONE\n", None, "COMMON STOCK, $.01 PAR", None),
        (f"{B}   Title of each class            Name of each exchange on which\n"
         "   Units of Interest                    registered\n"
         "                                        American Stock Exchange\n", "Units of Interest", None, "NYSEAMER"),
    ],
)  # fmt: skip
def test_titles_with_other_heads(text, b, g, exchange):
    found = facts("FORM 10-K\n\n" + NAMED + text)
    names = ("Security12bTitle", "Security12gTitle", "SecurityExchangeName")
    assert tuple(found.get(name) for name in names) == (b, g, exchange)
