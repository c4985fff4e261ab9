"""A statement as lines and sums, out of the files of a filing's folder.

What adds up to what is in BASE_cal.xml (summation-item arcs with weights), the lines in their order
with their captions in BASE_lines.tsv, the values in BASE.csv.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple
from xml.etree import ElementTree as ET

from converter.export.corpus import Corpus
from converter.export.errors import ExportError
from converter.plot.draw import PlotError

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping
    from pathlib import Path

    from converter.export.corpus import Converted

_LINK = "{http://www.xbrl.org/2003/linkbase}"
_XLINK = "{http://www.w3.org/1999/xlink}"
_NAMES = ("BS", "IS", "CF", "CI")
_Values = dict[str, dict[str, tuple[Decimal, str]]]  # by period and concept, with the unit


class SumLine(NamedTuple):
    """A line of a statement: its concept; its caption, where none is printed the concept's name;
    its value in the period, None where it has none.
    """

    concept: str
    caption: str
    value: Decimal | None


@dataclass(frozen=True, slots=True)
class Summed:
    """A statement in one period.

    period  'start/end', or the day of a balance
    lines   in the printed order, headings without value
    sums    concept -> what adds up to it: (concept, weight) in the order of the lines
    """

    filing: Converted
    title: str
    kind: str
    period: str
    unit: str
    lines: tuple[SumLine, ...]
    sums: dict[str, tuple[tuple[str, Decimal], ...]]

    def value(self, concept: str) -> Decimal | None:
        return next((each.value for each in self.lines if each.concept == concept), None)

    def leaves(self, concept: str) -> int:
        """How many lines that are no sums add up to a concept; no sum holds itself."""
        below = self.sums.get(concept, ())
        return sum(self.leaves(child) for child, _ in below) if below else 1

    def roots(self) -> list[str]:
        """Sums that are part of no other and have a value, in the order of the lines."""
        inside = {child for below in self.sums.values() for child, _ in below}
        return [
            line.concept for line in self.lines
            if line.concept in self.sums and line.concept not in inside and line.value is not None
        ]  # fmt: skip


def summed(output: Path, filing: str, kind: str, end: str = "") -> Summed:
    """A statement of a filing in `output` with its sums, of the period that ends on `end`; without
    one of the latest that has most lines.

    Raises PlotError: no such filing, statement or period, no sums.
    """
    kind = kind.upper()
    if kind not in _NAMES:
        raise PlotError(f"no statement {kind!r} has sums to show; there are {', '.join(_NAMES)}")
    one, rows, facts = _rows(output, filing, kind)
    values = _values(facts, {row["concept"] for row in rows if row["abstract"] != "1"})
    period = _period(values, end, one.folder)
    known = values[period]
    lines = tuple(
        SumLine(
            row["concept"],
            row["label"] or row["name"],
            known[row["concept"]][0] if row["concept"] in known else None,
        )
        for row in rows
    )
    found = _sums(output / one.folder / f"{one.base}_cal.xml", rows[0]["role"])
    order = {line.concept: at for at, line in enumerate(lines)}
    sums = {
        total: tuple(sorted(below, key=lambda each: order.get(each[0], len(order))))
        for total, below in found.items()
        if total in order
    }
    unit = Counter(unit for _, unit in known.values()).most_common(1)[0][0]
    made = Summed(one, rows[0]["title"], kind, period, unit, lines, sums)
    if not made.roots():
        raise PlotError(f"{one.folder}: no sums were found in its {kind}; nothing to compose it of")
    return made


def _rows(
    output: Path, filing: str, kind: str
) -> tuple[Converted, list[dict[str, str]], list[dict[str, str]]]:
    """A filing, the lines of its first statement of a kind, and all its facts."""
    try:
        with Corpus(output) as corpus:
            one = _filing(corpus, filing)
            rows = [row for row in corpus.lines(one) if row["statement"] == kind]
            facts = list(corpus.facts(one) or ())
    except ExportError as error:
        raise PlotError(str(error)) from None
    if not rows:
        raise PlotError(f"{one.folder} has no statement {kind}")
    first = rows[0]["report"]
    rows = [row for row in rows if row["report"] == first and row["parenthetical"] != "1"]
    return one, rows, facts


def _values(facts: Iterable[Mapping[str, str]], concepts: Collection[str]) -> _Values:
    """The company's own amounts of some concepts with their units, by period and concept."""
    values: _Values = defaultdict(dict)
    for fact in facts:
        stated = fact["unit"] and fact["value"] and not fact["dimensions"]
        if fact["concept"] not in concepts or not stated:
            continue
        period = f"{fact['start']}/{fact['end']}" if fact["start"] else fact["end"]
        if "share" not in fact["unit"].lower():
            values[period].setdefault(fact["concept"], (Decimal(fact["value"]), fact["unit"]))
    return values


def _filing(corpus: Corpus, wanted: str) -> Converted:
    """A filing by its folder or accession number, or the only one whose folder has the words."""
    near: list[Converted] = []
    for one in corpus.filings():
        if wanted in (one.folder, one.adsh):
            return one
        if wanted.lower() in one.folder.lower():
            near.append(one)
    if len(near) == 1:
        return near[0]
    hint = f"; there are {', '.join(one.folder for one in near[:8])}" if near else ""
    raise PlotError(f"no filing {wanted!r} among what was converted{hint}")


def _period(values: _Values, end: str, folder: str) -> str:
    there = [period for period in values if not end or period.rpartition("/")[2] == end]
    if not there:
        ends = sorted({period.rpartition("/")[2] for period in values}, reverse=True)
        raise PlotError(
            f"{folder} has no such statement for a period that ends on {end};"
            f" there are {', '.join(ends) or 'none'}"
        )

    def worth(period: str) -> tuple[str, int, str]:
        start, _, last = period.rpartition("/")
        # of equal ones the longer: the year to date before the quarter
        return last, len(values[period]), "".join(chr(0x10FFFF - ord(sign)) for sign in start)

    latest = max(period.rpartition("/")[2] for period in there)
    most = max(len(values[period]) for period in there)
    full = [period for period in there if len(values[period]) * 2 > most] or there
    if all(period.rpartition("/")[2] != latest for period in full):
        return max(full, key=worth)
    return max((p for p in full if p.rpartition("/")[2] == latest), key=worth)


def _sums(path: Path, role: str) -> dict[str, list[tuple[str, Decimal]]]:
    """The sums of a role. The file is this program's own: no entity of another is resolved."""
    try:
        tree = ET.parse(path)  # noqa: S314
    except FileNotFoundError:
        raise PlotError(
            f"{path.name} is not there: convert the filing with xbrl among the formats"
        ) from None
    except (OSError, ET.ParseError) as error:
        raise PlotError(f"{path} cannot be read: {error}") from None
    found: dict[str, list[tuple[str, Decimal]]] = defaultdict(list)
    for link in tree.getroot().iter(f"{_LINK}calculationLink"):
        if link.get(f"{_XLINK}role", "").rpartition("/")[2] != role:
            continue
        for arc in link.iter(f"{_LINK}calculationArc"):
            total, item = (_concept(arc.get(f"{_XLINK}{name}", "")) for name in ("from", "to"))
            found[total].append((item, Decimal(arc.get("weight", "1"))))
    return found


def _concept(label: str) -> str:
    """'us-gaap_GrossProfit' as 'us-gaap:GrossProfit'."""
    prefix, _, name = label.partition("_")
    return f"{prefix}:{name}"
