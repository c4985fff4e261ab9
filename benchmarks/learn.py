"""Trains the learned part of the mapping, and measures it on companies that it has not seen.

    python benchmarks/learn.py DATASETS.zip --equivalents FILE [--folds 5] [--out FILE.npz]

DATASETS.zip is what render.py takes. With --folds the companies are split by CIK, each fold is
judged by a network trained on the others, and mean and spread are printed; the shares of those
judgements become the calibration of the network that is trained on all and written to --out.
--without FOLDER leaves out the companies that are named in a folder's filings, for a measurement
on these through the whole converter. Needs torch (the extra `learn`); the program itself does not.
"""

from __future__ import annotations

import argparse
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
import render
import scoring
import torch
from torch import nn
from torch.nn import functional

import examples
from converter.dts.base import load_base
from converter.mapping.apply import load_mappings
from converter.mapping.features import LEARNED, short
from converter.mapping.learned import EDITION
from converter.mapping.normalise import stem
from converter.mapping.rows import SignRule

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from torch import Tensor

# the forty concepts that users ask for most, as far as one line is one of them
ASKED = frozenset(
    """
    CashAndCashEquivalentsAtCarryingValue AccountsReceivableNetCurrent InventoryNet AssetsCurrent
    PropertyPlantAndEquipmentNet Goodwill Assets AccountsPayableCurrent LiabilitiesCurrent
    LongTermDebtNoncurrent Liabilities CommonStockValue AdditionalPaidInCapital
    RetainedEarningsAccumulatedDeficit StockholdersEquity Revenues SalesRevenueNet CostOfRevenue
    CostOfGoodsSold GrossProfit SellingGeneralAndAdministrativeExpense
    ResearchAndDevelopmentExpense OperatingIncomeLoss InterestExpense IncomeTaxExpenseBenefit
    NetIncomeLoss EarningsPerShareBasic
    IncomeLossFromContinuingOperationsBeforeIncomeTaxesMinorityInterestAndIncomeLossFromEquityMethodInvestments
    IncomeLossFromContinuingOperationsBeforeIncomeTaxesExtraordinaryItemsNoncontrollingInterest
    EarningsPerShareDiluted WeightedAverageNumberOfSharesOutstandingBasic
    WeightedAverageNumberOfDilutedSharesOutstanding NetCashProvidedByUsedInOperatingActivities
    NetCashProvidedByUsedInInvestingActivities NetCashProvidedByUsedInFinancingActivities
    CashAndCashEquivalentsPeriodIncreaseDecrease DepreciationDepletionAndAmortization
    PaymentsToAcquirePropertyPlantAndEquipment PaymentsOfDividends
    ProceedsFromIssuanceOfLongTermDebt RepaymentsOfLongTermDebt ProceedsFromIssuanceOfCommonStock
    PaymentsForRepurchaseOfCommonStock
    """.split()  # noqa: SIM905 - a list of forty strings reads worse
)
OTHER = "*"
WIDTH, DEPTH, HEADS, REACH = 128, 2, 4, 24
_FEWEST = 3  # companies that must have a feature, names that must have a word
_KIN = 0.1  # of a label's weight that goes to the concepts that mean the same to other filers
_SMOOTH = 0.05
_LEFT_OUT = 0.25  # of the features, at random, each time
_DROPPED = 0.3
_CROPPED = 0.2  # of the filings, each time
_UNSEEN = 0.1  # the odds that a filing is without one kind of evidence
_EVIDENCE = (("e",), ("s:", "S:", "h:"), ("t:", "g:", "G:", "c:", "C:"), ("i:", "j:", "z:"))
_STEP = 4  # filings a step
_AVERAGE = 0.995


