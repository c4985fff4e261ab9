"""Lines whose concept is known, with what the program sees of them: to learn from, and to judge.

The SEC's data sets are laid out as text in drawn styles (render.py), read by the program's own
stages, and each line that was read is joined with the concept that its filer chose.
"""

from __future__ import annotations

import random
import re
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING

from benchmarks.typeset import render
from converter.dts.base import load_base
from converter.mapping.features import (
    LEARNED,
    Place,
    Reader,
    caption_words,
    sequences,
    short,
    themselves,
    words_of,
)
from converter.model.finding import ConversionError
from converter.pipeline import Options, matched
from converter.read import read_filing
from converter.wording.normalise import letters

if TYPE_CHECKING:
    from collections.abc import Sequence
    from decimal import Decimal
    from pathlib import Path

    from converter.mapping.table import MappingTable
    from converter.model.lineitem import LineItem
    from converter.model.mapped import Summed
    from converter.model.source import SourceText
    from converter.model.xbrl import Concept

_BATCH = 8


@dataclass(frozen=True, slots=True)
class Label:
    """What the filer reported a line as.

    concept  as in `features.short`; '*' where it is an element of the filer's own
    signs    (printed, reported) sign of the first figure that is not zero
    """

    concept: str
    signs: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Example:
    """A line: its features, its label where one is known."""

    statement: str
    caption: str
    words: tuple[str, ...]
    label: Label | None


@dataclass(frozen=True, slots=True)
class Statements:
    """The lines of one filing's statements, by one company, in one style."""

    company: str
    style: int
    lines: tuple[Example, ...]


Work = tuple[str, str, int, bytes, list[dict[str, str]]]


def rendered(datasets: Path, styles: Sequence[int]) -> list[Work]:
    """Every filing of the data sets in each style."""
    work: list[Work] = []
    filings = render.load(datasets)
    for style in styles:
        for filing in filings:
            made = render.render(filing, style)
            if made is not None:
                text, gold, _ = made
                rows = [dict(zip(render.GOLD, row, strict=True)) for row in gold]
                raw = text.encode("ascii", "replace")
                work.append((filing.cover.adsh, filing.cover.cik, style, raw, rows))
    return work


def read_all(work: Sequence[Work], jobs: int) -> list[Statements]:
    with ProcessPoolExecutor(jobs) as pool:
        return [found for some in pool.map(_read, work, chunksize=_BATCH) for found in some]


def _read(work: Work) -> list[Statements]:
    name, company, style, raw, gold = work
    try:
        filing = read_filing(raw, f"{name}.txt")
        tables, mapping = matched(filing.value, Options())
    except ConversionError:
        return []
    found: list[Statements] = []
    for places in sequences(tables, Reader(mapping.matcher, themselves)):
        labels = _labels(places, tables, gold, filing.value.source)
        if labels:
            lines = tuple(
                Example(
                    tables[place.table].read.table.kind.value, _item(tables, place).caption,
                    words_of(place), labels.get(row),
                )
                for row, place in enumerate(places)
            )  # fmt: skip
            found.append(Statements(company, style, lines))
    return found


def _item(tables: Sequence[Summed], place: Place[tuple[str, ...]]) -> LineItem:
    return tables[place.table].read.items[place.item]


def _labels(
    places: Sequence[Place[tuple[str, ...]]],
    tables: Sequence[Summed],
    gold: Sequence[dict[str, str]],
    source: SourceText,
) -> dict[int, Label]:
    """The labels of the lines that can be joined: the same statement and figures, and the same
    caption or a part of it.
    """
    groups: list[list[dict[str, str]]] = []
    for row in gold:
        key = ("statement", "caption", "concept")
        if groups and all(groups[-1][0][name] == row[name] for name in key):
            groups[-1].append(row)
        else:
            groups.append([row])
    labels: dict[int, Label] = {}
    for rows in groups:
        wanted = {digits for row in rows if (digits := _digits(row["printed"]))}
        best: tuple[int, int, int] | None = None
        for at, place in enumerate(places):
            table = tables[place.table].read
            if at in labels or table.table.kind.value != rows[0]["statement"]:
                continue
            item = table.items[place.item]
            common = len(wanted & {_digits(source.cut(cell.span)) for cell in item.row.cells})
            like = _alike(letters(item.caption), letters(rows[0]["caption"]))
            if common and (like or common > 1) and (best is None or (like, common) > best[:2]):
                best = (like, common, at)
        if best is not None:
            item = _item(tables, places[best[2]])
            concept = "*" if rows[0]["custom"] == "1" else rows[0]["concept"]
            labels[best[2]] = Label(concept, _signs(item, rows, source))
    return labels


def _alike(one: str, other: str) -> int:
    """3 the same, 1 one begins or ends the other, 0 neither."""
    if one == other:
        return 3
    short, long = sorted((one, other), key=len)
    return int(bool(short) and (long.startswith(short) or long.endswith(short)))


