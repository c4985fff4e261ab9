"""Amounts per share against one another: those of continuing operations, of what was discontinued,
of extraordinary items, and of changes in accounting add up to those of net income.

    Income from continuing operations      $  0.57    $ (0.28)
    Discontinued operations                   0.29         --
    Net earnings (loss)                    $  0.88    $ (0.28)     0.57 + 0.29 = 0.86

Each is rounded by itself, so that they may miss by a cent or two.
"""

from __future__ import annotations

import re
from decimal import Decimal
from enum import Enum
from typing import TYPE_CHECKING, NamedTuple

from converter.checks.registry import Consequence, Found, Place, Seen, Stage, check
from converter.model.filing import StatementKind
from converter.model.finding import Severity
from converter.text.units import Quantity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from converter.model.mapped import Decided
    from converter.model.xbrl import Concept

_KINDS = (StatementKind.IS, StatementKind.CI)
_TOTAL = re.compile(r"EarningsPerShare(?:Basic|Diluted|Primary|FullyDiluted)$")
_SUBTOTAL = re.compile(r"IncomeLoss(?:FromContinuingOperations|Before\w+)Per\w*Share\w*$")
_ADDEND = re.compile(
    r"(?:IncomeLossFromDiscontinuedOperations|IncomeLossFromExtraordinaryItems"
    r"|CumulativeEffectOfChangeInAccountingPrinciple)\w*Per\w*Share\w*$"
)
_DILUTED = re.compile(r"Diluted")
_KIND = re.compile(r"^(?!.*Before).*?(Discontinued|Extraordinary|CumulativeEffect)")
_ZERO = Decimal(0)


class _Part(Enum):
    TOTAL = "net income"
    SUBTOTAL = "before what follows"
    ADDEND = "what follows"


class _Chain(NamedTuple):
    """Lines of which the first and those between add up to the last."""

    parts: tuple[int, ...]
    total: int


@check("EPS006", Stage.TABLES, Consequence.DOUBT)
def parts_apart(seen: Seen) -> Iterator[Found]:
    """Amounts per share do not add up

    Earnings per share of continuing operations, and those of what was discontinued, of
    extraordinary items and changes in accounting, do not add up to those of net income in this
    column, by more than rounding; in the others they do. The facts of the column's amounts are
    marked as doubtful.

    Compare them with the printed page: a digit, a sign or the point of one of them is wrong.
    """
    for number, table in enumerate(seen.tables):
        if table.read.table.kind not in _KINDS:
            continue
        told: set[int] = set()
        for diluted in (False, True):
            for chain in _chains(table, diluted=diluted):
                for column in _off(table, chain):
                    cells = [
                        (at, cell) for at in (*chain.parts, chain.total)
                        if (cell := table.read.items[at].row.cell(column)) is not None
                    ]  # fmt: skip
                    total = cells[-1][1]
                    if total.span.start in told:
                        continue  # one line that is both basic and diluted
                    told.add(total.span.start)
                    figures = " and ".join(f"{cell.figure.value:,}" for _, cell in cells[:-1])
                    yield Found(
                        Severity.WARNING, span=total.span,
                        message=f"{table.read.items[chain.total].caption!r} is"
                        f" {total.figure.value:,}, to which its parts {figures} do not add up",
                        others=tuple(cell.span for _, cell in cells[:-1]),
                        doubt=tuple(Place(number, at, column) for at, _ in cells),
                    )  # fmt: skip


def _chains(table: Decided, *, diluted: bool) -> Iterator[_Chain]:
    """The runs of lines that add up to a subtotal or to net income, of basic or of diluted
    amounts; a line per share that is none of them ends a run.
    """
    parts: list[int] = []
    for at, item in enumerate(table.read.items):
        if not item.row.cells or item.quantity is not Quantity.PER_SHARE or item.group:
            continue
        part = _part(table, at, diluted=diluted)
        if part is _Part.ADDEND:
            parts = [*parts, at] if parts else []
        elif part in (_Part.SUBTOTAL, _Part.TOTAL):
            if len(parts) > 1:
                yield _Chain(tuple(parts), at)
            parts = [at] if part is _Part.SUBTOTAL else []
        elif _part(table, at, diluted=not diluted) is None:
            parts = []


def _part(table: Decided, at: int, *, diluted: bool) -> _Part | None:
    """What a line is of the basic, or of the diluted, earnings per share."""
    for concept in table.claims[at].concepts:
        name = concept.qname.local
        if bool(_DILUTED.search(name)) is diluted:
            for part, pattern in (
                (_Part.TOTAL, _TOTAL), (_Part.SUBTOTAL, _SUBTOTAL), (_Part.ADDEND, _ADDEND),
            ):  # fmt: skip
                if pattern.match(name):
                    return part
    return None


def _off(table: Decided, chain: _Chain) -> list[int]:
    """The column in which alone the parts do not add up; none where they do in no other."""
    items = table.read.items
    columns = [cell.column for cell in items[chain.total].row.cells if cell.figure.value]
    first = items[chain.parts[0]].row
    columns = [at for at in columns if first.cell(at) is not None]
    off = [at for at in columns if _misses(table, chain, at)]
    return off if len(off) == 1 and len(columns) > 1 else []


def _misses(table: Decided, chain: _Chain, column: int) -> bool:
    """Whether the parts miss the total by more than half a unit each, and its own. What is nothing
    in money is none of them.
    """
    items = table.read.items
    parts = [
        cell for at in chain.parts
        if (cell := items[at].row.cell(column)) is not None
        and (cell.figure.value or not _nothing(table, at, column))
    ]  # fmt: skip
    total = items[chain.total].row.cell(column)
    if total is None:
        return False
    unit = Decimal(1).scaleb(-max(cell.figure.places for cell in (total, *parts)))
    missing = abs(total.figure.value - sum((cell.figure.value for cell in parts), _ZERO))
    return missing > unit * (len(parts) + 1) / 2 if len(parts) > 1 else missing != 0


def _nothing(table: Decided, at: int, column: int) -> bool:
    """Whether the line of money that an amount per share is of has a dash in the column."""
    kinds = {kind for concept in table.claims[at].concepts if (kind := _kind(concept))}
    for item, claim in zip(table.read.items, table.claims, strict=True):
        money = item.quantity is Quantity.MONEY and item.row.cells
        if money and kinds & {_kind(concept) for concept in claim.concepts}:
            cell = item.row.cell(column)
            return cell is None or not cell.figure.value
    return False


def _kind(concept: Concept) -> str:
    """What an addend is, in money or per share."""
    found = _KIND.search(concept.qname.local)
    return found.group(1) if found else ""
