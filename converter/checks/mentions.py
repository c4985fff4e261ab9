"""The power of ten of a statement's figures by the amounts that the filing's prose speaks of.

    Net sales were $45,979 million, cash is $1.66 billion  Net sales   45,979
    The Company had cash of $1,055,312                     Cash     1,055,312

One amount may be met by chance; several at one power, and few at any other, are not.
"""

from __future__ import annotations

import re
from collections import defaultdict
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from converter.text.units import Quantity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from converter.model.mapped import Decided
    from converter.model.source import SourceText

_AMOUNT = re.compile(
    r"\$\s?(?P<digits>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)"
    r"(?:\s+(?P<words>thousand|million|billion)\b)?"
)
_WORDS = {"thousand": 3, "million": 6, "billion": 9}
_PROSE = re.compile(r"(?:\b[a-z]+[,;]?\s+){3}")  # three small words make a sentence
_POWERS = (0, 3, 6)
_DIGITS = 3  # of an amount, at least: fewer are met by chance
_FULL = 1_000_000
_LEAST = 4  # amounts that are met
_TIMES = 4  # as many as at any other power


class Mention(NamedTuple):
    """An amount in whole units; `unit` is one in its last place."""

    value: Decimal
    unit: Decimal


def mentions(source: SourceText) -> frozenset[Mention]:
    """The amounts that sentences speak of, wherever they stand."""
    lines = [source.line(number) for number in range(1, source.line_count + 1)]
    prose = "\n".join(line if _PROSE.search(line) else "" for line in lines)
    return frozenset(_read(prose))


def _read(prose: str) -> Iterator[Mention]:
    for found in _AMOUNT.finditer(prose):
        digits = found["digits"].replace(",", "")
        power = _WORDS.get(found["words"] or "", 0)
        places = len(digits.partition(".")[2])
        value = Decimal(digits).scaleb(power)
        unit = Decimal(1).scaleb(power - places)
        # '$1,055' of a note is in the units of its tables as a rule
        if value >= unit * 10 ** (_DIGITS - 1) and (power or value >= _FULL):
            yield Mention(value, unit)


def power_by(told: frozenset[Mention], table: Decided) -> int | None:
    """The power of ten at which a statement has the amounts of the prose; None where that is not
    told.
    """
    figures = {
        (abs(cell.figure.value), cell.figure.places)
        for item in table.read.items
        if item.quantity is Quantity.MONEY and not item.units
        for cell in item.row.cells
        if cell.figure.value
    }
    met: dict[int, set[Decimal]] = defaultdict(set)
    for power in _POWERS:
        for value, places in figures:
            unit = Decimal(1).scaleb(power - places)
            whole = value.scaleb(power)
            if whole < unit * 10 ** (_DIGITS - 1):
                continue
            for each in told:
                if abs(whole - each.value) * 2 <= max(unit, each.unit):
                    met[power].add(each.value)
    count = sorted(((len(met[power]), power) for power in _POWERS), reverse=True)
    (most, power), (next_, _) = count[:2]
    return power if most >= _LEAST and most >= _TIMES * next_ else None
