"""The command: arguments in, exit code out.

Results go to standard output, progress and findings to standard error. Exit 0: done; 1: errors in
the data; 2: wrong use.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from converter import __version__
from converter.mapping.errors import MappingError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from converter.model.finding import Finding
    from converter.pipeline import Conversion, Options, Outcome

_FORMATS = ("ixbrl", "xbrl", "json", "rdf", "csv")


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs the command; the exit code."""
    parser = _parser()
    given = parser.parse_args(arguments)
    try:
        command: Callable[[argparse.Namespace], int] = given.command
        return command(given)
    except (WrongUseError, MappingError) as error:
        print(f"retroxbrl: {error}", file=sys.stderr)
        return 2
    except BrokenPipeError:
        # the reader of a pipe went away: nothing is left to say
        sys.stderr.close()
        return 0
    except KeyboardInterrupt:
        print("retroxbrl: interrupted; what was finished is kept", file=sys.stderr)
        return 130


class WrongUseError(Exception):
    """Arguments that make no sense together; exit 2."""


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="retroxbrl",
        description="XBRL for the filings that were made before XBRL.",
        epilog="retroxbrl COMMAND --help tells more of each.",
    )
    parser.add_argument("--version", action="version", version=f"retroxbrl {__version__}")
    commands = parser.add_subparsers(metavar="COMMAND", required=True)

    convert = _add(
        commands, "convert", _convert, "write a folder of XBRL, RDF and CSV for each text filing"
    )
    _paths(convert)
    _output(convert)
    convert.add_argument(
        "--format", metavar="LIST", default="",
        help=f"formats to write, separated by commas: {', '.join(_FORMATS)} (default: all)",
    )  # fmt: skip
    convert.add_argument(
        "--jobs", type=int, default=1, metavar="N", help="filings at a time (default: 1)"
    )
    _reading(convert)
    _json(convert)

    show = _add(commands, "show", _show, "show the statements of a filing as they were read")
    show.add_argument("file", metavar="FILE", help="a text filing, or - for standard input")
    show.add_argument(
        "--stage", choices=("facts", "tables"), default="facts",
        help="facts: captions with concepts and sums; tables: the columns ruled over the text"
        " (default: facts)",
    )  # fmt: skip
    show.add_argument(
        "--html", metavar="FILE.html", help="write the tables over the text as a page"
    )
    _reading(show)
    _json(show)

    check = _add(commands, "check", _check, "check arithmetic and consistency; exit 1 on errors")
    _paths(check)
    _reading(check)
    _json(check)

    query = _add(commands, "query", _query, "ask in SPARQL over all that was converted")
    query.add_argument("sparql", nargs="?", metavar="SPARQL", help="a query; prefixes are given")
    query.add_argument("--file", metavar="F", help="a file that holds the query")
    query.add_argument("--named", metavar="NAME", help="a query that is kept; --list names them")
    query.add_argument(
        "--set", action="append", default=[], metavar="NAME=VALUE", help="a named query's parameter"
    )
    query.add_argument("--list", action="store_true", help="list the named queries")
    query.add_argument(
        "--results",
        choices=("table", "csv", "json"),
        default=None,
        help="form of the results (default: table)",
    )
    _output(query)
    _json(query)

    mapping = _add(commands, "map", _map, "show which mapping rule a caption meets, and why")
    mapping.add_argument("caption", metavar="CAPTION")
    mapping.add_argument(
        "--statement", default="BS", metavar="KIND",
        help="BS, IS, CF, EQ, CI or NOTE (default: BS)",
    )  # fmt: skip
    mapping.add_argument(
        "--section", action="append", default=[], metavar="HEADING", help="a heading above the line"
    )
    mapping.add_argument(
        "--figures",
        choices=("money", "shares", "perShare", "percent"),
        default=None,
        help="what its figures are",
    )
    mapping.add_argument(
        "--in", dest="file", metavar="FILE",
        help="a text filing: explain the lines with that caption, with all that is around them",
    )  # fmt: skip
    _mappings(mapping)
    _json(mapping)

    tables = _add(commands, "mappings", _tables, "check mapping tables, or suggest rows for them")
    uses = tables.add_subparsers(metavar="USE", required=True, dest="use")
    checked = uses.add_parser("check", help="prove a table: columns, concepts, patterns, examples")
    checked.add_argument(
        "file", nargs="*", metavar="FILE", help="tables of your own (default: the packaged ones)"
    )
    suggested = uses.add_parser(
        "suggest", help="rows for the captions that found no concept, most frequent first"
    )
    suggested.add_argument(
        "folder", nargs="?", default="output", metavar="DIR",
        help="a folder of conversions (default: output)",
    )  # fmt: skip
    suggested.add_argument(
        "--limit", type=int, default=0, metavar="N", help="so many captions at most"
    )

    explain = _add(commands, "explain", _explain, "tell what a finding means and what to do")
    explain.add_argument(
        "code", nargs="?", metavar="CODE", help="such as CAL001; all when left out"
    )

    taxonomy = _add(
        commands, "taxonomy", _taxonomy, "write the taxonomy package for tools without a network"
    )
    taxonomy.add_argument("what", choices=("package",))
    taxonomy.add_argument("file", metavar="FILE.zip")
    return parser


