"""Elements of the filing's own: for lines, headings and columns that no standard concept fits."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal

from converter.model.xbrl import FILING_NAMESPACE, Concept, DataType, Extension, QName
from converter.text.units import Quantity

if TYPE_CHECKING:
    from converter.model.filing import StatementKind
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


class Elements:
    """Makes the extension's elements, one for each line, the same line the same element."""

    def __init__(self, folder: str, company_slug: str) -> None:
        prefix = company_slug[:30] or "filing"
        if not prefix[0].isalpha() or prefix in _RESERVED:
            prefix = f"x{prefix}"
        self._namespace = FILING_NAMESPACE + folder
        self._prefix = prefix
        self._by_key: dict[tuple[object, ...], Concept] = {}
        self._names: dict[str, tuple[object, ...]] = {}
        self._numbers: dict[str, int] = {}  # the next one to try behind a name

    def line(
        self,
        item: LineItem,
        kind: StatementKind,
        quantity: Quantity,
        period_type: Literal["instant", "duration"],
        balance: Literal["debit", "credit"] | None,
        occurrence: int = 0,
    ) -> Concept:
        """The element of a line; lines of one name in other sections are told apart by these, in
        one section by their `occurrence`.
        """
        caption = item.caption
        section = item.section[-1] if item.section else ""
        words = camel(caption) or camel(section) + "Subtotal"
        if quantity is Quantity.SHARES and "Shares" not in words:
            words += "Shares"
        key = (kind, words.lower(), section.lower(), quantity, period_type, occurrence)
        return self._element(
            key, (words, words + camel(section)), caption or f"{section} [subtotal]",
            _TYPES[quantity], period_type, balance if quantity is Quantity.MONEY else None,
            abstract=False,
        )  # fmt: skip

    def heading(self, caption: str, name: str = "") -> Concept:
        """The abstract element of a heading, named after its caption unless `name` is given."""
        name = name or camel(caption) or "Section"
        key = ("heading", name.lower())
        return self._element(
            key, (name + "Abstract",), caption.rstrip(":"), DataType.STRING, "duration", None,
            abstract=True,
        )  # fmt: skip

    def member(self, head: str) -> Concept:
        """The member of an equity column."""
        name = camel(head) or "Component"
        key = ("member", name.lower())
        return self._element(
            key, (name + "Member",), head, DataType.DOMAIN, "duration", None, abstract=True
        )

    def text(self, tag: str) -> Concept:
        """The element of a schedule's tag that no article has: its text as printed."""
        name = camel(tag.replace("-", " ").replace("&", " and ").title()) or "Tag"
        return self._element(
            ("text", name.lower()), (name, name + "Text"), tag, DataType.STRING, "instant", None,
            abstract=False,
        )  # fmt: skip

    def _element(
        self,
        key: tuple[object, ...],
        names: tuple[str, ...],
        label: str,
        datatype: DataType,
        period_type: Literal["instant", "duration"],
        balance: Literal["debit", "credit"] | None,
        *,
        abstract: bool,
    ) -> Concept:
        if key in self._by_key:
            return self._by_key[key]
        name = next((name for name in names if name not in self._names), "")
        while not name or name in self._names:
            number = self._numbers.get(names[0], 2)
            name, self._numbers[names[0]] = f"{names[0]}{number}", number + 1
        self._names[name] = key
        concept = Concept(
            qname=QName(self._namespace, self._prefix, name), datatype=datatype,
            period_type=period_type, balance=balance, abstract=abstract, label=label,
        )  # fmt: skip
        self._by_key[key] = concept
        return concept

    def extension(self, used: set[QName]) -> Extension:
        """The extension with the elements in use."""
        concepts = [c for c in self._by_key.values() if c.qname in used]
        return Extension(
            namespace=self._namespace, prefix=self._prefix,
            concepts=tuple(sorted(concepts, key=lambda c: c.qname.local)),
        )  # fmt: skip


def camel(caption: str) -> str:
    """A caption as an element's name, its amounts, dates and remarks left out.

    >>> camel("Obligation for N21 contingent payments")
    'ObligationForN21ContingentPayments'
    """
    words = re.split(r"[,(]?\s*\$?\d[\d,]*(?:\.\d+)?\b", caption)[0] if caption else ""
    words = re.sub(r"\((?:net|less|note|see)\b.*", " ", words, flags=re.IGNORECASE)
    parts = re.findall(r"[A-Za-z0-9]+", re.sub(r"['\u2019`]", "", words))
    name = ""
    for part in parts:
        if len(name) + len(part) > _LONGEST:
            break
        name += (
            part if part.isupper() and len(part) <= 4 and not words.isupper() else part.capitalize()
        )
    return name if not name[:1].isdigit() else f"Item{name}"
