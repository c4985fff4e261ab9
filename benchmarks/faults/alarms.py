"""What the undamaged filings are warned of: each is to be read, some are false by gold.

A warning is false when facts stand in the lines that it speaks of (or in the table, where it stands
above the rows) and gold has the value and the period of each of them.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from benchmarks.faults.judge import told
from benchmarks.measures.scoring import read_gold
from converter.model.filing import PRIMARY
from converter.model.xbrl import Duration

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from benchmarks.measures.scoring import Gold
    from converter.model.finding import Finding
    from converter.model.table import TextTable
    from converter.model.xbrl import Fact
    from converter.pipeline import Conversion

_NEAR = dt.timedelta(7)


@dataclass(frozen=True, slots=True)
class Alarm:
    """A warning or an error of an undamaged filing.

    statement  the kind of the primary statement that it stands in; '' elsewhere
    confirmed  gold has every fact that it speaks of; None where there is no gold, or no such fact
    """

    file: str
    line: int
    code: str
    severity: str
    message: str
    statement: str
    confirmed: bool | None


def gold_of(path: Path) -> list[Gold]:
    """The gold beside a filing, or in the folder `gold` beside it; [] where there is none."""
    for gold in (path.with_suffix(".gold.tsv"), path.parent / "gold" / f"{path.stem}.tsv"):
        if gold.exists():
            return read_gold(gold)
    return []


def alarms(path: Path, conversion: Conversion) -> list[Alarm]:
    gold = gold_of(path)
    return [
        Alarm(
            path.name, finding.span.line if finding.span else 0, finding.code,
            finding.severity.value, finding.message, _statement(finding, conversion),
            _confirmed(_concerned(finding, conversion), gold) if gold else None,
        )
        for finding in told(conversion.findings)
    ]  # fmt: skip


def _concerned(finding: Finding, conversion: Conversion) -> list[Fact]:
    spans = [span for span in (finding.span, *finding.others) if span is not None]
    lines = {span.line for span in spans}
    facts = [fact for fact in conversion.report.facts if isinstance(fact.value, Decimal)]
    found = [fact for fact in facts if fact.span and fact.span.line in lines]
    if found or finding.span is None:
        return found
    table = _table(finding.span.line, conversion)
    if table is None or finding.span.line >= table.rows[0].line:
        return []
    return [f for f in facts if f.span and table.first <= f.span.line <= table.last]


def _statement(finding: Finding, conversion: Conversion) -> str:
    table = _table(finding.span.line, conversion) if finding.span else None
    return table.kind.value if table and table.kind in PRIMARY else ""


def _table(line: int, conversion: Conversion) -> TextTable | None:
    """The table that a line is in, with the titles above it."""
    tables = [table.read.table for table in conversion.mapped if table.read.table.rows]
    return next((each for each in tables if each.first - 3 <= line <= each.last), None)


def _confirmed(facts: Iterable[Fact], gold: Iterable[Gold]) -> bool | None:
    known: dict[Decimal, list[Gold]] = {}
    for cell in gold:
        known.setdefault(abs(cell.value), []).append(cell)
    held = [any(_same(fact, cell) for cell in known.get(abs(fact.value), ())) for fact in facts]  # type: ignore[arg-type]
    return all(held) if held else None


def _same(fact: Fact, cell: Gold) -> bool:
    period = fact.context.period
    if isinstance(period, Duration):
        if cell.start is None or abs(period.start - cell.start) > _NEAR:
            return False
    elif cell.start is not None:
        return False
    return abs(period.end - cell.end) <= _NEAR


def statements(conversion: Conversion) -> int:
    """How many primary statements were taken."""
    return sum(table.read.table.kind in PRIMARY for table in conversion.mapped)
