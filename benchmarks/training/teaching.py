"""Teaches a network: by labels, and by what larger ones make of the same lines."""

from __future__ import annotations

import copy
import math
import random
import sys
from collections import defaultdict
from typing import TYPE_CHECKING

import numpy as np
import torch
from torch import nn

from benchmarks.training import vectors
from benchmarks.training.encoding import batch, cropped, encode, numbers
from benchmarks.training.net import TUTOR, Net

if TYPE_CHECKING:
    from collections.abc import Sequence

    from torch import Tensor

    from benchmarks.training import examples
    from benchmarks.training.encoding import Encoded, Numbers
    from benchmarks.training.net import Shape

_KIN = 0.1  # of a label's weight that goes to the concepts that mean the same to other filers
_SMOOTH = 0.05
_HEARD = 0.75  # of what is learned of a line comes from its tutors, the rest from its label
_TOLD = 16  # concepts of a line that tutors tell their shares of
_CHANCE = 0.3  # what is left of the random start where a word's meaning is known
_STEP = 4  # filings a step
_AVERAGE = 0.995


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
