"""Schedules as read: each form of a header and of a value, each oddity with its place."""

import datetime as dt
from decimal import Decimal

import pytest

from converter.model.schedule import TagKind
from converter.read import read_filing
from converter.schedule import read_schedules
from converter.schedule.values import read_cells, read_date, read_months, read_multiplier
from tests.schedule.made import document, schedule, submission, with_schedule


def read(text):
    filing = read_filing(text.encode(), "made.txt").value
    return filing, read_schedules(filing)


def only(body, **how):
    filing, result = read(with_schedule(body, **how))
    (one,) = result.value
    return filing, one, result.findings


@pytest.mark.parametrize(
    ("printed", "value", "digits"),
    [
        ("9,215", "9215", "9,215"),
        ("$   964", "964", "964"),
        ("$3.09", "3.09", "3.09"),
        ("(123)", "-123", "123"),
        ("( 1,234 )", "-1234", "1,234"),
        ("$(45)", "-45", "45"),
        ("-17", "-17", "17"),
        (".33", "0.33", ".33"),
        ("0", "0", "0"),
        ("--", "0", "--"),
        ("1.91<F1>", "1.91", "1.91"),
        ("(0.84)<F1><F2>", "-0.84", "0.84"),
    ],
)
def test_values_as_printed(printed, value, digits):
    filing, one, _ = only(schedule(("CASH", printed)))
    entry = one.amount("CASH")
    assert entry.value == Decimal(value)
    assert filing.source.cut(entry.span) == digits


@pytest.mark.parametrize("printed", ["......", "N/A", "NA", "none", ""])
def test_nothing_is_no_value(printed):
    _, one, findings = only(schedule(("ALLOWANCES", printed), ("CASH", "5")))
    assert [e.value for e in one.entries if e.tag == "ALLOWANCES"] == [None]
    assert [f.code for f in findings] == ["SCH008"]


@pytest.mark.parametrize("printed", ["1,23,456", "12.345.6", "1O5", "1,2345"])
def test_a_bad_number_is_a_finding_at_its_place(printed):
    filing, one, findings = only(schedule(("CASH", printed), ("SALES", "5")))
    assert one.amount("CASH") is None
    (finding,) = findings
    assert finding.code == "SCH001"
    assert filing.source.cut(finding.span) == printed


def test_two_columns_are_told_by_their_places():
    body = (
        "<ARTICLE> 5\n"
        "<MULTIPLIER> 1\n"
        "<S>                             <C>                     <C>\n"
        "<PERIOD-TYPE>                   3-MOS                   3-MOS\n"
        "<PERIOD-START>                             DEC-29-1996             DEC-31-1995\n"
        "<PERIOD-END>                               MAR-30-1997             MAR-31-1996\n"
        "<CASH>                                         193,543                  30,415\n"
        "<SECURITIES>                                                               712\n"
        "<EPS-PRIMARY>                                   (0.63)                  (0.06)\n"
    )
    _, one, findings = only(body)
    assert not findings
    assert one.amount("CASH", 1).value == 30415
    assert one.amount("SECURITIES", 0) is None
    assert one.amount("SECURITIES", 1).value == 712
    first, second = one.columns
    assert (first.duration.start, first.duration.end) == (
        dt.date(1996, 12, 29), dt.date(1997, 3, 30),
    )  # fmt: skip
    assert second.end == dt.date(1996, 3, 31)


def test_the_header_says_how_to_read_it():
    body = (
        "<ARTICLE>           5\n<LEGEND>\nTHIS SCHEDULE IS MADE UP,\nAND NOT QUALIFIED.\n</LEGEND>\n"
        "<RESTATED>\n<CIK> 0000123456\n<NAME> ACME ANVIL CORP\n<MULTIPLIER> 1,000,000\n"
        "<CURRENCY> U. S. DOLLARS\n<PERIOD-TYPE> 9-MOS\n<FISCAL-YEAR-END> DEC-31-1997\n"
        "<PERIOD-END> SEP-30-1997<F1>\n<EXCHANGE-RATE> 1\n<CASH> 7\n"
        "<FN>\n<F1>As it was\nin autumn.\n</FN>\n"
    )
    filing, one, findings = only(body)
    assert not findings
    assert (one.article, one.power, one.currency, one.restated) == ("5", 6, "USD", True)
    assert one.legend == "THIS SCHEDULE IS MADE UP, AND NOT QUALIFIED."
    assert (one.cik, one.name, one.exchange_rate, one.foreign) == (
        "123456", "ACME ANVIL CORP", 1, False,
    )  # fmt: skip
    assert one.columns[0].duration.start == dt.date(1997, 1, 1)
    assert [(n.mark, " ".join(n.text.split())) for n in one.footnotes] == [
        ("F1", "As it was in autumn.")
    ]
    (end,) = [e for e in one.entries if e.tag == "PERIOD-END"]
    assert end.marks == ("F1",)
    assert end.row.kind is TagKind.TEXT
    assert filing.source.cut(end.span) == end.value == "SEP-30-1997"


def test_item_numbers_stand_for_tags():
    body = (
        "<ARTICLE> 5\n<MULTIPLIER> 1,000\n<PERIOD-TYPE> YEAR\n<PERIOD-END> DEC-31-1996\n"
        "5-02(1)   Cash and cash items                        412\n"
        "5-02(18)  Total assets                             9,215\n"
        "5-03(b)(2)(a)  Cost of tangible goods sold         3,001\n"
        "5-03(b)(20)  EPS - primary                          1.20\n"
        "5-03(b)(20)  EPS - fully diluted                    1.12\n"
        "5-04(7)   Something else                              12\n"
    )
    _, one, _ = only(body)
    told = {e.tag: e.value for e in one.entries if e.row and not e.row.header}
    assert told == {
        "CASH": 412, "TOTAL-ASSETS": 9215, "CGS": 3001, "EPS-PRIMARY": Decimal("1.20"),
        "EPS-DILUTED": Decimal("1.12"),
    }  # fmt: skip


