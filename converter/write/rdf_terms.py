"""What facts and statements of a graph share: names, periods, units, contexts, places.

A term is spelled once and kept; a resource that several others share is written where it is first
met. `write/rdf` says what the graph looks like.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from typing import TYPE_CHECKING, Final, NamedTuple

from converter.model.namespaces import PREFIXES
from converter.model.xbrl import FILING_NAMESPACE, Duration
from converter.write import turtle as ttl
from converter.write.footnotes import notes_by_fact

if TYPE_CHECKING:
    from collections.abc import Callable

    from converter.model.source import Span
    from converter.model.xbrl import Context, Entity, Fact, Period, QName, Report, Unit

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

_DAY: Final = dt.timedelta(days=1)
Days = tuple[dt.date | None, dt.date]
"""A period as (start, end), an instant as (None, date): compares and hashes fast."""


class Placed(NamedTuple):
    """A fact with its period and the axes of its dimensions."""

    fact: Fact
    days: Days
    axes: frozenset[QName]


def filing_iri(folder: str) -> str:
    """The IRI of the filing that lies in `folder` below the output folder."""
    return FILING_NAMESPACE + ttl.segment(folder)


def days_of(period: Period) -> Days:
    return (period.start, period.end) if isinstance(period, Duration) else (None, period.end)


def words(local: str) -> str:
    """'AssetsCurrentAbstract' -> 'Assets Current'."""
    return _CAMEL.sub(" ", local.removesuffix("Abstract"))


class Terms:
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
        self.periods: dict[Days, str] = {}
        self.units: dict[str, str] = {}
        self.contexts: dict[int, tuple[str, str, tuple[str, ...]]] = {}
        self.facts: dict[str, str] = {}
        self.by_concept: dict[QName, list[Placed]] = defaultdict(list)
        placed: dict[int, tuple[Days, frozenset[QName]]] = {}  # by context, which facts share
        for fact in report.facts:
            context = fact.context
            days, axes = placed.get(id(context)) or placed.setdefault(
                id(context),
                (days_of(context.period), frozenset(axis for axis, _ in context.dimensions)),
            )
            self.by_concept[fact.concept].append(Placed(fact, days, axes))
        self.notes = _explained(report)
        self.noted = notes_by_fact(report)
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

    def entity(self, entity: Entity) -> str:
        subject = ttl.resource(f"{entity.scheme}#{ttl.segment(entity.identifier)}")
        return self.once(
            subject,
            "a rx:Entity",
            f"rx:scheme {ttl.resource(entity.scheme)}",
            f"rx:identifier {ttl.text(entity.identifier)}",
        )

    def period(self, period: Period) -> str:
        """OIM 1.0, 3.3; `rx:months` is what people call a period, be it 91 or 92 days.

        The plain dates are what queries ask for; OWL-Time says the same in its own terms, and that
        a duration ends where the instant of its last day lies. It begins with its first day, which
        is no instant of facts: theirs are ends of days.
        """
        return self.period_of(days_of(period))

    def period_of(self, days: Days) -> str:
        """The period's token."""
        token = self.periods.get(days)
        if token is not None:
            return token
        start, end = days
        if start is None:
            token = f"period:{end:%Y%m%d}"
            self.add(
                token,
                "a rx:Instant , time:Instant",
                f"rx:end {ttl.date(end)}",
                f"time:inXSDDate {ttl.date(end)}",
            )
        else:
            token = f"period:{start:%Y%m%d}-{end:%Y%m%d}"
            length = (end - start).days + 1
            beginning = self.once(
                f"period:start-{start:%Y%m%d}",
                "a time:Instant",
                f"time:inXSDDate {ttl.date(start)}",
            )
            ending = self.period_of((None, end))
            self.add(
                token,
                "a rx:Duration , time:Interval",
                f"rx:start {ttl.date(start)}",
                f"rx:end {ttl.date(end)}",
                f"rx:days {length}",
                f"rx:months {round(length / 30.4375)}",
                f"time:hasBeginning {beginning}",
                f"time:hasEnd {ending}",
            )
        self.periods[days] = token
        return token

    def unit(self, unit: Unit | None) -> str:
        if unit is None:
            return "rx:noUnit"
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
            return "rx:noDimensions", []
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


def _explained(report: Report) -> dict[str, list[Fact]]:
    """The notes that the line of a fact refers to, by the fact's id."""
    notes = {fact.id: fact for fact in report.facts if fact.text_block}
    found: dict[str, dict[str, Fact]] = {}
    for each in report.references:
        for fact in each.facts:
            found.setdefault(fact, {})[each.note] = notes[each.note]
    return {fact: list(each.values()) for fact, each in found.items()}
