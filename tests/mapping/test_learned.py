"""The learned part of the mapping: the network as a function, and what is decided with it."""

from dataclasses import fields

import numpy as np
import pytest

from converter.mapping.features import alone, noted
from converter.mapping.learned import Network, Shares, evidence, load_network, save_network
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


def tiny_network():
    """Two features, three concepts, a layer; weights that the file's numbers can hold."""
    rng = np.random.default_rng(4)

    def weights(*shape):
        return rng.integers(-8, 9, shape).astype(np.float32) / 8

    size = {
        "first.scale": (4,), "first.shift": (4,), "last.scale": (4,), "last.shift": (4,),
        "beside": (12, 4), "beside.bias": (4,), "gate": (4, 2), "gate.bias": (2,),
        "out": (4, 3), "out.bias": (3,), "layer0.near": (2, 5),
        "layer0.qkv": (4, 12), "layer0.qkv.bias": (12,), "layer0.o": (4, 4), "layer0.o.bias": (4,),
        "layer0.f1": (4, 8), "layer0.f1.bias": (8,), "layer0.f2": (8, 4), "layer0.f2.bias": (4,),
        "layer0.n1.scale": (4,), "layer0.n1.shift": (4,),
        "layer0.n2.scale": (4,), "layer0.n2.shift": (4,),
    }  # fmt: skip
    concepts = ("*", "Cash", "retro:Ölreserven")
    return Network(
        words={"w:cash": 0, "N:öl 5": 1}, concepts=concepts,
        numbers={name: at for at, name in enumerate(concepts)},
        embedding=np.array([[127, -64, 0, 5], [-1, 127, 9, -127]], np.float32)
        * np.array([[0.5], [0.25]], np.float32),
        layers={name: weights(*shape) for name, shape in size.items()}, depth=1, heads=2,
        met=np.array([9, 4, 0], np.int16), kin=np.array([-1, 3, 3], np.int16),
        signs=(("as_printed", "negate", "magnitude"),) * 3,
        heard=np.array([7, 60000], np.uint16),
        knots=weights(5, 6), worths=weights(5, 6),
        calibration=np.array([[-1, 2], [0.25, 0.75]], np.float32),
    )  # fmt: skip


def test_a_network_is_read_as_it_was_written(tmp_path):
    written = tiny_network()
    path = tmp_path / "made" / "tiny.npz"
    save_network(written, path)
    read = load_network(path)
    for each in fields(Network):
        one, two = getattr(written, each.name), getattr(read, each.name)
        if isinstance(one, np.ndarray):
            assert np.array_equal(one, two), each.name
        elif each.name != "layers":
            assert one == two, each.name
    assert list(read.layers) == list(written.layers)
    assert all(np.array_equal(read.layers[name], one) for name, one in written.layers.items())
    notes = [noted(line, read.bag) for line in (("w:cash", "r:Cash"), ("N:öl 5",))]
    assert read.hidden(notes).shape == (2, 4)


def test_the_packaged_network_is_written_again_as_it_is(tmp_path):
    packaged, again = resource("mappings", "learned.npz"), tmp_path / "again.npz"
    save_network(load_network(packaged), again)
    with np.load(packaged) as one, np.load(again) as two:
        assert one.files == two.files
        for name in one.files:
            assert one[name].dtype == two[name].dtype
            if one[name].dtype.kind == "f":  # pytest.approx goes number by number, half a minute
                np.testing.assert_allclose(two[name], one[name], rtol=1e-6, err_msg=name)
            else:
                assert np.array_equal(one[name], two[name]), name
