"""What the columns of a table mean: the periods that heads, title and cover give them together."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from dataclasses import replace
from typing import TYPE_CHECKING

from converter.lineitems.equity import months_carried_over
from converter.lineitems.groups import group_columns
from converter.lineitems.year_labels import as_of, head_period, of_labels, of_spanner
from converter.model.filing import PRIMARY, StatementKind
from converter.model.finding import Finding, Result, Severity
from converter.model.lineitem import ReadColumn
from converter.model.printed import ends_month
from converter.model.xbrl import Instant
from converter.text.dates import (
    Stated,
    century,
    dates,
    is_period_text,
    read_lengths,
    read_period,
    read_quarter,
    without_periods,
)

if TYPE_CHECKING:
    from converter.lineitems.setting import Setting
    from converter.model.source import SourceText
    from converter.model.table import Row, TextTable

_STATES = re.compile(r"\b(?:at|as\s+of|ended|ending|through)\s+$", re.IGNORECASE)
_AND = re.compile(r",?\s*(?:and\s+)?", re.IGNORECASE)
_PARENTHESIS = re.compile(r"\s*\([^()]*\)\s*$")  # 'Common Shares (100,000,000 Authorized)'
_COUNTS = re.compile(r"\s*number\s+of\s+(?:\w+\s+)?shares\b", re.IGNORECASE)  # over other words
_UNITS_BEHIND = re.compile(r"\s*\(\s*in\b[^()]*\)?\s*\Z", re.IGNORECASE)


def read_columns(
    table: TextTable, setting: Setting, source: SourceText
) -> Result[tuple[ReadColumn, ...]]:
    """The columns with the periods and groups that heads, title, captions and cover tell."""
    lead = _of_the_table(table.lead) if table.kind is StatementKind.NOTE else table.lead
    table = _whole_years(table, setting.period_end)
    days = of_labels(table, f"{table.stub_head} {lead}", setting.period_end)
    columns = tuple([_column(table, at, lead, days, setting) for at in range(len(table.columns))])
    columns, dated = _dated_by_captions(table, columns, source)
    columns, torn = _of_two_lengths(table, columns, source)
    columns, late = _until(table, columns, setting.filed, source)
    columns, doubtful = group_columns(table, columns, source)
    broken = _one_cell_a_line(table, source) or _broken_lines(table)
    if broken:
        columns = tuple([ReadColumn(c.column, Stated(), None, None, mixed=True) for c in columns])
    known = torn or late or doubtful or broken
    silent = [] if known else _period_findings(table, columns, source)
    return Result(columns, (*dated, *torn, *late, *doubtful, *broken, *silent))


_SHORT_YEAR = re.compile(r"(?:(?<=\s)|\A)'?(?P<year>\d\d)\Z")


def _whole_years(table: TextTable, end: dt.date | None) -> TextTable:
    """The table with whole years in its heads where these have but the last digits of consecutive
    years, the latest of them that of the filing's period: '95    94' of June 30, 1995. Where no
    cover tells that, words of a period stand above them: 'Years ended June 30'.
    """
    short = [_SHORT_YEAR.search(column.head) for column in table.columns]
    found = [int(each["year"]) for each in short if each]
    if len(found) < max(2, len(short)) or len(set(found)) < len(found):
        return table
    if end is None:
        above = (table.lead, table.stub_head, *(head.text for head in table.boxhead))
        if not any(map(is_period_text, above)):
            return table
        end = dt.date(max(map(century, found)), 12, 31)
    last = end.year % 100
    back = [(last - each) % 100 for each in found]  # years before the last one
    if sorted(back) != list(range(len(back))):
        return table
    columns = tuple(
        replace(column, head=f"{column.head[: each.start()]}{end.year - years_back}")
        for column, each, years_back in zip(table.columns, short, back, strict=True)
        if each
    )
    return replace(table, columns=columns)


_WORDLESS = 3  # one line in three: balance sheets have one in four at most


def _one_cell_a_line(table: TextTable, source: SourceText) -> list[Finding]:
    """A finding where the cells of each row stand below one another, so that all periods are in
    one column:

        Net sales      13,931
                        8,279
                        6,207
    """
    rows = [row for row in table.rows if row.cells]
    wordless = sum(not row.caption for row in rows)
    if len(table.columns) > 1 or len(rows) < 2 * _WORDLESS or wordless * _WORDLESS < len(rows):
        return []
    return [
        Finding(
            code="TAB005", severity=Severity.WARNING, span=source.line_span(table.first, 0, 0),
            message=f"{table.title}: of {len(rows)} figures below one another {wordless} have no"
            " caption",
            hint="their columns are not told; they are left out",
        )
    ]  # fmt: skip


_FIGURE = re.compile(  # '108,347', '(108,347)', but not '108,347)', which ends a caption's remark
    r"[$\s]*(?:\d{1,3}(?:,\d{3})+|\([$\s]*\d{1,3}(?:,\d{3})+\s*\)?)\s*"
)
_BROKEN = 2  # lines: one may be a caption of its own


def _broken_lines(table: TextTable) -> list[Finding]:
    """A finding where figures stand in the place of captions:

    Balance, June 30, 1995        55,422,297     $55,422    $
    108,347     $ 971,380      (3,020,315) $(168,217)
    """
    if table.kind not in PRIMARY:
        return []
    spans = [
        row.pieces[0] if row.pieces else row.cells[0].span
        for row in table.rows
        if row.cells and (_FIGURE.fullmatch(row.caption) or _at_margin(table, row))
    ]
    if len(spans) < _BROKEN:
        return []
    return [
        Finding(
            code="TAB008", severity=Severity.WARNING, span=spans[0], others=tuple(spans[1:]),
            message=f"{table.title}: {len(spans)} lines begin with figures where captions stand",
            hint="the statement's figures are left out",
        )
    ]  # fmt: skip


def _at_margin(table: TextTable, row: Row) -> bool:
    """Whether figures that are not one for each column begin at the page's margin."""
    return not row.caption and len(row.cells) < len(table.columns) and row.cells[0].span.column == 1


