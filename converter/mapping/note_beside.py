"""Parts of the company side by side in notes: segments, places.

                        Solid     Hazardous    Eliminations    Consolidated
    1993                waste         waste
    Revenue             4,704           661            (229)          5,136     the statement's
    Depreciation          471            72               -             543

A column that is the sum of the others in each line, but for totals within it, and what a statement
has for that year in two lines at least, proves the lines and the year. Each part is a member; what
is unallocated or eliminated is none.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from converter.mapping.note_parts import are_places
from converter.mapping.note_values import by_heading
from converter.model.lineitem import Group
from converter.model.mapped import Claim, Detail
from converter.model.xbrl import DataType, Instant
from converter.text.cells import BESIDE_WORDS
from converter.text.dates import is_period_text
from converter.text.units import Quantity
from converter.wording.normalise import packaged_normaliser

if TYPE_CHECKING:
    from collections.abc import Sequence

    from converter.mapping.note_registry import Kind, Registry
    from converter.mapping.note_values import Statements
    from converter.model.lineitem import LineItem
    from converter.model.mapped import Decided
    from converter.model.xbrl import Duration, Period

_PARTS = "segments"  # the kind whose lines say what parts are called
_LEAST = Decimal(100)
_SURE = Decimal(1000)  # no amount of so many digits is another's by chance
_FEW = 2  # lines or columns
_WITHIN = re.compile(
    r"(?:sub-?)?totals?\b.*|.*\b(?:sub-?)?totals?|(?:all |reportable |operating )?segments",
    re.IGNORECASE,
)
_HYPHEN = re.compile(r"(?<=[a-z])- (?=[a-z])")  # of a word on two lines
# a name that was cut: it begins or ends in the middle
_CUT = re.compile(r"^(?:&|and\b|of\b|[,;)/])|(?:&|\band|\bof|[,;(/-])$", re.IGNORECASE)

Columns = tuple["Sequence[int]", "Sequence[int]", int]
"""Those of parts, of totals within the whole, and of the whole."""
Told = dict[tuple[int, int], tuple[Claim, "Period"]]


def beside(
    table: Decided, kind: Kind, registry: Registry, statements: Statements
) -> Decided | None:
    """The table with the statements' concepts for its parts, where it is proven; else None."""
    read = table.read
    used = sorted(
        {cell.column for item in read.items for cell in item.row.cells if cell.figure.value}
    )
    if len(used) <= _FEW or any(read.columns[at].shares or read.columns[at].group for at in used):
        return None
    total = used[-1]
    names = {at: _name(table, at) for at in used[:-1]}
    if not all(names.values()) or len(set(names.values())) < len(names):
        return None
    rows = {at: registry.line(_PARTS, name, ()) for at, name in names.items()}
    parts = [at for at, row in rows.items() if row is None or row.use == "place"]
    place = are_places(table)
    if place is None or len(parts) < _FEW:
        return None
    within = [at for at, name in names.items() if _WITHIN.fullmatch(name)]
    told = _twice(table, _proven(table, (parts, within, total), statements, kind), statements)
    concepts = {claim.concepts for claim, _ in told.values()}
    if not told or (not place and len(concepts) < _FEW):  # products have revenues alone
        return None
    groups = {at: Group(names[at], place=place) for at in parts}
    return _decided(table, kind, told, groups)


def _proven(table: Decided, columns: Columns, statements: Statements, kind: Kind) -> Told:
    """What is told of each block of lines, for the year that most of its lines fit."""
    told: Told = {}
    stated = {column.duration for column in table.read.columns}
    span = next(iter(stated)) if len(stated) == 1 else None
    first = [year for year in statements.years if span in (None, year)]
    for years, lines in by_heading(table, statements, first):
        found = [_of_year(table, lines, year, columns, statements, kind) for year in years]
        best = max(found, key=len, default={})
        if len({at for at, _ in best}) >= (1 if len(years) == 1 else _FEW):
            told |= best
    return told


def _name(table: Decided, at: int) -> str:
    """What stands over a column and over no other; '' where that is no whole name."""
    heads = [
        head.text
        for head in sorted(table.read.table.boxhead, key=lambda each: each.level)
        if head.first == head.last == at and not is_period_text(head.text)
    ]
    name = _HYPHEN.sub("", BESIDE_WORDS.sub("", " ".join(heads)).strip(" :.-"))
    return "" if _CUT.search(name) or not any(sign.isalpha() for sign in name) else name


def _of_year(
    table: Decided, lines: Sequence[int], year: Duration, columns: Columns,
    statements: Statements, kind: Kind,
) -> Told:  # fmt: skip
    """The cells of the lines whose parts add up to what a statement has for a year."""
    parts, within, total = columns
    found: Told = {}
    for at in lines:
        item = table.read.items[at]
        whole = item.row.cell(total)
        others = [
            cell for cell in item.row.cells if cell.column != total and cell.column not in within
        ]
        if whole is None or item.quantity is not Quantity.MONEY or len(others) < _FEW:
            continue
        value = whole.figure.value
        if abs(value) < _LEAST or sum((c.figure.value for c in others), Decimal(0)) != value:
            continue
        if not all(_adds_up(item, at, within) for at in within):
            continue
        money = (item.units or table.read.units).money
        claim = statements.named(
            abs(value).scaleb(money), year, item.caption, table.claims[at], sure=abs(value) >= _SURE
        )
        if claim is None or any(c.datatype is not DataType.MONETARY for c in claim.concepts):
            continue
        instant = claim.concepts[0].period_type == "instant"
        period: Period = Instant(date=year.end) if instant else year
        claim = replace(claim, rule=f"note-table.{kind.id}")
        for cell in item.row.cells:
            if cell.column in parts or cell.column == total:
                found[at, cell.column] = claim, period
    return found


def _adds_up(item: LineItem, at: int, within: Sequence[int]) -> bool:
    """Whether a total within the whole is the sum of what stands left of it, up to another."""
    cell = item.row.cell(at)
    after = max((each for each in within if each < at), default=-1)
    parts = [each.figure.value for each in item.row.cells if after < each.column < at]
    return cell is None or sum(parts, Decimal(0)) == cell.figure.value


def _twice(table: Decided, told: Told, statements: Statements) -> Told:
    """What was told, without lines of other words than the statement's that equal it but once."""
    words = packaged_normaliser().words
    lines = {at: claim for (at, _), (claim, _) in told.items()}
    times = Counter(
        (words(table.read.items[at].caption), claim.concepts) for at, claim in lines.items()
    )
    sure = {
        at
        for at, claim in lines.items()
        if times[words(table.read.items[at].caption), claim.concepts] > 1
        or statements.speaks_of(claim, table.read.items[at].caption, table.claims[at])
    }
    return {place: value for place, value in told.items() if place[0] in sure}


def _decided(table: Decided, kind: Kind, told: Told, groups: dict[int, Group]) -> Decided:
    left = table.read.places - told.keys()
    columns = tuple(
        replace(column, group=groups.get(column.index)) for column in table.read.columns
    )
    return replace(
        table, read=replace(table.read, columns=columns),
        claims=tuple(Claim() for _ in table.claims),
        cells={place: claim for place, (claim, _) in told.items()},
        sums=(), unproven=(), left_out=table.left_out | left,
        detail=Detail(
            (kind.id,), {at: kind.noun for at, _ in told}, instant=False,
            periods={place: period for place, (_, period) in told.items()},
        ),
    )  # fmt: skip
