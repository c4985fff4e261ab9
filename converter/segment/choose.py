"""The registrant's statements among the candidates, chosen as a set and not one by one.

Statements that share their figures are one company's: net income stands in operations, cash flows
and equity, closing cash in cash flows and the balance sheet. The set that is the registrant's is
the one under its name, with the kinds that a report holds, nearest to one another in the text; what
repeats its kinds is an extract, another company's, or the parent alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING

from converter.model.candidate import Evidence
from converter.model.filing import StatementKind
from converter.segment.again import alike, completes, ends_alike, goes_with, near, of_capital, plain
from converter.segment.apart import set_apart
from converter.segment.evidence import WEIGHTS, Figures, Place, figures_of, weigh
from converter.segment.runs import runs_of
from converter.segment.sharing import SHARED, Sharing, by_company

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from decimal import Decimal

    from converter.segment.candidates import Stretch
    from converter.segment.entities import Whose

    Addressed = Callable[[Sequence[list["Judged"]]], list["Judged"] | None]

SURE = 3.5  # the weight from which a candidate is a statement
_ALONE = 6.5  # the same for one without a title that no other agrees with
_FULL = 3  # kinds of statements that make a set
_CERTAIN = 9.0  # beyond it a weight says no more of which set is the registrant's
_FILED = 5  # amounts of the filer's own schedule by which it tells one set from another
_COLUMNS = 4  # extracts have more
_LIKELY = -4.0  # the logarithm of the odds, by its captions, from which a summary is what it says
_PARENT = "parent only"
ADDRESSED = "of the sets that fit, the auditors' report on this one is addressed to the filer"
TOLD = "of the sets that fit, the filer's own schedule has the amounts of this one"


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
    def titled(self) -> bool:
        words = self.stretch.head.words
        return words is not None and (self.release or not words.full)


def judge(stretch: Stretch, place: Place, whose: Whose) -> Judged:
    kind = stretch.kind
    evidence = list(weigh(stretch, kind, place))
    return Judged(stretch, kind, evidence, whose.other, whose, place.notes, place.release)


def _not_apart(judged: Sequence[Judged]) -> list[Judged]:
    """Marks what its head, or the page before, sets apart ('pro forma'); the others."""
    before: Judged | None = None
    for each in judged:
        each.reason = set_apart(each.stretch) or _apart_with(before, each)
        each.apart = bool(each.reason)
        before = each
    return [each for each in judged if not each.apart]


def choose(
    judged: Sequence[Judged],
    *,
    release: bool,
    filed: frozenset[str] = frozenset(),
    addressed: Addressed = lambda _: None,
) -> list[list[Judged]]:
    """Marks the registrant's statements as taken, each other candidate with the reason against it.
    Gives the other sets that fit as well: as full, under no other company's name.

    release    a press release prints what it has, parts of it twice
    filed      the digits of the amounts in the filer's own schedules: of two sets that fit alike
               the one is the registrant's that has them
    addressed  of sets that fit alike the one whose auditors' report is addressed to the registrant,
               asked where no schedule tells it
    """
    rest = _not_apart(judged)
    _say_of_one_another(rest)
    sure = [each for each in rest if _is_sure(each)]
    sharing = Sharing(sure)
    _not_others(sure, sharing)
    for each in rest:
        if not _is_sure(each):
            each.reason = _against(each)
    runs = runs_of(sure)
    if not runs:
        return []
    sets = by_company(runs, sharing)
    main = max(sets, key=lambda found: max(map(_rank, found)))
    first = max(main, key=_rank)
    first, why = _decided(runs, first, filed, addressed)
    main = next(found for found in sets if any(run is first for run in found))
    _take(first, why)
    others = [run for found in sets if found is not main for run in found]
    taken = _Main(first)
    for run in (*sorted(main, key=_rank, reverse=True), *others):
        if run is not first:
            _beside(run, taken, sharing, release=release)
    fits = [] if why == ADDRESSED else [run for run in others if _fits_as(run, first)]
    if _has(first, filed) >= _FILED:
        fits = [run for run in fits if 2 * _has(run, filed) > _has(first, filed)]
    return [run for run in fits if not any(each.taken for each in run)]


def _say_of_one_another(rest: list[Judged]) -> None:
    """Adds to each candidate what the others say of it, further pages first."""
    _halves(rest)
    _agree(rest)
    _twice(rest)
    if _further_pages(rest):
        _agree(rest)  # with what has become sure
    _beside_others(rest)
    _further_pages(rest)  # of these
    _summaries(rest)


def _told_by(
    runs: list[list[Judged]], first: list[Judged], filed: frozenset[str]
) -> list[Judged] | None:
    """The run that fits as well as the first one, and that the filer's schedule tells to be its
    own; None where that is the first, or where it tells nothing.
    """
    own, full, _, count, *_ = _rank(first)
    alike = [run for run in runs if _rank(run)[:2] == (own, full) and _rank(run)[3] >= count]
    best = max(alike, key=lambda run: _has(run, filed), default=first)
    most = _has(best, filed)
    return best if best is not first and most >= _FILED and most > 2 * _has(first, filed) else None


def _decided(
    runs: list[list[Judged]], first: list[Judged], filed: frozenset[str], addressed: Addressed
) -> tuple[list[Judged], str]:
    """The registrant's run, and what decided between it and others that fit alike, '' nothing."""
    told = _told_by(runs, first, filed)
    if told is not None:
        return told, TOLD
    named = _by_report(runs, first, filed, addressed)
    return (named, ADDRESSED) if named is not None else (first, "")


