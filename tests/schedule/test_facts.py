"""Schedules as facts: each tag of each article, its unit, period and members."""

import re
from decimal import Decimal
from pathlib import Path

import pytest
from analysed import analysed

from converter.model.filing import StatementKind
from converter.model.schedule import tag_member
from converter.model.xbrl import Context
from converter.pipeline import Options, analyse
from converter.read import read_filing
from converter.schedule import read_schedules
from tests.schedule.books import BOOKS, of_article, statements
from tests.schedule.made import document, schedule, submission, with_schedule

SHARED = Path(__file__).parents[3] / "shared" / "corpus"
FILED = sorted(
    path
    for folder in ("more", "filings")
    for path in (SHARED / folder).glob("*.txt")
    if b"<TYPE>EX-27" in path.read_bytes()
)


_SCHEDULE = re.compile(rb"<DOCUMENT>\s*<TYPE>EX-27.*?</DOCUMENT>", re.DOTALL)


def with_small_statements(path):
    """A filing's header and schedules beside statements of a few lines: whether a tag is a fact does
    not depend on those that the filing has, which take a hundred times as long.
    """
    raw = path.read_bytes()
    schedules = b"\n".join(_SCHEDULE.findall(raw))
    body = f"<TEXT>\n{statements()}\n</TEXT>\n</DOCUMENT>\n".encode()
    return raw[: raw.index(b"<TEXT>")] + body + schedules


def converted(body, **how):
    text = with_schedule(body, main=statements(), **how)
    return analysed(text, "made").report


def scheduled(report):
    return [f for f in report.facts if f.provenance.statement is StatementKind.FDS]


def by_tag(report):
    return {f.provenance.caption: f for f in scheduled(report)}


@pytest.mark.parametrize("article", BOOKS)
def test_each_tag_of_each_article_is_a_fact(article):
    report = converted(of_article(article))
    facts = by_tag(report)
    for tag, printed in BOOKS[article]:
        fact = facts[tag]
        member = {a.local: m.local for a, m in fact.context.dimensions}
        assert member == {"FinancialDataScheduleTagAxis": tag_member(tag)}
        assert report.source.cut(fact.span) == printed.strip("()")
    (part,) = (s for s in report.statements if s.kind is StatementKind.FDS)
    assert part.cube is not None
    assert part.slug == f"FinancialDataScheduleArticle{article}"
    assert not part.summations


@pytest.mark.parametrize(
    ("article", "tag", "concept", "period", "value", "decimals", "unit"),
    [
        ("9", "CASH", "us-gaap:CashAndDueFromBanks", "19971231", "12040000", -3, "USD"),
        ("9", "ALLOWANCE", "us-gaap:LoansAndLeasesReceivableAllowance", "19971231", "2871000", -3,
         "USD"),
        ("9", "YIELD-ACTUAL", "retro:NetYieldOnInterestEarningAssets", "19970101-19971231",
         "0.0472", 4, "pure"),
        ("9", "ALLOWANCE-OPEN", "retro:FinancialDataScheduleAllowanceForLoanLosses", "19961231",
         "2700000", -3, "USD"),
        ("7", "INVESTMENT-GAINS", "retro:FinancialDataScheduleInvestmentGains",
         "19970101-19971231", "-127000", -3, "USD"),
        ("UT", "EPS-PRIMARY", "us-gaap:EarningsPerShareBasic", "19970101-19971231", "2.76", 2,
         "USD_per_share"),
        ("6", "SHARES-COMMON-PRIOR", "retro:FinancialDataScheduleSharesOfFund", "19961231", "6998",
         0, "shares"),
        ("6", "PER-SHARE-NII", "retro:FinancialDataScheduleNetInvestmentIncomePerShare",
         "19970101-19971231", "0.66", 2, "USD_per_share"),
        ("6", "EXPENSE-RATIO", "retro:FinancialDataScheduleExpenseRatio", "19970101-19971231",
         "0.0093", 4, "pure"),
        ("BD", "INSTRUMENTS-OWNED", "us-gaap:FinancialInstrumentsOwnedAtFairValue", "19971231",
         "210450000", -3, "USD"),
    ],
)  # fmt: skip
def test_units_periods_and_signs(article, tag, concept, period, value, decimals, unit):
    fact = by_tag(converted(of_article(article)))[tag]
    assert str(fact.concept) == concept
    assert fact.context.period.slug == period
    assert (fact.value, fact.decimals, fact.unit.id) == (Decimal(value), decimals, unit)


