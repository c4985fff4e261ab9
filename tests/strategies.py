"""Whole filings by chance: what a filer might have sent, then what chance may make of it.

filings()   the text of a submission: header, cover, statements, an Exhibit 27
damaged()   bytes of such a text, damaged in the ways of `benchmarks/fuzz`, or not
"""

from __future__ import annotations

import datetime as dt
import sys
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

from hypothesis import settings
from hypothesis import strategies as st

sys.path.insert(0, str(Path(__file__).parent / "segment"))

from filings import ROWS

from benchmarks.fuzz.mutations import MUTATIONS

if TYPE_CHECKING:
    from hypothesis.strategies import DrawFn

MOST = settings().max_examples  # of the profile in use
PLENTY = MOST > 100


def examples(few: int) -> int:
    """So many whole filings, or as many as the profile says: HYPOTHESIS_PROFILE=plenty."""
    return MOST if PLENTY else few


TITLES = {
    "BS": ("CONSOLIDATED BALANCE SHEETS", "Balance Sheets", "STATEMENT OF FINANCIAL CONDITION"),
    "IS": (
        "CONSOLIDATED STATEMENTS OF INCOME",
        "Statements of Operations",
        "STATEMENT OF EARNINGS",
    ),
    "CF": ("CONSOLIDATED STATEMENTS OF CASH FLOWS", "Statement of Cash Flows"),
    "EQ": ("CONSOLIDATED STATEMENTS OF STOCKHOLDERS' EQUITY", "Statement of Changes in Equity"),
}
MORE = (
    "Earnings per share", "Basic and diluted loss per share", "Weighted average shares outstanding",
    "Common stock, $.01 par value; 10,000 shares issued", "Less allowance of $90 and $83 in 1995",
    "Commitments and contingencies", "ASSETS", "Other, net", "Balance, December 31, 1995",
)  # fmt: skip
UNITS = ("", "(in thousands)", "(In thousands, except per share data)", "(dollars in millions)",
         "(unaudited)", "(000's omitted)")  # fmt: skip
FORMS = ("10-K", "10-Q", "8-K", "10-K405", "10-KSB", "10-Q/A")
RULES = ("", "-", "=", "_", " ")
NAMES = st.text(
    st.sampled_from("ABCDEFGHIJKLMNOPQRSTUVWXYZ&.,'-/()é\u2019 "), min_size=1, max_size=30
)
DAYS = st.dates(dt.date(1993, 1, 1), dt.date(2008, 12, 31))
FIGURES = st.one_of(
    st.integers(-99_999, 9_999_999).map(lambda n: f"({-n:,})" if n < 0 else f"{n:,}"),
    st.decimals(-99, 99, places=2).map(lambda n: f"({-n})" if n < 0 else f"{n}"),
    st.sampled_from(("--", "-", "-0-", "", "$ 1,234", "(.81)", "59-7/8", "12.5%", "n/a", "1,234(a)")),
)  # fmt: skip
CAPTIONS = st.one_of(
    st.sampled_from([caption for rows in ROWS.values() for caption, *_ in rows]),
    st.sampled_from(MORE),
    NAMES,
)


@st.composite
def statements(draw: DrawFn) -> str:
    """One statement: title, units, boxhead, rows, rules between them, tagged or not."""
    kind = draw(st.sampled_from(sorted(TITLES)))
    count = draw(st.integers(1, 4))
    stub, wide = draw(st.integers(24, 52)), draw(st.integers(9, 16))
    years = [str(draw(st.integers(1993, 2008))) for _ in range(count)]
    spanner = draw(st.sampled_from(
        ("", "December 31,", "Three Months Ended June 30,", "Years Ended December 31,", "(Unaudited)")
    ))  # fmt: skip
    rule = draw(st.sampled_from(RULES))
    lines = [draw(st.sampled_from(TITLES[kind])), draw(st.sampled_from(UNITS)), ""]
    lines += [" " * stub + spanner, " " * stub + "".join(f"{each:>{wide}}" for each in years)]
    printed = draw(st.lists(st.sampled_from(ROWS[kind]), min_size=2, max_size=12, unique=True))
    for name, *figures in printed:
        if draw(st.booleans()):  # what belongs together, else anything
            caption = name
            cells = [f"({-n:,})" if n < 0 else f"{n:,}" for n in (figures * 4)[:count]]
        else:
            caption, cells = draw(CAPTIONS), [draw(FIGURES) for _ in range(count)]
        lines.append(f"{caption:<{stub}}" + "".join(f"{cell:>{wide}}" for cell in cells))
        if rule and draw(st.booleans()):
            lines.append(" " * stub + f"{rule * (wide - 3):>{wide}}" * count)
    text = "\n".join(lines) + "\n"
    return f"<TABLE>\n<CAPTION>\n{text}</TABLE>\n" if draw(st.booleans()) else text


@st.composite
def schedules(draw: DrawFn) -> str:
    tags = ("CASH", "SECURITIES", "TOTAL-ASSETS", "TOTAL-REVENUES", "NET-INCOME", "EPS-PRIMARY")
    rows = [f"<{tag}>{draw(FIGURES):>20}" for tag in tags]
    head = [
        f"<ARTICLE> {draw(st.sampled_from('57'))}",
        f"<MULTIPLIER> {draw(st.sampled_from(('1', '1,000', '1,000,000')))}",
        f"<PERIOD-TYPE> {draw(st.sampled_from(('YEAR', '3-MOS', '12-MOS')))}",
        f"<PERIOD-END> {draw(DAYS):%b-%d-%Y}".upper(),
    ]
    return "\n".join([*head, *rows, ""])


@st.composite
def filings(draw: DrawFn) -> str:
    """A submission, with or without a header."""
    form, day, name = draw(st.sampled_from(FORMS)), draw(DAYS), draw(NAMES)
    cover = (
        f"FORM {form}\nFor the period ended {day:%B} {day.day}, {day.year}\n\n{name}\n"
        "(Exact name of registrant as specified in its charter)\n\n"
    )
    text = cover + "<PAGE>\n".join(draw(st.lists(statements(), min_size=1, max_size=3)))
    if not draw(st.booleans()):
        return text
    header = (
        f"<SEC-HEADER>\nACCESSION NUMBER: 0000950123-{day:%y}-001234\n"
        f"CONFORMED SUBMISSION TYPE: {form}\nCONFORMED PERIOD OF REPORT: {day:%Y%m%d}\n"
        f"COMPANY CONFORMED NAME: {name}\nCENTRAL INDEX KEY: {draw(st.integers(1, 9_999_999))}\n"
        f"FISCAL YEAR END: {draw(st.sampled_from(('1231', '0630', '0229')))}\n</SEC-HEADER>\n"
    )
    documents = [(form, text)] + ([("EX-27", draw(schedules()))] if draw(st.booleans()) else [])
    return header + "".join(
        f"<DOCUMENT>\n<TYPE>{kind}\n<SEQUENCE>{at}\n<TEXT>\n{words}</TEXT>\n</DOCUMENT>\n"
        for at, (kind, words) in enumerate(documents, 1)
    )


@st.composite
def damaged(draw: DrawFn) -> bytes:
    """The bytes of a filing, as they are or damaged up to four times over."""
    text = draw(filings()).encode("utf-8").decode("latin-1")
    for at in draw(st.lists(st.integers(0, len(MUTATIONS) - 1), max_size=4)):
        after = MUTATIONS[at](text, Random(draw(st.integers(0, 1 << 16))))  # noqa: S311
        text = after if 0 < len(after) < 100_000 else text
    return text.encode("latin-1")
