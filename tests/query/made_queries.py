"""Small graphs and queries by chance, of all that the columns cover and a little that they do not."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyoxigraph as ox

if TYPE_CHECKING:
    from random import Random

BASE = "http://example.org/"
XSD = "http://www.w3.org/2001/XMLSchema#"


def node(name: str) -> ox.NamedNode:
    return ox.NamedNode(BASE + name)


def typed(text: str, name: str) -> ox.Literal:
    return ox.Literal(text, datatype=ox.NamedNode(XSD + name))


NODES = [node(name) for name in ("a", "b", "c", "d", "d1", "d-2")]
BLANKS = [ox.BlankNode("x"), ox.BlankNode("y")]
TEXTS = [
    ox.Literal(text) for text in ("", "a", "Ab", "ÄaΣ", "b\n\"'\\", "10", "1.50", "2001-02-28")
]
WHOLE = [typed(text, "integer") for text in ("0", "1", "-2", "7", "10", "9223372036854775807")]
DECIMALS = [typed(text, "decimal") for text in ("0.0", "1.0", "1.5", "-2.25", "7", "0.333333333333333333", "99999999999999999999")]  # fmt: skip
DOUBLES = [
    typed(text, "double") for text in ("0", "1", "1.5", "-1e27", "2.5e-3", "7", "NaN", "INF")
]
DATES = [typed(text, "date") for text in ("1999-12-31", "2000-02-29", "2001-01-01")]
TRUTHS = [typed("true", "boolean"), typed("false", "boolean")]
TAGGED = [ox.Literal(text, language=tag) for text in ("a", "b") for tag in ("en", "fr")]
OTHERS = [
    typed("2000", "gYear"), typed("1999", "gYear"), typed("x", "integer"),
    typed("2000-01-01T00:00:00", "dateTime"), typed("2000-01-01Z", "date"), typed("1", "float"),
    ox.Literal("x", datatype=node("odd")), ox.Literal("y", datatype=node("odd")),
    typed("123456789012345678901234567890", "decimal"),
]  # fmt: skip
KINDS = [NODES, TEXTS, WHOLE, DECIMALS, DATES, TRUTHS, DOUBLES, TAGGED, OTHERS, BLANKS]
PREDICATES = ["p", "q", "r", "s", "t"]
VARIABLES = ["?a", "?b", "?c", "?d", "?e"]


def graph(chance: Random) -> ox.Store:
    """Some triples; each predicate has objects of a few kinds."""
    store = ox.Store()
    subjects = NODES + (BLANKS if chance.random() < 0.3 else [])
    for name in PREDICATES[: chance.randint(2, 5)]:
        how_many = chance.choice([1, 1, 1, 2, 2, 3])
        kinds = [KINDS[min(int(chance.expovariate(0.35)), 9)] for _ in range(how_many)]
        for _ in range(chance.randint(0, 9)):
            made = chance.choice(chance.choice(kinds))
            store.add(ox.Quad(chance.choice(subjects), node(name), made))
    return store


def query(chance: Random) -> str:
    return _Query(chance).whole()


class _Query:
    def __init__(self, chance: Random) -> None:
        self.chance = chance
        self.fresh = 0

    def one(self, *of: str) -> str:
        return self.chance.choice(of)

    def often(self, share: float) -> bool:
        return self.chance.random() < share

    def variable(self) -> str:
        return self.chance.choice(VARIABLES)

    def new(self) -> str:
        self.fresh += 1
        return f"?n{self.fresh}"

    def constant(self) -> str:
        kind = KINDS[min(int(self.chance.expovariate(0.5)), 8)]
        return str(self.chance.choice(kind))

    def triple(self) -> str:
        subject = self.variable() if self.often(0.9) else f"<{BASE}a>"
        step = [f"<{BASE}{self.chance.choice(PREDICATES)}>" for _ in range(2)]
        predicate = step[0]
        if self.often(0.08):
            predicate = self.variable()
        elif self.often(0.12):
            predicate = self.one(f"{step[0]}/{step[1]}", f"^{step[0]}", f"({step[0]}|{step[1]})")
        obj = self.variable() if self.often(0.85) else self.constant()
        return f"{subject} {predicate} {obj} ."

    def triples(self) -> str:
        return " ".join(self.triple() for _ in range(self.chance.choice([1, 1, 2, 2, 3])))

    def group(self, depth: int) -> str:
        parts = [self.triples()] if self.often(0.9) else []
        more = self.chance.choice([0, 1, 1, 2, 2, 3])
        parts.extend(self.part(depth) for _ in range(more))
        return " ".join(parts)

    def part(self, depth: int) -> str:
        if depth <= 0 or self.often(0.45):
            return self.one(
                f"FILTER({self.expression(2)})", f"BIND({self.expression(2)} AS {self.new()})",
                f"OPTIONAL {{ {self.triples()} }}", self.values(), self.triples(),
                f"OPTIONAL {{ {self.triples()} FILTER({self.expression(1)}) }}",
                f"FILTER {self.one('EXISTS', 'NOT EXISTS')} {{ {self.triples()} }}",
            )  # fmt: skip
        inner = self.group(depth - 1)
        return self.one(
            f"OPTIONAL {{ {inner} }}", f"{{ {inner} }} UNION {{ {self.group(depth - 1)} }}",
            f"{{ {inner} }}", f"MINUS {{ {self.triples()} }}", f"{{ {self.select(depth - 1)} }}",
        )  # fmt: skip

    def values(self) -> str:
        if self.often(0.5):
            listed = " ".join(self.maybe() for _ in range(self.chance.randint(1, 3)))
            return f"VALUES {self.variable()} {{ {listed} }}"
        one, other = self.chance.sample(VARIABLES, 2)
        rows = " ".join(
            f"({self.maybe()} {self.maybe()})" for _ in range(self.chance.randint(1, 2))
        )
        return f"VALUES ({one} {other}) {{ {rows} }}"

    def maybe(self) -> str:
        return "UNDEF" if self.often(0.2) else self.constant()

    def expression(self, depth: int) -> str:
        if depth <= 0:
            return self.variable() if self.often(0.7) else self.constant()
        a, b, c = (self.expression(depth - 1 - self.often(0.4)) for _ in range(3))
        text = self.one(f"STR({a})", a, '"a"', '"1.5"')
        return self.one(
            f"({a} = {b})", f"({a} != {b})", f"({a} < {b})", f"({a} >= {b})", f"(!{a})",
            f"({a} && {b})", f"({a} || {b})", f"({a} IN ({b}, {c}))", f"({a} NOT IN ({b}))",
            f"({a} + {b})", f"({a} - {b})", f"({a} * {b})", f"({a} / {b})", f"(-{a})",
            f"BOUND({self.variable()})", f"IF({a}, {b}, {c})", f"COALESCE({a}, {b})",
            f"STR({a})", f"CONCAT({text}, {b})", f"SUBSTR({text}, {b})", f"SUBSTR({text}, {b}, {c})",
            f"LCASE({text})", f"UCASE({text})", f"STRLEN({text})", f"CONTAINS({text}, {b})",
            f"STRSTARTS({text}, {b})", f"STRENDS({text}, {b})", f"STRBEFORE({text}, {b})",
            f"STRAFTER({text}, {b})", f"ROUND({a})", f"FLOOR({a})", f"CEIL({a})", f"ABS({a})",
            f"isIRI({a})", f"isLITERAL({a})", f"isBLANK({a})", f"isNumeric({a})", f"LANG({a})",
            f"YEAR({a})", f"sameTerm({a}, {b})", f"<{XSD}decimal>({text})",
            f"<{XSD}integer>({text})", f"<{XSD}date>({text})", f"<{XSD}string>({a})",
            f'REGEX({text}, "^a")', f'REPLACE({text}, "a", "b c")',
        )  # fmt: skip

    def aggregate(self) -> str:
        inner = self.one("*", *VARIABLES) if self.often(0.7) else self.expression(1)
        name = self.one("COUNT", "COUNT", "SUM", "MIN", "MAX", "AVG", "SUM", "MIN", "MAX")
        if inner == "*":
            name = "COUNT"
        distinct = "DISTINCT " if name == "COUNT" and inner != "*" and self.often(0.4) else ""
        return f"{name}({distinct}{inner})"

    def select(self, depth: int) -> str:
        inside = self.group(depth)
        if self.often(0.35):
            keys = self.chance.sample(VARIABLES, self.chance.choice([0, 1, 1, 2]))
            made = " ".join(f"({self.aggregate()} AS {self.new()})" for _ in range(2))
            grouped = f" GROUP BY {' '.join(keys)}" if keys else ""
            having = f" HAVING ({self.aggregate()} > 1)" if self.often(0.3) else ""
            return f"SELECT {' '.join(keys)} {made} {{ {inside} }}{grouped}{having}"
        names = self.chance.sample(VARIABLES, self.chance.randint(1, 4))
        distinct = "DISTINCT " if self.often(0.2) else ""
        return f"SELECT {distinct}{' '.join(names)} {{ {inside} }}"

    def whole(self) -> str:
        if self.often(0.05):
            return f"ASK {{ {self.group(2)} }}"
        if self.often(0.2):
            return f"SELECT * {{ {self.group(2)} }}"
        made = self.select(2)
        if self.often(0.3) and made.startswith("SELECT ?") and "GROUP" not in made:
            names = made.partition("{")[0].removeprefix("SELECT ").split()
            keys = " ".join(self.one(name, f"DESC({name})") for name in names)
            made += f" ORDER BY {keys}"
            if self.often(0.4):
                made += f" LIMIT {self.chance.randint(0, 5)}"
        return made
