"""Which engine answers: the columns where they are as new as the store, else Oxigraph.

    auto      columns, where they were made and hold what the store holds
    columns   these, or an error that says why not
    oxigraph  the store alone

What the columns do not cover, or where they are not sure to say what Oxigraph says, Oxigraph
answers, and it is told.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Final

from converter.query.build import state_of
from converter.query.columns.load import made_of, require_duckdb
from converter.query.errors import QueryError
from converter.query.results import render_solutions, render_truth

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

ENGINES: Final = ("auto", "columns", "oxigraph")


def columns_serve(folder: Path, engine: str, tell: Callable[[str], None]) -> bool:
    """Whether the columns in the store's `folder` are to be asked.

    Raises QueryError, where `engine` is 'columns' and they cannot be: QRY017 without DuckDB, QRY018
    without columns as new as the store.
    """
    if engine == "oxigraph":
        return False
    made = made_of(folder)
    try:
        if made is not None:
            require_duckdb()
    except QueryError:
        if engine == "columns":
            raise
        return False
    if made is not None and made == state_of(folder):
        return True
    if engine == "columns":
        why = "there are no columns" if made is None else "the columns are older than the store"
        raise QueryError("QRY018", f"{folder}: {why}", "retroxbrl store build --columns makes them")
    if made is not None:
        tell("the columns are older than the store and were not asked; store build makes them anew")
    return False


def threads_are_left(folder: Path) -> bool:
    """Whether DuckDB was used in this process, whose threads a copy of it would lack, and may be
    asked of the store's `folder`.
    """
    return "duckdb" in sys.modules and made_of(folder) is not None


def from_columns(
    query: str,
    variables: Sequence[str] | None,
    folder: Path,
    format: str,  # noqa: A002 - the option's name
    most: int,
    tell: Callable[[str], None],
) -> tuple[str, bool] | None:
    """The answer and whether it was cut after `most` rows; None where Oxigraph is to answer.

    `variables`: of the answer; None for ASK.
    """
    import duckdb

    from converter.query.columns.answer import columns_of
    from converter.query.columns.values import NotCoveredError

    try:
        with columns_of(folder) as columns:
            statement = columns.translated(query, variables or ())
            if statement.asks:
                return render_truth(columns.asked(statement), format), False
            rows = columns.rows(statement, most + 1 if most else 0)
            return render_solutions(variables or (), rows, format, most)
    except NotCoveredError as error:
        tell(f"Oxigraph answers: the columns do not cover {error}")
    except duckdb.Error as error:
        _, sure, why = str(error).partition("retroxbrl: ")
        reason = why.partition("\n")[0] if sure else str(error).partition("\n")[0]
        tell(f"Oxigraph answers: the columns are not sure ({reason})")
    return None
