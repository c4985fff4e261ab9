"""What a filing's blocks of figures were judged to be, and which statements it was found to hold:

lines 931-972   BS   25.0   taken
    captions    +14.0   38 of 41 captions are those of a balance sheet
    sums         +6.0   total assets 19,950 stands twice
    title        +5.0   CONSOLIDATED BALANCE SHEETS
CF   not recognised: the likeliest candidate is at lines 1010-1044
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from converter.model.base import Model
from converter.model.filing import StatementKind
from converter.model.source import Span


@dataclass(frozen=True, slots=True)
class Evidence:
    """One reason for or against a block being the registrant's statement of a kind.

    name    what was looked at: 'captions', 'sums', 'boxhead', 'title', 'place', 'owner', 'set'
    weight  positive speaks for it
    says    the reason in words, with what was seen
    """

    name: str
    weight: float
    says: str


@dataclass(frozen=True, slots=True)
class Candidate:
    """A block of figures that was weighed as a statement.

    kind      the statement that it is likeliest to be
    title     as printed, '' where nothing above it is one
    first, last   line numbers of its lines, both included, its title's first
    span      its title, or its first line
    evidence  weighed, the weightiest first
    owner     whose it is where that is not the registrant, as printed
    taken     whether its figures become facts of the statement `kind`
    reason    why it was taken or left
    """

    kind: StatementKind
    title: str
    first: int
    last: int
    span: Span
    evidence: tuple[Evidence, ...]
    owner: str
    taken: bool
    reason: str

    @property
    def weight(self) -> float:
        return sum(each.weight for each in self.evidence)


class State(StrEnum):
    """FOUND; LEFT_OUT seen, but not the registrant's own by accepted principles; ELSEWHERE the
    filing says that it is in a document that the file does not hold; UNRECOGNISED something like it
    stands there, but was not sure enough; ABSENT nothing like it is in the text.
    """

    FOUND = "found"
    LEFT_OUT = "left out"
    ELSEWHERE = "elsewhere"
    UNRECOGNISED = "not recognised"
    ABSENT = "absent"


class Expected(Model):
    """A primary statement that a form must hold, and what became of it.

    required  whether the form asks for it; others are told where the text speaks of them
    reason    why it was not found, with its place in words; '' where it was
    span      the place that the reason speaks of; where it was found, its first line
    """

    kind: StatementKind
    state: State
    required: bool
    reason: str = ""
    span: Span | None = None
