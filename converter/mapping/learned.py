"""The learned part of the mapping: a small network that weighs a line's words and its neighbours.

A mapping row knows a caption; it does not know that 'Other' after 'Inventories' in a cash flow is
another thing than 'Other' at the foot of the investing activities. The network reads the lines
of a filing's statements as one sequence (features.py) and gives each a probability for each
concept that it knows. benchmarks/training/learn.py trains it and says how. mappings/learned.npz is
written and read here alone: `save_network` tells its format.
"""

from __future__ import annotations

import io
import itertools
import math
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.lib.stride_tricks import as_strided
from threadpoolctl import ThreadpoolController

from converter.resources import resource

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    from converter.mapping.features import Note

    Matrix = NDArray[np.float32]
    Numbers = NDArray[np.intp]

EDITION = 2  # of the features and the layers; a file of another edition is refused
_EPSILON = 1e-5
FAINT = 1e-4  # shares below it are as good as none
_LONGEST = 512  # lines seen together: attention takes memory by their square


@dataclass(frozen=True, slots=True, eq=False)
class Shares:
    """The concepts that lines can be, and how likely each is; those that are as good as impossible
    are left out. Line after line, the likeliest first.

    rows      (N,) the line
    concepts  (N,) its concept, by number
    shares    (N,) how likely
    bounds    (lines + 1,) where each line's begin
    """

    rows: Numbers
    concepts: Numbers
    shares: Matrix
    bounds: Numbers

    @classmethod
    def of(cls, count: int, rows: Numbers, concepts: Numbers, shares: Matrix) -> Shares:
        """From the entries of `count` lines in any order."""
        order = np.argsort(2 * rows - shares.astype(np.float64), kind="stable")
        rows = rows[order]
        bounds = np.searchsorted(rows, np.arange(count + 1))
        return cls(rows, concepts[order], shares[order], bounds)

    def of_kin(self, row: int, concept: int, kin: NDArray[np.int16]) -> float:
        """The share of a line's concept together with those that mean the same to other filers."""
        part = slice(*self.bounds[row : row + 2])
        family = int(kin[concept])
        alike = (
            kin[self.concepts[part]] == family if family >= 0 else self.concepts[part] == concept
        )
        return float(self.shares[part][alike].sum())

    def lists(self) -> list[list[tuple[int, float]]]:
        """For each line its concepts with their shares, the likeliest first. Shares have two
        digits: the third depends on the machine that multiplies the matrices.
        """
        bounds = self.bounds.tolist()
        shares = self.shares.astype(np.float64).round(2).tolist()
        pairs = list(zip(self.concepts.tolist(), shares, strict=True))
        return [pairs[first:last] for first, last in itertools.pairwise(bounds)]


@dataclass(frozen=True, slots=True, eq=False)
class Choice:
    """Concepts to choose among: their numbers, where each of all concepts stands among them (-1:
    not there), and what the last layer has of them.
    """

    concepts: Numbers
    places: Numbers
    weights: Matrix
    bias: Matrix


