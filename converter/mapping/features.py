"""What is known of each line of a filing's statements, as words that a model can weigh.

    own caption     w:receivable  b:account_receivable  n:account (canonical)  d:allowance (detail)
    place           k:BS  s:assets_current  h:asset (heading without a key)  l:2  q:money  o:total
    arithmetic      t:asset (the total that it enters)  g:-t  c:inventory (a part of it)
    elsewhere       e:CF e:net e:income (the caption under which another statement has its figure)
    rules           r:us-gaap:Assets r+ (the row of the mapping tables), x:us-gaap:... (that lost)

A filing is one sequence: a line's neighbours, and the lines of the other statements, are seen by
the model itself. Order matters there, and here only the words do.
"""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from converter.mapping.match import match_heading
from converter.model.filing import StatementKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from decimal import Decimal

    from converter.mapping.match import Line, Match
    from converter.mapping.table import MappingTable
    from converter.model.lineitem import LineItem
    from converter.model.mapped import MappedTable
    from converter.model.xbrl import QName

LEARNED = (StatementKind.BS, StatementKind.IS, StatementKind.CF)
_WORD = re.compile(r"[a-z]+")
# where a caption's own words end and the detail begins: 'net of', 'less', '(', 'including', '$'
_DETAIL = re.compile(r"\((?!\w+\))|,? net of |,? less |,? includ|;|\$|\bpar value\b|:|,? of which ")
_WIDE = 500  # a figure of fewer digits is found elsewhere by chance


@dataclass(frozen=True, slots=True)
class Place:
    """A line of one of the tables, by their numbers, with its features."""

    table: int
    item: int
    words: tuple[str, ...]


def sequences(tables: Sequence[MappedTable], mapping: MappingTable) -> list[list[Place]]:
    """The lines with figures of the balance sheets, operations and cash flows, a filing's first of
    each kind together, and so on: the parent's own statements are read apart from the group's.
    """
    chains: list[list[int]] = []
    for number, table in enumerate(tables):
        if table.read.table.kind in LEARNED:
            for chain in chains:
                if not any(_again(tables[at], table) for at in chain):
                    chain.append(number)
                    break
            else:
                chains.append([number])
    out: list[list[Place]] = []
    for chain in chains:
        chain.sort(key=lambda at: (LEARNED.index(tables[at].read.table.kind), at))
        elsewhere = _figures(tables, chain)
        places = [
            place for at in chain for place in _lines(tables[at], at, mapping, elsewhere, tables)
        ]
        out.append(places)
    return out


def _again(one: MappedTable, other: MappedTable) -> bool:
    """Whether two tables are the same statement twice: the parent's and the group's, and not the
    assets in one table and the liabilities in the next.
    """
    if one.read.table.kind is not other.read.table.kind:
        return False
    first, second = (
        {concept.qname for claim in table.claims for concept in claim.concepts}
        for table in (one, other)
    )
    return 3 * len(first & second) > min(len(first), len(second))


def _figures(
    tables: Sequence[MappedTable], chain: Sequence[int]
) -> dict[tuple[Decimal, str], list[tuple[int, int]]]:
    """Where each amount of the newest column stands."""
    found: dict[tuple[Decimal, str], list[tuple[int, int]]] = {}
    for number in chain:
        for at, item in enumerate(tables[number].read.items):
            quantity = item.quantity.value
            for value in _large(_values(item)):
                found.setdefault((value, quantity), []).append((number, at))
    return found


def _values(item: LineItem) -> list[Decimal]:
    return [cell.figure.value for cell in item.row.cells]


def _large(values: Sequence[Decimal]) -> set[Decimal]:
    return {size for size in map(abs, values) if size >= _WIDE}


def _lines(
    table: MappedTable,
    number: int,
    mapping: MappingTable,
    elsewhere: dict[tuple[Decimal, str], list[tuple[int, int]]],
    tables: Sequence[MappedTable],
) -> Iterator[Place]:
    items = table.read.items
    kind = table.read.table.kind
    entering: dict[int, tuple[int, int]] = {}
    parts: dict[int, list[int]] = {}
    for found in table.sums:
        for part, weight in found.entering:
            entering.setdefault(part, (found.total, weight))
        parts[found.total] = [part for part, _ in found.parts]
    largest = max(
        (abs(c.figure.value) for i in items if i.quantity.value == "money" for c in i.row.cells),
        default=None,
    )
    figured = [at for at, item in enumerate(items) if item.row.cells]
    reads = mapping.normaliser.words
    name = kind.value
    under: dict[tuple[str, ...], list[str]] = {}  # many lines stand under the same headings
    into: dict[int, list[str]] = {}  # and enter the same total
    for order, at in enumerate(figured):
        item = items[at]
        quantity, values = item.quantity.value, _values(item)
        sign = _sign(values)
        words = [f"k:{name}", f"q:{quantity}{name}", f"l:{item.level}"]
        words += caption_words(item.caption, mapping)
        words.append(f"o:{item.role.value}")
        if item.opening:
            words.append("o:opening")
        if item.section not in under:
            under[item.section] = list(_sections(item.section, kind, mapping))
        words += under[item.section]
        words += _printed(values, sign, largest if quantity == "money" else None)
        words.append(f"i:{name}{min(order, 9)}")
        words.append(f"j:{name}{10 * order // len(figured)}")
        words.append(f"z:{name}{min(len(figured) - order, 6)}")
        if at in entering:
            total, weight = entering[at]
            if total not in into:
                into[total] = [f"t:{word}" for word in reads(items[total].caption)]
            words += into[total]
            words += [f"g:{weight}{name}", f"G:{sign * weight}{name}"]
        if at in parts:
            for part in parts[at][:12]:
                words += [f"c:{word}" for word in reads(items[part].caption)[:3]]
            words.append(f"C:{min(len(parts[at]), 6)}")
        seen = {
            place for value in _large(values) for place in elsewhere[value, quantity]
            if place != (number, at)
        }  # fmt: skip
        words += _elsewhere(sorted(seen)[:3], number, tables, mapping)
        claim = table.claims[at]
        words += _rules([c.qname for c in claim.concepts], claim.confidence, claim.candidates)
        yield Place(number, at, tuple(dict.fromkeys(words)))


