"""Check marks, public float, classes of stock and registered securities; all made up."""
# ruff: noqa: ISC004  (tables of printed text read best a case a line)

import datetime as dt
from decimal import Decimal

import pytest

from converter.read import read_filing
from converter.read.market import public_float
from converter.read.shares import by_class, outstanding

COVER = """\
                                   FORM {form}
{boxes}
For the fiscal year ended December 31, 1996          Commission file number 1-4444

                              ACME ANVIL, INC.
             (Exact Name of Registrant as Specified in its Charter)
{rest}
"""


def cover(form="10-K", boxes="", rest=""):
    result = read_filing(COVER.format(form=form, boxes=boxes, rest=rest).encode(), "cover.txt")
    found = {}
    for fact in result.value.cover:
        found[fact.name + (f" of {fact.of}" if fact.of else "")] = fact.value
    return found, [finding.code for finding in result.findings], result.value


ANNUAL = "ANNUAL REPORT PURSUANT TO SECTION 13 OR 15(d) OF THE ACT OF 1934"
OTHER = "TRANSITION REPORT PURSUANT TO SECTION 13 OR 15(d) OF THE ACT OF 1934"


@pytest.mark.parametrize(
    ("boxes", "annual", "transition"),
    [
        (f"[X] {ANNUAL}\n\n[ ] {OTHER}", "true", "false"),
        (f"[ ] {ANNUAL}\n\n[x] {OTHER}", "false", "true"),
        (f"/X/ {ANNUAL}\n\n/ / {OTHER}", "true", "false"),
        (f"(X)  {ANNUAL}\n\n( )  {OTHER}", "true", "false"),
        (f"|X|  {ANNUAL}\n\n|_|  {OTHER}", "true", "false"),
        (f"_X_  {ANNUAL}\n\n___  {OTHER}", "true", "false"),
        (f"  X   {ANNUAL}\n\n      {OTHER}", "true", None),
        (f"  X                   {ANNUAL}\n-----\n\n{OTHER}", "true", None),
        (f"[X]\n        {ANNUAL}\n\n[ ]\n        {OTHER}", "true", "false"),
        (f"{ANNUAL} [X]\n\n{OTHER} [ ]", "true", "false"),
        (f"{ANNUAL}\n(FEE REQUIRED)  [ ]\n\n{OTHER}\n(NO FEE)  [X]", "false", "true"),
        (ANNUAL, "true", None),
        (f"{ANNUAL}\n\n{OTHER}", None, None),
    ],
)
def test_which_report_it_is(boxes, annual, transition):
    found, codes, _ = cover(boxes=boxes)
    assert found.get("DocumentAnnualReport") == annual
    assert found.get("DocumentTransitionReport") == transition
    assert "COV013" not in codes


@pytest.mark.parametrize("marks", ["XX", "  "])
def test_boxes_that_contradict_are_said(marks):
    found, codes, _ = cover(boxes=f"[{marks[0]}] {ANNUAL}\n\n[{marks[1]}] {OTHER}")
    assert "DocumentAnnualReport" not in found
    assert "COV013" in codes


def test_an_8_ks_boxes():
    found, _, _ = cover(
        "8-K",
        rest="[ ] Written communications pursuant to Rule 425\n"
        "[X] Soliciting material pursuant to Rule 14a-12\n"
        "[ ] Pre-commencement communications pursuant to Rule 14d-2(b)\n"
        "[ ] Pre-commencement communications pursuant to Rule 13e-4(c)\n",
    )
    assert {name: value for name, value in found.items() if value in ("true", "false")} == {
        "AmendmentFlag": "false",
        "WrittenCommunications": "false",
        "SolicitingMaterial": "true",
        "PreCommencementTenderOffer": "false",
        "PreCommencementIssuerTenderOffer": "false",
    }


