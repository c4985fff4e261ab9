"""The way from bytes to files: the stages in their order. Only this module knows them all."""

from __future__ import annotations

import datetime as dt
import gc
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from converter.checks.arithmetic import nearly_roll_up, roll_up, roll_up_again
from converter.checks.completeness import expected, in_short
from converter.checks.dating import prove_heads
from converter.checks.doubts import marked
from converter.checks.magnitudes import prove_magnitudes
from converter.checks.periods import prove_periods
from converter.checks.registry import Seen
from converter.checks.repeats import together
from converter.checks.run import check_report, check_tables
from converter.checks.sheets import dated
from converter.checks.undated import date_columns
from converter.footnotes import find_footnotes
from converter.lineitems import (
    Setting,
    doubt_dates,
    largest_figure,
    periods_together,
    read_table,
    read_together,
)
from converter.lineitems.group_sections import with_whole_totals
from converter.mapping.apply import map_table
from converter.mapping.by_sums import told_by_sums
from converter.mapping.cash_foot import balances_below_cash
from converter.mapping.claim import sign_of
from converter.mapping.equity import carried_equity
from converter.mapping.mapping import Mapping, load_mapping
from converter.mapping.note_tables import told_by_kind
from converter.mapping.unlabelled import name_totals
from converter.model.filing import PRIMARY, Filing, StatementKind
from converter.model.finding import ConversionError, Finding, Result, Severity
from converter.model.forms import is_annual, is_current, is_quarterly
from converter.model.lineitem import Group
from converter.parts import find_parts, headings
from converter.read import read_filing
from converter.read.encoding import bounded
from converter.report import build_report
from converter.report.edgar import in_edgars_ways
from converter.report.fiscal import fiscal_focus
from converter.report.footnotes import with_footnotes
from converter.report.identity import identify
from converter.review.apply import Reviews
from converter.review.overlay import standing
from converter.schedule import decide_again, filed_digits, read_schedules, scaled_by, settle
from converter.segment import find_sections
from converter.tables import detect_table
from converter.tables.continued import joined, with_heads_above, with_heads_of
from converter.tables.lengths import by_lengths
from converter.text.exact import exact
from converter.wording.titles import packaged_titles
from converter.write import FORMATS, write_report
from converter.write.findings import FindingsWriter
from converter.write.folder import replacing

if TYPE_CHECKING:
    from pathlib import Path

    from converter.model.candidate import Candidate, Expected
    from converter.model.lineitem import ReadTable
    from converter.model.mapped import Decided, Summed
    from converter.model.review import Review
    from converter.model.table import Section, TextTable
    from converter.model.xbrl import Report
    from converter.segment.sections import Segmented

# Between two looks of the garbage collector; a filing makes some 100,000.
_NEW_OBJECTS = 50_000

T = TypeVar("T")
Clock = Callable[[str, float], None]


@dataclass(frozen=True, slots=True)
class Options:
    """What a user can set.

    cik        the company's number, where the filing does not state it
    mappings   mapping tables of the user's own; they come before the project's
    formats    of `FORMATS`; all when empty
    network    learned weights of the mapping in place of the packaged ones
    edgar      names and addresses in EDGAR's ways; `authority` is the host in its namespaces
    reviews    an overlay of reviews; None for the one in the output folder
    """

    cik: str | None = None
    mappings: tuple[Path, ...] = ()
    formats: tuple[str, ...] = ()
    network: Path | None = None
    edgar: bool = False
    authority: str = ""
    reviews: Path | None = None


@dataclass(frozen=True, slots=True)
class Conversion:
    """A filing with everything that was found in it, stage by stage."""

    filing: Filing
    sections: tuple[Section, ...]
    tables: tuple[ReadTable, ...]
    mapped: tuple[Decided, ...]
    report: Report
    findings: tuple[Finding, ...]
    candidates: tuple[Candidate, ...] = ()


class NoStatementError(ConversionError):
    """SEG001: no statement could be read. It carries the filing, what was weighed as a statement,
    and what became of those that the form must hold.
    """

    def __init__(
        self,
        finding: Finding,
        filing: Filing,
        candidates: tuple[Candidate, ...],
        completeness: tuple[Expected, ...],
    ) -> None:
        super().__init__(finding)
        self.filing = filing
        self.candidates = candidates
        self.completeness = completeness


