"""Cover pages in the layouts that filers used; companies and figures are made up."""
# ruff: noqa: ISC004  (tables of printed text read best a case a line)

import pytest

from converter.read import read_filing
from converter.read.address import Piece, read_address
from converter.read.places import ending_place, find_place
from converter.read.release import release_name
from converter.read.shares import outstanding

CLASSIC = """\
                                 UNITED STATES
                       SECURITIES AND EXCHANGE COMMISSION
                             WASHINGTON, D.C. 20549

                                   FORM 10-Q/A

[X] QUARTERLY REPORT PURSUANT TO SECTION 13 OR 15(d)

For the quarterly period ended September 28, 1996

[ ] TRANSITION REPORT

For the transition period from ____________ to ____________ .

                         Commission File Number 0-55555

                              ACME ANVIL, INC.
             (Exact Name of Registrant as Specified in its Charter)

               Rhode Island                               12-3456789
   -------------------------------          ------------------------------------
   (State or other jurisdiction of          (I.R.S. Employer Identification No.)
   incorporation or organization)

        7 Foundry Lane
          Bristol, Rhode Island                           02809-1234
----------------------------------------    ------------------------------------
(Address of Principal Executive Offices)                  (Zip Code)

Registrant's telephone number, including Area Code:  (401) 555-4500
                                                    ----------------

Indicate by check mark whether the registrant (1) has filed all reports and (2) has been
subject to such filing requirements for the past 90 days.   Yes X   No ___

The number of shares outstanding of the Registrant's Common Stock as of November
4, 1996: 2,345,678.

<PAGE>
PART I
The number of shares outstanding on other pages is 9,999,999.
"""

CLASSIC_FACTS = [
    ("DocumentType", "10-Q/A", "10-Q/A", True),
    ("DocumentQuarterlyReport", "true", "[X]", True),
    ("DocumentTransitionReport", "false", "[ ]", True),
    ("EntityCurrentReportingStatus", "Yes", "Yes", True),
    ("AmendmentFlag", "true", "10-Q/A", False),
    ("DocumentPeriodEndDate", "1996-09-28", "September 28, 1996", True),
    ("EntityFileNumber", "0-55555", "0-55555", True),
    ("EntityRegistrantName", "ACME ANVIL, INC.", "ACME ANVIL, INC.", True),
    ("EntityIncorporationStateCountryCode", "RI", "Rhode Island", False),
    ("EntityTaxIdentificationNumber", "12-3456789", "12-3456789", True),
    ("EntityAddressAddressLine1", "7 Foundry Lane", "7 Foundry Lane", True),
    ("EntityAddressCityOrTown", "Bristol", "Bristol", True),
    ("EntityAddressStateOrProvince", "RI", "Rhode Island", False),
    ("EntityAddressPostalZipCode", "02809-1234", "02809-1234", True),
    ("CityAreaCode", "401", "401", True),
    ("LocalPhoneNumber", "555-4500", "555-4500", True),
    ("EntityCommonStockSharesOutstanding", "2345678", "2,345,678", True),
]


def read(text):
    return read_filing(text.encode(), "cover.txt")


def facts(text):
    return {fact.name: fact.value for fact in read(text).value.cover}


@pytest.mark.parametrize("tabs", [False, True])
def test_the_classic_cover(tabs):
    text = CLASSIC.replace("Rhode Island                               12", "Rhode Island\t\t\t12")
    result = read(text if tabs else CLASSIC)
    source = result.value.source
    found = {
        (fact.name, fact.value, source.cut(fact.span), fact.printed)
        for fact in result.value.cover
        if fact.span
    }
    assert found == set(CLASSIC_FACTS)
    assert not result.findings
    shares = next(fact for fact in result.value.cover if fact.instant)
    assert (shares.name, str(shares.instant)) == (
        "EntityCommonStockSharesOutstanding",
        "1996-11-04",
    )


def test_facts_stand_in_the_order_of_the_page():
    spans = [fact.span.start for fact in read(CLASSIC).value.cover if fact.span]
    assert spans == sorted(spans)


