"""Totals without which no statement is printed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from converter.checks.equal import CASH
from converter.checks.registry import Consequence, Found, Seen, Stage, check
from converter.model.filing import StatementKind
from converter.model.finding import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from converter.model.mapped import Decided

_WHOLE = 6  # lines with figures of a statement that is no extract

# what each statement has, and the concepts that it may have there
_NEEDED: dict[StatementKind, dict[str, frozenset[str]]] = {
    StatementKind.BS: {
        "total assets": frozenset(("Assets",)),
        "total liabilities and equity": frozenset(
            ("LiabilitiesAndStockholdersEquity", "LiabilitiesAndPartnersCapital")
        ),
    },
    StatementKind.IS: {
        "net income": frozenset(
            (
                "NetIncomeLoss",
                "ProfitLoss",
                "NetIncomeLossAvailableToCommonStockholdersBasic",
                "IncomeLossFromContinuingOperations",
            )
        ),
    },
}

# what a statement has where it has another line: (that line, what it is called, its concepts)
_NEEDED_BESIDE: dict[StatementKind, tuple[tuple[str, str, re.Pattern[str]], ...]] = {
    StatementKind.BS: ((
        "LiabilitiesAndStockholdersEquity",
        "total equity",
        re.compile(
            r"(?:Common)?StockholdersEquity(?!.*(?:Other|Before))|PartnersCapital|MembersEquity"
            r"|AssetsNet$|LiabilitiesAndStockholdersEquity.+|.*Surplus"
        ),
    ),),
    StatementKind.IS: (
        (
            "GrossProfit", "sales above the gross profit",
            re.compile(r"(?!Cost|Selling).*(?:Revenue|Sales)"),
        ),
        (
            "NetIncomeLossAvailableToCommonStockholdersBasic",
            "net income of which common shares have theirs",
            re.compile(r"NetIncomeLoss$|ProfitLoss$|IncomeLoss(?:From|Before|AttributableToParent)"),
        ),
    ),
}  # fmt: skip


@check("COM006", Stage.TABLES, Consequence.SAY)
def lacking(seen: Seen) -> Iterator[Found]:
    """A statement lacks a total that every one has

    No line of the balance sheet is the total of the assets, or that of the liabilities and equity,
    or of the equity; or no line of the operations is the net income, or the sales of which there is
    gross profit; or no line of the flows is the cash that they lead to from that at the beginning.
    The line was not typed, or it was read as something else.

    Look for the line in the printed statement with `retroxbrl show FILE`.
    """
    for kind, needed in _NEEDED.items():
        tables = [table for table in seen.tables if table.read.table.kind is kind]
        tables = [table for table in tables if not _of_others(table)]
        lines = sum(bool(item.row.cells) for table in tables for item in table.read.items)
        if lines < _WHOLE:
            continue
        there = {
            concept.qname.local
            for table in tables
            for claim in table.claims
            for concept in claim.concepts
        }
        gone = [words for words, names in needed.items() if not names & there]
        gone += [
            words
            for beside, words, names in _NEEDED_BESIDE[kind]
            if beside in there and not any(map(names.match, there))
        ]
        for words in gone:
            yield _lacks(seen, tables[0], words)
    for table in seen.tables:
        if table.read.table.kind is StatementKind.CF and not _of_others(table) and _open(table):
            yield _lacks(seen, table, "cash at the end")


def _lacks(seen: Seen, table: Decided, words: str) -> Found:
    inner = table.read.table
    return Found(
        Severity.WARNING,
        span=seen.filing.source.line_span(inner.first, 0, 0),
        message=f"{inner.title}: no line is the {words}",
    )


def _open(table: Decided) -> bool:
    """Whether flows begin with cash, and lead to no balance."""
    balances = [
        (item.opening, any(concept.qname.local in CASH for concept in claim.concepts))
        for item, claim in zip(table.read.items, table.claims, strict=True)
        if item.row.cells and any(each.period_type == "instant" for each in claim.concepts)
    ]
    return (True, True) in balances and all(opening for opening, _ in balances)


def _of_others(table: Decided) -> bool:
    return any(column.group and column.group.entity for column in table.read.columns)
