"""The concept of each line of the statements: what the rows and the network say, weighed together.

1. A row of the user's own table wins.
2. So does a row for a figure that is several facts, and one for a concept that the network has not
   met; in older statements also one for a concept that it hardly met: it learned from filings of
   2009-2010, which pool no interests.
3. Else the network's surest line takes its concept first, and no other line of that statement
   that states another figure for the same period can have it: it takes its next best. Where the
   network is in doubt, a row that knows the very caption keeps the line; of two concepts that mean
   the same, older statements keep the row's.
4. Below `THRESHOLD` the line abstains, with the likeliest concepts as its candidates.
"""

from __future__ import annotations

import heapq
from dataclasses import replace
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from converter.mapping.alone import least_sure
from converter.mapping.apply import carried
from converter.mapping.changes import unnamed_changes
from converter.mapping.claim import SIGNS
from converter.mapping.confidence import LATEST
from converter.mapping.current import as_current_as_told
from converter.mapping.features import LEARNED, qualified, sequences, whole
from converter.mapping.learned import Shares
from converter.mapping.pages import with_pages_alike
from converter.mapping.rows import SignRule
from converter.mapping.sides import sides_of
from converter.mapping.structure import bars_of, names, ruled_out
from converter.mapping.unlabelled import PROVEN, says_more
from converter.model.filing import StatementKind
from converter.model.mapped import Claim, Decided, Sign, Way
from converter.model.xbrl import us_gaap
from converter.text.units import Quantity

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Hashable, Iterable, Sequence
    from collections.abc import Mapping as Map

    from converter.mapping.features import Place
    from converter.mapping.learned import Choice, Matrix, Network
    from converter.mapping.mapping import Mapping
    from converter.mapping.needs import Need, Needs
    from converter.mapping.structure import Bar
    from converter.model.lineitem import LineItem, ReadTable
    from converter.model.mapped import AmountClaim, Summed
    from converter.model.xbrl import Concept

THRESHOLD = 0.25
_SUREST = 0.99  # no measurement says that all such matches are right
# Where the network is less sure than this, a row that knows the very caption is right as often,
# and it knows captions of other years.
_DOUBT = 0.4
_DOUBT_OLD = 0.5  # in statements older than those that it learned from
_EXACT = 0.9
_VERY = 0.25  # by so much surer is a line whose very caption a row knows than one beside it
_GOOD = 0.8  # what a row is taken for in statements older than those that the network learned from
_HEADED = 0.7  # a total without words under a heading that the rows know
_FEW = 15  # companies that chose a concept: from fewer the network learned little about it
_CANDIDATES = 4
_WORDLESS = 0.6  # a subtotal without a caption has nothing but its neighbours to go by
_NEVER = 1.01  # counts are no subtotals: without a caption their neighbours tell nothing of them
_CURRENT = "Current"
_PREFERRED, _REDEEMED = "PreferredStockShares", ("TemporaryEquity", "Redeemable")
_LEAST = 0.02  # a candidate less likely than this is not worth a word


def decide(tables: Sequence[Summed], mapping: Mapping) -> list[Decided]:
    """The tables with the claims of their balance sheets, operations and cash flows decided."""
    out = [Decided.by(table, table.claims) for table in tables]
    for places in sequences(tables, mapping.reader):
        for number, claims in _decided(tables, places, mapping).items():
            out[number] = _with_amounts(Decided.by(tables[number], tuple(claims)), mapping)
    out = with_pages_alike(out)
    return [replace(table, moves=unnamed_changes(table, tables)) for table in out]


def _with_amounts(table: Decided, mapping: Mapping) -> Decided:
    """The table with the amounts of its captions as what the lines are that they stand in: what is
    taken off receivables of which no part is said to be current is no current allowance, and what
    is issued of stock that can be redeemed is temporary equity.
    """
    found = tuple(
        [
            replace(
                amount,
                concepts=tuple([_as_line(c, table, amount, mapping) for c in amount.concepts]),
            )
            for amount in table.amounts
        ]
    )
    return table if found == table.amounts else replace(table, amounts=found)


