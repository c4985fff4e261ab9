"""Whose statement it is, where a filing holds those of several companies.

                 ACME CAPITAL CORP. AND SUBSIDIARIES       a name that is not the registrant's
                  CONSOLIDATED STATEMENT OF INCOME

Names change and are shortened, so a name alone proves little. A statement is another company's
where the filing also holds one under the registrant's name, or where it is a report of an
acquisition, which brings the statements of the business that was bought.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from converter.model.filing import Filing
    from converter.segment.titles import Title
    from converter.wording.titles import TitleTable

_ACQUIRED = re.compile(r"business(?:es)?\s+(?:to\s+be\s+)?acquired", re.IGNORECASE)
_ASIDE = re.compile(r"\s*\([^()]*\)\s*$")


def others(filing: Filing, titles: Sequence[Title], reader: TitleTable) -> list[str]:
    """For each statement the name of the other company that it speaks of, or ''."""
    own = _registrant(filing, reader)
    names = [_name(title, reader) for title in titles]
    if not own:
        return [""] * len(titles)
    same = [bool(name) and _same(reader.own_words(name), own) for name in names]
    # the registrant's statements stand in the filing too, or it says that it bought a business
    if any(same):
        foreign = [bool(name) and not ours for name, ours in zip(names, same, strict=True)]
    elif _reports_acquisition(filing):
        foreign = [
            bool(name) and not any(reader.own_words(name) & each for each in own) for name in names
        ]
    else:
        return [""] * len(titles)
    spelt: dict[frozenset[str], str] = {}  # one company, one spelling
    return [
        spelt.setdefault(reader.own_words(name), name) if other else ""
        for name, other in zip(names, foreign, strict=True)
    ]


def _registrant(filing: Filing, reader: TitleTable) -> list[frozenset[str]]:
    header = filing.header
    names = [header.company, *header.former_names, filing.cover_value("EntityRegistrantName")]
    words = [reader.own_words(name) for name in names if name]
    return [each for each in words if each]


def _name(title: Title, reader: TitleTable) -> str:
    """The company's name that stands nearest to a title."""
    above = len(title.around) - title.below
    lines = (*reversed(title.around[:above]), *title.around[above:])
    for line in lines:
        text = _ASIDE.sub("", line).strip()
        if _is_name(text, reader):
            return text
    return ""


def _is_name(text: str, reader: TitleTable) -> bool:
    low = text.lower()
    return (
        bool(text)
        and text[0].isupper()
        and not any(hint in low for hint in reader.hints)
        and not any(char.isdigit() for char in text)
        and reader.names(text)
        and bool(reader.own_words(text))
    )


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
        form.startswith("8-K")
        and first is not None
        and bool(_ACQUIRED.search(filing.source.text, first.start, first.end))
    )
