"""What a check is, what it sees, and what follows from what it finds.

    @check("CAL004", Stage.TABLES, Consequence.DOUBT)
    def across(seen: Seen) -> Iterator[Found]:
        \"\"\"An equity row does not add up across

        The components of a row of the equity statement do not add up to its total.

        Compare with the printed row: the filer's slip, or a figure in the wrong column.
        \"\"\"

The function's docstring is what `retroxbrl explain CAL004` prints: a title line, what was seen, and
what the user can do in the last paragraph. Each has a case in tests/checks/test_check_cases.py.
To add one: write it in a module of this folder; CONTRIBUTING.md tells more.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple, TypeVar, cast

if TYPE_CHECKING:
    from converter.model.candidate import Candidate
    from converter.model.decisions import Decisions
    from converter.model.filing import Filing
    from converter.model.finding import Finding, Severity
    from converter.model.mapped import Decided
    from converter.model.schedule import Schedule
    from converter.model.source import Span
    from converter.model.xbrl import Report

T = TypeVar("T")


class Stage(StrEnum):
    """When a check runs: TABLES are mapped, added up, and their periods proven, all of a filing
    together; at REPORT its facts are made too.
    """

    TABLES = "tables"
    REPORT = "report"


class Consequence(StrEnum):
    """What may follow at most: SAY it; DOUBT the facts of a place, which then say so themselves; or
    LEAVE_OUT the figures of a place (at the stage of tables alone: facts hang together).
    """

    SAY = "say"
    DOUBT = "doubt"
    LEAVE_OUT = "leave out"


class Place(NamedTuple):
    """Cells of a table, all three by index: a cell; a column where `item` is None, a line where
    `column` is None.
    """

    table: int
    item: int | None = None
    column: int | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """One thing that a check found; its code is the check's.

    doubt      places whose facts are doubtful by it: cells, or printed characters
    leave_out  places whose figures become no facts
    """

    severity: Severity
    message: str
    span: Span | None = None
    others: tuple[Span, ...] = ()
    hint: str = ""
    doubt: tuple[Place | Span, ...] = ()
    leave_out: tuple[Place, ...] = ()


@dataclass(frozen=True, eq=False)
class Seen:
    """What checks look at.

    tables      every table that was mapped, in the text's order
    report      None before the stage of the report
    candidates  what was weighed as a statement, taken or not
    findings    what was found on the way
    decisions   what the report decided where places disagree; None before it is made
    schedules   the filer's Financial Data Schedules
    """

    filing: Filing
    tables: tuple[Decided, ...]
    report: Report | None = None
    candidates: tuple[Candidate, ...] = ()
    findings: tuple[Finding, ...] = ()
    decisions: Decisions | None = None
    schedules: tuple[Schedule, ...] = ()
    _made: dict[object, object] = field(default_factory=dict, repr=False)

    def once(self, make: Callable[[Seen], T]) -> T:
        """What several checks need, made for the first that asks."""
        if make not in self._made:
            self._made[make] = make(self)
        return cast("T", self._made[make])


Run = Callable[[Seen], Iterable[Found]]


class Check(NamedTuple):
    """A registered check; `run` has its explanation as docstring."""

    code: str
    stage: Stage
    most: Consequence
    run: Run


CHECKS: dict[str, Check] = {}
"""The checks by code; whole once `checks.run` is imported."""


def check(code: str, stage: Stage, most: Consequence) -> Callable[[Run], Run]:
    """Registers a function as the check that gives `code`.

    Raises:
        ValueError: another check gives it, or figures would be left out of a finished report.
    """
    if code in CHECKS:
        raise ValueError(f"two checks give {code}")
    if stage is Stage.REPORT and most is Consequence.LEAVE_OUT:
        raise ValueError(f"{code}: nothing can be left out once the facts are made")

    def register(run: Run) -> Run:
        CHECKS[code] = Check(code, stage, most, run)
        return run

    return register
