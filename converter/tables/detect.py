"""One section's lines to one table, in named geometric steps."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from converter.model.filing import StatementKind
from converter.model.finding import Finding, Result
from converter.model.table import Cell, Column, Row, Section, Spanner, TextTable
from converter.tables.asides import set_aside
from converter.tables.boxhead import HeadText, beside_title, read_boxhead
from converter.tables.columns import (
    Extent,
    aligned_figures,
    cell_figures,
    columns,
    is_year_row,
)
from converter.tables.stub import (
    StubLine,
    continues_after,
    stub_line,
    unfinished,
    without_rules,
    wraps,
)
from converter.text.dates import dates, is_period_text, without_periods, years
from converter.text.numerals import Figure, Form
from converter.text.units import Units, read_units
from converter.text.views import Chunk, LineKind, LineView, chunks, rule_segments, views

if TYPE_CHECKING:
    from converter.model.source import SourceText, Span

_MARGIN = 4  # captions under a heading stand this much further in
_BETWEEN = 4  # columns: a figure that ends further from every column's edge stands in none
_SYLLABLES = re.compile(r"(?<=[a-z])- (?=[a-z])")  # 'Accu- mulated' over two lines
_GOES_ON = re.compile(r"(?:19|20)\d\d\b|[a-z(&$]|\d")
_LETTER = re.compile(r"[A-Za-z]")
_WORD_SIGN = re.compile(r"[A-Za-z0-9]")
_LONG_WORD = re.compile(r"[a-z]{4,}")
_RULE_SLACK = 12  # columns that a rule may be wider than its figures on a side
_UNAUDITED = re.compile(r"\W*(?:un)?audited\W*", re.IGNORECASE)
_FOOT = re.compile(r"\s{0,4}[-_*](?: {1,2}[-_*]){2,}")  # '- - - - -' divides a table from its notes


@dataclass(frozen=True, slots=True)
class TableOptions:
    """Thresholds, each with its reason.

    min_rows    rows with figures below which lines are no table: a lone row proves no columns
    max_gap     caption lines without figures in a row before a table is over: the longest
                wrapped captions of equity statements take six lines
    """

    min_rows: int = 1
    max_gap: int = 12


def detect_table(
    section: Section, source: SourceText, options: TableOptions | None = None
) -> Result[TextTable | None]:
    """The table of a section, or None where its lines hold none."""
    options = options or TableOptions()
    lines = _without_footnotes(views(source, section.first, section.last))
    figures = [cell_figures(line) if line.kind is LineKind.TEXT else [] for line in lines]
    start = _body_start(lines, figures)
    if start is None:
        return Result(None)
    _without_years(lines, figures)
    start = _lifted(lines, figures, start)
    stop = _body_stop(lines, figures, start, options)
    body = [row for row in figures[start:stop] if row]
    if len(body) < options.min_rows:
        return Result(None)
    stop = _without_strays(lines, figures, start, stop)
    _without_stub(lines, figures, start, stop, most=1 if section.kind is StatementKind.EQ else 3)
    _without_between(figures, start, stop)
    body = [row for row in figures[start:stop] if row]
    extents = _ruled(columns(body), lines[:stop])
    aside = _percent_columns(body, extents)
    over, stub_words = read_boxhead(lines[:start], extents, aside)
    stub_words = _without_title(stub_words, section)
    over = [*beside_title(_title_lines(section, source), extents, aside), *over]
    over, said, own = _units_apart(over)
    if _is_index(body):
        return Result(None)
    figures[start:stop] = [
        aligned_figures(line, found, extents)
        for line, found in zip(lines[start:stop], figures[start:stop], strict=True)
    ]
    equity = section.kind is StatementKind.EQ
    rows, findings = _rows(lines, figures, start, stop, extents, stub_words, source, equity=equity)
    said += [chunk.text for _, chunk in stub_words if read_units(chunk.text)]
    lead = " ".join([section.lead, *said])
    stub_head = " ".join(c.text for _, c in stub_words if is_period_text(c.text))
    table = TextTable(
        kind=section.kind,
        title=section.title,
        lead=lead,
        first=section.first,
        last=lines[stop - 1].number,
        boxhead=_spanners(over, source),
        columns=tuple(
            Column(at, extent.left, extent.right, _head_text(over, at), own.get(at))
            for at, extent in enumerate(extents)
        ),
        rows=tuple(rows),
        stub_head=stub_head,
    )
    return Result(set_aside(table), tuple(findings))


def _without_title(
    stub_words: list[tuple[LineView, Chunk]], section: Section
) -> list[tuple[LineView, Chunk]]:
    """The words over the stub without the title, beside which the boxhead begins."""
    title = section.title.casefold()
    return [
        (line, chunk)
        for line, chunk in stub_words
        if not (
            0 <= line.number - section.title_span.line <= 2
            and re.sub(r"\s+", " ", chunk.text).casefold() in title
        )
    ]


def _without_footnotes(lines: list[LineView]) -> list[LineView]:
    """The lines with those from <FN> to the end of its table or page blanked: remarks, which may
    end in figures.
    """
    out: list[LineView] = []
    within = False
    for line in lines:
        if line.kind is LineKind.TAG:
            tags = line.text.lower()
            within = "<fn>" in tags or (within and "table>" not in tags and "</fn>" not in tags)
        elif line.kind is LineKind.PAGE:
            within = False
        out.append(replace(line, kind=LineKind.BLANK) if within else line)
    return out


def _title_lines(section: Section, source: SourceText) -> list[LineView]:
    """The lines from the title down to the table: a boxhead may begin beside the title, or a line
    above it.
    """
    first = section.title_span.line
    lines = views(source, max(first - 1, 1), section.first - 1)
    if first > 1 and len(chunks(lines[0].text, 3)) < 2:
        lines = lines[1:]
    return lines


def _units_apart(over: list[HeadText]) -> tuple[list[HeadText], list[str], dict[int, Units]]:
    """The heads without '(In millions)' and the like, which speak of the whole table, or of the
    column of shares alone under whose head they stand.
    """
    heads: list[HeadText] = []
    table: list[str] = []
    own: dict[int, Units] = {}
    for head in over:
        text = head.chunk.text
        units = read_units(text)
        if units is None or is_period_text(text):
            heads.append(head)
        elif head.first == head.last and re.search(
            r"\bshares$", _head_text(heads, head.first), re.IGNORECASE
        ):
            own[head.first] = units
        else:
            table.append(text)
    return heads, table, own


def _without_stub(
    lines: list[LineView], figures: list[list[Figure]], start: int, stop: int, *, most: int
) -> None:
    """Blanks the figures of columns that lie in the stub: where captions cross more lines than
    have figures there, the figures belong to captions. `most` figures make such a column: the
    first ones of an equity statement are crossed by captions too, but do not begin where those do.

    Securities (cost: $3,679 and                    'column' at 19-25, over which words stand
      $4,131, respectively)         1,041   1,342
    """
    rows = [row for row in figures[start:stop] if row]
    extents = columns(rows)
    if len(extents) < 2:
        return
    captions = [line.indent for line in lines[start:stop] if _LETTER.match(line.text.lstrip()[:1])]
    margin = min(captions, default=0) + _MARGIN
    for extent in extents[:-1]:
        own = sum(any(extent.overlap(f.left, f.right) for f in row) for row in rows)
        few = extent.left <= margin or own <= max(most, len(rows) // 10 if most > 1 else 1)
        if own * 4 > len(rows) or not few:
            continue
        crossed = sum(
            line.kind is LineKind.TEXT
            and bool(_WORD_SIGN.search(line.text, extent.left, extent.right))
            and not any(extent.overlap(f.left, f.right) for f in found)
            for line, found in zip(lines[start:stop], figures[start:stop], strict=True)
        )
        if crossed > own:
            for at in range(start, stop):
                figures[at] = [f for f in figures[at] if not extent.overlap(f.left, f.right)]


def _without_between(figures: list[list[Figure]], start: int, stop: int) -> None:
    """Blanks rows that state amounts of several columns together, set between these:

    Cash                   3,667     4,555     4,958     1,728
    Total cash                  8,222               6,686
    """
    rows = [at for at in range(start, stop) if figures[at]]
    extents = columns([figures[at] for at in rows])
    if len(extents) < 4:
        return
    ends: list[Counter[int]] = [Counter() for _ in extents]
    for figure in (figure for at in rows for figure in figures[at]):
        at = _column_of(figure, extents)
        if at is not None:
            ends[at][figure.end] += 1
    usual = [count.most_common(1)[0][0] for count in ends if sum(count.values()) > 3]
    for at in rows:
        if 2 <= len(figures[at]) < len(extents) and all(
            min((abs(figure.end - edge) for edge in usual), default=0) > _BETWEEN
            for figure in figures[at]
        ):
            figures[at] = []


def _without_strays(
    lines: list[LineView], figures: list[list[Figure]], start: int, stop: int
) -> int:
    """Where the body ends without the lines behind it that share no column with it, such as a
    wire's '-0-' or an address; a page's number between its lines is blanked.
    """
    rows = [at for at in range(start, stop) if figures[at]]
    if len(rows) < 4:
        return stop
    extents = columns([figures[at] for at in rows])
    support = [sum(any(e.overlap(f.left, f.right) for f in figures[at]) for at in rows)
               for e in extents]  # fmt: skip
    lonely = [extent for extent, count in zip(extents, support, strict=True) if count == 1]

    def stray(at: int) -> bool:
        return all(any(e.overlap(f.left, f.right) for e in lonely) for f in figures[at])

    while len(rows) > 3 and stray(rows[-1]):
        figures[rows[-1]] = []
        rows.pop()
        stop = rows[-1] + 1
    for at in rows:
        lone = len(figures[at]) == 1 and figures[at][0]
        number = lines[at].text.strip().isdigit()
        if lone and number and stray(at) and 0 < lone.value < 1000:
            figures[at] = []
            lines[at] = replace(lines[at], kind=LineKind.PAGE)
    return stop


def _is_index(body: list[list[Figure]]) -> bool:
    """A table of contents: a single column of page numbers, none smaller than the one before."""
    if any(len(row) != 1 for row in body):
        return False
    pages = [row[0] for row in body]
    return all(
        page.form is Form.NUMBER and not page.currency and not page.places and 0 < page.value < 1000
        for page in pages
    ) and all(one.value <= other.value for one, other in pairwise(pages))


def _body_start(lines: list[LineView], figures: list[list[Figure]]) -> int | None:
    """Index of the first line with figures that are not years."""
    for at, line in enumerate(lines):
        if figures[at] and not is_year_row(line, figures[at]):
            return at
    return None


def _without_years(lines: list[LineView], figures: list[list[Figure]]) -> None:
    """Blanks a year that ends the date of the caption line above it, which is no figure:

    Balance at September 25,
      1992                        116,147
    """
    for at in range(1, len(lines)):
        if not figures[at] or lines[at].text[: figures[at][0].start].strip():
            continue
        above = lines[at - 1].text.rstrip()
        undated = [d for d in dates(above) if d.year is None and d.end >= len(above) - 1]
        if undated and any(start == figures[at][0].start for _, start, _ in years(lines[at].text)):
            figures[at] = figures[at][1:]


def _lifted(lines: list[LineView], figures: list[list[Figure]], start: int) -> int:
    """The body's first line, with the caption lines above it that go on in it."""
    below = stub_line(lines[start], figures[start][0].left if figures[start] else 0)
    at = start
    while at and below is not None and lines[at - 1].kind is LineKind.TEXT:
        line = lines[at - 1]
        above = chunks(line.text, 3)
        if len(above) != 1 or above[0].left > below.left + 1 or figures[at - 1]:
            break
        year = re.match(r"(?:19|20)\d\d\b", below.text)
        # 'rate of 35% for 1993' holds a year but more words than a boxhead's line
        says_more = len(_LONG_WORD.findall(without_periods(line.text))) > 1
        goes_on = year or says_more or not is_period_text(line.text)
        upper = stub_line(line, len(line.text))
        wide = len(line.text) + len(below.text)
        if upper is None or not goes_on or not (year or wraps([upper], below, wide)):
            break
        dated = is_period_text(below.text)  # 'Balance at' over 'September 27,'
        if read_units(line.text) or (
            unfinished(upper.text) and not (dated or re.match(_GOES_ON, below.text))
        ):
            break
        at, below = at - 1, upper
    return at


