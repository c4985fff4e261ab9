"""Printed figures. `scan` is the only way from characters to numbers.

Treasury stock, 40,000 shares      $ (1,475)     --
                                      ^^^^^      ^^   digits of two figures, -1475 and 0
"""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from functools import lru_cache

from converter.model.printed import Figure, Form

__all__ = ["LONGEST", "Figure", "Form", "scan"]


_FIGURE = re.compile(
    r"""
    (?=[-(.$\dUHCA\u00a3\u00a5\u20ac])           # one look at the first sign is the quickest no
    (?:(?<![\w,/$(&'#{-])(?<!(?<![.\s])\.)     # a figure starts a word, or follows leaders
      |(?<=[a-z])(?=\(\d{1,3}(?:,\d{3})+\)(?:[\s(]|$)))  # or fills its column: 'plant(22,790)'
    (?P<lead>
        (?P<paren1>\(\s{0,3})?
        (?P<minus1>-\s?)?
        (?P<currency>(?:(?:U\.?S\.?\s?|HK|Cdn\.?\s?|[CA])?\$|[\u00a3\u00a5\u20ac])\s*)?
        (?P<minus2>-\s?)?
        (?P<point>(?<!\.)(?<!\.\s)\.(?=\(\d{1,3}(?![\d,.])))?  # '.(81)': misplaced, no leader
        (?P<paren2>\(\s{0,3}\$?\s{0,3})?
    )
    (?P<digits>
        \d{1,3}(?:,\d{3})+(?:\.\d+)?
      | \d+(?:\.\d+)?
      | \.\d+
    )
    (?:[ -](?P<over>\d{1,2})/(?P<under>2|4|8|16|32|64)(?!\d))?  # share prices: '59-7/8', '36 3/8'
    (?P<tail>
        (?P<percent1>\s?%)?
        (?P<close>\s{0,2}\))?
        (?P<percent2>\s?%)?
        (?P<minus3>-(?=\s|$))?
        (?P<credit>\s?C[Rr]\.?(?=\s|$))?            # what is taken off: '312CR'
    )
    (?: (?=[a-z]{1,2}/(?:\s|$))                # '463a/' refers to a footnote
      | (?![\w,/]|\.\w|-\d|-[A-Za-z]) )        # '0.O1' is damaged
    """,
    re.VERBOSE,
)
_DIGIT = re.compile(r"[0-9]")
_OF_A_SHARE = re.compile(r"\b(?:per|basic|diluted|primary)\b", re.IGNORECASE)
_CENTS = 3  # signs of '.53'
_ANGLED = re.compile(r"<(\s{0,3}\$?\s{0,3}\d[\d,.]*\s{0,3})>")  # '<1,214>' is (1,214)
# '[1,214]' too; what has two digits is a footnote's mark, but beside others in their columns
_BRACKETED = re.compile(
    r"\[(\s{0,3}\$?\s{0,3}(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d*\.\d+|(?!(?:19|20)\d\d\b)\d{3,})\s{0,3})\]"
)
_SMALL_BRACKETED = re.compile(r"(?<=\s\s)\[(\s{0,3}\d{1,2})\]")
_APART = re.compile(r"\s*$|\s{2,}[($]?[\d.]")
LONGEST = 24
"""Signs of an amount: quadrillions with commas and cents. What is longer is none."""
# What a line holds, in small letters, that one of the slower patterns below fits.
_ABSENT_HINTS = ("n/a", "n/m", "n.a", "n.m", "nm", "  na")
_NIL_HINTS = ("nil", "  none")
_DASH_HINT = re.compile(r"(?:^|[\s($]|\.\.)(?:[-\u2014\u2013\x97\x96]{1,3}|_)(?:[\s)%]|$)")
_NIL = re.compile(
    r"(?<!\S)(?P<lead>(?:\$\s*)?)(?P<nil>-\s?0\s?-|nil|NIL|Nil|(?<=\s\s)(?:NONE|None)(?=\s\s|\s*$))(?!\S)"
)
_ABSENT = re.compile(
    r"(?<!\S)(?P<absent>[Nn]/[AaMm]|N\.A\.|N\.?M\.?|n\.m\.|(?<=  )(?:nm|na|NA))(?!\S)"
)
# '$36 3/8-$26 1/8' states two amounts where one is asked for
_PRICE = r"\$\s{0,2}\d[\d.,]*(?:[ -]\d{1,2}/\d{1,2})?"
_RANGE_HINT = re.compile(r"\d\s?-\s{0,2}\$")
_RANGE = re.compile(rf"(?<!\S){_PRICE}\s?-\s{{0,2}}{_PRICE}(?!\S)")
_DASH = re.compile(
    r"(?:(?<!\S)|(?<=\.\.))(?P<lead>\(?(?:\$\s*)?\(?\s?)"
    r"(?P<dash>- -(?: -)?(?! -)|-{1,3}|\u2014|\u2013|\x97|\x96|_)(?=[\s)%]|$)"
    r"(?P<tail>\s?\)?\s?%?)"
)


