"""The folders are the architecture: who may import whom."""

import ast
from pathlib import Path

from parsed import PACKAGE, nodes, package

# What each part may import of the package, beside itself. `dts` and `mapping` join from the side,
# read-only; only the pipeline knows every stage, only the command knows the pipeline.
ALLOWED = {
    "model": set(),
    "text": {"model"},
    "resources": set(),
    "tsv": set(),
    "near": set(),
    "read": {"model", "text", "resources", "tsv"},
    "wording": {"model", "text", "resources", "tsv"},
    "segment": {"model", "text", "wording"},
    "tables": {"model", "text"},
    "lineitems": {"model", "text"},
    "footnotes": {"model", "text"},
    "dts": {"model", "resources", "tsv", "near"},
    "mapping": {"model", "text", "resources", "dts", "wording", "tsv", "near"},
    "checks": {"model", "text"},
    "schedule": {"model", "text", "resources", "tsv"},
    "report": {"model", "text", "dts"},
    "review": {"model", "write", "dts", "near", "mapping"},
    "write": {"model"},
    "fetch": {"model", "write"},
    "query": {"model", "text", "resources", "dts", "write", "near"},
    "export": {"model", "text", "resources", "read", "write", "tsv", "near"},
    "show": {"model", "text"},
    "picture": {"model", "text"},
    "parts": {"model", "text", "near"},
    "plot": {"text", "export", "write"},
    "search": {"model", "read", "parts", "write"},
    "candidates": {"model", "show"},
    "validate": {"model", "dts"},
    "viewer": {"dts"},
    "output": {"text", "export", "query"},
    "serve": {
        "model", "export", "query", "write", "plot", "parts", "search", "checks", "review",
    },
    "pipeline": {
        "model", "text", "read", "segment", "tables", "lineitems", "dts", "mapping", "checks",
        "footnotes", "report", "review", "schedule", "write", "resources", "wording", "parts",
    },
    "batch": {
        "model", "read", "dts", "mapping", "write", "resources", "pipeline", "tsv", "review",
    },
    "cli": {
        "model", "checks", "pipeline", "batch", "query", "mapping", "dts", "show", "picture",
        "candidates", "read", "write", "export", "wording", "tsv", "validate", "near", "parts",
        "search", "plot", "viewer", "review", "fetch", "serve",
    },
}  # fmt: skip

# Third-party libraries that only some parts may use.
CONFINED = {
    "lxml": {"write", "dts"},
    "rdflib": {"write", "query"},
    "pyoxigraph": {"write", "query", "serve"},
    "arelle": {"validate", "viewer"},
    "distributed": {"batch"},
    "rich": {"batch", "query"},
    "pandas": {"output"},
    "polars": {"output"},
    "pyarrow": {"export", "output"},
    "duckdb": {"query"},
    "altair": {"plot"},
    "vl_convert": {"plot"},
    "starlette": {"serve"},
    "uvicorn": {"serve"},
    "jinja2": {"serve"},
    "anyio": {"serve"},
}


def part_of(name: str) -> str:
    """'converter.text.dates' -> 'text'; the package itself -> ''."""
    pieces = name.split(".")
    return pieces[1] if len(pieces) > 1 else ""


def imported(path: Path) -> set[str]:
    names = set()
    for node in nodes(path):
        if isinstance(node, ast.Import):
            names.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            names.add(node.module or "")
    return names


def part_of_file(path: Path) -> str:
    inside = path.relative_to(PACKAGE)
    return inside.parts[0].removesuffix(".py")


def may_import(part: str, name: str) -> bool:
    top = name.split(".", maxsplit=1)[0]
    if top == "converter":
        return part_of(name) in ("", part, *ALLOWED[part])
    return part in CONFINED.get(top, {part})


def test_imports_follow_the_layers():
    wrong = [
        f"{path.relative_to(PACKAGE)} imports {name}"
        for path in package()
        if (part := part_of_file(path)) not in ("__init__", "__main__")  # the front doors
        for name in sorted(imported(path))
        if not may_import(part, name)
    ]
    assert wrong == []


def test_a_forbidden_import_is_seen(tmp_path):
    wrong = tmp_path / "wrong.py"
    wrong.write_text("from converter.write.csv import CsvWriter\nimport lxml.etree\n")
    assert imported(wrong) == {"converter.write.csv", "lxml.etree"}
    assert not may_import("tables", "converter.write.csv")
    assert not may_import("tables", "lxml.etree")
    assert may_import("write", "lxml.etree")


def test_every_part_is_there():
    parts = {part_of_file(path) for path in package()} - {"__init__", "__main__"}
    assert parts == set(ALLOWED)


def test_test_files_have_names_of_their_own():
    """The folders are no packages, so two files of one name cannot be collected together."""
    names = [path.name for path in Path(__file__).parent.rglob("test_*.py")]
    assert len(names) == len(set(names))
