"""A statement typed: boxhead and rows in a layout, and titles in a wording."""

from __future__ import annotations

import datetime as dt
import re
import textwrap
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import random
    from collections.abc import Sequence

    from benchmarks.unseen.books import Cell, Line, Span, Statement

WIDTH = 80
MONTHS = {3: "Three Months", 6: "Six Months", 9: "Nine Months", 12: "Year"}
WEEKS = {3: "Thirteen Weeks", 6: "Twenty-six Weeks", 9: "Thirty-nine Weeks", 12: "Fiscal Year"}
UNITS = {0: "(In dollars)", 3: "(In thousands{})", 6: "(In millions{})"}
ASIDE = ", except share and per share amounts"
LAYOUTS = (
    "one blank apart", "blanks collapsed", "tabs to columns", "one tab a column",
    "leading blanks lost", "folded at 80", "boxhead over stub", "dates in captions", "years only",
    "weeks", "fiscal labels", "oldest first", "note column", "percent column", "dollars apart",
    "cents", "full dollars", "no blank lines", "dot leaders", "minus signs", "capitals",
    "rules below boxhead", "dates in numbers", "dates abbreviated", "dates each in a line",
    "blanks in parentheses", "wide page", "unaudited in boxhead", "older wordings",
    "figures beside first line", "underscores", "units in stub head",
)  # fmt: skip

