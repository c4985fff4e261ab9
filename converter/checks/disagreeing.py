"""Places of a filing that disagree about a fact, as the report decided between them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from converter.checks.proven import proven
from converter.checks.registry import Consequence, Found, Seen, Stage, check
from converter.model.filing import StatementKind
from converter.model.finding import Severity
from converter.model.xbrl import Instant

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from converter.model.decisions import Apart, Conflict, Rivals, Stated
    from converter.model.source import Span
    from converter.model.xbrl import Period

_NAMES = {
    StatementKind.BS: "the balance sheet",
    StatementKind.IS: "the statement of operations",
    StatementKind.CI: "the statement of comprehensive income",
    StatementKind.CF: "the statement of cash flows",
    StatementKind.EQ: "the statement of equity",
}


@check("PER002", Stage.REPORT, Consequence.SAY)
def misdated_note(seen: Seen) -> Iterator[Found]:
    """A note's columns are headed with the wrong periods

    A column of a note is headed with one period but holds the figures that the statements give for
    another: as a rule the filer set the years in the wrong order.

    Both places are named. No figure of the note is taken; those of the statements stand.
    """
    for columns in seen.decisions.apart if seen.decisions else ():
        told = next((each for each in columns if each.elsewhere is not None), None)
        if told is not None and told.elsewhere is not None:
            cell, kept, elsewhere = told.cell, told.kept, told.elsewhere
            yield Found(
                Severity.WARNING, span=cell.span, others=_spans(columns),
                message=f"{cell.provenance.table or 'a note'}: columns headed {_heads(columns)}"
                f" contradict the statements. {_caption(cell)} has {cell.value:,} for"
                f" {_said(cell.period)}, for which the statement at {kept.span} has"
                f" {kept.value:,}; it has the note's amount for {_said(elsewhere.period)}",
                hint="the periods of this table are in doubt: none of its figures is taken",
            )  # fmt: skip


@check("MAP012", Stage.REPORT, Consequence.SAY)
def note_of_a_part(seen: Seen) -> Iterator[Found]:
    """A note's table is not of the company as a whole

    Lines of the table have the captions of the statements and other amounts: it speaks of a
    segment, a subsidiary, a business that was sold, or counts in another way (pro forma).

    No figure of it is taken; those of the statements stand. Take them by hand if they are needed.
    """
    for columns in seen.decisions.apart if seen.decisions else ():
        if all(each.elsewhere is None for each in columns):
            cell, kept = columns[0].cell, columns[0].kept
            yield Found(
                Severity.INFO, span=cell.span, others=_spans(columns),
                message=f"{cell.provenance.table or 'a note'}: {_caption(cell)} is {cell.value:,},"
                f" in the statement at {kept.span} {kept.value:,} for {_said(cell.period)}: the"
                " table speaks of a part of the company, or counts in another way; none of its"
                " figures is taken",
            )  # fmt: skip


@check("MAP013", Stage.REPORT, Consequence.SAY)
def pro_forma_note(seen: Seen) -> Iterator[Found]:
    """A note tells what would have been

    The title of a note's table, or the sentence above it, says pro forma, and lines of it have
    captions of statements and amounts that these do not have.

    None of these amounts is taken. Take them by hand if they are needed.
    """
    for cells in seen.decisions.unconfirmed if seen.decisions else ():
        first = cells[0]
        spans = dict.fromkeys(cell.span for cell in cells[1:])
        yield Found(
            Severity.INFO, span=first.span, others=tuple(spans),
            message=f"{first.provenance.table or 'a note'}: {_caption(first)} is {first.value:,}"
            f" for {_said(first.period)}, which the statements do not have: it is pro forma",
            hint="amounts under the statements' captions that these do not have are not taken",
        )  # fmt: skip


def _spans(columns: Iterable[Apart]) -> tuple[Span, ...]:
    places = [
        place
        for each in columns
        for place in (each.cell, each.kept, each.elsewhere)
        if place is not None
    ]
    return tuple(dict.fromkeys(place.span for place in places[1:]))


def _heads(columns: Iterable[Apart]) -> str:
    return ", ".join(repr(each.cell.provenance.column) for each in columns)


@check("DUP001", Stage.REPORT, Consequence.DOUBT)
def two_amounts(seen: Seen) -> Iterator[Found]:
    """Two places state different amounts for the same fact

    The same concept, period and members stand in two places with amounts that differ by more than
    rounding: a slip of the filer, a figure that was misread, or a line mapped to the wrong concept.
    The statement that stands first is believed: balance sheet, operations, comprehensive income,
    cash flows, equity, notes. Its fact is marked as doubtful, unless a sum proves it.

    Compare both places. If the lines are different things, add a mapping row that tells them apart.
    """
    sure = seen.once(proven)
    for line in _by_line(each for each in _conflicts(seen) if not _of_something_else(each, sure)):
        first, kept = line[0].stated, line[0].kept
        doubtful = [each.kept.span for each in line if each.kept.span not in sure]
        why = "" if doubtful else ", which a sum proves"
        yield Found(
            Severity.WARNING, span=first.span, others=_others(line), doubt=tuple(doubtful),
            message=f"{_caption(first)} states {first.concept.qname} {first.value:,} for"
            f" {_said(first.period)}, but {_caption(kept)} at {kept.span} {kept.value:,}{why}"
            f"{_more(line)}",
            hint="the latter is kept",
        )  # fmt: skip


@check("MAP011", Stage.REPORT, Consequence.SAY)
def other_amounts(seen: Seen) -> Iterator[Found]:
    """A line of another thing has the same concept

    A line of a note, an amount in a caption, or a line of another statement states another amount
    for a concept of the statements, and nothing speaks for a slip: the line differs in every
    period, or sums prove both amounts, or it takes off again what the other adds. It speaks of a
    part, or of something else. Of two amounts in captions, and of two in notes, none is taken, as
    it is not told which is the company's: the par values of two classes of stock, the amortization
    of goodwill and of other intangible assets.

    A row in a mapping table of your own tells them apart.
    """
    sure = seen.once(proven)
    for line in _by_line(each for each in _conflicts(seen) if _of_something_else(each, sure)):
        first, kept = line[0].stated, line[0].kept
        outcome = "neither is taken" if line[0].dropped else "the latter is kept"
        yield Found(
            Severity.INFO, span=first.span, others=_others(line),
            message=f"{_caption(first)} is {first.value:,} for {_said(first.period)},"
            f" {_caption(kept)} at {kept.span} {kept.value:,}, and both would be"
            f" {first.concept.qname}; {outcome}{_more(line)}",
        )  # fmt: skip


def _conflicts(seen: Seen) -> Iterator[Conflict]:
    """Those that no finding about the same two places tells of (EQU002 to EQU004)."""
    told = {(each.span, *each.others) for each in seen.findings if each.code.startswith("EQU")}
    for each in seen.decisions.conflicts if seen.decisions else ():
        if (each.stated.span, each.kept.span) not in told:
            yield each


def _of_something_else(conflict: Conflict, sure: frozenset[Span]) -> bool:
    stated, kept = conflict.stated, conflict.kept
    if conflict.dropped or stated.in_caption or kept.in_caption:
        return True
    if stated.provenance.statement is StatementKind.NOTE:
        return not conflict.agreed
    # a line that takes off what was added states it with the other sign
    taken_off = stated.value == -kept.value
    return kept.span in sure and (stated.span in sure or taken_off)


def _by_line(conflicts: Iterable[Conflict]) -> Iterator[list[Conflict]]:
    """The conflicts of a line with the same other line, together."""
    lines: dict[tuple[object, ...], list[Conflict]] = {}
    for each in conflicts:
        stated, kept = each.stated, each.kept
        key = stated.line, kept.line, stated.concept.qname, stated.dimensions, each.dropped
        lines.setdefault(key, []).append(each)
    yield from lines.values()


def _others(line: Iterable[Conflict]) -> tuple[Span, ...]:
    places = [span for each in line for span in (each.stated.span, each.kept.span)]
    return tuple(dict.fromkeys(places[1:]))


def _more(line: list[Conflict]) -> str:
    periods = list(dict.fromkeys(_said(each.stated.period) for each in line[1:]))
    return f"; so for {', '.join(periods)}" if periods else ""


def _caption(stated: Stated) -> str:
    caption = stated.provenance.caption
    return repr(caption) if caption else "a line without caption"


def _said(period: Period) -> str:
    return str(period.date) if isinstance(period, Instant) else f"{period.start} to {period.end}"


@check("MAP010", Stage.REPORT, Consequence.SAY)
def two_lines(seen: Seen) -> Iterator[Found]:
    """Two lines fit the same concept

    Two lines with different figures were mapped to one concept. The line of the statement that
    stands first keeps it (balance sheet, operations, comprehensive income, cash flows, equity), of
    one statement the surer match; the other line becomes an element of the filing's own.

    A row in a mapping table of your own tells them apart.
    """
    for each in seen.decisions.rivals if seen.decisions else ():
        line, keeper = each.line, each.keeper
        yield Found(
            Severity.INFO, span=line.span, others=(keeper.span,),
            message=f"{line.caption or 'a line without caption'!r} and"
            f" {keeper.caption or 'a line without caption'!r} at {keeper.span} state different"
            f" figures for {each.concept}; the latter keeps it, {_why(each)}, the former becomes"
            " an element of the filing's own",
            hint="a row in a mapping table of your own can tell them apart",
        )  # fmt: skip


def _why(rivals: Rivals) -> str:
    line, keeper = rivals.line, rivals.keeper
    if line.kind is not keeper.kind:
        first = _NAMES.get(keeper.kind, "its statement")
        return f"as {first} stands before {_NAMES.get(line.kind, 'the other')}"
    if keeper.claim.confidence > line.claim.confidence:
        return f"as it is surer ({keeper.claim.confidence:.0%} to {line.claim.confidence:.0%})"
    return "as it stands first"


@check("CAL003", Stage.REPORT, Consequence.SAY)
def uncalculated(seen: Seen) -> Iterator[Found]:
    """A calculation was left out

    The printed lines add up, but some of them could not be taken as facts, so that the calculation
    would not hold for the facts. A total that the filer got wrong (CAL001) keeps its calculation.

    See the findings for the lines that are missing.
    """
    for total, span in seen.decisions.uncalculated if seen.decisions else ():
        yield Found(
            Severity.INFO, span=span,
            message=f"{total} adds up as printed, but not from the facts that could be taken; its"
            " calculation is left out",
        )  # fmt: skip