LAYOUTS = {
    "labels before values": (
        """\
FORM 10-K
For the fiscal year ended: June 30, 1999
Commission File No. 1-444-02

ACME ANVIL, INC.
(Exact name of registrant as specified in its charter)

State of Incorporation: Ohio       IRS Employer Identification No. 12-3456789
7 Foundry Lane, Suite 12, Toledo, Ohio 43604
(Address of principal executive offices)
Telephone number: 419/555-0101
""",
        {
            "DocumentPeriodEndDate": "1999-06-30",
            "EntityFileNumber": "1-444-02",
            "EntityIncorporationStateCountryCode": "OH",
            "EntityTaxIdentificationNumber": "12-3456789",
            "EntityAddressAddressLine1": "7 Foundry Lane",
            "EntityAddressAddressLine2": "Suite 12",
            "EntityAddressCityOrTown": "Toledo",
            "EntityAddressPostalZipCode": "43604",
            "CityAreaCode": "419",
            "LocalPhoneNumber": "555-0101",
        },
    ),
    "three columns, wrapped labels, telephone above": (
        """\
                                 FORM 8-K
     Date of Report (Date of earliest event reported): May 9, 2001

                             ACME ANVIL, INC.
- ----------------------------------------------------------------------
           (Exact name of registrant as specified in its charter)

    Delaware                        0-22222                 12-3456789
- --------------               ------------------        ------------------
(State or Other                (Commission                (IRS Employer
 Jurisdiction of               File Number)            Identification No.)
 Incorporation)

 7 Foundry Lane, Toledo, Ohio                                 43604
- ---------------------------------------------------      -------------
     (Address of Principal Executive Offices)             (Zip Code)

                               419.555.0101
              (Registrant's Telephone Number, Including Area Code)

                              Anvil Works Co.
- ---------------------------------------------------------------------
         (Former Name or Former Address, if Changed Since Last Report)
""",
        {
            "DocumentType": "8-K",
            "DocumentPeriodEndDate": "2001-05-09",
            "EntityRegistrantName": "ACME ANVIL, INC.",
            "EntityFileNumber": "0-22222",
            "EntityTaxIdentificationNumber": "12-3456789",
            "EntityIncorporationStateCountryCode": "DE",
            "EntityAddressAddressLine1": "7 Foundry Lane",
            "EntityAddressStateOrProvince": "OH",
            "LocalPhoneNumber": "555.0101",
        },
    ),
    "telephone in the address's row": (
        """\
FORM 10-K
Fiscal year ended December 31, 1993     Commission file number 1-77
ACME ANVIL COMPANY
(Exact name of registrant as specified in charter)
    New York                              12-3456789
(State or other jurisdiction of     (I.R.S. Employer Identification No.)
incorporation or organization)
3 Mill Road, Albany, NY        12207-0001     518/555-2459
(Address of principal executive offices)   (Zip Code)   (Telephone No.)
""",
        {
            "EntityFileNumber": "1-77",
            "EntityAddressAddressLine1": "3 Mill Road",
            "EntityAddressCityOrTown": "Albany",
            "EntityAddressPostalZipCode": "12207-0001",
            "CityAreaCode": "518",
            "LocalPhoneNumber": "555-2459",
        },
    ),
    "code's label beside the city, name over two lines": (
        """\
FORM 10-K405
For the fiscal year ended December 31, 1997

                 THE FIRST NATIONAL BANK CORPORATION
                        OF NORTH FALLS
        (Exact name of Registrant as specified in its charter)

           DELAWARE                       123456789
 (State of incorporation)            (IRS Employer
                                  Identification No.)

           One Anvil Plaza                     30313
            ATLANTA, GEORGIA                (Zip Code)
 (Address of principal executive offices)
""",
        {
            "DocumentType": "10-K405",
            "EntityRegistrantName": "THE FIRST NATIONAL BANK CORPORATION OF NORTH FALLS",
            "EntityTaxIdentificationNumber": "12-3456789",
            "EntityAddressAddressLine1": "One Anvil Plaza",
            "EntityAddressCityOrTown": "ATLANTA",
            "EntityAddressStateOrProvince": "GA",
            "EntityAddressPostalZipCode": "30313",
        },
    ),
    "a value that touches its label, brackets, blank inside the address": (
        """\
FORM 10-Q
For the quarterly period ended March 29, 1996
ACME ANVIL, INC.
[Exact name of Registrant as specified in its charter]

   CALIFORNIA[State or other jurisdiction     12-3456789
    of incorporation or organization]     [I.R.S. Employer Identification No.]

1 Anvil Loop

Cupertino  California,                 95014
[Address of principal executive offices]      [Zip Code]
""",
        {
            "EntityIncorporationStateCountryCode": "CA",
            "EntityAddressAddressLine1": "1 Anvil Loop",
            "EntityAddressCityOrTown": "Cupertino",
            "EntityAddressStateOrProvince": "CA",
        },
    ),
    "Canada": (
        """\
FORM 10-K
For the year ended 12/31/98
ANVIL OIL LTD.
(Exact name of registrant as specified in its charter)
Alberta, Canada                        Not applicable
(State or other jurisdiction of        (I.R.S. Employer
incorporation or organization)         Identification Number)
Suite 900, 500 - 4th Avenue S.W.
Calgary, Alberta, Canada          T2P 2V6
(Address of principal executive offices)   (Postal Code)
Registrant's telephone number, including area code
                 (403) 555-0100
""",
        {
            "DocumentPeriodEndDate": "1998-12-31",
            "EntityIncorporationStateCountryCode": "A0",
            "EntityAddressAddressLine1": "Suite 900, 500 - 4th Avenue S.W.",
            "EntityAddressCityOrTown": "Calgary",
            "EntityAddressStateOrProvince": "AB",
            "EntityAddressCountry": "CA",
            "EntityAddressPostalZipCode": "T2P 2V6",
            "CityAreaCode": "403",
        },
    ),
    "a transition report": (
        """\
FORM 10-K
For the transition period from July 1, 1998 to December 31, 1998
ACME ANVIL, INC.
(Exact name of registrant as specified in its charter)
""",
        {"DocumentPeriodEndDate": "1998-12-31", "EntityRegistrantName": "ACME ANVIL, INC."},
    ),
}


