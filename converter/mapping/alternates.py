"""What a line is instead, where another line of the statement has the better claim.

Two lines of one caption are two concepts: 'Net income' under basic and under diluted per share, or
with and without the minority's share. mappings/alternates.tsv names the second for the first.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from converter.mapping.rows import concept_of
from converter.tsv import MappingError, read_rows

if TYPE_CHECKING:
    from pathlib import Path

    from converter.model.xbrl import Concept, QName

FIELDS = ("concept", "next", "note")


def load_alternates(path: Path) -> dict[QName, Concept]:
    """The second concept by the first.

    Raises:
        MappingError: a row that names no concept, or two that are not alike in type and period
            type; with file and line.
    """
    found: dict[QName, Concept] = {}
    for line, (name, other, _) in read_rows(path, FIELDS):
        first, second = concept_of(path, line, name), concept_of(path, line, other)
        if (first.datatype, first.period_type) != (second.datatype, second.period_type):
            raise MappingError(
                path, line, f"{name} and {other} are not alike in type and period type", "MAP005"
            )
        if first.qname in found:
            raise MappingError(path, line, f"{name} stands above already", "MAP003")
        found[first.qname] = second
    return found
