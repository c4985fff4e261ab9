"""Schedules beside statements: what proves which, what contradicts, what is decided again."""

import re
from dataclasses import replace
from decimal import Decimal

import pytest
from analysed import analysed

from converter.dts.base import load_base
from converter.model.filing import StatementKind
from converter.model.mapped import Claim
from converter.read import read_filing
from converter.schedule import decide_again, read_schedules, settle
from tests.schedule.books import ARTICLE_5, of_article, statements
from tests.schedule.made import document, schedule, submission, with_schedule


def converted(body, **how):
    text = with_schedule(body, main=statements(**how))
    return analysed(text, "made")


def changed(**values):
    """The schedule of article 5 with other values for some tags, named with '_' for '-'."""
    new = {tag.replace("_", "-"): value for tag, value in values.items()}
    return schedule(*((tag, new.get(tag, value)) for tag, value in ARTICLE_5))


def codes(conversion):
    return [f.code for f in conversion.findings if f.code.startswith(("SCH", "SEG003"))]


def message(conversion, code):
    (found,) = (f for f in conversion.findings if f.code == code)
    return found


def scheduled(conversion, tag):
    """The facts of a tag."""
    return [
        f for f in conversion.report.facts
        if f.provenance.statement is StatementKind.FDS and f.provenance.caption == tag
    ]  # fmt: skip


def stated(conversion, name):
    return {
        f.context.period.slug: f
        for f in conversion.report.facts
        if f.concept.local == name and not f.context.dimensions
    }


def test_what_agrees_is_one_finding():
    done = converted(of_article("5"))
    assert codes(done) == ["SCH020"]
    assert "agrees with the statements in 20 of 20" in message(done, "SCH020").message


@pytest.mark.parametrize(
    ("head", "codes_"),
    [
        ((), ["SCH006", "SCH011", "SCH020"]),
        (("<MULTIPLIER> 1",), ["SCH011", "SCH020"]),
        (("<MULTIPLIER> 1,000,000",), ["SCH011", "SCH020"]),
    ],
)
def test_the_statements_prove_the_multiplier(head, codes_):
    done = converted(of_article("5", head=head))
    assert sorted(codes(done)) == codes_
    (assets,) = scheduled(done, "TOTAL-ASSETS")
    assert (assets.value, assets.decimals) == (9_215_000, -3)
    assert assets.provenance.confidence < 1


def test_the_statements_prove_the_period():
    done = converted(of_article("5", end="DEC-31-1998"))
    assert set(codes(done)) == {"SCH012", "SCH020"}
    (assets,) = scheduled(done, "TOTAL-ASSETS")
    (income,) = scheduled(done, "NET-INCOME")
    assert assets.context.period.slug == "19971231"
    assert income.context.period.slug == "19970101-19971231"
    done = converted(of_article("5", period="3-MOS"))
    assert set(codes(done)) == {"SCH012", "SCH020"}


def test_a_period_of_its_own_is_believed():
    """Nothing in the statements is for that time: there is nothing to prove another period by."""
    lines = [(tag, f"{int(value.replace(',', '')) * 3:,}") for tag, value in ARTICLE_5[:-2]]
    done = converted(schedule(*lines, end="DEC-31-1995"))
    assert codes(done) == ["SCH020"]
    (assets,) = scheduled(done, "TOTAL-ASSETS")
    assert assets.context.period.slug == "19951231"


@pytest.mark.parametrize(
    ("tag", "value", "says"),
    [
        ("INVENTORY", "2,240", "two digits are exchanged"),
        ("INVENTORY", "2,904", "one digit differs"),
        ("NET_INCOME", "(1,000)", "the sign alone differs"),
        ("TOTAL_ASSETS", "9,215,000", "a factor of 1,000 apart"),
        ("INCOME_TAX", "536", "the statements' amount for 1996-01-01 to 1996-12-31"),
        ("INTEREST_EXPENSE", "2,345", "SellingGeneralAndAdministrativeExpense"),
    ],
)
def test_a_contradiction_says_what_is_likely(tag, value, says):
    done = converted(changed(**{tag: value}))
    (finding,) = (f for f in done.findings if f.code == "SCH021")
    assert says in finding.message
    assert finding.severity == "warning"
    source = done.filing.source
    assert source.cut(finding.span) == value.strip("()")
    assert finding.others


def test_the_sums_tell_which_is_likelier_wrong():
    done = converted(changed(TOTAL_ASSETS="9,251"))
    assert "the schedule is likelier wrong" in message(done, "SCH021").message
    assert "TOTAL-LIABILITY-AND-EQUITY" in message(done, "SCH022").message
    (assets,) = scheduled(done, "TOTAL-ASSETS")
    assert assets.doubts == ("SCH021", "SCH022")
    assert stated(done, "Assets")["19971231"].doubts == ()


@pytest.mark.parametrize(
    ("tag", "value", "code"),
    [
        ("RECEIVABLES", "1,300", None),  # before the allowance or after it
        ("CASH", "500", "SCH023"),  # with or without what is as good as cash
        ("SALES", "0", None),  # zero where the tag does not apply
    ],
)
def test_tags_that_filers_read_in_several_ways(tag, value, code):
    done = converted(changed(**{tag: value}))
    assert codes(done) == sorted([code, "SCH020"] if code else ["SCH020"]) or set(codes(done)) == {
        code, "SCH020",
    }  # fmt: skip
    assert "SCH021" not in codes(done)


