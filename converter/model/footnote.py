"""Footnotes of tables as printed: a mark, the text below the table that begins with it, and the
figures that it speaks of.

                              1996        1995(2)       a column's head: all its figures
    Net sales (1)           $32,480      $29,915        a caption: all figures of its line
    Net income                2,160        1,830 *      one figure
    (1) Includes excise taxes.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from converter.model.source import Span


@dataclass(frozen=True, slots=True)
class Noted:
    """A footnote with its figures.

    mark    as printed at its text: '(1)', '*', '<F1>'
    text    its words without the mark, blanks normalized
    pieces  where they stand, in order: one, or one on either side of what is between
    cells   places of the digits of the figures that refer to it, sorted
    """

    mark: str
    text: str
    pieces: tuple[Span, ...]
    cells: tuple[Span, ...]