def _column(
    table: TextTable, at: int, lead: str, days: dict[int, dt.date], setting: Setting
) -> ReadColumn:
    column = table.columns[at]
    begun, over = _beginning(table.stub_head)
    own = _headed(table, at)
    stated = _with_lead(table, own, over, lead, days)
    quartered = _quartered(table, column.head, own, stated, lead, setting)
    if quartered is not None:
        stated = quartered
    elif stated.month is None and setting.period_end is None and setting.year_end:
        stated = _so_far(stated, setting.months, setting.year_end)
    elif stated.month is None and setting.period_end is not None:
        stated = as_of(stated, setting.period_end)
    if begun and own.month and any(read_period(c.head).month is None for c in table.columns):
        stated = replace(stated, start=begun)  # the others are headed by years alone
    stated = _begun_by_title(table, stated, read_period(lead))
    if stated.months is None and stated.weeks is None:
        stated = replace(stated, months=setting.months or months_carried_over(table, stated.end))
    end = stated.end
    instant = Instant(date=end) if end else None
    duration = stated.duration()
    return ReadColumn(column, stated, instant, duration, _shares(column.head))


def _headed(table: TextTable, at: int) -> Stated:
    """What a column's head and the spanners over it say of its period."""
    stated = head_period(table, at)
    day = of_spanner(table, at, stated)
    return stated if day is None else _on(stated, day)


def _with_lead(
    table: TextTable, own: Stated, over: str, lead: str, days: dict[int, dt.date]
) -> Stated:
    """What a head says, filled with what the words `over` the stub, the lead and the `days` that it
    tells of years say.
    """
    around = read_period(over).filled(replace(read_period(lead), inception=False))
    stated = own.filled(around if own.year is not None else replace(around, year=None))
    if own.month is None and own.year is not None:
        stated = _at_month_end(stated, around)
    if own.month is None and own.year in days:
        stated = _on(stated, days[own.year])
    return stated.filled(around) if own.year is None and len(table.columns) == 1 else stated


def _on(stated: Stated, day: dt.date) -> Stated:
    return replace(stated, year=day.year, month=day.month, day=day.day)


def _at_month_end(stated: Stated, around: Stated) -> Stated:
    """A year's date with the day of another year's: where that ended its month so does this one,
    February 29, 1996 as February 28, 1995.
    """
    if around.end is None or not ends_month(around.end) or stated.month != around.month:
        return stated
    year = stated.year or around.end.year
    return replace(stated, day=calendar.monthrange(year, around.end.month)[1])


def _begun_by_title(table: TextTable, stated: Stated, titled: Stated) -> Stated:
    """The period of a sole column, which begins where the title says: 'from inception
    (June 12, 1995) through December 31, 1995'.
    """
    sole = len(table.columns) == 1 and titled.start is not None and titled.end == stated.end
    return replace(stated, start=titled.start) if sole else stated


