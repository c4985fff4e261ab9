"""Checks that printed figures tie, and which figure is likeliest the slip where they do not."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from converter.checks.arithmetic import MUST_ADD
from converter.checks.equations import Equation, all_equations
from converter.checks.misprints import Misprint, all_misprints
from converter.checks.registry import Consequence, Found, Place, Seen, Stage, check
from converter.model.filing import PRIMARY
from converter.model.finding import Severity
from converter.text.numerals import Form

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from converter.model.mapped import Decided
    from converter.model.source import Span

_READ_WELL = 2  # sums that tie in a balance sheet whose lines were read as they stand


@check("CAL001", Stage.TABLES, Consequence.DOUBT)
def untied(seen: Seen) -> Iterator[Found]:
    """A printed total does not add up

    The lines that add up to the total in its other columns, or but for rounding, do not give the
    printed figure in this one; or a single slip in one of the lines under its heading would make
    them add up. The facts of the total and of the lines are marked as doubtful, but for those that
    another sum proves, and for all but the likeliest slip where one is told.

    A difference within the rounding is none of the filer's faults; a larger one is, or a figure was
    misread: compare with the printed line. Figures are never altered.
    """
    for number, table in _statements(seen):
        added = seen.once(all_equations)[number]
        proven = _proven(added)
        for equation in added:
            if equation.across or not equation.missing:
                continue
            likely = _likely(seen, number, equation)
            sure = [each.place for each in likely if each.sure]
            doubted = sure or [place for place, _ in equation.entries if place not in proven]
            yield Found(
                Severity.ERROR if equation.untied else Severity.INFO,
                span=_spans(table, equation.entries[0][0])[0],
                message=_untied(table, equation) + _said_of(table, likely),
                others=tuple(
                    span for place, _ in equation.entries[1:] for span in _spans(table, place)
                ),
                doubt=tuple(Place(number, *at) for at in doubted) if equation.untied else (),
            )  # fmt: skip


def _proven(equations: tuple[Equation, ...]) -> set[tuple[int, int]]:
    """The cells (item, column) that stand in a sum which ties in their column."""
    return {
        place
        for equation in equations
        if not equation.across and not equation.missing
        for place, _ in equation.entries
    }


@check("CAL002", Stage.TABLES, Consequence.SAY)
def unproven(seen: Seen) -> Iterator[Found]:
    """A total is not proven

    A line that is set as a total has no lines above it that add up to it in every column. It may be
    a total of lines on another page, or carry no sum at all. Its figures are taken. It is a warning
    for the assets, the current assets and the current liabilities of a balance sheet that adds up
    elsewhere: a line is missing there, or more than one figure is wrong.

    Compare the lines above with the printed page.
    """
    for _, table in _statements(seen):
        tied = sum(not any(total.differences) for total in table.sums)
        for key in table.unproven:
            if _of_one(table, key):
                continue
            item = table.read.items[key]
            claim = table.claims[key]
            name = claim.concepts[0].qname.local if claim.concepts else ""
            must = name in MUST_ADD and tied >= _READ_WELL
            yield Found(
                Severity.WARNING if must else Severity.INFO, span=item.row.cells[0].span,
                message=f"{item.caption or 'a total'!r}: no lines above are found that add up to"
                " it",
            )  # fmt: skip


def _of_one(table: Decided, key: int) -> bool:
    """Whether a total has one line, which says the same: 'Total current assets' under cash."""
    rows = [item.row.cells for item in table.read.items[: key + 1] if item.row.cells]
    if len(rows) == 1:
        return False
    above, own = ({cell.column: cell.figure.value for cell in cells} for cells in rows[-2:])
    return any(own.values()) and above == own


@check("CAL005", Stage.TABLES, Consequence.DOUBT)
def misprinted(seen: Seen) -> Iterator[Found]:
    """A figure is likely a slip of whoever typed it

    Sums that do not tie would, if this figure were another by a single slip: a digit wrong, two
    digits exchanged, a parenthesis lost, a comma printed as a point. It is the likeliest of their
    figures: it mends each sum that it enters, and neither other statements nor the other columns of
    its line speak for it. Its fact is marked as doubtful.

    The printed figure is taken. Compare it with another print of the statement, such as the column
    of the year before in the next filing.
    """
    for number, table in _statements(seen):
        for each in seen.once(all_misprints)[number]:
            if not each.sure:
                continue
            spans = [span for place in each.totals for span in _spans(table, place)]
            yield Found(
                Severity.WARNING, span=_spans(table, each.place)[0],
                message=f"{_said(table, each)}: so it would add up with the figures around it",
                others=tuple(span for span in spans if span != _spans(table, each.place)[0]),
                hint="the printed figure is the fact; compare it with another print",
                doubt=(Place(number, *each.place),),
            )  # fmt: skip


@check("CAL006", Stage.TABLES, Consequence.LEAVE_OUT)
def damaged(seen: Seen) -> Iterator[Found]:
    """A figure is printed with a letter, a blank or a comma that no figure has

    'l,234', '4,180 ,000', '1.028.3': it is read as what it most likely was where a sum proves that,
    and marked as doubtful. Otherwise it is left out.

    Compare with the printed line.
    """
    for number, table in enumerate(seen.tables):
        cells = [
            (at, cell) for at, item in enumerate(table.read.items) for cell in item.row.cells
            if cell.figure.form is Form.DAMAGED
        ]  # fmt: skip
        if not cells:
            continue
        proven = _proven(seen.once(all_equations)[number])
        primary = table.read.table.kind in PRIMARY
        for at, cell in cells:
            place = Place(number, at, cell.column)
            printed = seen.filing.source.text[cell.span.start : cell.span.end]
            caption = table.read.items[at].caption
            if (at, cell.column) in proven:
                yield Found(
                    Severity.WARNING, span=cell.span, doubt=(place,),
                    message=f"{caption!r}: {printed!r} is read as {cell.figure.value:,}, which its"
                    " sum proves",
                )  # fmt: skip
            else:
                yield Found(
                    Severity.WARNING if primary else Severity.INFO, span=cell.span,
                    message=f"{caption!r}: {printed!r} is no figure, and no sum proves what it was",
                    hint=f"it is left out; likeliest {cell.figure.value:,}",
                    leave_out=(place,),
                )  # fmt: skip


def _statements(seen: Seen) -> Iterator[tuple[int, Decided]]:
    for number, table in enumerate(seen.tables):
        if table.read.table.kind in PRIMARY:
            yield number, table


def _untied(table: Decided, equation: Equation) -> str:
    at, column = equation.total
    item = table.read.items[at]
    cell = item.row.cell(column)
    printed = cell.figure.value if cell else equation.missing
    word = "too little" if equation.missing > 0 else "too much"
    return (
        f"{item.caption or 'a total without caption'}: printed {printed:,}, items sum to"
        f" {printed - equation.missing:,}"
        f" ({abs(equation.missing):,} {word}, tolerance {equation.slack:,})"
    )


def _spans(table: Decided, place: tuple[int, int]) -> list[Span]:
    """Where a figure stands; nowhere where the cell is blank."""
    cell = table.read.items[place[0]].row.cell(place[1])
    return [cell.span] if cell else []


def _likely(seen: Seen, number: int, equation: Equation) -> list[Misprint]:
    """The slips that would mend it: the sure ones, or those that are as likely."""
    told = [each for each in seen.once(all_misprints)[number] if equation.total in each.totals]
    return [each for each in told if each.sure] or told


def _said_of(table: Decided, likely: Sequence[Misprint]) -> str:
    words = " or ".join([_said(table, each) for each in likely])
    return f"; likeliest {words}" if words else ""


def _said(table: Decided, misprint: Misprint) -> str:
    item, column = misprint.place
    row = table.read.items[item].row
    cell = row.cell(column)
    printed = f"{cell.figure.value:,}" if cell else "nothing"
    wanted = misprint.wanted
    if wanted == wanted.to_integral_value():
        wanted = wanted.quantize(Decimal(1))  # 8,219 is wanted for 8.219, not 8,219.000
    return f"{row.caption!r} {printed} for {wanted:,} ({misprint.slip})"
