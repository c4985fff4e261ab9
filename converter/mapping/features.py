"""What is known of each line of a filing's statements, as words that a model can weigh.

    own caption     w:receivable  b:account_receivable  n:account (canonical)  d:allowance (detail)
    place           k:BS  s:assets_current  h:asset (heading without a key)  l:2  q:money  o:total
    arithmetic      t:asset (the total that it enters)  g:-t  c:inventory (a part of it)
    elsewhere       e:CF e:net e:income (the caption under which another statement has its figure)
    rules           r:us-gaap:Assets r+ (the row of the mapping tables), x:us-gaap:... (that lost)

A filing is one sequence: a line's neighbours, and the lines of the other statements, are seen by
the model itself. Order matters there, and here only the words do.

The words of a line come in parts: those of its caption, of its headings, of its place. The parts
come again in other lines and filings, so a `Reader` keeps what was made of each.
"""

from __future__ import annotations

import bisect
import itertools
import re
from functools import lru_cache
from typing import TYPE_CHECKING, Generic, NamedTuple, TypeVar

from converter.model.filing import StatementKind

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from converter.mapping.match import Line, Match, Matcher
    from converter.model.mapped import Claim, Summed
    from converter.model.xbrl import QName
    from converter.wording.normalise import Normaliser

T = TypeVar("T")
Spot = tuple[int, int]  # a line, by the numbers of table and item
Values = dict[Spot, list[float]]  # printed figures

LEARNED = (StatementKind.BS, StatementKind.IS, StatementKind.CF)
_WORD = re.compile(r"[a-z]+")
# where a caption's own words end and the detail begins: 'net of', 'less', '(', 'including', '$'
_DETAIL = re.compile(r"\((?!\w+\))|,? net of |,? less |,? includ|;|\$|\bpar value\b|:|,? of which ")
_SHARES = (0.01, 0.05, 0.2, 0.5, 0.9)  # of the largest amount: bounds of the sizes of others
_ELSEWHERE = 3  # lines that are looked at
_WIDE = 500  # a figure of fewer digits is found elsewhere by chance


class Note(NamedTuple, Generic[T]):
    """What is known of a line.

    parts   its features, as a reader keeps them
    rules   the concepts that the mapping rows chose, by their `short` names
    losers  those that came near
    """

    parts: tuple[T, ...]
    rules: tuple[str, ...] = ()
    losers: tuple[str, ...] = ()


class Place(NamedTuple, Generic[T]):
    """A line of one of the tables, by their numbers."""

    table: int
    item: int
    note: Note[T]


def noted(words: Sequence[str], keep: Callable[[Iterable[str]], T]) -> Note[T]:
    """A line of which all the features are given."""
    return Note(
        (keep(words),), tuple(word[2:] for word in words if word.startswith("r:")),
        tuple(word[2:] for word in words if word.startswith("x:")),
    )  # fmt: skip


def themselves(words: Iterable[str]) -> tuple[str, ...]:
    """For a reader that keeps the words themselves, each once."""
    return tuple(dict.fromkeys(words))


def words_of(place: Place[tuple[str, ...]]) -> tuple[str, ...]:
    """All the features of a line of which the words themselves are kept."""
    return tuple(word for part in place.note.parts for word in part)


class Reader(Generic[T]):
    """Reads lines as features.

    keep  makes of a part's words what is kept of them: a model's numbers, or the words themselves
    """

    def __init__(self, matcher: Matcher, keep: Callable[[Iterable[str]], T]) -> None:
        self.matcher = matcher
        self._normaliser = matcher.table.normaliser
        self._keep = keep
        many, some = lru_cache(maxsize=8192), lru_cache(maxsize=2048)
        self.caption = many(self._caption)
        self.kind = some(self._kind)
        self.headings = some(self._headings)
        self.printed = some(self._printed)
        self.position = some(self._position)
        self.entering = some(self._entering)
        self.weight = some(self._weight)
        self.parts = some(self._parts)
        self.elsewhere = some(self._elsewhere)
        self.rules = many(self._rules)

    def _caption(self, caption: str) -> T:
        return self._keep(caption_words(caption, self._normaliser))

    def _kind(self, statement: str, quantity: str, level: int, role: str, opening: bool) -> T:
        words = (f"k:{statement}", f"q:{quantity}{statement}", f"l:{level}", f"o:{role}")
        return self._keep((*words, "o:opening") if opening else words)

    def _headings(self, section: tuple[str, ...], kind: StatementKind) -> T:
        return self._keep(_sections(section, kind, self.matcher))

    def _printed(self, sign: int, mixed: bool, size: int) -> T:
        value = f"v:{sign}{'mixed' if mixed else ''}"
        return self._keep((value, f"u:{size}") if size >= 0 else (value,))

    def _position(self, statement: str, order: int, tenth: int, left: int) -> T:
        return self._keep(
            (f"i:{statement}{order}", f"j:{statement}{tenth}", f"z:{statement}{left}")
        )

    def _entering(self, total: str) -> T:
        return self._keep(f"t:{word}" for word in self._normaliser.words(total))

    def _weight(self, statement: str, weight: int, sign: int) -> T:
        return self._keep((f"g:{weight}{statement}", f"G:{sign * weight}{statement}"))

    def _parts(self, captions: tuple[str, ...], count: int) -> T:
        reads = self._normaliser.words
        words = (f"c:{word}" for caption in captions for word in reads(caption)[:3])
        return self._keep((*words, f"C:{count}"))

    def _elsewhere(self, lines: tuple[tuple[str, str], ...]) -> T:
        """By statement, '=' for the line's own, and caption."""
        reads = self._normaliser.words
        return self._keep(
            word for where, caption in lines
            for word in (f"e:{where}", *(f"e{where}:{each}" for each in reads(caption)))
        )  # fmt: skip

    def _rules(
        self, concepts: tuple[QName, ...], confidence: int, candidates: tuple[str, ...]
    ) -> Note[T]:
        chosen = tuple(short(str(concept)) for concept in concepts)
        losers = tuple(short(name) for name in candidates)
        words = [f"r:{name}" for name in chosen]
        if chosen:
            words.append(f"R:{confidence}")
        words += [f"x:{name}" for name in losers]
        return Note((self._keep(words),), chosen, losers)


