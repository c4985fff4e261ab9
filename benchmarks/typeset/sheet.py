"""A statement on its way to lines: its columns, their heads, its rows with captions and figures."""

from __future__ import annotations

import re
import textwrap
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING

from benchmarks.typeset.statement import Row, Statement

if TYPE_CHECKING:
    import datetime as dt
    import random

    from benchmarks.typeset.styles import Style

_MONTHS = {1: "Three Months", 2: "Six Months", 3: "Nine Months", 4: "Year"}
_WEEKS = {1: "Thirteen Weeks", 2: "Twenty-Six Weeks", 3: "Thirty-Nine Weeks", 4: "Fifty-Two Weeks"}
_TOTALS = {
    "Assets", "AssetsCurrent", "Liabilities", "LiabilitiesCurrent", "StockholdersEquity",
    "StockholdersEquityIncludingPortionAttributableToNoncontrollingInterest", "GrossProfit",
    "LiabilitiesAndStockholdersEquity", "OperatingIncomeLoss", "NetIncomeLoss", "ProfitLoss",
    "NetCashProvidedByUsedInOperatingActivities", "NetCashProvidedByUsedInInvestingActivities",
    "NetCashProvidedByUsedInFinancingActivities", "CostsAndExpenses",
    "CashAndCashEquivalentsPeriodIncreaseDecrease",
}  # fmt: skip
_RECONCILING = "Adjustments to reconcile net income to net cash provided by operating activities"
_GRAND = {"Assets", "LiabilitiesAndStockholdersEquity", "NetIncomeLoss", "ProfitLoss"}
_EQUITY = re.compile(r"^(?:Common(?:Stock|Shares)|PreferredStock|StockholdersEquity|CommonStocks)")


@dataclass(frozen=True, slots=True)
class _Column:
    """kind: 'note', 'value', 'percent', 'change'; index: the statement's column it belongs to."""

    kind: str
    index: int
    left: int
    width: int

    @property
    def right(self) -> int:
        return self.left + self.width


