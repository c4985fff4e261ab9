"""The learned part of the mapping: a small network that weighs a line's words and its neighbours.

A mapping row knows a caption; it does not know that 'Other' after 'Inventories' in a cash flow is
another thing than 'Other' at the foot of the investing activities. The network reads the lines
of a filing's statements as one sequence (features.py) and gives each a probability for each
concept that it knows. benchmarks/learn.py trains it and says how; mappings/learned.npz holds:

    words      (W,) lines of text: the features, in the order of the rows of `embedding`
    concepts   (C,) lines of text: 'Assets', 'retro:...'; the first, '*', is an element
               of the filer's own
    embedding  (W, D) int8, with a scale for each row
    ...        the weights of the layers by name, float16
    met        (C,) how many companies that were learned from chose the concept
    kin        (C,) concepts that filers choose for the same line have the same number, others -1
    signs      (C,) lines of text: the sign rules with which most filers printed the concept, one
               for each of features.LEARNED
    heard      (W,) how many companies that were learned from have the feature
    knots, worths  (E, K) what each kind of `evidence` is worth: K points of a broken line each,
               whose values add up to a match's rank
    calibration  (2, N) rank -> share of the matches that were right, companies not trained on
"""

from __future__ import annotations

import io
import itertools
import math
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import numpy as np
from threadpoolctl import ThreadpoolController

from converter.resources import resource

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    Matrix = NDArray[np.float32]

EDITION = 2  # of the features and the layers; a file of another edition is refused
_EPSILON = 1e-5
_OF_ROWS = frozenset({"r:", "R:", "x:"})  # features that tell what the mapping rows say
_FAINT = 1e-4  # shares below it are as good as none
_LONGEST = 512  # lines seen together: attention takes memory by their square


@dataclass(frozen=True, slots=True, eq=False)
class Network:
    """The weights, ready to use. Built by `load_network`."""

    words: dict[str, int]
    concepts: tuple[str, ...]
    numbers: dict[str, int]
    embedding: NDArray[np.int8]
    scale: Matrix
    layers: dict[str, Matrix]
    depth: int
    heads: int
    met: NDArray[np.int16]
    kin: NDArray[np.int16]
    signs: tuple[tuple[str, ...], ...]
    heard: NDArray[np.uint16]
    knots: Matrix
    worths: Matrix
    calibration: Matrix
    families: dict[int, NDArray[np.intp]] = field(default_factory=dict)

    def shares(self, lines: Sequence[Sequence[str]]) -> Matrix:
        """A probability for each line and concept: (lines, concepts), rows that add up to 1.

        Args:
            lines: the features of each line of a filing's statements, in printed order
        """
        if not lines:
            return np.zeros((0, len(self.concepts)), np.float32)
        with _threads().limit(limits=1, user_api="blas"):
            return np.vstack([
                self._shares(lines[first : first + _LONGEST])
                for first in range(0, len(lines), _LONGEST)
            ])  # fmt: skip

    def _shares(self, lines: Sequence[Sequence[str]]) -> Matrix:
        w = self.layers
        x = _norm(self._bags(lines), w["first.scale"], w["first.shift"])
        none = np.zeros((1, x.shape[1]), np.float32)
        beside = np.hstack([np.vstack([none, x[:-1]]), x, np.vstack([x[1:], none])])
        x = x + _gelu(beside @ w["beside"] + w["beside.bias"])
        for number in range(self.depth):
            x = self._layer(x, number)
        x = _norm(x, w["last.scale"], w["last.shift"])
        scores = x @ w["out"] + w["out.bias"]
        self._copied(scores, x @ w["gate"] + w["gate.bias"], lines)
        scores -= scores.max(axis=1, keepdims=True)
        np.exp(scores, out=scores)
        scores /= scores.sum(axis=1, keepdims=True)
        return scores

    def _bags(self, lines: Sequence[Sequence[str]]) -> Matrix:
        """The sum of the embeddings of each line's features."""
        known = self.words
        rows: list[int] = []
        bounds = [0]
        for line in lines:
            rows += [known[word] for word in line if word in known]
            bounds.append(len(rows))
        # a quarter of the memory until here: most of the time goes into fetching it
        each = self.embedding.take(rows, axis=0).astype(np.float32)
        scales = self.scale.take(rows)
        found: Matrix = np.stack([
            scales[first:last] @ each[first:last] for first, last in itertools.pairwise(bounds)
        ])  # fmt: skip
        return found

    def _layer(self, x: Matrix, number: int) -> Matrix:
        """Attention over all lines, then a dense layer; both add to what was there."""
        w = self.layers
        name = f"layer{number}."
        y = _norm(x, w[name + "n1.scale"], w[name + "n1.shift"])
        count, width = y.shape
        size = width // self.heads
        parts = (y @ w[name + "qkv"] + w[name + "qkv.bias"]).reshape(count, 3, self.heads, size)
        query, key, value = parts.transpose(1, 2, 0, 3)
        near = w[name + "near"]
        reach = near.shape[1] // 2
        at = np.arange(count)
        apart = np.clip(at[None, :] - at[:, None], -reach, reach) + reach
        weights = query @ key.transpose(0, 2, 1)
        weights *= np.float32(1 / math.sqrt(size))
        weights += near[:, apart]
        weights -= weights.max(axis=2, keepdims=True)
        np.exp(weights, out=weights)
        weights /= weights.sum(axis=2, keepdims=True)
        seen = (weights @ value).transpose(1, 0, 2).reshape(count, width)
        x = x + seen @ w[name + "o"] + w[name + "o.bias"]
        y = _norm(x, w[name + "n2.scale"], w[name + "n2.shift"])
        y = _gelu(y @ w[name + "f1"] + w[name + "f1.bias"]) @ w[name + "f2"] + w[name + "f2.bias"]
        return x + y

    def _copied(self, scores: Matrix, gate: Matrix, lines: Sequence[Sequence[str]]) -> None:
        """What the mapping rows say counts for the concepts that they name, seldom seen or not."""
        for at, line in enumerate(lines):
            for word in reversed(line):
                if word[:2] not in _OF_ROWS:
                    break  # they stand last
                number = self.numbers.get(word[2:]) if word[0] != "R" else None
                if number is not None:
                    scores[at, number] += gate[at, int(word[0] == "x")]

    def of_kin(self, shares: Matrix, concept: int) -> float:
        """The share of a concept together with those that mean the same to other filers."""
        kin = self.kin[concept]
        return float(shares[concept] if kin < 0 else shares[self._family(int(kin))].sum())

    def _family(self, kin: int) -> NDArray[np.intp]:
        found = self.families.get(kin)
        if found is None:
            found = self.families[kin] = np.flatnonzero(self.kin == kin)
        return found

    def sure(
        self, shares: Matrix, chosen: Sequence[int], lines: Sequence[Sequence[str]]
    ) -> list[float]:
        """How many of such matches were right, for each line.

        Args:
            shares: (lines, concepts)
            chosen: the concept of each line
            lines: their features
        """
        if not len(chosen):
            return []
        families = [
            self._family(int(self.kin[concept])) if self.kin[concept] >= 0 else concept
            for concept in chosen
        ]
        heard = [int(self.heard[self.words[word]]) if word in self.words else 0
                 for word in map(caption_of, lines)]  # fmt: skip
        found = evidence(shares, chosen, families, self.met[np.asarray(chosen)], np.array(heard))
        ranks = ranked(found, self.knots, self.worths)
        right: list[float] = np.interp(ranks, self.calibration[0], self.calibration[1]).tolist()
        return right


