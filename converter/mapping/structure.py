"""What a line cannot be, by where it stands: the bars of mappings/bars.tsv.

    Cost:
      Hardware sales     23,538
      Software            3,784     no expense of operations: it enters the cost of revenue
      Total cost         47,899     = total revenue 78,508 less gross profit 30,609
    Supplemental disclosures:
      Interest paid       1,475     no flow of the three kinds

A bar says of lines at a place which concepts they cannot be, or which alone they can; an element of
the filer's own they always can. Places are

    under   a heading above the line has one of the words, begins with it where '^' stands before it
    enters  the line enters, by proven sums, a total that is one of the concepts
    in      the line raises such a total
    through the line raises such a total by one of several others between them
    beside  another line that raises the same total as this one is one of the concepts
    says    the line's own caption has one of the words
    column  the line has a figure other than nought in a column whose head has one of the words

'Less: interest expense' among the revenues of a broker lowers them, and is an expense.
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Literal, get_args

from converter.dts.base import load_base
from converter.model.filing import StatementKind
from converter.resources import resource
from converter.tsv import MappingError, read_rows, words_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from converter.model.mapped import Summed

FIELDS = ("statement", "where", "what", "only", "never", "note")
_Where = Literal["under", "enters", "in", "through", "beside", "says", "column"]
# of two parts of a total: (total, the part that raises it) -> what the part that lowers it is
_LOWERING = {
    ("GrossProfit", "Revenues"): "CostOfRevenue",
    ("GrossProfit", "SalesRevenueNet"): "CostOfRevenue",
    ("GrossProfit", "SalesRevenueGoodsNet"): "CostOfRevenue",
}


@dataclass(frozen=True, slots=True)
class Bar:
    """A row of the table. Names of concepts are told by parts of them, those that begin with '^'
    by how they begin.

    only   () where any can be
    never  those that cannot be
    """

    statement: StatementKind
    where: _Where
    what: tuple[str, ...]
    only: tuple[str, ...]
    never: tuple[str, ...]

    def rules_out(self, name: str) -> bool:
        """Whether lines at the place cannot be a concept, by its `features.short` name."""
        if any(names(part, name) for part in self.never):
            return True
        return bool(self.only) and not any(names(part, name) for part in self.only)


def names(part: str, name: str) -> bool:
    """Whether part of a concept's name, or its beginning with '^' before it, is one of `name`."""
    return name.startswith(part[1:]) if part.startswith("^") else part in name


class Bars:
    """The rows of the table, and which hold under headings, which many lines below one ask."""

    def __init__(self, rows: Sequence[Bar]) -> None:
        self.rows = tuple(rows)
        self.under = lru_cache(maxsize=1024)(self._under)

    def _under(self, statement: StatementKind, section: tuple[str, ...]) -> tuple[Bar, ...]:
        """The bars that hold for what stands under headings."""
        headings = [heading.lower() for heading in section]
        return tuple(
            bar for bar in self.rows
            if bar.statement is statement and bar.where == "under"
            and any(names(each, heading) for each in bar.what for heading in headings)
        )  # fmt: skip


def bars_of(table: Summed, known: Bars) -> dict[int, tuple[Bar, ...]]:
    """The bars that hold for the lines of a statement, by item; lines without any are left out."""
    bars = [bar for bar in known.rows if bar.statement is table.read.table.kind]
    if not bars:
        return {}
    totals = _totals(table)
    told = {each for bar in bars if bar.where in ("enters", "in", "through") for each in bar.what}
    entered, raised, through, beside = _entered(table, totals, told)
    sums = {total.total for total in table.sums}
    by_sums = {"enters": entered, "in": raised, "through": through, "beside": beside}
    found: dict[int, tuple[Bar, ...]] = {}
    for at, item in enumerate(table.read.items):
        if not item.row.cells:
            continue
        under = known.under(table.read.table.kind, item.section)
        mine: list[Bar] = []
        for bar in bars:
            if bar.where == "column":
                holds = _in_column(table, at, bar.what)
            elif bar.where == "says":
                holds = any(names(each, item.caption.lower()) for each in bar.what)
            elif bar.where != "under":
                concepts = by_sums[bar.where].get(at)
                holds = concepts is not None and not concepts.isdisjoint(bar.what)
            else:
                # a total may close what a heading opened: what stands under that is its parts
                holds = bar in under and not (bar.only and at in sums)
            if holds:
                mine.append(bar)
        if mine:
            found[at] = tuple(mine)
    return found


