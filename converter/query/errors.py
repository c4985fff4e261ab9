"""What can be wrong with a question, as one finding that says what to do."""

from __future__ import annotations

import re

from converter.model.finding import ConversionError, Finding, Severity
from converter.model.namespaces import PREFIXES
from converter.near import nearest


class QueryError(ConversionError):
    """A question that has no answer; `finding` carries a QRY code, the message and a hint."""

    def __init__(self, code: str, message: str, hint: str = "") -> None:
        super().__init__(Finding(code=code, severity=Severity.ERROR, message=message, hint=hint))

    def __str__(self) -> str:
        hint = f"; {self.finding.hint}" if self.finding.hint else ""
        return f"{self.finding.code} {self.finding.message}{hint}"


_WHERE = re.compile(r"error at (\d+):(\d+): expected (?:one of )?(.*)", re.DOTALL)
_UPDATE = re.compile(
    r"^(?:\s|#[^\n]*\n|(?:PREFIX|BASE)\b[^\n>]*>)*(INSERT|DELETE|LOAD|CLEAR|DROP|CREATE|ADD|COPY|MOVE|WITH)\b",
    re.IGNORECASE,
)
_OPAQUE = re.compile(
    r"""<[^\s<>]*>|#[^\n]*|"{3}.*?"{3}|'{3}.*?'{3}|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'""",
    re.DOTALL,
)
_DECLARED = re.compile(r"\bPREFIX\s+([\w.-]*):", re.IGNORECASE)
_USED = re.compile(r"(?<![\w:.-])([A-Za-z][\w.-]*)?:(?=[\w%\\])")
_TOKEN = re.compile(r"\s*([?$]?[\w:.-]+|\S)")
_TOLD = ("variable that is unbound", "IRI parsing failed", "already")


def not_sparql(query: str, error: SyntaxError) -> QueryError:
    """The parser's message as one line: where, what stands there, and what to do.

    The parser lists every terminal symbol that it would have taken, down to ranges of Unicode;
    the place and what stands there say more.
    """
    found = _WHERE.match(str(error.msg))
    if found is None:
        return QueryError("QRY003", f"not a SPARQL query: {error.msg}")
    line, column, expected = int(found[1]), int(found[2]), found[3]
    lines = query.splitlines() or [""]
    # Positions may lie behind the last character, and then nothing stands there.
    rest = "\n".join([lines[line - 1][column - 1 :], *lines[line:]]) if line <= len(lines) else ""
    where = f"the query, line {line}, column {column}: "
    update = _UPDATE.match(query)
    if update:
        return QueryError(
            "QRY003",
            f"{where}{update[1].upper()} changes data",
            "only SELECT, ASK, CONSTRUCT and DESCRIBE are answered",
        )
    for prefix, offset in _undeclared(query):
        line = query.count("\n", 0, offset) + 1
        column = offset - query.rfind("\n", 0, offset)
        return QueryError(
            "QRY003",
            f"the query, line {line}, column {column}: the prefix {prefix}: is not declared",
            nearest(prefix, PREFIXES)
            or f"declare it with PREFIX, or use one that is given: {', '.join(sorted(PREFIXES))}",
        )
    for told in expected.split(", "):
        if any(mark in told for mark in _TOLD):
            return QueryError("QRY003", where + told, _hint(query))
    token = _TOKEN.match(rest)
    if token is None:
        return QueryError("QRY003", f"{where}it cannot be read to its end", _hint(query))
    return QueryError("QRY003", f"{where}{token[1]!r} is not expected here", _hint(query))


def _undeclared(query: str) -> list[tuple[str, int]]:
    """Prefixes that the query uses, but neither declares nor is given, with their offsets."""
    bare = _OPAQUE.sub(lambda match: " " * len(match[0]), query)
    declared = {*_DECLARED.findall(bare), *PREFIXES, "_"}
    used = ((match[1] or "", match.start()) for match in _USED.finditer(bare))
    return [(prefix, offset) for prefix, offset in used if prefix not in declared]


def _hint(query: str) -> str:
    opened, closed = query.count("{"), query.count("}")
    if opened != closed:
        return f"{opened} opening and {closed} closing braces"
    if not re.search(r"\b(SELECT|ASK|CONSTRUCT|DESCRIBE)\b", query, re.IGNORECASE):
        return "a query begins with SELECT, ASK, CONSTRUCT or DESCRIBE"
    return "prefixes are given; triples end with a point, names of variables begin with ?"
