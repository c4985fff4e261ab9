"""In how many statements of equity each component adds up from opening to closing.

    python -m benchmarks.measures.equity PATH...         counts over filings, by halves of names
    python -m benchmarks.measures.equity PATH... --list  each component that does not add up

PATH is a filing or a folder of filings. A component is a column of amounts or of shares, or a part
of the statement where these stand one below the other. Between two balances of it what is printed
in its lines must be the difference, each line rounded for itself; a line that only sums up others
of the same stretch is not counted twice. Statements without two balances of any component are
counted apart: what they lack says why.
"""

from __future__ import annotations

import sys
from collections import Counter
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from converter.model.filing import StatementKind
from converter.model.finding import ConversionError
from converter.model.xbrl import Instant
from converter.pipeline import Options, analyse, load, prepare

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Sequence

    from converter.model.mapped import Decided

LEFT_OUT = tuple("ABMS")  # first letters of the file names that nothing is tuned on


@dataclass(frozen=True, slots=True)
class Stretch:
    """A component between two balances, and by how much its lines miss the difference."""

    component: str
    first: int
    last: int
    missed: Decimal


def stretches(table: Decided) -> Iterator[Stretch]:
    """What each component of a statement of equity adds up to, balance by balance."""
    if table.parts:
        yield from _below(table)
    else:
        yield from _beside(table)


def _beside(table: Decided) -> Iterator[Stretch]:
    """Components in columns: balances are the lines that have a date for their period."""
    items = table.read.items
    for column in table.read.columns:
        name = column.column.head or f"column {column.index + 1}"
        balances = [
            at
            for at, item in enumerate(items)
            if isinstance(item.period, Instant) and item.row.cell(column.index) is not None
        ]
        for first, last in pairwise(balances):
            if _day(table, first) < _day(table, last):  # else another chain begins
                yield _stretch(table, name, column.index, first, last, range(first + 1, last))


def _day(table: Decided, at: int) -> dt.date:
    period = table.read.items[at].period
    assert isinstance(period, Instant)
    return period.date


def _below(table: Decided) -> Iterator[Stretch]:
    """Components one below the other: what the sums carry forward, by column."""
    for at, part in enumerate(table.parts):
        if at and part == table.parts[at - 1]:
            continue
        rows = [row for row in range(at, len(table.parts)) if table.parts[row] == part]
        opening = [row for row in rows if table.read.items[row].opening]
        with_figures = [row for row in rows if table.read.items[row].row.cells]
        if not opening or len(with_figures) < 2 or (part.member is None and not part.name):
            continue
        closing = (
            total.total
            for total in table.sums
            if total.total in with_figures and opening[0] in {part for part, _ in total.parts}
        )
        first, last = opening[0], next(closing, with_figures[-1])
        name = part.name or (part.member.local if part.member else "")
        for column in table.read.columns:
            cells = (table.read.items[row].row.cell(column.index) for row in (first, last))
            if all(cell is not None for cell in cells):
                inside = [row for row in with_figures if first < row < last]
                yield _stretch(table, name, column.index, first, last, inside)


def _stretch(
    table: Decided, name: str, column: int, first: int, last: int, between: Sequence[int]
) -> Stretch:
    items = table.read.items
    values: dict[int, Decimal] = {}
    for at in (first, *between, last):
        cell = items[at].row.cell(column)
        if cell is not None:
            values[at] = cell.figure.value
    inside = {at for at in values if at not in (first, last)}
    best = min(
        abs(values[last] - values[first] - sum((values[at] for at in counted), Decimal(0)))
        for counted in (inside, inside - _summed(values, sorted(inside)))
    )
    allowed = Decimal((len(inside) + 2) // 2) * _unit(table, column, values)
    return Stretch(name, first, last, Decimal(0) if best <= allowed else best)


def _summed(values: dict[int, Decimal], inside: Sequence[int]) -> set[int]:
    """The lines that are the sum of what stands above them, as comprehensive income is."""
    found: set[int] = set()
    for place, at in enumerate(inside):
        total, parts = Decimal(0), 0
        for above in reversed(inside[:place]):
            if above in found:
                continue
            total += values[above]
            parts += bool(values[above])
            if parts > 1 and total == values[at]:
                found.add(at)
                break
    return found


def _unit(table: Decided, column: int, values: dict[int, Decimal]) -> Decimal:
    """One in the last printed place."""
    cells = (table.read.items[at].row.cell(column) for at in values)
    return Decimal(1).scaleb(-max(cell.figure.places for cell in cells if cell is not None))


def main(arguments: Sequence[str]) -> int:
    """Prints the counts, and with --list each failure."""
    told = "--list" in arguments
    paths = [Path(each) for each in arguments if not each.startswith("--")]
    files = sorted(
        file for path in paths for file in ([path] if path.is_file() else path.glob("*.txt"))
    )
    prepare(Options())
    counts: Counter[tuple[str, str]] = Counter()
    for file in files:
        half = "left out" if file.name[0].upper() in LEFT_OUT else "others"
        try:
            done = analyse(load(file), file.stem, Options())
        except ConversionError:
            continue
        for table in done.mapped:
            if table.read.table.kind is not StatementKind.EQ:
                continue
            counts[half, "statements"] += 1
            _count(file.stem, table, counts, half, told=told)
    for half in ("left out", "others"):
        own = {what: number for (of, what), number in counts.items() if of == half}
        print(half, *(f"{what} {number}" for what, number in sorted(own.items())), sep="; ")
    return 0


def _count(
    name: str, table: Decided, counts: Counter[tuple[str, str]], half: str, *, told: bool
) -> None:
    found = list(stretches(table))
    place = f"{name} line {table.read.table.first}"
    if not found:
        counts[half, "without two balances"] += 1
        if told:
            print(f"{place}: no component has two balances")
        return
    failed = [each for each in found if each.missed]
    components = {each.component for each in found}
    bad = {each.component for each in failed}
    counts[half, "components"] += len(components)
    counts[half, "components that add up"] += len(components) - len(bad)
    counts[half, "statements that add up" if not bad else "statements that do not"] += 1
    for each in failed if told else ():
        caption = table.read.items[each.last].caption
        print(
            f"{place}: {each.component!r} to {caption!r} ({each.first}-{each.last}) {each.missed}"
        )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
