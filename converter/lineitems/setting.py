"""What the cover and the statements before tell of a table."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import datetime as dt

    from converter.text.units import Units


@dataclass(frozen=True, slots=True)
class Setting:
    """What the cover says of the whole filing, for tables that leave it out.

    months   that a flow without a stated length covers: a year in a 10-K, three months in the
             first quarter's 10-Q; elsewhere it is not told
    units    what the statement before stated, for pages that do not say it again
    largest  the largest figure printed there
    filed    the day on which the filing was made, where its header says so
    year_end the month and day with which the company's years end, where its header says so
    """

    period_end: dt.date | None = None
    months: int | None = None
    units: Units | None = None
    largest: Decimal = Decimal(0)
    filed: dt.date | None = None
    year_end: tuple[int, int] | None = None