def _quartered(
    table: TextTable, head: str, own: Stated, stated: Stated, lead: str, setting: Setting
) -> Stated | None:
    """The period of a column that is a quarter by its head, or by the words below the title; None
    where neither says so. `own` is what the head states, `stated` that with what stands around.
    """
    quarter = read_quarter(head)
    if quarter is not None and own.month is not None:
        return _of_year(stated, quarter)
    if quarter is not None:
        return _of_quarter(stated, quarter, setting)
    titled = _titled_quarter(table, stated, lead)
    if titled is None or not setting.year_end:
        return None
    return _of_fiscal_year(stated, titled, setting.year_end)


_YEAR, _PARTS = 12, (6, 9)


def _of_quarter(stated: Stated, quarter: int, setting: Setting) -> Stated:
    """A year's quarter: that of the report, or of an annual report's year, counted back from its
    end; in a calendar of weeks the days are not told.
    """
    end = setting.period_end
    stated = replace(stated, months=3, weeks=None, month=None, day=None)
    if stated.year is None:
        return stated
    if end is None or setting.months != 12:
        counted = _of_fiscal_year(stated, quarter, setting.year_end) if setting.year_end else stated
        return counted if counted.month or end is None else as_of(stated, end)
    if not ends_month(end):
        return stated
    return _counted_back(stated, quarter, stated.year, end.month)


def _titled_quarter(table: TextTable, stated: Stated, lead: str) -> int | None:
    """The quarter that stands below a statement's title, where its columns are headed by years."""
    flows = table.kind in PRIMARY and table.kind is not StatementKind.BS
    bare = stated.month is None and stated.months is None and stated.weeks is None
    return read_quarter(lead) if flows and bare and stated.year is not None else None


def _of_fiscal_year(stated: Stated, quarter: int, year_end: tuple[int, int]) -> Stated:
    """The quarter of the fiscal year that a head names, where that ends with a month; in a calendar
    of weeks the days are not told.
    """
    month, day = year_end
    if stated.year is None or day != calendar.monthrange(stated.year, month)[1]:
        return stated
    return replace(_counted_back(stated, quarter, stated.year, month), months=3)


