"""Movements of equity that stand between balances of several years.

Balance, December 31, 1995     7,818
Net income                       500      two years at once: a balance between them is lost
Net income                     1,000
Balance, December 31, 1997     9,659
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from converter.checks.periods import near
from converter.checks.registry import Consequence, Found, Place, Seen, Stage, check
from converter.checks.sheets import owner_of
from converter.model.filing import PRIMARY, StatementKind
from converter.model.finding import Severity
from converter.model.xbrl import Duration

if TYPE_CHECKING:
    from collections.abc import Iterator

_LONG = 550  # days: longer than a year after which the fiscal year was changed
_WEEK = dt.timedelta(7)
_DAY = dt.timedelta(1)


@check("EQU013", Stage.TABLES, Consequence.LEAVE_OUT)
def over_years(seen: Seen) -> Iterator[Found]:
    """Movements of equity stand between balances that are years apart

    Of the lines between two balances of a statement of equity it is not known which year they are
    of: the balances are more than a year and a half apart, no other statement has a column of so
    long a period, but there is one that ends on the same day and is shorter.

    These lines are left out: a balance between them is lost, or its date is wrong.
    """
    columns = [
        (owner_of(table), column.duration)
        for table in seen.tables
        if table.read.table.kind in PRIMARY
        for column in table.read.columns
        if column.duration is not None
    ]
    for number, table in enumerate(seen.tables):
        if table.read.table.kind is not StatementKind.EQ:
            continue
        beside = [each for owner, each in columns if owner == owner_of(table)]
        lines: dict[Duration, list[int]] = {}
        for at, item in enumerate(table.read.items):
            if isinstance(item.period, Duration) and item.row.cells:
                lines.setdefault(item.period, []).append(at)
        for period, items in lines.items():
            if (
                (period.end - period.start).days > _LONG
                and any(abs(each.end - period.end) <= _WEEK for each in beside)
                and not any(near(each, period) for each in beside)
            ):
                rows = [table.read.items[at].row for at in items]
                first, *others = [row.cells[0].span for row in rows]
                yield Found(
                    Severity.WARNING, span=first, others=tuple(others),
                    message=f"{table.read.table.title}: lines from {rows[0].caption!r} on stand"
                    f" between balances of {period.start - _DAY} and {period.end}: which year they"
                    " are of is not known",
                    hint="they are left out; is a balance between them lost?",
                    leave_out=tuple(Place(number, item=at) for at in items),
                )  # fmt: skip