_SPELT = {
    "BS": ("CONSOLIDATED BALANCE SHEETS", "BALANCE SHEETS",
           "CONSOLIDATED STATEMENTS OF FINANCIAL POSITION"),
    "IS": ("CONSOLIDATED STATEMENTS OF OPERATIONS", "CONSOLIDATED STATEMENTS OF INCOME",
           "CONSOLIDATED STATEMENTS OF EARNINGS"),
    "CF": ("CONSOLIDATED STATEMENTS OF CASH FLOWS", "STATEMENTS OF CASH FLOWS",
           "CONSOLIDATED STATEMENTS OF CASH FLOWS"),
    "EQ": ("CONSOLIDATED STATEMENTS OF STOCKHOLDERS' EQUITY",),
}  # fmt: skip
_UNFORESEEN = {
    "BS": ("CONSOLIDATED BALANCE SHEET - ASSETS", "WHAT WE OWN AND WHAT WE OWE",
           "FINANCIAL POSITION AT YEAR END", "ASSETS AND LIABILITIES, CONSOLIDATED",
           "STATEMENT OF CONDITION - CONSOLIDATED", "Consolidated Financial Position",
           "COMPARATIVE BALANCE SHEET",
           "CONSOLIDATED STATEMENT OF ASSETS, LIABILITIES AND CAPITAL"),
    "IS": ("HOW WE DID", "EARNINGS, COMPREHENSIVE INCOME and\nRETAINED EARNINGS",
           "RESULTS OF OPERATIONS", "Consolidated Results", "CONSOLIDATED EARNINGS",
           "STATEMENT OF CONSOLIDATED INCOME AND EXPENSE", "SUMMARY OF OPERATIONS",
           "INCOME ACCOUNT", "OPERATIONS AND ACCUMULATED DEFICIT", "PROFIT AND LOSS STATEMENT"),
    "CF": ("WHERE THE CASH CAME FROM AND WENT", "Cash Flows", "CONSOLIDATED CASH FLOW",
           "CASH PROVIDED AND USED", "STATEMENT OF CHANGES IN CASH",
           "SOURCES AND USES OF CASH", "STATEMENTS OF CONSOLIDATED CASH FLOW - CONTINUING"),
}  # fmt: skip
TITLES = (
    "none", "unforeseen", "in stub head", "small letters", "misprints", "letter-spaced",
    "company alone", "left", "behind page number", "between rules", "between asterisks",
    "page before", "with item heading", "dates in title", "title below company in table",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Look:
    """How a filing's figures are typed: its kinds of layout, and what goes with them."""

    kinds: frozenset[str] = frozenset()
    stub: int = 46
    column: int = 13
    tagged: bool = True
    old_titles: int = 0

    def has(self, kind: str) -> bool:
        return kind in self.kinds


def draw_look(rng: random.Random, kinds: frozenset[str], *, tagged: bool) -> Look:
    return Look(kinds, rng.choice((40, 44, 46)), rng.choice((11, 12, 13)), tagged,
                rng.randrange(3))  # fmt: skip


def months(span: Span) -> int:
    return round(((span.end - span.start).days + 1) / 30.4) if span.start else 0


def _figure(line: Line, cell: Cell | None, power: int, look: Look) -> str:
    if cell is None:
        return ""
    value = -cell.value if line.negated else cell.value
    size = abs(value)
    if not size:
        return "--"
    if line.quantity == "perShare":
        text = f"{size:,.2f}" if size == size.quantize(_CENT) else f"{size.normalize():f}"
    elif line.quantity == "shares":
        text = f"{size:,.0f}"
    elif look.has("cents"):
        text = f"{size:,.2f}"
    else:
        text = f"{size.scaleb(-power):,.0f}"
    if value > 0:
        return text
    if look.has("blanks in parentheses"):
        return f"( {text})"
    return f"-{text}" if look.has("minus signs") else f"({text})"


_CENT = Decimal("0.01")


_DATED = {"dates in numbers", "dates abbreviated", "dates each in a line"}


def _day(span: Span, look: Look) -> list[str]:
    end = span.end
    if look.has("dates in numbers"):
        return [f"{end.month}/{end.day}/{end.year % 100:02}"]
    if look.has("dates abbreviated"):
        return [f"{end:%b}{'' if end.month == 5 else '.'} {end.day},", str(end.year)]
    if look.has("dates each in a line"):
        return [f"{end:%b} {end.day}, {end.year}"]
    return [f"{end:%B} {end.day},", str(end.year)]


def boxhead(statement: Statement, look: Look) -> list[list[str]]:
    """The heads of the columns, line by line; one line of one text spans them all."""
    columns = statement.columns
    names = WEEKS if look.has("weeks") else MONTHS
    lengths = [months(span) for span in columns]
    years = [str(span.end.year) for span in columns]
    same = len({(s.end.month, s.end.day) for s in columns}) == 1
    words = {n: f"{names.get(n, f'{n} Months')} Ended" for n in lengths if n}
    if statement.kind == "BS":
        if look.has("fiscal labels"):
            return [[f"Fiscal {y}" for y in years], [f"{s.end:%b}. {s.end.day}" for s in columns],
                    years]  # fmt: skip
        if look.has("years only") and same:
            return [years]
        if same and not look.kinds & _DATED:
            return [[f"{columns[0].end:%B} {columns[0].end.day},"], years]
        return [list(each) for each in zip(*(_day(s, look) for s in columns), strict=True)]
    groups = list(dict.fromkeys(lengths))
    if look.has("years only") and len(groups) == 1:
        return [years]
    if look.has("fiscal labels") and groups == [12]:
        return [["Fiscal Year Ended"], [f"Fiscal {y}" for y in years],
                [f"{s.end:%b}. {s.end.day}" for s in columns], years]  # fmt: skip
    if look.has("weeks") or (look.kinds & _DATED and not look.has("dates in numbers")):
        top = [words[n] for n in groups] if len(groups) > 1 else [words[groups[0]]]
        return [top, *(list(e) for e in zip(*(_day(s, look) for s in columns), strict=True))]
    date = f"{columns[0].end:%B} {columns[0].end.day},"
    if len(groups) > 1:
        return [[words[n] for n in groups], [date] * len(groups), years]
    plural = words[groups[0]].replace("Year ", "Years ")
    if look.has("dates in numbers"):
        return [[plural], [_day(s, look)[0] for s in columns]]
    return [[f"{plural} {date}"], years]


OLDER = (
    (r"^Property, plant,? and equipment, net$", "Properties, less accumulated depreciation"),
    (r"^Additional paid-in capital$", "Capital in excess of par value"),
    (r"^Retained earnings$", "Earnings reinvested in the business"),
    (r"^Goodwill$", "Cost in excess of net assets of businesses acquired"),
    (r"^Accounts receivable, net$", "Notes and accounts receivable, less allowances"),
    (r"^Cost of (?:sales|goods sold|revenues?)$", "Cost of products sold"),
    (r"^Net income$", "NET INCOME FOR THE YEAR"),
    (r"^Deferred income taxes$", "Deferred federal and state income taxes"),
    (r"^Long-term debt$", "Long-term obligations, less portion due within one year"),
    (r"^Total (?:stockholders|shareholders)' equity$", "TOTAL COMMON SHAREOWNERS' INVESTMENT"),
    (r"^(?:Capital expenditures|Purchases of property.*)$", "Additions to properties"),
    (r"^Net cash (?:provided by|used in).* operating activities$", "CASH PROVIDED FROM OPERATIONS"),
    (r"Total liabilities and .*equity$", "TOTAL"),
    (r"^Total assets$", "TOTAL"),
    (r"^(?:Provision for income taxes|Income tax(?:es| expense))$", "Taxes on income"),
)  # fmt: skip


def _stub_text(line: Line, look: Look) -> str:
    text = line.label
    if look.has("older wordings"):
        for modern, old in OLDER:
            text = re.sub(modern, old, text, flags=re.IGNORECASE)
    cell = next((cell for cell in line.cells if cell is not None), None)
    if look.has("dates in captions") and cell is not None and cell.span.start is None:
        if line.tag.startswith("Cash") and "beginning" in text.lower():
            opens = cell.span.end + dt.timedelta(1)
            text = f"Cash and cash equivalents, {opens:%B} {opens.day}"
        elif line.total:
            text = f"{text} at {cell.span.end:%B} {cell.span.end.day}"
    return text.upper() if look.has("capitals") or (line.total and look.old_titles == 1) else text


def _flush(texts: Sequence[str], width: int) -> str:
    return "".join(text.rjust(width) for text in texts)


def typed(
    statement: Statement, look: Look, power: int, rng: random.Random, heading: str = ""
) -> list[str]:
    """The statement's lines from its boxhead on; `heading` stands as the head of its stub."""
    width = look.column
    if look.has("oldest first"):
        turned = list(range(len(statement.columns)))[::-1]
        statement = replace(
            statement,
            columns=tuple(statement.columns[at] for at in turned),
            lines=tuple(
                replace(x, cells=tuple(x.cells[at] for at in turned)) for x in statement.lines
            ),
        )
    figures = [[_figure(x, cell, power, look) for cell in x.cells] for x in statement.lines]
    longest = max((len(f) for row in figures for f in row), default=0)
    width = longest + 2 if look.has("one blank apart") else max(width, longest + 3)
    count = len(statement.columns)
    heads = boxhead(statement, look)
    width = max([width, *(len(x) + 1 for texts in heads if len(texts) == count for x in texts)])
    room = width * count
    stub = 70 if look.has("wide page") else look.stub
    if look.has("folded at 80"):
        stub = 82 - room + width
    note, percent = look.has("note column"), look.has("percent column") and statement.kind == "IS"
    if note:
        stub += 6
    out: list[str] = []
    for at, texts in enumerate(heads):
        each = room // len(texts)
        if len(texts) == count:
            line = " " * stub + _flush(texts, width)
            if percent:  # over both the amounts and their percents
                line = " " * stub + "".join(text.center(width + 7) for text in texts)
        else:
            whole = room + (7 * count if percent else 0)
            each = whole // len(texts)
            line = " " * stub + "".join(text.center(each) for text in texts)
        if look.has("boxhead over stub") and at == 0 and len(texts) < count:
            line = "  ".join(texts).ljust(stub)
            if len(heads) == 2:
                line += _flush(heads[1], width)
                out.append(line.rstrip())
                break
        if heading and at == len(heads) - 1:
            line = heading[:stub].ljust(stub) + line[stub:]
        if note and at == len(heads) - 1:
            line = line[: stub - 5] + "Note " + line[stub:]
        if look.has("units in stub head") and at == len(heads) - 1:
            line = units(power)[:stub].ljust(stub) + line[stub:]
        out.append(line.rstrip())
    if look.has("unaudited in boxhead"):
        out.append(" " * (stub + 1) + "(Unaudited)")
    if look.tagged:
        out.append("<S>".ljust(stub) + "".join("<C>".rjust(width) for _ in range(count)))
    elif look.has("rules below boxhead"):
        out.append(" " * stub + ("-" * (width - 2)).rjust(width) * count)
    base = figures[0]
    mark = "_" if look.has("underscores") else "-"
    for at, (item, row) in enumerate(zip(statement.lines, figures, strict=True)):
        for head in item.heads:
            if not look.has("no blank lines"):
                out.append("")
            out.append(head)
        if item.total and at and not look.has("no blank lines"):
            out.append(" " * stub + (mark * (width - 3)).rjust(width) * count)
        out += _row(item, row, look, stub, width, rng, base if percent else None, statement)
        if item.total and not look.has("no blank lines"):
            out.append("")
    return _spoilt(out, look, stub)


def _row(
    line: Line, row: list[str], look: Look, stub: int, width: int, rng: random.Random,
    base: list[str] | None, statement: Statement,
) -> list[str]:  # fmt: skip
    indent = "" if line.total else "  "
    room = stub - (8 if look.has("note column") else 2)
    wrapped = textwrap.wrap(
        indent + _stub_text(line, look), max(room, 24), subsequent_indent=indent + "  ",
        break_long_words=False,
    )  # fmt: skip
    if look.has("figures beside first line"):
        wrapped = [*wrapped[1:], wrapped[0]]
    last = wrapped[-1]
    if look.has("dot leaders"):
        last = (last + " ").ljust(stub - 2, ".")
    last = last.ljust(stub)
    if look.has("note column") and rng.random() < 0.3:
        last = last[: stub - 5] + f"{rng.randint(2, 14):>3}  "
    signed = line.total or line is statement.lines[0]
    cells = []
    for at, text in enumerate(row):
        put = text
        if signed and text and line.quantity != "shares":
            put = "$" + text.rjust(width - 3) if look.has("dollars apart") else f"${text}"
        tail = "" if put.endswith(")") else " "
        cell = (put + tail).rjust(width)
        if base is not None:
            cell += _percent(line, statement, at)
        cells.append(cell)
    typed_line = (last + "".join(cells)).rstrip()
    if look.has("figures beside first line"):
        return [typed_line, *wrapped[:-1]]
    return [*wrapped[:-1], typed_line]


def _percent(line: Line, statement: Statement, at: int) -> str:
    whole, part = statement.lines[0].cells[at], line.cells[at]
    if line.quantity != "money" or not whole or not part or not whole.value:
        return " " * 7
    return f"{100 * part.value / whole.value:.1f}%".rjust(7)


def _spoilt(lines: list[str], look: Look, stub: int) -> list[str]:
    """What editors and mail programs made of a typist's columns."""
    if look.has("blanks collapsed"):
        lines = [
            " ".join(x.split()) if x[stub:].strip() or not x.strip() else x for x in lines
        ]  # fmt: skip
    if look.has("tabs to columns"):
        lines = [_tabbed(x) for x in lines]
    if look.has("one tab a column"):
        lines = [
            (x[:stub].rstrip() + "\t" + "\t".join(re.split(r"\s{2,}", x[stub:].strip())))
            if x[stub:].strip() else x for x in lines
        ]  # fmt: skip
    if look.has("leading blanks lost"):
        lines = [x.lstrip() for x in lines]
    if look.has("folded at 80"):
        lines = [part for x in lines for part in _folded(x)]
    return lines


def _tabbed(text: str) -> str:
    """Blanks that reach a stop of eight columns as tabs."""
    parts = [text[at : at + 8] for at in range(0, len(text), 8)]
    short = [re.sub(r" {2,}$", "\t", part) if len(part) == 8 else part for part in parts]
    return "".join(short).rstrip()


def _folded(text: str) -> list[str]:
    """A line of more than 80 characters goes on below from its last blank."""
    if len(text) <= WIDTH:
        return [text]
    at = text.rfind(" ", 0, WIDTH)
    return [text[:at].rstrip(), text[at:].strip()]


def units(power: int) -> str:
    return UNITS[power].format(ASIDE)


def title(
    statement: Statement, name: str, look: Look, power: int, rng: random.Random, kind: str,
    *, page: str = "",
) -> tuple[list[str], str]:  # fmt: skip
    """The lines over a statement, and the head of its stub."""
    spelt = _SPELT[statement.kind]
    text = spelt[look.old_titles % len(spelt)]
    unit = "" if look.has("units in stub head") else units(power)
    said = _period_said(statement, look)
    if kind == "none":
        return [*([unit.center(WIDTH).rstrip()] if power else []), *said], ""
    if kind == "company alone":
        return [name.center(WIDTH).rstrip(), unit.center(WIDTH).rstrip(), *said], ""
    if kind == "unforeseen":
        text = rng.choice(_UNFORESEEN[statement.kind])
    if kind == "in stub head":
        return [
            name.center(WIDTH).rstrip(),
            unit.center(WIDTH).rstrip(),
            *said,
        ], text.title().replace("'S", "'s")
    if kind == "small letters":
        text = text.lower() if rng.random() < 0.5 else text.capitalize()
    if kind == "misprints":
        text = _misprinted(text, rng)
    if kind == "letter-spaced":
        text = "  ".join(" ".join(word) for word in text.split())
    if kind == "with item heading":
        text = f"Item 8.  {text.title()}"
    if kind == "dates in title":
        ends = " and ".join(f"{s.end:%B} {s.end.day}, {s.end.year}" for s in statement.columns[:2])
        joint = "AT" if statement.kind == "BS" else "FOR THE PERIODS ENDED"
        text = f"{text} {joint} {ends.upper()}"
    lines = [name, *text.split("\n"), unit]
    if kind == "left":
        return [*lines, "", *said], ""
    if kind == "behind page number":
        lines = [f"{rng.randint(20, 60)}  {name}", f"{rng.randint(20, 60)}     {text}", unit]
        return [*lines, "", *said], ""
    centred = [line.center(WIDTH).rstrip() for line in lines]
    if kind == "between rules":
        centred.insert(2, "=" * WIDTH)
        centred.insert(1, "=" * WIDTH)
    if kind == "between asterisks":
        centred[1] = f"*** {text} ***".center(WIDTH).rstrip()
    if kind == "page before":
        return [centred[1], *(["<PAGE>"] if page else [""] * 3), centred[0], centred[2], *said], ""
    if kind == "title below company in table":
        return [centred[0], centred[2], *said, "", text], ""
    return [*centred, *said], ""


def _period_said(statement: Statement, look: Look) -> list[str]:
    """The date under the title, where the boxhead has years alone."""
    heads = boxhead(statement, look)
    if len(heads) > 1 or not look.has("years only"):
        return []
    end = statement.columns[0].end
    day = f"{end:%B} {end.day}"
    if statement.kind == "BS":
        return [f"{day},".center(WIDTH).rstrip()]
    words = MONTHS.get(months(statement.columns[0]), "Period")
    plural = "Years" if words == "Year" else words
    return [f"For the {plural} Ended {day},".center(WIDTH).rstrip()]


def _misprinted(text: str, rng: random.Random) -> str:
    words = text.split()
    at = rng.randrange(len(words))
    word = words[at]
    where = rng.randrange(1, max(2, len(word) - 1))
    ways = (
        word[:where] + word[where + 1 :],
        word[:where] + word[where : where + 1] * 2 + word[where + 1 :],
        word[: where - 1] + word[where : where + 1] + word[where - 1] + word[where + 1 :],
        word[:where] + " " + word[where:],
    )
    words[at] = rng.choice(ways)
    return " ".join(words)
