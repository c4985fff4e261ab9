"""Lines of the statements in notes that tell what would have been.

    (2) PRO FORMA RESULTS (UNAUDITED)        1995        1994
    Net loss                                (2,960)     (4,175)     no net loss of the statements

Their words are the statements', and nothing says that their amounts are: of a table whose title is
pro forma only amounts that the statements have are the company's. A table that was proven to be of
a kind is not asked.
"""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from converter.model.decisions import Key, Stated

_PROVEN = "note-table."  # how the rules of such kinds begin
_PRO_FORMA = re.compile(r"\bpro[\s-]?forma\b", re.IGNORECASE)


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
        if (
            cell.concept.qname in known
            and _PRO_FORMA.search(cell.provenance.table)
            and not cell.provenance.rule.startswith(_PROVEN)
            and not (places and cell.agrees(places[0]))
        ):
            found[cell.table].append(cell)
    return [tuple(cells) for _, cells in sorted(found.items())]
