"""What candidates say of one another, as evidence: pages of one statement, figures that two share,
a kind that is missing where one stands.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from converter.model.candidate import Evidence
from converter.model.filing import StatementKind
from converter.segment.again import (
    NEXT_PAGE,
    alike,
    completes,
    ends_alike,
    goes_on_below,
    near,
    plain,
    totals_to_a_line,
)
from converter.segment.evidence import WEIGHTS
from converter.segment.judged import ALONE, COLUMNS, SURE
from converter.segment.sharing import SHARED, Sharing
from converter.text.continued import CONTINUED, says_it_continues

if TYPE_CHECKING:
    from converter.segment.judged import Judged

_CERTAIN = 6.0  # the same, from which a release's table without a title is what they say
_LIKELY = -4.0  # the logarithm of the odds, by its captions, from which a summary is what it says


def say_of_one_another(rest: list[Judged]) -> None:
    """Adds to each candidate what the others say of it, further pages first."""
    _halves(rest)
    _begun(rest)
    _agree(rest)
    _twice(rest)
    if _further_pages(rest):
        _agree(rest)  # with what has become sure
    _capital(rest)
    _beside_others(rest)
    _further_pages(rest)  # of these
    _summaries(rest)


def _halves(judged: list[Judged]) -> None:
    """Two pages of which one has the assets and the next liabilities and equity are one balance
    sheet: their totals are equal. The title may stand over the second alone.
    """
    sheets = [each for each in judged if each.kind is StatementKind.BS]
    for one, other in pairwise(sheets):
        if any(e.name == "sums" for each in (one, other) for e in each.evidence):
            continue
        total = one.figures.totals & other.figures.totals
        if total and near(one.stretch, other.stretch):
            for each, page in ((one, other), (other, one)):
                says = f"its total is that of the page at line {page.stretch.first}"
                each.evidence.append(Evidence("sums", WEIGHTS.totals, says))
            other.continues = True
            if not one.titled and other.titled and completes(one, other):
                says = f"the page at line {other.stretch.first} has just what it lacks"
                one.evidence.append(Evidence("set", WEIGHTS.page, says))


def _begun(judged: list[Judged]) -> None:
    """Adds to a candidate without a title that the page behind it, of its kind, says that it goes
    on: something was begun, whatever stands above it.
    """
    for one, other in pairwise(judged):
        if one.titled or not other.titled or one.kind is not other.kind or one.owner != other.owner:
            continue
        behind = 0 <= other.stretch.first - one.stretch.last <= NEXT_PAGE
        says = CONTINUED.search(other.stretch.head.text)
        if behind and says and one.weight >= SURE and one.notes == other.notes:
            says_so = f"the page at line {other.stretch.first} says that it goes on with it"
            one.evidence.append(Evidence("set", WEIGHTS.page, says_so))


def _twice(judged: list[Judged]) -> None:
    """Adds to two candidates without a title that one has the captions of the other: a quarter
    above the year to date. Neither would be a statement by itself.
    """
    for one, other in pairwise(judged):
        weak = all(SURE <= each.weight < ALONE and not each.titled for each in (one, other))
        same = one.kind is other.kind and one.owner == other.owner
        if weak and same and near(one.stretch, other.stretch) and alike(one, other):
            for each, beside in ((one, other), (other, one)):
                says = f"the candidate at line {beside.stretch.first} has its captions too"
                each.evidence.append(Evidence("set", WEIGHTS.agrees, says))


def _further_pages(judged: list[Judged]) -> bool:
    """A page under the title of the statement before it goes on with that, whatever is on it; so
    does one that has its captions again, for another period, ends with one of its totals, or has
    just what it lacks.
    Whether there are any more.
    """
    any_more = False
    for one, other in pairwise(judged):
        start = one.same or one
        says = says_it_continues(other.stretch.head.text, start.stretch.head.text)
        named = (other.titled or other.whose.named) and not (other.titled and says)
        strange = one.owner != other.owner and named
        if one.kind is not other.kind or strange or other.notes > one.notes:
            continue
        if other.same is not None or not near(one.stretch, other.stretch):
            continue
        how = _continued(one, other)
        if one.sure and how:
            page = f"{how} of the statement at line {one.stretch.first}"
            other.evidence.append(Evidence("set", WEIGHTS.page, page))
            other.same = start
            other.owner = one.owner
            other.continues = other.continues or how in (_TOTAL, _REST)
            any_more = True
        elif how == _CAPTIONS and other.sure and not one.sure:
            page = f"has the captions of the statement at line {other.stretch.first}"
            if all(each.says != page for each in one.evidence):  # it is asked twice
                one.evidence.append(Evidence("set", WEIGHTS.page, page))
                any_more = True
    return any_more


_TITLE, _CAPTIONS, _TOTAL = "stands under the title", "has the captions", "has a total"
_REST = "has the rest"


def _continued(one: Judged, other: Judged) -> str:
    """What makes a candidate a further page of the one before, if it is a statement; '' nothing."""
    if other.titled:
        start = one.same or one
        return _TITLE if start.titled and plain(start) == plain(other) else ""
    if alike(one, other):
        return _CAPTIONS
    if other.continues or ends_alike(one, other):
        return _TOTAL
    return _REST if completes(one, other) or goes_on_below(one, other) else ""


def _agree(judged: list[Judged]) -> None:
    """Adds to each candidate what the others say of it."""
    may_be = [each for each in judged if each.weight + WEIGHTS.agrees + WEIGHTS.beside >= SURE]
    sharing = Sharing(may_be)
    for each in may_be:
        if any(one.name == "set" for one in each.evidence):
            continue
        best: Judged | None = None
        most = 0.0
        for other, shared in sharing.of(each):
            if other.kind is each.kind or other.weight < SURE:
                continue
            if shared > most and shared >= SHARED:
                best, most = other, shared
        if best is not None and not each.stretch.facing:
            says = f"shares figures with the candidate at line {best.stretch.first}"
            each.evidence.append(Evidence("set", WEIGHTS.agrees, says))


def _capital(judged: list[Judged]) -> None:
    """Adds to a statement of capitalization that its total is a line of the balance sheet: nothing
    but names of bonds and stock may stand in it, which say little of what it is.
    """
    sheets = [each for each in judged if each.kind is StatementKind.BS]
    for page in sheets:
        if page.sure or "capitalization" not in plain(page).split():
            continue
        sheet = next((one for one in sheets if one.sure and totals_to_a_line(page, one)), None)
        if sheet is not None:
            says = f"its total is a line of the balance sheet at line {sheet.stretch.first}"
            page.evidence.append(Evidence("set", WEIGHTS.page, says))


def _beside_others(judged: list[Judged]) -> None:
    """Adds to a candidate that it stands next to statements among which its kind is missing."""
    after: list[Judged | None] = [None] * (len(judged) + 1)  # the next sure one from each on
    for at in range(len(judged) - 1, -1, -1):
        after[at] = judged[at] if judged[at].sure else after[at + 1]
    before: Judged | None = None
    for at, each in enumerate(judged):
        unlike = each.stretch.odds[each.kind.value] < 0  # a reserve has balances too
        if not (each.sure or unlike or each.weight < ALONE - WEIGHTS.beside):
            around = (before, after[at + 1])
            near = [other for other in around if other and _between(other, each)]
            if near and all(other.kind is not each.kind for other in near):
                where = near[0].stretch.first
                says = f"stands beside the candidate at line {where}, none of its kind does"
                each.evidence.append(Evidence("set", WEIGHTS.beside, says))
        before = each if each.sure else before


def _summaries(judged: list[Judged]) -> None:
    """Adds to a release's summary of a statement ('SELECTED BALANCE SHEET DATA'), or to what has
    all its captions under no title, that the release has no other of its kind: what it prints is
    what was told.
    """
    best: dict[StatementKind, Judged] = {}
    for each in judged:
        likely = _is_summary(each) or _is_whole(each)
        if likely and (each.kind not in best or each.weight > best[each.kind].weight):
            best[each.kind] = each
    for each in judged:
        if each.sure:
            best.pop(each.kind, None)
    for each in best.values():
        says = "the release has no other statement of its kind"
        each.evidence.append(Evidence("set", WEIGHTS.summary, says))


def _is_summary(each: Judged) -> bool:
    """Whether a release heads a table with a statement's name as extracts are headed."""
    words = each.stretch.head.words
    if not each.release or words is None or not words.full or words.kind is not each.kind:
        return False
    return each.stretch.odds[each.kind.value] > _LIKELY and each.stretch.columns <= COLUMNS


def _is_whole(each: Judged) -> bool:
    """Whether a release's table has so many captions of a statement that it needs no title."""
    if not each.release or each.stretch.head.words is not None or each.weight < SURE:
        return False
    certain = each.stretch.odds[each.kind.value] >= _CERTAIN
    return certain and each.stretch.columns <= COLUMNS and not each.notes


def _between(one: Judged, other: Judged) -> bool:
    first, second = sorted((one.stretch, other.stretch), key=lambda each: each.first)
    return near(first, second)
