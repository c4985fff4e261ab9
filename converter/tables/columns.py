"""Which figures of a line are cells, and which columns they form.

Issuance of warrants to purchase 20,000
  shares of common stock for services        --        7        7
                            ^ in a caption   ^ cells: white on both sides
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from converter.text.dates import dates, years
from converter.text.numerals import Figure, Form, scan
from converter.text.views import LineKind, LineView

_NOTE_REFERENCE = re.compile(
    r"(?=[(n])(?:\((?:see\s+)?notes?\b[^)]*\)|\bnotes? \d{1,2}\b(?!,))", re.IGNORECASE
)
_WORD = re.compile(r"[A-Za-z]{2,}")
_LAST_WORD = re.compile(r".*[A-Za-z]{2}", re.DOTALL)
_UNITS = re.compile(r"\$\s?000(?:,000)?(?:'?s)?|\b000'?s\b|\(000(?:,000)?\)")
_FOOTNOTE_MARK = re.compile(r"\(\w\)|\{\w{1,2}\}|\*+|[a-z]{1,2}/(?=\s|$)")


@dataclass(frozen=True, slots=True)
class Extent:
    """Columns `left` to `right` (exclusive) of the view where the figures of a column stand."""

    left: int
    right: int

    def overlap(self, left: int, right: int) -> int:
        # called for each figure and column: comparing is twice as fast as min() and max()
        low = left if left > self.left else self.left  # noqa: FURB136
        high = right if right < self.right else self.right  # noqa: FURB136
        return high - low if high > low else 0

    @property
    def centre(self) -> float:
        return (self.left + self.right) / 2


def cell_figures(line: LineView) -> list[Figure]:
    """The figures of a line that can be cells: apart from words on both sides, no part of a date
    or of a note reference.
    """
    text = line.text
    figures = scan(text)
    if not figures:
        return []
    masked = [(d.start, d.end) for d in dates(text)]
    masked += [found.span() for found in _NOTE_REFERENCE.finditer(text)]
    if "000" in text:
        masked += [found.span() for found in _UNITS.finditer(text)]
    words = _last_word(text, figures, masked)
    kept: list[Figure] = []
    for figure in figures:
        if figure.start < words:
            continue
        if masked and any(start <= figure.start < end for start, end in masked):
            continue
        before, after = text[: figure.left], text[figure.right :]
        if before.strip() and not _apart_before(before, kept, figure):
            continue
        if _closes_remark(text, figure):
            if not (kept and before.endswith("  ") and before.count("(") <= before.count(")")):
                continue
            # among others in their columns a figure has only lost the parenthesis that opens
            kept.append(replace(figure, value=-figure.value, negative=True))
        elif _apart_after(after):
            kept.append(figure)
    if len(kept) == 1 and _in_remark(text[: kept[0].left]):
        return []
    return kept


def _in_remark(before: str) -> bool:
    """'Equity securities (cost: $3,679' over 'and $4,131)': a parenthesis is open, with words."""
    return before.count("(") > before.count(")") and bool(_WORD.search(before.rpartition("(")[2]))


def _closes_remark(text: str, figure: Figure) -> bool:
    """'(cost of $32.4 and' over '$33.4)': a parenthesis closes that the figure did not open."""
    return not figure.negative and text[figure.end : figure.right].strip().startswith(")")


def aligned_figures(line: LineView, found: list[Figure], extents: list[Extent]) -> list[Figure]:
    """The cells of a line, with a figure a single space behind the caption where it ends just as
    its column does; a footnote's mark may stand behind it: 'Purchases of stock (22){1}'.
    """
    if line.kind is not LineKind.TEXT or not extents:
        return found
    first = found[0].left if found else len(line.text)
    if first <= extents[0].right and found:
        return found
    taken = {figure.start for figure in found}
    more = [
        figure
        for figure in scan(line.text)
        if figure.start not in taken
        and figure.right <= first
        and figure.form is Form.NUMBER
        and any(
            abs(figure.right - extent.right) <= 1 and figure.left >= extent.left - 3
            for extent in extents
        )
        and not _FOOTNOTE_MARK.sub("", line.text[figure.right : first]).strip()
        and not any(d.start <= figure.start < d.end for d in dates(line.text))
        and not any(
            r.start() <= figure.start < r.end() for r in _NOTE_REFERENCE.finditer(line.text)
        )
        and not _closes_remark(line.text, figure)
    ]
    return sorted([*more, *found], key=lambda figure: figure.left)


def _last_word(text: str, figures: tuple[Figure, ...], masked: list[tuple[int, int]]) -> int:
    """Where the last word of a line ends: what stands before it is caption or prose, since the
    cells of a line come after its caption.
    """
    rest = text
    for left, right in [*((figure.left, figure.right) for figure in figures), *masked]:
        rest = f"{rest[:left]}{' ' * (right - left)}{rest[right:]}"
    last = _LAST_WORD.match(rest)
    return last.end() if last else 0


def _apart_before(before: str, kept: list[Figure], figure: Figure) -> bool:
    stripped = before.rstrip()
    gap = len(before) - len(stripped)
    if gap >= 2 or stripped.endswith((". .", "..", "$", "|")):
        return True
    if kept and len(stripped) <= kept[-1].right and gap >= 1:
        return True  # figure beside figure, a single space between
    if figure.currency and gap >= 1:
        return "$" not in stripped[-1:] and _ends_caption(stripped)
    return False


def _ends_caption(stripped: str) -> bool:
    """'$' one space after a word: a cell only where the caption is not in mid-phrase."""
    return not re.search(
        r"(?:\b(?:of|at|to|and|or|for|than|from|by|with|per)|[,(-])$", stripped, re.IGNORECASE
    )


def _apart_after(after: str) -> bool:
    if not after.strip():
        return True
    gap = len(after) - len(after.lstrip())
    rest = after.lstrip()
    if gap >= 2:
        return True
    if rest[0] in "$(-.|)" or rest[0].isdigit():
        return True
    return bool(_FOOTNOTE_MARK.match(rest))


def is_year_row(line: LineView, figures: list[Figure]) -> bool:
    """Whether all the figures are years, as in a boxhead's '2004    2003'."""
    numbers = [figure for figure in figures if figure.form is Form.NUMBER]
    if not numbers:
        return False
    lone = {start for _, start, _ in years(line.text)}
    return all(figure.start in lone and not figure.currency for figure in numbers)


