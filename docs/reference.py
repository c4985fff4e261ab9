"""Pages of reference that are made of the program: `make commands`, or python docs/reference.py.

codes.md       every code of a finding, with what `retroxbrl explain` says
columns.md     every column of every table
vocabulary.md  the terms of the graphs: taxonomy/vocabulary.ttl, prefixes, named queries
api.md         what Python programs can use

tests/test_reference_pages.py holds the pages to the program.
"""

from __future__ import annotations

import ast
import importlib
import re
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from converter.export.tables import Column

_DOCS = Path(__file__).parent
_MADE = "Made from the program by `make commands`."


def codes() -> str:
    from converter.checks.explained import explained

    groups: dict[str, list[str]] = defaultdict(list)
    for code in explained():
        groups[code[:3]].append(code)
    lines = [
        "# Codes of findings", "",
        f"{_MADE} `retroxbrl explain CODE` says the same; findings.md has what follows from each.",
    ]  # fmt: skip
    for group, found in sorted(groups.items()):
        lines += ["", f"## {group}"]
        for code in sorted(found):
            what = explained()[code]
            lines += [
                "",
                f"### {code}",
                "",
                f"**{what.title}.** {what.meaning}",
                "",
                f"What to do: {what.action}",
            ]
    return "\n".join(lines) + "\n"


def columns() -> str:
    from converter.export import tables
    from converter.export.standard.items import items
    from converter.model.columns import meaning
    from converter.model.flat import REVIEW_COLUMNS, ROW_COLUMNS
    from converter.write.csv import LINE_COLUMNS

    lines = [
        "# Columns", "",
        f"{_MADE} `retroxbrl explain COLUMN` says the same. datasets.md has how tables are joined.",
    ]  # fmt: skip
    told: tuple[tuple[str, str, tuple[str, ...]], ...] = (
        ("facts", "BASE.csv: a row a fact", (*ROW_COLUMNS, *REVIEW_COLUMNS)),
        ("lines", "BASE_lines.tsv: a row a line of a statement", LINE_COLUMNS),
        ("facts", "facts (`--to parquet`, `--to csv`): a row a fact", _names(tables.FACTS)),
        ("wide", "wide (`--to parquet`, `--to csv`): a row a filing and period",
         tuple(name for name in _names(tables.wide()) if not _is_item(name))),
        ("standard", "standard (`--to standard`): a row an item and period",
         _names(tables.STANDARD)),
        ("identities", "identities (`--to standard`): a row where items do not go together",
         _names(tables.IDENTITIES)),
        ("companies", "companies: a row a company and run of filings", _names(tables.COMPANIES)),
    )  # fmt: skip
    for table, title, names in told:
        lines += ["", f"## {title}", "", "| column | what |", "|---|---|"]
        lines += [f"| `{name}` | {_cell(meaning(table, name))} |" for name in names]
    lines += [
        "", "## Items", "",
        "Columns of wide, `--concept` of series: the first concept a filing states, or a rule.",
        "",
        "| item | what | concepts | rule |", "|---|---|---|---|",
    ]  # fmt: skip
    lines += [
        f"| `{item.name}` | {item.label} | {_cell(', '.join(item.concepts))} |"
        f" {'; '.join(rule.text for rule in item.rules)} |"
        for item in items()
    ]
    lines += [
        "", "## The SEC's layout (`--to fsds`)", "",
        "sub: a row a filing; num: a number; pre: a line; tag: a concept; first: where it was.",
    ]  # fmt: skip
    for table, given in tables.FSDS.items():
        lines += ["", f"### {table}", "", "| column | what |", "|---|---|"]
        lines += [f"| {names} | {_cell(what)} |" for names, what in _of_layout(_names(given))]
    return "\n".join(lines) + "\n"


def _names(given: tuple[Column, ...]) -> tuple[str, ...]:
    return tuple(each.name for each in given)


def _is_item(name: str) -> bool:
    from converter.export.standard.items import items

    return name in {item.name for item in items()}


