"""A candidate on its way to being a statement: what was weighed, whose it is, what became of it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from converter.segment.evidence import Figures, Place, figures_of, weigh

if TYPE_CHECKING:
    from converter.model.candidate import Evidence
    from converter.model.filing import StatementKind
    from converter.segment.candidates import Stretch
    from converter.segment.entities import Whose

SURE = 3.5  # the weight from which a candidate is a statement
ALONE = 6.5  # the same for one without a title that no other agrees with
COLUMNS = 4  # of a statement; extracts have more


@dataclass(eq=False)
class Judged:
    """A candidate on its way: what was weighed, whose it is, what became of it.

    owner   the other company that it is of, '' for the registrant; `whose` by its head alone
    same    the candidate under whose title it stands: a further page, or another period
    apart   whether its head says that it is none by accepted principles: pro forma, parent only
    """

    stretch: Stretch
    kind: StatementKind
    evidence: list[Evidence]
    owner: str
    whose: Whose
    notes: bool = False
    release: bool = False
    continues: bool = False
    same: Judged | None = None
    apart: bool = False
    taken: bool = False
    reason: str = ""

    @cached_property
    def figures(self) -> Figures:
        """Looked at only where the candidate may still be a statement."""
        return figures_of(self.stretch)

    @property
    def weight(self) -> float:
        return sum(each.weight for each in self.evidence)

    @property
    def sure(self) -> bool:
        """Whether its weight makes it a statement: a page that goes on stands under a title."""
        return self.weight >= (SURE if self.titled or self.continues else ALONE)

    @property
    def told(self) -> bool:
        """Whether, left out, it looks enough like a statement to be told of."""
        return self.weight >= SURE or self.apart

    @property
    def titled(self) -> bool:
        words = self.stretch.head.words
        return words is not None and (self.release or not words.full)


def judge(stretch: Stretch, place: Place, whose: Whose) -> Judged:
    kind = stretch.kind
    evidence = list(weigh(stretch, kind, place))
    return Judged(stretch, kind, evidence, whose.other, whose, place.notes, place.release)
