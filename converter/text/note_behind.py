"""The note that a caption refers to behind a dash or a comma: 'Inventories -- Notes A and D'.

In parentheses it goes with all that stands in such; behind a dash it would be words of the caption.
"""

from __future__ import annotations

import re

_ONE = r"(?:[a-z]|\d{1,2})\b"
_BEHIND = re.compile(
    rf"\s*[-\u2013\u2014,;:]\s*(?:see\s+)?notes?\s+{_ONE}(?:\s*(?:,\s*and|,|and|&|-)\s*{_ONE})*[\s.:]*$",
    re.IGNORECASE,
)
_DASHES = " \t-\u2013\u2014,;:"


def without_note(caption: str) -> str:
    """A caption without the notes that it refers to at its end.

    >>> without_note("Inventories -- Notes A and D"), without_note("BENEFITS AND EXPENSES--Note 5")
    ('Inventories', 'BENEFITS AND EXPENSES')
    >>> without_note("Commitments, see Note 8.:"), without_note("Senior notes A")
    ('Commitments', 'Senior notes A')
    """
    if "ote" not in caption.lower():
        return caption
    found = _BEHIND.search(caption)
    return caption[: found.start()].rstrip(_DASHES) or caption if found else caption
