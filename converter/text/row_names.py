"""The words of captions, by which rows that are printed twice are known again."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from converter.text.cells import cell_figures
from converter.text.views import LineKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from converter.text.views import LineView

_YEAR = re.compile(r"(?:19|20)\d\d(?![\d,])")
_WORD = re.compile(r"[a-z]+|\d+")


class NamedRow(NamedTuple):
    """at: its line of figures; words: those of its caption, and all between it and the last row."""

    at: int
    words: tuple[str, ...]


def named_rows(lines: Sequence[LineView]) -> Iterator[NamedRow]:
    """The lines that have figures beside their captions, or below them."""
    words: list[str] = []
    for at, line in enumerate(lines):
        if line.kind is not LineKind.TEXT:
            continue
        words += caption_words(line)
        if start_of_cells(line) is not None:
            yield NamedRow(at, tuple(words))
            words = []


def caption_words(line: LineView) -> tuple[str, ...]:
    """The words of a line that stand before its cells."""
    if line.kind is not LineKind.TEXT:
        return ()
    return tuple(_WORD.findall(line.text[: start_of_cells(line)].lower()))


def start_of_cells(line: LineView) -> int | None:
    """Where the figures of a line begin that are cells; a year that opens it ends the caption of
    the line above. None where it has none.
    """
    lefts = [each.left for each in cell_figures(line)]
    if lefts and lefts[0] == line.indent and _YEAR.match(line.text[lefts[0] :]):
        lefts.pop(0)
    return lefts[0] if lefts else None


def same_rows(some: Sequence[NamedRow], others: Sequence[NamedRow]) -> bool:
    """Whether both have the same captions; before the first of each stand words of its heads."""
    first = len(some) == len(others) > 0 and some[0].words[-2:] == others[0].words[-2:]
    return first and all(
        one.words == other.words for one, other in zip(some[1:], others[1:], strict=True)
    )
