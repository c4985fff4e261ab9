"""Codes of footnotes."""

from __future__ import annotations

from converter.model.codes.code import Code

FOOTNOTES: dict[str, Code] = {
    "FTN001": Code(
        "A footnote's mark without its text",
        "A figure, a caption or a column's head bears a mark that is surely one: EDGAR's own, one "
        "that touches a figure, or one beside others that have their footnote. No text below the "
        "table, on its page, begins with it: it stands elsewhere, or the filing leaves it out.",
        "The figures are facts without the footnote. Look at the place.",
    ),
    "FTN002": Code(
        "A footnote without its mark",
        "Below a table stands a footnote, beside others that figures refer to, but no mark for it "
        "was found at a figure, at the end of a caption or in a column's head. It may speak of the "
        "title, of a column that states no amount, or of a line that was not read.",
        "It is linked to no fact. Its words are in the inline document as they stand.",
    ),
}
