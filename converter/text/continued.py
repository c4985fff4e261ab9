"""Titles of further pages: 'Statement of Cash Flows (Continued)'."""

from __future__ import annotations

import re

from converter.text.dates import without_periods
from converter.text.units import read_units

# 'Statement of Income - page 2', '(Sheet 2 of 3)'
_OF_PAGES = r"(?:page|sheet)\s+(?:no\.?\s*)?{}(?:\s+of\s+(?:\d|two|three))?\b"
CONTINUED = re.compile(
    rf"\b{_OF_PAGES.format('(?:[2-9]|two|three)')}|"
    r"\b(?:continued|cont'?d|cont|concluded)\b"
    r"(?:\s+(?:from|on)\s+(?:the\s+)?(?:previous\s+|preceding\s+|prior\s+|next\s+)?page(?:\s+[\w-]*\d)?)?",
    re.IGNORECASE,
)
# the company before the title in its line
_COMPANY = re.compile(
    r"^.*\bsubsidiar(?:ies|y(?:\s+companies)?)\W+(?=(?:consolidated|condensed|statements?|balance)\b)"
)
_FIRST_PAGE = re.compile(rf"\b{_OF_PAGES.format('(?:1|one)')}", re.IGNORECASE)
_ASIDE = re.compile(r"\([^()]*\)")
_LETTERS = re.compile(r"[^a-z]+")


def plain_title(title: str) -> str:
    """A title's words without what tells pages and periods apart, and without their plurals: a
    further page may be of the 'Statement', the first of the 'Statements'.

    >>> plain_title("STATEMENTS OF CASH FLOWS for the Years Ended June 30,")
    'statement of cash flow'
    >>> plain_title("Statement of Cash Flows (Continued)")
    'statement of cash flow'
    >>> plain_title("Statement of Cash Flows (continued from page 5)")
    'statement of cash flow'
    >>> plain_title("Statement of Cash Flows - page 2")
    'statement of cash flow'
    >>> plain_title("Statement of Cash Flows (page 1 of 2)")
    'statement of cash flow'
    >>> plain_title("Harrow Mills, Inc. and Subsidiaries Statement of Cash Flows -")
    'statement of cash flow'
    >>> plain_title("Statements of Cash Flows (Unaudited) (In millions)")
    'statement of cash flow'
    """
    text = _COMPANY.sub("", without_periods(_ASIDE.sub(_without_units, title.lower())))
    words = _LETTERS.sub(" ", _FIRST_PAGE.sub(" ", CONTINUED.sub(" ", text))).split()
    return " ".join(word.removesuffix("s") for word in words)


def _without_units(found: re.Match[str]) -> str:
    said = found.group()
    return " " if read_units(said) or "unaudited" in said else said


def says_it_continues(title: str, before: str) -> bool:
    """Whether a title says that it goes on with the one before, which may have its first words in
    another line: 'Consolidated Statements of Cash Flow Continued' of 'Statements of Cash Flow'.
    """
    return bool(CONTINUED.search(title)) and _bare(title) == _bare(before)


def _bare(title: str) -> str:
    return plain_title(title).removeprefix("consolidated").strip()
