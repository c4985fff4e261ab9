"""The named queries: SPARQL files beside this module, each with its description and parameters.

    # Net income: company, period, value.
    SELECT ?company ?value {
      VALUES ?set_company { "" }  # part of the company's name
      ...

The first comment line describes the query. A parameter is a VALUES line for a variable `?set_NAME`
with its default and a comment; so each file is a working query as it stands. The default shows
the kind: "" text, UNDEF a number, 10 a whole number, us-gaap:Assets one or more concepts. Where the
comment begins with "text: ", UNDEF is a text; where it begins with "one of a, b: ", these are all
the values there are.

A query about one company is fast where it begins with that company's filings; the same query about
all of them where it begins with the concept. So a file may hold both beginnings:

    # if company or cik is chosen:
    { SELECT ?dataset { ... FILTER(CONTAINS(...)) } }
    # if not:
    ?fact rx:concept ?set_concept .
    # in any case:

and `NamedQuery.sparql` leaves out the one that does not apply. With the defaults neither says more
than the other: the file as it stands, with both, gives the same rows, and tests hold it to that.

Oxigraph keeps no statistics: it begins with the pattern that looks smallest by its shape, and a
pattern with a fixed object (``?fact rx:concept us-gaap:Assets``) looks smaller than a filter, be it
over all filings' facts. So the queries choose their filings first, in a SELECT of its own, and say
with FILTER what would otherwise draw the beginning to itself. A LIMIT that no answer reaches tells
the size of a part: after many patterns without it, an OPTIONAL is computed for the whole store.
Where nothing is chosen it is a thousand times as high.
benchmarks/measures/store.py tells when one of these was missed: seconds instead of milliseconds.
"""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from converter.model.namespaces import PREFIXES
from converter.near import nearest, or_all
from converter.query.errors import QueryError
from converter.write.turtle import plain

if TYPE_CHECKING:
    from collections.abc import Mapping

_TODAY = "us-gaap-2025"  # facts have the names of 2009
_LONGEST = 1000  # characters of a parameter: the longest caption, or twenty concepts
_LARGEST = 40  # digits of an amount
_FOLDER = Path(__file__).parent / "named"
_PARAMETER = re.compile(r"VALUES \?set_(\w+) \{ (.*?) \}[ \t]*#[ \t]*(.+)")
_CHOSEN = re.compile(r"[ \t]*# if (\w+(?: or \w+)*) is chosen:[ \t]*")
_CHOICES = re.compile(r"one of (\w+(?:, \w+)+): ")
_SMALL = re.compile(r"LIMIT 1000000\b")
_OTHERWISE, _ALWAYS = "# if not:", "# in any case:"
_NAME = re.compile(r"(?:(?P<prefix>[A-Za-z][\w-]*):)?(?P<local>[A-Za-z_][\w-]*)")
_IRI = re.compile(r"https?://[^\x00-\x20<>\"{}|\\^`]+")


class Parameter(NamedTuple):
    """name, what it means, and its default as SPARQL: '""', 'UNDEF', 'us-gaap:Assets'."""

    name: str
    description: str
    default: str

    @property
    def choices(self) -> tuple[str, ...]:
        """All values there are, where they are named; else ()."""
        told = _CHOICES.match(self.description)
        return tuple(told[1].split(", ")) if told else ()

    def spell(self, value: str) -> str:
        """`value` as SPARQL terms. Raises QueryError QRY005 where it is not of the kind."""
        if len(value) > _LONGEST:
            raise QueryError("QRY005", f"{self.name}: more than {_LONGEST:,} characters")
        if self.choices and value not in self.choices:
            hint = or_all(value, self.choices)
            raise QueryError("QRY005", f"{self.name} takes no {value!r}", hint)
        if self.default.startswith('"') or self.description.startswith("text: "):
            return '"' + "".join(_escaped(character) for character in value) + '"'
        if self.default == "UNDEF" or self.default.isdecimal():
            try:
                number = Decimal(value.replace(",", ""))
            except InvalidOperation:
                number = Decimal("NaN")
            # '1e999999999' is ten characters, and as digits all the memory that there is
            if not number.is_finite() or abs(number.adjusted()) > _LARGEST:
                raise QueryError("QRY005", f"{self.name}: {value!r} is not a number to ask for")
            # A term of its own that an index finds: amounts are xsd:decimal without needless zeros.
            return f'"{plain(number)}"^^xsd:decimal'
        return " ".join(_concept(self.name, one.strip()) for one in value.split(","))


