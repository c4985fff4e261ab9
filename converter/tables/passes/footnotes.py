"""Remarks between <FN> and the end of its table, which may end in figures."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from converter.text.views import LineKind

if TYPE_CHECKING:
    from converter.tables.sheet import Sheet


def without_footnotes(sheet: Sheet) -> Sheet:
    """The lines from <FN> to the end of its table or page are blank:

    Net income               2,160      1,830         Net income               2,160      1,830
    <FN>                                              <FN>
    (1) Restated, see Note 2
    </TABLE>                                          </TABLE>
    """
    changed = {}
    within = False
    for at, line in enumerate(sheet.lines):
        if line.kind is LineKind.TAG:
            tags = line.text.lower()
            within = "<fn>" in tags or (within and "table>" not in tags and "</fn>" not in tags)
        elif line.kind is LineKind.PAGE:
            within = False
        if within:
            changed[at] = replace(line, kind=LineKind.BLANK)
    return sheet.with_lines(changed)