@lru_cache(maxsize=16384)
def caption_words(caption: str, mapping: MappingTable) -> tuple[str, ...]:
    """The features of a caption alone."""
    text = caption.lower().replace("'", "").replace("\u2019", "")
    cut = _DETAIL.search(text, 1)
    own = _WORD.findall(text[: cut.start()] if cut else text)
    detail = _WORD.findall(text[cut.start() :]) if cut else []
    canonical = mapping.normaliser.words(caption)
    return (
        *(f"w:{word}" for word in own),
        *_pairs("b", own),
        *(f"d:{word}" for word in detail),
        *(f"n:{word}" for word in canonical),
        *_pairs("m", canonical),
        f"N:{'_'.join(canonical)}",
        f"p:{mapping.normaliser.polarity(caption)}",
    )


def _pairs(prefix: str, words: Sequence[str]) -> list[str]:
    """The words in pairs, with what stands before the first and after the last."""
    chain = ["^", *words, "$"]
    return [f"{prefix}:{one}_{two}" for one, two in itertools.pairwise(chain)]


def _sections(
    section: tuple[str, ...], kind: StatementKind, mapping: MappingTable
) -> Iterator[str]:
    for depth, heading in enumerate(reversed(section)):
        known = match_heading(heading, kind, mapping)
        if known is not None:
            yield f"s:{known.key}"
            if not depth:
                yield f"S:{known.key}"
        elif depth < 2:
            for word in mapping.normaliser.words(heading):
                yield f"h:{word}"


def _sign(values: Sequence[Decimal]) -> int:
    """1 where most figures of a line are printed without parentheses, -1 where with, 0 neither."""
    total = sum([(value > 0) - (value < 0) for value in values])
    return (total > 0) - (total < 0)


def _printed(values: Sequence[Decimal], sign: int, largest: Decimal | None) -> Iterator[str]:
    yield f"v:{sign}{'mixed' if min(values) < 0 < max(values) else ''}"
    if largest:
        share = max(map(abs, values)) / largest
        size = next((n for n, bound in enumerate((0.9, 0.5, 0.2, 0.05, 0.01)) if share > bound), 5)
        yield f"u:{size}"


def _elsewhere(
    places: Sequence[tuple[int, int]],
    own: int,
    tables: Sequence[MappedTable],
    mapping: MappingTable,
) -> Iterator[str]:
    """The captions of the lines, by table and item, that state one of a line's figures too."""
    for number, at in places:
        table = tables[number].read
        where = table.table.kind.value if number != own else "="
        yield f"e:{where}"
        for word in mapping.normaliser.words(table.items[at].caption):
            yield f"e{where}:{word}"


def _rules(
    concepts: Sequence[QName], confidence: float, candidates: Sequence[tuple[str, float]]
) -> Iterator[str]:
    for concept in concepts:
        yield f"r:{short(str(concept))}"
    if concepts:
        yield f"R:{int(confidence * 10)}"
    for name, _ in candidates[:3]:
        yield f"x:{short(name)}"


def alone(line: Line, found: Match, mapping: MappingTable) -> tuple[str, ...]:
    """The features of a line of which caption and headings are known, and no more."""
    kind = line.statement
    words = [f"k:{kind.value}", f"q:{line.kind or 'money'}{kind.value}"]
    words += caption_words(line.caption, mapping)
    words.append("o:total" if line.total else "o:item")
    words += _sections(line.section, kind, mapping)
    words += _rules(found.concepts, found.confidence, found.candidates)
    return tuple(words)


def short(name: str) -> str:
    """A concept's name as the features and the network have it: 'Assets', 'retro:...'."""
    return name.removeprefix("us-gaap:")


def qualified(name: str) -> str:
    """The way back from `short`: 'us-gaap:Assets'."""
    return name if ":" in name else f"us-gaap:{name}"
