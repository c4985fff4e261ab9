"""Remarks between <FN> and the end of its table, which may end in figures."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from converter.text.remarks import SEE_NOTES, have_rows, remarks
from converter.text.views import LineKind

if TYPE_CHECKING:
    from converter.tables.sheet import Sheet


def without_footnotes(sheet: Sheet) -> Sheet:
    """The lines from <FN> to the end of its table or page are blank:

    Net income               2,160      1,830         Net income               2,160      1,830
    <FN>                                              <FN>
    (1) Restated, see Note 2
    </TABLE>                                          </TABLE>

    Rows that go on in the table's columns, as those of supplemental information, are no remarks.
    """
    lines = sheet.lines
    return sheet.with_lines(
        {
            at: replace(lines[at], kind=LineKind.BLANK)
            for part in remarks(lines)
            for at in part
            if SEE_NOTES.match(lines[at].text) or not have_rows(lines, part)
        }
    )
