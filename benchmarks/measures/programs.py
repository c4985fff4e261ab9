"""What programs make of the same text filings: retroxbrl, and others that are installed.

    python -m benchmarks.measures.programs PATH... [--python OTHER/bin/python] [--json]

PATH is a text filing, or a folder of them. The others (`pip install edgartools doc2dict`) may live
in an environment of their own, whose interpreter --python names; without it they are looked for in
this one. Counted for each program, over the filings:

    opened     filings that it reads without an error and without a network
    header     filings whose form and accession number it tells
    documents  documents of the submissions
    items      Items of 10-K and 10-Q whose text it gives
    tables     tables that it tells apart from prose
    cells      figures that it gives with row and column
    facts      figures that it gives with concept, period and unit
    seconds    by the clock, a filing

What a program says of a filing is taken as it is: whether it is right is not judged here (facts of
retroxbrl: docs/accuracy.md). Its own limits are told by its own functions, of which those that its
documentation names for text filings are called.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

COUNTS = ("header", "documents", "items", "tables", "cells", "facts")


def retroxbrl() -> tuple[str, Callable[[Path], Counter[str]]]:
    import tempfile

    from converter import __version__, convert, read_filing
    from converter.parts import Kind, find_parts

    def read(path: Path) -> Counter[str]:
        filing = read_filing(path).value
        items = [part for part in find_parts(filing).parts if part.kind is Kind.ITEM]
        count = Counter(
            header=int(bool(filing.header.form and filing.header.accession)),
            documents=len(filing.documents), items=len(items),
        )  # fmt: skip
        from converter import ConversionError

        with tempfile.TemporaryDirectory() as folder:
            try:
                report = convert(path, folder, ["csv"])
            except ConversionError as error:
                if error.finding.code != "SEG001":  # it holds no statement, and says so
                    raise
                return count
        figures = [fact for fact in report.facts if fact.unit is not None]
        count["tables"] = len({fact.provenance.table for fact in figures})
        count["cells"] = sum(1 + len(fact.others) for fact in figures if fact.printed)
        count["facts"] = len(figures)
        return count

    return __version__, read


def edgartools() -> tuple[str, Callable[[Path], Counter[str]]]:
    import logging
    import os

    # it wants to know who asks the SEC before it reads a file; nothing is asked
    os.environ.setdefault("EDGAR_IDENTITY", "Jane Doe jane@example.com")
    logging.disable(logging.CRITICAL)
    import stamina  # its own: with it a question to the network is put again and again

    stamina.set_active(False)
    import contextlib

    import edgar
    from edgar import Filing
    from edgar.documents import HTMLParser, ParserConfig

    def read(path: Path) -> Counter[str]:
        filing = Filing.from_sgml(path)
        count = Counter(
            header=int(bool(filing.form and filing.accession_no)),
            documents=len(list(filing.attachments)),
        )
        # where the submission has no HTML it looks for some at the SEC, and has none here either
        with contextlib.suppress(Exception):
            made = filing.obj()
            count["items"] = sum(bool(made[item]) for item in getattr(made, "items", None) or ())
        with contextlib.suppress(Exception):
            report = filing.xbrl()
            count["facts"] = len(report.facts) if report is not None else 0
        page = filing.sgml().html()
        if page:
            tables = HTMLParser(ParserConfig(form=filing.form)).parse(page).tables
            count["tables"] = len(tables)
            count["cells"] = sum(len(row.cells) for table in tables for row in table.rows)
        return count

    return edgar.__version__, read


def doc2dict() -> tuple[str, Callable[[Path], Counter[str]]]:
    import re
    from importlib.metadata import version

    from doc2dict import txt2dict

    def read(path: Path) -> Counter[str]:
        text = path.read_bytes()
        # documents are for another package of its author's to part; it reads one
        found = re.findall(rb"<TEXT>(.*?)</TEXT>", text, re.DOTALL) or [text]
        count = Counter({"documents": 0})
        for each in found:
            for entry in _entries(txt2dict(each)["document"]):
                count["items"] += entry.get("class") == "item"
                table = entry.get("table")
                count["tables"] += table is not None
                rows = table.get("data", ()) if isinstance(table, dict) else table or ()
                count["cells"] += sum(len(row) for row in rows)
        return count

    return version("doc2dict"), read


def _entries(made: dict[str, Any]) -> Iterable[dict[str, Any]]:
    for entry in made.values():
        if isinstance(entry, dict):
            yield entry
            yield from _entries(entry.get("contents") or {})


PROGRAMS = {"retroxbrl": retroxbrl, "edgartools": edgartools, "doc2dict": doc2dict}


def measure(name: str, paths: list[Path]) -> dict[str, Any]:
    """The counts of one program, read in this process."""
    version, read = PROGRAMS[name]()
    total: Counter[str] = Counter()
    wrong: Counter[str] = Counter()
    begun = time.monotonic()
    for path in paths:
        try:
            total += read(path)
            total["opened"] += 1
        except Exception as error:  # noqa: BLE001 - a program of others may raise whatever it likes
            wrong[type(error).__name__] += 1
    seconds = (time.monotonic() - begun) / max(1, len(paths))
    return {
        "program": name, "version": version, "filings": len(paths), "opened": total["opened"],
        **{each: total[each] for each in COUNTS}, "seconds": round(seconds, 3),
        "errors": dict(wrong),
    }  # fmt: skip


def filings(paths: list[str]) -> list[Path]:
    found = []
    for path in map(Path, paths):
        found += sorted(path.glob("*.txt")) if path.is_dir() else [path]
    return found


def elsewhere(python: str, name: str, paths: list[Path]) -> dict[str, Any] | None:
    """The same, read by an interpreter that has the program; None where it has not."""
    done = subprocess.run(
        [python, __file__, "--only", name, "--json", *map(str, paths)],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    if done.returncode:
        last = (done.stderr.strip().splitlines() or [""])[-1]
        print(f"{name} is not measured: {last}", file=sys.stderr)
        return None
    made: dict[str, Any] = json.loads(done.stdout)[0]
    return made


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("paths", nargs="+", metavar="PATH")
    parser.add_argument("--python", default=sys.executable)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--only", choices=PROGRAMS)
    given = parser.parse_args()
    paths = filings(given.paths)
    if given.only:
        rows = [measure(given.only, paths)]
    else:
        rows = [measure("retroxbrl", paths)]
        others = (elsewhere(given.python, name, paths) for name in PROGRAMS if name != "retroxbrl")
        rows += [row for row in others if row is not None]
    if given.json:
        print(json.dumps(rows))
        return 0
    print(f"{len(paths)} filings")
    head = ("opened", *COUNTS, "seconds")
    print(f"{'':22}" + "".join(f"{each:>11}" for each in head))
    for row in rows:
        title = f"{row['program']} {row['version']}"
        print(f"{title:22}" + "".join(f"{row[each]:>11,}" for each in head))
        for error, count in row["errors"].items():
            print(f"{'':22}{error}: {count}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