@dataclass(slots=True)
class _Run:
    """Gathers findings, and times the stages for whoever asks: some come more than once."""

    clock: Clock | None
    findings: list[Finding] = field(default_factory=list)

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        begun = time.perf_counter()
        yield
        if self.clock is not None:
            self.clock(name, time.perf_counter() - begun)

    def take(self, result: Result[T]) -> T:
        self.findings += result.findings
        return result.value


def preload(options: Options) -> Mapping:
    """The mapping, loaded with all that every filing needs: processes that are forked after share
    it.
    """
    packaged_titles()
    mapping = load_mapping(options.mappings, options.network)
    _ = mapping.reader, mapping.fitting  # and the network, which they read
    return mapping


def prepare(options: Options) -> Mapping:
    """`preload`, for a process that is to convert many filings.

    What is loaded stays, so the garbage collector never looks at it again, and looks less often
    at what a filing makes, which is no garbage until its report is dropped: a conversion takes an
    eighth less time so.
    """
    gc.disable()
    mapping = preload(options)
    gc.freeze()
    gc.set_threshold(_NEW_OBJECTS, 20, 20)
    gc.enable()
    return mapping


def reviewed(
    filing: Result[Filing], folder: str, options: Options, lines: Sequence[Review],
    clock: Clock | None = None,
) -> Conversion:  # fmt: skip
    """`analyse` with what people said of the filing, the lines of an overlay that speak of it. It
    is analysed twice: what the program finds by itself stays beside each review.

    Raises:
        NoStatementError: SEG001 when the filing holds no financial statement.
    """
    told = standing(lines, filing.value.source.sha256)
    own: Report | None = None
    if told.reviews:
        with suppress(NoStatementError):
            own = analyse(filing, folder, options).report
    return analyse(filing, folder, options, clock, Reviews(told, own))


@exact()
def analyse(
    filing: Result[Filing],
    folder: str,
    options: Options,
    clock: Clock | None = None,
    reviews: Reviews | None = None,
    mapping: Mapping | None = None,
) -> Conversion:
    """A filing's report, with the products of the stages before it.

    mapping  of `prepare`; without it that of the options, which is loaded where it is not yet

    Raises:
        NoStatementError: SEG001 when the filing holds no financial statement.
    """
    run, reviews = _Run(clock), reviews or Reviews()
    read = run.take(filing)
    with run.stage("load"):
        mapping = mapping or load_mapping(options.mappings, options.network)
        titles = packaged_titles()
    with run.stage("schedule"):
        schedules = run.take(read_schedules(read))
    with run.stage("segment"):
        segmented = run.take(find_sections(read, titles, filed_digits(schedules)))
        candidates = segmented.candidates
        sections = reviews.sections(segmented.sections, candidates, read.source)
    with run.stage("tables"):
        tables = _tables(read, sections, run)
    mapped = _mapped(tables, read, mapping, run)
    mapped = _as_reviewed(mapped, reviews, read, mapping)
    with run.stage("sums"):
        mapped = run.take(prove_magnitudes(mapped, read))
        mapped = run.take(prove_heads(mapped, read))
        mapped = run.take(prove_periods(mapped, read.source))
    with run.stage("schedule"):
        mapped = run.take(scaled_by(mapped, schedules))
        schedules = run.take(settle(schedules, mapped))
        mapped = run.take(decide_again(mapped, schedules, mapping.taxonomy.concept))
    with run.stage("checks"):
        mapped = run.take(check_tables(Seen(read, mapped)))
    with run.stage("map"):
        places = [(each.first, each.last, each.rule) for each in segmented.notes]
        mapped = _as_reviewed(told_by_kind(mapped, places), reviews, read, mapping)
    _require_statement(Seen(read, mapped, None, candidates, tuple(run.findings)), sections)
    shown = tuple(table.read for table in mapped)
    with run.stage("report"):
        identity = run.take(identify(read, list(shown), folder, options.cik))
        report, decisions = run.take(
            build_report(read, list(mapped), identity, mapping.taxonomy, schedules, segmented.notes)
        )
    with run.stage("footnotes"):
        noted = run.take(find_footnotes(shown, sections, schedules, read.source))
        report = _with_contents(with_footnotes(report, noted), read, segmented, options)
        report = run.take(reviews.report(report, mapped))
    if options.edgar:
        report = in_edgars_ways(report, options.authority)
    with run.stage("checks"):
        seen = Seen(read, mapped, report, candidates, tuple(run.findings), decisions, schedules)
        run.findings += check_report(seen)
        told = expected(seen)
    findings = together(_sorted(reviews.told(run.findings)))
    facts = marked(report.facts, findings)
    report = report.model_copy(update={"facts": facts, "findings": findings, "completeness": told})
    return Conversion(read, sections, shown, mapped, report, findings, candidates)


