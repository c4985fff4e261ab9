"""Which primary statements a filing holds, and of those that its form must hold and it does not,
why not.

    10-K  BS  found            lines 931-972
          IS  found            lines 980-1004
          CF  not recognised   the likeliest candidate is at lines 1010-1044: no boxhead
          EQ  elsewhere        the filing says that it stands elsewhere (line 310): '...'

A statement is found where facts of the registrant as a whole stand in its lines; of another
company's, facts are made too, but none without the dimension that says so.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from converter.checks.elsewhere import said_of_statements
from converter.checks.forms import form_of
from converter.checks.movements import movements
from converter.checks.registry import Consequence, Found, Seen, Stage, check
from converter.model.candidate import Expected, State
from converter.model.filing import PRIMARY, Filing, StatementKind
from converter.model.finding import Severity

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from converter.checks.elsewhere import Said
    from converter.checks.forms import Form
    from converter.model.candidate import Candidate
    from converter.model.finding import Finding
    from converter.model.lineitem import ReadTable
    from converter.model.source import Span
    from converter.model.xbrl import Fact, Report

NAMES = {
    StatementKind.BS: "balance sheet",
    StatementKind.IS: "statement of operations",
    StatementKind.CF: "statement of cash flows",
    StatementKind.EQ: "statement of stockholders' equity",
    StatementKind.CI: "statement of comprehensive income",
}
"""The primary statements in words, for messages."""

_OTHERS = frozenset({"LegalEntityAxis", "StatementBusinessSegmentsAxis"})
_FLOWS = {
    "operating": "NetCashProvidedByUsedInOperatingActivities",
    "investing": "NetCashProvidedByUsedInInvestingActivities",
    "financing": "NetCashProvidedByUsedInFinancingActivities",
}
# Balances whose movement is a statement of equity, wherever it is printed.
_BALANCES = ("RetainedEarnings", "StockholdersEquity", "PartnersCapital", "MembersEquity")
_ASSETS = ("Assets",)
_CLAIMS = ("Liabilities", "StockholdersEquity", "PartnersCapital", "MembersEquity", "MinorityInt")
_FEW = 2  # a side of a balance sheet has more lines than a stray one
# Words of titles by which the findings of the segmenter name a statement; the first that fits.
_WORDS = {
    kind: re.compile(words, re.IGNORECASE)
    for kind, words in (
        (StatementKind.CF, r"cash\s+(?:flow|receipt)|changes\s+in\s+financial"),
        (StatementKind.BS, r"balance\s+sheet|(?:position|condition)\b|net\s+assets"),
        (StatementKind.CI, r"statements?\s+of\s+comprehensive"),
        (StatementKind.IS, r"operati|income|earnings|loss|revenue"),
        (StatementKind.EQ, r"equity|retained|capital|deficit"),
    )
}
_WITH_EQUITY = re.compile(
    r"retained|equity|accumulated\s+deficit|reinvested|partners'?\s+capital|net\s+assets",
    re.IGNORECASE,
)
# Findings that say why a column or a table gave no facts.
_WHY = ("PER001", "PER003", "TAB001", "SCA002")


class _Told(NamedTuple):
    """What became of a statement; `stated` where a reason is known that is no fault of reading;
    `parts` where its figures were taken, but are not of the registrant as a whole.
    """

    expected: Expected
    stated: bool
    parts: bool = False


def expected(seen: Seen) -> tuple[Expected, ...]:
    """What became of each primary statement, in the order of `PRIMARY`."""
    return tuple(each.expected for each in seen.once(_statements).whole)


def _statements(seen: Seen) -> _Statements:
    return _Statements(
        seen.filing, form_of(seen.filing), tuple(table.read for table in seen.tables), seen.report,
        seen.candidates, seen.findings,
    )  # fmt: skip


@check("COM001", Stage.REPORT, Consequence.SAY)
def missing(seen: Seen) -> Iterator[Found]:
    """A statement that the form must hold is missing without a reason

    The form (a 10-K, a 10-Q and their kin) must hold the statement, no figures of it were taken,
    and the text does not say that it stands elsewhere. Either something like it was seen but was
    not sure enough to be taken, which the message then names, or nothing like it is in the text.

    Look at `retroxbrl show --stage statements FILE`: it tells for every block of figures what spoke
    for it and against it. Take the figures by hand, and report the filing.
    """
    known = seen.once(_statements)
    for made, stated, _ in known.not_found():
        if made.required and not stated:
            yield Found(
                Severity.ERROR, span=made.span, hint=_hint(made),
                message=f"the {NAMES[made.kind]} that a {known.form.name} must hold is"
                f" {_state(made)}: {made.reason}",
            )  # fmt: skip


@check("COM002", Stage.REPORT, Consequence.SAY)
def missing_with_reason(seen: Seen) -> Iterator[Found]:
    """A statement is missing, for the reason that is told

    The filing says that the statement stands in another document that the file does not hold, or
    that it need not be given; or what was seen is not the registrant's own by accepted principles;
    or the form need not hold it.

    Get the document that is named, as a rule the annual report to shareholders (Exhibit 13), and
    convert it.
    """
    for made, stated, parts in seen.once(_statements).not_found():
        if made.required and not stated:
            continue
        state = "not of the registrant as a whole" if parts else _state(made)
        yield Found(
            Severity.WARNING if made.required and not parts else Severity.INFO, span=made.span,
            hint=_hint(made) if made.state is not State.ABSENT else "",
            message=f"the {NAMES[made.kind]} is {state}: {made.reason}",
        )  # fmt: skip


@check("COM003", Stage.REPORT, Consequence.SAY)
def flows_without_total(seen: Seen) -> Iterator[Found]:
    """A cash flow statement lacks a total

    The net cash of operating, investing or financing activities was not found among the facts: it
    has another caption or is not printed, or the statement goes on where it was not read.

    Look at the end of the statement with `retroxbrl show FILE`.
    """
    yield from seen.once(_statements).flows()


@check("COM004", Stage.REPORT, Consequence.SAY)
def one_side(seen: Seen) -> Iterator[Found]:
    """A balance sheet with one side only

    Assets were found without liabilities and equity, or these without assets: a page of the balance
    sheet was not read.

    Look at the lines around the balance sheet with `retroxbrl show --stage statements FILE`.
    """
    yield from seen.once(_statements).sides()


@check("COM005", Stage.REPORT, Consequence.SAY)
def of_others(seen: Seen) -> Iterator[Found]:
    """The only statements are not the registrant's

    All the statements in the filing speak of another company, such as a business that was bought or
    a guarantor, or of a benefit plan. Their facts have the legal entity as a dimension, and there
    are none of the registrant as a whole.

    If the company named is the registrant under another name, please report the filing. Otherwise
    nothing needs to be done.
    """
    yield from seen.once(_statements).others


@dataclass
class _Statements:
    """All that is known of a filing's statements."""

    filing: Filing
    form: Form
    tables: tuple[ReadTable, ...]
    report: Report | None
    candidates: tuple[Candidate, ...]
    findings: tuple[Finding, ...]
    own: dict[StatementKind, ReadTable] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for table in self.tables:
            kind = table.table.kind
            if kind in PRIMARY and kind not in self.own and any(_own(self.facts_in(table))):
                self.own[kind] = table

    @cached_property
    def by_line(self) -> dict[int, list[Fact]]:
        lines: dict[int, list[Fact]] = {}
        for fact in self.report.facts if self.report else ():
            for span in (fact.span, *fact.others):
                if span is not None:
                    lines.setdefault(span.line, []).append(fact)
        return lines

    @cached_property
    def said(self) -> Said | None:
        return said_of_statements(self.filing, self.form, self.findings)

    def facts_in(self, table: ReadTable) -> Iterator[Fact]:
        for line in range(table.table.first, table.table.last + 1):
            yield from self.by_line.get(line, ())

    @cached_property
    def whole(self) -> tuple[_Told, ...]:
        """What became of each primary statement."""
        return tuple(told for kind in PRIMARY if (told := self.told(kind)))

    def not_found(self) -> Iterator[_Told]:
        """Those of which something is to be said; where none is the registrant's, COM005 says it of
        all that the form need not hold.
        """
        for told in self.whole:
            asked = told.expected.required or not self.others
            if asked and told.expected.state is not State.FOUND:
                yield told

    def told(self, kind: StatementKind) -> _Told | None:
        """What became of a statement; None for one that nobody asks for and nothing speaks of."""
        found = self._found(kind)
        if found is not None:
            return found
        asked = kind in self.form.usual or kind in self.form.required
        missing = (
            self._unread(kind)
            or self._unrecognised(kind)
            or self._of_parts(kind)
            or (asked and self._elsewhere(kind))
            or self._left_out(kind)
            or (asked and self._moving(kind))
            or None
        )
        if missing is None and kind not in self.form.usual:
            return None
        return missing or self._absent(kind)

    def _tell(
        self, kind: StatementKind, state: State, reason: str, span: Span | None, *, stated: bool
    ) -> _Told:
        required = kind in self.form.required
        made = Expected(kind=kind, state=state, required=required, reason=reason, span=span)
        return _Told(made, stated)

    def _found(self, kind: StatementKind) -> _Told | None:
        table, reason = self.own.get(kind), ""
        if table is None and kind is StatementKind.EQ:
            table = next((t for t in self.own.values() if self._moves_equity(t)), None)
            if table is not None:
                reason = f"it is part of {table.table.title!r} ({_lines(table)})"
        if table is None:
            return None
        return self._tell(kind, State.FOUND, reason, self._place(table), stated=True)

    def _moves_equity(self, table: ReadTable) -> bool:
        """'Income and retained earnings': opening and closing balances in a statement of flows."""
        if table.table.kind in (StatementKind.BS, StatementKind.CF):
            return False
        days = {
            fact.context.period.end
            for fact in _own(self.facts_in(table))
            if fact.concept.local.startswith(_BALANCES)
        }
        return bool(days) and (len(days) > 1 or bool(_WITH_EQUITY.search(table.table.title)))

    def _unread(self, kind: StatementKind) -> _Told | None:
        """A table of the kind was read, but none of its figures was taken."""
        for table in self.tables:
            if table.table.kind is not kind or any(True for _ in self.facts_in(table)):
                continue
            why = next((f for f in self.findings if f.code in _WHY and _inside(f, table)), None)
            reason = f"{table.table.title!r} ({_lines(table)}) was read, but no figure of it taken"
            reason += f": {why.code} {why.message}" if why else ""
            place = self._place(table)
            return self._tell(kind, State.UNRECOGNISED, reason, place, stated=False)
        return None

    def _of_parts(self, kind: StatementKind) -> _Told | None:
        """A table's figures are all of another company, or of parts of this one: Ford prints its
        cash flows for Automotive and Financial Services alone.
        """
        for table in self.tables:
            names = {column.group.name for column in table.columns if column.group}
            if table.table.kind is kind and names:
                other = any(column.group and column.group.entity for column in table.columns)
                whose = "another company" if other else "parts of the company"
                reason = f"{table.table.title!r} ({_lines(table)}) speaks of {whose}: "
                reason += ", ".join(sorted(names))
                told = self._tell(kind, State.LEFT_OUT, reason, self._place(table), stated=True)
                return told._replace(parts=True)
        return None

    def _unrecognised(self, kind: StatementKind) -> _Told | None:
        """What was likeliest to be the statement and was not taken, or was and gave no facts."""
        left = [each for each in self.candidates if each.kind is kind and not each.owner]
        left = [each for each in left if not self._said_left_out(each)]
        if any(table.table.kind is kind for table in self.tables):
            left = [each for each in left if not each.taken]  # a table of it is told of
        best = max(left, key=lambda each: each.weight, default=None)
        if best is None or best.weight <= 0:
            return None
        title = f", {best.title!r}" if best.title else ""
        why = "no table was read in it" if best.taken else best.reason or "no reason is known"
        reason = f"the likeliest candidate is at lines {best.first}-{best.last}{title}: {why}"
        return self._tell(kind, State.UNRECOGNISED, reason, best.span, stated=False)

    def _said_left_out(self, candidate: Candidate) -> Finding | None:
        for finding in self.findings:
            span = finding.span
            if finding.code == "SEG002" and span and candidate.first <= span.line <= candidate.last:
                return finding
        return None

    def _elsewhere(self, kind: StatementKind) -> _Told | None:
        if self.said is None or not self.said.elsewhere or kind not in self.form.usual:
            return None
        return self._tell(kind, State.ELSEWHERE, self.said.reason, self.said.span, stated=True)

    def _left_out(self, kind: StatementKind) -> _Told | None:
        for each in self.candidates:
            if each.kind is not kind or each.taken:
                continue
            finding = self._said_left_out(each)
            if finding or each.owner:
                why = each.reason or f"it is of {each.owner}"
                title = repr(each.title) if each.title else "what stands there"
                reason = f"{title} (lines {each.first}-{each.last}) is left out: {why}"
                return self._tell(kind, State.LEFT_OUT, reason, each.span, stated=True)
        for finding in self.findings:
            if finding.code == "SEG002" and _kind_of(finding.message) is kind:
                place = f" (line {finding.span.line})" if finding.span else ""
                return self._tell(
                    kind, State.LEFT_OUT, finding.message + place, finding.span, stated=True
                )
        return None

    def _moving(self, kind: StatementKind) -> _Told | None:
        """Changes in equity that are no statement: small filers print them in a note."""
        if kind is not StatementKind.EQ or kind not in self.form.usual:
            return None
        source = self.filing.source
        for first, last, note in movements(self.filing):
            span = source.line_span(first, 0, len(source.line(first)))
            where = f"lines {first}-{last}"
            if note or any(
                table.table.kind is StatementKind.NOTE
                and table.table.first <= first <= table.table.last
                for table in self.tables
            ):
                title = f" {note!r}" if note else ""
                reason = f"the changes in equity are printed in a note{title} ({where})"
                return self._tell(kind, State.ABSENT, reason, span, stated=True)
            reason = f"balances of equity follow one another in {where}, under no title that is one"
            return self._tell(kind, State.UNRECOGNISED, reason, span, stated=False)
        return None

    def _absent(self, kind: StatementKind) -> _Told:
        if self.said is not None:
            return self._tell(kind, State.ABSENT, self.said.reason, self.said.span, stated=True)
        if self.form.amendment:
            reason = "an amendment need not hold it"
            return self._tell(kind, State.ABSENT, reason, None, stated=True)
        reason = "nothing like it is in the text"
        return self._tell(kind, State.ABSENT, reason, None, stated=False)

    def _place(self, table: ReadTable) -> Span:
        source = self.filing.source
        first = table.table.first
        return source.line_span(first, 0, len(source.line(first)))

    # What the statements that were found lack

    def flows(self) -> Iterator[Found]:
        table = self.own.get(StatementKind.CF)
        if table is None or self.report is None:
            return
        stated = [fact.concept.local for fact in _own(self.report.facts)]
        without = [
            name
            for name, concept in _FLOWS.items()
            if not any(s.startswith(concept) for s in stated)
        ]
        if without:
            yield Found(
                Severity.WARNING, span=self._place(table),
                message=f"the statement of cash flows ({_lines(table)}) has no net cash of"
                f" {' and '.join(without)} activities",
                hint="see how its last lines were read with retroxbrl show",
            )  # fmt: skip

    def sides(self) -> Iterator[Found]:
        tables = [t for t in self.tables if t.table.kind is StatementKind.BS]
        if StatementKind.BS not in self.own or self.report is None:
            return
        balance = {concept.qname: concept.balance for concept in self.report.concepts}
        stated = {fact.concept for table in tables for fact in _own(self.facts_in(table))}
        missing = [
            side
            for side, totals, way in (
                ("assets", _ASSETS, "debit"),
                ("liabilities and equity", _CLAIMS, "credit"),
            )
            if not any(name.local.startswith(totals) for name in stated)
            and sum(balance.get(name) == way for name in stated) <= _FEW
        ]
        if len(missing) == 1:
            table = self.own[StatementKind.BS]
            yield Found(
                Severity.WARNING, span=self._place(table),
                message=f"the balance sheet ({_lines(table)}) has one side only: no {missing[0]}",
                hint="see what stands around it with retroxbrl show --stage statements",
            )  # fmt: skip

    @cached_property
    def others(self) -> tuple[Found, ...]:
        """Statements are there, and none is the registrant's."""
        if self.own or self.report is None:
            return ()
        groups = [
            column.group
            for table in self.tables
            if table.table.kind in PRIMARY
            for column in table.columns
            if column.group is not None and column.group.entity
        ]
        owners = [group.name for group in groups]
        owners += [each.owner for each in self.candidates if each.owner and each.kind in PRIMARY]
        plans = self.form.plan or any(
            finding.code == "SEG002" and "benefit plan" in finding.message
            for finding in self.findings
        )
        if not owners and not plans:
            return ()
        whose = " and ".join(dict.fromkeys(owners)) if owners else "a benefit plan"
        span = next((self._place(t) for t in self.tables if t.table.kind in PRIMARY), None)
        found = Found(
            Severity.WARNING, span=span,
            message=f"the only statements are those of {whose}",
            hint="no fact is of the registrant as a whole",
        )  # fmt: skip
        return (found,)


