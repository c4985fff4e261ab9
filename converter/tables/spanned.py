"""Lengths that head equal shares of the columns, though they do not stand over them.

Thirteen Weeks Ended Twenty-six Weeks Ended       one blank parts the spanners
  June 28,   June 29,   June 28,   June 29,

Three Months Ended  Six Months Ended              they have slipped over the stub
                June 30,   June 30,   June 30,   June 30,
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from converter.tables.in_order import ended_apart
from converter.tables.placing import HeadText
from converter.text.dates import is_period_text, read_length, without_periods

if TYPE_CHECKING:
    from collections.abc import Sequence

    from converter.text.views import Chunk, LineView

    StubWord = tuple[LineView, Chunk]


def parted(over: Sequence[HeadText]) -> list[HeadText]:
    """The heads, those of several lengths in equal parts."""
    found: list[HeadText] = []
    for head in over:
        spanners = ended_apart(head.chunk)
        width, rest = divmod(head.last - head.first + 1, len(spanners) or 1)
        if len(spanners) > 1 and width and not rest and len(_lengths(spanners)) == len(spanners):
            found += [
                replace(
                    head, chunk=chunk, first=head.first + at * width,
                    last=head.first + (at + 1) * width - 1,
                )
                for at, chunk in enumerate(spanners)
            ]  # fmt: skip
        else:
            found.append(head)
    return found


def slipped(
    over: Sequence[HeadText], stub: Sequence[StubWord], columns: int
) -> tuple[list[HeadText], list[StubWord]]:
    """The heads and the words over the stub, with the lengths among these that head the columns:
    several on one line, of which none stands over a column.
    """
    if any(read_length(head.chunk.text) != (None, None) for head in over):
        return list(over), list(stub)
    by_line: dict[int, list[StubWord]] = {}
    for line, chunk in stub:
        by_line.setdefault(line.number, []).append((line, chunk))
    for number, words in by_line.items():
        spanners = [chunk for _, chunk in words]
        width, rest = divmod(columns, len(spanners))
        if len(spanners) < 2 or rest or not width or len(_lengths(spanners)) < len(spanners):
            continue
        heads = [
            HeadText(chunk, at * width, (at + 1) * width - 1, line)
            for at, (line, chunk) in enumerate(words)
        ]
        return [*heads, *over], [word for word in stub if word[0].number != number]
    return list(over), list(stub)


def _lengths(spanners: Sequence[Chunk]) -> set[tuple[int | None, int | None]]:
    """The lengths that words state which say nothing else; each is another one."""
    return {
        read_length(chunk.text)
        for chunk in spanners
        if is_period_text(chunk.text) and not without_periods(chunk.text)
    } - {(None, None)}
