"""Who files what for when: from header, cover and statements together."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from converter.model.filing import Filing, StatementKind
from converter.model.finding import Finding, Result, Severity
from converter.model.forms import is_annual, is_current
from converter.model.xbrl import (
    CIK_SCHEME,
    FILE_NUMBER_SCHEME,
    NAME_SCHEME,
    DocumentFacts,
    Entity,
    slug,
)
from converter.report.fiscal import fiscal_focus

if TYPE_CHECKING:
    from collections.abc import Sequence

    from converter.model.lineitem import ReadTable

_SUFFIX = re.compile(
    r"[\s,]+(?:inc|incorporated|corp|corporation|co|company|ltd|limited|llc|l\.?p|plc|n\.?v|s\.?a)"
    r"\.?(?:\s*/\w+/?)?\s*$",
    re.IGNORECASE,
)
_QUARTER_DAYS = (75, 300)  # from a fiscal year's end to a later quarter's, in days


@dataclass(frozen=True, slots=True)
class Identity:
    """folder, base: names of the filing's folder and of the files in it."""

    document: DocumentFacts
    entity: Entity
    folder: str
    base: str
    company_slug: str


def identify(
    filing: Filing, tables: Sequence[ReadTable], folder: str, cik: str | None = None
) -> Result[Identity]:
    """The filing's identity.

    The entity is named by its CIK where that is known; else by the Commission file number, else
    by its name, under schemes of the project's own, so that nothing passes for a CIK that is none.
    """
    document = _document(filing, tables, cik)
    findings: list[Finding] = []
    if document.cik:
        entity = Entity(scheme=CIK_SCHEME, identifier=document.cik.zfill(10))
    else:
        if document.file_number:
            entity = Entity(scheme=FILE_NUMBER_SCHEME, identifier=document.file_number)
            what = f"the Commission file number {document.file_number}"
        else:
            entity = Entity(scheme=NAME_SCHEME, identifier=slug(document.company) or "unknown")
            what = f"the company's name ({entity.identifier})"
        findings.append(
            Finding(
                code="ENT001", severity=Severity.INFO,
                message=f"the filing states no CIK; the entity is identified by {what}",
                hint="set it with --cik NUMBER",
            )
        )  # fmt: skip
    short = slug(_SUFFIX.sub("", document.company)) or slug(document.company)
    end = f"-{document.period_end:%Y%m%d}" if document.period_end else ""
    base = (short or "filing")[:40] + end
    return Result(Identity(document, entity, folder, base, short), tuple(findings))


def _document(filing: Filing, tables: Sequence[ReadTable], cik: str | None) -> DocumentFacts:
    header = filing.header
    form = (filing.cover_value("DocumentType") or header.form or "").upper()
    stated = filing.cover_value("DocumentPeriodEndDate")
    period_end = dt.date.fromisoformat(stated) if stated else header.period
    if period_end is None or is_current(form):
        # a current report's own date is that of the event; its statements have their own
        period_end = latest(tables) or period_end
    year_end = header.fiscal_year_end or _year_end(form, period_end, tables)
    year, period = None, None
    if period_end and year_end:
        year, period = fiscal_focus(form, period_end, year_end) or (None, None)
    return DocumentFacts(
        company=filing.cover_value("EntityRegistrantName") or header.company or "",
        cik=cik or header.cik, form=form, accession=header.accession, period_end=period_end,
        filed=header.filed,
        file_number=filing.cover_value("EntityFileNumber") or header.file_number,
        sic=header.sic, fiscal_year_end=year_end, fiscal_year=year, fiscal_period=period,
        header=header,
    )  # fmt: skip


def latest(tables: Sequence[ReadTable]) -> dt.date | None:
    """The latest date of the primary statements."""
    days = [
        column.stated.end
        for read in tables
        if read.table.kind in (StatementKind.BS, StatementKind.IS, StatementKind.CF)
        for column in read.columns
        if column.stated.end is not None and (column.instant or column.duration)
    ]
    return max(days, default=None)


def _year_end(
    form: str, period_end: dt.date | None, tables: Sequence[ReadTable]
) -> tuple[int, int] | None:
    """The fiscal year's end: an annual report's own; else that of the balance sheet beside the
    quarter's, which is that of the year before.
    """
    if period_end is None:
        return None
    if is_annual(form):
        return period_end.month, period_end.day
    for read in tables:
        if read.table.kind is not StatementKind.BS:
            continue
        days = [c.instant.date for c in read.columns if c.instant is not None]
        earlier = [d for d in days if _QUARTER_DAYS[0] <= (period_end - d).days <= _QUARTER_DAYS[1]]
        if earlier:
            return earlier[0].month, earlier[0].day
    return None
