"""Which of the forms that there are a client wants (RFC 9110, 12.5.1)."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


def chosen(accept: str, offered: Sequence[str]) -> str | None:
    """The offered media type that `accept` likes most, the first of equals; None for none of them.

    >>> chosen("text/csv;q=0.5, application/*", ("text/csv", "application/json"))
    'application/json'
    >>> chosen("image/png", ("text/csv",)) is None
    True
    """
    ranges = [_range(each) for each in accept.split(",") if each.strip()]
    if not ranges:
        return offered[0]
    liked = [(_quality(ranges, name), -at, name) for at, name in enumerate(offered)]
    quality, _, name = max(liked)
    return name if quality > 0 else None


def _range(text: str) -> tuple[str, float]:
    name, *parameters = (part.strip() for part in text.split(";"))
    quality = 1.0
    for each in parameters:
        key, _, value = each.partition("=")
        if key.strip().lower() == "q":
            try:
                quality = min(max(float(value), 0.0), 1.0)
            except ValueError:
                quality = 0.0
    return name.lower(), quality


def _quality(ranges: Sequence[tuple[str, float]], name: str) -> float:
    """That of the range that names the type most closely."""
    for wanted in (name, f"{name.partition('/')[0]}/*", "*/*"):
        found = [quality for each, quality in ranges if each == wanted]
        if found:
            return max(found)
    return 0.0
