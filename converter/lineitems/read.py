"""Rows to line items: under which headings they stand, and what their columns mean."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import zip_longest
from typing import TYPE_CHECKING

from converter.lineitems.captions import caption_amounts
from converter.lineitems.cents import has_cents, without_cents
from converter.lineitems.column_units import units_by_sums
from converter.lineitems.columns import read_columns
from converter.lineitems.counts import (
    amounts_by_balances,
    amounts_by_total,
    counted_by_sums,
    counts_by_sections,
    with_total,
)
from converter.lineitems.equity import row_periods
from converter.lineitems.leading import without_leading
from converter.lineitems.measures import without_measures
from converter.lineitems.panels import counted_panels
from converter.lineitems.part_years import part_years
from converter.lineitems.scale import counts_by_earnings, prove_counts, prove_own, prove_scale
from converter.lineitems.split import whole_columns
from converter.lineitems.stem import Stem
from converter.lineitems.stock import with_classes
from converter.lineitems.told_again import told_again
from converter.model.filing import StatementKind
from converter.model.finding import Finding, Result, Severity
from converter.model.lineitem import LineItem, ReadTable, Role
from converter.text.dates import states_opening
from converter.text.note_behind import without_note
from converter.text.one_below_another import one_below_another
from converter.text.openings import with_openings
from converter.text.units import (
    Quantity,
    Units,
    misspelt_scales,
    quantity_of,
    read_currency,
    read_units,
    says_count,
    says_per_share,
)

if TYPE_CHECKING:
    from converter.lineitems.setting import Setting
    from converter.model.lineitem import CaptionAmount, ReadColumn
    from converter.model.source import SourceText, Span
    from converter.model.table import Row, TextTable

_BESIDE = re.compile(r"(?P<name>\S.*?\S)\s{2,}")
_TITLE = 12  # lines above a table in which its title stands
_CASH = re.compile(r"cash\b", re.IGNORECASE)
_COUNTED = re.compile(r"\b(?:authorized|issued|outstanding)\b", re.IGNORECASE)


def read_table(table: TextTable, setting: Setting, source: SourceText) -> Result[ReadTable]:
    """The table's items with sections and quantities, its columns with periods, its units."""
    apart = without_leading(whole_columns(table), source)
    counted = without_measures(apart.value)
    table = counted.value
    units = read_units(table.lead)
    findings: list[Finding] = [*apart.findings, *counted.findings]
    stated = units is not None
    if units is None:
        units = _inherited(table, setting) or Units()
    told = read_columns(table, setting, source)
    columns = told.value
    findings += told.findings
    items = _items(table, source)
    if table.kind in (StatementKind.BS, StatementKind.IS):
        items = with_classes(items)
    if table.kind is not StatementKind.EQ:
        items = prove_counts(items)
    if table.kind is StatementKind.IS:
        items = told_again(items)
        items = part_years(counts_by_earnings(items), columns)
    if table.kind in (StatementKind.CF, StatementKind.EQ, StatementKind.IS):
        items = with_openings(items, columns)
    if table.kind is StatementKind.EQ:
        columns = counted_by_sums(items, with_total(items, columns))
        columns, units, proven = units_by_sums(items, columns, units)
        findings += proven
        items = amounts_by_total(amounts_by_balances(counts_by_sections(items)), columns)
        items = counted_panels(items)
        if not any(found.code in ("TAB005", "TAB008") for found in told.findings):
            items = row_periods(items, setting.period_end, table.stub_head, table.lead)
        if any(item.period is not None for item in items):
            columns = tuple(replace(c, instant=None, duration=None) for c in columns)
    units, said = _settled_units(table, items, columns, units, setting, source, stated=stated)
    findings += said
    items, corrected = prove_own(items, units)
    findings += [
        Finding(
            code="SCA003", severity=Severity.WARNING, span=item.row.cells[0].span,
            message=f"{item.caption!r}: earnings per share prove that its counts are printed in"
            f" units of 10^{own.shares}",
        )
        for item in corrected
        if (own := item.units)
    ]  # fmt: skip
    items = tuple(
        replace(item, units=replace(item.units, currency=units.currency)) if item.units else item
        for item in items
    )
    return Result(ReadTable(table, units, columns, items), tuple(findings))


def largest_figure(table: TextTable) -> Decimal:
    """The largest printed figure, share counts apart: those are rarely in the table's units."""
    largest = Decimal(0)
    for row in table.rows:
        # what a row counts is asked only where it matters
        most = max([abs(cell.figure.value) for cell in row.cells], default=largest)
        if most > largest and _is_money(row):
            largest = most
    return largest


