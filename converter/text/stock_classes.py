"""Lines that say nothing but a class of stock, and mean what their heading speaks of.

Cash dividends
  Class A common ($.35 per share)        dividends on common stock, class A
"""

from __future__ import annotations

import re

_ALONE = re.compile(
    r"(?:class|series)\s+(?:[a-z]|\d{1,2})(?:\s+common)?(?=\s*(?:[(,;-]|$))", re.IGNORECASE
)
_OF_COMMON = re.compile(
    r"(?!.*\bpreferred\b)(?:.*\b(?:common|capital)\s+(?:stock|shares)\b|.*\bdividends\b)",
    re.IGNORECASE,
)


def is_class_alone(caption: str, heading: str) -> bool:
    """Whether a caption is but a class of the common stock, or of its dividends, of which its
    heading speaks.
    """
    return _ALONE.match(caption) is not None and _OF_COMMON.match(heading) is not None