def _body_stop(
    lines: list[LineView], figures: list[list[Figure]], start: int, options: TableOptions
) -> int:
    """Index after the last line with figures, before the first long stretch without any."""
    last, empty = start, 0
    for at in range(start, len(lines)):
        if last > start and _FOOT.fullmatch(lines[at].text):
            break  # footnotes follow
        if figures[at]:
            last, empty = at, 0
        elif lines[at].kind is LineKind.TEXT:
            empty += 1
            if empty > options.max_gap:
                break
    while last + 1 < len(lines) and _is_ruled(lines[last + 1]):
        last += 1
    return last + 1


def _is_ruled(line: LineView) -> bool:
    """A rule, or the end of a caption with the rules of the row above beside it."""
    if line.kind is LineKind.TEXT:
        caption = stub_line(line, len(line.text))
        return caption is not None and without_rules(caption) is not None
    return line.kind is LineKind.RULE


def _ruled(extents: list[Extent], lines: list[LineView]) -> list[Extent]:
    """Columns widened to the rules under and over their figures, which are about as wide as they;
    a wider one underlines a title, or all the table.
    """
    for line in lines:
        if line.kind is not LineKind.RULE:
            continue
        for left, right in rule_segments(line.text):
            under = [at for at, extent in enumerate(extents) if extent.overlap(left, right)]
            if len(under) != 1:
                continue
            at = under[0]
            if extents[at].left - left > _RULE_SLACK or right - extents[at].right > _RULE_SLACK:
                continue
            low = extents[at - 1].right if at else left
            high = extents[at + 1].left if at + 1 < len(extents) else right
            extents[at] = Extent(
                min(extents[at].left, max(left, low)), max(extents[at].right, min(right, high))
            )
    return extents