def _so_far(stated: Stated, months: int | None, year_end: tuple[int, int]) -> Stated:
    """A year, or its first six or nine months, of which no day is stated: 'Nine Months' over
    '1996'. In a calendar of weeks the days of a part are not told.
    """
    month, day = year_end
    if _YEAR in (stated.months, months):
        return replace(stated, month=month, day=day)
    if stated.year is None or stated.months not in _PARTS:
        return stated
    if day != calendar.monthrange(stated.year, month)[1]:
        return stated
    return _counted_back(stated, stated.months // 3, stated.year, month)


def _of_year(stated: Stated, quarter: int) -> Stated:
    """The quarter of a year that the head dates: 'Year ended December 31, 1999', below it 'Third
    Quarter'; in a calendar of weeks the days are not told.
    """
    end = stated.end
    if stated.months != 12 or end is None:
        return stated
    if not ends_month(end):
        return replace(stated, year=None, month=None, day=None, months=3)
    return replace(_counted_back(stated, quarter, end.year, end.month), months=3)


def _counted_back(stated: Stated, quarter: int, year: int, month: int) -> Stated:
    """With the end of a quarter of the year that ends with `month` of `year`."""
    month -= 3 * (4 - quarter)
    year, month = (year, month) if month > 0 else (year - 1, month + 12)
    return replace(stated, year=year, month=month, day=calendar.monthrange(year, month)[1])


def _dated_by_captions(
    table: TextTable, columns: tuple[ReadColumn, ...], source: SourceText
) -> tuple[tuple[ReadColumn, ...], list[Finding]]:
    """Columns of a balance sheet that are all headed with one date, with the dates that its
    captions name for them: 'shares issued at July 31, 2000 and January 31, 2000, respectively'.
    """
    heads = {column.instant for column in columns}
    if table.kind is not StatementKind.BS or len(columns) < 2 or len(heads) > 1 or None in heads:
        return columns, []
    named: set[tuple[dt.date, ...]] = set()
    for row in table.rows:
        if "respectively" in row.caption.lower():
            found = dict.fromkeys(d.date for d in dates(row.caption) if d.date is not None)
            named.add(tuple(found))
    days = named.pop() if len(named) == 1 else ()
    if len(days) != len(columns) or not heads & {Instant(date=day) for day in days}:
        return columns, []
    span, others = table.place_of((column.index for column in columns), source)
    finding = Finding(
        code="PER004", severity=Severity.WARNING, span=span, others=others,
        message=f"{table.title}: the columns are all headed {columns[0].column.head!r}; a caption"
        f" says that they are of {', '.join(map(str, days))}",
    )  # fmt: skip
    pairs = zip(columns, days, strict=True)
    return tuple(replace(column, instant=Instant(date=day)) for column, day in pairs), [finding]


def _of_the_table(prose: str) -> str:
    """The words above a note's table without the dates that are not the table's: '... notes that
    mature on February 15, 2004. Their amounts at September 27, 1996'.
    """
    words = ""
    end, own = 0, False
    for found in dates(prose):
        gap = prose[end : found.start]
        own = bool(_STATES.search(gap)) or (own and bool(_AND.fullmatch(gap)))
        words += gap + (prose[found.start : found.end] if own else "")
        end = found.end
    return words + prose[end:]


_FROM = re.compile(r"\bfrom\W*(?:(?:date\s+of\s+)?inception\W*)?$", re.IGNORECASE)
_INCEPTION = re.compile(r"\W*(?:date\s+of\s+)?inception\b", re.IGNORECASE)


def _beginning(words: str) -> tuple[dt.date | None, str]:
    """The date from which a development stage counts, and the words without it: 'Period from
    February 14, 1992 (inception) to' is the beginning of one column, and the end of none.
    """
    kept, end, begun = "", 0, None
    for found in dates(words):
        kept += words[end : found.start]
        if _FROM.search(kept) or _INCEPTION.match(words, found.end):
            begun = found.date
        else:
            kept += words[found.start : found.end]
        end = found.end
    return begun, kept + words[end:]


def _shares(head: str) -> bool | None:
    """Whether a column's head says that it counts shares, or an amount."""
    # 'Number of Shares 1995': a spanner over years
    head = without_periods(_PARENTHESIS.sub("", _UNITS_BEHIND.sub("", head)))
    last = head.rsplit(maxsplit=1)[-1].lower() if head.split() else ""
    if last in ("shares", "number", "issued", "outstanding") or head.lower().endswith("of shares"):
        return True
    if last in ("$", "amount", "amounts", "value", "dollars", "cost"):
        return False
    return True if _COUNTS.match(head) else None


def _of_two_lengths(
    table: TextTable, columns: tuple[ReadColumn, ...], source: SourceText
) -> tuple[tuple[ReadColumn, ...], list[Finding]]:
    """The columns without the durations of those whose heads state more than one length: words of a
    neighbour's head were read as theirs, or the filer's heads contradict one another.
    """
    torn = {c.index for c in columns if len(read_lengths(c.column.head)) > 1}
    if not torn or table.kind not in PRIMARY or table.kind is StatementKind.BS:
        return columns, []
    span, others = table.place_of(sorted(torn), source)
    finding = Finding(
        code="PER011", severity=Severity.WARNING, span=span, others=others,
        message=f"{table.title}: a column's head states two lengths ({table.heads(torn)})",
        hint="their figures are left out",
    )  # fmt: skip
    return tuple([replace(c, duration=None) if c.index in torn else c for c in columns]), [finding]


def _until(
    table: TextTable,
    columns: tuple[ReadColumn, ...],
    filed: dt.date | None,
    source: SourceText,
) -> tuple[tuple[ReadColumn, ...], list[Finding]]:
    """The columns without the periods that end after the filing was made."""
    late = {c.index for c in columns if filed and c.stated.end and c.stated.end > filed}
    if not late or table.kind not in PRIMARY:
        return columns, []
    span, others = table.place_of(sorted(late), source)
    finding = Finding(
        code="PER003", severity=Severity.WARNING, span=span, others=others,
        message=f"{table.title}: the filing was made on {filed}, before the period ended"
        f" ({table.heads(late)})",
        hint="their figures are left out",
    )  # fmt: skip
    return (
        tuple(replace(c, instant=None, duration=None) if c.index in late else c for c in columns),
        [finding],
    )


def _period_findings(
    table: TextTable, columns: tuple[ReadColumn, ...], source: SourceText
) -> list[Finding]:
    """A primary statement's column whose period cannot be told."""
    if table.kind in (StatementKind.NOTE, StatementKind.EQ):
        return []
    lost = [
        c for c in columns if (c.instant if table.kind is StatementKind.BS else c.duration) is None
    ]
    if not lost:
        return []
    without = [column.index for column in lost]
    span, others = table.place_of(without, source)
    return [
        Finding(
            code="PER001", severity=Severity.WARNING, span=span, others=others,
            message=f"{table.title}: the period of {len(lost)} of {len(columns)} columns is not"
            f" stated ({table.heads(without)})",
            hint="their figures are left out, unless other statements prove the periods (PER006)",
        )
    ]  # fmt: skip