def _as_line(concept: Concept, table: Decided, amount: AmountClaim, mapping: Mapping) -> Concept:
    name = concept.qname.local
    hosts = [each.qname.local for each in table.claims[amount.item].concepts]
    if name.endswith(_CURRENT) and hosts and not any(_CURRENT in host for host in hosts):
        name = name.removesuffix(_CURRENT)
    elif name.startswith(_PREFERRED) and any(host.startswith(_REDEEMED) for host in hosts):
        name = f"TemporaryEquityShares{name.removeprefix(_PREFERRED)}"
    if name == concept.qname.local:
        return concept
    return mapping.taxonomy.concept(us_gaap(name)) or concept


def _decided(
    tables: Sequence[Summed], places: Sequence[Place[Matrix]], mapping: Mapping
) -> dict[int, list[Claim]]:
    if not places:
        return {}
    network = mapping.network
    at_sums = _Proven.of(tables, places, mapping)
    sides, bars = at_sums
    tables = as_current_as_told(tables, bars, mapping)
    shares = possible_shares(mapping, tables, places, at_sums)
    likely = shares.lists()
    heard = [
        network.heard_of(
            whole(tables[place.table].read.items[place.item].caption, mapping.table.normaliser)
        )
        for place in places
    ]
    days = {at: _newest(tables[at]) for at in {place.table for place in places}}
    older = {at for at, day in days.items() if day is not None and day < LATEST}
    # retained earnings at the foot of operations, of which the network knows nothing
    foots = {at: carried(tables[at].read, tables[at].claims) for at in sides}
    needs = {at: _needs(tables[at], mapping.needs) for at in sides}
    settled = {
        row for row, place in enumerate(places)
        if place.item in foots[place.table]
        or _settled(tables[place.table].claims[place.item], mapping,
                    older=place.table in older, side=sides[place.table].get(place.item, ""),
                    bars=bars[place.table].get(place.item, ()),
                    lacking=_lacking(tables[place.table].read.items[place.item],
                                     needs[place.table], mapping.needs.met_by))
    }  # fmt: skip
    sure = network.sure(shares, [some[0][0] if some else -1 for some in likely], heard)
    preferred = _preferred(tables, places, likely, sure, mapping, older)
    chosen = _assigned(tables, places, likely, preferred, settled, mapping)
    sure = network.sure(shares, chosen, heard)
    claims = {place.table: [*tables[place.table].claims] for place in places}
    for row, place in enumerate(places):
        if row not in settled:
            mine = claims[place.table]
            mine[place.item] = _claim(
                mine[place.item], chosen[row], likely[row], sure[row], mapping,
                tables[place.table].read, place, days[place.table],
            )  # fmt: skip
    return claims


class _Proven(NamedTuple):
    """What the sums of each table, by its number, prove of its lines: sides and bars."""

    sides: dict[int, dict[int, str]]
    bars: dict[int, dict[int, tuple[Bar, ...]]]

    @classmethod
    def of(
        cls, tables: Sequence[Summed], places: Sequence[Place[Matrix]], mapping: Mapping
    ) -> _Proven:
        numbers = {place.table for place in places}
        company = [tables[at] for at in numbers]
        return cls(
            {at: sides_of(tables[at]) for at in numbers},
            {at: bars_of(tables[at], mapping.bars, company) for at in numbers},
        )


def possible_shares(
    mapping: Mapping,
    tables: Sequence[Summed],
    places: Sequence[Place[Matrix]],
    proven: _Proven | None = None,
) -> Shares:
    """How likely each line is each concept that its figures can be facts of, or an element of the
    filer's own, which has its share but no entry.

    proven  what the sums prove of the lines, where it is known already
    """
    network = mapping.network
    proven = proven or _Proven.of(tables, places, mapping)
    notes = [place.note for place in places]
    hidden = network.hidden(notes)
    apart: dict[bool, list[int]] = {}  # the balance sheets' lines, the others'
    for row, place in enumerate(places):
        balance = tables[place.table].read.table.kind is StatementKind.BS
        apart.setdefault(balance, []).append(row)
    found = []
    for balance, rows in apart.items():
        choice = mapping.fitting.choice(balance=balance)
        barred = _barred(mapping, choice, tables, [places[row] for row in rows], proven)
        lines, concepts, shares = network.likely(
            choice, hidden[rows], [notes[row] for row in rows], barred
        )
        kept = concepts > 0
        found.append((np.array(rows)[lines[kept]], concepts[kept], shares[kept]))
    return Shares.of(len(places), *map(np.concatenate, zip(*found, strict=True)))


