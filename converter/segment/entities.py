"""Whose statement it is, where a filing holds those of several companies.

                 ACME CAPITAL CORP. AND SUBSIDIARIES       a name that is not the registrant's
                  CONSOLIDATED STATEMENT OF INCOME

Names change and are shortened, so a name alone proves little. A statement is another company's
where the filing also holds one under the registrant's name, or where it is a report of an
acquisition, which brings the statements of the business that was bought.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from converter.model.forms import is_current
from converter.segment.lines import is_capital
from converter.segment.names import own_names, spelling
from converter.text.dates import is_period_text
from converter.text.units import read_units
from converter.wording.kinds import load_kinds

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from converter.model.filing import Filing
    from converter.segment.titles import Title
    from converter.wording.titles import TitleTable

_ACQUIRED = re.compile(r"business(?:es)?\s+(?:to\s+be\s+)?acquired", re.IGNORECASE)
_LONGEST = 12  # words of a company's name with those of its subsidiaries
_PAGE = re.compile(r"^\d{1,3}\s+(?=[A-Z])|\s+\d{1,3}$")  # its number beside the company's name
_ASIDE = re.compile(r"\s*\([^()]*\)\s*$")


@dataclass(frozen=True, slots=True)
class Whose:
    """other   the name of another company than the registrant, or ''
    named   whether a company's name stands with the statement at all
    exact   whether that is the registrant's as the header spells it, but for its legal form
    """

    other: str = ""
    named: bool = False
    exact: bool = False


class _Named(NamedTuple):
    """A title's company: its name as printed, or ''; the words that tell it from others; whether
    these are the registrant's, and whether the name is spelt as the header has it.
    """

    name: str
    words: frozenset[str]
    ours: bool
    exact: bool


def others(filing: Filing, titles: Sequence[Title], reader: TitleTable) -> list[Whose]:
    """For each statement whose it is, as far as the names around its title say."""
    own = _registrant(filing, reader)
    acquired = _reports_acquisition(filing)
    beside = {spelling(each.name) for each in filing.header.others if each.name}
    beside -= {spelling(name) for name in own_names(filing)}
    names = [_name(title, reader, own, beside, plain=acquired) for title in titles]
    if not own:
        return [Whose(named=bool(name)) for name in names]
    spelt: dict[frozenset[str], str] = {}  # one company, one spelling
    found = _told(filing, names, own, beside, reader)
    own_is_there = any(each.ours for each in found)

    def foreign(each: _Named) -> bool:
        # the registrant's statements stand in the filing too, or it says that it bought a business
        if own_is_there:
            return bool(each.name) and not each.ours
        alike = any(2 * len(each.words & name) > len(name) for name in own)
        return acquired and bool(each.words) and not alike

    return [
        Whose(
            spelt.setdefault(each.words, each.name) if foreign(each) else "",
            bool(each.name), each.exact,
        )
        for each in found
    ]  # fmt: skip


def _told(
    filing: Filing, names: Sequence[str], own: Sequence[frozenset[str]], beside: set[str],
    reader: TitleTable,
) -> list[_Named]:  # fmt: skip
    ours = {spelling(name) for name in own_names(filing)}
    # 'Program 1984-2' that files with 'Program 1984-1' is told from it by what no word tells
    words = [
        frozenset([spelt]) if (spelt := spelling(name)) in beside else _words(name, reader)
        for name in names
    ]
    # 'Acme Credit Corporation' is not Acme where Acme itself heads statements too
    itself = any(each in own for each in words)
    return [
        _Named(
            name, each,
            bool(each) and _same(each, own) and not (itself and any(each > one for one in own)),
            bool(name) and spelling(name) in ours,
        )
        for name, each in zip(names, words, strict=True)
    ]  # fmt: skip


def _registrant(filing: Filing, reader: TitleTable) -> list[frozenset[str]]:
    words = [_words(name, reader) for name in own_names(filing)]
    return [each for each in words if each]


def _words(name: str, reader: TitleTable) -> frozenset[str]:
    """What tells a company from others: 'Example Works, L.P.' and 'Example Works' are one."""
    return reader.own_words(name.replace(".", ""))


def _name(
    title: Title, reader: TitleTable, own: Sequence[frozenset[str]], beside: set[str], *,
    plain: bool,
) -> str:  # fmt: skip
    """The company's name that stands nearest to a title: the registrant's, or one with a word of
    companies' names in it.

    beside  how the names of those that file with the registrant are spelt
    plain   where none has such a word, any words set as a name do: in reports of an acquisition
    """
    above = len(title.around) - title.below
    lines = [
        _PAGE.sub("", _ASIDE.sub("", line)).strip()
        for line in (*reversed(title.around[:above]), *title.around[above:])
    ]
    for text in lines:
        known = _words(text, reader) in own or spelling(text) in beside
        if _may_be_name(text) and (known or _is_name(text, reader)):
            return text
    if plain:
        for text in lines:
            if _may_be_name(text) and _is_plain(text, reader) and _is_unlike_captions(text):
                return text
    return ""


def _may_be_name(text: str) -> bool:
    return (
        bool(text)
        and text[0].isupper()
        and len(text.split()) <= _LONGEST
        and is_capital(text)
        and not is_period_text(text)
    )


def _is_name(text: str, reader: TitleTable) -> bool:
    return (
        _is_plain(text, reader) and not any(char.isdigit() for char in text) and reader.names(text)
    )


def _is_plain(text: str, reader: TitleTable) -> bool:
    """Whether words say no more than a name: no title, no units, no period."""
    low = text.lower()
    titled = any(hint in low for hint in reader.hints)
    return not titled and not read_units(text) and bool(reader.own_words(text))


def _is_unlike_captions(text: str) -> bool:
    """Whether a line has more than one word, and few that captions have: 'Bayonne Chemical Works'
    is a name, "LIABILITIES AND STOCKHOLDERS' EQUITY" heads lines.
    """
    words = text.lower().split()
    known = sum(load_kinds().knows(word.strip("',.")) for word in words)
    return len(words) > 1 and known * 2 <= len(words)


def _same(name: frozenset[str], own: Iterable[frozenset[str]]) -> bool:
    """Whether one name holds all words of the other, or is spelt the same without spaces."""
    return any(
        name <= each or each <= name or "".join(sorted(name)) == "".join(sorted(each))
        for each in own
    )


def _reports_acquisition(filing: Filing) -> bool:
    form = (filing.header.form or filing.cover_value("DocumentType") or "").upper()
    first = filing.documents[0].span if filing.documents else None
    return (
        is_current(form)
        and first is not None
        and bool(_ACQUIRED.search(filing.source.text, first.start, first.end))
    )
