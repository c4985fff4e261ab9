"""A company's statements with figures that were filed, moved to a year of 1993-2008.

Columns of a quarterly report keep their lengths; for an annual report the year to date becomes the
year, and the cash of the year before is made to agree with the balance sheet before.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import TYPE_CHECKING

from benchmarks.typeset import render

if TYPE_CHECKING:
    import random
    from collections.abc import Callable, Iterator

    from benchmarks.typeset.statement import Statement as Typeset

OLD = (
    (r"\s*\((?:in shares|in dollars per share|in USD per share|USD per share)\)", ""),
    (r"noncontrolling interests?", "minority interest"),
    (r"Noncontrolling [Ii]nterests?", "Minority interest"),
    (r"NONCONTROLLING INTERESTS?", "MINORITY INTEREST"),
    (r"Share-based compensation", "Compensation under stock plans"),
    (r"cash equivalents, at carrying value", "cash equivalents"),
)
_YEAR = re.compile(r"\b20(?:0[6-9]|10)\b")
_CLOSING = re.compile(r"\b(?:at|on)?\s*(?:January|July|April|October|June|March|September|December)"
                      r"\s\d+,?$", re.IGNORECASE)  # fmt: skip
_DAY = re.compile(
    r"\b(?:January|February|March|April|May|June|July|August|September|October|November|December)"
    r" \d{1,2},? 20\d\d"
)
_TRIES = 500
EQUITY = re.compile(r"^(?:Common(?:Stock|Shares)|PreferredStock|StockholdersEquity)")
TOTAL = re.compile(
    r"^(?:Assets|AssetsCurrent|Liabilities|LiabilitiesCurrent|StockholdersEquity\w*|GrossProfit"
    r"|LiabilitiesAndStockholdersEquity|OperatingIncomeLoss|NetIncomeLoss|ProfitLoss"
    r"|NetCashProvidedByUsedIn\w+Activities|CostsAndExpenses|Cash\w*PeriodIncreaseDecrease\w*)$"
)


@dataclass(frozen=True, slots=True)
class Span:
    """A period: an instant where it has no start."""

    start: dt.date | None
    end: dt.date


@dataclass(frozen=True, slots=True)
class Cell:
    """value: as a fact; printed with the line's own sign."""

    value: Decimal
    span: Span


@dataclass(frozen=True, slots=True)
class Line:
    tag: str
    label: str
    quantity: str  # 'money', 'shares', 'perShare'
    negated: bool
    cells: tuple[Cell | None, ...]
    heads: tuple[str, ...] = ()  # headings over the line

    @property
    def total(self) -> bool:
        return bool(TOTAL.match(self.tag)) or self.label.lower().startswith("total")


@dataclass(frozen=True, slots=True)
class Statement:
    """kind: 'BS', 'IS', 'CF'; columns newest first, shorter ones first."""

    kind: str
    columns: tuple[Span, ...]
    lines: tuple[Line, ...]
    note: str = ""  # what is odd about its columns, such as 'Parent'


@dataclass(frozen=True, slots=True)
class Books:
    """power: that of ten in which it reports."""

    name: str
    cik: str
    end: dt.date
    annual: bool
    power: int
    statements: dict[str, Statement] = field(default_factory=dict)


def cells(statement: Statement) -> Iterator[Cell]:
    for line in statement.lines:
        yield from (cell for cell in line.cells if cell is not None and cell.value)


def tells(value: Decimal) -> bool:
    """Whether an amount has so many digits that it does not stand twice by chance."""
    return len(str(int(abs(value))).strip("0")) > 3


def last_saturday(day: dt.date) -> dt.date:
    return day - dt.timedelta((day.weekday() - 5) % 7)


@dataclass(frozen=True, slots=True)
class Sources:
    """The filings of the data sets that hold all three statements."""

    filings: tuple[render.Filing, ...]

    def made(self, filing: render.Filing) -> dict[str, Typeset]:
        found = {k: render.statement(k, filing, filing.statements[k]) for k in filing.statements}
        return {kind: each for kind, each in found.items() if each is not None}

    def draw(self, rng: random.Random) -> render.Filing:
        filing = rng.choice(self.filings)
        for _ in range(_TRIES):
            filing = rng.choice(self.filings)
            made = self.made(filing)
            if len(made) < 3 or len(made["BS"].columns) < 2 or len(made["CF"].columns) < 2:
                continue
            if sum(len(each.rows) for each in made.values()) < 130:
                break
        return filing


def company_name(text: str) -> str:
    """'ARCHER DANIELS MIDLAND CO' as a company prints it."""
    words = re.sub(r"\s*/.*$|\\", "", text).split()
    return " ".join(words).upper()


