"""What counts as right: a conversion held against gold cells.

A gold cell is found when an undimensioned fact has its absolute value and its period, dates within
seven days. Concept and equivalent concept are judged of the found cells with a standard concept,
the sign of those with the right concept: of all, and of those whose filed sign the arithmetic of
the filer's own statement does not contradict (filed.py).

The filer's own EX-27 is in schedules.py, printed totals are in totals.py.
"""

from __future__ import annotations

import csv
import datetime as dt
import re
from collections import defaultdict
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING

from benchmarks.measures.asked import ASKED
from benchmarks.measures.filed import contradicted, digits, effects
from converter.model.filing import PRIMARY, StatementKind
from converter.model.xbrl import DEI, US_GAAP, Duration
from converter.wording.normalise import letters

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from converter.model.source import SourceText
    from converter.model.xbrl import Fact
    from converter.pipeline import Conversion

MEASURED = ("BS", "IS", "CF")
CORE = "most asked"  # the cells of ASKED concepts, counted apart beside those of the statements
_WITH_MEMBERS = ("EQ", "NOTE")  # statements whose facts have members where gold names none
_DAYS = 7
_SCALES = (3, -3, 6, -6, 2, -2, 9, -9)


@dataclass(frozen=True, slots=True)
class Gold:
    """A printed cell with what its filer reported.

    concepts  accepted names; '-' before one turns the sign, '*' accepts any, '*ext' any extension
    members   ('axis', 'member') pairs that a fact must have
    """

    statement: str
    caption: str
    concepts: tuple[str, ...]
    custom: bool
    start: dt.date | None
    end: dt.date
    value: Decimal
    printed: str
    members: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Emitted:
    """A numeric fact as far as it is measured; `in_cell`: a cell of a table states it."""

    name: str
    standard: bool
    start: dt.date | None
    end: dt.date
    dimensions: tuple[tuple[str, str], ...]
    value: Decimal
    statement: str
    caption: str
    line: int
    digits: str
    confidence: float
    in_cell: bool


@dataclass(frozen=True, slots=True)
class Miss:
    """kind, place and what was found instead."""

    kind: str
    file: str
    line: int
    statement: str
    caption: str
    period: str
    value: str
    found: str = ""


@dataclass(frozen=True, slots=True)
class Match:
    """A mapped fact over a gold cell with a standard concept, for the calibration."""

    confidence: float
    exact: bool
    equivalent: bool


@dataclass(slots=True)
class Score:
    """The counts of one filing, of a statement or of all: name -> number."""

    counts: dict[str, int] = field(default_factory=lambda: defaultdict(int))

    def add(self, name: str, number: int = 1) -> None:
        self.counts[name] += number

    def __getitem__(self, name: str) -> int:
        return self.counts.get(name, 0)


def read_gold(path: Path) -> list[Gold]:
    """The cells that count. Cells without figure, or with a printed zero, are left out."""
    cells: list[Gold] = []
    with path.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
            value, printed = Decimal(row["value"]), row.get("printed")
            members = [m.split("=") for m in (row.get("members") or "").split(",") if m]
            cells.append(
                Gold(
                    row["statement"], row["caption"],
                    tuple((row.get("concepts") or row["concept"]).split("|")),
                    row.get("custom") == "1", _day(row["start"]), _date(row["end"]), value,
                    printed if printed is not None else str(value),
                    tuple(sorted((axis, member) for axis, member in members)),
                )
            )  # fmt: skip
    return cells


def counts(cell: Gold) -> bool:
    """Whether a cell is measured: of a nil cell, a fact and no fact are both right."""
    return bool(cell.value) or bool(cell.printed.strip("0$. "))


def _date(text: str) -> dt.date:
    return dt.date.fromisoformat(text[:10])


def _day(text: str) -> dt.date | None:
    return _date(text) if text else None


def near(one: dt.date | None, other: dt.date | None) -> bool:
    if one is None or other is None:
        return one is other
    return abs((one - other).days) <= _DAYS