def sequences(tables: Sequence[Summed], reader: Reader[T]) -> list[list[Place[T]]]:
    """The lines with figures of the balance sheets, operations and cash flows, a filing's first of
    each kind together, and so on: the parent's own statements are read apart from the group's.
    """
    chains = _chains(tables)
    out: list[list[Place[T]]] = []
    for chain in chains:
        chain.sort(key=lambda at: (LEARNED.index(tables[at].read.table.kind), at))
        values = {
            (number, at): [float(cell.figure.value) for cell in item.row.cells]
            for number in chain
            for at, item in enumerate(tables[number].read.items)
            if item.row.cells
        }
        elsewhere = _elsewhere(tables, values)
        out.append([
            place for number in chain for place in _lines(tables, number, values, elsewhere, reader)
        ])  # fmt: skip
    return out


_Named = tuple[StatementKind, frozenset["QName"]]


def _chains(tables: Sequence[Summed]) -> list[list[int]]:
    """The numbers of the tables that are read together. A chain that has a statement already has
    it for good, so one that is filed a hundred times goes on where the last of them found room.
    """
    chains: list[list[int]] = []
    named: list[list[_Named]] = []  # by chain, those that can be there again
    room: dict[_Named, int] = {}
    for number, table in enumerate(tables):
        if table.read.table.kind not in LEARNED:
            continue
        own = _named(table)
        at = room.get(own, 0)
        while at < len(chains) and any(_again(other, own) for other in named[at]):
            at += 1
        if at == len(chains):
            chains.append([])
            named.append([])
        chains[at].append(number)
        if own[1]:
            named[at].append(own)
            room[own] = at
    return chains


def _named(table: Summed) -> _Named:
    return table.read.table.kind, frozenset(
        concept.qname for claim in table.claims for concept in claim.concepts
    )


def _again(one: _Named, other: _Named) -> bool:
    """Whether two tables are the same statement twice: the parent's and the group's, and not the
    assets in one table and the liabilities in the next.
    """
    first, second = one[1], other[1]
    return one[0] is other[0] and 3 * len(first & second) > min(len(first), len(second))


def _elsewhere(tables: Sequence[Summed], values: Values) -> dict[Spot, list[Spot]]:
    """The first lines that state one of a line's large amounts too, for lines that have such."""
    places: dict[tuple[float, str], list[Spot]] = {}
    for (table, at), mine in values.items():
        quantity = tables[table].read.items[at].quantity.value
        for amount in {size for value in mine if (size := abs(value)) >= _WIDE}:
            places.setdefault((amount, quantity), []).append((table, at))
    found: dict[Spot, set[Spot]] = {}
    for same in places.values():
        if len(same) > 1:
            first = sorted(same)[: _ELSEWHERE + 1]  # one of them is the line's own
            for line in same:
                found.setdefault(line, set()).update(first)
    return {line: sorted(same - {line})[:_ELSEWHERE] for line, same in found.items()}