def books(
    sources: Sources,
    rng: random.Random,
    *,
    annual: bool,
    end: dt.date | None = None,
    weeks: bool = False,
    figures: str = "filed",
) -> Books:
    """figures  'filed'; 'dollars', in full; 'cents', with two places"""
    filing = sources.draw(rng)
    for _ in range(_TRIES):
        if annual or end is None or filing.cover.period.month == end.month:
            break
        filing = sources.draw(rng)  # its columns must fit
    made = sources.made(filing)
    period = filing.cover.period
    if end is None:
        end = render.month_end(period, 12 * (rng.randint(1994, 2007) - period.year))
    back = end.year - period.year

    def day(of: dt.date) -> dt.date:
        moved = render.month_end(of, 12 * back)
        if annual:
            moved = render.month_end(moved, end.month - period.month)
        return last_saturday(moved) if weeks else moved

    def before(of: dt.date, months: int) -> dt.date:
        moved = render.month_end(of, -months)
        return last_saturday(moved) if weeks else moved

    last = last_saturday(end) if weeks else end
    kinds: dict[str, Statement] = {}
    money = [c.value for s in made.values() for r in s.rows if r.quantity == "money"
             for c in r.cells if c is not None]  # fmt: skip
    power = next(p for p in (6, 3, 0) if all(not v % 10**p for v in money))
    factor = Decimal(10) ** power if figures != "filed" else Decimal(1)
    if figures == "cents":
        factor *= 100
    for kind, statement in made.items():
        keep = list(range(len(statement.columns)))
        if annual and kind == "IS":
            longest = max(q for _, q in statement.columns)
            keep = [at for at in keep if statement.columns[at][1] == longest]
        if annual:
            keep = keep[:3]
        spans: list[Span] = []
        for number, at in enumerate(keep):
            close, quarters = statement.columns[at]
            if annual:
                close = before(last, 12 * number)
                start = None if kind == "BS" else before(close, 12) + dt.timedelta(1)
            else:
                close = day(close)
                start = before(close, 3 * quarters) + dt.timedelta(1) if quarters else None
                if weeks and quarters:
                    start = close - dt.timedelta(91 * quarters - 1)
            spans.append(Span(start, close))
        lines: list[Line] = []
        for row in statement.rows:
            if all(row.cells[at] is None for at in keep):
                continue
            found: list[Cell | None] = []
            for span, at in zip(spans, keep, strict=True):
                cell = row.cells[at]
                if cell is None:
                    found.append(None)
                    continue
                where = span
                if kind != "BS" and cell.start is None:
                    opens = cell.end < statement.columns[at][0]
                    close = span.start - dt.timedelta(1) if opens and span.start else span.end
                    where = Span(None, close)
                value = cell.value
                if row.quantity == "money":
                    value /= factor
                elif row.quantity == "shares" and factor != 1:
                    value = (value / factor).to_integral_value()
                found.append(Cell(value, where))
            label = row.label
            for modern, old in OLD:
                label = re.sub(modern, old, label)
            label = _dated([span.end for span in spans], label, back)
            if kind == "CF" and row.tag.startswith("CashAndCashEquivalentsAt"):
                label = _CLOSING.sub("at end of period", label)
                if any(
                    cell and cell.span.end < span.end
                    for cell, span in zip(found, spans, strict=True)
                ):
                    label = label.replace("at end of period", "at beginning of period")
            lines.append(Line(row.tag, label, row.quantity, row.negated, tuple(found)))
        kinds[kind] = Statement(kind, tuple(spans), _headed(kind, lines))
    name = company_name(filing.cover.name)
    whole = Books(name, filing.cover.cik, last, annual, 0 if factor != 1 else power, kinds)
    return _cash_agrees(whole) if annual else whole


def _dated(ends: list[dt.date], label: str, back: int) -> str:
    """A caption's dates as those of the columns."""
    days = iter(ends * 4)

    def day(_: re.Match[str]) -> str:
        of = next(days)
        return f"{of:%B} {of.day}, {of.year}"

    return _YEAR.sub(lambda found: str(int(found[0]) + back), _DAY.sub(day, label))


