"""What each code means, of checks and of the stages alike: what `retroxbrl explain` prints.

The checks' explanations are read from the text of this folder's modules, so that none of them, nor
a library that they need, is loaded to explain a code. tests/test_codes.py holds them against the
docstrings of the checks that run.
"""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from converter.model.codes import CODES
from converter.model.codes.code import Code

if TYPE_CHECKING:
    from collections.abc import Iterator

_CHECK = re.compile(
    r'^@check\("(?P<code>\w+)", Stage\.\w+, Consequence\.(?P<most>\w+)\)\n'
    r'def \w+\([^()]*\)[^:\n]*:\n    """(?P<text>.*?)"""',
    re.MULTILINE | re.DOTALL,
)


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
    for found in _CHECK.finditer(text):
        parts = [" ".join(each.split()) for each in re.split(r"\n[ \t]*\n", found["text"].strip())]
        if len(parts) < 3:
            raise ValueError(
                f"{found['code']}: a title, what was seen, what to do: a paragraph each"
            )
        most = found["most"].lower().replace("_", " ")
        yield found["code"], Code(parts[0], "\n\n".join(parts[1:-1]), parts[-1], most)
