"""The day that the report is for: the period's end, or the event of a current report."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from converter.model.finding import Severity
from converter.read.address import Piece
from converter.text.dates import dates
from converter.text.views import LineKind, chunks

if TYPE_CHECKING:
    import datetime as dt

    from converter.model.filing import Header
    from converter.read.page import Page

_PERIOD = re.compile(
    r"\b(?:quarter(?:ly)?|years?|months|weeks|period|annual)(?:\s+period)?"
    r"\s*(?:end(?:ed|ing)?)?[\s:_-]*",
    re.IGNORECASE,
)
_TRANSITION = re.compile(r"transition\s+period\s+from[^\n]{1,40}?\s+to\s+", re.IGNORECASE)
_ENDED_LAST = re.compile(
    r"(?P<words>\b(?:year|quarter|period|months|weeks)\s+ended)\s*:?"
    r"(?:\s*(?P<blank>_{4,})[\s.]*$|\s*$|\s{3,}(?=[A-Z]))",
    re.IGNORECASE,
)
_REACH = 60
_UP_TO = re.compile(r"\s*,?\s*(?:to|through|thru|until|-+)\s+", re.IGNORECASE)
_EVENT = re.compile(r"date\s+of\s+(?:report|earliest\s+event)", re.IGNORECASE)
_EVENT_REACH = 220  # both labels and the date, over three lines


def period(page: Page, header: Header) -> None:
    if page.form.startswith(("8-K", "6-K")):
        found = _event_dates(page)
        # 'date of report (date of earliest event)': EDGAR's period is one of the two
        best = next(
            (item for item in found if item[0] == header.period), found[0] if found else None
        )
    else:
        best = _period_end(page)
    if best is None:
        return
    day, start, end = best
    piece = Piece(start, end, "")
    page.put("DocumentPeriodEndDate", day.isoformat(), piece)
    if header.period and header.period != day:
        page.note(
            "COV003",
            f"the cover's period ends {day}, the header says {header.period}",
            Severity.INFO if best in _event_dates(page) else Severity.WARNING,
            piece,
        )


def _period_end(page: Page) -> tuple[dt.date, int, int] | None:
    """The first 'period ended' with a whole date behind it."""
    text = page.text
    for rule in (_PERIOD, _TRANSITION):
        for part in rule.finditer(text):
            words = text[part.end() : part.end() + _REACH]
            at = page.start + part.end()
            printed = [(each.date, each.start, each.end) for each in dates(words) if each.date]
            if printed and printed[0][1] <= 2:
                day, start, end = printed[0]
                if len(printed) > 1 and _UP_TO.fullmatch(words, end, printed[1][1]):
                    day, start, end = printed[1]  # 'fiscal year July 1, 1994 to June 30, 1995'
                return day, at + start, at + end
    return _beside_its_line(page)


def _beside_its_line(page: Page) -> tuple[dt.date, int, int] | None:
    """A date on the line above 'For the year ended ______', or in the column below the words."""
    for row, line in enumerate(page.lines):
        part = _ENDED_LAST.search(line.text) if line.kind is LineKind.TEXT else None
        if part is None:
            continue
        near = row - 1 if part["blank"] else row + 1
        if not 0 <= near < len(page.lines) or page.lines[near].kind is not LineKind.TEXT:
            continue
        for chunk in chunks(page.lines[near].text):
            under = chunk.left < part.end("words") and chunk.right > part.start("words")
            printed = dates(chunk.text) if part["blank"] or under else ()
            day = printed[0].date if len(printed) == 1 else None
            if day and chunk.text.strip(" .") == chunk.text[printed[0].start : printed[0].end]:
                piece = page.piece(near, chunk.left, chunk.left + printed[0].end)
                return day, piece.start, piece.end
    return None


def _event_dates(page: Page) -> list[tuple[dt.date, int, int]]:
    text = page.text
    label = _EVENT.search(text)
    if not label:
        return []
    reaches = (
        (label.end(), label.end() + _EVENT_REACH),
        (max(label.start() - _EVENT_REACH // 2, 0), label.start()),
    )
    for left, right in reaches:
        found = [
            (printed.date, page.start + left + printed.start, page.start + left + printed.end)
            for printed in dates(text[left:right])
            if printed.date
        ]
        if found:
            return found
    return []
