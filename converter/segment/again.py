"""Whether two candidates are one statement: its pages, or it for another period."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from converter.model.filing import StatementKind
from converter.segment.evidence import agreement, heads
from converter.segment.sharing import SHARED
from converter.text.dates import read_lengths, without_periods

if TYPE_CHECKING:
    from collections.abc import Sequence

    from converter.segment.candidates import Stretch
    from converter.segment.choose import Judged

_NEAR = 120  # lines between two statements of one set
_ALIKE = 0.6  # of the captions that the same statement has for another period
_CONTINUED = re.compile(r"\b(?:continued|cont'?d|concluded)\b", re.IGNORECASE)
_LETTERS = re.compile(r"[^a-z]+")


def plain(each: Judged) -> str:
    """A title's words without what tells pages and periods apart."""
    text = without_periods(each.stretch.head.text.lower())
    return _LETTERS.sub(" ", _CONTINUED.sub(" ", text)).strip()


def near(one: Stretch, other: Stretch) -> bool:
    return one.page is other.page and other.first - one.last <= _NEAR


def alike(one: Judged, other: Judged) -> bool:
    """Whether two candidates have the same captions, for other periods."""
    first, second = one.stretch.captions, other.stretch.captions
    return len(first & second) >= _ALIKE * min(len(first), len(second))


def of_capital(one: Judged, other: Judged) -> bool:
    """Whether one of two sheets, near the other, is a utility's statement of capitalization:
    what the other has in one line each, as a page of its own.
    """
    named = ["capitalization" in plain(each).split() for each in (one, other)]
    first, second = sorted((one.stretch, other.stretch), key=lambda each: each.first)
    return one.kind is StatementKind.BS and any(named) and near(first, second)


def other_period(home: Sequence[Judged], each: Judged) -> bool:
    """Whether a statement is one of a run's for another length: the quarter's operations and the
    income that they comprise, then those of the half-year under the same titles.
    """
    before = [one for one in home if one.kind is each.kind]
    same = [one for one in before if one.titled and plain(one) == plain(each) and alike(one, each)]
    if not each.titled or not before or same != before:
        return False
    own = _lengths(each)
    if own:
        return all((theirs := _lengths(one)) and not theirs & own for one in before)
    last = home[-1]  # below operations its periods are theirs
    kinds = [one.kind for one in home]
    return (
        kinds.count(last.kind) > len(before)
        and agreement(last.figures, each.figures) >= SHARED
        and not any(agreement(one.figures, each.figures) >= SHARED for one in before)
    )


def _lengths(each: Judged) -> frozenset[int]:
    """The months that its title, and what stands between that and its first row, state."""
    head = each.stretch.head
    texts = (head.text, head.lead, *head.around, *(one.caption for one in heads(each.stretch)))
    return frozenset().union(*map(read_lengths, texts))