def _percent_columns(figures: list[list[Figure]], extents: list[Extent]) -> frozenset[int]:
    """Columns most of whose figures are percentages: heads of periods are not theirs."""
    counts = [[0, 0] for _ in extents]
    for figure in (figure for row in figures for figure in row if figure.form is Form.NUMBER):
        at = _column_of(figure, extents)
        if at is not None:
            counts[at][figure.percent] += 1
    found = {at for at, (plain, percent) in enumerate(counts) if percent > max(plain, 1)}
    return frozenset(found) if len(found) < len(extents) else frozenset()


def _head_text(over: list[HeadText], column: int) -> str:
    words = " ".join(head.chunk.text for head in over if head.first <= column <= head.last)
    return _SYLLABLES.sub("", words)


def _spanners(over: list[HeadText], source: SourceText) -> tuple[Spanner, ...]:
    levels = {number: at for at, number in enumerate(sorted({h.line.number for h in over}))}
    return tuple(
        Spanner(
            head.chunk.text, head.first, head.last, levels[head.line.number],
            head.line.span(source, head.chunk.left, head.chunk.right),
        )
        for head in over
    )  # fmt: skip


def _column_of(figure: Figure, extents: list[Extent]) -> int | None:
    best, most = None, 0
    for at, extent in enumerate(extents):
        overlap = extent.overlap(figure.left, figure.right)
        if overlap > most:
            best, most = at, overlap
    return best


