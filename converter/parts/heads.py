"""Lines that may be the head of an Item or of a Part.

Item 7.  Management's Discussion and Analysis    ITEMS 10, 11, AND 12.  DIRECTORS AND ...
PART II.  OTHER INFORMATION                      Part I - Item 1. Financial Statements
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from converter.parts.forms import place, words
from converter.parts.sequence import Head
from converter.text.views import LineKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from converter.parts.forms import Form, Place
    from converter.text.views import LineView

_NUMBER = (
    r"\d{1,2}(?:\.\d{2}(?!\d))?(?:(?:[A-E]|\s(?-i:[A-E])(?=[.:]))(?![A-Za-z])"
    r"|\((?-i:[A-E])\)(?=\W*[A-Z]))?(?:\s?\(T\)|\s?\((?-i:[a-z])\))?"
)
_JOINT = r"(?:\s*,\s*and\s+|\s*,\s*|\s+and\s+|\s*&\s*|\s+to\s+|\s+through\s+|\s+thru\s+|-)"
_ITEM = re.compile(
    rf"\s*+[^\w\s]{{0,4}}\s*+ITEMS?\s{{0,6}}(?:NO\.?\s?)?(?P<numbers>{_NUMBER}(?:{_JOINT}(?:ITEMS?\s+)?{_NUMBER})*)"
    r"(?P<rest>(?!\w).*)",
    re.IGNORECASE,
)
_ONE = re.compile(_NUMBER, re.IGNORECASE)
_ALONE = re.compile(r"\W*ITEMS?\W*", re.IGNORECASE)
_RANGE = re.compile(r"-|to|through|thru", re.IGNORECASE)
_PART = re.compile(
    r"\s*+[^\w\s]{0,4}\s*+PART\s{1,4}(?P<number>IV|I{1,3}|[1-4]|ONE|TWO|THREE|FOUR)\b(?P<rest>.*)",
    re.IGNORECASE,
)
_SAID = {"ONE": 1, "TWO": 2, "THREE": 3, "FOUR": 4, "I": 1, "II": 2, "III": 3, "IV": 4}
_ROMAN = ("", "I", "II", "III", "IV")
_LETTERED = re.compile(r"^\s?\((?-i:[a-z0-9])\)")
_BEFORE_TITLE = re.compile(r"^[\s.:)\-\u2013\u2014_|]+")
# A page's number behind a title: dots or white before it.
_PAGE = re.compile(
    r"(?:\s{2,}|\.\s?\.[\s.]*|\s\.\s*)\(?(?:page\s*)?(?:[A-Z]{1,2}-)?(?:\d{1,3}|[ivx]{1,5}|\*{1,2}|n/a)"
    r"(?:\s?(?:-|to|and|,)\s?(?:[A-Z]{1,2}-)?\d{1,3})*\)?\s*$",
    re.IGNORECASE,
)
_AGAIN = re.compile(r"\b(?:continued|cont'?d|concluded)\b", re.IGNORECASE)
_REFERS = re.compile(
    r"^(?:of|under|in|to|and|or|hereof|herein|above|below|is|are|as|for|on|through|contains?|captioned|entitled)\b"
    r"|^(?:part\b|item\b)|.*\bregulation\s+s-[kbtx]\b",
    re.IGNORECASE,
)
_LONGEST = 400  # characters of a line that is looked at
_WRAPS = 50  # a title that goes on below fills its line so far


class _Title(NamedTuple):
    text: str
    below: int
    toc: bool


def heads(lines: Sequence[LineView], form: Form) -> Iterator[Head]:
    """All lines of a document that may be heads; one for each place that a head may have."""
    for at, line in enumerate(lines):
        text = line.text
        if line.kind is not LineKind.TEXT or len(text) > _LONGEST:
            continue
        begins = text.lstrip(" \t*_|-\"'(")[:4].upper()
        if begins == "PART" and form.parts:
            yield from _of_part(lines, at, form)
        elif begins == "ITEM":
            on = at
            if _ALONE.fullmatch(text) and at + 1 < len(lines):  # the number stands below
                on, text = at + 1, f"{text.strip()} {lines[at + 1].text.strip()}"
            yield from _of_item(lines, (at, on), text, form, 0)


def _of_part(lines: Sequence[LineView], at: int, form: Form) -> Iterator[Head]:
    text = lines[at].text
    found = _PART.match(text)
    number = found and _number(found["number"])
    if not found or not number or number not in form.parts:
        return
    rest = found["rest"]
    title = _BEFORE_TITLE.sub("", rest)
    joined = _ITEM.match(title.lstrip(", "))
    if rest.startswith(",") and not (joined and title.isupper()):
        return
    if title[:1].islower() or (not joined and _REFERS.match(title)):
        return
    if title and not joined and len(title.split()) > 8:
        return
    toc = _PAGE.search(text) is not None and not joined
    weight = 1.5 + _above(lines, at) + (1 if not title else 0) - (2 if toc else 0)
    for low in form.parts[number]:
        yield Head(
            at, at + 1, low, low, (_ROMAN[number],), "" if joined else _bare(title), weight,
            part=True, toc=toc, again=_AGAIN.search(title) is not None,
        )  # fmt: skip
    if joined:
        yield from _of_item(lines, (at, at), title.lstrip(", "), form, number)


def _of_item(
    lines: Sequence[LineView], rows: tuple[int, int], text: str, form: Form, part: int
) -> Iterator[Head]:
    """rows: index of the line that begins the head, and of the one with the Item's number."""
    at, on = rows
    found = _ITEM.match(text)
    if found is None:
        return
    numbers = _numbers(found["numbers"])
    rest = _LETTERED.sub("", found["rest"])
    after = _BEFORE_TITLE.sub("", rest)
    if _goes_on(rest, after) or not _has(form, numbers):
        return
    for counted in ((part,) if part else (1, 2)) if form.counts else (0,):
        low, high = place(numbers[0], counted), place(numbers[-1], counted)
        if low > high or (form.counts and low not in form.titles):
            continue
        title = _title(lines, on, after, form, low)
        like = form.likeness((low, high), title.text)
        weight = len(numbers) ** 0.5 + _above(lines, at) + (0.5 if text.isupper() else 0)
        weight += _by_title(title, like, form)
        weight -= 3 if after[:1] and after[:1] in "\"'\u201c`" else 0
        again = _AGAIN.search(title.text) is not None and not title.toc
        yield Head(
            at, title.below, low, high, numbers, title.text, weight,
            toc=title.toc, again=again, like=like,
        )  # fmt: skip


