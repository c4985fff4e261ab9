"""A fault put into a text: the fourteen kinds as changes of a few characters."""

from __future__ import annotations

import hashlib
import itertools
import re
from dataclasses import dataclass
from random import Random
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from benchmarks.faults.places import Place

Edit = tuple[int, int, str]  # characters from, to (exclusive), and what stands there instead
Edits = list[Edit]
Spans = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Damage:
    """A place with its changes, in the order of the text."""

    place: Place
    edits: tuple[Edit, ...]

    def apply(self, text: str) -> str:
        for start, end, new in reversed(self.edits):
            text = text[:start] + new + text[end:]
        return text

    def back(self, offset: int) -> int:
        """The place in the undamaged text of a place in the damaged one."""
        moved = 0
        for start, end, new in self.edits:
            if start + moved > offset:
                break
            if offset < start + moved + len(new):  # in a line that stands twice: in the first
                return offset - moved - (len(new) if start == end else 0)
            moved += len(new) - (end - start)
        return offset - moved


def chance(*words: object) -> Random:
    """A chance of its own for the words: what else is drawn does not move it."""
    digest = hashlib.sha256("\0".join(map(str, words)).encode()).digest()
    return Random(int.from_bytes(digest[:8], "big"))


def damage(text: str, place: Place, random: Random) -> Damage:
    edits = _EDITS[place.kind](text, place.spans, random)
    return Damage(place, tuple(sorted(edits)))


def _digit(text: str, spans: Spans, random: Random) -> Edits:
    ((start, end),) = spans
    digits = [at for at in range(start, end) if text[at].isdigit()]
    at = random.choice(digits)
    least = "1" if at == digits[0] and len(digits) > 1 and text[at] != "0" else "0"
    new = random.choice([d for d in "0123456789" if d >= least and d != text[at]])
    return [(at, at + 1, new)]


def _exchanged(text: str, spans: Spans, random: Random) -> Edits:
    ((start, end),) = spans
    digits = [at for at in range(start, end) if text[at].isdigit()]
    pairs = [
        (one, other)
        for one, other in itertools.pairwise(digits)
        if text[one] != text[other] and not (one == digits[0] and text[other] == "0")
    ]
    one, other = random.choice(pairs)
    return [(one, one + 1, text[other]), (other, other + 1, text[one])]


def _heads(text: str, spans: Spans, _: Random) -> Edits:
    """The words change places, each with its end where the other's was, as typists set heads."""
    edits: Edits = []
    for (start, end), (other, until) in zip(spans[::2], spans[1::2], strict=True):
        one, two = text[start:end], text[other:until]
        edits += [_set(text, start, end, two), _set(text, other, until, one)]
    return edits


def _set(text: str, start: int, end: int, new: str) -> Edit:
    """A longer word takes the blanks before it, a shorter one leaves them."""
    while end - start < len(new) and text[start - 1] == " ":
        start -= 1
    return start, end, new.rjust(end - start)


def _blank(_text: str, spans: Spans, _: Random) -> Edits:
    return [(start, end, " " * (end - start)) for start, end in spans]


def _one_blank(text: str, spans: Spans, random: Random) -> Edits:
    return _blank(text, (random.choice(spans),), random)


def _year(text: str, spans: Spans, random: Random) -> Edits:
    """1997: 1979 (exchanged), 1994 (the last digit), 1987 (the one before), 2097 (the century)."""
    ((start, end),) = spans
    year = text[start:end]
    typed = {
        year[:2] + year[3] + year[2],
        ("20" if year[:2] == "19" else "19") + year[2:],
        year[:3] + random.choice("0123456789"),
        year[:2] + random.choice("0123456789") + year[3],
    }
    return [(start, end, random.choice(sorted(typed - {year})))]


def _doubled(text: str, spans: Spans, _: Random) -> Edits:
    ((start, end),) = spans
    return [(end, end, text[start:end])]


def _removed(_text: str, spans: Spans, _: Random) -> Edits:
    ((start, end),) = spans
    return [(start, end, "")]


def _point(text: str, spans: Spans, _: Random) -> Edits:
    ((start, end),) = spans
    return [(start, end, " " + text[start:end].replace(".", "", 1))]


def _comma(text: str, spans: Spans, random: Random) -> Edits:
    ((start, end),) = spans
    at = random.choice([m.start() for m in re.finditer(",", text[start:end])])
    return [(start + at, start + at + 1, ".")]


def _letter(text: str, spans: Spans, random: Random) -> Edits:
    ((start, end),) = spans
    at = start + random.choice([m.start() for m in re.finditer("[01]", text[start:end])])
    return [(at, at + 1, {"0": "O", "1": "l"}[text[at]])]


_EDITS: dict[str, Callable[[str, Spans, Random], Edits]] = {
    "item digit": _digit,
    "total digit": _digit,
    "item exchanged": _exchanged,
    "total exchanged": _exchanged,
    "heads exchanged": _heads,
    "scale removed": _blank,
    "year mistyped": _year,
    "row doubled": _doubled,
    "row removed": _removed,
    "point lost": _point,
    "parentheses lost": _blank,
    "parenthesis lost": _one_blank,
    "comma as point": _comma,
    "digit as letter": _letter,
}
