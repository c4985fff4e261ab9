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


LISTS = [
    # caption, [(digits, before, after, years, among, own power of ten)]
    (
        "issued and outstanding 164,058 shares - 1997 and 162,681 shares - 1996",
        [
            ("164,058", "issued and outstanding", "shares", (1997,), 2, None),
            ("162,681", "issued and outstanding", "shares", (1996,), 2, None),
        ],
    ),
    (
        "Issued: 3,443,441 shares in 1997; 3,432,956 shares in 1996",
        [
            ("3,443,441", "Issued", "shares", (1997,), 2, None),
            ("3,432,956", "Issued", "shares", (1996,), 2, None),
        ],
    ),
    (
        "Common stock (1,151 and 1,132 million shares issued)",
        [
            ("1,151", "Common stock", "million shares issued", (), 2, 6),
            ("1,132", "Common stock", "million shares issued", (), 2, 6),
        ],
    ),
    (
        "Treasury stock at cost, 14,413 and 3,825 shares",
        [
            ("14,413", "Treasury stock at cost", "shares", (), 2, None),
            ("3,825", "Treasury stock at cost", "shares", (), 2, None),
        ],
    ),
    (
        "authorized 500 shares in 1997 and 1996; 300 issued shares at June 30, 1997",
        [
            ("500", "authorized", "shares", (1997, 1996), 1, None),
            ("300", "", "issued shares", (), 1, None),
        ],
    ),
    (
        "Stock, authorized 30,000,000 shares, issued and outstanding 13,595,000 shares",
        [
            ("30,000,000", "Stock, authorized", "shares", (), 1, None),
            ("13,595,000", "issued and outstanding", "shares", (), 1, None),
        ],
    ),
    (
        "Authorized - 0.5 million shares, issued - none",
        [("0.5", "Authorized", "million shares", (), 1, 6)],
    ),
    (
        "1,000 shares authorized, none issued and outstanding",
        [("1,000", "", "shares authorized", (), 1, None)],
    ),
    (
        "$0.001 par value, 5,000,000 authorized, no shares issued and outstanding",
        [
            ("0.001", "", "par value", (), 1, None),
            ("5,000,000", "", "authorized", (), 1, None),
        ],
    ),
    (
        "Stock - authorized, 175,000,000 shares, $1 par value",
        [
            ("175,000,000", "authorized", "shares", (), 1, None),
            ("1", "", "par value", (), 1, None),
        ],
    ),
    ("Notes of $100 due in 1999", [("100", "Notes of", "due", (), 1, None)]),
    (
        "Authorized: 56 shares Issued: 34 shares",
        [("56", "Authorized", "shares", (), 1, None), ("34", "Issued", "shares", (), 1, None)],
    ),
    (
        "150 shares authorized, issued and outstanding",
        [("150", "", "shares authorized, issued and outstanding", (), 1, None)],
    ),
    (
        "Common stock; 119 shares issued and outstanding in 1994 (116 in 1993)",
        [
            ("119", "", "shares issued and outstanding", (1994,), 2, None),
            ("116", "", "shares issued and outstanding", (1993,), 2, None),
        ],
    ),
    (
        "$1 par value; 18 and 11 million shares as of 2000 and 1999, respectively",
        [
            ("1", "", "par value", (), 1, None),
            ("18", "", "million shares, respectively", (2000,), 2, 6),
            ("11", "", "million shares, respectively", (1999,), 2, 6),
        ],
    ),
    (
        "authorized 20,000 shares; 9,245; 9,245 and 8,805 issued and outstanding, respectively",
        [
            ("20,000", "authorized", "shares", (), 1, None),
            ("9,245", "", "shares issued and outstanding", (), 3, None),
            ("9,245", "", "shares issued and outstanding", (), 3, None),
            ("8,805", "", "issued and outstanding, respectively", (), 3, None),
        ],
    ),
    (
        "(market value of $120 (unaudited), $305 and $870 (unaudited), respectively)",
        [
            ("120", "market value of", "respectively", (), 3, None),
            ("305", "market value of", "respectively", (), 3, None),
            ("870", "market value of", "respectively", (), 3, None),
        ],
    ),
    (
        "Preferred stock - shares authorized: 150,000 shares issued: 1997 - 2,597; 1996 - 2,610 U",
        [
            ("150,000", "Preferred stock - shares authorized", "shares", (), 1, None),
            ("2,597", "issued", "U", (1997,), 2, None),
            ("2,610", "issued", "U", (1996,), 2, None),
        ],
    ),
    (
        "Treasury stock, at cost (shares: 1997 - 923,955; 1996 - 2,179,066)",
        [
            ("923,955", "shares", "", (1997,), 2, None),
            ("2,179,066", "shares", "", (1996,), 2, None),
        ],
    ),
    (
        "Software, less accumulated amortization (1997, $12,610; 1996, $12,199)",
        [
            ("12,610", "Software, less accumulated amortization", "", (1997,), 2, None),
            ("12,199", "Software, less accumulated amortization", "", (1996,), 2, None),
        ],
    ),
    (
        "net of amortization of $411.5 million in 1995 and $291.1 million in 1994",
        [
            ("411.5", "net of amortization of", "million", (1995,), 2, 6),
            ("291.1", "net of amortization of", "million", (1994,), 2, 6),
        ],
    ),
    ("Notes payable due 1997, $12,610", [("12,610", "Notes payable due", "", (), 1, None)]),
    (
        "9,000,000 shares authorized - 7,703,155 shares issued and outstanding",
        [
            ("9,000,000", "", "shares authorized", (), 1, None),
            ("7,703,155", "", "shares issued and outstanding", (), 1, None),
        ],
    ),
    (
        "Common stock, 9,000,000 shares, issued - 7,703,155 shares",
        [
            ("9,000,000", "Common stock", "shares", (), 1, None),
            ("7,703,155", "issued", "shares", (), 1, None),
        ],
    ),
    (
        "Common Stock, authorized 5,000,000 shares, 1,125 shares outstanding",
        [
            ("5,000,000", "Common Stock, authorized", "shares", (), 1, None),
            ("1,125", "", "shares outstanding", (), 1, None),
        ],
    ),
    (
        "Common stock--authorized 9,000,000 shares--issued 7,703,155 shares",
        [
            ("9,000,000", "authorized", "shares", (), 1, None),
            ("7,703,155", "issued", "shares", (), 1, None),
        ],
    ),
]


