"""Expressions of a query as values: rdflib's tree of them, read."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, Final, Protocol

from rdflib.term import BNode, Literal, URIRef, Variable

from converter.query.columns.functions import FUNCTIONS, cast_to
from converter.query.columns.kinds import DOUBLE, IRI, XSD, Term, literal
from converter.query.columns.operators import arithmetic, equal, less, negative, truth
from converter.query.columns.values import (
    NOTHING,
    NotCoveredError,
    Value,
    WantsColumnError,
    boolean,
    chosen,
    same_term,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping


_LONG: Final = 400
"""Characters of SQL from which on it is made a column, rather than said several times."""


class Exists(Protocol):
    """SQL: whether the pattern has a solution that agrees with these columns."""

    def __call__(self, pattern: Any, columns: Mapping[str, Value]) -> str: ...


class Constants(Protocol):
    """The number of a term."""

    def constant(self, term: Term) -> Value: ...


def term_of_query(node: Any) -> Term:
    """A term as it stands in a query."""
    if isinstance(node, URIRef):
        return Term(IRI, str(node))
    if isinstance(node, Literal):
        datatype = None if node.datatype is None else str(node.datatype)
        return literal(str(node), datatype, node.language)
    raise NotCoveredError(f"{type(node).__name__} as a term")


class Expressions:
    """Reads expressions over the columns of a relation.

    Raises NotCoveredError, and WantsTextError where texts have to be looked up first.
    """

    def __init__(
        self,
        columns: Mapping[str, Value],
        constants: Constants,
        exists: Exists | None = None,
        *,
        splits: bool = False,
    ) -> None:
        """splits: whether what is long may be made a column first, with WantsColumnError"""
        self._columns = columns
        self._splits = splits
        self._constants = constants
        self._exists = exists

    def condition(self, node: Any) -> str:
        """SQL: the effective boolean value."""
        return truth(self.value(node))

    def value(self, node: Any) -> Value:
        if isinstance(node, Variable):
            return self._columns.get(str(node), NOTHING)
        if isinstance(node, (URIRef, Literal)):
            return self._constants.constant(term_of_query(node))
        if isinstance(node, BNode):
            raise NotCoveredError("a blank node in an expression")
        name = getattr(node, "name", type(node).__name__)
        if name.startswith("Builtin_"):
            return self._function(name.removeprefix("Builtin_"), node)
        read = getattr(self, f"_{name}", None)
        if read is None:
            raise NotCoveredError(name)
        made: Value = read(node)
        return made

    def column(self, node: Any) -> Value:
        """The value, as a column where it is no variable."""
        if isinstance(node, (Variable, URIRef, Literal)) or not self._splits:
            return self.value(node)
        return self._short(_name(node), lambda: self.value(node), 0)

    def _short(self, name: str, made: Callable[[], Value], longest: int = _LONG) -> Value:
        """The value, as a column where it is long: what is built of it names it many times."""
        if name in self._columns:
            return self._columns[name]
        value = made()
        if self._splits and value.constant is None and value.kinds and value.length > longest:
            raise WantsColumnError(name, value)
        return value

    def _operand(self, node: Any) -> Value:
        return self._short(_name(node), lambda: self.value(node))

    def _ConditionalOrExpression(self, node: Any) -> Value:  # noqa: N802 - rdflib's names
        return self._logical("OR", node)

    def _ConditionalAndExpression(self, node: Any) -> Value:  # noqa: N802
        return self._logical("AND", node)

    def _logical(self, word: str, node: Any) -> Value:
        each = [self.condition(one) for one in (node.expr, *node.other)]
        return boolean("(" + f" {word} ".join(each) + ")")

    def _UnaryNot(self, node: Any) -> Value:  # noqa: N802
        return boolean(f"(NOT {self.condition(node.expr)})")

    def _UnaryMinus(self, node: Any) -> Value:  # noqa: N802
        return negative(self._operand(node.expr))

    def _RelationalExpression(self, node: Any) -> Value:  # noqa: N802
        left = self._operand(node.expr)
        sign = str(node.op)
        if sign in ("IN", "NOT IN"):
            others = node.other if isinstance(node.other, list) else [node.other]
            each = [equal(left, self._operand(one)) for one in others if one != _NIL]
            sql = "(" + (" OR ".join(each) or "FALSE") + ")"
            return boolean(sql if sign == "IN" else f"(NOT {sql})")
        right = self._operand(node.other)
        if sign == "=":
            return boolean(equal(left, right))
        if sign == "!=":
            return boolean(f"(NOT {equal(left, right)})")
        if sign in ("<", "<=", ">", ">="):
            return boolean(less(left, right, sign))
        raise NotCoveredError(f"the operator {sign}")

    def _AdditiveExpression(self, node: Any) -> Value:  # noqa: N802
        return self._chain(node)

    def _MultiplicativeExpression(self, node: Any) -> Value:  # noqa: N802
        return self._chain(node)

    def _chain(self, node: Any) -> Value:
        made = self._operand(node.expr)
        for place, (sign, other) in enumerate(zip(node.op, node.other, strict=True)):
            if place:
                made = self._short(f"{_name(node)}.{place}", partial(_given, made))
            made = arithmetic(made, self._operand(other), str(sign))
        return made

    def _Function(self, node: Any) -> Value:  # noqa: N802 - a cast: xsd:decimal(...)
        if not str(node.iri).startswith(XSD) or len(node.expr) != 1:
            raise NotCoveredError(f"the function <{node.iri}>")
        return cast_to(str(node.iri), self._operand(node.expr[0]))

    def _function(self, name: str, node: Any) -> Value:
        if name == "IF":
            whether = self._short(
                f"{_name(node)}.if", lambda: boolean(self.condition(node.arg1)), _LONG // 4
            )
            when = truth(whether)
            cases = [(when, self._operand(node.arg2)), (f"NOT {when}", self._operand(node.arg3))]
            return chosen(cases)
        if name == "COALESCE":
            return _first([self._operand(one) for one in node.arg])
        if name == "BOUND":
            return boolean(self.value(node.arg).bound, maybe=False)
        if name == "sameTerm":
            return _same(self.value(node.arg1), self.value(node.arg2))
        if name in ("EXISTS", "NOTEXISTS"):
            if self._exists is None:
                raise NotCoveredError("EXISTS in such a place")
            sql = self._exists(node.graph, self._columns)
            return boolean(sql if name == "EXISTS" else f"(NOT {sql})", maybe=False)
        function, least, most = FUNCTIONS.get(name.upper(), (None, 0, 0))
        if function is None:
            raise NotCoveredError(f"the function {name}")
        arguments = [self._operand(one) for one in _arguments(name, node)]
        if not least <= len(arguments) <= most:
            raise NotCoveredError(f"{name} of {len(arguments)} arguments")
        return function(*arguments)


def _name(node: Any) -> str:
    """The name of the column that a part of an expression gets: none that a variable has."""
    return f".{id(node)}"


def _given(value: Value) -> Value:
    return value


_NIL = URIRef("http://www.w3.org/1999/02/22-rdf-syntax-ns#nil")


def _arguments(name: str, node: Any) -> list[Any]:
    if name == "CONCAT":
        return list(node.arg)
    if name == "SUBSTR":
        return [node.arg, node.start, *([node.length] if node.length is not None else [])]
    if name == "REGEX":
        return [node.text, node.pattern, *([node.flags] if node.flags is not None else [])]
    if name == "REPLACE":
        flags = [node.flags] if node.flags is not None else []
        return [node.arg, node.pattern, node.replacement, *flags]
    if node.arg is not None:
        return [node.arg]
    return [node.arg1, node.arg2]


def _first(values: list[Value]) -> Value:
    kept: list[Value] = []
    for value in values:
        if value.kinds:
            kept.append(value)
        if value.kinds and not value.maybe:
            break
    if not kept:
        return NOTHING
    if len(kept) == 1:
        return kept[0]
    return chosen([(value.bound, value) for value in kept], maybe=kept[-1].maybe)


def _same(a: Value, b: Value) -> Value:
    if DOUBLE in a.kinds & b.kinds and (a.id is None or b.id is None):
        raise NotCoveredError("sameTerm of doubles")
    return boolean(f"CASE WHEN {a.bound} AND {b.bound} THEN {same_term(a, b)} END")
