"""What is said of a finding's code."""

from __future__ import annotations

from typing import NamedTuple


class Code(NamedTuple):
    """title: one line; meaning: what was seen; action: what the user can do."""

    title: str
    meaning: str
    action: str
