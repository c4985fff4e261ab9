"""Findings: what was doubtful, where, and what to do about it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar

from converter.model.base import Model
from converter.model.source import Span

T = TypeVar("T")


class Severity(StrEnum):
    """INFO: worth knowing; WARNING: something was left out or is doubtful; ERROR: the printed
    figures contradict each other, or the input could not be converted.
    """

    INFO = "info"
    WARNING = "warning"
    ERROR = "error"


class Finding(Model):
    """code      e.g. 'CAL001'; `converter.checks.explained` tells what each means
    span      where, or None when it is about the filing as a whole
    others    further places that take part (the other print of a contradicted figure)
    hint      what the user can do, one sentence, or ''
    doubts    places whose facts are doubtful by it; None where `span` and `others` are these
    """

    code: str
    severity: Severity
    message: str
    span: Span | None = None
    others: tuple[Span, ...] = ()
    hint: str = ""
    doubts: tuple[Span, ...] | None = None

    @property
    def doubtful(self) -> tuple[Span, ...]:
        """The places whose facts are doubtful by it. What is worth knowing alone doubts none."""
        if self.doubts is not None:
            return self.doubts
        if self.severity is Severity.INFO:
            return ()
        return (self.span, *self.others) if self.span else self.others

    def text(self, name: str) -> str:
        """One line for the terminal: 'filing.txt:412:38 CAL001 message; hint'."""
        where = f"{name}:{self.span}" if self.span else name
        tail = f"; {self.hint}" if self.hint else ""
        return f"{where} {self.code} {self.message}{tail}"


@dataclass(frozen=True, slots=True)
class Result(Generic[T]):
    """What a stage returns: its value and what it found on the way."""

    value: T
    findings: tuple[Finding, ...] = ()


class ConversionError(Exception):
    """An input that cannot be converted at all; carries the finding that says why."""

    def __init__(self, finding: Finding) -> None:
        super().__init__(finding.message)
        self.finding = finding


def fault(done: str, error: Exception) -> Finding:
    """INT001: the program failed at a filing, which could not be `done` ('read', ...)."""
    return Finding(
        code="INT001", severity=Severity.ERROR,
        message=f"could not be {done}: {type(error).__name__}: {error}",
        hint="this is a fault of the program: please report it with the file",
    )  # fmt: skip


def unchecked(code: str, error: Exception) -> Finding:
    """INT002: a check failed, so that nothing is known of what it looks for."""
    return Finding(
        code="INT002", severity=Severity.WARNING,
        message=f"the check {code} failed: {type(error).__name__}: {error}",
        hint="this is a fault of the program: please report it with the file",
    )  # fmt: skip
