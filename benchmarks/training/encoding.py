"""Features and concepts by their numbers, and filings as what the network takes in."""

from __future__ import annotations

import itertools
import math
import re
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
import torch

from benchmarks.training.net import Batch
from converter.dts.base import load_base
from converter.mapping.features import short
from converter.wording.normalise import stem

if TYPE_CHECKING:
    from collections.abc import Sequence

    from torch import Tensor

    from benchmarks.training import examples

OTHER = "*"
_FEWEST = 3  # companies that must have a feature, names that must have a word
_LEFT_OUT = 0.25  # of the features, at random, each time
_CROPPED = 0.2  # of the filings, each time
_UNSEEN = 0.1  # the odds that a filing is without one kind of evidence
_UNHEARD = 0.1  # the odds that what the rows say of a line does not count
_EVIDENCE = (("e",), ("s:", "S:", "h:"), ("t:", "g:", "G:", "c:", "C:"), ("i:", "j:", "z:"))


@dataclass(slots=True)
class Numbers:
    """Features and concepts by their numbers.

    kin    of each concept, -1 where it has none
    met    how many companies chose it; those that none chose are known by their names alone
    heard  how many companies have each feature
    names  the numbers of the words of all names one after the other, and where each name starts
    parts  how many such words there are
    """

    words: dict[str, int]
    concepts: dict[str, int]
    kin: list[int]
    met: list[int]
    heard: list[int]
    names: tuple[Tensor, Tensor]
    parts: int
    _of: dict[tuple[str, ...], np.ndarray] = field(default_factory=dict)

    def of(self, prefixes: tuple[str, ...]) -> np.ndarray:
        """(features,): which begin with one of the prefixes."""
        if prefixes not in self._of:
            self._of[prefixes] = np.array([word.startswith(prefixes) for word in self.words])
        return self._of[prefixes]


@dataclass(slots=True)
class Encoded:
    lines: list[np.ndarray]
    labels: Tensor  # -1 unknown, -2 a concept that was never learned
    rules: list[list[int]]
    losers: list[list[int]]
    source: examples.Statements
    told: Tensor | None = None  # (lines, _TOLD): the likeliest concepts by the tutors
    shares: Tensor | None = None  # (lines, _TOLD): their shares


def numbers(
    found: Sequence[examples.Statements],
    more: Sequence[examples.Statements],
    groups: dict[str, set[str]],
) -> Numbers:
    companies: dict[str, set[str]] = defaultdict(set)
    met: dict[str, set[str]] = defaultdict(set)
    for each in (*found, *more):
        for line in each.lines:
            for word in line.words:
                companies[word].add(each.company)
    for each in found:
        for line in each.lines:
            if line.label:
                met[line.label.concept].add(each.company)
    words = sorted(word for word, by in companies.items() if len(by) >= _FEWEST)
    names = [OTHER, *sorted((set(met) | set(_numeric())) - {OTHER})]
    kin: list[int] = []
    heads: dict[str, int] = {}
    for name in names:
        group = groups.get(name)
        kin.append(heads.setdefault(min(group), len(heads)) if group else -1)
    split, parts = _split(names)
    return Numbers(
        {word: at for at, word in enumerate(words)}, {name: at for at, name in enumerate(names)},
        kin, [len(met.get(name, ())) for name in names], [len(companies[word]) for word in words],
        split, parts,
    )  # fmt: skip


def _numeric() -> list[str]:
    """The concepts that take figures, of both taxonomies."""
    kinds = ("monetary", "shares", "perShare", "perUnit", "percent", "pure")
    return [
        short(str(concept.qname))
        for prefix in ("us-gaap", "retro")
        for concept in load_base().concepts(prefix)
        if concept.datatype.value in kinds and not concept.abstract
    ]  # fmt: skip


