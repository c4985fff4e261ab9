"""What a network reaches on companies that it has not seen, and how sure that makes it."""

from __future__ import annotations

import itertools
import statistics
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import torch

from benchmarks.measures.asked import ASKED
from benchmarks.training.encoding import OTHER, batch, encode
from converter.mapping.decide import surest_first
from converter.mapping.features import LEARNED
from converter.mapping.learned import FAINT, Shares, evidence, ranked

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from benchmarks.training import examples
    from benchmarks.training.encoding import Numbers
    from benchmarks.training.net import Net

_OWN_WEIGHT = 0.3  # of an element of the filer's own where lines are ranked


@dataclass(frozen=True, slots=True)
class Judged:
    """A line of a company that was not learned from.

    evidence  that the concept is right, as `learned.evidence` has it
    """

    statement: str
    caption: str
    label: str
    chosen: str
    like: bool
    evidence: tuple[float, ...]

    @property
    def standard(self) -> bool:
        return self.label != OTHER

    @property
    def exact(self) -> bool:
        return self.label == self.chosen


def judge(
    net: Net, known: Numbers, found: Iterable[examples.Statements], groups: dict[str, set[str]]
) -> list[Judged]:
    names = list(known.concepts)
    kin = np.array(known.kin)
    met = np.array(known.met)
    out: list[Judged] = []
    for each in found:
        encoded = encode(each, known)
        with torch.no_grad():
            shares = net(batch([encoded], known)).softmax(1).numpy()
        rows, concepts = np.nonzero(shares[:, 1:] >= FAINT)
        likely = Shares.of(len(shares), rows, concepts + 1, shares[rows, concepts + 1])
        chosen = _assigned(likely, each.lines)
        words = [_caption_of(line.words) for line in each.lines]
        heard = [known.heard[known.words[word]] if word in known.words else 0 for word in words]
        shown = evidence(likely, np.array(chosen), kin, met[chosen], np.array(heard)).T
        for line, one, said in zip(each.lines, chosen, shown, strict=True):
            if line.label is not None:
                label = line.label.concept
                like = label == names[one] or names[one] in groups.get(label, ())
                out.append(
                    Judged(
                        line.statement, line.caption, label, names[one], like,
                        tuple(said.tolist()),
                    )
                )  # fmt: skip
    return out


def _caption_of(line: Sequence[str]) -> str:
    """The feature that is a line's whole caption; '' where there is none."""
    return next((word for word in line if word.startswith("N:")), "")


def _assigned(likely: Shares, lines: Sequence[examples.Example]) -> list[int]:
    """The concepts as the program decides them, but for what it asks of tables and rows: figures
    of other dates are known from no features, but those of opening balances.
    """
    kinds = [kind.value for kind in LEARNED]
    opening = ["o:opening" in line.words for line in lines]
    return surest_first(
        likely.lists(), range(len(lines)), [kinds.index(line.statement) for line in lines],
        lambda line: [(opening[line], line)], {}, {},
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Ranking:
    """What each kind of evidence is worth: (kinds, K) each, as the network's file has them."""

    knots: np.ndarray
    worths: np.ndarray

    def of(self, judged: Sequence[Judged]) -> np.ndarray:
        """(lines,): the greater, the surer."""
        found = np.array([j.evidence for j in judged], np.float32).T
        return ranked(found, self.knots, self.worths)


def ranking(judged: Sequence[Judged], points: int = 6) -> Ranking:
    """A logistic regression on broken lines, bent little. Elements of the filer's own weigh little
    here: how often such lines are one is the calibration's to say.
    """
    found = np.array([j.evidence for j in judged])
    right = np.array([j.like for j in judged], float)
    weights = np.where([j.standard for j in judged], 1, _OWN_WEIGHT)
    knots = np.quantile(found, np.linspace(0, 1, points), axis=0).T
    knots += np.arange(points) * 1e-6  # where many lines have one value, quantiles fall together
    size = points * len(knots)
    spread = np.column_stack([
        np.interp(column, at, row)
        for column, at in zip(found.T, knots, strict=True)
        for row in np.eye(points)
    ])  # fmt: skip
    spread = np.column_stack([spread, np.ones(len(spread))])
    bent = np.diff(np.eye(points), 2, axis=0)
    stiff = np.zeros((size + 1, size + 1))
    for first in range(0, size, points):
        part = slice(first, first + points)
        stiff[part, part] = 3 * bent.T @ bent + 0.05 * np.eye(points)
    stiff[size, size] = 1e-6
    worths = np.zeros(size + 1)
    for _ in range(30):
        likely = 1 / (1 + np.exp(-spread @ worths))
        slope = spread.T @ (weights * (right - likely)) - stiff @ worths
        curve = (spread * (weights * likely * (1 - likely))[:, None]).T @ spread + stiff
        worths += np.linalg.solve(curve, slope)
    return Ranking(knots.astype(np.float32), worths[:size].reshape(-1, points).astype(np.float32))


@dataclass(frozen=True, slots=True)
class Figures:
    """Shares: exact, or equivalent, that of the surest four fifths, of the concepts most asked."""

    lines: int
    exact: float
    like: float
    surest: float
    asked: float

    def text(self) -> str:
        return (
            f"{self.lines} lines: exact {self.exact:.2%}, or equivalent {self.like:.2%};"
            f" surest four fifths {self.surest:.2%}; most asked {self.asked:.2%}"
        )


def figures(judged: Sequence[Judged], ranks: np.ndarray, groups: dict[str, set[str]]) -> Figures:
    standard = [judged[at] for at in np.argsort(-ranks, kind="stable") if judged[at].standard]
    surest = standard[: len(standard) * 4 // 5]
    asked = set(ASKED)
    for name in ASKED:
        asked |= groups.get(name, set())
    most = [j for j in standard if j.label in asked]
    return Figures(
        len(standard),
        sum(j.exact for j in standard) / len(standard),
        sum(j.like for j in standard) / len(standard),
        sum(j.like for j in surest) / len(surest),
        sum(j.like for j in most) / max(1, len(most)),
    )


def calibration(judged: Sequence[Judged], ranks: np.ndarray, points: int = 24) -> np.ndarray:
    """(2, points): rank -> how many were right or equivalent, lines of the filer's own included.

    Means of equal numbers of lines, made to rise (pool adjacent violators).
    """
    order = np.argsort(ranks, kind="stable")
    blocks: list[list[float]] = []  # rank, right, weight
    bounds = np.linspace(0, len(order), points + 1).astype(int)
    for first, last in itertools.pairwise(bounds):
        some = order[first:last]
        if not len(some):
            continue
        right = statistics.fmean(judged[at].like for at in some)
        blocks.append([float(ranks[some].mean()), right, len(some)])
        while len(blocks) > 1 and blocks[-2][1] > blocks[-1][1]:
            late, early = blocks.pop(), blocks.pop()
            weight = late[2] + early[2]
            blocks.append([
                (late[k] * late[2] + early[k] * early[2]) / weight for k in (0, 1)
            ] + [weight])  # fmt: skip
    return np.array([[b[0] for b in blocks], [b[1] for b in blocks]], np.float32)
