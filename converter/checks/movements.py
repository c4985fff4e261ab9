"""Changes in equity that were not read as a statement, told by their balances alone.

J. Stockholders' Equity                Common Stock    Deficit
Balance December 31, 1995            2,588   $112.7   $(679.8)
Net loss for the year                                  (308.8)
Balance December 31, 1996            2,518    113.9    (988.6)
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from converter.text.numerals import scan
from converter.text.views import view

if TYPE_CHECKING:
    from collections.abc import Iterator

    from converter.model.filing import Filing
    from converter.model.source import SourceText

_BALANCE = re.compile(r"^[^\w\n]*balances?\b[^\n]*$", re.MULTILINE | re.IGNORECASE)
_DATED = re.compile(
    r"\b(?:19|20)\d\d\b|\bbeginning\b|\bend(?:ing)?\b"
    r"|\b(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.?\s+\d",
    re.IGNORECASE,
)
_NOTE = re.compile(
    r"^\W*(?:notes?\s+\(?(?:[A-Z]|\d{1,2})\b|\(?(?:[A-Z]|\d{1,2})\)?\s?[.:)-]+\s+\S)",
    re.IGNORECASE,
)
_EQUITY = re.compile(r"equity|capital|stock\b|investment|retained|deficit", re.IGNORECASE)
_WIDE = re.compile(r"\s{3,}")  # what stands behind it is the boxhead
_INCOME = re.compile(r"\bnet\s+(?:income|loss|earnings)\b", re.IGNORECASE)
_REACH = 80  # lines between two balances
_ABOVE = 15  # lines of heading and boxhead
_FIGURES = 3  # of a balance: its components, and as a rule their total


class Movement(NamedTuple):
    """Lines `first` to `last`, both included, and the heading of the note that they stand in."""

    first: int
    last: int
    note: str


def movements(filing: Filing) -> Iterator[Movement]:
    """The places where balances of several components follow one another."""
    source = filing.source
    for document in filing.documents:
        start, end = document.span.start, document.span.end
        lines: list[int] = []
        for found in _BALANCE.finditer(source.text, start, end):
            if not _DATED.search(found.group()):
                continue
            line = source.span(found.start(), found.end()).line
            if len(scan(_figures(source, line))) < _FIGURES:
                continue
            if lines and line - lines[-1] > _REACH:
                yield from _movement(source, lines)
                lines = []
            lines.append(line)
        yield from _movement(source, lines)


def _figures(source: SourceText, line: int) -> str:
    """The line behind its date: 'Balance, December 31, 1995' has figures of its own."""
    text = view(source, line).text
    years = list(re.finditer(r"\b(?:19|20)\d\d\b", text[:50]))
    return text[years[-1].end() :] if years else text


def _movement(source: SourceText, lines: list[int]) -> Iterator[Movement]:
    if len(lines) < 2:
        return
    head = [view(source, at).text.strip() for at in range(max(1, lines[0] - _ABOVE), lines[0])]
    begun, ended = source.starts[lines[0] - 1], source.starts[lines[-1] - 1]
    # stock options have balances too, but no income among their movements
    if not any(map(_EQUITY.search, head)) or not _INCOME.search(source.text, begun, ended):
        return
    note = next((text for text in reversed(head) if _NOTE.match(text)), "")
    yield Movement(lines[0], lines[-1], " ".join(_WIDE.split(note, 1)[0].split()))