@pytest.mark.parametrize(
    ("printed", "answer"),
    [
        ("Yes  X    No", "Yes"),
        ("Yes       No  X", "No"),
        ("Yes [X]  No [ ]", "Yes"),
        ("Yes [ ]  No [X]", "No"),
        ("Yes / /  No /x/", "No"),
        ("Yes__X__ No______", "Yes"),
        ("YES |X| NO |_|", "Yes"),
        ("[X] Yes  [ ] No", "Yes"),
        ("[ ] Yes  [X] No", "No"),
        ("X  Yes     No", "Yes"),
        ("___ Yes  X  No", "No"),
        ("(1) Yes X No    (2) Yes X No", "Yes"),
        ("(1) Yes X No    (2) Yes   No X", None),
        ("Yes        No        .\n                  ------     -------", None),
        ("Yes X  No X", None),
        ("Yes |X| No [ ]\n\nFor the year ended June 30, 2007, the issuer had no revenues.", "Yes"),
        ("", None),
    ],
)
def test_the_questions_answer(printed, answer):
    found, _, _ = cover(
        rest="Indicate by check mark whether the registrant (1) has filed all reports required to\n"
        "be filed by Section 13, and (2) has been subject to such filing requirements for the\n"
        f"past 90 days. {printed}\n\n"
        "Indicate by check mark if disclosure of delinquent filers is not contained herein. [X]\n",
    )
    assert found.get("EntityCurrentReportingStatus") == answer


@pytest.mark.parametrize("form", ["10-K", "10KSB", "10-KSB", "10KSB40", "10-K405/A"])
def test_an_annual_report_is_one_however_its_form_is_spelt(form):
    header = f"<SEC-HEADER>\nCONFORMED SUBMISSION TYPE:\t{form}\n</SEC-HEADER>\n"
    page = COVER.format(
        form=form, boxes=f"[X] {ANNUAL}\n\n[ ] {OTHER}",
        rest="The aggregate market value of the voting stock held by non-affiliates as of March 3,\n"
        "1997 was $87,481.\n\nThe number of shares of common stock outstanding as of March 3, 1997\n"
        "was 1,244,902 shares.\n",
    )  # fmt: skip
    found = {
        fact.name: fact.value for fact in read_filing((header + page).encode(), "f").value.cover
    }
    assert found["DocumentAnnualReport"] == "true"
    assert found["EntityPublicFloat"] == "87481"
    assert found["EntityCommonStockSharesOutstanding"] == "1244902"


def test_the_filers_category():
    found, _, filing = cover(
        rest="Indicate by check mark whether the registrant is a large accelerated filer, an\n"
        "accelerated filer, or a non-accelerated filer (as defined in Rule 12b-2).\n\n"
        "Large accelerated filer [ ]   Accelerated filer [X]   Non-accelerated filer [ ]\n\n"
        "Indicate by check mark whether the registrant is a shell company. Yes [ ] No [X]\n",
    )
    assert found["EntityFilerCategory"] == "Accelerated Filer"
    assert found["EntityShellCompany"] == "false"
    mark = next(fact for fact in filing.cover if fact.name == "EntityFilerCategory")
    assert filing.source.cut(mark.span) == "[X]"


@pytest.mark.parametrize(
    ("text", "stated"),
    [
        ("The aggregate market value of the voting stock held by non-affiliates of the registrant"
         " as of March 20, 2000, was\napproximately $4,457,495,580. As of March 31, 2000,"
         " 148,583,186 shares were outstanding.", [("4457495580", 0, "2000-03-20")]),
        ("Aggregate market value of voting stock held by\n  non-affiliates as of February 28,\n"
         "  1999........................  $11,495,058,788\n", [("11495058788", 0, "1999-02-28")]),
        ("At January 31, 1995, the aggregate market value held by non-affiliates was $16.6 billion"
         " ($48.88 per share).", [("16600000000", -8, "1995-01-31")]),
        ("The aggregate market value of stock held by nonaffiliates, based on the closing price of"
         " $12.50 per share on June 3, 1998, was $25,000,000.50.", [("25000000.50", 2, "1998-06-03")]),
        ("As of February 1, 1999, Acme had outstanding 1,000,000 shares. Based on the closing price"
         " on that date ($59 5/16 a share), the aggregate market value of such Common Stock was"
         " $59,312,500. Acme has no affiliates.", [("59312500", 0, "1999-02-01")]),
        ("Aggregate market value held by non-affiliates: $76,272,000,000 **", [("76272000000", 0, None)]),
        ("The aggregate market value held by non-affiliates at May 1, 1996 was: Class A"
         " $10,000,000; Class B $20,000,000.",
         [("10000000", 0, "1996-05-01"), ("20000000", 0, "1996-05-01")]),
        ("The aggregate value of the stock that was held by non-affiliates as of March 6, 1998, was"
         " approximately $192.4 million.", [("192400000.0", -5, "1998-03-06")]),
        ("The market value of the Company's investments was $5,000,000 at May 1, 1996.", []),
        ("The aggregate market value held by non-affiliates is not determinable.", []),
    ],
)  # fmt: skip
def test_the_public_float(text, stated):
    assert [(one.value, one.decimals, one.date) for one in public_float(text)] == [
        (Decimal(value), decimals, date and dt.date.fromisoformat(date))
        for value, decimals, date in stated
    ]


