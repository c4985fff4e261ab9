"""Asking: every filing's graph below the output folder, merged, and SPARQL over it.

A filing's resources bear its name in their IRIs and its facts name their data set, so that the
graphs can be merged into one: what several filings share (concepts, periods, units, entities)
is then there once, and a pattern matches it once. Where a store was built (`converter.query.build`)
it is asked, opened for reading only; else the Turtle files are read into memory, with the same
answers.
"""

from __future__ import annotations

import contextlib
from functools import partial
from typing import TYPE_CHECKING, Final

from converter.model.namespaces import PREFIXES
from converter.near import or_all
from converter.query.bounds import Bounds, require_bounded
from converter.query.build import STORE, is_lean, locked, opened, stale
from converter.query.catalogue import named
from converter.query.child import in_child
from converter.query.engine import ENGINES, columns_serve, from_columns, threads_are_left
from converter.query.errors import QueryError, not_sparql
from converter.query.lean import asks_anything, require_held
from converter.query.results import FORMATS, render

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

    import pyoxigraph as ox

__all__ = ["QueryError", "ask", "graphs", "load", "run", "run_named"]

FREE: Final = Bounds()
"""No limit of time and rows; no network."""


def load(output: Path) -> ox.Store:
    """All Turtle files below `output` (or the one file that it is) in a store in memory.

    Folders whose name begins with a point are passed over: another command is writing there.
    Raises QueryError: QRY001 no such folder, QRY002 no Turtle file, QRY006 a file that is none.
    """
    import pyoxigraph as ox

    if output.is_file():
        paths = [output]
    elif output.is_dir():
        paths = sorted(
            path
            for path in output.rglob("*.ttl")
            if not any(part.startswith(".") for part in path.relative_to(output).parts)
        )
    else:
        raise QueryError(
            "QRY001",
            f"{output}: there is no such folder",
            "convert something first: retroxbrl convert PATH",
        )
    if not paths:
        raise QueryError(
            "QRY002",
            f"{output}: nothing was converted to RDF yet",
            "retroxbrl convert PATH writes it there; --format must not leave out rdf",
        )
    store = ox.Store()
    for path in paths:
        try:
            store.load(path=path, format=ox.RdfFormat.TURTLE)
        except SyntaxError as error:
            raise QueryError(
                "QRY006",
                f"{path}: {error.msg}",
                "convert its filing again, or remove the file",
            ) from error
        except OSError as error:
            raise QueryError("QRY006", f"{path}: {error}", "is it readable?") from error
    return store


def ask(
    store: ox.Store, query: str, bounds: Bounds = FREE
) -> ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples:
    """Evaluate `query` (SPARQL 1.1, no update) with the project's prefixes given.

    Of `bounds` this looks at the network alone. Raises QueryError: QRY003 not SPARQL, QRY008 cannot
    be evaluated, QRY012 and QRY013 as `require_bounded`.
    """
    require_bounded(query, bounds)
    try:
        return store.query(query, prefixes=PREFIXES)
    except SyntaxError as error:
        raise not_sparql(query, error) from error
    except (OSError, RuntimeError, ValueError) as error:
        raise QueryError("QRY008", f"the query cannot be answered: {error}") from error


@contextlib.contextmanager
def graphs(
    output: Path, store: Path | None = None, tell: Callable[[str], None] | None = None
) -> Iterator[ox.Store]:
    """What can be asked about `output`: the store in `store` (default: ``output/.store``) if one
    was built, else its Turtle files in memory.

    `tell` is given a line when the store is not up to date. Raises QueryError: QRY009 `store` is
    named and there is none, QRY010 it is being built, QRY011 its build did not end; and as `load`.
    """
    folder = store or output / STORE
    if store is None and not folder.is_dir():
        yield load(output)
        return
    with locked(folder, alone=False), opened(folder) as found:
        old = stale(output, folder)
        if old and tell:
            tell(old)
        yield found


