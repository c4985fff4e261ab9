"""SPARQL's functions in SQL, and those that Python has to do, called from SQL.

Those of texts take xsd:string; texts that have a language go to Oxigraph. Upper and lower case
follow all of Unicode, which DuckDB does for ASCII alone as Oxigraph does.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from converter.query.columns.kinds import (
    BLANK,
    BOOLEAN,
    DATATYPES,
    DATE,
    DECIMAL,
    DECIMAL_DIGITS,
    DECIMAL_ROOM,
    DOUBLE,
    EXACT,
    INTEGER,
    IRI,
    LANGUAGE,
    LITERALS,
    NUMBER_TYPES,
    NUMBERS,
    OTHER,
    STRING,
    spell_double,
)
from converter.query.columns.operators import (
    as_integer,
    as_kind,
    as_number,
    as_text,
    odd_number,
    unsure,
)
from converter.query.columns.values import (
    NOTHING,
    NotCoveredError,
    Value,
    boolean,
    chosen,
    integer,
    text,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    import duckdb

_ONE: Final = 10**DECIMAL_DIGITS
_ROOM: Final = 2**127


_PLACES: Final = "CAST(1000 AS DECIMAL(20, 0))"
_TINY: Final = f"CAST('0.{'0' * (DECIMAL_DIGITS - 1)}1' AS DECIMAL(19, 18))"
_QUOTIENT: Final = (
    f"(CAST(a * {_PLACES} AS HUGEINT) * CAST({_ONE} AS HUGEINT) // CAST(b * {_PLACES} AS HUGEINT))"
)
_WIDEST: Final = "CAST('10000000000000000' AS DECIMAL(38, 18))"
_DIVIDED: Final = f"""CASE WHEN b = 0 THEN NULL
  WHEN abs(a) < {_WIDEST} AND abs(b) < {_WIDEST} AND a * {_PLACES} = trunc(a * {_PLACES})
    AND b * {_PLACES} = trunc(b * {_PLACES})
  THEN CAST({_QUOTIENT} // CAST({_ONE} AS HUGEINT) AS DECIMAL(38, 18))
    + CAST({_QUOTIENT} % CAST({_ONE} AS HUGEINT) AS DECIMAL(19, 0)) * {_TINY}
  ELSE divided_slowly(a, b) END"""
"""Amounts of at most three digits behind the point fit into 128 bits, with 18 more behind them.
What is compared with a double, such as 1e16, is made one first, and that takes long."""

_HUNDREDTH: Final = """CASE WHEN CAST(CAST(a AS DECIMAL(36, 16)) AS DECIMAL(38, 18)) = a
  THEN CAST(a AS DECIMAL(36, 16)) * CAST('0.01' AS DECIMAL(2, 2))
  ELSE divided_slowly(a, CAST('100' AS DECIMAL(38, 18))) END"""
"""What has 16 digits behind the point has 18 when it is divided by 100, the commonest divisor:
that is how amounts are rounded. It takes a tenth of the time."""


class UnsureError(ArithmeticError):
    """The statement ends, and the question goes to Oxigraph."""


def register(sql: duckdb.DuckDBPyConnection) -> None:
    """Give `sql` the functions that Python does."""
    number = "DECIMAL(38, 18)"
    for name, function, takes, gives in (
        ("divided_slowly", divided, [number, number], number),
        ("multiplied", multiplied, [number, number], number),
        ("lowered", str.lower, ["VARCHAR"], "VARCHAR"),
        ("raised", str.upper, ["VARCHAR"], "VARCHAR"),
        ("spelled_double", spell_double, ["DOUBLE"], "VARCHAR"),
    ):
        special = "special" if name == "divided_slowly" else "default"
        sql.create_function(name, function, takes, gives, null_handling=special)  # type: ignore[call-overload]
    sql.execute(f"CREATE TEMP MACRO divided(a, b) AS {_DIVIDED}")
    sql.execute(f"CREATE TEMP MACRO hundredth(a) AS {_HUNDREDTH}")


def divided(a: Decimal | None, b: Decimal | None) -> Decimal | None:
    """A / b, cut after 18 digits; None for an error."""
    if a is None or b is None or not b:
        return None
    left, right = _scaled(a), _scaled(b)
    zeros = 0
    while right % 10 ** (zeros + 1) == 0:
        zeros += 1
    # as far as 128 bits let the dividend grow: an engine that has no more gives an error
    grown = 0
    while left and abs(left) * 10 ** (grown + 1) < _ROOM:
        grown += 1
    if left and grown + zeros < DECIMAL_DIGITS:
        raise UnsureError("a quotient of more digits than a decimal has")
    cut = abs(left) * _ONE // abs(right)
    return _sized(-cut if (left < 0) != (right < 0) else cut)


def multiplied(a: Decimal, b: Decimal) -> Decimal:
    """A * b, where a decimal has room for all digits."""
    product = _scaled(a) * _scaled(b)
    if product % _ONE:
        raise UnsureError("a product of more digits than a decimal has")
    return _sized(product // _ONE)


def _scaled(number: Decimal) -> int:
    sign, digits, exponent = number.as_tuple()
    made: int = int("".join(map(str, digits)) or "0") * 10 ** (DECIMAL_DIGITS + int(exponent))
    return -made if sign else made


def _sized(scaled: int) -> Decimal:
    number = Decimal(scaled).scaleb(-DECIMAL_DIGITS)
    if abs(number) >= DECIMAL_ROOM:
        raise UnsureError("a number larger than DuckDB's decimals")
    return number


def spelled(value: Value) -> Value:
    """STR: the text of a term; an error for blank nodes."""
    cases: list[tuple[str, Value]] = []

    def put(kinds: frozenset[int], sql: str) -> None:
        cases.append((value.is_of(kinds), text(sql)))

    texts = value.kinds & {IRI, STRING, LANGUAGE, DATE, OTHER}
    if texts:
        put(texts, value.only_of(texts, "text"))
    if BOOLEAN in value.kinds:
        truth = as_kind(value, BOOLEAN, "truth")
        put(
            frozenset({BOOLEAN}), f"CASE WHEN {truth} THEN 'true' WHEN NOT {truth} THEN 'false' END"
        )
    if value.kinds & EXACT:
        put(EXACT, decimal_text(as_number(value)))
    if DOUBLE in value.kinds:
        put(frozenset({DOUBLE}), f"spelled_double({as_kind(value, DOUBLE, 'float')})")
    if len(cases) == 1 and BLANK not in value.kinds:
        return cases[0][1]
    return chosen(cases) if cases else NOTHING


def decimal_text(number: str) -> str:
    """SQL: the digits without needless zeros."""
    return f"rtrim(rtrim(CAST({number} AS VARCHAR), '0'), '.')"


def _lower(value: Value) -> Value:
    return _cased(value, "lower", "lowered")


def _upper(value: Value) -> Value:
    return _cased(value, "upper", "raised")


def _cased(value: Value, simple: str, full: str) -> Value:
    found = as_text(value)
    ascii_only = f"strlen({found}) = length({found})"
    return text(f"CASE WHEN {ascii_only} THEN {simple}({found}) ELSE {full}({found}) END")


def _contains(a: Value, b: Value) -> Value:
    return boolean(f"contains({as_text(a)}, {as_text(b)})")


def _starts(a: Value, b: Value) -> Value:
    return boolean(f"starts_with({as_text(a)}, {as_text(b)})")


def _ends(a: Value, b: Value) -> Value:
    return boolean(f"ends_with({as_text(a)}, {as_text(b)})")


def _before(a: Value, b: Value) -> Value:
    whole, part = as_text(a), as_text(b)
    place = f"instr({whole}, {part})"
    length = f"CASE WHEN {part} = '' THEN 0 ELSE greatest({place} - 1, 0) END"
    return text(f"substr({whole}, 1, {length})")


def _after(a: Value, b: Value) -> Value:
    whole, part = as_text(a), as_text(b)
    place = f"instr({whole}, {part})"
    return text(
        f"CASE WHEN {part} = '' THEN {whole} WHEN {place} = 0 THEN ''"
        f" WHEN {place} > 0 THEN substr({whole}, {place} + length({part})) END"
    )


def _length(value: Value) -> Value:
    return integer(f"length({as_text(value)})")


def _joined(*values: Value) -> Value:
    if not values:
        return text("''")
    return text("(" + " || ".join(as_text(value) for value in values) + ")")


def _part(whole: Value, start: Value, length: Value | None = None) -> Value:
    """SUBSTR: the characters from `start`, counted from 1; some may lie before the text."""
    found, first = as_text(whole), as_integer(start)
    begun = f"CAST(greatest({first}, 1) AS BIGINT)"
    if length is None:
        sql = f"substr({found}, {begun})"
    else:
        taken = f"CAST({first} + {as_integer(length)} - greatest({first}, 1) AS BIGINT)"
        sql = f"substr({found}, {begun}, greatest({taken}, 0))"
        sql = f"CASE WHEN {as_integer(length)} IS NOT NULL THEN {sql} END"
    return text(f"CASE WHEN {first} IS NOT NULL AND {found} IS NOT NULL THEN {sql} END")


def _language(value: Value) -> Value:
    of = frozenset({LANGUAGE})
    cases = []
    if LANGUAGE in value.kinds:
        cases.append((value.is_of(of), text(value.only_of(of, "tag"))))
    others = value.kinds & (LITERALS - of)
    if others:
        cases.append((value.is_of(others), text("''")))
    return chosen(cases) if cases else NOTHING


def _rounded_double(found: str) -> str:
    half = f"{found} < 0 AND {found} - floor({found}) = 0.5"
    return f"CASE WHEN {half} THEN ceil({found}) ELSE round({found}) END"


def _rounded(value: Value) -> Value:
    """Halves go up; a double that is less than zero and rounded to zero keeps its sign."""
    half = "CAST(0.5 AS DECIMAL(38, 18))"
    return _whole(value, lambda number: f"floor({number} + {half})", _rounded_double)


def _floor(value: Value) -> Value:
    return _whole(value, lambda number: f"floor({number})", lambda found: f"floor({found})")


def _ceiling(value: Value) -> Value:
    return _whole(value, lambda number: f"ceil({number})", lambda found: f"ceil({found})")


def _absolute(value: Value) -> Value:
    return _whole(value, lambda number: f"abs({number})", lambda found: f"abs({found})")


def _whole(value: Value, made: Callable[[str], str], of_double: Callable[[str], str]) -> Value:
    """A function of numbers that keeps the kind."""
    kinds = value.kinds & EXACT
    number = as_number(value)
    exact = Value(
        kinds,
        t=f"CASE WHEN {value.is_of(EXACT)} THEN {value.kind} END" if len(kinds) > 1 else None,
        number=f"CAST({made(number)} AS DECIMAL(38, 18))",
    )
    if value.kinds <= EXACT:
        return exact if kinds else NOTHING
    double = Value(frozenset({DOUBLE}), float=of_double(as_kind(value, DOUBLE, "float")))
    cases = [
        (EXACT, exact), (frozenset({DOUBLE}), double), (frozenset({OTHER}), odd_number()),
    ]  # fmt: skip
    found = [(value.is_of(of), each) for of, each in cases if value.kinds & of]
    return chosen(found) if found else NOTHING


def _is_iri(value: Value) -> Value:
    return _is(value, frozenset({IRI}))


def _is_blank(value: Value) -> Value:
    return _is(value, frozenset({BLANK}))


def _is_literal(value: Value) -> Value:
    return _is(value, LITERALS)


def _is_number(value: Value) -> Value:
    found = value.kinds & NUMBERS
    if OTHER not in value.kinds:
        return _is(value, NUMBERS)
    # a number that is none here, such as a float, may be one there
    tags = ", ".join(f"'{tag}'" for tag in sorted(NUMBER_TYPES))
    other = f"CASE WHEN {value.tag} IN ({tags}) THEN {unsure('a number of another datatype')} END"
    sql = (
        f"CASE WHEN {value.is_of(frozenset({OTHER}))}"
        f" THEN coalesce(CAST({other} AS BOOLEAN), FALSE)"
        f" WHEN {value.bound} THEN {value.is_of(found) if found else 'FALSE'} END"
    )
    return boolean(sql)


def _is(value: Value, kinds: frozenset[int]) -> Value:
    found = value.kinds & kinds
    sql = value.is_of(kinds) if found else "FALSE"
    return boolean(f"CASE WHEN {value.bound} THEN {sql} END")


def _year(value: Value) -> Value:
    return _of_date(value, "1, 4")


def _month(value: Value) -> Value:
    return _of_date(value, "6, 2")


def _day(value: Value) -> Value:
    return _of_date(value, "9, 2")


def _of_date(value: Value, place: str) -> Value:
    if OTHER in value.kinds:
        raise NotCoveredError("a part of other dates")
    found = as_kind(value, DATE, "text")
    return integer(f"CAST(substr({found}, {place}) AS INTEGER)")


_PLAIN: Final = re.compile(r"(\^?)([A-Za-z0-9 ,_-]*)(\$?)")


def _matches(value: Value, pattern: Value, *flags: Value) -> Value:
    """REGEX with letters and figures alone; two engines need not agree on more."""
    term = pattern.constant
    plain = _PLAIN.fullmatch(term.text or "") if term and term.kind == STRING else None
    if plain is None or flags:
        raise NotCoveredError("a regular expression")
    found, part = as_text(value), f"'{plain[2]}'"
    if plain[1] and plain[3]:
        return boolean(f"({found} = {part})")
    name = "starts_with" if plain[1] else "ends_with" if plain[3] else "contains"
    return boolean(f"{name}({found}, {part})")


def _replaced(value: Value, pattern: Value, put: Value, *flags: Value) -> Value:
    """REPLACE of letters and figures."""
    old, new = pattern.constant, put.constant
    plain = _PLAIN.fullmatch(old.text or "") if old and old.kind == STRING else None
    known = new is not None and new.kind == STRING and "$" not in (new.text or "")
    if plain is None or plain[1] or plain[3] or not plain[2] or not known or flags:
        raise NotCoveredError("a regular expression")
    return text(f"replace({as_text(value)}, {as_text(pattern)}, {as_text(put)})")


FUNCTIONS: Final[dict[str, tuple[Callable[..., Value], int, int]]] = {
    "STR": (spelled, 1, 1), "LANG": (_language, 1, 1),
    "LCASE": (_lower, 1, 1), "UCASE": (_upper, 1, 1), "STRLEN": (_length, 1, 1),
    "CONTAINS": (_contains, 2, 2), "STRSTARTS": (_starts, 2, 2), "STRENDS": (_ends, 2, 2),
    "STRBEFORE": (_before, 2, 2), "STRAFTER": (_after, 2, 2), "CONCAT": (_joined, 0, 99),
    "SUBSTR": (_part, 2, 3), "REGEX": (_matches, 2, 3),
    "REPLACE": (_replaced, 3, 4),
    "ROUND": (_rounded, 1, 1), "FLOOR": (_floor, 1, 1), "CEIL": (_ceiling, 1, 1),
    "ABS": (_absolute, 1, 1),
    "ISIRI": (_is_iri, 1, 1), "ISURI": (_is_iri, 1, 1), "ISBLANK": (_is_blank, 1, 1),
    "ISLITERAL": (_is_literal, 1, 1), "ISNUMERIC": (_is_number, 1, 1),
    "YEAR": (_year, 1, 1), "MONTH": (_month, 1, 1), "DAY": (_day, 1, 1),
}  # fmt: skip
"""By name: the function, and how many arguments it takes, least and most."""


def cast_to(datatype: str, value: Value) -> Value:
    """xsd:decimal(...) and the like."""
    if datatype == DATATYPES[STRING]:
        return spelled(value.narrowed(value.kinds - {BLANK}))
    if DOUBLE in value.kinds or OTHER in value.kinds or LANGUAGE in value.kinds:
        raise NotCoveredError("a cast of doubles or other datatypes")
    if datatype == DATATYPES[DECIMAL]:
        return _cast(value, DECIMAL, _DECIMAL_TEXT, as_number(value), _read_decimal)
    if datatype == DATATYPES[INTEGER]:
        whole = f"CAST(trunc({as_number(value)}) AS DECIMAL(38, 18))"
        low, high = -(2**63), 2**63 - 1
        fits = f"CASE WHEN {whole} BETWEEN {low} AND {high} THEN {whole} END"
        return _cast(value, INTEGER, "[+-]?[0-9]+", fits, _read_integer)
    if datatype == DATATYPES[DATE]:
        cases = []
        if DATE in value.kinds:
            cases.append((value.is_of(frozenset({DATE})), as_kind(value, DATE, "text")))
        if STRING in value.kinds:
            cases.append((value.is_of(frozenset({STRING})), _read_date(as_text(value))))
        date = frozenset({DATE})
        return chosen([(when, Value(date, text=sql)) for when, sql in cases]) if cases else NOTHING
    raise NotCoveredError(f"a cast to {datatype}")


_DECIMAL_TEXT: Final = r"[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)"


def _cast(
    value: Value, kind: int, pattern: str, of_number: str, read: Callable[[str], str]
) -> Value:
    cases = []
    if value.kinds & EXACT:
        cases.append((value.is_of(EXACT), of_number))
    if BOOLEAN in value.kinds:
        truth = as_kind(value, BOOLEAN, "truth")
        cases.append((value.is_of(frozenset({BOOLEAN})), f"CAST({truth} AS INTEGER)"))
    if STRING in value.kinds:
        found = as_text(value)
        when = f"{value.is_of(frozenset({STRING}))} AND regexp_full_match({found}, '{pattern}')"
        cases.append((when, read(found)))
    made = [
        (when, Value(frozenset({kind}), number=f"CAST({sql} AS DECIMAL(38, 18))"))
        for when, sql in cases
    ]
    return chosen(made) if made else NOTHING


def _read_decimal(found: str) -> str:
    digits = f"length(split_part({found}, '.', 2))"
    sure = f"{digits} <= {DECIMAL_DIGITS} AND TRY_CAST({found} AS DECIMAL(38, 18)) IS NOT NULL"
    number = f"TRY_CAST({found} AS DECIMAL(38, 18))"
    return f"CASE WHEN {sure} THEN {number} ELSE {unsure('a long number')} END"


def _read_integer(found: str) -> str:
    return f"TRY_CAST({found} AS BIGINT)"


def _read_date(found: str) -> str:
    plain = f"regexp_full_match({found}, '[0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}')"
    zoned = f"regexp_matches({found}, '^-?[0-9]{{4,}}-[0-9]{{2}}-[0-9]{{2}}')"
    return (
        f"CASE WHEN {plain} THEN CASE WHEN {found} < '0001' THEN {unsure('the year 0')}"
        f" WHEN TRY_CAST({found} AS DATE) IS NOT NULL THEN {found} END"
        f" WHEN {zoned} THEN {unsure('a date with a zone')} END"
    )
