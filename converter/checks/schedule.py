"""Financial Data Schedules against the facts of the statements, tag by tag.

    <TOTAL-REVENUES>     12,345        Net sales       12,354      two digits are exchanged
    <NET-INCOME>            702        Net income         702      agrees

Where they differ, sums tell which is likelier wrong: the statement adds up with its own figure, or
the schedule with its; so do the digits, another column's amount, a factor of a thousand.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from converter.checks.registry import Consequence, Found, Seen, Stage, check
from converter.model.filing import StatementKind
from converter.model.finding import Severity
from converter.model.schedule import TagKind
from converter.model.xbrl import Duration, Instant

if TYPE_CHECKING:
    from collections.abc import Iterator

    from converter.model.schedule import Entry, Schedule, ScheduleColumn
    from converter.model.xbrl import Fact, Period, Report

_APART = (StatementKind.FDS, StatementKind.COVER)
_WEEK = dt.timedelta(7)
_SCHEDULE, _STATEMENT = "schedule", "statement"
_LOOSE = 3  # a tag that so many concepts may state is read in several ways
_POWERS = (3, 6, -3, -6)

# what is taken off the amount of a tag in most balance sheets
_NET_OF = {"PP&E": "DEPRECIATION", "RECEIVABLES": "ALLOWANCES", "LOANS": "ALLOWANCE"}
# what a schedule's amounts must add up to: total, and parts with their weights
_SUMS: tuple[tuple[str, tuple[tuple[str, int], ...]], ...] = (
    ("TOTAL-ASSETS", (("TOTAL-LIABILITY-AND-EQUITY", 1),)),
    ("TOTAL-ASSETS", (("TOTAL-LIABILITIES-AND-EQUITY", 1),)),
    ("TOTAL-ASSETS", (("TOT-CAPITALIZATION-AND-LIAB", 1),)),
    ("INCOME-CONTINUING", (("INCOME-PRETAX", 1), ("INCOME-TAX", -1))),
    (
        "NET-INCOME",
        (("INCOME-CONTINUING", 1), ("DISCONTINUED", 1), ("EXTRAORDINARY", 1), ("CHANGES", 1)),
    ),
    ("NET-INCOME", (("INCOME-PRE-EXTRAORDINARY", 1), ("EXTRAORDINARY", 1), ("CHANGES", 1))),
    ("INTEREST-INCOME-NET", (("INTEREST-TOTAL", 1), ("INTEREST-EXPENSE", -1))),
    ("EARNINGS-AVAILABLE-FOR-COMM", (("NET-INCOME", 1), ("PREFERRED-STOCK-DIVIDENDS", -1))),
)


class Addition(NamedTuple):
    """A sum among a schedule's amounts; `missed` by how much it does not come out."""

    total: Entry
    parts: tuple[Entry, ...]
    missed: Decimal
    holds: bool


@dataclass(slots=True)
class Statements:
    """The facts of the registrant as a whole, and which of them a sum holds or misses."""

    by_name: dict[str, list[Fact]] = field(default_factory=lambda: defaultdict(list))
    ties: dict[str, bool] = field(default_factory=dict)


@dataclass(slots=True)
class Outcome:
    """What came of a filing's schedules: how many amounts agree, and what was found, by code."""

    found: dict[str, list[Found]] = field(default_factory=lambda: defaultdict(list))


def _outcome(seen: Seen) -> Outcome:
    outcome = Outcome()
    if seen.report is None or not seen.schedules:
        return outcome
    stated = _statements(seen.report)
    for schedule in seen.schedules:
        if schedule.foreign or schedule.placeholder:
            continue
        counts = dict.fromkeys(("compared", "agree", "rounded", "zero", "absent"), 0)
        for column in schedule.columns:
            sums = additions(schedule, column)
            outcome.found["SCH022"] += [_untied(schedule, one) for one in sums if not one.holds]
            for entry in schedule.entries:
                if entry.column == column.index and _comparable(entry):
                    _compare(schedule, column, entry, stated, sums, counts, outcome)
        outcome.found["SCH020"].append(_in_short(schedule, counts))
    return outcome


