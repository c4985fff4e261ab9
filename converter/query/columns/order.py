"""ORDER BY in SQL."""

from __future__ import annotations

from typing import TYPE_CHECKING

from converter.query.columns.kinds import BLANK, IRI, LANGUAGE, NODES, OTHER
from converter.query.columns.operators import unsure
from converter.query.columns.values import SORTS, payload

if TYPE_CHECKING:
    from converter.query.columns.kinds import Kinds
    from converter.query.columns.values import Value


def sort_keys(value: Value) -> list[str]:
    """SQL that sorts as the terms do: blank nodes, IRIs, literals.

    Numbers in the table of terms follow the order of IRIs. Literals that are not of one sort have
    no order that is sure: the statement ends where there are such.
    """
    if not value.kinds or value.constant is not None:
        return []
    sorts = [sort & value.kinds for sort in SORTS if sort & value.kinds]
    if len(sorts) == 1:
        return [_sort_key(value, sorts[0])]
    literals = [sort for sort in sorts if not sort & NODES]
    rank = " ".join(
        f"WHEN {value.is_of(sort)} THEN {0 if BLANK in sort else 1 if IRI in sort else 2}"
        for sort in sorts
    )
    keys = [f"CASE {rank} END", *(_sort_key(value, sort) for sort in sorts)]
    if len(literals) > 1:
        cases = " ".join(
            f"WHEN {value.is_of(sort)} THEN {place}" for place, sort in enumerate(literals)
        )
        which = f"CASE {cases} END"
        mixed = f"min({which}) OVER () <> max({which}) OVER ()"
        keys.insert(0, f"CASE WHEN {mixed} THEN {unsure('the order of several kinds')} END")
    return keys


def _sort_key(value: Value, sort: Kinds) -> str:
    if sort == {IRI} and value.id is not None:
        return (
            value.id
            if value.kinds == sort
            else f"CASE WHEN {value.is_of(sort)} THEN {value.id} END"
        )
    if BLANK in sort or OTHER in sort or LANGUAGE in sort:
        known = f"CASE WHEN {value.is_of(sort)} THEN {unsure('the order of such terms')} END"
        return f"CAST({known} AS VARCHAR)"
    return value.only_of(sort, payload(min(sort)))