def _own(facts: Iterable[Fact]) -> Iterator[Fact]:
    """The facts of the registrant as a whole, the components of its equity too."""
    for fact in facts:
        if not any(axis.local in _OTHERS for axis, _ in fact.context.dimensions):
            yield fact


def _lines(table: ReadTable) -> str:
    return f"lines {table.table.first}-{table.table.last}"


def _inside(finding: Finding, table: ReadTable) -> bool:
    span = finding.span
    return span is not None and table.table.first <= span.line <= table.table.last


def _kind_of(message: str) -> StatementKind | None:
    """The statement that a message names first, in quotes, as printed."""
    title = message.partition(" is left out")[0]
    return next((kind for kind, words in _WORDS.items() if words.search(title)), None)


def _hint(made: Expected) -> str:
    return {
        State.ELSEWHERE: "convert the document that has it",
        State.LEFT_OUT: "",
    }.get(made.state, "retroxbrl show --stage statements tells what was weighed")


def _state(made: Expected) -> str:
    return {State.ABSENT: "missing", State.ELSEWHERE: "not in the file"}.get(
        made.state, made.state.value
    )


def in_short(told: Sequence[Expected]) -> str:
    """Why there is no statement at all, each reason once: 'balance sheet and statement of
    operations: the filing says ...'.
    """
    reasons: dict[str, list[str]] = {}
    for each in told:
        if each.state not in (State.FOUND, State.ABSENT) or each.span is not None:
            reasons.setdefault(f"{_state(each)}: {each.reason}", []).append(NAMES[each.kind])
    return "; ".join(f"{' and '.join(names)} {why}" for why, names in reasons.items())
