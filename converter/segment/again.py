"""Whether two candidates are one statement: its pages, or it for another period."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from converter.model.filing import StatementKind
from converter.segment.evidence import agreement, heads
from converter.segment.sharing import SHARED
from converter.text.continued import plain_title, says_it_continues
from converter.text.dates import read_lengths
from converter.text.views import LineKind

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from decimal import Decimal

    from converter.segment.candidates import Stretch
    from converter.segment.judged import Judged

_NEAR = 120  # lines between two statements of one set
_LARGE = 1000  # smaller figures stand twice by chance
NEXT_PAGE = 25  # lines from a statement's last to the first of its next page
_PARTS = {  # in their order, by the captions of their lines
    StatementKind.BS: (
        r"^total assets\b",
        r"^total (?:liabilities|(?:share|stock)holders?'?s?'? ?eq)",
    ),
    StatementKind.IS: (r"\b(?:revenues?|sales|expenses?|income taxes)\b", r"\bper\b.*\bshare\b"),
    StatementKind.CF: (r"\boperating act", r"\binvest(?:ing|ment) act", r"\bfinancing act"),
}
_RESULT = re.compile(r"net (?:income|loss|earnings)\b(?!.*\bbefore\b)")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_SET = 3  # kinds of statements of one set
_ALIKE = 0.6  # of the captions that the same statement has for another period


def plain(each: Judged) -> str:
    """A title's words without what tells pages and periods apart."""
    return plain_title(each.stretch.head.text)


def near(one: Stretch, other: Stretch) -> bool:
    return one.page is other.page and other.first - one.last <= _NEAR


def alike(one: Judged, other: Judged) -> bool:
    """Whether two candidates have the same captions, for other periods."""
    first, second = one.stretch.captions, other.stretch.captions
    return len(first & second) >= _ALIKE * min(len(first), len(second))


def ends_alike(one: Judged, other: Judged) -> bool:
    """Whether the page behind a statement ends with an amount that the statement has, in all its
    columns, and has other lines than it: the reconciliation of net income to the cash of
    operations, liabilities and equity.
    """
    known = set(_rows(one))
    rows = _rows(other)
    if not rows or len(rows[-1]) < 2 or min(map(abs, rows[-1])) < _LARGE:
        return False
    return rows[-1] in known and 2 * sum(row in known for row in rows) < len(rows)


def completes(one: Judged, other: Judged) -> bool:
    """Whether the page behind a statement has only what the statement lacks: the flows of financing
    behind those of operations and of investing, liabilities and equity behind assets, amounts per
    share behind income.
    """
    parts = _PARTS.get(one.kind, ())
    first, second = (
        {
            at
            for at, part in enumerate(parts)
            if any(re.search(part, caption) for caption in each.stretch.captions)
        }
        for each in (one, other)
    )
    behind = 0 <= other.stretch.first - one.stretch.last <= NEXT_PAGE
    whole = first | second == set(range(len(parts)))
    return (
        behind
        and whole
        and bool(first and second)
        and max(first) < min(second)
        and (one.stretch.columns == other.stretch.columns)
    )


def goes_on_below(one: Judged, other: Judged) -> bool:
    """Whether a page has nothing above its rows but the years of the statement on the page before,
    if these, over as many columns, and the statement is not whole: it goes on, wherever its columns
    stand.
    """
    first, second = one.stretch, other.stretch
    between = second.page.lines[first.stop : second.start] if first.page is second.page else []
    return (
        not second.head.text
        and 0 <= second.first - first.last <= NEXT_PAGE
        and any(line.kind is LineKind.PAGE for line in between)
        and _width(first) == _width(second)
        and _years_above(second) in ([], _years_above(first))
        and not _is_whole(one)
    )


def _is_whole(each: Judged) -> bool:
    """Whether a statement has what it ends with: equal totals, closing cash, net income."""
    if each.kind is StatementKind.IS:
        return any(_RESULT.match(caption) for caption in each.stretch.captions)
    return any(evidence.name == "sums" for evidence in each.evidence)


