"""A text as the pipeline makes a report of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from converter.pipeline import Options, analyse
from converter.read import read_filing

if TYPE_CHECKING:
    from converter.pipeline import Conversion


def analysed(text: str, name: str = "mills") -> Conversion:
    """All that becomes of a filing's text, named NAME.txt."""
    return analyse(read_filing(text.encode(), f"{name}.txt"), name, Options())
