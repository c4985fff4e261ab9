"""CSV: a fact a row, with the place where it was printed and why it has its concept."""

from __future__ import annotations

import csv
import io
from decimal import Decimal
from typing import TYPE_CHECKING

from converter.model.finding import Result
from converter.model.xbrl import ROW_COLUMNS

if TYPE_CHECKING:
    from pathlib import Path

    from converter.model.xbrl import Report


class CsvWriter:
    """Writes ``BASE.csv``: UTF-8, commas, quotes where needed (RFC 4180), lines ended by LF."""

    name = "csv"

    def write(self, report: Report, folder: Path) -> Result[tuple[Path, ...]]:
        """Write the report's facts into `folder`, which exists. Raises OSError only."""
        path = folder / f"{report.base}.csv"
        path.write_text(table(report), encoding="utf-8", newline="")
        return Result((path,))


def table(report: Report) -> str:
    """The facts as CSV text, the header line also where there are no facts.

    Numbers stand as plain digits (never 1E+6), so that a spreadsheet and `read_csv` read them
    alike; dates as ISO 8601; what does not apply is empty.
    """
    made = io.StringIO()
    writer = csv.writer(made, lineterminator="\n")
    writer.writerow(ROW_COLUMNS)
    for cells in report.cells():
        writer.writerow([
            _cell(cell) if isinstance(cell, (Decimal, float)) else cell for cell in cells
        ])  # fmt: skip
    return made.getvalue()


def _cell(value: Decimal | float) -> str:
    if isinstance(value, Decimal):
        # Minus zero is arithmetic's, not the filer's.
        return format(value or abs(value), "f")
    return f"{value:.4f}".rstrip("0").rstrip(".")
