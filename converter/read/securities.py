"""Securities registered pursuant to Section 12(b) or 12(g): their titles and exchanges.

      Title of each class                  Name of exchange on which registered
Common stock, $1 par value per share              New York Stock Exchange
9.00% Debentures due 2016                         New York Stock Exchange
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from converter.text.views import LineKind, chunks

if TYPE_CHECKING:
    from collections.abc import Iterator

    from converter.read.address import Piece
    from converter.read.page import Page
    from converter.text.views import Chunk

    # the words of a title, their rows, and the exchanges beside them
    _Group = tuple[list[Chunk], list[int], list[tuple[int, Chunk]]]

_HEAD = re.compile(
    r"securities\s+registered\s+(?:pursuant\s+to|under)\s+section\s+12\s?\(\s?(?P<of>[bg])\s?\)",
    re.IGNORECASE,
)
_BOXHEAD = re.compile(
    r"title\s+of\s+(?:each\s+|the\s+)?class|name\s+of\s+(?:each\s+|the\s+)?exchange"
    r"|(?:on\s+)?which\s+registered|^\W*registered\W*$|exchange\s+on$|^\W*each\s+class\W*$",
    re.IGNORECASE,
)
_END = re.compile(
    r"indicate\s+by|check\s+whether|\bact\s+of\s+1934\b.*months|aggregate\s+market|number\s+of\s+shares"
    r"|documents\s+incorporated|securities\s+(?:registered|for\s+which)|as\s+of\s+[A-Z]|section\s+15\s?\(d\)",
    re.IGNORECASE,
)
_NONE = re.compile(r"\W*(?:none|not?\s+applicable|n/a)\b", re.IGNORECASE)
_NO_TITLE = re.compile(
    r"\W*(?:none|not?\s+applicable|n/a|(?:on\s+)?(?:which\s+)?registered)\W*", re.IGNORECASE
)
_CAPTION = re.compile(r"\s*\(\s*title\s+of\s+(?:each\s+|the\s+)?class\s*\)", re.IGNORECASE)
_EXCHANGE = re.compile(r"exchange\b|\bnasdaq\b|national\s+market\b", re.IGNORECASE)
_MARKS = re.compile(r"[\s.*:;_-]+$|\s*\(\d\)$")
_UNFINISHED = re.compile(
    r"(?:[,-]|\b(?:of|each|and|or|the|per|due|representing))\s*$", re.IGNORECASE
)
_MOST_LINES = 60
_MOST_TITLES = 40
_INDENT = 4  # columns that a continued title is set in by

# Old names as well: the American Stock Exchange is the NYSE American of today.
EXCHANGES = (
    ("NYSE", re.compile(r"(?:the\s+)?new\s+york\s+stock\s+exchange|nyse\b", re.IGNORECASE)),
    ("NYSEAMER", re.compile(r"(?:the\s+)?american\s+stock\s+exchange|amex\b", re.IGNORECASE)),
    ("NASDAQ", re.compile(r"(?:the\s+)?nasdaq\b", re.IGNORECASE)),
)
"""dei's code of an exchange, and the names that it goes by."""


class Security(NamedTuple):
    """section    'b' or 'g' of Section 12
    title      as printed, lines joined by one space
    pieces     its characters, a line each
    exchanges  where it is registered, as printed
    doubtful   the title may go on, or be none
    """

    section: str
    title: str
    pieces: tuple[Piece, ...]
    exchanges: tuple[Piece, ...] = ()
    doubtful: bool = False


def securities(page: Page) -> list[Security]:
    """The securities that the cover lists, in printed order."""
    found: list[Security] = []
    for row, line in enumerate(page.lines):
        if line.kind is not LineKind.TEXT:
            continue
        head = _HEAD.search(line.text)
        if head:
            found += _listed(page, row, head)
        if len(found) > _MOST_TITLES:
            break
    return found[:_MOST_TITLES]


