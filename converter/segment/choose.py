"""The registrant's statements among the candidates, chosen as a set and not one by one.

Statements that share their figures are one company's: net income stands in operations, cash flows
and equity, closing cash in cash flows and the balance sheet. The set that is the registrant's is
the one under its name, with the kinds that a report holds, nearest to one another in the text; what
repeats its kinds is an extract, another company's, or the parent alone.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from converter.model.candidate import Evidence
from converter.model.filing import StatementKind
from converter.segment.evidence import WEIGHTS, Figures, Place, agreement, figures_of, weigh

if TYPE_CHECKING:
    from collections.abc import Sequence

    from converter.segment.candidates import Stretch

SURE = 3.5  # the weight from which a candidate is a statement
_ALONE = 7.0  # the same for one without a title that no other agrees with
_CERTAIN = 9.0  # beyond it a weight says no more of which set is the registrant's
_SHARED = 1.6  # the agreement that proves one company
_NEAR = 120  # lines between two statements of one set
_AGREES = 3.0  # what agreement with another statement weighs
_PAGE = 6.0  # what it weighs to stand under the same title as the page before
_CONTINUED = re.compile(r"\b(?:continued|cont'?d|concluded)\b", re.IGNORECASE)
_LETTERS = re.compile(r"[^a-z]+")
_BESIDE = 3.0  # what it weighs that statements stand near among which the kind is missing


@dataclass(slots=True)
class Judged:
    """A candidate on its way: what was weighed, which set it belongs to, what became of it."""

    stretch: Stretch
    kind: StatementKind
    evidence: list[Evidence]
    owner: str
    figures: Figures
    notes: bool = False
    release: bool = False
    continues: bool = False
    taken: bool = False
    reason: str = ""

    @property
    def weight(self) -> float:
        return sum(each.weight for each in self.evidence)

    @property
    def titled(self) -> bool:
        words = self.stretch.head.words
        return words is not None and (self.release or not words.full)


def judge(stretch: Stretch, place: Place, owner: str) -> Judged:
    kind = stretch.kind
    evidence = list(weigh(stretch, kind, place))
    return Judged(stretch, kind, evidence, owner, figures_of(stretch), place.notes, place.release)


def choose(judged: Sequence[Judged], *, release: bool) -> None:
    """Marks the registrant's statements as taken, each other candidate with the reason against it.

    release  a press release prints what it has, parts of it twice
    """
    apart = [each for each in judged if each.stretch.head.apart]
    for each in apart:
        each.reason = each.stretch.head.apart
    rest = [each for each in judged if not each.stretch.head.apart]
    _halves(rest)
    _agree(rest)
    _further_pages(rest)
    _beside_others(rest)
    sure = [each for each in rest if _is_sure(each)]
    for each in rest:
        if not _is_sure(each):
            each.reason = _against(each)
    sets = _sets(sure)
    if not sets:
        return
    main = max(sets, key=_rank)
    for each in main:
        before = [other for other in main if other.kind is each.kind and other.taken]
        if before and each.notes and not each.continues:
            where = before[0].stretch.first
            each.reason = f"a part's or another's in the notes: the whole's stands at line {where}"
            continue
        each.taken, each.reason = True, "one of the set of statements that agree with one another"
    for other in sets:
        if other is main:
            continue
        for each in other:
            _beside(each, main, release=release)


def _halves(judged: list[Judged]) -> None:
    """Two pages of which one has the assets and the next liabilities and equity are one balance
    sheet: their totals are equal.
    """
    sheets = [each for each in judged if each.kind is StatementKind.BS]
    for one, other in pairwise(sheets):
        if any(e.name == "sums" for each in (one, other) for e in each.evidence):
            continue
        total = one.figures.totals & other.figures.totals
        if total and _near(one.stretch, other.stretch):
            for each, page in ((one, other), (other, one)):
                says = f"its total is that of the page at line {page.stretch.first}"
                each.evidence.append(Evidence("sums", WEIGHTS.totals, says))
            other.continues = True


def _further_pages(judged: list[Judged]) -> None:
    """A page under the title of the statement before it goes on with that, whatever is on it."""
    for one, other in pairwise(judged):
        same = one.titled and other.titled and _plain(one) == _plain(other)
        if same and one.kind is other.kind and _is_sure(one) and _near(one.stretch, other.stretch):
            says = f"stands under the title of the page before, at line {one.stretch.first}"
            other.evidence.append(Evidence("set", _PAGE, says))


def _plain(each: Judged) -> str:
    return _LETTERS.sub(" ", _CONTINUED.sub(" ", each.stretch.head.text.lower())).strip()


def _near(one: Stretch, other: Stretch) -> bool:
    return one.page is other.page and other.first - one.last <= _NEAR


def _agree(judged: list[Judged]) -> None:
    """Adds to each candidate what the others say of it."""
    for each in judged:
        best: Judged | None = None
        most = 0.0
        for other in judged:
            if other is each or other.kind is each.kind or other.weight < SURE:
                continue
            shared = agreement(each.figures, other.figures)
            if shared > most and shared >= _SHARED:
                best, most = other, shared
        if best is not None and not each.stretch.facing:
            says = f"shares figures with the candidate at line {best.stretch.first}"
            each.evidence.append(Evidence("set", _AGREES, says))


def _is_sure(each: Judged) -> bool:
    return each.weight >= (SURE if each.titled else _ALONE)


def _beside_others(judged: list[Judged]) -> None:
    """Adds to a candidate that it stands next to statements among which its kind is missing."""
    for at, each in enumerate(judged):
        if _is_sure(each) or each.weight < _ALONE - _BESIDE:
            continue
        near = [
            other
            for other in judged[max(0, at - 4) : at + 5]
            if _is_sure(other) and _between(other, each)
        ]
        if near and all(other.kind is not each.kind for other in near):
            where = near[0].stretch.first
            says = f"stands beside the candidate at line {where}, none of its kind does"
            each.evidence.append(Evidence("set", _BESIDE, says))


def _between(one: Judged, other: Judged) -> bool:
    first, second = sorted((one.stretch, other.stretch), key=lambda each: each.first)
    return _near(first, second)


def _against(each: Judged) -> str:
    reasons = [e.says for e in each.evidence if e.weight < 0]
    weak = "what speaks for it is not enough"
    return f"{weak}: {'; '.join(reasons)}" if reasons else f"{weak}: nothing but its captions"


def _sets(sure: list[Judged]) -> list[list[Judged]]:
    """The candidates that follow one another in the text, or share figures, by company."""
    sets: list[list[Judged]] = []
    for each in sure:
        home = sets[-1] if sets else None
        if home is not None and _follows(home[-1], each):
            home.append(each)
        else:
            sets.append([each])
    return sets


def _follows(before: Judged, each: Judged) -> bool:
    one, other = before.stretch, each.stretch
    return before.owner == each.owner and (other.facing or _near(one, other))


def _rank(found: list[Judged]) -> tuple[bool, int, float, int]:
    """The registrant's own before others', the fuller before the leaner, the surer before the less
    sure, the earlier before the later.
    """
    kinds: dict[StatementKind, float] = {}
    for each in found:
        kinds[each.kind] = max(kinds.get(each.kind, 0.0), min(each.weight, _CERTAIN))
    own = not any(each.owner for each in found)
    return own, len(kinds.keys() - {StatementKind.CI}), sum(kinds.values()), -found[0].stretch.first


def _beside(each: Judged, main: list[Judged], *, release: bool) -> None:
    """Whether a candidate apart from the main set belongs to it all the same."""
    if each.owner:
        each.taken, each.reason = True, f"a statement of {each.owner}"
        return
    same = [other for other in main if other.kind is each.kind]
    shared = max(agreement(each.figures, other.figures) for other in main)
    if release or (not same and (each.titled or shared >= _SHARED)):
        each.taken = True
        each.reason = "apart from the other statements, but none of them is of its kind"
        return
    where = main[0].stretch.first
    if same and shared >= _SHARED:
        each.reason = f"repeats parts of the statement at line {same[0].stretch.first}"
    elif same:
        each.reason = (
            f"shares no figures with the registrant's statements from line {where} on, one of which"
            " is of its kind: another company's, or a part's"
        )
    else:
        each.reason = f"shares no figures with the registrant's statements from line {where} on"
