"""What =, <, + and the like mean in SQL, for the kinds that both sides can have.

As Oxigraph has it (spareval): equality of what has no value to compare is an error unless both are
the same term; a whole number that does not fit into 64 bits is an error; division is cut after 18
digits. Where the same answer is not certain the statement ends with an error of its own, and the
question goes to Oxigraph.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

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
    Kinds,
    Term,
)
from converter.query.columns.values import (
    NOTHING,
    NotCoveredError,
    Value,
    chosen,
    constant,
    same_term,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

_BY_TERM: Final = frozenset({BLANK, IRI, STRING, LANGUAGE, BOOLEAN, DATE})
"""Of these two are equal where they are the same term, and else not."""


_OTHER: Final = "a value of another datatype"
_ODD: Final = frozenset({OTHER, DATE})
"""What Oxigraph may reckon with though it is no number here: floats, durations between dates."""


def unsure(why: str) -> str:
    """SQL that ends the statement: what it would say is not sure to be what Oxigraph says."""
    return f"error('retroxbrl: {why}')"


def as_kind(value: Value, kind: int, part: str) -> str:
    return value.only_of(frozenset({kind}), part)


def as_text(value: Value) -> str:
    """The text of an xsd:string; NULL for all else, which is an error where a text is wanted."""
    if LANGUAGE in value.kinds:
        raise NotCoveredError("a function of texts that have a language")
    return as_kind(value, STRING, "text")


def as_number(value: Value) -> str:
    """The number of an integer or decimal."""
    return value.only_of(EXACT, "number")


def as_double(value: Value) -> str:
    """Any number as a double."""
    kinds = value.kinds & NUMBERS
    if kinds == {DOUBLE}:
        return value.only_of(frozenset({DOUBLE}), "float")
    # by its digits: the number itself may be rounded twice
    exact = f"CAST(CAST({as_number(value)} AS VARCHAR) AS DOUBLE)"
    if DOUBLE not in kinds:
        return exact
    return f"COALESCE({value.only_of(frozenset({DOUBLE}), 'float')}, {exact})"


def as_integer(value: Value) -> str:
    """The number of an integer alone, as a HUGEINT."""
    return f"CAST({as_kind(value, INTEGER, 'number')} AS HUGEINT)"


def truth(value: Value) -> str:
    """The effective boolean value; NULL for an error."""
    cases: list[tuple[Kinds, str]] = []
    if BOOLEAN in value.kinds:
        cases.append((frozenset({BOOLEAN}), as_kind(value, BOOLEAN, "truth")))
    if STRING in value.kinds:
        cases.append((frozenset({STRING}), f"({as_kind(value, STRING, 'text')} <> '')"))
    if value.kinds & EXACT:
        cases.append((EXACT, f"({as_number(value)} <> 0)"))
    if DOUBLE in value.kinds:
        number = as_kind(value, DOUBLE, "float")
        cases.append((frozenset({DOUBLE}), f"({number} <> 0 AND NOT isnan({number}))"))
    if OTHER in value.kinds:
        cases.append((frozenset({OTHER}), f"CAST({unsure(_OTHER)} AS BOOLEAN)"))
    if not cases:
        return "NULL"
    if value.kinds <= cases[0][0]:
        return cases[0][1]
    return (
        "CASE " + " ".join(f"WHEN {value.is_of(kinds)} THEN {sql}" for kinds, sql in cases) + " END"
    )


def equal(a: Value, b: Value) -> str:
    """SQL of =."""
    if not a.kinds or not b.kinds:
        return "NULL"
    if a.id is not None and b.id is not None and a.kinds | b.kinds <= _BY_TERM:
        return f"({a.id} = {b.id})"
    outcomes = [
        *((frozenset({kind}), frozenset({kind}), _same_of(a, b, kind)) for kind in
          sorted(a.kinds & b.kinds & _BY_TERM)),
    ]  # fmt: skip
    if a.kinds & EXACT and b.kinds & EXACT:
        outcomes.append((EXACT, EXACT, f"({as_number(a)} = {as_number(b)})"))
    if DOUBLE in a.kinds | b.kinds and a.kinds & NUMBERS and b.kinds & NUMBERS:
        one, other = as_double(a), as_double(b)
        outcomes.append((NUMBERS, NUMBERS, f"({one} = {other} AND NOT isnan({one}))"))
    unknown = unsure("equality of literals of other datatypes")
    valued = frozenset({STRING, BOOLEAN, DATE, OTHER}) | NUMBERS
    if OTHER in a.kinds and b.kinds & valued:
        outcomes.append((frozenset({OTHER}), valued, _same_other(a, b, unknown)))
    if OTHER in b.kinds and a.kinds & valued:
        outcomes.append((valued, frozenset({OTHER}), _same_other(a, b, unknown)))
    return _by_kinds(a, b, outcomes, "FALSE")


def _same_of(a: Value, b: Value, kind: int) -> str:
    of = frozenset({kind})
    if a.id is not None and b.id is not None:
        return f"({a.id} = {b.id})"
    part = "truth" if kind == BOOLEAN else "text"
    test = f"{a.only_of(of, part)} = {b.only_of(of, part)}"
    return f"({test} AND {a.tag} = {b.tag})" if kind == LANGUAGE else f"({test})"


def _same_other(a: Value, b: Value, otherwise: str) -> str:
    of = frozenset({OTHER})
    if OTHER not in a.kinds & b.kinds:
        return otherwise
    same = same_term(a.narrowed(of), b.narrowed(of))
    both = f"{a.is_of(of)} AND {b.is_of(of)}"
    # not a number is not even itself
    return f"CASE WHEN {both} AND {same} AND {a.text} <> 'NaN' THEN TRUE ELSE {otherwise} END"


def less(a: Value, b: Value, sign: str) -> str:
    """SQL of <, <=, > and >=."""
    if not a.kinds or not b.kinds:
        return "NULL"
    outcomes = []
    for kind in (STRING, DATE):
        if kind in a.kinds & b.kinds:
            one, other = as_kind(a, kind, "text"), as_kind(b, kind, "text")
            outcomes.append((frozenset({kind}), frozenset({kind}), f"({one} {sign} {other})"))
    if a.kinds & EXACT and b.kinds & EXACT:
        outcomes.append((EXACT, EXACT, f"({as_number(a)} {sign} {as_number(b)})"))
    if DOUBLE in a.kinds | b.kinds and a.kinds & NUMBERS and b.kinds & NUMBERS:
        one, other = as_double(a), as_double(b)
        nan = f"isnan({one}) OR isnan({other})"
        unknown = unsure("order of what is not a number")
        sql = f"CASE WHEN {nan} THEN {unknown} ELSE {one} {sign} {other} END"
        outcomes.append((NUMBERS, NUMBERS, sql))
    unknown = unsure("order of terms that have none")
    outcomes.extend(
        (frozenset({kind}), frozenset({kind}), unknown)
        for kind in (IRI, BLANK, LANGUAGE, BOOLEAN, OTHER)
        if kind in a.kinds & b.kinds
    )
    if OTHER in a.kinds | b.kinds:
        odd = NUMBERS | _ODD
        both = a.kinds & odd and b.kinds & odd
        outcomes += [(odd, odd, unknown)] if both else []
    return _by_kinds(a, b, outcomes, "NULL")


def _by_kinds(
    a: Value, b: Value, outcomes: Sequence[tuple[Kinds, Kinds, str]], otherwise: str
) -> str:
    """The first outcome whose kinds the two are of; `otherwise` where both are bound."""
    if len(outcomes) == 1:
        first, second, sql = outcomes[0]
        if a.kinds <= first and b.kinds <= second:
            return sql
    cases = [
        f"WHEN {a.is_of(first)} AND {b.is_of(second)} THEN {sql}" for first, second, sql in outcomes
    ]
    if otherwise != "NULL":
        cases.append(f"WHEN {a.bound} AND {b.bound} THEN {otherwise}")
    return f"CASE {' '.join(cases)} END" if cases else "NULL"


def negative(value: Value) -> Value:
    """Unary minus."""
    term = value.constant
    if term is not None and term.kind in EXACT and term.number is not None:
        return constant(Term(term.kind, number=-term.number if term.number else term.number))
    if term is not None and term.kind == DOUBLE and term.float:
        return constant(Term(DOUBLE, float=-term.float))
    cases = []
    if value.kinds & EXACT:
        number = f"-({as_number(value)})"
        cases.append((EXACT, _exact(value.kinds & EXACT, value.kind, number)))
    if DOUBLE in value.kinds:
        made = f"-({as_kind(value, DOUBLE, 'float')})"
        cases.append((frozenset({DOUBLE}), Value(frozenset({DOUBLE}), float=made)))
    if OTHER in value.kinds:
        cases.append((frozenset({OTHER}), odd_number()))
    return _of_kinds(value, cases)


def odd_number() -> Value:
    """A number that is looked at only where it is not sure: then the statement ends."""
    return Value(frozenset({DECIMAL}), number=f"CAST({unsure(_OTHER)} AS DECIMAL(38, 18))")


def _of_kinds(value: Value, cases: Sequence[tuple[Kinds, Value]]) -> Value:
    if not cases:
        return NOTHING
    if value.kinds <= cases[0][0]:
        return cases[0][1]
    return chosen([(value.is_of(kinds), made) for kinds, made in cases])


def _exact(kinds: Kinds, kind: str, number: str) -> Value:
    """A number whose kind is INTEGER or DECIMAL, as `kind` (SQL) says where it can be both.

    Whole numbers have 64 bits; what does not fit is an error.
    """
    if kinds == {DECIMAL}:
        return Value(frozenset({DECIMAL}), number=number)
    low, high = -INTEGER_ROOM, INTEGER_ROOM - 1
    fits = f"CASE WHEN {number} BETWEEN {low} AND {high} THEN {number} END"
    if kinds == {INTEGER}:
        return Value(frozenset({INTEGER}), number=fits)
    inside = f"({kind} = {DECIMAL} OR {number} BETWEEN {low} AND {high})"
    return Value(
        kinds,
        t=f"CASE WHEN {number} IS NOT NULL AND {inside} THEN {kind} END",
        number=f"CASE WHEN {inside} THEN {number} END",
    )


def arithmetic(a: Value, b: Value, sign: str) -> Value:
    """+, -, * and /."""
    cases: list[tuple[str, Value]] = []
    if a.kinds & EXACT and b.kinds & EXACT:
        cases.append((f"{a.is_of(EXACT)} AND {b.is_of(EXACT)}", _of_exact(a, b, sign)))
    double = frozenset({DOUBLE})
    if DOUBLE in a.kinds | b.kinds and a.kinds & NUMBERS and b.kinds & NUMBERS:
        one, other = as_double(a), as_double(b)
        if sign == "/":
            sql = (
                f"CASE WHEN {other} = 0 THEN {unsure('division by zero')} ELSE {one} / {other} END"
            )
        else:
            sql = f"({one} {sign} {other})"
        cases.append((f"{a.is_of(NUMBERS)} AND {b.is_of(NUMBERS)}", Value(double, float=sql)))
    reckoned = NUMBERS | _ODD
    if (a.kinds | b.kinds) & _ODD and a.kinds & reckoned and b.kinds & reckoned:
        # after those of numbers alone
        cases.append((f"{a.is_of(reckoned)} AND {b.is_of(reckoned)}", odd_number()))
    if not cases:
        return NOTHING
    if len(cases) == 1 and a.kinds | b.kinds <= EXACT:
        return cases[0][1]
    return chosen(cases)


def _of_exact(a: Value, b: Value, sign: str) -> Value:
    one, other = as_number(a), as_number(b)
    if sign == "/":
        hundred = b.constant is not None and b.constant.number == 100
        sql = f"hundredth({one})" if hundred else f"divided({one}, {other})"
        return Value(frozenset({DECIMAL}), number=sql)
    kinds_a, kinds_b = a.kinds & EXACT, b.kinds & EXACT
    if sign == "*":
        # a product has as many digits behind the point as both factors
        if kinds_b == {INTEGER}:
            number = f"({one} * CAST({other} AS DECIMAL(20, 0)))"
        elif kinds_a == {INTEGER}:
            number = f"({other} * CAST({one} AS DECIMAL(20, 0)))"
        else:
            number = f"multiplied({one}, {other})"
    else:
        number = f"({one} {sign} {other})"
    if kinds_a == kinds_b == {INTEGER}:
        return _exact(frozenset({INTEGER}), str(INTEGER), number)
    if {DECIMAL} in (kinds_a, kinds_b):
        return _exact(frozenset({DECIMAL}), str(DECIMAL), number)
    return _exact(EXACT, f"greatest({a.kind}, {b.kind})", number)