def _barred(
    mapping: Mapping, choice: Choice, tables: Sequence[Summed],
    places: Sequence[Place[Matrix]], proven: _Proven,
) -> Matrix:  # fmt: skip
    """(lines, concepts of the choice): minus infinity where a line's figures are no facts of it."""
    sides, bars = proven
    needs = {at: _needs(tables[at], mapping.needs) for at in {place.table for place in places}}
    met_by, unfit = mapping.needs.met_by, mapping.fitting.unfit
    found: list[Matrix] = []
    for place in places:
        read = tables[place.table].read
        item = read.items[place.item]
        lacking = _lacking(item, needs[place.table], met_by)
        side = sides[place.table].get(place.item, "")
        kind = (item.quantity.value, read.table.kind, side)
        found.append(unfit(choice, kind, lacking, bars[place.table].get(place.item, ())))
    return np.stack(found)


def _lacking(
    item: LineItem, needs: Sequence[tuple[int, Need]], met_by: Callable[[str], frozenset[int]]
) -> tuple[str, ...]:
    """The parts of concepts' names whose words a line lacks."""
    own = met_by(item.caption)
    around = own.union(*map(met_by, item.section))
    return tuple([
        need.part for number, need in needs
        if (number not in (around if need.where == "place" else own)
            and (item.caption or need.where != "caption"))
        or need.where == "statement"  # what the statement says was asked before
    ])  # fmt: skip


def _needs(table: Summed, known: Needs) -> list[tuple[int, Need]]:
    """What the time of a statement asks for, but for what its words meet."""
    newest = _newest(table)
    if newest is None:
        return []
    read = table.read
    texts = (
        *(item.caption for item in read.items), *(column.column.head for column in read.columns)
    )  # fmt: skip
    said = frozenset[int]().union(*map(known.met_by, texts))
    return [
        (number, need)
        for number, need in enumerate(known.rows)
        if newest < need.before and not (need.where == "statement" and number in said)
    ]


def _settled(
    claim: Claim, mapping: Mapping, *, older: bool, side: str, bars: tuple[Bar, ...],
    lacking: tuple[str, ...],
) -> bool:  # fmt: skip
    """Whether the rows have the last word on a line, which has a balance where the sums prove it:
    'Maintenance' among the revenues is no cost; and not where its place rules their concept out, or
    it lacks a word that this needs.
    """
    rule = mapping.table.rule(claim.rule)
    proven = claim.way is Way.PLACE and claim.confidence >= PROVEN
    if proven:
        return True
    barred = [ruled_out(bars, each.qname.local) for each in claim.concepts]
    own = len(claim.concepts) > 1 or (rule is not None and rule.own)
    if own and not (barred and all(barred)):
        return True
    if not claim.concepts or (side and claim.balance not in (None, side)):
        return False
    if barred[0]:
        return False
    if any(names(part, claim.concepts[0].qname.local) for part in lacking):
        return False
    number = mapping.fitting.number(claim.concepts[0].qname)
    met = 0 if number < 0 else int(mapping.network.met[number])
    return not met or (met < _FEW and claim.confidence >= _GOOD and older)


def _newest(table: Summed) -> dt.date | None:
    """The last day that a column of the statement speaks of."""
    return max(
        (
            period.end for column in table.read.columns
            for period in (column.instant, column.duration) if period is not None
        ),
        default=None,
    )  # fmt: skip


