"""Fuzzing led by what code an input reaches: the reader, the finder of tables, the numerals.

    pip install '.[fuzz]'
    python -m benchmarks.fuzz.guided reader|tables|numerals [PLACE ...] [--minutes 10]
                                     [--corpus DIR] [--into DIR]

Atheris (Apache-2.0; wheels for Linux, Python 3.11 to 3.13) watches each branch that an input takes
and damages those inputs further that came somewhere new. (Its look into regular expressions stays
off: version 3.0 does not take the places that `search` and `match` begin and end at.) It begins
with pieces of the files at PLACE (`examples`), and goes on with what --corpus holds from before. It
ends at the first input that raises what is none of the program's own, takes ten seconds or a
gigabyte, or breaks what is asserted here; the input is left in --into, and

    python -m benchmarks.fuzz.guided reader FILE --again

tries it alone.
"""

from __future__ import annotations

import argparse
import contextlib
import sys
import tempfile
from decimal import Decimal
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

EXAMPLES = Path(__file__).parents[2] / "examples"
LONGEST = {"reader": 20_000, "tables": 6_000, "numerals": 300}
"""Bytes of an input: the first thousands reach what the rest does."""

WORDS = (
    "<SEC-HEADER>", "</SEC-HEADER>", "<DOCUMENT>", "<TYPE>10-K", "<TYPE>EX-27", "<TEXT>", "</TEXT>",
    "<TABLE>", "<S>", "<C>", "<PAGE>", "<PRE>", "<HTML>", "&nbsp;", "BALANCE SHEETS",
    "(in thousands)",
    "STATEMENTS OF OPERATIONS", "Three Months Ended", "December 31, 1996", "1996", "Total assets",
    "Net income", "ACCESSION NUMBER:", "CENTRAL INDEX KEY:", "FISCAL YEAR END:", "1,234", "(1,234)",
    "$", "--", "59-7/8", "-0-", "n/a", "%", "12/31/96", "fifty-two weeks", "per share", "shares",
)  # fmt: skip


def _reader() -> Callable[[bytes], None]:
    from converter.model.finding import ConversionError
    from converter.read import read_filing

    def look(raw: bytes) -> None:
        with contextlib.suppress(ConversionError):
            filing = read_filing(raw, "fuzzed.txt").value
            size = len(filing.source.text)
            for fact in filing.cover:
                assert fact.span is None or 0 <= fact.span.start < fact.span.end <= size

    return look


def _tables() -> Callable[[bytes], None]:
    from converter.model.filing import StatementKind
    from converter.model.finding import ConversionError
    from converter.model.table import Section
    from converter.read import read_filing
    from converter.segment import find_sections
    from converter.tables import detect_table
    from converter.wording.titles import packaged_titles

    titles = packaged_titles()

    def look(raw: bytes) -> None:
        with contextlib.suppress(ConversionError):
            filing = read_filing(raw, "fuzzed.txt").value
            source = filing.source
            whole = Section(StatementKind.BS, "", source.span(0, 0), "", 1, source.line_count)
            sections = (whole, *find_sections(filing, titles).value.sections)
            for section in sections:
                table = detect_table(section, source).value
                for row in table.rows if table else ():
                    for cell in row.cells:
                        printed = source.cut(cell.span)
                        assert printed.strip(), (printed, cell)

    return look


def _numerals() -> Callable[[bytes], None]:
    from converter.text import dates, numerals, units
    from converter.text.damaged import with_damaged

    def look(raw: bytes) -> None:
        line = raw.decode("latin-1").partition("\n")[0]
        figures = numerals.scan(line)
        for figure in with_damaged(line, figures):
            assert 0 <= figure.left <= figure.start < figure.end <= figure.right <= len(line)
            assert figure.value.is_finite()
            assert abs(figure.value) < Decimal(10) ** numerals.LONGEST
        units.quantity_of(line, (line,), figures)
        units.read_units(line)
        units.read_currency(line)
        for date in dates.dates(line):
            assert line[date.start : date.end].strip()
        dates.read_period(line)
        dates.read_length(line)
        dates.read_quarter(line)
        dates.without_periods(line)

    return look


TARGETS = {"reader": _reader, "tables": _tables, "numerals": _numerals}


def main() -> int:
    assert __doc__
    parser = argparse.ArgumentParser(
        prog="guided", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("target", choices=TARGETS)
    parser.add_argument("places", metavar="PLACE", nargs="*", type=Path, default=[EXAMPLES])
    parser.add_argument("--minutes", type=float, default=10.0)
    parser.add_argument("--corpus", type=Path, metavar="DIR", help="what reached something new")
    parser.add_argument("--into", type=Path, metavar="DIR", default=Path())
    parser.add_argument("--again", action="store_true", help="try the files alone, unwatched")
    given = parser.parse_args()
    if given.again:
        for path in given.places:
            TARGETS[given.target]()(path.read_bytes())
        return 0
    try:
        import atheris
    except ImportError:
        print("Atheris is missing: pip install '.[fuzz]'", file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory(prefix="fuzz-guided-") as name:
        return _fuzz(atheris, given, Path(name))


def _fuzz(atheris: Any, given: argparse.Namespace, folder: Path) -> int:
    corpus = given.corpus or folder / "corpus"
    corpus.mkdir(parents=True, exist_ok=True)
    _seed(given.target, given.places, folder / "seeds")
    words = folder / "words"
    words.write_text("".join(f'"{word}"\n' for word in WORDS), encoding="ascii")
    with atheris.instrument_imports(include=["converter"]):
        look = TARGETS[given.target]()
    flags = [
        f"-max_total_time={given.minutes * 60:.0f}", "-timeout=10", "-rss_limit_mb=1024",
        f"-max_len={LONGEST[given.target]}", f"-dict={words}", f"-artifact_prefix={given.into}/",
        "-print_final_stats=1", str(corpus), str(folder / "seeds"),
    ]  # fmt: skip
    atheris.Setup([sys.argv[0], *flags], look)
    atheris.Fuzz()  # ends the process
    return 0


def _seed(target: str, places: list[Path], folder: Path) -> None:
    """Pieces of filings to begin with: single lines for the numerals."""
    from benchmarks.fuzz.bases import base, files

    folder.mkdir()
    chance, paths = Random(0), files(places)
    for number in range(200):
        text = base(paths, chance)[: LONGEST[target]]
        if target == "numerals":
            text = chance.choice(text.split("\n"))
        (folder / str(number)).write_text(text, encoding="latin-1", newline="")


if __name__ == "__main__":
    raise SystemExit(main())
