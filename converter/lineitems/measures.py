"""Lines of a statement that count neither money nor shares.

Net income                              1,091      1,204
Net tons shipped (thousands)              598        611     is no amount, and has no fact
Cost per available seat mile (cents)     12.6       11.9
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from converter.model.filing import PRIMARY
from converter.model.finding import Finding, Result, Severity

if TYPE_CHECKING:
    from converter.model.table import Row, TextTable

_OF = r"(?:tons?|tonnes|barrels|gallons|bushels|pounds|ounces)"
_MEASURE = re.compile(
    rf"\b(?:seat|passenger|ton|car|train)[\s-]miles\b|\brevenue\s+passengers\b|\bload\s+factor\b"
    rf"|\b{_OF}\s+(?:shipped|sold|produced|refined|mined|milled|delivered)\b"
    r"|\bper\s+(?:gallon|ton|tonne|barrel|bbl|mcf|asm|rpm|ounce|mile|(?:available\s+)?seat\s+mile)\b"
    r"|\(\s*(?:in\s+)?(?:cents|miles|tons|barrels|gallons)\s*\)|\bstage\s+length\b"
    r"|\benplanements\b|\bpatient\s+days\b|\b(?:average\s+)?occupancy\s+(?:rate|percentage)\b"
    r"|\bnumber\s+of\s+(?:employees|stores|restaurants|branches)\b|\baircraft\s+in\s+service\b",
    re.IGNORECASE,
)


def without_measures(table: TextTable) -> Result[TextTable]:
    """The table without the lines that count something else, and a finding for them."""
    if table.kind not in PRIMARY:
        return Result(table)
    found = [at for at, row in enumerate(table.rows) if _measures(row)]
    if not found:
        return Result(table)
    rows = [row for at, row in enumerate(table.rows) if at not in found]
    first, *others = (table.rows[at].cells[0].span for at in found)
    finding = Finding(
        code="SCA010", severity=Severity.INFO, span=first, others=tuple(others),
        message=f"{table.title}: lines that count neither money nor shares: {len(found)}, the first"
        f" {table.rows[found[0]].caption!r}",
        hint="their figures are left out",
    )  # fmt: skip
    return Result(replace(table, rows=tuple(rows)), (finding,))


def _measures(row: Row) -> bool:
    """Whether a line is told to count something else; what has a sign of a currency is money."""
    money = any(cell.figure.currency for cell in row.cells)
    return bool(row.cells) and not money and _MEASURE.search(row.caption) is not None