Parsed = tuple[list[Cell], StubLine | None]


def _parsed(
    line: LineView, found: list[Figure], extents: list[Extent], source: SourceText
) -> Parsed:
    """The cells and the caption of a line."""
    if line.kind is not LineKind.TEXT:
        return [], None
    cells = _cells(line, found, extents, source)
    return cells, stub_line(line, _caption_end(line, cells, found))


def _lower_raised(lines: list[LineView], parsed: list[Parsed]) -> None:
    """Puts figures that stand a line above their caption beside it:

    Prepaid expenses                 687       394
                                       -     2,419
    Assets held for sale
    Total current assets          27,453    56,496

    A total without a caption has a rule above it, or a list below a heading follows.
    """
    for at in range(1, len(parsed) - 2):
        (above, named), (cells, caption), (none, below), (after, follows) = parsed[at - 1 : at + 3]
        texts = all(line.kind is LineKind.TEXT for line in lines[at - 1 : at + 3])
        if not texts or not (above and named and cells and after and follows and below):
            continue
        if caption or none or below.text.endswith(":") or follows.left > below.left:
            continue
        if not wraps([below], follows, len(lines[at].text)):
            parsed[at : at + 2] = [([], None), (cells, below)]


def _without_dashes(lines: list[LineView], parsed: list[Parsed]) -> None:
    """Takes the dashes of lines that state nothing: headings, and the first line of a caption
    that goes on to its figures:

    Current assets:                        -         -
    Common stock, 40,000                   -         -
    shares authorized                    372       320
    """
    texts = [caption.text.lower() if caption else "" for _, caption in parsed]
    for at, (cells, caption) in enumerate(parsed):
        if not cells or any(cell.figure.form is not Form.DASH for cell in cells):
            continue
        if caption is None:  # a total of nothing has a rule above it
            if not at or lines[at - 1].kind is not LineKind.RULE:
                parsed[at] = ([], None)
            continue
        totals = f"total {texts[at]}" in texts[at + 3 :]
        heads = caption.text.endswith(":") and not unfinished(caption.text)
        if heads or totals or _goes_on_to_figures(lines, parsed, at):
            parsed[at] = ([], caption)


