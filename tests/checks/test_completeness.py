"""Which statements a filing must hold, and what became of those that were not found."""

import pytest
from analysed import analysed

from converter.checks.completeness import expected
from converter.checks.elsewhere import said_of_statements
from converter.checks.forms import Form, form_of
from converter.checks.registry import Seen
from converter.checks.run import check_report
from converter.model.candidate import Candidate, Evidence, State
from converter.model.filing import StatementKind
from converter.model.finding import ConversionError, Severity
from converter.read import read_filing

COVER = """
                       SECURITIES AND EXCHANGE COMMISSION
                            Washington, D.C. 20549
                                FORM {form}
        ANNUAL REPORT PURSUANT TO SECTION 13 OF THE SECURITIES EXCHANGE ACT OF 1934
                  For the fiscal year ended December 31, 1998
                        Commission file number 1-12345
                               ACME WIDGETS, INC.
             (Exact name of registrant as specified in its charter)
"""
BS = """
                               ACME WIDGETS, INC.
                                 BALANCE SHEETS
                                 (in thousands)
                                                       December 31,
                                                     1998        1997
                                                   --------    --------
Current assets:
  Cash and cash equivalents                        $  1,543    $  2,164
  Inventories                                           897       1,163
                                                   --------    --------
    Total current assets                              2,440       3,327
Property and equipment                                1,000         900
                                                   --------    --------
    Total assets                                   $  3,440    $  4,227
                                                   ========    ========
"""
CLAIMS = """Current liabilities:
  Accounts payable                                 $    700    $    427
  Accrued expenses                                      300         500
                                                   --------    --------
    Total current liabilities                         1,000         927
Stockholders' equity:
  Common stock                                        2,000       2,000
  Retained earnings                                     440       1,300
                                                   --------    --------
    Total stockholders' equity                        2,440       3,300
                                                   --------    --------
    Total liabilities and stockholders' equity     $  3,440    $  4,227
                                                   ========    ========
"""
IS = """
                            STATEMENTS OF OPERATIONS
                     (in thousands, except per share data)
                                                 Years Ended December 31,
                                                     1998        1997
                                                   --------    --------
Net sales                                          $  2,670    $  2,308
Cost of goods sold                                    2,000       1,500
                                                   --------    --------
Gross profit                                            670         808
Selling, general and administrative expenses          1,530         500
                                                   --------    --------
Net income (loss)                                  $   (860)   $    308
                                                   ========    ========
Basic earnings (loss) per share                    $  (0.86)   $   0.31
"""
CF = """
                            STATEMENTS OF CASH FLOWS
                                 (in thousands)
                                                 Years Ended December 31,
                                                     1998        1997
                                                   --------    --------
Cash flows from operating activities:
  Net income (loss)                                $   (860)   $    308
  Decrease in inventories                               266          20
  Increase in accounts payable                          273          10
                                                   --------    --------
    Net cash provided by (used in) operating
      activities                                       (321)        338
Cash flows from investing activities:
  Purchases of property and equipment                  (100)        (90)
                                                   --------    --------
    Net cash used in investing activities              (100)        (90)
"""
FINANCING = """Cash flows from financing activities:
  Repayment of notes payable                           (200)       (100)
                                                   --------    --------
    Net cash used in financing activities              (200)       (100)
                                                   --------    --------
Net increase (decrease) in cash                        (621)        148
Cash at beginning of year                             2,164       2,016
                                                   --------    --------
Cash at end of year                                $  1,543    $  2,164
                                                   ========    ========
"""
EQ = """
                       STATEMENTS OF STOCKHOLDERS' EQUITY
                                 (in thousands)
                                         Common    Retained
                                          Stock    Earnings     Total
                                        --------   --------   --------
Balance, December 31, 1996              $  2,000   $    992   $  2,992
Net income                                    --        308        308
                                        --------   --------   --------
Balance, December 31, 1997                 2,000      1,300      3,300
Net loss                                      --       (860)      (860)
                                        --------   --------   --------
Balance, December 31, 1998              $  2,000   $    440   $  2,440
                                        ========   ========   ========
"""
RETAINED = """Retained earnings at beginning of year                1,300         992
                                                   --------    --------
Retained earnings at end of year                   $    440    $  1,300
                                                   ========    ========
"""
WHOLE = (BS + CLAIMS, IS, CF + FINANCING, EQ)
ITEM = "\nItem 8.  Financial Statements and Supplementary Data\n\n"
BY_REFERENCE = ITEM + (
    "   The information required by this item is incorporated herein by reference\n"
    "to pages 20 to 41 of the Annual Report to Shareholders, Exhibit 13.\n\nItem 9.  Changes\n"
)
NEEDLESS = f"{ITEM}Not applicable.\n\nItem 9.  Changes in and Disagreements\n"
NOTE = "\n  F.  Stockholders' Equity\n" + EQ.replace("STATEMENTS OF STOCKHOLDERS' EQUITY", "")
YEARS = """
NOTE 25 SHARE OWNERS' EQUITY

(In millions)                           1993           1992         1991
                                     -------        -------      -------
Balance at January 1                 $26,527        $23,787      $22,959
Net earnings                           4,315          4,725        2,636
Dividends declared                    (2,229)        (1,985)      (1,808)
                                     -------        -------      -------
Balance at December 31               $28,613        $26,527      $23,787
"""
UNTITLED = EQ.replace("STATEMENTS OF STOCKHOLDERS' EQUITY", "Stockholders' equity")
OPTIONS = NOTE.replace("Net income", "Granted   ").replace("Net loss", "Expired ")
PRO_FORMA = IS.replace("STATEMENTS", "PRO FORMA STATEMENTS")


