"""One slip in a statement that adds up: which line, which column, and what it should be."""

import random
import re
from decimal import Decimal

import pytest
from analysed import analysed
from hypothesis import given, settings
from hypothesis import strategies as st
from test_check_cases import BALANCE, COVER, FLOWS, OPERATIONS

from converter.checks.near import near_sums, unlikely
from converter.checks.rollup import FiguredLine, find_rollups

ASSETS = """<PAGE>

                            BALANCE SHEETS
                            (in thousands)

                                        Dec. 31, 1997  Dec. 31, 1996
                                       ----------     ----------
Cash and cash equivalents                   1,659          1,055
Accounts receivable                         5,876          7,311
Inventories                                 8,219          7,782
Other current assets                          538            330
                                       ----------     ----------
Total current assets                       16,292         16,478
Goodwill                                    2,671          2,459
                                       ----------     ----------
Total assets                               18,963         18,937
                                       ==========     ==========
Accounts payable                            6,406          5,786
Accrued expenses                            2,319          2,695
                                       ----------     ----------
Total current liabilities                   8,725          8,481
Common stock                                5,245          5,204
Retained earnings                           5,505          5,607
Treasury stock                               (512)          (355)
                                       ----------     ----------
Total stockholders' equity                 10,238         10,456
                                       ----------     ----------
Total liabilities and equity               18,963         18,937
                                       ==========     ==========
"""


_SAID = re.compile(r"""['"](.*)['"] (\S+) for (\S+) \(.*\)""")


def findings(text):
    done = analysed(COVER + text)
    return [each for each in done.findings if each.code.startswith("CAL")], done


def told(text):
    """By CAL005, the captions with the figure that is printed and the one that is wanted."""
    found, _ = findings(text)
    said = [_SAID.match(each.message) for each in found if each.code == "CAL005"]
    return {(each[1], each[2], each[3]) for each in said if each}


SLIPS = [
    # printed line, what stands there instead, what is told
    ("Total current assets                       16,292", "Total current assets                       16,922", ("Total current assets", "16,922", "16,292")),
    ("Total current assets                       16,292", "Total current assets                       16,592", ("Total current assets", "16,592", "16,292")),
    ("Inventories                                 8,219", "Inventories                                 8.219", ("Inventories", "8.219", "8,219")),
    ("Inventories                                 8,219", "Inventories                                 8,291", ("Inventories", "8,291", "8,219")),
    ("Treasury stock                               (512)", "Treasury stock                                512 ", ("Treasury stock", "512", "-512")),
    ("Retained earnings                           5,505", "Retained earnings                          (5,505)", ("Retained earnings", "-5,505", "5,505")),
    ("Total stockholders' equity                 10,238", "Total stockholders' equity                 10,283", ("Total stockholders' equity", "10,283", "10,238")),
    ("Total liabilities and equity               18,963", "Total liabilities and equity               18,936", ("Total liabilities and equity", "18,936", "18,963")),
    ("5,786", "5,768", ("Accounts payable", "5,768", "5,786")),
]  # fmt: skip


@pytest.mark.parametrize(("printed", "typed", "said"), SLIPS)
def test_a_slip_is_told_with_its_line_and_what_it_should_be(printed, typed, said):
    assert printed in ASSETS
    assert told(ASSETS.replace(printed, typed)) == {said}


def test_a_statement_that_adds_up_is_told_of_nothing():
    assert findings(ASSETS)[0] == []


def test_the_fact_at_a_slip_is_doubted_and_stays_as_printed():
    _, done = findings(ASSETS.replace("8,219", "8,291"))
    (fact,) = [each for each in done.report.facts if "CAL005" in each.doubts]
    assert (fact.concept.local, fact.value) == ("InventoryNet", 8291000)


@pytest.mark.parametrize(
    ("printed", "typed", "value"),
    [
        ("     8,219", "     8,2l9", 8219000),
        ("     8,219", "    8 ,219", 8219000),
        ("Total assets                               18,963",
         "Total assets                               l8,963", 18963000),
    ],
)  # fmt: skip
def test_a_damaged_figure_is_read_where_its_sum_proves_it(printed, typed, value):
    assert printed in ASSETS
    found, done = findings(ASSETS.replace(printed, typed, 1))
    assert [each.code for each in found] == ["CAL006"]
    assert value in {each.value for each in done.report.facts if "CAL006" in each.doubts}


def test_a_damaged_figure_that_no_sum_proves_is_left_out():
    found, done = findings(ASSETS.replace("     8,219", "     8,2l8"))
    assert "CAL006" in [each.code for each in found]
    assert [fact for fact in done.report.facts if fact.value == 8218000] == []


def test_current_assets_without_one_of_their_lines_are_a_warning():
    lost = "Inventories                                 8,219          7,782\n"
    found, _ = findings(ASSETS.replace(lost, ""))
    assert ("CAL002", "warning") in [(each.code, str(each.severity)) for each in found]


def test_the_statements_of_the_other_checks_stand_too():
    assert findings(BALANCE + OPERATIONS + FLOWS)[0] == []


