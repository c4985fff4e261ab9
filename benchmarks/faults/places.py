"""Where a fault can be put into a filing: the printed places of facts of primary statements.

A place belongs to a kind of fault and has the characters that the fault changes. It knows what it
concerns: the lines, the totals above them, the head of the table, the key items. Only what the
undamaged conversion made facts of is a place: a fault elsewhere would prove nothing.
"""

from __future__ import annotations

import itertools
import re
from collections import defaultdict
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING

from converter.model.filing import PRIMARY
from converter.model.lineitem import Role
from converter.text.units import Quantity

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from converter.model.lineitem import LineItem
    from converter.model.mapped import Decided
    from converter.model.source import SourceText
    from converter.model.table import Cell
    from converter.model.xbrl import Fact
    from converter.pipeline import Conversion

KINDS = (
    "item digit",
    "total digit",
    "item exchanged",
    "total exchanged",
    "heads exchanged",
    "scale removed",
    "year mistyped",
    "row doubled",
    "row removed",
    "point lost",
    "parentheses lost",
    "parenthesis lost",
    "comma as point",
    "digit as letter",
)
"""The kinds of faults: a digit changed, two digits exchanged (in an item, in a total); two column
heads exchanged; the words of the scale removed; a year mistyped in a head; a row twice; a row
gone; the decimal point of an amount per share lost; both parentheses lost, or one; a comma typed
as a point; 0 or 1 typed as a letter."""

KEYS = {
    "total assets": ("Assets",),
    "revenues": ("Revenues", "SalesRevenueNet", "SalesRevenueGoodsNet"),
    "net income": ("NetIncomeLoss", "ProfitLoss"),
    "earnings per share": (
        "EarningsPerShareBasic",
        "EarningsPerShareDiluted",
        "EarningsPerShareBasicAndDiluted",
        "IncomeLossFromContinuingOperationsPerBasicShare",
        "IncomeLossFromContinuingOperationsPerDilutedShare",
    ),
    "cash": ("CashAndCashEquivalentsAtCarryingValue", "Cash"),
}
OTHER = "other items"
_KEY_OF = {name: key for key, names in KEYS.items() for name in names}
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_SCALE = re.compile(
    r"\(?[^()\n]*\b(?:in|of)\s+(?:thousands|millions|billions)\b[^()\n]*\)?"
    r"|\(?[^()\n]*\b(?:thousands|millions)\s+of\s+(?:u\.?s\.?\s+)?dollars\b[^()\n]*\)?"
    r"|\(?[^()\n]*(?:\$\s?000'?s?|\b000'?s)\b[^()\n]*\)?",
    re.IGNORECASE,
)
_WIDE = re.compile(r"\s{3,}")
_TELLS = 8  # shorter captions are words of many a message
_BARE = re.compile(r"[\d.,]*\d[\d.,]*")
_BEFORE = re.compile(r"\([ $]*$")
_AFTER = re.compile(r" *\)")


@dataclass(frozen=True, slots=True)
class Place:
    """One fault's place.

    spans    the characters that are changed: (start, end) in the source
    lines    numbers of the lines that the fault is in
    totals   numbers of the lines of the totals that the lines enter, up to the last
    reach    first and last line where a finding speaks of the fault as well: the table with its
             head for what concerns whole columns, its head for a row that is gone, else (0, 0)
    names    the caption, or the title: what a finding can name
    keys     the key items whose facts stand there; `OTHER` for others
    statement, caption   for the list of what came of it
    """

    kind: str
    spans: tuple[tuple[int, int], ...]
    lines: frozenset[int]
    totals: frozenset[int]
    reach: tuple[int, int]
    names: tuple[str, ...]
    keys: frozenset[str]
    statement: str
    caption: str

    @property
    def offset(self) -> int:
        return self.spans[0][0]