def emitted(conversion: Conversion) -> list[Emitted]:
    """The numeric facts of a conversion."""
    cells = {
        cell.span.start
        for table in conversion.tables
        for row in table.table.rows
        for cell in row.cells
    }
    source = conversion.filing.source
    return [
        _emitted(fact, cells, source) for fact in conversion.report.facts if fact.unit is not None
    ]


def _emitted(fact: Fact, cells: set[int], source: SourceText) -> Emitted:
    period = fact.context.period
    places = [place for place in (fact.span, *fact.others) if place is not None]
    assert isinstance(fact.value, Decimal)
    return Emitted(
        fact.concept.local,
        fact.concept.namespace in (US_GAAP, DEI),
        period.start if isinstance(period, Duration) else None,
        period.end,
        tuple(sorted((axis.local, member.local) for axis, member in fact.context.dimensions)),
        fact.value,
        fact.provenance.statement.value,
        fact.provenance.caption,
        fact.span.line if fact.span else 0,
        digits(source.cut(fact.span)) if fact.span else "",
        fact.provenance.confidence,
        any(place.start in cells for place in places),
    )


class Index:
    """Facts by their absolute value, and by line."""

    def __init__(self, facts: Iterable[Emitted]) -> None:
        self._by: dict[Decimal, list[Emitted]] = defaultdict(list)
        self._lines: dict[int, list[Emitted]] = defaultdict(list)
        for fact in facts:
            self._by[abs(fact.value).normalize()].append(fact)
            self._lines[fact.line].append(fact)

    def line(self, number: int) -> list[Emitted]:
        return self._lines.get(number, [])

    def of(self, value: Decimal) -> list[Emitted]:
        return self._by.get(abs(value).normalize(), [])

    def cell(self, cell: Gold) -> list[Emitted]:
        """The facts that state a gold cell: value, period, members."""
        return [
            fact
            for fact in self.of(cell.value)
            if near(fact.start, cell.start) and near(fact.end, cell.end) and _members(cell, fact)
        ]


def _members(cell: Gold, fact: Emitted) -> bool:
    if cell.members:
        return fact.dimensions == cell.members
    return cell.statement in _WITH_MEMBERS or not fact.dimensions


def judge_gold(
    name: str,
    text: str,
    gold: Sequence[Gold],
    conversion: Conversion | None,
    groups: dict[str, set[str]],
) -> tuple[dict[str, Score], list[Miss], list[Match]]:
    """Counts by statement, misses and matches of one filing against its gold."""
    facts = emitted(conversion) if conversion else []
    index = Index(facts)
    places = Places(text)
    read = _printed_figures(conversion)
    kinds = {fact.statement for fact in facts}
    moves = effects(conversion.mapped, conversion.filing.source) if conversion else {}
    scores: dict[str, Score] = defaultdict(Score)
    misses: list[Miss] = []
    for cell in gold:
        line = places.of(cell)
        if not counts(cell):
            continue
        score = scores[cell.statement]
        core = scores[CORE] if cell.concepts[0] in ASKED and not cell.custom else Score()
        for each in (score, core):
            each.add("cells")
        hits = index.cell(cell)
        said = Miss(
            "", name, line, cell.statement, cell.caption,
            f"{cell.start or ''}..{cell.end}", str(cell.value.normalize()),
        )  # fmt: skip
        if not hits:
            kind, found = _why(cell, line, index, read, kinds)
            misses.append(_miss(said, kind, found))
            continue
        for each in (score, core):
            each.add("value")
        if cell.custom:
            continue
        exact, like, signed = _judge(cell, hits, groups)
        for each in (score, core):
            each.add("standard")
            each.add("like", int(like))
            each.add("concept", int(exact))
            each.add("sign", int(exact and signed))
        names = " ".join(sorted({hit.name for hit in hits}))
        own = sorted(hits, key=lambda hit: hit.name not in cell.concepts)
        effect = next((moves[at] for hit in own if (at := (hit.line, hit.digits)) in moves), 0)
        filers = exact and contradicted(cell.concepts[0], cell.value, effect)
        for each in (score, core):
            each.add("clear", int(exact and not filers))
            each.add("clear sign", int(exact and signed and not filers))
        if exact and not signed:
            kind = "sign against the filer's own sum" if filers else "wrong sign"
            misses.append(_miss(said, kind, names))
        elif not exact:
            kind = "equivalent concept" if like else "other concept"
            kind = kind if like or any(hit.standard for hit in hits) else "abstained"
            misses.append(_miss(said, kind, f"{names} for {cell.concepts[0]}"))
    misses += _surplus(name, gold, facts, scores)
    return scores, misses, list(_matches(gold, facts, groups))


