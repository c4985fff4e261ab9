"""The components of equity that a statement's columns, or else its lines, stand for.

    Class A Common Stock    Treasury Stock
     Shares      Amount    Shares    Amount       Total
    a member of its own    TreasuryStockMember    none: all equity

What a column measures of its stock is no part of the member's name.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from converter.mapping.equity import of_retained_earnings
from converter.model.mapped import Component
from converter.model.xbrl import QName
from converter.text.dates import without_periods

if TYPE_CHECKING:
    from collections.abc import Sequence

    from converter.mapping.match import Matcher
    from converter.model.lineitem import LineItem, ReadColumn, ReadTable

_AMOUNT = re.compile(r"\b(?:shares|amounts?|value|dollars)\b|[$]")
_MEASURE = re.compile(
    r"^number\s+of\s+|[\s(]+(?:(?:number\s+of\s+)?shares|(?:dollar\s+)?amounts?|dollars"
    r"|(?:(?:par|stated|carrying)\s+)?value|[$]|outstanding|issued)\W*$",
    re.IGNORECASE,
)
_ONLY_MEASURE = re.compile(
    r"(?:(?:(?:number\s+)?of\s+)?shares(?:\s+(?:outstanding|issued))*|amounts?|[$])", re.IGNORECASE
)
_OF_STOCK = re.compile(r"\b(?:stock|shares)\b", re.IGNORECASE)
_BALANCE = re.compile(r"\bbalances?\b", re.IGNORECASE)
_SIGN_WORD = re.compile(r"\W*(?:add|plus|deduct|less)(?:itions|ions)?\W*", re.IGNORECASE)
_LISTS = re.compile(r"\band\b|[,&]", re.IGNORECASE)


def of_columns(read: ReadTable, matcher: Matcher) -> tuple[Component, ...]:
    """The component that each column stands for, by its head."""
    found = [_of_head(read, column, matcher) for column in read.columns]
    if Component(None) not in found:
        found = [
            Component(None) if column.total else part
            for part, column in zip(found, read.columns, strict=True)
        ]
    found = _told_apart(read, found)
    wholes = [_beside_measure(read, at) for at in range(len(found))]
    return tuple(found[at if whole is None else whole] for at, whole in enumerate(wholes))


def _of_head(read: ReadTable, column: ReadColumn, matcher: Matcher) -> Component:
    head = without_periods(column.column.head)
    own = _own_head(read, column.index)
    member = matcher.member(head) or matcher.member(own)
    if member is None:
        own = _of_what(own)
        member = matcher.member(own)
    if member == "total" or (member is None and not head):
        return Component(None)
    return Component(member) if isinstance(member, QName) else Component(None, own)


def _told_apart(read: ReadTable, found: Sequence[Component]) -> list[Component]:
    """Of several columns of one member only the plain one is of it: 'Common stock' beside 'Advances
    received for common stock'; of 'Losses on hedges' beside 'Gains on futures' each is a part of
    it, as of what one head spans.
    """
    places = [
        (part.member, column.shares is True)
        for part, column in zip(found, read.columns, strict=True)
    ]
    heads = [set(_AMOUNT.sub("", _own_head(read, c.index).lower()).split()) for c in read.columns]
    apart = list(found)
    for at, place in enumerate(places):
        beside = [n for n, other in enumerate(places) if other == place and n != at]
        if place[0] is None or not beside:
            continue
        plain = all(heads[at] < heads[other] for other in beside)
        if not plain or any(_spanned(read, at, other) for other in beside):
            apart[at] = Component(None, _of_what(_own_head(read, read.columns[at].index)))
    return apart


def _of_what(head: str) -> str:
    """A head of stock without what the column measures of it: 'Class A Common Stock Amount' stands
    beside 'Class A Common Stock Shares', and both are of one class.
    """
    bare = _MEASURE.sub("", head)
    while bare != head and _OF_STOCK.search(bare):
        head, bare = bare, _MEASURE.sub("", bare)
    return head


def _beside_measure(read: ReadTable, column: int) -> int | None:
    """The column whose head names the stock that a column counts: where what stands over both is
    pushed over one of them, the other's head is 'Shares' or 'Amount' alone, or another's too.
    """
    here = read.columns[column]
    at = column + 1 if here.shares else column - 1
    if not 0 <= at < len(read.columns) or here.shares is read.columns[at].shares:
        return None
    own, other = _own_head(read, column), _of_what(_own_head(read, at))
    if not _OF_STOCK.search(other):
        return None
    if _ONLY_MEASURE.fullmatch(own):
        return at
    again = [_own_head(read, each).lower() for each in range(len(read.columns))]
    part = set(_of_what(own).lower().split()) < set(other.lower().split())
    return at if part and again.count(own.lower()) > 1 else None


def _spanned(read: ReadTable, one: int, other: int) -> bool:
    """Whether a head stands over two columns, and not over all."""
    last = len(read.columns) - 1
    return any(
        head.first <= min(one, other) and max(one, other) <= head.last
        for head in read.table.boxhead
        if (head.first, head.last) != (0, last)
    )


def of_lines(read: ReadTable, matcher: Matcher) -> tuple[Component, ...]:
    """The component that each line speaks of, by the nearest heading that names one; without
    headings the title's. A statement of retained earnings is of nothing else: its lines are what
    they are in a balance sheet, and no part of all equity. Where balances stand under no heading,
    one that has none below it is no component: 'Dividends declared:'; nor is one that names one,
    'Other comprehensive income:', where they lead from one to the other.
    """
    said = matcher.member(read.table.title) if not _LISTS.search(read.table.title) else None
    titled = isinstance(said, QName)
    alone = Component(said if isinstance(said, QName) and not of_retained_earnings(read) else None)
    found: list[Component] = []
    whole, opened = _balances(read)
    taken: dict[QName, str] = {}  # 'Class B Stock' is not the 'Common Stock' above it
    for item in read.items:
        headings = _headings(item)
        total = matcher.member(item.caption) == "total"
        if total or not headings or not item.row.cells:
            found.append(Component(None) if total else alone)
            continue
        flows = whole > 0 and opened.isdisjoint(item.section)
        part = alone if titled or flows else Component(None, headings[0])
        own = None if flows and whole > 1 else _of_headings(headings, taken, matcher)
        found.append(own or part)
    return tuple(found)


def _balances(read: ReadTable) -> tuple[int, set[str]]:
    """How many balances stand under no heading, and the headings that have some."""
    balances = [item for item in read.items if item.row.cells and _BALANCE.search(item.caption)]
    opened = {heading for item in balances for heading in item.section}
    opened |= {heading for item in read.items if item.opening for heading in item.section}
    return sum(not item.section for item in balances), opened


def _headings(item: LineItem) -> list[str]:
    """The headings of a line, the nearest first, without those that say what is done with it."""
    return [
        without_periods(heading)
        for heading in reversed(item.section)
        if not _SIGN_WORD.fullmatch(heading)
    ]


def _of_headings(
    headings: Sequence[str], taken: dict[QName, str], matcher: Matcher
) -> Component | None:
    """The component that the nearest of some headings names; None where none does.

    taken  by member, the heading that it is of: the first that names it; more come to it
    """
    for heading in headings:
        member = matcher.member(heading)
        if isinstance(member, QName):
            own = taken.setdefault(member, heading) == heading
            return Component(member) if own else Component(None, heading)
    return None


def _own_head(read: ReadTable, column: int) -> str:
    """A column's head without what stands over all the columns."""
    own = " ".join(read.table.heads_over(column))
    return without_periods(own) or without_periods(read.columns[column].column.head)