@lru_cache(maxsize=4096)  # segmenting and table reading look at the same lines
def scan(line: str) -> tuple[Figure, ...]:
    """All figures of `line`, left to right, overlaps excluded.

    A figure stands as a word of its own. Whether it is a cell or part of a caption is for the
    table's geometry to say: 'issuance of 20,000 shares' has one here too.
    """
    figures = _numbers(line) if _DIGIT.search(line) else []
    small = line.lower()
    dashed = "-" in line
    if (dashed and "0" in line) or any(map(small.__contains__, _NIL_HINTS)):
        for found in _NIL.finditer(line):
            start, end = found.span("nil")
            figures.append(_zero(start, end, found.start(), found.end(), Form.NIL, found))
    if _may_have_dashes(line):
        for found in _DASH.finditer(line):
            start, end = found.span("dash")
            right = end + len(found["tail"].rstrip())
            figures.append(_zero(start, end, found.start(), right, Form.DASH, found))
    if any(map(small.__contains__, _ABSENT_HINTS)):
        figures += [
            Figure(*found.span(), *found.span(), Decimal(0), False, 0, Form.ABSENT, False, False)
            for found in _ABSENT.finditer(line)
        ]
    if dashed and _RANGE_HINT.search(line):
        figures += [
            Figure(*found.span(), *found.span(), Decimal(0), False, 0, Form.ABSENT, True, False)
            for found in _RANGE.finditer(line)
        ]
    if len(figures) < 2:
        return tuple(figures)
    figures.sort(key=lambda figure: (figure.start, -figure.end))
    kept: list[Figure] = []
    for figure in figures:
        if not kept or figure.left >= kept[-1].right:
            kept.append(figure)
        elif kept[-1].form is Form.NUMBER and figure.form is Form.NIL:
            kept[-1] = figure  # '-0-' is nil, not the digit in it
        elif apart_minus(line, figure) and kept[-1].form is Form.DASH:
            kept[-1] = figure  # '    - 28' is -28; where dashes have a column, the sheet shows it
    return tuple(kept)


def apart_minus(line: str, figure: Figure) -> bool:
    """Whether a blank stands between a figure and its sign, and white before it: '    - 28'."""
    if figure.form is not Form.NUMBER or not figure.negative or line[figure.start - 1] != " ":
        return False
    before, sign, _ = line[: figure.start].rpartition("-")
    return (
        bool(sign)
        and len(before) >= figure.left
        and len(before) + 2 == figure.start
        and (before.endswith(("  ", "$ ")) or not before.strip())
        and not line.startswith(" -", figure.right)  # a page's number: '- 14 -'
    )


def _may_have_dashes(line: str) -> bool:
    told = "-" in line or "_" in line or not line.isascii()
    return told and _DASH_HINT.search(line) is not None


def _numbers(line: str) -> list[Figure]:
    shown = _ANGLED.sub(r"(\1)", line) if "<" in line else line
    if "[" in line:
        shown, found = _BRACKETED.subn(r"(\1)", shown)
        shown = _SMALL_BRACKETED.sub(r"(\1)", shown) if found else shown
    figures = [_figure(found) for found in _FIGURE.finditer(shown)]
    return _without_leaders(line, figures) if ".." in line else figures


def _without_leaders(line: str, figures: list[Figure]) -> list[Figure]:
    """The last of the leaders is no decimal point, unless other figures of the line have one, or
    its words speak of a share: 'Research.......79      149'.
    """
    touching = [
        at for at, each in enumerate(figures)
        if line.startswith(".", each.start) and line.endswith("..", 0, each.start)
    ]  # fmt: skip
    others = [each for at, each in enumerate(figures) if at not in touching]
    if not touching or any(each.places for each in others) or _OF_A_SHARE.search(line):
        return figures
    if not others and all(len(line[each.start : each.end]) == _CENTS for each in figures):
        return figures
    for at in touching:
        old = figures[at]
        value = Decimal(line[old.start + 1 : old.end])
        figures[at] = replace(old, start=old.start + 1, left=old.left + 1, value=value, places=0)
    return figures


def _figure(found: re.Match[str]) -> Figure:
    digits, point, over, under, close, currency = found.group(
        "digits", "point", "over", "under", "close", "currency"
    )
    paren1, paren2, minus1, minus2, minus3, percent1, percent2 = found.group(
        "paren1", "paren2", "minus1", "minus2", "minus3", "percent1", "percent2"
    )
    if len(digits) > LONGEST:
        return Figure(*found.span(), *found.span(), Decimal(0), False, 0, Form.ABSENT, False, False)
    value = Decimal(("." if point else "") + digits.replace(",", ""))
    places = len(digits.partition(".")[2]) if not point else len(digits)
    if under:
        part = Decimal(over) / Decimal(under)
        value += part
        places = len(str(part).partition(".")[2]) if part else places
    opened = bool(paren1 or paren2)
    minus = bool(minus1 or minus2 or minus3 or found["credit"])
    negative = minus or opened
    left, right = found.span()
    start, end = found.start("digits"), found.end("under" if under else "digits")
    if opened and not close and not currency and not minus:
        # '(15 stores' opens a remark; a lost closing parenthesis counts at a line's end, or where
        # another figure follows in a column of its own
        negative = _APART.match(found.string, right) is not None
    return Figure(
        start, end, left, right, -value if negative else value, negative, places,
        Form.NUMBER, bool(currency) or "$" in (paren2 or ""), bool(percent1 or percent2),
    )  # fmt: skip


def _zero(start: int, end: int, left: int, right: int, form: Form, found: re.Match[str]) -> Figure:
    lead = found["lead"]
    percent = found.group().rstrip().endswith("%")
    return Figure(
        start, end, left, right, Decimal(0), False, 0, form, "$" in lead, percent,
    )  # fmt: skip