class Net(nn.Module):
    """The layers that converter/mapping/learned.py reads; dropout while it learns."""

    def __init__(self, known: Numbers) -> None:
        super().__init__()
        words, concepts = len(known.words), len(known.concepts)
        self.embedding = nn.EmbeddingBag(words + 1, WIDTH, mode="sum", padding_idx=words)
        nn.init.normal_(self.embedding.weight, 0, 0.1)
        with torch.no_grad():
            self.embedding.weight[words] = 0
        self.first = nn.LayerNorm(WIDTH)
        self.beside = nn.Linear(3 * WIDTH, WIDTH)
        self.layers = nn.ModuleList(
            nn.ModuleDict({
                "n1": nn.LayerNorm(WIDTH), "qkv": nn.Linear(WIDTH, 3 * WIDTH),
                "o": nn.Linear(WIDTH, WIDTH), "n2": nn.LayerNorm(WIDTH),
                "f1": nn.Linear(WIDTH, 2 * WIDTH), "f2": nn.Linear(2 * WIDTH, WIDTH),
            })
            for _ in range(DEPTH)
        )  # fmt: skip
        self.near = nn.Parameter(torch.zeros(DEPTH, HEADS, 2 * REACH + 1))
        self.last = nn.LayerNorm(WIDTH)
        self.out = nn.Linear(WIDTH, concepts)
        self.gate = nn.Linear(WIDTH, 2)
        self.drop = nn.Dropout(_DROPPED)
        self.names = known.names
        self.named = nn.EmbeddingBag(known.parts, WIDTH, mode="mean")
        nn.init.normal_(self.named.weight, 0, 0.1)

    def concepts(self) -> Tensor:
        """(concepts, width): what is learned of each, and of the words of its name."""
        return self.out.weight + self.named(*self.names)

    def forward(self, batch: Batch) -> Tensor:
        x = self.drop(self.first(self.embedding(batch.words, batch.starts)))
        none = torch.zeros(1, WIDTH)
        beside = torch.cat([torch.cat([none, x[:-1]]), x, torch.cat([x[1:], none])], 1)
        x = x + functional.gelu(self.beside(beside), approximate="tanh")
        count = len(x)
        at = torch.arange(count)
        apart = (at[None] - at[:, None]).clamp(-REACH, REACH) + REACH
        for number, layer in enumerate(self.layers):
            parts = layer["qkv"](layer["n1"](x)).view(count, 3, HEADS, WIDTH // HEADS)
            query, key, value = parts.permute(1, 2, 0, 3)
            weights = query @ key.transpose(1, 2) / math.sqrt(WIDTH // HEADS)
            weights = self.drop((weights + self.near[number][:, apart]).softmax(-1))
            x = x + self.drop(layer["o"]((weights @ value).transpose(0, 1).reshape(count, WIDTH)))
            inner = functional.gelu(layer["f1"](layer["n2"](x)), approximate="tanh")
            x = x + self.drop(layer["f2"](inner))
        x = self.drop(self.last(x))
        gate = self.gate(x)
        return (
            x @ self.concepts().T
            + self.out.bias
            + batch.rules * gate[:, :1]
            + batch.losers * gate[:, 1:]
        )


@dataclass(slots=True)
class Batch:
    """One filing: features of all lines one after the other, where each line starts, and the
    concepts that the rows name for each line, (lines, concepts).
    """

    words: Tensor
    starts: Tensor
    rules: Tensor
    losers: Tensor


@dataclass(slots=True)
class Numbers:
    """Features and concepts by their numbers.

    kin    of each concept, -1 where it has none
    met    how many companies chose it; those that none chose are known by their names alone
    names  the numbers of the words of all names one after the other, and where each name starts
    parts  how many such words there are
    """

    words: dict[str, int]
    concepts: dict[str, int]
    kin: list[int]
    met: list[int]
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
        kin, [len(met.get(name, ())) for name in names], split, parts,
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
    lines, labels, rules, losers = [], [], [], []
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
        each.lines[part], each.labels[part], each.rules[part], each.losers[part], each.source
    )


def _without(known: Numbers, rng: np.random.Generator) -> np.ndarray:
    """Which features a filing keeps: now and then a whole kind of evidence is missing."""
    kept = np.ones(len(known.words), bool)
    for prefixes in _EVIDENCE:
        if rng.random() < _UNSEEN:
            kept &= ~known.of(prefixes)
    return kept


def batch(each: Encoded, known: Numbers, rng: np.random.Generator | None = None) -> Batch:
    lines = each.lines
    if rng is not None:
        kept = _without(known, rng)
        lines = [line[(rng.random(len(line)) >= _LEFT_OUT) & kept[line]] for line in lines]
    starts = np.cumsum([0, *(len(line) for line in lines[:-1])])
    size = (len(lines), len(known.concepts))
    rules, losers = torch.zeros(size), torch.zeros(size)
    for at in range(len(lines)):
        if rng is None or rng.random() >= 0.1:
            rules[at, each.rules[at]] = 1
            losers[at, each.losers[at]] = 1
    return Batch(torch.from_numpy(np.concatenate(lines)), torch.from_numpy(starts), rules, losers)


def train(
    found: Sequence[examples.Statements],
    more: Sequence[examples.Statements],
    groups: dict[str, set[str]],
    epochs: int,
    seed: int = 0,
) -> tuple[Net, Numbers]:
    """A network from statements and from those with older captions among their lines."""
    torch.manual_seed(seed)
    rng = np.random.default_rng(seed)
    known = numbers(found, more, groups)
    work = [encode(each, known) for each in (*found, *more)]
    net = Net(known)
    targets = _targets(known)
    steps = epochs * math.ceil(len(work) / _STEP)
    optimiser = torch.optim.AdamW(net.parameters(), 2e-3, weight_decay=0.02, betas=(0.9, 0.98))
    schedule = torch.optim.lr_scheduler.OneCycleLR(
        optimiser, 2e-3, total_steps=steps + 2, pct_start=0.1
    )
    average = {name: value.detach().clone() for name, value in net.named_parameters()}
    done = 0
    for epoch in range(epochs):
        net.train()
        random.Random(seed * 1000 + epoch).shuffle(work)
        for first in range(0, len(work), _STEP):
            loss = torch.zeros(())
            for each in work[first : first + _STEP]:
                part = cropped(each, rng)
                taught = part.labels >= 0
                scores = net(batch(part, known, rng))[taught]
                loss = loss + functional.cross_entropy(
                    scores, targets[part.labels[taught]], label_smoothing=_SMOOTH, reduction="sum"
                )
            (loss / 200).backward()
            nn.utils.clip_grad_norm_(net.parameters(), 1.0)
            optimiser.step()
            optimiser.zero_grad()
            schedule.step()
            done += 1
            with torch.no_grad():
                keep = min(_AVERAGE, (1 + done) / (10 + done))
                for name, value in net.named_parameters():
                    average[name].mul_(keep).add_(value, alpha=1 - keep)
        print(f"  epoch {epoch + 1} of {epochs}", file=sys.stderr, flush=True)
    with torch.no_grad():
        for name, value in net.named_parameters():
            value.copy_(average[name])
    net.eval()
    return net, known


def _targets(known: Numbers) -> Tensor:
    """The weights of a label: most for the concept, a little for its kin."""
    count = len(known.concepts)
    found = torch.eye(count)
    kin = torch.tensor(known.kin)
    for at in range(count):
        others = (kin == kin[at]) & (kin >= 0)
        others[at] = False
        if others.any():
            found[at, at] = 1 - _KIN
            found[at, others] = _KIN / int(others.sum())
    return found


# -- what it reaches ------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Judged:
    """A line of a company that was not learned from.

    share  of the chosen concept and its kin
    """

    statement: str
    caption: str
    label: str
    chosen: str
    share: float
    like: bool

    @property
    def standard(self) -> bool:
        return self.label != OTHER

    @property
    def exact(self) -> bool:
        return self.label == self.chosen


def judge(
    nets: Sequence[Net], known: Numbers, found: Iterable[examples.Statements],
    groups: dict[str, set[str]],
) -> list[Judged]:  # fmt: skip
    names = list(known.concepts)
    kin = np.array(known.kin)
    out: list[Judged] = []
    for each in found:
        encoded = encode(each, known)
        with torch.no_grad():
            each_one = [net(batch(encoded, known)).softmax(1).numpy() for net in nets]
        shares = sum(each_one) / len(each_one)
        shares[:, 0] = 0
        taken: set[tuple[str, str]] = set()
        order = np.argsort(-shares.max(axis=1))
        for at in order:
            line = each.lines[at]
            mine = shares[at]
            for chosen in np.argsort(-mine)[:6]:
                place = (line.statement, names[chosen])
                # cash stands at both ends of a period
                if place not in taken or names[chosen].startswith("Cash"):
                    break
            taken.add(place)
            if line.label is None:
                continue
            share = mine[kin == kin[chosen]].sum() if kin[chosen] >= 0 else mine[chosen]
            label = line.label.concept
            like = label == names[chosen] or names[chosen] in groups.get(label, ())
            out.append(
                Judged(line.statement, line.caption, label, names[chosen], float(share), like)
            )
    return out


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


def figures(judged: Sequence[Judged], groups: dict[str, set[str]]) -> Figures:
    standard = sorted((j for j in judged if j.standard), key=lambda j: -j.share)
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


def calibration(judged: Sequence[Judged], points: int = 24) -> np.ndarray:
    """(2, points): share -> how many were right or equivalent, lines of the filer's own included.

    Means of equal numbers of lines, made to rise (pool adjacent violators).
    """
    ordered = sorted(judged, key=lambda j: j.share)
    blocks: list[list[float]] = []  # share, right, weight
    bounds = np.linspace(0, len(ordered), points + 1).astype(int)
    for first, last in itertools.pairwise(bounds):
        some = ordered[first:last]
        if not some:
            continue
        blocks.append(
            [
                statistics.fmean(j.share for j in some),
                statistics.fmean(j.like for j in some),
                len(some),
            ]
        )
        while len(blocks) > 1 and blocks[-2][1] > blocks[-1][1]:
            late, early = blocks.pop(), blocks.pop()
            weight = late[2] + early[2]
            blocks.append([
                (late[k] * late[2] + early[k] * early[2]) / weight for k in (0, 1)
            ] + [weight])  # fmt: skip
    return np.array([[b[0] for b in blocks], [b[1] for b in blocks]], np.float32)


def signs(found: Iterable[examples.Statements], names: Sequence[str]) -> list[str]:
    """The sign rules that give most of each concept's values from the printed figures, for the
    kinds of statements in their order, parted by spaces.
    """
    seen: dict[tuple[str, str], Counter[tuple[int, int, bool]]] = defaultdict(Counter)
    for each in found:
        for line in each.lines:
            if line.label and all(line.label.signs):
                loss = "p:loss" in line.words
                seen[line.label.concept, line.statement][(*line.label.signs, loss)] += 1
    return [" ".join(_sign(seen[name, kind.value]).value for kind in LEARNED) for name in names]


def _sign(cells: Counter[tuple[int, int, bool]]) -> SignRule:
    right: Counter[SignRule] = Counter()
    for (printed, value, loss), count in cells.items():
        given = {
            SignRule.AS_PRINTED: printed,
            SignRule.BY_WORDING: -1 if loss else printed,
            SignRule.NEGATE: -printed,
            SignRule.MAGNITUDE: 1,
        }
        right.update({rule: count for rule, sign in given.items() if sign == value})
    return max(SignRule, key=lambda rule: right[rule])  # the first of equals


# -- the file -------------------------------------------------------------------------------------


def save(
    path: Path, net: Net, known: Numbers, rules: Sequence[str], calibrated: np.ndarray
) -> None:
    """The network in the form that converter/mapping/learned.py reads."""
    state = {name: value.detach().numpy() for name, value in net.named_parameters()}
    embedding = state["embedding.weight"][:-1]
    scale = np.maximum(np.abs(embedding).max(axis=1), 1e-8) / 127
    found: dict[str, np.ndarray] = {
        "edition": np.array(EDITION), "heads": np.array(HEADS), "depth": np.array(DEPTH),
        "met": np.array(known.met, np.int16),
        "words": _bytes(known.words), "concepts": _bytes(known.concepts), "signs": _bytes(rules),
        "kin": np.array(known.kin, np.int16), "calibration": calibrated.astype(np.float32),
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
    for number in range(DEPTH):
        put(f"layer{number}.near", state["near"][number])
        for name in ("qkv", "o", "f1", "f2"):
            put(f"layer{number}.{name}", state[f"layers.{number}.{name}.weight"].T)
            put(f"layer{number}.{name}.bias", state[f"layers.{number}.{name}.bias"])
        for name in ("n1", "n2"):
            put(f"layer{number}.{name}.scale", state[f"layers.{number}.{name}.weight"])
            put(f"layer{number}.{name}.shift", state[f"layers.{number}.{name}.bias"])
    path.parent.mkdir(parents=True, exist_ok=True)
    np.savez(path, **found)


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
    mapping = load_mappings().table
    held = [e for e in found if fold_of(e.company, options.folds) == number]
    learned = [e for e in found if fold_of(e.company, options.folds) != number]
    more = examples.older(learned, mapping, 0)
    trained = [
        train(learned, more, groups, options.epochs, seed) for seed in range(options.members)
    ]
    held = [each for each in held if each.style == options.styles[0]]
    return judge([net for net, _ in trained], trained[0][1], held, groups)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("datasets", type=Path)
    parser.add_argument("--equivalents", type=Path, required=True)
    parser.add_argument("--without", type=Path, help="leave out the companies of these filings")
    parser.add_argument("--folds", type=int, default=0, help="judge by so many folds")
    parser.add_argument("--only", type=int, nargs="*", help="only these folds")
    parser.add_argument("--judged", type=Path, help="keep, or take, the judgements here")
    parser.add_argument("--members", type=int, default=1, help="networks to average")
    parser.add_argument("--epochs", type=int, default=7)
    parser.add_argument("--styles", type=int, nargs="+", default=[11, 12])
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
        known = {filing.cover.cik for filing in others}
        found = [each for each in found if each.company in known]
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
            print("no --folds, no --judged: shares are taken for confidences", file=sys.stderr)
        curve = calibration(everything) if everything else np.array([[0, 1], [0, 1]])
        mapping = load_mappings().table
        net, known = train(found, examples.older(found, mapping, 0), groups, options.epochs)
        save(options.out, net, known, signs(found, list(known.concepts)), curve)
        print(f"{options.out}: {options.out.stat().st_size:,} bytes, {len(known.words)} features,"
              f" {len(known.concepts)} concepts")  # fmt: skip
    return 0


def _report(judged: dict[int, list[Judged]], groups: dict[str, set[str]]) -> None:
    by_fold = {number: figures(some, groups) for number, some in sorted(judged.items())}
    for number, each in by_fold.items():
        print(f"fold {number}: {each.text()}")
    if len(by_fold) > 1:
        for name in ("exact", "like", "surest", "asked"):
            values = [getattr(each, name) for each in by_fold.values()]
            print(f"{name:8} mean {statistics.fmean(values):.2%}"
                  f" spread {statistics.stdev(values):.2%}")  # fmt: skip
    everything = [j for some in judged.values() for j in some]
    curve = calibration(everything)
    print("share      confidence   lines   right, of all    of standard concepts")
    bands = (0.0, 0.2, 0.4, 0.6, 0.7, 0.8, 0.9, 0.95, 1.01)
    for low, high in itertools.pairwise(bands):
        some = [j for j in everything if low <= np.interp(j.share, *curve) < high]
        if some:
            standard = [j for j in some if j.standard] or some
            print(f"{low:.2f} to {min(high, 1):.2f}  {len(some):18}"
                  f"  {sum(j.like for j in some) / len(some):14.1%}"
                  f"  {sum(j.like for j in standard) / len(standard):20.1%}")  # fmt: skip


if __name__ == "__main__":
    raise SystemExit(main())
