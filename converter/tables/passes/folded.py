"""Columns for which a page was too narrow, printed below the others."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from converter.model.filing import StatementKind
from converter.text.captionless import continued_rows, is_captionless, is_row
from converter.text.cells import cell_figures
from converter.text.views import LineKind, LineView, chunks

if TYPE_CHECKING:
    from collections.abc import Sequence

    from converter.model.source import SourceText
    from converter.tables.sheet import Sheet

_FEWEST = 4  # rows: fewer may add up across by chance
_ALIKE = 0.7  # of the captions are the same: the others were typed anew
_GAP = 4  # blanks between the two parts of a line


def unfolded(sheet: Sheet) -> Sheet:
    """A statement of equity whose last columns stand below the others, with heads of their own and
    no captions, is as wide as it would have been:

                    Stock    Retained                     Stock    Retained    Treasury   Total
    Opening            80         100     Opening            80         100          (5)    175
    Net income          -          20     Net income          -          20           -      20
    Closing            80         120     Closing            80         120          (5)    195

    Treasury        Total
        (5)           175
         -             20
        (5)           195

    Both parts are printed line for line alike, or have as many rows, in each of which the last
    figure is the sum of others; or the part below has the same captions again.
    """
    if sheet.section.kind is not StatementKind.EQ:
        return sheet
    lines = sheet.lines
    below = _without_captions(lines)
    pairs = continued_rows(lines, range(below.start), below) if below else None
    if pairs:
        return _beside(sheet, [one for one, _ in pairs], [other for _, other in pairs])
    halves = _same_captions(lines)
    return _beside(sheet, *halves, captioned=True) if halves else sheet


def _beside(
    sheet: Sheet, rows: Sequence[int], below: Sequence[int], *, captioned: bool = False
) -> Sheet:
    """The sheet with the rows below, and their heads, beside the others."""
    lines = sheet.lines
    heads = _heads_between(lines, rows[-1] + 1, below[0])
    beside = _heads_above(lines, rows[0])
    beside = _with_blanks(lines, beside, len(heads))[-len(heads) :] if heads else []
    missing = len(heads) - len(beside)
    if not heads or (missing and captioned):  # a caption's first words count as heads there
        return sheet
    if missing:  # its first heads stand beside the statement's title, which is no line of it
        blank = LineView(lines[0].number, LineKind.BLANK, "")
        lines = (*(blank for _ in range(missing)), *lines)
        sheet = replace(sheet, lines=lines)
        beside = [*range(missing), *(at + missing for at in beside)]
        rows, below = ([at + missing for at in each] for each in (rows, below))
        heads = [at + missing for at in heads]
    pairs = dict(zip([*beside, *rows], [*heads, *below], strict=True))
    width = max(len(lines[at].text) for at in range(rows[-1] + 1)) + _GAP
    cut = set(below) if captioned else set()
    joined = {
        at: set_beside(
            lines[at], _bare(lines[lower]) if lower in cut else lines[lower], width, sheet.source
        )
        for at, lower in pairs.items()
    }
    gone = range(rows[-1] + 1, below[-1] + 1)
    return sheet.with_lines(
        joined | {at: LineView(lines[at].number, LineKind.BLANK, "") for at in gone}
    )


def _heads_between(lines: Sequence[LineView], first: int, stop: int) -> list[int]:
    """The lines of heads over the part below; remarks, and what ends a page, stand above these."""
    heads: list[int] = []
    for at in range(first, stop):
        if lines[at].kind is LineKind.PAGE:
            heads = []
        elif lines[at].kind is LineKind.TEXT and not lines[at].text.lstrip().startswith("<"):
            heads.append(at)
    return heads


def _with_blanks(lines: Sequence[LineView], heads: list[int], most: int) -> list[int]:
    """The lines of a boxhead with blank ones above them, until there are enough."""
    at = heads[0] if heads else 0
    while len(heads) < most and at > 0 and lines[at - 1].kind is not LineKind.TEXT:
        at -= 1
        if lines[at].kind is LineKind.BLANK:
            heads = [at, *heads]
    return heads


def _bare(line: LineView) -> LineView:
    """A line without its caption, which stands above already."""
    edge = cell_figures(line)[0].left
    return replace(line, text=" " * edge + line.text[edge:])


def _same_captions(lines: Sequence[LineView]) -> tuple[list[int], list[int]] | None:
    """The rows of both parts, where the second has captions too: as many, in the same order, and
    most of them the very same, the first among these. Heads without figures stand between.
    """
    rows = [at for at, line in enumerate(lines) if is_row(line)]
    half = len(rows) // 2
    if half < _FEWEST or len(rows) % 2:
        return None
    upper, lower = rows[:half], rows[half:]
    pairs = [
        (_caption(lines[one]), _caption(lines[other]))
        for one, other in zip(upper, lower, strict=True)
    ]
    same = [one == other for one, other in pairs]
    between = any(line.kind is LineKind.TEXT for line in lines[upper[-1] + 1 : lower[0]])
    alike = pairs[0][0] and same[0] and same[-1] and sum(same) >= _ALIKE * half and between
    return (upper, lower) if alike else None


def _caption(line: LineView) -> str:
    words = line.text[: cell_figures(line)[0].left]
    return "".join(sign for sign in words.lower() if sign.isalnum())


def _without_captions(lines: Sequence[LineView]) -> range:
    """Where the last lines of figures stand that have no words between them; remarks may stand
    below.
    """
    after = first = 0
    for at in range(len(lines) - 1, -1, -1):
        if is_captionless(lines[at]):
            first, after = at, after or at + 1
        elif lines[at].kind is LineKind.TEXT and after:
            break
    return range(first, after)


def _heads_above(lines: Sequence[LineView], stop: int) -> list[int]:
    """The lines of the boxhead: the last that has words apart, and what stands above it."""
    texts = [at for at in range(stop) if lines[at].kind is LineKind.TEXT]
    while texts and len(chunks(lines[texts[-1]].text)) < 2:  # the first row's caption begins
        texts.pop()
    return texts


def set_beside(upper: LineView, lower: LineView, width: int, source: SourceText) -> LineView:
    """Both as one view, whose columns lead into both lines of the source."""
    gap = width - len(upper.text)
    below = source.starts[lower.number - 1] - source.starts[upper.number - 1]
    left = upper.columns or tuple(range(len(upper.text)))
    right = lower.columns or tuple(range(len(lower.text)))
    last = left[-1] if left else below + right[0]
    columns = (*left, *(last for _ in range(gap)), *(below + column for column in right))
    text = f"{upper.text}{' ' * gap}{lower.text}"
    return LineView(upper.number, lower.kind, text, columns)