def _miss(said: Miss, kind: str, found: str) -> Miss:
    return Miss(
        kind, said.file, said.line, said.statement, said.caption, said.period, said.value, found
    )


def _judge(
    cell: Gold, hits: Sequence[Emitted], groups: dict[str, set[str]]
) -> tuple[bool, bool, bool]:
    """(the very concept, that or an equivalent one, with the filed sign)."""
    exact = like = signed = False
    for hit in hits:
        for wanted in cell.concepts:
            name, turned = wanted.lstrip("-"), wanted.startswith("-")
            if name == "*" or (name == "*ext" and not hit.standard):
                exact = signed = True
            elif hit.name == name:
                exact = True
                signed = signed or hit.value == (-cell.value if turned else cell.value)
            like = like or exact or hit.name in groups.get(name, ())
    return exact, like, signed


def _why(
    cell: Gold, line: int, index: Index, read: dict[int, set[str]], kinds: set[str]
) -> tuple[str, str]:
    """(kind of miss, what was found instead) for a cell that no fact states."""
    same = [f for f in index.of(cell.value) if f.statement == cell.statement and not f.dimensions]
    if cell.value and same:
        return "value in another period", f"{same[0].start or ''}..{same[0].end} {same[0].name}"
    if cell.value:
        for power in _SCALES:
            for fact in index.of(cell.value.scaleb(power)):
                if near(fact.start, cell.start) and near(fact.end, cell.end):
                    return "wrong scale", f"{fact.value} {fact.name}"
    if cell.statement not in kinds:
        return "statement not found", ""
    if any(f.dimensions for f in index.of(cell.value) if cell.value):
        return "with dimensions", ""
    figures = read.get(line)
    if figures is None:
        return "line not read", ""
    said = digits(cell.printed)
    if said not in figures:
        return "figure not read", " ".join(sorted(figures))
    other = [fact for fact in index.line(line) if fact.digits == said]
    if other:
        return "no such value", f"{other[0].value} {other[0].name}"
    return "read but not emitted", ""


def _printed_figures(conversion: Conversion | None) -> dict[int, set[str]]:
    """Line -> digits of the figures that were read there."""
    out: dict[int, set[str]] = defaultdict(set)
    for table in conversion.tables if conversion else ():
        for row in table.table.rows:
            for cell in row.cells:
                printed = conversion.filing.source.cut(cell.span) if conversion else ""
                out[cell.span.line].add(digits(printed))
    return out


def _surplus(
    name: str, gold: Sequence[Gold], facts: Sequence[Emitted], scores: dict[str, Score]
) -> Iterator[Miss]:
    """Facts of the primary statements that are no gold cell; zeros are counted apart."""
    wanted: dict[Decimal, list[Gold]] = defaultdict(list)
    for cell in gold:
        wanted[abs(cell.value).normalize()].append(cell)
    for fact in facts:
        if fact.dimensions or fact.statement not in MEASURED:
            continue
        score = scores[fact.statement]
        score.add("emitted" if fact.in_cell else "emitted in captions")
        known = any(
            near(fact.start, cell.start) and near(fact.end, cell.end)
            for cell in wanted.get(abs(fact.value).normalize(), ())
        )
        if known:
            continue
        if not fact.value:
            score.add("nil")  # dashes are printed for what a filer left out as for a reported zero
            continue
        score.add("surplus" if fact.in_cell else "surplus in captions")
        if fact.in_cell:
            yield Miss(
                "surplus", name, fact.line, fact.statement, fact.caption,
                f"{fact.start or ''}..{fact.end}", str(fact.value.normalize()), fact.name,
            )  # fmt: skip