def _signs(item: LineItem, rows: Sequence[dict[str, str]], source: SourceText) -> tuple[int, int]:
    for cell in item.row.cells:
        printed: Decimal = cell.figure.value
        for row in rows:
            same = _digits(row["printed"]) == _digits(source.cut(cell.span))
            if same and printed and row["value"].strip("-0."):
                return (1 if printed > 0 else -1, -1 if row["value"].startswith("-") else 1)
    return (0, 0)


def _digits(text: str) -> str:
    return re.sub(r"[^\d.]", "", text)


# -- captions of 1993 to 2008 ----------------------------------------------------------------------


def older(
    found: Sequence[Statements], mapping: MappingTable, seed: int, times: int = 2
) -> list[Statements]:
    """Statements with lines of another time put between theirs: the examples of the mapping rows
    whose caption no filing of `found` has, and the names of all concepts as if they were captions.
    Only those lines are labelled.
    """
    rng = random.Random(seed)
    known = {word for each in found for line in each.lines for word in line.words}
    rows = [rule for rule in mapping.rules if rule.role != "column" and not rule.own]
    pending = [
        _Strange(
            rule.example, short(str(rule.concepts[0])), rule.types[0],
            rule.statements or tuple(kind.value for kind in LEARNED), rule.sections,
            rule.role == "total", rule.confidence,
        )
        for rule in rows * times
        if f"N:{'_'.join(mapping.normaliser.words(rule.example))}" not in known
    ]  # fmt: skip
    pending += [
        _Strange(_spoken(name), name, concept.datatype.value, _statements(concept))
        for prefix in ("us-gaap", "retro")
        for concept in load_base().concepts(prefix)
        if concept.datatype.value in _QUANTITIES and not concept.abstract
        for name in [short(str(concept.qname))]
    ]
    rng.shuffle(pending)
    hosts = [each for each in found if len(each.lines) > 30]
    out: list[Statements] = []
    while pending and hosts:
        host = rng.choice(hosts)
        lines = [Example(e.statement, e.caption, e.words, None) for e in host.lines]
        for strange in pending[:_AT_ONCE]:
            places = [at for at, line in enumerate(lines) if line.label is None
                      and strange.stands_before(line)]  # fmt: skip
            if places:
                at = rng.choice(places)
                lines.insert(at, _made(strange, lines[at], mapping, rng))
        del pending[:_AT_ONCE]
        if any(line.label for line in lines):
            out.append(Statements(host.company, host.style, tuple(lines)))
    return out


@dataclass(frozen=True, slots=True)
class _Strange:
    """A caption that no filing has, its concept, and where it could stand.

    confidence  of the row that it is an example of; 0 where there is none
    """

    caption: str
    concept: str
    datatype: str
    statements: tuple[str, ...]
    sections: tuple[str, ...] = ()
    total: bool = False
    confidence: float = 0

    def stands_before(self, line: Example) -> bool:
        if line.statement not in self.statements:
            return False
        return not self.sections or any(f"s:{key}" in line.words for key in self.sections)


_AT_ONCE = 15  # strange lines in one filing
_QUANTITIES = {
    "monetary": "money", "shares": "shares", "perShare": "perShare", "perUnit": "perShare",
}  # fmt: skip
_FLOW = re.compile(r"^(?:Payments|Proceeds|Repayments|IncreaseDecrease|NetCash|Cash)|NoncashItem")


def _spoken(name: str) -> str:
    """A concept's name as words: 'Payments To Acquire Investments'."""
    return " ".join(re.findall(r"[A-Z][a-z]*|[a-z]+", name))


def _statements(concept: Concept) -> tuple[str, ...]:
    if concept.period_type == "instant":
        return ("BS",)
    return ("CF",) if _FLOW.search(concept.qname.local) else ("IS", "CF")


_LED = 0.9  # of the examples of rows, that come with their row
_OWN = ("w:", "b:", "d:", "n:", "m:", "N:", "p:", "r:", "R:", "x:", "q:", "o:", "c:", "C:", "e")


def _made(strange: _Strange, before: Example, mapping: MappingTable, rng: random.Random) -> Example:
    """A strange line in the place of the line that it stands before."""
    words = [f"q:{_QUANTITIES.get(strange.datatype, 'money')}{before.statement}"]
    words += caption_words(strange.caption, mapping.normaliser)
    words.append("o:total" if strange.total else "o:item")
    if strange.confidence and rng.random() < _LED:
        words += [f"r:{strange.concept}", f"R:{int(strange.confidence * 10)}"]
    words += [word for word in before.words if not word.startswith(_OWN)]
    label = Label(strange.concept, (0, 0))
    return Example(before.statement, strange.caption, tuple(dict.fromkeys(words)), label)
