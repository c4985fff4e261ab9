"""A company's series for the eye and for other programs."""

from __future__ import annotations

import csv
import io
from decimal import Decimal
from itertools import groupby
from typing import TYPE_CHECKING

from converter.export.tables import STANDARD
from converter.model.spreadsheet import guarded

if TYPE_CHECKING:
    from collections.abc import Sequence

    from converter.export.series import CompanySeries

_LENGTHS = {0: "at", 1: "quarter to", 2: "6 months to", 3: "9 months to", 4: "year to"}


def as_csv(rows: Sequence[dict[str, object]]) -> str:
    """All columns, a row a period and item."""
    out = io.StringIO()
    table = csv.writer(out, lineterminator="\n")
    names = [column.name for column in STANDARD]
    table.writerow(names)
    for row in rows:
        table.writerow(guarded(str(cell)) if isinstance(cell := row.get(name), str) else cell
                       for name in names)  # fmt: skip
    return out.getvalue()


def as_text(found: CompanySeries) -> str:
    """A block an item; a line a period with its value, how it came about, and where it is from."""
    lines = [f"{found.company} ({found.cik or 'no CIK'})"]
    for _, group in groupby(found.rows, key=lambda row: row["item"]):
        rows = list(group)
        first = rows[0]
        unit = str(first["unit"]).replace("_per_", " per ")
        lines += ["", f"{first['label'] or first['item']}, {unit}  [{first['item']}]"]
        shown = [_amount(row["value"]) for row in rows]
        width = max(map(len, shown))
        for row, amount in zip(rows, shown, strict=True):
            lines.append(_line(row, amount.rjust(width)))
    return "\n".join(lines) + "\n"


def _line(row: dict[str, object], amount: str) -> str:
    length = _LENGTHS.get(int(str(row["qtrs"])), f"{row['qtrs']} quarters to")
    place = f"{row['adsh']} {row['form']}"
    if row["how"] == "printed":
        place += f" line {row['line']}"
        said = ""
    else:
        said = f"  ({row['how']})"
    if row["restated"]:
        said += f"  first filed as {_amount(row['first_value'])} in {row['first_adsh']}"
    if row["doubts"]:
        said += f"  in doubt: {row['doubts']}"
    return f"  {length:<12} {row['end']}  {amount}  {place}{said}"


def _amount(value: object) -> str:
    return f"{Decimal(str(value)):,f}"
