"""Reviews: what a person says that a printed figure, or a statement, is.

A review is an assertion about a place of a filing's bytes: this figure is us-gaap:Assets, at that
day, and positive. It says so whatever a version of the program finds there, so that a confirmed
fact stays what it was confirmed to be, and it names the place by its line and characters, which no
version changes. What the program had found stays beside it.
"""

from __future__ import annotations

import hashlib
import json
import re
from typing import Literal

from pydantic import ValidationError, field_validator, model_validator

from converter.model.base import Model

OWN = "*"
"""In place of a concept: an element of the filing's own."""

RULE = "review"
"""The rule of facts whose concept a person gave."""

KINDS = ("BS", "IS", "CF", "EQ", "CI", "NOTE")

_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")

Scope = Literal["figure", "line", "column"]


class Found(Model):
    """What the program found at a place, by itself.

    concept  names with blanks between, '*' for an element of the filing's own; of a statement its
             kind
    value    as plain digits with the sign that it took; of a statement its owner
    period   '2004-09-30' or '2004-07-01/2004-09-30'; '' where it told none
    """

    concept: str = ""
    value: str = ""
    period: str = ""
    rule: str = ""
    confidence: float | None = None
    basis: str = ""

    def text(self) -> str:
        """'us-gaap:Cash 1200 2004-09-30 (bs.Cash 0.93)'."""
        why = " ".join(
            part
            for part in (
                self.rule, "" if self.confidence is None else f"{self.confidence:.2f}".rstrip("0"),
            )
            if part
        )  # fmt: skip
        said = " ".join(part for part in (self.concept, self.value, self.period) if part)
        return f"{said} ({why})" if why else said


class Review(Model):
    """One line of an overlay.

    filing     accession number, or the name of the file where it has none
    sha256     of the bytes that were reviewed
    about      a 'figure', a 'statement', or another review that it 'withdraws'
    line, column, printed   the place: the characters `printed` begin there, both counted from 1
    caption, statement      as they stood in the sheet, for people and for rows of a mapping table
    verdict    'right': it is what the fields below say; 'none': it is no fact, or no statement of
               the company's
    concept    of a figure: names with blanks between, or '*'; '' where nothing is said of it
    sign       '+' or '-' of the value
    period     a day, or two with '/' between
    scope      what sign and period hold for: the 'figure', its 'line' or its 'column'; a concept
               is always the line's
    kind       of a statement: BS, IS, CF, EQ, CI
    owner      of a statement: another company's name; '' for the registrant
    withdraws  the id of the review that is withdrawn
    note       why
    when       UTC, as ISO 8601 has it to the second
    program    the version that made what was reviewed
    found      what the program said at the time
    """

    filing: str
    sha256: str
    about: Literal["figure", "statement", "withdrawal"] = "figure"
    line: int = 0
    column: int = 0
    printed: str = ""
    caption: str = ""
    statement: str = ""
    verdict: Literal["right", "none"] = "right"
    concept: str = ""
    sign: Literal["", "+", "-"] = ""
    period: str = ""
    scope: Scope = "figure"
    kind: str = ""
    owner: str = ""
    withdraws: str = ""
    reviewer: str
    when: str
    note: str = ""
    program: str = ""
    found: Found = Found()

    @field_validator("when")
    @classmethod
    def _dated(cls, text: str) -> str:
        if not _TIME.fullmatch(text):
            raise ValueError("is no time as 2026-11-29T10:31:00Z")
        return text

    @field_validator("reviewer", "filing", "sha256")
    @classmethod
    def _said(cls, text: str) -> str:
        if not text.strip():
            raise ValueError("is empty")
        return text

    @field_validator("kind")
    @classmethod
    def _known(cls, kind: str) -> str:
        if kind and kind not in KINDS[:-1]:
            raise ValueError(f"is none of {', '.join(KINDS[:-1])}")
        return kind

    @model_validator(mode="after")
    def _placed(self) -> Review:
        if self.about == "withdrawal":
            if not self.withdraws:
                raise ValueError("a withdrawal names no review")
        elif self.line < 1 or self.column < 1 or not self.printed:
            raise ValueError("a review needs its place: line, column, printed")
        return self

    @property
    def id(self) -> str:
        """Twelve hexadecimal digits of a digest of all that it says; what is empty does not count,
        so that fields of later versions change no id.
        """
        stated = self.model_dump(mode="json", exclude_defaults=True)
        said = json.dumps(stated, sort_keys=True, ensure_ascii=False)
        return hashlib.sha256(said.encode()).hexdigest()[:12]

    @property
    def concepts(self) -> tuple[str, ...]:
        return tuple(self.concept.split())

    @property
    def place(self) -> tuple[str, str, int, int]:
        """What it speaks of: two reviews of one place are of the same thing."""
        return self.sha256, self.about, self.line, self.column

    @property
    def answer(self) -> tuple[str, ...]:
        """What it says; reviews of one place with the same answer agree."""
        return self.verdict, self.concept, self.sign, self.period, self.kind, self.owner

    def text(self) -> str:
        """What it says, in a few words."""
        if self.about == "statement":
            if self.verdict == "none":
                return "no statement of the company's"
            return self.kind + (f" of {self.owner}" if self.owner else "")
        if self.verdict == "none":
            return "no fact"
        said = ["an element of the filing's own" if self.concept == OWN else self.concept]
        said += [self.period, {"+": "positive", "-": "negative", "": ""}[self.sign]]
        return ", ".join(part for part in said if part)


class Reviewed(Model):
    """What a fact, or a report, carries of a review that was applied.

    verdict  'confirmed' where the program had found the same by itself, 'corrected' where not,
             'removed' where it is no fact
    """

    id: str
    verdict: Literal["confirmed", "corrected", "removed"]
    review: Review
    found: Found

    @property
    def reviewer(self) -> str:
        return self.review.reviewer


def row(review: Review) -> dict[str, object]:
    """The review as a line of the overlay has it: its id first, what is empty left out."""
    said = review.model_dump(mode="json", exclude_defaults=True)
    return {"id": review.id, "about": review.about, **said}


def from_row(row: dict[str, object]) -> Review:
    """The review of a line.

    Raises:
        ValueError: it is none, or its id is not that of what it says.
    """
    stated = dict(row)
    identifier = stated.pop("id", None)
    try:
        review = Review.model_validate(stated)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        where = ".".join(map(str, first["loc"]))
        said = str(first["msg"]).removeprefix("Value error, ")
        raise ValueError(f"{where}: {said}" if where else said) from None
    if identifier is not None and identifier != review.id:
        raise ValueError(f"its id {identifier} is not that of what it says ({review.id})")
    return review
