"""The base taxonomy, from the tables in taxonomy/.

A row becomes a `Concept` when it is first asked for: a filing uses some 150 of the 2,400 names,
and building them all would take longer than reading the filing.
"""

from __future__ import annotations

from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Literal

from converter.model.addresses import TEXT_BLOCK
from converter.model.xbrl import (
    DEI,
    RETRO,
    US_GAAP,
    Concept,
    DataType,
    QName,
    Substitution,
)
from converter.resources import resource

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

NAMESPACES: dict[str, str] = {"us-gaap": US_GAAP, "dei": DEI, "retro": RETRO}

# Every prefix in the order of lookup by local name: the standard before the project's own.
_TABLES: tuple[tuple[str, str], ...] = (
    ("us-gaap", "us-gaap-2009.tsv"),
    ("us-gaap", "us-gaap-2009-structure.tsv"),
    ("dei", "dei-2021.tsv"),
    ("retro", "retro-2026.tsv"),
)

# In the 2009 edition members and domains are items of a type of their own, all else without a
# value is a string; each is abstract and a duration.
_STRUCTURE: dict[str, tuple[DataType, Substitution]] = {
    "table": (DataType.STRING, Substitution.HYPERCUBE),
    "axis": (DataType.STRING, Substitution.DIMENSION),
    "domain": (DataType.DOMAIN, Substitution.ITEM),
    "member": (DataType.DOMAIN, Substitution.ITEM),
    "lineitems": (DataType.STRING, Substitution.ITEM),
    "heading": (DataType.STRING, Substitution.ITEM),
}

# dei names schema types; what is neither a number nor plain text keeps its type's name.
_DEI_TYPES: dict[str, DataType] = {
    "xbrli:monetaryItemType": DataType.MONETARY,
    "xbrli:sharesItemType": DataType.SHARES,
    "xbrli:pureItemType": DataType.PURE,
    "xbrli:decimalItemType": DataType.PURE,
    "dtr-types:perShareItemType": DataType.PER_SHARE,
    "xbrli:stringItemType": DataType.STRING,
    "xbrli:normalizedStringItemType": DataType.STRING,
    "dtr-types:textBlockItemType": DataType.STRING,
}


def _period(text: str) -> Literal["instant", "duration"]:
    return "instant" if text == "instant" else "duration"


def _balance(text: str) -> Literal["debit", "credit"] | None:
    if text == "debit":
        return "debit"
    return "credit" if text == "credit" else None


def _numeric(qname: QName, cells: list[str]) -> Concept:
    """us-gaap-2009.tsv: name datatype period_type balance label current relation."""
    _, datatype, period, balance, label, current, relation = cells
    return Concept(
        qname=qname,
        datatype=DataType(datatype),
        period_type=_period(period),
        balance=_balance(balance),
        label=label,
        current=current or None,
        exact=relation == "same",
    )


def _structural(qname: QName, cells: list[str]) -> Concept:
    """us-gaap-2009-structure.tsv: name kind label within, the last for `Taxonomy.within`. A text
    block alone is no abstract element.
    """
    kind, label = cells[1:3]
    if kind == "textblock":
        return Concept(
            qname=qname,
            datatype=DataType.STRING,
            period_type="duration",
            type_name=TEXT_BLOCK,
            label=label,
        )
    datatype, substitution = _STRUCTURE[kind]
    return Concept(
        qname=qname,
        datatype=datatype,
        period_type="duration",
        abstract=True,
        substitution=substitution,
        label=label,
    )


def _cover(qname: QName, cells: list[str]) -> Concept:
    """dei-2021.tsv: name type period_type label."""
    _, type_name, period, label = cells
    if type_name == "heading":
        return _structural(qname, [qname.local, "heading", label])
    return Concept(
        qname=qname,
        datatype=_DEI_TYPES.get(type_name, DataType.DEI),
        period_type=_period(period),
        type_name=type_name,
        label=label,
    )