@dataclass(frozen=True, slots=True, eq=False)
class Network:
    """The weights, ready to use. Built by `load_network`; `save_network` tells what each is."""

    words: dict[str, int]
    concepts: tuple[str, ...]
    numbers: dict[str, int]
    embedding: Matrix
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

    def bag(self, words: Iterable[str]) -> Matrix:
        """(D,): the sum of the embeddings of some features; those that it never learned count
        nothing.
        """
        known = self.words
        rows = [known[word] for word in dict.fromkeys(words) if word in known]
        found: Matrix = np.add.reduce(self.embedding.take(rows, axis=0))
        return found

    def hidden(self, lines: Sequence[Note[Matrix]]) -> Matrix:
        """(lines, D): what is made of each line of a filing's statements, in printed order, with
        those around it.
        """
        parts = [part for line in lines for part in line.parts]
        counts = [len(line.parts) for line in lines]
        firsts = np.cumsum([0, *counts[:-1]])
        bags = np.add.reduceat(np.concatenate(parts).reshape(len(parts), -1), firsts, axis=0)
        with _threads().limit(limits=1, user_api="blas"):
            found = [
                self._hidden(bags[first : first + _LONGEST])
                for first in range(0, len(lines), _LONGEST)
            ]
        return np.vstack(found) if len(found) > 1 else found[0]

    def _hidden(self, bags: Matrix) -> Matrix:
        w = self.layers
        x = _norm(bags, w["first.scale"], w["first.shift"])
        count, width = x.shape
        beside = np.zeros((count, 3 * width), np.float32)
        beside[1:, :width] = x[:-1]
        beside[:, width : 2 * width] = x
        beside[:-1, 2 * width :] = x[1:]
        x += _gelu(beside @ w["beside"] + w["beside.bias"])
        for number in range(self.depth):
            self._layer(x, number)
        return _norm(x, w["last.scale"], w["last.shift"])

    def _layer(self, x: Matrix, number: int) -> None:
        """Attention over all lines, then a dense layer; both add to what was there."""
        w = self.layers
        name = f"layer{number}."
        y = _norm(x, w[name + "n1.scale"], w[name + "n1.shift"])
        count, width = y.shape
        size = width // self.heads
        parts = (y @ w[name + "qkv"] + w[name + "qkv.bias"]).reshape(count, 3, self.heads, size)
        query, key, value = parts.transpose(1, 2, 0, 3)
        query *= np.float32(1 / math.sqrt(size))
        weights = query @ key.transpose(0, 2, 1)
        weights += _apart(w[name + "near"], count)
        weights -= weights.max(axis=2, keepdims=True)
        np.exp(weights, out=weights)
        weights /= weights.sum(axis=2, keepdims=True)
        seen = (weights @ value).transpose(1, 0, 2).reshape(count, width)
        x += seen @ w[name + "o"]
        x += w[name + "o.bias"]
        y = _norm(x, w[name + "n2.scale"], w[name + "n2.shift"])
        x += _gelu(y @ w[name + "f1"] + w[name + "f1.bias"]) @ w[name + "f2"]
        x += w[name + "f2.bias"]

    def choice(self, concepts: Numbers) -> Choice:
        """Some concepts, by their numbers, to choose among."""
        places = np.full(len(self.concepts), -1, np.intp)
        places[concepts] = np.arange(len(concepts))
        weights = np.ascontiguousarray(self.layers["out"][:, concepts])
        return Choice(concepts, places, weights, self.layers["out.bias"][concepts])

    def likely(
        self, choice: Choice, hidden: Matrix, lines: Sequence[Note[Any]],
        barred: Matrix | None = None,
    ) -> tuple[Numbers, Numbers, Matrix]:  # fmt: skip
        """Lines, concepts and how likely the line is the concept among those of a choice: whoever
        has at least a faint share, or is named by a mapping row.

        Args:
            choice: the concepts
            hidden: what is made of the lines
            lines: what the mapping rows say of them
            barred: (lines, concepts of the choice): minus infinity where one cannot be, else 0
        """
        with _threads().limit(limits=1, user_api="blas"):
            scores = hidden @ choice.weights
            gate = hidden @ self.layers["gate"] + self.layers["gate.bias"]
        scores += choice.bias if barred is None else choice.bias + barred
        # what the rows say counts for the concepts that they name, seldom seen or not
        by_rule = self._named(choice, [line.rules for line in lines])
        lost = self._named(choice, [line.losers for line in lines])
        scores[by_rule] += gate[by_rule[0], 0]
        scores[lost] += gate[lost[0], 1]
        scores -= scores.max(axis=1, keepdims=True)
        np.exp(scores, out=scores)
        whole = scores.sum(axis=1)
        kept = scores >= (FAINT * whole)[:, None]
        kept[by_rule] = scores[by_rule] > 0
        rows, columns = np.divmod(np.flatnonzero(kept), kept.shape[1])
        return rows, choice.concepts[columns], scores[rows, columns] / whole[rows]

    def _named(self, choice: Choice, names: Sequence[Sequence[str]]) -> tuple[Numbers, Numbers]:
        """The rows and columns of the concepts of a choice that are named for each line."""
        numbers = self.numbers
        pairs = [
            (row, numbers[name])
            for row, some in enumerate(names) for name in some if name in numbers
        ]  # fmt: skip
        rows, concepts = np.array(pairs, np.intp).reshape(-1, 2).T
        places = choice.places[concepts]
        return rows[places >= 0], places[places >= 0]

    def sure(self, shares: Shares, chosen: Sequence[int], heard: Sequence[int]) -> list[float]:
        """How many of such matches were right, for each line.

        Args:
            shares: of the lines
            chosen: the concept of each line; -1, none, is never right
            heard: how many companies have each line's caption
        """
        if not len(chosen):
            return []
        concepts = np.asarray(chosen)
        found = evidence(shares, concepts, self.kin, self.met[concepts], np.asarray(heard))
        ranks = ranked(found, self.knots, self.worths)
        right: list[float] = np.interp(ranks, *self.calibration).tolist()
        return right

    def heard_of(self, feature: str) -> int:
        """How many companies that were learned from have a feature."""
        number = self.words.get(feature)
        return 0 if number is None else int(self.heard[number])