@check("SCH020", Stage.REPORT, Consequence.SAY)
def agreement(seen: Seen) -> Iterator[Found]:
    """How far a schedule agrees with the statements

    Each amount of the Financial Data Schedule was held against the fact of the statements that has
    its concept and period. Those that are rounded to the multiplier, or cut off there, agree.

    Nothing to do; each amount that differs has a finding of its own.
    """
    yield from seen.once(_outcome).found["SCH020"]


@check("SCH021", Stage.REPORT, Consequence.DOUBT)
def contradictions(seen: Seen) -> Iterator[Found]:
    """A schedule contradicts the statements

    The Financial Data Schedule states another amount than the statements for the same thing and
    period. The message says which of the two is likelier wrong, where their sums or the digits tell
    it; that one is doubted, both where nothing tells it. Both are facts.

    Read the two places that are named. If the program took the wrong line or column of the
    statement, report the filing.
    """
    yield from seen.once(_outcome).found["SCH021"]


@check("SCH022", Stage.REPORT, Consequence.DOUBT)
def own_sums(seen: Seen) -> Iterator[Found]:
    """A schedule's own amounts do not add up

    Total assets are not total liabilities and equity, or net income is not what is left of the
    income before tax, by the schedule's own amounts. These are doubted.

    Compare the amounts with the statements before you use them.
    """
    yield from seen.once(_outcome).found["SCH022"]


@check("SCH023", Stage.REPORT, Consequence.SAY)
def other_readings(seen: Seen) -> Iterator[Found]:
    """A schedule reads a tag otherwise than the statements

    The Financial Data Schedule states another amount than the statements, for a tag that filers
    read in several ways (cash, receivables, securities, bonds, costs). The message says where the
    statements have the amount under another name.

    Nothing, unless the statement's fact has the wrong concept.
    """
    yield from seen.once(_outcome).found["SCH023"]


def _comparable(entry: Entry) -> bool:
    return (
        entry.row is not None
        and bool(entry.row.also)
        and isinstance(entry.value, Decimal)
        and not entry.repeats
    )


def _statements(report: Report) -> Statements:
    found = Statements()
    facts: dict[tuple[str, object], Fact] = {}
    for fact in report.facts:
        if fact.provenance.statement in _APART or fact.context.dimensions or fact.unit is None:
            continue
        found.by_name[fact.concept.local].append(fact)
        facts[fact.concept.local, fact.context.period] = fact
    for statement in report.statements:
        for summation in statement.summations:
            for total in found.by_name.get(summation.total.local, ()):
                parts = [
                    (part, weight)
                    for name, weight in summation.parts
                    if (part := facts.get((name.local, total.context.period)))
                ]
                if len(parts) < 2:
                    continue
                amounts = [_value(part) * weight for part, weight in parts]
                slack = sum((_unit(one) for one, _ in parts), _unit(total)) / 2
                holds = abs(sum(amounts, Decimal(0)) - _value(total)) <= slack
                for fact in (total, *(part for part, _ in parts)):
                    found.ties[fact.id] = found.ties.get(fact.id, False) or holds
    return found


def _value(fact: Fact) -> Decimal:
    return fact.value if isinstance(fact.value, Decimal) else Decimal(0)


def _unit(fact: Fact) -> Decimal:
    return Decimal(1).scaleb(-(fact.decimals or 0))


def _exact(schedule: Schedule, entry: Entry) -> Decimal:
    """The unit of an entry's last digit."""
    money = entry.row is not None and entry.row.kind is TagKind.MONEY
    return Decimal(1).scaleb((schedule.power if money else 0) - entry.places)


def additions(schedule: Schedule, column: ScheduleColumn) -> list[Addition]:
    """The sums that a column's amounts must make, as far as all of them are stated."""
    found: list[Addition] = []
    for name, weights in _SUMS:
        total = schedule.amount(name, column.index)
        parts = [(schedule.amount(part, column.index), weight) for part, weight in weights]
        stated = [(part, weight) for part, weight in parts if part is not None]
        if total is None or len(stated) < len(parts):
            continue
        sums = [(schedule.real(part) or Decimal(0)) * weight for part, weight in stated]
        missed = (schedule.real(total) or Decimal(0)) - sum(sums, Decimal(0))
        slack = _exact(schedule, total) * len(stated)
        found.append(
            Addition(total, tuple(part for part, _ in stated), missed, abs(missed) <= slack)
        )
    return found


