"""The learned part of the mapping: the network as a function, and what is decided with it."""

import numpy as np
import pytest

from converter.mapping.features import alone, noted
from converter.mapping.learned import Shares, evidence, load_network
from converter.mapping.mapping import load_mapping
from converter.mapping.match import Line
from converter.model.filing import StatementKind
from converter.resources import resource

BS, IS, CF = StatementKind.BS, StatementKind.IS, StatementKind.CF


def words(caption, statement, *section, kind="money", total=False):
    matcher = load_mapping().matcher
    line = Line(caption, statement, section, kind, total)
    return alone(line, matcher.match(line), matcher)


def shares_of(lines):
    """(lines, concepts); 0 for shares too faint to count."""
    network = load_mapping().network
    notes = [noted(line, network.bag) for line in lines]
    every = network.choice(np.arange(len(network.concepts)))
    rows, concepts, shares = network.likely(every, network.hidden(notes), notes)
    found = np.zeros((len(lines), len(network.concepts)))
    found[rows, concepts] = shares
    return found


def likeliest(lines, row=0):
    shares = shares_of(lines)
    return load_mapping().network.concepts[
        int(shares[row, 1:].argmax()) + 1
    ]  # but one of the filer's own


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
    shares = shares_of([words("Other", CF), words("Net income", CF), ("z:never seen",)])
    assert shares.sum(axis=1) == pytest.approx([1, 1, 1], abs=0.05)
    assert (shares >= 0).all()


def test_very_many_lines_are_seen_in_parts():
    line = words("Net income", CF)
    shares = shares_of([line] * 1100)
    assert shares[512] == pytest.approx(shares[0], abs=1e-3)
    assert shares.sum(axis=1) == pytest.approx(1, abs=0.1)


def test_the_lines_around_a_line_count():
    other = words("Other, net", CF)
    investing = [words("Capital expenditures", CF), other, words("Acquisitions", CF)]
    financing = [words("Dividends paid", CF), other, words("Repayment of debt", CF)]
    assert abs(shares_of(investing)[1] - shares_of(financing)[1]).max() > 0.05


def test_what_a_line_cannot_be_has_no_share():
    network = load_mapping().network
    line = words("Total assets", BS)
    note = noted(line, network.bag)
    every = network.choice(np.arange(len(network.concepts)))
    barred = np.zeros((1, len(network.concepts)), np.float32)
    barred[0, network.numbers["Assets"]] = -np.inf
    _, concepts, shares = network.likely(every, network.hidden([note]), [note], barred)
    assert network.numbers["Assets"] not in concepts
    assert shares.sum() == pytest.approx(1, abs=0.05)


def test_what_the_rows_name_is_among_the_shares():
    network = load_mapping().network
    line = (*words("Total assets", BS), "r:DividendsPayableCurrent")
    note = noted(line, network.bag)
    every = network.choice(np.arange(len(network.concepts)))
    _, concepts, _ = network.likely(every, network.hidden([note]), [note])
    assert network.numbers["DividendsPayableCurrent"] in concepts


def test_shares_stand_line_after_line_the_likeliest_first():
    rows, concepts = np.array([1, 0, 1, 3]), np.array([7, 8, 9, 7])
    found = Shares.of(4, rows, concepts, np.array([0.2, 0.5, 0.7, 0.1], np.float32))
    assert [[concept for concept, _ in line] for line in found.lists()] == [[8], [9, 7], [], [7]]
    kin = np.full(10, -1, np.int16)
    assert found.of_kin(1, 7, kin) == pytest.approx(0.2)
    kin[[7, 9]] = 3
    assert found.of_kin(1, 7, kin) == pytest.approx(0.9)
    assert found.of_kin(2, 7, kin) == 0


def test_a_surer_match_is_more_to_be_trusted():
    network = load_mapping().network
    lines = [words("Total current assets", BS, "Current assets:"), words("Sundry", BS)]
    dense = shares_of(lines)
    rows, concepts = np.nonzero(dense)
    shares = Shares.of(2, rows, concepts, dense[rows, concepts])
    sure = network.sure(shares, dense.argmax(axis=1), [9, 0])
    assert sure[0] > 0.7
    assert sure[0] > sure[1]
    assert list(network.calibration[1]) == sorted(network.calibration[1])
    assert network.sure(shares, [], []) == []


def test_a_concept_is_the_surer_with_its_kin():
    kin = np.array([5, 5, -1])
    dense = np.array([[0.5, 0.4, 0.1], [0.2, 0.2, 0.6]], np.float32)
    rows, concepts = np.nonzero(dense)
    shares = Shares.of(2, rows, concepts, dense[rows, concepts])
    found = evidence(shares, np.array([0, 2]), kin, np.array([9, 0]), np.array([0, 9]))
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
