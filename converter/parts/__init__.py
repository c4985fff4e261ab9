"""The parts of a text filing: documents, Parts and Items, statements, notes, signatures."""

from converter.parts.ask import PartError, asked
from converter.parts.contents import headings
from converter.parts.part import Kind, Part, Parts, State
from converter.parts.read import find_parts

__all__ = ["Kind", "Part", "PartError", "Parts", "State", "asked", "find_parts", "headings"]
