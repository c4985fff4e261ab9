"""Figures a single space behind their captions and one another."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from converter.model.finding import Finding, Severity
from converter.tables.marks import has_year_each
from converter.text.cells import end_run
from converter.text.numerals import Form
from converter.text.views import LineKind

if TYPE_CHECKING:
    from converter.tables.sheet import Figures, Sheet

_FEWEST = 3  # lines: fewer that end in as many figures may be chance
_YEAR = 4  # digits
_ENDS = frozenset("0123456789)-%")


def with_squeezed_figures(sheet: Sheet) -> Sheet:
    """Where the blanks between columns were lost, the figures at a line's end are cells if they
    are as many as the boxhead states:

    1996 1995 1994
    Net sales 32,480 29,915 27,640      32,480, 29,915, 27,640
    Due to 3 affiliates 410             fewer: in which column is not told, a finding says so
    """
    thin = [
        at
        for at, (line, found) in enumerate(zip(sheet.lines, sheet.figures, strict=True))
        if not found and line.text[-1:] in _ENDS and line.kind is LineKind.TEXT
    ]
    if len(thin) < _FEWEST or len(thin) * 2 < sum(map(bool, sheet.figures)):
        return sheet
    runs = {at: run for at in thin if (run := end_run(sheet.lines[at]))}
    counts = Counter(map(len, runs.values()))
    first = min((at for at, run in runs.items() if len(run) > 1), default=0)
    columns, lines = counts.most_common(1)[0] if counts else (0, 0)
    if columns < 2 or lines < max(_FEWEST, len(runs) / 2):
        return sheet
    if not has_year_each(sheet.lines[:first], columns):
        return sheet
    cells = {}
    unclear = []
    for at, run in runs.items():
        if at >= first and len(run) >= columns and not _opens_with_caption(run, columns):
            cells[at] = run[-columns:]
        elif at > first and not _goes_on(sheet, at):
            unclear.append(at)
    sheet = replace(sheet, findings=(*sheet.findings, *_findings(sheet, runs, unclear, columns)))
    # without its figures, a line would be a heading of those below
    return sheet.with_figures(cells).with_lines(
        {at: replace(sheet.lines[at], kind=LineKind.BLANK) for at in unclear}
    )


def _opens_with_caption(run: Figures, columns: int) -> bool:
    """Whether the first of as many figures may be the last word of the caption: 'Class 5' or 'due
    1998', and one of the others is missing.
    """
    first, *others = run
    if len(run) > columns or first.currency or first.negative or first.form is not Form.NUMBER:
        return False
    digits = first.end - first.start
    year = digits == _YEAR and 1900 <= first.value < 2100
    return year or all(digits + 1 < other.end - other.start for other in others)


def _goes_on(sheet: Sheet, at: int) -> bool:
    """Whether a line is a caption's first, which may end in any figure."""
    below = sheet.lines[at + 1] if at + 1 < len(sheet.lines) else None
    return below is not None and below.text.lstrip()[:1].islower()


def _findings(
    sheet: Sheet, runs: dict[int, Figures], unclear: list[int], columns: int
) -> tuple[Finding, ...]:
    if not unclear:
        return ()
    spans = [
        sheet.lines[at].span(sheet.source, runs[at][0].start, runs[at][-1].end) for at in unclear
    ]
    return (
        Finding(
            code="TAB002", severity=Severity.WARNING, span=spans[0], others=tuple(spans[1:]),
            message=f"{sheet.section.title}: lines with fewer than {columns} figures, whose columns"
            f" no blanks tell: {len(spans)}",
            hint="these lines are left out",
        ),
    )  # fmt: skip
