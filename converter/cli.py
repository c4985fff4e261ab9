"""The command: arguments in, exit code out.

Results go to standard output, progress and findings to standard error. Exit 0: done; 1: errors in
the data; 2: wrong use.
"""

from __future__ import annotations

import argparse
import json
import sys
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from converter import __version__
from converter.mapping.errors import MappingError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from converter.batch.engines import Engine
    from converter.batch.inputs import Input
    from converter.batch.task import Outcome
    from converter.model.filing import Filing
    from converter.model.finding import Finding, Result
    from converter.pipeline import Conversion, Options

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
    convert.add_argument(
        "--again", action="store_true",
        help="convert also what stands in the output, made of the same bytes by this program",
    )  # fmt: skip
    convert.add_argument(
        "--retry-failed", action="store_true", help="convert also what failed before"
    )
    convert.add_argument(
        "--only", default="", metavar="FORMS",
        help="forms to convert, separated by commas; 10-K takes 10-K405 and 10-K/A too",
    )  # fmt: skip
    convert.add_argument(
        "--time-limit", type=float, default=120.0, metavar="SECONDS",
        help="a filing that takes longer is given up (default: 120; 0: none)",
    )  # fmt: skip
    convert.add_argument(
        "--memory-limit", type=int, default=1500, metavar="MB",
        help="a filing that takes more is given up (default: 1500; 0: none)",
    )  # fmt: skip
    convert.add_argument(
        "--engine", choices=("pool", "dask"), default="pool",
        help="processes of this machine, or a dask cluster (default: pool)",
    )  # fmt: skip
    convert.add_argument(
        "--scheduler", metavar="ADDRESS",
        help="the dask scheduler, such as tcp://host:8786 (default: a cluster on this machine)",
    )  # fmt: skip
    _reading(convert)
    _json(convert)

    show = _add(commands, "show", _show, "show the statements of a filing as they were read")
    show.add_argument("file", metavar="FILE", help="a text filing, or - for standard input")
    show.add_argument(
        "--stage", choices=("facts", "tables", "statements"), default="facts",
        help="facts: captions with concepts and sums; tables: the columns ruled over the text;"
        " statements: what was weighed as a statement, and why it was taken or left"
        " (default: facts)",
    )  # fmt: skip
    show.add_argument(
        "--html", metavar="FILE.html", help="write tables or statements beside the text as a page"
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
    _store(query)
    _json(query)

    export = _add(commands, "export", _export, "write data sets of all that was converted")
    export.add_argument("target", metavar="DIR", help="a folder of its own, made anew each time")
    export.add_argument(
        "--to", choices=("fsds", "parquet", "csv", "companies"), required=True,
        help="fsds: sub, num, tag, pre as the SEC's Financial Statement Data Sets, a quarter a"
        " folder; parquet, csv: all facts long and wide; companies: who filed under which name",
    )  # fmt: skip
    export.add_argument(
        "--as", dest="form", choices=("text", "parquet"), default="text",
        help="fsds as text or as Parquet by year and form (default: text)",
    )  # fmt: skip
    export.add_argument("--gzip", action="store_true", help="compress CSV files")
    _output(export)
    _json(export)
    store = _add(commands, "store", _build_store, "keep all that was converted ready for queries")
    uses = store.add_subparsers(metavar="USE", required=True, dest="use")
    built = uses.add_parser("build", help="load what is new or changed, take out what vanished")
    built.add_argument("output", nargs="?", default="output", metavar="OUTPUT")
    _store(built)
    _json(built)
    dumped = uses.add_parser("dump", help="write N-Quads for other engines, a graph a filing")
    dumped.add_argument("file", metavar="FILE.nq.gz", help="ends in .nq or .nq.gz")
    _output(dumped)

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
        help="a text filing, a folder or an archive of them (.zip, .tar.gz, .gz), or - for standard"
        " input: a filing, or a list of paths, one a line",
    )


def _output(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "-o", "--output", default="output", metavar="DIR", help="output folder (default: output)"
    )