def _by_report(
    runs: list[list[Judged]], first: list[Judged], filed: frozenset[str], addressed: Addressed
) -> list[Judged] | None:
    """The run that the auditors' report beside it tells to be the registrant's, of those that fit
    alike; None where one alone fits, where the schedule tells it, or no report does.
    """
    alike = [run for run in runs if _fits_as(run, first)]
    known = _has(first, filed) >= _FILED
    return addressed(alike) if len(alike) > 1 and not known else None


def _fits_as(run: list[Judged], first: list[Judged]) -> bool:
    """Whether a run is as full as another, and under no other company's name."""
    return _rank(run)[:3] == _rank(first)[:3] and _rank(run)[1]


def _has(run: list[Judged], filed: frozenset[str]) -> int:
    """How many of the schedule's amounts stand in a run, whatever their scale."""
    if not filed:
        return 0
    return len(filed & {_bare(value) for each in run for value in each.figures.digits})


def _bare(value: Decimal) -> str:
    """An amount's digits alone: '12345' for 12,345 and for 12,345,000."""
    return f"{abs(value):f}".replace(".", "").strip("0")


def _take(run: list[Judged], why: str) -> None:
    """Takes the candidates of the registrant's run, of each kind the statement and its pages.

    why  what decided that it is the registrant's, '' if nothing had to
    """
    kinds: dict[StatementKind, list[Judged]] = {}
    for each in run:
        kinds.setdefault(each.kind, []).append(each)
    of_kind = {kind: max(alike, key=_first_of_kind) for kind, alike in kinds.items()}
    for each in run:
        best = of_kind[each.kind]
        if each is best or goes_with(each, best):
            each.taken = True
            each.reason = why or "one of the set of statements that agree with one another"
        else:
            what = "a part's, or another company's:" if each.notes else "an extract, or another's:"
            each.reason = f"{what} the whole's stands at line {best.stretch.first}"


def _apart_with(before: Judged | None, each: Judged) -> str:
    """Why a statement is left out with the one before it: a schedule of the parent alone says so on
    its first page. A consolidated statement is not the parent's alone.
    """
    if each.titled and "consolidated" in plain(each).split():
        return ""
    if before is None or before.reason != _PARENT or not near(before.stretch, each.stretch):
        return ""
    return before.reason if each.kind is not before.kind else ""


