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
    brings  the line's figures enter such a total with what they add, each of them
    takes   the same with what they take away
    turns   the same, and adds in one year what it takes away in another
    apart   the line enters the first of two totals, and not by the second, which enters it too
    beside  another line that raises the same total as this one is one of the concepts
    says    the line's own caption has one of the words
    silent  neither the line's own caption nor a heading above it has one of the words
    moves   by the balance sheet the line is the change of `assets` or `liabilities` (changes.py)
    outside the line's own caption has one of the words, and it stands under no heading of equity
    column  the line has a figure other than nought in a column whose head has one of the words
    has     a line of the company's statements of the kind has one of the words
    lacks   no line of the company's statements of the kind has one of the words, no heading begins
            with one that '^' stands before, and the line's own caption has none

'Less: interest expense' among the revenues of a broker lowers them, and is an expense.
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, Literal, get_args

from converter.dts.base import load_base
from converter.mapping.changes import moved
from converter.model.filing import StatementKind
from converter.resources import resource
from converter.tsv import MappingError, read_rows, words_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from converter.model.mapped import Summed

FIELDS = ("statement", "where", "what", "only", "never", "note")
_Where = Literal[
    "under",
    "enters",
    "in",
    "through",
    "brings",
    "takes",
    "turns",
    "beside",
    "says",
    "silent",
    "column",
    "has",
    "lacks",
    "moves",
    "outside",
    "apart",
]
_BY_SUMS = ("enters", "in", "through", "brings", "takes", "turns")
_TOLD = (*_BY_SUMS, "apart")  # places that concepts of totals tell
_WORDS = (
    "under",
    "says",
    "silent",
    "column",
    "has",
    "lacks",
    "moves",
    "outside",
)  # places that words tell, and no concepts
_NONE: frozenset[str] = frozenset()
# of two parts of a total: (total, the part that raises it) -> what the part that lowers it is
_LOWERING = {
    ("GrossProfit", "Revenues"): "CostOfRevenue",
    ("GrossProfit", "SalesRevenueNet"): "CostOfRevenue",
    ("GrossProfit", "SalesRevenueGoodsNet"): "CostOfRevenue",
}


@dataclass(frozen=True, slots=True, eq=False)
class Bar:
    """A row of the table, none the same as another. Names of concepts are told by parts of them,
    those that begin with '^' by how they begin, those that end in '$' by how they end; `A but B`
    are those with A without B.

    only   () where any can be
    never  those that cannot be
    """

    statement: StatementKind
    where: _Where
    what: tuple[str, ...]
    only: tuple[str, ...]
    never: tuple[str, ...]
    _told: dict[str, bool] = field(default_factory=dict, init=False, repr=False)

    def rules_out(self, name: str) -> bool:
        """Whether lines at the place cannot be a concept, by its `features.short` name."""
        out = self._told.get(name)
        if out is None:
            allowed = not self.only or any(names(part, name) for part in self.only)
            out = not allowed or any(names(part, name) for part in self.never)
            self._told[name] = out  # asked of the same few names, line for line
        return out


def names(part: str, name: str) -> bool:
    """Whether part of a concept's name, its beginning with '^' before it, its end with '$' after
    it, is one of `name`, and what 'but' names is not.
    """
    part, _, but = part.partition(" but ")
    if but and names(but, name):
        return False
    if part.endswith("$"):
        whole = part[:-1]
        return name == whole[1:] if whole.startswith("^") else name.endswith(whole)
    return name.startswith(part[1:]) if part.startswith("^") else part in name


class Bars:
    """The rows of the table, and which hold under headings, which many lines below one ask."""

    def __init__(self, rows: Sequence[Bar]) -> None:
        self.rows = tuple(rows)
        self.under = lru_cache(maxsize=1024)(self._under)
        self.worded = lru_cache(maxsize=8192)(self._worded)

    def _under(self, statement: StatementKind, section: tuple[str, ...]) -> tuple[Bar, ...]:
        """The bars that hold for what stands under headings."""
        headings = [heading.lower() for heading in section]
        return tuple(
            bar for bar in self.rows
            if bar.statement is statement and bar.where == "under"
            and any(names(each, heading) for each in bar.what for heading in headings)
        )  # fmt: skip

    def _worded(
        self, statement: StatementKind, caption: str, section: tuple[str, ...]
    ) -> frozenset[Bar]:
        """The bars that hold for a line by its own words, and those of the headings above it."""
        said = caption.lower()
        above = tuple(each.lower() for each in section)
        found: set[Bar] = set()
        for bar in self.rows:
            if bar.statement is not statement:
                continue
            if bar.where in ("says", "outside"):
                holds = any(names(each, said) for each in bar.what)
                holds = holds and not (bar.where == "outside" and _of_equity(above))
            elif bar.where == "silent":
                holds = not any(names(each, words) for words in (said, *above) for each in bar.what)
            else:
                holds = bar.where == "lacks" and not any(
                    word.lstrip("^") in said for word in bar.what
                )
            if holds:
                found.add(bar)
        return frozenset(found)


