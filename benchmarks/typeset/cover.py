"""What the cover of a generated filing says, and its submission's header."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import datetime as dt


@dataclass(frozen=True, slots=True)
class Cover:
    name: str
    adsh: str
    cik: str
    form: str
    period: dt.date
    filed: dt.date
    sic: str
    state: str
    ein: str
    fiscal_end: str
