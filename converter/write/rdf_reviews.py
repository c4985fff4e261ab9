"""What people said of a report's facts and statements, in RDF: an activity of PROV-O each, with who
did it and when; a reviewed fact is a revision of what the program had found by itself.

    fact:f_Assets_20040930
        rx:review <.../review/5f0c2a91be07> ;
        rx:reviewVerdict "corrected" ;
        prov:wasRevisionOf <.../found/f_Assets_20040930> .
    <.../review/5f0c2a91be07>
        a rx:Review ;
        prov:wasAssociatedWith <.../reviewer/Ann%20B.> ;
        prov:endedAtTime "2026-11-29T10:31:00Z"^^xsd:dateTime .

The resources have their addresses in full: prefixes of their own would stand in every graph.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from converter.write import turtle as ttl
from converter.write.rdf_statements import Statements

if TYPE_CHECKING:
    from converter.model.review import Found, Reviewed
    from converter.model.xbrl import Fact


class Reviews(Statements):
    """A report's reviews on their way to Turtle."""

    def reviewed(self, fact: Fact) -> list[str]:
        """The properties of a fact that somebody looked at, and with them what was found."""
        made = fact.provenance.review
        if made is None:
            return []
        found = self._own("found", fact.id)
        self.add(found, "a rx:Found", *_found(made.found))
        return [
            f"rx:review {self._own('review', made.id)}",
            f"rx:reviewVerdict {ttl.text(made.verdict)}",
            f"prov:wasRevisionOf {found}",
        ]

    def add_reviews(self) -> None:
        for made in self.report.reviews:
            self._add_review(made)

    def _add_review(self, made: Reviewed) -> None:
        review, source = made.review, self.report.source
        start = source.starts[review.line - 1] + review.column - 1
        place = self.place(source.span(start, start + len(review.printed)))
        agent = self.once(
            self._own("reviewer", review.reviewer),
            "a prov:Person",
            f"rdfs:label {ttl.text(review.reviewer)}",
        )
        optional = [f"rx:reviewNote {ttl.text(review.note)}"] if review.note else []
        had = made.found.text()
        optional += [f"rx:had {ttl.text(had)}"] if had else []
        if review.program:
            optional.append(f"rx:reviewedProgram {ttl.text(review.program)}")
        self.add(
            self._own("review", made.id),
            "a rx:Review",
            f"rx:filing {self.filing}",
            f"rx:reviewOf {ttl.text(review.about)}",
            f"rx:reviewVerdict {ttl.text(made.verdict)}",
            f"rx:says {ttl.text(review.text() or 'as it is')}",
            *optional,
            f"rx:reviewer {ttl.text(review.reviewer)}",
            f"rx:place {place}",
            f"prov:used {self.source}",
            f"prov:wasAssociatedWith {agent}",
            f'prov:endedAtTime "{review.when}"^^xsd:dateTime',
        )

    def _own(self, part: str, key: str) -> str:
        return ttl.resource(f"{self.base}/{part}/{ttl.segment(key)}")


def _found(found: Found) -> list[str]:
    said = [
        f"rx:{term} {ttl.text(text)}"
        for term, text in (
            ("foundConcept", found.concept),
            ("foundPeriod", found.period),
            ("foundValue", found.value),
            ("foundRule", found.rule),
        )
        if text
    ]
    if found.confidence is not None:
        said.append(f"rx:confidence {ttl.share(found.confidence)}")
    return said
