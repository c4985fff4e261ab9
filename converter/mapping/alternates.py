"""What a line is instead, where another line of the statement has the better claim.

Two lines of one caption are two concepts: 'Net income' under basic and under diluted per share, or
with and without the minority's share. mappings/alternates.tsv names the second for the first.
"""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

from converter.wording.errors import MappingError

if TYPE_CHECKING:
    from pathlib import Path

    from converter.dts.base import Taxonomy
    from converter.model.xbrl import Concept, QName

_FIELDS = ["concept", "next", "note"]


def load_alternates(path: Path, taxonomy: Taxonomy) -> dict[QName, Concept]:
    """The second concept by the first.

    Raises:
        MappingError: a row that names no concept, or two that are not alike in type and period
            type; with file and line.
    """
    found: dict[QName, Concept] = {}
    with path.open(encoding="utf-8", newline="") as lines:
        reader = csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
        if reader.fieldnames != _FIELDS:
            raise MappingError(path, 1, f"the columns must be {' '.join(_FIELDS)}")
        for number, row in enumerate(reader, 2):
            first, second = taxonomy.concept(row["concept"]), taxonomy.concept(row["next"])
            if first is None or second is None:
                name = row["concept"] if first is None else row["next"]
                raise MappingError(path, number, f"{name} is no concept of the taxonomy")
            alike = (first.datatype, first.period_type) == (second.datatype, second.period_type)
            if not alike or first.qname in found:
                raise MappingError(path, number, f"{row['concept']}: not alike, or stands twice")
            found[first.qname] = second
    return found
