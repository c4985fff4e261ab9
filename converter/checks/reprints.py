"""Lines of the statements that are printed elsewhere in the filing: selected data, notes, exhibits.

    Statement of operations   Net earnings per share    $ (11.43)     $ 5.48      $ 6.46
    Selected data             Net earnings per share      (11.43)       5.43        6.46      4.00

A line of the text that has the figures of a statement's line in their order, or in the other one,
is that line once more. Where it has all of them but one, and a slip makes the one of the other, one
of both is a slip.
"""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from converter.checks.misprints import all_misprints
from converter.checks.proven import proven
from converter.checks.registry import Consequence, Found, Place, Seen, Stage, check
from converter.model.filing import PRIMARY, StatementKind
from converter.model.finding import Severity
from converter.text.numerals import scan
from converter.text.slips import Slip, slip
from converter.text.units import Quantity

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from decimal import Decimal

    from converter.model.mapped import Decided
    from converter.model.source import SourceText, Span
    from converter.text.numerals import Figure

_KINDS = (StatementKind.BS, StatementKind.IS, StatementKind.CI, StatementKind.CF)
_QUANTITIES = (Quantity.MONEY, Quantity.PER_SHARE, Quantity.SHARES)
# A figure by its digits. It begins with a sign that it must have, and looks back behind that: most
# lines are prose, and to look back from each of their signs took a thirtieth of a conversion.
_TOKEN = re.compile(
    r"[\d.](?<![\w.,][\d.])(?:(?<=\d)(?:\d{0,2}(?:,\d{3})+|\d*)(?:\.\d+)?|(?<=\.)\d+)"
    r"(?![\w,/]|\.\d)"
)
_WORD = re.compile(r"[a-z]{3,}")
# words that tell no line from another
_COMMON = frozenset(
    {
        "and", "the", "for", "per", "from", "with", "see", "note", "notes", "other", "net", "total",
        "year", "years", "ended",
    }
)  # fmt: skip
# other figures of the same name, each its own
_OTHER_COUNT = re.compile(
    r"pro[\s-]?forma|as\s+(?:previously|originally)|\bsupplemental|\bas\s+adjusted|\bexcluding",
    re.IGNORECASE,
)
_ABOVE = 2  # lines without figures above one, that may be its caption
_SCANNED = "EX-27"  # schedules have checks of their own
_FEW_DIGITS = 3  # of the figures that are alike, at least
_MANY_DIGITS = 6  # so many leave hardly a doubt that the line is the same
_NEARBY = 12  # lines
_MOST_ALIKE = 2  # figures alike that do so, of amounts per share
_PLAIN = frozenset({Slip.DIGIT, Slip.EXCHANGED, Slip.SIGN, Slip.POINT, Slip.NO_POINT})


class Printed(NamedTuple):
    """A line of a statement by its figures that are not zero, in printed order.

    words  of its caption and of the headings above it
    """

    table: int
    item: int
    caption: str
    words: frozenset[str]
    values: tuple[Decimal, ...]
    places: tuple[int, ...]
    columns: tuple[int, ...]
    spans: tuple[Span, ...]
    per_share: bool


class Reprint(NamedTuple):
    """A line of the text with figures, outside of the statements."""

    number: int
    words: frozenset[str]
    figures: tuple[Figure, ...]


class Differing(NamedTuple):
    """A figure of a statement, by its place in a line, that a reprint has otherwise."""

    line: int
    at: int
    value: Decimal
    number: int
    kind: Slip | None


@check("EQU008", Stage.TABLES, Consequence.DOUBT)
def printed_otherwise(seen: Seen) -> Iterator[Found]:
    """A line is printed elsewhere with another figure

    Selected data, a note or an exhibit print the line of a statement once more, figure by figure,
    and one of them is another by a single slip: a digit wrong, two digits exchanged, a parenthesis
    or a point lost. Nowhere else is the line printed as the statement has it, and no sum proves the
    statement's figure. Its fact is marked as doubtful.

    Compare both places: one of them is a slip of whoever typed it. The statement's figure is taken.
    """
    lines = seen.once(_lines)
    confirmed, differing = _held(seen, lines)
    sure = seen.once(proven) | seen.once(_misprinted)
    told: set[tuple[int, int]] = set()
    for each in differing:
        line = lines[each.line]
        span = line.spans[each.at]
        if (each.line, each.at) in confirmed | told or span in sure:
            continue
        told.add((each.line, each.at))
        yield Found(
            Severity.WARNING, span=span,
            message=f"{line.caption or 'a line without caption'!r}: {line.values[each.at]:,f} is"
            f" printed here, {each.value:,f} in line {each.number}, which has the line's other"
            f" figures ({each.kind})",
            others=(seen.filing.source.line_span(each.number, 0, 0),),
            doubt=(Place(line.table, line.item, line.columns[each.at]),),
        )  # fmt: skip


def _misprinted(seen: Seen) -> frozenset[Span]:
    """The figures of which sums tell that they are slips (CAL005)."""
    return frozenset(
        cell.span
        for table, found in zip(seen.tables, seen.once(all_misprints), strict=True)
        for each in found
        if each.sure and (cell := table.read.items[each.place[0]].row.cell(each.place[1]))
    )


def _lines(seen: Seen) -> list[Printed]:
    return [
        line
        for number, table in enumerate(seen.tables)
        if table.read.table.kind in _KINDS and not table.parts
        for line in _of_table(number, table)
    ]