def bars_of(
    table: Summed, known: Bars, beside: Sequence[Summed] = ()
) -> dict[int, tuple[Bar, ...]]:
    """The bars that hold for the lines of a statement, by item; lines without any are left out.

    beside  the company's other statements, of which those of the kind are its further pages
    """
    bars = [bar for bar in known.rows if bar.statement is table.read.table.kind]
    if not bars:
        return {}
    totals = _totals(table)
    told = {each for bar in bars if bar.where in _TOLD for each in bar.what}
    by_sums = _entered(table, totals, told)
    sums = {total.total for total in table.sums}
    pages = [table, *(one for one in beside if one.read.table.kind is table.read.table.kind)]
    bars = [
        bar for bar in bars
        if bar.where not in ("has", "lacks")
        or _said(pages, bar.what) is (bar.where == "has")
    ]  # fmt: skip
    changes = moved(table, beside)
    found: dict[int, tuple[Bar, ...]] = {}
    for at, item in enumerate(table.read.items):
        if not item.row.cells:
            continue
        under = known.under(table.read.table.kind, item.section)
        worded = known.worded(table.read.table.kind, item.caption, item.section)
        mine: list[Bar] = []
        for bar in bars:
            if bar.where in by_sums:
                holds = not by_sums[bar.where].get(at, _NONE).isdisjoint(bar.what)
            elif bar.where == "under":
                # a total may close what a heading opened: what stands under that is its parts
                holds = bar in under and not (bar.only and at in sums)
            elif bar.where == "apart":
                holds = _apart(by_sums.get("enters", {}), totals, at, bar.what)
            else:
                holds = bar in worded or _of_line(table, at, bar, changes.get(at))
            if holds:
                mine.append(bar)
        if mine:
            found[at] = tuple(mine)
    return found


def _apart(entered: _Names, totals: _Names, at: int, what: Sequence[str]) -> bool:
    """Whether a line enters the first of two totals, not by the second, which enters it too."""
    whole, part = what
    own = entered.get(at, _NONE)
    return (
        whole in own
        and part not in own
        and part not in totals.get(at, _NONE)
        and any(
            part in names and whole in entered.get(other, _NONE) for other, names in totals.items()
        )
    )


def _of_line(table: Summed, at: int, bar: Bar, moves: str | None) -> bool:
    """Whether a bar holds for a line by the balance sheet, its columns or its statement."""
    if bar.where == "moves":
        return moves in bar.what
    return bar.where == "has" or (bar.where == "column" and _in_column(table, at, bar.what))


def _of_equity(headings: Iterable[str]) -> bool:
    """Whether one of the headings above a line is of equity, and not of liabilities and equity."""
    return any(
        ("equity" in heading or "deficit" in heading) and "liabilit" not in heading
        for heading in headings
    )


def _said(pages: Sequence[Summed], words: tuple[str, ...]) -> bool:
    """Whether a line has one of the words, or a heading begins with one after '^'."""
    for item in itertools.chain(*(page.read.items for page in pages)):
        caption = item.caption.lower()
        heading = not item.row.cells
        if any(names(word, caption) for word in words if heading or not word.startswith("^")):
            return True
    return False


def _in_column(table: Summed, at: int, words: tuple[str, ...]) -> bool:
    heads = table.read.table.columns
    return any(
        cell.figure.value and any(names(word, heads[cell.column].head.lower()) for word in words)
        for cell in table.read.items[at].row.cells
    )


_Names = dict[int, set[str]]


def _entered(table: Summed, totals: _Names, told: set[str]) -> dict[str, _Names]:
    """By the place of a bar, the concepts of the totals that each line enters so, by one sum after
    the other up to the first of which a bar is `told`; 'beside' has what raises the same total.
    """
    sums = {total.total: total.entering for total in table.sums}
    found: dict[str, _Names] = {}

    def note(where: str, part: int, names: Iterable[str]) -> None:
        found.setdefault(where, {}).setdefault(part, set()).update(names)

    lowering = {part for parts in sums.values() for part, weight in parts if weight < 0}
    uses = lowering if table.read.table.kind is StatementKind.CF else set()
    for total, parts in sums.items():
        # only what a bar is told of is asked for; few totals have it
        names = totals.get(total, set()) & told
        way = -1 if total in uses else 1  # 'used in investing' that the change in cash is less
        for part, rising, between in _below(sums, totals, told, total) if names else ():
            note("enters", part, names)
            for where in _ways(table, part, way if rising else -way):
                note(where, part, names)
            if rising and _one_way(table, part, 1):
                note("in", part, names)
                if between:
                    note("through", part, names)
        raising = {part for part, weight in parts if weight > 0 and _one_way(table, part, 1)}
        for part in raising:
            for other in raising - {part}:
                note("beside", part, totals.get(other, ()))
    return found


def _ways(table: Summed, part: int, sign: int) -> Iterator[str]:
    """Whether a line that adds with `sign` brings cash to a total, takes it, or does both."""
    if _one_way(table, part, sign):
        yield "brings"
    if _one_way(table, part, -sign):
        yield "takes"
    if not (_one_way(table, part, 1) or _one_way(table, part, -1)):
        yield "turns"


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


def _one_way(table: Summed, item: int, sign: int) -> bool:
    """Whether no figure of a line has the other sign, and one at least is none of nought."""
    values = [sign * cell.figure.value for cell in table.read.items[item].row.cells]
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
        for part in itertools.chain(*lists[where in _WORDS :]):
            check_named(path, line, part)
        found.append(Bar(StatementKind(statement), where, *lists))  # type: ignore[arg-type]
    return Bars(found)


@lru_cache(maxsize=1)  # of the packaged taxonomy; each row of two tables asks
def _all_names() -> str:
    """All concepts' names, a line each: one look finds a part of any of them."""
    known = load_base().names
    return "\n".join(["", *(name for prefix in ("us-gaap", "retro") for name in known(prefix)), ""])


def check_named(path: Path, line: int, part: str) -> None:
    """Raises MappingError MAP002 where a part is in the name of no concept."""
    kept = part.partition(" but ")[0]
    sought = f"\n{kept[1:]}" if kept.startswith("^") else kept
    sought = f"{sought[:-1]}\n" if sought.endswith("$") else sought
    if sought not in _all_names():
        raise MappingError(path, line, f"no concept has {part!r} in its name", "MAP002")
