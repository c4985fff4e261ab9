"""What each code means, of checks and of the stages alike: what `retroxbrl explain` prints.

The checks' explanations are read from the text of this folder's modules, so that none of them, nor
a library that they need, is loaded to explain a code.
"""

from __future__ import annotations

import ast
import inspect
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from converter.model.codes import CODES
from converter.model.codes.code import Code

if TYPE_CHECKING:
    from collections.abc import Iterator


@cache
def explained() -> dict[str, Code]:
    """Every code that the program can give, with its explanation."""
    found = dict(CODES)
    for module in sorted(files("converter.checks").iterdir(), key=lambda each: each.name):
        if module.name.endswith(".py"):
            found.update(checks_in(module.read_text(encoding="utf-8")))
    return found


def checks_in(text: str) -> Iterator[tuple[str, Code]]:
    """The checks that a module registers, by its text.

    Raises:
        ValueError: the docstring of one is not a title, what was seen, and what to do.
    """
    if "@check(" not in text:
        return
    for node in ast.parse(text).body:
        if not isinstance(node, ast.FunctionDef):
            continue
        for mark in node.decorator_list:
            if isinstance(mark, ast.Call) and ast.unparse(mark.func) == "check":
                code = ast.literal_eval(mark.args[0])
                most = ast.unparse(mark.args[2]).rpartition(".")[2].lower().replace("_", " ")
                yield code, _code(code, ast.get_docstring(node) or "", most)


def _code(name: str, docstring: str, most: str) -> Code:
    paragraphs = [" ".join(each.split()) for each in inspect.cleandoc(docstring).split("\n\n")]
    if len(paragraphs) < 3:
        raise ValueError(f"{name}: a title, what was seen and what to do, a paragraph each")
    return Code(paragraphs[0], "\n\n".join(paragraphs[1:-1]), paragraphs[-1], most)
