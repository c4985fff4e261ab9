"""The headings of notes, found by what they are: numbered or lettered lines in sequence.

    NOTE 1 - ACCOUNTING POLICIES     (1) Accounting policies     A. ACCOUNTING POLICIES
    ...                              ...                         ...
    NOTE 2 - INVENTORIES             (2) Inventories             B. INVENTORIES

No line is a heading by itself: lists are numbered too. A chain of lines of one form that count up
from the first is the notes; lists within a note are shorter, and stand inside it.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

from converter.segment.lines import (
    is_capital,
    is_prose,
    is_row,
    is_sentence,
    is_text,
    only_periods,
)
from converter.text.units import read_units
from converter.text.views import LineKind

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from converter.model.source import SourceText
    from converter.segment.lines import Lines

_SPELT = ("ONE", "TWO", "THREE", "FOUR", "FIVE", "SIX", "SEVEN", "EIGHT", "NINE", "TEN")
_ORDINAL = r"\d{1,2}|[A-Z]|[IVX]{2,5}"
_NOTE = re.compile(
    rf"\s*NOTE\s+\(?(?P<number>{_ORDINAL}|{'|'.join(_SPELT)})\b[\s\-.:)\u2013\u2014\x96\x97]*"
    r"(?P<title>\S.*)?$",
    re.IGNORECASE,
)
_PLAIN = re.compile(
    rf"\s*(?P<open>\(?)(?P<number>{_ORDINAL})(?P<mark>[.):])[\s\-.:\u2013\u2014]*(?P<title>\S.*)?$"
)
# 'A  Significant Accounting Policies': no mark behind the number
_BARE = re.compile(
    r" {0,4}(?P<open>)(?P<number>\d{1,2}|[A-Z])(?P<mark>) {1,4}(?P<title>[A-Z]\S.*)$"
)
# The quick question, asked of a document's whole text.
_LIKELY = re.compile(
    rf"^[ \t|]*(?i:NOTE[ \t]+\(?\w|\(?(?:{_ORDINAL})[.):])"
    r"|^ {0,4}(?:\d{1,2}|[A-Z]) {1,4}[A-Z]",
    re.MULTILINE,
)
_ROMAN = {"I": 1, "V": 5, "X": 10}
_CONTINUED = re.compile(r"[\s\-(]*\b(?:continued|cont'?d|concluded)\b[\s.)]*$", re.IGNORECASE)
# 'Inventories: Inventories are stated at ...', 'Inventories. The Company ...'
_RUN_IN = re.compile(r"(?P<title>[^.:]{3,80}?)\s*(?:[.:]\s|\s--?\s|\u2014)\s*(?=[A-Z(\"'$])")
_LONGEST = 150
_SHORT = 90  # the longest heading without a number
_INDENTED = 15
_FEW = 6  # words that may stand behind a dash in a title
_LEAST = 3  # headings without numbers that must be known
_BELOW = 3  # lines between a number alone and its title
_MOST = 3  # how many numbers may be missing between two headings
_MISSED = 2.5  # what each of them costs
_MISSED_ALL = 5.0  # all of them at most: where headings say 'Note' any number may be missing
_FAR = 0.0004  # what a line between two headings costs: of two chains alike the shorter
_OVER = 3.0  # what an end of notes between two headings costs
_ALIKE = 0.4  # what likeness of two headings is worth, for indent and letters each


@dataclass(frozen=True, slots=True)
class Heading:
    """A line that may head a note.

    at       its index in the document; `after` that of the first line behind the heading
    form     what stands around the number: 'NOTE', '(.', '.'
    letters  whether the number is a letter, or Roman
    ordinal  what the number counts
    lead     what is printed of it before the title: 'NOTE 5 -'
    title    without the number; '' where prose follows it at once
    weight   how much it looks like a heading
    """

    at: int
    after: int
    form: str
    number: str
    ordinal: int
    lead: str
    title: str
    weight: float
    indent: int
    continued: bool

    @property
    def upper(self) -> bool:
        return self.title.isupper()


def headings(
    lines: Lines,
    source: SourceText,
    first: int,
    start: int,
    known: Callable[[str], object | None],
) -> list[Heading]:
    """The lines from the index `start` on that may head notes, in order.

    first   number of the document's first line
    known   tells titles of notes by their words
    """
    found: list[Heading] = []
    begin = source.starts[first + start - 1]
    last = first + len(lines) - 1
    end = source.starts[last] if last < len(source.starts) else len(source.text)
    number, at = first + start, begin
    for match in _LIKELY.finditer(source.text, begin, end):
        number += source.text.count("\n", at, match.start())
        at = match.start()
        found += _read(lines, number - first, known)
    return found


def _read(lines: Lines, at: int, known: Callable[[str], object | None]) -> list[Heading]:
    """What a line may be the heading of: Roman numbers may be letters."""
    line = lines[at]
    if not is_text(line):
        return []
    note = _NOTE.match(line.text)
    match = note or _PLAIN.match(line.text)
    if match is None:
        match = _BARE.match(line.text)
        if match is None or not _apart(lines, at) or not is_capital(match["title"]):
            return []
    said = match["title"] or ""
    if note is None and not said:
        return []
    title, after = (said, at + 1) if said else _title_below(lines, at)
    if not title or (not title[0].isupper() and title[0] not in "\"'($"):
        return []
    continued = _CONTINUED.search(title) is not None
    title = " ".join(_CONTINUED.sub("", title).split())
    weight = 2.0 if note else 0.0
    prose = is_sentence(line) and (is_prose(line) or _goes_on(lines, at))
    short = _titled(title, said=bool(said), line_is_prose=prose)
    if said and short == title:
        title, after = _joined(lines, at, title)
        short = title
    if note is None and is_row(line) and not title.isupper():
        return []
    if short.isupper():
        weight += 1.5
    elif short:
        weight += 0.8
    if short and known(short) is not None:
        weight += 1.5
    weight += 0.7 if _apart(lines, at) else -1.0
    if weight <= 0:
        return []
    form = "NOTE" if note else match["open"] + match["mark"]
    lead = " ".join((line.text[: match.start("title")] if said else line.text).split())
    return [
        Heading(at, after, f"{form} {kind}", match["number"], ordinal, lead, short, weight,
                line.indent, continued)
        for kind, ordinal in _ordinals(match["number"].upper())
    ]  # fmt: skip


def _ordinals(number: str) -> list[tuple[str, int]]:
    if number.isdigit():
        return [("1", int(number))] if number != "0" else []
    if number in _SPELT:
        return [("1", _SPELT.index(number) + 1)]
    found = [("A", ord(number) - ord("A") + 1)] if len(number) == 1 else []
    if set(number) <= set(_ROMAN):
        values = [_ROMAN[sign] for sign in number]
        total = sum(
            -value if value < max(values[at:]) else value for at, value in enumerate(values)
        )
        found.append(("I", total))
    return found


def _titled(title: str, *, said: bool, line_is_prose: bool) -> str:
    """The title without the prose that follows it on its line; '' where all is prose."""
    run_in = _RUN_IN.match(title)
    if run_in is not None and (is_capital(run_in["title"]) or run_in["title"].isupper()):
        rest = title[run_in.end() :].split()
        # 'Inventories - Automotive Sector' is a title as a whole
        if len(rest) > _FEW or sum(word[0].islower() for word in rest) * 2 > len(rest):
            return run_in["title"]
    if said and line_is_prose and not title.isupper():
        return ""
    if len(title) > _LONGEST or not (is_capital(title) or title.isupper()):
        # 'Summary of significant accounting policies': few words, no sentence's end
        return title if len(title.split()) <= 8 and title[-1] not in ".,;" else ""
    return title.rstrip(" .:-")


def _title_below(lines: Lines, at: int) -> tuple[str, int]:
    """The title that stands below a number alone: 'NOTE 5', then 'INVENTORIES'."""
    for place in range(at + 1, min(at + 1 + _BELOW, len(lines))):
        line = lines[place]
        if line.kind is LineKind.BLANK or line.kind is LineKind.RULE:
            continue
        text = line.text.strip()
        if not is_text(line) or is_row(line) or (is_prose(line) and not text.isupper()):
            break
        return _joined(lines, place, text)
    return "", at + 1


def _joined(lines: Lines, at: int, title: str) -> tuple[str, int]:
    """A title with its second line, where it is set in capitals, or plainly goes on."""
    if at + 1 < len(lines):
        line = lines[at + 1]
        text = line.text.strip()
        goes_on = title.endswith((",", " and", " AND", " of", " OF", " for", " FOR", "-", "&"))
        capitals = title.isupper() and text.isupper() and len(title) > 40
        if is_text(line) and not is_row(line) and (goes_on or capitals) and len(text) < 80:
            return " ".join(f"{title} {text}".split()), at + 2
    return title, at + 1


def _goes_on(lines: Lines, at: int) -> bool:
    """Whether words stand on the line below too."""
    return at + 1 < len(lines) and is_text(lines[at + 1])


def _apart(lines: Lines, at: int) -> bool:
    """Whether no words stand on the line above."""
    return at == 0 or not is_text(lines[at - 1]) or lines[at - 1].text.strip(" -=_*") == ""


def chain(found: Sequence[Heading], ends: Sequence[int]) -> list[Heading]:
    """The surest sequence among headings of one form each: 1, 2, 3, ... Numbers may be missing,
    the first ones only where headings say 'Note'.

    ends  lines at which notes end as a rule, in order
    """
    best: dict[int, tuple[float, int]] = {}  # by place: weight of the chain that ends there, before
    by_form: dict[tuple[str, int], list[int]] = {}
    top = -1
    for place, head in enumerate(found):
        if head.continued:
            continue
        plain = not head.form.startswith("NOTE")
        choice = None
        if head.ordinal == 1 or not plain:
            choice = head.weight - min((head.ordinal - 1) * _MISSED, _MISSED_ALL), -1
        for missing in range(_MOST if plain else head.ordinal - 1):
            for before in by_form.get((head.form, head.ordinal - 1 - missing), ()):
                other = found[before]
                value = best[before][0] + head.weight - min(missing * _MISSED, _MISSED_ALL)
                value += _likeness(other, head) - (head.at - other.at) * _FAR
                if bisect_right(ends, head.at) > bisect_right(ends, other.at):
                    value -= _OVER
                if choice is None or value > choice[0]:
                    choice = value, before
        if choice is None:
            continue
        best[place] = choice
        by_form.setdefault((head.form, head.ordinal), []).append(place)
        if top < 0 or choice[0] > best[top][0]:
            top = place
    out: list[Heading] = []
    while top >= 0:
        out.append(found[top])
        top = best[top][1]
    return out[::-1]


def _likeness(one: Heading, other: Heading) -> float:
    alike = (abs(one.indent - other.indent) <= 3) + (one.upper == other.upper)
    return (alike - 1) * _ALIKE


def unnumbered(
    lines: Lines, start: int, stop: int, known: Callable[[str], object | None]
) -> list[Heading]:
    """Headings without numbers between two lines: those set in one way, half of which at least
    are known as titles of notes. Of one that stands twice the last: the first is a head among the
    accounting policies.
    """
    by_look: dict[tuple[object, ...], list[Heading]] = {}
    for at in range(start, stop):
        line = lines[at]
        text = line.text.strip()
        if not is_text(line) or len(text) > _SHORT or not _apart(lines, at) or is_row(line):
            continue
        if text[-1] in ".,;:" or not (text.isupper() or is_capital(text)) or not text[0].isupper():
            continue
        if _CONTINUED.search(text) or "   " in text or read_units(text) or only_periods(line):
            continue
        look = text.isupper(), line.indent > _INDENTED, _goes_on(lines, at)
        by_look.setdefault(look, []).append(
            Heading(at, at + 1, "", "", 0, "", " ".join(text.split()), 1.0, line.indent, False)
        )
    for found in sorted(by_look.values(), key=lambda each: -_known(each, known)):
        last = {head.title.lower(): head for head in found}
        kept = [head for head in found if last[head.title.lower()] is head]
        count = _known(kept, known)
        if count >= _LEAST and count * 2 >= len(kept):
            return kept
    return []


def _known(found: Sequence[Heading], known: Callable[[str], object | None]) -> int:
    return sum(1 for head in found if known(head.title) is not None)
