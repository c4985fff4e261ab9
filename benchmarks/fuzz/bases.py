"""What is damaged: small filings whole, of large ones a part, now and then the whole.

A part is the head of the filing and a statement, or some lines around figures; it is converted
twenty times as fast as the filing, and most of what can go wrong is in it.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path
    from random import Random

_WHOLE = ((2_000, 1.0), (9_000, 0.2), (60_000, 0.02))
"""Which share of filings is taken whole, by the bytes that they have at most; no larger are."""

_FIGURES = re.compile(r"\d[\d,.]*\)?\s{2,}[$(]*\s?\d")
_TITLE = re.compile(
    r"\s*(?:CONDENSED|CONSOLIDATED|UNAUDITED|STATEMENTS? OF|BALANCE SHEETS?)\b", re.IGNORECASE
)
_ENDINGS = (".txt", ".nc", ".htm", ".sgml")


def files(places: Iterable[Path]) -> tuple[Path, ...]:
    """The files at or below the places that may be filings, always in the same order."""
    found: set[Path] = set()
    for place in places:
        if place.is_dir():
            found |= {path for path in place.rglob("*") if path.suffix.lower() in _ENDINGS}
        else:
            found.add(place)
    return tuple(sorted(found))


@lru_cache(maxsize=40)
def _read(path: Path) -> str:
    return path.read_bytes().decode("latin-1")


def base(paths: tuple[Path, ...], chance: Random) -> str:
    """A filing or a part of one."""
    text = _read(chance.choice(paths))
    share = next((share for most, share in _WHOLE if len(text) <= most), 0.0)
    return text if chance.random() < share else _part(text, chance)


def _part(text: str, chance: Random) -> str:
    lines = text.split("\n")
    rows = [number for number, line in enumerate(lines) if _FIGURES.search(line)]
    heads = _titles(lines, rows) if chance.random() < 0.8 else []
    if heads:
        at = chance.choice(heads)
        first, last = max(0, at - chance.randint(0, 5)), at + chance.randint(20, 70)
    else:
        at = chance.choice(rows) if rows else chance.randrange(len(lines))
        first, last = max(0, at - chance.randint(5, 50)), at + chance.randint(5, 40)
    head = lines[: min(first, chance.choice((0, 30, 30, 50)))]
    return "\n".join(head + lines[first:last])


def _titles(lines: list[str], rows: list[int]) -> list[int]:
    """The lines that name a statement, with figures soon below them."""
    figures = set(rows)
    return [
        number
        for number, line in enumerate(lines)
        if _TITLE.match(line) and sum(at in figures for at in range(number, number + 20)) > 4
    ]
