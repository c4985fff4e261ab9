"""The candidates that follow one another as the statements of one company do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from converter.model.filing import StatementKind
from converter.segment.again import goes_with, near, other_period, plain
from converter.segment.evidence import agreement
from converter.segment.sharing import SHARED

if TYPE_CHECKING:
    from converter.segment.judged import Judged

_AMONG = 64  # the last statements of a run that another is held against
_BEHIND = 4  # statements of one company at most behind its first


def runs_of(sure: list[Judged]) -> list[list[Judged]]:
    """The candidates that follow one another in the text, until a kind comes again that is neither
    a further page nor another period.
    """
    runs: list[list[Judged]] = []
    for at, each in enumerate(sure):
        home = runs[-1] if runs else None
        if home and _stands_between(home, each, sure[at + 1 : at + 1 + _BEHIND]):
            runs.insert(-1, [each])
            continue
        if home is not None and home[-1].owner and _inherits(home, each):
            each.owner = home[-1].owner
        extract = _extract_of(home, each) if home is not None else None
        if home is not None and extract is not None:
            home.remove(extract)
            runs.insert(-1, [extract])
        if (
            home
            and _follows(home[-1], each)
            and not _again(home, each)
            and not _of_the_next(home[-_AMONG:], each, sure[at + 1 : at + 1 + _BEHIND])
        ):
            home.append(each)
        else:
            runs.append([each])
    return runs


def _extract_of(home: list[Judged], each: Judged) -> Judged | None:
    """The candidate without a title in a run of which a statement under a title is the whole."""
    if each.kind is home[-1].kind:
        return None
    before = [other for other in home if other.kind is each.kind]
    if len(before) != 1 or before[0].titled or not each.titled:
        return None
    rest = [other for other in home if other.kind is not each.kind]
    kin = any(agreement(each.figures, other.figures) >= SHARED for other in rest)
    return before[0] if kin and near(home[-1].stretch, each.stretch) else None


def _stands_between(home: list[Judged], each: Judged, behind: list[Judged]) -> bool:
    """Whether a candidate without a title, of a kind that the run has under one, stands between its
    statements: behind it comes one that shares figures with these. A bank's average balances do.
    """
    before = [other for other in home if other.kind is each.kind]
    if each.titled or not any(other.titled for other in before) or goes_with(each, before[-1]):
        return False
    kinds = {other.kind for other in home}
    return any(
        other.kind not in kinds
        and near(each.stretch, other.stretch)
        and any(agreement(other.figures, one.figures) >= SHARED for one in home)
        for other in behind
    )


def _of_the_next(home: list[Judged], each: Judged, behind: list[Judged]) -> bool:
    """Whether a statement shares no figures with those before it, but with one of those `behind` it
    of a kind that they have: it is the first of another company's.
    """
    if any(agreement(each.figures, other.figures) >= SHARED for other in home):
        return False
    if other_period(home, each):
        return False
    kinds = {other.kind: other.titled for other in home}
    return any(
        other.titled >= kinds.get(other.kind, True)
        and other.kind in kinds
        and other.kind is not each.kind
        and agreement(each.figures, other.figures) >= SHARED
        and not any(agreement(other.figures, one.figures) >= SHARED for one in home)
        for other in behind
    )


def _again(home: list[Judged], each: Judged) -> bool:
    """Whether a kind comes again in a run that is neither a further page nor another period of the
    statement right before: then another company's statements begin, or an extract.
    """
    if home[-1].kind is each.kind:
        return not goes_with(each, home[-1])
    before = [other for other in home if other.kind is each.kind]
    equity = each.kind is StatementKind.EQ  # retained earnings, then capital
    if equity and all(plain(each) != plain(one) for one in before):
        return False
    return bool(before) and not other_period(home, each)


def _inherits(home: list[Judged], each: Judged) -> bool:
    """Whether a statement under no name stands among those of another company."""
    new = all(other.kind is not each.kind for other in home)
    return not each.whose.named and new and near(home[-1].stretch, each.stretch)


def _follows(before: Judged, each: Judged) -> bool:
    one, other = before.stretch, each.stretch
    return before.owner == each.owner and (other.facing or near(one, other))
