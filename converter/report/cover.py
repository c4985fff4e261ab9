"""The cover page's items as dei facts, for the fiscal year to date."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import TYPE_CHECKING

from converter.dts.dei_types import fits
from converter.model.filing import StatementKind
from converter.model.finding import Finding, Result, Severity
from converter.model.xbrl import (
    SHARES,
    Context,
    Duration,
    Fact,
    Instant,
    Node,
    Provenance,
    Statement,
    dei,
)
from converter.report.facts import fact_id
from converter.text.dates import months_before

if TYPE_CHECKING:
    from converter.dts.base import Taxonomy
    from converter.model.filing import Filing
    from converter.model.source import Span
    from converter.model.xbrl import DocumentFacts, Period
    from converter.report.elements import Elements
    from converter.report.identity import Identity
    from converter.report.statements import Labels

_COUNTS = frozenset({"EntityCommonStockSharesOutstanding"})
_SHOWN = 40  # characters of a value in a message


def cover_facts(filing: Filing, identity: Identity, taxonomy: Taxonomy) -> Result[list[Fact]]:
    """The facts of the cover, printed and concluded; none where the period is not told."""
    period = cover_period(identity.document)
    if period is None:
        lost = Finding(
            code="COV010", severity=Severity.WARNING,
            message="the filing's period is not told; the cover's facts are left out",
        )  # fmt: skip
        return Result([], (lost,) if filing.cover else ())
    facts: list[Fact] = []
    refused: list[Finding] = []
    seen: set[str] = set()
    items = [(c.name, c.value, c.span, c.instant, c.printed) for c in filing.cover]
    items += _concluded(identity.document, {name for name, *_ in items})
    for name, text, span, instant, printed in items:
        concept = taxonomy.concept(dei(name))
        if concept is None or not text:
            continue
        if not fits(concept.type_name, text.replace(",", "") if name in _COUNTS else text):
            refused.append(_refused(name, text, span))
            continue
        when: Period = period
        if concept.period_type == "instant" or instant is not None:
            when = Instant(date=instant or period.end)
        context = Context(entity=identity.entity, period=when)
        shares = name in _COUNTS
        identifier = fact_id(concept.qname, context)
        if identifier in seen:
            continue
        seen.add(identifier)
        facts.append(
            Fact(
                id=identifier, concept=concept.qname, context=context,
                unit=SHARES if shares else None,
                value=Decimal(text.replace(",", "")) if shares else text,
                decimals=0 if shares else None, span=span, printed=printed and span is not None,
                provenance=Provenance(
                    statement=StatementKind.COVER, table="Cover page", caption="", rule="cover"
                ),
            )
        )  # fmt: skip
    return Result(facts, tuple(refused))


def _refused(name: str, text: str, span: Span | None) -> Finding:
    shown = text if len(text) <= _SHOWN else text[:_SHOWN] + "..."
    return Finding(
        code="COV008", severity=Severity.WARNING, span=span,
        message=f"{name} is left out: {shown!r} is not what dei takes",
        hint="look at the cover or the header; the filer may have missed a digit",
    )  # fmt: skip


def _concluded(
    document: DocumentFacts, given: set[str]
) -> list[tuple[str, str, Span | None, dt.date | None, bool]]:
    """What no cover prints: the fiscal year and period, and the year's end."""
    items: dict[str, str] = {}
    if document.period_end:
        items["DocumentPeriodEndDate"] = document.period_end.isoformat()
    if document.fiscal_year:
        items["DocumentFiscalYearFocus"] = str(document.fiscal_year)
    if document.fiscal_period:
        items["DocumentFiscalPeriodFocus"] = document.fiscal_period
    if document.fiscal_year_end:
        month, day = document.fiscal_year_end
        items["CurrentFiscalYearEndDate"] = f"--{month:02}-{day:02}"
    if document.cik:
        items["EntityCentralIndexKey"] = document.cik.zfill(10)
    return [(name, text, None, None, False) for name, text in items.items() if name not in given]


def cover_period(document: DocumentFacts) -> Duration | None:
    """The fiscal year to date."""
    end = document.period_end
    if end is None:
        return None
    if document.fiscal_year_end is None or document.fiscal_period is None:
        return Duration(start=dt.date(end.year, 1, 1), end=end)
    quarters = {"Q1": 3, "Q2": 6, "Q3": 9, "FY": 12}.get(document.fiscal_period, 12)
    return Duration(start=months_before(end, quarters), end=end)


def cover_statement(
    cover: list[Fact], labels: Labels, taxonomy: Taxonomy, elements: Elements
) -> Statement:
    root = dei("CoverAbstract")
    name = (
        root
        if taxonomy.concept(root)
        else elements.heading("Document and entity information").qname
    )
    for fact in cover:
        concept = taxonomy.concept(fact.concept)
        labels.standard(fact.concept, concept.label if concept else "")
    return Statement(
        kind=StatementKind.COVER, slug="DocumentAndEntityInformation",
        title="Document and Entity Information",
        presentation=(
            Node(
                concept=name,
                children=tuple(Node(concept=q) for q in dict.fromkeys(f.concept for f in cover)),
            ),
        ),
    )  # fmt: skip
