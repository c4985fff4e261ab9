"""Reviewed filings as test data: what people confirmed or corrected, in the two forms that the
measuring programs of benchmarks/ read.

    NAME.gold.tsv   a reviewed fact a row: its concept, period, value, unit (measures/accuracy.py)
    lines.tsv       a reviewed line a row: caption, figure, concept (measures/old.py)

Only figures that somebody looked at themselves are gold: not the neighbours of a corrected one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from converter.model.review import OWN, Review
from converter.review.sheet import place_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from converter.review.converted import Filing, Row

FACTS: Final = (
    "statement", "caption", "concept", "custom", "start", "end", "value", "unit", "members",
    "printed",
)  # fmt: skip
LINES: Final = ("filing", "statement", "section", "caption", "figure", "concept", "also", "note")
LINES_NAME: Final = "lines.tsv"
_NAMESPACES: Final = ("us-gaap", "dei", "retro")


def reviewed(filing: Filing, holding: Iterable[Review]) -> list[tuple[Row, Review]]:
    """The facts of a filing that a review which holds was made of, and was upheld for."""
    by_place = {(str(r.line), str(r.column)): r for r in holding if r.about == "figure"}
    found = []
    for row in filing.facts():
        review = by_place.get((row["line"], row["column"]))
        if review is not None and row.get("review_id") == review.id:
            found.append((row, review))
    return found


def facts(found: Sequence[tuple[Row, Review]]) -> str:
    """NAME.gold.tsv of a filing."""
    rows = ["\t".join(FACTS)]
    for row, _ in found:
        prefix, _, local = row["concept"].partition(":")
        own = prefix not in _NAMESPACES
        cells = {
            **{name: row[name] for name in ("statement", "start", "end", "value", "unit")},
            "caption": _flat(row["caption"]), "concept": local, "custom": "1" if own else "0",
            "members": ",".join(_member(each) for each in row["dimensions"].split("; ") if each),
            "printed": row["printed"],
        }  # fmt: skip
        rows.append("\t".join(cells[name] for name in FACTS))
    return "\n".join(rows) + "\n"


def lines(filing: Filing, found: Sequence[tuple[Row, Review]]) -> list[str]:
    """The rows of lines.tsv of a filing, each line once, by its first figure that was reviewed."""
    made: dict[tuple[str, str, str], Row] = {}
    concepts: dict[tuple[str, str, str], dict[str, None]] = {}
    why: dict[tuple[str, str, str], Review] = {}
    for row, review in sorted(found, key=lambda each: place_of(each[0])):
        key = row["statement"], row["line"], row["caption"]
        prefix, _, local = row["concept"].partition(":")
        made.setdefault(key, row)
        why.setdefault(key, review)
        concepts.setdefault(key, {})[OWN if prefix not in _NAMESPACES else local] = None
    name = filing.input.rpartition("/")[2] or filing.name
    rows = []
    for key, row in made.items():
        first, *also = concepts[key]
        note = f"review {why[key].id} of {why[key].reviewer}"
        rows.append("\t".join([
            name, row["statement"], "", _flat(row["caption"]), row["printed"], first,
            ";".join(also), note,
        ]))  # fmt: skip
    return rows


def _member(pair: str) -> str:
    axis, _, member = pair.partition("=")
    return f"{axis.rpartition(':')[2]}={member.rpartition(':')[2]}"


def _flat(text: str) -> str:
    return " ".join(text.split())