def _split(names: Sequence[str]) -> tuple[tuple[Tensor, Tensor], int]:
    """The words of concepts' names and pairs of them, those that two names have."""
    rows: list[list[str]] = []
    for name in names:
        words = [stem(w.lower()) for w in re.findall(r"[A-Z][a-z]*|[a-z]+", name)]
        pairs = itertools.pairwise(["^", *words, "$"])
        rows.append([*words, *(f"{one} {two}" for one, two in pairs)])
    counts = Counter(word for row in rows for word in set(row))
    known = {w: at for at, w in enumerate(sorted(w for w, n in counts.items() if n >= _FEWEST))}
    flat: list[int] = []
    starts: list[int] = []
    for row in rows:
        starts.append(len(flat))
        flat += [known[word] for word in row if word in known]
    return (torch.tensor(flat), torch.tensor(starts)), len(known)


def encode(each: examples.Statements, known: Numbers) -> Encoded:
    lines, labels = [], []
    rules: list[list[int]] = []
    losers: list[list[int]] = []
    for line in each.lines:
        lines.append(np.array([known.words[w] for w in line.words if w in known.words], np.int64))
        label = line.label
        labels.append(-1 if label is None else known.concepts.get(label.concept, -2))
        for prefix, into in (("r:", rules), ("x:", losers)):
            named = [w[2:] for w in line.words if w.startswith(prefix)]
            into.append([known.concepts[name] for name in named if name in known.concepts])
    return Encoded(lines, torch.tensor(labels), rules, losers, each)


def cropped(each: Encoded, rng: np.random.Generator) -> Encoded:
    """Now and then a stretch of the lines alone, as a release prints them or a page holds them."""
    count = len(each.lines)
    if count < 12 or rng.random() >= _CROPPED:
        return each
    size = int(rng.integers(max(6, count // 4), count))
    first = int(rng.integers(0, count - size + 1))
    part = slice(first, first + size)
    return Encoded(
        each.lines[part], each.labels[part], each.rules[part], each.losers[part], each.source,
        None if each.told is None else each.told[part],
        None if each.shares is None else each.shares[part],
    )  # fmt: skip


def _without(known: Numbers, rng: np.random.Generator) -> np.ndarray:
    """Which features a filing keeps: now and then a whole kind of evidence is missing."""
    kept = np.ones(len(known.words), bool)
    for prefixes in _EVIDENCE:
        if rng.random() < _UNSEEN:
            kept &= ~known.of(prefixes)
    return kept


def batch(some: Sequence[Encoded], known: Numbers, rng: np.random.Generator | None = None) -> Batch:
    lines: list[np.ndarray] = []
    for each in some:
        if rng is None:
            lines += each.lines
        else:
            kept = _without(known, rng)
            lines += [
                line[(rng.random(len(line)) >= _LEFT_OUT) & kept[line]] for line in each.lines
            ]
    starts = np.cumsum([0, *(len(line) for line in lines[:-1])])
    counts = torch.tensor([len(each.lines) for each in some])
    within = torch.arange(int(counts.max()))[None] < counts[:, None]
    places = torch.full(within.shape, len(lines))
    places[within] = torch.arange(len(lines))
    of = torch.repeat_interleave(counts)
    same = of[1:] == of[:-1]
    edge = torch.zeros(1, dtype=torch.bool)
    heard = [rng is None or rng.random() >= _UNHEARD for _ in lines]
    return Batch(
        torch.from_numpy(np.concatenate(lines)), torch.from_numpy(starts),
        _named([row for each in some for row in each.rules], heard),
        _named([row for each in some for row in each.losers], heard),
        torch.cat([edge, same])[:, None].float(), torch.cat([same, edge])[:, None].float(),
        places, within.flatten().nonzero()[:, 0],
        torch.zeros(within.shape).masked_fill(~within, -math.inf)[:, None, None],
    )  # fmt: skip


def _named(rows: Sequence[Sequence[int]], heard: Sequence[bool]) -> tuple[Tensor, Tensor]:
    pairs = {(at, name) for at, row in enumerate(rows) if heard[at] for name in row}
    found = torch.tensor(sorted(pairs), dtype=torch.long).view(-1, 2)
    return found[:, 0], found[:, 1]
