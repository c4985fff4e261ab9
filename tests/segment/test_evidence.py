"""What speaks for a candidate and against it: sums, titles, shape, shared figures."""

import re
from dataclasses import fields
from decimal import Decimal
from pathlib import Path

import pytest
from filings import (
    FLOWS,
    HEADS,
    INCOME,
    ROWS,
    SHEET,
    TITLES,
    body,
    candidates,
    centred,
    filing,
    pages,
    row,
    statement,
    statements,
)

from converter.model.filing import StatementKind
from converter.segment import judged
from converter.segment.candidates import read_page, stretches
from converter.segment.evidence import (
    WEIGHTS,
    Place,
    _closing_cash,
    _differences,
    agreement,
    equal_totals,
    figures_of,
    weigh,
)

DOCS = Path(__file__).parents[2] / "docs" / "statements.md"


def sums_of(rows):
    return [(caption, tuple(map(Decimal, figures))) for caption, *figures in rows]


def changed(rows, caption, *figures):
    return [(name, *(figures if name == caption else old)) for name, *old in rows]


@pytest.mark.parametrize(
    ("rows", "total"),
    [
        (SHEET, 19950),
        (SHEET[:7], None),  # one side
        (changed(SHEET, "Total assets", 19951, 18520), None),  # one of two columns is off
        ([*SHEET, ("Total of another thing", 39899, 1)], 19950),  # less than twice as much
        ([*SHEET, ("Shares issued", 4200000, 4200000)], None),  # far more than the totals
        ([("Assets", 99, 88), ("Debt", 50, 40), ("Capital", 99, 88)], None),  # small by chance
        ([("Assets", 990, 880), ("Total", 990, 880)], None),  # one right above the other
        ([("Assets", 990, 880), ("Debt", 50, 40), ("Total", 990, 880)], 990),
        ([], None),
    ],
)
def test_two_equal_totals(rows, total):
    assert equal_totals(sums_of(rows)) == total


OPENING = "Cash and cash equivalents at beginning of year"
CLOSING = "Cash and cash equivalents at end of year"
CASH = tuple(each for each in FLOWS if each[0].startswith(("Net", "Cash")))  # no parts of totals


@pytest.mark.parametrize(
    ("rows", "closing"),
    [
        (FLOWS, 1250),
        (CASH, 1250),
        ([*FLOWS, ("Interest paid", 405, 460), ("Taxes paid", 990, 870)], 1250),  # supplemental
        (changed(CASH, OPENING, 979, 780), 1250),  # rounded
        (changed(CASH, OPENING, 975, 780), None),
        (changed(CASH, CLOSING, 1250), None),  # columns of other numbers
        ([("Change", 270, 200, 8), ("Opening", 980, 1, 772), ("Closing", 1250, 980, 780)], 1250),
        ([("Change", 270, 200, 8), ("Opening", 980, 1, 2), ("Closing", 1250, 980, 780)], None),
        (CASH[:-1], None),
        ([("Change", 2, 1), ("Opening", 3, 4), ("Closing", 5, 5)], None),  # small by chance
        (INCOME[:2], None),
    ],
)
def test_opening_and_change_give_closing_cash(rows, closing):
    assert _closing_cash(sums_of(rows)) == closing


@pytest.mark.parametrize(
    ("rows", "found"),
    [
        (INCOME, 4),
        (changed(INCOME, "Income taxes", 1215, 1035), 3),
        (changed(INCOME, "Income taxes", -1210, -1035), 4),  # taken off by parentheses
        ([("Sales", 30, 28), ("Costs", 20, 18), ("Profit", 10, 10)], 0),  # small by chance
        ([("Sales", 3000, 2800), ("Costs", 0, 0), ("Profit", 3000, 2800)], 0),  # nothing between
        ([], 0),
    ],
)
def test_lines_that_are_the_one_before_less_another(rows, found):
    assert _differences(sums_of(rows)) == found


def stretch_of(text):
    made = filing(text)
    (found,) = stretches(read_page(made, made.documents[0], TITLES))
    return found


def evidence(text, kind, place=None):
    return {
        (each.name, each.weight)
        for each in weigh(stretch_of(text), StatementKind(kind), place or Place())
    }


@pytest.mark.parametrize("kind", ROWS)
def test_a_title_is_evidence_and_never_the_condition(kind):
    titled, bare = (statement(kind, title=title) for title in (None, ""))
    assert ("title", WEIGHTS.title) in evidence(titled, kind)
    assert all(name != "title" for name, _ in evidence(bare, kind))
    text = pages(*(statement(each, name="", title="") for each in ROWS))
    assert {each.kind.value for each in candidates(text) if each.taken} == set(ROWS)


