"""The statements of a graph: their lines with the facts that stand there, sums, concepts."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Final

from converter.model.filing import StatementKind
from converter.model.namespaces import US_GAAP_TODAY
from converter.model.xbrl import DEI, RETRO, US_GAAP, LabelRole
from converter.write import turtle as ttl
from converter.write.rdf_terms import Days, Placed, Terms, words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from converter.model.xbrl import Fact, Node, QName, Statement

# the properties of a line's role
_ROLES: Final = {
    role: f"rx:labelRole <{role.value}> ;\n"
    f"    rx:negated {'true' if role.name.startswith('NEGATED') else 'false'}"
    for role in LabelRole
}
_STARTS: Final = (LabelRole.PERIOD_START, LabelRole.NEGATED_PERIOD_START)
_ENDS: Final = (LabelRole.PERIOD_END, LabelRole.NEGATED_PERIOD_END)
_DAY: Final = dt.timedelta(days=1)

SHARED_SCHEMES: Final = frozenset((US_GAAP, DEI, RETRO))
"""Taxonomies that are the same for all filings: `taxonomy/vocabulary.ttl` describes them."""


class Statements(Terms):
    """A report's statements and concepts on their way to Turtle."""

    def add_statement(self, statement: Statement, order: int) -> None:
        subject = self.part("statement", statement.slug)
        self.add(
            subject,
            "a rx:Statement",
            f"rx:filing {self.filing}",
            f"rx:statementKind {ttl.text(statement.kind.value)}",
            f"rx:title {ttl.text(statement.title)}",
            f"rx:order {order}",
        )
        lines = list(_preorder(statement.presentation))
        shown = _Shown(self.by_concept, statement, {node.concept for node, _, _ in lines})
        captions = self.captions
        line = self.numbered("line", f"{statement.slug}-")
        for number, (node, depth, parent) in enumerate(lines, start=1):
            role = node.preferred or LabelRole.STANDARD
            concept = self.concepts.get(node.concept)
            caption = (
                captions.get((node.concept, role))
                or captions.get((node.concept, LabelRole.STANDARD))
                or (concept.label if concept else "")
                or words(node.concept.local)
            )
            properties = [
                "a rx:Line",
                f"rx:statement {subject}",
                f"rx:order {number}",
                f"rx:depth {depth}",
                f"rx:concept {self.element(node.concept)}",
                f"rx:caption {ttl.text(caption)}",
                _ROLES[role],
            ]
            if parent:
                properties.append(f"rx:parent {line(parent)}")
            properties += [f"rx:shows {self.fact(fact)}" for fact in shown.by(node)]
            self.add(line(number), *properties)
        for number, summation in enumerate(statement.summations, start=1):
            whole = f"{statement.slug}-{number}"
            parts = []
            addend = self.numbered("sum", f"{whole}.")
            for place, (concept_name, weight) in enumerate(summation.parts, start=1):
                part = addend(place)
                self.add(
                    part,
                    "a rx:Addend",
                    f"rx:order {place}",
                    f"rx:concept {self.element(concept_name)}",
                    f"rx:weight {weight}",
                )
                parts.append(f"rx:addend {part}")
            self.add(
                self.part("sum", whole),
                "a rx:Summation",
                f"rx:statement {subject}",
                f"rx:total {self.element(summation.total)}",
                *parts,
            )

    def add_concepts(self) -> None:
        """Every concept of the report, as a SKOS concept of its taxonomy. Those that facts can
        have are in the code list of `rx:concept` as well (Data Cube, IC-19).

        The preferred label is the taxonomy's, so that it stays one label when many filings are
        read together (SKOS, S14); what the filing printed are alternative labels.
        """
        printed: dict[QName, dict[str, None]] = {}
        for label in self.report.labels:
            printed.setdefault(label.concept, {})[label.text] = None
        own = self.report.extension.namespace
        for concept in sorted(self.report.concepts, key=lambda concept: concept.qname):
            qname = concept.qname
            captions = list(printed.get(qname, ()))
            extension = qname.namespace == own
            preferred = (concept.label or (captions[0] if extension and captions else "")) or words(
                qname.local
            )
            scheme = ttl.resource(qname.namespace)
            if qname.namespace not in SHARED_SCHEMES:
                self.once(scheme, "a skos:ConceptScheme")
            properties = [
                "a rx:ExtensionConcept , rx:Concept , skos:Concept"
                if extension
                else "a rx:Concept , skos:Concept",
                f"skos:inScheme {scheme}{'' if concept.abstract else ' , rx:concepts'}",
                f"skos:notation {ttl.text(str(qname))}",
                f"skos:prefLabel {ttl.text(preferred)}",
                *(f"skos:altLabel {ttl.text(text)}" for text in captions if text != preferred),
                f"rx:dataType {ttl.text(concept.type_name or concept.datatype.value)}",
                f"rx:periodType {ttl.text(concept.period_type)}",
                f"rx:abstract {'true' if concept.abstract else 'false'}",
            ]
            if concept.balance:
                properties.append(f"rx:balance {ttl.text(concept.balance)}")
            if concept.current:
                match = "exactMatch" if concept.exact else "closeMatch"
                properties.append(f"skos:{match} {self.name(US_GAAP_TODAY, concept.current)}")
            self.add(self.element(qname), *properties)


def _preorder(roots: Iterable[Node]) -> Iterator[tuple[Node, int, int]]:
    """Each node as (node, depth from 0, its parent's number or 0), numbered from 1 as it comes.

    Iterative: a statement's depth is bounded by nothing but its indentation.
    """
    stack = [(node, 0, 0) for node in reversed(tuple(roots))]
    number = 0
    while stack:
        node, depth, parent = stack.pop()
        number += 1
        yield node, depth, parent
        stack += [(child, depth + 1, number) for child in reversed(node.children)]


class _Shown:
    """Which facts stand in which line of a statement.

    A fact names the table where it was read first, but net income of the cash flow statement is
    the fact of the statement of operations. So the statement's periods are gathered from the
    facts that are its own, and every fact of a line's concept in one of them is shown there.
    Lines of opening and closing balances show the instants at the durations' two ends.
    """

    def __init__(
        self, facts: dict[QName, list[Placed]], statement: Statement, concepts: set[QName]
    ) -> None:
        self.facts = {name: facts[name] for name in concepts if name in facts}
        self.axes = {axis.axis for axis in statement.cube.axes} if statement.cube else set()
        own = [
            each
            for group in self.facts.values()
            for each in group
            if each.fact.provenance.statement is statement.kind
        ]
        if statement.kind in (StatementKind.NOTE, StatementKind.FDS):
            # Notes share a kind, so their tables are told apart by the heading.
            own = [each for each in own if each.fact.provenance.table == statement.title] or own
        self.periods = {each.days for each in own}
        durations = [(start, end) for start, end in self.periods if start is not None]
        self.starts: set[Days] = {(None, start - _DAY) for start, _ in durations}
        self.ends: set[Days] = {(None, end) for _, end in durations}
        if not durations and self.periods:
            self.starts, self.ends = {min(self.periods, key=_end)}, {max(self.periods, key=_end)}

    def by(self, node: Node) -> list[Fact]:
        allowed = self.periods
        if node.preferred in _STARTS:
            allowed = self.starts
        elif node.preferred in _ENDS:
            allowed = self.ends
        return [
            each.fact
            for each in self.facts.get(node.concept, ())
            if each.days in allowed and each.axes <= self.axes
        ]


def _end(days: Days) -> dt.date:
    return days[1]