def converted(*parts, form="10-K"):
    text = COVER.format(form=form) + "".join(parts)
    return analysed(text, "acme")


def told(conversion, *candidates):
    return Seen(
        conversion.filing,
        conversion.mapped,
        conversion.report,
        candidates,
        tuple(f for f in conversion.findings if not f.code.startswith("COM")),
    )


def found_in(seen):
    return [finding for finding in check_report(seen) if finding.code.startswith("COM")]


def states(conversion, *candidates):
    return {each.kind.value: each.state for each in expected(told(conversion, *candidates))}


def codes(conversion, *candidates):
    return sorted({finding.code for finding in found_in(told(conversion, *candidates))})


def candidate(conversion, words, kind, *, weight=3.0, owner="", taken=False, reason="no boxhead"):
    """A block of ten lines that begins where the words stand."""
    source = conversion.filing.source
    line = source.span(source.text.index(words), 0).line
    return Candidate(
        kind=StatementKind(kind), title=words, first=line, last=line + 10,
        span=source.line_span(line, 0, len(source.line(line))),
        evidence=(Evidence("captions", weight, "as it is"),),
        owner=owner, taken=taken, reason=reason,
    )  # fmt: skip


FOUND = dict.fromkeys(("BS", "IS", "CF", "EQ"), State.FOUND)


@pytest.mark.parametrize(
    ("form", "usual", "required"),
    [
        ("10-K", "BS IS CF EQ", True),
        ("10-K405", "BS IS CF EQ", True),
        ("10-KSB", "BS IS CF EQ", True),
        ("10KSB", "BS IS CF EQ", True),
        ("10-KT", "BS IS CF EQ", True),
        ("10-KT405", "BS IS CF EQ", True),
        ("10-KSB40", "BS IS CF EQ", True),
        ("10-K405/A", "BS IS CF EQ", False),
        ("10-Q", "BS IS CF", True),
        ("10-QSB", "BS IS CF", True),
        ("10-Q/A", "BS IS CF", False),
        ("20-F", "BS IS CF", True),
        ("8-K", "", False),
        ("11-K", "", False),
        ("10-12B", "", False),
    ],
)
def test_what_a_form_must_hold(form, usual, required):
    filing = read_filing(
        f"<SEC-HEADER>\nCONFORMED SUBMISSION TYPE:\t{form}\n</SEC-HEADER>\n<DOCUMENT>\n"
        f"<TYPE>{form}\n<TEXT>\nAcme\n</TEXT>\n</DOCUMENT>\n".encode()
    ).value
    found = form_of(filing)
    assert " ".join(found.usual) == usual
    assert found.required == (found.usual if required else ())


def test_a_whole_report_lacks_nothing():
    whole = converted(*WHOLE)
    assert states(whole) == FOUND
    assert codes(whole) == []
    assert [each.span.line for each in expected(told(whole)) if each.span] == [
        table.table.first for table in sorted(whole.tables, key=lambda t: "BS IS CF EQ".find(t.table.kind))
    ]  # fmt: skip
    assert whole.report.completeness == expected(told(whole))


