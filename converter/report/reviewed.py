"""What reviews change of the tables that a report is made of."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from converter.model.mapped import Claim

if TYPE_CHECKING:
    from collections.abc import Sequence

    from converter.model.mapped import Decided


def reviewed_turns(table: Decided, turns: Sequence[int]) -> list[int]:
    """The lines' signs, 1 as printed and -1 negated: those of lines of which every figure was
    reviewed to have the same are theirs.
    """
    out = list(turns)
    for at in {item for item, _ in table.reviews}:
        said = {
            each.turn if (each := table.reviews.get((at, cell.column))) else 0
            for cell in table.read.items[at].row.cells
            if cell.figure.value
        }
        if len(said) == 1 and 0 not in said:
            out[at] = said.pop()
    return out


def reviewed_alone(table: Decided) -> Decided:
    """A note's table without the claims of lines that nobody reviewed."""
    items = {item for item, _ in table.reviews}
    claims = tuple(
        claim if at in items else Claim(candidates=claim.candidates)
        for at, claim in enumerate(table.claims)
    )
    cells = {place: claim for place, claim in table.cells.items() if place in table.reviews}
    return replace(table, claims=claims, cells=cells, amounts=())
