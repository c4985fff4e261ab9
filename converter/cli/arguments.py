"""What several commands take: their arguments, and what is wrong with them."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from converter.near import or_all
from converter.write import FORMATS

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterable, Sequence

    from converter.model.finding import Finding
    from converter.pipeline import Options

_HOST = re.compile(r"[A-Za-z0-9][A-Za-z0-9.-]*")


QUIET, NORMAL, VERBOSE = -1, 0, 1
"""`given.talk`: errors alone, what needs the user's eye, everything."""


class WrongUseError(Exception):
    """Arguments that make no sense together; exit 2."""


def add_paths(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "paths",
        nargs="+",
        metavar="PATH",
        help="a text filing, a folder or an archive of them (.zip, .tar.gz, .gz), or - for standard"
        " input: a filing, or a list of paths, one a line",
    )


def add_output(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "-o", "--output", default="output", metavar="DIR",
        help="output folder (default: %(default)s)",
    )  # fmt: skip


def add_store(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--store", metavar="DIR", help="the store's folder (default: .store in the output folder)"
    )


def add_reading(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--cik", metavar="NUMBER", help="the company's CIK, where the filing does not state it"
    )
    add_mappings(parser)
    parser.add_argument(
        "--reviews", metavar="FILE",
        help="what people said of filings; it is applied"
        " (default of what writes: reviews.jsonl in the output folder)",
    )  # fmt: skip


def add_mappings(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--mappings",
        action="append",
        default=[],
        metavar="FILE",
        help="a mapping table of your own, used first",
    )


def add_json(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="results for programs")


def add_talk(parser: argparse.ArgumentParser, quiet: str, verbose: str = "") -> None:
    """-q and, where there is more to tell, -v; each with what it means to the command."""
    how = parser.add_mutually_exclusive_group()
    how.add_argument(
        "-q", "--quiet", dest="talk", action="store_const", const=QUIET, default=NORMAL, help=quiet
    )
    if verbose:
        how.add_argument(
            "-v", "--verbose", dest="talk", action="store_const", const=VERBOSE, default=NORMAL,
            help=verbose,
        )  # fmt: skip


def say(line: str) -> None:
    """A line that is no result: on standard error."""
    print(line, file=sys.stderr)


def counted(count: int, what: str) -> str:
    """'1 error', '2,000 errors'."""
    return f"{count:,} {what}" if count == 1 else f"{count:,} {what}s"


def short(text: str, most: int = 200) -> str:
    """The text's beginning, where it is one of many."""
    return text if len(text) <= most else text[: most - 2].rstrip() + " …"


def say_findings(findings: Iterable[Finding], name: str, talk: int) -> None:
    """Findings on the way to a result; of a quiet command its errors alone."""
    for finding in findings:
        if talk > QUIET or finding.severity == "error":
            say(finding.text(name))


def options_of(given: argparse.Namespace) -> Options:
    from converter.pipeline import Options

    formats = tuple(f.strip() for f in getattr(given, "format", "").split(",") if f.strip())
    wrong = [f for f in formats if f not in FORMATS]
    if wrong:
        raise WrongUseError(f"no format {wrong[0]!r}; {or_all(wrong[0], FORMATS)}")
    cik = given.cik
    if cik is not None and not (cik.isdigit() and len(cik) <= 10):
        raise WrongUseError(f"--cik takes up to ten digits, not {cik!r}")
    authority = getattr(given, "authority", "")
    if authority and not _HOST.fullmatch(authority):
        raise WrongUseError(f"--authority takes a host such as www.example.com, not {authority!r}")
    edgar = getattr(given, "edgar", False)
    if authority and not edgar:
        raise WrongUseError("--authority goes with --edgar")
    reviews = reviews_of(given)
    return Options(
        cik, own_tables(given), formats, edgar=edgar, authority=authority, reviews=reviews
    )


def reviews_of(given: argparse.Namespace) -> Path | None:
    """The overlay that was named; one of the settings need not be there yet."""
    name = getattr(given, "reviews", None)
    if name is None:
        return None
    path = Path(name)
    if not path.is_file() and name != given.parser.get_default("reviews"):
        raise WrongUseError(f"no file of reviews {path}")
    return path


def own_tables(given: argparse.Namespace) -> tuple[Path, ...]:
    return tables_given(given.mappings)


def tables_given(names: Sequence[str]) -> tuple[Path, ...]:
    own = tuple(Path(name) for name in names)
    for path in own:
        if not path.is_file():
            raise WrongUseError(f"no mapping table {path}")
        try:
            path.read_text(encoding="utf-8")
        except OSError as error:
            raise WrongUseError(f"{path} cannot be read: {error.strerror}") from None
        except UnicodeDecodeError:
            raise WrongUseError(f"{path} is no mapping table: it is not UTF-8 text") from None
    return own


def unwritable(path: str, error: OSError) -> str:
    why = "there is a file in its place" if isinstance(error, FileExistsError) else error.strerror
    return f"{path} cannot be written: {why}"


def write_file(name: str, content: bytes) -> None:
    """Writes a file that the user named, whole or not at all, and says so."""
    from converter.write.durable import replacing_file

    try:
        with replacing_file(Path(name)) as file:
            file.write(content)
    except OSError as error:
        raise WrongUseError(unwritable(name, error)) from None
    print(name)
