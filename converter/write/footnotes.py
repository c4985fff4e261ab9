"""Footnotes as the XBRL formats spell them.

In an instance they are resources of one extended link; in the inline document elements around the
printed words, which relationships in the header lead to:

    <ix:relationship fromRefs="f_Revenues_1996 f_Revenues_1995" toRefs="n_3f0c81e5a9d2"/>

    (1) <ix:footnote id="n_3f0c81e5a9d2" xml:lang="en">Includes excise taxes.</ix:footnote>
"""

from __future__ import annotations

from bisect import bisect_left
from itertools import pairwise
from typing import TYPE_CHECKING, Final, NamedTuple

from converter.write.markup import clean, escape

if TYPE_CHECKING:
    from collections.abc import Iterable

    from converter.model.xbrl import Footnote, Report

ARCROLE: Final = "http://www.xbrl.org/2003/arcrole/fact-footnote"
LINK_ROLE: Final = "http://www.xbrl.org/2003/role/link"
ROLE: Final = "http://www.xbrl.org/2003/role/footnote"


def notes_by_fact(report: Report) -> dict[str, list[str]]:
    """By fact, the ids of its footnotes in printed order."""
    noted: dict[str, list[str]] = {}
    for note in report.footnotes:
        for fact in note.facts:
            noted.setdefault(fact, []).append(note.id)
    return noted


def footnote_link(report: Report) -> str:
    """The link:footnoteLink of an instance (XBRL 2.1, 4.11.1); '' without footnotes."""
    if not report.footnotes:
        return ""
    facts = dict.fromkeys(fact for note in report.footnotes for fact in note.facts)
    parts = [f'<link:footnoteLink xlink:type="extended" xlink:role="{LINK_ROLE}">\n']
    parts += [
        f'<link:loc xlink:type="locator" xlink:href="#{fact}" xlink:label="{fact}"/>\n'
        for fact in facts
    ]
    for note in report.footnotes:
        parts.append(
            f'<link:footnote xlink:type="resource" id="{note.id}" xlink:label="{note.id}"'
            f' xlink:role="{ROLE}" xml:lang="{note.language}">{escape(clean(note.text))}'
            "</link:footnote>\n"
        )
        parts += [
            f'<link:footnoteArc xlink:type="arc" xlink:arcrole="{ARCROLE}" xlink:from="{fact}"'
            f' xlink:to="{note.id}"/>\n'
            for fact in note.facts
        ]
    parts.append("</link:footnoteLink>\n")
    return "".join(parts)


def relationships(report: Report) -> str:
    """The ix:relationships of an inline document's resources (Inline XBRL 1.1, 14)."""
    return "".join(
        f'<ix:relationship fromRefs="{" ".join(note.facts)}" toRefs="{note.id}"/>\n'
        for note in report.footnotes
    )


class Part(NamedTuple):
    """Characters of a footnote with the tags around them."""

    start: int
    end: int
    opened: str
    closed: str


def footnote_parts(report: Report, around: Iterable[tuple[int, int]]) -> list[Part]:
    """The elements of the footnotes: an ix:footnote, which ix:continuations go on with where it
    goes over other characters or crosses an element (Inline XBRL 1.1, 4 and 6).

    around  start and end of the elements that stand in the text already
    """
    if not report.footnotes:
        return []
    bounds = sorted(around)
    longest = max((right - left for left, right in bounds), default=0)
    made: list[Part] = []
    for note in report.footnotes:
        pieces: list[tuple[int, int]] = []
        for span in note.spans:
            first = bisect_left(bounds, (span.start - longest,))
            near = bounds[first : bisect_left(bounds, (span.end,))]
            pieces += _uncrossed(span.start, span.end, near)
        made += _chain(note, pieces)
    return made


def _chain(note: Footnote, pieces: list[tuple[int, int]]) -> list[Part]:
    made: list[Part] = []
    for number, (start, end) in enumerate(pieces):
        more = number + 1 < len(pieces)
        goes_on = f' continuedAt="{note.id}.{number + 1}"' if more else ""
        if number:
            opened = f'<ix:continuation id="{note.id}.{number}"{goes_on}>'
        else:
            opened = f'<ix:footnote id="{note.id}" xml:lang="{note.language}"{goes_on}>'
        closed = "</ix:continuation>" if number else "</ix:footnote>"
        made.append(Part(start, end, opened, closed))
    return made


def _uncrossed(start: int, end: int, bounds: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """A stretch cut where an element begins or ends inside it that does so outside it too."""
    cuts = {start, end}
    for left, right in bounds:
        if left < start < right < end:
            cuts.add(right)
        elif start < left < end < right:
            cuts.add(left)
    places = sorted(cuts)
    return list(pairwise(places))
