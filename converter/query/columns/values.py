"""What a variable or an expression is in SQL: its kinds, and a column for each part of a term.

A value that is unbound, or an error, is NULL in what tells it: `id` where there is one, else the
kind, else the payload of the only kind. So an error in a filter is SQL's NULL, and both have the
same logic of three values.

The text of an IRI stands in the table of terms alone. A value that has none yet (`texted` false)
says in `wants` whose text it needs; an expression that uses it raises `WantsTextError`, and the
relation is joined with the terms (`converter.query.columns.relations.with_texts`).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from converter.query.columns.kinds import (
    BLANK,
    BOOLEAN,
    DATE,
    DECIMAL,
    DOUBLE,
    EXACT,
    INTEGER,
    IRI,
    LANGUAGE,
    LITERALS,
    NODES,
    OTHER,
    STRING,
    Kinds,
    Term,
)
from converter.query.columns.load import quoted

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

PARTS: Final = ("id", "t", "text", "tag", "truth", "number", "float")
TYPES: Final = {
    "id": "BIGINT", "t": "UTINYINT", "text": "VARCHAR", "tag": "VARCHAR", "truth": "BOOLEAN",
    "number": "DECIMAL(38, 18)", "float": "DOUBLE",
}  # fmt: skip


class NotCoveredError(Exception):
    """A question that is not answered here, but by Oxigraph; its text says of what."""


class WantsTextError(Exception):
    """The texts of these variables have to be looked up first."""

    def __init__(self, variables: Iterable[str]) -> None:
        super().__init__()
        self.variables = frozenset(variables)


class WantsColumnError(Exception):
    """The value, which is used several times, has to be a column of that name first."""

    def __init__(self, name: str, value: Value) -> None:
        super().__init__(name)
        self.name, self.value = name, value


@dataclass(frozen=True)
class Value:
    """kinds   that it can have, none for what is never bound
    id       SQL for the number of the term, where it has one
    t        SQL for its kind, NULL if unbound, where there are several
    text ... SQL for what its kinds have (see `converter.query.columns.kinds`)
    maybe    whether it can be unbound or an error
    texted   whether `text` is there for IRIs and blank nodes too
    wants    the variables whose texts make it so
    constant the term that it is, always
    """

    kinds: Kinds
    id: str | None = None
    t: str | None = None
    text: str | None = None
    tag: str | None = None
    truth: str | None = None
    number: str | None = None
    float: str | None = None
    maybe: bool = True
    texted: bool = True
    wants: frozenset[str] = frozenset()
    constant: Term | None = None

    @property
    def only(self) -> int | None:
        """The one kind that it can have."""
        return next(iter(self.kinds)) if len(self.kinds) == 1 else None

    def part(self, name: str) -> str | None:
        """One of PARTS."""
        found: str | None = getattr(self, name)
        return found

    @property
    def teller(self) -> str:
        """The part that is NULL if it is unbound."""
        if not self.kinds:
            return "NULL"
        if self.id is not None:
            return self.id
        if self.t is not None:
            return self.t
        found = self.part(payload(self.only or 0))
        if found is None:
            raise WantsTextError(self.wants)
        return found

    @property
    def bound(self) -> str:
        """SQL that is true or false."""
        if not self.kinds:
            return "FALSE"
        return f"({self.teller} IS NOT NULL)" if self.maybe else "TRUE"

    @property
    def kind(self) -> str:
        """SQL for its kind, NULL if unbound."""
        if self.t is not None:
            return self.t
        if not self.kinds:
            return "NULL"
        if self.only is None:
            raise WantsTextError(self.wants)
        return f"CASE WHEN {self.bound} THEN {self.only} END" if self.maybe else str(self.only)

    def is_of(self, kinds: Kinds) -> str:
        """SQL: whether it is bound and of these kinds; false or NULL if not."""
        if not self.kinds & kinds:
            return "FALSE"
        if self.kinds <= kinds:
            return self.bound
        return f"({self.kind} IN ({listed(kinds & self.kinds)}))"

    def only_of(self, kinds: Kinds, part: str) -> str:
        """SQL for a part where it is of these kinds, NULL where not."""
        if not self.kinds & kinds:
            return f"CAST(NULL AS {TYPES[part]})"
        if part == "text" and kinds & self.kinds & NODES and not self.texted:
            raise WantsTextError(self.wants)
        found = self.part(part)
        if found is None:
            raise WantsTextError(self.wants)
        if self.kinds <= kinds:
            return found
        return f"CASE WHEN {self.is_of(kinds)} THEN {found} END"

    @property
    def length(self) -> int:
        """Characters of its longest part."""
        return max((len(self.part(part) or "") for part in PARTS), default=0)

    def narrowed(self, kinds: Kinds) -> Value:
        """The same where no other kinds can be: unbound for others."""
        if self.kinds <= kinds:
            return self
        return replace(self, kinds=self.kinds & kinds)


NOTHING: Final = Value(frozenset(), "NULL")


def payload(kind: int) -> str:
    """The part that tells terms of this kind from each other, with the tag for two of them."""
    return {
        BOOLEAN: "truth", INTEGER: "number", DECIMAL: "number", DOUBLE: "float",
    }.get(kind, "text")  # fmt: skip


def parts_of(kinds: Kinds) -> frozenset[str]:
    """The parts that literals of these kinds have."""
    found = {payload(kind) for kind in kinds & LITERALS}
    if kinds & {LANGUAGE, OTHER}:
        found.add("tag")
    return frozenset(found)


def constant(term: Term, identifier: int | None = None) -> Value:
    """The value that is always this term; `identifier` its number, where it is known."""
    return Value(
        frozenset({term.kind}),
        id=None if identifier is None else str(identifier),
        text=None if term.text is None else quoted(term.text),
        tag=None if term.tag is None else quoted(term.tag),
        truth=None if term.truth is None else str(term.truth).upper(),
        number=None if term.number is None else f"CAST('{term.number:f}' AS DECIMAL(38, 18))",
        float=None if term.float is None else f"CAST('{term.float!r}' AS DOUBLE)",
        maybe=False,
        constant=term,
    )


def boolean(sql: str, *, maybe: bool = True) -> Value:
    return Value(frozenset({BOOLEAN}), truth=sql, maybe=maybe)


def text(sql: str) -> Value:
    return Value(frozenset({STRING}), text=sql)


def integer(sql: str) -> Value:
    return Value(frozenset({INTEGER}), number=f"CAST({sql} AS DECIMAL(38, 18))")


def listed(numbers: Iterable[int]) -> str:
    return ", ".join(str(number) for number in sorted(numbers))


def chosen(cases: Sequence[tuple[str, Value]], *, maybe: bool = True) -> Value:
    """The first value whose condition is true; unbound where none is.

    A part that one of them lacks is lacking: the id, and the text of IRIs.
    """
    kinds = frozenset().union(*(value.kinds for _, value in cases))
    if not kinds:
        return NOTHING
    some = [value for _, value in cases if value.kinds]

    def of(part: str) -> str:
        return "CASE " + " ".join(
            f"WHEN {condition} THEN {_part(value, part)}" for condition, value in cases
        ) + " END"  # fmt: skip

    needed = set(parts_of(kinds))
    if all(value.id is not None for value in some):
        needed.add("id")
    if len(kinds) > 1:
        needed.add("t")
    wants = _wanted(some)
    texted = not wants and all(value.texted for value in some)
    if texted and kinds & NODES:
        needed.add("text")
    elif not texted and "id" not in needed:
        raise WantsTextError(wants)
    made = Value(kinds, maybe=maybe, texted=texted, wants=wants)
    return replace(made, **{part: of(part) for part in needed})  # type: ignore[arg-type]


def _wanted(values: Sequence[Value]) -> frozenset[str]:
    """The variables whose texts these want."""
    nodes = (value for value in values if value.kinds & NODES and not value.texted)
    return frozenset().union(*(value.wants for value in nodes))


def _part(value: Value, part: str) -> str:
    """SQL for the part, NULL where the value has none."""
    if not value.kinds:
        return "NULL"
    if part == "t":
        return value.kind
    if part == "id":
        return value.id or "NULL"
    if part == "text" and not (value.kinds & LITERALS) and not value.texted:
        return "NULL"
    return value.part(part) or "NULL"


def same_term(a: Value, b: Value) -> str:
    """SQL: whether both are the same term; NULL or false where one is unbound."""
    shared = a.kinds & b.kinds
    if not shared:
        return "FALSE"
    if a.id is not None and b.id is not None:
        return f"({a.id} = {b.id})"
    if DOUBLE in shared:
        raise NotCoveredError("sameness of computed doubles")
    tests = []
    for kind in sorted(shared):
        one, other = (
            a.only_of(frozenset({kind}), payload(kind)),
            b.only_of(frozenset({kind}), payload(kind)),
        )
        test = f"{one} = {other}"
        if kind in (LANGUAGE, OTHER):
            test += f" AND {a.tag} = {b.tag}"
        tests.append(f"({test})")
    if len(tests) == 1:
        return tests[0]
    return "COALESCE(" + " OR ".join(f"COALESCE({test}, FALSE)" for test in tests) + ", FALSE)"


def identity(value: Value) -> tuple[str, ...]:
    """SQL of the parts that tell its terms from each other: to group by, or to count."""
    if not value.kinds:
        return ()
    if value.id is not None:
        return (value.id,)
    if value.kinds & NODES and not value.texted:
        raise WantsTextError(value.wants)
    if DOUBLE in value.kinds:
        raise NotCoveredError("telling computed doubles apart")
    found: list[str | None] = [value.kind] if len(value.kinds) > 1 else []
    names = {*parts_of(value.kinds), *({"text"} if value.kinds & NODES else ())}
    found += [value.part(name) for name in PARTS if name in names]
    return tuple(sql for sql in found if sql is not None)


SORTS: Final = (
    frozenset({IRI}), frozenset({STRING}), EXACT, frozenset({DOUBLE}), frozenset({DATE}),
    frozenset({BOOLEAN}), frozenset({LANGUAGE}), frozenset({OTHER}), frozenset({BLANK}),
)  # fmt: skip
"""Kinds that have an order among themselves."""