def _preferred(
    tables: Sequence[Summed], places: Sequence[Place[Matrix]],
    likely: Sequence[Sequence[tuple[int, float]]], sure: Sequence[float], mapping: Mapping,
    older: set[int],
) -> dict[int, int]:  # fmt: skip
    """The concepts of rows that know the very caption, for the lines that the network doubts."""
    kin = mapping.network.kin
    found: dict[int, int] = {}
    for row, place in enumerate(places):
        claim = tables[place.table].claims[place.item]
        known, doubt = (_GOOD, _DOUBT_OLD) if place.table in older else (_EXACT, _DOUBT)
        if claim.way is Way.PLACE and place.table in older:
            known = _HEADED
        if claim.confidence >= known and claim.concepts:
            number = mapping.fitting.number(claim.concepts[0].qname)
            if not any(number == possible for possible, _ in likely[row]):
                continue
            likeliest = likely[row][0][0]
            # of two names for the same, old statements take the rows': one through the years
            alike = kin[number] >= 0 and kin[number] == kin[likeliest]
            if sure[row] < doubt or (alike and place.table in older):
                found[row] = number
    return found


def _assigned(
    tables: Sequence[Summed], places: Sequence[Place[Matrix]],
    likely: Sequence[Sequence[tuple[int, float]]], preferred: dict[int, int], settled: set[int],
    mapping: Mapping,
) -> list[int]:  # fmt: skip
    """A concept for each line that is not settled; -1: none is left."""
    taken: dict[tuple[int, int], list[int]] = {}
    for row in settled:
        table, item = places[row].table, places[row].item
        for kept in tables[table].claims[item].concepts:
            taken.setdefault((table, mapping.fitting.number(kept.qname)), []).append(row)
    return surest_first(
        likely, [row for row in range(len(places)) if row not in settled],
        [place.table for place in places], lambda row: _stated(tables, places[row]), preferred,
        taken, _known(tables, places, mapping),
    )  # fmt: skip


def _known(
    tables: Sequence[Summed], places: Sequence[Place[Matrix]], mapping: Mapping
) -> dict[int, int]:
    """The concepts of rows that know the very caption, by line."""
    found: dict[int, int] = {}
    for row, place in enumerate(places):
        claim = tables[place.table].claims[place.item]
        if claim.confidence >= _EXACT and claim.concepts:
            found[row] = mapping.fitting.number(claim.concepts[0].qname)
    return found


def surest_first(
    likely: Sequence[Sequence[tuple[int, float]]], rows: Iterable[int], within: Sequence[int],
    stated: Callable[[int], Sequence[tuple[Hashable, Hashable]]], preferred: Map[int, int],
    taken: Map[tuple[int, int], Sequence[int]], known: Map[int, int] = MappingProxyType({}),
) -> list[int]:  # fmt: skip
    """A concept for each line, the surest first, of two as sure the upper one; -1: none is left.

    Two lines are rivals where they state different values for the same; a concept's lines are kept
    by what they state, so that a line is not held against each of them.

    Args:
        likely: for each line the concepts that it can be with their shares (`Shares.lists`)
        rows: the lines to decide
        within: the table of each line; no two rivals of one can have one concept
        stated: what a line has a value for, with the value
        preferred: concepts that lines are to have where no rival has them
        taken: (table, concept) -> lines that have it already
        known: concepts of rows that know a line's very caption, which count for as much more
    """

    def rank(row: int, likeliest: tuple[int, float]) -> float:
        concept, share = likeliest
        return -(share + _VERY if known.get(row) == concept else share)

    preferred = dict(preferred)
    left = {row: list(reversed(likely[row])) for row in rows}  # the likeliest last
    heap = [(rank(row, some[-1]), row) for row, some in left.items() if some]
    heapq.heapify(heap)
    chosen = [-1] * len(likely)
    held: dict[tuple[int, int], dict[Hashable, set[Hashable]]] = {}
    for place, holders in taken.items():
        for row in holders:
            _hold(held.setdefault(place, {}), stated(row))
    own = {row: stated(row) for row in left}
    while heap:
        _, row = heapq.heappop(heap)
        some = left[row]
        concept = preferred.pop(row, some[-1][0])
        holding = held.setdefault((within[row], concept), {})
        if any(holding[key] != {value} for key, value in own[row] if key in holding):
            if some[-1][0] == concept:
                some.pop()
            else:
                some = left[row] = [pair for pair in some if pair[0] != concept]
            if some:
                heapq.heappush(heap, (rank(row, some[-1]), row))
            continue
        _hold(holding, own[row])
        chosen[row] = concept
    return chosen


