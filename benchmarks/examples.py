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

import render

from converter.mapping.features import LEARNED, Place, sequences
from converter.model.finding import ConversionError
from converter.pipeline import Options, matched
from converter.read import read_filing

if TYPE_CHECKING:
    from collections.abc import Sequence
    from decimal import Decimal
    from pathlib import Path

    from converter.mapping.rows import Rule
    from converter.mapping.table import MappingTable
    from converter.model.lineitem import LineItem
    from converter.model.mapped import MappedTable
    from converter.model.source import SourceText

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
        tables, mappings = matched(filing.value, Options())
    except ConversionError:
        return []
    mapping = mappings.table
    found: list[Statements] = []
    for places in sequences(tables, mapping):
        labels = _labels(places, tables, gold, filing.value.source)
        if labels:
            lines = tuple(
                Example(
                    tables[place.table].read.table.kind.value, _item(tables, place).caption,
                    place.words, labels.get(row),
                )
                for row, place in enumerate(places)
            )  # fmt: skip
            found.append(Statements(company, style, lines))
    return found


def _item(tables: Sequence[MappedTable], place: Place) -> LineItem:
    return tables[place.table].read.items[place.item]


def _labels(
    places: Sequence[Place],
    tables: Sequence[MappedTable],
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
            like = _alike(_letters(item.caption), _letters(rows[0]["caption"]))
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


def _letters(text: str) -> str:
    return re.sub(r"[^a-z]", "", text.lower())


# -- captions of 1993 to 2008 ----------------------------------------------------------------------


def older(
    found: Sequence[Statements], mapping: MappingTable, seed: int, times: int = 2
) -> list[Statements]:
    """Statements with lines of another time put between theirs: the examples of the mapping rows
    whose caption no filing of `found` has. Only those lines are labelled.
    """
    rng = random.Random(seed)
    known = {word for each in found for line in each.lines for word in line.words}
    hosts = [each for each in found if len(each.lines) > 30]
    out: list[Statements] = []
    rows = [rule for rule in mapping.rules if rule.role != "column" and not rule.own]
    rng.shuffle(rows)
    pending = [rule for rule in rows * times if _name(rule, mapping) not in known]
    while pending and hosts:
        host = rng.choice(hosts)
        lines = [Example(e.statement, e.caption, e.words, None) for e in host.lines]
        for rule in pending[:6]:
            places = [
                at for at, line in enumerate(lines)
                if line.label is None and _takes(rule, line)
            ]  # fmt: skip
            if places:
                at = rng.choice(places)
                lines.insert(at, _made(rule, lines[at], mapping, rng))
        del pending[:6]
        if any(line.label for line in lines):
            out.append(Statements(host.company, host.style, tuple(lines)))
    return out


def _name(rule: Rule, mapping: MappingTable) -> str:
    return f"N:{'_'.join(mapping.normaliser.words(rule.example))}"


def _takes(rule: Rule, line: Example) -> bool:
    """Whether a rule's line could stand before this one."""
    kinds = rule.statements or tuple(kind.value for kind in LEARNED)
    if line.statement not in kinds:
        return False
    return not rule.sections or any(f"s:{key}" in line.words for key in rule.sections)


_OWN = ("w:", "b:", "d:", "n:", "m:", "N:", "p:", "r:", "R:", "x:", "q:", "o:", "c:", "C:", "e")


def _made(rule: Rule, before: Example, mapping: MappingTable, rng: random.Random) -> Example:
    """A line of a rule's example, in the place of the line that it stands before."""
    from converter.mapping.features import caption_words, short

    kinds = {"monetary": "money", "shares": "shares", "perShare": "perShare"}
    words = [f"q:{kinds.get(rule.types[0], 'money')}{before.statement}"]
    words += caption_words(rule.example, mapping)
    words.append("o:total" if rule.role == "total" else "o:item")
    if rng.random() < 0.9:
        words += [f"r:{short(str(rule.concepts[0]))}", f"R:{int(rule.confidence * 10)}"]
    words += [word for word in before.words if not word.startswith(_OWN)]
    label = Label(short(str(rule.concepts[0])), (0, 0))
    return Example(before.statement, rule.example, tuple(dict.fromkeys(words)), label)
