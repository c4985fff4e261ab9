"""A filing's statements as tables, of the rows of BASE.csv and BASE_lines.tsv.

What the lines present (balance sheet, income, cash flows) has a row a line and a column a period,
in the order of print; equity and the tables of notes, whose columns are no periods, have a row a
printed line and a column a printed one; cover and Financial Data Schedule are lists.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Final

from converter.model.filing import STATEMENT_NAMES

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

Row = dict[str, str]

_PRINTED: Final = ("EQ", "NOTE")
_LISTS: Final = ("COVER", "FDS")
NAMES: Final = {kind.value: name for kind, name in STATEMENT_NAMES.items()} | {
    "COVER": "Cover page", "FDS": "Financial Data Schedule", "NOTE": "Notes",
}  # fmt: skip
_MEMBER = re.compile(r"=\S*?:(\w+?)(?:Member)?(?:;|$)")
_WORDS = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_IN_CAPTIONS: Final = " (Parenthetical)"
_UNSURE: Final = 0.8
_WIDEST: Final = 12  # columns of a table; what has more is a list


@dataclass(frozen=True, slots=True)
class Cell:
    """A fact in a table.

    text    its value for the eye, with the sign of print
    words   whether it is a text
    unsure  confidence below four fifths, or in doubt by a finding
    review  'confirmed by AB, 2026-11-29', '' where nobody has reviewed it
    """

    fact: str
    text: str
    concept: str
    period: str
    unit: str
    confidence: str
    doubts: str
    line: str
    column: str
    printed: str
    dimensions: str = ""
    placed: bool = True
    words: bool = False
    unsure: bool = False
    own: bool = False
    review: str = ""


@dataclass(slots=True)
class TableRow:
    label: str
    level: int = 0
    heading: bool = False
    concept: str = ""
    cells: list[list[Cell]] = field(default_factory=list)


@dataclass(slots=True)
class Table:
    """id  of its heading; `line` where it begins in the text, 0 where that is not known"""

    id: str
    kind: str
    title: str
    heads: list[tuple[str, str]]
    rows: list[TableRow]
    line: int = 0
    parenthetical: bool = False

    @property
    def place(self) -> str:
        """'LINE:COLUMN' of its first figure in print, by which a review names the statement."""
        cells = (cell for row in self.rows for cells in row.cells for cell in cells)
        return next((f"{each.line}:{each.column}" for each in cells if each.placed), "")

    @property
    def short(self) -> str:
        """For a list of the tables."""
        name = NAMES.get(self.kind, self.kind)
        if self.kind == "NOTE":
            return self.title
        return f"{name}: in captions" if self.parenthetical else name


def tables(lines: Sequence[Row], facts: Sequence[Row]) -> list[Table]:
    """The tables in the order of the filing; the cover and the schedule come last."""
    of_kind: dict[str, list[Row]] = defaultdict(list)
    for fact in facts:
        if not _is_text(fact):
            of_kind[fact["statement"]].append(fact)
    made = [_presented(role, own) for role, own in _shared(_roles(lines), of_kind)]
    for kind in _PRINTED:
        made += _as_printed(kind, of_kind.get(kind, []))
    found = [table for table in made if table is not None and table.rows]
    found.sort(key=lambda table: (not table.line, table.line))
    shown = facts_of(found)
    for kind in (*_LISTS, *(kind for kind in of_kind if kind not in _LISTS)):
        left = [fact for fact in of_kind.get(kind, []) if fact["fact"] not in shown]
        if left:
            found.append(_list(kind, left, whole=kind in _LISTS))
    for number, table in enumerate(found, start=1):
        table.id = f"t{number}"
    return found


def facts_of(found: Iterable[Table]) -> set[str]:
    """The ids of the facts that the tables show."""
    return {
        cell.fact for table in found for row in table.rows for cells in row.cells for cell in cells
    }


def notes(facts: Iterable[Row]) -> list[Row]:
    """The facts that are a note's text, in the order of the text."""
    found = [fact for fact in facts if _is_text(fact) and fact["line"].isdecimal()]
    return sorted(found, key=lambda fact: int(fact["line"]))


def _is_text(fact: Row) -> bool:
    return fact["concept"].endswith("TextBlock")


def _roles(lines: Sequence[Row]) -> list[list[Row]]:
    """The lines of each statement that is presented so."""
    found: dict[str, list[Row]] = defaultdict(list)
    for line in lines:
        if line["report"] != "0" and line["statement"] not in (*_PRINTED, *_LISTS, ""):
            found[line["report"]].append(line)
    return list(found.values())


