"""Schedule II: valuation accounts from a year's beginning to its end, each with what stops it."""

import pytest
from analysed import analysed

from tests.mapping.made_notes import STATEMENTS

HEAD = STATEMENTS[: STATEMENTS.index("<PAGE>\n                     NOTES TO")]
BELOW = """\
<PAGE>
                                  ACME CORP.
                SCHEDULE II - VALUATION AND QUALIFYING ACCOUNTS
                                (in thousands)

<TABLE>
<CAPTION>
                                Balance at     Charged to                     Balance
                                beginning       costs and                     at end
                                 of year         expenses     Deductions      of year
<S>                             <C>            <C>            <C>            <C>
Year ended December 31, 1997
  Doubtful accounts ...........   $   85         $   61         $    4 (a)     $  142
  Returns and allowances ......       27             13             13             27
                                   -----          -----          -----          -----
    Total .....................   $  112         $   74         $   17         $  169
Year ended December 31, 1996
  Doubtful accounts ...........   $   70         $   50         $   35         $   85
  Returns and allowances ......       20             18             11             27
</TABLE>
"""
BY_DATES = """\
<PAGE>
                       VALUATION AND QUALIFYING ACCOUNTS
                                (in thousands)

                                    Balance     Charged                     Balance
                                         at          to       Write-             at
                                   12/31/96      income         offs       12/31/97
                                  ---------   ---------   ----------      ---------
Allowance for doubtful accounts:
  Current                              $ 85        $ 61        $  (4)         $ 142
  Long-term                              27          13          (13)            27
"""
BY_YEAR = """\
<PAGE>
                SCHEDULE VIII - VALUATION ACCOUNTS AND RESERVES
                                (in thousands)

                                Balance at    Charged to                    Balance
                                 beginning         costs                     at end
Allowance for doubtful accounts    of year   and expenses   Deductions      of year
                                 ---------   ------------   ----------      -------
Year ended December 31, 1997         $  85          $  61         $  4        $ 142
Year ended December 31, 1996            70             50           35           85
"""
AGAIN = """\
<PAGE>
                       VALUATION AND QUALIFYING ACCOUNTS
                                (in thousands)
<TABLE>
<CAPTION>
                                        Charged
                          Balance at (Credited)                 Balance at
                            12/31/96  to income   Deductions      12/31/97
                          ---------- ----------   ----------    ----------
<S>                       <C>        <C>          <C>           <C>
  Doubtful receivables &
   returns ...............      $ 85       $ 61         $  4         $ 142
  Long-term receivables ..        27         13           13            27
<CAPTION>
                                        Charged
                          Balance at (Credited)                 Balance at
                            12/31/95  to income   Deductions      12/31/96
                          ---------- ----------   ----------    ----------
<S>                       <C>        <C>          <C>           <C>
  Doubtful receivables &
   returns ...............      $ 70       $ 50         $ 35         $  85
  Long-term receivables ..        20         18           11            27
</TABLE>
"""
BALANCE, CHARGED, DEDUCTED = (
    f"ValuationAllowancesAndReserves{end}"
    for end in ("Balance", "ChargedToCostAndExpense", "Deductions")
)
DOUBTFUL = "DoubtfulAccountsMember"


def told(schedule, *changes):
    """({(concept, member, end): value} of the accounts, the codes of the findings)."""
    for before, after in changes:
        assert before in schedule
        schedule = schedule.replace(before, after)
    done = analysed(HEAD + schedule, "made")
    facts = {
        (fact.concept.local, *(member.local for _, member in fact.context.dimensions),
         str(fact.context.period.end)): int(fact.value)
        for fact in done.report.facts
        if fact.concept.local.startswith("Valuation")
    }  # fmt: skip
    return facts, [f for f in done.findings if f.code == "NOT001"]


@pytest.mark.parametrize(
    ("schedule", "count", "expected"),
    [
        (BELOW, 14, {
            (BALANCE, DOUBTFUL, "1995-12-31"): 70_000,
            (BALANCE, DOUBTFUL, "1997-12-31"): 142_000,
            (CHARGED, DOUBTFUL, "1997-12-31"): 61_000,
            (DEDUCTED, "ReturnsAndAllowancesMember", "1996-12-31"): 11_000,
        }),
        (BY_DATES, 8, {
            (BALANCE, "CurrentMember", "1996-12-31"): 85_000,
            (DEDUCTED, "LongTermMember", "1997-12-31"): 13_000,
        }),
        (AGAIN, 14, {
            (BALANCE, "DoubtfulReceivablesReturnsMember", "1995-12-31"): 70_000,
            (DEDUCTED, "LongTermReceivablesMember", "1996-12-31"): 11_000,
            (CHARGED, "DoubtfulReceivablesReturnsMember", "1997-12-31"): 61_000,
        }),
        (BY_YEAR, 7, {
            (BALANCE, "AllowanceForDoubtfulAccountsMember", "1996-12-31"): 85_000,
            (CHARGED, "AllowanceForDoubtfulAccountsMember", "1996-12-31"): 50_000,
        }),
    ],
)  # fmt: skip
def test_accounts_that_add_up_are_facts(schedule, count, expected):
    facts, left = told(schedule)
    assert expected.items() <= facts.items()
    assert len(facts) == count
    assert left == []


def test_what_is_left_of_a_receivable_is_stated_positive():
    figures = [("85 ", "(85)"), ("61 ", "(61)"), ("142", "(142)"), ("27 ", "(27)"), ("13 ", "(13)"),
               ("4 (a)", "(4)   ")]  # fmt: skip
    one_year = BELOW[: BELOW.index("Year ended December 31, 1996")] + "</TABLE>\n"
    one_year = one_year.replace("    Total", "    Xxxxx").replace("27\n", "(27)\n")
    lines = [line for line in one_year.splitlines() if "Xxxxx" not in line and "-----" not in line]
    turned = "\n".join(lines) + "\n"
    for before, after in figures:
        turned = turned.replace(before, after)
    facts, _ = told(turned)
    assert facts[BALANCE, DOUBTFUL, "1997-12-31"] == 142_000
    assert facts[CHARGED, DOUBTFUL, "1997-12-31"] == 61_000
    assert facts[DEDUCTED, DOUBTFUL, "1997-12-31"] == 4_000


@pytest.mark.parametrize(
    "changes",
    [
        [("$  142", "$  143")],  # does not add up
        [
            ("$   85\n", "$   86\n"),
            ("$   35", "$   34"),
        ],  # a year's end is not the next's beginning
        [("(in thousands)", "")],  # of what units is not told
        [("Balance at ", "Number of  "), ("   Balance\n", "   Weights\n")],
    ],
)
def test_what_is_not_proven_is_left_with_a_word(changes):
    facts, (left,) = told(BELOW, *changes)
    assert facts == {}
    assert "do not add up" in left.message


def test_a_year_that_the_statements_do_not_have_is_none():
    facts, left = told(BELOW, ("1996", "1993"))
    assert {end for *_, end in facts} == {"1996-12-31", "1997-12-31"}
    assert left == []


def test_an_index_and_a_sentence_open_no_schedule():
    text = """\
<PAGE>
Schedule II - Valuation and Qualifying Accounts ........................... 45
The valuation and qualifying accounts of the Company are stated below. See also the balance
of the notes, which begins on page 12.
"""
    facts, left = told(text)
    assert (facts, left) == ({}, [])
