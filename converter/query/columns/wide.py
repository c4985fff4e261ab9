"""Wide tables: what subjects of one sort have, side by side.

    w0(s, o_3, o_5, o_7, text_7, ...)  the objects of predicates 3, 5 and 7, with what literals have
                                      beside their id; NULL where the subject has none
    wide(name, p, whole)              which predicates are in which table

    ?fact qb:dataSet ?d ; rx:concept ?c ; rx:value ?v     is one look through the facts' table, and
                                                          not three tables joined

Each has a row for all subjects of one predicate, its anchor, and columns for what a subject has
once at most. A predicate is `whole` where all its triples are in it: then it has no table of its
own. A pattern may begin at a wide table with such a predicate alone; its subject then has its row,
and in this all that it has of the others, be they whole or not. Of several tables where it may
begin the smallest is the best: facts have a concept, but so have mappings and lines.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    import duckdb

MOST: Final = 120
"""Predicates that are looked at, those with the most triples: a bit each of 127."""

SHARE: Final = 10
"""Of so many subjects one must have a predicate for which there is to be a column."""

COPIED: Final = 2
"""The same for a column that is a copy of what another table has."""

FULL: Final = 2.0
"""Columns that a row has on average, at the least: else there is nothing to be spared."""


class Wide(NamedTuple):
    """anchor  the predicate whose subjects have a row
    whole   the predicates that have their triples here and nowhere else
    beside  others that have a column
    """

    anchor: int
    whole: tuple[int, ...]
    beside: tuple[int, ...]


def planned(sql: duckdb.DuckDBPyConnection, predicates: Sequence[int]) -> list[Wide]:
    """The tables that are worth it, of these predicates, whose triples are in sorted(p, s, o)."""
    once = sql.execute(
        """SELECT p FROM (SELECT p, s, count(*) AS n FROM sorted GROUP BY p, s)
        GROUP BY p HAVING max(n) = 1"""
    ).fetchall()
    functional = {p for (p,) in once}
    looked_at = [p for p in predicates if p in functional][:MOST]
    sql.execute("CREATE OR REPLACE TEMP TABLE looked_at(p BIGINT, bit INTEGER)")
    if not looked_at:
        return []
    sql.executemany(
        "INSERT INTO looked_at VALUES (?, ?)", [[p, bit] for bit, p in enumerate(looked_at)]
    )
    found = sql.execute(
        """SELECT had, count(*) FROM (
          SELECT s, bit_or(1::HUGEINT << bit) AS had
          FROM sorted JOIN looked_at USING (p) GROUP BY s)
        GROUP BY had ORDER BY had"""
    ).fetchall()
    sql.execute("DROP TABLE looked_at")
    return chosen(
        {tuple(p for bit, p in enumerate(looked_at) if had >> bit & 1): n for had, n in found},
        looked_at,
    )


def chosen(sorts: Mapping[tuple[int, ...], int], predicates: Sequence[int]) -> list[Wide]:
    """The tables for subjects of these sorts: what they have, and how many are of it.

    The one whose rows are filled best comes first; what is whole in it needs no other.
    """
    both: dict[tuple[int, int], int] = {}
    for had, count in sorts.items():
        for one in had:
            for other in had:
                both[one, other] = both.get((one, other), 0) + count
    made: list[Wide] = []
    free = list(predicates)
    while free:
        best, fullest = None, 0.0
        for anchor in free:
            rows = both[anchor, anchor]
            whole = tuple(
                p for p in free
                if both.get((p, anchor), 0) == both[p, p] and both[p, p] * SHARE >= rows
            )  # fmt: skip
            filled = sum(both[p, p] for p in whole) / rows
            if filled >= FULL and filled > fullest:
                best, fullest = (anchor, whole), filled
        if best is None:
            break
        anchor, whole = best
        beside = tuple(
            p for p in predicates
            if p not in whole and both.get((p, anchor), 0) * COPIED >= both[anchor, anchor]
        )  # fmt: skip
        made.append(Wide(anchor, whole, beside))
        free = [p for p in free if p not in whole]
    return made


def widen(
    sql: duckdb.DuckDBPyConnection,
    name: str,
    wide: Wide,
    tables: Mapping[int, tuple[str, int, Iterable[str]]],
) -> None:
    """Make the table. `tables`: of each predicate its own, its place, and the columns there."""
    own, _, _ = tables[wide.anchor]
    selected, joins = [f"{own}.s"], [own]
    for p in sorted({*wide.whole, *wide.beside}, key=lambda p: tables[p][1]):
        table, place, columns = tables[p]
        selected += [f"{table}.{column} AS {column}_{place}" for column in ("o", *columns)]
        if p != wide.anchor:
            joins.append(f"LEFT JOIN {table} ON {table}.s = {own}.s")
        sql.execute("INSERT INTO wide VALUES (?, ?, ?)", [name, p, p in wide.whole])
    sql.execute(
        f"CREATE TABLE {name} AS SELECT {', '.join(selected)} FROM {' '.join(joins)}"
        f" ORDER BY {own}.s"
    )
