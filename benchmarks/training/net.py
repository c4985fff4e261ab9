"""The network while it learns; converter/mapping/learned.py runs what came of it."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import torch
from torch import nn
from torch.nn import functional

if TYPE_CHECKING:
    from torch import Tensor

    from benchmarks.training.encoding import Numbers

REACH = 24  # lines further apart than this are as far as it
_DROPPED = 0.3


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
