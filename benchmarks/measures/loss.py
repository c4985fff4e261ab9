"""What a conversion of a generated corpus lost: folders that should be there, figures in them."""

from __future__ import annotations

import csv
from collections import Counter
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING

from benchmarks.corpora.corpus import Truth, read_truth

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

# the concepts under which each key figure may stand
CONCEPTS = {
    "total_assets": frozenset({"Assets"}),
    "revenue": frozenset({"Revenues", "SalesRevenueNet", "SalesRevenueGoodsNet",
                          "SalesRevenueServicesNet", "OperatingRevenue"}),
    "net_income": frozenset({"NetIncomeLoss", "ProfitLoss"}),
}  # fmt: skip
Key = tuple[str, str, str]  # start or '', end, value
_SHOWN = 10


@dataclass(slots=True)
class Loss:
    """missing: convertible, without a folder; kept: bad ones with a folder all the same.

    figures  of each key figure: 'found', 'otherwise' (the value and its period stand under
             another concept), 'missed'
    examples of what was missed: (accession, figure, value)
    """

    convertible: int = 0
    bad: int = 0
    missing: list[str] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)
    figures: dict[str, Counter[str]] = field(
        default_factory=lambda: {name: Counter() for name in CONCEPTS}
    )
    examples: list[tuple[str, str, str]] = field(default_factory=list)

    @property
    def share(self) -> float:
        """Of the key figures of the converted filings, the part found."""
        counts = [count for by in self.figures.values() for count in by.items()]
        whole = sum(number for _, number in counts)
        return sum(n for how, n in counts if how == "found") / whole if whole else 1.0


def wanted(truth: Truth) -> Iterator[tuple[str, Key]]:
    """(figure, key) of what the conversion must hold."""
    if truth.total_assets:
        yield "total_assets", ("", truth.period, truth.total_assets)
    for name in ("revenue", "net_income"):
        value = getattr(truth, name)
        if value:
            yield name, (truth.start, truth.end, value)


def compare(truth: Truth, facts: Iterable[tuple[str, Key]], loss: Loss) -> None:
    """Counts one filing's key figures; facts: (concept's local name, key)."""
    by_key: dict[Key, set[str]] = {}
    for concept, (start, end, value) in facts:
        by_key.setdefault((start, end, str(Decimal(value).normalize())), set()).add(concept)
    for name, (start, end, value) in wanted(truth):
        concepts = by_key.get((start, end, str(Decimal(value).normalize())), set())
        how = "found" if concepts & CONCEPTS[name] else "otherwise" if concepts else "missed"
        loss.figures[name][how] += 1
        if how != "found" and len(loss.examples) < _SHOWN:
            loss.examples.append((truth.accession, name, value))


def facts_in(path: Path) -> Iterator[tuple[str, Key]]:
    """The undimensioned numeric facts of a BASE.csv."""
    with path.open(encoding="utf-8", newline="") as raw:
        for row in csv.DictReader(raw):
            if row["unit"] and not row["dimensions"] and row["value"]:
                yield row["concept"].rpartition(":")[2], (row["start"], row["end"], row["value"])


def measure(corpus: Path, output: Path, *, tables: bool = True) -> Loss:
    """Every line of truth.csv against the folders of `output`.

    tables   each folder must hold a BASE.csv, whose facts are compared
    """
    loss = Loss()
    for truth in read_truth(corpus):
        folder = output / truth.accession
        there = folder.is_dir()
        if truth.expected != "yes":
            loss.bad += 1
            if there:
                loss.kept.append(truth.accession)
            continue
        loss.convertible += 1
        found = sorted(folder.glob("*.csv")) if there and tables else []
        if not there or (tables and not found):
            loss.missing.append(truth.accession)
        elif tables:
            compare(truth, facts_in(found[0]), loss)
    return loss
