"""A statement's next page that does not repeat the boxhead, or the units: its columns are those of
the page before, where as many stand at the same places.

        BALANCE SHEETS                          BALANCE SHEETS (Continued)
              June 30,  December 31,
                2009        2008
    Cash     222,200     333,400        Accounts payable     263,600     136,500
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from converter.model.filing import PRIMARY, StatementKind
from converter.text.continued import CONTINUED, plain_title, says_it_continues
from converter.text.units import read_units

if TYPE_CHECKING:
    from converter.model.table import TextTable

_BELOW = 12  # lines at most between a statement and the one on the page below it
_YEAR = re.compile(r"(?:19|20)\d\d")
_SLACK = 3  # characters by which the right edges of a column's figures differ between pages


def with_heads_of(
    table: TextTable, before: TextTable | None, *, continues: bool = False
) -> TextTable:
    """`table` with the heads and the units of the table `before` it, where it is that statement's
    next page.

    continues   whether its figures say so, whatever its title is
    """
    if before is None or table.kind is not before.kind:
        return table
    if not (continues or _same_title(table, before)):
        return table
    goes_on = continues or CONTINUED.search(table.title)
    if goes_on and read_units(before.lead) and not read_units(table.lead):
        table = replace(table, lead=f"{table.lead} {before.lead}")
    if len(table.columns) != len(before.columns) or any(c.head for c in table.columns):
        return table
    pairs = list(zip(table.columns, before.columns, strict=True))
    if not continues and any(abs(new.right - old.right) > _SLACK for new, old in pairs):
        return table
    columns = tuple(replace(new, head=old.head) for new, old in pairs)
    return replace(table, columns=columns, boxhead=before.boxhead, stub_head=before.stub_head)


def with_heads_above(table: TextTable, above: TextTable | None) -> TextTable:
    """`table` with the heads of the one right `above` it on the page, where it has none of its own:
    comprehensive income below operations begins with the net income of each of their columns.
    """
    if above is None or table.kind is not StatementKind.CI or above.kind is not StatementKind.IS:
        return table
    if not 0 < table.first - above.last <= _BELOW or any(c.head for c in table.columns):
        return table
    pairs = list(zip(table.columns, above.columns, strict=False))
    if len(table.columns) != len(above.columns) or any(
        abs(new.right - old.right) > _SLACK for new, old in pairs
    ):
        return table
    printed = {tuple(cell.figure.value for cell in row.cells) for row in above.rows}
    first = next((row for row in table.rows if row.cells), None)
    if first is None or tuple(cell.figure.value for cell in first.cells) not in printed:
        return table
    columns = tuple(replace(new, head=old.head) for new, old in pairs)
    return replace(table, columns=columns, boxhead=above.boxhead)


def joined(before: TextTable, table: TextTable, *, continues: bool = False) -> TextTable | None:
    """Both as one table, where `table` says that it continues the one `before` it, or its figures
    do, in columns of the same heads: a section and its total may stand on either side of the page's
    end. None where it does not.
    """
    if table.kind is not before.kind or table.kind not in PRIMARY:
        return None  # a note that goes on has one table after the other
    if not continues and not says_it_continues(table.title, before.title):
        return None
    if table.asides or before.asides:
        return None
    if len(table.columns) != len(before.columns):
        return None
    pairs = zip(table.columns, before.columns, strict=True)
    heads = [(_words(new.head), _words(old.head)) for new, old in pairs]
    if any(one != other for one, other in heads) and not all(_say_alike(*pair) for pair in heads):
        return None
    if read_units(table.lead) not in (None, read_units(before.lead)):
        return None
    return replace(before, last=table.last, rows=before.rows + table.rows)


def _words(head: str) -> list[str]:
    return head.lower().split()


def _say_alike(one: list[str], other: list[str]) -> bool:
    """Whether one head says no less than the other: 'For the Years Ended December 31, 1995' over
    one page, '1995' over the other, whose title has the rest. Both name the year.
    """
    less, more = sorted((frozenset(one), frozenset(other)), key=len)
    return less <= more and any(_YEAR.fullmatch(word) for word in less)


def _same_title(table: TextTable, before: TextTable) -> bool:
    return plain_title(table.title) == plain_title(before.title)
