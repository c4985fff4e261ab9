"""The registrant's names, and how names are compared: by their spelling, but for the legal form."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from converter.model.filing import Filing

_WORD = re.compile(r"[a-z0-9]+")
_LEGAL = re.compile(
    r"inc|incorporated|corp|corporation|co|company|companies|ltd|limited|llc|lp|plc|the|and"
    r"|subsidiary|subsidiaries|consolidated|its|partnership"
)


def own_names(filing: Filing) -> list[str]:
    """The registrant's name as header and cover have it, and those it had before."""
    header = filing.header
    names = [header.company, *header.former_names, filing.cover_value("EntityRegistrantName")]
    return [name for name in names if name]


def spelling(name: str) -> str:
    """A name without its legal form and spaces: 'Kodak Company and Subsidiaries' -> kodak"""
    return "".join(
        word for word in _WORD.findall(name.lower().replace(".", "")) if not _LEGAL.fullmatch(word)
    )
