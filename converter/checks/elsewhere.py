"""What a filing says of statements that it does not hold.

    Item 8.  Financial Statements and Supplementary Data
       The information required by this item is incorporated by reference to pages 20
       through 41 of the Annual Report to Shareholders (Exhibit 13).

The item that must have the statements is read, from its heading to the next one.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from converter.checks.forms import Form
    from converter.model.filing import Filing
    from converter.model.finding import Finding
    from converter.model.source import Span

_NEXT = re.compile(
    r"^[^\w\n]{0,40}(?:items?[ \t]+\d{1,2}[A-C]?\b|part[ \t]+[IV]{1,3}\b|signatures?[ \t]*$)",
    re.MULTILINE | re.IGNORECASE,
)
_ELSEWHERE = re.compile(
    r"incorporated(?:\s+\w+){0,3}\s+by\s+(?:this\s+)?reference|incorporates?\s+by\s+reference"
    r"|by\s+reference\s+to\b"
    r"|annual\s+report\s+to\s+(?:(?:its|the|our)\s+)?(?:share|stock|unit|security)\s?-?holders"
    r"|\bexhibit\s+\(?13\b",
    re.IGNORECASE,
)
_EXHIBIT = re.compile(r"\bexhibits?\s+\(?(?P<number>\d{1,2})\b", re.IGNORECASE)
_NOT_HELD = re.compile(
    r"\bnot\s+(?:applicable|required)\b|\bnone\b|\bomitted\b|\binapplicable\b|\bn/a\b",
    re.IGNORECASE,
)
_MOST = 1_500  # characters of an item that are read: a reference stands at its beginning
_SHORT = 400  # an item that says 'not applicable' says little else
_QUOTED = 150
_HOLDS = ("EX-13", "ARS")


class Said(NamedTuple):
    """elsewhere: in another document; else the statements are said not to be needed."""

    elsewhere: bool
    reason: str
    span: Span | None


def said_of_statements(filing: Filing, form: Form, findings: tuple[Finding, ...]) -> Said | None:
    """Why the filing does not hold the statements, by its own words; None where it does not say."""
    if any(_holds(filing, kind) for kind in _HOLDS):
        return None
    for finding in findings:
        # the document is there, but it was not read
        if finding.code == "REA008" and any(f"({kind}" in finding.message for kind in _HOLDS):
            return Said(elsewhere=True, reason=finding.message, span=finding.span)
    if not form.item:
        return None
    source, needless = filing.source, None
    for start, end in _items(filing, form.item):
        text = source.text[start:end]
        found = _ELSEWHERE.search(text)
        if found and any(
            _holds(filing, f"EX-{each['number']}") for each in _EXHIBIT.finditer(text)
        ):
            return None  # the exhibit that is named is in the file
        if found:
            place = source.span(start + found.start(), start + found.end())
            said = f"the filing says that it stands elsewhere (line {place.line}): "
            return Said(elsewhere=True, reason=said + _quoted(text, found), span=place)
        found = _NOT_HELD.search(text) if len(text) < _SHORT else None
        if found and needless is None:
            place = source.span(start + found.start(), start + found.end())
            said = f"the filing says of the item (line {place.line}): {_quoted(text, found)}"
            needless = Said(elsewhere=False, reason=said, span=place)
    return needless


def _holds(filing: Filing, kind: str) -> bool:
    """Whether a document of the file is of the type: 'EX-13', 'EX-13.1', not 'EX-130'."""
    return any(re.match(rf"{re.escape(kind)}(?!\d)", each.type) for each in filing.documents)


@lru_cache(maxsize=8)
def _heading(item: str) -> re.Pattern[str]:
    """'Item 8.', 'Items 5, 6, 7 and 8', 'Items 5 through 8', with the lines below it."""
    return re.compile(
        rf"^[^\w\n]{{0,40}}items?[ \t]+"
        rf"(?:\d{{1,2}}A?[ \t]*(?:,|\band\b|&|\bthrough\b|\bto\b|-|[ \t])[ \t]*(?:and[ \t]+)?)*"
        rf"{item}\b(?!A)[^\n]*(?:\n[^\n]*){{0,3}}",
        re.MULTILINE | re.IGNORECASE,
    )


def _items(filing: Filing, item: str) -> Iterator[tuple[int, int]]:
    """The places of the item that has the statements; tables of contents have it too."""
    text = filing.source.text
    for document in filing.documents:
        if document.type.startswith("EX-"):
            continue
        at, end = document.span.start, document.span.end
        while found := _heading(item).search(text, at, end):
            # of what the heading's own lines have, that below it may be the next item's
            line = text.find("\n", found.start())
            line = found.end() if line < 0 else line
            below = _NEXT.search(text, line, min(end, found.start() + _MOST))
            stop = below.start() if below else min(end, found.start() + _MOST)
            if re.search(
                r"financial\s+(?:statements?|information)",
                text[found.start() : stop],
                re.IGNORECASE,
            ):
                yield found.start(), stop
            at = max(stop, found.start() + 1)


def _quoted(text: str, found: re.Match[str]) -> str:
    """The sentence around what was found, on one line."""
    start = max(text.rfind(". ", 0, found.start()), text.rfind("\n\n", 0, found.start())) + 1
    ends = [at for mark in (". ", ".\n", "\n\n") if (at := text.find(mark, found.end())) >= 0]
    sentence = " ".join(text[start : min(ends, default=len(text)) + 1].split()).lstrip(".- ")
    if len(sentence) > _QUOTED:
        at = max(0, sentence.lower().find(" ".join(found.group().split()).lower()) - _QUOTED // 2)
        sentence = ("..." if at else "") + sentence[at : at + _QUOTED].strip() + "..."
    return f"'{sentence}'"
