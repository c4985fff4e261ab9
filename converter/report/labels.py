"""Which label role a printed caption takes.

The standard label of a concept is its taxonomy's. What the filing prints is a label in the role
that its line asks for, and the next free one where another caption has that role already:

    Net loss            total label           in the statement of operations
    NET (LOSS)          terse label           in the statement of cash flows
    Net loss for year   verbose label         in the statement of equity
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from converter.model.xbrl import Label, LabelRole, QName

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

_PLAIN = (LabelRole.TERSE, LabelRole.VERBOSE)
_NEGATED = (LabelRole.NEGATED, LabelRole.NEGATED_TERSE)
# the roles that may show a line which asks for one, best first
_SHOWN: dict[LabelRole | None, tuple[LabelRole, ...]] = {
    None: _PLAIN,
    LabelRole.TOTAL: (LabelRole.TOTAL, *_PLAIN),
    LabelRole.NEGATED: _NEGATED,
    LabelRole.NEGATED_TOTAL: (LabelRole.NEGATED_TOTAL, *_NEGATED),
    LabelRole.PERIOD_START: (LabelRole.PERIOD_START,),
    LabelRole.PERIOD_END: (LabelRole.PERIOD_END,),
}
_BESIDE = " / "  # between captions for which there is no further role
# where a caption is kept that its own line cannot show
_SPARE = (*_PLAIN, LabelRole.TOTAL, *_NEGATED)


@dataclass(slots=True)
class Labels:
    """Printed captions by concept and role.

    standard  the standard label of a concept, '' where there is none
    own       whether a concept is the filing's own: its captions are terse labels too, though they
              be its standard label
    """

    standard: Callable[[QName], str]
    own: Callable[[QName], bool] = lambda _: False
    texts: dict[tuple[QName, LabelRole], str] = field(default_factory=dict)

    def preferred(
        self,
        concept: QName,
        role: LabelRole | None,
        text: str,
        spare: tuple[LabelRole, ...] = _SPARE,
    ) -> LabelRole | None:
        """The role under which `text` labels `concept` on a line; None for the standard label."""
        text = " ".join(text.split())
        if not text:
            return role if role is not None and (concept, role) in self.texts else None
        if role is None and not self.own(concept) and _same(text, self.standard(concept)):
            return None
        shown = self._take(concept, _SHOWN.get(role, _PLAIN), text)
        if shown is not None:
            return shown
        if self._take(concept, spare, text) is None:
            verbose = self.texts[concept, LabelRole.VERBOSE]
            if not any(_same(part, text) for part in verbose.split(_BESIDE)):
                self.texts[concept, LabelRole.VERBOSE] = f"{verbose}{_BESIDE}{text}"
        return role or LabelRole.VERBOSE

    def printed(self, concept: QName, text: str) -> LabelRole | None:
        """`preferred` for what is no line: a heading, the head of a column. It has no total, nor
        any other role that is of numbers.
        """
        return self.preferred(concept, None, text, spare=_PLAIN)

    def _take(self, concept: QName, roles: Iterable[LabelRole], text: str) -> LabelRole | None:
        """The first of the roles that has this text or none yet; now it has it."""
        choice = tuple(roles)
        for role in choice:
            if _same(self.texts.get((concept, role), ""), text):
                return role
        for role in choice:
            if (concept, role) not in self.texts:
                self.texts[concept, role] = text
                return role
        return None

    def all(self) -> tuple[Label, ...]:
        ordered = sorted(self.texts.items(), key=lambda item: (str(item[0][0]), item[0][1].value))
        return tuple(
            Label(concept=concept, role=role, text=text) for (concept, role), text in ordered
        )


def _same(one: str, other: str) -> bool:
    """Whether two labels say the same, be it in capitals or with a colon behind."""
    return one.rstrip(" :.").lower() == other.rstrip(" :.").lower()