def _as_reviewed(
    tables: Sequence[Decided], reviews: Reviews, read: Filing, mapping: Mapping
) -> tuple[Decided, ...]:
    """The tables as people say; what adds up is looked for again where a concept is another one."""
    after = reviews.tables(
        tuple(tables), read.source, mapping.taxonomy.concept, partial(sign_of, mapping)
    )
    return tuple(
        new if new.claims == old.claims or _is_balance_sheet(new) else roll_up_again(new)
        for old, new in zip(tables, after, strict=True)
    )


def _require_statement(seen: Seen, sections: Sequence[Section]) -> None:
    """Raises NoStatementError where no table is one of a primary statement."""
    if not any(table.read.table.kind in PRIMARY for table in seen.tables):
        told = expected(seen)
        finding = _no_statement(sections, seen.findings, in_short(told))
        raise NoStatementError(finding, seen.filing, seen.candidates, told)


def _with_contents(
    report: Report, filing: Filing, segmented: Segmented, options: Options
) -> Report:
    """The report with what the inline document lists at its side; no other format asks for it."""
    if options.formats and "ixbrl" not in options.formats:
        return report
    parts = find_parts(filing, segmented.sections, segmented.notes)
    return report.model_copy(update={"contents": headings(parts, filing.source)})


def _tables(filing: Filing, sections: Sequence[Section], run: _Run) -> list[ReadTable]:
    stated = filing.cover_value("DocumentPeriodEndDate")
    form = filing.cover_value("DocumentType") or filing.header.form or ""
    # the date of an 8-K is an event's
    end = None if is_current(form) else _date(stated) or filing.header.period
    months = _months(form, end, filing.header.fiscal_year_end)
    header = filing.header
    setting = Setting(
        period_end=end, months=months, filed=header.filed, year_end=header.fiscal_year_end
    )  # fmt: skip
    detected = _detected(sections, filing, run)
    if end is None:
        setting = replace(setting, period_end=_latest_balance(detected, setting, filing))
    tables: list[ReadTable] = []
    for table, entity in detected:
        known = run.take(read_table(table, setting, filing.source))
        tables.append(_of_entity(known, entity) if entity else known)
        if known.units.stated and known.table.kind in PRIMARY:
            most = largest_figure(known.table)
            setting = replace(setting, units=known.units, largest=most)
    tables = run.take(doubt_dates(tables, setting, filing.source))
    return read_together(tables, filing.source.text)


def _latest_balance(
    detected: Sequence[tuple[TextTable, str]], setting: Setting, filing: Filing
) -> dt.date | None:
    """The latest date of a release's own balance sheets: what it tells of ends with it."""
    found = [
        column.instant.date
        for table, entity in detected
        if table.kind is StatementKind.BS and not entity
        for column in read_table(table, setting, filing.source).value.columns
        if column.instant is not None
    ]
    return max(found, default=None)


def _detected(
    sections: Sequence[Section], filing: Filing, run: _Run
) -> list[tuple[TextTable, str]]:
    """The tables with the company that each speaks of; a statement's pages are one table."""
    found: list[tuple[TextTable, str]] = []
    for section in sections:
        table = run.take(detect_table(section, filing.source))
        if table is None:
            continue
        before, entity = found[-1] if found else (None, "")
        table = with_heads_of(table, before, continues=section.continues)
        table = with_heads_above(table, before)
        whole = None
        if before and entity == section.entity:
            whole = joined(before, table, continues=section.continues)
        if whole:
            found[-1] = whole, entity
        else:
            found.append((table, section.entity))
    return [(part, entity) for table, entity in found for part in by_lengths(table)]


def _is_report(filing: Filing) -> bool:
    """Whether it is an annual or quarterly report."""
    form = filing.cover_value("DocumentType") or filing.header.form or ""
    return is_annual(form) or is_quarterly(form)


def _of_entity(table: ReadTable, name: str) -> ReadTable:
    """The table of another company than the registrant: its figures have that dimension."""
    group = Group(name, entity=True)
    columns = tuple(replace(column, group=group) for column in table.columns)
    return replace(table, columns=columns)


def _months(form: str, end: dt.date | None, year_end: tuple[int, int] | None) -> int | None:
    """The length of a flow that the form leaves no doubt about."""
    if is_annual(form):
        return 12
    if end and year_end and is_quarterly(form):
        focus = fiscal_focus(form, end, year_end)
        return 3 if focus and focus[1] == "Q1" else None
    return None