def _width(stretch: Stretch) -> int:
    """How many figures most of its rows have, those of years apart."""
    counts = Counter(
        len(each.figures)
        for each in stretch.readings
        if each.figures and not all(_YEAR.fullmatch(f"{f.value:f}") for f in each.figures)
    )
    return max(counts, key=lambda count: (counts[count], count), default=0)


def _years_above(stretch: Stretch) -> list[str]:
    """The years between the title and the first row, in their order."""
    found: list[str] = []
    for each in stretch.readings:
        years = [*_YEAR.findall(each.caption), *(f"{f.value:f}" for f in each.figures)]
        if not all(map(_YEAR.fullmatch, years)):
            break
        found += years
    return found


def _rows(each: Judged) -> list[tuple[Decimal, ...]]:
    """The amounts of each line that has some."""
    return [
        tuple(figure.value for figure in reading.figures)
        for reading in each.stretch.readings
        if reading.figures
    ]


def of_capital(one: Judged, other: Judged) -> bool:
    """Whether one of two sheets is a utility's statement of capitalization: what the other, near
    it or with the same totals, has in one line each, as a page of its own.
    """
    named = ["capitalization" in plain(each).split() for each in (one, other)]
    if one.kind is not StatementKind.BS or not any(named):
        return False
    first, second = sorted((one.stretch, other.stretch), key=lambda each: each.first)
    if near(first, second) or agreement(one.figures, other.figures) >= SHARED:
        return True
    return totals_to_a_line(*((one, other) if named[0] else (other, one)))


def totals_to_a_line(page: Judged, sheet: Judged) -> bool:
    """Whether a page ends with what the sheet has in one line: total capitalization."""
    rows = _rows(page)
    return bool(rows) and len(rows[-1]) > 1 and rows[-1] in _rows(sheet)


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


def is_interim(run: Sequence[Judged], whole: Mapping[StatementKind, Judged]) -> bool:
    """Whether statements that follow one another are those of one company for another length: a
    prospectus has the half-year's behind those of the years, under the same titles, each with most
    of the captions. Those of the parent alone are of the same years.

    whole  the company's statements, the first of each kind
    """
    pairs = [(whole[each.kind], each) for each in run if each.kind in whole and each.titled]
    flows = [
        (theirs, own)
        for one, each in pairs
        if (theirs := _lengths(one)) and (own := _lengths(each))
    ]
    return (
        len({each.kind for _, each in pairs}) >= _SET
        and bool(flows)
        and not any(theirs & own for theirs, own in flows)
        and 2 * sum(alike(one, each) for one, each in pairs) >= len(pairs)
    )


def _lengths(each: Judged) -> frozenset[int]:
    """The months that its title, and what stands between that and its first row, state."""
    head = each.stretch.head
    texts = (head.text, head.lead, *head.around, *(one.caption for one in heads(each.stretch)))
    return frozenset().union(*map(read_lengths, texts))


def goes_with(each: Judged, best: Judged) -> bool:
    """Whether a candidate is a further page, or another period, of the statement of its kind."""
    stretch = each.stretch
    if each.continues or best.continues or stretch.facing or of_capital(each, best):
        return True
    if each.notes and not best.notes:
        return False
    page = near(best.stretch, stretch) and 0 <= stretch.first - best.stretch.last <= NEXT_PAGE
    if page and not each.titled:
        spread = each.kind is StatementKind.EQ  # its components take two pages
        return spread or stretch.columns == best.stretch.columns or alike(each, best)
    if each.titled and (
        each.release
        or each.kind is StatementKind.EQ
        or plain(each) == plain(best)
        or says_it_continues(stretch.head.text, best.stretch.head.text)
        or _is_continued_by(stretch, best.stretch)
    ):
        return True
    return alike(each, best) and stretch.columns == best.stretch.columns and not each.titled


def _is_continued_by(one: Stretch, other: Stretch) -> bool:
    """Whether a later page, whose title says so, goes on with an earlier one."""
    after = other.first > one.last and near(one, other)
    return after and says_it_continues(other.head.text, one.head.text)