def _in_column(table: Summed, at: int, words: tuple[str, ...]) -> bool:
    heads = table.read.table.columns
    return any(
        cell.figure.value and any(names(word, heads[cell.column].head.lower()) for word in words)
        for cell in table.read.items[at].row.cells
    )


_Names = dict[int, set[str]]


def _entered(
    table: Summed, totals: _Names, told: set[str]
) -> tuple[_Names, _Names, _Names, _Names]:
    """The concepts of the totals that each line enters, of those that it raises, by one sum after
    the other up to the first of which a bar is `told`; of those that it raises through others; and
    of what raises the same total beside it.
    """
    sums = {total.total: total.entering for total in table.sums}
    entered: _Names = {}
    raised: _Names = {}
    through: _Names = {}
    beside: _Names = {}
    for total, parts in sums.items():
        # only what a bar is told of is asked for; few totals have it
        names = totals.get(total, set()) & told
        for part, rising, between in _below(sums, totals, told, total) if names else ():
            entered.setdefault(part, set()).update(names)
            if rising and _positive(table, part):
                raised.setdefault(part, set()).update(names)
                if between:
                    through.setdefault(part, set()).update(names)
        raising = {part for part, weight in parts if weight > 0 and _positive(table, part)}
        for part in raising:
            for other in raising - {part}:
                beside.setdefault(part, set()).update(totals.get(other, ()))
    return entered, raised, through, beside


def _below(
    sums: Mapping[int, Sequence[tuple[int, int]]], totals: _Names, told: set[str], total: int
) -> Iterator[tuple[int, bool, bool]]:
    """The lines that a total is made of, by one sum after the other; whether each raises it, and
    whether it does so by one of several totals.
    """
    seen = {(total, 1, False)}
    left = [(total, 1, False)]
    while left:
        above, sign, between = left.pop()
        several = between or sum(part in sums for part, _ in sums.get(above, ())) > 1
        for part, weight in sums.get(above, ()):
            turned = sign if weight > 0 else -sign
            if part == total or (part, turned, between) in seen:
                continue
            seen.add((part, turned, between))
            yield part, turned > 0, between
            if not totals.get(part, set()) & told:
                left.append((part, turned, several))


def _positive(table: Summed, item: int) -> bool:
    values = [cell.figure.value for cell in table.read.items[item].row.cells]
    return any(values) and all(value >= 0 for value in values)


def _totals(table: Summed) -> dict[int, set[str]]:
    """The concepts of the lines, by item: those claimed, and what differences prove."""
    found = {
        at: {concept.qname.local for concept in claim.concepts}
        for at, claim in enumerate(table.claims) if claim.concepts
    }  # fmt: skip
    for total in table.sums:
        if len(total.parts) != 2 or {weight for _, weight in total.entering} != {1, -1}:
            continue
        ((raising, _), (lowering, _)) = sorted(total.entering, key=lambda part: -part[1])
        for (whole, part), name in _LOWERING.items():
            if whole in found.get(total.total, ()) and part in found.get(raising, ()):
                found.setdefault(lowering, set()).add(name)
    return found


def ruled_out(bars: Iterable[Bar], name: str) -> bool:
    return any(bar.rules_out(name) for bar in bars)


def load_bars() -> Bars:
    """The rows of mappings/bars.tsv.

    Raises:
        MappingError: a row that cannot be read, with file and line.
    """
    path = resource("mappings", "bars.tsv")
    found: list[Bar] = []
    for line, cells in read_rows(path, FIELDS):
        statement, where, what, only, never, _ = cells
        if where not in get_args(_Where) or statement not in {kind.value for kind in StatementKind}:
            raise MappingError(path, line, f"no place {statement!r} {where!r}")
        if not what or bool(only) == bool(never):
            raise MappingError(path, line, "a bar needs what it holds for, and only or never")
        lists = tuple(words_of(cell) for cell in (what, only, never))
        for part in itertools.chain(*lists[where in ("under", "says", "column") :]):
            check_named(path, line, part)
        found.append(Bar(StatementKind(statement), where, *lists))  # type: ignore[arg-type]
    return Bars(found)


@lru_cache(maxsize=1)  # of the packaged taxonomy; each row of two tables asks
def _all_names() -> str:
    """All concepts' names, a line each: one look finds a part of any of them."""
    known = load_base().names
    return "\n" + "\n".join(name for prefix in ("us-gaap", "retro") for name in known(prefix))


def check_named(path: Path, line: int, part: str) -> None:
    """Raises MappingError MAP002 where a part is in the name of no concept."""
    if (f"\n{part[1:]}" if part.startswith("^") else part) not in _all_names():
        raise MappingError(path, line, f"no concept has {part!r} in its name", "MAP002")
