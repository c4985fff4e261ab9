"""Text that stands in HTML: what a browser would print of it, character for character.

    <HTML><BODY><PRE>
    <B>Total assets</B>          $ 3,440&nbsp;    &#151;

Some filers sent their monospaced text inside <PRE>. It is a text filing: the tags are blanked and
the entities are spelt, each in its own place, so that every offset is one of the file; what a
browser gives no width is named, so that columns stay where it would show them. A document that is
set in tables of HTML is no text.
"""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

# A text filing has <TABLE>, <S>, <C>, <CAPTION>, <PAGE>, <FN>, and now and then a stray <BR> or
# <B>; these are HTML's own.
_ROOT = re.compile(r"<html[\s>]|<!doctype\s+html", re.IGNORECASE)
_HTML_TAGS = ("<td", "<tr", "<div", "<font", "<span", "</p>")
_FEW_TAGS = 12  # a text that quotes a tag or two stays text
_HEAD = 4_000
_SAMPLE = 60_000

_PRINTED = re.compile(
    r"<(?P<tag>pre|xmp|listing|plaintext)\b[^>]*>(?P<text>.*?)(?:</(?P=tag)\s*>|\Z)",
    re.IGNORECASE | re.DOTALL,
)
_CELL = re.compile(r"<t[dr]\b", re.IGNORECASE)
_LINE_END = re.compile(r"<br\b[^>]*>[ \t]*\r?$", re.IGNORECASE | re.MULTILINE)
_MONOSPACED = re.compile(r"courier|monospace|<tt\b", re.IGNORECASE)
# The text filings' own tags are read by the views and by what finds tables.
_MARK = re.compile(
    r"<!--.*?-->"
    r"|<(?P<unseen>title|style|script)\b[^>]*>.*?</(?P=unseen)\s*>"
    r"|<(?!/?(?:TABLE|CAPTION|S|C|FN|F\d+[A-Z]?|PAGE)>)[!?/]?[a-z][^<>]*>"
    r"|&(?:#\d{1,6}|#x[0-9a-f]{1,6}|[a-z][a-z0-9]{1,30});",
    re.IGNORECASE | re.DOTALL,
)
_PAGE_END = re.compile(r"<hr\b|page-break", re.IGNORECASE)
_MOST = 0.5  # of the letters stand in <PRE>; the rest is a head, a link, a signature
_SPARSE = 0.03  # marks a line: a text that was put between <HTML> and </HTML> as it was
_FRAME = 8  # marks around such a text: <HTML>, <HEAD>, <TITLE>, <BODY> and their ends
_FEW_LINES = 20


def is_html(body: str) -> bool:
    """Whether a document's markup is HTML, be its text monospaced or not."""
    if _ROOT.search(body, 0, _HEAD):
        return True
    if "<" in body:
        sample = body[:_SAMPLE].lower()
        return sum(map(sample.count, _HTML_TAGS)) >= _FEW_TAGS
    return False


def is_monospaced(body: str) -> bool:
    """Whether the text of an HTML document stands as it was typed: in <PRE>, or in lines that end
    with <BR> in a typewriter's face, or under hardly any tag at all.
    """
    if len(_CELL.findall(body)) >= _FEW_TAGS:
        return False
    inside = sum(_letters(found["text"]) for found in _PRINTED.finditer(body))
    whole = _letters(body)
    if inside and inside >= _MOST * whole:
        return True
    lines = [line for line in body.splitlines() if line.strip()]
    if len(lines) < _FEW_LINES:
        return False
    ended = len(_LINE_END.findall(body))
    if ended >= _MOST * len(lines) and _MONOSPACED.search(body):
        return True
    tags = sum(found.group()[0] == "<" for found in _MARK.finditer(body))
    return tags <= _FRAME + _SPARSE * len(lines)


def _letters(text: str) -> int:
    return len(re.sub(r"\s+", "", _MARK.sub("", text)))


def printed(text: str, start: int, end: int) -> tuple[str, tuple[tuple[int, int], ...]]:
    """Characters `start` to `end` as they print, as many as before, and the offsets in `text` of
    those that take no room.

    '<B>Cash</B>&nbsp;&#151;'  ->  '   Cash          \u2014      '; 0-3, 7-11, 12-17, 18-23
    """
    parts: list[str] = []
    unprinted: list[tuple[int, int]] = []
    at = start
    for found in _MARK.finditer(text, start, end):
        shown = _shown(found.group())
        if shown is None:
            continue
        parts.append(text[at : found.start()])
        parts.append(shown)
        first = found.start() + len(shown)
        rest = text[first : found.end()]
        # ends of lines stay, or every line below would have another number
        parts.append(re.sub(r"[^\r\n]", " ", rest))
        unprinted += _lines(rest, first)
        at = found.end()
    parts.append(text[at:end])
    return "".join(parts), tuple(unprinted)


def _shown(mark: str) -> str | None:
    """What a browser shows of a tag or an entity; a rule ends a page. None: the mark is text."""
    if mark[0] == "<":
        return "\f" if _PAGE_END.search(mark) else ""
    said = html.unescape(mark)
    if len(said) != 1:
        return None
    return " " if said.isspace() else said


def _lines(rest: str, first: int) -> Iterator[tuple[int, int]]:
    """The places of `rest`, which begins at `first`, without its ends of lines."""
    for part in re.finditer(r"[^\r\n]+", rest):
        yield first + part.start(), first + part.end()
