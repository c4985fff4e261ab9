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
import copy
import itertools
import math
import pickle
import random
import re
import statistics
import sys
import zlib
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import torch
from torch import nn
from torch.nn import functional

from benchmarks.measures import scoring
from benchmarks.measures.asked import ASKED
from benchmarks.training import examples, vectors
from benchmarks.typeset import render
from converter.dts.base import load_base
from converter.mapping.decide import surest_first
from converter.mapping.features import LEARNED, qualified, short
from converter.mapping.learned import EDITION, FAINT, Shares, evidence, ranked
from converter.mapping.mapping import load_mapping
from converter.mapping.rows import SignRule, packaged_kinds
from converter.model.filing import StatementKind
from converter.wording.normalise import stem

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from torch import Tensor

OTHER = "*"
REACH = 24  # lines further apart than this are as far as it
_FEWEST = 3  # companies that must have a feature, names that must have a word
_KIN = 0.1  # of a label's weight that goes to the concepts that mean the same to other filers
_SMOOTH = 0.05
_LEFT_OUT = 0.25  # of the features, at random, each time
_DROPPED = 0.3
_CROPPED = 0.2  # of the filings, each time
_UNSEEN = 0.1  # the odds that a filing is without one kind of evidence
_HEARD = 0.75  # of what is learned of a line comes from its tutors, the rest from its label
_PUPIL = 9  # the seed of the network that is taught; its tutors have 0, 1, ...
_PATIENCE = 12 / 7  # times as many epochs as a tutor: it is smaller, and they do not mislead it
_TOLD = 16  # concepts of a line that tutors tell their shares of
_CHANCE = 0.3  # what is left of the random start where a word's meaning is known
_UNHEARD = 0.1  # the odds that what the rows say of a line does not count
_EVIDENCE = (("e",), ("s:", "S:", "h:"), ("t:", "g:", "G:", "c:", "C:"), ("i:", "j:", "z:"))
_OWN_WEIGHT = 0.3  # of an element of the filer's own where lines are ranked
_MANY_MORE = 2  # times as many filers print a concept's sign so as its balance has it
_STEP = 4  # filings a step
_AVERAGE = 0.995


@dataclass(frozen=True, slots=True)
class Shape:
    """How large a network is: numbers for each line, layers, heads of each."""

    width: int
    depth: int
    heads: int


TUTOR, TAUGHT = Shape(128, 2, 4), Shape(96, 1, 4)


class Dropout(nn.Module):
    """As torch's, with masks cut out of one that is drawn once: to draw each took a seventh of the
    time.
    """

    _MASKS = 1 << 22

    def __init__(self) -> None:
        super().__init__()
        self.kept = (torch.rand(self._MASKS) >= _DROPPED) / (1 - _DROPPED)

    def forward(self, x: Tensor) -> Tensor:
        if not self.training:
            return x
        first = int(torch.randint(0, self._MASKS - x.numel(), ()))
        return x * self.kept[first : first + x.numel()].view(x.shape)


