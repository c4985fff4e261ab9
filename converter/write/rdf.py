"""RDF: one fact is one resource, with the way back to the printed characters.

The graph is made of blocks, one a resource, in the report's own order, so that the same report
gives the same bytes and two editions of a filing can be compared line by line:

    fact:c_20040930_Assets
        a rx:Fact , qb:Observation ;
        qb:dataSet filing:0000950123-04-001234 ;
        rx:concept us-gaap:Assets ;
        rx:entity <http://www.sec.gov/CIK#0000718096> ;
        rx:period period:20040930 ;
        rx:unit unit:USD ;
        rx:dimensions rx:noDimensions ;
        rx:value "14626000"^^xsd:decimal ;
        rx:decimals -3 ;
        rx:caption "TOTAL ASSETS" ;
        prov:wasDerivedFrom place:6012-6018 ;
        prov:wasGeneratedBy mapping:us-gaap_Assets .

The terms are those of `taxonomy/vocabulary.ttl`. Facts follow OIM 1.0, section 3; the cube follows
the RDF Data Cube vocabulary (qb:), the provenance PROV-O. No blank nodes.

The blocks are spelled as Turtle here. pyoxigraph writes it too, but it takes its own objects, and
to make them of the terms takes longer than all of this: for 258 facts, 10,013 triples, 19 ms for
the objects and 2 ms for writing, against 5 ms from the report to the last byte. The tests read
every byte back, with pyoxigraph and with rdflib, and hold the graphs against each other.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from decimal import Decimal
from typing import TYPE_CHECKING, Final, NamedTuple

from converter.model.candidate import State
from converter.model.filing import StatementKind
from converter.model.finding import Result
from converter.model.namespaces import PREFIXES, US_GAAP_TODAY
from converter.model.xbrl import (
    FILING_NAMESPACE,
    Duration,
    LabelRole,
)
from converter.write import turtle as ttl
from converter.write.footnotes import notes_by_fact

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    import rdflib

    from converter.model.source import Span
    from converter.model.xbrl import (
        Context,
        Entity,
        Fact,
        Node,
        Period,
        QName,
        Report,
        Statement,
        Unit,
    )

PARTS: Final = (
    "fact",
    "place",
    "mapping",
    "statement",
    "line",
    "sum",
    "expected",
    "finding",
    "footnote",
)
"""What a filing consists of: prefix and folder of its resources, ``filing:F/fact/ID``."""

LONGEST_PRINT: Final = 500
"""Characters of a place that are quoted. A figure has a dozen; a finding may point at a whole
table, which the source document holds anyway."""

_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")

# the properties of a line's role
_ROLES: Final = {
    role: f"rx:labelRole <{role.value}> ;\n"
    f"    rx:negated {'true' if role.name.startswith('NEGATED') else 'false'}"
    for role in LabelRole
}
_STARTS: Final = (LabelRole.PERIOD_START, LabelRole.NEGATED_PERIOD_START)
_ENDS: Final = (LabelRole.PERIOD_END, LabelRole.NEGATED_PERIOD_END)
_DAY: Final = dt.timedelta(days=1)

_Days = tuple[dt.date | None, dt.date]
"""A period as (start, end), an instant as (None, date): compares and hashes fast."""


class _Placed(NamedTuple):
    """A fact with its period and the axes of its dimensions."""

    fact: Fact
    days: _Days
    axes: frozenset[QName]


class RdfWriter:
    """Writes ``BASE.ttl``."""

    name = "rdf"

    def write(self, report: Report, folder: Path) -> Result[tuple[Path, ...]]:
        """Write the report's graph into `folder`, which exists. Raises OSError only."""
        path = folder / f"{report.base}.ttl"
        path.write_bytes(turtle(report).encode())
        return Result((path,))


def turtle(report: Report) -> str:
    """The report's graph as a Turtle document (RDF 1.1 Turtle), deterministic."""
    return _Graph(report).document()


def graph(report: Report) -> rdflib.Graph:
    """The report's graph for people who work with rdflib, prefixes bound.

    pyoxigraph parses: in all that takes half as long as with rdflib's own parser.
    """
    import pyoxigraph as ox
    import rdflib

    made = rdflib.Graph(bind_namespaces="none")
    parsed = ox.parse(turtle(report), format=ox.RdfFormat.TURTLE)

    def term(item: ox.NamedNode | ox.Literal) -> rdflib.URIRef | rdflib.Literal:
        if isinstance(item, ox.NamedNode):
            return rdflib.URIRef(item.value)
        kind = item.datatype.value
        # rdflib keeps a plain literal apart from one that is marked as xsd:string.
        plain = kind == PREFIXES["xsd"] + "string"
        return rdflib.Literal(
            item.value, datatype=None if plain else rdflib.URIRef(kind), normalize=False
        )

    for quad in parsed:
        made.add((term(quad.subject), term(quad.predicate), term(quad.object)))
    for prefix, namespace in parsed.prefixes.items():
        made.bind(prefix, namespace)
    return made