def _matches(
    gold: Sequence[Gold], facts: Sequence[Emitted], groups: dict[str, set[str]]
) -> Iterator[Match]:
    """Each standard fact over a gold cell of its statement that has a standard concept."""
    index: dict[tuple[str, Decimal], list[Gold]] = defaultdict(list)
    for cell in gold:
        index[cell.statement, abs(cell.value).normalize()].append(cell)
    for fact in facts:
        if fact.dimensions or not fact.standard or not fact.in_cell:
            continue
        over = [
            cell
            for cell in index.get((fact.statement, abs(fact.value).normalize()), ())
            if near(fact.start, cell.start) and near(fact.end, cell.end)
        ]
        named = [cell for cell in over if letters(cell.caption) == letters(fact.caption)]
        over = [cell for cell in named or over if not cell.custom]
        if over:
            judged = [_judge(cell, [fact], groups) for cell in over]
            yield Match(
                fact.confidence, any(j[0] for j in judged), any(j[1] for j in judged)
            )  # fmt: skip


class Places:
    """Finds the printed lines of gold cells, which come in printed order by statement."""

    def __init__(self, text: str) -> None:
        self._lines = text.split("\n")
        self._flat = [re.sub(r"[\s$]", "", line) for line in self._lines]
        self._letters = [letters(line) for line in self._lines]
        self._at = 0
        self._last: tuple[tuple[str, str], int] | None = None

    def of(self, cell: Gold) -> int:
        """The line (from 1) of a cell, 0 where it is not found."""
        key = (cell.statement, cell.caption)
        wanted = re.sub(r"[\s$]", "", cell.printed)
        if self._last and self._last[0] == key and wanted in self._flat[self._last[1] - 1]:
            return self._last[1]
        head = letters(cell.caption)[:14]
        for first in (self._at, 0):
            for number in range(first, len(self._flat)):
                if not wanted or wanted not in self._flat[number]:
                    continue
                near_by = self._letters[max(0, number - 7) : number + 6]
                if any(head and head in line for line in near_by):
                    self._at = max(self._at, number - 8)
                    self._last = (key, number + 1)
                    return number + 1
        return 0


def equivalents(path: Path | None) -> dict[str, set[str]]:
    """Concept -> the concepts that filers chose for the same line, one group a row of the file."""
    groups: dict[str, set[str]] = defaultdict(set)
    if path is not None:
        for line in path.read_text(encoding="utf-8").splitlines():
            if line and not line.startswith("#"):
                for name in line.split():
                    groups[name].update(line.split())
    return groups


def statements(conversion: Conversion | None) -> list[str]:
    """The kinds of primary statements that were read, with their first lines."""
    if conversion is None:
        return []
    return [
        f"{table.read.table.kind.value}:{table.read.table.first}"
        for table in conversion.mapped
        if table.read.table.kind in PRIMARY and table.read.table.kind is not StatementKind.COVER
    ]


# -- for the terminal -----------------------------------------------------------------------------


def share(part: int, whole: int, digits: int = 2) -> str:
    return f"{100 * part / whole:.{digits}f}%" if whole else "-"


def table(head: Sequence[object], rows: Sequence[Sequence[object]]) -> str:
    """Columns under a ruled head; the first is set to the left, the others to the right."""
    cells = [[str(cell) for cell in row] for row in (head, *rows)]
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    lines = [
        "  ".join(
            cell.rjust(width) if at else cell.ljust(width)
            for at, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in cells
    ]
    return "\n".join([lines[0], "  ".join("-" * width for width in widths), *lines[1:]])
