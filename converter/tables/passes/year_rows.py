"""Years above the figures of a part of a table: its heads again, beside the part's name."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from converter.text.cells import is_year_row
from converter.text.dates import is_period_text, years
from converter.text.units import read_units

if TYPE_CHECKING:
    from converter.tables.sheet import Sheet

_LEAST = 2  # years of a line that repeats the heads


def without_year_rows(sheet: Sheet) -> Sheet:
    """The years of the columns are no amounts, wherever they stand again:

    EARNINGS                          1995          1994
    Net sales                      $10,395       $ 9,235
    RETAINED EARNINGS                 1995          1994      a heading
    Balance, beginning of year       1,497         1,302
    """
    heads = {_years(line.text) for line in sheet.lines[: sheet.start]}
    again = [
        at
        for at in range(sheet.start, sheet.stop)
        if sheet.figures[at]
        and is_year_row(sheet.lines[at], sheet.figures[at])
        and len(known := _years(sheet.lines[at].text)) >= _LEAST
        and known in heads
        and _names(_unyeared(sheet.lines[at].text))
    ]
    lines = {at: replace(sheet.lines[at], text=_unyeared(sheet.lines[at].text)) for at in again}
    return sheet.with_figures(dict.fromkeys(again, ())).with_lines(lines)


def _names(rest: str) -> bool:
    """Whether words name a part; units and periods are the boxhead's again, no heading."""
    return bool(rest.strip()) and read_units(rest) is None and not is_period_text(rest)


def _unyeared(text: str) -> str:
    for _, start, end in years(text):
        text = f"{text[:start]}{' ' * (end - start)}{text[end:]}"
    return text.rstrip()


def _years(text: str) -> tuple[int, ...]:
    return tuple(year for year, _, _ in years(text))
