"""The input of a seed: a base, damaged once or several times over."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING

from benchmarks.fuzz.bases import base
from benchmarks.fuzz.characters import CHARACTERS
from benchmarks.fuzz.claims import CLAIMS
from benchmarks.fuzz.lines import LINES
from benchmarks.fuzz.markup import MARKUP

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

LARGEST = 400_000
"""Bytes: mutations that make the input larger are not taken."""

MUTATIONS: tuple[Callable[[str, Random], str], ...] = (*LINES, *CHARACTERS, *MARKUP, *CLAIMS)
_OFTEN = (1, 1, 2, 2, 3, 4, 6)


def made(seed: int, paths: tuple[Path, ...]) -> tuple[bytes, tuple[str, ...]]:
    """The input of the seed and what was done to it; the same seed and files, the same bytes."""
    chance = Random(f"fuzz {seed}")
    text, done = base(paths, chance), []
    for _ in range(chance.choice(_OFTEN)):
        name, text = _damaged(text, paths, chance)
        done.append(name)
    return text.encode("latin-1"), tuple(done)


def _damaged(text: str, paths: tuple[Path, ...], chance: Random) -> tuple[str, str]:
    at = chance.randrange(len(MUTATIONS) + 1)
    if at == len(MUTATIONS):
        return "spliced", _spliced(text, base(paths, chance), chance)
    after = MUTATIONS[at](text, chance)
    return MUTATIONS[at].__name__, after if 0 < len(after) <= LARGEST else text


def _spliced(text: str, other: str, chance: Random) -> str:
    """Two filings as one: one behind the other, one within the other, or line by line in turn."""
    how = chance.randrange(4)
    at = text.rfind("\n", 0, chance.randrange(len(text) + 1)) + 1
    to = other.rfind("\n", 0, chance.randrange(len(other) + 1)) + 1
    if how == 0:
        return text + "\n" + other
    if how == 1:
        return text[:at] + other[to:]
    if how == 2:
        return text[:at] + other + text[at:]
    pairs = zip(text.split("\n"), other.split("\n"), strict=False)
    return "\n".join(line for pair in pairs for line in pair)