class Sheet:
    """A statement on its way to lines."""

    def __init__(self, made: Statement, style: Style, rng: random.Random, power: int) -> None:
        self.style, self.rng, self.power = style, rng, power
        self.made = _ordered(made, style)
        self.rows = self.made.rows
        self.groups = _groups(self.made.columns)
        self.texts = [[self._cell(row, at) for at in range(len(row.cells))] for row in self.rows]
        self.columns = self._columns()
        self.width = self.columns[-1].right + 1
        self.places: list[tuple[int, int, str]] = []

    # -- figures ----------------------------------------------------------------------------------

    def _cell(self, row: Row, at: int) -> str:
        cell = row.cells[at]
        if cell is None:
            return ""
        return self.figure(-cell.value if row.negated else cell.value, row.quantity)

    def figure(self, value: Decimal, quantity: str) -> str:
        style = self.style
        if not value:
            return style.nil
        size = abs(value)
        if quantity == "perShare":
            text = f"{size:,.2f}" if size == size.quantize(Decimal("0.01")) else f"{size:f}"
            if style.bare_point and text.startswith("0."):
                text = text[1:]
        elif quantity == "shares" and not style.shares_scaled:
            text = f"{size:,.0f}"
        elif style.scale == "decimals":
            text = f"{size.scaleb(-6):,.1f}"
        else:
            text = f"{size.scaleb(-self.power):,.0f}"
        if not style.commas:
            text = text.replace(",", "")
        if value > 0:
            return text
        forms = {"paren": "({})", "minus": "-{}", "trailing": "{}-", "spaced": "( {})"}
        return forms[style.negative].format(text)

    def _dollars(self, text: str, width: int, *, wanted: bool) -> str:
        """The cell's text set flush right in `width`, with '$' as the style has it."""
        style = self.style
        tail = " " if style.overhang and not text.endswith((")", "-")) else ""
        if style.negative == "minus":
            tail = ""
        if not wanted or style.dollar == "none" or not re.search(r"\d", text):
            return (text + tail).rjust(width)
        if style.dollar == "near":
            inside = style.dollar_inside and text.startswith("(")
            text = f"(${text[1:]}" if inside else f"${text}"
            return (text + tail).rjust(width)
        return "$" + (text + tail).rjust(width - 1)

    # -- columns ----------------------------------------------------------------------------------

    def _columns(self) -> list[_Column]:
        style, made = self.style, self.made
        longest = max(
            [len(text) for texts in self.texts for text in texts]
            + [max(map(len, self._date_lines(end))) for end, _ in made.columns]
        )
        width = max(style.column, longest + 3)
        for first, last in self.groups:
            need = max(map(len, self._spanner_lines(first))) if made.kind != "BS" else 0
            while (width + style.gap) * (last - first + 1) - style.gap < need:
                width += 1
        out: list[_Column] = []
        left = style.stub + style.gap
        if style.note_column:
            out.append(_Column("note", -1, left, 5))
            left += 5 + style.gap
        for first, last in self.groups:
            for index in range(first, last + 1):
                out.append(_Column("value", index, left, width))
                left += width + style.gap
                if self.percents:
                    out.append(_Column("percent", index, left, 7))
                    left += 7 + style.gap
            if self.changes and last > first:
                out.append(_Column("change", first, left, 9))
                left += 9 + style.gap
        return out

    @property
    def percents(self) -> bool:
        return self.style.percent_column and self.made.kind == "IS"

    @property
    def changes(self) -> bool:
        return self.style.change_column and not self.style.oldest_first

    def _value(self, index: int) -> _Column:
        return next(c for c in self.columns if c.kind == "value" and c.index == index)

    # -- boxhead ----------------------------------------------------------------------------------

    def _same_day(self) -> bool:
        return len({(end.month, end.day) for end, _ in self.made.columns}) == 1

    @property
    def dates(self) -> str:
        """The way dates are set, where the style's own way would say too little."""
        dates = self.style.dates
        if dates == "span" and not self._same_day():
            return "stack"
        if dates == "years" and not self._same_day() and self.made.kind != "BS":
            return "line"
        if self.style.weeks and dates in ("years", "span"):
            return "stack"
        return dates

    def _date_lines(self, end: dt.date) -> list[str]:
        month, short = f"{end:%B}", f"{end:%b}."
        if end.month == 5:
            short = "May"
        day, year = end.day, end.year
        return {
            "stack": [f"{month} {day},", f"{year}"],
            "stack abbr": [f"{short} {day},", f"{year}"],
            "line": [f"{month} {day}, {year}"],
            "abbr": [f"{short} {day}, {year}"],
            "slash": [f"{end.month}/{day}/{year % 100:02}"],
            "slash4": [f"{end.month:02}/{day:02}/{year}"],
            "dash": [f"{end.month}-{day}-{year % 100:02}"],
            "years": [f"{year}"],
            "span": [f"{year}"],
        }[self.dates]

    def _period_words(self, quarters: int) -> str:
        names = _WEEKS if self.style.weeks else _MONTHS
        words = f"{names[quarters]} Ended" if quarters in names else f"{3 * quarters} Months Ended"
        if self.style.spanner == "for":
            words = f"For the {words}"
        if self.style.spanner == "quarter" and quarters == 1:
            words = "Quarter Ended"
        if quarters == 4 and len(self.made.columns) > 1 and words.endswith("Year Ended"):
            words = words.replace("Year", "Years")
        return words.upper() if self.style.caps_head else words

    def _spanner_lines(self, first: int) -> list[str]:
        """What stands over a group of columns."""
        end, quarters = self.made.columns[first]
        words = self._period_words(quarters)
        day = f"{end:%B} {end.day},"
        if self.dates in ("years", "span"):
            return [f"{words} {day}"] if self.style.spanner == "with date" else [words, day]
        return [words]

    def in_title(self) -> str:
        """The period where the title states it and the boxhead does not, else ''."""
        columns = self.made.columns
        if self.made.kind == "BS":
            if self.dates != "years":
                return ""
            days = [f"{end:%B} {end.day}, {end.year}" for end, _ in columns]
            if self._same_day() and len(days) == 2:
                days[0] = days[0].rpartition(",")[0] + f", {columns[0][0].year}"
                days[1] = str(columns[1][0].year)
            return " and ".join(days)
        if self.style.spanner != "title" or len(self.groups) > 1:
            return ""
        words = self._period_words(columns[0][1])
        words = words if words.lower().startswith("for the") else f"For the {words}"
        if self.dates in ("years", "span"):
            years = [str(end.year) for end, _ in columns]
            said = ", ".join(years[:-1]) + " and " + years[-1] if len(years) > 1 else years[0]
            return f"{words} {columns[0][0]:%B} {columns[0][0].day}, {said}"
        return words

    def boxhead(self) -> list[str]:
        style = self.style
        lines: list[str] = []
        if style.units_place == "boxhead" and self.units:
            lines.append(self._centred([(self.units, 0, len(self.made.columns) - 1)]))
        titled = self.in_title()
        if self.made.kind != "BS" and not titled:
            groups = [(self._spanner_lines(first), first, last) for first, last in self.groups]
            lines += [
                self._centred([(g[at], first, last) for g, first, last in groups])
                for at in range(len(groups[0][0]))
            ]
            if style.spanner == "rule":
                lines.append(self._ruled([(first, last) for first, last in self.groups], "-"))
        elif self.dates == "span" and not titled:
            end = self.made.columns[0][0]
            lines.append(self._centred([(f"{end:%B} {end.day},", 0, len(self.made.columns) - 1)]))
        heads = [self._date_lines(end) for end, _ in self.made.columns]
        if style.caps_head:
            heads = [[text.upper() for text in head] for head in heads]
        for at in range(len(heads[0])):
            last = at == len(heads[0]) - 1
            row = [" "] * (self.width + 4)
            for index, head in enumerate(heads):
                column = self._value(index)
                _put(row, column.right, head[at])
            if last:
                for column in self.columns:
                    if column.kind == "note":
                        _put(row, column.right, "Note")
                    if column.kind == "percent":
                        _put(row, column.right, "%")
                    if column.kind == "change":
                        _put(row, column.right, "Change")
            lines.append("".join(row).rstrip())
        if style.unaudited == "column" and self.made.kind == "BS" and len(heads) > 1:
            row = [" "] * (self.width + 4)
            newest = max(range(len(heads)), key=lambda at: self.made.columns[at][0])
            _put(row, self._value(newest).right, "(Unaudited)")
            lines.append("".join(row).rstrip())
        if style.units_place == "stub" and self.units:
            lowest = lines[-1]
            if not lowest[: len(self.units) + 1].strip() and len(self.units) < style.stub:
                lines[-1] = self.units + lowest[len(self.units) :]
            else:
                lines.insert(0, self.units)
        if style.head_rule:
            mark = "-" if style.rule in ("", "=") else style.rule.strip()
            lines.append(self._rule(mark))
        return lines

    units = ""
    opening_total = True

    def _centred(self, spans: list[tuple[str, int, int]]) -> str:
        row = [" "] * (self.width + 60)
        for text, first, last in spans:
            left, right = self._value(first).left, self._value(last).right
            at = max(left, (left + right - len(text)) // 2)
            row[at : at + len(text)] = text
        return "".join(row).rstrip()

    def _ruled(self, spans: list[tuple[int, int]], mark: str) -> str:
        row = [" "] * (self.width + 4)
        for first, last in spans:
            left, right = self._value(first).left, self._value(last).right
            row[left:right] = mark * (right - left)
        return "".join(row).rstrip()

    def _rule(self, mark: str) -> str:
        row = [" "] * (self.width + 4)
        for column in self.columns:
            if column.kind != "value":
                continue
            left = column.left + (column.width // 3 if self.style.rule_short else 0)
            text = (mark * column.width)[: column.right - left]
            row[left : column.right] = text
        return "".join(row).rstrip()

    # -- body -------------------------------------------------------------------------------------

    def body(self) -> list[tuple[str, bool]]:
        """(line, may a page break before it); figures' places go to `places`."""
        style, rng = self.style, self.rng
        out: list[tuple[str, bool]] = []

        def say(text: str, breakable: bool = False) -> None:
            out.append((text, breakable))

        base = next((row for row in self.rows if row.quantity == "money"), None)
        for at, row in enumerate(self.rows):
            level = 1
            for heading, depth in self._headings(at):
                text = heading.upper() if style.upper != "none" or depth == 0 else heading
                text += ":" if style.colon and depth else ""
                if style.blanks != "none" and out:
                    say("")
                say(" " * (style.step * max(0, depth - 1)) + text, depth == 0)
            total = row.tag in _TOTALS or row.label.lower().startswith("total")
            total = total and (at > 0 or self.opening_total)
            if total:
                level = 0
            if total and style.rule and out:
                say(self._rule("-" if style.rule == "=" else style.rule))
            label = row.label
            if style.caption_notes and rng.random() < 0.25:
                label += f" (Note {rng.randrange(1, 15)})"
            elif style.footnotes and rng.random() < 0.08:
                label += rng.choice([" (1)", " (a)", "*", " (A)"])
            if style.upper == "all" or (style.upper == "totals" and total):
                label = label.upper()
            for line in self._lines(row, at, label, level, total, base):
                say(line)
            if total and row.tag in _GRAND and style.rule:
                say(self._rule("=" if style.rule == "=" else style.rule))
            if (total and style.blanks in ("totals", "double")) or style.blanks == "double":
                say("", not total)
        return out

    def _lines(
        self, row: Row, at: int, label: str, level: int, total: bool, base: Row | None
    ) -> list[str]:
        style = self.style
        indent = style.step * level
        room = style.stub - indent - 2
        more = {"hanging": max(2, style.step), "flush": 0, "reversed": 0}[style.wrap]
        first = max(2, style.step) if style.wrap == "reversed" else 0
        wrapped = textwrap.wrap(
            label, max(20, room), initial_indent=" " * first,
            subsequent_indent=" " * more, break_long_words=False,
        )  # fmt: skip
        if style.wrap == "reversed" and len(wrapped) == 1:
            wrapped = [wrapped[0].strip()]
        held = 0 if style.value_on == "first" and style.wrap != "flush" else len(wrapped) - 1
        lines = [" " * indent + piece for piece in wrapped]
        texts = self.texts[at]
        text = lines[held]
        if style.leaders and any(texts) and len(text) < style.stub - 2:
            text += " " if style.leaders != ". " or len(text) % 2 == 0 else "  "
            text += style.leaders * style.stub
            text = text[: style.stub]
        cells = [" "] * (self.width + 8)
        cells[: len(text)] = text
        money = row.quantity != "shares"
        wanted = style.dollar == "all" or at == 0 or total or row.quantity == "perShare"
        for column in self.columns:
            if column.kind == "value" and texts[column.index]:
                printed = self._dollars(texts[column.index], column.width, wanted=wanted and money)
                cells[column.left : column.right] = printed
                self.places.append((at, column.index, printed.strip()))
            elif column.kind == "note" and self.rng.random() < 0.2:
                _put(cells, column.right, str(self.rng.randrange(1, 15)))
            elif column.kind == "percent" and base is not None and row.quantity == "money":
                cell, whole = row.cells[column.index], base.cells[column.index]
                if cell and whole and whole.value:
                    _put(cells, column.right, f"{100 * cell.value / whole.value:.1f}%")
            elif column.kind == "change" and row.quantity == "money":
                new, old = row.cells[column.index], row.cells[column.index + 1]
                if new and old and old.value:
                    share = 100 * (new.value - old.value) / abs(old.value)
                    _put(cells, column.right, f"{share:.1f}%" if abs(share) < 1000 else "n/m")
        lines[held] = "".join(cells).rstrip()
        return lines

    def _headings(self, at: int) -> list[tuple[str, int]]:
        """(heading, depth) over a row, told from the tags: the data sets hold none."""
        tags = [row.tag for row in self.rows]
        tag = tags[at]
        before = set(tags[:at])
        after = set(tags[at:])
        out: list[tuple[str, int]] = []
        kind = self.made.kind
        if kind == "BS":
            if at == 0:
                out.append(("Assets", 0))
                if "AssetsCurrent" in after:
                    out.append(("Current assets", 1))
            elif at and tags[at - 1] == "Assets":
                out.append(("Liabilities and Stockholders' Equity", 0))
                if "LiabilitiesCurrent" in after:
                    out.append(("Current liabilities", 1))
            if (
                _EQUITY.match(tag) and "Assets" in before
                and not any(_EQUITY.match(t) for t in before)
            ):  # fmt: skip
                out.append(("Stockholders' equity", 1))
        elif kind == "CF":
            if at == 0:
                out.append(("Cash flows from operating activities", 1))
            elif at == 1 and tags[0] in ("NetIncomeLoss", "ProfitLoss"):
                out.append((_RECONCILING, 1))
            elif tag.startswith("IncreaseDecrease") and not any(
                t.startswith("IncreaseDecrease") for t in before
            ):
                out.append(("Changes in operating assets and liabilities", 1))
            for name in ("Investing", "Financing"):
                last = "Operating" if name == "Investing" else "Investing"
                if tags[at - 1] == f"NetCashProvidedByUsedIn{last}Activities" and at:
                    out.append((f"Cash flows from {name.lower()} activities", 1))
        elif tag.startswith("EarningsPerShare") and not any(
            t.startswith("EarningsPerShare") for t in before
        ):
            out.append(("Earnings per share", 1))
        elif tag.startswith("WeightedAverageNumber") and not any(
            t.startswith("WeightedAverageNumber") for t in before
        ):
            out.append(("Weighted average shares outstanding", 1))
        return out


def _put(row: list[str], right: int, text: str) -> None:
    left = max(0, right - len(text))
    row[left : left + len(text)] = text


def _groups(columns: list[tuple[dt.date, int]]) -> list[tuple[int, int]]:
    """(first, last) of the columns of one length."""
    out: list[tuple[int, int]] = []
    for at, (_, quarters) in enumerate(columns):
        if out and columns[out[-1][0]][1] == quarters:
            out[-1] = (out[-1][0], at)
        else:
            out.append((at, at))
    return out


def _ordered(made: Statement, style: Style) -> Statement:
    order = list(range(len(made.columns)))
    lengths = list(dict.fromkeys(quarters for _, quarters in made.columns))
    if style.ytd_first:
        lengths.reverse()
    order.sort(
        key=lambda at: (
            lengths.index(made.columns[at][1]),
            made.columns[at][0].toordinal() * (1 if style.oldest_first else -1),
        )
    )
    rows = [replace(row, cells=[row.cells[at] for at in order]) for row in made.rows]
    return Statement(made.kind, [made.columns[at] for at in order], rows)
