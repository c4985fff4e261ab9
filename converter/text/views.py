"""Views of lines: what a line is, and where it stands once its tabs are spread.

The source keeps its characters. A view is as wide as the printed page was (where text stands in
HTML, as a browser shows it), so that columns can be compared between lines, and leads back to the
source's own columns.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import TYPE_CHECKING

from converter.text.tabs import NONE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from converter.model.source import SourceText, Span


class LineKind(StrEnum):
    """BLANK; RULE dashes or equals signs alone; TAG an SGML tag alone; PAGE the end of a page;
    TEXT anything else.
    """

    BLANK = "blank"
    RULE = "rule"
    TAG = "tag"
    PAGE = "page"
    TEXT = "text"


# dots stand before a rule, other marks behind it; none of its parts is tried twice
_RULE = re.compile(
    r"(?=(?P<dots>[-=_\u2014\u2013. ]*\.)?)(?(dots)(?P=dots))"
    r"(?=[-=_\u2014\u2013 ]*?(?:[-=_\u2014]{4}|==|___))"
    r"[-=_\u2014\u2013 ]*+(?:[|+$][-=_\u2014\u2013 |+$]*+)?"
    r"|(?=.*[-=_*] [-=_*] [-=_*])[-=_* ]+"
    r"|-(?: -)?"  # an ornament: what is nil stands beside a caption, or others
)
_RULE_SIGNS = frozenset(("-", "=", "_", ".", "*", "\u2014", "\u2013", ""))
_TAG = re.compile(
    r"(?:</?(?:TABLE|CAPTION|S|C|FN|F\d+[A-Z]?|TEXT|DOCUMENT|PRE|B|I|U)>\s*)+", re.IGNORECASE
)
_NUMBERED = r"(?:\s*(?:[A-Z]{1,3}-|\d{1,2}-)?\d{1,4})"  # 12, F-3, 2-143
_PAGE = re.compile(rf"\s*</?PAGE{_NUMBERED}?>{_NUMBERED}?\s*|\s*\f.*", re.IGNORECASE)
_PAGE_TAG = re.compile(rf"</?PAGE{_NUMBERED}?>", re.IGNORECASE)
_PAGE_NUMBER = re.compile(
    r"\s*(?:-\s*|page\s+)?(?:[A-Z]{1,2}-)?(?:\d{1,3}|[ivx]+)(?:\s*-|\s+of\s+\d+)?\s*", re.IGNORECASE
)
_INLINE_TAG = re.compile(
    rf"</?(?:TABLE|CAPTION|S|C|FN|PAGE{_NUMBERED}?|B|I|U)>|<F\d+[A-Z]?>", re.IGNORECASE
)
# '-- 1995 --   -- 1994 --': dashes around the years of a boxhead are no nil amounts
_DASHED_YEARS = re.compile(r"(?:-{1,3} ?(?:19|20)\d\d(?: ?-{1,3})?\s*){2,}$")


@dataclass(frozen=True, slots=True)
class LineView:
    """Line `number` (from 1) of the source, tabs spread and tags blanked.

    text      as printed, without trailing space; tags inside replaced by spaces
    columns   source column (0-based) of each character of `text`, or None when they are the same;
              those behind the line's end count on into the lines below
    """

    number: int
    kind: LineKind
    text: str
    columns: tuple[int, ...] | None = None

    def span(self, source: SourceText, left: int, right: int) -> Span:
        """The source span of view columns `left` to `right` (exclusive)."""
        if self.columns is not None:  # they may lead into the line below
            base = source.starts[self.number - 1]
            return source.span(base + self.columns[left], base + self.columns[right - 1] + 1)
        return source.line_span(self.number, left, right)

    @property
    def indent(self) -> int:
        return len(self.text) - len(self.text.lstrip())


def _blank_tag(found: re.Match[str]) -> str:
    return " " * len(found.group())


def view(source: SourceText, number: int) -> LineView:
    """The view of line `number`."""
    return _viewed(source, number, source.line(number))


def _viewed(source: SourceText, number: int, raw: str) -> LineView:
    text = raw.rstrip()
    if not text.strip("\f \t"):
        return LineView(number, LineKind.PAGE if "\f" in raw else LineKind.BLANK, "")
    columns: tuple[int, ...] | None = None
    if source.unprinted:
        text, columns = _closed_up(source, number, text)
        if not text:
            return LineView(number, LineKind.BLANK, "")
    if "\t" in text or "\xa0" in text:
        text, spread = _spread(text, source.tab)
        columns = tuple(columns[at] for at in spread) if columns else spread
    if "|" in text:  # rulings of a drawn table; they are never part of a caption or figure
        text = text.replace("|", " ").rstrip()
        if not text:
            return LineView(number, LineKind.BLANK, "")
    if "<" in text:
        if _PAGE.fullmatch(text) or _ends_in_page(text):
            return LineView(number, LineKind.PAGE, text, columns)
        if _TAG.fullmatch(text.strip()):
            return LineView(number, LineKind.TAG, text, columns)
        text = _INLINE_TAG.sub(_blank_tag, text).rstrip()
    if "--" in text and (found := _DASHED_YEARS.search(text)):
        text = text[: found.start()] + found.group().replace("-", " ")
    text = text.replace("\f", " ").rstrip()
    bare = text.strip()
    if not bare:  # nothing but tags, those of a page's end among them
        return LineView(number, LineKind.PAGE if _PAGE_TAG.search(raw) else LineKind.BLANK, "")
    return LineView(number, LineKind.RULE if is_rule(bare) else LineKind.TEXT, text, columns)


def is_rule(bare: str) -> bool:
    """Whether a line's text is a rule, or several side by side."""
    # one look at the first sign spares the pattern on most lines
    return bare[:1] in _RULE_SIGNS and _RULE.fullmatch(bare) is not None