def _shared(
    roles: Sequence[list[Row]], of_kind: dict[str, list[Row]]
) -> list[tuple[list[Row], list[Row]]]:
    """Each statement's lines with its facts, each fact once: where the statement's title is that of
    the table that it was printed in, else in the first that has its concept.
    """
    concepts = [{line["concept"] for line in role if line["abstract"] != "1"} for role in roles]
    made: list[list[Row]] = [[] for _ in roles]
    given: set[str] = set()
    for titled in (True, False):
        for role, known, own in zip(roles, concepts, made, strict=True):
            title = role[0]["title"].removesuffix(_IN_CAPTIONS)
            for fact in of_kind.get(role[0]["statement"], ()):
                if fact["fact"] in given or fact["concept"] not in known:
                    continue
                if fact["table"] == title or not titled:
                    given.add(fact["fact"])
                    own.append(fact)
    return list(zip(roles, made, strict=True))


def _presented(role: list[Row], own: list[Row]) -> Table | None:
    if not own:
        return None
    columns, of_fact = _columns(own)
    made = Table("", role[0]["statement"], role[0]["title"], [_head(key) for key in columns], [])
    by_line, left = _by_line(role, own)
    for number, line in enumerate(role):
        heading = line["abstract"] == "1"
        if heading and not line["parent"]:
            continue  # the statement's own, which its title says
        row = TableRow(line["label"], int(line["level"] or 0), heading, line["concept"])
        if not heading:
            here = by_line.get(number, [])
            row.cells = _cells(here, columns, of_fact, negated=line["negated"] == "1")
        made.rows.append(row)
    for fact in left:
        row = TableRow(fact["caption"] or fact["concept"], 1, concept=fact["concept"])
        row.cells = _cells([fact], columns, of_fact)
        made.rows.append(row)
    made.rows = _without_empty(made.rows)
    made.line = _first_line(own)
    made.parenthetical = role[0]["role"].endswith("Parenthetical")
    return made


def _by_line(role: list[Row], own: list[Row]) -> tuple[dict[int, list[Row]], list[Row]]:
    """The facts of each line, by its place in the role, and those of none.

    A concept in several lines (cash at the beginning and at the end) has as many printed lines, one
    for each in their order; else the captions tell.
    """
    by_concept: dict[str, list[Row]] = defaultdict(list)
    places: dict[str, list[int]] = defaultdict(list)
    for fact in own:
        by_concept[fact["concept"]].append(fact)
    for number, line in enumerate(role):
        if line["abstract"] != "1":
            places[line["concept"]].append(number)
    found: dict[int, list[Row]] = defaultdict(list)
    left: list[Row] = []
    for concept, facts in by_concept.items():
        numbers = places[concept]
        printed = sorted({int(fact["line"]) for fact in facts if fact["line"].isdecimal()})
        for fact in facts:
            at: int | None = numbers[0]
            if len(numbers) > 1 and len(printed) == len(numbers) and fact["line"].isdecimal():
                at = numbers[printed.index(int(fact["line"]))]
            elif len(numbers) > 1:
                same = (each for each in numbers if _same(fact["caption"], role[each]["label"]))
                at = next(same, None)
            if at is None:
                left.append(fact)
            else:
                found[at].append(fact)
    return found, left


def _columns(facts: list[Row]) -> tuple[list[tuple[str, ...]], dict[str, tuple[str, ...]]]:
    """The columns (start, end, dimensions) in the order of print, and that of each fact.

    A balance among flows (cash at the end of the year) stands in the column it is printed in: that
    of the flows with the same heading, else of those that end on its day.
    """
    flows: dict[tuple[str, str], Counter[tuple[str, ...]]] = defaultdict(Counter)
    for fact in facts:
        if fact["start"]:
            flows[fact["column_head"], fact["dimensions"]][_key(fact)] += 1
    of_fact: dict[str, tuple[str, ...]] = {}
    at: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for fact in facts:
        key = _key(fact)
        if not fact["start"] and flows:
            same = flows.get((fact["column_head"], fact["dimensions"]))
            ends = [each for found in flows.values() for each in found
                    if each[1:] == (fact["end"], fact["dimensions"])]  # fmt: skip
            if same:
                key = same.most_common(1)[0][0]
            elif ends:
                key = min(ends)  # the longest
        of_fact[fact["fact"]] = key
        if fact["column"].isdecimal() and fact["unit"]:
            at[key].append(int(fact["column"]))
    order = {key: sum(found) / len(found) for key, found in at.items()}
    keys = dict.fromkeys(of_fact.values())
    return sorted(keys, key=lambda key: (bool(key[2]), order.get(key, 1e6), key)), of_fact


def _key(fact: Row) -> tuple[str, ...]:
    return fact["start"], fact["end"], fact["dimensions"]


def _head(key: tuple[str, ...]) -> tuple[str, str]:
    start, end, dimensions = key
    return (f"{start} to {end}" if start else end), _members(dimensions)