@pytest.mark.parametrize(
    ("parts", "form", "kind", "state", "code", "words"),
    [
        ((BS + CLAIMS, IS, EQ), "10-K", "CF", State.ABSENT, "COM001", "nothing like it"),
        ((BS + CLAIMS, IS, EQ), "10-Q", "CF", State.ABSENT, "COM001", "10-Q must hold"),
        ((BS + CLAIMS, IS), "10-K/A", "CF", State.ABSENT, "COM002", "an amendment need not"),
        ((BS + CLAIMS, IS), "8-K", "CF", None, None, ""),
        ((BS + CLAIMS, CF + FINANCING), "10-Q", "EQ", None, "COM001", ""),
        ((BY_REFERENCE, IS), "10-K", "BS", State.ELSEWHERE, "COM002", "(line 13): 'The information"),
        ((NEEDLESS, IS), "10-K", "BS", State.ABSENT, "COM002", "'Not applicable.'"),
        ((BS + CLAIMS, PRO_FORMA), "10-K", "IS", State.LEFT_OUT, "COM002", "pro forma (line"),
        ((BS + CLAIMS, IS + RETAINED), "10-K", "EQ", State.FOUND, "COM001", "it is part of"),
        ((BS + CLAIMS, NOTE), "10-K", "EQ", State.ABSENT, "COM002", "F. Stockholders' Equity"),
        ((BS + CLAIMS, YEARS), "10-K", "EQ", State.ABSENT, "COM002", "NOTE 25 SHARE OWNERS' EQUITY"),
        ((BS + CLAIMS, UNTITLED), "10-K", "EQ", State.UNRECOGNISED, "COM001", "follow one another"),
        ((BS + CLAIMS, OPTIONS), "10-K", "EQ", State.ABSENT, "COM001", "nothing like it"),
    ],
)  # fmt: skip
def test_what_became_of_a_statement(parts, form, kind, state, code, words):
    seen = told(converted(*parts, form=form))
    found = next((each for each in expected(seen) if each.kind == kind), None)
    assert (found.state if found else None) == state
    said = [finding.code for finding in found_in(seen)]
    assert code in said if code else not said
    text = " ".join(
        [found.reason if found else "", *(finding.message for finding in found_in(seen))]
    )
    assert words in text


@pytest.mark.parametrize(
    ("given", "state", "code", "words"),
    [
        ({}, State.UNRECOGNISED, "COM001", "lines 63-73, 'STATEMENTS OF CASH FLOWS': no boxhead"),
        ({"weight": -4.0}, State.ABSENT, "COM001", "nothing like it"),
        ({"owner": "Bolt Corp.", "reason": ""}, State.LEFT_OUT, "COM002", "it is of Bolt Corp."),
        ({"kind": "IS"}, State.ABSENT, "COM001", "nothing like it"),
        ({"taken": True}, State.UNRECOGNISED, "COM001", "CASH FLOWS': no table was read in it"),
        ({"reason": ""}, State.UNRECOGNISED, "COM001", "CASH FLOWS': no reason is known"),
    ],
)
def test_candidates_say_why(given, state, code, words):
    broken = converted(
        BS + CLAIMS, IS, CF.replace("Net cash", "Much").replace("activities", ""), EQ
    )
    one = candidate(broken, "STATEMENTS OF CASH FLOWS", **{"kind": "CF"} | given)
    tables = tuple(table for table in broken.mapped if table.read.table.kind != "CF")
    seen = Seen(broken.filing, tables, broken.report, (one,))
    (found,) = (each for each in expected(seen) if each.kind == "CF")
    assert (found.state, [f.code for f in found_in(seen)]) == (state, [code])
    assert words.replace("63-73", f"{one.first}-{one.last}") in found.reason


def test_the_likeliest_candidate_is_named():
    whole = converted(BS + CLAIMS, IS, CF + FINANCING, EQ)
    tables = tuple(table for table in whole.mapped if table.read.table.kind != "CF")
    likely = candidate(whole, "STATEMENTS OF CASH FLOWS", "CF", weight=9.0)
    other = candidate(whole, "STATEMENTS OF OPERATIONS", "CF", weight=2.0)
    found = expected(Seen(whole.filing, tables, whole.report, (other, likely)))
    assert next(each.span for each in found if each.kind == "CF") == likely.span


@pytest.mark.parametrize(
    ("parts", "code", "words"),
    [
        ((BS + CLAIMS, IS, CF, EQ), "COM003", "no net cash of financing activities"),
        ((BS, IS, CF + FINANCING, EQ), "COM004", "no liabilities and equity"),
        (
            (BS.split("Current assets:", maxsplit=1)[0] + CLAIMS, IS, CF + FINANCING, EQ),
            "COM004",
            "no assets",
        ),
    ],
)
def test_half_statements_are_told(parts, code, words):
    (finding,) = found_in(told(converted(*parts)))
    assert (finding.code, finding.severity) == (code, Severity.WARNING)
    assert words in finding.message


