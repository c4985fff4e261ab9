"""Titles of the selected data of several years (S-K 301)."""

from __future__ import annotations

import re

_SELECTED = re.compile(
    r"\bselected\s+(?:(?:consolidated|historical|summary|certain|other)\s+)*(?:financial|operating|consolidated)"
    r"(?:\s+and\s+(?:operating|other|statistical))?\s+(?:data|information|statistics)\b"
    r"|\b(?:five|six|ten|eleven)[\s-]+years?\s+(?:\w+\s+){0,3}(?:summary|review|data|record|comparison)\b"
    r"|\bsummary\s+of\s+(?:selected\s+)?(?:consolidated\s+)?financial\s+data\b",
    re.IGNORECASE,
)
_OTHER = re.compile(r"\bquarter|\bpro\s*forma\b|\bsegments?\b", re.IGNORECASE)


def of_selected_data(title: str) -> bool:
    """Whether a title is that of selected data of several years.

    >>> of_selected_data("ITEM 6.  SELECTED CONSOLIDATED FINANCIAL DATA")
    True
    >>> of_selected_data("Selected quarterly financial data (unaudited)")
    False
    """
    return _SELECTED.search(title) is not None and _OTHER.search(title) is None
