import datetime as dt

import pytest

from converter.lineitems.captions import caption_amounts
from converter.model.source import SourceText
from converter.model.table import Row

D = dt.date

CASES = [
    # caption lines, [(digits, before, after, dates, order)]
    (
        ["Accounts receivable (less allowance for doubtful accounts", "  of $10)"],
        [("10", "less allowance for doubtful accounts of", "", (), 0)],
    ),
    (
        ["(net of accumulated amortization of", "$15,936 at September 30, 2004 and $15,444 at", "June 30, 2004)"],
        [
            ("15,936", "net of accumulated amortization of", "", (D(2004, 9, 30),), 0),
            ("15,444", "net of accumulated amortization of", "", (D(2004, 6, 30),), 1),
        ],
    ),
    (
        ["Common stock, $0.005 par value, authorized 65,000,000 shares;", "  37,991,988 shares issued and outstanding"],
        [
            ("0.005", "Common stock", "par value", (), 0),
            ("65,000,000", "authorized", "shares", (), 0),
            ("37,991,988", "", "shares issued and outstanding", (), 0),
        ],
    ),
    (
        ["Receivables, less allowances of $16 and $430, respectively"],
        [("16", "Receivables, less allowances of", "respectively", (), 0), ("430", "Receivables, less allowances of", "respectively", (), 1)],
    ),
    (
        ["Common stock (464 and 454 million shares issued)"],
        [("464", "", "million shares issued", (), 0), ("454", "", "million shares issued", (), 1)],
    ),
    (
        ["Common stock, 98, 99 and 90 shares outstanding at", "March 31, 2006, December 31, 2005 and March 31, 2005"],
        [
            ("98", "Common stock", "shares outstanding", (D(2006, 3, 31),), 0),
            ("99", "Common stock", "shares outstanding", (D(2005, 12, 31),), 1),
            ("90", "Common stock", "shares outstanding", (D(2005, 3, 31),), 2),
        ],
    ),
    (
        ["authorized 300 shares, issued and outstanding", "132 shares"],
        [("300", "authorized", "shares", (), 0), ("132", "issued and outstanding", "shares", (), 0)],
    ),
    (
        ["150 shares authorized, issued and outstanding"],
        [("150", "", "shares authorized, issued and outstanding", (), 0)],
    ),
    (
        ["Authorized: 56 shares", "Issued: 34 shares"],
        [("56", "Authorized", "shares", (), 0), ("34", "Issued", "shares", (), 0)],
    ),
    (["Balance at June 30, 2003"], []),
    (["Notes payable due 2005"], []),
]  # fmt: skip


@pytest.mark.parametrize(("lines", "expected"), CASES, ids=[case[0][0][:40] for case in CASES])
def test_amounts_in_captions(lines, expected):
    source = SourceText("case.txt", "\n".join(lines), "utf-8", "0" * 64)
    pieces = tuple(
        source.line_span(number, len(line) - len(line.lstrip()), len(line))
        for number, line in enumerate(lines, 1)
    )
    row = Row(" ".join(line.strip() for line in lines), pieces, 0, (), False, False, 1)
    found = caption_amounts(row, source)
    assert [(a.digits, a.before, a.after, a.dates, a.order) for a in found] == expected
    for amount in found:
        assert source.cut(amount.span) == amount.digits


def test_an_undated_count_learns_the_date_of_the_next():
    text = "Preferred stock, 1,769 shares issued; 188 shares outstanding at June 30, 2003"
    source = SourceText("case.txt", text, "utf-8", "0" * 64)
    row = Row(text, (source.line_span(1, 0, len(text)),), 0, (), False, False, 1)
    issued, outstanding = caption_amounts(row, source)
    assert issued.dates == ()
    assert issued.later == outstanding.dates == (D(2003, 6, 30),)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Treasury stock, at cost (94 shares in 1999; 95 shares in 1998)",
            [("94", "", "shares", (1999,)), ("95", "", "shares", (1998,))],
        ),
        (
            "Common stock; 119 shares issued and outstanding in 1994 (116 in 1993)",
            [
                ("119", "", "shares issued and outstanding", (1994,)),
                ("116", "", "shares issued and outstanding", (1993,)),
            ],
        ),
        (
            "Receivables, less allowances of $26 in 1999 and $10 in 1998",
            [
                ("26", "Receivables, less allowances of", "", (1999,)),
                ("10", "Receivables, less allowances of", "", (1998,)),
            ],
        ),
        (
            "Common stock, $1 par value; 18 and 11 million shares as of 2000 and 1999, respectively",
            [
                ("1", "Common stock", "par value", ()),
                ("18", "", "million shares, respectively", (2000,)),
                ("11", "", "million shares, respectively", (1999,)),
            ],
        ),
    ],
)
def test_years_in_captions(text, expected):
    source = SourceText("case.txt", text, "utf-8", "0" * 64)
    row = Row(text, (source.line_span(1, 0, len(text)),), 0, (), False, False, 1)
    found = caption_amounts(row, source)
    assert [(a.digits, a.before, a.after, a.years) for a in found] == expected