@pytest.mark.parametrize(
    ("text", "kind", "told"),
    [
        (statement("BS"), "BS", ("sums", WEIGHTS.totals)),
        (statement("CF"), "CF", ("sums", WEIGHTS.cash)),
        (statement("IS"), "IS", ("sums", WEIGHTS.less)),
        (statement("EQ"), "EQ", ("sums", WEIGHTS.balances)),
        (statement("BS"), "CF", ("title", WEIGHTS.other)),
        (statement("IS"), "CI", ("title", WEIGHTS.title)),  # the same lines and more
        (statement("BS", title="WHERE THE COMPANY STANDS"), "BS", ("title", None)),
        (statement("BS", title="Figures of the Balance Sheet, Condensed for Owners"), "BS",
         ("title", WEIGHTS.loose)),
        (statement("BS", title="BALANCE SHEET - CUSTOMARY VIEW"), "BS", ("title", WEIGHTS.named)),
        (statement("IS", title="INCOME STATEMENT DATA"), "IS", ("title", WEIGHTS.extract)),
        (statement("BS", head=HEADS["IS"]), "BS", ("boxhead", WEIGHTS.spans)),
        (statement("BS", head=("", "Average 1996", "Average 1995")), "BS",
         ("boxhead", WEIGHTS.averages)),
        (statement("IS", rows=[(name, *(3 * old), old[0]) for name, *old in INCOME],
                   head=("Years Ended December 31,", *range(1996, 1989, -1))), "IS",
         ("boxhead", WEIGHTS.years)),
        (statement("EQ", rows=[(name, *(3 * old)) for name, *old in ROWS["EQ"]],
                   head=("", *"ABCDEFGHI")), "EQ", ("boxhead", None)),  # components stand beside one another
        (statement("BS", rows=SHEET[:3], title=""), "BS", ("rows", WEIGHTS.few)),
        (statement("BS", rows=SHEET[:3]), "BS", ("rows", None)),
        (statement("BS", rows=[("Total assets", 23), ("Total liabilities", 24)],
                   head=("", "Page")), "BS", ("rows", WEIGHTS.few)),  # as an index has
    ],
)  # fmt: skip
def test_what_is_weighed(text, kind, told):
    found = evidence(text, kind)
    name, weight = told
    assert {each for each in found if each[0] == name} == ({told} if weight else set())


def test_where_a_candidate_stands_is_weighed():
    text = statement("BS")
    assert ("place", WEIGHTS.notes) in evidence(text, "BS", Place(notes=True))
    assert ("place", WEIGHTS.inside) in evidence(text, "BS", Place(notes=True, inside=True))
    # releases head whole statements with words that reports have over extracts
    data = statement("IS", title="INCOME STATEMENT DATA")
    assert ("title", WEIGHTS.title) in evidence(data, "IS", Place(release=True))


def test_the_weightiest_comes_first_and_years_are_no_amounts():
    weights = [abs(each.weight) for each in weigh(stretch_of(statement("BS")), StatementKind.BS, Place())]  # fmt: skip
    assert weights == sorted(weights, reverse=True)
    years = statement("BS", rows=[("Year founded", 1996, 1996), *SHEET[:7], ("Year", 1996, 1996)])
    assert all(name != "sums" for name, _ in evidence(years, "BS"))


def test_statements_of_one_company_share_figures_and_those_of_two_do_not():
    one = {kind: figures_of(stretch_of(statement(kind))) for kind in ROWS}
    other = {kind: figures_of(stretch_of(statement(kind, 13))) for kind in ROWS}
    for kind, kin in (("IS", "CF"), ("BS", "CF"), ("BS", "EQ")):
        assert agreement(one[kind], one[kin]) >= 1.6
        assert agreement(one[kind], other[kin]) < 1.6


@pytest.mark.parametrize(
    "text",
    [
        statements(),
        pages(*(statement(kind, name="", title="") for kind in ROWS)),
        pages(statements(), statements(7, "QUAY PIPELINE PARTNERS")),
        pages(centred("SELECTED FIGURES") + body(SHEET[:9], HEADS["BS"]), statements()),
        statement("BS", rows=SHEET[:3], title="") + row("Land", 5, 4),
    ],
    ids=range(5),
)
def test_candidates_carry_reasons_and_evidence_that_adds_up(text):
    found = candidates(text)
    assert found
    for each in found:
        assert each.reason
        assert each.evidence
        assert all(one.says and one.weight for one in each.evidence)
        assert each.weight == pytest.approx(sum(one.weight for one in each.evidence))
        assert each.first <= each.last


def test_the_document_has_the_weights_as_they_are():
    table = dict(re.findall(r"^\| `(\w+)` \| ([-+.\d]+) \|", DOCS.read_text("utf-8"), re.MULTILINE))
    assert {name: float(weight) for name, weight in table.items()} == {
        each.name: getattr(WEIGHTS, each.name) for each in fields(WEIGHTS)
    }
    words = " ".join(DOCS.read_text("utf-8").split())
    assert f"a weight of {judged.SURE} under a title, of {judged.ALONE} without one" in words
