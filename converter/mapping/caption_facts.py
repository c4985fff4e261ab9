"""Rules for amounts inside captions: 'less allowance for doubtful accounts of $10'.

A rule names words that the caption holds (`host`), and words that stand before or after the
amount; several alternatives are separated by commas, an empty field asks nothing. The first rule
that fits in the file's order wins.
"""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from converter.model.xbrl import Concept, DataType
from converter.text.units import Quantity
from converter.wording.errors import MappingError

if TYPE_CHECKING:
    from pathlib import Path

    from converter.dts.base import Taxonomy
    from converter.model.lineitem import CaptionAmount

_FIELDS = ["id", "host", "before", "after", "concepts", "quantity", "dates", "example", "source"]
_TYPES = {
    Quantity.MONEY: (DataType.MONETARY,),
    Quantity.SHARES: (DataType.SHARES,),
    Quantity.PER_SHARE: (DataType.PER_SHARE, DataType.PER_UNIT),
}


@dataclass(frozen=True, slots=True)
class CaptionRule:
    """The words of `host`, `before` and `after` have a blank before them, as where a word begins.

    every_date  without a date of its own the amount holds for each column ('par value $1');
    otherwise it takes the date of the amount after it, if that has one
    """

    id: str
    host: tuple[str, ...]
    before: tuple[str, ...]
    after: tuple[str, ...]
    concepts: tuple[Concept, ...]
    quantity: Quantity
    every_date: bool


def load_caption_rules(path: Path, taxonomy: Taxonomy) -> tuple[CaptionRule, ...]:
    """The rules of a file.

    Raises:
        MappingError: a row that lacks fields, names no concept of the taxonomy, or asks of it
            another quantity or period type; with file and line.
    """
    rules: list[CaptionRule] = []
    with path.open(encoding="utf-8", newline="") as lines:
        reader = csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
        if reader.fieldnames != _FIELDS:
            raise MappingError(path, 1, f"the columns must be {' '.join(_FIELDS)}")
        for number, row in enumerate(reader, 2):
            if None in row or None in row.values():
                raise MappingError(path, number, f"the row must have {len(_FIELDS)} fields")
            rules.append(_rule(path, number, row, taxonomy))
    if len({rule.id for rule in rules}) != len(rules):
        raise MappingError(path, 1, "an id stands twice")
    return tuple(rules)


def _rule(path: Path, number: int, row: dict[str, str], taxonomy: Taxonomy) -> CaptionRule:
    try:
        quantity = Quantity(row["quantity"])
    except ValueError:
        raise MappingError(path, number, f"no quantity {row['quantity']!r}") from None
    concepts: list[Concept] = []
    for name in row["concepts"].split():
        concept = taxonomy.concept(name)
        if concept is None or concept.abstract:
            raise MappingError(path, number, f"{name} is no concept of the taxonomy")
        if concept.period_type != "instant" or concept.datatype not in _TYPES[quantity]:
            raise MappingError(
                path, number,
                f"{name} is a {concept.datatype.value} {concept.period_type}, not a"
                f" {quantity.value} instant",
            )  # fmt: skip
        concepts.append(concept)
    return CaptionRule(
        row["id"], _words(row["host"]), _words(row["before"]), _words(row["after"]),
        tuple(concepts), quantity, row["dates"] == "all",
    )  # fmt: skip


def _words(field: str) -> tuple[str, ...]:
    return tuple(f" {part.strip()}" for part in field.split(",") if part.strip())


def match_amount(
    amount: CaptionAmount, caption: str, rules: tuple[CaptionRule, ...]
) -> CaptionRule | None:
    """The rule that says what an amount of a caption is, or None."""
    host, before, after = (_plain(text) for text in (caption, amount.before, amount.after))
    for rule in rules:
        if amount.currency and rule.quantity is Quantity.SHARES:
            continue
        if rule.quantity is Quantity.PER_SHARE and (
            amount.power or (not amount.currency and "." not in amount.digits)
        ):
            continue
        if _holds(host, rule.host) and _holds(before, rule.before) and _holds(after, rule.after):
            return rule
    return None


def _plain(text: str) -> str:
    return " " + re.sub(r"[^a-z]+", " ", text.lower()).strip() + " "


def _holds(text: str, words: tuple[str, ...]) -> bool:
    return not words or any(map(text.__contains__, words))