def _add(
    commands: argparse._SubParsersAction[argparse.ArgumentParser],
    name: str,
    run: Callable[[argparse.Namespace], int],
    help_: str,
) -> argparse.ArgumentParser:
    parser = commands.add_parser(name, help=help_, description=help_[0].upper() + help_[1:] + ".")
    parser.set_defaults(command=run)
    return parser


def _paths(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "paths",
        nargs="+",
        metavar="PATH",
        help="a text filing, a folder of them, or - for standard input",
    )


def _output(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "-o", "--output", default="output", metavar="DIR", help="output folder (default: output)"
    )


def _reading(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--cik", metavar="NUMBER", help="the company's CIK, where the filing does not state it"
    )
    _mappings(parser)


def _mappings(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--mappings",
        action="append",
        default=[],
        metavar="FILE",
        help="a mapping table of your own, used first",
    )


def _json(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="results for programs")


def _options(given: argparse.Namespace) -> Options:
    from converter.pipeline import Options

    formats = tuple(f.strip() for f in getattr(given, "format", "").split(",") if f.strip())
    wrong = [f for f in formats if f not in _FORMATS]
    if wrong:
        raise WrongUseError(f"no format {wrong[0]!r}; there are {', '.join(_FORMATS)}")
    cik = given.cik
    if cik is not None and not (cik.isdigit() and len(cik) <= 10):
        raise WrongUseError(f"--cik takes up to ten digits, not {cik!r}")
    return Options(cik, _own_tables(given), formats)


def _own_tables(given: argparse.Namespace) -> tuple[Path, ...]:
    own = tuple(Path(m) for m in given.mappings)
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


def _files(paths: Sequence[str]) -> list[Path]:
    """The files that the paths name: a folder gives the files in it, sorted; '-' stands for
    itself. What does not exist stays in the list, so that it gets its finding.
    """
    found: list[Path] = []
    for name in paths:
        path = Path(name)
        if name != "-" and path.is_dir():
            inside = sorted(
                p for p in path.rglob("*") if p.is_file() and not p.name.startswith(".")
            )
            found += [p for p in inside if p.suffix.lower() not in _NOT_TEXT]
        else:
            found.append(path)
    return list(dict.fromkeys(found))


# Files that stand beside filings in a folder and are never filings themselves.
_NOT_TEXT = frozenset(
    {".md", ".json", ".jsonl", ".csv", ".tsv", ".xml", ".xsd", ".zip", ".gz", ".pdf"}
)


def _convert(given: argparse.Namespace) -> int:
    from converter.pipeline import convert_all

    options = _options(given)
    if given.jobs < 1:
        raise WrongUseError(f"--jobs takes a number from 1, not {given.jobs}")
    files = _files(given.paths)
    if not files:
        raise WrongUseError(f"no text filing in {', '.join(given.paths)}")
    outcomes: list[Outcome] = []
    try:
        for outcome in convert_all(files, Path(given.output), options, given.jobs):
            outcomes.append(outcome)
            _report_findings(outcome)
    except OSError as error:
        # inputs that cannot be read are findings: what is left is the output
        raise WrongUseError(_unwritable(given.output, error)) from None
    if given.json:
        for outcome in outcomes:
            print(json.dumps(_outcome_row(outcome), ensure_ascii=False))
    else:
        print("\n".join(_summary(outcomes)))
    return 1 if any(outcome.failed for outcome in outcomes) else 0


def _unwritable(path: str, error: OSError) -> str:
    why = "there is a file in its place" if isinstance(error, FileExistsError) else error.strerror
    return f"{path} cannot be written: {why}"


