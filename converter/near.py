"""What was meant by a word that is none of those known: the one place that guesses."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


def nearest(word: str, known: Iterable[str]) -> str:
    """'did you mean costs?', be it written in other letters or wrongly; '' where none is near.

    >>> nearest("convrt", ["convert", "check"])
    'did you mean convert?'
    >>> nearest("BALANCE-SHEETS", ["balance-sheet", "ratios"])
    'did you mean balance-sheet?'
    >>> nearest("xyz", ["convert", "check"])
    ''
    """
    import difflib  # a command that is spelt rightly does not wait for it

    small: dict[str, str] = {}
    for name in known:
        small.setdefault(name.lower(), name)
    close = difflib.get_close_matches(word.lower(), small, n=1)
    return f"did you mean {small[close[0]]}?" if close else ""


def or_all(word: str, known: Iterable[str]) -> str:
    """`nearest`, or what there is.

    >>> or_all("excel", ["csv", "rdf"])
    'there are csv, rdf'
    """
    names = list(known)
    return nearest(word, names) or f"there are {', '.join(names)}"
