"""The network as it is trained and the network as the program runs it are the same function."""

import numpy as np
import pytest

torch = pytest.importorskip("torch", reason="torch (the extra 'learn') is not installed")

from benchmarks.training import encoding, examples, judging, learn, teaching
from converter.mapping.features import noted
from converter.mapping.learned import FAINT, load_network, save_network


def statements(company):
    def line(caption, concept):
        words = ("k:BS", f"N:{caption}", "r:Cash", *(f"w:{word}" for word in caption.split("_")))
        return examples.Example("BS", caption, words, examples.Label(concept, (1, 1)))

    rows = [("cash", "Cash"), ("total_assets", "Assets"), ("odd_one", "*")]
    return examples.Statements(company, 1, tuple(line(*row) for row in rows))


def test_what_is_written_runs_as_it_was_trained(tmp_path):
    found = [statements(f"company {number}") for number in range(6)]
    groups = {"Cash": {"Cash", "CashAndDueFromBanks"}, "CashAndDueFromBanks": {"Cash"}}
    net, known = teaching.train(found, [], groups, epochs=3)
    path = tmp_path / "net.npz"
    judged = judging.judge(net, known, found, groups)
    ranks = judging.ranking(judged)
    curve = judging.calibration(judged, ranks.of(judged))
    rules = learn.signs(found, list(known.concepts))
    save_network(learn.runnable(net, known, rules, ranks, curve), path)
    network = load_network(path)
    notes = [noted(line.words, network.bag) for line in found[0].lines]
    every = network.choice(np.arange(len(known.concepts)))
    rows, concepts, shares = network.likely(every, network.hidden(notes), notes)
    with torch.no_grad():
        trained = net(encoding.batch([encoding.encode(found[0], known)], known)).softmax(1).numpy()
    assert network.concepts == tuple(known.concepts)
    assert shares == pytest.approx(trained[rows, concepts], abs=0.01)
    left_out = trained.copy()
    left_out[rows, concepts] = 0
    assert left_out.max() < 1.1 * FAINT
    assert network.concepts[concepts[rows == 1][shares[rows == 1].argmax()]] == "Assets"
    cash = network.numbers["Cash"]
    assert network.signs[cash] == ("as_printed",) * 3


def test_filings_of_one_step_do_not_see_each_other():
    found = [statements(f"company {number}") for number in range(6)]
    net, known = teaching.train(found, [], {}, epochs=1)
    short = examples.Statements("short", 1, found[0].lines[:2])
    encoded = [encoding.encode(each, known) for each in (short, found[1], short)]
    with torch.no_grad():
        together = net(encoding.batch(encoded, known))
        apart = torch.cat([net(encoding.batch([each], known)) for each in encoded])
        some = net(encoding.batch(encoded, known), torch.tensor([4, 1]))
    assert together.numpy() == pytest.approx(apart.numpy(), abs=1e-4)
    assert some.numpy() == pytest.approx(apart[[4, 1]].numpy(), abs=1e-4)


def test_what_tutors_make_of_a_line_is_learned():
    found = [statements(f"company {number}") for number in range(6)]
    tutor, known = teaching.train(found, [], {}, epochs=1)
    wrong = known.concepts["GrossProfit"]
    with torch.no_grad():
        tutor.out.bias[wrong] = 50
    told, shares = teaching._told([tutor], encoding.encode(found[0], known), known)
    assert told[:, 0].tolist() == [wrong] * 3
    assert shares.sum(1).tolist() == pytest.approx([1, 1, 1])
    net, _ = teaching.train(found, [], {}, epochs=12, tutors=[tutor])
    plain, _ = teaching.train(found, [], {}, epochs=12)
    with torch.no_grad():
        batch = encoding.batch([encoding.encode(found[0], known)], known)
        assert (net(batch).softmax(1)[:, wrong] > plain(batch).softmax(1)[:, wrong]).all()


def judged_lines():
    """Surer lines are right more often; the second kind of evidence says nothing."""
    return [
        judging.Judged(
            "BS", "x", "Cash", "Cash" if number % 10 < 1 + number // 12 else "Assets",
            number % 10 < 1 + number // 12, (number / 99, number % 7, 0.0, 1.0, 2.0),
        )
        for number in range(100)
    ]  # fmt: skip


def test_a_calibration_rises():
    judged = judged_lines()
    ranks = np.array([j.evidence[0] for j in judged])
    where, right = judging.calibration(judged, ranks, points=10)
    assert list(right) == sorted(right)
    assert list(where) == sorted(where)


def test_lines_are_ranked_by_the_evidence_that_tells():
    judged = judged_lines()
    ranks = judging.ranking(judged).of(judged)
    assert np.corrcoef(ranks, [j.evidence[0] for j in judged])[0, 1] > 0.8
    assert abs(np.corrcoef(ranks, [j.evidence[1] for j in judged])[0, 1]) < 0.3