def _halves(judged: list[Judged]) -> None:
    """Two pages of which one has the assets and the next liabilities and equity are one balance
    sheet: their totals are equal.
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


def _twice(judged: list[Judged]) -> None:
    """Adds to two candidates without a title that one has the captions of the other: a quarter
    above the year to date. Neither would be a statement by itself.
    """
    for one, other in pairwise(judged):
        weak = all(SURE <= each.weight < _ALONE and not each.titled for each in (one, other))
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
        if one.kind is not other.kind or one.owner != other.owner or other.notes > one.notes:
            continue
        if other.same is not None or not near(one.stretch, other.stretch):
            continue
        how = _continued(one, other)
        if _is_sure(one) and how:
            says = f"{how} of the statement at line {one.stretch.first}"
            other.evidence.append(Evidence("set", WEIGHTS.page, says))
            other.same = one.same or one
            other.continues = other.continues or how in (_TOTAL, _REST)
            any_more = True
        elif how == _CAPTIONS and _is_sure(other) and not _is_sure(one):
            says = f"has the captions of the statement at line {other.stretch.first}"
            if all(each.says != says for each in one.evidence):  # it is asked twice
                one.evidence.append(Evidence("set", WEIGHTS.page, says))
                any_more = True
    return any_more


_TITLE, _CAPTIONS, _TOTAL = "stands under the title", "has the captions", "has a total"
_REST = "has the rest"


def _continued(one: Judged, other: Judged) -> str:
    """What makes a candidate a further page of the one before, if it is a statement; '' nothing."""
    if other.titled:
        return _TITLE if one.titled and plain(one) == plain(other) else ""
    if alike(one, other):
        return _CAPTIONS
    if other.continues or ends_alike(one, other):
        return _TOTAL
    return _REST if completes(one, other) else ""


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


def _not_others(sure: list[Judged], sharing: Sharing) -> None:
    """A statement that shares its figures with one under the registrant's very name is its own,
    whatever words stand above: 'WHERE THE COMPANY STANDS'.
    """
    own = {id(each) for each in sure if each.whose.exact and not each.owner}
    for each in sure:
        if each.owner and any(
            id(one) in own and one.kind is not each.kind and shared >= 2 * SHARED
            for one, shared in sharing.of(each)
        ):
            each.owner = ""


def _is_sure(each: Judged) -> bool:
    return each.weight >= (SURE if each.titled else _ALONE)


def _beside_others(judged: list[Judged]) -> None:
    """Adds to a candidate that it stands next to statements among which its kind is missing."""
    after: list[Judged | None] = [None] * (len(judged) + 1)  # the next sure one from each on
    for at in range(len(judged) - 1, -1, -1):
        after[at] = judged[at] if _is_sure(judged[at]) else after[at + 1]
    before: Judged | None = None
    for at, each in enumerate(judged):
        unlike = each.stretch.odds[each.kind.value] < 0  # a reserve has balances too
        if not (_is_sure(each) or unlike or each.weight < _ALONE - WEIGHTS.beside):
            around = (before, after[at + 1])
            near = [other for other in around if other and _between(other, each)]
            if near and all(other.kind is not each.kind for other in near):
                where = near[0].stretch.first
                says = f"stands beside the candidate at line {where}, none of its kind does"
                each.evidence.append(Evidence("set", WEIGHTS.beside, says))
        before = each if _is_sure(each) else before


def _summaries(judged: list[Judged]) -> None:
    """Adds to a release's summary of a statement ('SELECTED BALANCE SHEET DATA') that the release
    has no other of its kind: what it prints is what was told.
    """
    best: dict[StatementKind, Judged] = {}
    for each in judged:
        words = each.stretch.head.words
        if not each.release or words is None or not words.full or words.kind is not each.kind:
            continue
        likely = each.stretch.odds[each.kind.value] > _LIKELY and each.stretch.columns <= _COLUMNS
        if likely and (each.kind not in best or each.weight > best[each.kind].weight):
            best[each.kind] = each
    for each in judged:
        if _is_sure(each):
            best.pop(each.kind, None)
    for each in best.values():
        says = "the release has no other statement of its kind"
        each.evidence.append(Evidence("set", WEIGHTS.summary, says))


def _between(one: Judged, other: Judged) -> bool:
    first, second = sorted((one.stretch, other.stretch), key=lambda each: each.first)
    return near(first, second)


def _against(each: Judged) -> str:
    reasons = [e.says for e in each.evidence if e.weight < 0]
    weak = "what speaks for it is not enough"
    return f"{weak}: {'; '.join(reasons)}" if reasons else f"{weak}: nothing but its captions"


def _rank(run: list[Judged]) -> tuple[bool, bool, bool, int, float, int]:
    """The registrant's own before others', those under its very name before those under one like
    it, the fuller before the leaner, the surer before the less sure, the earlier before the later.
    """
    kinds: dict[StatementKind, float] = {}
    for each in run:
        kinds[each.kind] = max(kinds.get(each.kind, 0.0), min(each.weight, _CERTAIN))
    count = len(kinds.keys() - {StatementKind.CI})
    own = not any(each.owner for each in run)
    exact = any(each.whose.exact for each in run)
    first = run[0].stretch.first
    return own, count >= _FULL, exact, count, sum(kinds.values()), -first


def _first_of_kind(each: Judged) -> tuple[bool, bool, float]:
    """Which of a set's candidates of one kind is the statement: one under a title, with as few
    columns as statements have, before the others.
    """
    return (
        each.titled,
        each.stretch.columns <= _COLUMNS or each.kind is StatementKind.EQ,
        each.weight,
    )


class _Main:
    """The registrant's run, as it grows."""

    def __init__(self, run: list[Judged]) -> None:
        self.owner = run[0].owner
        self.first = run[0].stretch.first
        self.kinds: dict[StatementKind, Judged] = {}  # the first of each
        self._own: dict[int, Judged] = {}  # by identity
        for each in run:
            self.add(each)

    def add(self, each: Judged) -> None:
        self.kinds.setdefault(each.kind, each)
        self._own[id(each)] = each

    def shares(self, each: Judged, sharing: Sharing) -> bool:
        """Whether a candidate shares figures with one of its own."""
        return any(id(other) in self._own and s >= SHARED for other, s in sharing.of(each))

    def has_capital(self, each: Judged) -> bool:
        """Whether a candidate is the statement of capitalization of a sheet, or a page of one, that
        is taken.
        """
        return any(other.taken and of_capital(each, other) for other in self._own.values())