def test_rounding_to_the_multiplier_agrees():
    lines = [
        (tag, value if tag.startswith("EPS") else f"{int(value.replace(',', '')) / 1000:.0f}")
        for tag, value in ARTICLE_5
    ]
    done = converted(schedule(*lines, head=("<MULTIPLIER> 1,000,000",)))
    assert "SCH021" not in codes(done)
    assert "of them rounded" in message(done, "SCH020").message
    (assets,) = scheduled(done, "TOTAL-ASSETS")
    assert (assets.value, assets.decimals) == (9_000_000, -6)


def mapped(**claims):
    """The tables of the statements with other claims for some lines: caption -> (concept local
    name or '', confidence).
    """
    tables = converted("no schedule\n").mapped
    out = []
    for table in tables:
        lines = list(table.claims)
        for at, item in enumerate(table.read.items):
            if item.caption in claims:
                name, confidence = claims[item.caption]
                concepts = (load_base().concept(f"us-gaap:{name}"),) if name else ()
                lines[at] = Claim(concepts=concepts, confidence=confidence, rule="made")
        out.append(replace(table, claims=tuple(lines)))
    return tuple(out)


def decided(tables, body):
    """(caption -> (concept, rule), codes) after a schedule was heard."""
    filing = read_filing(with_schedule(body, main=statements()).encode(), "made.txt").value
    schedules = settle(read_schedules(filing).value, tables).value
    result = decide_again(tables, schedules, load_base().concept)
    claims = {
        item.caption: (claim.concepts[0].qname.local if claim.concepts else "", claim.rule)
        for table in result.value
        for item, claim in zip(table.read.items, table.claims, strict=True)
    }
    return claims, [f.code for f in result.findings]


def test_a_line_in_doubt_is_what_the_schedule_says():
    tables = mapped(**{"Cost of goods sold": ("", 0.0)})
    claims, found = decided(tables, of_article("5"))
    assert claims["Cost of goods sold"] == ("CostOfGoodsSold", "schedule.CGS")
    assert found == ["SCH030"]


def test_a_concept_goes_to_the_line_that_has_the_amount():
    tables = mapped(**{"Interest expense": ("", 0.0), "Income taxes": ("InterestExpense", 0.5)})
    claims, found = decided(tables, of_article("5"))
    assert claims["Interest expense"] == ("InterestExpense", "schedule.INTEREST-EXPENSE")
    assert claims["Income taxes"] == ("IncomeTaxExpenseBenefit", "schedule.INCOME-TAX")
    assert found == ["SCH030", "SCH030"]


@pytest.mark.parametrize(
    "claims",
    [
        {"Interest expense": ("", 0.0), "Income taxes": ("InterestExpense", 0.95)},
        {"Interest expense": ("OtherNonoperatingExpense", 0.95)},
        {"Interest expense": ("OtherNonoperatingExpense", 0.5)},
    ],
    ids=["the concept's line is sure", "the amount's line is sure", "no other line has it"],
)
def test_a_schedule_does_not_outvote_a_sure_match(claims):
    tables = mapped(**claims)
    after, _ = decided(tables, of_article("5"))
    assert after["Interest expense"] == (claims["Interest expense"][0], "made")


@pytest.mark.parametrize(
    "body",
    [
        changed(**{tag.replace("-", "_"): "0" for tag, _ in ARTICLE_5}),
        of_article("5", head=("<MULTIPLIER> 1,000", "<CIK> 0000999999", "<NAME> OTHER CO")),
        schedule(
            *((tag, f"{value}1") for tag, value in ARTICLE_5 if tag != "CGS"), ("CGS", "8,100")
        ),
        schedule(("CGS", "8,100")),
    ],
    ids=["zeros", "another company's", "other amounts", "one amount"],
)
def test_a_schedule_that_is_not_to_be_trusted_changes_nothing(body):
    tables = mapped(**{"Cost of goods sold": ("", 0.0)})
    claims, found = decided(tables, body)
    assert claims["Cost of goods sold"] == ("", "made")
    assert not found


def test_the_multiplier_is_the_scale_of_statements_that_state_none():
    plain = converted("no schedule\n", units="")
    done = converted(of_article("5"), units="")
    assert stated(plain, "Assets")["19971231"].value == 9215
    assert stated(done, "Assets")["19971231"].value == 9_215_000
    assert stated(done, "EarningsPerShareBasic")["19970101-19971231"].value == Decimal("1.00")
    assert "SCH031" in codes(done)


def test_of_two_sets_of_statements_the_schedule_has_the_registrants():
    def doubled(found):
        return f"{int(found[0].replace(',', '')) * 2:,}".rjust(len(found[0]))

    own = statements()
    head, rest = own[: own.index("CONSOLIDATED BALANCE")], own[own.index("CONSOLIDATED BALANCE") :]
    other = head + re.sub(r"(?<![\d.,])\d{1,3}(?:,\d{3})+|(?<=  )\d{3}(?=  |\n)", doubled, rest)
    taken = {}
    for name, body in (("with", of_article("5")), ("without", "no schedule\n")):
        text = submission(document(1, "10-K", own + "\n" * 300 + other), document(2, "EX-27", body))
        done = analysed(text, "made")
        taken[name] = (
            stated(done, "Assets")["19971231"].value,
            {f.code for f in done.findings} & {"SEG003", "SCH032"},
        )
    assert taken["with"] == (9_215_000, {"SCH032"})
    assert taken["without"][0] == 18_430_000