def _of_table(number: int, table: Decided) -> Iterator[Printed]:
    for at, item in enumerate(table.read.items):
        cells = [c for c in item.row.cells if c.figure.value and not c.figure.percent]
        if len(cells) > 1 and item.quantity in _QUANTITIES:
            yield Printed(
                number, at, item.caption, _words(" ".join((*item.section, item.caption))),
                tuple(cell.figure.value for cell in cells),
                tuple(cell.figure.places for cell in cells),
                tuple(cell.column for cell in cells), tuple(cell.span for cell in cells),
                item.quantity is Quantity.PER_SHARE,
            )  # fmt: skip


def _words(text: str) -> frozenset[str]:
    return frozenset(_WORD.findall(text.lower())) - _COMMON


def _held(seen: Seen, lines: Sequence[Printed]) -> tuple[set[tuple[int, int]], list[Differing]]:
    """The figures (line, place in it) that other places print alike, and those that they print
    otherwise.
    """
    index: dict[Decimal, list[tuple[int, int]]] = defaultdict(list)
    for number, line in enumerate(lines):
        for at, value in enumerate(line.values):
            index[abs(value)].append((number, at))
    confirmed: set[tuple[int, int]] = set()
    differing: list[Differing] = []
    for reprint in _reprints(seen, frozenset(index)):
        found: list[Differing] = []
        whole = False
        for number, pairs in _aligned(reprint, lines, index):
            line = lines[number]
            apart = [(at, figure) for at, figure in pairs if line.values[at] != figure.value]
            if not apart:
                whole = True
                confirmed |= {(number, at) for at, _ in pairs}
            elif len(apart) == 1 and _is_line(line, reprint, pairs, apart[0][0]):
                at, figure = apart[0]
                kind = slip(line.values[at], line.places[at], figure.value)
                found.append(Differing(number, at, figure.value, reprint.number, kind))
        differing += [] if whole else found
    return confirmed, [
        each for each in differing
        if each.kind in _PLAIN and not _otherwise_counted(each, lines, differing)
    ]  # fmt: skip


def _otherwise_counted(
    one: Differing, lines: Sequence[Printed], differing: Iterable[Differing]
) -> bool:
    """Whether other lines nearby differ in the same column: it counts otherwise, as restated."""
    line = lines[one.line]
    return any(
        other.line != one.line
        and abs(other.number - one.number) <= _NEARBY
        and lines[other.line].table == line.table
        and lines[other.line].columns[other.at] == line.columns[one.at]
        for other in differing
    )


def _aligned(
    reprint: Reprint, lines: Sequence[Printed], index: dict[Decimal, list[tuple[int, int]]]
) -> Iterator[tuple[int, list[tuple[int, Figure]]]]:
    """The ways in which lines of statements may stand in a line: the line, and its places with the
    figures that stand there, two or more. In the printed order, and in the other.
    """
    figures, done = reprint.figures, set[tuple[int, int, int]]()
    for position, figure in enumerate(figures):
        for number, at in index.get(abs(figure.value), ()):
            count = len(lines[number].values)
            for turn in (1, -1):
                first = position - turn * at
                if (number, turn, first) in done:
                    continue
                done.add((number, turn, first))
                pairs = [
                    (place, figures[first + turn * place])
                    for place in range(count)
                    if 0 <= first + turn * place < len(figures)
                ]
                if len(pairs) > 1:
                    yield number, pairs


def _is_line(
    line: Printed, reprint: Reprint, pairs: Sequence[tuple[int, Figure]], but: int
) -> bool:
    """Whether a line of the text is a statement's line, by the figures that are alike and by its
    words.
    """
    alike = [abs(line.values[at]) for at, _ in pairs if at != but]
    digits = sum(len(each.as_tuple().digits) for each in alike)
    shared = line.words & reprint.words
    if digits < _FEW_DIGITS or not shared:
        return False
    if len(alike) >= _MOST_ALIKE and (line.per_share or digits >= _MANY_DIGITS):
        return True
    least = min(len(line.words), len(reprint.words))
    return len(pairs) == len(line.values) and 3 * len(shared) >= 2 * least


def _reprints(seen: Seen, values: frozenset[Decimal]) -> Iterator[Reprint]:
    """The lines with several figures, one of them a statement's, outside of the statements."""
    source = seen.filing.source
    inside = set[int]()
    for table in seen.tables:
        if table.read.table.kind in PRIMARY:
            inside |= set(range(table.read.table.first, table.read.table.last + 1))
    for each in seen.filing.documents:
        if each.type.startswith(_SCANNED):
            first = each.span.line
            inside |= set(range(first, source.span(each.span.end, each.span.end).line))
    spelt = {_plain(value) for value in values}
    for number in range(1, source.line_count + 1):
        if number in inside:
            continue
        text = source.line(number)
        tokens = _TOKEN.findall(text)
        if len(tokens) < 2 or spelt.isdisjoint(map(_bare, tokens)):
            continue
        figures = tuple(each for each in scan(text) if each.value and not each.percent)
        caption = " ".join(_caption(source, number, figures))
        if len(figures) > 1 and not _OTHER_COUNT.search(caption):
            yield Reprint(number, _words(caption), figures)


def _caption(source: SourceText, number: int, figures: Sequence[Figure]) -> Iterable[str]:
    """The words of a line before its figures, below those of the lines without figures above."""
    above = [source.line(at) for at in range(max(1, number - _ABOVE), number)]
    own = source.line(number)[: figures[0].left] if figures else ""
    while above and scan(above[0]):
        above.pop(0)
    return (*(text for text in above if not scan(text)), own)


def _plain(value: Decimal) -> str:
    return f"{value:f}".lstrip("0")


def _bare(token: str) -> str:
    return token.replace(",", "").lstrip("0")