def amounts(seed, lines):
    """Figures of two columns as in print. Drawn one by one they would come round and alike, so that
    other lines add up too by chance.
    """
    draw = random.Random(seed)  # noqa: S311 - figures are no secret
    return [(draw.randint(10_000, 999_999), draw.randint(10_000, 999_999)) for _ in range(lines)]


AMOUNTS = st.builds(amounts, st.integers(0, 2**64), st.integers(2, 8))


def lines(*groups):
    """A total below each group of parts, and one of all totals."""
    found, totals, key = [], [], 0
    for group in groups:
        for values in group:
            found.append(FiguredLine(key, tuple(map(Decimal, values)), False, 0))
            key += 1
        total = tuple(Decimal(sum(column)) for column in zip(*group, strict=True))
        found.append(FiguredLine(key, total, True, 0))
        totals.append(total)
        key += 1
    whole = tuple(sum(column) for column in zip(*totals, strict=True))
    return [*found, FiguredLine(key, whole, True, 0)]


def near(table):
    found, unproven = find_rollups(table)
    tied = frozenset(each.total for each in found if not any(each.differences))
    keys = frozenset(line.key for line in table if line.total)
    return near_sums(table, keys - tied, tied), unproven


@given(AMOUNTS, AMOUNTS)
def test_a_table_that_adds_up_has_no_sum_that_nearly_does(one, other):
    assert near(lines(one, other)) == ([], [])


@given(AMOUNTS, AMOUNTS, st.data())
def test_a_random_slip_is_found_in_its_column_with_what_it_was(one, other, data):
    table = lines(one, other)
    line = data.draw(st.sampled_from(table))
    column = data.draw(st.integers(0, 1))
    text = str(line.values[column])
    at = data.draw(st.integers(0, len(text) - 1))
    typed = text[:at] + data.draw(st.sampled_from("123456789")) + text[at + 1 :]
    off = Decimal(typed) - line.values[column]
    slack = (max(len(one), len(other)) + 1) // 2
    if abs(off) <= slack:
        return
    values = [*line.values]
    values[column] = Decimal(typed)
    broken = [line._replace(values=tuple(values)) if each is line else each for each in table]
    found, _ = near(broken)
    assert found
    missed = {at for each in found for at, missing in enumerate(each.differences) if missing}
    assert missed == {column}
    assert {abs(missing) for each in found for missing in each.differences if missing} == {abs(off)}
    assert any(line.key in (each.total, *(key for key, _ in each.parts)) for each in found)


def one_column(*values, total):
    parts = [(FiguredLine(at, (Decimal(v),), False, 0), 1) for at, v in enumerate(values)]
    return FiguredLine(len(values), (Decimal(total),), True, 0), parts


@pytest.mark.parametrize(
    ("values", "total", "tries", "is_sum"),
    [
        ((412_345, 98_761, 12_409), 523_515 + 27_000, 1, False),
        ((412_345, 98_761, 12_409), 523_515 - 30_000, 1, True),
        ((412_345, 98_761, 12_409), 532_515, 1, True),
        ((12, 7, 9), 38, 1, False),  # small figures are near by chance
        ((412, 98, 12), 532, 4, False),
    ],
)
def test_one_column_is_a_sum_where_chance_is_unlikely(values, total, tries, is_sum):
    line, parts = one_column(*values, total=total)
    assert unlikely(line, parts, tries) is is_sum


@settings(max_examples=20, deadline=None)
@given(AMOUNTS.filter(lambda rows: len(rows) > 2), st.data())
def test_a_slip_in_a_subtotal_is_told_with_its_value(rows, data):
    names = ["Cash and cash equivalents", "Accounts receivable", "Inventories", "Prepaid expenses",
             "Deferred income taxes", "Other receivables", "Supplies", "Other current assets"]  # fmt: skip
    subtotal = [sum(column) for column in zip(*rows, strict=True)]
    column = data.draw(st.integers(0, 1))
    printed = str(subtotal[column])
    at = data.draw(st.integers(0, len(printed) - 2))
    digit = data.draw(st.sampled_from([each for each in "123456789" if each != printed[at]]))
    typed = [*subtotal]
    typed[column] = int(printed[:at] + digit + printed[at + 1 :])
    if abs(typed[column] - subtotal[column]) <= len(rows):
        return

    def balance(current):
        body = "".join(
            f"{name:<36}{a:>14,}{b:>15,}\n" for name, (a, b) in zip(names, rows, strict=False)
        )
        whole = [each + 2_000_003 for each in subtotal]
        rule = f"{'':<39}----------     ----------\n"
        return ASSETS[: ASSETS.index("Cash")] + body + rule + (
            f"{'Total current assets':<36}{current[0]:>14,}{current[1]:>15,}\n"
            f"{'Goodwill':<36}{2_000_003:>14,}{2_000_003:>15,}\n{rule}"
            f"{'Total assets':<36}{whole[0]:>14,}{whole[1]:>15,}\n"
        )  # fmt: skip

    assert [each for each in findings(balance(subtotal))[0] if each.severity != "info"] == []
    assert told(balance(typed)) == {
        ("Total current assets", f"{typed[column]:,}", f"{subtotal[column]:,}")
    }
