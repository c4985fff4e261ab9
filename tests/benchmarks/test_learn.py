"""The network as it is trained and the network as the program runs it are the same function."""

import sys
from pathlib import Path

import numpy as np
import pytest

torch = pytest.importorskip("torch", reason="torch (the extra 'learn') is not installed")
sys.path.insert(0, str(Path(__file__).parents[2] / "benchmarks"))

import learn

import examples
from converter.mapping.learned import load_network


def statements(company):
    def line(caption, concept):
        words = ("k:BS", f"N:{caption}", "r:Cash", *(f"w:{word}" for word in caption.split("_")))
        return examples.Example("BS", caption, words, examples.Label(concept, (1, 1)))

    rows = [("cash", "Cash"), ("total_assets", "Assets"), ("odd_one", "*")]
    return examples.Statements(company, 1, tuple(line(*row) for row in rows))


def test_what_is_written_runs_as_it_was_trained(tmp_path):
    found = [statements(f"company {number}") for number in range(6)]
    groups = {"Cash": {"Cash", "CashAndDueFromBanks"}, "CashAndDueFromBanks": {"Cash"}}
    net, known = learn.train(found, [], groups, epochs=3)
    path = tmp_path / "net.npz"
    signs = learn.signs(found, list(known.concepts))
    learn.save(path, net, known, signs, np.array([[0, 1], [0, 1]]))
    network = load_network(path)
    lines = [line.words for line in found[0].lines]
    with torch.no_grad():
        trained = net(learn.batch(learn.encode(found[0], known), known)).softmax(1).numpy()
    assert network.concepts == tuple(known.concepts)
    assert network.shares(lines) == pytest.approx(trained, abs=0.01)
    assert network.concepts[int(network.shares(lines)[1].argmax())] == "Assets"
    cash = network.numbers["Cash"]
    assert network.of_kin(network.shares(lines)[0], cash) >= network.shares(lines)[0, cash]
    assert network.signs[cash] == ("as_printed",) * 3


def test_a_calibration_rises():
    judged = [
        learn.Judged(
            "BS", "x", "Cash", "Cash" if number % 3 else "Assets", number / 99, number % 3 > 0
        )
        for number in range(100)
    ]
    shares, right = learn.calibration(judged, points=10)
    assert list(right) == sorted(right)
    assert list(shares) == sorted(shares)
