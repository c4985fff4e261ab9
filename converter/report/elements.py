"""Elements of the filing's own: for lines, headings and columns that no standard concept fits."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal

from converter.model.addresses import TEXT_BLOCK
from converter.model.filing import StatementKind
from converter.model.xbrl import FILING_NAMESPACE, Concept, DataType, Extension, QName
from converter.text.dates import dates, without_day, without_periods
from converter.text.note_behind import without_note
from converter.text.ranges import price_range
from converter.text.units import Quantity

if TYPE_CHECKING:
    from collections.abc import Mapping

    from converter.dts.base import Taxonomy
    from converter.model.lineitem import LineItem

_TYPES = {
    Quantity.MONEY: DataType.MONETARY,
    Quantity.SHARES: DataType.SHARES,
    Quantity.PER_SHARE: DataType.PER_SHARE,
    Quantity.PERCENT: DataType.PERCENT,
}
_RESERVED = frozenset(
    [
        "us-gaap",
        "dei",
        "retro",
        "xbrli",
        "xbrldi",
        "xbrldt",
        "link",
        "xlink",
        "xsi",
        "xsd",
        "ix",
        "ixt",
        "iso4217",
        "us-types",
    ]
)
_LONGEST = 120  # names are read by people; EDGAR takes 200
_ENDING = re.compile(r"(?:Member|Abstract|TextBlock)\Z")  # what kind of element it is
_LONGEST_LABEL = 400  # EDGAR takes 511
_STATEMENTS = {
    StatementKind.BS: "balance sheet",
    StatementKind.IS: "statement of operations",
    StatementKind.CF: "statement of cash flows",
    StatementKind.EQ: "statement of stockholders' equity",
    StatementKind.CI: "statement of comprehensive income",
    StatementKind.NOTE: "notes",
    StatementKind.COVER: "cover page",
    StatementKind.FDS: "Financial Data Schedule",
}


class Elements:
    """Makes the extension's elements, one for each line, the same line the same element."""

    def __init__(self, folder: str, company_slug: str, taxonomy: Taxonomy) -> None:
        self.taxonomy = taxonomy
        prefix = company_slug[:30] or "filing"
        if not prefix[0].isalpha() or prefix in _RESERVED:
            prefix = f"x{prefix}"
        self._namespace = FILING_NAMESPACE + folder
        self._prefix = prefix
        self._by_key: dict[tuple[object, ...], Concept] = {}
        self._by_name: dict[QName, Concept] = {}
        self._names: dict[str, tuple[object, ...]] = {}
        self._numbers: dict[str, int] = {}  # the next one to try behind a name
        self._labels: set[str] = set()
        self._label_numbers: dict[str, int] = {}

    def line(
        self,
        item: LineItem,
        kind: StatementKind,
        quantity: Quantity,
        period_type: Literal["instant", "duration"],
        balance: Literal["debit", "credit"] | None,
        occurrence: int = 0,
        of: str = "",
        *,
        change: bool = False,
    ) -> Concept:
        """The element of a line; lines of one name in other sections are told apart by these, in
        one section by their `occurrence`; `of` is what the lines of a note's table are parts of.

        change  the line is the change of an asset or a liability, which its caption names alone
        """
        section = item.section[-1] if item.section else ""
        instant = period_type == "instant"
        caption = without_day(item.caption) or section if instant else item.caption
        words = line_name(item, instant=instant) or camel(section) + "Subtotal"
        if change:
            words = "IncreaseDecreaseIn" + (camel(_CHANGED.sub("", caption)) or words)
        under = f" under {_quoted(section)}" if section else ""
        if quantity is Quantity.SHARES and "Shares" not in words:
            words += "Shares"
        key = (kind, words.lower(), section.lower(), quantity, period_type, occurrence, of)
        if of and of.lower() not in words.lower():
            words += of
        names = words, words + camel(section), f"{words}Line"
        return self._element(
            key, names, (caption or f"{section} [subtotal]", section),
            _TYPES[quantity], period_type, balance if quantity is Quantity.MONEY else None,
            abstract=False,
            definition=f"The line {_quoted(caption)}{under} of the {_STATEMENTS[kind]}, which no"
            " standard element fits.",
        )  # fmt: skip

    def amount(
        self,
        item: LineItem,
        named: str,
        period_type: Literal["instant", "duration"],
        balance: Literal["debit", "credit"] | None,
    ) -> Concept:
        """The element of an amount of money inside a line's caption, which its words call so."""
        section = item.section[-1] if item.section else ""
        stem = _COUNT.sub("", _stem(item.caption)) or item.caption
        words = camel(stem) + camel(named.title())
        return self._element(
            ("amount", words.lower(), section.lower(), period_type),
            (words, words + camel(section)),
            (f"{stem}, {named.lower()}", section),
            _TYPES[Quantity.MONEY], period_type, balance, abstract=False,
            definition=f"The {named.lower()} that the line {_quoted(item.caption)} states within"
            " its caption, which no standard element fits.",
        )  # fmt: skip

    def heading(self, caption: str, name: str = "", within: str = "") -> Concept:
        """The abstract element of a heading, named after its caption unless `name` is given; one
        that stands `within` another heading beside a namesake elsewhere has both in its name.
        """
        name = (name or camel(caption) or "Section") + camel(within)
        key = ("heading", name.lower())
        return self._element(
            key, (name + "Abstract",), (f"{caption.rstrip(' :')} [Abstract]", within),
            DataType.STRING, "duration", None, abstract=True,
            definition=f"The heading {_quoted(caption)}, for which there is no standard element.",
        )  # fmt: skip

    def member(self, head: str) -> Concept:
        """The member of an equity column."""
        name = camel(_prices_spelled(head)) or "Component"
        key = ("member", name.lower())
        return self._element(
            key, (name + "Member",), (f"{head} [Member]", ""), DataType.DOMAIN, "duration", None,
            abstract=True,
            definition=f"What {_quoted(head)} is the head of: a part of the company, of its equity"
            " or of the filing.",
        )  # fmt: skip

    def text(self, tag: str) -> Concept:
        """The element of a schedule's tag that no article has: its text as printed."""
        name = camel(tag.replace("-", " ").replace("&", " and ").title()) or "Tag"
        return self._element(
            ("text", name.lower()), (name, name + "Text"), (tag, ""), DataType.STRING, "instant",
            None, abstract=False,
            definition=f"The text of the tag {tag} of a Financial Data Schedule.",
        )  # fmt: skip

    def text_block(self, title: str, number: str, occurrence: int = 0) -> Concept:
        """The text block of a note that the taxonomy names none for."""
        words = camel(title) or f"Note{number}"
        numbered = f"Note{number}{camel(title)}" if number else words
        label = f"{title or f'Note {number}'} [Text Block]"
        return self._element(
            ("textblock", words.lower(), occurrence),
            (f"{words}TextBlock", f"{numbered}TextBlock"),
            (label, f"note {number}" if number else ""), DataType.STRING, "duration", None,
            abstract=False, type_name=TEXT_BLOCK,
            definition=f"The whole text of the note {_quoted(title or number)}.",
        )  # fmt: skip

    def _element(
        self,
        key: tuple[object, ...],
        names: tuple[str, ...],
        label: tuple[str, str],
        datatype: DataType,
        period_type: Literal["instant", "duration"],
        balance: Literal["debit", "credit"] | None,
        *,
        abstract: bool,
        definition: str,
        type_name: str = "",
    ) -> Concept:
        """The element of a key, made where there is none.

        names  the first that is free is the element's, or else the first with a number
        label  what is printed, and where: so that no two elements have one standard label
        """
        if key in self._by_key:
            return self._by_key[key]
        name = next((name for name in names if self._free(name)), "")
        while not name or not self._free(name):
            number = self._numbers.get(names[0], 2)
            stem, ending = _ENDING.split(names[0])[0], "".join(_ENDING.findall(names[0]))
            name, self._numbers[names[0]] = f"{stem}{number}{ending}", number + 1
        self._names[name] = key
        concept = Concept(
            qname=QName(self._namespace, self._prefix, name), datatype=datatype,
            period_type=period_type, balance=balance, abstract=abstract,
            label=self._label(*label), definition=definition, type_name=type_name,
        )  # fmt: skip
        self._by_key[key] = concept
        self._by_name[concept.qname] = concept
        return concept

    def _free(self, name: str) -> bool:
        """Whether no other element has the name, of this taxonomy or the standard ones."""
        return name not in self._names and self.taxonomy.find(name) is None

    def _label(self, printed: str, where: str) -> str:
        """A standard label that no other element has, of this taxonomy or the standard ones."""
        text = " ".join(printed.split())[:_LONGEST_LABEL]
        taken = self._labels
        for label in (text, f"{text}, {' '.join(where.split())}"[:_LONGEST_LABEL] if where else ""):
            if label and label.lower() not in taken and label.lower() not in self.taxonomy.labels:
                taken.add(label.lower())
                return label
        while True:
            number = self._label_numbers.get(text, 2)
            self._label_numbers[text] = number + 1
            label = f"{text} ({number})"
            if label.lower() not in taken:
                taken.add(label.lower())
                return label

    def owns(self, name: QName) -> bool:
        return name in self._by_name

    def label(self, name: QName) -> str:
        """The standard label of an element made here; '' for others."""
        found = self._by_name.get(name)
        return found.label if found else ""

    def extension(
        self,
        used: set[QName],
        balances: Mapping[QName, Literal["debit", "credit"]] | None = None,
    ) -> Extension:
        """The extension with the elements in use, and the balances that were found since."""
        found = balances or {}
        concepts = [
            concept.model_copy(update={"balance": found[concept.qname]})
            if concept.qname in found
            else concept
            for concept in self._by_key.values()
            if concept.qname in used
        ]
        return Extension(
            namespace=self._namespace, prefix=self._prefix,
            concepts=tuple(sorted(concepts, key=lambda c: c.qname.local)),
        )  # fmt: skip


