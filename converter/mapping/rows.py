"""The rows of a mapping table, read and held against the taxonomy.

A table is a tab-separated file with the columns

    id  statement  section  caption  concept  shares_concept  period  sign  role  confidence
    example  source

docs/mappings.md explains each. A row that names no concept of the taxonomy, or contradicts its
period type, stops the load with file and line.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import TYPE_CHECKING

from converter.dts.base import load_base
from converter.dts.near import near_concepts
from converter.model.xbrl import RETRO, US_GAAP, DataType, QName
from converter.near import nearest
from converter.resources import resource
from converter.tsv import MappingError, read_rows, stop

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from pathlib import Path

    from converter.model.xbrl import Concept

FIELDS = [
    "id", "statement", "section", "caption", "concept", "shares_concept", "period", "sign",
    "role", "confidence", "example", "source",
]  # fmt: skip
ROLES = ("", "item", "total", "column")
_NAMESPACES = {"us-gaap": US_GAAP, "retro": RETRO}
_ABSTRACT = ("heading", "table", "axis", "domain", "member", "lineitems")
STATEMENTS = ("BS", "IS", "CF", "EQ", "CI", "NOTE")


class SignRule(StrEnum):
    """How the printed figure gives the fact's value when nothing but the row is known.

    AS_PRINTED  the figure with its printed sign: 'Cost of sales 610', 'Other income, net (12)'
    NEGATE      the figure turned: a flow whose concept is stated positive where cash goes out, an
                increase in an asset: 'Accounts receivable (27)' is IncreaseDecrease... 27
    MAGNITUDE   the figure without its sign, for what is stated positive whether it is printed in
                parentheses or not: treasury stock, accumulated depreciation, dividends
    BY_WORDING  as printed, but where the caption names only a loss or a use, and the figure has
                no parentheses, it is negative: 'Net loss 1,227' is NetIncomeLoss -1,227

    Arithmetic knows more: where a roll-up shows with which sign the line enters its total,
    NEGATE and MAGNITUDE both mean minus that contribution.
    """

    AS_PRINTED = "as_printed"
    NEGATE = "negate"
    MAGNITUDE = "magnitude"
    BY_WORDING = "by_wording"


_SIGNS = tuple(each.value for each in SignRule)


# slots, but not frozen: rows are made by the hundred at each start, and frozen ones cost double.
@dataclass(slots=True, eq=False)
class Rule:
    """One row. `statements` and `sections` empty: anywhere. `role` is 'item', 'total', 'column'
    (the pattern is for the column's head) or ''. Of two rows that fit alike, the one with
    the lower `order` wins.
    """

    id: str
    statements: tuple[str, ...]
    sections: tuple[str, ...]
    concepts: tuple[QName, ...]
    shares: QName | None
    types: tuple[str, ...]
    period: str
    sign: SignRule
    role: str
    confidence: float
    example: str
    source: str
    path: Path
    line: int
    own: bool
    caption: str
    order: int = 0


class Kinds:
    """Datatype and period type of each concept, straight from the taxonomy's tables.

    A name with no row is no concept; a heading, an axis or a member has another table, and a row
    must not name it.
    """

    def __init__(self, *paths: tuple[str, Path]) -> None:
        self._rows: dict[str, str] = {}
        for prefix, path in paths:
            for line in path.read_text(encoding="utf-8").splitlines()[1:]:
                name, _, rest = line.partition("\t")
                self._rows[f"{prefix}:{name}"] = rest

    def of(self, name: str) -> tuple[str, str] | None:
        """('monetary', 'instant'), or None."""
        row = self._rows.get(name)
        if row is None:
            return None
        datatype, period, _ = row.split("\t", 2)
        return datatype, period

    def balance(self, name: str) -> str:
        """'debit', 'credit', or '' where the concept has none or there is no such concept."""
        cells = self._rows.get(name, "").split("\t", 3)
        return cells[2] if len(cells) > 2 else ""


@lru_cache(maxsize=1)  # two files of the package, read-only; loaders of tables ask row by row
def packaged_kinds() -> Kinds:
    """The concepts of us-gaap 2009 and of the project's own taxonomy."""
    folder = resource("taxonomy")
    return Kinds(("us-gaap", folder / "us-gaap-2009.tsv"), ("retro", folder / "retro-2026.tsv"))


def name_of(text: str) -> QName:
    prefix, _, local = text.partition(":")
    return QName(_NAMESPACES.get(prefix, ""), prefix, local)


def _concept(path: Path, line: int, text: str, kinds: Kinds) -> tuple[QName, str, str]:
    kind = kinds.of(text)
    if kind is None:
        what = "is abstract, it takes no value" if load_base().concept(text) else (
            "is no concept of the taxonomy"
        )  # fmt: skip
        raise MappingError(path, line, _told(f"{text} {what}", near_concepts(text)), "MAP002")
    if kind[0] in _ABSTRACT:
        raise MappingError(path, line, f"{text} is abstract, it takes no value", "MAP002")
    return name_of(text), kind[0], kind[1]


def concept_of(path: Path, line: int, name: str) -> Concept:
    """The concept that a cell names, one that takes values.

    Raises:
        MappingError: MAP002, the taxonomy has no such concept, or it is abstract.
    """
    concept = load_base().concept(name)
    if concept is None:
        what = _told(f"{name} is no concept of the taxonomy", near_concepts(name))
        raise MappingError(path, line, what, "MAP002")
    if concept.abstract:
        raise MappingError(path, line, f"{name} is abstract, it takes no value", "MAP002")
    return concept


def structural(path: Path, line: int, name: str, kind: str) -> QName:
    """The abstract concept that a cell names: a 'heading', or a 'member' of an axis.

    Raises:
        MappingError: MAP002, the taxonomy has no such concept, or it is none of that kind.
    """
    concept = load_base().concept(name)
    of_kind = concept is not None and concept.abstract
    if (
        concept is None
        or not of_kind
        or (concept.datatype is DataType.DOMAIN) != (kind == "member")
    ):
        what = "is no concept of the taxonomy" if concept is None else f"is no {kind}"
        raise MappingError(path, line, f"{name} {what}", "MAP002")
    return concept.qname


def _told(message: str, hint: str) -> str:
    return f"{message}; {hint}" if hint else message


def read_rules(
    path: Path,
    kinds: Kinds,
    sections: Mapping[str, frozenset[str]],
    *,
    own: bool = False,
    report: Callable[[MappingError], object] = stop,
) -> Iterator[Rule]:
    """The rows of one file; `sections` are the keys of headings.tsv with their statements.

    Raises:
        MappingError: with file and line, where `report` raises it.
    """
    for line, cells in read_rows(path, FIELDS, report):
        try:
            yield _rule(path, line, cells, kinds, sections, own=own)
        except MappingError as error:
            report(error)


def _rule(
    path: Path,
    line: int,
    cells: list[str],
    kinds: Kinds,
    sections: Mapping[str, frozenset[str]],
    *,
    own: bool,
) -> Rule:
    (identifier, statement, section, caption, concept, shares, period, sign, role, confidence,
     example, source) = cells  # fmt: skip
    concepts: list[QName] = []
    types: list[str] = []
    for name in concept.split():
        qname, datatype, stated = _concept(path, line, name, kinds)
        if stated != period:
            raise MappingError(
                path, line,
                f"{name} is {stated} in the taxonomy, the row says {period or 'nothing'}", "MAP005",
            )  # fmt: skip
        concepts.append(qname)
        types.append(datatype)
    if not identifier or not concepts:
        raise MappingError(path, line, "a row needs an id and a concept")
    twin = _concept(path, line, shares, kinds) if shares else None
    if twin and twin[1] != "shares":
        raise MappingError(path, line, f"{shares} does not count shares", "MAP005")
    statements = tuple(statement.split())
    for kind in statements:
        one_of(path, line, "statement", kind, STATEMENTS)
    keys = tuple(section.split())
    for key in keys:
        one_of(path, line, "section", key, sections)
        if statements and not sections[key].intersection(statements):
            raise MappingError(
                path, line, f"the section {key} stands in {' '.join(sorted(sections[key]))},"
                f" the row is for {' '.join(statements)}",
            )  # fmt: skip
    if role:
        one_of(path, line, "role", role, ROLES)
    one_of(path, line, "sign rule", sign, _SIGNS)
    try:
        share = float(confidence)
    except ValueError:
        share = 0.0
    if not 0 < share <= 1:
        raise MappingError(
            path, line, f"a confidence is a number over 0 up to 1, such as 0.9, not {confidence!r}"
        )
    return Rule(
        identifier, statements, keys, tuple(concepts), twin[0] if twin else None, tuple(types),
        period, SignRule(sign), role, share, example, source, path, line, own, caption,
    )  # fmt: skip


def one_of(path: Path, line: int, what: str, word: str, known: Iterable[str]) -> None:
    """Raises MappingError where `word` is none of the known ones, with the nearest of them."""
    if word not in known:
        names = [name for name in known if name]
        hint = nearest(word, names) or f"there are {', '.join(names)}"
        raise MappingError(path, line, f"no {what} {word!r}; {hint}")
