"""Whose change a line of cash flows is: an asset's or a liability's, by the balance sheet.

    Income taxes            672    (391)       Income taxes (a current liability)    884    212

The figure is the difference of the two balances, or the caption that of lines on one side alone.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from typing import TYPE_CHECKING

from converter.dts.traits import Trait, has
from converter.model.filing import StatementKind
from converter.model.mapped import ASSETS, LIABILITIES

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from decimal import Decimal

    from converter.model.lineitem import LineItem
    from converter.model.mapped import Decided, Summed

_CLOSE = dt.timedelta(days=7)
_LEAST = 100  # in the units printed: smaller differences come about in many ways
_CHANGE = re.compile(r"\bchanges?\b|\bincrease|\bdecrease|\bworking\s+capital\b", re.IGNORECASE)
_CONTRA = re.compile(r"less\b|(?:allowance|accumulated)\b", re.IGNORECASE)  # no flow of its own
# what heads flows, and speaks of a change beside
_FLOWS = re.compile(r"\b(?:adjustments?|activities|cash|reconcil\w*)\b", re.IGNORECASE)
_AN_ASSET = re.compile(
    r"\b(?:receivables?|inventor(?:y|ies)|prepaid|prepayments?|supplies|assets?)\b", re.IGNORECASE
)
_OWED = re.compile(
    r"\b(?:payables?|accrued|liabilit(?:y|ies)|overdrafts?|reserves?|allowances?)\b", re.IGNORECASE
)
# a line of these words is no balance that changes, wherever it stands
_NO_BALANCE = re.compile(
    r"\b(?:amorti[sz]\w*|depreciat\w*|provisions?|gains?|loss(?:es)?|income from|proceeds"
    r"|pa(?:id|yments?)|purchases?|sales? of|earnings|write-?\w*|changes?)\b"
    r"|\b(?:sold|discontinued)\b|^\W*other\W*(?:net\W*)?$",
    re.IGNORECASE,
)
_DIRECTION = re.compile(
    r"\W*(?:net\s+)?(?P<first>increase|decrease)\W+(?:(?:or\s+)?(?P<second>increase|decrease)\W+)?in\b",
    re.IGNORECASE,
)
_LEADING = re.compile(r"^(?:\W|\b(?:increase|decrease|change|net|in|or|and)\b)+", re.IGNORECASE)


def moved(table: Summed, beside: Sequence[Summed]) -> dict[int, str]:
    """ASSETS or LIABILITIES by item of a cash flow statement, where the balance sheet among the
    company's other statements tells which of them the line is the change of.
    """
    if table.read.table.kind is not StatementKind.CF:
        return {}
    sheets = [_Sheet(one) for one in beside if one.read.table.kind is StatementKind.BS]
    sheets = [sheet for sheet in sheets if sheet.sides]
    found: dict[int, str] = {}
    for at, item in enumerate(table.read.items) if sheets else ():
        if not item.row.cells:
            continue
        sides = {side for sheet in sheets for side in sheet.by_figures(table, item)}
        if not sides and _of_changes(item):
            sides = {side for sheet in sheets for side in sheet.by_words(item)}
        if len(sides) == 1:
            found[at] = sides.pop()
    return found


def unnamed_changes(table: Decided, beside: Sequence[Summed]) -> dict[int, str]:
    """ASSETS or LIABILITIES by line that no concept fits and that is the change of one: what grew
    took cash, as an asset does, or gave it.

    Its caption says so with the signs of its figures ('Increase in reserve accounts (2,014)'), or
    the heading above says that there are changes, and the balance sheet or its own words whose
    ('Coal', 'Systems development costs', 'Manufacturing inventories').
    """
    if table.read.table.kind is not StatementKind.CF:
        return {}
    own = [
        at for at, item in enumerate(table.read.items)
        if item.row.cells and not table.claims[at].concepts and not _NO_BALANCE.search(item.caption)
    ]  # fmt: skip
    sides = moved(table, beside) if own else {}
    # 'Increase in' and 'Decrease in customer financing assets' are two flows
    named = Counter(_plain(table.read.items[at].caption) for at in own)
    found: dict[int, str] = {}
    for at in own:
        item = table.read.items[at]
        if named[_plain(item.caption)] > 1:
            continue
        side = _by_direction(item)
        if not side and _below_changes(item):
            side = sides.get(at) or _by_own_words(item.caption)
        if side:
            found[at] = side
    return found


def _by_direction(item: LineItem) -> str:
    """By the direction that a caption names, and which way most figures went."""
    said = _DIRECTION.match(item.caption)
    if not said:
        return ""
    up = said["first"].lower() == "increase"
    signs = [cell.figure.value > 0 for cell in item.row.cells if cell.figure.value]
    received = said["second"] is not None or 2 * sum(signs) > len(signs)
    return LIABILITIES if up is received else ASSETS


def _below_changes(item: LineItem) -> bool:
    return any(_CHANGE.search(words) and not _FLOWS.search(words) for words in item.section[-1:])


def _by_own_words(caption: str) -> str:
    asset, owed = _AN_ASSET.search(caption), _OWED.search(caption)
    return "" if bool(asset) is bool(owed) else ASSETS if asset else LIABILITIES


def _of_changes(item: LineItem) -> bool:
    return any(_CHANGE.search(words) for words in (*item.section, item.caption))


class _Sheet:
    """A balance sheet's lines with their sides: those above the total of assets, and below."""

    def __init__(self, table: Summed) -> None:
        self.read = table.read
        assets, claims = (
            [
                at for at, claim in enumerate(table.claims)
                if any(has(concept.qname.local, total) for concept in claim.concepts)
            ]
            for total in (Trait.TOTAL_ASSETS, Trait.TOTAL_CLAIMS)
        )  # fmt: skip
        self.sides: dict[int, str] = {}
        if len(assets) == 1 or (claims and not assets):  # the pages that face each other are two
            last = assets[0] if assets else -1
            for at, item in enumerate(self.read.items):
                contra = _CONTRA.match(item.caption)
                if item.row.cells and at not in (*assets, *claims) and not contra:
                    self.sides[at] = ASSETS if at < last else LIABILITIES
        self.values: dict[dt.date, dict[int, Decimal]] = {}
        for column in self.read.columns:
            if column.instant is None or column.group is not None:
                continue
            day = self.values.setdefault(column.instant.end, {})
            for at in self.sides:
                for cell in self.read.items[at].row.cells:
                    if cell.column == column.index:
                        day.setdefault(at, cell.figure.value)

    def by_figures(self, table: Summed, item: LineItem) -> Iterable[str]:
        """The sides of which a line's balances differ by the figure of a column, as cash does: what
        an asset grew by went out.
        """
        for column in table.read.columns:
            figure = next(
                (c.figure.value for c in item.row.cells if c.column == column.index), None
            )
            if column.duration is None or figure is None or abs(figure) < _LEAST:
                continue
            closing = self._at(column.duration.end)
            opening = self._at(column.duration.start - dt.timedelta(days=1))
            for at, side in self.sides.items():
                if at in closing and at in opening:
                    grown = closing[at] - opening[at]
                    if figure == (-grown if side == ASSETS else grown):
                        yield side

    def by_words(self, item: LineItem) -> Iterable[str]:
        """The sides of the lines with the same caption."""
        words = _plain(item.caption)
        items = self.read.items
        return [side for at, side in self.sides.items() if _plain(items[at].caption) == words]

    def _at(self, day: dt.date) -> dict[int, Decimal]:
        return next((each for of, each in self.values.items() if abs(of - day) <= _CLOSE), {})


def _plain(caption: str) -> str:
    """The words of a caption that name something: 'losses & adjusting expenses' has no 'and'."""
    words = re.findall(r"[a-z]+", _LEADING.sub("", caption.lower()))
    return " ".join(word for word in words if word != "and")
