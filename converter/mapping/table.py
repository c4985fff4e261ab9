"""The mapping tables: read, proven, indexed by words.

A table is a tab-separated file of rows

    id  statement  section  caption  concept  shares_concept  period  sign  role  confidence
    example  source

docs/mappings.md explains each column. Every load checks the columns, the ids, and each concept
against the taxonomy (known, not abstract, of the period type that the row states). The rest needs
every pattern parsed: that no place claims a pattern twice, and that each row's example finds its
own row. The packaged tables carry the fingerprint of their last full proof in
mappings/proven.txt; where it differs, and for every table of the user's own, the proof is made
again. A row that fails it stops the load with file and line.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import TYPE_CHECKING, Generic, TypeVar

from converter.mapping.errors import MappingError
from converter.mapping.normalise import Normaliser
from converter.mapping.pattern import (
    PatternError,
    Tree,
    anchors,
    parse,
    plain,
    required,
    wild,
)
from converter.model.filing import StatementKind
from converter.model.xbrl import RETRO, US_GAAP, QName
from converter.resources import resource

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

FIELDS = [
    "id", "statement", "section", "caption", "concept", "shares_concept", "period", "sign",
    "role", "confidence", "example", "source",
]  # fmt: skip
HEADING_FIELDS = ["id", "statement", "caption", "key", "within", "abstract", "example"]
TITLE_FIELDS = ["id", "caption", "kind", "modifier", "example"]
MEMBER_FIELDS = ["id", "caption", "member", "example"]

# By statement, then what a row of each may be used for.
TABLES = ("balance_sheet", "operations", "cash_flows", "equity", "notes")
ROLES = ("", "item", "total", "column")
T = TypeVar("T")
_ABSTRACT = ("heading", "table", "axis", "domain", "member", "lineitems")
_NAMESPACES = {"us-gaap": US_GAAP, "retro": RETRO}
# Raised when code changes what a table's rows mean, so that old proofs count no more.
_PROOF = 1


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


# slots, but not frozen: rows are made by the hundred at each start, and frozen ones cost double.
@dataclass(slots=True, eq=False)
class Rule:
    """One row. `statements` and `sections` empty: anywhere. `role` is 'item', 'total', 'column'
    (the pattern is for the column's head) or ''.
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


@dataclass(slots=True, eq=False)
class Pattern:
    """One pattern of a row; of two that fit alike, the one with the lower `order` wins."""

    text: str
    rule: Rule
    order: int


@dataclass(frozen=True, slots=True)
class Heading:
    """A section: key such as 'assets_current', the key it lies within, its abstract concept."""

    id: str
    key: str
    within: str
    abstract: QName | None
    statements: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Title:
    """The words of a statement's title; `modifier` instead of a kind: 'condensed', 'pro forma'."""

    id: str
    kind: StatementKind | None
    modifier: str


@dataclass(frozen=True, slots=True)
class MemberRule:
    """A column head of the equity statement: the member, or None for the total."""

    id: str
    member: QName | None


class Index(Generic[T]):
    """Patterns by a word that each of their captions holds."""

    def __init__(self, normaliser: Normaliser) -> None:
        self.normaliser = normaliser
        self._by_word: dict[str, list[tuple[str, T]]] = {}
        self._any: list[tuple[str, T]] = []
        self._trees: dict[str, Tree] = {}

    def add(self, text: str, value: T) -> None:
        """Index a plain pattern; it is parsed only when no word of it stands outside brackets."""
        words = [word for run in required(text) for word in self.normaliser.phrase(run)]
        # The longest word is as a rule the rarest, and needs no count over the whole table.
        keys = [max(words, key=len)] if words else sorted(anchors(self.tree(text)))
        for key in keys:
            self._by_word.setdefault(key, []).append((text, value))
        if not keys:
            self._any.append((text, value))

    def near(self, words: Iterable[str]) -> Iterator[tuple[str, T]]:
        """The patterns that may fit a caption of these words."""
        for word in dict.fromkeys(words):
            yield from self._by_word.get(word, ())
        yield from self._any

    def tree(self, text: str) -> Tree:
        tree = self._trees.get(text)
        if tree is None:
            tree = self._trees[text] = parse(text, self.normaliser.phrase)
        return tree

    def fits(self, words: Sequence[str]) -> Iterator[tuple[int, T]]:
        """What fits the words as a whole, with the number of words that wild cards took."""
        for text, value in self.near(words):
            cost = wild(self.tree(text), words)
            if cost is not None:
                yield cost, value


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


def packaged_kinds() -> Kinds:
    """The concepts of us-gaap 2009 and of the project's own taxonomy."""
    folder = resource("taxonomy")
    return Kinds(("us-gaap", folder / "us-gaap-2009.tsv"), ("retro", folder / "retro-2026.tsv"))


class MappingTable:
    """All rows, ready to match. Built by `load_table`; read-only afterwards."""

    def __init__(self, normaliser: Normaliser) -> None:
        self.normaliser = normaliser
        self.rules: list[Rule] = []
        self.patterns: list[Pattern] = []
        self.captions: Index[Pattern] = Index(normaliser)
        self.heads: Index[Pattern] = Index(normaliser)
        self.headings: Index[Heading] = Index(normaliser)
        self.titles: Index[Title] = Index(normaliser)
        self.members: Index[MemberRule] = Index(normaliser)
        self.within: dict[str, str] = {}
        self._by_id: dict[str, Rule] = {}

    def rule(self, identifier: str) -> Rule | None:
        return self._by_id.get(identifier)

    def add(self, rule: Rule) -> None:
        if rule.id in self._by_id:
            first = self._by_id[rule.id]
            raise MappingError(
                rule.path, rule.line,
                f"the id {rule.id} stands in {first.path.name}:{first.line} already", "MAP003",
            )  # fmt: skip
        self._by_id[rule.id] = rule
        self.rules.append(rule)
        index = self.heads if rule.role == "column" else self.captions
        for part in plain_patterns(rule.caption):
            if not part.split():
                raise MappingError(rule.path, rule.line, "an empty caption pattern", "MAP004")
            pattern = Pattern(part, rule, len(self.patterns))
            self.patterns.append(pattern)
            try:
                index.add(part, pattern)
            except PatternError as error:
                raise MappingError(rule.path, rule.line, str(error), "MAP004") from None


def plain_patterns(caption: str) -> list[str]:
    """The patterns of a row's caption field, in lower case and without punctuation."""
    return [plain(part) for part in caption.split(";")]


def _rows(path: Path, fields: Sequence[str]) -> Iterator[tuple[int, list[str]]]:
    lines = path.read_text(encoding="utf-8").splitlines()
    if not lines or lines[0].split("\t") != list(fields):
        raise MappingError(path, 1, f"the columns must be {' '.join(fields)}")
    for number, line in enumerate(lines[1:], 2):
        if line and not line.startswith("#"):
            cells = line.split("\t")
            if len(cells) != len(fields):
                raise MappingError(path, number, f"{len(cells)} fields, not {len(fields)}")
            yield number, cells


def _name(text: str) -> QName:
    prefix, _, local = text.partition(":")
    return QName(_NAMESPACES.get(prefix, ""), prefix, local)


def _concept(path: Path, line: int, text: str, kinds: Kinds) -> tuple[QName, str, str]:
    kind = kinds.of(text)
    if kind is None:
        raise MappingError(path, line, f"{text} is no concept of the taxonomy", "MAP002")
    if kind[0] in _ABSTRACT:
        raise MappingError(path, line, f"{text} is abstract, it takes no value", "MAP002")
    return _name(text), kind[0], kind[1]


def read_rules(path: Path, kinds: Kinds, *, own: bool = False) -> Iterator[Rule]:
    """The rows of one file.

    Raises:
        MappingError: with file and line.
    """
    for line, cells in _rows(path, FIELDS):
        (identifier, statement, section, caption, concept, shares, period, sign, role, confidence,
         example, source) = cells  # fmt: skip
        concepts: list[QName] = []
        types: list[str] = []
        for name in concept.split():
            qname, datatype, stated = _concept(path, line, name, kinds)
            if stated != period:
                raise MappingError(
                    path, line, f"{name} is {stated} in the taxonomy, the row says {period}",
                    "MAP005",
                )  # fmt: skip
            concepts.append(qname)
            types.append(datatype)
        if not identifier or not concepts:
            raise MappingError(path, line, "a row needs an id and a concept")
        twin = _concept(path, line, shares, kinds) if shares else None
        if twin and twin[1] != "shares":
            raise MappingError(path, line, f"{shares} does not count shares", "MAP005")
        statements = tuple(statement.split())
        if any(kind not in StatementKind.__members__ for kind in statements):
            raise MappingError(path, line, f"no statement {statement!r}: BS IS CF EQ CI NOTE")
        if role not in ROLES:
            raise MappingError(path, line, f"no role {role!r}: item, total, column or empty")
        try:
            share = float(confidence)
            rule = SignRule(sign)
        except ValueError as error:
            raise MappingError(path, line, str(error)) from None
        if not 0 < share <= 1:
            raise MappingError(path, line, f"a confidence lies between 0 and 1, not {confidence}")
        yield Rule(
            identifier, statements, tuple(section.split()), tuple(concepts),
            twin[0] if twin else None, tuple(types), period, rule, role, share, example, source,
            path, line, own, caption,
        )  # fmt: skip


def _load_headings(table: MappingTable, path: Path) -> None:
    for line, (identifier, statement, caption, key, within, abstract, _) in _rows(
        path, HEADING_FIELDS
    ):
        if table.within.setdefault(key, within) != within:
            raise MappingError(path, line, f"{key} lies within {table.within[key]!r} above")
        name = _name(abstract) if abstract else None
        heading = Heading(identifier, key, within, name, tuple(statement.split()))
        _index(table.headings, path, line, caption, heading)


def _load_titles(table: MappingTable, path: Path) -> None:
    for line, (identifier, caption, kind, modifier, _) in _rows(path, TITLE_FIELDS):
        if bool(kind) == bool(modifier) or (kind and kind not in StatementKind.__members__):
            raise MappingError(path, line, "a title has either a statement kind or a modifier")
        title = Title(identifier, StatementKind(kind) if kind else None, modifier)
        _index(table.titles, path, line, caption, title)


def _load_members(table: MappingTable, path: Path) -> None:
    for line, (identifier, caption, member, _) in _rows(path, MEMBER_FIELDS):
        rule = MemberRule(identifier, None if member == "total" else _name(member))
        _index(table.members, path, line, caption, rule)


def _index(index: Index[T], path: Path, line: int, caption: str, value: T) -> None:
    for part in plain_patterns(caption):
        try:
            index.add(part, value)
        except PatternError as error:
            raise MappingError(path, line, str(error), "MAP004") from None


def load_table(
    *own: Path,
    folder: Path | None = None,
    kinds: Kinds | None = None,
    prove: bool | None = None,
) -> MappingTable:
    """The packaged tables and the user's own, which take precedence in their order.

    Args:
        own: tables of the user, in the columns of the packaged ones
        folder: the packaged tables, mappings/ as a rule
        kinds: the concepts that rows may name
        prove: whether to prove patterns and examples of the packaged tables; None leaves it to
            their fingerprint

    Raises:
        MappingError: the first row that cannot be used, with file and line.
    """
    folder = folder or resource("mappings")
    kinds = kinds or packaged_kinds()
    table = MappingTable(Normaliser(folder / "synonyms.tsv"))
    for path in own:
        for rule in read_rules(path, kinds, own=True):
            table.add(rule)
    for stem in TABLES:
        path = folder / f"{stem}.tsv"
        if path.exists():
            for rule in read_rules(path, kinds):
                table.add(rule)
    _load_headings(table, folder / "headings.tsv")
    _load_titles(table, folder / "titles.tsv")
    _load_members(table, folder / "members.tsv")
    if prove is None:
        prove = not _proven(folder)
    if prove or own:
        from converter.mapping.proof import prove_rules

        prove_rules(table, [rule for rule in table.rules if prove or rule.own])
    return table


def fingerprint(folder: Path) -> str:
    """What the packaged tables hold, as a digest."""
    digest = hashlib.sha256(str(_PROOF).encode())
    for stem in (*TABLES, "headings", "titles", "members", "synonyms"):
        path = folder / f"{stem}.tsv"
        digest.update(path.read_bytes() if path.exists() else b"")
    return digest.hexdigest()


def _proven(folder: Path) -> bool:
    path = folder / "proven.txt"
    return path.exists() and path.read_text(encoding="ascii").strip() == fingerprint(folder)


@lru_cache(maxsize=1)
def packaged_table() -> MappingTable:
    """The packaged tables, loaded once a process."""
    return load_table()