class NamedQuery(NamedTuple):
    """A query by name; `text` is the file's SPARQL with the defaults in place."""

    name: str
    description: str
    parameters: tuple[Parameter, ...]
    text: str

    def sparql(self, values: Mapping[str, str]) -> str:
        """The query with `values` for its parameters. Raises QueryError QRY005."""
        known = {parameter.name: parameter for parameter in self.parameters}
        for name in values:
            if name not in known:
                has = f"it has {', '.join(known)}" if known else "it has none"
                raise QueryError(
                    "QRY005",
                    f"the query {self.name} has no parameter {name}",
                    nearest(name, known) or has,
                )

        given = {name: known[name].spell(value) for name, value in values.items()}
        chosen = {name for name, value in given.items() if value != known[name].default}

        def put(match: re.Match[str]) -> str:
            name, default, description = match.groups()
            return f"VALUES ?set_{name} {{ {given.get(name, default)} }}  # {description}"

        text = _begun(self.text, chosen)
        if not chosen:
            # where everything is asked no part is small, and a limit would cut in silence
            text = _SMALL.sub("LIMIT 1000000000", text)
        return _PARAMETER.sub(put, text)


@cache
def queries() -> tuple[NamedQuery, ...]:
    """All named queries, sorted by name."""
    return tuple(_read(path) for path in sorted(_FOLDER.glob("*.rq")))


def named(name: str) -> NamedQuery:
    """The query of that name. Raises QueryError QRY004."""
    known = {query.name: query for query in queries()}
    if name not in known:
        raise QueryError(
            "QRY004",
            f"no query is named {name}",
            nearest(name, known) or f"there are {', '.join(known)}",
        )
    return known[name]


def catalogue() -> str:
    """The named queries with their parameters, for the terminal; no line end at the end."""
    lines = []
    for query in queries():
        lines.append(f"{query.name:<15} {query.description}")
        for parameter in query.parameters:
            usual = parameter.default.strip('"')
            default = "" if usual in ("", "UNDEF") else f" [{usual}]"
            setting = f"--set {parameter.name}=..."
            lines.append(
                f"{'':<15}   {setting:<22} {parameter.description.removeprefix('text: ')}{default}"
            )
    return "\n".join(lines)


def _read(path: Path) -> NamedQuery:
    text = path.read_text(encoding="utf-8")
    description = text.partition("\n")[0].removeprefix("#").strip()
    parameters = tuple(
        dict.fromkeys(
            Parameter(name, about.strip(), default)
            for name, default, about in _PARAMETER.findall(text)
        )
    )
    return NamedQuery(path.stem, description, parameters, text)


def _begun(text: str, chosen: set[str]) -> str:
    """The query without the beginnings that are not for what is `chosen`."""
    kept: list[str] = []
    fits = keeps = True
    for line in text.splitlines(keepends=True):
        choice = _CHOSEN.fullmatch(line.rstrip("\n"))
        if choice:
            fits = keeps = not chosen.isdisjoint(choice[1].split(" or "))
        elif line.strip() == _OTHERWISE:
            keeps = not fits
        elif line.strip() == _ALWAYS:
            keeps = True
        elif keeps:
            kept.append(line)
    return "".join(kept)


def _escaped(character: str) -> str:
    """Quote, backslash and controls as SPARQL escapes (SPARQL 1.1, 19.2)."""
    if character in '"\\' or character < " " or character == "\x7f":
        return f"\\u{ord(character):04X}"
    return character


def _concept(parameter: str, name: str) -> str:
    """'Assets' -> 'us-gaap:Assets'; whole IRIs and prefixed names as they are."""
    if _IRI.fullmatch(name):
        return f"<{name}>"
    parts = _NAME.fullmatch(name)
    if parts is None:
        raise QueryError("QRY005", f"{parameter}: {name!r} is not the name of a concept")
    prefix = parts["prefix"] or "us-gaap"
    if prefix not in PREFIXES:
        raise QueryError(
            "QRY005",
            f"{parameter}: the prefix {prefix}: is not known",
            nearest(prefix, PREFIXES) or "give the concept's whole IRI",
        )
    found = f"{prefix}:{parts['local']}"
    from converter.dts.base import NAMESPACES, load_base  # most questions name no concept
    from converter.dts.near import near_concepts

    if prefix in (*NAMESPACES, _TODAY) and load_base().concept(found) is None:
        raise QueryError(
            "QRY005",
            f"{parameter}: {found} is no concept of the taxonomy",
            near_concepts(found) or "retroxbrl map CAPTION names the concepts of a caption",
        )
    return found
