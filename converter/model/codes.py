"""Every finding's code: what it means and what to do (`retroxbrl explain CODE`).

A code is three letters for the part of the way (REA reading, SEG segments, TAB tables, PER periods,
SCA scale, CAP captions, MAP mapping, REP report, CAL arithmetic, DUP duplicates, ENT entity,
COV cover, WRT writers) and a number that is never used again for something else.
"""

from __future__ import annotations

from typing import NamedTuple


class Code(NamedTuple):
    """title: one line; meaning: what was seen; action: what the user can do."""

    title: str
    meaning: str
    action: str


CODES: dict[str, Code] = {}
