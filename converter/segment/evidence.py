"""What speaks for and against a candidate being a statement of the registrant: weighed here, and
nowhere else.

A weight is about the logarithm of odds: three speak for what is right in nineteen of twenty cases.
A title is good evidence, never the condition: captions that are a balance sheet's with two equal
totals weigh as much.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from converter.model.candidate import Evidence
from converter.model.filing import StatementKind
from converter.text.dates import UNITS
from converter.text.numerals import Form
from converter.text.units import Quantity, quantity_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from decimal import Decimal

    from converter.segment.blocks import Reading
    from converter.segment.candidates import Stretch
    from converter.text.numerals import Figure


@dataclass(frozen=True, slots=True)
class Weights:
    """Each with its reason.

    captions    the most that captions alone count: they cannot tell whose statement it is
    title       a line above names the statement by the grammar of titles
    extract     a title that stands over extracts as often as over statements
    other       the title names another statement
    named       a line above begins with the statement's name, and goes on with unknown words
    loose       words of the statement's name stand above, in no known order
    totals      two equal totals make a balance sheet
    cash        opening and change give closing cash
    less        amounts are taken from one another on the way to net income
    balances    an equity statement opens and closes with balances
    spans       heads speak of spans of time over a balance sheet, or of days over flows
    averages    heads speak of averages: of balances of a period, and what they earned
    shares      each line is a share of a hundred, or its heads say so
    years       more columns than statements have; extracts of five years and more do
    few         fewer rows than a statement has
    notes       stands among the notes
    inside      prose on the same page leads in to it
    agrees      shares figures with a candidate of another kind
    page        stands under the title of the statement before, has its captions again, or
                ends with one of its totals, or has just what it lacks
    beside      stands next to statements among which its kind is missing
    summary     a release's summary of a statement that it has nowhere else
    """

    captions: float = 6.0
    title: float = 5.0
    extract: float = 1.0
    other: float = -4.0
    named: float = 3.5
    loose: float = 2.0
    totals: float = 4.0
    cash: float = 4.0
    less: float = 2.0
    balances: float = 2.0
    spans: float = -1.5
    averages: float = -6.0
    shares: float = -8.0
    years: float = -4.0
    few: float = -3.0
    notes: float = -4.0
    inside: float = -2.0
    agrees: float = 3.0
    page: float = 7.0
    beside: float = 3.5
    summary: float = 7.0


WEIGHTS = Weights()
_WHOLE = 100
_MOST_COLUMNS = 6
_FEWEST_ROWS = 4
_FULL_ROWS = 8  # the shortest whole statements of releases
_AVERAGE = re.compile(r"\baverage\b", re.IGNORECASE)
_PERCENT_OF = re.compile(r"\bpercent(?:age)?s?\s+of\b|\bpercentages\b", re.IGNORECASE)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_LONGEST = 80  # characters of a line that names a statement
_ADDENDS = 20  # lines that a total adds up
_LONG_ENOUGH = 3  # digits, be it of millions with a point; figures of fewer add up by chance
_PROVE = 2  # columns that prove a sum although another contradicts it
_LARGE = 100  # a figure of fewer digits stands twice by chance
_SPAN = re.compile(
    rf"\b(?:{UNITS}|years?|yrs?\.?|quarters?|qtrs?\.?|periods?)\s+(?:then\s+)?end", re.IGNORECASE
)
_OF = {
    StatementKind.BS: "a balance sheet",
    StatementKind.IS: "a statement of operations",
    StatementKind.CF: "a cash flow statement",
    StatementKind.EQ: "a statement of equity",
    StatementKind.CI: "a statement of comprehensive income",
}
_LOOSE = {
    StatementKind.BS: (("balance", "sheet"), ("financial", "position"), ("financial", "condition")),
    StatementKind.IS: (("income",), ("operations",), ("earnings",), ("loss",), ("results",)),
    StatementKind.CF: (("cash", "flow"), ("cash", "sources"), ("cash", "received"), ("funds",)),
    StatementKind.EQ: (("equity",), ("retained", "earnings"), ("investment",)),
    StatementKind.CI: (("comprehensive", "income"), ("comprehensive", "loss")),
}


@dataclass(frozen=True, slots=True)
class Place:
    """Where a candidate stands: among the notes; behind prose on its page; in a press release,
    which heads whole statements with words that reports have over extracts.
    """

    notes: bool = False
    inside: bool = False
    release: bool = False


def weigh(stretch: Stretch, kind: StatementKind, place: Place) -> tuple[Evidence, ...]:
    """The evidence for `stretch` as a statement of `kind`, the weightiest first."""
    found = [_captions(stretch, kind), *_title(stretch, kind, place), *_sums(stretch, kind)]
    found += _shape(stretch, kind)
    if place.notes:
        found.append(Evidence("place", WEIGHTS.notes, "it stands among the notes"))
    if place.inside:
        found.append(Evidence("place", WEIGHTS.inside, "prose on its page leads in to it"))
    return tuple(sorted(found, key=lambda each: -abs(each.weight)))


def _captions(stretch: Stretch, kind: StatementKind) -> Evidence:
    odds = stretch.odds[kind.value]
    if kind is StatementKind.IS:  # the same lines, with or without those of comprehensive income
        odds = max(odds, stretch.odds[StatementKind.CI.value])
    # the words of few rows say little, for or against
    rows = sum(bool(each.figures) for each in stretch.readings)
    most = WEIGHTS.captions if rows >= _FEWEST_ROWS else 1.0
    weight = max(-most, min(most, odds))
    are = "are" if weight > 0 else "are not"
    return Evidence("captions", weight, f"its captions {are} those of {_OF[kind]}")


def _title(stretch: Stretch, kind: StatementKind, place: Place) -> Iterator[Evidence]:
    words, text = stretch.head.words, stretch.head.text
    if words is not None:
        if words.kind is kind or {words.kind, kind} == {StatementKind.IS, StatementKind.CI}:
            rows = sum(bool(each.figures) for each in stretch.readings)
            whole = not words.full or (place.release and rows >= _FULL_ROWS)
            weight = WEIGHTS.title if whole else WEIGHTS.extract
            yield Evidence("title", weight, f"{text!r} stands above")
        else:
            yield Evidence("title", WEIGHTS.other, f"{text!r} names another statement")
        return
    line = named_by(stretch, kind)
    if line and stretch.page.titles.begins(line) is kind:
        yield Evidence("title", WEIGHTS.named, f"its name begins a line above: {line!r}")
    elif line:
        yield Evidence("title", WEIGHTS.loose, f"words of its name stand above: {line!r}")


def named_by(stretch: Stretch, kind: StatementKind) -> str:
    """The line above the figures, or the stub's head, that has words of the statement's name, where
    no title is there; '' without one.
    """
    stubs = (
        _YEAR.split(each.caption, maxsplit=1)[0].strip()
        for each in heads(stretch)
        if _YEAR.search(each.caption)  # 'Income            1996        1995'
    )
    for text in (stretch.head.text, *reversed(stretch.head.around), *stubs):
        low = text.lower()
        if (
            len(text) <= _LONGEST
            and not text.endswith(":")
            and any(all(word in low for word in words) for words in _LOOSE[kind])
        ):
            return text
    return ""


def _sums(stretch: Stretch, kind: StatementKind) -> Iterator[Evidence]:
    rows = _amounts(stretch.readings)
    if kind is StatementKind.BS:
        total = equal_totals(rows)
        if total is None:
            money = [each for each in stretch.readings if not _counts(each)]
            total = equal_totals(_amounts(money))
        if total is not None:
            yield Evidence("sums", WEIGHTS.totals, f"two totals are equal: {total:,}")
    elif kind is StatementKind.CF:
        closing = _closing_cash(rows)
        if closing is not None:
            yield Evidence("sums", WEIGHTS.cash, f"opening and change give closing: {closing:,}")
    elif kind is StatementKind.IS:
        less, margins = _differences(rows), _margins(rows)
        if less > 1:
            yield Evidence("sums", WEIGHTS.less, f"{less} lines are the line before less another")
        elif margins:
            says = f"{margins[0]:,} is the sum of the lines above one total less that above another"
            yield Evidence("sums", WEIGHTS.less, says)
    elif kind is StatementKind.EQ:
        balances = sum("balance" in each.caption.lower() for each in stretch.readings)
        if balances > 1:
            yield Evidence("sums", WEIGHTS.balances, f"{balances} balances stand in it")


def _shape(stretch: Stretch, kind: StatementKind) -> Iterator[Evidence]:
    rows = [each for each in stretch.readings if each.figures]
    columns = max((len(each.figures) for each in rows), default=0)
    if columns > _MOST_COLUMNS and kind is not StatementKind.EQ:
        yield Evidence("boxhead", WEIGHTS.years, f"{columns} columns are more than statements have")
    if _of_a_hundred(rows):
        yield Evidence("figures", WEIGHTS.shares, "its figures are shares of a hundred")
    named = stretch.head.words is not None and not all(map(_may_be_page, rows))
    if len(rows) < _FEWEST_ROWS and not named:
        yield Evidence("rows", WEIGHTS.few, f"{len(rows)} rows are few")
    over = " ".join(each.caption for each in heads(stretch))
    if _PERCENT_OF.search(over) and _small(rows):
        yield Evidence("boxhead", WEIGHTS.shares, "its heads speak of percentages")
    if kind is StatementKind.BS and _SPAN.search(over):
        yield Evidence("boxhead", WEIGHTS.spans, "its heads speak of spans of time")
    if kind is StatementKind.BS and _AVERAGE.search(over):
        yield Evidence("boxhead", WEIGHTS.averages, "its heads speak of averages")


def _small(rows: Sequence[Reading]) -> bool:
    """Whether no figure is larger than shares of a hundred are."""
    return all(abs(figure.value) <= 2 * _WHOLE for each in rows for figure in each.figures)


def _of_a_hundred(rows: Sequence[Reading]) -> bool:
    """Whether a line has 100% in all its columns, and none has more but a few."""
    numbers = [[figure for figure in each.figures if figure.form is Form.NUMBER] for each in rows]
    whole = any(
        each and all(figure.percent and figure.value == _WHOLE for figure in each)
        for each in numbers
    )
    values = [abs(figure.value) for each in numbers for figure in each]
    return whole and sum(value > _WHOLE for value in values) * 10 <= len(values)


def _may_be_page(reading: Reading) -> bool:
    """Whether a row ends in one small number, as the lines of an index do."""
    return len(reading.figures) == 1 and all(
        figure.form is Form.NUMBER and not figure.places and not figure.currency
        and 0 < figure.value < 1000
        for figure in reading.figures
    )  # fmt: skip


def heads(stretch: Stretch) -> Sequence[Reading]:
    """What stands between the title and the first row: the boxhead, and what is over the stub."""
    first = next((at for at, each in enumerate(stretch.readings) if each.figures), 0)
    return stretch.readings[:first]


Row = tuple[str, tuple["Decimal", ...]]


def _amounts(readings: Iterable[Reading]) -> list[Row]:
    """Captions and values of the rows that have figures; years are none."""
    return [
        (each.caption, tuple(figure.value for figure in each.figures))
        for each in readings
        if each.figures and not _are_years(each.figures)
    ]


def _counts(reading: Reading) -> bool:
    """Whether a row counts shares, which are more than all assets."""
    return quantity_of(reading.caption, (), reading.figures) is Quantity.SHARES


def _are_years(figures: Sequence[Figure]) -> bool:
    return all(figure.form is Form.NUMBER and figure.like_year for figure in figures)


def equal_totals(rows: Sequence[Row]) -> Decimal | None:
    """The amount of two rows that are equal in all their columns, and that none exceeds."""
    seen: dict[tuple[Decimal, ...], int] = {}
    most = max((abs(value) for _, values in rows for value in values), default=0)
    for at, (_, values) in enumerate(rows):
        if values and abs(max(values, key=abs)) >= _LARGE:
            before = seen.setdefault(values, at)
            if before < at - 1 and 2 * max(map(abs, values)) >= most:
                return values[0]
    return None


def proves_cash(read: Iterable[Reading]) -> bool:
    """Whether opening cash and its change give closing cash, and the lines say that it is cash."""
    rows = _amounts(read)
    named = [at for at, (caption, _) in enumerate(rows) if "cash" in caption.lower()]
    return any(_closes(rows, at) for at in named)


def _closing_cash(rows: Sequence[Row]) -> Decimal | None:
    return next((closing for closing, _ in _cash(rows)), None)


def _cash(rows: Sequence[Row]) -> list[tuple[Decimal, Decimal]]:
    """Closing and opening cash by column, where a row opens, and the one before it changes: from
    the foot up, since supplemental lines may follow.
    """
    found = (_closes(rows, at) for at in range(len(rows) - 1, 1, -1))
    return next(filter(None, found), [])


def _closes(rows: Sequence[Row], at: int) -> list[tuple[Decimal, Decimal]]:
    """Closing and opening cash by column where the line `at` is closing cash; else empty."""
    closing = rows[at][1]
    if len(closing) < 1 or abs(max(closing, key=abs)) < _LARGE:
        return []
    for one, other in pairwise(range(max(0, at - 4), at)):
        change, opening = rows[one][1], rows[other][1]
        same = len(change) == len(opening) == len(closing)
        if not same or min(*opening, *closing) < 0:
            continue  # a balance of cash is no overdraft
        adds = [abs(a + b - c) <= 1 for a, b, c in zip(change, opening, closing, strict=True)]
        if _but_one(adds):
            both = zip(closing, opening, strict=True)
            return [pair for pair, so in zip(both, adds, strict=True) if so]
    return []


def _but_one(columns: Sequence[bool]) -> bool:
    """Whether all columns agree, or all but one of three or more: one misprinted figure does not
    hide what the others prove.
    """
    return all(columns) or sum(columns) == len(columns) - 1 >= _PROVE


def _differences(rows: Sequence[Row]) -> int:
    """How many rows are, in all columns but one, the row two above less (or with) the one between:

    Income before income taxes      3,370
    Income taxes                    1,210
    Net income                      2,160
    """
    found = 0
    for (_, above), (_, between), (_, result) in zip(rows, rows[1:], rows[2:], strict=False):
        if len(above) == len(between) == len(result) and _but_one(
            [
                abs(abs(a) - abs(b) - abs(c)) <= 1 or abs(a + b - c) <= 1
                for a, b, c in zip(above, between, result, strict=True)
            ]
        ):
            found += any(_digits(value) >= _LONG_ENOUGH for value in result) and any(between)
    return found


def _margins(rows: Sequence[Row]) -> list[Decimal]:
    """What is left of one total's lines after another's, in all columns: operating income of
    revenues and of costs, each with its addends.
    """
    found: list[Decimal] = []
    before: tuple[Decimal, ...] = ()  # the last total
    after = 0  # where the lines begin that the next one may add up
    for at, (_, values) in enumerate(rows):
        above = [each for _, each in rows[max(after, at - _ADDENDS) : at]]
        if not _adds_up(above, values):
            continue
        result = rows[at + 1][1] if at + 1 < len(rows) else ()
        if before and _adds_up([values, result], before):
            found.append(result[0])
        before, after = values, at + 1
    return found


def _adds_up(addends: Sequence[tuple[Decimal, ...]], total: tuple[Decimal, ...]) -> bool:
    """Whether the last two or more of the lines give a total in all columns."""
    if max(map(_digits, total), default=0) < _LONG_ENOUGH:
        return False
    left = list(total)
    for count, values in enumerate(reversed(addends), 1):
        if len(values) != len(total):
            return False
        left = [rest - value for rest, value in zip(left, values, strict=True)]
        if count > 1 and _but_one([abs(rest) <= 1 for rest in left]):
            return True
    return False


@dataclass(frozen=True, slots=True)
class Figures:
    """The amounts of a candidate: statements of one company share some, those of two hardly any.

    digits  each amount with its number of digits
    pairs   amounts that stand side by side, with the digits of both: net income of two years stands
            in two statements
    totals  its largest rows, of which a page of assets shares one with that of the liabilities
    """

    digits: dict[Decimal, int]
    pairs: dict[tuple[Decimal, Decimal], int]
    totals: frozenset[tuple[Decimal, ...]]


def figures_of(stretch: Stretch) -> Figures:
    rows = _amounts(stretch.readings)
    digits: dict[Decimal, int] = {}
    pairs: dict[tuple[Decimal, Decimal], int] = {}
    for _, values in rows:
        counts = [_digits(value) for value in values]
        for value, count in zip(values, counts, strict=True):
            if count > 2:
                digits[abs(value)] = count
        for at, (one, other) in enumerate(pairwise(values)):
            both = counts[at] + counts[at + 1]
            if both > _CHANCE:
                pairs[abs(one), abs(other)] = both
    for closing, opening in _cash(rows):  # the balance sheet has them side by side
        both = _digits(closing) + _digits(opening)
        if both > _CHANCE:
            pairs[abs(closing), abs(opening)] = both
    most = max((abs(value) for _, values in rows for value in values), default=0)
    totals = frozenset(
        values for _, values in rows if values and 2 * max(map(abs, values)) >= most >= _LARGE
    )
    return Figures(digits, pairs, totals)


def _digits(value: Decimal) -> int:
    return len(str(abs(value)).replace(".", "").lstrip("0"))


def agreement(one: Figures, other: Figures) -> float:
    """How far two candidates share amounts beyond chance: of two tables of sixty rows, one in two
    has an amount of four digits in common with the other, one in fifteen one of five.
    """
    shared = one.digits.keys() & other.digits.keys()
    alone = sum(_SAYS.get(one.digits[value], 2.0) for value in shared)
    together = sum(
        _PAIR if one.pairs[pair] > _LONG else _SHORT_PAIR
        for pair in one.pairs.keys() & other.pairs.keys()
    )
    return alone + together


_CHANCE = 4  # digits of two neighbours that stand side by side twice by chance
_LONG = 6
_PAIR = 2.0
_SHORT_PAIR = 1.0
_SAYS = {3: 0.05, 4: 0.3, 5: 0.9}  # by digits; more are no chance
