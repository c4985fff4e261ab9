"""Lines that stand twice, one below the other, as a slip of the typist's.

Accounts payable            2,740     2,515
Accounts payable            2,740     2,515      the same line: it is read once
Accrued liabilities         1,865     1,790
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from converter.model.finding import Finding, Result, Severity

if TYPE_CHECKING:
    from collections.abc import Sequence

    from converter.model.table import Row


_DIGITS = 4  # of figures without caption, that no chance makes equal


def without_doubled(rows: Sequence[Row]) -> Result[tuple[Row, ...]]:
    """The rows without those that repeat the row right above: its caption, and every figure of it
    in the same column. A total below tells whether they were two lines after all.
    """
    kept: list[Row] = []
    findings: list[Finding] = []
    for row in rows:
        if kept and _same(kept[-1], row):
            findings.append(
                Finding(
                    code="TAB007", severity=Severity.WARNING, span=row.cells[0].span,
                    message=f"{row.caption!r}: the line stands twice with the same figures",
                    others=(kept[-1].cells[0].span,),
                    hint="it is taken once",
                )
            )  # fmt: skip
        else:
            kept.append(row)
    return Result(tuple(kept), tuple(findings))


def _same(one: Row, other: Row) -> bool:
    """Two lines of noughts are two lines that say nothing. Of a line without caption the figures
    alone tell: a rule between them makes the second a total of the first.
    """
    digits = sum(len(str(abs(cell.figure.value))) for cell in one.cells if cell.figure.value)
    return (
        _words(one.caption) == _words(other.caption)
        and [(cell.column, cell.figure.value) for cell in one.cells]
        == [(cell.column, cell.figure.value) for cell in other.cells]
        and digits >= (1 if one.caption else _DIGITS)
        and (bool(one.caption) or not other.ruled)
    )


def _words(caption: str) -> list[str]:
    return caption.lower().rstrip(" .-_").split()