def filing_iri(folder: str) -> str:
    """The IRI of the filing that lies in `folder` below the output folder."""
    return FILING_NAMESPACE + ttl.segment(folder)


def _days(period: Period) -> _Days:
    return (period.start, period.end) if isinstance(period, Duration) else (None, period.end)


def _words(local: str) -> str:
    """'AssetsCurrentAbstract' -> 'Assets Current'."""
    return _CAMEL.sub(" ", local.removesuffix("Abstract"))


class _Graph:
    """One report on its way to Turtle. Tokens (``us-gaap:Assets``) are made once and kept."""

    def __init__(self, report: Report) -> None:
        self.report = report
        self.base = filing_iri(report.folder)
        self.prefixes = dict(PREFIXES)
        for part in PARTS:
            self.prefixes[part] = f"{self.base}/{part}/"
        namespace = ttl.legal(report.extension.namespace)
        if report.extension.prefix not in self.prefixes and ttl.LOCAL.fullmatch(
            report.extension.prefix
        ):
            self.prefixes[report.extension.prefix] = f"{namespace}#"
        self.by_namespace = {iri: prefix for prefix, iri in self.prefixes.items()}
        self.concepts = {concept.qname: concept for concept in report.concepts}
        self.filing = self.name(FILING_NAMESPACE, ttl.segment(report.folder))
        self.source = f"<{self.base}/source>"
        self.conversion = f"<{self.base}/conversion>"
        self.names: dict[QName, str] = {}
        self.blocks: list[str] = []
        self.seen: set[str] = set()
        self.mappings: dict[tuple[object, ...], str] = {}
        self.periods: dict[_Days, str] = {}
        self.units: dict[str, str] = {}
        self.contexts: dict[int, tuple[str, str, tuple[str, ...]]] = {}
        self.facts: dict[str, str] = {}
        self.noted = notes_by_fact(report)
        self.by_concept: dict[QName, list[_Placed]] = defaultdict(list)
        placed: dict[int, tuple[_Days, frozenset[QName]]] = {}  # by context, which facts share
        for fact in report.facts:
            context = fact.context
            days, axes = placed.get(id(context)) or placed.setdefault(
                id(context),
                (_days(context.period), frozenset(axis for axis, _ in context.dimensions)),
            )
            self.by_concept[fact.concept].append(_Placed(fact, days, axes))
        self.captions = {(label.concept, label.role): label.text for label in report.labels}

    # Tokens

    def name(self, namespace: str, local: str) -> str:
        """``prefix:local`` where Turtle can say so without escapes, else the whole IRI."""
        prefix = self.by_namespace.get(namespace)
        if prefix is not None and ttl.LOCAL.fullmatch(local):
            return f"{prefix}:{local}"
        return ttl.resource(namespace + local)

    def part(self, part: str, key: str) -> str:
        return (
            f"{part}:{key}"
            if ttl.LOCAL.fullmatch(key)
            else f"<{self.base}/{part}/{ttl.segment(key)}>"
        )

    def numbered(self, part: str, stem: str) -> Callable[[int], str]:
        """The tokens of parts whose keys are a stem and a number: whether Turtle can say so is
        asked of the first alone.
        """
        token = self.part(part, f"{stem}1")
        if token.startswith("<"):
            before, after = token[:-2], ">"
        else:
            before, after = token[:-1], ""
        return lambda number: f"{before}{number}{after}"

    def fact(self, fact: Fact) -> str:
        token = self.facts.get(fact.id)
        if token is None:
            token = self.facts[fact.id] = self.part("fact", fact.id)
        return token

    def element(self, qname: QName) -> str:
        token = self.names.get(qname)
        if token is None:
            token = self.names[qname] = self.name(f"{qname.namespace}#", qname.local)
        return token

    # Blocks

    def add(self, subject: str, *properties: str) -> None:
        self.blocks.append(f"{subject}\n    " + " ;\n    ".join(properties) + " .\n")

    def once(self, subject: str, *properties: str) -> str:
        """A resource that several others share: written where it is first met."""
        if subject not in self.seen:
            self.seen.add(subject)
            self.add(subject, *properties)
        return subject

    def document(self) -> str:
        self.add_filing()
        for fact in self.report.facts:
            self.add_fact(fact)
        self.add_footnotes()
        for order, statement in enumerate(self.report.statements, start=1):
            self.add_statement(statement, order)
        self.add_concepts()
        self.add_completeness()
        self.add_findings()
        head = "".join(f"@prefix {key}: <{iri}> .\n" for key, iri in sorted(self.prefixes.items()))
        return head + "\n" + "\n".join(self.blocks)

    def add_filing(self) -> None:
        from converter import __version__

        report, about = self.report, self.report.document
        label = " ".join(
            part
            for part in (
                about.company,
                about.form,
                about.period_end.isoformat() if about.period_end else "",
            )
            if part
        )
        known: list[str] = [f"rdfs:label {ttl.text(label or report.folder)}"]
        for term, value in (
            ("folder", report.folder),
            ("company", about.company),
            ("cik", about.cik),
            ("form", about.form),
            ("accession", about.accession),
            ("fileNumber", about.file_number),
            ("sic", about.sic),
            ("fiscalPeriod", about.fiscal_period),
        ):
            if value:
                known.append(f"rx:{term} {ttl.text(value)}")
        known += [f"rx:formerName {ttl.text(name)}" for name in about.header.former_names]
        if about.period_end:
            known.append(f"rx:periodEnd {ttl.date(about.period_end)}")
        if about.filed:
            known.append(f"rx:filed {ttl.date(about.filed)}")
        if about.fiscal_year is not None:
            known.append(f"rx:fiscalYear {about.fiscal_year}")
        if report.completeness:
            whole = all(e.state is State.FOUND for e in report.completeness if e.required)
            known.append(f"rx:complete {'true' if whole else 'false'}")
        if about.fiscal_year_end:
            month, day = about.fiscal_year_end
            known.append(f'rx:fiscalYearEnd "--{month:02}-{day:02}"^^xsd:gMonthDay')
        self.add(
            self.filing,
            "a rx:Filing , qb:DataSet",
            "qb:structure rx:factStructure",
            *known,
            f"rx:entity {self.entity(report.entity)}",
            f"prov:wasDerivedFrom {self.source}",
            f"prov:wasGeneratedBy {self.conversion}",
        )
        source = report.source
        self.add(
            self.source,
            "a rx:Source",
            f"rx:fileName {ttl.text(source.name)}",
            f"rx:sha256 {ttl.text(source.sha256)}",
            f"rx:encoding {ttl.text(source.encoding)}",
            f"rx:lineCount {source.line_count}",
        )
        software = self.name(PREFIXES["software"], __version__)
        self.add(
            self.conversion,
            "a rx:Conversion",
            f"prov:used {self.source}",
            f"prov:wasAssociatedWith {software}",
        )
        self.add(
            software,
            "a prov:SoftwareAgent",
            f"rdfs:label {ttl.text(f'retroxbrl {__version__}')}",
        )

    def entity(self, entity: Entity) -> str:
        subject = ttl.resource(f"{entity.scheme}#{ttl.segment(entity.identifier)}")
        return self.once(
            subject,
            "a rx:Entity",
            f"rx:scheme {ttl.resource(entity.scheme)}",
            f"rx:identifier {ttl.text(entity.identifier)}",
        )

    def period(self, period: Period) -> str:
        """OIM 1.0, 3.3; `rx:months` is what people call a period, be it 91 or 92 days."""
        days = _days(period)
        token = self.periods.get(days)
        if token is not None:
            return token
        start, end = days
        if start is None:
            token = f"period:{end:%Y%m%d}"
            self.add(token, "a rx:Instant", f"rx:end {ttl.date(end)}")
        else:
            token = f"period:{start:%Y%m%d}-{end:%Y%m%d}"
            length = (end - start).days + 1
            self.add(
                token,
                "a rx:Duration",
                f"rx:start {ttl.date(start)}",
                f"rx:end {ttl.date(end)}",
                f"rx:days {length}",
                f"rx:months {round(length / 30.4375)}",
            )
        self.periods[days] = token
        return token

    def unit(self, unit: Unit | None) -> str:
        if unit is None:
            return self.once("rx:noUnit", "a rx:Unit")
        token = self.units.get(unit.id)
        if token is not None:
            return token
        token = self.units[unit.id] = self.name(PREFIXES["unit"], unit.id)
        return self.once(
            token,
            "a rx:Unit",
            f"rdfs:label {ttl.text(unit.id)}",
            *(f"rx:numerator {self.element(measure)}" for measure in unit.numerator),
            *(f"rx:denominator {self.element(measure)}" for measure in unit.denominator),
        )

    def context(self, context: Context) -> tuple[str, str, tuple[str, ...]]:
        """The properties of entity and period, the token of the dimensions, and the (axis, member)
        properties.
        """
        found = self.contexts.get(id(context))
        if found is None:
            dimensions, pairs = self.dimensions(context)
            entity, period = self.entity(context.entity), self.period(context.period)
            place = f"rx:entity {entity} ;\n    rx:period {period}"
            found = self.contexts[id(context)] = (place, dimensions, tuple(pairs))
        return found

    def dimensions(self, context: Context) -> tuple[str, list[str]]:
        """The set's resource and its (axis, member) properties.

        One resource for the whole set, because every observation of a cube needs a value for
        every dimension (Data Cube, IC-11), and because "no dimensions" is then a plain pattern.
        """
        if not context.dimensions:
            return self.once("rx:noDimensions", "a rx:DimensionSet"), []
        pairs = [
            f"{self.element(axis)} {self.element(member)}" for axis, member in context.dimensions
        ]
        key = "_".join(
            f"{axis.prefix}-{axis.local}_{member.prefix}-{member.local}"
            for axis, member in context.dimensions
        )
        own = self.report.extension.namespace
        shared = all(
            own not in (axis.namespace, member.namespace) for axis, member in context.dimensions
        )
        subject = (
            self.name(PREFIXES["dimensions"], key)
            if shared
            else ttl.resource(f"{self.base}/dimensions/{ttl.segment(key)}")
        )
        return self.once(subject, "a rx:DimensionSet", *pairs), pairs

    def place(self, span: Span) -> str:
        subject = f"place:{span.start}-{span.end}"
        if subject not in self.seen:
            self.seen.add(subject)
            printed = ttl.text(self.report.source.cut(span)[:LONGEST_PRINT])
            self.blocks.append(
                f"{subject}\n    a rx:Place ;\n    rx:source {self.source} ;\n"
                f"    rx:line {span.line} ;\n    rx:column {span.column} ;\n"
                f"    rx:startOffset {span.start} ;\n    rx:endOffset {span.end} ;\n"
                f"    rx:printed {printed} .\n"
            )
        return subject

    def mapping(self, fact: Fact) -> str:
        """The decision that gave a line its concept, shared by the facts of the line."""
        why = fact.provenance
        key = (
            fact.concept,
            why.statement,
            why.table,
            why.caption,
            why.rule,
            why.confidence,
            why.basis,
            why.candidates,
        )
        subject = self.mappings.get(key)
        if subject is not None:
            return subject
        stem = f"{fact.concept.prefix}_{fact.concept.local}"
        name, count = stem, 1
        while self.part("mapping", name) in self.seen:
            count += 1
            name = f"{stem}.{count}"
        subject = self.part("mapping", name)
        self.seen.add(subject)
        candidates = []
        candidate_of = self.numbered("mapping", f"{name}.candidate-")
        for rank, (candidate, share) in enumerate(why.candidates, start=1):
            lost = candidate_of(rank)
            known = [f"rx:concept {candidate}"] if self._standard(candidate) else []
            self.add(
                lost,
                "a rx:Candidate",
                f"rx:rank {rank}",
                f"skos:notation {ttl.text(candidate)}",
                *known,
                f"rx:confidence {ttl.share(share)}",
            )
            candidates.append(f"rx:candidate {lost}")
        self.add(
            subject,
            "a rx:Mapping",
            f"rx:concept {self.element(fact.concept)}",
            f"rx:statementKind {ttl.text(why.statement.value)}",
            *(
                f"rx:{term} {ttl.text(printed)}"
                for term, printed in (("caption", why.caption), ("table", why.table))
                if printed
            ),
            f"rx:rule {ttl.text(why.rule)}",
            f"rx:confidence {ttl.share(why.confidence)}",
            f"rx:confidenceBasis {ttl.text(why.basis)}",
            *candidates,
        )
        self.mappings[key] = subject
        return subject

    @staticmethod
    def _standard(name: str) -> bool:
        prefix, _, local = name.partition(":")
        return prefix in ("us-gaap", "dei", "retro") and bool(ttl.LOCAL.fullmatch(local))

    def add_fact(self, fact: Fact) -> None:
        why = fact.provenance
        place, dimensions, pairs = self.context(fact.context)
        optional = list(pairs)
        if isinstance(fact.value, Decimal):
            value = ttl.decimal(fact.value)
            if fact.decimals is not None:
                optional.append(f"rx:decimals {fact.decimals}")
        else:
            value = ttl.typed(fact.value, self.concepts[fact.concept].type_name)
        if why.caption:
            optional.append(f"rx:caption {ttl.text(why.caption)}")
        if why.column:
            optional.append(f"rx:columnHead {ttl.text(why.column)}")
        if not fact.printed or fact.span is None:
            optional.append("rx:concluded true")
        optional += [f"rx:doubt {ttl.text(code)}" for code in fact.doubts]
        noted = self.noted.get(fact.id, ())
        optional += [f"rx:footnote {self.part('footnote', note)}" for note in noted]
        unit = self.unit(fact.unit)
        at = self.place(fact.span) if fact.span else self.source
        also = [f"rx:alsoPrintedAt {self.place(span)}" for span in fact.others]
        optional.append(f"prov:wasDerivedFrom {at}")
        optional.append(f"prov:wasGeneratedBy {self.mapping(fact)}")
        optional += also
        self.blocks.append(
            f"{self.fact(fact)}\n    a rx:Fact , qb:Observation ;\n    qb:dataSet {self.filing} ;\n"
            f"    rx:concept {self.element(fact.concept)} ;\n    {place} ;\n    rx:unit {unit} ;\n"
            f"    rx:dimensions {dimensions} ;\n    rx:value {value} ;\n    "
            + " ;\n    ".join(optional)
            + " .\n"
        )

    def add_footnotes(self) -> None:
        for note in self.report.footnotes:
            self.add(
                self.part("footnote", note.id),
                "a rx:Footnote",
                f"rx:filing {self.filing}",
                f"rx:mark {ttl.text(note.mark)}",
                f"rx:text {ttl.text(note.text)}",
                f"dcterms:language {ttl.text(note.language)}",
                *(f"rx:place {self.place(span)}" for span in note.spans),
            )

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
                or _words(node.concept.local)
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
        """Every concept of the report, as a SKOS concept of its taxonomy.

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
            preferred = (
                concept.label or (captions[0] if extension and captions else "")
            ) or _words(qname.local)
            scheme = self.once(ttl.resource(qname.namespace), "a skos:ConceptScheme")
            properties = [
                "a rx:ExtensionConcept , rx:Concept , skos:Concept"
                if extension
                else "a rx:Concept , skos:Concept",
                f"skos:inScheme {scheme}",
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

    def add_completeness(self) -> None:
        for each in self.report.completeness:
            optional = [f"rx:reason {ttl.text(each.reason)}"] if each.reason else []
            if each.span:
                optional.append(f"rx:place {self.place(each.span)}")
            self.add(
                self.part("expected", each.kind.value),
                "a rx:ExpectedStatement",
                f"rx:filing {self.filing}",
                f"rx:statementKind {ttl.text(each.kind.value)}",
                f"rx:state {ttl.text(each.state.value)}",
                f"rx:required {'true' if each.required else 'false'}",
                *optional,
            )

    def add_findings(self) -> None:
        count: dict[str, int] = {}
        for finding in self.report.findings:
            where = f"{finding.span.line}-{finding.span.column}" if finding.span else "filing"
            stem = f"{finding.code}-{where}"
            count[stem] = count.get(stem, 0) + 1
            key = stem if count[stem] == 1 else f"{stem}.{count[stem]}"
            optional = []
            if finding.hint:
                optional.append(f"rx:hint {ttl.text(finding.hint)}")
            if finding.span:
                optional.append(f"rx:place {self.place(finding.span)}")
            optional += [f"rx:otherPlace {self.place(span)}" for span in finding.others]
            self.add(
                self.part("finding", key),
                "a rx:Finding",
                f"rx:filing {self.filing}",
                f"rx:code {ttl.text(finding.code)}",
                f"rx:severity {ttl.text(finding.severity.value)}",
                f"rx:message {ttl.text(finding.message)}",
                *optional,
            )


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
        self, facts: dict[QName, list[_Placed]], statement: Statement, concepts: set[QName]
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
        self.starts: set[_Days] = {(None, start - _DAY) for start, _ in durations}
        self.ends: set[_Days] = {(None, end) for _, end in durations}
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


def _end(days: _Days) -> dt.date:
    return days[1]