def test_text_is_text():
    head = (
        "<LEGEND>\nMade up\nof two lines.\n</LEGEND>",
        "<NAME> ACME ANVIL CORP",
        "<MULTIPLIER> 1",
    )
    facts = by_tag(
        converted(schedule(("CASH", "5<F1>"), head=head) + "<FN>\n<F1>In hand.\n</FN>\n")
    )
    assert facts["LEGEND"].value == "Made up of two lines."
    assert not facts["LEGEND"].printed
    assert (facts["NAME"].value, facts["NAME"].printed) == ("ACME ANVIL CORP", True)
    assert facts["PERIOD-TYPE"].value == "YEAR"
    assert facts["F1"].value == "In hand."
    assert facts["MULTIPLIER"].value == 1
    assert all(f.unit is None for tag, f in facts.items() if tag not in ("CASH", "MULTIPLIER"))


def test_the_currency_is_the_unit():
    facts = by_tag(
        converted(schedule(("CASH", "5"), head=("<MULTIPLIER> 1", "<CURRENCY> CANADIAN DOLLARS")))
    )
    assert facts["CASH"].unit.id == "CAD"
    facts = by_tag(
        converted(schedule(("CASH", "5"), head=("<MULTIPLIER> 1", "<CURRENCY> LATINUM")))
    )
    assert "CASH" not in facts


def test_a_tag_of_no_article_is_its_text():
    report = converted(schedule(("CASH", "5"), ("GOODWILL-AND-SO-ON", "$ 1,234")))
    fact = by_tag(report)["GOODWILL-AND-SO-ON"]
    assert fact.value == "$ 1,234"
    assert fact.concept.namespace == report.extension.namespace


def members(report, tag="CASH"):
    """(period, members beside the tag's) of each fact of a tag."""
    return sorted(
        (f.context.period.slug, [m.local for a, m in f.context.dimensions if a.local != AXIS])
        for f in scheduled(report)
        if f.provenance.caption == tag
    )


AXIS = "FinancialDataScheduleTagAxis"


def test_schedules_are_told_apart():
    one = schedule(("CASH", "5"))
    earlier = schedule(("CASH", "4"), end="DEC-31-1996")
    restated = "<DESCRIPTION>RESTATED\n"
    other = schedule(("CASH", "7"), head=("<MULTIPLIER> 1", "<CIK> 77", "<NAME> ACME BRIDGES"))
    text = submission(
        document(1, "10-K", statements()),
        document(2, "EX-27.1", one),
        document(3, "EX-27.2", earlier),
        document(4, "EX-27.3", one.replace("5\n", "6\n"), restated),
        document(5, "EX-27.4", one.replace("5\n", "8\n"), restated),
        document(6, "EX-27.5", one.replace("5\n", "9\n")),
        document(7, "EX-27.6", other),
    )
    report = analysed(text, "made").report
    assert members(report) == [
        ("19961231", []),
        ("19971231", []),
        ("19971231", ["AcmeBridgesMember"]),
        ("19971231", ["FinancialDataScheduleBMember"]),
        ("19971231", ["RestatedFinancialDataScheduleBMember"]),
        ("19971231", ["RestatedFinancialDataScheduleMember"]),
    ]
    contexts = {fact.id: fact.context for fact in scheduled(report)}
    assert len(contexts) == len(scheduled(report))
    assert all(isinstance(context, Context) for context in contexts.values())


def test_statements_are_as_they_were_without_the_schedule():
    def own(report):
        kinds = (StatementKind.FDS, StatementKind.COVER)
        return [
            (f.id, f.value, f.provenance)
            for f in report.facts
            if f.provenance.statement not in kinds
        ]

    with_, without = converted(of_article("5")), converted("none\n")
    assert own(with_) == own(without)
    told = {e.kind: e.state for e in with_.completeness}
    assert told == {e.kind: e.state for e in without.completeness}
    assert StatementKind.FDS not in told


@pytest.mark.skipif(not FILED, reason="the filings are not here")
def test_every_tag_of_every_schedule_that_was_filed_is_a_fact():
    lost = {}
    count = 0
    for path in FILED:
        filing = read_filing(with_small_statements(path), path.name)
        report = analyse(filing, path.stem, Options()).report
        held = {
            span.start
            for fact in scheduled(report)
            for span in (*((fact.span,) if fact.span else ()), *fact.others)
        }
        for one in read_schedules(filing.value).value:
            for entry in one.entries:
                if entry.value is None:
                    continue
                count += 1
                if entry.span.start not in held:
                    lost.setdefault(path.name, []).append(entry.tag)
    assert not lost
    assert count > 3000