def _goes_on_to_figures(lines: list[LineView], parsed: list[Parsed], at: int) -> bool:
    for below in range(at + 1, len(parsed)):
        cells, caption = parsed[below]
        small = caption is not None and re.match(r"[a-z]|\d", caption.text)
        if lines[below].kind is not LineKind.TEXT or not small:
            return False
        if cells:
            return True
    return False


def _below(lines: list[LineView], parsed: list[Parsed]) -> list[StubLine | None]:
    """For each line that has figures, or goes on further in to them, the next caption line that
    stands no further in. A rule ends what stands together: a total's caption in two lines is no
    heading of what comes behind its rule.
    """
    found: list[StubLine | None] = [None] * len(parsed)
    later: list[StubLine] = []  # ever less far in, the nearest last
    for at in range(len(parsed) - 1, -1, -1):
        cells, caption = parsed[at]
        if lines[at].kind is LineKind.RULE:
            later.clear()
        if caption is None:
            continue
        deeper = bool(later) and later[-1].left > caption.left
        while later and later[-1].left > caption.left:
            later.pop()
        found[at] = later[-1] if later and (cells or deeper) else None
        later.append(caption)
    return found


def _stub_width(parsed: list[Parsed], extents: list[Extent]) -> int:
    """Where the stub ends: the longest caption of the table is as long as they get."""
    rights = [caption.right for _, caption in parsed if caption is not None]
    return min(extents[0].left, max(rights, default=extents[0].left))


@dataclass(slots=True)
class _Open:
    """A row being put together."""

    stub: list[StubLine]
    cells: list[Cell]
    ruled: bool
    gap: bool
    line: int