def _report_findings(outcome: Outcome) -> None:
    """What needs the user's eye, to standard error; notes are counted in the summary."""
    from converter.model.finding import Severity

    name = Path(outcome.path).name
    for finding in outcome.findings:
        if finding.severity is not Severity.INFO:
            print(finding.text(name), file=sys.stderr)


def _outcome_row(outcome: Outcome) -> dict[str, object]:
    report = outcome.report
    row: dict[str, object] = {"input": outcome.path, "converted": report is not None}
    if report is not None:
        document = report.document
        row |= {
            "folder": str(outcome.folder), "company": document.company, "cik": document.cik,
            "form": document.form, "facts": len(report.facts),
            "period": str(document.period_end) if document.period_end else None,
        }  # fmt: skip
    row["findings"] = [_finding_row(finding) for finding in outcome.findings]
    return row


def _finding_row(finding: Finding) -> dict[str, object]:
    from converter.write.findings import as_json

    return as_json(finding)


def _summary(outcomes: Sequence[Outcome]) -> Iterator[str]:
    """The table of what was converted, a line a filing."""
    from converter.model.finding import Severity

    head = (
        "filing",
        "company",
        "form",
        "period",
        "statements",
        "facts",
        "own",
        "errors",
        "warnings",
        "notes",
    )
    rows: list[tuple[str, ...]] = []
    for outcome in outcomes:
        report = outcome.report
        if report is None:
            rows.append((Path(outcome.path).name, "not converted", *[""] * 8))
            continue
        kinds = dict.fromkeys(
            s.kind.value for s in report.statements if s.kind.value not in ("COVER", "NOTE")
        )
        own = sum(f.concept.namespace == report.extension.namespace for f in report.facts)
        by = Counter(f.severity for f in report.findings)
        document = report.document
        rows.append((
            report.folder, document.company or "?", document.form or "?",
            str(document.period_end or "?"), " ".join(kinds), str(len(report.facts)), str(own),
            *(str(by[severity]) for severity in (Severity.ERROR, Severity.WARNING, Severity.INFO)),
        ))  # fmt: skip
    widths = [max(len(row[at]) for row in [head, *rows]) for at in range(len(head))]
    for row in [head, tuple("-" * width for width in widths), *rows]:
        cells = [
            f"{text:>{width}}" if at >= 5 else f"{text:<{width}}"
            for at, (text, width) in enumerate(zip(row, widths, strict=True))
        ]
        yield "  ".join(cells).rstrip()


def _conversion(path: Path, options: Options) -> Conversion:
    from converter.model.finding import ConversionError, fault
    from converter.pipeline import analyse, load

    try:
        filing = load(path)
        return analyse(filing, filing.value.header.accession or filing.value.base_stem, options)
    except (ConversionError, MappingError):
        raise
    except Exception as error:
        # as in a conversion: one bad filing never loses the others
        raise ConversionError(fault("read", error)) from error


def _show(given: argparse.Namespace) -> int:
    from converter.model.finding import ConversionError
    from converter.picture import picture, render_html, render_text
    from converter.show import render

    path = Path(given.file)
    try:
        conversion = _conversion(path, _options(given))
    except ConversionError as error:
        print(error.finding.text(path.name), file=sys.stderr)
        return 1
    source = conversion.filing.source
    if given.json:
        for row in conversion.report.rows():
            print(json.dumps(row, ensure_ascii=False, default=str))
    elif given.html or given.stage == "tables":
        pictures = [picture(table, source, conversion.findings) for table in conversion.tables]
        if given.html:
            page = Path(given.html)
            try:
                page.write_text(render_html(source.name, pictures), encoding="utf-8")
            except OSError as error:
                raise WrongUseError(_unwritable(given.html, error)) from None
            print(page)
        else:
            print(render_text(pictures), end="")
    else:
        print(render(conversion.report, conversion.mapped, conversion.findings), end="")
    return 0


def _check(given: argparse.Namespace) -> int:
    from converter.model.finding import ConversionError, Severity

    options = _options(given)
    wrong = False
    for path in _files(given.paths):
        try:
            conversion = _conversion(path, options)
            findings: Sequence[Finding] = conversion.findings
            sums = [s for t in conversion.mapped for s in t.sums]
            lost = sum(len(t.unproven) for t in conversion.mapped)
            said = f"{sum(not any(s.differences) for s in sums)} totals add up, {lost} not proven"
        except ConversionError as error:
            findings, said = [error.finding], "not converted"
        errors = [f for f in findings if f.severity is Severity.ERROR]
        wrong = wrong or bool(errors)
        if given.json:
            for finding in findings:
                print(json.dumps({"input": str(path), **_finding_row(finding)}, ensure_ascii=False))
            continue
        for finding in findings:
            print(f"{finding.severity.value:<7} {finding.text(path.name)}")
        print(
            f"{path.name}: {said}; {len(errors)} errors,"
            f" {len(findings) - len(errors)} other findings"
        )
    return 1 if wrong else 0