class Net(nn.Module):
    """The layers that converter/mapping/learned.py reads; dropout while it learns."""

    def __init__(self, known: Numbers, shape: Shape) -> None:
        super().__init__()
        self.shape = shape
        width, depth, heads = shape.width, shape.depth, shape.heads
        words, concepts = len(known.words), len(known.concepts)
        self.embedding = nn.EmbeddingBag(words + 1, width, mode="sum", padding_idx=words)
        nn.init.normal_(self.embedding.weight, 0, 0.1)
        with torch.no_grad():
            self.embedding.weight[words] = 0
        self.first = nn.LayerNorm(width)
        self.beside = nn.Linear(3 * width, width)
        self.layers = nn.ModuleList(
            nn.ModuleDict({
                "n1": nn.LayerNorm(width), "qkv": nn.Linear(width, 3 * width),
                "o": nn.Linear(width, width), "n2": nn.LayerNorm(width),
                "f1": nn.Linear(width, 2 * width), "f2": nn.Linear(2 * width, width),
            })
            for _ in range(depth)
        )  # fmt: skip
        self.near = nn.Parameter(torch.zeros(depth, heads, 2 * REACH + 1))
        self.last = nn.LayerNorm(width)
        self.out = nn.Linear(width, concepts)
        self.gate = nn.Linear(width, 2)
        self.drop = Dropout()
        self.names = known.names
        self.named = nn.EmbeddingBag(known.parts, width, mode="mean")
        nn.init.normal_(self.named.weight, 0, 0.1)

    def concepts(self) -> Tensor:
        """(concepts, width): what is learned of each, and of the words of its name."""
        return self.out.weight + self.named(*self.names)

    def forward(self, batch: Batch, wanted: Tensor | None = None) -> Tensor:
        """(wanted lines, concepts): scores of the lines with these numbers, of all without any."""
        width, heads = self.shape.width, self.shape.heads
        x = self.drop(self.first(self.embedding(batch.words, batch.starts)))
        before, after = (functional.pad(x, side) for side in ((0, 0, 1, 0), (0, 0, 0, 1)))
        beside = torch.cat([before[:-1] * batch.follows, x, after[1:] * batch.leads], 1)
        x = x + functional.gelu(self.beside(beside), approximate="tanh")
        at = torch.arange(batch.places.shape[1])
        apart = (at[None] - at[:, None]).clamp(-REACH, REACH) + REACH
        for number, layer in enumerate(self.layers):
            parts = functional.pad(layer["qkv"](layer["n1"](x)), (0, 0, 0, 1))[batch.places]
            filings, longest = batch.places.shape
            parts = parts.view(filings, longest, 3, heads, width // heads)
            query, key, value = parts.permute(2, 0, 3, 1, 4)
            weights = query @ key.transpose(2, 3) / math.sqrt(width // heads)
            weights = weights + self.near[number][:, apart] + batch.absent
            weights = self.drop(weights.softmax(-1))
            seen = (weights @ value).transpose(1, 2).reshape(filings * longest, width)
            x = x + self.drop(layer["o"](seen[batch.lines]))
            inner = functional.gelu(layer["f1"](layer["n2"](x)), approximate="tanh")
            x = x + self.drop(layer["f2"](inner))
        x = self.drop(self.last(x))
        gate = self.gate(x)
        wanted = torch.arange(len(x)) if wanted is None else wanted
        scores = functional.linear(x[wanted], self.concepts(), self.out.bias)
        row = torch.full((len(x),), -1)
        row[wanted] = torch.arange(len(wanted))
        for side, (lines, concepts) in enumerate((batch.rules, batch.losers)):
            asked = row[lines] >= 0
            at = (row[lines[asked]], concepts[asked])
            scores.index_put_(at, gate[lines[asked], side], accumulate=True)
        return scores


@dataclass(slots=True)
class Batch:
    """The lines of some filings, one filing after the other.

    words           features of all lines, one line after the other
    starts          where each line starts among them
    rules, losers   (lines, concepts): what the mapping rows name for which line
    follows, leads  (lines, 1): 0 for a filing's first line, for its last one
    places          (filings, longest): the lines of each filing, beyond its end the line that
                    follows the last
    lines           (lines,): where each line stands in `places`, row after row
    absent          (filings, 1, 1, longest): minus infinity beyond a filing's end
    """

    words: Tensor
    starts: Tensor
    rules: tuple[Tensor, Tensor]
    losers: tuple[Tensor, Tensor]
    follows: Tensor
    leads: Tensor
    places: Tensor
    lines: Tensor
    absent: Tensor


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


def train(
    found: Sequence[examples.Statements],
    more: Sequence[examples.Statements],
    groups: dict[str, set[str]],
    epochs: int,
    seed: int = 0,
    known_words: vectors.Vectors | None = None,
    tutors: Sequence[Net] = (),
    shape: Shape = TUTOR,
) -> tuple[Net, Numbers]:
    """A network from statements and from those with older captions among their lines.

    known_words  what words mean, to start from; None: at random
    tutors       networks trained on the same, whose mean shares are learned beside the labels: what
                 several of them make of a line says more of it than the one label
    """
    torch.manual_seed(seed)
    rng = np.random.default_rng(seed)
    known = numbers(found, more, groups)
    work = [encode(each, known) for each in (*found, *more)]
    if tutors:
        for each in work:
            each.told, each.shares = _told(tutors, each, known)
    net = Net(known, shape)
    if known_words is not None:
        _start(net, known, known_words)
    targets = _targets(known)
    steps = epochs * math.ceil(len(work) / _STEP)
    optimiser = torch.optim.AdamW(
        net.parameters(), 2e-3, weight_decay=0.02, betas=(0.9, 0.98), fused=True
    )
    schedule = torch.optim.lr_scheduler.OneCycleLR(
        optimiser, 2e-3, total_steps=steps + 2, pct_start=0.1
    )
    average = copy.deepcopy(net).eval().requires_grad_(requires_grad=False)
    done = 0
    for epoch in range(epochs):
        net.train()
        random.Random(seed * 1000 + epoch).shuffle(work)
        for first in range(0, len(work), _STEP):
            some = [cropped(each, rng) for each in work[first : first + _STEP]]
            labels = torch.cat([each.labels for each in some])
            taught = (labels >= 0).nonzero()[:, 0]
            logs = net(batch(some, known, rng), taught).log_softmax(1)
            loss = _loss(logs, labels[taught], targets)
            if tutors:
                told = torch.cat([each.told for each in some])[taught]
                shares = torch.cat([each.shares for each in some])[taught]
                heard = -(shares * logs.gather(1, told)).sum()
                loss = (1 - _HEARD) * loss + _HEARD * heard
            (loss / 200).backward()
            nn.utils.clip_grad_norm_(net.parameters(), 1.0)
            optimiser.step()
            optimiser.zero_grad()
            schedule.step()
            done += 1
            keep = min(_AVERAGE, (1 + done) / (10 + done))
            with torch.no_grad():
                torch._foreach_lerp_(list(average.parameters()), list(net.parameters()), 1 - keep)
        print(f"  epoch {epoch + 1} of {epochs}", file=sys.stderr, flush=True)
    return average, known


def _told(tutors: Sequence[Net], each: Encoded, known: Numbers) -> tuple[Tensor, Tensor]:
    """The concepts that tutors find likeliest for each line, and their mean shares."""
    with torch.no_grad():
        shares = torch.stack([net(batch([each], known)).softmax(1) for net in tutors]).mean(0)
    best = shares.topk(min(_TOLD, shares.shape[1]))
    return best.indices, best.values / best.values.sum(1, keepdim=True)


def _start(net: Net, known: Numbers, known_words: vectors.Vectors) -> None:
    """Words and concepts begin where a pretrained model has them, with a little of chance."""
    words, concepts = vectors.start(known.words, known.concepts, net.shape.width, known_words)
    with torch.no_grad():
        drawn = net.embedding.weight[:-1]
        begun = torch.from_numpy(words)
        drawn *= torch.where(begun.any(1), _CHANCE, 1.0)[:, None]
        drawn += begun
        net.out.weight += torch.from_numpy(concepts)


def _targets(known: Numbers) -> tuple[Tensor, Tensor]:
    """(concepts, names of the widest kin): a label's concept and its kin, and their weights: most
    for the concept, a little for the others.
    """
    families: dict[int, list[int]] = defaultdict(list)
    for at, kin in enumerate(known.kin):
        families[kin].append(at)
    widest = max((len(some) for kin, some in families.items() if kin >= 0), default=1)
    names = torch.arange(len(known.kin))[:, None].repeat(1, widest)
    weights = torch.zeros(names.shape)
    weights[:, 0] = 1
    for at, kin in enumerate(known.kin):
        others = [name for name in families[kin] if name != at] if kin >= 0 else []
        if others:
            names[at, 1 : len(others) + 1] = torch.tensor(others)
            weights[at, 0] = 1 - _KIN
            weights[at, 1 : len(others) + 1] = _KIN / len(others)
    return names, weights


def _loss(logs: Tensor, labels: Tensor, targets: tuple[Tensor, Tensor]) -> Tensor:
    """Cross entropy with some of the weight on a label's kin, and a little on every concept."""
    names, weights = targets
    taught = (logs.gather(1, names[labels]) * weights[labels]).sum()
    return -(1 - _SMOOTH) * taught - _SMOOTH * logs.mean(1).sum()


# -- what it reaches ------------------------------------------------------------------------------


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


# -- the file -------------------------------------------------------------------------------------


def save(
    path: Path, net: Net, known: Numbers, rules: Sequence[str], ranks: Ranking,
    calibrated: np.ndarray,
) -> None:  # fmt: skip
    """The network in the form that converter/mapping/learned.py reads."""
    state = {name: value.detach().numpy() for name, value in net.named_parameters()}
    embedding = state["embedding.weight"][:-1]
    scale = np.maximum(np.abs(embedding).max(axis=1), 1e-8) / 127
    found: dict[str, np.ndarray] = {
        "edition": np.array(EDITION), "heads": np.array(net.shape.heads),
        "depth": np.array(net.shape.depth),
        "met": np.array(known.met, np.int16),
        "words": _bytes(known.words), "concepts": _bytes(known.concepts), "signs": _bytes(rules),
        "kin": np.array(known.kin, np.int16), "calibration": calibrated.astype(np.float32),
        "heard": np.array(known.heard, np.uint16), "knots": ranks.knots, "worths": ranks.worths,
        "embedding": np.round(embedding / scale[:, None]).astype(np.int8),
        "embedding.scale": scale.astype(np.float32),
    }  # fmt: skip

    def put(name: str, value: np.ndarray) -> None:
        found[name] = value.astype(np.float16)

    for name in ("first", "last"):
        put(f"{name}.scale", state[f"{name}.weight"])
        put(f"{name}.shift", state[f"{name}.bias"])
    for name in ("beside", "gate"):
        put(name, state[f"{name}.weight"].T)
        put(f"{name}.bias", state[f"{name}.bias"])
    with torch.no_grad():
        put("out", net.concepts().numpy().T)
    put("out.bias", state["out.bias"])
    for number in range(net.shape.depth):
        put(f"layer{number}.near", state["near"][number])
        for name in ("qkv", "o", "f1", "f2"):
            put(f"layer{number}.{name}", state[f"layers.{number}.{name}.weight"].T)
            put(f"layer{number}.{name}.bias", state[f"layers.{number}.{name}.bias"])
        for name in ("n1", "n2"):
            put(f"layer{number}.{name}.scale", state[f"layers.{number}.{name}.weight"])
            put(f"layer{number}.{name}.shift", state[f"layers.{number}.{name}.bias"])
    path.parent.mkdir(parents=True, exist_ok=True)
    np.savez(path, **found)  # type: ignore[arg-type]  # its stub takes them for allow_pickle


def _bytes(lines: Iterable[str]) -> np.ndarray:
    return np.frombuffer("\n".join(lines).encode("utf-8"), np.uint8)


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
        save(options.out, net, known, signs(found, list(known.concepts)), ranks, curve)
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
