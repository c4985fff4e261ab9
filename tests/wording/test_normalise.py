import pytest
from hypothesis import given
from hypothesis import strategies as st

from converter.resources import resource
from converter.wording.normalise import Normaliser

NORMAL = Normaliser(resource("mappings", "synonyms.tsv"))

CASES = """
NET (LOSS)                                                                  | net income
Net loss for the period                                                     | net income period
OPERATING (LOSS)                                                            | operating income
Income (loss) from operations                                               | operating income
LOSS BEFORE INCOME TAXES                                                    | income before income tax
Accounts receivable (less allowance for doubtful accounts of $10)           | account receivable
Accounts receivable, less allowance for doubtful accounts of $10 and $12    | account receivable
Property and equipment, net of accumulated depreciation                     | property equipment
Property, plant & equipment (Note 3)                                        | property equipment
Inventories -- Notes A and D                                                | inventory
Inventories, see Note 8.                                                    | inventory
Selling, Gen'l and Admin. Expense                                           | selling general administrative expense
SG&A expenses                                                               | selling general administrative expense
Research & development                                                      | research development
TOTAL STOCKHOLDERS' EQUITY                                                  | total stockholder equity
Total shareholders' equity                                                  | total stockholder equity
Total Share-Owners' Equity                                                  | total stockholder equity
Net cash (used in)/provided by operating activities                         | net cash provided operating activity
Net cash used for operations                                                | net cash provided operating activity
Net (decrease) increase in cash and cash equivalents                        | change cash cash equivalent
Balance at June 30, 2004                                                    | balance
Add--Net income                                                             | net income
Deduct - Dividends                                                          | dividend
Balances, December 31, 1996 and 1995, respectively                          | balance
Basic and diluted (loss) per share                                          | basic diluted income per share
Diluted (loss) earnings per share                                           | diluted income per share
Other non-cash items                                                        | other noncash item
Retained earnings (accumulated deficit)                                     | retained income
Gross Unrealized Gain (loss)                                                | net unrealized gain
Minority interest in net earnings                                           | minority interest net income
Inventories                                                                 | inventory
Income taxes (a)                                                            | income tax
"""


@pytest.mark.parametrize("case", CASES.strip().splitlines())
def test_captions_read_as(case):
    caption, _, words = case.rpartition("|")
    assert " ".join(NORMAL.words(caption.strip())) == words.strip()


@pytest.mark.parametrize(
    ("caption", "polarity"),
    [
        ("Net loss", "loss"),
        ("Net (loss)", "loss"),
        ("Net income (loss)", "mixed"),
        ("Net income", "plain"),
        ("Accumulated deficit", "loss"),
        ("Retained earnings (deficit)", "mixed"),
        ("Net cash used in investing activities", "loss"),
        ("Net cash (used in)/provided by operating activities", "mixed"),
        ("Net decrease in cash", "loss"),
        ("Total assets", "plain"),
    ],
)
def test_the_wording_has_a_sign(caption, polarity):
    assert NORMAL.polarity(caption) == polarity


WORDS = st.sampled_from(
    [
        "net",
        "loss",
        "income",
        "earnings",
        "per",
        "share",
        "cash",
        "used",
        "in",
        "provided",
        "by",
        "stockholders'",
        "deferred",
        "taxes",
        "less",
        "accumulated",
        "depreciation",
        "$1,234",
        "(note",
        "2)",
        "1996",
        "allowance",
        "for",
        "gain",
        "(loss)",
        "of",
        "total",
    ]
)
CAPTIONS = st.lists(WORDS, min_size=1, max_size=8).map(" ".join)


@given(st.one_of(CAPTIONS, st.text(max_size=60)))
def test_normalising_twice_changes_nothing(caption):
    once = NORMAL.words(caption)
    assert NORMAL.words(" ".join(once)) == once


@given(CAPTIONS)
def test_case_and_spacing_make_no_difference(caption):
    assert NORMAL.words(caption) == NORMAL.words(caption.upper())
    assert NORMAL.words(caption) == NORMAL.words("  " + caption.replace(" ", "   ") + " ")
