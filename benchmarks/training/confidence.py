"""Whether a confidence says what share of such matches is right, on the lines of old filings.

    python -m benchmarks.training.confidence CORPUS [CORPUS ...] [--cells DIR ...] [--halves ABMS]
        [--equivalents FILE] [--jobs 2] [--write]

CORPUS: folders of filings. Lines that somebody else than the program has said the concept of are
counted, each once: those of old_gold.tsv (old.py), those that a filer's own schedule labels
(labels.py), and those of the cells of --cells (*.tsv in the columns that scoring.read_gold reads,
named after their filing). The companies are of two halves, by the first letters of the files.

Prints for each way in which a claim is come by (converter.model.mapped.Way), and each half, how
many were right in each band of confidence, as the program states it and as it was before it was
measured; --write measures anew and writes mappings/confidence.tsv:

    network   a curve from the network's own confidence, which is that of filings of 2009 and 2010,
              to the share that was right in older ones; it never falls. One for what a row says
              too, one for what it says alone
    others    the same from what the rule says, where 30 lines or more are labelled

A curve of one half is held against the other: the error is the mean distance of the
confidence in a band from the share that was right there, each band by its lines.
"""

from __future__ import annotations

import argparse
import dataclasses
import datetime as dt
import itertools
from collections import defaultdict
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.measures import labels, old, scoring
from benchmarks.measures.schedules import schedules, without_schedules
from converter.mapping.confidence import FIELDS, LATEST, Curve, Measured, load_measured
from converter.mapping.features import short
from converter.model.finding import ConversionError
from converter.model.mapped import Claim, Way
from converter.pipeline import Options, analyse
from converter.read import read_filing
from converter.resources import resource
from converter.wording.normalise import letters

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from converter.model.mapped import Decided
    from converter.model.xbrl import Concept
    from converter.pipeline import Conversion

BANDS = (0.0, 0.4, 0.6, 0.8, 0.9, 0.95, 0.985, 1.01)
LEAST = 30  # labelled lines, from which on a share is a measured one
_STEPS = (0.25, 0.4, 0.55, 0.7, 0.8, 0.88, 0.94, 0.975, 1.0)  # ends of the curve's bands
_AGE = 2001
_CONFIDENCES = ("raw", "stated")
_OLD = LATEST - dt.timedelta(days=1)
_HEAD = 12  # letters by which the captions of amounts are told apart
_CAPTION = 0.9  # what an amount in a caption has unmeasured
_INSIDE = {"ALLOWANCES": "Allowance", "DEPRECIATION": "AccumulatedDepreciation"}
_OF_NETWORK = (Way.NETWORK, Way.ALONE)
_ALIKE = dict.fromkeys(("BS", "IS", "CF"), "BS IS CF")  # what rows decide there is little
_HIGHEST = 0.99  # no measurement says that all such matches are right


@dataclass(frozen=True, slots=True)
class Point:
    """A labelled line with a claim.

    source  who says what the line is
    raw     the confidence before it was measured
    stated  the one that the fact has
    year    of the last day that the statement speaks of
    """

    filing: str
    source: str
    year: int
    statement: str
    caption: str
    concept: str
    way: Way
    raw: float
    stated: float
    right: bool


def points(path: Path, cells: dict[str, Path], groups: dict[str, set[str]],
           gold: dict[str, list[old.GoldLine]]) -> list[Point]:  # fmt: skip
    """The labelled lines of one filing, each once."""
    text = path.read_bytes().decode("latin-1")
    stem = path.stem.removesuffix(".txt")
    known = next((at for name, at in cells.items() if name in stem), None)
    if path.name not in gold and known is None and not schedules(text):
        return []
    bare = without_schedules(text).encode("latin-1")
    try:
        conversion = analyse(read_filing(bare, path.name), path.stem, Options())
    except ConversionError:
        return []
    year = max(fact.context.period.end for fact in conversion.report.facts).year
    found: dict[tuple[str, str, str], Point] = {}
    by: dict[str, Iterator[Told]] = {
        "hand": _by_hand(gold.get(path.name, []), conversion, groups),
        "cells": _by_cells(known, conversion, groups),
        "schedule": _by_schedule(path.name, text, conversion, groups),
        "schedule, in captions": _inside_by_schedule(text, conversion, groups),
    }
    for source, told in by.items():
        for statement, caption, claim, right in told:
            if claim.concepts:
                name = str(claim.concepts[0].qname)
                found.setdefault((statement, letters(caption), name), Point(
                    path.name, source, year, statement, caption, name, claim.way,
                    claim.confidence, claim.stated, right,
                ))  # fmt: skip
    return list(found.values())


Told = tuple[str, str, Claim, bool]


def _by_hand(
    lines: Sequence[old.GoldLine], conversion: Conversion, groups: dict[str, set[str]]
) -> Iterator[Told]:
    for judged in old.judge(lines, conversion, groups):
        if judged.claim is not None:
            yield judged.line.statement, judged.line.caption, judged.claim, judged.right


