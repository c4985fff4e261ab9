"""Typesetting: statements as monospaced text in a given style, and where each cell went."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace
from typing import TYPE_CHECKING

from benchmarks.typeset import filler
from benchmarks.typeset.sheet import Sheet
from benchmarks.typeset.statement import Statement, Value

if TYPE_CHECKING:
    import random

    from benchmarks.typeset.cover import Cover
    from benchmarks.typeset.styles import Style


Gold = tuple[str, ...]

_POWER = {"units": 0, "thousands": 3, "millions": 6, "decimals": 6}
_PLAIN = {
    3: ("(In thousands)", "(000's omitted)", "(Dollars in thousands)", "($000)",
        "(Thousands of dollars)", "(in 000's)"),
    6: ("(In millions)", "(000,000's omitted)", "(Dollars in millions)", "(in $ millions)",
        "(Millions of dollars)", "(Dollars in Millions)"),
}  # fmt: skip
_PER_SHARE = (
    "(In {}, except per share data)", "(Amounts in {}, except per share amounts)",
    "(Dollars and shares in {}, except per share amounts)", "(In {} except per share figures)",
    "(in {}, except per-share data)", "(Dollars and shares in {} except per share data)",
)  # fmt: skip
_SHARES = (
    "(In {}, except share and per share data)",
    "(Amounts in {}, except share and per share amounts)",
    "(Dollars in {}, except share and per share amounts)",
    "(In {} except share and per share figures)",
    "(in {}, except share and per-share data)",
    "(Dollars in {} except shares and per share data)",
)  # fmt: skip
_TITLES = {
    "BS": ("Consolidated Balance Sheets", "Condensed Consolidated Balance Sheets",
           "Consolidated Statements of Financial Position", "Balance Sheets",
           "Consolidated Balance Sheet", "Consolidated Statements of Financial Condition"),
    "IS": ("Consolidated Statements of Operations", "Condensed Consolidated Statements of Income",
           "Consolidated Statements of Earnings", "Statements of Income",
           "Statement of Consolidated Earnings", "Condensed Statements of Operations"),
    "CF": ("Consolidated Statements of Cash Flows",
           "Condensed Consolidated Statements of Cash Flows",
           "Statements of Consolidated Cash Flows", "Statements of Cash Flows",
           "Consolidated Statement of Cash Flows", "Condensed Statements of Cash Flows"),
}  # fmt: skip


def _saturday(day: dt.date) -> dt.date:
    """The last Saturday on or before a month's end."""
    return day - dt.timedelta((day.weekday() - 5) % 7)


def _in_weeks(made: Statement) -> Statement:
    """A statement of a company whose periods end on Saturdays."""

    def moved(cell: Value | None) -> Value | None:
        if cell is None:
            return None
        start = cell.start
        if start is not None:
            start = _saturday(start - dt.timedelta(1)) + dt.timedelta(1)
        return Value(cell.value, start, _saturday(cell.end))

    rows = [replace(row, cells=[moved(cell) for cell in row.cells]) for row in made.rows]
    return Statement(made.kind, [(_saturday(end), q) for end, q in made.columns], rows)


def _fitting(parts: list[Statement], style: Style) -> Style:
    """The style with a scale that loses no digit."""

    def divides(quantity: str, power: int) -> bool:
        return all(
            cell.value % 10**power == 0
            for part in parts
            for row in part.rows
            if row.quantity == quantity
            for cell in row.cells
            if cell is not None
        )

    scale = style.scale
    if scale == "thousands" and style.units_place == "once" and divides("money", 6):
        scale = "millions"  # round thousands without units would look like figures in full
    if scale == "millions" and not divides("money", 6):
        scale = "thousands"
    if scale == "decimals" and not divides("money", 5):
        scale = "thousands"
    if scale == "thousands" and not divides("money", 3):
        scale = "units"
    shares = {"units": 0, "thousands": 3, "millions": 6, "decimals": 5}[scale]
    scaled = style.shares_scaled and scale != "units" and divides("shares", shares)
    return replace(style, scale=scale, shares_scaled=scaled)


def _units(parts: list[Statement], style: Style) -> str:
    """The units caption for these statements."""
    power = _POWER[style.scale]
    if not power:
        return "(In dollars)" if style.units_words == 0 else ""
    quantities = {row.quantity for part in parts for row in part.rows}
    word = {3: "thousands", 6: "millions"}[power]
    if "shares" in quantities and not style.shares_scaled:
        return _SHARES[style.units_words].format(word)
    if quantities - {"money"}:
        return _PER_SHARE[style.units_words].format(word)
    return _PLAIN[power][style.units_words]


def typeset(
    cover: Cover, parts: list[Statement], style: Style, rng: random.Random
) -> tuple[str, list[Gold]]:
    """The filing's text and its gold rows."""
    if style.weeks:
        parts = [_in_weeks(part) for part in parts]
        cover = replace(cover, period=_saturday(cover.period))
    style = _fitting(parts, style)
    pages, gold, _ = set_pages(cover, parts, style, rng)
    between = ["", "", ""] if style.same_page else ["", "<PAGE>", ""]
    out = filler.opening(cover, style, rng)
    for lines in pages:
        out += between
        out += lines
    out += filler.closing(cover, style, rng)
    text = "\n".join(finished(out, style)) + "\n"
    if style.envelope:
        text = filler.envelope(cover, text)
    return text.replace("\n", "\r\n") if style.crlf else text, gold