def _cash_agrees(made: Books) -> Books:
    """Closing cash of the year before as the balance sheet has it; opening cash the rest."""
    sheet = {
        cell.span.end: cell.value
        for line in made.statements["BS"].lines
        if line.tag.startswith("CashAndCashEquivalents")
        for cell in line.cells
        if cell is not None
    }
    flows = made.statements["CF"]
    change = {
        at: cell.value
        for line in flows.lines
        if "PeriodIncreaseDecrease" in line.tag
        for at, cell in enumerate(line.cells)
        if cell is not None
    }
    lines: list[Line] = []
    for line in flows.lines:
        found = list(line.cells)
        for at, cell in enumerate(found):
            if cell is None:
                continue
            close = flows.columns[at].end
            known = at and close in sheet and at in change
            if known and line.tag.startswith("CashAndCash") and cell.span.start is None:
                opening = cell.span.end != close
                found[at] = Cell(sheet[close] - (change[at] if opening else 0), cell.span)
        lines.append(replace(line, cells=tuple(found)))
    kinds = {**made.statements, "CF": replace(flows, lines=tuple(lines))}
    return replace(made, statements=kinds)


def _headed(kind: str, lines: list[Line]) -> tuple[Line, ...]:
    """The lines with the headings that statements have; the data sets hold none."""
    tags = [line.tag for line in lines]
    out: list[Line] = []
    for at, line in enumerate(lines):
        heads: list[str] = []
        before, after = set(tags[:at]), set(tags[at:])
        if kind == "BS":
            if not at:
                heads += ["ASSETS"] + ["Current assets:"] * ("AssetsCurrent" in after)
            elif tags[at - 1] == "Assets":
                heads.append("LIABILITIES AND STOCKHOLDERS' EQUITY")
                heads += ["Current liabilities:"] * ("LiabilitiesCurrent" in after)
            if EQUITY.match(line.tag) and not any(EQUITY.match(tag) for tag in before):
                heads.append("Stockholders' equity:")
        elif kind == "CF":
            if not at:
                heads.append("Cash flows from operating activities:")
            for name, last in (("investing", "Operating"), ("financing", "Investing")):
                if at and tags[at - 1] == f"NetCashProvidedByUsedIn{last}Activities":
                    heads.append(f"Cash flows from {name} activities:")
        out.append(replace(line, heads=tuple(heads)))
    return tuple(out)


def scaled(statement: Statement, share: Decimal, note: str, power: int) -> Statement:
    """A part's statement: each amount a share of the whole's, in whole units."""
    unit = Decimal(10) ** power

    def part(line: Line, cell: Cell | None) -> Cell | None:
        if cell is None or line.quantity != "money":
            return None
        return Cell((cell.value * share / unit).to_integral_value() * unit, cell.span)

    lines = (
        replace(line, cells=tuple(part(line, cell) for cell in line.cells))
        for line in statement.lines
        if line.quantity == "money"
    )
    return replace(statement, lines=tuple(lines), note=note)


def with_retained(made: Books) -> Statement:
    """Operations with retained earnings below: opening, net income, dividends, closing."""
    income = made.statements["IS"]
    kept = next(
        (x for x in made.statements["BS"].lines if x.tag.startswith("RetainedEarnings")), None
    )
    net = next((x for x in income.lines if x.tag in ("NetIncomeLoss", "ProfitLoss")), None)
    if kept is None or net is None:
        return income
    ends = {cell.span.end: cell.value for cell in kept.cells if cell is not None}
    opening: list[Cell | None] = []
    paid: list[Cell | None] = []
    closing: list[Cell | None] = []
    for at, span in enumerate(income.columns):
        result = net.cells[at]
        if span.end not in ends or result is None or span.start is None:
            for cells_of in (opening, paid, closing):
                cells_of.append(None)
            continue
        first = Span(None, span.start - dt.timedelta(1))
        gone = abs(result.value) // 5 // 10**made.power * 10**made.power
        start = ends.get(first.end, ends[span.end] - result.value + gone)
        opening.append(Cell(start, first))
        paid.append(Cell(start + result.value - ends[span.end], span))
        closing.append(Cell(ends[span.end], Span(None, span.end)))
    when = "year" if made.annual else "period"
    below = (
        Line("RE", f"Retained earnings at beginning of {when}", "money", False, tuple(opening)),
        Line("Dividends", "Dividends", "money", True, tuple(paid)),
        Line("RE", f"Retained earnings at end of {when}", "money", False, tuple(closing)),
    )
    return replace(income, lines=income.lines + below)


def one_group(statement: Statement, *, longest: bool) -> Statement:
    """The columns of one length of time."""
    days = [(s.end - s.start).days if s.start else 0 for s in statement.columns]
    edge = max(days) if longest else min(days)
    return only(statement, lambda at: abs(days[at] - edge) < 20)


def only(statement: Statement, keep: Callable[[int], bool]) -> Statement:
    wanted = [at for at in range(len(statement.columns)) if keep(at)]
    lines = (
        replace(line, cells=tuple(line.cells[at] for at in wanted)) for line in statement.lines
    )
    return replace(
        statement,
        columns=tuple(statement.columns[at] for at in wanted),
        lines=tuple(line for line in lines if any(line.cells)),
    )
