"""CSV: a fact a row, with the place where it was printed and why it has its concept."""

from __future__ import annotations

import csv
import io
from decimal import Decimal
from operator import itemgetter
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
    in_order = itemgetter(*ROW_COLUMNS)
    for row in report.rows():
        writer.writerow([
            cell if type(cell) is str else _cell(cell) for cell in in_order(row)
        ])  # fmt: skip
    return made.getvalue()


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, Decimal):
        # Minus zero is arithmetic's, not the filer's.
        return format(value or abs(value), "f")
    if isinstance(value, float):
        return f"{value:.4f}".rstrip("0").rstrip(".")
    return str(value)
