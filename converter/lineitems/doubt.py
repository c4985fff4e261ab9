"""Dates that are far from the period of the report are doubted before they are believed.

    Mar. 31, 2090      June 30, 2009      in a report of March 31, 2010

A digit was mistyped, or a number that is no year was read as one.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING

from converter.model.filing import PRIMARY
from converter.model.finding import Finding, Result, Severity

if TYPE_CHECKING:
    from collections.abc import Sequence

    from converter.lineitems.setting import Setting
    from converter.model.lineitem import ReadColumn, ReadTable
    from converter.model.source import SourceText

_LATER = dt.timedelta(400)  # a year, and some weeks for a cover that names a day near the end
_EARLIER = dt.timedelta(12 * 366)  # ten-year summaries are the longest that filers print


def doubt_dates(
    tables: Sequence[ReadTable], setting: Setting, source: SourceText
) -> Result[list[ReadTable]]:
    """The tables without the periods of columns that end far from the report's own period, or
    where that is not known from most other columns.
    """
    ends = sorted(
        column.stated.end
        for table in tables
        if table.table.kind in PRIMARY
        for column in table.columns
        if column.stated.end is not None
    )
    if not ends:
        return Result(list(tables))
    about = setting.period_end or setting.filed or ends[len(ends) // 2]
    findings: list[Finding] = []
    out: list[ReadTable] = []
    for table in tables:
        far = [
            column.index for column in table.columns
            if table.table.kind in PRIMARY
            if (column.instant or column.duration) and _far(column, about)
        ]  # fmt: skip
        if far:
            findings.append(_finding(table, far, about, source))
            columns = tuple([
                replace(c, instant=None, duration=None) if c.index in far else c
                for c in table.columns
            ])  # fmt: skip
            out.append(replace(table, columns=columns))
        else:
            out.append(table)
    return Result(out, tuple(findings))


def _far(column: ReadColumn, about: dt.date) -> bool:
    end = column.stated.end
    return end is not None and not -_EARLIER <= end - about <= _LATER


def _finding(table: ReadTable, far: list[int], about: dt.date, source: SourceText) -> Finding:
    own = table.table
    span, others = own.place_of(far, source)
    return Finding(
        code="PER005", severity=Severity.WARNING, span=span, others=others,
        message=f"{own.title}: the date of a column is far from {about} ({own.heads(far)})",
        hint="its figures are left out, unless other statements prove its period",
    )  # fmt: skip