def _hold(
    holding: dict[Hashable, set[Hashable]], values: Iterable[tuple[Hashable, Hashable]]
) -> None:
    for key, value in values:
        holding.setdefault(key, set()).add(value)


def _stated(tables: Sequence[Summed], place: Place[Any]) -> Sequence[tuple[Hashable, Hashable]]:
    """The amounts of a line, each with what it is for: its column and which date, or which part."""
    item = tables[place.table].read.items[place.item]
    return [
        ((item.opening, item.group, item.stock, cell.column), abs(cell.figure.value))
        for cell in item.row.cells
    ]


def _claim(
    claim: Claim, chosen: int, likely: Sequence[tuple[int, float]], sure: float, mapping: Mapping,
    read: ReadTable, place: Place[Matrix], newest: dt.date | None,
) -> Claim:  # fmt: skip
    """The line's claim: the row's where the network agrees with it."""
    concept = mapping.fitting.concept(chosen) if chosen >= 0 else None
    agreed = bool(claim.concepts and concept and claim.concepts[0].qname == concept.qname)
    item = read.items[place.item]
    headed = bool(item.section) and "shares" in item.section[-1].lower()
    wordless = _NEVER if item.quantity is Quantity.SHARES and not headed else _WORDLESS
    least = THRESHOLD if says_more(item.caption) else wordless
    if concept is not None and not agreed:
        said = " ".join([*item.section[-1:], item.caption])
        least = max(least, least_sure(said, concept.qname.local, newest))
    if agreed and claim.confidence >= _GOOD:
        sure = max(sure, least)  # of a line without words its heading has told as much
    others = candidates(mapping.network, likely, chosen)
    if concept is None or sure < least:
        if concept is not None:
            others = ((str(concept.qname), round(sure, 2)), *others)[:_CANDIDATES]
        return Claim(candidates=others)
    alternate = mapping.alternates.get(concept.qname)
    rule, sign, loss = claim.rule, claim.sign, claim.loss
    if not agreed:
        rule = f"learned.{concept.qname.local}"
        kind = read.table.kind
        sign, loss = _sign(mapping, chosen, concept, kind, item.caption)
    sure = min(int(100 * sure + 0.5) / 100, _SUREST)
    way = Way.NETWORK if agreed else Way.ALONE
    share: float | None = None
    if mapping.learned is None:  # of another network nothing was measured but what it says itself
        share = mapping.curve.measured(way, read.table.kind, newest, sure)
    return Claim(
        (concept,),
        rule,
        sign,
        loss,
        sure,
        others,
        (alternate,) if alternate else (),
        way=way,
        statements=claim.statements if agreed else (),
        measured=sure if share is None else share,
    )


def candidates(
    network: Network, likely: Sequence[tuple[int, float]], chosen: int
) -> tuple[tuple[str, float], ...]:
    """The likeliest concepts but the chosen one, -1 for none, with their shares."""
    found: list[tuple[str, float]] = []
    for number, share in likely:
        if share < _LEAST or len(found) == _CANDIDATES:
            break
        if number != chosen:
            found.append((qualified(network.concepts[number]), share))
    return tuple(found)


def _sign(
    mapping: Mapping, chosen: int, concept: Concept, statement: StatementKind, caption: str
) -> tuple[Sign, bool]:
    """How the figure gives the concept's value, and whether the wording makes it negative: as the
    rows for the concept say, and as filers printed it where there is none.
    """
    rule = mapping.table.sign_of(concept.qname, statement) or SignRule(
        mapping.network.signs[chosen][LEARNED.index(statement)]
    )
    loss = rule is SignRule.BY_WORDING and mapping.table.normaliser.polarity(caption) == "loss"
    return SIGNS[rule], loss
