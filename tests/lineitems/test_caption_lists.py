"""Lists of amounts in captions: what is said once for several, and the years of each."""

import datetime as dt

import pytest

from tests.lineitems.reading import amounts

D = dt.date

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
        "no par value; authorized-165.0 million shares; issued-7.2 thousand",
        [
            ("165.0", "authorized", "million shares", (), 1, 6),
            ("7.2", "issued", "thousand", (), 1, 3),
        ],
    ),
    (
        "Common stock, 1996-$.01 par value; 1995-no par value; authorized, 1996-3.5 billion shares; 1995-1.25 billion shares",
        [
            (".01", "Common stock", "par value", (1996,), 1, None),
            ("3.5", "authorized", "billion shares", (1996,), 2, 9),
            ("1.25", "authorized", "billion shares", (1995,), 2, 9),
        ],
    ),
    (
        "Goodwill, less accumulated amortization 1995- $78; 1994-$48; 1993-$37",
        [
            ("78", "Goodwill, less accumulated amortization", "", (1995,), 3, None),
            ("48", "Goodwill, less accumulated amortization", "", (1994,), 3, None),
            ("37", "Goodwill, less accumulated amortization", "", (1993,), 3, None),
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
