"""Reviews made of what a table of facts shows: proven before they are kept.

A review says all of its figure: what a reviewer leaves as it is, he has seen and not objected to.
So the concept, period and sign that stand in the row become the review's own, but for what a
corrected concept may change.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from converter.dts.base import NAMESPACES, load_base
from converter.dts.near import near_concepts
from converter.model.filing import StatementKind
from converter.model.review import KINDS, OWN, Found, Review
from converter.near import or_all
from converter.review.errors import ReviewError
from converter.review.figures import period_said

if TYPE_CHECKING:
    from collections.abc import Sequence

    from converter.model.review import Scope
    from converter.model.xbrl import Concept
    from converter.review.converted import Filing, Row

_UNREVIEWED = (StatementKind.COVER.value, StatementKind.FDS.value)
_UNITS = {"monetary": "money", "shares": "shares", "perShare": "money a share"}


@dataclass(frozen=True, slots=True)
class Answer:
    """What a reviewer says of a fact; `verdict` 'wrong' needs one of the others.

    concept  of the taxonomy, its prefix may be left out; '*' for an element of the filing's own
    sign     '+' or '-' of the value
    period   '2004-09-30' or '2004-07-01/2004-09-30'
    """

    verdict: Literal["right", "wrong", "none"]
    concept: str = ""
    sign: Literal["", "+", "-"] = ""
    period: str = ""
    scope: Scope = "figure"
    note: str = ""


def now() -> str:
    return dt.datetime.now(dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def concept_named(text: str) -> Concept:
    """The concept of 'us-gaap:Assets' or 'Assets'.

    Raises:
        ReviewError: there is none, or it takes no value; with what may have been meant.
    """
    base = load_base()
    found = base.concept(text) if ":" in text else base.find(text)
    if found is None:
        near = near_concepts(text)
        raise ReviewError(f"{text} is no concept of the taxonomy{f'; {near}' if near else ''}")
    if found.abstract or not found.datatype.numeric:
        raise ReviewError(f"{found.qname} is a heading or a text, and no figure")
    return found


def of_fact(
    filing: Filing, row: Row, answer: Answer, reviewer: str, when: str = "",
    beside: Sequence[Row] = (),
) -> Review:  # fmt: skip
    """The review of the fact in a row of BASE.csv.

    beside  rows of further facts on the same characters: one figure may be several facts
    when    as ISO 8601 has it in UTC; now by default

    Raises:
        ReviewError: the answer contradicts itself or the taxonomy, or the row is of the cover, a
            schedule or a text.
    """
    line, column, printed = row.get("line", ""), row.get("column", ""), row.get("printed", "")
    if not (line and column and printed) or not row.get("unit"):
        raise ReviewError("it is no printed figure: only these are reviewed")
    if row["statement"] in _UNREVIEWED and answer.verdict != "right":
        raise ReviewError(
            "figures of the cover and of schedules can be confirmed, not changed by a review"
        )
    concept, sign, period = _said(row, answer)
    concepts = [] if answer.verdict == "none" else concept.split()
    concept = " ".join(dict.fromkeys([*concepts, *(_name(each) for each in beside)]))
    if any(_period(each) != period for each in beside):
        period = answer.period
    none = not concept
    return Review(
        filing=filing.name, sha256=filing.sha256, line=int(line), column=int(column),
        printed=printed, caption=row["caption"], statement=row["statement"],
        verdict="none" if none else "right",
        concept="" if none else concept, sign="" if none else sign, period="" if none else period,
        scope=answer.scope, note=" ".join(answer.note.split()), reviewer=" ".join(reviewer.split()),
        when=when or now(), program=filing.program,
        found=Found(
            concept=_name(row), value=row["value"], period=_period(row), rule=row["rule"],
            confidence=float(row["confidence"] or 0), basis=row["confidence_basis"],
        ),
    )  # fmt: skip


def of_statement(
    filing: Filing, place: tuple[int, int, str], kind: str, reviewer: str, *, owner: str = "",
    none: bool = False, note: str = "", when: str = "", found: Found | None = None,
) -> Review:  # fmt: skip
    """The review of a statement.

    place  line and column (from 1) and the characters there: of its title, or any of its figures
    kind   BS, IS, CF, EQ or CI
    owner  another company's name; '' for the registrant
    none   it is no statement of the company's

    Raises:
        ReviewError: there is no such kind.
    """
    wanted = kind.strip().upper()
    if not none and wanted not in KINDS[:-1]:
        raise ReviewError(f"no statement {kind!r}; {or_all(wanted, KINDS[:-1])}")
    line, column, printed = place
    return Review(
        filing=filing.name, sha256=filing.sha256, about="statement", line=line, column=column,
        printed=printed, verdict="none" if none else "right", kind="" if none else wanted,
        owner="" if none else " ".join(owner.split()), note=" ".join(note.split()),
        reviewer=" ".join(reviewer.split()), when=when or now(), program=filing.program,
        found=found or Found(),
    )  # fmt: skip


def withdrawal(review: Review, reviewer: str, note: str = "", when: str = "") -> Review:
    """The line that takes a review back."""
    return Review(
        filing=review.filing, sha256=review.sha256, about="withdrawal", withdraws=review.id,
        reviewer=" ".join(reviewer.split()), note=" ".join(note.split()), when=when or now(),
    )  # fmt: skip


def warnings(row: Row, review: Review) -> list[str]:
    """What speaks against a correction, and may be right all the same."""
    said: list[str] = []
    before = None if _name(row) == OWN else load_base().concept(row["concept"])
    for name in review.concepts:
        concept = load_base().concept(name)
        if concept is None or name == row["concept"]:
            continue
        if before and before.balance and concept.balance and before.balance != concept.balance:
            said.append(f"{name} is a {concept.balance}, {row['concept']} a {before.balance}")
        unit = _unit(row["unit"])
        if concept.datatype.value in _UNITS and unit and concept.datatype.value != unit:
            said.append(
                f"{name} is of {_UNITS[concept.datatype.value]}, the figure of {row['unit']}"
            )
        instant = not row["start"]
        if not review.period and instant != (concept.period_type == "instant"):
            of = "a day" if concept.period_type == "instant" else "a period"
            said.append(f"{name} is of {of}, what was found is not")
    return said


def _said(row: Row, answer: Answer) -> tuple[str, str, str]:
    """Concept, sign and period."""
    _consistent(answer)
    concept, wanted = _concept(answer.concept.strip())
    stands = "duration" if row["start"] else "instant"
    wanted = wanted or stands
    period = answer.period.strip()
    try:
        said = period_said(period)
    except ValueError:
        raise ReviewError(
            f"{period!r} is no period: write 2004-09-30, or 2004-07-01/2004-09-30"
        ) from None
    if said is not None and said.kind != wanted:
        of = "a day, as 2004-09-30" if wanted == "instant" else "a period, as 2004-07-01/2004-09-30"
        raise ReviewError(f"{concept or row['concept']} is of {of}, not {period}")
    if wanted == stands:
        period = period or _period(row)
    # what stands there was seen; a new concept may have its value's sign another way
    sign = answer.sign if concept else answer.sign or _sign(row)
    return concept or _name(row), sign, period


def _consistent(answer: Answer) -> None:
    """Raises ReviewError where a verdict and its corrections do not go together."""
    changes = any((answer.concept, answer.sign, answer.period))
    if changes and answer.verdict != "wrong":
        said = "right" if answer.verdict == "right" else "no fact"
        raise ReviewError(f"it is said to be {said}, and corrected")
    if answer.verdict == "wrong" and not changes:
        raise ReviewError("it is said to be wrong, but not what is right ('none' for no fact)")


def _concept(text: str) -> tuple[str, str]:
    """The names of what a reviewer wrote, and what kind of period they are of; '' where he wrote
    nothing, and for an element of the filing's own.
    """
    if text in ("", OWN):
        return text, ""
    found = [concept_named(each) for each in text.split()]
    names = " ".join(str(each.qname) for each in found)
    if len({each.period_type for each in found}) > 1:
        raise ReviewError(f"one of {names} is of a day, another of a period")
    return names, found[0].period_type


def _name(row: Row) -> str:
    return row["concept"] if row["concept"].partition(":")[0] in NAMESPACES else OWN


def _period(row: Row) -> str:
    return f"{row['start']}/{row['end']}" if row["start"] else row["end"]


def _sign(row: Row) -> Literal["", "+", "-"]:
    if not row["value"].strip("-0."):
        return ""
    return "-" if row["value"].startswith("-") else "+"


def _unit(unit: str) -> str:
    if unit == "shares":
        return "shares"
    return "perShare" if unit.endswith("_per_share") else "monetary" if len(unit) == 3 else ""