def _rows(
    lines: list[LineView],
    figures: list[list[Figure]],
    start: int,
    stop: int,
    extents: list[Extent],
    stub_words: list[tuple[LineView, Chunk]],
    source: SourceText,
    *,
    equity: bool,
) -> tuple[list[Row], list[Finding]]:
    parsed = [
        _parsed(line, found, extents, source)
        for line, found in zip(lines[start:stop], figures[start:stop], strict=True)
    ]
    _lower_raised(lines[start:stop], parsed)
    _without_dashes(lines[start:stop], parsed)
    width = _stub_width(parsed, extents)
    below = _below(lines[start:stop], parsed)
    rows: list[_Open] = []
    findings: list[Finding] = []
    pending: list[StubLine] = []
    ruled = gap = pending_gap = False
    for line, left, right in _heading_lines(
        stub_words, indent=lines[start].indent if equity else -1
    ):
        head = StubLine(line, left, right, re.sub(r"\s+", " ", line.text[left:right]))
        if rows and _one_heading(rows[-1].stub[-1], head):
            rows[-1].stub.append(head)
        else:
            rows.append(_Open([head], [], False, True, line.number))
    broken = False  # something stands between the pending captions and this line
    for at in range(start, stop):
        line = lines[at]
        if line.kind is LineKind.RULE:
            ruled = bool(rows and rows[-1].cells)
            if pending:
                rows += _headings(pending, pending_gap)
                pending = []
            continue
        if line.kind is not LineKind.TEXT:
            gap = gap or line.kind in (LineKind.BLANK, LineKind.PAGE)
            broken = broken or line.kind in (LineKind.BLANK, LineKind.PAGE)
            continue
        if _repeats_head(line, figures[at]):
            gap = broken = True
            continue
        cells, caption = parsed[at - start]
        if not cells:
            if caption is None:
                continue
            beside = without_rules(caption)  # the rule is that of the row above
            under = rows and rows[-1].line == line.number - 1 and not pending
            if beside is not None and under and beside.text[0].islower():
                rows[-1].stub.append(beside)
                ruled = True
                continue
            caption = beside or caption
            if (
                rows
                and not (broken or pending)
                and _ends_caption(rows[-1], caption, line, ruled=ruled)
            ):
                rows[-1].stub.append(caption)
                continue
            apart = broken and not _double_spaced(pending, caption)
            if pending and (apart or not wraps(pending, caption, width, below[at - start])):
                rows += _headings(pending, pending_gap)
                pending = []
            if not pending:
                pending_gap = gap
            pending.append(caption)
            gap = broken = False
            ruled = beside is not None
            continue
        if (
            not (pending or ruled or gap)
            and rows
            and _goes_on(rows[-1], cells, caption, line, len(extents))
        ):
            last = rows[-1]
            rows[-1] = _Open(
                [*last.stub, *([caption] if caption else [])],
                sorted([*last.cells, *cells], key=lambda cell: cell.column),
                last.ruled, last.gap, last.line,
            )  # fmt: skip
            continue
        stub = [caption] if caption else []
        taken: list[StubLine] = []
        if (pending and caption is None and not (broken and pending[-1].text.endswith(":"))) or (
            pending
            and caption
            and (not broken or _double_spaced(pending, caption))
            and wraps(pending, caption, width, below[at - start])
        ):
            taken, pending = pending, []
        if pending:
            rows += _headings(pending, pending_gap)
            pending = []
        rows.append(
            _Open([*taken, *stub], cells, ruled, pending_gap if taken else gap, line.number)
        )
        ruled = gap = broken = pending_gap = False
    return [_close(row, source) for row in rows], findings


def _double_spaced(pending: list[StubLine], caption: StubLine) -> bool:
    """Whether a caption goes on over a blank line: it ends and goes on in mid-phrase."""
    return bool(pending and unfinished(pending[-1].text) and re.match(r"[a-z]{2}", caption.text))


