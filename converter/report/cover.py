"""The cover page's items as dei facts, for the fiscal year to date."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import TYPE_CHECKING

from converter.dts.dei_types import fits
from converter.model.filing import CoverFact, StatementKind
from converter.model.finding import Finding, Result, Severity
from converter.model.forms import is_current
from converter.model.xbrl import (
    SHARES,
    Axis,
    Context,
    Cube,
    Duration,
    Fact,
    Instant,
    Node,
    Provenance,
    Statement,
    currency,
    dei,
)
from converter.report.facts import fact_id
from converter.report.statements import LINE_ITEMS, TABLE, in_table
from converter.report.stock import CLASS_AXIS, CLASS_DOMAIN, class_member
from converter.text.dates import months_before

if TYPE_CHECKING:
    from converter.dts.base import Taxonomy
    from converter.model.filing import Filing
    from converter.model.source import Span
    from converter.model.xbrl import DocumentFacts, Period, QName, Unit
    from converter.report.elements import Elements
    from converter.report.identity import Identity

_COUNTS = frozenset({"EntityCommonStockSharesOutstanding"})
_AMOUNTS = frozenset({"EntityPublicFloat"})
_SHOWN = 40  # characters of a value in a message


def cover_facts(
    filing: Filing, identity: Identity, taxonomy: Taxonomy, elements: Elements
) -> Result[list[Fact]]:
    """The facts of the cover, printed and concluded; none where the period is not told."""
    period = _own_date(filing) or cover_period(identity.document)
    if period is None:
        lost = Finding(
            code="COV010", severity=Severity.WARNING,
            message="the filing's period is not told; the cover's facts are left out",
        )  # fmt: skip
        return Result([], (lost,) if filing.cover else ())
    facts: list[Fact] = []
    refused: list[Finding] = []
    seen: set[str] = set()
    members = _class_members(filing.cover, elements)
    for item in (*filing.cover, *_concluded(identity.document, {c.name for c in filing.cover})):
        concept = taxonomy.concept(dei(item.name))
        text = item.value.replace(",", "") if item.name in _COUNTS else item.value
        if concept is None or not text:
            continue
        if not fits(concept.type_name, text):
            refused.append(_refused(item.name, item.value, item.span))
            continue
        when: Period = period
        if concept.period_type == "instant" or item.instant is not None:
            when = Instant(date=item.instant or period.end)
        context = Context(
            entity=identity.entity, period=when,
            dimensions=((CLASS_AXIS, members[item.of]),) if item.of else (),
        )  # fmt: skip
        identifier = fact_id(concept.qname, context)
        if identifier in seen:
            continue
        seen.add(identifier)
        unit = _unit(item.name)
        facts.append(
            Fact(
                id=identifier, concept=concept.qname, context=context, unit=unit,
                value=Decimal(text) if unit else text, decimals=item.decimals if unit else None,
                span=item.span, printed=item.printed and item.span is not None,
                provenance=Provenance(
                    statement=StatementKind.COVER, table="Cover page", caption="", rule="cover"
                ),
            )
        )  # fmt: skip
    return Result(facts, tuple(refused))


def _unit(name: str) -> Unit | None:
    return SHARES if name in _COUNTS else currency("USD") if name in _AMOUNTS else None


def _own_date(filing: Filing) -> Duration | None:
    """A current report's cover holds for the day of its event, whatever its exhibits report on."""
    form = filing.cover_value("DocumentType") or filing.header.form or ""
    stated = filing.cover_value("DocumentPeriodEndDate")
    if not is_current(form) or stated is None:
        return None
    day = dt.date.fromisoformat(stated)
    return Duration(start=day, end=day)


def _class_members(cover: tuple[CoverFact, ...], elements: Elements) -> dict[str, QName]:
    """The member of each class of stock that the cover names, one for what is printed alike."""

    def own(of: str) -> QName:
        return elements.member(of).qname

    return {item.of: class_member(item.of, own) for item in cover if item.of}


def _refused(name: str, text: str, span: Span | None) -> Finding:
    shown = text if len(text) <= _SHOWN else text[:_SHOWN] + "..."
    return Finding(
        code="COV008", severity=Severity.WARNING, span=span,
        message=f"{name} is left out: {shown!r} is not what dei takes",
        hint="look at the cover or the header; the filer may have missed a digit",
    )  # fmt: skip


def _concluded(document: DocumentFacts, given: set[str]) -> list[CoverFact]:
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
    return [
        CoverFact(name=name, value=text, printed=False)
        for name, text in items.items()
        if name not in given
    ]


def cover_period(document: DocumentFacts) -> Duration | None:
    """The fiscal year to date."""
    end = document.period_end
    if end is None:
        return None
    if document.fiscal_year_end is None or document.fiscal_period is None:
        return Duration(start=dt.date(end.year, 1, 1), end=end)
    quarters = {"Q1": 3, "Q2": 6, "Q3": 9, "FY": 12}.get(document.fiscal_period, 12)
    return Duration(start=months_before(end, quarters), end=end)


def cover_statement(cover: list[Fact], taxonomy: Taxonomy, elements: Elements) -> Statement:
    root = dei("CoverAbstract")
    name = (
        root
        if taxonomy.concept(root)
        else elements.heading("Document and entity information").qname
    )
    nodes = [Node(concept=q) for q in dict.fromkeys(f.concept for f in cover)]
    members = tuple(dict.fromkeys(m for f in cover for _, m in f.context.dimensions))
    cube = None
    if members:
        axis = Axis(axis=CLASS_AXIS, domain=CLASS_DOMAIN, members=members)
        cube = Cube(table=TABLE, line_items=LINE_ITEMS, axes=(axis,))
        nodes = [in_table(cube, nodes)]
    return Statement(
        kind=StatementKind.COVER, slug="DocumentAndEntityInformation",
        title="Document and Entity Information",
        presentation=(Node(concept=name, children=tuple(nodes)),), cube=cube,
    )  # fmt: skip
