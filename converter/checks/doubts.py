"""Which facts the findings cast doubt upon. Such a fact says so itself, in every format.

A warning or an error doubts the facts that are printed where it points: those whose characters, at
their own place or at another where they are printed too, overlap its span or one of its others. A
finding that knows better says which places it doubts: the cells of a line, of a column, or single
ones (`Finding.doubts`), or none. What is worth knowing alone (info) doubts nothing.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from converter.model.finding import Finding
    from converter.model.source import Span
    from converter.model.xbrl import Fact


def marked(facts: Sequence[Fact], findings: Iterable[Finding]) -> tuple[Fact, ...]:
    """The facts with the codes of the findings that doubt them."""
    doubtful = [(span, each.code) for each in findings for span in each.doubtful]
    if not doubtful:
        return tuple(facts)
    places = sorted(
        (
            (span, at)
            for at, fact in enumerate(facts)
            for span in (fact.span, *fact.others)
            if span and not fact.text_block  # a figure within a note is no word of its text
        ),
        key=lambda place: place[0].start,
    )
    starts = [span.start for span, _ in places]
    longest = max((span.end - span.start for span, _ in places), default=0)
    codes: dict[int, set[str]] = defaultdict(set)
    for span, code in doubtful:
        first = bisect_left(starts, span.start - longest)
        for place, at in places[first : bisect_left(starts, span.end)]:
            if _overlap(span, place):
                codes[at].add(code)
    return tuple(
        fact.model_copy(update={"doubts": tuple(sorted(codes[at]))}) if at in codes else fact
        for at, fact in enumerate(facts)
    )


def _overlap(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end