def of_kin(
    rows: Numbers, concepts: Numbers, chosen: Numbers, kin: NDArray[np.int16]
) -> NDArray[np.bool_]:
    """Which entries are the concept that was chosen for their line, or mean the same."""
    ours = chosen[rows]
    same = kin[ours]
    found: NDArray[np.bool_] = (concepts == ours) | ((same >= 0) & (kin[concepts] == same))
    return found


def evidence(
    shares: Shares, chosen: Numbers, kin: NDArray[np.int16], met: NDArray[Any],
    heard: NDArray[Any],
) -> Matrix:  # fmt: skip
    """(5, lines): what tells how sure a match is: the odds of the concept with its kin, its own
    share, the greatest share of another concept, and how many companies chose the concept, and
    printed the very caption; all as logarithms.
    """
    rows, weights = shares.rows, shares.shares
    count = len(chosen)
    same = shares.concepts == chosen[rows]
    family = kin[chosen][rows]
    alike = same | ((family >= 0) & (kin[shares.concepts] == family))
    own = np.bincount(rows, np.where(same, weights, 0), count)
    akin = np.bincount(rows, np.where(alike, weights, 0), count).clip(FAINT, 1 - FAINT)
    rest = np.zeros(count)
    other = np.flatnonzero(~alike)[::-1]
    rest[rows[other]] = weights[other]  # the likeliest of a line stands first, and is put last
    return np.stack([
        np.log(akin / (1 - akin)), np.log(own + FAINT), np.log(rest + FAINT),
        np.log1p(met), np.log1p(heard),
    ]).astype(np.float32)  # fmt: skip


def ranked(found: Matrix, knots: Matrix, worths: Matrix) -> Matrix:
    """(lines,): the sum of what each kind of evidence is worth."""
    parts = zip(found, knots, worths, strict=True)
    total: Matrix = np.sum([np.interp(*part) for part in parts], axis=0)
    return total


@lru_cache(maxsize=1)  # of the process and its libraries, which it takes long to look through
def _threads() -> ThreadpoolController:
    """Matrices as small as these are multiplied by one thread before a second has begun; several
    of them, on cores that are busy with other filings, take a hundred times as long.
    """
    return ThreadpoolController()


def _norm(x: Matrix, scale: Matrix, shift: Matrix) -> Matrix:
    found: Matrix = x - x.mean(axis=1, keepdims=True)
    spread = np.einsum("ij,ij->i", found, found) / np.float32(x.shape[1])
    found /= np.sqrt(spread + np.float32(_EPSILON))[:, None]
    found *= scale
    found += shift
    return found


