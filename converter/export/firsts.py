"""Which filing reported a figure first, and whether a later one reported another.

Figures are the same when company, concept, rounded dates, dimensions and unit are. Values are the
same when the finer one may have been rounded to the coarser: 1,543 in thousands is 2 in millions.
"""

from __future__ import annotations

import sqlite3
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from converter.export.corpus import Converted


class Figure(NamedTuple):
    """What makes a figure the same in two filings; `concept` names a filing's own element without
    the prefix, which follows the company's name.
    """

    concept: str
    ddate: str
    qtrs: int
    uom: str
    segments: str

    @property
    def key(self) -> str:
        return "\t".join((self.concept, self.ddate, str(self.qtrs), self.uom, self.segments))


class First(NamedTuple):
    """The first report of a figure and the first later one that differs, '' where there is none.

    Dates are ISO 8601, values exact.
    """

    adsh: str = ""
    form: str = ""
    filed: str = ""
    value: str = ""
    decimals: int | None = None
    restated_adsh: str = ""
    restated_filed: str = ""
    restated_value: str = ""


class Firsts:
    """The figures of one company at a time, on disk: a company may have any number of filings."""

    def __init__(self) -> None:
        self._store = sqlite3.connect("")
        self._store.executescript("""
            PRAGMA journal_mode = OFF;
            PRAGMA synchronous = OFF;
            CREATE TABLE figure (
                key TEXT PRIMARY KEY, adsh TEXT, form TEXT, filed TEXT, value TEXT,
                decimals INTEGER, restated_adsh TEXT, restated_filed TEXT, restated_value TEXT
            ) WITHOUT ROWID;
        """)

    def close(self) -> None:
        self._store.close()

    def forget(self) -> None:
        """Before the next company."""
        self._store.execute("DELETE FROM figure")

    def see(self, one: Converted, figure: Figure, value: Decimal, decimals: int | None) -> None:
        """Filings come in the order of filing; one without a date can be neither first nor later,
        and is left out.
        """
        if one.filed is None:
            return
        first = self.find(figure)
        filed = one.filed.isoformat()
        if first is None:
            self._store.execute(
                "INSERT INTO figure VALUES (?, ?, ?, ?, ?, ?, '', '', '')",
                (figure.key, one.adsh, one.form, filed, format(value, "f"), decimals),
            )
        elif (
            not first.restated_adsh
            and first.adsh != one.adsh
            and differs(Decimal(first.value), first.decimals, value, decimals)
        ):
            self._store.execute(
                "UPDATE figure SET restated_adsh = ?, restated_filed = ?, restated_value = ?"
                " WHERE key = ?",
                (one.adsh, filed, format(value, "f"), figure.key),
            )

    def find(self, figure: Figure) -> First | None:
        query = (
            "SELECT adsh, form, filed, value, decimals, restated_adsh, restated_filed,"
            " restated_value FROM figure WHERE key = ?"
        )
        found = self._store.execute(query, (figure.key,)).fetchone()
        return First(*found) if found else None


def differs(one: Decimal, decimals: int | None, other: Decimal, others: int | None) -> bool:
    """Whether two values differ by more than the coarser one's rounding; values of the same
    accuracy differ where they are not equal.
    """
    if decimals == others:
        return one != other
    coarser = min(each for each in (decimals, others) if each is not None)
    return abs(one - other) * 2 > Decimal(10) ** -coarser
