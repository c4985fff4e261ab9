"""The change in cash against the three flows and the effect of exchange rates.

Cash from continuing operating activities       155.2
Cash from operations of what was discontinued    10.3     cash of its own, beside the three
Cash used for investing activities             (359.7)
Cash from financing activities                  159.4
Net decrease in cash                            (34.8)
"""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal
from itertools import combinations
from typing import TYPE_CHECKING

from converter.checks.equal import CASH, Figure, figures
from converter.checks.proven import proven
from converter.checks.registry import Consequence, Found, Seen, Stage, check
from converter.model.filing import StatementKind
from converter.model.finding import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_PARTS = tuple(
    frozenset({name, f"{name}ContinuingOperations"})
    for name in (
        "NetCashProvidedByUsedInOperatingActivities",
        "NetCashProvidedByUsedInInvestingActivities",
        "NetCashProvidedByUsedInFinancingActivities",
    )
)
_RATES = frozenset(
    {
        "EffectOfExchangeRateOnCashAndCashEquivalents",
        "EffectOfExchangeRateOnCashAndCashEquivalentsContinuingOperations",
        "EffectOfExchangeRateOnCash",
    }
)
_CHANGE = frozenset({"CashAndCashEquivalentsPeriodIncreaseDecrease", "CashPeriodIncreaseDecrease"})
_ZERO = Decimal(0)
_MORE = 2  # further lines that enter the change, at most

Column = tuple[Figure, list[Figure], list[Figure]]
Ends = tuple[Figure, list[Figure], Decimal]
"""Cash at the end, cash at the beginning and its change, and what they miss it by."""


def _columns(seen: Seen) -> Iterator[Column]:
    """By column: the change in cash, the flows and rates that it should be of, and the lines that
    stand between them.
    """
    columns: dict[tuple[int, int | None], list[Figure]] = defaultdict(list)
    for each in seen.once(figures)[StatementKind.CF]:
        columns[each.place.table, each.place.column].append(each)
    for column in columns.values():
        change = [each for each in column if each.concepts & _CHANGE]
        parts = [[each for each in column if each.concepts & names] for names in _PARTS]
        if len(change) != 1 or any(len(each) != 1 for each in parts):
            continue
        rates = [each for each in column if each.concepts & _RATES]
        known = [*(each[0] for each in parts), *rates]
        first = min(each.place.item or 0 for each in known)
        between = [
            each for each in column
            if each not in known and first < (each.place.item or 0) < (change[0].place.item or 0)
        ]  # fmt: skip
        yield change[0], known, between


def _missing(change: Figure, known: Sequence[Figure]) -> Decimal:
    """What the flows lack of the change; 0 within rounding."""
    missing = change.value - sum((each.value for each in known), _ZERO)
    return _ZERO if abs(missing) <= change.unit * len(known) else missing


@check("EQU005", Stage.TABLES, Consequence.DOUBT)
def other_change(seen: Seen) -> Iterator[Found]:
    """The three flows do not make the change in cash

    Cash flows of operating, investing and financing activities, with the effect of exchange rates,
    are not the change in cash, and no further line of the statement makes up for it. Those of the
    figures that no sum proves are marked as doubtful.

    Compare the lines: a slip of the filer, or a figure or sign that was misread.
    """
    for change, known, between in _columns(seen):
        missing = _missing(change, known)
        if not missing or _made_up(missing, change, between):
            continue
        sure = seen.once(proven)
        doubtful = [each for each in (change, *known) if each.span not in sure]
        if doubtful:
            yield Found(
                Severity.WARNING, span=change.span, others=tuple(each.span for each in known),
                message=f"the change in cash is {change.value:,f}, the flows make"
                f" {change.value - missing:,f}",
                doubt=tuple(each.span for each in doubtful),
            )  # fmt: skip


@check("EQU006", Stage.TABLES, Consequence.SAY)
def further_flows(seen: Seen) -> Iterator[Found]:
    """The change in cash has more parts than the three flows

    The filer prints further cash beside operating, investing and financing activities and the
    effect of exchange rates, as a rule that of operations that were discontinued. The figures are
    right as printed; the three alone do not make the change.

    Take the further line into account where you add up flows.
    """
    told: set[tuple[int, tuple[str, ...]]] = set()
    for change, known, between in _columns(seen):
        missing = _missing(change, known)
        made_up = _made_up(missing, change, between) if missing else ()
        key = change.place.table, tuple(each.caption for each in made_up)
        if made_up and key not in told:
            told.add(key)
            names = " and ".join(repr(each.caption) for each in made_up)
            yield Found(
                Severity.INFO, span=made_up[0].span, others=(change.span,),
                message=f"{names} enter the change in cash beside the three flows",
            )  # fmt: skip


@check("EQU011", Stage.TABLES, Consequence.DOUBT)
def other_ends(seen: Seen) -> Iterator[Found]:
    """Cash at the beginning and its change do not make cash at the end

    The statement of cash flows does not lead from the cash at the beginning of the period to that
    at its end, and no further line makes up for it. Those of the figures that no sum proves are
    marked as doubtful.

    Compare the lines: a slip of the filer, or a figure that was misread.
    """
    columns: dict[tuple[int, int | None], list[Figure]] = defaultdict(list)
    for each in seen.once(figures)[StatementKind.CF]:
        columns[each.place.table, each.place.column].append(each)
    found: dict[int, list[Ends]] = defaultdict(list)
    for (number, _), column in columns.items():
        table = seen.tables[number]
        change = [each for each in column if each.concepts & _CHANGE]
        cash = [each for each in column if each.concepts & CASH]
        opening = [each for each in cash if table.read.items[each.place.item or 0].opening]
        closing = [each for each in cash if each not in opening]
        if not len(change) == len(opening) == len(closing) == 1:
            continue
        ends, known = closing[0], [opening[0], change[0]]
        if any(total.total == ends.place.item for total in table.sums):
            continue  # a sum that nearly adds says more
        missing = _missing(ends, known)
        others = [each for each in column if each not in (ends, *known)]
        if missing and not _made_up(missing, ends, others):
            found[number].append((ends, known, missing))
    for columns_of_one in found.values():
        yield _of_ends(seen, columns_of_one)


def _of_ends(seen: Seen, found: Sequence[Ends]) -> Found:
    """One finding for a table, with the places in all its columns."""
    ends, _, missing = found[0]
    sure = seen.once(proven)
    places = [each.span for one, more, _ in found for each in (one, *more)]
    columns = f"in {len(found)} columns, " if len(found) > 1 else ""
    return Found(
        Severity.WARNING, span=ends.span, others=tuple(places[1:]),
        message=f"{columns}cash at the end is {ends.value:,f}, that at the beginning and the change"
        f" make {ends.value - missing:,f}",
        doubt=tuple(place for place in places if place not in sure),
    )  # fmt: skip


def _made_up(missing: Decimal, change: Figure, between: Sequence[Figure]) -> tuple[Figure, ...]:
    """The lines, one or two, that what is missing is made of."""
    for count in range(1, _MORE + 1):
        for chosen in combinations(between, count):
            if abs(sum((each.value for each in chosen), _ZERO) - missing) <= change.unit:
                return chosen
    return ()