@pytest.mark.parametrize("name", LAYOUTS)
def test_layouts(name):
    text, expected = LAYOUTS[name]
    found = facts(text)
    assert {key: found.get(key) for key in expected} == expected


HEADED = (
    "<SEC-HEADER>\nCONFORMED SUBMISSION TYPE:\t10-K405\nCONFORMED PERIOD OF REPORT:\t19971231\n"
    "COMPANY CONFORMED NAME:\tACME ANVIL INC\nIRS NUMBER:\t123456789\nSTATE OF INCORPORATION:\tOH\n"
    "FISCAL YEAR END:\t1231\nSEC FILE NUMBER:\t001-09999\n</SEC-HEADER>\n<DOCUMENT>\n<TYPE>10-K405\n<TEXT>\n"
)


def test_the_header_fills_what_the_cover_leaves_out():
    result = read(HEADED + "FORM 10-K\n[LOGO OF ACME]\n(Exact name of registrant)\n</TEXT>\n")
    found = {fact.name: (fact.value, fact.span is None) for fact in result.value.cover}
    assert found == {
        "DocumentType": ("10-K405", False),
        "AmendmentFlag": ("false", True),
        "DocumentPeriodEndDate": ("1997-12-31", True),
        "EntityRegistrantName": ("ACME ANVIL INC", True),
        "EntityFileNumber": ("001-09999", True),
        "EntityTaxIdentificationNumber": ("12-3456789", True),
        "EntityIncorporationStateCountryCode": ("OH", True),
        "CurrentFiscalYearEndDate": ("--12-31", True),
    }
    kind = next(fact for fact in result.value.cover if fact.name == "DocumentType")
    assert not kind.printed


def test_cover_and_header_disagree():
    text = (
        HEADED + "FORM 10-K\nFor the year ended December 31, 1996\nACME\n(Exact name of\n</TEXT>\n"
    )
    result = read(text)
    assert result.value.cover_value("DocumentPeriodEndDate") == "1996-12-31"
    assert [finding.code for finding in result.findings] == ["COV003"]
    assert "1997-12-31" in result.findings[0].message