def line_name(item: LineItem, *, instant: bool = False) -> str:
    """A line's caption as a name; the rows of an equity statement are those of the year before
    again, and a balance at a year's beginning is that at its end.
    """
    caption = without_periods(item.caption) if item.period else item.caption
    return camel(without_day(caption) if instant else caption)


_CENTS = re.compile(r"(\d+)\.(\d+)")


def _prices_spelled(head: str) -> str:
    """A range of prices in words, since amounts are no part of names: '$7.09 - $10.58' as
    'Exercise Price 7 Point 09 To 10 Point 58'.
    """
    found = price_range(head)
    if found is None or head[found.end :].strip():
        return head
    plain = head.replace("$", "").replace(",", "").replace("-", "To").replace(">", "Over")
    return "Exercise Price " + _CENTS.sub(r"\1 Point \2", plain)


_AMOUNTS = re.compile(
    r"\s*\([^()$]*\$\s*\d.*"  # 'Investments (cost $4,102)'
    r"|[,;(:-]*\s*(?:\$\s*\d|\d{1,3}(?:,\d{3})+\b|\d*\.\d).*"  # '$.01 par value; 5,000,000 shares'
    r"|[,;(]\s*(?:net|less|note|see|notes)\b.*",
    re.IGNORECASE | re.DOTALL,
)