def _untied(schedule: Schedule, one: Addition) -> Found:
    names = ", ".join(part.tag for part in one.parts)
    total = schedule.real(one.total) or Decimal(0)
    places = tuple(part.span for part in one.parts)
    return Found(
        Severity.WARNING,
        f"the schedule's {one.total.tag} {total:,f} is not what {names} make; they miss it by"
        f" {one.missed:,f}",
        one.total.span, places, doubt=(one.total.span, *places),
    )  # fmt: skip


def _compare(
    schedule: Schedule,
    column: ScheduleColumn,
    entry: Entry,
    stated: Statements,
    sums: list[Addition],
    counts: dict[str, int],
    outcome: Outcome,
) -> None:
    """Holds one amount against the statements, counts it, and says where it differs."""
    value = schedule.real(entry)
    if value is None or entry.row is None:
        return
    own = _own(stated, entry)
    facts = [fact for fact in own if _same_period(fact.context.period, column)]
    if not facts:
        counts["absent"] += bool(value)
        return
    if not value and any(map(_value, facts)):
        counts["zero"] += 1
        return
    counts["compared"] += 1
    exact = _exact(schedule, entry)
    off = schedule.amount(_NET_OF.get(entry.tag, ""), column.index)
    net = value - (schedule.real(off) or 0) if off is not None else value
    if any(_value(fact) in (value, net) for fact in facts):
        counts["agree"] += 1
        return
    if any(_rounded(each, exact, fact) for fact in facts for each in (value, net)):
        counts["agree"] += 1
        counts["rounded"] += 1
        return
    code, found = _differs(entry, value, facts[0], own, stated, sums)
    outcome.found[code].append(found)


def _own(stated: Statements, entry: Entry) -> list[Fact]:
    """The statements' facts that may state a tag's amount, in the order of its row."""
    assert entry.row is not None  # noqa: S101 - `_comparable` saw to it
    found: list[Fact] = []
    for name in entry.row.also:
        if name.endswith("*"):
            for local, facts in stated.by_name.items():
                found += facts if local.startswith(name[:-1]) else []
        else:
            found += stated.by_name.get(name, [])
    return found


def _same_period(period: Period, column: ScheduleColumn) -> bool:
    """Whether a fact's period is the column's, give or take a week of a 52/53-week calendar."""
    if isinstance(period, Instant):
        return column.end is not None and abs(period.date - column.end) <= _WEEK
    own = column.duration
    return (
        own is not None
        and abs(period.start - own.start) <= _WEEK
        and abs(period.end - own.end) <= _WEEK
    )


def _rounded(value: Decimal, exact: Decimal, fact: Fact) -> bool:
    """Whether two amounts are one that is rounded, or cut off, to the less exact of the units."""
    return abs(value - _value(fact)) <= max(exact, _unit(fact))


def _differs(
    entry: Entry,
    value: Decimal,
    fact: Fact,
    own: list[Fact],
    stated: Statements,
    sums: list[Addition],
) -> tuple[str, Found]:
    assert entry.row is not None  # noqa: S101 - `_comparable` saw to it
    elsewhere = _elsewhere(value, fact, stated)
    loose = len(entry.row.also) >= _LOOSE or entry.row.concept.startswith("retro:Fin")
    says = (
        f"{entry.tag}: the schedule states {value:,f} for {_said(fact.context.period)}, the"
        f" statements {_value(fact):,f} as {fact.concept}"
    )
    where = (fact.span,) if fact.span else ()
    if elsewhere is not None and elsewhere.span:
        where = (*where, elsewhere.span)
    if loose:
        as_what = (
            f"they have the schedule's amount as {elsewhere.concept}"
            if elsewhere is not None
            else "filers read the tag in several ways"
        )
        return "SCH023", Found(Severity.INFO, f"{says}; {as_what}", entry.span, where)
    likelier, why = _likelier(entry, fact, stated, sums)
    alike = _alike(value, _value(fact), fact, own, elsewhere)
    doubt = [span for span in (entry.span, fact.span) if span]
    if likelier:
        doubt = [span for span in (entry.span if likelier == _SCHEDULE else fact.span,) if span]
    message = "; ".join(each for each in (says, alike, why) if each)
    return "SCH021", Found(Severity.WARNING, message, entry.span, where, doubt=tuple(doubt))


