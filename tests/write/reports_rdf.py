"""Small reports built by hand, with a source text whose characters the facts point at."""

from __future__ import annotations

import datetime as dt
import hashlib

from concepts_rdf import concept, concepts, labels, statements
from facts_rdf import TEXT, facts_of, printed_at

from converter.model.candidate import Expected, State
from converter.model.filing import StatementKind
from converter.model.finding import Finding, Severity
from converter.model.review import Found, Review, Reviewed
from converter.model.source import SourceText
from converter.model.xbrl import (
    CIK_SCHEME,
    FILING_NAMESPACE,
    DocumentFacts,
    Entity,
    Extension,
    QName,
    Report,
)


def report(
    folder: str = "0000950123-04-001234",
    *,
    company: str = "ACME WIDGETS, INC.",
    revenue: str = "2000000",
    base: str = "acme-20040930",
    cik: str = "0000718096",
) -> Report:
    """Balance sheet, operations, cash flows and an equity member, with one unmapped line."""
    source = SourceText(
        name="acme.txt",
        text=TEXT,
        encoding="utf-8",
        sha256=hashlib.sha256(TEXT.encode()).hexdigest(),
    )
    entity = Entity(scheme=CIK_SCHEME, identifier=cik)
    extension = Extension(namespace=FILING_NAMESPACE + folder, prefix="acme")
    loan = QName(extension.namespace, extension.prefix, "WidgetsOnLoanToCafe")
    own = concept(loan, balance="debit")
    return Report(
        folder=folder,
        base=base,
        source=source,
        entity=entity,
        document=DocumentFacts(
            company=company,
            cik="0000718096",
            form="10-Q",
            accession=folder if folder.count("-") == 2 else None,
            period_end=dt.date(2004, 9, 30),
            filed=dt.date(2004, 11, 12),
            file_number="0-14983",
            fiscal_year_end=(6, 30),
            fiscal_year=2005,
            fiscal_period="Q1",
        ),
        facts=facts_of(source, entity, loan, company=company, revenue=revenue),
        concepts=concepts(own),
        extension=extension.model_copy(update={"concepts": (own,)}),
        statements=statements(loan),
        labels=labels(loan),
        findings=(
            Finding(
                code="CAL001",
                severity=Severity.ERROR,
                message="Total current assets: printed 2,500, items sum to 2,499",
                span=printed_at(source, "Total current", "2,500"),
                others=(printed_at(source, "Cash and", "1,543"),),
                hint="see the statement",
            ),
            Finding(
                code="CAL001",
                severity=Severity.WARNING,
                message="again",
                span=printed_at(source, "Total current", "2,500"),
            ),
            Finding(code="ENT001", severity=Severity.INFO, message="no CIK in the header"),
        ),
        completeness=(
            Expected(kind=StatementKind.BS, state=State.FOUND, required=True),
            Expected(
                kind=StatementKind.IS,
                state=State.UNRECOGNISED,
                required=True,
                reason="the likeliest candidate is at lines 3-9: no boxhead",
                span=printed_at(source, "Total current", "2,500"),
            ),
            Expected(
                kind=StatementKind.EQ, state=State.LEFT_OUT, required=False, reason="pro forma"
            ),
        ),
    )


def reviewed(made: Report) -> Report:
    """A report with a review of a fact, one of what is no fact, and one of a statement."""
    fact = next(each for each in made.facts if each.span and each.unit)
    place = {"line": fact.span.line, "column": fact.span.column, "filing": "f", "sha256": "0"}
    who = {"reviewer": 'Ann <B.> "é"', "when": "2026-01-02T03:04:05Z", "program": "0.1.0+x"}
    printed = made.source.cut(fact.span)
    of_fact = Review(**place, **who, printed=printed, concept=str(fact.concept), note="a\nnote")
    of_kind = Review(**place, **who, printed=printed, about="statement", kind="BS")
    found = Found(concept="*", value="-1", period="2004-09-30", rule="r", confidence=0.5)
    shown = Reviewed(id=of_fact.id, verdict="corrected", review=of_fact, found=found)
    gone = Reviewed(id="0" * 12, verdict="removed", review=of_fact, found=Found())
    kind = Reviewed(id=of_kind.id, verdict="confirmed", review=of_kind, found=Found(concept="BS"))
    why = fact.provenance.model_copy(
        update={"review": shown, "basis": "reviewed", "confidence": 1.0}
    )
    facts = tuple(
        each.model_copy(update={"provenance": why}) if each is fact else each for each in made.facts
    )
    return made.model_copy(update={"facts": facts, "reviews": (shown, gone, kind)})
