"""Claims of lines that a schedule contradicts, decided again before facts are made of them.

    <DISCONTINUED>  430      Operations, net of applicable income taxes     430    no concept
                             Gain on sale of discontinued operations          0    Discontinued...

The schedule is the filer's own word for what its lines are. It is heard where it is to be trusted
(it agrees with the statements in most of what can be compared) and plain: its amount stands in one
line alone of the right statement, with digits enough that this is no chance. It does not outvote a
sure match: of the line that has the amount, nor of the line that has the tag's concept.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from converter.model.filing import StatementKind
from converter.model.finding import Finding, Result, Severity
from converter.model.xbrl import Concept
from converter.schedule.printed import (
    Printed,
    agrees,
    near,
    printed_amounts,
    significant,
    unit_of,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from converter.model.mapped import Claim, Decided, Sign
    from converter.model.schedule import Entry, Schedule, ScheduleColumn, Tag

_AGREED = 5  # tags in which a schedule must agree with the statements before it is heard
_SURE = 0.9  # a claim that is no longer in doubt
_LIKELY = 0.1  # the mapping's own share for the tag's concept that makes it no surprise
_EVIDENCE = 0.9  # confidence in a claim that a schedule decides

Spot = tuple[int, int]
ConceptOf = Callable[[str], Concept | None]


class _Case(NamedTuple):
    """A tag whose amount stands in the one line `line`; `holders` claim the tag's concept."""

    schedule: Schedule
    column: ScheduleColumn
    entry: Entry
    row: Tag
    line: Spot | None
    holders: tuple[Spot, ...]
    cells: tuple[Decimal, ...]


def decide_again(
    tables: Sequence[Decided], schedules: Sequence[Schedule], concept_of: ConceptOf
) -> Result[tuple[Decided, ...]]:
    """The tables with the claims that the schedules decide; SCH030 tells of each.

    concept_of  the concept of a name such as 'us-gaap:Assets'
    """
    out = list(tables)
    findings: list[Finding] = []
    printed = printed_amounts(tables)
    claimed = _claimed(out)
    for schedule in schedules:
        if schedule.foreign or schedule.placeholder:
            continue
        entries: dict[int, list[Entry]] = {}
        for entry in schedule.entries:
            entries.setdefault(entry.column, []).append(entry)
        for column in schedule.columns:
            asked = entries.get(column.index, ())
            cases = list(_cases(schedule, column, asked, out, claimed, printed))
            if not _trusted(cases):
                continue
            told = len(findings)
            for case in cases:
                findings += _decided(case, out, concept_of)
            if len(findings) > told:
                claimed = _claimed(out)
    return Result(tuple(out), tuple(findings))


def _cases(
    schedule: Schedule,
    column: ScheduleColumn,
    entries: Iterable[Entry],
    tables: Sequence[Decided],
    claimed: Iterable[_Claimed],
    printed: Printed,
) -> Iterator[_Case]:
    for entry in entries:
        row = entry.row
        if row is None or not row.also or not significant(entry):
            continue
        value = schedule.real(entry)
        amounts = printed.of(entry, column)
        if not value or not amounts:
            continue
        unit = unit_of(schedule, entry)
        hits: dict[Spot, None] = {
            (each.table, each.item): None for each in amounts if agrees(value, unit, each)
        }
        lines = [line for line in hits if _right_side(tables, line, row)]
        holders = tuple(
            line for kind, local, line in claimed if kind is _kind(row) and row.fits(local)
        )
        yield _Case(
            schedule, column, entry, row, lines[0] if len(lines) == 1 else None, holders,
            tuple(each.value for each in amounts if (each.table, each.item) in holders),
        )  # fmt: skip


def _trusted(cases: list[_Case]) -> bool:
    """Whether a column agrees with what the statements' lines are in most of its tags."""
    agreed = sum(case.line in case.holders for case in cases if case.line)
    against = sum(bool(case.holders) and case.line not in case.holders for case in cases)
    return agreed >= _AGREED and agreed >= 2 * against


_Claimed = tuple[StatementKind, str, Spot]


def _claimed(tables: Sequence[Decided]) -> list[_Claimed]:
    """(kind of statement, local name, line) of each concept that a line with amounts claims."""
    return [
        (table.read.table.kind, concept.qname.local, (number, at))
        for number, table in enumerate(tables)
        if table.read.table.kind in (StatementKind.BS, StatementKind.IS)
        for at, claim in enumerate(table.claims)
        if table.read.items[at].row.cells
        for concept in claim.concepts
    ]


def _kind(row: Tag) -> StatementKind:
    return StatementKind.IS if row.period == "duration" else StatementKind.BS


def _right_side(tables: Sequence[Decided], line: Spot, row: Tag) -> bool:
    """Whether a line of a balance sheet stands on the tag's side of total assets; contra accounts
    stand on the other's.
    """
    number, at = line
    if _kind(row) is StatementKind.IS:
        return True
    claims = tables[number].claims
    ends = [k for k, claim in enumerate(claims) if _claims(claim, "Assets")]
    if len(ends) != 1:
        return False
    asset = row.name in _ASSETS
    return at <= ends[0] if asset else at > ends[0]