@dataclass(slots=True)
class _Ground:
    """A primary table with the facts that stand in it, by the start of their characters."""

    source: SourceText
    table: Decided
    facts: dict[int, list[Fact]]
    top: int
    parents: dict[int, set[int]] = field(default_factory=lambda: defaultdict(set))

    def __post_init__(self) -> None:
        for total in self.table.sums:
            for part, _ in total.parts:
                self.parents[part].add(total.total)

    def keys(self, cells: Iterable[Cell]) -> frozenset[str]:
        found = [fact for cell in cells for fact in self.facts.get(cell.span.start, ())]
        return frozenset(_KEY_OF.get(fact.concept.local, OTHER) for fact in found)

    def totals(self, item: int) -> frozenset[int]:
        """The lines of the totals that an item enters, at once or through others."""
        seen: set[int] = set()
        waiting = [item]
        while waiting:
            for total in self.parents.get(waiting.pop(), ()):
                if total not in seen:
                    seen.add(total)
                    waiting.append(total)
        return frozenset(self.table.read.items[at].row.line for at in seen)

    def place(
        self, kind: str, spans: Iterable[tuple[int, int]], cells: Iterable[Cell],
        item: int | None = None,
    ) -> Place:  # fmt: skip
        """`item`: the row that it is in; None for a fault of the head."""
        spans, read = tuple(spans), self.table.read
        lines = {
            number
            for start, end in spans
            for number in range(self._line(start), self._line(max(start, end - 1)) + 1)
        }
        name, totals, reach = read.table.title, frozenset[int](), (self.top, read.table.last)
        if item is not None:
            row = read.items[item].row
            lines |= {row.line, *(piece.line for piece in row.pieces)}
            above = (self.top, read.table.rows[0].line - 1)
            name, totals = row.caption, self.totals(item)
            reach = above if kind == "row removed" else (0, 0)
        names = (name,) if len(name) >= _TELLS else ()
        return Place(
            kind, spans, frozenset(lines), totals, reach, names, self.keys(cells),
            read.table.kind.value, name,
        )  # fmt: skip

    def _line(self, offset: int) -> int:
        return self.source.span(offset, offset).line


def places(conversion: Conversion) -> list[Place]:
    """All places of a conversion, in the order of the text."""
    source = conversion.filing.source
    facts: dict[int, list[Fact]] = defaultdict(list)
    for fact in conversion.report.facts:
        if fact.span and fact.printed and isinstance(fact.value, Decimal):
            facts[fact.span.start].append(fact)
    found: list[Place] = []
    for table in conversion.mapped:
        inner = table.read.table
        if inner.kind in PRIMARY and inner.rows:
            tops = [
                s.title_span.line for s in conversion.sections if s.first <= inner.first <= s.last
            ]
            ground = _Ground(source, table, facts, min([*tops, inner.first]))
            found += _in_rows(ground)
            found += _in_head(ground)
    return sorted(found, key=lambda each: (each.offset, each.kind))


def _in_rows(ground: _Ground) -> Iterator[Place]:
    read = ground.table.read
    summed = {total.total for total in ground.table.sums}
    for at, item in enumerate(read.items):
        cells = [
            c
            for c in item.row.cells
            if c.span.start in ground.facts and _BARE.fullmatch(ground.source.cut(c.span))
        ]
        for cell in cells:
            total = at in summed or item.role is Role.TOTAL
            for kind, span in _of_cell(ground.source, item, cell, total=total):
                yield ground.place(kind, span, [cell], at)
        block = _block(ground, at)
        if cells and block:
            for kind in ("row doubled", "row removed"):
                yield ground.place(kind, [block], cells, at)


