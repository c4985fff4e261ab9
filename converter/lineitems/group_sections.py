"""Sections of a statement that speak of a part of the company.

    HOMEBUILDING:
       Revenues                  2,214,618     1,889,703
    FINANCIAL SERVICES:
       Revenues                     47,204        38,811

Names that head columns elsewhere, or sections of several statements, are such parts.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from converter.lineitems.groups import WHOLE
from converter.model.filing import PRIMARY, StatementKind
from converter.model.lineitem import Group, Role

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from converter.model.lineitem import LineItem, ReadTable
    from converter.model.mapped import Sum

_REMARK = re.compile(r"\s*\([^)]*\)|\*+")


def share_groups(tables: Sequence[ReadTable]) -> list[ReadTable]:
    """The tables with the groups that others name in their columns found among their headings:
    a filer that has 'Automotive' and 'Financial Services' as columns of one statement has them as
    sections of another. So are those found that head sections of several statements.
    """
    known = _headed(tables) | {
        column.group.name.casefold(): column.group
        for table in tables
        if table.table.kind in PRIMARY
        for column in table.columns
        if column.group is not None
    }
    if len(known) < 2:
        return list(tables)
    return [_in_sections(table, known) for table in tables]


def _headed(tables: Sequence[ReadTable]) -> dict[str, Group]:
    """The parts that head sections of operations and of another statement, with one caption below
    two of them: 'Revenues', 'Cash'. What heads sections of the others alone is a kind of balance:
    'Receivables' and 'Payables', with 'Clients' below each.
    """
    below: dict[str, dict[StatementKind, set[str]]] = {}
    names: dict[str, str] = {}
    for table in tables:
        kind = table.table.kind
        if kind in PRIMARY and kind is not StatementKind.EQ:
            for name, captions in _outer_sections(table):
                names.setdefault(_plain(name), name)
                below.setdefault(_plain(name), {}).setdefault(kind, set()).update(captions)
    several = {
        words: kinds
        for words, kinds in below.items()
        if len(kinds) > 1 and StatementKind.IS in kinds
    }
    return {
        words: Group(names[words])
        for words, kinds in several.items()
        if any(
            kinds[kind] & others.get(kind, set())
            for other, others in several.items() if other != words
            for kind in kinds
        )
    }  # fmt: skip


def _outer_sections(table: ReadTable) -> Iterator[tuple[str, set[str]]]:
    """The headings below which lines are set in, with the captions of these."""
    for at, item in enumerate(table.items):
        name = _REMARK.sub("", item.caption).strip(" :")
        if item.role is not Role.HEADING or not name:
            continue
        captions: set[str] = set()
        for inner in table.items[at + 1 :]:
            if inner.row.indent <= item.row.indent:
                break
            if inner.row.cells and inner.caption:
                captions.add(_plain(inner.caption))
        if captions:
            yield name, captions


@dataclass(frozen=True, slots=True)
class _Open:
    """A part's section: its heading's indent, and whether its lines stand further in."""

    group: Group
    indent: int
    set_in: bool

    def ends_at(self, item: LineItem) -> bool:
        """Whether a line stands outside it."""
        if item.row.indent > self.indent:
            return False
        if self.set_in and item.caption:
            return True
        # 'TOTAL COMPANY' and 'LIABILITIES AND EQUITY' belong to no part
        return item.role is Role.HEADING and (
            bool(WHOLE.search(item.caption)) or item.caption.isupper()
        )

    def closes(self, item: LineItem) -> bool:
        """'Total Automotive assets', 'Income before income taxes - Automotive'."""
        words, name = item.caption.casefold(), self.group.name.casefold()
        total = (
            item.role is Role.TOTAL or words.startswith("total") or f"- {name}" in words
        )  # fmt: skip
        return bool(item.row.cells) and total and name in words


def _in_sections(table: ReadTable, known: Mapping[str, Group]) -> ReadTable:
    if table.table.kind in (StatementKind.NOTE, StatementKind.EQ) or any(
        column.group for column in table.columns
    ):
        return table
    opens = {
        at: known[words]
        for at, item in enumerate(table.items)
        if item.role is Role.HEADING and (words := _plain(item.caption)) in known
    }
    if len({group.name for group in opens.values()}) < 2:
        return table
    items: list[LineItem] = []
    part: _Open | None = None
    for at, item in enumerate(table.items):
        if at in opens:
            after = table.items[at + 1 : at + 2]
            set_in = any(below.row.indent > item.row.indent for below in after)
            part = _Open(opens[at], item.row.indent, set_in)
        elif part is not None and part.ends_at(item):
            part = None
        items.append(replace(item, group=part.group) if part and item.row.cells else item)
        if part is not None and part.closes(item):
            part = None
    return replace(table, items=tuple(items))


def with_whole_totals(table: ReadTable, sums: Iterable[Sum]) -> ReadTable:
    """The table, totals of several parts of the company as the whole's, though they stand below the
    last part's lines:

        FINANCIAL SERVICES:
          Notes Payable                 35,371
                                        54,189
            Total Liabilities          513,092    with the 458,903 of HOUSING
    """
    items = list(table.items)
    for total in sums:
        own = items[total.total].group
        if own is not None and any(items[part].group != own for part, _ in total.parts):
            items[total.total] = replace(items[total.total], group=None)
    return table if items == [*table.items] else replace(table, items=tuple(items))


def _plain(caption: str) -> str:
    return _REMARK.sub("", caption).strip(" :").casefold()
