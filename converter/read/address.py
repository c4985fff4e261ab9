"""The lines of a printed address, taken apart from their end: country, code, state, city, street.

4 Harbor Road                                          <- street
Suite 12, Rye, New York                10580           <- street, city, state, code
"""

from __future__ import annotations

import re
from typing import NamedTuple

from converter.read.places import Place, ending_place, find_place

ZIP = re.compile(r"\d{5}(?:\s?-\s?\d{4})?")
POSTAL = re.compile(rf"{ZIP.pattern}|[A-Z]\d[A-Z]\s?\d[A-Z]\d|[A-Z]{{1,2}}\d[A-Z\d]?\s\d[A-Z]{{2}}")
_LAST_CODE = re.compile(rf"(?:^|[\s,])(?P<code>{POSTAL.pattern})[\s,.]*$")
_ROOM = re.compile(
    r"(?:suite|ste\.?|floor|room|unit|building|bldg\.?|p\.?\s?o\.?\s+box)\b|\d+(?:st|nd|rd|th)\s+floor",
    re.IGNORECASE,
)
_QUADRANT = re.compile(r"\s*(?:N\.\s?[EW]\.|S\.\s?[EW]\.|[NS][EW](?=\s|$))", re.IGNORECASE)


class Piece(NamedTuple):
    """A piece of printed text: its source offsets and its characters."""

    start: int
    end: int
    text: str

    def cut(self, left: int, right: int) -> Piece:
        """The piece between two of its columns, without blanks and commas at its ends."""
        text = self.text[left:right]
        kept = text.strip(" \t,;")
        left += len(text) - len(text.lstrip(" \t,;"))
        return Piece(self.start + left, self.start + left + len(kept), kept)


class Address(NamedTuple):
    """What was told apart; None where it was not."""

    street: tuple[Piece, ...] = ()
    city: Piece | None = None
    state: tuple[Piece, Place] | None = None
    country: tuple[Piece, Place] | None = None
    code: Piece | None = None


def read_address(lines: list[Piece], code: Piece | None = None) -> Address:
    """The address in `lines`, top to bottom; `code` where it stood in a column of its own.

    An address whose last line names no state and no country is not told apart.
    """
    rest = [line for line in lines if line.text]
    country: tuple[Piece, Place] | None = None
    state: tuple[Piece, Place] | None = None
    while rest and state is None:
        line = rest.pop()
        found = _LAST_CODE.search(line.text)
        if found:
            code = code or line.cut(*found.span("code"))
            line = line.cut(0, found.start("code"))
        ended = ending_place(line.text)
        if ended is None or (ended[0].kind == "country" and country is not None):
            if not line.text:
                continue
            rest.append(line)
            break
        place, start, end = ended
        # 'Washington, D.C.' is the name of the state that has the city in it
        own = line.text.rfind(",", start, end) + 1
        if own and find_place(line.text[own:end]) == place:
            start = end - len(line.text[own:end].lstrip())
        piece = Piece(line.start + start, line.start + end, line.text[start:end])
        if place.kind == "country":
            country = (piece, place)
        else:
            state = (piece, place)
        line = line.cut(0, start)
        rest += [line] if line.text else []
    if not rest or (state is None and country is None):
        return Address(state=state, country=country, code=code)
    return _street_and_city(rest, state, country, code)


def _street_and_city(
    rest: list[Piece],
    state: tuple[Piece, Place] | None,
    country: tuple[Piece, Place] | None,
    code: Piece | None,
) -> Address:
    last = rest.pop()
    last = last.cut(0, len(last.text))
    # two blanks part street and city where no comma does
    comma = max(last.text.rfind(","), last.text.rfind("  "))
    if comma < 0 and not rest and last.text[:1].isdigit():
        # '10 Main Street Springfield': no sign of where the street ends
        return Address(state=state, country=country, code=code)
    quadrant = _QUADRANT.match(last.text, comma + 1) if comma >= 0 else None
    if quadrant:
        # '10 K Street, N.W. Washington': the street goes on behind its comma
        comma = quadrant.end()
    city = last.cut(comma + 1, len(last.text))
    if not city.text:
        return Address(state=state, country=country, code=code)
    if comma >= 0:
        rest.append(last.cut(0, comma))
    streets = [piece for line in rest for piece in _rooms(line) if piece.text]
    return Address(tuple(streets), city, state, country, code)


def _rooms(line: Piece) -> list[Piece]:
    """The line, cut before 'Suite 800' where a comma stands there."""
    comma = line.text.find(",")
    if comma > 0 and _ROOM.match(line.text[comma + 1 :].lstrip()):
        return [line.cut(0, comma), line.cut(comma + 1, len(line.text))]
    return [line.cut(0, len(line.text))]