def _cells(
    facts: list[Row], columns: Sequence[tuple[str, ...]], of_fact: dict[str, tuple[str, ...]],
    *, negated: bool = False,
) -> list[list[Cell]]:  # fmt: skip
    row: list[list[Cell]] = [[] for _ in columns]
    for fact in facts:
        row[columns.index(of_fact[fact["fact"]])].append(cell(fact, negated=negated))
    return row


def _without_empty(rows: list[TableRow]) -> list[TableRow]:
    """Without headings that nothing stands below, and lines of concepts without facts."""
    kept: list[TableRow] = []
    for row in reversed(rows):
        below = kept[-1].level if kept else -1
        if below > row.level if row.heading else any(row.cells):
            kept.append(row)
    return kept[::-1]


def _as_printed(kind: str, facts: list[Row]) -> list[Table]:
    by_table: dict[str, list[Row]] = defaultdict(list)
    for fact in facts:
        if fact["line"].isdecimal():
            by_table[fact["table"]].append(fact)
    return [
        table for title, own in by_table.items()
        if (table := _of_columns(kind, title or NAMES[kind], own)) is not None
    ]  # fmt: skip


def _of_columns(kind: str, title: str, own: list[Row]) -> Table | None:
    """A row a printed line, a column a printed one; None where the columns tell nothing apart."""
    for key_of in (_printed_key, _heading):
        at: dict[tuple[str, ...], list[int]] = defaultdict(list)
        for fact in own:
            at[key_of(fact)].append(int(fact["column"] or 0))
        keys = sorted(at, key=lambda key: sum(at[key]) / len(at[key]))
        if len(keys) <= _WIDEST:
            break
    else:
        return None
    rows: dict[int, list[Row]] = defaultdict(list)
    for fact in own:
        rows[int(fact["line"])].append(fact)
    heads = [_printed_head(key) for key in keys]
    made = Table("", kind, title, heads, [], min(rows))
    for _, found in sorted(rows.items()):
        row = TableRow(found[0]["caption"], 1, concept=found[0]["concept"])
        row.cells = [[] for _ in keys]
        for fact in found:
            row.cells[keys.index(key_of(fact))].append(cell(fact))
        made.rows.append(row)
    return made


def _printed_key(fact: Row) -> tuple[str, ...]:
    return fact["column_head"], fact["dimensions"], fact["unit"]


def _heading(fact: Row) -> tuple[str, ...]:
    return fact["column_head"], "", ""


def _printed_head(key: tuple[str, ...]) -> tuple[str, str]:
    head, dimensions, unit = key
    return head or _members(dimensions), unit.replace("_per_", " per ")


def _list(kind: str, facts: list[Row], *, whole: bool) -> Table:
    name = NAMES.get(kind, kind)
    title = name if whole else f"{name}: what stands in no line"
    rows = [
        TableRow(
            fact["caption"] or _spaced(fact["concept"].partition(":")[2]),
            1, concept=fact["concept"], cells=[[cell(fact)]],
        )
        for fact in facts
    ]  # fmt: skip
    return Table("", kind, title, [("", "")], rows, _first_line(facts))


def cell(fact: Row, *, negated: bool = False) -> Cell:
    sure = fact.get("confidence", "")
    doubts = fact.get("doubts", "")
    return Cell(
        fact=fact["fact"], text=_shown(fact, negated=negated), concept=fact["concept"],
        period=_head(_key(fact))[0], unit=fact["unit"].replace("_per_", " per "),
        confidence=sure, doubts=doubts, line=fact["line"], column=fact["column"],
        printed=fact["printed"],
        dimensions=_members(fact["dimensions"]),
        placed=bool(fact["line"] and fact["printed"]) and "\n" not in fact["printed"],
        words=not fact["unit"],
        unsure=bool(doubts) or bool(sure and float(sure) < _UNSURE),
        own=not fact["concept"].startswith(("us-gaap:", "dei:", "retro:")),
        review=_reviewed(fact),
    )  # fmt: skip


def _reviewed(fact: Row) -> str:
    if not fact.get("review"):
        return ""
    return f"{fact['review']} by {fact['reviewer']}, {fact['reviewed_at'].partition('T')[0]}"


def _shown(fact: Row, *, negated: bool) -> str:
    value = fact["value"]
    if not fact["unit"]:
        return value
    try:
        number = Decimal(value)
    except InvalidOperation:
        return value
    return f"{-number if negated and number else number:,f}"


def _members(dimensions: str) -> str:
    """'us-gaap:StatementEquityComponentsAxis=us-gaap:CommonStockMember' -> 'Common Stock'"""
    return ", ".join(_spaced(name) for name in _MEMBER.findall(dimensions))


def _spaced(name: str) -> str:
    return _WORDS.sub(" ", name)


def _same(caption: str, label: str) -> bool:
    return " ".join(caption.lower().split()) == " ".join(label.lower().split())


def _first_line(facts: Iterable[Row]) -> int:
    return min((int(fact["line"]) for fact in facts if fact["line"].isdecimal()), default=0)
