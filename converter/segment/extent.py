"""How far a statement goes below its title, and whether it is one.

It ends before the next title, where prose begins, behind the last </TABLE> of a page, or with a
page on which it does not go on. It is one when its captions are those of such a statement: an index
and a heading over prose name the same titles.
"""

from __future__ import annotations

import re
from collections import Counter
from itertools import islice
from typing import TYPE_CHECKING

from converter.model.filing import StatementKind
from converter.segment.blocks import opens_boxhead
from converter.segment.lines import (
    NOTE_HEADING,
    centre,
    is_prose,
    is_row,
    is_text,
    of_capital_stock,
    plain,
)
from converter.text.cells import first_cell, has_cells
from converter.text.dates import is_period_text, without_periods
from converter.text.numerals import scan
from converter.text.remarks import SEE_NOTES, begin_remarks, end_remarks, have_rows, remarks
from converter.text.row_names import named_rows, same_rows
from converter.text.units import read_units
from converter.text.views import LineKind, LineView, chunks

if TYPE_CHECKING:
    from converter.segment.lines import Lines
    from converter.segment.titles import Title, Titles

_SUPPLEMENT = re.compile(
    r"^\W*supplement(?:al|ary)\s+(?:schedule|disclosure|cash\s+flow|information|data)",
    re.IGNORECASE,
)
_HEAD_LINES = 10  # lines above the first figures of a page: company, title, units, boxhead
_FAR = 500  # lines of a long statement above a page's end, and below it, that are looked at
_OFF_MIDDLE = 2  # columns by which lines in the middle are set off by hand
_MIDDLE = 12  # columns: a caption that goes on is set further left
_LOOK_AHEAD = 12  # lines behind </TABLE> among which the rest of a statement may begin


_PERIOD_HINT = re.compile(r"\d|\b(?:end|month|week|quarter|year)", re.IGNORECASE)
_WORD = re.compile(r"[a-z]+|\d+")
_SLICE = 4  # rows by which the columns of a page are known to be more of the same statement
_SIDES = 2  # a page's head has words on the left and the right; a boxhead has more
_PAGE_NUMBER = re.compile(r"\s*-?\s*(?:[A-Z]{1,2}-)?\d{1,3}\s*-?\s*")
# 'KO-ar99-p45', 'F-12': one word with letters that ends with a number
_PAGE_LABEL = re.compile(r"\s*(?=\S*[A-Za-z])(?:\w+-)+p?\d{1,3}\s*")


def extent(lines: Lines, title: Title, titles: Titles, *, rows_dated: bool = False) -> int:
    """Index after the last line that can belong to the statement under `title`.

    rows_dated   periods stand among the rows, as in statements of equity: they open no other table
    """
    start = title.start
    edge: int | None = None  # where the figures' columns begin
    known = _period_words(title.lead)  # those of the periods that head the columns
    last = start
    crossing = 0
    opened, marked = _opened(lines, title), False
    at = start
    while at < len(lines):
        line = lines[at]
        other = titles.at(at) if at > start else None
        if other is not None and not (
            _same_again(lines, title, other) or _supplements(lines, title, other)
        ):
            return at
        if line.kind is LineKind.PAGE:
            if not goes_on(lines, title, at, titles):
                return at
            crossing = 0
        elif line.kind is LineKind.TAG:
            stop = _stop_at(lines, title, at, titles, opened=opened) if edge else None
            if edge and _captions_another(lines, last, at, known):
                stop = last + 1
            if stop is not None:
                return stop
            opened = opened or "<table>" in line.text.lower()
            marked |= "<s>" in line.text.lower()
        elif is_text(line) and is_row(line):
            edge = _edge(edge, line)
            crossing = 0
            last = at
        elif is_text(line):
            if edge is None:
                known |= _period_words(line.text)
            elif _opens_another(lines, last, at, None if rows_dated else known):
                return last + 1
            if edge is not None and _says_notes(lines, start, at):
                page = _page_after(lines, at)
                if page is None or not goes_on(lines, title, page, titles):
                    return at
                at = page
                continue
            if _crosses(line, edge, marked=marked):
                crossing += 1
                if crossing == 2:
                    return at - 1 if edge is not None else start
            else:
                crossing = 0
        at += 1
    return len(lines)


