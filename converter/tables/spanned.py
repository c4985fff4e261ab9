"""Lengths that head equal shares of the columns, though they do not stand over them.

Thirteen Weeks Ended Twenty-six Weeks Ended       one blank parts the spanners
  June 28,   June 29,   June 28,   June 29,

Three Months Ended  Six Months Ended              they have slipped over the stub
                June 30,   June 30,   June 30,   June 30,

  Three Months Ended        Six Months Ended      the same years stand below each
  1997       1996          1997        1996
  $     %    $     %       $     %     $     %
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from converter.tables.in_order import ended_apart
from converter.tables.placing import HeadText
from converter.text.dates import is_period_text, read_length, without_periods

if TYPE_CHECKING:
    from collections.abc import Sequence

    from converter.text.views import Chunk, LineView

    StubWord = tuple[LineView, Chunk]

_YEAR = re.compile(r"(?:19|20)\d\d\W*")


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


def balanced(over: Sequence[HeadText]) -> list[HeadText]:
    """The heads, lengths and their days those of equal shares of the years below them, where each
    share has the same years, wherever they stand over these.
    """
    lines: dict[int, list[HeadText]] = {}
    for head in over:
        lines.setdefault(head.line.number, []).append(head)
    rows = [sorted(row, key=lambda head: head.chunk.left) for _, row in sorted(lines.items())]
    spans: dict[int, list[tuple[int, int]]] = {}
    for at, lengths in enumerate(rows):
        if len(lengths) < 2 or len(_lengths([head.chunk for head in lengths])) < len(lengths):
            continue
        years = next((row for row in rows[at + 1 :] if _alike_shares(row, len(lengths))), None)
        if years is None:
            continue
        width = len(years) // len(lengths)
        shares = [
            (years[part].first, years[part + width - 1].last)
            for part in range(0, len(years), width)
        ]
        for row in rows[at : rows.index(years)]:
            if len(row) == len(lengths) and all(is_period_text(head.chunk.text) for head in row):
                spans[row[0].line.number] = shares
    found: list[HeadText] = []
    for row in rows:
        shares = spans.get(row[0].line.number, [(head.first, head.last) for head in row])
        found += [
            replace(head, first=first, last=last)
            for head, (first, last) in zip(row, shares, strict=True)
        ]
    return found if spans else list(over)


def _alike_shares(row: Sequence[HeadText], shares: int) -> bool:
    """Whether a line has the same years so many times, one behind the other."""
    texts = [head.chunk.text for head in row]
    width, rest = divmod(len(texts), shares)
    bare = all(_YEAR.fullmatch(text) for text in texts)
    return bare and not rest and len(set(texts)) == width and texts == texts[:width] * shares


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
