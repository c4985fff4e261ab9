"""Which statement captions belong to."""

import math
from collections import Counter

import pytest

from converter.resources import resource
from converter.wording.kinds import (
    KINDS,
    KindModel,
    caption_words,
    features,
    load_kinds,
)

TABLES = {
    "BS": (
        "Cash and cash equivalents", "Receivables", "Inventories", "Total current assets",
        "Property, plant and equipment", "Total assets", "Accounts payable", "Long-term debt",
        "Retained earnings", "Total liabilities and stockholders' equity",
    ),
    "IS": (
        "Net sales", "Cost of goods sold", "Gross profit", "Selling, general and administrative",
        "Operating income", "Interest expense", "Income before income taxes",
        "Provision for income taxes", "Net income", "Net income per share",
        "Weighted average shares outstanding",
    ),
    "CF": (
        "Net income", "Depreciation and amortization", "Net cash provided by operating activities",
        "Capital expenditures", "Net cash used in investing activities", "Dividends paid",
        "Net cash used in financing activities", "Cash at beginning of year", "Cash at end of year",
    ),
    "EQ": (
        "Balance, December 31, 1995", "Net income", "Cash dividends declared",
        "Exercise of stock options", "Issuance of common stock", "Purchase of treasury stock",
        "Balance, December 31, 1996",
    ),
    "CI": (
        "Net income", "Other comprehensive income, net of tax", "Unrealized holding gains",
        "Foreign currency translation adjustments", "Minimum pension liability adjustment",
        "Comprehensive income",
    ),
    "NONE": (
        "Options outstanding at beginning of year", "Granted", "Exercised", "Canceled",
        "Options exercisable", "Weighted average exercise price", "High", "Low", "First quarter",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("kind", "captions"), TABLES.items(), ids=list(TABLES))
def test_what_a_table_is_by_its_captions(kind, captions):
    odds = load_kinds().weigh(caption_words(captions))
    assert max(odds, key=odds.get) == kind
    assert odds[kind] > 0


def test_the_odds_are_those_of_all_kinds_together():
    for captions in (*TABLES.values(), ()):
        odds = load_kinds().weigh(caption_words(captions))
        assert tuple(odds) == KINDS
        assert sum(1 / (1 + math.exp(-each)) for each in odds.values()) == pytest.approx(
            1, abs=1e-6
        )


@pytest.mark.parametrize(
    ("caption", "words"),
    [
        ("Total assets", ("total", "assets", "total assets")),
        ("TOTAL ASSETS", ("total", "assets", "total assets")),
        ("Owners' equity 1996", ("owners", "equity", "owners equity")),
        ("Owners\x92 equity", ("owners", "equity", "owners equity")),
        ("Land, at cost (a)", ("land", "at", "cost", "land at", "at cost")),
        ("$ 1,250 --", ()),
        ("", ()),
    ],
)
def test_words_and_their_neighbours(caption, words):
    assert caption_words([caption]) == Counter(words)


def test_captions_are_not_neighbours_and_count_each_time():
    found = caption_words(["Total", "assets", "Total"])
    assert found == {"total": 2, "assets": 1}


def test_words_that_come_often_count_less_each():
    one, four = features({"cash": 1, "land": 8}), features({"cash": 4, "land": 8})
    assert one["cash"] < four["cash"] < 4 * one["cash"]
    assert one[""] == four[""] == 1.0


def test_the_words_of_long_tables_say_no_more_than_those_of_full_ones():
    """Else a table of a hundred lines would be sure of whatever it leans to."""
    full = features(Counter({f"word{each}": 1 for each in range(64)}))
    long = features(Counter({f"word{each}": 1 for each in range(256)}))
    assert sum(long.values()) - 1 == pytest.approx(2 * (sum(full.values()) - 1))
    assert long["word1"] == pytest.approx(full["word1"] / 2)


def test_small_weights_are_left_aside_and_words_are_known_by_large_ones():
    none = (0.0,) * 5
    model = KindModel(
        {"cash": (1.0, *none), "near": (0.04, *none), "table": (*none, 1.0), "weak": (0.5, *none)}
    )
    assert model.knows("cash")
    assert not any(model.knows(word) for word in ("near", "table", "weak", "unheard"))
    assert model.weigh({"near": 9}) == model.weigh({})
    assert model.weigh({"cash": 1})["BS"] > model.weigh({})["BS"]


def test_the_packaged_model_is_whole():
    lines = resource("mappings", "kinds.tsv").read_text(encoding="utf-8").splitlines()
    assert lines[0].split("\t") == ["word", *KINDS]
    words = [line.split("\t")[0] for line in lines[1:]]
    assert len(words) == len(set(words)) > 1000
    assert "" in words
    assert all(len(line.split("\t")) == 1 + len(KINDS) for line in lines)