def _ends_caption(row: _Open, caption: StubLine, line: LineView, *, ruled: bool) -> bool:
    """Whether a line without figures ends the caption of the row above it."""
    if not row.cells or not row.stub:
        return False
    if not ruled:
        return row.line == line.number - 1 and continues_after(row.stub[-1], caption)
    # 'Average number of shares -     37,199', the rule of the column, 'basic'
    near = row.line == line.number - 2
    return near and row.stub[-1].text.endswith("-") and caption.text[0].islower()


def _goes_on(
    row: _Open, cells: list[Cell], caption: StubLine | None, line: LineView, columns: int
) -> bool:
    """Whether figures are those that the line above has no room for:

    Loss before taxes and             (14,326)   (29,489)
    extraordinary item                                       (40,624)
    """
    have, new = {cell.column for cell in row.cells}, {cell.column for cell in cells}
    if not have or have & new or len(have | new) < columns or line.number != row.line + 1:
        return False
    if caption is None:
        return True
    return bool(row.stub) and bool(re.match(r"[a-z(&]", caption.text)) and len(new) < len(have)


def _repeats_head(line: LineView, figures: list[Figure]) -> bool:
    """A boxhead's line again, on the next page of a table: periods and nothing else."""
    if figures and not is_year_row(line, figures):
        return False
    words = [chunk.text for chunk in chunks(line.text)]
    aside = [text for text in words if read_units(text) or _UNAUDITED.match(text)]
    periods = [text for text in words if is_period_text(text)]
    return (
        bool(periods)
        and len(periods) + len(aside) >= len(words)
        and (line.indent > 20 or bool(aside))
    )


def _heading_lines(
    stub_words: list[tuple[LineView, Chunk]], indent: int
) -> list[tuple[LineView, int, int]]:
    """Words above the first data row that head a group of lines ('ASSETS'), not the columns.

    indent  of the first row of an equity statement, where 'Year ended June 30, 1996' heads rows
    """
    found: dict[int, tuple[LineView, int, int]] = {}
    for line, chunk in stub_words:
        if read_units(chunk.text) or (is_period_text(chunk.text) and chunk.left > indent):
            continue
        left = found[line.number][1] if line.number in found else chunk.left
        found[line.number] = (line, left, chunk.right)
    return list(found.values())


def _one_heading(upper: StubLine, lower: StubLine) -> bool:
    """Whether two lines above the first figures are one heading: the second begins in small."""
    near = upper.line.number == lower.line.number - 1
    return near and lower.text[0].islower() and not upper.text.endswith(":")


def _headings(pending: list[StubLine], gap: bool) -> list[_Open]:
    """Caption lines that no figures followed, as one heading (they wrapped into one another)."""
    return [_Open(list(pending), [], False, gap, pending[0].line.number)]


def _caption_end(line: LineView, cells: list[Cell], figures: list[Figure]) -> int:
    if not cells:  # 'n/a' and ranges of prices are no cells, nor are they words
        return min((f.left for f in figures if f.form is Form.ABSENT), default=len(line.text))
    first = min(cell.figure.left for cell in cells)
    inner = [figure.left for figure in figures if figure.left < first]
    return min([first, *inner]) if inner else first


def _cells(
    line: LineView, figures: list[Figure], extents: list[Extent], source: SourceText
) -> list[Cell]:
    cells: dict[int, Cell] = {}
    for figure in figures:
        at = _column_of(figure, extents)
        if at is None or figure.form is Form.ABSENT:
            continue
        cells[at] = Cell(at, figure, line.span(source, figure.start, figure.end))
    return [cells[at] for at in sorted(cells)]


def _close(row: _Open, source: SourceText) -> Row:
    pieces: list[Span] = [part.line.span(source, part.left, part.right) for part in row.stub]
    caption = " ".join(part.text for part in row.stub)
    indent = row.stub[0].left if row.stub else 0
    return Row(caption, tuple(pieces), indent, tuple(row.cells), row.ruled, row.gap, row.line)
