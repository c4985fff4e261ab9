"""The registrant's statements among the candidates, chosen as a set and not one by one.

Statements that share their figures are one company's: net income stands in operations, cash flows
and equity, closing cash in cash flows and the balance sheet. The set that is the registrant's is
the one under its name, with the kinds that a report holds, nearest to one another in the text; what
repeats its kinds is an extract, another company's, or the parent alone.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from converter.model.filing import StatementKind
from converter.segment.again import goes_with, is_interim, near, of_capital, plain
from converter.segment.apart import set_apart
from converter.segment.judged import COLUMNS, Judged
from converter.segment.mutual import say_of_one_another
from converter.segment.runs import runs_of
from converter.segment.sharing import SHARED, Sharing, by_company

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from decimal import Decimal

    Addressed = Callable[[Sequence[list["Judged"]]], list["Judged"] | None]

_FULL = 3  # kinds of statements that make a set
_CERTAIN = 9.0  # beyond it a weight says no more of which set is the registrant's
_FILED = 5  # amounts of the filer's own schedule by which it tells one set from another
_PARENT = "parent only"
ADDRESSED = "of the sets that fit, the auditors' report on this one is addressed to the filer"
TOLD = "of the sets that fit, the filer's own schedule has the amounts of this one"


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
    say_of_one_another(rest)
    sure = [each for each in rest if each.sure]
    sharing = Sharing(sure)
    _not_others(sure, sharing)
    for each in rest:
        if not each.sure:
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
        each.stretch.columns <= COLUMNS or each.kind is StatementKind.EQ,
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
        return sharing.with_one_of(each, self._own)

    def is_beside(self, each: Judged) -> bool:
        """Whether a candidate stands near one of its own, below it."""
        return any(
            each.stretch.first - other.stretch.last >= 0 and near(other.stretch, each.stretch)
            for other in self._own.values()
        )

    def has_capital(self, each: Judged) -> bool:
        """Whether a candidate is the statement of capitalization of a sheet, or a page of one, that
        is taken.
        """
        return any(other.taken and of_capital(each, other) for other in self._own.values())


def _beside(run: list[Judged], main: _Main, sharing: Sharing, *, release: bool) -> None:
    """Whether candidates apart from the main run belong to the registrant's statements too: where
    that lacks their kind, unless they come with others that it has, and share no figures with it.
    """
    strange = _is_strange(run, main, sharing)
    interim = not strange and is_interim(run, main.kinds)
    for each in run:
        same = main.kinds.get(each.kind)
        shared = main.shares(each, sharing)
        alone = _stands_alone(each, run, main, sharing, strange, release=release)
        lacking = same is None and (shared or alone)
        if each.owner:
            each.taken, each.reason = True, f"a statement of {each.owner}"
        elif interim and each.kind in main.kinds:
            each.taken, each.reason = True, "of the same company, for another length"
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


def _is_strange(run: list[Judged], main: _Main, sharing: Sharing) -> bool:
    """Whether a run has kinds that the main one has, and shares no figures with it."""
    one_company = main.owner == run[0].owner and any(main.shares(each, sharing) for each in run)
    return any(each.kind in main.kinds for each in run) and not one_company


def _stands_alone(
    each: Judged, run: list[Judged], main: _Main, sharing: Sharing, strange: bool, *, release: bool
) -> bool:
    """Whether a statement's title is enough: none of its run speaks against it, or it stands right
    below the main run and has nothing to do with its own. A release's statement that is sure
    without one needs none: operations and balance sheet have no figure in common.
    """
    if each.notes or not (each.titled or (release and not strange)):
        return False
    own = {id(other) for other in run}
    return not strange or (main.is_beside(each) and not sharing.with_one_of(each, own))


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
