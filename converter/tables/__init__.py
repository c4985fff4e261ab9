"""Sections to tables: columns from where figures stand, boxhead and stub from what is around."""

from converter.tables.detect import detect_table

__all__ = ["detect_table"]
