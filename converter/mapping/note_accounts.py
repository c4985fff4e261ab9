"""What became of valuation accounts in a year: Schedule II, and notes of that kind (S-X 12-09).

                               Balance at   Charged to               Balance at
                                beginning     expenses   Deductions         end
    Year ended December 31, 1998
      Doubtful accounts                85           61            4         142
      Returns and allowances           27           13           13          27

In each line the first balance and what is between must make the last; one year's end is the next
one's beginning. The account is a member, by its line's words or those above it; the year is the
line's, its heading's, or that of the heads ('Balance at 12/31/98').
"""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import product
from typing import TYPE_CHECKING

from converter.mapping.note_rolls import amount, claim_for
from converter.model.lineitem import Group
from converter.model.mapped import Claim, Detail
from converter.model.xbrl import Duration, Instant
from converter.text.dates import dates, is_period_text, read_period, without_periods, years
from converter.text.units import Quantity

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from converter.mapping.note_registry import Kind, Registry
    from converter.mapping.note_values import Statements
    from converter.model.mapped import Decided
    from converter.model.xbrl import Period

PROOF = "accounts"
UNPROVEN = (
    "its balances and what is between do not add up, or which account or year a line is of is not"
    " told"
)
_DAY = dt.timedelta(1)
_OPENS = re.compile(r"\bbegin|\bopening\b|\bstart\b", re.IGNORECASE)
_CLOSES = re.compile(r"\bend(?:ing)?\b|\bclos(?:e|ing)\b", re.IGNORECASE)
_BALANCE = re.compile(r"\bbalances?\b", re.IGNORECASE)
# the ends of concepts' names, and what a column's head says of it
_MOVES = (
    ("ChargedToOtherAccounts", re.compile(r"\bother\s+accounts?\b", re.IGNORECASE)),
    ("Deductions", re.compile(r"\bdeduct|\bwrit\w*\s*-?\s*offs?\b|\bwritten\s+off\b|\bpayments?\b"
                              r"|\busage\b|\butili[sz]", re.IGNORECASE)),
    ("ChargedToCostAndExpense",
     re.compile(r"\b(?:expenses?|costs?|income|earnings|operations|provisions?)\b", re.IGNORECASE)),
)  # fmt: skip
_MARK = re.compile(r"\s*[({\[]\w{1,2}[)}\]]|\*+")  # of a footnote
_TOTAL = re.compile(r"\W*(?:grand\s+)?totals?\b", re.IGNORECASE)
_TITLE = re.compile(
    r"\bvaluation\s+(?:accounts|reserves)\b|\bqualifying\s+accounts?\b", re.IGNORECASE
)
_HEAD = re.compile(r"descriptions?|classifications?", re.IGNORECASE)  # over the accounts
_ASIDE = re.compile(r"\([^()]*\)")
_ALLOWANCE = re.compile(r"\b(?:allowances?|reserves?|accounts?|provisions?)\b", re.IGNORECASE)
_GOES_ON = re.compile(r"(?:&|\band)$", re.IGNORECASE)  # a caption in the line below
_FEW = 2  # lines that must add up
_MOST = 6  # columns between the balances


@dataclass(frozen=True, slots=True)
class _Line:
    """A line that adds up: which account it is of, and for which year."""

    at: int
    name: str
    year: Duration


def of_accounts(table: Decided) -> bool:
    """Whether a table's title says that it is of valuation accounts."""
    return _TITLE.search(table.read.table.title) is not None


def accounts(
    table: Decided, kind: Kind, registry: Registry, statements: Statements
) -> Decided | None:
    """The table with the concepts of its columns, where its lines prove them; else None."""
    read = table.read
    used = _balances(table)
    if not of_accounts(table):
        return None  # what is reserved for a restructuring is no valuation account
    if not 3 <= len(used) <= _MOST + 2 or not read.units.stated or not _of_balances(table, used):
        return None
    rows = [
        at for at, item in enumerate(read.items)
        if {used[0], used[-1]} <= {cell.column for cell in item.row.cells}
    ]  # fmt: skip
    signs = _signs(table, rows, used)
    if signs is None:
        return None
    lines = list(_lines(table, rows, used, statements))
    if not lines or not _chained(table, lines, used):
        return None
    return _told(table, kind, registry, lines, used, signs)


