"""Damage to characters: bytes, encodings, controls, digits, signs."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from random import Random

_ODD = (
    "é", "ß", "€", "’", "“", "—", "…", "½", "¾", "§", "Ł", "日", "١٢٣", "１２３", "²", "Ⅷ",
    "\u00a0", "\u2007", "\u2009", "\u3000", "\u200b", "\ufeff", "\u00ad", "\u2028", "\u2029",
    "\u202e", "\u202d", "\u2066", "\u2069", "\u200f", "\u061c", "\ufffe", "\uffff", "\U0001f4b0",
    "\U000e0041", "e\u0301", "\u0130", "\u1e9e", "\ufb01", "−", "‐", "（1）", "¢", "£",
)  # fmt: skip
_CODECS = ("latin-1", "utf-8", "utf-16-le", "utf-16-be", "cp1252", "cp437", "utf-7", "utf-32-le")
_FIGURE = re.compile(r"\d[\d,]*(?:\.\d+)?")
_TIMES = 12  # places that one mutation changes, at most


def _places(text: str, chance: Random, most: int = _TIMES) -> list[int]:
    """Places to change, last first, so that the earlier ones stay where they are."""
    return sorted({chance.randrange(len(text) + 1) for _ in range(chance.randint(1, most))})[::-1]


def _put(text: str, at: int, what: str) -> str:
    return text[:at] + what + text[at:]


def flip_bytes(text: str, chance: Random) -> str:
    chars = list(text)
    for at in _places(text, chance, 40):
        if at < len(chars):
            chars[at] = chr(ord(chars[at]) ^ (1 << chance.randrange(8)))
    return "".join(chars)


def random_bytes(text: str, chance: Random) -> str:
    for at in _places(text, chance):
        text = _put(text, at, chance.randbytes(chance.choice((1, 1, 3, 60))).decode("latin-1"))
    return text


def control_characters(text: str, chance: Random) -> str:
    many = chance.choice((1, 1, 1, 2, 10))
    for at in _places(text, chance):
        text = _put(text, at, chr(chance.choice([*range(1, 32), 127])) * many)
    return text


def odd_characters(text: str, chance: Random) -> str:
    """Characters beyond ASCII, of directions and widths too, each in an encoding of its own."""
    for at in _places(text, chance):
        codec = chance.choice(_CODECS)
        raw = chance.choice(_ODD).encode(codec, "ignore")
        text = _put(text, at, raw.decode("latin-1"))
    return text


def odd_in_captions(text: str, chance: Random) -> str:
    """The same, in one encoding, within words that stand there."""
    codec = chance.choice(("utf-8", "cp1252"))
    words = [m.start() for m in re.finditer(r"[A-Za-z]{4}", text)]
    if words:
        for at in sorted(chance.sample(words, min(len(words), _TIMES)), reverse=True):
            raw = chance.choice(_ODD).encode(codec, "ignore")
            text = _put(text, at + 2, raw.decode("latin-1"))
    return text


def recode(text: str, chance: Random) -> str:
    """The whole in another encoding, with or without a mark of the order of bytes."""
    codec = chance.choice(("utf-16",) * 3 + ("utf-8-sig", "utf-8", "utf-16-le", "utf-32", "utf-7"))
    return text.encode(codec, "ignore").decode("latin-1")


def recode_stretch(text: str, chance: Random) -> str:
    a, b = sorted(chance.randrange(len(text) + 1) for _ in range(2))
    codec = chance.choice(("utf-16-le", "utf-8", "utf-16"))
    return text[:a] + text[a:b].encode(codec, "ignore").decode("latin-1") + text[b:]


def _in_figures(text: str, chance: Random, change: object) -> str:
    """`change(figure)` in some of the figures that stand there."""
    figures = list(_FIGURE.finditer(text))
    if not figures or not callable(change):
        return text
    for match in sorted(
        chance.sample(figures, min(len(figures), chance.randint(1, _TIMES))),
        key=lambda each: -each.start(),
    ):
        text = text[: match.start()] + str(change(match.group())) + text[match.end() :]
    return text


def long_figures(text: str, chance: Random) -> str:
    wide = chance.choice((10, 25, 26, 30, 60, 400, 5000))
    digits = "".join(chance.choice("0123456789,.") for _ in range(wide))
    return _in_figures(text, chance, lambda figure: figure + digits)


def other_figures(text: str, chance: Random) -> str:
    """Figures become others: zeros, dates, signs, points and commas in the wrong places."""
    drawn = (
        "0", "00", "-0", "0.0", "--", "-", "$", "()", "(", ")", "(0)", "1,23", "1,2345", "1.2.3",
        ".5", "5.", "1e9", "1/2", "59-7/8", "1-", "(1", "1)", "$(1)", "$ (1)", "(1)%", "n/a", "*",
        "9" * 25, "9" * 26, "NaN", "Infinity", "-1", "+1", "1_000", "0x1f", "1 000", "l,234",
        "1,O00", "1994", "(1994)", "'94", "12/31/94", "$-", "(--)", "1,234(1)", "1,234*", "<1>",
    )  # fmt: skip
    return _in_figures(text, chance, lambda _: chance.choice(drawn))


def digits_turned(text: str, chance: Random) -> str:
    def turned(figure: str) -> str:
        chars = list(figure)
        chars[chance.randrange(len(chars))] = chance.choice("0123456789,.-() ")
        return "".join(chars)

    return _in_figures(text, chance, turned)


def long_runs(text: str, chance: Random) -> str:
    """Runs of the same, long: where a pattern might try all ways to part them."""
    run = chance.choice(
        (". ", "$ ", "( ", "- ", ") ", "_", "=", "-", ".", " ", "\t", ", ", "and ", "1 ", "0,",
         "<S>", "<", "&", "'", '"', "(1) ", "19", "of ", "\x0b", "/", "12/", "net of ")
    )  # fmt: skip
    return _put(text, chance.randrange(len(text) + 1), run * chance.choice((20, 200, 1500)))


def other_case(text: str, chance: Random) -> str:
    return (
        chance.choice((str.upper, str.lower, str.swapcase, str.title))(text)
        .encode("latin-1", "replace")
        .decode("latin-1")
    )


def formulas(text: str, chance: Random) -> str:
    """What a spreadsheet, a shell, a page or a graph would run, before words that stand there."""
    drawn = (
        "=cmd|' /C calc'!A0", "@SUM(1)", "+1", '"', "'", '""",', "<script>alert(1)</script>", "]]>",
        "&#0;", "&amp;", "&lt;", "<!--", "-->", "<?xml?>", "${x}", "{{x}}", "%s", "\\", "\\u0000",
        "../../x", "/etc/passwd", "> .\n<a> <b> <c> .", "<ix:nonFraction>", "C:\\", "NUL",
    )  # fmt: skip
    words = [m.start() for m in re.finditer(r"\b[A-Za-z]{3}", text)]
    for at in sorted(chance.sample(words, min(len(words), 6)), reverse=True):
        text = _put(text, at, chance.choice(drawn))
    return text


CHARACTERS = (
    flip_bytes, random_bytes, control_characters, odd_characters, odd_in_captions, recode,
    recode_stretch, long_figures, other_figures, digits_turned, long_runs, other_case, formulas,
)  # fmt: skip