def _date(text: str | None) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None


def located(filing: Filing) -> Segmented:
    """Where a filing's statements and notes stand: no table is read, nothing is mapped."""
    schedules = read_schedules(filing).value
    return find_sections(filing, packaged_titles(), filed_digits(schedules)).value


def matched(filing: Filing, options: Options) -> tuple[list[Summed], Mapping]:
    """The tables of a filing as the rows alone map them: what the network decides upon."""
    run = _Run(None)
    mapping = load_mapping(options.mappings, options.network)
    sections = run.take(find_sections(filing, packaged_titles())).sections
    return _summed(_tables(filing, sections, run), mapping, run), mapping


def _summed(tables: Sequence[ReadTable], mapping: Mapping, run: _Run) -> list[Summed]:
    with run.stage("map"):
        found = [map_table(table, mapping) for table in tables]
    with run.stage("sums"):
        summed = [
            replace(each, read=with_whole_totals(each.read, each.sums))
            for each in map(roll_up, found)
        ]
    with run.stage("map"):
        named = name_totals(summed, mapping)
        return [balances_below_cash(carried_equity(table, mapping), mapping) for table in named]


def _mapped(
    tables: Sequence[ReadTable], filing: Filing, mapping: Mapping, run: _Run
) -> tuple[Decided, ...]:
    """The tables with their concepts, which ask for periods: those that amounts tell come first."""
    reported = _is_report(filing)
    decided = _decided(_summed(tables, mapping, run), mapping, run, reported=reported)
    with run.stage("sums"):
        told = run.take(date_columns(decided, filing))
    if not told:
        return decided
    known = [dated(table, told.get(at, {})) for at, table in enumerate(tables)]
    known = periods_together(known, filing.source.text)
    return _decided(_summed(known, mapping, run), mapping, run, reported=reported)


def _decided(
    tables: Sequence[Summed], mapping: Mapping, run: _Run, *, reported: bool
) -> tuple[Decided, ...]:
    from converter.mapping.decide import decide  # loads numpy: only statements need it

    with run.stage("map"):
        decided = decide(tables, mapping)
    with run.stage("sums"):
        # the balances of the concepts tell which lines lower a total; in a balance sheet none do
        decided = [
            after
            if after.claims is before.claims or _is_balance_sheet(after)
            else roll_up_again(after)
            for before, after in zip(tables, decided, strict=True)
        ]
        return tuple(
            [nearly_roll_up(told_by_sums(table, mapping, reported=reported)) for table in decided]
        )


def _is_balance_sheet(table: Decided) -> bool:
    return table.read.table.kind is StatementKind.BS


def _no_statement(
    sections: Sequence[Section], findings: Sequence[Finding], missing: str
) -> Finding:
    seen = f"; titles seen: {', '.join(sorted({s.title for s in sections}))}" if sections else ""
    left_out = dict.fromkeys(each.message for each in findings if each.code == "SEG002")
    seen += "".join(f"; {message}" for message in left_out)
    seen += f"; {missing}" if missing else ""
    could = "taken" if left_out else "read"
    return Finding(
        code="SEG001", severity=Severity.ERROR,
        message=f"holds no financial statement that could be {could}{seen}",
        hint="only text filings with a balance sheet, operations or cash flows can be converted",
    )  # fmt: skip


def _sorted(findings: list[Finding]) -> tuple[Finding, ...]:
    def place(finding: Finding) -> tuple[int, str, str]:
        return (finding.span.start if finding.span else -1, finding.code, finding.message)

    return tuple(sorted(findings, key=place))


def load(path: Path) -> Result[Filing]:
    """The filing at a path; '-' is standard input.

    Raises:
        ConversionError: REA001 to REA007, it cannot be read.
    """
    if str(path) == "-":
        return read_filing(bounded(sys.stdin.buffer), "stdin.txt")
    return read_filing(path)


@exact()
def save(report: Report, output: Path, formats: Sequence[str] = ()) -> Report:
    """Writes the report's folder below `output`, whole or not at all; returns the report with the
    writers' findings.
    """
    with replacing(output / report.folder) as folder:
        found = write_report(report, folder, formats or FORMATS).findings
        if found:
            report = report.model_copy(update={"findings": _sorted([*report.findings, *found])})
        FindingsWriter().write(report, folder)
    return report
