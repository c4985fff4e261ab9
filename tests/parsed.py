"""The project's own source as trees: several tests read all of it, and each file is parsed once."""

from __future__ import annotations

import ast
from functools import cache
from pathlib import Path

PACKAGE = Path(__file__).parent.parent / "converter"


@cache
def nodes(path: Path) -> tuple[ast.AST, ...]:
    """All nodes of a file's tree, as `ast.walk` gives them."""
    return tuple(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))


@cache
def package() -> tuple[Path, ...]:
    """The files of the package, by their names."""
    return tuple(sorted(PACKAGE.rglob("*.py")))