def _is_money(row: Row) -> bool:
    return quantity_of(row.caption, (), [c.figure for c in row.cells]) is Quantity.MONEY


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
        cell.figure.value for row in table.rows if _is_money(row) for cell in row.cells
        if abs(cell.figure.value) >= 1_000_000
    ]  # fmt: skip
    return len(large) > 3 and sum(value % 1000 == 0 for value in large) * 10 >= 9 * len(large)


def _word_above(table: TextTable, word: str, source: SourceText) -> Span:
    """Where a word of a table's title, or of its boxhead, stands; else its first line."""
    first, last = source.starts[max(table.first - 1 - _TITLE, 0)], source.starts[table.last - 1]
    at = source.text.find(word, first, last)
    return source.span(at, at + len(word)) if at >= 0 else source.line_span(table.first, 0, 0)


def _settled_units(
    table: TextTable,
    items: tuple[LineItem, ...],
    columns: tuple[ReadColumn, ...],
    units: Units,
    setting: Setting,
    source: SourceText,
    *,
    stated: bool,
) -> tuple[Units, list[Finding]]:
    """The units with what the figures themselves prove of them, and the currency."""
    settled = prove_scale(items, units, columns)
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
    findings += [
        Finding(
            code="SCA012", severity=Severity.INFO, span=_word_above(table, word, source),
            message=f"{table.title}: {word!r} is read as {meant!r}",
        )
        for word, meant in misspelt_scales(table.lead).items()
    ]  # fmt: skip
    if not currency:
        findings.append(
            Finding(
                code="SCA002", severity=Severity.WARNING, span=place,
                message=f"{table.title}: the currency that its caption names is not told",
                hint="its amounts are left out",
            )
        )  # fmt: skip
    return replace(settled, currency=currency), findings


_PART = re.compile(r"(?:current|non-?current|long[- ]term|fixed|other)", re.IGNORECASE)
_SHARE_SIDE = re.compile(r"(?:primary|basic|(?:fully )?diluted)\W*", re.IGNORECASE)
_SIDE = re.compile(r"(?:assets|liabilities)\b", re.IGNORECASE)
_UNITS_ALONE = re.compile(r"\([^()]*\)")


@dataclass(slots=True)
class _Heading:
    text: str
    indent: int
    capital: bool
    child: int | None = None  # indent of the first row below


class _Outline:
    """The headings that are open at a row, outermost first."""

    def __init__(self, *, below: bool) -> None:
        self._open: list[_Heading] = []
        self._below = below  # parts of equity stand one below another, each under its capitals

    @property
    def level(self) -> int:
        return len(self._open)

    @property
    def section(self) -> tuple[str, ...]:
        return tuple(heading.text for heading in self._open)

    def leave(self, row: Row) -> None:
        """Ends the headings that a row with figures does not stand under."""
        if row.caption:
            while (
                self._open
                and _leaves(row, self._open[-1])
                and not (self._below and self._open[-1].capital)
                and not _sums_per_share(row, self._open[-1])
            ):
                self._open.pop()
            self._stand(row)

    def heading(self, row: Row) -> _Heading:
        """Ends the headings that a row which is one does not stand under; what is to be opened."""
        heading = _Heading(
            row.caption.rstrip(":"), row.indent, _is_capital(without_note(row.caption))
        )
        units = _UNITS_ALONE.fullmatch(row.caption) and read_units(row.caption)
        while self._open and not _inside(heading, self._open[-1]):
            if _SHARE_SIDE.fullmatch(heading.text) and says_per_share(self._open[-1].text):
                break  # 'Primary', then 'Fully diluted', below 'Earnings per common share'
            right_below = self._open[-1].child is None
            if right_below and (units or _is_part(heading.text, self._open[-1].text)):
                break  # '(in millions)' belongs to the heading right above it
            self._open.pop()
        return heading

    def open(self, heading: _Heading, row: Row) -> None:
        self._stand(row)
        self._open.append(heading)

    def close(self, caption: str) -> None:
        """Ends what a total closes."""
        closed = _closed_by(caption, self._open)
        if closed is not None:
            del self._open[closed:]

    def _stand(self, row: Row) -> None:
        if self._open and self._open[-1].child is None:
            self._open[-1].child = row.indent


