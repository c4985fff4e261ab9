"""What gathers a report by hand: its printed text, its periods and units, its facts and concepts.

Maker(text).add(...)  facts one by one, each on characters found by an anchor and a token
"""

from __future__ import annotations

import datetime as dt
import hashlib
from decimal import Decimal
from typing import TYPE_CHECKING

from converter.dts.base import load_base
from converter.model.filing import StatementKind
from converter.model.source import SourceText, Span
from converter.model.xbrl import (
    CIK_SCHEME,
    FILING_NAMESPACE,
    Concept,
    Context,
    DocumentFacts,
    Duration,
    Entity,
    Extension,
    Fact,
    Instant,
    Label,
    Node,
    Period,
    Provenance,
    QName,
    Report,
    Statement,
    Unit,
    currency,
    per_share,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

TEXT = """\
<SEC-DOCUMENT>0000950123-04-013813.txt & more
                              ACME   WIDGETS,
                                INC. OF NEW YORK
For the quarterly period ended September 30, 2004   Commission File Number 0-14983
Incorporated in New York       [X] Quarterly report     I.R.S. No. 11-2653613
Fiscal year ends June 30
\f
BALANCE SHEETS (in thousands)
                                          September 30,   June 30,
                                               2004         2004
Cash and cash equivalents                   $ 1,543      $ 2,164
Inventories                                     897        1,163
Widgets on loan                                  60           --
                                            -------      -------
Total current assets                          2,500        3,327
Treasury stock                                 (475)        (400)
Total liabilities and stockholders' equity    2,500        3,327

STATEMENTS OF OPERATIONS (in thousands, except per share data)
Net sales                                     2,670        2,308
Cost of goods sold                              610          563
Gross profit                                  2,060        1,745
NET (LOSS)                                  $(1,227)     $(1,013)
Basic and diluted (loss) per share          $  (.03)     $  (.03)
Primary loss per share                        (0.04)       (0.04)
Weighted average number of shares        37,991,988   33,699,750

STATEMENT OF STOCKHOLDERS' EQUITY
                              Common stock   Accumulated
                                                 deficit      Total
Balance at June 30, 2004            190        (54,924)    (54,734)
Net loss for the period              --         (1,227)     (1,227)
Balance at September 30, 2004       190        (56,151)    (55,961)

STATEMENTS OF CASH FLOWS
Net (loss)                                  $(1,227)     $(1,013)
Inventories                                     266         (273)
Purchases of property                            (8)          --
Net decrease in cash                           (621)        (858)
Cash at beginning of period                   2,164        3,022
Cash at end of period                       $ 1,543      $ 2,164
"""

ENTITY = Entity(scheme=CIK_SCHEME, identifier="0000718096")
FOLDER = "0000950123-04-013813"
OWN = FILING_NAMESPACE + FOLDER

SEP04, JUN04 = Instant(date=dt.date(2004, 9, 30)), Instant(date=dt.date(2004, 6, 30))
JUN03 = Instant(date=dt.date(2003, 6, 30))
Q104 = Duration(start=dt.date(2004, 7, 1), end=dt.date(2004, 9, 30))
Q103 = Duration(start=dt.date(2003, 7, 1), end=dt.date(2003, 9, 30))
USD, EPS = currency("USD"), per_share("USD")


def own(local: str) -> QName:
    return QName(OWN, "acme", local)


class Maker:
    """Facts, concepts and labels gathered for one report."""

    def __init__(self, text: str = TEXT) -> None:
        self.source = SourceText(
            "acme.txt", text, "utf-8", hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()
        )
        self.facts: list[Fact] = []
        self.extension: dict[QName, Concept] = {}
        self._contexts: dict[tuple[Period, tuple[tuple[QName, QName], ...]], Context] = {}

    def at(self, anchor: str, token: str, nth: int = 1) -> Span:
        """The `nth` `token` after the first `anchor`."""
        start = self.source.text.index(anchor)
        for _ in range(nth):
            found = self.source.text.index(token, start)
            start = found + len(token)
        return self.source.span(found, start)

    def context(self, period: Period, dimensions: tuple[tuple[QName, QName], ...] = ()) -> Context:
        key = (period, dimensions)
        if key not in self._contexts:
            self._contexts[key] = Context(entity=ENTITY, period=period, dimensions=dimensions)
        return self._contexts[key]

    def add(
        self,
        concept: QName,
        period: Period,
        value: Decimal | str | int,
        span: Span | None,
        unit: Unit | None = None,
        decimals: int | None = None,
        dimensions: tuple[tuple[QName, QName], ...] = (),
        printed: bool = True,
        others: tuple[Span, ...] = (),
        kind: StatementKind = StatementKind.BS,
    ) -> Fact:
        context = self.context(period, dimensions)
        fact = Fact(
            id=f"{context.id}_{concept.local}",
            concept=concept,
            context=context,
            unit=unit,
            value=Decimal(value) if isinstance(value, int) else value,
            decimals=decimals,
            span=span,
            printed=printed,
            others=others,
            provenance=Provenance(statement=kind, caption=concept.local),
        )
        self.facts.append(fact)
        return fact

    def row(
        self,
        anchor: str,
        concept: QName,
        periods: tuple[Period, ...],
        cells: tuple[tuple[str, int | Decimal], ...],
        unit: Unit = USD,
        decimals: int | None = -3,
        kind: StatementKind = StatementKind.BS,
    ) -> None:
        """One printed line: ((token, real value), ...) over the periods."""
        where = self.source.text.index(anchor)
        for period, (token, value) in zip(periods, cells, strict=True):
            start = self.source.text.index(token, where)
            where = start + len(token)
            self.add(
                concept, period, value, self.source.span(start, where), unit, decimals, kind=kind
            )

    def report(
        self,
        statements: Iterable[Statement] = (),
        labels: Iterable[Label] = (),
        concepts: Iterable[QName] = (),
    ) -> Report:
        statements = tuple(statements)
        names = {fact.concept for fact in self.facts} | set(concepts)
        for fact in self.facts:
            names.update(name for pair in fact.context.dimensions for name in pair)
        for statement in statements:
            names.update(_in_nodes(statement.presentation))
            for summation in statement.summations:
                names.update((summation.total, *(part for part, _ in summation.parts)))
        base = load_base()
        found = [self.extension.get(name) or base.concept(name) for name in sorted(names)]
        assert None not in found, [n for n, c in zip(sorted(names), found, strict=True) if not c]
        order = sorted(self.facts, key=lambda f: (f.span.start if f.span else -1, f.id))
        return Report(
            folder=FOLDER,
            base="acme-20040930",
            source=self.source,
            entity=ENTITY,
            document=DocumentFacts(
                company="ACME Widgets, Inc.", form="10-Q", period_end=dt.date(2004, 9, 30)
            ),
            facts=tuple(order),
            concepts=tuple(c for c in found if c),
            extension=Extension(
                namespace=OWN, prefix="acme", concepts=tuple(self.extension.values())
            ),
            statements=statements,
            labels=tuple(labels),
        )


def _in_nodes(nodes: Iterable[Node]) -> Iterable[QName]:
    for node in nodes:
        yield node.concept
        yield from _in_nodes(node.children)


def lines(*names: QName | Node) -> tuple[Node, ...]:
    return tuple(n if isinstance(n, Node) else Node(concept=n) for n in names)
