"""For the site: pages that the text names become links, 'docs/rdf.md' and 'rdf.md' alike.

What is in code, in links already, or outside docs/ stays as it is written.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

_DOCS = Path(__file__).parent
_FENCE = re.compile(r"^\s*```")
_PIECES = re.compile(r"(`[^`]*`|\[[^\]]*\]\([^)]*\))")
_NAMED = re.compile(r"(?<![\w/])(?:docs/)?([a-z]+\.(?:md|ipynb))\b")


def on_page_markdown(markdown: str, **_: Any) -> str:
    """MkDocs calls it with each page's text."""
    lines, fenced = [], False
    for line in markdown.split("\n"):
        fenced ^= bool(_FENCE.match(line))
        code = fenced or line.startswith("    ")
        lines.append(line if code else linked(line))
    return "\n".join(lines)


def linked(line: str) -> str:
    """'see docs/rdf.md, README.md' -> 'see [rdf.md](rdf.md), README.md'."""
    pieces = _PIECES.split(line)
    pieces[::2] = [_NAMED.sub(_link, piece) for piece in pieces[::2]]
    return "".join(pieces)


def _link(found: re.Match[str]) -> str:
    name = found[1]
    return f"[{name}]({name})" if (_DOCS / name).is_file() else found[0]