def _listed(page: Page, row: int, head: re.Match[str]) -> list[Security]:
    """The titles below a heading; 'None' and what is no title ends them."""
    of = head["of"].lower()
    behind = page.lines[row].text[head.end() :]
    if re.search(r":\s*none", behind, re.IGNORECASE):
        return []
    groups = _groups(page, row)
    if groups is None:
        return []
    found = [_security(page, of, *group) for group in groups]
    if of == "g" or _captioned(page, row, found):
        return found
    # of those on an exchange, a title without one goes on with the one above, or is none
    bare = [not one.exchanges for one in found]
    return [
        one._replace(doubtful=one.doubtful or bare[at] or any(bare[at + 1 : at + 2]))
        for at, one in enumerate(found)
    ]


def _captioned(page: Page, row: int, found: list[Security]) -> bool:
    """Whether a heading has one line below it and '(Title of class)' below that."""
    below = [line.text for line in page.lines[row + 1 :] if line.kind is LineKind.TEXT][:2]
    return len(found) == 1 and len(below) > 1 and bool(_CAPTION.match(below[1]))


def _groups(page: Page, row: int) -> list[_Group] | None:
    """The titles below a line; None where columns of another kind stand there."""
    groups: list[_Group] = []
    exchange_from = None
    for at, parts in _in_columns(page, row):
        places = [part for part in parts if _is_exchange(part, exchange_from)]
        titles = [part for part in parts if part not in places]
        if len(titles) > 1:
            return None
        if exchange_from is not None and not places and titles[0].right > exchange_from:
            break  # a remark below the list
        if places:
            exchange_from = places[0].left if exchange_from is None else exchange_from
        if titles and (not groups or not _continues(titles[0], groups[-1][0])):
            groups.append(([], [], []))
        if not groups:
            continue
        words, rows, markets = groups[-1]
        words += titles
        rows += [at for _ in titles]
        markets += [(at, place) for place in places]
    return groups


def _in_columns(page: Page, row: int) -> Iterator[tuple[int, list[Chunk]]]:
    """The lines below one up to the end of a list, cut at their gaps; without heads of columns and
    what stands in parentheses.
    """
    for at in range(row + 1, min(row + 1 + _MOST_LINES, len(page.lines))):
        line = page.lines[at]
        if line.kind is not LineKind.TEXT:
            continue
        text = line.text.strip()
        if _END.search(line.text) or _NONE.match(text):
            return
        parts = [part for part in chunks(line.text) if re.search(r"[A-Za-z]", part.text)]
        # a head's last words, or 'None' for the exchange, beside a title
        kept = [part for part in parts if not _NO_TITLE.fullmatch(part.text)]
        headed = _BOXHEAD.search("  ".join(part.text for part in kept))
        if kept and not headed and not text.startswith("("):
            yield at, kept


def _is_exchange(part: Chunk, left: int | None) -> bool:
    """A chunk of the exchanges' column: 'New York Stock Exchange', 'Chicago Stock Exchange'."""
    return bool(_EXCHANGE.search(part.text)) and (left is None or part.left >= left - 12)


def _continues(part: Chunk, before: list[Chunk]) -> bool:
    """Whether a chunk goes on with the title above it: set in, or in the midst of a sentence."""
    first = before[0]
    centred = abs((part.left + part.right) - (first.left + first.right)) <= _INDENT
    return part.text[:1].islower() or (0 < part.left - first.left <= _INDENT and not centred)


def _security(
    page: Page, of: str, words: list[Chunk], rows: list[int], markets: list[tuple[int, Chunk]]
) -> Security:
    pieces = []
    for part, row in zip(words, rows, strict=True):
        kept = _MARKS.sub("", part.text) or part.text
        pieces.append(page.piece(row, part.left, part.left + len(kept)))
    title = " ".join(" ".join(piece.text.split()) for piece in pieces)
    places = tuple(page.piece(row, part.left, part.right) for row, part in markets)
    several = len({row for row, _ in markets}) > 1 and len(words) > 1
    return Security(
        of, title, tuple(pieces), places,
        doubtful=bool(_UNFINISHED.search(words[-1].text)) or (several and _two(rows, markets)),
    )  # fmt: skip


def _two(rows: list[int], markets: list[tuple[int, Chunk]]) -> bool:
    """Whether two lines of a title have an exchange each: they may be two titles."""
    return len({row for row, _ in markets} & set(rows)) > 1


def exchange_code(name: str) -> str:
    """The code that dei has for an exchange as printed, '' where its list has none."""
    return next((code for code, rule in EXCHANGES if rule.match(name.strip())), "")
