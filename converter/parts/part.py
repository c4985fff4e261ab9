"""What a filing is made of, in the order of its text."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What a part is. REST is text behind the signatures that no heading names."""

    DOCUMENT = "document"
    COVER = "cover"
    PART = "part"
    ITEM = "item"
    STATEMENT = "statement"
    NOTE = "note"
    SIGNATURES = "signatures"
    INDEX = "exhibit index"
    REST = "rest"


class State(StrEnum):
    """What an Item holds: its TEXT; nothing but where it stands instead; 'None', 'Not applicable'
    and the like.
    """

    TEXT = "text"
    REFERENCE = "by reference"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Part:
    """One part.

    name      'Item 7', 'Items 10, 11 and 12', 'EX-13', 'Note 5', 'Signatures', 'Balance sheet'
    also      other names that it answers to: 'Item 11', 'document 3'
    title     as printed, lines joined; a document's description
    within    the Part of the form that an Item stands in: 'Part II'
    document  sequence number of the document
    start     offset of the first character in the source, `end` behind the last one
    first     number of the first line, `last` of the last one (from 1, both included)
    remark    what is doubtful about it, '' as a rule
    """

    kind: Kind
    name: str
    title: str
    document: int
    start: int
    end: int
    first: int
    last: int
    also: tuple[str, ...] = ()
    within: str = ""
    state: State = State.TEXT
    remark: str = ""

    @property
    def characters(self) -> int:
        return self.end - self.start

    @property
    def full_name(self) -> str:
        return f"{self.within} {self.name}" if self.within else self.name


@dataclass(frozen=True, slots=True)
class Parts:
    """The parts in the order of the text, what holds others before what it holds.

    form     whose Items were looked for, '' where the filing is of none that has Items
    missing  Items that the form prescribes and that were not found: 'Item 6'
    strays   Items out of their order
    """

    parts: tuple[Part, ...]
    form: str = ""
    missing: tuple[str, ...] = ()
    strays: tuple[str, ...] = ()

    @property
    def in_order(self) -> bool:
        """Whether every Item that the form prescribes is there, each behind the one before."""
        return bool(self.form) and not self.missing and not self.strays
