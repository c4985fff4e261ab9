"""COUNT, SUM, MIN and the like in SQL.

As Oxigraph has it: one value that is unbound or an error makes the whole aggregate unbound, but for
COUNT. The sum of integers is an integer, with a decimal among them a decimal. Of values that have
no order among themselves the least is not certain: then the statement ends, and the question goes
to Oxigraph.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from rdflib.term import Variable

from converter.query.columns.kinds import (
    BLANK,
    BOOLEAN,
    DATE,
    DECIMAL,
    DOUBLE,
    EXACT,
    INTEGER,
    INTEGER_ROOM,
    IRI,
    LANGUAGE,
    NUMBERS,
    OTHER,
    STRING,
)
from converter.query.columns.operators import unsure
from converter.query.columns.values import (
    NOTHING,
    TYPES,
    NotCoveredError,
    Value,
    chosen,
    identity,
    integer,
    payload,
)

if TYPE_CHECKING:
    from converter.query.columns.expressions import Expressions


def aggregate(node: Any, over: Expressions) -> Value:
    """The aggregate as SQL that stands in a statement with GROUP BY."""
    name = node.name.removeprefix("Aggregate_")
    distinct = bool(node.distinct)
    if name == "Count":
        return _count(node, over, distinct=distinct)
    if isinstance(node.vars, str) and not isinstance(node.vars, Variable):
        raise NotCoveredError(f"{name} of {node.vars}")
    value = over.column(node.vars)
    if not value.kinds:
        value = NOTHING
    if name in ("Min", "Max"):
        return _extreme(value, name.upper())
    if name == "Sum":
        return _unless_odd(value, _sum(value, distinct=distinct))
    if name == "Avg":
        return _unless_odd(value, _average(value, distinct=distinct))
    raise NotCoveredError(f"the aggregate {name}")


def _count(node: Any, over: Expressions, *, distinct: bool) -> Value:
    if node.vars == "*":
        if distinct:
            raise NotCoveredError("COUNT(DISTINCT *)")
        return integer("count(*)")
    value = over.column(node.vars)
    plain = isinstance(node.vars, Variable)
    if not value.kinds:
        if not plain:
            raise NotCoveredError("a count of what is always an error")
        return integer("0")
    if not distinct and plain:
        return integer(f"count({value.teller})")
    parts = identity(value)
    if len(parts) > 1:
        told = ", ".join(f"coalesce(CAST({part} AS VARCHAR), '')" for part in parts)
        each = f"CASE WHEN {value.bound} THEN [{told}] END"
    else:
        each = parts[0]
    counted = f"count({'DISTINCT ' if distinct else ''}{each})"
    if not plain:
        # by SPARQL errors are not counted; by Oxigraph they make an error, but not all of them
        sound = _sound(value)
        counted = f"CASE WHEN {sound} THEN {counted} ELSE {unsure('a count of errors')} END"
    return integer(counted)


def _sound(value: Value) -> str:
    """SQL: whether all of the group are bound."""
    return f"(count(*) = count({value.teller}))" if value.kinds else "(count(*) = 0)"


def _sum(value: Value, *, distinct: bool) -> Value:
    """An integer 0 of nothing."""
    if DOUBLE in value.kinds:
        raise NotCoveredError("sums of doubles")
    if distinct:
        raise NotCoveredError("SUM(DISTINCT)")
    kinds = value.kinds & EXACT
    if not kinds:
        empty = integer("0")
        return chosen([("count(*) = 0", empty)])
    number = value.only_of(EXACT, "number")
    sound = f"count(*) = count({number})"
    total = f"COALESCE(sum({number}), 0)"
    fits = f"{total} BETWEEN {-INTEGER_ROOM} AND {INTEGER_ROOM - 1}"
    decimal = f"bool_or({value.is_of(frozenset({DECIMAL}))})"
    # whole numbers that leave their room on the way are an error, whatever the sum
    steps = (
        f"CASE WHEN sum(abs({number})) < {INTEGER_ROOM} OR {total} IS NULL THEN {total}"
        f" ELSE {unsure('a sum beyond 64 bits')} END"
    )
    whole = Value(frozenset({INTEGER}), number=f"CAST({steps} AS DECIMAL(38, 18))")
    real = Value(frozenset({DECIMAL}), number=f"CAST({total} AS DECIMAL(38, 18))")
    if kinds == {INTEGER}:
        return chosen([(f"{sound} AND {fits}", whole)])
    if kinds == {DECIMAL}:
        return chosen([(f"{sound} AND count(*) > 0", real), ("count(*) = 0", integer("0"))])
    return chosen([(f"{sound} AND {decimal}", real), (sound, whole)])


def _unless_odd(value: Value, made: Value) -> Value:
    """The sum, where none of another datatype is among them: floats have a sum too."""
    if OTHER not in value.kinds:
        return made
    odd = _unsure(DECIMAL, "a sum with other datatypes")
    return chosen([(f"bool_or({value.is_of(frozenset({OTHER}))})", odd), ("TRUE", made)])


def _average(value: Value, *, distinct: bool) -> Value:
    if DOUBLE in value.kinds or distinct:
        raise NotCoveredError("such an average")
    if not value.kinds & EXACT:
        return chosen([("count(*) = 0", integer("0"))])
    number = value.only_of(EXACT, "number")
    sound = f"count(*) = count({number}) AND count(*) > 0"
    made = f"divided(CAST(sum({number}) AS DECIMAL(38, 18)), CAST(count(*) AS DECIMAL(38, 18)))"
    mean = Value(frozenset({DECIMAL}), number=f"CASE WHEN {sound} THEN {made} END")
    return chosen([(sound, mean), ("count(*) = 0", integer("0"))])


_SORTS: Final = (
    frozenset({STRING}), frozenset({DATE}), NUMBERS, frozenset({BOOLEAN}),
    frozenset({IRI}), frozenset({LANGUAGE}), frozenset({OTHER}), frozenset({BLANK}),
)  # fmt: skip


def _extreme(value: Value, name: str) -> Value:
    """The least or largest, where all have an order among themselves."""
    if not value.kinds:
        return NOTHING
    sorts = [sort & value.kinds for sort in _SORTS if sort & value.kinds]
    texts = value.kinds & {STRING, DATE}
    made: list[Value] = []
    for sort in sorts:
        if sort <= NUMBERS:
            made.append(_extreme_number(value, name))
        elif sort <= texts:
            # where both are, the statement ends
            made.append(Value(sort, text=f"{name.lower()}({value.only_of(texts, 'text')})"))
        else:
            made.append(_unsure(min(sort), "the least of terms without an order"))
    sound = f"{_sound(value)} AND count(*) > 0"
    if len(sorts) == 1:
        return chosen([(sound, made[0])])
    cases = " ".join(f"WHEN {value.is_of(sort)} THEN {place}" for place, sort in enumerate(sorts))
    which = f"CAST(CASE {cases} END AS UTINYINT)"
    mixed = _unsure(min(value.kinds), "the least of terms without an order")
    return chosen(
        [
            (f"NOT ({sound})", NOTHING),
            (f"min({which}) <> max({which})", mixed),
            *((f"min({which}) = {place}", each) for place, each in enumerate(made)),
        ]
    )


def _extreme_number(value: Value, name: str) -> Value:
    """Each kind by itself, then the least of these; two of different kinds that are equal are not
    told apart by any order.
    """
    kinds = value.kinds & (EXACT | {DOUBLE})
    best = name.lower()
    of = {kind: frozenset({kind}) for kind in kinds}
    made: dict[int, Value] = {}
    for kind in sorted(kinds):
        part = "float" if kind == DOUBLE else "number"
        sql = f"{best}({value.only_of(of[kind], part)})"
        made[kind] = replace(Value(of[kind]), **{part: sql})  # type: ignore[arg-type]
    if DOUBLE in kinds:
        number = value.only_of(of[DOUBLE], "float")
        doubtful = f"bool_or(isnan({number})) OR {made[DOUBLE].float} = 0"
        why = unsure("not a number, or which zero")
        checked = f"CASE WHEN {doubtful} THEN {why} ELSE {made[DOUBLE].float} END"
        made[DOUBLE] = Value(of[DOUBLE], float=checked)
    if len(made) == 1:
        return next(iter(made.values()))
    sign = "<" if name == "MIN" else ">"
    return _best(list(made.items()), sign)


def _best(found: list[tuple[int, Value]], sign: str) -> Value:
    """The first before all others by `sign`; NULL is passed over."""
    as_double = {
        kind: value.float if kind == DOUBLE else f"CAST(CAST({value.number} AS VARCHAR) AS DOUBLE)"
        for kind, value in found
    }
    cases = []
    for kind, value in found:
        tests = [f"{value.teller} IS NOT NULL"]
        for other, its in found:
            if other == kind:
                continue
            if DOUBLE in (kind, other):
                one, two = as_double[kind], as_double[other]
            else:
                one, two = value.number, its.number
            tests.append(f"({its.teller} IS NULL OR {one} {sign} {two})")
        cases.append((" AND ".join(tests), value))
    tied = _unsure(found[0][0], "equal numbers of different kinds")
    some = " OR ".join(f"{value.teller} IS NOT NULL" for _, value in found)
    return chosen([*cases, (some, tied)])


def _unsure(kind: int, why: str) -> Value:
    """A value that ends the statement where it is looked at."""
    part = payload(kind)
    failing = {part: f"CAST({unsure(why)} AS {TYPES[part]})"}
    if kind in (LANGUAGE, OTHER):
        failing["tag"] = failing["text"]
    return Value(frozenset({kind}), **failing)  # type: ignore[arg-type]