def _of_cell(
    source: SourceText, item: LineItem, cell: Cell, *, total: bool
) -> Iterator[tuple[str, list[tuple[int, int]]]]:
    """The kinds of faults that a cell's figure can have, each with its characters."""
    text, span = source.cut(cell.span), (cell.span.start, cell.span.end)
    what = "total" if total else "item"
    digits = re.sub(r"\D", "", text)
    yield f"{what} digit", [span]
    pairs = enumerate(itertools.pairwise(digits))
    if any(one != other and (at or other != "0") for at, (one, other) in pairs):
        yield f"{what} exchanged", [span]
    if "." in text and item.quantity is Quantity.PER_SHARE:
        yield "point lost", [span]
    if "," in text:
        yield "comma as point", [span]
    if "0" in digits or "1" in digits:
        yield "digit as letter", [span]
    line = source.starts[cell.span.line - 1]
    before = _BEFORE.search(source.text[line : cell.span.start])
    after = _AFTER.match(source.text, cell.span.end)
    if before and after:
        opening = line + before.start()
        pair = [(opening, opening + 1), (after.end() - 1, after.end())]
        yield "parentheses lost", pair
        yield "parenthesis lost", pair


def _block(ground: _Ground, at: int) -> tuple[int, int] | None:
    """The characters of a row's lines, whole; None where another row stands between them."""
    row, source = ground.table.read.items[at].row, ground.source
    numbers = {row.line, *(piece.line for piece in row.pieces), *(c.span.line for c in row.cells)}
    first, last = min(numbers), max(numbers)
    others = {o.row.line for n, o in enumerate(ground.table.read.items) if n != at}
    if numbers != set(range(first, last + 1)) or others & numbers or last >= source.line_count:
        return None
    return source.starts[first - 1], source.starts[last]


def _in_head(ground: _Ground) -> Iterator[Place]:
    read, source = ground.table.read, ground.source
    by_column: dict[int, list[Cell]] = defaultdict(list)
    for item in read.items:
        for cell in item.row.cells:
            if cell.span.start in ground.facts:
                by_column[cell.column].append(cell)
    own: dict[int, dict[int, tuple[str, tuple[int, int]]]] = defaultdict(dict)
    for spanner in read.table.boxhead:
        cut = source.cut(spanner.span)
        over = [c for at in range(spanner.first, spanner.last + 1) for c in by_column.get(at, ())]
        if cut != spanner.text or not over:
            continue
        if spanner.first == spanner.last:
            own[spanner.first][spanner.level] = cut, (spanner.span.start, spanner.span.end)
        for year in _YEAR.finditer(cut):
            start = spanner.span.start + year.start()
            yield ground.place("year mistyped", [(start, start + 4)], over)
    yield from _heads(ground, own, by_column)
    if read.units.stated and read.units.money:
        yield from _scales(ground, [c for cells in by_column.values() for c in cells])


def _heads(
    ground: _Ground, own: dict[int, dict[int, tuple[str, tuple[int, int]]]],
    by_column: dict[int, list[Cell]],
) -> Iterator[Place]:  # fmt: skip
    """Pairs of columns whose heads differ, each with the characters in turn: one, other, ..."""
    columns = ground.table.read.columns
    dated = [c.index for c in columns if (c.instant or c.duration) and own.get(c.index)]
    for number, one in enumerate(dated):
        for other in dated[number + 1 :]:
            spans: list[tuple[int, int]] = []
            for level in sorted(set(own[one]) & set(own[other])):
                (text, span), (second, at) = own[one][level], own[other][level]
                if text != second:
                    spans += [span, at]
            if spans and any(_YEAR.search(ground.source.text, *span) for span in spans):
                cells = by_column[one] + by_column[other]
                yield ground.place("heads exchanged", spans, cells)


def _scales(ground: _Ground, cells: list[Cell]) -> Iterator[Place]:
    """The one place above the rows that states the scale; where two do, one alone is no loss."""
    found: list[tuple[int, int]] = []
    for number in range(ground.top, ground.table.read.table.rows[0].line):
        start, line = ground.source.starts[number - 1], ground.source.line(number)
        at = 0
        for piece in [*_WIDE.split(line)]:
            at = line.index(piece, at)
            match = _SCALE.search(piece)
            if match and match.group().strip():
                found.append((start + at + match.start(), start + at + match.end()))
            at += len(piece)
    if len(found) == 1:
        yield ground.place("scale removed", found, cells)