def _goes_on(rest: str, after: str) -> bool:
    """Whether an Item's number stands within a sentence: 'Item 7, which see'.

    rest, after  what stands behind the number, and that without what stands before a title
    """
    return (
        rest.lstrip()[:1] in (",", ";") or after[:1].islower() or _REFERS.match(after) is not None
    )


def _has(form: Form, numbers: Sequence[str]) -> bool:
    """Whether a form can have Items of these numbers."""
    if any("." in number for number in numbers) and form.name != "8-K":
        return False
    last = max(place(number)[0] for number in form_numbers(form))
    return all(place(number)[0] <= last for number in numbers)


def _by_title(title: _Title, like: float | None, form: Form) -> float:
    """What a head's title weighs: one like the form's own speaks for it, one of a table of contents
    against it.
    """
    weight = 3 * like if like is not None else -0.5
    weight -= 2 if title.toc else 0
    if form.counts and not like:  # the number alone does not tell the Part
        weight -= 1 if like is None else 4
    return weight


def form_numbers(form: Form) -> list[str]:
    """The numbers of a form's Items, those of Parts that count anew without the Part."""
    return [f"{number % 100:g}" for number, letter in form.titles if not letter]


def _title(lines: Sequence[LineView], at: int, after: str, form: Form, low: Place) -> _Title:
    """The printed title: it may stand below the number, and may go on below."""
    text, below = after.strip(), at + 1
    toc = _PAGE.search(after) is not None
    if not text:
        below = next(
            (n for n in range(at + 1, min(at + 3, len(lines))) if lines[n].text.strip()), 0
        )
        if not below or _begins(lines[below]):
            return _Title("", at + 1, toc=False)
        text, toc = lines[below].text.strip(), _PAGE.search(lines[below].text) is not None
        below += 1
        if len(text.split()) > 16 or text[:1].islower():
            return _Title("", at + 1, toc=False)
    while not toc and below < len(lines) and below < at + 4:
        line = lines[below]
        more = line.text.strip()
        if line.kind is not LineKind.TEXT or _begins(line):
            break
        known = form.known((low, low))
        new = words(_bare(more))
        fits = bool(new) and len(new & known) / len(new) > 0.5 and not text.endswith(".")
        shout = text.isupper() and more.isupper() and len(lines[below - 1].text) > _WRAPS
        if not (fits or shout):
            break
        text, below = f"{text} {more}", below + 1
        toc = _PAGE.search(line.text) is not None
    return _Title(_bare(text), below, toc)


def _begins(line: LineView) -> bool:
    return bool(_ITEM.match(line.text) or _PART.match(line.text))


def _bare(title: str) -> str:
    """The title without the page's number, and of a title with text behind it on the line the
    title alone: 'Legal Proceedings. None.'.
    """
    text = " ".join(_PAGE.sub("", title).split()).rstrip(" .:-_\u2014")
    head, point, _ = text.partition(". ")
    if point and len(head.split()) > 1:
        return head
    return text


def _above(lines: Sequence[LineView], at: int) -> float:
    """White above speaks for a head, words above against it."""
    above = lines[at - 1] if at else None
    return 1 if above is None or above.kind is not LineKind.TEXT or _begins(above) else -1


def _number(said: str) -> int:
    return int(said) if said.isdigit() else _SAID.get(said.upper(), 0)


def _numbers(printed: str) -> tuple[str, ...]:
    """'10, 11, AND 12' as ('10', '11', '12'); '1 through 4' as its four numbers."""
    found: list[str] = []
    at = 0
    for each in _ONE.finditer(printed):
        number = re.sub(r"\([Ta-z]\)|[\s()]", "", each[0]).upper()
        joint = printed[at : each.start()]
        if found and _RANGE.search(joint) and found[-1].isdigit() and number.isdigit():
            found += [str(n) for n in range(int(found[-1]) + 1, int(number))]
        found.append(number)
        at = each.end()
    return tuple(found)
