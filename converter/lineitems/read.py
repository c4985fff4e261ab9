"""Rows to line items: under which headings they stand, and what their columns mean."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING

from converter.lineitems.captions import caption_amounts
from converter.lineitems.equity import row_periods
from converter.lineitems.groups import group_columns
from converter.lineitems.scale import prove_counts, prove_scale
from converter.model.filing import PRIMARY, StatementKind
from converter.model.finding import Finding, Result, Severity
from converter.model.lineitem import LineItem, ReadColumn, ReadTable, Role
from converter.model.xbrl import Instant
from converter.text.dates import dates, read_period, read_quarter, states_opening, years
from converter.text.numerals import Form
from converter.text.units import Quantity, Units, quantity_of, read_currency, read_units

if TYPE_CHECKING:
    from converter.model.lineitem import CaptionAmount
    from converter.model.source import SourceText
    from converter.model.table import Row, TextTable
    from converter.text.dates import Stated


_STATES = re.compile(r"\b(?:at|as\s+of|ended|ending|through)\s+$", re.IGNORECASE)
_AND = re.compile(r",?\s*(?:and\s+)?", re.IGNORECASE)
_COUNTED = re.compile(r"\b(?:authorized|issued|outstanding)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Setting:
    """What the cover says of the whole filing, for tables that leave it out.

    months   that a flow without a stated length covers: a year in a 10-K, three months in the
             first quarter's 10-Q; elsewhere it is not told
    units    what the statement before stated, for pages that do not say it again
    largest  the largest figure printed there
    filed    the day on which the filing was made, where its header says so
    """

    period_end: dt.date | None = None
    months: int | None = None
    units: Units | None = None
    largest: Decimal = Decimal(0)
    filed: dt.date | None = None


def read_table(table: TextTable, setting: Setting, source: SourceText) -> Result[ReadTable]:
    """The table's items with sections and quantities, its columns with periods, its units."""
    units = read_units(table.lead)
    findings: list[Finding] = []
    stated = units is not None
    if units is None:
        units = _inherited(table, setting) or Units()
    columns = tuple(_column(table, at, setting) for at in range(len(table.columns)))
    columns, dated = _dated_by_captions(table, columns, source)
    columns, late = _until(table, columns, setting.filed, source)
    columns, doubtful = group_columns(table, columns, source)
    findings += (*dated, *late, *doubtful)
    items = _items(table, source)
    if table.kind is not StatementKind.EQ:
        items = prove_counts(items)
    if table.kind is StatementKind.CF:
        items = _openings(items, columns)
    if table.kind is StatementKind.EQ:
        items = row_periods(items, setting.period_end)
        if any(item.period is not None for item in items):
            columns = tuple(replace(c, instant=None, duration=None) for c in columns)
    units, said = _settled_units(table, items, units, setting, source, stated=stated)
    findings += said
    items = tuple(
        replace(item, units=replace(item.units, currency=units.currency)) if item.units else item
        for item in items
    )
    if not (late or doubtful):
        findings += _period_findings(table, columns, source)
    return Result(ReadTable(table, units, columns, items), tuple(findings))


def largest_figure(table: TextTable) -> Decimal:
    """The largest printed figure, share counts apart: those are rarely in the table's units."""
    values = [
        max(abs(cell.figure.value) for cell in row.cells) for row in table.rows
        if row.cells
        and quantity_of(row.caption, (), [c.figure for c in row.cells]) is Quantity.MONEY
    ]  # fmt: skip
    return max(values, default=Decimal(0))


def _inherited(table: TextTable, setting: Setting) -> Units | None:
    """The units of the statement before, unless figures far above its own, or rounded to
    thousands throughout, show that they are printed in full.
    """
    if setting.units is None or largest_figure(table) > 200 * setting.largest or _rounded(table):
        return None
    return replace(setting.units, stated=False)


def _rounded(table: TextTable) -> bool:
    """Whether figures above a million end in three noughts almost all."""
    large = [
        cell.figure.value for row in table.rows for cell in row.cells
        if abs(cell.figure.value) >= 1_000_000
    ]  # fmt: skip
    return len(large) > 3 and sum(value % 1000 == 0 for value in large) * 10 >= 9 * len(large)