def _stop_at(lines: Lines, title: Title, at: int, titles: Titles, *, opened: bool) -> int | None:
    """Where the statement ends at a tag, </TABLE> behind which nothing more of it comes."""
    ends = opened and "</table>" in lines[at].text.lower()
    return at + 1 if ends and not _more_below(lines, title, at, titles) else None


def _edge(edge: int | None, line: LineView) -> int:
    """Where the columns begin, with one more row. A figure behind one blank is a part of the words
    before it: 'less allowance of $29,554' goes on in the next line, and tells nothing of columns.
    """
    left = first_cell(line)
    if line.text[max(left - 2, 0) : left].strip(" ._"):
        return len(line.text) if edge is None else edge
    return left if edge is None else min(edge, left)


def _opens_another(lines: Lines, last: int, at: int, known: set[str] | None) -> bool:
    """Whether a line below the row `last` opens another table, or the same lines for another period
    than those of which `known` has the words; None where periods stand among the rows.
    """
    other = known is not None and _heads_others(lines[at], known)
    return other or _heads_another(lines, last, at)


def _heads_others(line: LineView, known: set[str]) -> bool:
    """Whether a line opens a boxhead of other periods than those of which `known` has the words."""
    return opens_boxhead(line) and not _period_words(line.text) <= known


def _captions_another(lines: Lines, last: int, at: int, known: set[str]) -> bool:
    """Whether a <CAPTION> below the row `last`, on its page, stands over columns of other periods:
    a table that was set into the one above.
    """
    if "<caption>" not in lines[at].text.lower() or any(
        lines[place].kind is LineKind.PAGE for place in range(last, at)
    ):
        return False
    for line in lines[at + 1 : at + _HEAD_LINES]:
        if line.kind in (LineKind.TAG, LineKind.PAGE) or (is_text(line) and is_row(line)):
            return False
        if is_text(line) and _heads_others(line, known):
            return True
    return False


def _heads_another(lines: Lines, last: int, at: int) -> bool:
    """Whether another table begins below the row `last`: a line of units alone, in parentheses,
    below words that are set in the middle, and above a boxhead.

    RESULTS EXCLUDING SPECIAL ITEMS
             (In thousands)
                                 Q2 2002     Q1 2002
    """
    line, above = lines[at], lines[at - 1]
    text = line.text.strip()
    if not (text.startswith("(") and text.endswith(")")) or line.indent < _MIDDLE:
        return False
    if not is_text(above) or is_row(above) or not read_units(text):
        return False
    # a long title begins further left than its units, around the same middle
    if above.indent < _MIDDLE and abs(centre(above) - centre(line)) > _OFF_MIDDLE:
        return False
    if any(lines[place].kind is LineKind.PAGE for place in range(last, at)):
        return False  # the head of a page on which the statement goes on
    return _head_periods(lines, at + 1) > 0


def _period_words(text: str) -> set[str]:
    """'(in thousands)  Six Months Ended March 31,' -> six months ended march 31"""
    if not _PERIOD_HINT.search(text):
        return set()
    rest = Counter(_WORD.findall(without_periods(text).lower()))
    return set(Counter(_WORD.findall(text.lower())) - rest)


def _opened(lines: Lines, title: Title) -> bool:
    """Whether a <TABLE> stands open at the title's end."""
    for at in range(title.start - 1, max(-1, title.first - 8), -1):
        if lines[at].kind is LineKind.TAG:
            tags = lines[at].text.lower()
            if "</table>" in tags:
                return False
            if "<table>" in tags:
                return True
    return False


def _crosses(line: LineView, edge: int | None, *, marked: bool) -> bool:
    """A line of a paragraph: its words run on where the figures stand. Before any figures what is
    set in the middle is a head, and what stands below '<S>  <C>' (`marked`) is a caption of the
    table, though it may be as long as a paragraph.
    """
    if edge is None and (marked or line.indent >= _MIDDLE):
        return False
    if of_capital_stock(line):
        return False
    if len(line.text.split()) < 8 or len(chunks(line.text, 4)) > 1:
        return False
    return len(line.text) > (edge + 6 if edge is not None else 60) and line.text[-1] != ")"


