"""Compare a conversion's facts with facts that were written down by hand.

A golden file holds one printed figure as one fact a line (`read_golden`), lines with '#' are
comments. What is expected is a key: concept, period, members. The same key at several places is one
fact printed several times. `compare` takes the facts as `Report.rows()` gives them:

    difference = compare(read_golden(path), report.rows())
    assert difference.ok, str(difference)

Words in a golden file:

    ext:*   any concept that is neither us-gaap nor dei, found by its place and period
    none    among the alternatives: the cell may stay without a fact
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import NamedTuple

COLUMNS = (
    "statement",
    "line",
    "column",
    "printed",
    "caption",
    "concept",
    "alternatives",
    "start",
    "end",
    "members",
    "value",
    "unit",
    "decimals",
)
PRIMARY = frozenset({"BS", "IS", "CF", "EQ", "CI"})
ANY_EXTENSION = "ext:*"
OPTIONAL = "none"
STANDARD = ("us-gaap:", "dei:")

Row = Mapping[str, object]


class Place(NamedTuple):
    """Line and column in the source, from 1. A text fact is held to its line only: column 0."""

    line: int
    column: int

    def __str__(self) -> str:
        return f"{self.line}:{self.column}" if self.column else str(self.line)


class Key(NamedTuple):
    """`cell` tells extension facts of one period apart: they have no common name."""

    concept: str
    start: str
    end: str
    members: tuple[str, ...]
    cell: str = ""

    def __str__(self) -> str:
        period = f"{self.start}..{self.end}" if self.start else self.end
        return " ".join((self.concept, period, *self.members))


@dataclass(frozen=True, slots=True)
class GoldenRow:
    """One line of a golden file. `place` is None for what is concluded, not printed."""

    statement: str
    place: Place | None
    printed: str
    caption: str
    concept: str
    alternatives: tuple[str, ...]
    start: str
    end: str
    members: tuple[str, ...]
    value: str
    unit: str
    decimals: str

    @property
    def key(self) -> Key:
        cell = str(self.place) if self.concept == ANY_EXTENSION else ""
        return Key(self.concept, self.start, self.end, self.members, cell)

    @property
    def accepted(self) -> tuple[str, ...]:
        return (self.concept, *(name for name in self.alternatives if name != OPTIONAL))

    @property
    def optional(self) -> bool:
        return OPTIONAL in self.alternatives

    def __str__(self) -> str:
        where = f"line {self.place}" if self.place else "not printed"
        return (
            f'{self.statement} {where} "{self.caption}" {self.printed}: {self.key} = {self.value}'
        )


def read_golden(path: Path | str) -> list[GoldenRow]:
    """The rows of a golden file; a line that does not fit stops with its number."""
    rows: list[GoldenRow] = []
    head: list[str] | None = None
    for number, text in enumerate(Path(path).read_text(encoding="utf-8").splitlines(), start=1):
        if not text or text.startswith("#"):
            continue
        cells = text.split("\t")
        if head is None:
            head = cells
            if tuple(head) != COLUMNS:
                raise ValueError(f"{path}:{number}: columns must be {' '.join(COLUMNS)}")
            continue
        if len(cells) != len(COLUMNS):
            raise ValueError(f"{path}:{number}: {len(cells)} cells, not {len(COLUMNS)}")
        rows.append(_golden_row(dict(zip(COLUMNS, cells, strict=True))))
    return rows


def _golden_row(cell: dict[str, str]) -> GoldenRow:
    column = int(cell["column"] or 0) if cell["unit"] else 0
    return GoldenRow(
        statement=cell["statement"],
        place=Place(int(cell["line"]), column) if cell["line"] else None,
        printed=cell["printed"],
        caption=cell["caption"],
        concept=cell["concept"],
        alternatives=tuple(filter(None, cell["alternatives"].split("|"))),
        start=cell["start"],
        end=cell["end"],
        members=_members(cell["members"]),
        value=cell["value"],
        unit=cell["unit"],
        decimals=cell["decimals"],
    )


@dataclass(frozen=True, slots=True)
class Difference:
    """missing    expected, and no fact has an accepted concept, the period and the members
    wrong      found, but value, sign, unit or decimals differ
    misplaced  found, but it points to a line or column where the figure is not printed
    surplus    facts of the primary statements that nobody expects
    unlisted   places where a right fact is printed too, but which it does not name; no error
    """

    missing: tuple[str, ...] = ()
    wrong: tuple[str, ...] = ()
    misplaced: tuple[str, ...] = ()
    surplus: tuple[str, ...] = ()
    unlisted: tuple[str, ...] = field(default=(), compare=False)

    @property
    def ok(self) -> bool:
        return not (self.missing or self.wrong or self.misplaced or self.surplus)

    def __str__(self) -> str:
        parts: list[str] = []
        for name in ("missing", "wrong", "misplaced", "surplus", "unlisted"):
            messages: tuple[str, ...] = getattr(self, name)
            if messages:
                parts.append(f"{name} ({len(messages)})")
                parts.extend(f"  {message}" for message in messages)
        return "\n".join(parts) or "no difference"


def compare(golden_rows: Iterable[GoldenRow], facts: Sequence[Row]) -> Difference:
    """What differs between the expected facts and `facts`, in printed order."""
    groups: dict[Key, list[GoldenRow]] = defaultdict(list)
    for row in golden_rows:
        groups[row.key].append(row)
    by_context: dict[tuple[str, str, tuple[str, ...]], list[int]] = defaultdict(list)
    for index, fact in enumerate(facts):
        by_context[_context(fact)].append(index)

    missing: list[str] = []
    wrong: list[str] = []
    unlisted: list[str] = []
    used: set[int] = set()
    allowed: dict[int, set[Place]] = defaultdict(set)
    judged: dict[int, GoldenRow] = {}

    for key, rows in groups.items():
        here = by_context.get((key.start, key.end, key.members), [])
        candidates = [index for index in here if _accepts(rows, facts[index])]
        if not candidates:
            if not any(row.optional for row in rows):
                missing.append(f"{rows[0]}{_nearby(rows, facts)}")
            continue
        best = min(candidates, key=lambda index: _rank(rows, facts[index]))
        used.add(best)
        used.update(index for index in candidates if not _errors(rows[0], facts[index]))
        errors = _errors(rows[0], facts[best])
        if errors:
            wrong.append(f"{rows[0]}: {'; '.join(errors)}{_spelled(key, facts[best])}")
        places = {row.place for row in rows if row.place}
        if places:
            judged.setdefault(best, rows[0])
            allowed[best] |= places
        if not errors:
            told = _places(facts[best])
            unlisted.extend(
                f"{row}: the fact names {_listing(told)}"
                for row in rows
                if row.place and row.place not in told
            )

    misplaced = [
        f"{judged[index]}: points to {_primary(facts[index]) or 'no place'},"
        f" expected {_listing(places)}"
        for index, places in allowed.items()
        if _primary(facts[index]) not in places
    ]
    surplus = [
        f"{_text(fact, 'statement')} line {_primary(fact) or '?'} "
        f'"{_text(fact, "caption")}" {_text(fact, "printed")}: '
        f"{_fact_key(fact)} = {_text(fact, 'value')}"
        for index, fact in enumerate(facts)
        if index not in used and _text(fact, "statement") in PRIMARY
    ]
    return Difference(
        tuple(missing), tuple(wrong), tuple(misplaced), tuple(surplus), tuple(unlisted)
    )


def _accepts(rows: Sequence[GoldenRow], fact: Row) -> bool:
    name = _text(fact, "concept")
    if any(name in row.accepted for row in rows):
        return True
    if name.startswith(STANDARD):
        return False
    at_home = _places(fact)
    return any(ANY_EXTENSION in row.accepted and row.place in at_home for row in rows)


def _rank(rows: Sequence[GoldenRow], fact: Row) -> tuple[bool, int, bool]:
    """Best first: printed here, then the order of the concepts, then the right value."""
    name = _text(fact, "concept")
    order = [accepted for row in rows for accepted in row.accepted]
    places = {row.place for row in rows if row.place}
    return (
        bool(places) and not places & _places(fact),
        order.index(name) if name in order else order.index(ANY_EXTENSION),
        bool(_errors(rows[0], fact)),
    )


def _errors(row: GoldenRow, fact: Row) -> list[str]:
    errors: list[str] = []
    value = _text(fact, "value")
    if not row.unit:
        if _plain(value) != _plain(row.value):
            errors.append(f"value is {value!r}, expected {row.value!r}")
        return errors
    found, expected = _number(value), Decimal(row.value)
    if found is None:
        errors.append(f"value is {value!r}, expected the number {expected}")
    elif found != expected:
        what = "sign" if found == -expected else "value"
        errors.append(f"{what}: is {found}, expected {expected}")
    unit = row.unit.replace("/shares", "_per_share")
    if _text(fact, "unit") != unit:
        errors.append(f"unit is {_text(fact, 'unit') or 'none'}, expected {unit}")
    if _text(fact, "decimals") != row.decimals:
        errors.append(f"decimals is {_text(fact, 'decimals') or 'none'}, expected {row.decimals}")
    return errors


def _nearby(rows: Sequence[GoldenRow], facts: Sequence[Row]) -> str:
    """The facts that stand at the places of a missing one: mostly the wrong name or period."""
    places = {row.place for row in rows if row.place}
    found = [
        f"{_fact_key(fact)} = {_text(fact, 'value')}" for fact in facts if places & _places(fact)
    ]
    return f"; there stands {', '.join(found)}" if found else "; nothing stands there"


def _spelled(key: Key, fact: Row) -> str:
    name = _text(fact, "concept")
    return "" if name == key.concept else f" (as {name})"


def _context(fact: Row) -> tuple[str, str, tuple[str, ...]]:
    return _text(fact, "start"), _text(fact, "end"), _members(_text(fact, "dimensions"))


def _fact_key(fact: Row) -> Key:
    return Key(_text(fact, "concept"), *_context(fact))


def _members(text: str) -> tuple[str, ...]:
    return tuple(sorted(filter(None, (part.strip() for part in text.split(";")))))


def _primary(fact: Row) -> Place | None:
    line = _text(fact, "line")
    if not line:
        return None
    return Place(int(line), int(_text(fact, "column") or 0) if _text(fact, "unit") else 0)


def _places(fact: Row) -> set[Place]:
    first = _primary(fact)
    places = {first} if first else set()
    for word in _text(fact, "also_printed_at").split():
        line, _, column = word.partition(":")
        places.add(Place(int(line), int(column or 0) if _text(fact, "unit") else 0))
    return places


def _listing(places: set[Place]) -> str:
    return " ".join(str(place) for place in sorted(places)) or "no place"


def _text(fact: Row, name: str) -> str:
    value = fact.get(name)
    return "" if value is None else str(value)


def _number(text: str) -> Decimal | None:
    try:
        return Decimal(text)
    except InvalidOperation:
        return None


def _plain(text: str) -> str:
    return " ".join(text.split()).casefold()