def _items(table: TextTable, source: SourceText) -> tuple[LineItem, ...]:
    """Items under their headings. A heading lasts until a row that stands further left than its
    rows do, a heading of its rank, or the total that names it.
    """
    items: list[LineItem] = []
    whole = without_cents(table)
    movements = table.kind is StatementKind.EQ
    stems = Stem(source)
    # one component lasts until the next, wherever the lines below it begin
    below = one_below_another([column.head for column in table.columns])
    outline = _Outline(below=movements and below)
    for row in table.rows:
        stem = stems.of(row)
        amounts = caption_amounts(row, source)
        if not row.cells:
            heading = outline.heading(row)
            items.append(
                LineItem(row, Role.HEADING, outline.level, outline.section, Quantity.MONEY, amounts)
            )
            outline.open(heading, row)
            continue
        outline.leave(row)
        section = (*outline.section, *filter(None, [stem]))
        quantity = _quantity(
            row, stem, section, amounts,
            without_cents=whole, movements=movements, flows=table.kind is StatementKind.CF,
        )  # fmt: skip
        role = Role.TOTAL if row.ruled or not row.caption else Role.ITEM
        balance = quantity is Quantity.MONEY or (movements and quantity is Quantity.SHARES)
        opening = balance and (
            states_opening(row.caption) or (table.kind is StatementKind.CF and _of_cash(section))
        )
        items.append(
            LineItem(
                row, role, outline.level, section, quantity, amounts, opening=opening,
                units=_own_units(row.caption, section),
            )
        )  # fmt: skip
        outline.close(row.caption)
    return tuple(
        _without_heading(item, below, source) for item, below in zip_longest(items, items[1:])
    )


def _of_cash(section: tuple[str, ...]) -> bool:
    """Whether lines stand under 'Cash and cash equivalents at beginning of year:'."""
    heading = section[-1] if section else ""
    return _CASH.match(heading) is not None and states_opening(heading)


def _without_heading(item: LineItem, below: LineItem | None, source: SourceText) -> LineItem:
    """The first line of a section whose name stands beside it, as the lines below are:

    CURRENT LIABILITIES      Notes payable to banks        5,288
                             Trade accounts payable       68,575
    """
    opens = below is not None and below.section[:-1] == item.section
    if below is None or not opens or not item.row.cells or not item.row.pieces:
        return item
    first, *others = item.row.pieces
    named = _BESIDE.match(source.cut(first))
    heading = " ".join(named["name"].split()) if named else ""
    if named is None or below.section != (*item.section, heading):
        return item
    piece = source.span(first.start + named.end(), first.end)
    caption = item.caption.removeprefix(heading).strip()
    row = replace(item.row, caption=caption, pieces=(piece, *others))
    return replace(item, row=row, section=below.section)


def _quantity(
    row: Row,
    stem: str,
    section: tuple[str, ...],
    amounts: tuple[CaptionAmount, ...],
    *,
    without_cents: bool,
    movements: bool,
    flows: bool,
) -> Quantity:
    """What a row's figures count; share counts inside its caption are not that.

    stem              what it shares with the row above
    without_cents     most of the table's figures have less than two decimals
    movements, flows  it is a statement of equity, of cash flows
    """
    words = row.caption.partition(amounts[0].digits)[0] if amounts else row.caption
    found = quantity_of(
        f"{stem} {words}".strip(), section, [cell.figure for cell in row.cells],
        without_cents=without_cents, movements=movements,
    )  # fmt: skip
    if found is Quantity.SHARES and not movements and _counts(amounts):
        return Quantity.MONEY
    if found is Quantity.SHARES and flows and not says_count(words):
        return Quantity.MONEY  # 'Treasury shares issued to savings plan' brings cash
    return found


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


def _is_part(text: str, outer: str) -> bool:
    """Whether a heading says nothing without the one right above it: 'Current' below 'Assets'."""
    return bool(_PART.fullmatch(text.strip()) and _SIDE.match(outer.strip()))


def _sums_per_share(row: Row, heading: _Heading) -> bool:
    """Whether a row of amounts per share stands as far left as the heading that speaks of these:
    'Net income  1.77' below the parts of 'Diluted earnings per share:'.
    """
    if row.indent != heading.indent or not says_per_share(heading.text):
        return False
    return all(has_cents(cell.figure) for cell in row.cells if cell.figure.value)


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
        if re.sub(r"[^a-z ]", "", without_note(open_[at].text.lower())).strip() == wanted:
            return at
    return None