def test_several_registrants_give_no_name():
    text = """\
FORM 10-Q
For the quarter ended June 30, 1997
Commission       Exact name of registrant as         I.R.S. Employer
file number      specified in its charter            Identification No.
1-1111           Alpha Power Company                 11-1111111
"""
    result = read(text)
    assert result.value.cover_value("EntityRegistrantName") is None
    assert [finding.code for finding in result.findings] == ["COV002"]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (
            "As of May 1, 1999 there were 5,000,000 and 700,000 shares outstanding.",
            "COV006",
        ),
        ("There were 5,000,000 shares of common stock outstanding.", "COV007"),
    ],
)
def test_doubtful_shares_are_left_out(text, code):
    result = read(CLASSIC[: CLASSIC.index("The number of shares")] + text + "\n")
    assert result.value.cover_value("EntityCommonStockSharesOutstanding") is None
    assert [finding.code for finding in result.findings] == [code]
    assert result.findings[0].span is not None


def test_statements_are_no_part_of_the_cover():
    text = CLASSIC[: CLASSIC.index("The number of shares")] + (
        "ACME ANVIL, INC.\nConsolidated Balance Sheets\n\nCommon stock, 1,000,000 shares outstanding"
        " at June 30, 1996      1,234\n"
    )
    assert "EntityCommonStockSharesOutstanding" not in facts(text)


@pytest.mark.parametrize(
    ("text", "value", "date"),
    [
        ("As of February 1, 1999, 135,192,769 shares of common stock were outstanding.", 135192769, "1999-02-01"),
        ("9,876,543 shares of Common Stock Issued and Outstanding as of May 2,\n   1997", 9876543, "1997-05-02"),
        ("   Class                 Outstanding at May 3, 1999\n   -----      -----\n\n"
         "   Common Stock, $1,000 stated value      12,345,678\n", 12345678, "1999-05-03"),
        ("Indicate the number of shares outstanding of each of the issuer's classes of common\n"
         "stock, as of the latest practicable date.\n\n   Common stock: 444,555 shares at 8/1/97.\n", 444555, "1997-08-01"),
        ("The aggregate market value of the 1,000,000 shares held by non-affiliates was $9,000,000 on\n"
         "March 1, 2000.  On March 9, 2000 there were 2,500,000 shares outstanding.\n", 2500000, "2000-03-09"),
        ("On March 9, 2000, 1,000 shares were outstanding, all held by the parent; 12 holders of record.",
         1000, "2000-03-09"),
        ("Shares outstanding at March 9, 2000 (excluding 40,000 shares held in treasury): 2,500,000", 2500000, "2000-03-09"),
    ],
)  # fmt: skip
def test_shares_outstanding(text, value, date):
    found = outstanding(text)
    assert [(item.value, str(item.date)) for item in found] == [(value, date)]
    assert int(text[found[0].start : found[0].end].replace(",", "")) == value


def test_a_cover_that_asks_for_no_exact_name_is_a_page_too():
    cover = (
        "FORM 10-K\nANNUAL REPORT\nFor the fiscal year ended\nDecember 31, 1995\nHARLAN & CO.\n"
        "Tulsa, Oklahoma\nAs of March 1, 1996, 17,112,409 shares of\nCommon Stock were"
        " outstanding.\n\n<PAGE>\n\nItem 6.  Selected Financial Data\n\n"
        "Average shares outstanding   17,304   17,411\n"
    )
    result = read(cover)
    assert {each.name: each.value for each in result.value.cover}[
        "EntityCommonStockSharesOutstanding"
    ] == "17112409"
    assert "COV006" not in {each.code for each in result.findings}