def _by_schedule(
    name: str, text: str, conversion: Conversion, groups: dict[str, set[str]]
) -> Iterator[Told]:
    for label in labels.labels(name, text, conversion, groups):
        for table in conversion.mapped:
            if table.read.table.kind.value != label.statement:
                continue
            for at, item in enumerate(table.read.items):
                place = " > ".join(item.section), item.caption
                if place == (label.section, label.caption) and item.row.cells:
                    yield (
                        label.statement, item.caption, table.claims[at],
                        label.verdict == "acceptable",
                    )  # fmt: skip


def _inside_by_schedule(
    text: str, conversion: Conversion, groups: dict[str, set[str]]
) -> Iterator[Told]:
    """The amounts inside captions that a schedule has for allowances or depreciation."""
    for schedule in [each for each in schedules(text) if not each.restated][:1]:
        for tag, name in _INSIDE.items():
            amount = _digits(schedule.amounts.get(tag, Decimal(0)))
            for digits, caption, claim in _inside(conversion):
                if digits == amount and len(amount) > 1:
                    accepted = {
                        concept.qname.local for concept in claim.concepts
                        if concept.qname.local.startswith(name)
                    }  # fmt: skip
                    yield "BS", caption, claim, _fits(claim.concepts, accepted, groups)


def _by_cells(
    path: Path | None, conversion: Conversion, groups: dict[str, set[str]]
) -> Iterator[Told]:
    """The lines that print a cell with a standard concept, and the amounts inside captions that
    are one, by caption and amount.
    """
    if path is None:
        return
    lines: dict[tuple[str, str], list[tuple[Decided, int]]] = defaultdict(list)
    for table in conversion.mapped:
        for at, item in enumerate(table.read.items):
            if item.row.cells:
                lines[table.read.table.kind.value, letters(item.caption)].append((table, at))
    inside = list(_inside(conversion))
    for cell in scoring.read_gold(path):
        if cell.custom or not cell.value or cell.concepts[0].startswith("*"):
            continue
        accepted = {name.lstrip("-") for name in cell.concepts}
        amount, said = _digits(cell.value), letters(cell.caption)
        for digits, caption, claim in inside:
            if (
                cell.statement == "BS"
                and digits == amount
                and letters(caption)[:_HEAD] == said[:_HEAD]
            ):
                told = f"{cell.caption} {cell.value.normalize():f}"
                yield cell.statement, told, claim, _fits(claim.concepts, accepted, groups)
        for table, at in lines.get((cell.statement, said), ()):
            for printed in table.read.items[at].row.cells:
                if _digits(printed.figure.value) == amount:
                    shares = bool(table.components) and table.read.columns[printed.column].shares
                    claim = (table.share_claims if shares else table.claims)[at]
                    right = _fits(claim.concepts, accepted, groups)
                    yield cell.statement, cell.caption, claim, right
                    break


def _inside(conversion: Conversion) -> Iterator[tuple[tuple[int, ...], str, Claim]]:
    """The amounts inside captions: their digits, the caption, and what they are taken for."""
    for table in conversion.mapped:
        for each in table.amounts:
            claim = Claim(
                each.concepts, confidence=_CAPTION, way=Way.CAPTION, measured=each.measured
            )
            digits = _digits(Decimal(each.amount.digits.replace(",", "")))
            yield digits, table.read.items[each.item].caption, claim


def _digits(value: Decimal) -> tuple[int, ...]:
    """Those of an amount, whatever its sign and scale."""
    return value.copy_abs().normalize().as_tuple().digits


def _fits(concepts: Iterable[Concept], accepted: set[str], groups: dict[str, set[str]]) -> bool:
    names = {short(str(concept.qname)) for concept in concepts}
    like = {each for name in names for each in groups.get(name, {name})}
    return bool(accepted & (names | like))


def measure(found: Sequence[Point]) -> list[Measured]:
    """The rows of confidence.tsv that some labelled lines tell."""
    out = []
    for way in _OF_NETWORK:
        network = [point for point in found if point.way is way]
        if len(network) >= LEAST:
            out += [Measured(way, "", LATEST, *row) for row in curve(network)]
    by: dict[tuple[Way, str], list[Point]] = defaultdict(list)
    for point in found:
        if point.way not in _OF_NETWORK:
            by[point.way, _ALIKE.get(point.statement, point.statement)].append(point)
    for (way, statement), some in sorted(by.items()):
        if len(some) >= LEAST:
            out += [Measured(way, statement, None, *row) for row in curve(some)]
    return out


def curve(found: Sequence[Point]) -> list[tuple[float, float, int, int]]:
    """(mean confidence, share right, lines, right) of bands, such that the share never falls:
    neighbours where it would are one band.
    """
    bands: list[tuple[float, int, int]] = []  # sum of confidences, lines, right
    low = 0.0
    for high in _STEPS:
        here = [point for point in found if low <= point.raw < high or point.raw == high == 1.0]
        low = high
        if not here:
            continue
        bands.append((sum(p.raw for p in here), len(here), sum(p.right for p in here)))
        while len(bands) > 1 and (
            bands[-2][2] * bands[-1][1] >= bands[-1][2] * bands[-2][1] or bands[-2][1] < LEAST
        ):
            last = bands.pop()
            bands[-1] = tuple(map(sum, zip(bands[-1], last, strict=True)))  # type: ignore[assignment]
    return [
        (round(total / count, 3), round(min(right / count, _HIGHEST), 3), count, right)
        for total, count, right in bands
    ]


