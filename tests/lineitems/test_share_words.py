"""Which word of a caption on capital stock is said of which count."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.lineitems.reading import amounts

CASES = [
    # caption, [(digits, before, after, years, among)]
    (
        "Common stock, par value a share: Authorized 20,000,000 shares Issued and outstanding: (6,451,483 in 1995 and 6,399,183 in 1994)",
        [
            ("20,000,000", "Common stock, par value a share: Authorized", "shares", (), 1),
            ("6,451,483", "Issued and outstanding", "", (1995,), 2),
            ("6,399,183", "Issued and outstanding", "", (1994,), 2),
        ],
    ),
    (
        "Common stock 100,000 authorized - 12,570 issued",
        [("100,000", "Common stock", "shares authorized", (), 1), ("12,570", "", "issued", (), 1)],
    ),
    (
        "Common stock, authorized 50,000 shares issued 23,306 in 1993 and 23,490 in 1994",
        [
            ("50,000", "Common stock, authorized", "shares", (), 1),
            ("23,306", "shares issued", "", (1993,), 2),
            ("23,490", "shares issued", "", (1994,), 2),
        ],
    ),
    (
        "Preferred: 150,000 shares authorized; none issued and outstanding",
        [("150,000", "Preferred", "shares authorized", (), 1)],
    ),
    (
        "Preferred: Authorized shares -- 150,000 Issued and outstanding shares -- none",
        [("150,000", "Preferred: Authorized shares", "", (), 1)],
    ),
    (
        "55,000,000 shares authorized, 33,441,391 shares issued and outstanding in 1995, 33,191,987 in 1994",
        [
            ("55,000,000", "", "shares authorized", (), 1),
            ("33,441,391", "", "shares issued and outstanding", (1995,), 2),
            ("33,191,987", "", "shares issued and outstanding", (1994,), 2),
        ],
    ),
    (
        "Preferred: authorized shares,1,000,000: 9 1/4% Series A, 4,200 shares outstanding",
        [
            ("1,000,000", "Preferred: authorized shares", "9 1/4% Series A", (), 1),
            ("4,200", "", "shares outstanding", (), 1),
        ],
    ),
    (
        "60,000,000 shares authorized; 46,455,964 issued in 1994, 45,914,246 issued in 1993",
        [
            ("60,000,000", "", "shares authorized", (), 1),
            ("46,455,964", "", "issued", (1994,), 2),
            ("45,914,246", "", "issued", (1993,), 2),
        ],
    ),
    (
        "Authorized: 25,000,000 shares; Issued, including treasury shares: 1995--18,782,580 shares; 1994--16,705,014 shares",
        [
            ("25,000,000", "Authorized", "shares", (), 1),
            ("18,782,580", "Issued", "shares", (1995,), 2),
            ("16,705,014", "Issued", "shares", (1994,), 2),
        ],
    ),
    (
        "Preferred stock, authorized 3,097,077 shares, outstanding as follows",
        [("3,097,077", "Preferred stock, authorized", "shares", (), 1)],
    ),
    (
        "Common stock in treasury, at cost (1995--219 shares; 1994--192 shares)",
        [
            ("219", "Common stock in treasury, at cost", "shares", (1995,), 2),
            ("192", "Common stock in treasury, at cost", "shares", (1994,), 2),
        ],
    ),
]


@pytest.mark.parametrize(("text", "expected"), CASES, ids=[case[0][:40] for case in CASES])
def test_each_count_has_its_word(text, expected):
    found = [(a.digits, a.before, a.after, a.years, a.among) for a in amounts(text)]
    assert found == expected


DATED = [
    (
        "issued 410,017, 522,412 and 522,460 shares at December 31, 1995 and 1994, and May 31, 1994",
        [["1995-12-31"], ["1994-12-31"], ["1994-05-31"]],
    ),
    (
        "Treasury stock; 176,204 shares, at cost at December 31, 1995, 1994 and 1993",
        [["1995-12-31", "1994-12-31", "1993-12-31"]],
    ),
    (
        "12,000,000 shares authorized at December 31, 1995 and 1994 and 3,143,346 shares issued",
        [["1995-12-31", "1994-12-31"], []],
    ),
]


@pytest.mark.parametrize(("text", "days"), DATED, ids=[case[0][:40] for case in DATED])
def test_a_year_behind_a_date_is_a_further_date(text, days):
    assert [[str(day) for day in a.dates] for a in amounts(text)] == days


COUNTS = st.integers(1_000, 900_000_000).map("{:,}".format)
WORDS = ["authorized", "issued and outstanding", "outstanding", "issued"]


@given(
    st.lists(COUNTS, min_size=2, max_size=3),
    st.permutations(WORDS),
    st.booleans(),
    st.sampled_from(("; ", ", ", " ")),
)
def test_words_before_or_behind_are_told_alike(counts, words, before, between):
    """Whichever side the words stand on, each count has its own and no other."""
    pairs = [*zip(counts, words, strict=False)]
    parts = [
        f"{word} {count} shares" if before else f"{count} shares {word}" for count, word in pairs
    ]
    if "issued" in words[: len(counts)] and between == " ":
        between = "; "  # 'issued 5,000 shares issued and outstanding 4,000' is no English
    for amount, (count, word) in zip(
        amounts("Common stock, " + between.join(parts)), pairs, strict=True
    ):
        assert amount.digits == count
        said = amount.before if before else amount.after
        assert said.split(", ")[-1].removeprefix("shares ") == word