def _query(given: argparse.Namespace) -> int:
    from converter.query import QueryError, catalogue, run, run_named

    results = given.results or ("json" if given.json else "table")
    try:
        if given.list:
            print(catalogue())
            return 0
        asked = [part for part in (given.sparql, given.file, given.named) if part]
        if len(asked) != 1:
            raise WrongUseError("give one of a SPARQL query, --file F, --named NAME or --list")
        if given.named:
            settings = dict(_setting(text) for text in given.set)
            print(run_named(given.named, Path(given.output), results, settings), end="")
            return 0
        text = given.sparql
        if given.file:
            try:
                text = Path(given.file).read_text(encoding="utf-8")
            except OSError as error:
                raise WrongUseError(f"{given.file} cannot be read: {error.strerror}") from None
        print(run(text, Path(given.output), results), end="")
    except QueryError as error:
        raise WrongUseError(str(error)) from None
    return 0


def _setting(text: str) -> tuple[str, str]:
    name, equals, value = text.partition("=")
    if not equals:
        raise WrongUseError(f"--set takes NAME=VALUE, not {text!r}")
    return name, value


def _map(given: argparse.Namespace) -> int:
    from converter.mapping.explain import explain_caption

    if given.file:
        return _map_in(given)
    try:
        told = explain_caption(
            given.caption, given.statement, tuple(given.section), given.figures,
            _own_tables(given),
        )  # fmt: skip
    except ValueError as error:
        raise WrongUseError(str(error)) from None
    print(json.dumps(told.row(), ensure_ascii=False) if given.json else told.text())
    return 0 if told.found else 1


def _map_in(given: argparse.Namespace) -> int:
    """Each line of a filing with the caption, and what spoke for its concept."""
    from converter.mapping.decide import decide
    from converter.mapping.weigh import weigh
    from converter.model.finding import ConversionError
    from converter.pipeline import Options, load, matched

    try:
        filing = load(Path(given.file)).value
    except ConversionError as error:
        print(error.finding.text(given.file), file=sys.stderr)
        return 1
    tables, mappings = matched(filing, Options(mappings=_own_tables(given)))
    found = weigh(tables, decide(tables, mappings), given.caption, mappings)
    if given.json:
        print(json.dumps([each.row() for each in found], ensure_ascii=False))
    elif not found:
        print(f"no line of the statements has the caption {given.caption!r}", file=sys.stderr)
    else:
        print("\n".join(each.text() for each in found))
    return 0 if found else 1


def _tables(given: argparse.Namespace) -> int:
    from converter.mapping.table import load_table, packaged_table

    if given.use == "check":
        own = tuple(Path(name) for name in given.file)
        try:
            table = load_table(*own, prove=not own)
        except MappingError as error:
            print(error)
            return 1
        except OSError as error:
            raise WrongUseError(f"{error.filename}: {error.strerror}") from None
        rows = [rule for rule in table.rules if rule.own or not own]
        print(f"{len(rows)} rows, each proven")
        return 0
    from converter.mapping.suggest import lines, unmapped

    try:
        found = unmapped(Path(given.folder), packaged_table())
    except FileNotFoundError as error:
        raise WrongUseError(str(error)) from None
    if given.limit:
        found = found[: given.limit]
    for line in lines(found, packaged_table()):
        print(line)
    return 0


def _explain(given: argparse.Namespace) -> int:
    from converter.model.codes import CODES

    if given.code is None:
        width = max(map(len, CODES))
        for name, code in sorted(CODES.items()):
            print(f"{name:<{width}}  {code.title}")
        return 0
    found = CODES.get(given.code.upper())
    if found is None:
        raise WrongUseError(f"no finding {given.code!r}; retroxbrl explain lists them")
    print(f"{given.code.upper()}: {found.title}\n\n{found.meaning}\n\nWhat to do: {found.action}")
    return 0


def _taxonomy(given: argparse.Namespace) -> int:
    from converter.dts.package import write_package

    try:
        write_package(Path(given.file))
    except OSError as error:
        raise WrongUseError(_unwritable(given.file, error)) from None
    print(given.file)
    return 0
