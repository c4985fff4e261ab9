"""What is said of a finding's code."""

from __future__ import annotations

from typing import NamedTuple


class Code(NamedTuple):
    """title: one line; meaning: what was seen; action: what the user can do.

    most  what may follow from it at most: 'say', 'doubt', 'leave out'; '' for what a stage finds,
          whose meaning tells what became of the figures
    """

    title: str
    meaning: str
    action: str
    most: str = ""