def test_a_value_on_the_next_line():
    body = schedule(("TOTAL-ASSETS", "\n                         9,215"), ("SALES", "4"))
    _, one, findings = only(body)
    assert one.amount("TOTAL-ASSETS").value == 9215
    assert not findings


def test_a_page_number_is_no_value():
    _, one, findings = only(schedule(("SALES", "4"), ("EPS-DILUTED", "")) + "\n       47\n")
    assert one.amount("EPS-DILUTED") is None
    assert [f.code for f in findings] == ["SCH008"]


def test_repeats_unknown_tags_and_missing_footnotes_are_told():
    body = schedule(("CASH", "5"), ("CASH", "6"), ("GOODWILL-TAG", "7"), ("SALES", "8<F3>"))
    _, one, findings = only(body)
    assert one.amount("CASH").value == 5
    assert sorted(f.code for f in findings) == ["SCH002", "SCH003", "SCH009"]
    assert all(f.span for f in findings)


@pytest.mark.parametrize(
    ("head", "codes"),
    [
        ((), ["SCH006"]),
        (("<MULTIPLIER> 12",), ["SCH006"]),
        (("<MULTIPLIER> 1", "<CURRENCY> LATINUM"), ["SCH010"]),
        (("<MULTIPLIER> 1", "<CURRENCY> CANADIAN DOLLARS"), []),
        (("<MULTIPLIER> 1", "<PERIOD-START> OCT-01-1997"), ["SCH005"]),
        (("<MULTIPLIER> 1", "<FISCAL-YEAR-END> FEB-30-1997"), ["SCH005"]),
        (("<MULTIPLIER> 1", "<CIK> 0000654321"), ["SCH013"]),
    ],
)
def test_what_is_odd_of_a_header(head, codes):
    _, _, findings = only(schedule(("CASH", "5"), head=head))
    assert [f.code for f in findings] == codes


def test_a_missing_article_is_that_of_the_tags():
    body = schedule(("DEPOSITS", "5"), ("LOANS", "5"), ("CASH", "1"), article="")
    _, one, findings = only(body)
    assert one.article == "9"
    assert one.amount("CASH").row.concept == "us-gaap:CashAndDueFromBanks"
    assert [f.code for f in findings] == ["SCH004"]


def test_earnings_per_share_are_named_by_their_time():
    concepts = {}
    for end in ("SEP-30-1997", "DEC-31-1997"):
        _, one, _ = only(schedule(("EPS-PRIMARY", "1.0"), ("EPS-DILUTED", "0.9"), end=end))
        concepts[end] = [e.row.concept for e in one.entries if e.tag.startswith("EPS")]
    assert concepts == {
        "SEP-30-1997": ["retro:EarningsPerSharePrimary", "retro:EarningsPerShareFullyDiluted"],
        "DEC-31-1997": ["us-gaap:EarningsPerShareBasic", "us-gaap:EarningsPerShareDiluted"],
    }


def test_a_negative_allowance_is_positive_in_fact():
    _, one, _ = only(schedule(("ALLOWANCES", "(35)")))
    assert one.amount("ALLOWANCES").value == -35
    assert one.real(one.amount("ALLOWANCES")) == 35_000


def test_flawed_cut_off_and_empty_schedules_are_told():
    text = with_schedule(schedule(("CASH", "5"), ("SALES", "")), extra="<FLAWED>\n")
    text = text[: text.index("<SALES>") + 9]
    _, result = read(text)
    (one,) = result.value
    assert one.flawed
    assert one.cut
    assert [f.code for f in result.findings] == ["SCH008", "SCH007", "SCH007"]
    _, empty, findings = only(schedule(("CASH", "0"), ("SALES", "0")))
    assert empty.placeholder
    assert [f.code for f in findings] == ["SCH014"]
    _, result = read(with_schedule("To be filed by amendment.\n"))
    assert [f.code for f in result.findings] == ["SCH017"]


def test_several_schedules_in_one_filing():
    one, two = schedule(("CASH", "5")), schedule(("CASH", "6"), head=("<MULTIPLIER> 1",))
    restated = document(3, "EX-27.2", one, "<DESCRIPTION>RESTATED FDS\n")
    _, result = read(
        submission(document(1, "10-K", "text\n"), document(2, "EX-27", one + two), restated)
    )
    assert [s.amount("CASH").value for s in result.value] == [5, 6, 5]
    assert [s.power for s in result.value] == [3, 0, 3]
    assert [s.restated for s in result.value] == [False, False, True]


def test_a_schedule_inside_another_document():
    lines = [(tag, "5") for tag in ("CASH", "SALES", "NET-INCOME", "TOTAL-ASSETS", "BONDS")]
    _, result = read(submission(document(1, "10-K", "text\n" + schedule(*lines))))
    assert [len(s.entries) for s in result.value] == [4 + len(lines)]


def test_small_readers():
    assert read_date("12/31/97") == read_date("Dec 31, 1997") == dt.date(1997, 12, 31)
    assert read_date("FEB-30-1997") is None
    assert [read_months(t) for t in ("YEAR", "12-MOS", "6-MOS", "QTR-1", "OTHER")] == [
        12, 12, 6, 3, None,
    ]  # fmt: skip
    assert [read_multiplier(t) for t in ("1,000", "1000000", "THOUSANDS", "7")] == [
        1000, 1_000_000, 1000, None,
    ]  # fmt: skip
    assert [v.value for v in read_cells("  - 5  (3) $ 4", 0)] == [0, 5, -3, 4]
