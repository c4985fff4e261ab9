"""The SGML header of a submission, in both of its spellings.

As EDGAR disseminated it:            As filers and its feeds spelled it:

    COMPANY DATA:                        <COMPANY-DATA>
        COMPANY CONFORMED NAME:  X       <CONFORMED-NAME>X
        CENTRAL INDEX KEY:       1       <CIK>1
"""

from __future__ import annotations

import datetime as dt
import re

from converter.model.filing import Header

_FIELD = re.compile(
    r"^[ \t\]]*(?:<(?P<tag>[A-Z][A-Z0-9-]+)>|(?P<key>[A-Z][A-Z .0-9]*[A-Z]):)"
    r"[ \t]*(?P<value>.*?)\s*$",
    re.MULTILINE,
)
_ACCESSION = re.compile(r"\d{10}-\d{2}-\d{6}")
_SIC = re.compile(r"\[?\s*(\d{3,4})\s*\]?\s*$")
_DIGITS = re.compile(r"\D")

Fields = dict[str, list[str]]


def read_header(text: str) -> Header:
    """The header in `text`, from the submission's beginning to its first document.

    A submission of several filers gives the first one's fields, as EDGAR files it under its name.
    What is absent or no date is None; nothing is raised.
    """
    fields: Fields = {}
    for part in _FIELD.finditer(text):
        name = (part["tag"] or part["key"]).replace("-", " ")
        fields.setdefault(name, []).append(part["value"])
    accession = _ACCESSION.search(
        _first(fields, "ACCESSION NUMBER") or _first(fields, "SEC DOCUMENT", "IMS DOCUMENT") or ""
    )
    cik = _digits(_first(fields, "CENTRAL INDEX KEY", "CIK"))
    sic = _SIC.search(_first(fields, "STANDARD INDUSTRIAL CLASSIFICATION", "ASSIGNED SIC") or "")
    irs = _digits(_first(fields, "IRS NUMBER"))
    return Header(
        accession=accession.group() if accession else None,
        form=_first(fields, "CONFORMED SUBMISSION TYPE", "FORM TYPE", "TYPE"),
        period=_date(_first(fields, "CONFORMED PERIOD OF REPORT", "PERIOD")),
        filed=_date(_first(fields, "FILED AS OF DATE", "FILING DATE")),
        company=_first(fields, "COMPANY CONFORMED NAME", "CONFORMED NAME"),
        cik=cik.zfill(10) if cik else None,
        sic=sic.group(1).zfill(4) if sic else None,
        irs_number=irs if irs.strip("0") else None,
        state_of_incorporation=_first(fields, "STATE OF INCORPORATION"),
        fiscal_year_end=_month_day(_first(fields, "FISCAL YEAR END")),
        file_number=_first(fields, "SEC FILE NUMBER", "FILE NUMBER"),
        former_names=tuple(
            dict.fromkeys(name for name in fields.get("FORMER CONFORMED NAME", ()) if name)
        ),
    )


def _first(fields: Fields, *names: str) -> str | None:
    return next((value for name in names for value in fields.get(name, ()) if value), None)


def _digits(value: str | None) -> str:
    return _DIGITS.sub("", value or "")


def _date(value: str | None) -> dt.date | None:
    digits = _digits(value)[:8]
    try:
        return dt.date(int(digits[:4]), int(digits[4:6]), int(digits[6:8]))
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
