"""Groups: columns that speak of a part of the company.

                     Total       Automotive    Financial Services
                      1998          1998              1998
Interest expense     8,865           829             8,036

The three columns have one period: the first states the company's amounts, the others those of its
parts. Where heads of one period do not tell them apart, nothing is taken from them.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from converter.model.filing import StatementKind
from converter.model.finding import Finding, Severity
from converter.model.lineitem import Group, ReadColumn
from converter.text.dates import without_periods

if TYPE_CHECKING:
    from converter.model.source import SourceText
    from converter.model.table import TextTable
    from converter.model.xbrl import Period

WHOLE = re.compile(
    r"^(?:grand\s+|company\s+)?totals?\b|\bconsolidated\b|^combined\b|^(?:the\s+)?(?:company|registrant)$"
    r"|^(?:actual|historical|(?:as\s+)?restated)$",
    re.IGNORECASE,
)
_BETWEEN = re.compile(
    r"\beliminat|\breclassif|\bconsolidating\b|\bintercompany\b|\bpreviously\b|\bas\s+(?:originally\s+)?reported\b",
    re.IGNORECASE,
)
_ENTITY = re.compile(
    r"\b(?:inc|corp(?:oration)?|co|company|ltd|l\.?p|llc|plc|n\.a|parent|(?:non-?)?guarantors?|issuer"
    r"|subsidiar(?:y|ies)|holdings?|trust|bank|partnership)\b\.?",
    re.IGNORECASE,
)
_ACRONYM = re.compile(r"[A-Z&]{2,4}")
_SAYS_NOTHING = re.compile(
    r"\b(?:for|the|as|of|at|in|and|to|on|fiscal|quarters?|months?|weeks?|periods?|years?|ended|ending|unaudited"
    r"|audited|restated|note|notes|see|assets|liabilities)\b|[^A-Za-z]",
    re.IGNORECASE,
)


def group_columns(
    table: TextTable, columns: tuple[ReadColumn, ...], source: SourceText
) -> tuple[tuple[ReadColumn, ...], list[Finding]]:
    """The columns with their groups; those of one period that are not told apart lose theirs."""
    if table.kind in (StatementKind.NOTE, StatementKind.EQ):
        return columns, []
    periods = [_period(table, column) for column in columns]
    shared = Counter(period for period in periods if period is not None)
    twice = [at for at, period in enumerate(periods) if period is not None and shared[period] > 1]
    if not twice:
        return columns, []
    names = [_name(table, column) for column in columns]
    told = Counter(
        (periods[at], "" if WHOLE.search(names[at]) else names[at].casefold()) for at in twice
    )
    entity = any(_is_entity(names[at]) for at in twice if not WHOLE.search(names[at]))
    out = list(columns)
    lost: list[int] = []
    for at in twice:
        whole = bool(WHOLE.search(names[at]))
        key = (periods[at], "" if whole else names[at].casefold())
        if not names[at] or told[key] > 1 or _BETWEEN.search(names[at]):
            lost.append(at)
            out[at] = replace(columns[at], instant=None, duration=None)
        elif not whole:
            out[at] = replace(columns[at], group=Group(names[at], entity))
    return tuple(out), _findings(table, lost, source)


def _period(table: TextTable, column: ReadColumn) -> Period | None:
    return column.instant if table.kind is StatementKind.BS else column.duration


def _name(table: TextTable, column: ReadColumn) -> str:
    """What a column's head says beside its period, without what stands over all the columns."""
    over = table.heads_over(column.index)
    text = " ".join(over)
    if re.search(r"\bas\s+restated\b", text, re.IGNORECASE):
        return "restated"
    words = (without_periods(part) for part in over)
    return " ".join(part for part in words if _SAYS_NOTHING.sub("", part))


def _is_entity(name: str) -> bool:
    return bool(_ENTITY.search(name) or _ACRONYM.fullmatch(name))


def _findings(table: TextTable, lost: list[int], source: SourceText) -> list[Finding]:
    if not lost:
        return []
    span, others = table.place_of(lost, source)
    return [
        Finding(
            code="TAB001", severity=Severity.WARNING, span=span, others=others,
            message=f"{table.title}: columns of one period are not told apart"
            f" ({table.heads(lost)})",
            hint="their figures are left out",
        )
    ]  # fmt: skip