def _ends_in_page(text: str) -> bool:
    """Whether a page's number and the tag of its end are all that a line has: '26 <PAGE>'."""
    found = _PAGE_TAG.search(text)
    return found is not None and bool(_PAGE_NUMBER.fullmatch(text[: found.start()]))


def views(source: SourceText, first: int, last: int) -> list[LineView]:
    """Views of lines `first` to `last`, both included; page numbers count as ends of pages."""
    end = source.starts[last] - 1 if last < source.line_count else len(source.text)
    raws = source.text[source.starts[first - 1] : end].split("\n") if first <= last else []
    found = [_viewed(source, number, raw) for number, raw in enumerate(raws, first)]
    below = LineKind.PAGE  # the last line of a text ends a page
    for at in range(len(found) - 1, -1, -1):
        line = found[at]
        if below is LineKind.PAGE and line.kind is LineKind.TEXT:
            if _PAGE_NUMBER.fullmatch(line.text):
                found[at] = LineView(line.number, LineKind.PAGE, line.text, line.columns)
            below = found[at].kind
        elif line.kind is not LineKind.BLANK:
            below = line.kind
    return found


def ends_page(source: SourceText, line: LineView, last: int) -> bool:
    """Whether a line is a page's number: blank lines or other numbers alone stand between it and
    the end of the page, or line `last`.
    """
    if line.kind is not LineKind.TEXT or not _PAGE_NUMBER.fullmatch(line.text):
        return False
    for number in range(line.number + 1, last + 1):
        below = view(source, number)
        if below.kind is LineKind.PAGE:
            return True
        if below.kind is not LineKind.BLANK and not (
            below.kind is LineKind.TEXT and _PAGE_NUMBER.fullmatch(below.text)
        ):
            return False
    return True


def _closed_up(source: SourceText, number: int, text: str) -> tuple[str, tuple[int, ...] | None]:
    """The line without the blanks that stand for tags, as a browser shows it."""
    start = source.starts[number - 1]
    kept = source.printed(start, start + len(text))
    if kept == [(start, start + len(text))]:
        return text, None
    columns = [at - start for left, right in kept for at in range(left, right)]
    shown = "".join(text[at] for at in columns).rstrip()
    return shown, tuple(columns[: len(shown)])


def _spread(text: str, tab: int) -> tuple[str, tuple[int, ...]]:
    out: list[str] = []
    columns: list[int] = []
    for at, char in enumerate(text):
        if char == "\t":
            width = tab - len(out) % tab
            # however narrow, it sets columns apart, unless none of the file's does
            out += " " * width if width > 1 or tab == NONE else "\t"
            columns += [at] * width
        else:
            out.append(" " if char == "\xa0" else char)
            columns.append(at)
    return "".join(out), tuple(columns)


@dataclass(frozen=True, slots=True)
class Chunk:
    """Words of a line that stand together: less than `gap` spaces between them."""

    left: int
    right: int
    text: str

    def meets(self, other: Chunk) -> bool:
        """Whether both have a column in common."""
        return self.left < other.right and other.left < self.right


@lru_cache(maxsize=8)
def _chunk(gap: int) -> re.Pattern[str]:
    return re.compile(rf"\S+(?: {{1,{gap - 1}}}\S+)*" if gap > 1 else r"\S+")


def chunks(text: str, gap: int = 2, start: int = 0) -> list[Chunk]:
    """`text` from column `start` cut where at least `gap` spaces stand."""
    return [
        Chunk(start + part.start(), start + part.end(), part.group())
        for part in _chunk(gap).finditer(text[start:])
    ]


def parts(text: str) -> Iterator[str]:
    """The words of the chunks of `text`, each made when it is asked for."""
    return (part.group() for part in _chunk(2).finditer(text))


def rule_segments(text: str) -> list[tuple[int, int]]:
    """The runs of a rule line as (left, right) columns; '- - - -' is one run."""
    found = [part.span() for part in re.finditer(r"[-=_\u2014]{2,}", text)]
    return found or [part.span() for part in re.finditer(r"[-=_](?: [-=_])+", text)]
