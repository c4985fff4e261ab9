"""Reviews on a filing's way through the stages: the pipeline asks here, and nothing changes where
nobody reviewed the filing.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from converter.model.finding import Result
from converter.review.facts import as_reviewed
from converter.review.figures import with_reviews
from converter.review.overlay import Standing
from converter.review.statements import sections_reviewed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from converter.model.candidate import Candidate
    from converter.model.finding import Finding
    from converter.model.mapped import Decided
    from converter.model.review import Reviewed
    from converter.model.source import SourceText, Span
    from converter.model.table import Section
    from converter.model.xbrl import Report
    from converter.review.figures import ConceptOf, SignOf


@dataclass(slots=True)
class Reviews:
    """The reviews of one filing, and what has become of them so far.

    standing    what holds of them
    own         the report that the program makes by itself; None where it makes none
    statements  the reviews of statements that were applied
    taken       the places of blocks that a review says are statements
    """

    standing: Standing = field(default_factory=Standing)
    own: Report | None = None
    statements: tuple[Reviewed, ...] = ()
    taken: frozenset[Span] = frozenset()

    def sections(
        self, sections: tuple[Section, ...], candidates: Sequence[Candidate], source: SourceText
    ) -> tuple[Section, ...]:
        """The statements as people say they are."""
        if self.standing.reviews:
            sections, self.statements, self.taken = sections_reviewed(
                sections, candidates, self.standing.reviews, source
            )
        return sections

    def told(self, findings: Sequence[Finding]) -> list[Finding]:
        """The findings, but for those that say of such a block that it is left out."""
        return [f for f in findings if f.code != "SEG002" or f.span not in self.taken]

    def tables(
        self, tables: tuple[Decided, ...], source: SourceText, concept_of: ConceptOf,
        sign_of: SignOf,
    ) -> tuple[Decided, ...]:  # fmt: skip
        """The tables with the concepts, signs and periods that people gave."""
        if not self.standing.reviews:
            return tables
        return with_reviews(tables, self.standing.reviews, source, concept_of, sign_of)

    def report(self, report: Report, tables: Sequence[Decided]) -> Result[Report]:
        """The report whose facts say who looked at them."""
        if not self.standing.digest:
            return Result(report)
        return as_reviewed(report, self.own, tables, self.standing, self.statements)