# 'Decrease (increase) in accrued revenues'
_CHANGED = re.compile(
    r"^(?:\W|\b(?:increases?|decreases?|changes?|net|in|to|of|or|and)\b)+", re.IGNORECASE
)
_COUNT = re.compile(r"\b\d{1,3}(?:,\d{3})+\s+")
_ASIDE = re.compile(
    r"[\s,;:-]*(?:\((?!loss\b)|\b(?:net of|less|after|including|excluding)\b|\bnet,|\$\s*\d)",
    re.IGNORECASE,
)


def _stem(caption: str) -> str:
    """A caption up to what it says of amounts: 'Trade receivables' of 'Trade receivables, net of
    allowances of $12'.
    """
    return _ASIDE.split(caption, maxsplit=1)[0].strip()


_RATE = re.compile(r"(\d+)(?:\.(\d+)|[ -](\d)/(\d))?\s*%")
_BEFORE_DATE = re.compile(r"(?:\b(?:at|as of|on|of|ended|ending|,)\s*)+\Z", re.IGNORECASE)


def camel(caption: str) -> str:
    """A caption as an element's name, its amounts, dates and remarks left out.

    >>> camel("Obligation for N21 contingent payments")
    'ObligationForN21ContingentPayments'
    >>> camel("Common stock, $.01 par value, 5,000,000 shares authorized")
    'CommonStock'
    >>> camel("8 1/2% notes due 1999"), camel("Balance at December 31, 1994")
    ('Item8And12PercentNotesDue1999', 'Balance')
    """
    words = caption = without_note(caption)
    for printed in reversed(dates(caption)):
        before = _BEFORE_DATE.sub("", words[: printed.start])
        words = f"{before} {words[printed.end :]}"
    words = _RATE.sub(_rate, words)
    words = _AMOUNTS.sub("", words) or words
    parts = re.findall(r"[A-Za-z0-9]+", re.sub(r"['\u2019`]", "", words))
    name = ""
    for part in parts:
        if len(name) + len(part) > _LONGEST:
            break
        name += (
            part if part.isupper() and len(part) <= 4 and not words.isupper() else part.capitalize()
        )
    return name if not name[:1].isdigit() else f"Item{name}"


def _rate(found: re.Match[str]) -> str:
    whole, decimals, above, below = found.groups()
    fraction = f" Point {decimals}" if decimals else f" And {above}{below}" if above else ""
    return f" {whole}{fraction} Percent "


def _quoted(text: str) -> str:
    return f"'{' '.join(text.split()).rstrip(' :')}'"
