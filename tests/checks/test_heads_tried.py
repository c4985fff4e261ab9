"""Heads that were exchanged, or a year mistyped: the statement is dated as the others prove."""

import pytest
from analysed import analysed
from test_check_cases import BALANCE, COVER, EQUITY, FLOWS, OPERATIONS

YEARS = "1997           1996"
DATES = "Dec. 31, 1997  Dec. 31, 1996"
SOUND = {"balance": BALANCE, "operations": OPERATIONS, "flows": FLOWS, "equity": EQUITY}


def converted(without="", **changed):
    parts = {name: text for name, text in SOUND.items() if name not in without.split()}
    for name, (old, new) in changed.items():
        assert old in parts[name]
        parts[name] = parts[name].replace(old, new, 1)
    text = COVER + "".join(parts.values())
    return analysed(text)


def facts(done):
    return {
        (str(fact.concept), str(fact.context.period), fact.value)
        for fact in done.report.facts
        if fact.unit
    }


@pytest.mark.parametrize(
    ("without", "changed"),
    [
        ("", {"balance": (DATES, "Dec. 31, 1996  Dec. 31, 1997")}),
        ("", {"operations": (YEARS, "1996           1997")}),
        ("", {"flows": (YEARS, "1996           1997")}),
        ("equity", {"balance": (DATES, "Dec. 31, 1996  Dec. 31, 1997")}),
        ("equity", {"flows": (YEARS, "1996           1997")}),
        ("", {"balance": (DATES, "Dec. 31, 1997  Dec. 31, 1995")}),
        ("", {"operations": (YEARS, "1997           1995")}),
        ("", {"flows": (YEARS, "1997           1995")}),
        ("", {"flows": (YEARS, "1999           1996")}),
    ],
)
def test_one_statement_is_dated_as_the_others_prove(without, changed):
    done = converted(without, **changed)
    assert facts(done) == facts(converted(without))
    assert "PER006" in {each.code for each in done.findings}


def test_of_two_statements_that_disagree_neither_is_dated_by_the_other():
    # without the cash that goes on from one column to the next
    cut = FLOWS[FLOWS.index("Increase in cash") :]
    swapped = (YEARS, "1996           1997")
    done = converted("balance equity", operations=swapped, flows=(cut, ""))
    assert "PER006" not in {each.code for each in done.findings}


def test_small_figures_of_thousands_count_no_more_where_dollars_print_them_at_length():
    """Else the statement in dollars, which is sound, would fit the other better than it fits it."""
    small = OPERATIONS.replace("(in thousands)", "(in dollars)")
    small = small.replace("$ 5,000        $ 4,000", "$ 5,039,000  $ 4,073,000")
    small = small.replace("4,000          3,500", "5,000,000    4,000,000")
    small = small.replace("$ 1,000        $   500", "$    39,000  $    73,000")
    flows = FLOWS.replace("$ 1,000        $   500", "$    39        $    73")
    flows = flows.replace("(437)          (260)", "524            167")
    depreciation = "Depreciation                                 21             34\n"
    small = small.replace("Net income", depreciation.replace("  21", "21,000") + "Net income", 1)
    small = small.replace("            34\n", "        34,000\n")
    flows = flows.replace("Increase in inv", depreciation + "Increase in inv", 1)
    cut = flows[flows.index("Increase in cash") :]  # what would prove the flows'
    flows = flows.replace(cut, "").replace(YEARS, "1996           1997")
    done = analysed(COVER + small + flows)
    assert "PER006" not in {each.code for each in done.findings}


def test_sound_heads_are_left_as_they_are():
    for without in ("", "equity", "flows equity", "operations"):
        assert "PER006" not in {each.code for each in converted(without).findings}
