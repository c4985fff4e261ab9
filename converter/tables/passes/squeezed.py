"""Figures a single space behind their captions and one another."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from converter.model.finding import Finding, Severity
from converter.tables.marks import stated
from converter.text.cells import NOTE_REFERENCE, is_year_row
from converter.text.dates import dates
from converter.text.numerals import Form, scan
from converter.text.views import LineKind

if TYPE_CHECKING:
    from converter.tables.sheet import Figures, Sheet
    from converter.text.numerals import Figure
    from converter.text.views import LineView

_FEWEST = 3  # lines: fewer that end in as many figures may be chance
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
    runs = {at: run for at in thin if (run := _run(sheet.lines[at]))}
    counts = Counter(map(len, runs.values()))
    first = min((at for at, run in runs.items() if len(run) > 1), default=0)
    columns = max(stated(sheet.lines[:first]), key=lambda count: (counts[count], -count), default=0)
    if counts[columns] < max(_FEWEST, len(runs) / 2):
        return sheet
    sheet = replace(sheet, findings=(*sheet.findings, *_short(sheet, runs, columns, first)))
    return sheet.with_figures(
        {at: run[-columns:] for at, run in runs.items() if at >= first and len(run) >= columns}
    )


def _run(line: LineView) -> Figures:
    """The figures at the end of a line that have nothing but blanks between them."""
    text = line.text
    masked = [(d.start, d.end) for d in dates(text)]
    masked += [found.span() for found in NOTE_REFERENCE.finditer(text)]
    run: list[Figure] = []
    end = len(text)
    for figure in reversed(scan(text)):
        dated = any(start <= figure.start < stop for start, stop in masked)
        if text[figure.right : end].strip() or dated or figure.form is Form.ABSENT:
            break
        run.append(figure)
        end = figure.left
    found = tuple(reversed(run))
    return () if is_year_row(line, found) else found


def _short(sheet: Sheet, runs: dict[int, Figures], columns: int, first: int) -> tuple[Finding, ...]:
    short = [
        sheet.lines[at].span(sheet.source, run[0].start, run[-1].end)
        for at, run in runs.items()
        if at > first and len(run) < columns
    ]
    if not short:
        return ()
    return (
        Finding(
            code="TAB002", severity=Severity.WARNING, span=short[0], others=tuple(short[1:]),
            message=f"{sheet.section.title}: {len(short)} lines have fewer than {columns} figures,"
            " and blanks do not tell in which columns",
            hint="these figures are left out",
        ),
    )  # fmt: skip
