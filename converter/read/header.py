"""The SGML header of a submission, in both of its spellings.

As EDGAR disseminated it:            As filers and its feeds spelled it:

    FILER:                               <FILER>
    COMPANY DATA:                        <COMPANY-DATA>
        COMPANY CONFORMED NAME:  X       <CONFORMED-NAME>X
        CENTRAL INDEX KEY:       1       <CIK>1
    BUSINESS ADDRESS:                    <BUSINESS-ADDRESS>
        STREET 1:                2       <STREET1>2
    FORMER COMPANY:                      <FORMER-COMPANY>
        FORMER CONFORMED NAME:   Y       <FORMER-CONFORMED-NAME>Y
        DATE OF NAME CHANGE:     3       <DATE-CHANGED>3
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from converter.model.filing import FormerName, Header, HeaderAddress, Registrant
from converter.text.dates import make_date

if TYPE_CHECKING:
    from collections.abc import Iterator

_FIELD = re.compile(
    r"^[ \t\]]*(?:<(?P<tag>[A-Z][A-Z0-9-]+)>|(?P<key>[A-Z][A-Z .0-9]*[A-Z0-9]):)"
    r"(?P<value>[^\n]*+)\s*$",
    re.MULTILINE,
)
_ACCESSION = re.compile(r"[0-9]{10}-[0-9]{2}-[0-9]{6}")
_SIC = re.compile(r"\[?\s*([0-9]{3,4})\s*\]?\s*$")
_DATE_DIGITS = 8  # 'YYYYMMDD'
_CIK_DIGITS = 10
_DIGITS = re.compile(r"[^0-9]")

# Whose company data, addresses and former names follow.
_ROLES = frozenset({
    "FILER", "FILED BY", "FILED FOR", "SUBJECT COMPANY", "ISSUER", "REPORTING OWNER",
    "SERIAL COMPANY",
})  # fmt: skip
_BLOCKS = frozenset(
    {"COMPANY DATA", "FILING VALUES", "BUSINESS ADDRESS", "MAIL ADDRESS", "FORMER COMPANY"}
)


@dataclass(slots=True)
class _Block:
    """Fields under one heading; the first spelling of a name counts."""

    name: str = ""
    fields: dict[str, str] = field(default_factory=dict)

    def get(self, *names: str) -> str | None:
        return next((self.fields[name] for name in names if self.fields.get(name)), None)


@dataclass(slots=True)
class _Party:
    """A filer with its blocks; the submission's own fields stand before the first filer's."""

    blocks: list[_Block] = field(default_factory=lambda: [_Block()])

    def get(self, *names: str) -> str | None:
        """The first of `names` that has a value, wherever but among former companies."""
        for name in names:
            for block in self.blocks:
                if block.name != "FORMER COMPANY" and block.fields.get(name):
                    return block.fields[name]
        return None

    def block(self, name: str) -> _Block | None:
        return next((block for block in self.blocks if block.name == name), None)


def read_header(text: str) -> Header:
    """The header in `text`, from the submission's beginning to its first document.

    A submission of several filers gives the first one's fields, as EDGAR files it under its name;
    the rest are its `others`. What is absent or no date is None; nothing is raised.
    """
    own, parties = _parties(text)
    filer = parties[0] if parties else own
    accession = _ACCESSION.search(
        own.get("ACCESSION NUMBER") or own.get("SEC DOCUMENT", "IMS DOCUMENT") or ""
    )
    sic = _SIC.search(filer.get("STANDARD INDUSTRIAL CLASSIFICATION", "ASSIGNED SIC") or "")
    irs = _digits(filer.get("IRS NUMBER"))
    form = ("CONFORMED SUBMISSION TYPE", "FORM TYPE", "TYPE")
    cik = _cik(filer)
    others = [Registrant(cik=_cik(each), name=_name(each)) for each in parties[1:]]
    return Header(
        accession=accession.group() if accession else None,
        form=own.get(*form) or filer.get(*form),
        period=_date(own.get("CONFORMED PERIOD OF REPORT", "PERIOD")),
        filed=_date(own.get("FILED AS OF DATE", "FILING DATE")),
        accepted=_moment(own.get("ACCEPTANCE DATETIME")),
        company=_name(filer),
        cik=cik,
        sic=sic.group(1).zfill(4) if sic else None,
        irs_number=irs if irs.strip("0") else None,
        state_of_incorporation=filer.get("STATE OF INCORPORATION"),
        fiscal_year_end=_month_day(filer.get("FISCAL YEAR END")),
        file_number=filer.get("SEC FILE NUMBER", "FILE NUMBER"),
        business=_address(filer.block("BUSINESS ADDRESS")),
        mail=_address(filer.block("MAIL ADDRESS")),
        former=tuple(dict.fromkeys(_former(filer))),
        others=tuple(
            each for each in dict.fromkeys(others) if each.cik != cik and (each.cik or each.name)
        ),
    )


def _parties(text: str) -> tuple[_Party, list[_Party]]:
    """The submission's own fields, and its filers with theirs."""
    own = party = _Party()
    parties: list[_Party] = []
    for part in _FIELD.finditer(text):
        name, value = (part["tag"] or part["key"]).replace("-", " "), part["value"].strip()
        if name in _ROLES:
            party = _Party()
            parties.append(party)
        elif name in _BLOCKS:
            party.blocks.append(_Block(name))
        else:
            fields = party.blocks[-1].fields
            if not fields.get(name):
                fields[name] = value
    return own, parties


def _cik(party: _Party) -> str | None:
    digits = _digits(party.get("CENTRAL INDEX KEY", "CIK"))
    return digits.zfill(10) if digits and len(digits) <= _CIK_DIGITS else None


def _name(party: _Party) -> str | None:
    return party.get("COMPANY CONFORMED NAME", "CONFORMED NAME")


def _address(block: _Block | None) -> HeaderAddress | None:
    if block is None or not any(block.fields.values()):
        return None
    return HeaderAddress(
        street1=block.get("STREET 1", "STREET1"), street2=block.get("STREET 2", "STREET2"),
        city=block.get("CITY"), state=block.get("STATE"), zip=block.get("ZIP"),
        phone=block.get("BUSINESS PHONE", "PHONE"),
    )  # fmt: skip


def _former(party: _Party) -> Iterator[FormerName]:
    for block in party.blocks:
        name = block.get("FORMER CONFORMED NAME")
        if name:
            changed = block.get("DATE OF NAME CHANGE", "DATE CHANGED")
            yield FormerName(name=name, changed=_date(changed))


def _digits(value: str | None) -> str:
    return _DIGITS.sub("", value or "")


def _date(value: str | None) -> dt.date | None:
    digits = _digits(value)[:_DATE_DIGITS]
    if len(digits) < _DATE_DIGITS:
        return None
    return make_date(int(digits[:4]), int(digits[4:6]), int(digits[6:8]))


def _moment(value: str | None) -> dt.datetime | None:
    """'20030314170413' as a time of day."""
    digits = _digits(value)[:14]
    try:
        return dt.datetime.strptime(digits, "%Y%m%d%H%M%S")  # noqa: DTZ007 - EDGAR names no zone
    except ValueError:
        return None


def _month_day(value: str | None) -> tuple[int, int] | None:
    """'0930' as (9, 30); None for what no leap year has."""
    digits = _digits(value)
    try:
        day = dt.date(2000, int(digits[:2]), int(digits[2:4]))
    except ValueError:
        return None
    return day.month, day.day