@pytest.mark.parametrize(
    ("other", "code", "words"),
    [(True, "COM005", "the only statements are those of BOLT CORP."), (False, None, "")],
)
def test_whose_statements_they_are(other, code, words):
    owner = "\n                                   BOLT CORP.\n"
    parts = [part.replace("ACME WIDGETS, INC.", "") for part in WHOLE]
    head = "\nItem 7. Financial statements of the business acquired: Bolt Corp.\n"
    if other:
        parts = [owner + part.lstrip("\n") for part in parts]
    conversion = converted(head, *parts, form="8-K")
    found = found_in(told(conversion))
    assert [finding.code for finding in found] == ([code] if code else [])
    assert all(words in finding.message for finding in found)


def test_a_filing_without_statements_says_where_they_are():
    with pytest.raises(ConversionError) as caught:
        converted(BY_REFERENCE)
    said = caught.value.finding.message
    assert "balance sheet and statement of operations" in said
    assert "not in the file: the filing says that it stands elsewhere (line 13)" in said


@pytest.mark.parametrize(
    ("heading", "item", "found"),
    [
        ("Item 8. Financial Statements", "8", True),
        ("ITEM 8 - FINANCIAL STATEMENTS", "8", True),
        ("Items 5, 6, 7 and 8.", "8", True),
        ("Items 7, 7A, and 8", "8", True),
        ("Items 5 through 8", "8", True),
        ("Items 7 & 8", "8", True),
        ("   *Item 8.", "8", True),
        ("Item 18. Financial Statements", "8", False),
        ("Item 8A. Controls", "8", False),
        ("see Item 8", "8", False),
        ("Item 17. Financial Statements", "1[78]", True),
        ("Item 10. Directors", "1", False),
    ],
)
def test_headings_of_items(heading, item, found):
    text = f"FORM 10-K\n\n{heading}\nFinancial statements\n   are incorporated by reference.\n"
    filing = read_filing(text.encode()).value
    said = said_of_statements(filing, Form("10-K", item=item), ())
    assert bool(said and said.elsewhere) is found


@pytest.mark.parametrize(
    ("words", "kind", "said"),
    [
        ("incorporated by reference to Exhibit 13", "EX-13", False),
        ("incorporated by reference to Exhibit (13)", "EX-13.1", False),
        ("incorporated herein by reference to Exhibit 19", "EX-19", False),
        ("incorporated herein by reference to Exhibit 19", "EX-10", True),
        ("set forth in the Annual Report to Stockholders", "EX-27", True),
        ("on pages F-1 to F-20", "EX-27", False),
    ],
)
def test_what_the_item_says_of_its_place(words, kind, said):
    text = (
        "<SEC-HEADER>\nFORM TYPE:\t10-K\n</SEC-HEADER>\n<DOCUMENT>\n<TYPE>10-K\n<TEXT>\n"
        f"Item 8. Financial Statements\n\n  They are {words}.\n</TEXT>\n</DOCUMENT>\n"
        f"<DOCUMENT>\n<TYPE>{kind}\n<TEXT>\nSee there.\n</TEXT>\n</DOCUMENT>\n"
    )
    filing = read_filing(text.encode()).value
    assert bool(said_of_statements(filing, Form("10-K", item="8"), ())) is said


def test_an_annual_report_in_html_is_named():
    text = (
        "<SEC-HEADER>\nFORM TYPE:\t10-K\n</SEC-HEADER>\n<DOCUMENT>\n<TYPE>10-K\n<TEXT>\n"
        "Item 8. Financial Statements\n</TEXT>\n</DOCUMENT>\n<DOCUMENT>\n<TYPE>EX-13\n<TEXT>\n"
        "<HTML><BODY><P>Annual report</P></BODY></HTML>\n</TEXT>\n</DOCUMENT>\n"
    )
    read = read_filing(text.encode())
    said = said_of_statements(read.value, Form("10-K", item="8"), read.findings)
    assert said is not None
    assert "document 2 (EX-13) is HTML" in said.reason


def test_the_reason_is_no_reason_where_the_annual_report_is_in_the_file():
    text = (
        "<SEC-HEADER>\nCONFORMED SUBMISSION TYPE:\t10-K\n</SEC-HEADER>\n"
        f"<DOCUMENT>\n<TYPE>10-K\n<TEXT>\n{COVER.format(form='10-K')}{BY_REFERENCE}\n</TEXT>\n"
        f"</DOCUMENT>\n<DOCUMENT>\n<TYPE>EX-13\n<TEXT>\n{BS}{CLAIMS}{IS}\n</TEXT>\n</DOCUMENT>\n"
    )
    conversion = analysed(text, "acme")
    assert states(conversion) == {"BS": State.FOUND, "IS": State.FOUND} | dict.fromkeys(
        ("CF", "EQ"), State.ABSENT
    )
    assert codes(conversion) == ["COM001"]
