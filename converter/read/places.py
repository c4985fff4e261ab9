"""States, provinces and countries by their printed names; the table is data."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from converter.resources import resource
from converter.tsv import MappingError, read_rows, words_of

FIELDS = ("name", "kind", "edgar", "postal", "iso", "also")
_KINDS = ("state", "territory", "province", "country")
_SPACE = re.compile(r"[\s.]+")


class Place(NamedTuple):
    """A row of mappings/edgar_states.tsv.

    edgar   EDGAR's code of the state of incorporation: 'NY', 'A6', 'D0'
    postal  the state's or province's postal code, '' for a country
    iso     the country's ISO 3166-1 code
    """

    name: str
    kind: str
    edgar: str
    postal: str
    iso: str


@lru_cache(maxsize=1)
def _places() -> dict[str, Place]:
    """By name in small letters.

    Raises:
        MappingError: a row that is no place, with file and line.
    """
    found: dict[str, Place] = {}
    path = resource("mappings", "edgar_states.tsv")
    for line, (*cells, also) in read_rows(path, FIELDS):
        place = Place(*cells)
        if place.kind not in _KINDS or not place.name:
            raise MappingError(path, line, f"a place is a {', a '.join(_KINDS)}, and has a name")
        for name in (place.name, place.postal, *words_of(also)):
            if name:
                found.setdefault(_key(name), place)
    return found


@lru_cache(maxsize=1)
def _codes() -> dict[str, Place]:
    return {place.edgar: place for place in reversed(_places().values()) if place.edgar}


def place_of_code(code: str) -> Place | None:
    """The place of EDGAR's code for a state or country: 'NY', 'A6' for Ontario, 'M0' for Japan."""
    return _codes().get(code.strip().upper())


def _key(name: str) -> str:
    return _SPACE.sub(" ", name).strip().casefold()


def find_place(name: str) -> Place | None:
    """The place that `name` is, as a whole: 'New York', 'N.Y.', 'STATE OF DELAWARE'."""
    key = _key(name.strip(" ,;:*_"))
    if not key:
        return None
    return _places().get(key) or _places().get(key.removeprefix("state of ").removeprefix("the "))


def ending_place(text: str) -> tuple[Place, int, int] | None:
    """The place that `text` ends with, as (place, start, end); the longest name wins.

    >>> ending_place("Charleston, West Virginia")[1:]
    (12, 25)
    """
    end = len(text.rstrip(" ,;."))
    # the abbreviation's own point belongs to it: 'Purchase, N.Y.'
    if end < len(text) and text[end] == ".":
        end += 1
    words = list(re.finditer(r"[^\s,]+", text[:end]))
    for count in range(min(6, len(words)), 0, -1):
        start = words[-count].start()
        place = find_place(text[start:end])
        # 'IN', 'OR', 'ME' in lower case are words
        if place and (end - start > 2 or text[start:end].isupper()):
            return place, start, end
    return None