def _same_again(lines: Lines, title: Title, other: Title) -> bool:
    """Whether a title only repeats the one above: a page's head over columns without a boxhead,
    or a heading inside a table whose columns go on.
    """
    if other.apart != title.apart or other.kind is not title.kind:
        return False
    return _head_periods(lines, other.first) == 0 and _rows_near(lines, other.after)


def _supplements(lines: Lines, title: Title, other: Title) -> bool:
    """Whether a title inside a statement of cash flows heads more of its rows, 'Supplemental cash
    flow data', in the columns that stand there already.
    """
    if title.kind is not StatementKind.CF or not _SUPPLEMENT.match(other.text):
        return False
    below = lines[other.after : other.after + _HEAD_LINES]
    row = next((at for at, line in enumerate(below) if is_text(line) and is_row(line)), None)
    return row is not None and not any(map(opens_boxhead, filter(is_text, below[:row])))


def _head_periods(lines: Lines, at: int) -> int:
    """How many lines of periods stand from `at` to the first figures."""
    found = 0
    seen = 0
    for line in lines[at : at + 3 * _HEAD_LINES]:
        if not is_text(line):
            continue
        seen += 1
        if is_period_text(line.text) and not is_row(line):
            found += 1
        elif has_cells(line) or seen > _HEAD_LINES:
            break
    return found


def _rows_near(lines: Lines, at: int) -> bool:
    return any(is_text(line) and has_cells(line) for line in lines[at : at + _HEAD_LINES])


def _says_notes(lines: Lines, start: int, at: int) -> bool:
    """Whether a line points to the notes below the whole of the statement."""
    return SEE_NOTES.match(lines[at].text) is not None and not _rows_below(lines, start, at)


def _rows_below(lines: Lines, start: int, at: int) -> bool:
    """Whether a line stands among the remarks of the statement that begins at `start`, and more
    rows of it below.
    """
    near = lines[max(start, at - _LOOK_AHEAD) : at]
    if not any(map(begin_remarks, near)):
        return False
    stop = next((end for end in range(at, len(lines)) if end_remarks(lines[end])), len(lines))
    own = lines[start:stop]
    return any(
        have_rows(own, range(at - start, part.stop)) for part in remarks(own) if at - start in part
    )


def _page_after(lines: Lines, at: int) -> int | None:
    """The end of the page, where it comes soon."""
    for place in range(at + 1, min(at + _LOOK_AHEAD, len(lines))):
        if lines[place].kind is LineKind.PAGE:
            return place
        if is_text(lines[place]) and (is_prose(lines[place]) or has_cells(lines[place])):
            return None
    return None


def _more_below(lines: Lines, title: Title, at: int, titles: Titles) -> bool:
    """Whether the statement goes on behind a </TABLE>: on this page at once, or on the next."""
    words = 0
    for place in range(at + 1, min(at + 3 * _LOOK_AHEAD, len(lines))):
        line = lines[place]
        if titles.at(place) is not None:
            return True  # the caller decides there
        if line.kind is LineKind.PAGE:
            return goes_on(lines, title, place, titles)
        if line.kind is LineKind.TAG and "<table>" in line.text.lower():
            headless = not words and _has_no_head(lines, place, titles)
            return goes_on(lines, title, at, titles) or (
                headless and _aligned(lines, title, at, titles)
            )
        if is_text(line):
            if has_cells(line) and not _is_page_mark(line):
                return words == 0 and _aligned(lines, title, at, titles)
            supplement = title.kind is StatementKind.CF and _SUPPLEMENT.search(line.text)
            if supplement and len(chunks(line.text, 3)) == 1:
                words = 0  # what stands above it are remarks
                continue
            if words > 4 or NOTE_HEADING.match(line.text):
                return False
            words += 1
    return False