def _retro(qname: QName, cells: list[str]) -> Concept:
    """retro-2026.tsv: name datatype period_type balance label current relation definition.

    In place of a data type stands what a structural element is: 'heading', 'axis', 'member'.
    """
    made = (
        _structural(qname, [qname.local, cells[1], cells[4]])
        if cells[1] in _STRUCTURE
        else _numeric(qname, cells[:7])
    )
    return made.model_copy(update={"definition": cells[7]})


_BUILDERS: dict[str, Callable[[QName, list[str]], Concept]] = {
    "us-gaap-2009.tsv": _numeric,
    "us-gaap-2009-structure.tsv": _structural,
    "dei-2021.tsv": _cover,
    "retro-2026.tsv": _retro,
}


class Taxonomy:
    """The concepts of us-gaap 2009, dei 2021 and retro 2026.

    Read-only for its users; inside, rows turn into concepts on first use.
    """

    def __init__(self) -> None:
        self._lines: dict[str, dict[str, tuple[str, str]]] = {prefix: {} for prefix in NAMESPACES}
        self._built: dict[QName, Concept] = {}
        for prefix, table in _TABLES:
            lines = self._lines[prefix]
            text = resource("taxonomy", table).read_text(encoding="utf-8")
            for line in text.splitlines()[1:]:
                lines[line[: line.index("\t")]] = (table, line)
        self._within = {
            name: cells[3]
            for name, (table, line) in self._lines["us-gaap"].items()
            if table == "us-gaap-2009-structure.tsv" and len(cells := line.split("\t")) > 3
        }

    def concept(self, name: QName | str) -> Concept | None:
        """The concept of a QName or of 'us-gaap:Assets'; None where there is none."""
        if isinstance(name, str):
            prefix, _, local = name.partition(":")
            if prefix not in NAMESPACES:
                return None
            name = QName(NAMESPACES[prefix], prefix, local)
        built = self._built.get(name)
        if built is None:
            row = self._row(name)
            if row is None:
                return None
            table, line = row
            built = self._built[name] = _BUILDERS[table](name, line.split("\t"))
        return built

    def find(self, local: str) -> Concept | None:
        """The concept with this local name: us-gaap before dei before retro."""
        for prefix, namespace in NAMESPACES.items():
            if local in self._lines[prefix]:
                return self.concept(QName(namespace, prefix, local))
        return None

    def names(self, prefix: str) -> tuple[str, ...]:
        """All local names under 'us-gaap', 'dei' or 'retro', sorted."""
        return tuple(sorted(self._lines[prefix]))

    def concepts(self, prefix: str) -> Iterator[Concept]:
        """All concepts under a prefix, sorted by name."""
        for name in self.names(prefix):
            concept = self.concept(QName(NAMESPACES[prefix], prefix, name))
            if concept is not None:
                yield concept

    @cached_property
    def labels(self) -> frozenset[str]:
        """All standard labels, in small letters."""
        column = {"dei-2021.tsv": 3, "us-gaap-2009-structure.tsv": 2}
        return frozenset(
            line.split("\t")[column.get(table, 4)].lower()
            for lines in self._lines.values()
            for table, line in lines.values()
        )

    def definition(self, name: QName) -> str:
        """The one-line definition; the project's own concepts have one, others ''."""
        row = self._row(name)
        return row[1].split("\t")[7] if row and row[0] == "retro-2026.tsv" else ""

    def within(self, local: str) -> str:
        """The heading that a heading of us-gaap stands in, by local names; '' where it may stand
        anywhere: 'AssetsCurrentAbstract' -> 'AssetsAbstract'.
        """
        return self._within.get(local, "")

    def _row(self, name: QName) -> tuple[str, str] | None:
        if NAMESPACES.get(name.prefix) != name.namespace:
            return None
        return self._lines[name.prefix].get(name.local)


@lru_cache(maxsize=1)  # the packaged tables, read-only: 2 MB that every command shares
def load_base() -> Taxonomy:
    """The base taxonomy, read once a process."""
    return Taxonomy()