def _settled_units(
    table: TextTable,
    items: tuple[LineItem, ...],
    units: Units,
    setting: Setting,
    source: SourceText,
    *,
    stated: bool,
) -> tuple[Units, list[Finding]]:
    """The units with what the figures themselves prove of them, and the currency."""
    settled = prove_scale(items, units)
    body = source.text[source.starts[table.first - 1] : source.starts[table.last - 1]]
    currency = read_currency(table.lead, body)
    if currency is None:
        currency = setting.units.currency if setting.units else "USD"
    place = source.line_span(table.first, 0, 0)
    findings: list[Finding] = []
    if not stated and table.kind is not StatementKind.NOTE:
        if settled.money != units.money:
            taken = "earnings per share prove that money is in powers of ten"
            taken = f"{taken}: 10^{settled.money}"
        elif setting.units is not None and settled.money == setting.units.money:
            taken = "those of the statement before are taken"
        else:
            taken = "taken as printed"
        findings.append(
            Finding(
                code="SCA001", severity=Severity.INFO, span=place,
                message=f"{table.title}: no units are stated; {taken}",
            )
        )  # fmt: skip
    if not currency:
        findings.append(
            Finding(
                code="SCA002", severity=Severity.WARNING, span=place,
                message=f"{table.title}: the currency that its caption names is not told",
                hint="its amounts are left out",
            )
        )  # fmt: skip
    return replace(settled, currency=currency), findings


def _column(table: TextTable, at: int, setting: Setting) -> ReadColumn:
    column = table.columns[at]
    stated = _head_period(table, at)
    own = stated
    lead = _of_the_table(table.lead) if table.kind is StatementKind.NOTE else table.lead
    around = read_period(table.stub_head).filled(replace(read_period(lead), inception=False))
    stated = stated.filled(around if own.year is not None else replace(around, year=None))
    if own.month is None and own.year is not None:
        # 'As of September 29, 1995 and September 30, 1994' over '1995  1994'
        day = next((d for d in dates(f"{table.stub_head} {lead}") if d.year == own.year), None)
        if day is not None:
            stated = replace(stated, month=day.month, day=day.day)
    if own.year is None and len(table.columns) == 1:
        stated = stated.filled(around)
    quarter = read_quarter(column.head) if own.month is None else None
    if quarter is not None:
        stated = _of_quarter(stated, quarter, setting)
    elif stated.month is None and setting.period_end is not None:
        stated = replace(stated, month=setting.period_end.month, day=setting.period_end.day)
    if stated.months is None and stated.weeks is None:
        stated = replace(stated, months=setting.months)
    end = stated.end
    instant = Instant(date=end) if end else None
    duration = stated.duration()
    return ReadColumn(column, stated, instant, duration, _shares(column.head))


