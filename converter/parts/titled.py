"""Items that stand under their titles alone, without 'Item 7' before them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from converter.parts.forms import words
from converter.parts.sequence import Head
from converter.text.views import LineKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from converter.parts.forms import Form, Place
    from converter.text.views import LineView

_LONGEST = 14  # words of a title
_AGAIN = re.compile(r"\b(?:continued|cont'?d|concluded)\b", re.IGNORECASE)
_FIGURE = re.compile(r"\d")


def titled(
    lines: Sequence[LineView], form: Form, place: Place, start: int, stop: int
) -> Head | None:
    """The head of the Item at `place` between two lines: the first that stands alone and says what
    the form calls it, no more.
    """
    plain = form.plain.get(place)
    if plain is None:
        return None
    known = form.known((place, place))
    for at in range(start, stop):
        line = lines[at]
        if line.kind is not LineKind.TEXT or (at and lines[at - 1].kind is LineKind.TEXT):
            continue
        if not plain & words(line.text[:200]):
            continue
        text, below = line.text.strip(), at + 1
        while below < min(at + 3, stop) and lines[below].kind is LineKind.TEXT:
            text, below = f"{text} {lines[below].text.strip()}", below + 1
        if (
            below < stop and lines[below].kind is LineKind.TEXT
        ):  # a paragraph, unless a title's line
            text, below = line.text.strip(), at + 1
            if not text.isupper():
                continue
        flat = " ".join(text.split())
        said = words(flat)
        if len(flat.split()) > _LONGEST or _FIGURE.search(flat) or _AGAIN.search(flat):
            continue
        shown = flat.isupper() or flat.istitle() or not flat.endswith(".")
        if shown and plain <= said and len(said & known) / len(said) > 0.8:
            number = f"{place[0] % 100:g}"
            return Head(at, below, place, place, (number,), flat, 0.0, alone=True)
    return None
