"""What EDGAR puts around the documents of a submission: in its archive, and in its daily feed."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Sequence

    from benchmarks.corpora.company import Company

Document: TypeAlias = "tuple[str, str, list[str]]"  # type, description, lines


def envelope(made: Company, accession: str, form: str, period: dt.date, filed: dt.date,
             documents: Sequence[Document]) -> str:  # fmt: skip
    """A submission as EDGAR's archive keeps it, in one text file."""
    act = "1934 Act"
    month_day = f"{(dt.date(2000, made.year_end % 12 + 1, 1) - dt.timedelta(1)):%m%d}"
    file_number = f"{int(made.file_number[0]):03}-{made.file_number[2:].zfill(5)}"
    head = [
        f"<SEC-DOCUMENT>{accession}.txt : {filed:%Y%m%d}",
        f"<SEC-HEADER>{accession}.hdr.sgml : {filed:%Y%m%d}",
        f"ACCESSION NUMBER:\t\t{accession}", f"CONFORMED SUBMISSION TYPE:\t{form}",
        f"PUBLIC DOCUMENT COUNT:\t\t{len(documents)}",
        f"CONFORMED PERIOD OF REPORT:\t{period:%Y%m%d}", f"FILED AS OF DATE:\t\t{filed:%Y%m%d}", "",
        "FILER:", "", "\tCOMPANY DATA:\t",
        f"\t\tCOMPANY CONFORMED NAME:\t\t\t{conformed(made.name_at(filed))}",
        f"\t\tCENTRAL INDEX KEY:\t\t\t{made.cik:010}",
        f"\t\tSTANDARD INDUSTRIAL CLASSIFICATION:\t{made.industry} [{made.sic}]",
        f"\t\tIRS NUMBER:\t\t\t\t{made.ein}",
        f"\t\tSTATE OF INCORPORATION:\t\t\t{made.incorporated_code}",
        f"\t\tFISCAL YEAR END:\t\t\t{month_day}", "", "\tFILING VALUES:",
        f"\t\tFORM TYPE:\t\t{form}", f"\t\tSEC ACT:\t\t{act}",
        f"\t\tSEC FILE NUMBER:\t{file_number}",
        f"\t\tFILM NUMBER:\t\t{filed.year % 100:02}{made.cik % 1_000_000:06}", "",
    ]  # fmt: skip
    for kind, phone in (("BUSINESS", True), ("MAIL", False)):
        head += [
            f"\t{kind} ADDRESS:\t", f"\t\tSTREET 1:\t\t{made.street.upper()}",
            f"\t\tCITY:\t\t\t{made.city.upper()}", f"\t\tSTATE:\t\t\t{made.state_code}",
            f"\t\tZIP:\t\t\t{made.zip_code}",
        ]  # fmt: skip
        head += [f"\t\tBUSINESS PHONE:\t\t{made.phone}", ""] if phone else [""]
    if made.changed is not None and filed >= made.changed:
        head += ["\tFORMER COMPANY:\t", f"\t\tFORMER CONFORMED NAME:\t{conformed(made.former)}",
                 f"\t\tDATE OF NAME CHANGE:\t{made.changed:%Y%m%d}", ""]  # fmt: skip
    head[-1:] = ["</SEC-HEADER>"]
    body = _documents(documents, "")
    return "\n".join([*head, *body, "</SEC-DOCUMENT>", ""])


def dissemination(made: Company, accession: str, form: str, period: dt.date, filed: dt.date,
                  documents: Sequence[Document]) -> str:  # fmt: skip
    """The submission as EDGAR's daily feed carries it, a tag a field (Public Dissemination Service
    Technical Specification, 2.2 and 3.2).
    """
    month_day = f"{(dt.date(2000, made.year_end % 12 + 1, 1) - dt.timedelta(1)):%m%d}"
    head = [
        "<SUBMISSION>", f"<ACCESSION-NUMBER>{accession}", f"<TYPE>{form}",
        f"<PUBLIC-DOCUMENT-COUNT>{len(documents)}", f"<PERIOD>{period:%Y%m%d}",
        f"<FILING-DATE>{filed:%Y%m%d}", f"<DATE-OF-FILING-DATE-CHANGE>{filed:%Y%m%d}", "<FILER>",
        "<COMPANY-DATA>", f"<CONFORMED-NAME>{conformed(made.name_at(filed))}",
        f"<CIK>{made.cik:010}", f"<ASSIGNED-SIC>{made.sic}", f"<IRS-NUMBER>{made.ein}",
        f"<STATE-OF-INCORPORATION>{made.incorporated_code}", f"<FISCAL-YEAR-END>{month_day}",
        "</COMPANY-DATA>", "<FILING-VALUES>", f"<FORM-TYPE>{form}", "<ACT>34",
        f"<FILE-NUMBER>{int(made.file_number[0]):03}-{made.file_number[2:].zfill(5)}",
        f"<FILM-NUMBER>{filed.year % 100:02}{made.cik % 1_000_000:06}", "</FILING-VALUES>",
    ]  # fmt: skip
    for kind, phone in (("BUSINESS", True), ("MAIL", False)):
        head += [f"<{kind}-ADDRESS>", f"<STREET1>{made.street.upper()}",
                 f"<CITY>{made.city.upper()}", f"<STATE>{made.state_code}",
                 f"<ZIP>{made.zip_code}"]  # fmt: skip
        head += [f"<PHONE>{made.phone}"] if phone else []
        head.append(f"</{kind}-ADDRESS>")
    if made.changed is not None and filed >= made.changed:
        head += ["<FORMER-COMPANY>", f"<FORMER-CONFORMED-NAME>{conformed(made.former)}",
                 f"<DATE-CHANGED>{made.changed:%Y%m%d}", "</FORMER-COMPANY>"]  # fmt: skip
    body = _documents(documents, accession)
    return "\n".join([*head, "</FILER>", *body, "</SUBMISSION>", ""])


def _documents(documents: Sequence[Document], stem: str) -> list[str]:
    out: list[str] = []
    for at, (kind, description, lines) in enumerate(documents, 1):
        out += ["<DOCUMENT>", f"<TYPE>{kind}", f"<SEQUENCE>{at}"]
        out += [f"<FILENAME>{stem}-{at:03}.txt"] if stem else []
        out += [f"<DESCRIPTION>{description}"] if description else []
        out += ["<TEXT>", *lines, "</TEXT>", "</DOCUMENT>"]
    return out


def conformed(name: str) -> str:
    """A name as EDGAR conforms it: upper case, without points and commas."""
    text = name.upper().replace(".", "").replace(",", "")
    return text.replace("CORPORATION", "CORP").replace("COMPANY", "CO")