def run(
    query: str,
    output: Path,
    format: str = "table",  # noqa: A002 - the option's name
    store: Path | None = None,
    tell: Callable[[str], None] | None = None,
    bounds: Bounds = FREE,
    engine: str = "auto",
) -> str:
    """The answer to `query` over everything in `output`, as text that ends with a line end.

    format  'table' for the terminal, 'csv' or 'json' (SPARQL 1.1 results); a graph (CONSTRUCT,
            DESCRIBE) is Turtle, CSV of three columns, or JSON-LD.
    store   the store's folder, see `graphs`; `tell` too
    bounds  of time, rows and reach; with a limit of time another process is asked
    engine  one of `converter.query.engine.ENGINES`

    Raises QueryError.
    """
    if engine not in ENGINES:
        raise QueryError("QRY018", f"no such engine: {engine}", or_all(engine, ENGINES))
    if format not in FORMATS:
        raise QueryError("QRY007", f"no such format: {format}", or_all(format, FORMATS))
    require_bounded(query, bounds)
    asked = partial(_answer, query, output, format, store, bounds, engine)
    if bounds.seconds > 0:
        forks = not (threads_are_left(store or output / STORE) and engine != "oxigraph")
        return in_child(asked, bounds.seconds, tell, forks=forks)
    return asked(tell or (lambda _: None), lambda: None)


def _answer(
    query: str,
    output: Path,
    format: str,  # noqa: A002
    store: Path | None,
    bounds: Bounds,
    engine: str,
    tell: Callable[[str], None],
    begun: Callable[[], None],
) -> str:
    folder = store or output / STORE
    with graphs(output, store, tell) as found:
        begun()
        if is_lean(folder):
            require_held(query)
            if asks_anything(query):
                tell(
                    "the store holds no places, mappings, statements and sums;"
                    " retroxbrl store build --full loads them"
                )
        made = None
        # a query that may reach other servers is read by one engine alone
        if columns_serve(folder, engine, tell) and not bounds.network:
            known = _variables(query, bounds)
            if known is not None:
                made = from_columns(query, known[0], folder, format, bounds.rows, tell)
            else:
                tell("Oxigraph answers: the columns do not cover CONSTRUCT and DESCRIBE")
        text, cut = made or _from_store(found, query, format, bounds)
    if cut:
        tell(f"the answer is cut: it has more than {bounds.rows:,} rows (--limit)")
    return text


def _from_store(
    store: ox.Store,
    query: str,
    format: str,  # noqa: A002
    bounds: Bounds,
) -> tuple[str, bool]:
    answer = ask(store, query, bounds)
    try:
        return render(answer, format, bounds.rows)
    except (OSError, RuntimeError, ValueError) as error:
        # Answers are computed as they are read.
        raise QueryError("QRY008", f"the query cannot be answered: {error}") from error


def _variables(query: str, bounds: Bounds) -> tuple[list[str] | None] | None:
    """The variables of the answer in their order, None within for ASK; None for other queries.

    Oxigraph reads the query for that, over no data: what is no SPARQL ends here.
    """
    import pyoxigraph as ox

    answer = ask(ox.Store(), query, bounds)
    if isinstance(answer, ox.QueryBoolean):
        return (None,)
    if isinstance(answer, ox.QuerySolutions):
        return ([variable.value for variable in answer.variables],)
    return None


def run_named(
    name: str,
    output: Path,
    format: str = "table",  # noqa: A002
    parameters: Mapping[str, str] | None = None,
    store: Path | None = None,
    tell: Callable[[str], None] | None = None,
    bounds: Bounds = FREE,
    engine: str = "auto",
) -> str:
    """The answer to a named query; `parameters` as given with --set, e.g. {'filing': '0-14983'}.

    Raises QueryError: QRY004 no such name, QRY005 a parameter that does not fit, and what `run`
    raises.
    """
    return run(named(name).sparql(parameters or {}), output, format, store, tell, bounds, engine)
