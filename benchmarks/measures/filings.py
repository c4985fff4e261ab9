"""The filings of corpora, what becomes of their text, and the work on them in several processes."""

from __future__ import annotations

import hashlib
from concurrent.futures import ProcessPoolExecutor
from typing import TYPE_CHECKING, TypeVar

from converter.model.finding import ConversionError
from converter.pipeline import Options, analyse, prepare
from converter.read import read_filing

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from pathlib import Path

    from converter.pipeline import Conversion

T = TypeVar("T")
R = TypeVar("R")


def files(corpora: Iterable[Path], letters: str, rest: str) -> list[Path]:
    """The filings of the corpora; tables and gold stand beside them.

    letters, rest  only those whose names begin with one of these, with none of these; '' is all
    """
    found = [p for c in corpora for p in (sorted(c.glob("*.txt")) if c.is_dir() else [c])]
    return [
        path for path in found
        if (not letters or path.name[0].upper() in letters)
        and not (rest and path.name[0].upper() in rest)
    ]  # fmt: skip


def in_share(percent: int, *words: object) -> bool:
    """Whether what the words name is of a share of all; whatever else there is moves it not."""
    digest = hashlib.sha256("\0".join(map(str, words)).encode()).digest()
    return int.from_bytes(digest[:4], "big") % 100 < percent


def convert(text: str, name: str) -> Conversion | None:
    """The conversion of a text; None where the filing is refused."""
    try:
        return analyse(read_filing(text.encode("utf-8"), name), "x", Options())
    except ConversionError:
        return None


def mapped(work: Callable[[T], R], items: Sequence[T], jobs: int) -> list[R]:
    """What the work makes of each item, in their order; in this process where `jobs` is 1."""
    prepare(Options())
    if jobs < 2:
        return [work(item) for item in items]
    with ProcessPoolExecutor(jobs) as pool:
        return list(pool.map(work, items, chunksize=4))
