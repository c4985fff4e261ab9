"""Lines of the statements in notes that tell what would have been.

    (2) PRO FORMA RESULTS (UNAUDITED)        1995        1994
    Net loss                                (2,960)     (4,175)     no net loss of the statements

Their words are the statements', and nothing says that their amounts are: of a table whose title, or
the sentence above it, is pro forma only amounts that the statements have are the company's. A table
that was proven to be of a kind is not asked.
"""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

from converter.model.filing import StatementKind

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from converter.model.decisions import Key, Stated
    from converter.model.mapped import Decided

_PROVEN = "note-table."  # how the rules of such kinds begin
_PRO_FORMA = re.compile(r"\bpro[\s-]?forma\b", re.IGNORECASE)
_SENTENCE = re.compile(r"(?<=[a-z\d)])\.\s+(?=[A-Z])")


def supposed(table: Decided) -> bool:
    """Whether the last sentence above a note's table says that it is pro forma: 'The unaudited pro
    forma results follow (in millions):'.
    """
    if table.read.table.kind is not StatementKind.NOTE or table.detail is not None:
        return False
    return _PRO_FORMA.search(_SENTENCE.split(table.read.table.lead)[-1]) is not None


def unconfirmed(
    notes: Sequence[Stated], kept: Mapping[Key, Sequence[Stated]]
) -> list[tuple[Stated, ...]]:
    """The amounts that are not taken, by table.

    kept  what the statements state
    """
    known = {key[0] for key in kept}
    found: dict[int, list[Stated]] = defaultdict(list)
    for cell in notes:
        places = kept.get(cell.key)
        named = cell.concept.qname in known and _PRO_FORMA.search(cell.provenance.table)
        if (
            (cell.supposed or named)
            and not cell.provenance.rule.startswith(_PROVEN)
            and not (places and cell.agrees(places[0]))
        ):
            found[cell.table].append(cell)
    return [tuple(cells) for _, cells in sorted(found.items())]
