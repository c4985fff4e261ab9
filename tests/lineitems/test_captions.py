import datetime as dt

import pytest

from converter.lineitems.captions import caption_amounts
from converter.model.source import SourceText
from converter.model.table import Row
from tests.lineitems.reading import amounts

D = dt.date

CASES = [
    (
        ["Series A, 358,000 shares issued", "  (redemption value of $412,124 at December 31, 1995)"],
        [
            ("358,000", "Series A", "shares issued", (), 0),
            ("412,124", "redemption value of", "", (D(1995, 12, 31),), 0),
        ],
    ),
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
        ["Capital stock, $1 par value -- authorized, 7,500,000 shares; issued", "  and outstanding, 7,119,807 shares"],
        [
            ("1", "Capital stock", "par value -- authorized", (), 0),
            ("7,500,000", "par value -- authorized", "shares", (), 0),
            ("7,119,807", "issued and outstanding", "shares", (), 0),
        ],
    ),
    (
        ["Common stock; authorized 25,000,000", "  shares: outstanding 9,975,338 and 10,145,163 shares, respectively"],
        [
            ("25,000,000", "authorized", "shares", (), 0),
            ("9,975,338", "outstanding", "shares, respectively", (), 0),
            ("10,145,163", "outstanding", "shares, respectively", (), 1),
        ],
    ),
    (
        ["Preferred shares ($1 par value, 10,000,000 authorized: none issued)"],
        [("1", "Preferred shares", "par value", (), 0), ("10,000,000", "", "authorized", (), 0)],
    ),
    (
        ["Common shares (1,100,000,000 authorized: issued", "620,483,301 at December 31, 1994)"],
        [
            ("1,100,000,000", "Common shares", "authorized", (), 0),
            ("620,483,301", "issued", "", (D(1994, 12, 31),), 0),
        ],
    ),
    (
        ["Class A stock, $1 par value - authorized,", "  20,000,000 shares; issued, 2,159,111"],
        [
            ("1", "Class A stock", "par value", (), 0),
            ("20,000,000", "authorized", "shares", (), 0),
            ("2,159,111", "issued", "", (), 0),
        ],
    ),
    (
        ["Goodwill (net of accumulated amortization of ($1,581 in 1994)"],
        [("1,581", "net of accumulated amortization of", "", (), 0)],
    ),
    (
        ["issued 1,000 shares at March 31, 1994 and 1993, respectively"],
        [("1,000", "issued", "shares, respectively", (D(1994, 3, 31), D(1993, 3, 31)), 0)],
    ),
    (
        ["Preferred shares, liquidation preference $25, 1,100,000 shares", "issued"],
        [
            ("25", "Preferred shares, liquidation preference", "", (), 0),
            ("1,100,000", "", "shares issued", (), 0),
        ],
    ),
    (
        ["issued and outstanding, 1,181,002 shares (1995) and 1,151,562", "shares (1994)"],
        [("1,181,002", "issued and outstanding", "shares", (), 0), ("1,151,562", "issued and outstanding", "shares", (), 1)],
    ),
    (
        ["Receivables, less allowances of $16 and $430, respectively"],
        [("16", "Receivables, less allowances of", "respectively", (), 0), ("430", "Receivables, less allowances of", "respectively", (), 1)],
    ),
    (
        ["Common stock; 30,000 shares authorized, 9,898, 9,894, and 10,037", "shares outstanding"],
        [
            ("30,000", "", "shares authorized", (), 0),
            ("9,898", "", "shares outstanding", (), 0),
            ("9,894", "", "shares outstanding", (), 1),
            ("10,037", "", "shares outstanding", (), 2),
        ],
    ),
    (
        ["16 and 430 shares issued at June 30, 2004 and 2003; 5 and 6", "held at June 30, 2004 and June 30, 2003"],
        [
            ("16", "", "shares issued", (D(2004, 6, 30),), 0),
            ("430", "", "shares issued", (D(2003, 6, 30),), 1),
            ("5", "", "held", (D(2004, 6, 30),), 0),
            ("6", "", "held", (D(2003, 6, 30),), 1),
        ],
    ),
    (
        ["Receivables, net of allowance of $96 ($91 at September 27, 1996)"],
        [
            ("96", "Receivables, net of allowance of", "", (), 0),
            ("91", "Receivables, net of allowance of", "", (D(1996, 9, 27),), 1),
        ],
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
    issued, outstanding = amounts(text)
    assert issued.dates == ()
    assert issued.later == outstanding.dates == (D(2003, 6, 30),)


def test_dates_behind_a_list_are_one_each():
    text = (
        "Common stock; 96,422 and 95,399 shares issued, 83,386 and 85,785 shares outstanding at"
        " March 31, 2010 and December 31, 2009, respectively"
    )
    found = amounts(text)
    days = [a.dates for a in found]
    assert days == [(D(2010, 3, 31),), (D(2009, 12, 31),)] * 2


def test_a_caption_on_two_classes_of_stock_is_read_in_parts():
    """What stands before the second class is the first one's."""
    found = amounts(
        "Preferred Stock, without par value; total authorized: 3,000,000 shares Common Stock,"
        " par value $.50 per share; authorized: 30,000,000 shares; issued and outstanding:"
        " 16,939,616 shares at September 30, 1994"
    )
    hosts = [(each.digits, each.host.split(",")[0]) for each in found]
    assert hosts == [
        ("3,000,000", "Preferred Stock"), (".50", "Common Stock"),
        ("30,000,000", "Common Stock"), ("16,939,616", "Common Stock"),
    ]  # fmt: skip
    one = "Common stock issued on conversion of preferred stock, 5,000 shares"
    assert [each.host for each in amounts(one)] == [""]


@pytest.mark.parametrize(
    "caption",
    [
        "Cash dividends declared ($.99 per share in 1995; $.94 in 1994; $.86 in 1993)",
        "Receivables (net of $.99 per share in 1995, $.94 in 1994 and $.86 in 1993)",
    ],
)
def test_of_further_years_the_amounts_alone_are_said(caption):
    found = amounts(caption)
    assert [(each.digits, each.years) for each in found] == [
        (".99", (1995,)), (".94", (1994,)), (".86", (1993,)),
    ]  # fmt: skip
    assert {(each.before, each.after) for each in found} == {(found[0].before, "per share")}
