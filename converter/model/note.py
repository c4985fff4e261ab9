"""The notes of the financial statements, as they stand in the text.

NOTE 5 - INVENTORIES (In thousands)          heading: number, title
Inventories are ...                          pieces: the note page by page, its heading
<PAGE>                                       included, without what a page repeats at its head
NOTES TO FINANCIAL STATEMENTS (Continued)    or foot and without the lines of tags
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from converter.model.source import SourceText, Span


@dataclass(frozen=True, slots=True)
class Note:
    """One note.

    number   as printed: '5', 'A', 'IV'; '' where notes have none
    heading  as printed, blanks run together: 'NOTE 5 - INVENTORIES (In thousands)'
    title    the heading without number and remarks: 'INVENTORIES'; '' where there is none
    span     the heading's place
    pieces   the note's lines, in order; all but the last end with a line's end
    first    number of the heading's line; `last` is that of the last one
    concept  the text block's, 'us-gaap:InventoryDisclosureTextBlock'; '' for one of its own
    rule     of note_titles.tsv that tells the concept, '' for none
    entity   the company whose note it is, '' for the registrant's
    """

    number: str
    heading: str
    title: str
    span: Span
    pieces: tuple[Span, ...]
    first: int
    last: int
    concept: str = ""
    rule: str = ""
    entity: str = ""

    def text(self, source: SourceText) -> str:
        """The note's words as printed; tags of HTML take no room."""
        return "".join(
            source.text[left:right]
            for piece in self.pieces
            for left, right in source.printed(piece.start, piece.end)
        )
