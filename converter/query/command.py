"""What `retroxbrl store` prints: results on standard output, progress on standard error."""

from __future__ import annotations

import contextlib
import json
import sys
from typing import TYPE_CHECKING

from converter.query.build import STORE, Step, build
from converter.query.dump import dump

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path


def build_store(
    output: Path,
    folder: Path | None,
    *,
    as_json: bool,
    lean: bool | None = None,
    columns: bool = False,
    quiet: bool = False,
) -> int:
    """Build and say what was done; 1 where a file had to be left out. Raises QueryError."""
    with _progress(quiet=quiet) as bar:
        built = build(output, folder, bar, lean=lean, columns=columns)
    for finding in built.findings:
        print(finding.text(""), file=sys.stderr)
    rate = built.triples / built.loading if built.loaded else 0
    if as_json:
        row: dict[str, object] = {
            "store": str(folder or output / STORE), "loaded": built.loaded, "kept": built.kept,
            "removed": built.removed, "left_out": len(built.findings),
            "triples_loaded": built.triples, "triples": built.total,
            "seconds": round(built.seconds, 3), "triples_per_second": round(rate),
        }  # fmt: skip
        if built.columns:
            row["columns"] = {
                "terms": built.columns.terms, "seconds": round(built.columns.seconds, 3)
            }  # fmt: skip
        print(json.dumps(row))
    else:
        print(
            f"{folder or output / STORE}: {built.loaded:,} filings loaded, {built.kept:,} kept,"
            f" {built.removed:,} removed; {built.total:,} triples; {built.seconds:.1f} s"
            + (
                f", {built.loaded / built.loading:,.0f} filings and {rate:,.0f} triples a second"
                if built.loaded
                else ""
            )
        )
        if built.columns:
            made = built.columns
            print(f"columns: {made.triples:,} triples, {made.terms:,} terms; {made.seconds:.1f} s")
    return 1 if built.findings else 0


def dump_store(output: Path, file: Path, *, quiet: bool = False) -> int:
    """Dump and say what was written. Raises QueryError, OSError."""
    with _progress(quiet=quiet) as bar:
        done = dump(
            output, file, lambda filings, triples: bar(Step("written", filings, 0, triples))
        )
    print(f"{file}: {done.filings:,} filings, {done.triples:,} triples")
    return 0


@contextlib.contextmanager
def _progress(*, quiet: bool) -> Iterator[Callable[[Step], None]]:
    """A bar on standard error where that is a terminal, else nothing."""
    if quiet or not sys.stderr.isatty():
        yield lambda _: None
        return
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
        TimeRemainingColumn,
    )

    columns = (
        TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(),
        TextColumn("{task.fields[triples]:,} triples"), TimeRemainingColumn(),
    )  # fmt: skip
    with Progress(*columns, console=Console(stderr=True), transient=True) as shown:
        tasks: dict[str, object] = {}

        def tell(step: Step) -> None:
            task = tasks.get(step.doing)
            if task is None:
                task = tasks[step.doing] = shown.add_task(step.doing, total=None, triples=0)
            shown.update(task, completed=step.done, total=step.of or None, triples=step.triples)  # type: ignore[arg-type]

        yield tell
