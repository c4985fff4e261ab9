"""Trains the learned part of the mapping, and measures it on companies that it has not seen.

    python -m benchmarks.training.learn DATASETS.zip --equivalents FILE [--vectors FILE] [--folds 5]
                                        [--out FILE.npz]

DATASETS.zip is what render.py takes. With --folds the companies are split by CIK, each fold is
judged by a network trained on the others, and mean and spread are printed; those judgements tell
how sure a match is by the network that is trained on all and written to --out. Each network is
taught by --tutors larger ones, trained on the same lines. --vectors keeps what words mean
(vectors.py) in a file; without it the words start at random.
--without FOLDER leaves out the companies that are named in a folder's filings, for a measurement
on these through the whole converter. Needs torch (the extra `learn`); the program itself does not.
"""

from __future__ import annotations

import argparse
import itertools
import pickle
import statistics
import sys
import zlib
from collections import Counter, defaultdict
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import torch

from benchmarks.measures import scoring
from benchmarks.training import examples, vectors
from benchmarks.training.judging import Judged, calibration, figures, judge, ranking
from benchmarks.training.net import TAUGHT
from benchmarks.training.teaching import train
from benchmarks.typeset import render
from converter.mapping.features import LEARNED, qualified
from converter.mapping.learned import Network, save_network
from converter.mapping.mapping import load_mapping
from converter.mapping.rows import SignRule, packaged_kinds
from converter.model.filing import StatementKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from benchmarks.training.encoding import Numbers
    from benchmarks.training.judging import Figures, Ranking
    from benchmarks.training.net import Net

_PUPIL = 9  # the seed of the network that is taught; its tutors have 0, 1, ...
_PATIENCE = 12 / 7  # times as many epochs as a tutor: it is smaller, and they do not mislead it
_MANY_MORE = 2  # times as many filers print a concept's sign so as its balance has it


def signs(found: Iterable[examples.Statements], names: Sequence[str]) -> list[str]:
    """The sign rules that give most of each concept's values from the printed figures, for the
    kinds of statements in their order, parted by spaces. In cash flows the balance of the concept
    tells what moves cash in; filers count against it only where they are many more.
    """
    seen: dict[tuple[str, str], Counter[tuple[int, int, bool]]] = defaultdict(Counter)
    for each in found:
        for line in each.lines:
            if line.label and all(line.label.signs):
                loss = "p:loss" in line.words
                seen[line.label.concept, line.statement][(*line.label.signs, loss)] += 1
    balances = {"debit": SignRule.AS_PRINTED, "credit": SignRule.NEGATE}
    found_for: list[str] = []
    for name in names:
        moving = balances.get(packaged_kinds().balance(qualified(name)))
        found_for.append(" ".join(
            _sign(seen[name, kind.value], moving if kind is StatementKind.CF else None).value
            for kind in LEARNED
        ))  # fmt: skip
    return found_for


def _sign(cells: Counter[tuple[int, int, bool]], expected: SignRule | None) -> SignRule:
    right: Counter[SignRule] = Counter()
    for (printed, value, loss), count in cells.items():
        given = {
            SignRule.AS_PRINTED: printed,
            SignRule.BY_WORDING: -1 if loss else printed,
            SignRule.NEGATE: -printed,
            SignRule.MAGNITUDE: 1,
        }
        right.update({rule: count for rule, sign in given.items() if sign == value})
    best = max(SignRule, key=lambda rule: right[rule])  # the first of equals
    signed = best is not SignRule.MAGNITUDE and bool(expected and right[expected])
    return expected if expected and signed and right[best] < _MANY_MORE * right[expected] else best


# -- as the program runs it ------------------------------------------------------------------------


def runnable(
    net: Net, known: Numbers, rules: Sequence[str], ranks: Ranking, calibrated: np.ndarray
) -> Network:
    """What was trained as the program runs it."""
    state = {name: value.detach().numpy() for name, value in net.named_parameters()}
    layers: dict[str, np.ndarray] = {}
    for name in ("first", "last"):
        layers[f"{name}.scale"] = state[f"{name}.weight"]
        layers[f"{name}.shift"] = state[f"{name}.bias"]
    for name in ("beside", "gate"):
        layers[name] = state[f"{name}.weight"].T
        layers[f"{name}.bias"] = state[f"{name}.bias"]
    with torch.no_grad():
        layers["out"] = net.concepts().numpy().T
    layers["out.bias"] = state["out.bias"]
    for number in range(net.shape.depth):
        layers[f"layer{number}.near"] = state["near"][number]
        for name in ("qkv", "o", "f1", "f2"):
            layers[f"layer{number}.{name}"] = state[f"layers.{number}.{name}.weight"].T
            layers[f"layer{number}.{name}.bias"] = state[f"layers.{number}.{name}.bias"]
        for name in ("n1", "n2"):
            layers[f"layer{number}.{name}.scale"] = state[f"layers.{number}.{name}.weight"]
            layers[f"layer{number}.{name}.shift"] = state[f"layers.{number}.{name}.bias"]
    return Network(
        words=known.words, concepts=tuple(known.concepts), numbers=known.concepts,
        embedding=state["embedding.weight"][:-1], layers=layers,
        depth=net.shape.depth, heads=net.shape.heads,
        met=np.array(known.met, np.int16), kin=np.array(known.kin, np.int16),
        signs=tuple(tuple(line.split()) for line in rules),
        heard=np.array(known.heard, np.uint16), knots=ranks.knots, worths=ranks.worths,
        calibration=calibrated,
    )  # fmt: skip


# -- the command ----------------------------------------------------------------------------------


def fold_of(company: str, folds: int) -> int:
    return zlib.crc32(f"fold {company}".encode()) % folds