def _of_layout(names: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """Columns with their meaning; those that share one stand together."""
    from converter.model.columns import FSDS, MEANINGS

    shared = {each: key for key in FSDS for each in key.split(", ")}
    given: set[str] = set()
    for name in names:
        key = shared.get(name, name)
        if key not in given:
            given.add(key)
            here = [f"`{each}`" for each in key.split(", ") if each in names]
            yield ", ".join(here), FSDS.get(key) or MEANINGS.get(name, "")


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


def vocabulary() -> str:
    from rdflib import RDF, RDFS, Graph, URIRef

    from converter.model.namespaces import PREFIXES, VOCABULARY
    from converter.query import queries
    from converter.resources import resource

    graph = Graph().parse(data=resource("taxonomy", "vocabulary.ttl").read_text("utf-8"))
    sorts = {
        term: [str(each) for each in graph.objects(term, RDF.type)]
        for term in graph.subjects(RDFS.isDefinedBy, None)
        if isinstance(term, URIRef) and str(term).startswith(VOCABULARY)
    }
    lines = [
        "# Vocabulary", "",
        f"{_MADE} The terms of `BASE.ttl` and of the endpoint; rdf.md shows how they go together.",
        "", "## Prefixes", "", "Queries have them without asking.", "", "| prefix | namespace |",
        "|---|---|",
    ]  # fmt: skip
    lines += [f"| `{name}:` | {address} |" for name, address in PREFIXES.items()]
    for title in ("Classes", "Properties", "Individuals"):
        lines += ["", f"## {title}", "", "| term | what | of | gives |", "|---|---|---|---|"]
        for term in sorted(sorts):
            if _kind(sorts[term]) != title:
                continue
            above = RDFS.subClassOf if title == "Classes" else RDFS.domain
            of, gives = (
                ", ".join(sorted(graph.qname(each) for each in graph.objects(term, how)
                                 if isinstance(each, URIRef)))
                for how in (above, RDFS.range)
            )  # fmt: skip
            what = graph.value(term, RDFS.comment) or graph.value(term, RDFS.label) or ""
            name = term.removeprefix(VOCABULARY)
            lines.append(f"| `rx:{name}` | {_cell(str(what))} | {of} | {gives} |")
    lines += ["", "## Named queries", "", "| name | what | parameters |", "|---|---|---|"]
    lines += [
        f"| `{each.name}` | {_cell(each.description)} |"
        f" {', '.join(f'`{one.name}`' for one in each.parameters)} |"
        for each in queries()
    ]
    return "\n".join(lines) + "\n"


def _kind(types: list[str]) -> str:
    names = {each.rpartition("#")[2] for each in types}
    if "Class" in names:
        return "Classes"
    return "Properties" if any(each.endswith("Property") for each in names) else "Individuals"


_MODULES = (
    ("converter", "One filing, and what was converted"), ("converter.batch", "Many filings"),
    ("converter.query", "SPARQL"), ("converter.export", "Data sets"),
    ("converter.plot", "Pictures"), ("converter.parts", "Items, exhibits, notes"),
    ("converter.search", "Words"),
)  # fmt: skip


def api() -> str:
    lines = [
        "# Python", "",
        f"{_MADE} notebook.md shows it at work. Other modules are the program's own.",
    ]  # fmt: skip
    shown: set[str] = set()
    for module, title in _MODULES:
        lines += ["", f"## {title}: `{module}`"]
        package = importlib.import_module(module)
        for name in [*package.__all__, *(("Output",) if module == "converter" else ())]:
            home = "converter.output" if name == "Output" else _home(package, name)
            if home is None or f"{home}.{name}" in shown:
                continue
            shown.add(f"{home}.{name}")
            lines += _object(home, name)
    return "\n".join(lines) + "\n"


def _home(package: object, name: str) -> str | None:
    """The module that defines it; None for a constant."""
    found = getattr(getattr(package, name), "__module__", None)
    return str(found) if found and str(found).startswith("converter") else None


def _object(home: str, name: str) -> Iterator[str]:
    path = Path(str(importlib.import_module(home).__file__))
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for node in tree.body:
        if isinstance(node, ast.FunctionDef) and node.name == name:
            yield f"\n### {name}\n"
            yield from _code([_signature(node)])
            yield from _said(node)
        elif isinstance(node, ast.ClassDef) and node.name == name:
            yield f"\n### {name}\n"
            fields = [
                ast.unparse(each) for each in node.body
                if isinstance(each, ast.AnnAssign) and not ast.unparse(each).startswith("_")
            ]  # fmt: skip
            yield from _code([f"class {name}", *(f"    {each}" for each in fields)])
            yield from _said(node)
            for each in node.body:
                if (
                    isinstance(each, ast.FunctionDef)
                    and not each.name.startswith("_")
                    and ast.get_docstring(each)
                ):
                    yield ""
                    yield from _code([_signature(each)])
                    yield from _said(each)


def _signature(node: ast.FunctionDef) -> str:
    made = f"{node.name}({ast.unparse(node.args)})"
    made = made.replace("(self, ", "(").replace("(self)", "()")
    if any(ast.unparse(each) == "property" for each in node.decorator_list):
        made = node.name
    return f"{made} -> {ast.unparse(node.returns)}" if node.returns else made


def _code(lines: list[str]) -> Iterator[str]:
    yield "```text"
    yield from lines
    yield "```"


def _said(node: ast.FunctionDef | ast.ClassDef) -> Iterator[str]:
    """The docstring: prose as it is, what is set in columns as it is set."""
    text = ast.get_docstring(node)
    if not text:
        return
    for paragraph in re.split(r"\n\s*\n", text):
        yield ""
        if re.search(r"^\S*  +\S|^ ", paragraph, re.MULTILINE):
            yield from _code(paragraph.split("\n"))
        else:
            yield paragraph


PAGES = {
    "codes.md": codes, "columns.md": columns, "vocabulary.md": vocabulary, "api.md": api,
}  # fmt: skip

if __name__ == "__main__":
    for page, made in PAGES.items():
        (_DOCS / page).write_text(made(), encoding="utf-8")