def _balances(table: Decided) -> list[int]:
    """The columns with figures, but for one of years before them."""
    read = table.read
    used = sorted({cell.column for item in read.items for cell in item.row.cells})
    if used and not _BALANCE.search(read.columns[used[0]].column.head):
        first = [cell for item in read.items if (cell := item.row.cell(used[0])) is not None]
        if all(is_period_text(f"{cell.figure.value}") for cell in first):
            return used[1:]
    return used


def _of_balances(table: Decided, used: Sequence[int]) -> bool:
    """Whether the outer columns are balances, by their heads or the lines in place of these."""
    heads = [table.read.columns[at].column.head for at in used]
    first, last = heads[0], heads[-1]
    if _BALANCE.search(first) and _BALANCE.search(last):
        opens = _OPENS.search(first) or dates(first)
        return bool(opens and (_CLOSES.search(last) or dates(last)))
    above: list[str] = []
    for item in table.read.items:
        if len(item.row.cells) == len(used):
            break
        above.append(item.caption)
    said = " ".join(above)
    return bool(_BALANCE.search(said) and _OPENS.search(said) and _CLOSES.search(said))


def _signs(table: Decided, rows: Sequence[int], used: Sequence[int]) -> tuple[int, ...] | None:
    """How each column between moves the balance, so that all lines add up: 1 by its figures, -1 by
    what is turned. None where nothing does, or several ways that differ do.
    """
    between = used[1:-1]
    moving = [at for at in rows if any(amount(table, at, column) for column in between)]
    if len(rows) < _FEW or not moving:
        return None
    found = [
        signs for signs in product((1, -1), repeat=len(between))
        if all(_adds_up(table, at, used, signs) for at in rows)
    ]  # fmt: skip
    idle = [not any(amount(table, at, column) for at in rows) for column in between]
    ways = {tuple(0 if no else sign for sign, no in zip(each, idle, strict=True)) for each in found}
    return ways.pop() if len(ways) == 1 else None


def _adds_up(table: Decided, at: int, used: Sequence[int], signs: Sequence[int]) -> bool:
    moved = sum(
        (sign * amount(table, at, column) for sign, column in zip(signs, used[1:-1], strict=True)),
        Decimal(0),
    )
    return amount(table, at, used[0]) + moved == amount(table, at, used[-1])


def _lines(
    table: Decided, rows: Sequence[int], used: Sequence[int], statements: Statements
) -> Iterator[_Line]:
    """The lines of single accounts in years of the statements; of two with one name each has the
    heading above it in its own.
    """
    known = {at: _account(table, at) for at in rows}
    told = {at: year for at in rows if (year := _year(table, at, used, statements)) is not None}
    twice = Counter((known[at][0], told[at]) for at in told)
    for at, year in told.items():
        name, within = known[at]
        if name and twice[name, year] > 1:
            name = f"{within} {name}".strip() if within else ""
        if name and any(sign.isalpha() for sign in name):
            yield _Line(at, name, year)


def _account(table: Decided, at: int) -> tuple[str, str]:
    """(the account of a line, the heading above that); '' for a total, or what nothing names."""
    item = table.read.items[at]
    above = [
        words for text in reversed(item.section)
        if (words := _words(text)) and not _HEAD.fullmatch(words)
    ]  # fmt: skip
    own = _words(item.caption)
    if _TOTAL.match(own):
        return "", ""
    dated = is_period_text(item.caption) or _labelled(table, at) is not None
    if not own and not dated:
        return "", ""  # a sum without words
    if not own:
        own, *above = [*above, _words(table.read.table.stub_head) or _below_title(table)]
    elif above and (item.caption.startswith("-") or _GOES_ON.search(above[0])):
        own = f"{above[0]} {own}"  # '--Non-current' below 'Allowance for doubtful accounts'
    return own, above[0] if above else ""


def _labelled(table: Decided, at: int) -> int | None:
    """The year that stands before the balances of a line, in a column of such."""
    cell = table.read.items[at].row.cell(0)
    before = _balances(table)[:1] != [0]
    return int(cell.figure.value) if cell is not None and before else None


def _below_title(table: Decided) -> str:
    """The account between the title and the heads: 'Allowance for doubtful accounts'."""
    words = _ASIDE.sub("", table.read.table.lead.rpartition(table.read.table.title)[2])
    return _words(words) if _ALLOWANCE.search(words) else ""


def _words(text: str) -> str:
    """A text without periods, marks of footnotes and what ends it."""
    return without_periods(_MARK.sub("", text)).strip(" :.-_")