def test_a_float_without_a_date_is_said():
    found, codes, _ = cover(
        rest="Aggregate market value held by non-affiliates: $76,272,000,000 **\n"
    )
    assert "EntityPublicFloat" not in found
    assert "COV011" in codes


@pytest.mark.parametrize(
    ("text", "classes"),
    [
        ("As of May 1, 1999 there were 5,000,000 shares of Class A Common Stock and 700,000 shares"
         " of Class B Common Stock outstanding.",
         {"Class A Common Stock": 5000000, "Class B Common Stock": 700000}),
        ("Number of shares outstanding of each class:\n\n"
         "March 20, 2000 -- Class A Common Stock, $5 par value ...... 1,341,155 shares\n"
         "March 20, 2000 -- Class B Common Stock, $0.1667 par value . 5,387,475 shares\n",
         {"Class A Common Stock": 1341155, "Class B Common Stock": 5387475}),
        ("As of June 28, 2002, Acme had outstanding 1,745,309 shares of Common Stock and 70,852"
         " shares of Class B Stock.\n\nAs of February 28, 2003, Acme had outstanding 1,760,367"
         " shares of Common Stock and 70,852 shares of Class B Stock.",
         {"Common Stock": 1760367, "Class B Stock": 70852}),
        ("As of May 1, 1999 there were 5,000,000 and 700,000 shares outstanding.", None),
        ("There were 5,000,000 shares of Class A and 700,000 shares of Class B stock"
         " outstanding.", None),
    ],
)  # fmt: skip
def test_shares_by_class(text, classes):
    found = by_class(outstanding(text))
    assert (found and {share.of: share.value for share in found}) == classes


SECURITIES = """\
Securities registered pursuant to Section 12(b) of the Act:

      Title of each class                  Name of exchange on which registered
- ---------------------------------------    -------------------------------------
Class A Common Stock, $1 par value                New York Stock Exchange
                                                  Pacific Stock Exchange
9.00% Debentures due 2016                         American Stock Exchange
8.00% Notes, each representing
one tenth of a note                               New York Stock Exchange

Securities registered pursuant to Section 12(g) of the Act:

                     Common Stock Warrants
- --------------------------------------------------------------------------------
                        (Title of Class)

"""


def test_registered_securities():
    found, codes, filing = cover(rest=SECURITIES)
    b = {
        "Class A Common Stock, $1 par value": "NYSE",
        "9.00% Debentures due 2016": "NYSEAMER",
        "8.00% Notes, each representing one tenth of a note": "NYSE",
    }
    assert {name: value for name, value in found.items() if name.startswith("Security")} == {
        **{f"Security12bTitle of {title}": title for title in b},
        **{f"SecurityExchangeName of {title}": code for title, code in b.items()},
        "Security12gTitle": "Common Stock Warrants",
    }
    assert "COV012" in codes
    assert "COV014" not in codes
    titles = [fact for fact in filing.cover if fact.name == "Security12gTitle"]
    assert filing.source.cut(titles[0].span) == "Common Stock Warrants"


def test_titles_that_cannot_be_told_apart_are_left_out():
    found, codes, _ = cover(rest=SECURITIES.replace("one tenth of a note", "Preferred Shares     "))
    assert "Security12bTitle of 9.00% Debentures due 2016" not in found
    assert not any("8.00%" in name for name in found)
    assert "COV014" in codes


def test_none_is_no_security():
    found, codes, _ = cover(
        rest="Securities registered pursuant to Section 12(b) of the Act:   None\n"
        "Securities registered pursuant to Section 12(g) of the Act:\n\n      NONE\n"
    )
    assert not any(name.startswith("Security") for name in found)
    assert "COV014" not in codes
