from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from converter.checks.rollup import FiguredLine, find_rollups


def lines(*rows):
    """Rows of (total?, figures...): a group is what stands before the next None."""
    out, group = [], 0
    for key, row in enumerate(rows):
        if row is None:
            group += 1
            continue
        total, *values = row
        out.append(FiguredLine(key, tuple(Decimal(v) for v in values), total, group))
    return out


def found(rows, expected=None):
    rollups, unproven = find_rollups(lines(*rows), expected)
    return {r.total: (dict(r.parts), r.turned) for r in rollups}, unproven


def test_nested_totals():
    rollups, unproven = found(
        [
            (False, 1543, 2164),
            (False, 897, 1163),
            (True, 2440, 3327),
            (False, 186, 187),
            (True, 2626, 3514),
        ]
    )
    assert rollups == {2: ({0: 1, 1: 1}, False), 4: ({2: 1, 3: 1}, False)}
    assert unproven == []


def test_signs_are_found_from_the_figures():
    rollups, _ = found(
        [(False, 2131, 1795), (False, 2159, 1841), (False, 609, 428), (True, -637, -474)]
    )
    assert rollups == {3: ({0: 1, 1: -1, 2: -1}, False)}


def test_a_total_printed_with_the_other_sign():
    rollups, _ = found([(False, -504, -750), (False, -117, -110), (True, 621, 860)])
    assert rollups == {2: ({0: 1, 1: 1}, True)}


def test_lines_of_zeros_belong_to_their_group():
    rollups, _ = found(
        [
            (True, 3183, 3734),
            None,
            (False, 0, 0),
            (False, 190, 190),
            (False, 67404, 67367),
            (True, 67594, 67557),
        ]
    )
    assert rollups[5] == ({2: 1, 3: 1, 4: 1}, False)


def test_expected_signs_decide_between_equals():
    expected = {3: {1: 1, 2: -1}}
    rollups, _ = found([(False, -1013), (False, 6), (False, 6), (True, -1013)], expected)
    assert rollups[3][0] == {0: 1, 1: 1, 2: -1}


def test_a_first_line_less_all_that_follow_whatever_their_signs():
    """Among costs what was earned is printed as negative: to turn each sign is too many of them."""
    costs = [(False, 131, 97), (False, 59, 41), (False, 211, 173), (False, -27, -31)]
    costs += [(False, 83, 61), (False, 17, 13), (False, 307, 251)]
    left = [1901 - sum(row[1] for row in costs), 1733 - sum(row[2] for row in costs)]
    rollups, unproven = found([(False, 1901, 1733), *costs, (True, *left)])
    assert rollups == {8: ({0: 1, **dict.fromkeys(range(1, 8), -1)}, False)}
    assert unproven == []


def test_a_slip_of_the_filer_is_told_with_its_difference():
    rows = lines((False, 10_400, 9_100), (False, 23, 22), (True, 10_432, 9_122))
    rollups, _ = find_rollups(rows)
    assert rollups[0].differences == (Decimal(9), Decimal(0))


def test_a_total_of_one_line_stands_for_it():
    """Minority interest 305 / Total minority interest 305 / equity / Total of all."""
    rollups, unproven = found(
        [(False, 11405, 15555), (False, 305, 27), (True, 305, 27), (False, 181934, 181897),
         (True, 193644, 197479)]
    )  # fmt: skip
    assert rollups == {4: ({0: 1, 2: 1, 3: 1}, False)}
    assert unproven == []


def test_a_subtotal_of_small_figures_is_proven_by_the_total_above_it():
    rollups, unproven = found(
        [(False, 143, 92), (False, -181, -468), (False, -1, -6), (False, 1, 1), (False, 1, 3),
         (False, 1, -2), (True, -37, -378)]
    )  # fmt: skip
    assert rollups == {5: ({2: 1, 3: 1, 4: 1}, False), 6: ({0: 1, 1: 1, 5: 1}, False)}
    assert unproven == []


def test_a_total_of_nothing_is_not_proven():
    rollups, unproven = found([(False, 11, 12), (False, 23, 22), (True, 7777, 8888)])
    assert rollups == {}
    assert unproven == [2]


@given(st.lists(st.tuples(st.integers(1, 10**6), st.integers(1, 10**6)), min_size=2, max_size=15))
def test_every_true_sum_is_found(parts):
    total = (True, sum(a for a, _ in parts), sum(b for _, b in parts))
    rollups, unproven = found([*((False, *part) for part in parts), total])
    assert len(parts) in rollups
    assert not unproven


_FIGURES = st.decimals(-(10**4), 10**4, places=1)


@given(st.lists(st.tuples(st.booleans(), _FIGURES, _FIGURES, _FIGURES), max_size=12))
def test_what_is_found_is_what_the_figures_say(rows):
    """In each column, whatever signs and fractions stand beside one another."""
    every = [line._replace(units=Decimal("0.1")) for line in lines(*rows)]
    rollups, _ = find_rollups(every)
    for rollup in rollups:
        sign = -1 if rollup.turned else 1
        for at, value in enumerate(every[rollup.total].values):
            summed = sum(weight * every[part].values[at] for part, weight in rollup.parts)
            assert value - sign * summed == rollup.differences[at]


def test_no_sign_is_turned_for_half_a_unit():
    """100,000 - 0.5 is printed as a whole number nowhere: the lines do not add up to it."""
    half, unit = Decimal("0.5"), Decimal("0.1")
    every = [
        FiguredLine(0, (Decimal(60_000),), False, 0),
        FiguredLine(1, (half,), False, 0, unit),
        FiguredLine(2, (Decimal(40_000),), False, 0),
        FiguredLine(3, (100_000 - half,), True, 0),
    ]
    assert [rollup.differences for rollup in find_rollups(every)[0]] == [(-1,)]
    (found,) = find_rollups([*every[:3], every[3]._replace(units=unit)])[0]
    assert found.parts == ((0, 1), (1, -1), (2, 1))


@pytest.mark.parametrize("columns", [1, 2])
def test_small_figures_prove_nothing(columns):
    """An unmarked line that happens to be a sum of small neighbours is no total."""
    rollups, _ = found([(False, *[1] * columns), (False, *[2] * columns), (False, *[3] * columns)])
    assert rollups == {}
