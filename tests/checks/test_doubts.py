"""Which facts say that they are in doubt."""

import datetime as dt
from decimal import Decimal

import pytest
from test_check_cases import CASES, converted

from converter.checks.doubts import marked
from converter.checks.registry import CHECKS, Check, Consequence, Found, Place, Seen, Stage
from converter.checks.run import check_report, check_tables
from converter.model.filing import StatementKind
from converter.model.finding import Finding, Severity, unchecked
from converter.model.source import Span
from converter.model.xbrl import SHARES, Context, Entity, Fact, Instant, Provenance, us_gaap

CONTEXT = Context(
    entity=Entity(scheme="s", identifier="1"), period=Instant(date=dt.date(1997, 12, 31))
)


def span(start, end):
    return Span(start, end, 1, start + 1)


def fact(start, end, *others):
    return Fact(
        id="f", concept=us_gaap("Assets"), context=CONTEXT, unit=SHARES, value=Decimal(1),
        span=span(start, end) if end else None, others=others,
        provenance=Provenance(statement=StatementKind.BS),
    )  # fmt: skip


def finding(place, severity=Severity.WARNING, others=(), doubts=None, code="CAL001"):
    return Finding(
        code=code, severity=severity, message="m", span=place, others=others, doubts=doubts
    )


@pytest.mark.parametrize(
    ("one", "doubted"),
    [
        (finding(span(10, 15)), True),
        (finding(span(10, 15), Severity.ERROR), True),
        (finding(span(10, 15), Severity.INFO), False),
        (finding(span(0, 80)), True),  # a line
        (finding(span(14, 20)), True),
        (finding(span(15, 20)), False),
        (finding(span(5, 10)), False),
        (finding(span(12, 12)), True),  # between two characters of it
        (finding(span(10, 10)), False),  # the line's head, where the fact begins
        (finding(None), False),
        (finding(span(60, 65), others=(span(10, 15),)), True),
        (finding(span(41, 42)), True),  # where it is printed too
        (finding(span(10, 15), doubts=()), False),
        (finding(span(60, 65), doubts=(span(11, 12),)), True),
        (finding(span(60, 65), Severity.INFO, doubts=(span(11, 12),)), True),
    ],
)
def test_a_finding_doubts_the_facts_that_stand_where_it_points(one, doubted):
    facts = fact(10, 15, span(40, 45)), fact(70, 75), fact(0, 0)
    codes = [each.doubts for each in marked(facts, [one])]
    assert codes[0] == (("CAL001",) if doubted else ())
    assert codes[2] == ()


def test_codes_are_sorted_and_said_once():
    found = [finding(span(10, 15), code=code) for code in ("DUP001", "CAL001", "DUP001")]
    assert [each.doubts for each in marked([fact(10, 15)], found)] == [("CAL001", "DUP001")]


def doubted(changes, code=""):
    """The facts that a code doubts; a code alone has its case."""
    code = code or changes
    done = converted(CASES[code] if changes == code else changes)
    return {
        (each.concept.local, each.context.period.end.year, len(each.context.dimensions))
        for each in done.report.facts
        if code in each.doubts
    }


def test_a_sum_that_fails_doubts_the_likeliest_slip():
    # 8,291 for 8,219: two digits exchanged, and the other side has the total too
    assert doubted("CAL001") == {("InventoryNet", 1997, 0)}


def test_a_sum_that_fails_doubts_what_no_other_sum_proves():
    # 5,123 for 8,219: no slip that is known; the total of the assets is proven by nothing
    assert doubted([("8,219          7,782", "5,123          7,782")], "CAL001") == {
        ("Assets", 1997, 0), ("CashAndCashEquivalentsAtCarryingValue", 1997, 0),
        ("InventoryNet", 1997, 0),
    }  # fmt: skip


def test_a_row_that_fails_across_doubts_the_row():
    # 41 and 58: no slip makes one of the other
    changes = [("41                      41", "41                      58")]
    assert {(year, members) for _, year, members in doubted(changes, "CAL004")} == {
        (1997, 0),
        (1997, 1),
    }


@pytest.fixture
def registered():
    """Puts checks in for a test."""
    before = dict(CHECKS)
    yield lambda each: CHECKS.update({each.code: each})
    CHECKS.clear()
    CHECKS.update(before)


def seen(report=True):
    done = converted()
    return Seen(done.filing, done.mapped, done.report if report else None)


@pytest.mark.parametrize(
    ("place", "cells"),
    [
        (Place(0, 1, 0), {(1, 0)}),
        (Place(0, 1), {(1, 0), (1, 1)}),
        (Place(0, None, 1), {(0, 1), (1, 1), (2, 1), (3, 1), (4, 1), (5, 1), (6, 1), (7, 1)}),
    ],
    ids=["cell", "line", "column"],
)
def test_a_place_is_left_out(registered, place, cells):
    def leave(_):
        yield Found(Severity.WARNING, "m", leave_out=(place,))

    registered(Check("XXX001", Stage.TABLES, Consequence.LEAVE_OUT, leave))
    tables = check_tables(seen()).value
    assert tables[0].left_out == cells
    assert all(not table.left_out for table in tables[1:])
    periods = [column.instant for column in tables[0].read.columns]
    assert (None in periods) == (place.item is None)


@pytest.mark.parametrize(
    ("stage", "most", "found"),
    [
        (Stage.TABLES, Consequence.DOUBT, Found(Severity.INFO, "m", leave_out=(Place(0),))),
        (Stage.TABLES, Consequence.SAY, Found(Severity.INFO, "m", doubt=(Place(0, 1),))),
        (Stage.REPORT, Consequence.SAY, Found(Severity.INFO, "m", doubt=(span(1, 2),))),
    ],
)
def test_no_more_follows_than_was_registered(registered, stage, most, found):
    registered(Check("XXX001", stage, most, lambda _: [found]))
    with pytest.raises(ValueError, match="XXX001"):
        (check_tables if stage is Stage.TABLES else check_report)(seen())


def test_doubts_of_places_and_of_characters_become_characters(registered):
    given = seen()
    cell = given.tables[0].read.items[1].row.cells[0].span

    def doubt(_):
        yield Found(Severity.WARNING, "m", span=span(0, 1), doubt=(Place(0, 1, 0), span(3, 4)))

    registered(Check("XXX001", Stage.REPORT, Consequence.DOUBT, doubt))
    (found,) = (each for each in check_report(given) if each.code == "XXX001")
    assert found.doubts == (cell, span(3, 4))


@pytest.mark.parametrize("stage", list(Stage))
def test_a_check_that_fails_is_told_of_and_loses_nothing(registered, stage, monkeypatch):
    def fails(_):
        yield Found(Severity.INFO, "found before it failed")
        raise KeyError(2)

    monkeypatch.setattr("converter.checks.run.unchecked", unchecked)  # here a failure is an error
    before = check_tables(seen()).findings if stage is Stage.TABLES else check_report(seen())
    registered(Check("AAA001", stage, Consequence.SAY, fails))
    after = check_tables(seen()).findings if stage is Stage.TABLES else check_report(seen())
    (told,) = [each for each in after if each.code == "INT002"]
    assert told.message == "the check AAA001 failed: KeyError: 2"
    assert [each.code for each in after if each is not told] == [each.code for each in before]