def columns(rows: list[list[Figure]]) -> list[Extent]:
    """The columns that the figures of the data rows form, left to right.

    Figures are set flush right, so those whose extents overlap belong together; two figures of
    one row never share a column.

    >>> columns: figures at 40-46, 52-58 / 42-46, 54-58 -> [Extent(40, 46), Extent(52, 58)]
    """
    figures = sorted(
        [(figure.right, figure.left, number) for number, row in enumerate(rows) for figure in row],
    )
    clusters: list[list[tuple[int, int, int]]] = []
    bounds: list[list[int]] = []  # the leftmost and the rightmost column of each cluster
    for figure in figures:
        right, left, _ = figure
        for at in range(len(clusters) - 1, max(len(clusters) - 5, -1), -1):
            bound = bounds[at]
            if left < bound[1] and right > bound[0]:
                clusters[at].append(figure)
                bound[0] = min(bound[0], left)
                bound[1] = right  # the figures come by their right ends
                break
        else:
            clusters.append([figure])
            bounds.append([left, right])
    clusters = [part for cluster in clusters for part in _split(cluster)]
    extents = [
        Extent(min(item[1] for item in cluster), max(item[0] for item in cluster))
        for cluster in clusters
    ]
    return sorted(extents, key=lambda extent: extent.left)


def _split(cluster: list[tuple[int, int, int]]) -> list[list[tuple[int, int, int]]]:
    """Cuts a cluster where a row has two figures in it, between the nearest right edges."""
    numbers = [number for _, _, number in cluster]
    if len(set(numbers)) == len(numbers):
        return [cluster]
    seen: dict[int, int] = {}
    for right, _, number in sorted(cluster):
        if number in seen:
            edge = (seen[number] + right) / 2
            low = [item for item in cluster if item[0] <= edge]
            high = [item for item in cluster if item[0] > edge]
            if low and high:
                return _split(low) + _split(high)
        seen[number] = right
    return [cluster]
