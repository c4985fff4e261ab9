"""Reviews of statements: which kind of statement a stretch of lines is, and whose.

A review's place is the statement's title, or its first line. It is applied where sections are
known, before a table is read of them, since all that follows goes by the kind.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from converter.model.filing import StatementKind
from converter.model.review import Found, Reviewed
from converter.model.table import Section
from converter.review.figures import start_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from converter.model.candidate import Candidate
    from converter.model.review import Review
    from converter.model.source import SourceText, Span


def sections_reviewed(
    sections: Sequence[Section], candidates: Sequence[Candidate], reviews: Iterable[Review],
    source: SourceText,
) -> tuple[tuple[Section, ...], tuple[Reviewed, ...], frozenset[Span]]:  # fmt: skip
    """The sections as reviewed, and what was applied: a review that says what the program says by
    itself is among it. A block that was weighed as a statement and left is taken where a review
    says what it is: the places of such blocks.
    """
    taken: set[Span] = set()
    out = list(sections)
    applied: list[Reviewed] = []
    for review in reviews:
        if review.about != "statement" or start_of(review, source) is None:
            continue
        at = _section_at(out, review.line)
        if at is None:
            found = _candidate_at(candidates, review.line)
            if found is None:
                continue
            if review.verdict == "right":
                taken.add(found.span)
                # what was read as a note's tables there is a part of it
                out = [each for each in out if not _within(each, found)]
                out.append(_section(found, review, source))
                out.sort(key=lambda section: section.first)
            applied.append(_applied(review, Found()))
            continue
        section = out[at]
        applied.append(_applied(review, Found(concept=section.kind.value, value=section.entity)))
        pages = [at, *_pages(out, at)]
        for page in reversed(pages):
            if review.verdict == "none":
                del out[page]
            else:
                kind = StatementKind(review.kind) if review.kind else section.kind
                out[page] = replace(out[page], kind=kind, entity=review.owner)
    return tuple(out), tuple(applied), frozenset(taken)


def _applied(review: Review, found: Found) -> Reviewed:
    if review.verdict == "none":
        # what was not taken in the first place stays out
        return Reviewed(
            id=review.id, verdict="removed" if found.concept else "confirmed", review=review,
            found=found,
        )  # fmt: skip
    same = (review.kind or found.concept, review.owner) == (found.concept, found.value)
    verdict = "confirmed" if same and found.concept else "corrected"
    return Reviewed(id=review.id, verdict=verdict, review=review, found=found)


def _section_at(sections: Sequence[Section], line: int) -> int | None:
    """The section whose title or lines hold the line; notes' tables are none."""
    for at, section in enumerate(sections):
        first = min(section.title_span.line, section.first)
        if section.kind is not StatementKind.NOTE and first <= line <= section.last:
            return at
    return None


def _pages(sections: Sequence[Section], at: int) -> Iterable[int]:
    """The sections that go on with the one at `at`."""
    for after in range(at + 1, len(sections)):
        if not sections[after].continues or sections[after].kind is not sections[at].kind:
            return
        yield after


def _within(section: Section, found: Candidate) -> bool:
    return section.first <= found.last and found.first <= section.last


def _candidate_at(candidates: Sequence[Candidate], line: int) -> Candidate | None:
    within = [each for each in candidates if not each.taken and each.first <= line <= each.last]
    return min(within, key=lambda each: each.last - each.first, default=None)


def _section(found: Candidate, review: Review, source: SourceText) -> Section:
    """A statement that was left out: what stands from its title to its figures is its lead."""
    kind = StatementKind(review.kind) if review.kind else found.kind
    lead = " ".join(
        source.line(number).strip() for number in range(found.span.line, found.first + 1)
    )
    return Section(
        kind=kind, title=found.title or review.printed, title_span=found.span, lead=lead,
        first=found.first, last=found.last, entity=review.owner,
    )  # fmt: skip