def _elsewhere(value: Decimal, fact: Fact, stated: Statements) -> Fact | None:
    """Another fact of the same period that has the schedule's amount."""
    if not value:
        return None
    return next(
        (
            other
            for facts in stated.by_name.values()
            for other in facts
            if abs(_value(other)) == abs(value)
            and other.context.period == fact.context.period
            and other.concept != fact.concept
            and other.unit == fact.unit
        ),
        None,
    )


def _alike(
    value: Decimal, other: Decimal, fact: Fact, own: list[Fact], elsewhere: Fact | None
) -> str:
    """What makes the two amounts look like one that went wrong on the way."""
    if value == -other:
        return "the sign alone differs"
    for power in _POWERS:
        if value == other.scaleb(power):
            return f"they are a factor of {Decimal(10) ** abs(power):,f} apart"
    column = next(
        (one for one in own if value and _value(one) == value and one.concept == fact.concept),
        None,
    )
    if column is not None:
        return (
            "the schedule's is the statements' amount for"
            f" {_said(column.context.period)}, so the schedule is likelier wrong"
        )
    if elsewhere is not None:
        return f"the statements have the schedule's amount as {elsewhere.concept}"
    one, two = _digits(value, other)
    if len(one) == len(two):
        unlike = [at for at in range(len(one)) if one[at] != two[at]]
        if len(unlike) == 1:
            return "one digit differs"
        if len(unlike) == 2 and [one[at] for at in unlike] == [two[at] for at in unlike[::-1]]:
            return "two digits are exchanged"
    return ""


def _digits(value: Decimal, other: Decimal) -> tuple[str, str]:
    """The digits of two amounts, both from the same place on and to the same place."""
    one, two = (f"{abs(each):f}" for each in (value, other))
    places = max(len(text.partition(".")[2]) for text in (one, two))
    one, two = (f"{abs(each):.{places}f}".replace(".", "") for each in (value, other))
    while one.endswith("0") and two.endswith("0"):
        one, two = one[:-1], two[:-1]
    return one, two


def _likelier(
    entry: Entry, fact: Fact, stated: Statements, sums: list[Addition]
) -> tuple[str, str]:
    """Which of the two is likelier wrong ('' where it is not told), and why: what adds up with its
    own figure.
    """
    holds = [one.holds for one in sums if entry.tag in (one.total.tag, *(p.tag for p in one.parts))]
    schedule = all(holds) if holds else None
    statement = stated.ties.get(fact.id)
    if statement and schedule is not True:
        why = "the statement adds up with its own; the schedule is likelier wrong or another thing"
        return _SCHEDULE, why
    if schedule and statement is not True:
        return _STATEMENT, "the schedule adds up with its figure: the statement's is likelier wrong"
    if schedule and statement:
        return "", "both add up with their own figure"
    return "", "neither is proven by a sum"


def _said(period: Period) -> str:
    if isinstance(period, Duration):
        return f"{period.start} to {period.end}"
    return f"{period.date}"


def _in_short(schedule: Schedule, counts: dict[str, int]) -> Found:
    rounded = f", {counts['rounded']} of them rounded" if counts["rounded"] else ""
    agree = f"{counts['agree']} of {counts['compared']} amounts{rounded}"
    ends = ", ".join(f"{column.end}" for column in schedule.columns if column.end)
    parts = [f"the schedule of {ends} agrees with the statements in {agree}"]
    if counts["zero"]:
        parts.append(f"{counts['zero']} are zero where the statements have an amount")
    if counts["absent"]:
        parts.append(f"{counts['absent']} have no fact to be compared with")
    return Found(Severity.INFO, "; ".join(parts), schedule.span)
