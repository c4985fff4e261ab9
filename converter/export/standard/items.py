"""The items of the standard statements: taxonomy/items.tsv.

item               its name, a column of the wide table
statement          BS, IS, CF
kind               balance, count (of shares at a day), flow, average (of shares over a period),
                   per_share
label              in plain words
concepts           the first that a filing states is taken
rules              where it states none: 'revenues - cost_of_sales', of which all must be there
                   but those with a question mark, which count as nothing; several by ';'
"""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from converter.resources import resource
from converter.tsv import MappingError, read_rows, words_of

FIELDS = ("item", "statement", "kind", "label", "concepts", "rules")
_KINDS = ("balance", "count", "flow", "average", "per_share")
_TERM = re.compile(r"(?P<sign>[+-]?)\s*(?P<name>[a-z_]+)(?P<maybe>\??)\s*")


class Term(NamedTuple):
    """An item that a rule adds (weight 1) or takes away (-1); `needed` unless it may be absent."""

    item: str
    weight: int
    needed: bool


class Rule(NamedTuple):
    """How an item follows from others; `text` as the table has it."""

    text: str
    terms: tuple[Term, ...]


class Item(NamedTuple):
    name: str
    statement: str
    kind: str
    label: str
    concepts: tuple[str, ...]
    rules: tuple[Rule, ...]

    @classmethod
    def of_concept(cls, name: str) -> Item:
        """A concept alone, of whatever kind: 'us-gaap:Goodwill'."""
        return cls(name, "", "", "", (name,), ())

    @property
    def instant(self) -> bool:
        return self.kind in ("balance", "count")


@lru_cache(maxsize=1)
def items() -> tuple[Item, ...]:
    """In the order of the statements. Raises MappingError for a row that cannot be used."""
    with_path = resource("taxonomy", "items.tsv")
    path = Path(str(with_path))
    found: dict[str, Item] = {}
    lines: dict[str, int] = {}
    for line, (name, statement, kind, label, concepts, rules) in read_rows(path, FIELDS):
        if name in found or kind not in _KINDS:
            raise MappingError(path, line, f"{name}: twice, or no kind {kind!r}")
        found[name] = Item(
            name, statement, kind, label, tuple(concepts.split()),
            tuple(_rule(path, line, text) for text in words_of(rules)),
        )  # fmt: skip
        lines[name] = line
    for item in found.values():
        for rule in item.rules:
            for term in rule.terms:
                if term.item not in found or found[term.item].instant != item.instant:
                    why = f"{item.name}: a rule names {term.item}, which is no such item"
                    raise MappingError(path, lines[item.name], why)
    return tuple(found.values())


def _rule(path: Path, line: int, text: str) -> Rule:
    terms, at = [], 0
    while at < len(text):
        part = _TERM.match(text, at)
        if part is None or (at and not part["sign"]):
            raise MappingError(path, line, f"no rule: {text!r}")
        terms.append(Term(part["name"], -1 if part["sign"] == "-" else 1, not part["maybe"]))
        at = part.end()
    return Rule(text, tuple(terms))
