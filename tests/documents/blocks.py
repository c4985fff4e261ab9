"""What README and docs/ show: their blocks of code, and the commands among them.

A command may be written as usage, `retroxbrl check PATH... [--json] [-q|-v]`: it stands for one
without what is in brackets, and one more for each thing that is.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[2]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
_FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_GOES_ON = re.compile(r"\n {12,}(?=\[)")
_SAID = re.compile(r"   .*|\s#\s.*")
PROGRAMS = (
    "retroxbrl", "python", "pip", "make", "arelleCmdLine", "curl", "dask", "find", "qlever", "riot",
    "tdb2.tdbloader", "fuseki-server",
)  # fmt: skip


@dataclass(frozen=True)
class Shown:
    """A command as a page has it, without what is said of it; `line` counts from 1."""

    page: str
    line: int
    text: str

    @property
    def program(self) -> str:
        return self.text.split()[0]

    def __str__(self) -> str:
        return f"{self.page}:{self.line} {self.text}"


def fences() -> Iterator[tuple[str, str, str]]:
    """Page, language and text of each fenced block."""
    for path in PAGES:
        for kind, text in _FENCE.findall(path.read_text(encoding="utf-8")):
            yield path.name, kind, text


def commands() -> Iterator[Shown]:
    """Every indented line that begins with a program, joined with the lines that it goes on in."""
    for path in PAGES:
        text = path.read_text(encoding="utf-8")
        kept = _FENCE.sub(lambda found: "\n" * found[0].count("\n"), text)
        joined = re.sub(r" *\\\n +", " ", kept)
        joined = _GOES_ON.sub(" ", joined)
        for found in re.finditer(r"^    (?:\$ )?(\S+)( .*)?$", joined, re.MULTILINE):
            if found[1] in PROGRAMS:
                line = text[: text.find(found[0].split(" [")[0][:60])].count("\n") + 1
                shown = _SAID.sub("", f"{found[1]}{found[2] or ''}").strip()
                yield Shown(path.name, line, shown)


def meant(usage: str) -> list[str]:
    """The commands that a usage stands for.

    >>> meant("show FILE [-q|--json] [--html FILE.html]")
    ['show FILE', 'show FILE -q', 'show FILE --json', 'show FILE --html FILE.html']
    >>> meant("query SPARQL | --file F [-o output]")
    ['query SPARQL', 'query --file F', 'query SPARQL -o output']
    """
    pieces = _pieces(usage)
    made = _either(" ".join(piece for piece in pieces if piece[0] != "["))
    plain = _pieces(made[0])
    given = [piece for piece in pieces if piece[0] == "["]
    before = {piece: sum(p[0] != "[" for p in pieces[:at]) for at, piece in enumerate(pieces)}
    for piece in given:
        at = min(before[piece], len(plain))
        for each in _either(piece[1:-1], whole=True):
            made.append(" ".join([*plain[:at], each, *plain[at:]]))
    return list(dict.fromkeys(made))


def _pieces(usage: str) -> list[str]:
    """Words, and what stands in brackets, which may hold brackets."""
    found, depth, begin = [], 0, 0
    for at, sign in enumerate(f"{usage} "):
        if sign == "[":
            depth += 1
        elif sign == "]":
            depth -= 1
        elif sign == " " and not depth:
            if usage[begin:at]:
                found.append(usage[begin:at])
            begin = at + 1
    return found


def _either(text: str, *, whole: bool = False) -> list[str]:
    """'-q|-v' -> two; 'show FILE | --all' -> 'show FILE' and 'show --all', or, where what stands on
    both sides is `whole`, 'show FILE' and '--all'. Quoted words are as they are.
    """
    inner = re.sub(r"\[([^][]*)\]", r"\1", text)
    if " | " in inner:
        first, *others = inner.split(" | ")
        head = "" if whole else first.rsplit(" ", 1)[0] + " "
        return [first, *(f"{head}{other}" for other in others)]
    for word in inner.split(" "):
        if "|" in word and "'" not in word and '"' not in word:
            return [inner.replace(word, each, 1) for each in word.split("|")]
    return [inner]