def _of_quarter(stated: Stated, quarter: int, setting: Setting) -> Stated:
    """A year's quarter: that of the report, or of an annual report's year, counted back from its
    end; in a calendar of weeks the days are not told.
    """
    end = setting.period_end
    stated = replace(stated, months=3, weeks=None, month=None, day=None)
    if end is None or stated.year is None:
        return stated
    if setting.months != 12:
        return replace(stated, month=end.month, day=end.day)
    if (end + dt.timedelta(1)).day != 1:
        return stated
    month = end.month - 3 * (4 - quarter)
    year = stated.year if month > 0 else stated.year - 1
    month = month if month > 0 else month + 12
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
    finding = Finding(
        code="PER004", severity=Severity.WARNING, span=source.line_span(table.first, 0, 0),
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


def _head_period(table: TextTable, at: int) -> Stated:
    """What a column's heads state, the nearest to the figures first: 'For the years ended December
    31, 1999 and 1998' over all columns leaves the year to the '1998' over this one.
    """
    stated = read_period(table.columns[at].head)
    over = [head for head in table.boxhead if head.first <= at <= head.last]
    for head in sorted(over, key=lambda head: -head.level):
        year = read_period(head.text).year
        if year is not None:
            listed = {found for found, _, _ in years(head.text)} | {year}
            return replace(stated, year=None if len(listed) > 1 and not stated.start else year)
    return stated


def _shares(head: str) -> bool | None:
    """Whether a column's head says that it counts shares, or an amount."""
    last = head.rsplit(maxsplit=1)[-1].lower() if head.split() else ""
    if last in ("shares", "issued", "outstanding") or head.lower().endswith("of shares"):
        return True
    if last in ("$", "amount", "amounts", "value", "dollars", "cost"):
        return False
    return None


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
    heads = "; ".join(repr(c.column.head) for c in columns if c.index in late)
    finding = Finding(
        code="PER003", severity=Severity.WARNING, span=source.line_span(table.first, 0, 0),
        message=f"{table.title}: the filing was made on {filed}, before the period ended ({heads})",
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
    heads = "; ".join(repr(c.column.head) for c in lost)
    line = source.line_span(table.first, 0, 0)
    message = (
        f"{table.title}: the period of {len(lost)} of {len(columns)} columns is not stated"
        f" ({heads})"
    )
    return [
        Finding(code="PER001", severity=Severity.WARNING, message=message, span=line,
                hint="their figures are left out")
    ]  # fmt: skip


@dataclass(slots=True)
class _Heading:
    text: str
    indent: int
    capital: bool
    child: int | None = None  # indent of the first row below


def _items(table: TextTable, source: SourceText) -> tuple[LineItem, ...]:
    """Items under their headings. A heading lasts until a row that stands further left than its
    rows do, a heading of its rank, or the total that names it.
    """
    open_: list[_Heading] = []
    items: list[LineItem] = []
    whole = _mostly_whole(table)
    movements = table.kind is StatementKind.EQ
    for row in table.rows:
        if not row.cells:
            heading = _Heading(row.caption.rstrip(":"), row.indent, _is_capital(row.caption))
            while open_ and not _inside(heading, open_[-1]):
                open_.pop()
            section = tuple(h.text for h in open_)
            amounts = caption_amounts(row, source)
            items.append(LineItem(row, Role.HEADING, len(open_), section, Quantity.MONEY, amounts))
            if open_ and open_[-1].child is None:
                open_[-1].child = row.indent
            open_.append(heading)
            continue
        if row.caption:
            while open_ and _leaves(row, open_[-1]):
                open_.pop()
            if open_ and open_[-1].child is None:
                open_[-1].child = row.indent
        section = tuple(h.text for h in open_)
        amounts = caption_amounts(row, source)
        # share counts inside a caption are not what its figures count
        words = row.caption.partition(amounts[0].digits)[0] if amounts else row.caption
        quantity = quantity_of(
            words, section, [c.figure for c in row.cells], whole=whole, movements=movements
        )
        if quantity is Quantity.SHARES and not movements and _counts(amounts):
            quantity = Quantity.MONEY
        role = Role.TOTAL if row.ruled or not row.caption else Role.ITEM
        balance = quantity is Quantity.MONEY or (movements and quantity is Quantity.SHARES)
        opening = states_opening(row.caption) and balance
        items.append(
            LineItem(
                row, role, len(open_), section, quantity, amounts, opening=opening,
                units=_own_units(row.caption, section),
            )
        )  # fmt: skip
        closed = _closed_by(row.caption, open_)
        if closed is not None:
            del open_[closed:]
    return tuple(items)


def _counts(amounts: tuple[CaptionAmount, ...]) -> bool:
    """Whether a caption counts shares itself, so that its figures are the amounts of these:
    'Common shares - authorized: 2,400; issued: 2,127', 'Shares issued - 200,505,000'.
    """
    return any(
        not a.currency and ("," in a.digits or a.power or _COUNTED.search(f"{a.before} {a.after}"))
        for a in amounts
    )


def _own_units(caption: str, section: tuple[str, ...]) -> Units | None:
    """Units that a caption, or the heading right above it, states for itself."""
    for words in (caption, *section[-1:]):
        stated = read_units(words)
        if stated is not None:
            # 'Average shares (in thousands)' speaks of its own figures, whatever they count
            return Units(stated.money, max(stated.money, stated.shares), stated=True)
    return None


def _mostly_whole(table: TextTable) -> bool:
    places = [
        cell.figure.places for row in table.rows for cell in row.cells
        if cell.figure.form is Form.NUMBER
    ]  # fmt: skip
    return places.count(0) * 10 >= 7 * len(places)


def _inside(heading: _Heading, outer: _Heading) -> bool:
    if outer.capital and not heading.capital:
        return heading.indent >= outer.indent
    if heading.capital and not outer.capital:
        return False
    return heading.indent > outer.indent


def _leaves(row: Row, heading: _Heading) -> bool:
    if heading.child is None:
        return row.indent < heading.indent
    return row.indent < heading.child and row.indent <= heading.indent


def _is_capital(text: str) -> bool:
    letters = [char for char in text if char.isalpha()]
    return bool(letters) and sum(char.isupper() for char in letters) >= 0.9 * len(letters)


def _closed_by(caption: str, open_: list[_Heading]) -> int | None:
    """Index of the heading that 'Total current assets' closes."""
    words = re.sub(r"[^a-z ]", "", caption.lower()).split()
    if not words or words[0] != "total":
        return None
    wanted = " ".join(words[1:])
    for at in range(len(open_) - 1, -1, -1):
        if re.sub(r"[^a-z ]", "", open_[at].text.lower()).strip() == wanted:
            return at
    return None


def _openings(items: tuple[LineItem, ...], columns: tuple[ReadColumn, ...]) -> tuple[LineItem, ...]:
    """'Cash at January 1' opens a period that starts then, whatever else its caption says."""
    durations = [column.duration for column in columns if column.duration is not None]
    starts = {(d.start.month, d.start.day) for d in durations}
    starts |= {(day.month, day.day) for d in durations if (day := d.start - dt.timedelta(1))}
    ends = {(d.end.month, d.end.day) for d in durations}
    out = []
    for item in items:
        found = [(d.month, d.day) for d in dates(item.caption)]
        if len(found) == 1 and found[0] in starts - ends:
            out.append(replace(item, opening=True))
        else:
            out.append(item)
    return tuple(out)