def error(pairs: Sequence[tuple[float, bool]]) -> float:
    """The mean distance of confidence and share, over the bands, by their lines."""
    total = 0.0
    for low, high in itertools.pairwise(BANDS):
        here = [(sure, right) for sure, right in pairs if low <= sure < high]
        if here:
            total += abs(sum(sure for sure, _ in here) - sum(right for _, right in here))
    return total / max(len(pairs), 1)


def report(halves: dict[str, list[Point]], groups: Iterable[Way]) -> str:
    """The tables for the terminal."""
    parts = []
    for way in groups:
        for name, half in halves.items():
            some = [point for point in half if point.way is way]
            if not some:
                continue
            rows = []
            for label, of in zip(("before", "stated"), _CONFIDENCES, strict=True):
                for low, high in itertools.pairwise(BANDS):
                    here = [p for p in some if low <= getattr(p, of) < high]
                    if here:
                        right = sum(p.right for p in here)
                        mean = sum(getattr(p, of) for p in here) / len(here)
                        band = f"{low:.2f} to {min(high, 1):.2f}"
                        share = scoring.share(right, len(here), 1)
                        rows.append((label, band, len(here), f"{mean:.1%}", share))
            head = ("", "confidence", "lines", "mean confidence", "right")
            parts.append(f"{way.value}, {name}\n{scoring.table(head, rows)}")
    return "\n\n".join(parts)


def by_source(found: Sequence[Point]) -> str:
    """How many were right by who says so, in statements of before 2001 and of later years."""
    rows = []
    groups: dict[tuple[str, bool], list[Point]] = defaultdict(list)
    for point in found:
        groups[point.source, point.year < _AGE].append(point)
    for (source, before), some in sorted(groups.items()):
        raw, stated = (sum(getattr(p, of) for p in some) / len(some) for of in _CONFIDENCES)
        share = scoring.share(sum(p.right for p in some), len(some), 1)
        age = f"{'before' if before else 'from'} {_AGE}"
        rows.append((source, age, len(some), f"{raw:.1%}", f"{stated:.1%}", share))
    head = ("labelled by", "statements", "lines", "mean before", "mean stated", "right")
    return scoring.table(head, rows)


def crossed(halves: dict[str, list[Point]]) -> str:
    """How far confidences are off on one half that were measured on the other."""
    rows = []
    for name, half in halves.items():
        curves = Curve(measure([p for other in halves if other != name for p in halves[other]]))
        pairs = []
        for point in half:
            share = curves.share(point.way, point.statement, _OLD, point.raw)
            pairs.append((point.raw if share is None else share, point.right))
        before = error([(point.raw, point.right) for point in half])
        rows.append((name, len(half), f"{before:.1%}", f"{error(pairs):.1%}"))
    return scoring.table(("judged on", "lines", "error before", "measured on the other half"), rows)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("corpus", type=Path, nargs="+")
    parser.add_argument("--cells", type=Path, nargs="+", default=[])
    parser.add_argument("--halves", default="ABMS")
    parser.add_argument("--equivalents", type=Path)
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--lines", type=Path, help="write every labelled line, tab-separated")
    parser.add_argument("--write", action="store_true", help="write mappings/confidence.tsv")
    given = parser.parse_args()
    groups = scoring.equivalents(given.equivalents)
    gold: dict[str, list[old.GoldLine]] = defaultdict(list)
    for line in old.read_gold(old.GOLD):
        gold[line.filing].append(line)
    cells = {path.stem.removesuffix(".gold"): path
             for folder in given.cells for path in sorted(folder.glob("*.tsv"))}  # fmt: skip
    paths = [path for corpus in given.corpus for path in sorted(corpus.rglob("*.txt"))]
    one = partial(points, cells=cells, groups=groups, gold=dict(gold))
    with ProcessPoolExecutor(given.jobs) as pool:
        found = [point for some in pool.map(one, paths, chunksize=2) for point in some]
    counted = tuple(given.halves.upper())
    halves = {
        "looked at": [p for p in found if not p.filing.upper().startswith(counted)],
        "left out": [p for p in found if p.filing.upper().startswith(counted)],
    }
    print(report(halves, Way), by_source(found), crossed(halves), sep="\n\n")
    if given.lines:
        cells_of = (dataclasses.astuple(point) for point in found)
        text = "".join("\t".join(map(str, cells)) + "\n" for cells in cells_of)
        given.lines.write_text(text, encoding="utf-8")
    if given.write:
        rows = [FIELDS, *(row.cells() for row in measure(found))]
        text = "".join("\t".join(row) + "\n" for row in rows)
        resource("mappings", "confidence.tsv").write_text(text, encoding="utf-8")
        load_measured()  # which proves them
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