def caption_of(line: Sequence[str]) -> str:
    """The feature that is a line's whole caption; '' where there is none."""
    return next((word for word in line if word.startswith("N:")), "")


def evidence(
    shares: Matrix, chosen: Sequence[int], families: Sequence[NDArray[np.intp] | int],
    met: NDArray[Any], heard: NDArray[Any],
) -> Matrix:  # fmt: skip
    """(5, lines): what tells how sure a match is: the odds of the concept with its kin, its own
    share, the greatest share of another concept, and how many companies chose the concept, and
    printed the very caption; all as logarithms.
    """
    rows = np.arange(len(chosen))
    own = shares[rows, np.asarray(chosen)]
    rest = shares.copy()
    kin = np.empty(len(rows), np.float32)
    for row, family in enumerate(families):
        kin[row] = shares[row, family].sum()
        rest[row, family] = 0
    kin = np.clip(kin, _FAINT, 1 - _FAINT)
    return np.stack([
        np.log(kin / (1 - kin)), np.log(own + _FAINT), np.log(rest.max(axis=1) + _FAINT),
        np.log1p(met), np.log1p(heard),
    ]).astype(np.float32)  # fmt: skip


def ranked(found: Matrix, knots: Matrix, worths: Matrix) -> Matrix:
    """(lines,): the sum of what each kind of evidence is worth."""
    parts = zip(found, knots, worths, strict=True)
    total: Matrix = np.sum([np.interp(*part) for part in parts], axis=0)
    return total


@lru_cache(maxsize=1)
def _threads() -> ThreadpoolController:
    """Matrices as small as these are multiplied by one thread before a second has begun; several
    of them, on cores that are busy with other filings, take a hundred times as long.
    """
    return ThreadpoolController()


def _norm(x: Matrix, scale: Matrix, shift: Matrix) -> Matrix:
    centred = x - x.mean(axis=1, keepdims=True)
    spread = np.sqrt((centred * centred).mean(axis=1, keepdims=True) + np.float32(_EPSILON))
    found: Matrix = centred / spread * scale + shift
    return found


def _gelu(x: Matrix) -> Matrix:
    """By its tanh form, as trained."""
    found: Matrix = 0.5 * x * (1 + np.tanh(np.float32(0.7978845608) * (x + 0.044715 * x * x * x)))
    return found


@lru_cache(maxsize=2)
def load_network(path: Path | None = None) -> Network:
    """The packaged network, or that of a file; once a process.

    Raises:
        ValueError: the file holds a network of another edition.
    """
    path = path or resource("mappings", "learned.npz")
    with np.load(io.BytesIO(path.read_bytes()), allow_pickle=False) as held:
        found: dict[str, Any] = {name: held[name] for name in held.files}
    edition = int(found.pop("edition"))
    if edition != EDITION:
        raise ValueError(f"{path.name} holds edition {edition}, this program reads {EDITION}")
    words = _lines(found.pop("words"))
    concepts = tuple(_lines(found.pop("concepts")))
    embedding = found.pop("embedding")
    scale = found.pop("embedding.scale").astype(np.float32)
    heads = int(found.pop("heads"))
    depth = int(found.pop("depth"))
    calibration = found.pop("calibration").astype(np.float32)
    heard, knots, worths = (found.pop(name) for name in ("heard", "knots", "worths"))
    met, kin = found.pop("met"), found.pop("kin")
    signs = tuple(tuple(line.split()) for line in _lines(found.pop("signs")))
    layers = {name: weight.astype(np.float32) for name, weight in found.items()}
    return Network(
        {word: at for at, word in enumerate(words)}, concepts,
        {name: at for at, name in enumerate(concepts)},
        embedding, scale, layers, depth, heads, met, kin, signs,
        heard, knots, worths, calibration,
    )  # fmt: skip


def _lines(text: NDArray[np.uint8]) -> list[str]:
    return text.tobytes().decode("utf-8").split("\n")