def _lines(
    tables: Sequence[Summed], number: int, values: Values,
    elsewhere: Mapping[Spot, Sequence[Spot]], reader: Reader[T],
) -> Iterator[Place[T]]:  # fmt: skip
    table = tables[number]
    items = table.read.items
    kind = table.read.table.kind
    name = kind.value
    entering: dict[int, tuple[int, int]] = {}
    parts: dict[int, list[int]] = {}
    for found in table.sums:
        for part, weight in found.entering:
            entering.setdefault(part, (found.total, weight))
        parts[found.total] = [part for part, _ in found.parts]
    figured = [at for at, item in enumerate(items) if item.row.cells]
    money = [at for at in figured if items[at].quantity.value == "money"]
    largest = max((abs(value) for at in money for value in values[number, at]), default=0.0)
    for order, at in enumerate(figured):
        item, mine = items[at], values[number, at]
        quantity = item.quantity.value
        sign = _sign(mine)
        known = [
            reader.caption(item.caption),
            reader.kind(name, quantity, item.level, item.role.value, item.opening),
            reader.headings(item.section, kind),
            reader.printed(
                sign, min(mine) < 0 < max(mine),
                _size(mine, largest) if largest and quantity == "money" else -1,
            ),
            reader.position(
                name, min(order, 9), 10 * order // len(figured), min(len(figured) - order, 6)
            ),
        ]  # fmt: skip
        if at in entering:
            total, weight = entering[at]
            known.append(reader.entering(items[total].caption))
            known.append(reader.weight(name, weight, sign))
        if at in parts:
            captions = tuple(items[part].caption for part in parts[at][:12])
            known.append(reader.parts(captions, min(len(parts[at]), 6)))
        if (number, at) in elsewhere:
            known.append(reader.elsewhere(tuple(
                (tables[other].read.table.kind.value if other != number else "=",
                 tables[other].read.items[line].caption)
                for other, line in elsewhere[number, at]
            )))  # fmt: skip
        said = _said(table.claims[at], reader)
        yield Place(number, at, Note((*known, *said.parts), said.rules, said.losers))


def _said(claim: Claim, reader: Reader[T]) -> Note[T]:
    """What the rows say of a line."""
    return reader.rules(
        tuple([concept.qname for concept in claim.concepts]), int(claim.confidence * 10),
        tuple([name for name, _ in claim.candidates[:3]]),
    )  # fmt: skip


def caption_words(caption: str, normaliser: Normaliser) -> tuple[str, ...]:
    """The features of a caption alone."""
    text = caption.lower().replace("'", "").replace("\u2019", "")
    cut = _DETAIL.search(text, 1)
    own = _WORD.findall(text[: cut.start()] if cut else text)
    detail = _WORD.findall(text[cut.start() :]) if cut else []
    canonical = normaliser.words(caption)
    return (
        *(f"w:{word}" for word in own),
        *_pairs("b", own),
        *(f"d:{word}" for word in detail),
        *(f"n:{word}" for word in canonical),
        *_pairs("m", canonical),
        f"N:{'_'.join(canonical)}",
        f"p:{normaliser.polarity(caption)}",
    )


def _pairs(prefix: str, words: Sequence[str]) -> list[str]:
    """The words in pairs, with what stands before the first and after the last."""
    chain = ["^", *words, "$"]
    return [f"{prefix}:{one}_{two}" for one, two in itertools.pairwise(chain)]


def _sections(section: tuple[str, ...], kind: StatementKind, matcher: Matcher) -> Iterator[str]:
    for depth, heading in enumerate(reversed(section)):
        known = matcher.heading(heading, kind)
        if known is not None:
            yield f"s:{known.key}"
            if not depth:
                yield f"S:{known.key}"
        elif depth < 2:
            for word in matcher.table.normaliser.words(heading):
                yield f"h:{word}"


def _sign(values: Sequence[float]) -> int:
    """1 where most figures of a line are printed without parentheses, -1 where with, 0 neither."""
    total = sum([(value > 0) - (value < 0) for value in values])
    return (total > 0) - (total < 0)


def _size(values: Sequence[float], largest: float) -> int:
    """0 for the statement's largest amounts, 5 for its smallest."""
    return len(_SHARES) - bisect.bisect_left(_SHARES, max(*values, -min(values)) / largest)


def alone(line: Line, found: Match, matcher: Matcher) -> tuple[str, ...]:
    """The features of a line of which caption and headings are known, and no more."""
    kind = line.statement
    words = [f"k:{kind.value}", f"q:{line.figures or 'money'}{kind.value}"]
    words += caption_words(line.caption, matcher.table.normaliser)
    words.append("o:total" if line.total else "o:item")
    words += _sections(line.section, kind, matcher)
    words += [f"r:{short(str(concept))}" for concept in found.concepts]
    if found.concepts:
        words.append(f"R:{int(found.confidence * 10)}")
    words += [f"x:{short(name)}" for name, _ in found.candidates[:3]]
    return tuple(words)


def whole(caption: str, normaliser: Normaliser) -> str:
    """The feature that is a whole caption."""
    return f"N:{'_'.join(normaliser.words(caption))}"


def short(name: str) -> str:
    """A concept's name as the features and the network have it: 'Assets', 'retro:...'."""
    return name.removeprefix("us-gaap:")


def qualified(name: str) -> str:
    """The way back from `short`: 'us-gaap:Assets'."""
    return name if ":" in name else f"us-gaap:{name}"