@pytest.mark.parametrize(("text", "expected"), LISTS, ids=[case[0][:40] for case in LISTS])
def test_amounts_in_lists(text, expected):
    found = amounts(text)
    assert [(a.digits, a.before, a.after, a.years, a.among, a.power) for a in found] == expected


YEARS = [
    # caption, [(digits, years, elsewhere)]
    (
        "Class A stock (shares issued: 1994, 36.9 million; 1995, 32.9 million)",
        [("36.9", (1994,), (1995,)), ("32.9", (1995,), (1994,))],
    ),
    ("net of allowance of $90 ($83 in 1993)", [("90", (), (1993,)), ("83", (1993,), ())]),
    (
        "issued 31,488,660 (1991 - 31,471,593)",
        [("31,488,660", (), (1991,)), ("31,471,593", (1991,), ())],
    ),
    (
        "shares issued, 1995, 4,277; 1994, 6,627; 1993, 9,099",
        [
            ("4,277", (1995,), (1994, 1993)),
            ("6,627", (1994,), (1995, 1993)),
            ("9,099", (1993,), (1995, 1994)),
        ],
    ),
    (
        "doubtful accounts: 1997, $2,655; 1996, $2,410",
        [("2,655", (1997,), (1996,)), ("2,410", (1996,), (1997,))],
    ),
    (
        "of $1,013 in 2004 and $775 in 2003",
        [("1,013", (2004,), (2003,)), ("775", (2003,), (2004,))],
    ),
    (
        "par value $.01 and $1 as of 2000 and 1999",
        [(".01", (2000,), (1999,)), ("1", (1999,), (2000,))],
    ),
    (
        "Issued: 1996 - 40 shares; 1995 - 30 shares",
        [("40", (1996,), (1995,)), ("30", (1995,), (1996,))],
    ),
    (
        "doubtful accounts 1996 $2,140; 1995 $1,985",
        [("2,140", (1996,), (1995,)), ("1,985", (1995,), (1996,))],
    ),
    (
        "accounts of: 2001 -- $1,904; 2002 -- $2,311",
        [("1,904", (2001,), (2002,)), ("2,311", (2002,), (2001,))],
    ),
    (
        "at cost (1993, 182,000 shares; 1992, 190,000 shares)",
        [("182,000", (1993,), (1992,)), ("190,000", (1992,), (1993,))],
    ),
    ("(1997-$1,215; 1996-$1,104)", [("1,215", (1997,), (1996,)), ("1,104", (1996,), (1997,))]),
    (
        "allowance for loss of $16,785--1995 and $12,856--1994",
        [("16,785", (1995,), (1994,)), ("12,856", (1994,), (1995,))],
    ),
    (
        "treasury stock; 2,025 shares--1995 and 2,174 shares--1994",
        [("2,025", (1995,), (1994,)), ("2,174", (1994,), (1995,))],
    ),
    (
        "issued and outstanding 1995--5,212,058 shares; 1994--5,108,581 shares",
        [("5,212,058", (1995,), (1994,)), ("5,108,581", (1994,), (1995,))],
    ),
    ("payable over 10 years (1993, 5 years)", [("10", (), ()), ("5", (), ())]),
    (
        "15 shares issued and 14 outstanding in 1994, 13 shares issued and 12 outstanding in 1993",
        [
            ("15", (1994,), ()),
            ("14", (1994,), ()),
            ("13", (1993,), ()),
            ("12", (1993,), ()),
        ],
    ),
    (  # the groups are not alike
        "15 shares authorized and 14 outstanding in 1994, 13 shares issued and 12 outstanding in 1993",
        [("15", (), ()), ("14", (1994,), ()), ("13", (), ()), ("12", (1993,), ())],
    ),
    ("par value $.01, 40 shares in 1999", [(".01", (), ()), ("40", (1999,), ())]),
]


