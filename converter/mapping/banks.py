"""What a bank's headings mean: below its net interest income there is nothing but what it earns and
spends beside interest, whatever they say.

Net interest income after provision      1,221    1,236
Other income:                                              as 'Noninterest income'
  Service charges                           87       96
Operating expenses:                                        as 'Noninterest expense'
  Salaries                                 489      482

Where one line tells what it earns beside interest, and the next what it spends, they are these.

Source: Regulation S-X 9-04.13 and 14.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from converter.model.filing import StatementKind

if TYPE_CHECKING:
    from converter.model.lineitem import ReadTable

_OF_A_BANK = re.compile(
    r"\bnet interest (?:income|margin)\b|\bnet interest and dividend income\b"
    r"|\binterest (?:income|margin) after\b.*\bprovision\b",
    re.IGNORECASE,
)
_BESIDE = re.compile(
    r"\W*(?:total\s+)?(?:other|operating|other\s+operating|non-?operating)\s+"
    r"(?P<kind>income|revenues?|expenses?)\W*",
    re.IGNORECASE,
)
_AS = {"i": "Noninterest income", "r": "Noninterest income", "e": "Noninterest expense"}


def with_noninterest(read: ReadTable) -> ReadTable:
    """The table with the headings of a bank's operations as rows ask for them; another as it is."""
    if read.table.kind is not StatementKind.IS:
        return read
    first = next(
        (
            at
            for at, item in enumerate(read.items)
            if item.row.cells and _OF_A_BANK.search(item.caption)
        ),
        None,
    )
    if first is None:
        return read
    items = tuple(
        replace(item, section=tuple(map(_as_rows_ask, item.section))) if at > first else item
        for at, item in enumerate(read.items)
    )
    return replace(read, items=items)


def whole_lines(read: ReadTable) -> dict[int, str]:
    """What rows call the lines that stand for all that a bank earns and spends beside interest: one
    right below its net interest income, and the next.
    """
    figured = [at for at, item in enumerate(read.items) if item.row.cells]
    for before, at, after in zip(figured, figured[1:], figured[2:], strict=False):
        asked = [_as_rows_ask(read.items[each].caption) for each in (at, after)]
        if _OF_A_BANK.search(read.items[before].caption) and asked == [_AS["i"], _AS["e"]]:
            return dict(zip((at, after), asked, strict=True))
    return {}


def _as_rows_ask(heading: str) -> str:
    found = _BESIDE.fullmatch(heading)
    return _AS[found["kind"][0].lower()] if found else heading
