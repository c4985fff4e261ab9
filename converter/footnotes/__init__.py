"""Footnotes of statements, of tables in notes and of Financial Data Schedules."""

from converter.footnotes.find import find_footnotes

__all__ = ["find_footnotes"]
