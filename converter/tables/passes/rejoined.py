"""Lines that were cut at one width, and go on below."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from converter.model.finding import Finding, Severity
from converter.text.dates import dates, is_period_text, years
from converter.text.numerals import scan
from converter.text.views import LineKind, LineView, view

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from converter.model.source import SourceText, Span
    from converter.tables.sheet import Sheet

_FEWEST = 3  # pairs of lines: fewer prove no width
_NARROWEST = 64  # columns: no page was narrower
_TOKEN = 18  # characters of the widest figure with the blanks before it: a line ends so much sooner
_INDENT = 16  # columns: a rest begins at the margin, figures without a caption in their columns
_REST = re.compile(r"(?=.*\d)[\d,.()$%\s\u2014-]{1,60}")
_TEXTS = (LineKind.TEXT, LineKind.PAGE)
_SIGNS = frozenset("0123456789,.$()%-")
_INNER = re.compile(r"(?!end(?:ed|ing)\b)[a-z]")
_WHOLE = re.compile(r"\(?\$?\(?(?:\d{1,3}(?:,\d{3})+|\d{1,3})(?:\.\d+)?\)?%?")


def rejoined(sheet: Sheet) -> Sheet:
    """Two lines are one again where lines of one width are followed by figures alone:

    Net sales                 32,480    29,915      2    Net sales      32,480   29,915   27,640
    7,640
    Interest expense             410       455           Interest ...      410      455      480
      480

    The two parts of 27,640 are no printed figure that a fact could point to: it is left out.
    """
    lines = _with_line_above(sheet)
    pairs = [
        at
        for at, (upper, lower) in enumerate(pairwise(lines))
        if _is_rest(lower) and upper.kind is LineKind.TEXT and not _is_rest(upper)
    ]
    if len(pairs) < _FEWEST:
        return sheet
    texts = [line.text for line in lines if line.kind is LineKind.TEXT]
    reach = {at: _reach(line, sheet.source) for at, line in enumerate(lines)}
    width = max(reach[at] for at, line in enumerate(lines) if line.kind is LineKind.TEXT)
    pairs = [at for at in pairs if reach[at] > width - _TOKEN]
    if len(pairs) < _FEWEST or width < _NARROWEST:
        return sheet
    commas = any("," in text for text in texts)
    most = max(len(lines[at + 1].text) for at in pairs)
    views: dict[int, LineView] = {}
    lost: list[Span] = []
    for at in sorted({*pairs, *_cut_heads(lines[: pairs[-1]], width, most)}):
        if at - 1 in views:
            continue  # it is a rest itself
        upper, lower = lines[at], lines[at + 1]
        view = _joined(upper, lower, width, sheet.source, parted=True)
        if not _is_dated(view):  # a date cut in two is no figure lost
            if _parts_figure(upper, lower, width, commas=commas):
                lost.append(upper.span(sheet.source, width - len(_last(upper)), width))
            else:
                view = _joined(upper, lower, width, sheet.source, parted=False)
        views[at] = view
    found = _findings(sheet, [lines[at] for at in views], lost, width)
    return replace(
        sheet,
        lines=tuple(views.get(at, line) for at, line in enumerate(lines) if at - 1 not in views),
        findings=(*sheet.findings, *found),
    )


def _with_line_above(sheet: Sheet) -> tuple[LineView, ...]:
    """The sheet's lines, with the one above them where that was cut and they begin with its rest:
    'Years ended June 30' is read as part of the title, the years below it are not.
    """
    lines = sheet.lines
    if not lines or not _is_rest(lines[0]) or lines[0].number < 2:
        return lines
    above = view(sheet.source, lines[0].number - 1)
    blanks = _reach(above, sheet.source) - len(above.text)
    cut = above.kind is LineKind.TEXT and is_period_text(above.text) and blanks > _TOKEN
    return (above, *lines) if cut else lines


def _reach(line: LineView, source: SourceText) -> int:
    """Where a line ends, with the blanks at its end: a caption that the cut parts from its figures
    has them up to it.
    """
    raw = source.line(line.number).rstrip("\r\n\f")
    return len(line.text) if "\t" in raw or line.columns else max(len(raw), len(line.text))


def _is_rest(line: LineView) -> bool:
    """Figures alone; the last of a page may be taken for its number."""
    return line.kind in _TEXTS and line.indent < _INDENT and _REST.fullmatch(line.text) is not None


def _cut_heads(lines: Sequence[LineView], width: int, most: int) -> Iterator[int]:
    """Lines of words that were cut: they reach the width, or stand right of all rests and a rest
    with a period is below.
    """
    for at, (upper, lower) in enumerate(pairwise(lines)):
        if upper.kind is lower.kind is LineKind.TEXT and len(lower.text) <= most + 2:
            reaches = len(upper.text) >= width - 1 and lower.indent < _INDENT
            period = is_period_text(lower.text) or lower.text.strip().lower() == "ended"
            if reaches or (period and upper.indent > most):
                yield at


def _parts_figure(upper: LineView, lower: LineView, width: int, *, commas: bool) -> bool:
    """Whether the cut goes through a figure, or may: '26' over ',115', '4' over '80'. Not where
    both parts are whole and together none: '26,115' over '24,300'.
    """
    if len(upper.text) < width or lower.text[:1].isspace():
        return False
    one, other = _last(upper), lower.text.split(maxsplit=1)[0]
    if one[-1] not in _SIGNS or other[0] not in _SIGNS:
        return False
    both = _WHOLE.fullmatch(one) and _WHOLE.fullmatch(other)
    return not (both and commas and not _WHOLE.fullmatch(one + other))


def _last(line: LineView) -> str:
    return line.text.rsplit(maxsplit=1)[-1]


def _is_dated(line: LineView) -> bool:
    """Whether the figures of a line are all of dates: none of them is lost."""
    figures = scan(line.text)
    taken = [(d.start, d.end) for d in dates(line.text)]
    taken += [(start, end) for _, start, end in years(line.text)]
    return bool(figures) and all(
        any(start <= figure.start < end for start, end in taken) for figure in figures
    )


def _joined(
    upper: LineView, lower: LineView, width: int, source: SourceText, *, parted: bool
) -> LineView:
    """Both as one view, whose columns lead into both lines of the source."""
    one, other = upper.text, lower.text
    # 'Six Mo' goes on in 'nths', and 'Six' in 'Months': the blank between has no place of its own
    within = other[:1].isspace() or (one[-1].isalpha() and _INNER.match(other))
    gap = width - len(one) + (0 if parted or within else 1)
    below = source.starts[lower.number - 1] - source.starts[upper.number - 1]
    left = upper.columns or tuple(range(len(one)))
    right = lower.columns or tuple(range(len(other)))
    columns = (*left, *(left[-1] for _ in range(gap)), *(below + column for column in right))
    return LineView(upper.number, upper.kind, f"{one}{' ' * gap}{other}", columns)


def _findings(
    sheet: Sheet, cut: Sequence[LineView], lost: Sequence[Span], width: int
) -> Iterator[Finding]:
    title = sheet.section.title
    yield Finding(
        code="TAB003", severity=Severity.INFO, span=sheet.source.line_span(cut[0].number, 0, 0),
        message=f"{title}: {len(cut)} lines are cut at column {width} and go on below; they are "
        "read as one each",
    )  # fmt: skip
    if lost:
        yield Finding(
            code="TAB004", severity=Severity.WARNING, span=lost[0], others=tuple(lost[1:]),
            message=f"{title}: figures cut in two by the ends of lines: {len(lost)}",
            hint="they are left out; mend the lines, or take the figures by hand",
        )  # fmt: skip