def _has_no_head(lines: Lines, at: int, titles: Titles) -> bool:
    """Whether nothing but captions stands between a <TABLE> and its first figures: it goes on with
    the table that ended right above it.
    """
    for place in range(at + 1, min(at + _HEAD_LINES, len(lines))):
        line = lines[place]
        if not is_text(line):
            continue
        if is_row(line):
            return True
        beside = len(chunks(line.text, 3)) > 1 or line.indent >= _MIDDLE * 2
        if titles.at(place) is not None or beside or read_units(line.text) or is_prose(line):
            return False
    return False


def goes_on(lines: Lines, title: Title, page: int, titles: Titles) -> bool:
    """Whether the next page goes on with the table: figures in the same columns before any title
    or prose. Heads may stand there again, but no others.
    """
    foreign = periods = words = heads = 0
    for at in range(page + 1, min(page + _FAR, len(lines))):
        line = lines[at]
        if line.kind is LineKind.PAGE and words == 0:
            continue
        if not is_text(line) or _is_page_mark(line):
            continue
        if words > _HEAD_LINES:
            return False
        other = titles.at(at)
        if other is not None:
            return _same_again(lines, title, other)
        if is_row(line):
            headed = bool((foreign and periods) or heads)
            return _has_more(lines, title, page, titles, headed=headed)
        if is_prose(line) or NOTE_HEADING.match(line.text):
            return False
        text = plain(line)
        if is_period_text(text):
            periods += 1
            foreign += _names_a_table(text) and not _repeats(lines, text, title)
        elif has_cells(line):  # 'Balance Sheet        1996        1995' heads another table
            periods += 1
            foreign += not _repeats(lines, text, title)
        elif not read_units(text) and not _repeats(lines, text, title):
            foreign += not periods
            heads += len(chunks(line.text, 3)) > _SIDES and not scan(line.text)
        words += 1
    return False


def _has_more(lines: Lines, title: Title, page: int, titles: Titles, *, headed: bool) -> bool:
    """Whether the first rows of a page are more of the statement's, or more of its columns.

    headed   it has heads that are not the statement's
    """
    return _in_slices(lines, title, page) or (not headed and _aligned(lines, title, page, titles))


def _in_slices(lines: Lines, title: Title, page: int) -> bool:
    """Whether the page has more columns of the statement, for which the one before was too narrow:
    its captions are the same.
    """
    if title.kind is not StatementKind.EQ:
        return False
    upper, lower = (
        list(islice(named_rows(lines[start : start + _FAR]), _SLICE))
        for start in (title.start, page + 1)
    )
    return len(lower) == _SLICE and same_rows(upper, lower)


def _names_a_table(text: str) -> bool:
    """Whether a line has words beside its period that stand together: 'SUMMARY OF CASH FLOWS -
    FIRST NINE MONTHS'.
    """
    rest = without_periods(text)
    words = [word for word in rest.split() if word.isalpha()]
    return len(chunks(text, 3)) == 1 and len(words) > 1 and read_units(rest) is None


def _is_page_mark(line: LineView) -> bool:
    return bool(_PAGE_NUMBER.fullmatch(line.text) or _PAGE_LABEL.fullmatch(line.text))


def _repeats(lines: Lines, text: str, title: Title) -> bool:
    """Whether a line of the page's head stood at the title too, or in the head below it."""
    words = text.lower().strip("() ")
    head = (
        plain(line)
        for line in lines[title.start : title.start + _HEAD_LINES]
        if is_text(line) and not has_cells(line)
    )
    return words.startswith(("continued", "unaudited")) or any(
        words in each.lower() for each in (*title.around, title.lead, *head)
    )


def _aligned(lines: Lines, title: Title, page: int, titles: Titles) -> bool:
    """Whether the first figures below `page` stand in columns of those above."""
    edges = {
        figure.right
        for line in lines[max(title.start, page - _FAR) : page]
        if is_text(line) and has_cells(line)
        for figure in scan(line.text)
    }
    for at in range(page + 1, min(page + _FAR, len(lines))):
        line = lines[at]
        if not is_text(line) or _is_page_mark(line):
            continue
        if is_row(line):
            rights = [figure.right for figure in scan(line.text) if figure.left > line.indent]
            return bool(rights) and all(
                any(abs(right - edge) <= 3 for edge in edges) for right in rights[-2:]
            )
        if titles.at(at) is not None and at > page + _HEAD_LINES:
            return False
    return False
