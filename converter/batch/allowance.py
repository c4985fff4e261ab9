"""How much an archive may unpack to: so that one made to fill disks and days ends soon.

    feed.tar.gz   40 MB    4,000 MB at most
    in it a.zip    1 MB      100 MB, and no more than half of what is left to the feed

Text of filings packs to a tenth, tables of blanks to a fiftieth; a thousandth is a bomb's. An
archive within another takes from the allowance of both, and never the last of it: what stands
behind a bomb is converted.
"""

from __future__ import annotations

from typing import IO, Final

_RATIO: Final = 100
_LEAST: Final = 512 << 20  # of an archive given by name, however small it is
_LEAST_WITHIN: Final = 64 << 20
DEEPEST: Final = 4
"""Archives within archives; EDGAR's feeds need two. One that holds itself has no end."""


class SpentError(Exception):
    """The archive unpacks to more than it may."""

    def __init__(self, allowance: Allowance) -> None:
        self.allowance = allowance
        super().__init__(f"it unpacks to more than {allowance.whole >> 20} million bytes")


class Allowance:
    """Bytes that an archive of `size` bytes may still unpack to; `outer` is that of the archive
    that it lies in.
    """

    def __init__(self, size: int, outer: Allowance | None = None) -> None:
        self.outer = outer
        self.depth: int = outer.depth + 1 if outer else 1
        self.whole = max(_RATIO * size, _LEAST_WITHIN if outer else _LEAST)
        if outer:
            self.whole = min(self.whole, outer.left // 2)
        self.left: int = self.whole

    def announce(self, count: int) -> None:
        """What an archive says that it unpacks to. Raises SpentError where it may not."""
        if count > self.left:
            raise SpentError(self)

    def take(self, count: int) -> None:
        """Raises SpentError for the innermost archive that has spent its own."""
        at: Allowance | None = self
        while at is not None:
            at.left -= count
            if at.left < 0:
                raise SpentError(at)
            at = at.outer


class Metered:
    """A stream that takes what is read of it from an allowance."""

    def __init__(self, file: IO[bytes], allowance: Allowance) -> None:
        self.file = file
        self.allowance = allowance

    def read(self, size: int = -1) -> bytes:
        found = self.file.read(size)
        self.allowance.take(len(found))
        return found