_ASSETS = frozenset(
    {"CASH", "SECURITIES", "RECEIVABLES", "ALLOWANCES", "INVENTORY", "CURRENT-ASSETS", "PP&E",
     "DEPRECIATION", "TOTAL-ASSETS", "TOTAL-CURRENT-ASSETS", "TOTAL-INVEST", "LOANS", "ALLOWANCE",
     "INVESTMENTS-HELD-FOR-SALE", "INVESTMENTS-CARRYING", "INT-BEARING-DEPOSITS", "FED-FUNDS-SOLD",
     "TRADING-ASSETS", "TOTAL-NET-UTILITY-PLANT", "DEFERRED-ACQUISITION", "EQUITIES", "MORTGAGE",
     "REAL-ESTATE", "DEBT-HELD-FOR-SALE", "DEBT-CARRYING-VALUE", "RECOVER-REINSURE",
     "SECURITIES-RESALE", "SECURITIES-BORROWED", "INSTRUMENTS-OWNED"}
)  # fmt: skip


def _claims(claim: Claim, local: str) -> bool:
    return any(concept.qname.local == local for concept in claim.concepts)


def _decided(case: _Case, tables: list[Decided], concept_of: ConceptOf) -> list[Finding]:
    """Gives the tag's concept to the line that has its amount, where that is in doubt."""
    concept = concept_of(case.row.concept)
    if case.line is None or case.line in case.holders or not _of_statements(concept):
        return []
    assert concept is not None  # noqa: S101 - `_of_statements` saw to it
    number, at = case.line
    table = tables[number]
    claim = table.claims[at]
    if len(claim.concepts) > 1 or not _open(claim, case.row, held=bool(case.holders)):
        return []
    value = case.schedule.real(case.entry)
    if any(abs(value or 0) == held for held in case.cells):
        return []  # another line has both the amount and the concept
    if any(tables[n].claims[k].confidence >= _SURE for n, k in case.holders):
        return []
    _give(tables, case, concept)
    for n, k in case.holders:
        _take(tables, (n, k), case.row)
    return [_said(case, table, concept)]


def _of_statements(concept: Concept | None) -> bool:
    """Whether a statement's line may have the concept: not one of the schedules alone."""
    return concept is not None and not concept.qname.local.startswith("FinancialDataSchedule")


def _open(claim: Claim, row: Tag, *, held: bool) -> bool:
    """Whether a line's claim leaves room for the tag's concept: more of it where another line was
    `held` for the tag's, which is wrong then.
    """
    if not claim.concepts:
        return True
    if claim.confidence >= _SURE:
        return False
    shares = [share for name, share in claim.candidates if row.fits(name.partition(":")[2])]
    return max(shares, default=0.0) >= (_LIKELY if held else claim.confidence / 2)


def _give(tables: list[Decided], case: _Case, concept: Concept) -> None:
    assert case.line is not None  # noqa: S101 - seen by the caller
    number, at = case.line
    claim = tables[number].claims[at]
    before = tuple((str(c.qname), round(claim.confidence, 4)) for c in claim.concepts)
    new = replace(
        claim, concepts=(concept,), rule=f"schedule.{case.entry.tag}", confidence=_EVIDENCE,
        candidates=(*before, *claim.candidates), alternates=(), lost=None, loss=False,
        sign=_sign(case, tables[number]),
    )  # fmt: skip
    tables[number] = _with(tables[number], at, new)


def _sign(case: _Case, table: Decided) -> Sign:
    """How the line's printed figure gives the schedule's amount."""
    assert case.line is not None  # noqa: S101 - seen by the caller
    value = case.schedule.real(case.entry) or Decimal(0)
    period = case.column.duration
    for cell in table.read.items[case.line[1]].row.cells:
        column = table.read.columns[cell.column]
        own = column.duration
        there = (
            bool(period and own and near(own.end, period.end) and near(own.start, period.start))
            if _kind(case.row) is StatementKind.IS
            else bool(
                column.instant and case.column.end and near(column.instant.date, case.column.end)
            )
        )
        if there and cell.figure.value:
            return "as_printed" if (cell.figure.value > 0) == (value > 0) else "negate"
    return "as_printed"


def _take(tables: list[Decided], line: Spot, row: Tag) -> None:
    """Takes the tag's concept from a line that has another amount."""
    number, at = line
    claim = tables[number].claims[at]
    kept = tuple(concept for concept in claim.concepts if not row.fits(concept.qname.local))
    lost = next(concept for concept in claim.concepts if row.fits(concept.qname.local))
    if not kept:
        other = claim.alternates[:1]
        new = replace(
            claim, concepts=other, alternates=(), lost=lost,
            rule=claim.rule if other else "extension",
            candidates=((str(lost.qname), round(claim.confidence, 4)), *claim.candidates),
        )  # fmt: skip
    else:
        new = replace(claim, concepts=kept, lost=lost)
    tables[number] = _with(tables[number], at, new)


def _with(table: Decided, at: int, claim: Claim) -> Decided:
    claims = list(table.claims)
    claims[at] = claim
    return replace(table, claims=tuple(claims))


def _said(case: _Case, table: Decided, concept: Concept) -> Finding:
    assert case.line is not None  # noqa: S101 - seen by the caller
    item = table.read.items[case.line[1]]
    held = f", which {len(case.holders)} other had" if case.holders else ""
    return Finding(
        code="SCH030", severity=Severity.INFO,
        message=f"the schedule's {case.entry.tag} {case.entry.text} stands in the line"
        f" {item.caption!r} alone: it is {concept.qname}{held}",
        span=item.row.cells[0].span, others=(case.entry.span,),
    )  # fmt: skip
