"""A sheet for reviewers: the facts that most need an eye, worst first, with columns to fill in.

    filing, line, column, fact, ...   which figure it is, and how it was read: not to be changed
    verdict                           right, wrong or none (no fact, or no statement of its own)
    new_concept, new_sign, new_period, applies_to, new_statement, new_owner, note

A row `statement` asks which statement a table is, and whose; a row `left out` whether what looked
like one is none of the company's: `right` says so, and `new_statement` what it is. What a
spreadsheet does to such a file (another separator, a byte order mark, dates in its own way) is seen
when it is read back (`review.filled`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, NamedTuple

from converter.model.filing import PRIMARY, StatementKind
from converter.model.spreadsheet import CsvLines, guarded

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from converter.review.converted import Filing, Row

SHOWN: Final = (
    "filing", "line", "column", "fact", "statement", "table", "caption", "column_head", "concept",
    "period", "printed", "value", "unit", "confidence", "why", "reviewed",
)  # fmt: skip
ASKED: Final = (
    "verdict", "new_concept", "new_sign", "new_period", "applies_to", "new_statement", "new_owner",
    "note",
)  # fmt: skip
KEPT: Final = ("sha256",)
"""Behind the columns to fill in: the bytes that the sheet was made of."""
COLUMNS: Final = (*SHOWN, *ASKED, *KEPT)
STATEMENT: Final = "statement"
LEFT_OUT: Final = "left out"
"""In place of a fact's id, in rows that ask about a whole statement: one that was taken, and one
that was seen and left out.
"""

_BATCH = 1000  # rows more that are held before the worst are picked
_SURE = 0.9  # a fact that nothing doubts and that is surer needs no eye
_KINDS = frozenset(kind.value for kind in (*PRIMARY, StatementKind.NOTE))


class Line(NamedTuple):
    """A row of the sheet, and how much it needs an eye: the smaller the more."""

    rank: tuple[Any, ...]
    cells: dict[str, str]


def lines(filing: Filing, every: bool = False) -> Iterator[Line]:
    """The rows of one filing: its statements, and its facts that need an eye, or `every` one. Of a
    line whose concept alone is in question the first figure is enough: a concept is the line's.
    """
    facts = [row for row in filing.facts() if row["statement"] in _KINDS and asks(row)]
    yield from _statements(filing, facts)
    seen: set[tuple[str, str, str]] = set()
    for row in facts:
        reasons = why(row)
        line = row["line"], row["caption"], row["concept"]
        asked = not row.get("review") and (row["doubts"] or line not in seen)
        if every or (reasons and asked):
            seen.add(line)
            cells = _cells(filing, row) | {"why": "; ".join(reasons)}
            yield Line(_rank(filing, row), cells)


def asks(row: Row) -> bool:
    """Whether a fact is a printed figure, of which alone reviews are made."""
    return bool(row["unit"] and row["line"] and row["printed"])


def why(row: Row) -> list[str]:
    """Why a fact needs an eye; nothing where it does not."""
    reasons = [f"in doubt: {row['doubts']}"] if row["doubts"] else []
    if row["rule"] == "extension":
        near = row["candidates"].split("; ")[0]
        reasons.append("no concept was sure enough" + (f": likeliest {near}" if near else ""))
    elif float(row["confidence"] or 0) < _SURE:
        reasons.append(f"confidence {row['confidence']}")
    return reasons


def _rank(filing: Filing, row: Row) -> tuple[Any, ...]:
    """Facts in doubt first, then the least sure: a wrong concept is worse than none. Elements of
    the filing's own come behind, and notes behind statements.
    """
    own = row["rule"] == "extension"
    return (
        not row["doubts"], own, row["statement"] == StatementKind.NOTE.value,
        float(row["confidence"] or 0), filing.name, *place_of(row), row["fact"],
    )  # fmt: skip


def _cells(filing: Filing, row: Row) -> dict[str, str]:
    return {
        **{name: row.get(name, "") for name in SHOWN},
        "filing": filing.name, "sha256": f"sha256:{filing.sha256}", "period": period_of(row),
        "reviewed": " ".join(filter(None, (row.get("review"), row.get("reviewer")))),
    }  # fmt: skip


def period_of(row: Row) -> str:
    """'2004-07-01/2004-09-30', '2004-09-30'."""
    return f"{row['start']}/{row['end']}" if row["start"] else row["end"]


def _statements(filing: Filing, facts: Iterable[Row]) -> Iterator[Line]:
    """A row for each table of a primary statement, at the place of its first figure."""
    first: dict[tuple[str, str], Row] = {}
    for row in facts:
        if row["statement"] != StatementKind.NOTE.value:
            key = row["statement"], row["table"]
            known = first.get(key)
            if known is None or place_of(row) < place_of(known):
                first[key] = row
    for row in sorted(first.values(), key=place_of):
        cells = dict.fromkeys(SHOWN, "") | {
            "filing": filing.name, "line": row["line"], "column": row["column"],
            "fact": STATEMENT, "statement": row["statement"], "table": row["table"],
            "printed": row["printed"], "sha256": f"sha256:{filing.sha256}",
            "why": "which statement, and whose?",
        }  # fmt: skip
        yield Line((filing.name, *place_of(row)), cells)
    for line, column, word, said in filing.left_out():
        cells = dict.fromkeys(SHOWN, "") | {
            "filing": filing.name, "line": str(line), "column": str(column), "fact": LEFT_OUT,
            "printed": word, "sha256": f"sha256:{filing.sha256}", "why": f"{said}: rightly?",
        }  # fmt: skip
        yield Line((filing.name, line, column), cells)


def place_of(row: Row) -> tuple[int, int]:
    return int(row["line"]), int(row["column"])


class Shown(NamedTuple):
    """What a sheet shows: its rows, and how many facts and statements there were to ask about."""

    rows: list[Line]
    facts: int
    statements: int


def worst(rows: Iterable[Line], most: int | None = None) -> Shown:
    """The worst rows first, `most` facts at most and behind them what asks about statements; no
    others are held in memory.
    """
    facts: list[Line] = []
    others: list[Line] = []
    count = 0
    for line in rows:
        if line.cells["fact"] in (STATEMENT, LEFT_OUT):
            others.append(line)
            continue
        facts.append(line)
        count += 1
        if most is not None and len(facts) >= 2 * most + _BATCH:
            facts = sorted(facts, key=_ranked)[:most]
    shown = sorted(facts, key=_ranked)[:most]
    return Shown([*shown, *sorted(others, key=_ranked)], count, len(others))


def _ranked(line: Line) -> tuple[Any, ...]:
    return line.rank


def table(rows: Iterable[Line], *, tabs: bool = False) -> str:
    """The sheet as text: cells between tabs, or CSV."""
    if tabs:
        made = ["\t".join(COLUMNS)]
        made += ["\t".join(_flat(line.cells.get(name, "")) for name in COLUMNS) for line in rows]
        return "\n".join(made) + "\n"
    text = CsvLines()
    text.add(COLUMNS)
    for line in rows:
        text.add([_guarded(name, line.cells.get(name, "")) for name in COLUMNS])
    return "\ufeff" + text.text()  # by which spreadsheets know UTF-8


def _flat(text: str) -> str:
    return guarded(" ".join(text.split()))


def _guarded(name: str, text: str) -> str:
    return text if name in ("value", "line", "column") else guarded(text)
