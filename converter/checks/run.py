"""Runs the registered checks of a stage, and does what follows from what they find."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from importlib import import_module
from pkgutil import iter_modules
from typing import TYPE_CHECKING

from converter import checks
from converter.checks.registry import CHECKS, Check, Consequence, Found, Place, Seen, Stage
from converter.model.finding import Finding, Result, unchecked

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from converter.model.mapped import Decided
    from converter.model.source import Span

# each module of the folder registers its checks
for _module in iter_modules(checks.__path__):
    import_module(f"{checks.__name__}.{_module.name}")


def check_tables(seen: Seen) -> Result[tuple[Decided, ...]]:
    """The tables without what checks leave out; the facts that are doubtful stand in the findings'
    `doubts`.
    """
    findings: list[Finding] = []
    left_out: list[Place] = []
    for finding, places in _run(seen, Stage.TABLES):
        findings.append(finding)
        left_out += places
    return Result(_without(seen.tables, left_out), tuple(findings))


def check_report(seen: Seen) -> tuple[Finding, ...]:
    """What is found once the facts are made."""
    return tuple(finding for finding, _ in _run(seen, Stage.REPORT))


def _run(seen: Seen, stage: Stage) -> Iterator[tuple[Finding, Sequence[Place]]]:
    """What the checks of a stage find, each with what it leaves out. One that fails is told of, and
    loses neither the facts nor what the others find.
    """
    for _, each in sorted(CHECKS.items()):  # none sees what another has found
        if each.stage is not stage:
            continue
        try:
            found = tuple(each.run(seen))
        except Exception as error:  # noqa: BLE001 what no author foresaw may be anything
            yield unchecked(each.code, error), ()
            continue
        for one in found:
            yield _finding(each, one, seen), one.leave_out


def _finding(each: Check, found: Found, seen: Seen) -> Finding:
    if found.leave_out and each.most is not Consequence.LEAVE_OUT:
        raise ValueError(f"{each.code} leaves out figures, and is not registered as one that may")
    if found.doubt and each.most is Consequence.SAY:
        raise ValueError(f"{each.code} doubts facts, and is not registered as one that may")
    doubts: list[Span] = []
    for place in found.doubt:
        doubts += spans_of(seen.tables, place) if isinstance(place, Place) else [place]
    return Finding(
        code=each.code, severity=found.severity, message=found.message, span=found.span,
        others=found.others, hint=found.hint, doubts=tuple(dict.fromkeys(doubts)),
    )  # fmt: skip


def spans_of(tables: Sequence[Decided], place: Place) -> list[Span]:
    """The printed characters of a place's figures."""
    return [
        tables[place.table].read.items[at].row.cells[index].span
        for at, index in _cells(tables[place.table], place)
    ]


def _cells(table: Decided, place: Place) -> Iterator[tuple[int, int]]:
    """(item, index of the cell in its row) of the cells of a place."""
    for at, item in enumerate(table.read.items):
        if place.item is None or place.item == at:
            for index, cell in enumerate(item.row.cells):
                if place.column is None or place.column == cell.column:
                    yield at, index


def _without(tables: Sequence[Decided], left_out: Iterable[Place]) -> tuple[Decided, ...]:
    """The tables with the figures of places marked as left out. A column that is left out whole has
    no period any more, so that the amounts in captions are not dated by it either.
    """
    by_table: dict[int, list[Place]] = defaultdict(list)
    for place in left_out:
        by_table[place.table].append(place)
    out = list(tables)
    for number, places in by_table.items():
        table = out[number]
        cells = {
            (at, table.read.items[at].row.cells[index].column)
            for place in places
            for at, index in _cells(table, place)
        }
        whole = {place.column for place in places if place.item is None}
        columns = tuple(
            replace(column, instant=None, duration=None) if whole & {column.index, None} else column
            for column in table.read.columns
        )
        out[number] = replace(
            table, read=replace(table.read, columns=columns), left_out=table.left_out | cells
        )
    return tuple(out)
