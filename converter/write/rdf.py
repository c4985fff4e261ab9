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
the RDF Data Cube vocabulary (qb:), periods OWL-Time (time:), the provenance PROV-O. What is the
same for all filings is said there and not here: the cube's structure, the code list, the
taxonomies, `rx:noUnit` and `rx:noDimensions`. No blank nodes.

The blocks are spelled as Turtle here. pyoxigraph writes it too, but it takes its own objects, and
to make them of the terms takes longer than all of this: for 258 facts, 10,013 triples, 19 ms for
the objects and 2 ms for writing, against 5 ms from the report to the last byte. The tests read
every byte back, with pyoxigraph and with rdflib, and hold the graphs against each other.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from converter.model.candidate import State
from converter.model.finding import Result
from converter.model.namespaces import PREFIXES
from converter.write import turtle as ttl
from converter.write.rdf_reviews import Reviews
from converter.write.rdf_terms import LONGEST_PRINT, PARTS, filing_iri

if TYPE_CHECKING:
    from pathlib import Path

    import rdflib

    from converter.model.xbrl import Fact, Report

__all__ = ["LONGEST_PRINT", "PARTS", "RdfWriter", "filing_iri", "graph", "turtle"]


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


class _Graph(Reviews):
    """One report on its way to Turtle. Tokens (``us-gaap:Assets``) are made once and kept."""

    def document(self) -> str:
        self.add_filing()
        for fact in self.report.facts:
            self.add_fact(fact)
        self.add_footnotes()
        self.add_reviews()
        for order, statement in enumerate(self.report.statements, start=1):
            self.add_statement(statement, order)
        self.add_concepts()
        self.add_completeness()
        self.add_findings()
        head = "".join(f"@prefix {key}: <{iri}> .\n" for key, iri in sorted(self.prefixes.items()))
        return head + "\n" + "\n".join(self.blocks)

    def add_filing(self) -> None:
        self.add(
            self.filing,
            "a rx:Filing , qb:DataSet",
            "qb:structure rx:factStructure",
            *self._known(),
            f"rx:entity {self.entity(self.report.entity)}",
            f"prov:wasDerivedFrom {self.source}",
            f"prov:wasGeneratedBy {self.conversion}",
        )
        self._add_provenance()

    def _known(self) -> list[str]:
        """What is known of the filing and its company."""
        report, about = self.report, self.report.document
        end = about.period_end.isoformat() if about.period_end else ""
        label = " ".join(part for part in (about.company, about.form, end) if part)
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
        return known

    def _add_provenance(self) -> None:
        """The text that the filing was read from, and what read it."""
        from converter import __version__

        source = self.report.source
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
        optional += self.reviewed(fact)
        optional += [f"rx:continuedAt {self.place(span)}" for span in fact.continued]
        optional += [f"rx:explainedBy {self.fact(note)}" for note in self.notes.get(fact.id, ())]
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
