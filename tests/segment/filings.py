"""Made filings: the statements of companies whose figures agree, on pages as typists set them."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING, Any

from converter.read import read_filing
from converter.segment import find_sections
from converter.wording.titles import packaged_titles

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from converter.model.candidate import Candidate
    from converter.model.filing import Filing
    from converter.model.finding import Result
    from converter.model.table import Section
    from converter.segment.sections import Segmented

NAME = "HARROW MILLS CORPORATION"
OTHER = "QUAY PIPELINE PARTNERS"
TITLES = packaged_titles()
YEARS = (1996, 1995)
STUB = 50
SIZES = (1, 2, 7, 11)  # by which figures of several companies and periods are told apart

# captions with the figures of two years; of one company, so that they share what statements share
SHEET = (
    ("Cash and cash equivalents", 1250, 980),
    ("Receivables, net", 4310, 3905),
    ("Inventories", 5120, 4870),
    ("Prepaid expenses", 240, 225),
    ("Total current assets", 10920, 9980),
    ("Property, plant and equipment, net", 9030, 8540),
    ("Total assets", 19950, 18520),
    ("Accounts payable", 2740, 2515),
    ("Accrued liabilities", 1865, 1790),
    ("Total current liabilities", 4605, 4305),
    ("Long-term debt", 4710, 5140),
    ("Common stock", 4200, 4200),
    ("Retained earnings", 6435, 4875),
    ("Total stockholders' equity", 10635, 9075),
    ("Total liabilities and stockholders' equity", 19950, 18520),
)
ASSETS = 7  # lines of the first side
INCOME = (
    ("Net sales", 32480, 29915),
    ("Cost of goods sold", 21760, 20190),
    ("Gross profit", 10720, 9725),
    ("Selling, general and administrative", 6940, 6410),
    ("Operating income", 3780, 3315),
    ("Interest expense", 410, 455),
    ("Income before income taxes", 3370, 2860),
    ("Income taxes", 1210, 1035),
    ("Net income", 2160, 1825),
)
FLOWS = (
    ("Net income", 2160, 1825),
    ("Depreciation", 1145, 1080),
    ("Deferred income taxes", 70, 55),
    ("Net cash provided by operating activities", 3375, 2960),
    ("Capital expenditures", -1635, -1500),
    ("Net cash used in investing activities", -1635, -1500),
    ("Repayments of long-term debt", -870, -700),
    ("Dividends paid", -600, -560),
    ("Net cash used in financing activities", -1470, -1260),
    ("Net increase in cash and cash equivalents", 270, 200),
    ("Cash and cash equivalents at beginning of year", 980, 780),
    ("Cash and cash equivalents at end of year", 1250, 980),
)
EQUITY = (
    ("Balance, December 31, 1994", 4200, 3610, 7810),
    ("Net income", 0, 1825, 1825),
    ("Dividends paid", 0, -560, -560),
    ("Balance, December 31, 1995", 4200, 4875, 9075),
    ("Net income", 0, 2160, 2160),
    ("Dividends paid", 0, -600, -600),
    ("Balance, December 31, 1996", 4200, 6435, 10635),
)
ROWS: dict[str, Sequence[tuple[Any, ...]]] = {"BS": SHEET, "IS": INCOME, "CF": FLOWS, "EQ": EQUITY}
NAMES = {
    "BS": "CONSOLIDATED BALANCE SHEETS",
    "IS": "CONSOLIDATED STATEMENTS OF INCOME",
    "CF": "CONSOLIDATED STATEMENTS OF CASH FLOWS",
    "EQ": "CONSOLIDATED STATEMENTS OF STOCKHOLDERS' EQUITY",
}
HEADS: dict[str, tuple[Any, ...]] = {
    "BS": ("December 31,", *YEARS),
    "IS": ("Years Ended December 31,", *YEARS),
    "CF": ("Years Ended December 31,", *YEARS),
    "EQ": ("", "Stock", "Earnings", "Total"),
}


def spelt(figure: int) -> str:
    return f"({-figure:,})" if figure < 0 else f"{figure:,} " if figure else "-- "


def row(caption: str, *figures: int) -> str:
    cells = "".join(f"{spelt(each):>14}" for each in figures)
    return f"{caption:<{STUB}}{cells}".rstrip()


def boxhead(spanner: str, *heads: object) -> str:
    line = " " * STUB + "".join(f"{each!s:>13} " for each in heads)
    above = [] if not spanner else [" " * STUB + spanner.center(14 * len(heads)).rstrip()]
    return "\n".join([*above, line.rstrip()])


def body(rows: Iterable[Sequence[Any]], head: Sequence[Any], size: int = 1) -> str:
    """A boxhead and the rows under it, all figures `size` times as large."""
    lines = [row(caption, *(size * each for each in figures)) for caption, *figures in rows]
    return "\n".join([boxhead(*head), "", *lines, ""])


def centred(*lines: str) -> str:
    return "".join(each.center(STUB + 28).rstrip() + "\n" for each in lines)


def statement(
    kind: str, size: int = 1, name: str = NAME, title: str | None = None,
    rows: Iterable[Sequence[Any]] | None = None, head: Sequence[Any] | None = None,
) -> str:  # fmt: skip
    """A statement below its name and its title; either may be ''."""
    title = NAMES[kind] if title is None else title
    above = centred(*(each for each in (name, title) if each))
    return f"\n{above}\n{body(rows or ROWS[kind], head or HEADS[kind], size)}\n"


def pages(*parts: str) -> str:
    return "<PAGE>\n".join(parts)


def statements(size: int = 1, name: str = NAME, kinds: Sequence[str] = ("BS", "IS", "CF")) -> str:
    return pages(*(statement(kind, size, name) for kind in kinds))


def filing(
    text: str, kind: str = "10-K", *, form: str | None = None, company: str = NAME,
    before: Sequence[tuple[str, str]] = (), beside: str = "",
) -> Filing:  # fmt: skip
    """A submission of one document, or of others before it: (type, text).

    beside  the name of a company that files together with the registrant
    """
    documents = "".join(
        f"<DOCUMENT>\n<TYPE>{each}\n<SEQUENCE>{at}\n<TEXT>\n{words}\n</TEXT>\n</DOCUMENT>\n"
        for at, (each, words) in enumerate((*before, (kind, text)), 1)
    )
    head = textwrap.dedent(
        f"""\
        <SEC-HEADER>
        CONFORMED SUBMISSION TYPE: {form or kind}
        CONFORMED PERIOD OF REPORT: 19961231
        COMPANY CONFORMED NAME: {company}
        CENTRAL INDEX KEY: 0000000001
        """
    )
    if beside:
        head = head.replace("COMPANY", "FILER:\nCOMPANY", 1)
        head += f"FILER:\nCOMPANY CONFORMED NAME: {beside}\nCENTRAL INDEX KEY: 0000000002\n"
    head += "</SEC-HEADER>\n"
    return read_filing((head + documents).encode(), "made.txt").value


def segmented(text: str, kind: str = "10-K", **named: Any) -> Result[Segmented]:
    return find_sections(filing(text, kind, **named), TITLES)


def sections(text: str, kind: str = "10-K", **named: Any) -> list[Section]:
    """Kind, whose and lines of each section that is a statement."""
    found = segmented(text, kind, **named).value.sections
    return [each for each in found if each.kind.value != "NOTE"]


def kinds(text: str, kind: str = "10-K", **named: Any) -> list[str]:
    return [each.kind.value for each in sections(text, kind, **named)]


def candidates(text: str, kind: str = "10-K", **named: Any) -> tuple[Candidate, ...]:
    return segmented(text, kind, **named).value.candidates


def held(text: str, kind: str = "10-K", **named: Any) -> list[tuple[str, int, str]]:
    """Of each statement its kind, how many times as large its first figures are, and whose it is."""
    made = filing(text, kind, **named)
    found: list[tuple[str, int, str]] = []
    for each in find_sections(made, TITLES).value.sections:
        if each.kind.value in ROWS:
            lines = [made.source.line(number) for number in range(each.first, each.last + 1)]
            words = set(" ".join(lines).split())
            sizes = [
                size
                for size in SIZES
                if any(
                    {spelt(size * figure).strip() for figure in figures} <= words
                    for _, *figures in ROWS[each.kind.value]
                )
            ]
            assert len(sizes) == 1, (each, sizes)
            found.append((each.kind.value, sizes[0], each.entity))
    return found