@pytest.mark.parametrize(("text", "expected"), YEARS, ids=[case[0] for case in YEARS])
def test_years_tell_the_amounts_of_a_list_apart(text, expected):
    found = amounts(text)
    assert [(a.digits, a.years, a.elsewhere) for a in found] == expected


YEARS_AND_DAYS = [
    # caption, [(digits, years, dates)]
    (
        "Common stock, 11,567 and 14,140 and 14,166 shares issued in 1996, 1997 and October 25, 1998",
        [("11,567", (1996,), ()), ("14,140", (1997,), ()), ("14,166", (), (D(1998, 10, 25),))],
    ),
    (
        "Stock, 7,888 and 9,327 shares issued in 1996, 1997, January 31, 1998 and October 25, 1998",
        [("7,888", (), ()), ("9,327", (), ())],  # which two have the second is not told
    ),
]


@pytest.mark.parametrize(("text", "expected"), YEARS_AND_DAYS, ids=["as many", "fewer"])
def test_years_stand_before_days(text, expected):
    assert [(a.digits, a.years, a.dates) for a in amounts(text)] == expected


DAYS = [
    # caption, [(digits, before, after, dates)]
    (
        "Outstanding - December 31, 1995: 4,118,000 shares; December 31, 1994: 4,002,000 shares",
        [
            ("4,118,000", "Outstanding", "shares", (D(1995, 12, 31),)),
            ("4,002,000", "Outstanding", "shares", (D(1994, 12, 31),)),
        ],
    ),
    (
        "Issued at December 31, 1995 4,118,000 shares",
        [("4,118,000", "Issued", "shares", ())],
    ),
    (
        "Issued - 1995: 4,118,000 shares",
        [("4,118,000", "Issued", "shares", ())],
    ),
]


@pytest.mark.parametrize(("text", "expected"), DAYS, ids=[case[0] for case in DAYS])
def test_a_day_before_a_colon_is_that_of_the_amount_behind(text, expected):
    found = amounts(text)
    assert [(a.digits, a.before, a.after, a.dates) for a in found] == expected


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