def _year(table: Decided, at: int, used: Sequence[int], statements: Statements) -> Duration | None:
    """The statements' year that a line is of: as it says, its headings, the heads, or the title."""
    label = _labelled(table, at)
    if label is not None:
        return _named(label, statements)
    item, read = table.read.items[at], table.read
    over = [read.columns[column].column.head for column in (used[0], used[-1])]
    first, last = (days[0].date if len(days := dates(text)) == 1 else None for text in over)
    if first and last and first != last:  # 'Balance at 12/31/97', 'Balance at 12/31/98'
        own = (each for each in statements.years if each.end == last)
        return next((each for each in own if first in (each.start - _DAY, each.start)), None)
    near = (item.caption, *reversed(item.section), read.table.stub_head, over[0], read.table.lead)
    one = next((text for text in near if len(_years_in(text)) == 1), "")
    stated = read_period(one)
    if stated.month is not None and stated.end is not None:
        return next((each for each in statements.years if each.end == stated.end), None)
    return None if stated.year is None else _named(stated.year, statements)


def _years_in(text: str) -> set[int]:
    return {year for year, _, _ in years(text)} | {day.year for day in dates(text) if day.year}


def _named(year: int, statements: Statements) -> Duration | None:
    """The statements' year of a name, where one alone ends in it."""
    own = [each for each in statements.years if each.end.year == year]
    return own[0] if len(own) == 1 else None


def _chained(table: Decided, lines: Sequence[_Line], used: Sequence[int]) -> bool:
    """Whether no year of an account begins with another balance than that with which the one before
    ended.
    """
    closing = {(line.name, line.year.end): amount(table, line.at, used[-1]) for line in lines}
    if len(closing) < len(lines):
        return False
    for line in lines:
        before = closing.get((line.name, line.year.start - _DAY))
        if before is not None and before != amount(table, line.at, used[0]):
            return False
    return True


def _told(
    table: Decided, kind: Kind, registry: Registry, lines: Sequence[_Line], used: Sequence[int],
    signs: Sequence[int],
) -> Decided:  # fmt: skip
    """The table with its claims, by cell, and the account of each line."""
    items = [*table.read.items]
    cells: dict[tuple[int, int], Claim] = {}
    periods: dict[tuple[int, int], Period] = {}
    balance = kind.totals[0]
    turned = all(amount(table, line.at, used[-1]) <= 0 for line in lines)
    names: list[tuple[int, str, int]] = [(used[0], balance, 1), (used[-1], balance, 1)]
    for column, sign in zip(used[1:-1], signs, strict=True):
        ending = _move(table.read.columns[column].column.head)
        if ending and sign:
            lowers = -1 if ending == "Deductions" else 1
            names.append((column, balance.removesuffix("Balance") + ending, sign * lowers))
    for line in lines:
        items[line.at] = replace(
            items[line.at], group=Group(line.name, account=True), quantity=Quantity.MONEY
        )
        for column, name, sign in names:
            if name != balance and column not in _alone(table, line.at, name, names):
                continue
            concept = registry.taxonomy.find(name)
            if concept is None or items[line.at].row.cell(column) is None:
                continue
            way = -sign if turned else sign
            cells[line.at, column] = claim_for(concept, kind, "as_printed" if way > 0 else "negate")
            periods[line.at, column] = _period(
                concept.period_type, line.year, opening=column == used[0]
            )
    left = table.read.places - cells.keys()
    return replace(
        table, read=replace(table.read, items=tuple(items)),
        claims=tuple(Claim() for _ in table.claims), cells=cells, sums=(), unproven=(),
        left_out=table.left_out | left,
        detail=Detail(
            (kind.id,), {at: kind.noun for at, _ in cells}, instant=False, periods=periods
        ),
    )  # fmt: skip


def _alone(
    table: Decided, at: int, name: str, names: Sequence[tuple[int, str, int]]
) -> Sequence[int]:
    """The column that states a concept for a line: of several ('Payments', 'Write-offs') the one
    that has an amount; none where two have, whose sum is not printed.
    """
    columns = [column for column, other, _ in names if other == name]
    moving = [column for column in columns if amount(table, at, column)]
    return moving if len(moving) == 1 else [] if moving else columns[:1]


def _move(head: str) -> str:
    return next((ending for ending, words in _MOVES if words.search(head)), "")


def _period(period_type: str, year: Duration, *, opening: bool) -> Period:
    if period_type == "duration":
        return year
    return Instant(date=year.start - _DAY if opening else year.end)
