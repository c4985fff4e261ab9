"""Lines that are wider than any page."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from converter.model.finding import Finding, Severity
from converter.text.views import LineKind

if TYPE_CHECKING:
    from converter.tables.sheet import Sheet

_WIDEST = 4000
"""Signs of a line. Pages have 132, the widest statements some 250; what is held against every other
word of a line would take hours on one of a megabyte.
"""


def without_wide_lines(sheet: Sheet) -> Sheet:
    """A line of many thousand signs is none of a table: its page has lost its line ends."""
    wide = [
        at
        for at, line in enumerate(sheet.lines)
        if line.kind is LineKind.TEXT and len(line.text) > _WIDEST
    ]
    if not wide:
        return sheet
    spans = [sheet.lines[at].span(sheet.source, 0, len(sheet.lines[at].text)) for at in wide]
    finding = Finding(
        code="TAB002", severity=Severity.WARNING, span=spans[0], others=tuple(spans[1:]),
        message=f"{sheet.section.title}: lines of more than {_WIDEST} signs: {len(spans)}",
        hint="these lines are left out",
    )  # fmt: skip
    blank = {at: replace(sheet.lines[at], kind=LineKind.BLANK) for at in wide}
    return replace(sheet.with_lines(blank), findings=(*sheet.findings, finding))
