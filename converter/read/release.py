"""Whose press release: the name above its statements, or before its trading symbol.

                 EXAMPLE MINES, INC.
        Condensed Consolidated Balance Sheets

RENO, Nev., May 3, 2001--Example Mines, Inc. (Nasdaq: EXMP), a ...
"""

from __future__ import annotations

import re
from collections import Counter

STATEMENT_TITLE = re.compile(
    r"^[ \t]*(?:[A-Z][\w'&.,-]*[ \t]+){0,8}?(?:balance[ \t]+sheets?"
    r"|statements?[ \t]+of[ \t]+(?:[\w,]+[ \t]+){0,3}?(?:operations?|income|earnings|loss"
    r"|cash[ \t]+flows?|financial[ \t]+(?:condition|position)))\b"
    r"[^\n.;]{0,40}$",
    re.MULTILINE | re.IGNORECASE,
)
_SUFFIX = (
    r"(?:Inc(?:orporated)?|Corp(?:oration)?|Co(?:mpany)?|L\.?P|L\.?L\.?C|Ltd|Limited|Trust|N\.?V|P\.?L\.?C|S\.?A"
    r"|Bancorp|Bancshares|Group|Holdings|Partners|Industries|Technologies|International)\b\.?"
)
_NAME_LINE = re.compile(rf"[A-Z0-9][^\n]*?\b{_SUFFIX}", re.IGNORECASE)
# a dateline's dashes are no part of the name: 'May 3, 2001--Example Mines, Inc. (Nasdaq'
_WORD = r"(?:[\w.&']|-(?!-)){0,30}"
_TICKER = re.compile(
    rf"(?P<name>[A-Z0-9]{_WORD}(?:,?\s+(?:[A-Z0-9&]{_WORD}|of|and|the|for)){{0,8}}?,?\s+{_SUFFIX})\s*\(\s*"
    r"(?:NASDAQ|Nasdaq|NYSE|AMEX|ASE|OTC|New\s+York\s+Stock|American\s+Stock|TSX|LSE)"
)
_LEAD = 10_000  # a release names its company and the symbol in the first paragraphs
_ABOVE = 3  # lines between a name and its statement's title: a blank, a subsidiary clause


def release_name(text: str) -> tuple[int, int] | None:
    """Offsets in `text` of the company's name, or None.

    The name that stands above most statements wins; else the one before the trading symbol.
    """
    above: list[tuple[str, int, int]] = []
    for title in STATEMENT_TITLE.finditer(text):
        end = title.start()
        for _ in range(_ABOVE):
            end = text.rfind("\n", 0, max(end - 1, 0)) + 1 if end else 0
            line = text[end : text.find("\n", end)].rstrip()
            name = line.strip()
            if name:
                found = _NAME_LINE.match(name)
                if found and len(name) - found.end() < 20:
                    start = end + line.index(name)
                    above.append((" ".join(name.split()).casefold(), start, start + found.end()))
                break
    if above:
        most = Counter(name for name, _, _ in above).most_common(1)[0][0]
        return next((start, end) for name, start, end in above if name == most)
    ticker = _TICKER.search(text, 0, _LEAD)
    return ticker.span("name") if ticker else None
