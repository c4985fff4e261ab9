"""A part by its name."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from converter.near import nearest

if TYPE_CHECKING:
    from converter.parts.part import Part, Parts

_SHOWN = 24  # names in a message


class PartError(ValueError):
    """No part is called so, or several are; the message names those that there are."""


def asked(found: Parts, name: str) -> Part:
    """The part that a user means: 'Item 7', '7a', 'ex-13', 'note 5', 'Part II Item 1'.

    Letters' size, blanks and marks do not matter. Raises PartError.
    """
    wanted = _flat(name)
    for names in (_own, _short, _titled):
        hits = [part for part in found.parts if wanted in names(part)]
        if len(hits) == 1:
            return hits[0]
        if hits:
            told = "; ".join(f"{_apart(part)!r} (line {part.first})" for part in hits[:_SHOWN])
            raise PartError(f"{len(hits)} parts are called {name!r}: {told}")
    every = [each for part in found.parts for each in (part.full_name, *part.also) if each]
    near = nearest(name, every)
    if near:
        raise PartError(f"no part {name!r}; {near}")
    whole = dict.fromkeys(part.full_name for part in found.parts)
    told = ", ".join(list(whole)[:_SHOWN]) or "none"
    raise PartError(f"no part {name!r}; there are: {told}")


def _flat(name: str) -> str:
    # the point of 'EX-99.1' and 'Item 1.01' tells them from 'EX-991'
    return re.sub(r"[^a-z0-9.]", "", name.lower()).strip(".")


def _own(part: Part) -> set[str]:
    return {_flat(each) for each in (part.name, part.full_name, *part.also) if each}


def _short(part: Part) -> set[str]:
    """'7a' for Item 7A, and Items of a Part with the Part before them: 'II 1'."""
    names = {each.removeprefix("item") for each in _own(part) if each.startswith("item")}
    if part.within:
        names |= {_flat(f"{part.within} {each}") for each in part.also}
        names |= {each.removeprefix("part").replace("item", "") for each in list(names)}
    return names


def _titled(part: Part) -> set[str]:
    return {_flat(part.title)} if part.title else set()


def _apart(part: Part) -> str:
    """The name that this part alone has."""
    if part.also and part.also[-1].endswith(")"):
        return part.also[0]
    return part.full_name