def _beside(run: list[Judged], main: _Main, sharing: Sharing, *, release: bool) -> None:
    """Whether candidates apart from the main run belong to the registrant's statements too: where
    that lacks their kind, unless they come with others that it has, and share no figures with it.
    """
    kin = [main.shares(each, sharing) for each in run]
    one_company = main.owner == run[0].owner and any(kin)
    strange = any(each.kind in main.kinds for each in run) and not one_company
    for each in run:
        same = main.kinds.get(each.kind)
        shared = main.shares(each, sharing)
        lacking = same is None and (shared or (each.titled and not strange and not each.notes))
        if each.owner:
            each.taken, each.reason = True, f"a statement of {each.owner}"
        elif same in run and _is_page_of(each, same):
            each.taken, each.reason = True, "a further page of the one before"
        elif shared and main.has_capital(each):
            each.taken, each.reason = True, "a sheet's capitalization, line by line"
        elif lacking or (release and each.titled):
            each.taken = True
            each.reason = "apart from the other statements, but none of them is of its kind"
        else:
            each.reason = _apart_from(main, same, shared=shared)
        if lacking and not each.owner:
            main.add(each)
    _first_pages(run)


def _first_pages(run: list[Judged]) -> None:
    """Takes the first page of a balance sheet whose second is taken: their totals are equal."""
    for one, other in pairwise(each for each in run if each.kind is StatementKind.BS):
        if other.taken and other.continues and not one.taken and near(one.stretch, other.stretch):
            one.taken, one.reason = True, "the first page of the balance sheet below"


def _is_page_of(each: Judged, same: Judged | None) -> bool:
    """Whether a candidate is a further page of a statement that is taken."""
    page = each.continues or each.same is not None
    return same is not None and same.taken and page and goes_with(each, same)


def _apart_from(main: _Main, same: Judged | None, *, shared: bool) -> str:
    """Why a candidate apart from the main run is left."""
    where = main.first
    if same is not None and shared:
        return f"repeats parts of the statement at line {same.stretch.first}"
    if same is None:
        return f"shares no figures with the registrant's statements from line {where} on"
    return (
        f"shares no figures with the registrant's statements from line {where} on, one of which is"
        " of its kind: another company's, or a part's"
    )
