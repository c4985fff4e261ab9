"""The funded status of benefit plans, and what of it the balance sheet has, in notes.

                                            1998     1997
    Projected benefit obligation         $(1,016)   $(890)
    Plan assets at fair value              1,280    1,126
    Funded status                            264      236     assets less obligation
    Unrecognized prior service cost           29       33
    Unrecognized net gain                   (211)    (191)
    Net amount recognized                $    82    $  78     the funded status and what is between

The funded status must be the assets less the obligation, which stand above it or are what the year
carries forward in the same note, and with what is not recognized yet it must add up to what is; in
each year of each plan. So the figures tell too whether what is owed is printed positive. What the
balance sheet has must add up to the same amount.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field, replace
from decimal import Decimal
from itertools import pairwise
from typing import TYPE_CHECKING

from converter.mapping.note_plans import alike, plan_names
from converter.mapping.note_rolls import amount, claim_for, figure
from converter.mapping.note_values import NOTE, is_year
from converter.model.filing import StatementKind
from converter.model.lineitem import Group
from converter.model.mapped import Claim, Detail
from converter.model.xbrl import Duration, Instant
from converter.text.dates import without_periods
from converter.text.units import Quantity

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Sequence

    from converter.mapping.note_registry import Kind, Registry
    from converter.mapping.note_values import Statements
    from converter.model.mapped import Decided, Sign

STATUS, RECOGNIZED = "plan-status", "plan-recognized"
_FUNDED = "DefinedBenefitPlanFundedStatus"
_NET = "DefinedBenefitPlanNetAmountRecognized"
_OBLIGATION = "DefinedBenefitPlanBenefitObligation"
_ASSETS = "DefinedBenefitPlanFairValueOfPlanAssets"
_LATER = re.compile(r"un(?:recogni[sz]ed|amorti[sz]ed)\b", re.IGNORECASE)
_ROLLS = ("plan-obligation", "plan-assets")
# a note's title that names plans of two kinds names none of its columns
_BOTH = re.compile(r"\bpensions?\b.*\b(?:other|post|health|retiree)", re.IGNORECASE)

Place = tuple[str, "dt.date"]  # a plan and a day


@dataclass(slots=True)
class Known:
    """What the tables of one note have proven so far, in full: by plan and day.

    alone  one table at most speaks of a funded status, so that the note's title may name its plan
    """

    alone: bool
    obligation: dict[Place, Decimal] = field(default_factory=dict)
    assets: dict[Place, Decimal] = field(default_factory=dict)
    net: dict[Place, Decimal] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Block:
    """Lines that are proven together.

    turn      -1 where what is owed is printed positive, else 1
    printed   lines that are stated without a sign: the obligation, the assets
    """

    kind: Kind
    total: int
    lines: tuple[int, ...]
    turn: int
    printed: tuple[int, ...] = ()


def with_statuses(
    tables: Sequence[Decided], told: Sequence[Decided], benefits: Sequence[bool],
    registry: Registry, statements: Statements,
) -> list[Decided]:  # fmt: skip
    """The tables of notes on benefits with their funded status where that is proven.

    told      the tables with what they were proven to be already
    benefits  of each, whether it is in such a note
    """
    known: dict[str, Known] = {}
    several = Counter(
        table.read.table.title
        for table, of_plans in zip(tables, benefits, strict=True)
        if of_plans and _speaks_of_status(table, registry)
    )
    out: list[Decided] = []
    for table, one, of_plans in zip(tables, told, benefits, strict=True):
        if of_plans and table.read.table.kind is StatementKind.NOTE:
            title = table.read.table.title
            note = known.setdefault(title, Known(alone=several[title] < 2))
            out.append(_with_status(table, one, registry, statements, note))
        else:
            out.append(one)
    return _told_apart(told, out)


def _with_status(
    table: Decided, told: Decided, registry: Registry, statements: Statements, known: Known
) -> Decided:
    """The table with its funded status; what it proves is known from then on."""
    if told.detail is not None and not set(told.detail.kinds) <= set(_ROLLS):
        return told
    if not table.read.units.stated:
        return told
    names = plan_names(table)
    _learn(told, names, known)
    places = _places(table, names, statements, titled=known.alone)
    statuses = list(_statuses(table, places, registry, known))
    if len(statuses) > 1:  # of whom each is, is told by a line above it
        return told
    taken = {at for block in statuses for at in block.lines}
    blocks = [*statuses, *_recognized(table, places, registry, known, taken)]
    return _decided(table, told, blocks, places, registry) if blocks else told


def _told_apart(before: Sequence[Decided], told: Sequence[Decided]) -> list[Decided]:
    """The tables, `before` those of which a note has two for one plan: they are of several plans,
    and what tells these apart stands in the text.
    """
    times = Counter(place for table in told if _has(table, STATUS) for place in _plans_of(table))
    return [
        old
        if (_has(new, STATUS) or _has(new, RECOGNIZED))
        and any(times[place] > 1 for place in _plans_of(new))
        else new
        for old, new in zip(before, told, strict=True)
    ]


def _has(table: Decided, kind: str) -> bool:
    return table.detail is not None and kind in table.detail.kinds


def _plans_of(table: Decided) -> set[tuple[str, str]]:
    return {
        (table.read.table.title, column.group.name.lower())
        for column in table.read.columns
        if column.group is not None
    }


def _learn(told: Decided, names: dict[int, str], known: Known) -> None:
    """Takes notice of the balances that a year carries forward."""
    if told.detail is None:
        return
    read = told.read
    for at, item in enumerate(read.items):
        local = told.claims[at].concepts[0].qname.local if told.claims[at].concepts else ""
        balances = {_OBLIGATION: known.obligation, _ASSETS: known.assets}.get(local)
        for cell in item.row.cells:
            span = read.columns[cell.column].duration
            if balances is None or span is None or item.opening:
                continue
            if (at, cell.column) not in told.left_out:
                power = (item.units or read.units).money
                value = abs(cell.figure.value).scaleb(power)
                balances[names[cell.column].lower(), span.end] = value


def _speaks_of_status(table: Decided, registry: Registry) -> bool:
    names = set(_names(table, STATUS, registry))
    return _NET in names and bool(names & {_FUNDED, _OBLIGATION})


def _places(
    table: Decided, names: dict[int, str], statements: Statements, *, titled: bool
) -> dict[int, Place]:
    """The plan and the day of each column that has both, where a plan's days are the balance
    sheet's, one year behind the other.
    """
    read = table.read
    titled = titled and _BOTH.search(read.table.title) is None
    found: dict[int, Place] = {}
    for column in read.columns:
        name, instant = names[column.index], column.instant
        own = without_periods(column.column.head).strip()
        if instant is not None and name and column.group is None and (own or titled):
            found[column.index] = name.lower(), instant.date
    sound: dict[int, Place] = {}
    for plan in {plan for plan, _ in found.values()}:
        own_days = {at: day for at, (name, day) in found.items() if name == plan}
        days = sorted(set(own_days.values()), reverse=True)
        years = all(is_year(Duration(start=b, end=a)) for a, b in pairwise(days))
        if years and days[0] == statements.latest:
            sound |= {at: (plan, day) for at, day in own_days.items()}
    return sound


def _apart(table: Decided, at: int, places: dict[int, Place]) -> bool:
    """Whether the figures of a line are of a plan and a day each, the same days for each plan."""
    columns = [cell.column for cell in table.read.items[at].row.cells]
    found = [places[column] for column in columns if column in places]
    return len(found) == len(columns) and alike(found)


def _local(table: Decided, at: int, kind: str, registry: Registry) -> str:
    item = table.read.items[at]
    row = registry.line(kind, item.caption or "total", item.section) if item.row.cells else None
    return row.concept.partition(":")[2] if row is not None else ""


def _statuses(
    table: Decided, places: dict[int, Place], registry: Registry, known: Known
) -> Iterator[_Block]:
    """From the funded status, or from what is owed, to the amount recognized."""
    kind = next(each for each in registry.kinds if each.id == STATUS)
    names = _names(table, STATUS, registry)
    rows = [at for at, item in enumerate(table.read.items) if item.row.cells]
    after = 0
    for total in (at for at in rows if names[at] == _NET):
        above = [at for at in rows if after <= at < total]
        after = total + 1
        funded = [at for at in above if names[at] == _FUNDED]
        owed = [at for at in above if names[at] == _OBLIGATION]
        first = (funded or owed or [total])[-1]
        parts = tuple(at for at in above if at >= first)
        if not _apart(table, total, places) or not _adds_up(table, parts, total):
            continue
        made_of: tuple[int, ...] = ()
        if funded:
            made_of = _made_of([at for at in above if at < first], names)
            turn = _turn(table, made_of, first) or _carried(table, first, places, known)
        else:
            made_of = parts[:1]
            turn = _owed(table, parts, names)
        if turn:
            for cell in table.read.items[total].row.cells:
                known.net[places[cell.column]] = turn * _amount(table, total, cell.column)
            yield _Block(kind, total, (*parts, *made_of, total), turn, made_of)


def _names(table: Decided, kind: str, registry: Registry) -> list[str]:
    """What the lines are called in tables of a kind, '' where the registry has no row."""
    return [_local(table, at, kind, registry) for at in range(len(table.read.items))]


def _adds_up(table: Decided, parts: Sequence[int], total: int) -> bool:
    """Whether lines add up to the last digit, in each column of the total and in no others."""
    columns = {cell.column for cell in table.read.items[total].row.cells}
    used = {cell.column for at in parts for cell in table.read.items[at].row.cells}
    return (
        len(parts) > 1
        and used <= columns
        and all(
            sum(amount(table, at, column) for at in parts) == figure(table, total, column)
            for column in columns
        )
    )


def _owed(table: Decided, parts: Sequence[int], names: Sequence[str]) -> int:
    """1 where a plan without assets has what it owes below zero, -1 where above, else 0."""
    if names[parts[0]] != _OBLIGATION:
        return 0
    if any(not _LATER.match(table.read.items[at].caption) for at in parts[1:]):
        return 0
    signs = {cell.figure.value > 0 for cell in table.read.items[parts[0]].row.cells}
    return 0 if len(signs) > 1 else -1 if signs.pop() else 1


def _made_of(above: Sequence[int], names: Sequence[str]) -> tuple[int, ...]:
    """The obligation and the assets that stand above a funded status; () where one does not."""
    owed = [at for at in above if names[at] == _OBLIGATION]
    held = [at for at in above if names[at] == _ASSETS]
    return (owed[-1], held[-1]) if owed and held else ()


def _amount(table: Decided, at: int, column: int) -> Decimal:
    item = table.read.items[at]
    return amount(table, at, column).scaleb((item.units or table.read.units).money)


def _turn(table: Decided, above: tuple[int, ...], status: int) -> int:
    """1 where the funded status is assets less obligation in all columns, -1 where it is minus
    that, else 0.
    """
    if not above:
        return 0
    turns = {1, -1}
    for cell in table.read.items[status].row.cells:
        owed, held = (abs(amount(table, at, cell.column)) for at in above)
        turns &= {turn for turn in turns if turn * cell.figure.value == held - owed}
    return turns.pop() if len(turns) == 1 else 0


def _carried(table: Decided, status: int, places: dict[int, Place], known: Known) -> int:
    """The same by the balances that the note carries forward; rounded for themselves."""
    turns = {1, -1}
    item = table.read.items[status]
    unit = Decimal(1).scaleb((item.units or table.read.units).money)
    plans = {plan for plan, _ in known.assets}
    for cell in item.row.cells:
        plan, day = places[cell.column]
        owed = known.obligation.get((plan, day))
        # a plan whose assets the note carries nowhere has none
        held = known.assets.get((plan, day)) if plan in plans else Decimal(0)
        value = _amount(table, status, cell.column)
        if owed is None or held is None:
            return 0
        turns &= {turn for turn in turns if abs(turn * value - (held - owed)) <= unit}
    return turns.pop() if len(turns) == 1 else 0


def _recognized(
    table: Decided, places: dict[int, Place], registry: Registry, known: Known, taken: set[int]
) -> Iterator[_Block]:
    """What the balance sheet has of the amount recognized: lines that add up to it."""
    kind = next(each for each in registry.kinds if each.id == RECOGNIZED)
    totals = _names(table, STATUS, registry)
    names = _names(table, RECOGNIZED, registry)
    rows = [at for at, item in enumerate(table.read.items) if item.row.cells]
    for place, total in enumerate(rows):
        if totals[total] != _NET or total in taken or not _apart(table, total, places):
            continue
        turns = {1, -1}
        for cell in table.read.items[total].row.cells:
            net, value = known.net.get(places[cell.column]), _amount(table, total, cell.column)
            turns &= {turn for turn in turns if net is not None and value == turn * net}
        for first in range(place - 2, -1, -1):
            parts = tuple(rows[first:place])
            if not taken.isdisjoint(parts):
                break
            if len(turns) == 1 and _adds_up(table, parts, total):
                if any(names[at] for at in parts):  # the total is a fact of the status already
                    yield _Block(kind, total, parts, turns.pop())
                break


def _decided(
    table: Decided, told: Decided, blocks: Sequence[_Block], places: dict[int, Place],
    registry: Registry,
) -> Decided:  # fmt: skip
    """The table with the lines of its blocks beside what it was proven to be already."""
    before = told.detail or Detail((), {}, instant=False, balance="debit")
    items = [*told.read.items]
    claims = [*told.claims] if told.detail else [Claim()] * len(told.claims)
    nouns, periods = dict(before.nouns), dict(before.periods)
    for block in blocks:
        for at, claim in _claims(table, block, registry).items():
            if at in before.nouns:  # it is what the year carries forward
                continue
            items[at] = replace(items[at], quantity=Quantity.MONEY, period=None, opening=False)
            claims[at] = claim
            nouns[at] = block.kind.noun
            periods |= {
                (at, cell.column): Instant(date=places[cell.column][1])
                for cell in items[at].row.cells
                if cell.column in places
            }
    mine = {at for at in nouns if at not in before.nouns}
    left = {
        (at, column) for at, column in told.read.places
        if at not in nouns or (at in mine and column not in places)
    }  # fmt: skip
    names = plan_names(table)
    heads = tuple(
        replace(column, group=Group(names[column.index], plan=True)) for column in told.read.columns
    )
    kinds = tuple(dict.fromkeys((*before.kinds, *(block.kind.id for block in blocks))))
    return replace(
        told, read=replace(told.read, items=tuple(items), columns=heads), claims=tuple(claims),
        cells={}, sums=(), unproven=(), why_left="",
        left_out=frozenset(place for place in told.left_out if place[0] not in mine) | left,
        detail=replace(before, kinds=kinds, nouns=nouns, periods=periods),
    )  # fmt: skip


def _claims(table: Decided, block: _Block, registry: Registry) -> dict[int, Claim]:
    """By line; one without a concept is the filing's own where it is printed as it is meant."""
    base = registry.taxonomy
    named = {at: _local(table, at, block.kind.id, registry) for at in block.lines}
    captions = {at: table.read.items[at].caption.lower() for at in block.lines}
    for at, caption in captions.items():
        if block.kind.id == RECOGNIZED and "prepaid" in caption and "accrued" in caption:
            named[at] = ""  # one or the other
    if block.kind.id == STATUS and any("minimum" in caption for caption in captions.values()):
        named[block.total] = ""  # what is recognized beyond the plan's own amounts is in it
    counts = Counter(named.values())
    found: dict[int, Claim] = {}
    for at, local in named.items():
        concept = base.find(local) if local and counts[local] == 1 else None
        if concept is not None:
            asset = 1 if concept.balance == "debit" else -1
            sign: Sign = "as_printed" if asset * block.turn > 0 else "negate"
            sign = "magnitude" if at in block.printed else sign
            found[at] = claim_for(concept, block.kind, sign)
        elif block.turn > 0:
            found[at] = Claim(rule=f"note-table.{block.kind.id}", statements=NOTE)
    return found