def test_shares_elsewhere_are_not_taken():
    assert outstanding("The aggregate market value of 5,000,000 outstanding shares was $1.\n") == []
    assert (
        outstanding("Check mark whether 5,000 shares outstanding under a plan confirmed.\n") == []
    )


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["4 Harbor Road", "Rye, New York"], (["4 Harbor Road"], "Rye", "NY", None, None)),
        (["4 Harbor Road, Rye, N.Y. 10580"], (["4 Harbor Road"], "Rye", "NY", None, "10580")),
        (["10 Dorrance Street, Suite 4, Providence, RI"], (["10 Dorrance Street", "Suite 4"], "Providence", "RI", None, None)),
        (["P.O. Box 7", "Charleston, West Virginia 25301-1111"], (["P.O. Box 7"], "Charleston", "WV", None, "25301-1111")),
        (["1 Main Street  Salem, Oregon"], (["1 Main Street"], "Salem", "OR", None, None)),
        (["1 Strand", "London WC2N 5HR, England"], (["1 Strand"], "London", None, "GB", "WC2N 5HR")),
        (["Rue 1", "Montreal, Quebec, Canada H3B 4W5"], (["Rue 1"], "Montreal", "QC", "CA", "H3B 4W5")),
        (["20 Kowloon Road", "Hong Kong"], ([], None, None, "HK", None)),
        (["10 Main Street Springfield Ohio"], ([], None, "OH", None, None)),
        (["Somewhere far away"], ([], None, None, None, None)),
    ],
)  # fmt: skip
def test_addresses(lines, expected):
    found = read_address([Piece(0, len(line), line) for line in lines])
    assert (
        [piece.text for piece in found.street],
        found.city.text if found.city else None,
        found.state[1].postal if found.state else None,
        found.country[1].iso if found.country else None,
        found.code.text if found.code else None,
    ) == expected


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("New York", "NY"), ("NEW  YORK", "NY"), ("N.Y.", "NY"), ("State of Delaware", "DE"), ("Del.", "DE"),
        ("Commonwealth of Pennsylvania", "PA"), ("Ontario", "A6"), ("Bermuda", "D0"), ("The Netherlands", "P7"),
        ("Cayman Islands", "E9"), ("Puerto Rico", "PR"), ("Elsewhere", None), ("", None),
    ],
)  # fmt: skip
def test_places(name, code):
    place = find_place(name)
    assert (place.edgar if place else None) == code


def test_short_words_are_no_states():
    assert ending_place("come in") is None
    assert ending_place("Gary, IN")[0].edgar == "IN"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("\n   ACME ANVIL, INC.\n   Condensed Balance Sheets\n\n  ACME ANVIL, INC.\n  Statements of Operations\n", "ACME ANVIL, INC."),
        ("   Acme Anvil Corporation and Subsidiaries\n\n  CONSOLIDATED BALANCE SHEETS\n", "Acme Anvil Corporation"),
        ("TOLEDO, Ohio, May 2, 2001--Acme Anvil, Inc. (Nasdaq: ACME), the maker of\nanvils", "Acme Anvil, Inc."),
        ("the maker of anvils", None),
    ],
)  # fmt: skip
def test_release_names(text, name):
    found = release_name(text)
    assert (text[slice(*found)] if found else None) == name


def test_a_release_without_cover():
    text = "Exhibit 99.1\n\n   ACME ANVIL, INC.\n   Condensed Balance Sheets\n"
    result = read(text)
    assert facts(text) == {
        "DocumentType": "8-K",
        "AmendmentFlag": "false",
        "EntityRegistrantName": "ACME ANVIL, INC.",
    }
    assert [finding.code for finding in result.findings] == ["COV001"]


@pytest.mark.parametrize(
    "text",
    [
        "Abc " * 60_000,
        "1,234 outstanding stock 1999 " * 5_000,
        " " * 200_000 + "x",
        "\t" * 30_000 + "x",
        "(" * 60_000,
        "(address " * 20_000,
        "date of report " * 10_000,
        "9" * 10_000 + " shares outstanding",
    ],
    ids=["words", "numbers", "blanks", "tabs", "brackets", "labels", "dates", "digits"],
)
@pytest.mark.parametrize("head", ["", "FORM 10-K\n(Exact name of registrant)\n"])
def test_text_without_form_is_read_in_linear_time(head, text):
    """A page's patterns meet text that is none; each case took minutes with a careless one."""
    assert read(head + text + "\n").value.documents
