"""What sets a statement apart from those by accepted principles: pro forma, parent only, others."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from converter.text.views import chunks

if TYPE_CHECKING:
    from converter.segment.candidates import Stretch

_HEADS = 16  # lines from its title among which a statement's column heads stand
_BY_PRINCIPLES = re.compile(r"(?:u\.?s\.? )?gaap(?: basis)?")


def set_apart(stretch: Stretch) -> str:
    """Why a statement is none by accepted principles as its head has it; not where it has columns
    by these beside others, which are left aside:

          GAAP     Adjustments    Pro Forma
    """
    apart = stretch.head.apart
    if apart != "pro forma":
        return apart
    first = stretch.head.first
    lines = stretch.page.lines[first : max(stretch.start, first + _HEADS)]
    heads = [chunk.text.lower() for line in lines for chunk in chunks(line.text)]
    return "" if any(map(_BY_PRINCIPLES.fullmatch, heads)) else apart