def _examples(options: argparse.Namespace) -> list[examples.Statements]:
    if options.cache and options.cache.exists():
        with options.cache.open("rb") as held:
            found: list[examples.Statements] = pickle.load(held)  # made by this script
            return found
    work = examples.rendered(options.datasets, options.styles)
    found = examples.read_all(work, options.jobs)
    if options.cache:
        with options.cache.open("wb") as held:
            pickle.dump(found, held)
    return found


def _fold(
    number: int, options: argparse.Namespace, found: Sequence[examples.Statements],
    groups: dict[str, set[str]],
) -> list[Judged]:  # fmt: skip
    mapping = load_mapping().table
    held = [e for e in found if fold_of(e.company, options.folds) == number]
    learned = [e for e in found if fold_of(e.company, options.folds) != number]
    more = examples.older(learned, mapping, 0)
    net, known = _taught(learned, more, groups, options)
    held = [each for each in held if each.style == options.styles[0]]
    return judge(net, known, held, groups)


def _taught(
    found: Sequence[examples.Statements], more: Sequence[examples.Statements],
    groups: dict[str, set[str]], options: argparse.Namespace,
) -> tuple[Net, Numbers]:  # fmt: skip
    """The network that is shipped, or judged: taught by others of its kind."""
    words = vectors.Vectors(options.vectors) if options.vectors else None
    tutors = [
        train(found, more, groups, options.epochs, seed, words)[0] for seed in range(options.tutors)
    ]
    epochs = round(_PATIENCE * options.epochs)
    return train(found, more, groups, epochs, _PUPIL, words, tutors, TAUGHT)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("datasets", type=Path)
    parser.add_argument("--equivalents", type=Path, required=True)
    parser.add_argument("--without", type=Path, help="leave out the companies of these filings")
    parser.add_argument("--folds", type=int, default=0, help="judge by so many folds")
    parser.add_argument("--only", type=int, nargs="*", help="only these folds")
    parser.add_argument("--judged", type=Path, help="keep, or take, the judgements here")
    parser.add_argument("--tutors", type=int, default=2, help="networks that teach the last one")
    parser.add_argument("--epochs", type=int, default=7, help="of each tutor")
    parser.add_argument("--styles", type=int, nargs="+", default=[11, 12])
    parser.add_argument("--vectors", type=Path, help="keep what words mean here; none: at random")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--cache", type=Path, help="keep the read examples here")
    parser.add_argument("--out", type=Path, help="write the network trained on all companies")
    options = parser.parse_args()
    if not options.datasets.exists():
        print(f"{options.datasets} is not there: nothing learned", file=sys.stderr)
        return 2
    torch.set_num_threads(1)
    groups = scoring.equivalents(options.equivalents)
    found = _examples(options)
    if options.without:
        others = render.load(options.datasets, render.covers_in(options.without))
        kept = {filing.cover.cik for filing in others}
        found = [each for each in found if each.company in kept]
    judged: dict[int, list[Judged]] = {}
    if options.judged and options.judged.exists():
        with options.judged.open("rb") as held:
            judged = pickle.load(held)
    for number in options.only if options.only is not None else range(options.folds):
        judged[number] = _fold(number, options, found, groups)
        if options.judged:
            with options.judged.open("wb") as held:
                pickle.dump(judged, held)
    if judged:
        _report(judged, groups)
    if options.out:
        everything = [j for some in judged.values() for j in some]
        if not everything:
            print("--out needs --folds or --judged: nothing says how sure a match is",
                  file=sys.stderr)  # fmt: skip
            return 2
        ranks = ranking(everything)
        curve = calibration(everything, ranks.of(everything))
        mapping = load_mapping().table
        more = examples.older(found, mapping, 0)
        net, known = _taught(found, more, groups, options)
        rules = signs(found, list(known.concepts))
        save_network(runnable(net, known, rules, ranks, curve), options.out)
        print(f"{options.out}: {options.out.stat().st_size:,} bytes, {len(known.words)} features,"
              f" {len(known.concepts)} concepts")  # fmt: skip
    return 0


def _report(judged: dict[int, list[Judged]], groups: dict[str, set[str]]) -> None:
    """Each fold is ranked, and its confidence told, by what the other folds taught."""
    by_fold: dict[int, Figures] = {}
    told: list[tuple[Judged, float]] = []
    for number, some in sorted(judged.items()):
        others = [j for other, those in judged.items() if other != number for j in those] or some
        learned = ranking(others)
        ranks = learned.of(some)
        by_fold[number] = figures(some, ranks, groups)
        curve = calibration(others, learned.of(others))
        told += zip(some, np.interp(ranks, *curve).tolist(), strict=True)
        print(f"fold {number}: {by_fold[number].text()}")
    if len(by_fold) > 1:
        for name in ("exact", "like", "surest", "asked"):
            values = [getattr(each, name) for each in by_fold.values()]
            print(f"{name:8} mean {statistics.fmean(values):.2%}"
                  f" spread {statistics.stdev(values):.2%}")  # fmt: skip
    print("confidence     lines   right, of all    of standard concepts")
    bands = (0.0, 0.2, 0.4, 0.6, 0.7, 0.8, 0.9, 0.95, 1.01)
    for low, high in itertools.pairwise(bands):
        here = [j for j, sure in told if low <= sure < high]
        if here:
            standard = [j for j in here if j.standard] or here
            print(f"{low:.2f} to {min(high, 1):.2f}  {len(here):7}"
                  f"  {sum(j.like for j in here) / len(here):14.1%}"
                  f"  {sum(j.like for j in standard) / len(standard):20.1%}")  # fmt: skip


if __name__ == "__main__":
    raise SystemExit(main())
