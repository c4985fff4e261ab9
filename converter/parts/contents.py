"""The parts as a report's contents."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from converter.model.heading import Heading
from converter.parts.part import Kind, State

if TYPE_CHECKING:
    from converter.model.source import SourceText
    from converter.parts.part import Part, Parts

LEVELS: Final = {
    Kind.DOCUMENT: 0, Kind.COVER: 1, Kind.PART: 1, Kind.ITEM: 2, Kind.STATEMENT: 3, Kind.NOTE: 3,
    Kind.SIGNATURES: 1, Kind.INDEX: 1, Kind.REST: 1,
}  # fmt: skip
"""How deep a kind of part stands in the others."""


def headings(found: Parts, source: SourceText) -> tuple[Heading, ...]:
    """A heading for each part."""
    return tuple([_heading(part, source) for part in found.parts])


def _heading(part: Part, source: SourceText) -> Heading:
    remarks = [part.state.value] if part.state is not State.TEXT else []
    remarks += [part.remark] if part.remark else []
    remarks += [f"of {part.within}"] if part.kind in _OWNED and part.within else []
    untitled = part.name.removeprefix("Note: ") == part.title
    return Heading(
        level=LEVELS[part.kind], kind=part.kind.value,
        name="Note" if untitled else part.name, title=part.title,
        remark="; ".join(remarks), span=source.span(part.start, part.end),
    )  # fmt: skip


_OWNED: Final = (Kind.STATEMENT, Kind.NOTE)
