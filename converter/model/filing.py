"""A filing as read: its envelope, its documents, and what the cover page says."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum

from converter.model.base import Model
from converter.model.source import SourceText, Span


class HeaderAddress(Model):
    """An address as the header spells it; `state` is EDGAR's code: 'NY', 'A6' for Ontario."""

    street1: str | None = None
    street2: str | None = None
    city: str | None = None
    state: str | None = None
    zip: str | None = None
    phone: str | None = None


class FormerName(Model):
    """A name that the company had until the day `changed`."""

    name: str
    changed: dt.date | None = None


class Registrant(Model):
    """A further filer of a submission that several file together."""

    cik: str | None = None
    name: str | None = None


class Header(Model):
    """The SGML header of a submission. Absent items are None; dates are real dates.

    accepted         when EDGAR took the submission in, in its own time zone
    fiscal_year_end  (month, day)
    former           in the header's order
    others           the filers after the first, whose names and numbers the header itself has
    """

    accession: str | None = None
    form: str | None = None
    period: dt.date | None = None
    filed: dt.date | None = None
    accepted: dt.datetime | None = None
    company: str | None = None
    cik: str | None = None
    sic: str | None = None
    irs_number: str | None = None
    state_of_incorporation: str | None = None
    fiscal_year_end: tuple[int, int] | None = None
    file_number: str | None = None
    business: HeaderAddress | None = None
    mail: HeaderAddress | None = None
    former: tuple[FormerName, ...] = ()
    others: tuple[Registrant, ...] = ()

    @property
    def former_names(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(each.name for each in self.former))


class Document(Model):
    """One document of a submission: `span` is its text without the envelope's tags."""

    type: str
    sequence: int
    filename: str = ""
    description: str = ""
    span: Span


class CoverFact(Model):
    """One item of the cover page.

    name     local name of a dei concept, e.g. 'EntityFileNumber'
    value    in the concept's own form: ISO date, 'true'/'false', 'NY', digits
    span     the printed characters that say so; None when it is concluded, not printed
    instant  the date for which it is stated, where that is not the document's own period
    printed  False when `span` shows the source of the value but does not spell it
    of       the class of stock, or the security, that it is of, as printed; '' for the company
    decimals accuracy of an amount (XBRL 2.1, 4.6.5)
    """

    name: str
    value: str
    span: Span | None = None
    instant: dt.date | None = None
    printed: bool = True
    of: str = ""
    decimals: int = 0


class Filing(Model):
    """A text filing in one file.

    base_stem  name of the input without its ending, the folder's name when nothing better is known
    """

    source: SourceText
    base_stem: str
    header: Header = Header()
    documents: tuple[Document, ...]
    cover: tuple[CoverFact, ...] = ()

    def cover_value(self, name: str) -> str | None:
        """The company's own value of an item, None where the cover has none."""
        return next((fact.value for fact in self.cover if fact.name == name and not fact.of), None)


class StatementKind(StrEnum):
    """BS balance sheet, IS operations, CF cash flows, EQ stockholders' equity, CI comprehensive
    income, NOTE a table in the notes, COVER the cover page, FDS a Financial Data Schedule.
    """

    BS = "BS"
    IS = "IS"
    CF = "CF"
    EQ = "EQ"
    CI = "CI"
    NOTE = "NOTE"
    COVER = "COVER"
    FDS = "FDS"


PRIMARY = (StatementKind.BS, StatementKind.IS, StatementKind.CF, StatementKind.EQ, StatementKind.CI)
STATEMENT_NAMES = {
    StatementKind.BS: "Balance sheet",
    StatementKind.IS: "Statement of operations",
    StatementKind.CF: "Statement of cash flows",
    StatementKind.EQ: "Statement of equity",
    StatementKind.CI: "Statement of comprehensive income",
}
"""What a statement is called that has no title."""
