"""Which concept is what is left, and which what it is taken from, by what is taken off."""

from __future__ import annotations

from typing import TYPE_CHECKING

from converter.mapping.rows import concept_of
from converter.resources import resource
from converter.tsv import read_rows

if TYPE_CHECKING:
    from converter.model.xbrl import QName

FIELDS = ("net", "less", "gross")


def load_differences() -> dict[QName, tuple[QName, QName | None]]:
    """(net, gross) by what is taken from gross, of mappings/differences.tsv; the taxonomy may have
    no gross amount.

    Raises:
        MappingError: a row that names no concept, with file and line.
    """
    path = resource("mappings", "differences.tsv")
    found: dict[QName, tuple[QName, QName | None]] = {}
    for line, (net, less, gross) in read_rows(path, FIELDS):
        kept, taken = (concept_of(path, line, name).qname for name in (net, less))
        found[taken] = (kept, concept_of(path, line, gross).qname if gross else None)
    return found
