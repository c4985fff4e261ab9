"""The parts for people, and for programs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from converter.parts.contents import LEVELS
from converter.parts.part import Kind, State

if TYPE_CHECKING:
    from collections.abc import Iterator

    from converter.model.source import SourceText
    from converter.parts.part import Part, Parts

_NAME, _TITLE = 30, 52


def text(source: SourceText, part: Part) -> str:
    """A part's characters as they stand, with a line's end behind the last."""
    found = source.text[part.start : part.end].replace("\r\n", "\n").rstrip()
    return f"{found}\n" if found else ""


def render(found: Parts) -> str:
    """The list for the terminal."""
    rows = [_row(part) for part in found.parts]
    head = f"{'part':{_NAME}}{'title':{_TITLE}}{'lines':>15}{'characters':>12}"
    return "\n".join([head.rstrip(), *rows, *_ends(found)]) + "\n"


def _row(part: Part) -> str:
    name = "  " * LEVELS[part.kind] + part.name
    title = part.title or ""
    if len(title) > _TITLE - 2:
        title = title[: _TITLE - 3] + "\u2026"
    lines = f"{part.first:,}-{part.last:,}"
    said = [] if part.state is State.TEXT else [part.state.value]
    said += [part.remark] if part.remark else []
    said += [f"of {part.within}"] if part.kind is Kind.STATEMENT and part.within else []
    row = f"{name:{_NAME}}{title:{_TITLE}}{lines:>15}{part.characters:>12,}"
    return f"{row}  {'; '.join(said)}".rstrip()


def _ends(found: Parts) -> Iterator[str]:
    if not found.form:
        return
    yield ""
    if found.in_order:
        all_of_it = (
            "The Items stand" if found.form == "8-K" else f"All Items of a {found.form} are there,"
        )
        yield f"{all_of_it} in their order."
    if found.missing:
        yield f"Not found under heads of their own: {', '.join(found.missing)}"
    if found.strays:
        yield f"Out of order: {', '.join(found.strays)}"


def rows(found: Parts) -> Iterator[dict[str, object]]:
    """A row a part, for programs: lines from 1, both included, `start` and `end` as offsets of
    characters (exclusive); last a row of kind 'form'.
    """
    for part in found.parts:
        yield {
            "kind": part.kind.value, "name": part.name, "title": part.title, "within": part.within,
            "document": part.document, "first": part.first, "last": part.last, "start": part.start,
            "end": part.end, "characters": part.characters, "state": part.state.value,
            "remark": part.remark,
        }  # fmt: skip
    yield {
        "kind": "form", "name": found.form, "in_order": found.in_order,
        "missing": list(found.missing), "strays": list(found.strays),
    }  # fmt: skip
