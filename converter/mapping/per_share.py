"""Which concepts of a share's earnings belong to which count of shares."""

from __future__ import annotations

from converter.mapping.rows import concept_of
from converter.model.xbrl import DataType
from converter.resources import resource
from converter.tsv import MappingError, read_rows

FIELDS = ("all", "continuing", "shares")


def load_per_share() -> tuple[tuple[str, str, str], ...]:
    """The rows of mappings/per_share.tsv: what a share earns of all income, what it earns of
    continuing operations, and the count of shares, as local names.

    Raises:
        MappingError: a row that names no concept of such a kind, with file and line.
    """
    path = resource("mappings", "per_share.tsv")
    found: list[tuple[str, str, str]] = []
    for line, cells in read_rows(path, FIELDS):
        whole, part, count = (concept_of(path, line, name) for name in cells)
        types = (whole.datatype, part.datatype, count.datatype)
        if types != (DataType.PER_SHARE, DataType.PER_SHARE, DataType.SHARES):
            told = "two concepts of a share are asked for, and one that counts shares"
            raise MappingError(path, line, told, "MAP005")
        found.append((whole.qname.local, part.qname.local, count.qname.local))
    return tuple(found)