def _store(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--store", metavar="DIR", help="the store's folder (default: .store in the output folder)"
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
    return _tables_given(given.mappings)


def _tables_given(names: Sequence[str]) -> tuple[Path, ...]:
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


def _convert(given: argparse.Namespace) -> int:
    from converter.batch import Limits, convert_all
    from converter.batch.inputs import called, count
    from converter.batch.progress import Bar
    from converter.batch.summary import FEW, Summary
    from converter.batch.task import NoClusterError, OtherProgramError

    options = _options(given)
    limits = Limits(given.time_limit, given.memory_limit)
    if limits.seconds < 0 or limits.megabytes < 0:
        raise WrongUseError("--time-limit and --memory-limit take a number from 0")
    output = Path(given.output)
    only = tuple(form.strip().upper() for form in given.only.split(",") if form.strip())
    summary = Summary()
    total = count(given.paths, output) if sys.stderr.isatty() else 1
    bar = Bar(total, show=total != 1)
    try:
        with bar:
            for outcome in convert_all(
                given.paths, output, options, _engine(given), limits=limits, again=given.again,
                retry_failed=given.retry_failed, only=only,
            ):  # fmt: skip
                for finding in summary.add(outcome):
                    bar.say(finding.text(called(outcome.path)))
                if summary.inputs == FEW + 1:
                    bar.say("from here on only what fails is named; findings.jsonl has the rest")
                bar.advance(failed=outcome.failed)
                if given.json:
                    print(json.dumps(_outcome_row(outcome, output), ensure_ascii=False), flush=True)
    except OtherProgramError as error:
        raise WrongUseError(f"{error}: install the same everywhere") from None
    except NoClusterError as error:
        raise WrongUseError(str(error)) from None
    except OSError as error:
        # inputs that cannot be read are findings: what is left is the output, or the cluster
        raise WrongUseError(_unwritable(given.output, error)) from None
    if not summary.inputs:
        raise WrongUseError(f"no text filing in {', '.join(given.paths)}")
    if not given.json:
        print("\n".join(summary.lines()))
    return 1 if summary.failed else 0


def _engine(given: argparse.Namespace) -> Engine | None:
    """The engine that the options ask for; None lets the number of filings decide."""
    if given.jobs < 1:
        raise WrongUseError(f"--jobs takes a number from 1, not {given.jobs}")
    if given.engine == "dask":
        if find_spec("distributed") is None:
            raise WrongUseError("--engine dask needs dask: pip install 'retroxbrl[cluster]'")
        from converter.batch.cluster import dask

        return dask(given.scheduler, given.jobs)
    if given.scheduler:
        raise WrongUseError("--scheduler goes with --engine dask")
    if given.jobs == 1:
        return None
    from converter.batch.pool import pool

    return pool(given.jobs)


def _unwritable(path: str, error: OSError) -> str:
    why = "there is a file in its place" if isinstance(error, FileExistsError) else error.strerror
    return f"{path} cannot be written: {why}"


def _outcome_row(outcome: Outcome, output: Path) -> dict[str, object]:
    row: dict[str, object] = {
        "input": outcome.path, "converted": outcome.line is not None, "kept": outcome.kept,
    }  # fmt: skip
    if outcome.line is not None:
        line = outcome.line
        row |= {
            "folder": str(output / line.folder), "company": line.company, "cik": line.cik,
            "form": line.form, "facts": line.facts, "period": line.period,
        }  # fmt: skip
    row["findings"] = [_finding_row(finding) for finding in outcome.findings]
    return row


def _finding_row(finding: Finding) -> dict[str, object]:
    from converter.write.findings import as_json

    return as_json(finding)


def _conversion(read: Callable[[], Result[Filing]], options: Options) -> Conversion:
    from converter.model.finding import ConversionError, fault
    from converter.pipeline import analyse

    try:
        filing = read()
        return analyse(filing, filing.value.header.accession or filing.value.base_stem, options)
    except (ConversionError, MappingError):
        raise
    except Exception as error:
        # as in a conversion: one bad filing never loses the others
        raise ConversionError(fault("read", error)) from error


def _show(given: argparse.Namespace) -> int:
    from converter.model.finding import ConversionError
    from converter.picture import picture, render_html, render_text
    from converter.pipeline import load
    from converter.show import render

    if given.stage == "statements":
        return _show_statements(given)
    path = Path(given.file)
    try:
        conversion = _conversion(lambda: load(path), _options(given))
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
            _write_page(given.html, render_html(source.name, pictures))
        else:
            print(render_text(pictures), end="")
    else:
        print(render(conversion.report, conversion.mapped, conversion.findings), end="")
    return 0


def _show_statements(given: argparse.Namespace) -> int:
    """What was weighed as a statement, of a filing too in which none was found."""
    from converter.candidates import render, render_html, rows
    from converter.model.finding import ConversionError
    from converter.pipeline import NoStatementError, load

    path = Path(given.file)
    failed = None
    try:
        filing = load(path)
        conversion = _conversion(lambda: filing, _options(given))
        candidates, told = conversion.candidates, conversion.report.completeness
    except NoStatementError as error:
        failed, candidates, told = error, error.candidates, error.completeness
    except ConversionError as error:
        print(error.finding.text(path.name), file=sys.stderr)
        return 1
    source = filing.value.source
    form = filing.value.cover_value("DocumentType") or filing.value.header.form or ""
    if given.json:
        for row in rows(candidates):
            print(json.dumps(row, ensure_ascii=False))
    elif given.html:
        _write_page(given.html, render_html(source, candidates, told, form))
    else:
        print(render(source, candidates, told, form), end="")
    if failed:
        print(failed.finding.text(path.name), file=sys.stderr)
    return 1 if failed else 0


def _write_page(name: str, page: str) -> None:
    try:
        Path(name).write_text(page, encoding="utf-8")
    except OSError as error:
        raise WrongUseError(_unwritable(name, error)) from None
    print(name)


def _read(each: Input) -> Result[Filing]:
    from converter.batch.inputs import called
    from converter.model.finding import ConversionError
    from converter.read import read_filing

    if each.error is not None:
        raise ConversionError(each.error)
    return read_filing(each.raw, called(each.name))


def _check(given: argparse.Namespace) -> int:
    from converter.batch.inputs import called, read_inputs
    from converter.model.finding import ConversionError, Severity

    options = _options(given)
    wrong = False
    for each in read_inputs(given.paths):
        try:
            conversion = _conversion(partial(_read, each), options)
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
                print(json.dumps({"input": each.name, **_finding_row(finding)}, ensure_ascii=False))
            continue
        for finding in findings:
            print(f"{finding.severity.value:<7} {finding.text(called(each.name))}")
        print(
            f"{called(each.name)}: {said}; {len(errors)} errors,"
            f" {len(findings) - len(errors)} other findings"
        )
    return 1 if wrong else 0


def _query(given: argparse.Namespace) -> int:
    from converter.query import QueryError, catalogue, run, run_named

    results = given.results or ("json" if given.json else "table")
    store = Path(given.store) if given.store else None
    try:
        if given.list:
            print(catalogue())
            return 0
        asked = [part for part in (given.sparql, given.file, given.named) if part]
        if len(asked) != 1:
            raise WrongUseError("give one of a SPARQL query, --file F, --named NAME or --list")
        if given.named:
            settings = dict(_setting(text) for text in given.set)
            print(
                run_named(given.named, Path(given.output), results, settings, store, _note), end=""
            )
            return 0
        text = given.sparql
        if given.file:
            try:
                text = Path(given.file).read_text(encoding="utf-8")
            except OSError as error:
                raise WrongUseError(f"{given.file} cannot be read: {error.strerror}") from None
        print(run(text, Path(given.output), results, store, _note), end="")
    except QueryError as error:
        raise WrongUseError(str(error)) from None
    return 0


def _export(given: argparse.Namespace) -> int:
    from converter.batch.ledger import recover
    from converter.export import ExportError, export

    if Path(given.output).is_dir():
        recover(Path(given.output))  # of a run that was killed
    target = Path(given.target)
    if given.form == "parquet" and given.to not in ("fsds", "parquet"):
        raise WrongUseError(f"--as parquet is for --to fsds; --to {given.to} writes CSV")
    if given.gzip and given.to not in ("csv", "companies"):
        raise WrongUseError(f"--gzip is for CSV, not for --to {given.to}")
    try:
        done = export(
            Path(given.output), given.to, target,
            as_parquet=given.form == "parquet", packed=given.gzip,
        )  # fmt: skip
    except ExportError as error:
        raise WrongUseError(str(error)) from None
    except OSError as error:
        raise WrongUseError(_unwritable(given.target, error)) from None
    for finding in done.findings:
        print(finding.text(given.output), file=sys.stderr)
    if given.json:
        print((target / "export.json").read_text(encoding="utf-8"), end="")
    else:
        width = max(map(len, [*done.rows, "filings"]))
        for name, count in [("filings", done.filings), *sorted(done.rows.items())]:
            print(f"{name:<{width}}  {count:>9,}")
    return 1 if done.left_out else 0


def _note(line: str) -> None:
    print(line, file=sys.stderr)


def _build_store(given: argparse.Namespace) -> int:
    from converter.batch.ledger import recover
    from converter.query import QueryError
    from converter.query.command import build_store, dump_store

    output = Path(given.output)
    if output.is_dir():
        recover(output)  # of a run that was killed
    try:
        if given.use == "build":
            return build_store(
                output, Path(given.store) if given.store else None, as_json=given.json
            )
        file = Path(given.file)
        if not file.name.endswith((".nq", ".nq.gz")):
            raise WrongUseError(f"{file} must end in .nq or .nq.gz")
        return dump_store(output, file)
    except QueryError as error:
        raise WrongUseError(str(error)) from None
    except OSError as error:
        raise WrongUseError(_unwritable(given.file, error)) from None


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
        own = _tables_given(given.file)
        wrong: list[MappingError] = []
        table = load_table(*own, prove=not own, report=wrong.append)
        for error in sorted(wrong, key=lambda each: (each.path, each.line)):
            print(error)
        rows = [rule for rule in table.rules if rule.own or not own]
        if not wrong:
            print(f"{len(rows)} {'row' if len(rows) == 1 else 'rows'}, each proven")
        return 1 if wrong else 0
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
