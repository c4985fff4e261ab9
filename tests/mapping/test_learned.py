"""The learned part of the mapping: the network as a function, and what is decided with it."""

import numpy as np
import pytest

from converter.mapping.apply import load_mappings
from converter.mapping.features import alone
from converter.mapping.learned import evidence, load_network
from converter.mapping.match import Line, match
from converter.model.filing import StatementKind
from converter.resources import resource

BS, IS, CF = StatementKind.BS, StatementKind.IS, StatementKind.CF


def words(caption, statement, *section, kind="money", total=False):
    table = load_mappings().table
    line = Line(caption, statement, section, kind, total)
    return alone(line, match(line, table), table)


def likeliest(lines, row=0):
    network = load_network()
    shares = network.shares(lines)
    return network.concepts[int(shares[row, 1:].argmax()) + 1]  # but an element of the filer's own


@pytest.mark.parametrize(
    ("caption", "statement", "section", "concept"),
    [
        ("Prepaid expenses", BS, "Current assets:", "PrepaidExpenseCurrent"),
        ("TOTAL ASSETS", BS, "ASSETS", "Assets"),
        ("Cost of goods sold", IS, "Costs and expenses:", "CostOfGoodsSold"),
        ("Research and development", IS, "Costs and expenses:", "ResearchAndDevelopmentExpense"),
        ("Inventories", CF, "Changes in operating assets:", "IncreaseDecreaseInInventories"),
        ("Inventories", BS, "Current assets:", "InventoryNet"),
    ],
)
def test_a_caption_that_everyone_prints_is_known_by_its_statement(
    caption, statement, section, concept
):
    assert likeliest([words(caption, statement, section)]) == concept


def test_shares_of_a_line_add_up_to_one():
    network = load_network()
    shares = network.shares([words("Other", CF), words("Net income", CF), ("z:never seen",)])
    assert shares.shape == (3, len(network.concepts))
    assert shares.sum(axis=1) == pytest.approx([1, 1, 1], abs=1e-4)
    assert (shares >= 0).all()


def test_no_lines_have_no_shares():
    network = load_network()
    assert network.shares([]).shape == (0, len(network.concepts))


def test_very_many_lines_are_seen_in_parts():
    network = load_network()
    line = words("Net income", CF)
    shares = network.shares([line] * 1100)
    assert shares.shape == (1100, len(network.concepts))
    assert shares.sum(axis=1) == pytest.approx(1, abs=1e-3)


def test_the_lines_around_a_line_count():
    network = load_network()
    other = words("Other, net", CF)
    investing = [words("Capital expenditures", CF), other, words("Acquisitions", CF)]
    financing = [words("Dividends paid", CF), other, words("Repayment of debt", CF)]
    assert abs(network.shares(investing)[1] - network.shares(financing)[1]).max() > 0.05


def test_a_surer_match_is_more_to_be_trusted():
    network = load_network()
    lines = [words("Total current assets", BS, "Current assets:"), words("Sundry", BS)]
    shares = network.shares(lines)
    sure = network.sure(shares, shares.argmax(axis=1), lines)
    assert sure[0] > 0.7
    assert sure[0] > sure[1]
    assert list(network.calibration[1]) == sorted(network.calibration[1])
    assert network.sure(shares[:0], [], []) == []


def test_a_concept_is_the_surer_with_its_kin():
    families = [np.array([0, 1]), 2]
    shares = np.array([[0.5, 0.4, 0.1], [0.2, 0.2, 0.6]], np.float32)
    found = evidence(shares, [0, 2], families, np.array([9, 0]), np.array([0, 9]))
    odds, own, rest, met, heard = found
    assert odds == pytest.approx(np.log([9, 1.5]), abs=1e-2)
    assert own == pytest.approx(np.log([0.5, 0.6]), abs=1e-2)
    assert rest == pytest.approx(np.log([0.1, 0.2]), abs=1e-2)
    assert (met[0], heard[1]) == pytest.approx((np.log(10), np.log(10)))


def test_a_file_of_another_edition_is_refused(tmp_path):
    with np.load(resource("mappings", "learned.npz")) as held:
        found = {name: held[name] for name in held.files}
    found["edition"] = np.array(99)
    path = tmp_path / "other.npz"
    np.savez(path, **found)
    with pytest.raises(ValueError, match="edition 99"):
        load_network(path)
