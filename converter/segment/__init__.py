"""A filing's text to sections: where each statement stands, and the tables in the notes."""

from converter.segment.sections import find_sections

__all__ = ["find_sections"]