def _gelu(x: Matrix) -> Matrix:
    """By its tanh form, as trained."""
    found: Matrix = x * x
    found *= np.float32(0.044715)
    found += 1
    found *= x
    found *= np.float32(math.sqrt(2 / math.pi))
    np.tanh(found, out=found)
    found += 1
    found *= x
    found *= np.float32(0.5)
    return found


def _apart(near: Matrix, count: int) -> Matrix:
    """(heads, count, count): what the distance of two lines counts, from `near` (heads, distances).

    A view: line i sees line j by the place j - i + count - 1 of one row of distances.
    """
    reach = near.shape[1] // 2
    every = near[:, np.arange(1 - count, count).clip(-reach, reach) + reach]
    heads, one = every.strides
    return as_strided(
        every[:, count - 1 :], (len(near), count, count), (heads, -one, one), writeable=False
    )


def save_network(network: Network, path: Path) -> None:
    """Write the file that `load_network` reads: an .npz of NumPy, nothing in it pickled. Of W
    features, C concepts, lines of D numbers:

        edition    () what `EDITION` is
        heads, depth  () heads of a layer's attention, layers
        met        (C,) int16: how many companies that were learned from chose the concept
        words      lines of UTF-8: the features, in the order of the rows of `embedding`
        concepts   lines of UTF-8: 'Assets', 'retro:...'; the first, '*', is an element of the
                   filer's own
        signs      lines of UTF-8: the sign rules with which most filers printed the concept, one
                   for each of features.LEARNED, blanks between
        kin        (C,) int16: concepts that filers choose for the same line have the same number,
                   others -1
        calibration  (2, N) float32: rank -> share of the matches that were right, companies not
                   trained on
        heard      (W,) uint16: how many companies that were learned from have the feature
        knots, worths  (E, K) float32: what each kind of `evidence` is worth: K points of a broken
                   line each, whose values add up to a match's rank
        embedding, embedding.scale  (W, D) int8, (W,) float32: a feature's weights by their product

    and the layers, float16, a matrix from what goes in to what comes out:

        first, last       .scale and .shift (D,): a norm before the layers, and one behind them
        beside            (3 D, D), .bias: the line before, the line, the line behind
        layer0, layer1 ...  .near (heads, distances): what the distance of two lines counts;
                          .qkv (D, 3 D), .o (D, D), .f1 (D, 2 D), .f2 (2 D, D), each with .bias;
                          .n1 and .n2 with .scale and .shift (D,)
        gate              (D, 2), .bias: what the rows say, of their choice and of what lost to it
        out               (D, C), .bias
    """
    scale = np.maximum(np.abs(network.embedding).max(axis=1), 1e-8) / 127
    held: dict[str, Any] = {
        "edition": np.array(EDITION), "heads": np.array(network.heads),
        "depth": np.array(network.depth), "met": network.met,
        "words": _bytes(network.words), "concepts": _bytes(network.concepts),
        "signs": _bytes(" ".join(rules) for rules in network.signs), "kin": network.kin,
        "calibration": network.calibration.astype(np.float32), "heard": network.heard,
        "knots": network.knots, "worths": network.worths,
        "embedding": np.round(network.embedding / scale[:, None]).astype(np.int8),
        "embedding.scale": scale.astype(np.float32),
    }  # fmt: skip
    held |= {name: weight.astype(np.float16) for name, weight in network.layers.items()}
    path.parent.mkdir(parents=True, exist_ok=True)
    np.savez(path, **held)


def _bytes(lines: Iterable[str]) -> NDArray[np.uint8]:
    return np.frombuffer("\n".join(lines).encode("utf-8"), np.uint8)


def load_network(path: Path | None = None) -> Network:
    """The packaged network, or that of a file. `Mapping.network` keeps it.

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
    embedding = found.pop("embedding.scale").astype(np.float32)[:, None] * found.pop("embedding")
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
        embedding, layers, depth, heads, met, kin, signs,
        heard, knots, worths, calibration,
    )  # fmt: skip


def _lines(text: NDArray[np.uint8]) -> list[str]:
    return text.tobytes().decode("utf-8").split("\n")