def set_pages(
    cover: Cover,
    parts: list[Statement],
    style: Style,
    rng: random.Random,
    number: int = 3,
    *,
    opening_total: bool = True,
) -> tuple[list[list[str]], list[Gold], int]:
    """Each statement's lines, the gold rows, and the number of the last page.

    style          its scale must divide every figure
    number         of the page before the first
    opening_total  whether a total in a statement's first line is ruled like the others
    """
    once = _units(parts, style)
    gold: list[Gold] = []
    pages: list[list[str]] = []
    for at, part in enumerate(parts):
        sheet = Sheet(part, style, rng, _POWER[style.scale])
        sheet.opening_total = opening_total
        sheet.units = _units([part], style)
        if style.units_place == "once":
            sheet.units = once if at == 0 else ""
        lines, number = _statement(cover, sheet, style, number)
        pages.append(lines)
        gold += _gold(sheet)
    return pages, gold, number


def finished(lines: list[str], style: Style) -> list[str]:
    if style.tabs:
        lines = [_tabbed(line) if line.strip() else "" for line in lines]
    if style.trailing:
        lines = [line if not line or line.startswith("<") else line + "  " for line in lines]
    return lines


def _tabbed(line: str) -> str:
    """Eight columns a tab, wherever blanks reach a stop."""
    if line.startswith("<"):
        return line
    pieces = [line[at : at + 8] for at in range(0, len(line), 8)]
    out = [
        piece.rstrip(" ") + "\t" if len(piece) == 8 and piece.endswith("  ") else piece
        for piece in pieces
    ]
    return "".join(out)


def _statement(cover: Cover, sheet: Sheet, style: Style, number: int) -> tuple[list[str], int]:
    """One statement with its title, over as many pages as the style wants."""
    titles = _title(cover, sheet, style)
    head = sheet.boxhead()
    body = sheet.body()
    width = sheet.width
    tagged = style.tagged
    marks = {"open": "<TABLE>", "caption": "<CAPTION>", "close": "</TABLE>", "s": "<S>", "c": "<C>"}
    if tagged == "lower":
        marks = {key: mark.lower() for key, mark in marks.items()}
    stops = [" "] * (width + 4)
    stops[:3] = marks["s"]
    for column in sheet.columns:
        stops[column.left : column.left + 3] = marks["c"]
    stop_line = "".join(stops).rstrip()

    def opened(lines: list[str]) -> list[str]:
        if not tagged:
            return [*lines, *head]
        if tagged == "table":
            return [*lines, marks["open"], *head]
        if tagged == "title":
            return [marks["open"], marks["caption"], *lines, *head, stop_line]
        return [*lines, marks["open"], marks["caption"], *head, stop_line]

    out = opened([*titles, ""])
    at = _break(body, style)
    for line, (text, _) in enumerate(body):
        if line == at:
            number += 1
            foot = ["", str(number).center(width) if style.page_numbers else "", "<PAGE>", ""]
            if style.pages == "repeat":
                out += [marks["close"]] if tagged else []
                out += foot + opened([*_continued(titles), ""])
            elif style.pages == "continued":
                out += [*foot, *_continued(titles), ""]
            else:
                out += foot
        out.append(text)
    out += [marks["close"]] if tagged else []
    out += ["", "See accompanying notes to consolidated financial statements.", ""]
    number += 1
    if style.page_numbers:
        out += [str(number).center(width).rstrip()]
    return out, number


def _continued(titles: list[str]) -> list[str]:
    if not titles:
        return []
    at = next((at for at, line in enumerate(titles) if "tatement" in line.lower()
               or "balance" in line.lower()), 0)  # fmt: skip
    return [*titles[:at], titles[at] + " (Continued)", *titles[at + 1 :]]


def _break(body: list[tuple[str, bool]], style: Style) -> int:
    """The line before which the page ends, -1 for none."""
    if style.pages == "none" or len(body) < 24:
        return -1
    places = [at for at, (_, breakable) in enumerate(body) if breakable and at > 8]
    if places:
        return places[0]
    middle = len(body) // 2
    return next(
        (at for at in range(middle, len(body) - 4) if re.search(r"\d", body[at - 1][0])
         and re.search(r"\d", body[at][0])), -1,
    )  # fmt: skip


def _title(cover: Cover, sheet: Sheet, style: Style) -> list[str]:
    lines: list[str] = []
    if style.company_title:
        name = cover.name.upper() if style.title_case == "upper" else cover.name
        if style.company_title == "subsidiaries":
            name += " AND SUBSIDIARIES" if style.title_case == "upper" else " and Subsidiaries"
        lines.append(name)
    title = _TITLES[sheet.made.kind][style.titles]
    title = title.upper() if style.title_case == "upper" else title
    if style.title_wrap and " of " in title.lower():
        cut = title.lower().index(" of ")
        lines += [title[:cut], title[cut + 1 :]]
    else:
        lines.append(title)
    period = sheet.in_title()
    if period:
        lines.append(period)
    if style.units_place in ("title", "once") and sheet.units:
        lines.append(sheet.units)
    if style.unaudited == "title" and cover.form != "10-K":
        lines.append("(Unaudited)")
    if style.title_left:
        return lines
    return [line.center(sheet.width).rstrip() for line in lines]


def _gold(sheet: Sheet) -> list[Gold]:
    units = {"money": "USD", "shares": "shares", "perShare": "USD/shares"}
    printed = {(row, column): text for row, column, text in sheet.places}
    out: list[Gold] = []
    for at, row in enumerate(sheet.rows):
        for index, cell in enumerate(row.cells):
            if cell is None:
                continue
            out.append(
                (
                    sheet.made.kind, row.label, row.tag, str(int(row.custom)),
                    str(cell.start or ""), str(cell.end), str(cell.value), units[row.quantity],
                    printed.get((at, index), ""),
                )
            )  # fmt: skip
    return out
