"""Dashes a blank before a figure: a sign, or the cell of a narrow column."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from converter.text.numerals import Figure, Form, apart_minus

if TYPE_CHECKING:
    from converter.tables.sheet import Figures, Sheet

_FEWEST = 2  # figures that end where a dash stands, for a column of their own


def with_dash_columns(sheet: Sheet) -> Sheet:
    """A dash that stands where figures of other lines end is a cell, and no sign:

    Current     1,240 2,310
    Deferred        - 1,180        -, 1,180
    Other              - 28        -28
    """
    signed = {
        at: row
        for at, (line, row) in enumerate(zip(sheet.lines, sheet.figures, strict=True))
        if any(apart_minus(line.text, figure) for figure in row)
    }
    if not signed:
        return sheet
    ends = Counter(
        figure.right
        for at, row in enumerate(sheet.figures)
        for figure in row
        if figure.form is Form.NUMBER and not apart_minus(sheet.lines[at].text, figure)
    )
    return sheet.with_figures(
        {at: _parted(sheet.lines[at].text, row, ends) for at, row in signed.items()}
    )


def _parted(text: str, row: Figures, ends: Counter[int]) -> Figures:
    found: list[Figure] = []
    for figure in row:
        end = figure.start - 1
        if apart_minus(text, figure) and ends[end] + ends[end + 1] >= _FEWEST:
            found.append(
                Figure(
                    end - 1, end, figure.left, end, Decimal(0), negative=False, places=0,
                    form=Form.DASH, currency=figure.currency, percent=False,
                )
            )  # fmt: skip
            figure = replace(figure.opposite, left=figure.start, currency=False)  # noqa: PLW2901
        found.append(figure)
    return tuple(found)
