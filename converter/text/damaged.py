"""Figures that a slip of the hand, or of a machine that read the page, made none.

    Inventories          l,234      4,180 ,000      1.028.3      12,3456      $13 994

What they most likely were is read from them; it is no figure until a sum proves it.
"""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from converter.text.cells import closes_remark
from converter.text.numerals import Figure, Form, scan

_LETTERS = str.maketrans("OoIlSB", "001158")
# Each way begins with one of the first signs: a set of them is looked for faster than ten ways.
_HINT = re.compile(
    r"[\dOoIlSB,$](?:(?<=\d)(?:[OoIlSB]| ,\d{3}|, \d{3}|\d{3},\d|\.\d{3}[,.]\d|\s?\))"
    r"|(?<=[OoIlSB])(?:[\d,]|\.\d\d(?!\w))|(?<=,)\d(?:\d?(?!\d)|\d{3})|(?<=\$)\s?\d{1,3} \d{3})"
)
_BESIDE = frozenset("$(-|0123456789")
_LONGEST = 24  # characters of an amount
_DAMAGED = re.compile(
    r"""
    (?<![^\s($])
    (?P<digits>
        \d{1,3}(?:\ ?,\ ?\d{3})+                  # blanks beside a comma
      | (?<=\$)\d{1,3}(?:\ \d{3})+(?=\s{2}|\s*$) # a blank for a comma, where a sign leads
      | [\dOoIlSB]{1,3}(?:,[\dOoIlSB]{3})+        # letters among the digits
      | \d{1,3}(?:[.,]\d{3})+                     # points for commas
      | \d{1,3}(?:,\d{3})*,\d{4,6}                # commas at other places
      | \d{1,3}(?:,\d{3})+,\d{1,2}
      | \d{4,6}(?:,\d{3})+
      | (?=[\dOoIl]*\d)[\dOoIl]{2,9}
      | [OoIl](?=\.\d{2}(?!\w))                   # a letter before the point: 'O.58'
      | \d{0,3}(?=\.(?:\d[OoIlSB]|[OoIlSB]\d)(?!\w))  # letters among the places: '0.O1'
    )
    (?P<places>\.[\dOoIlSB]{1,2})?
    (?![\w,/]|\.\w|-\w)
    """,
    re.VERBOSE,
)
_SOUND = re.compile(r"\d{1,3}(?:,\d{3})*(?:\.\d+)?|\d+(?:\.\d+)?")
_WORD = re.compile(r"[A-Za-z]{2}")


def with_damaged(text: str, figures: tuple[Figure, ...]) -> tuple[Figure, ...]:
    """The figures of a line with those that are damaged among them, at their places; only behind
    the last word, where cells stand apart.
    """
    if _HINT.search(text) is None:
        return figures
    found = [
        figure
        for each in _DAMAGED.finditer(text)
        if not _SOUND.fullmatch(each.group()) and (figure := _figure(text, each, figures))
    ]
    found += _unopened(text, figures)
    if not found:
        return figures
    sound = [
        each for each in figures
        if all(each.right <= other.left or other.right <= each.left for other in found)
    ]  # fmt: skip
    return tuple(sorted([*sound, *found], key=lambda figure: figure.start))


def _figure(text: str, found: re.Match[str], figures: tuple[Figure, ...]) -> Figure | None:
    digits, places = found["digits"], found["places"] or ""
    start, end = found.span()
    bare = "," not in digits and "." not in digits
    if end - start > _LONGEST or _WORD.search(text, end):
        return None
    if bare and not any(each.form is Form.NUMBER and not each.like_year for each in figures):
        return None  # 'l994' heads a column
    before, after = text[:start], text[end:]
    opened = before.rstrip(" $").endswith("(")
    left = len(before.rstrip(" $(")) if before.rstrip()[-1:] in ("(", "$") else start
    left += len(text[left:start]) - len(text[left:start].lstrip())
    closed = after.lstrip()[:1] == ")"
    right = end + (len(after) - len(after.lstrip()) + 1 if closed else 0)
    if not _apart(text, left, right, figures):
        return None
    value = Decimal(re.sub(r"[ ,.]", "", digits).translate(_LETTERS) + places.translate(_LETTERS))
    if not value:
        return None
    negative = opened or closed
    return Figure(
        start, end, left, right, -value if negative else value, negative,
        max(len(places) - 1, 0), Form.DAMAGED, "$" in text[left:start], percent=False,
    )  # fmt: skip


def _unopened(text: str, figures: tuple[Figure, ...]) -> list[Figure]:
    """Figures behind the caption whose parenthesis closes, but none was opened: '11,365)'."""
    places = {each.start for each in figures}
    return [
        replace(each, value=-each.value, negative=True, form=Form.DAMAGED)
        for each in scan(text)
        if each.start not in places and closes_remark(text, each) and each.form is Form.NUMBER
        and text[: each.left].count("(") <= text[: each.left].count(")")
        and not _WORD.search(text, each.end) and _apart(text, each.left, each.right, figures)
    ]  # fmt: skip


def _apart(text: str, left: int, right: int, figures: tuple[Figure, ...]) -> bool:
    """Whether white stands on both sides, or another figure."""
    before, after = text[:left], text[right:]
    stripped = before.rstrip()
    beside = any(each.right == len(stripped) for each in figures) and len(before) > len(stripped)
    front = before.endswith("  ") or stripped.endswith((". .", "..", "|")) or beside
    rest = after.lstrip()
    near = rest != after and rest[:1] in _BESIDE
    return front and (not rest or len(after) - len(rest) > 1 or near)
