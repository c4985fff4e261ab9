"""The report: everything that was read and mapped, as XBRL."""

from __future__ import annotations

import re
from collections import defaultdict
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from converter.model.filing import Filing, StatementKind
from converter.model.finding import Finding, Result
from converter.model.xbrl import (
    Concept,
    Context,
    DataType,
    Entity,
    Extension,
    Fact,
    Node,
    Period,
    QName,
    Report,
    Statement,
)
from converter.report.anchors import anchored, balances
from converter.report.claims import one_claim_each, with_extensions
from converter.report.contra import contra_columns
from converter.report.cover import cover_facts, cover_period, cover_statement
from converter.report.elements import Elements
from converter.report.facts import EQUITY_AXIS, cell_candidates, fact_id
from converter.report.in_captions import caption_candidates
from converter.report.labels import Labels
from converter.report.notes import note_facts, references, with_notes
from converter.report.own_amounts import with_own_amounts
from converter.report.reviewed import reviewed_alone, reviewed_turns
from converter.report.schedule import ScheduleBuilder
from converter.report.settle import Settled, settle
from converter.report.signs import turns
from converter.report.statements import (
    Lines,
    StatementLine,
    build_statement,
    group,
    root_of,
    slug_of,
)
from converter.text.dates import without_periods
from converter.text.summaries import of_selected_data

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence

    from converter.dts.base import Taxonomy
    from converter.model.decisions import Decisions, Stated
    from converter.model.mapped import Decided
    from converter.model.note import Note
    from converter.model.schedule import Schedule
    from converter.model.source import Span
    from converter.report.identity import Identity

Dimensions = tuple[tuple[QName, QName], ...]

# what a component's head says of its column alone: 'Common Stock Amount', 'Series G $'
_AMOUNT = re.compile(r"[\s$]*(?:\b(?:amounts?|dollars))?[\s$]*\Z", re.IGNORECASE)


class Built(NamedTuple):
    """A report, and what was decided where places of the filing disagree."""

    report: Report
    decisions: Decisions


def build_report(
    filing: Filing,
    tables: list[Decided],
    identity: Identity,
    taxonomy: Taxonomy,
    schedules: tuple[Schedule, ...] = (),
    notes: tuple[Note, ...] = (),
) -> Result[Built]:
    """The report of a filing from its mapped tables, its cover, its schedules and its notes."""
    findings: list[Finding] = []
    elements = Elements(identity.folder, identity.company_slug, taxonomy)
    tables, rivals = one_claim_each(_telling(tables))
    signs = [reviewed_turns(table, turns(table)) for table in tables]
    tables = _with_own(tables, signs, elements)

    candidates = _candidates(tables, signs, elements)
    settlement = settle(candidates)
    settled = settlement.facts
    contexts = _contexts(settled, identity.entity)
    facts = [_fact(one, contexts[one.first.period, one.first.dimensions]) for one in settled]
    concepts = {c.concept.qname: c.concept for c in candidates}
    cover_result = cover_facts(filing, identity, taxonomy, elements)
    cover = cover_result.value
    findings += cover_result.findings
    lines = _lines(settled, tables, signs)
    labels = Labels(lambda name: _standard(taxonomy, elements, name), elements.owns)
    unique = _unique()
    statements, uncalculated = _statements(
        tables, lines, elements, labels, settled, unique, identity.company_slug
    )
    noted, texts = note_facts(
        notes, filing.source, identity.entity, cover_period(identity.document), taxonomy, elements
    )
    concepts |= texts
    facts += [fact for _, fact in noted]
    statements = with_notes(statements, noted, elements, labels, unique)
    scheduled = ScheduleBuilder(identity.entity, taxonomy, elements, labels).build(schedules)
    findings += scheduled.findings
    facts += scheduled.facts
    statements += scheduled.statements
    if cover:
        statements.insert(0, cover_statement(cover, taxonomy, elements))

    def identifier(one: Settled) -> str:
        return fact_id(one.first.concept.qname, contexts[one.first.period, one.first.dimensions])

    used = _used(facts + cover, statements)
    extension = _extension(used, statements, elements)
    concepts |= {concept.qname: concept for concept in extension.concepts}
    own = {concept.qname: concept for concept in extension.concepts}
    statements = [anchored(statement, own, taxonomy.concept) for statement in statements]
    wider = {wider for statement in statements for wider, _ in statement.anchors}
    standard = {name: concept for name in used | wider if (concept := taxonomy.concept(name))}
    concepts |= standard
    used |= wider & standard.keys()
    decisions = settlement.decisions(rivals, uncalculated)
    report = Report(
            folder=identity.folder, base=identity.base, source=filing.source,
            entity=identity.entity, document=identity.document,
            facts=tuple(sorted(facts + cover, key=_place)),
            concepts=tuple(concepts[name] for name in sorted(used, key=str)),
            extension=extension, statements=tuple(statements),
            labels=tuple(label for label in labels.all() if label.concept in used),
            references=references(tables, settled, noted, filing.source, identifier),
        )  # fmt: skip
    return Result(Built(report, decisions), tuple(findings))


def _with_own(
    tables: Sequence[Decided], signs: Sequence[list[int]], elements: Elements
) -> list[Decided]:
    """The tables with elements of the filing's own; those of statements are named first, wherever
    selected data stand.
    """
    order = sorted(range(len(tables)), key=lambda at: _is_selected(tables[at]))
    found = {
        at: with_own_amounts(with_extensions(tables[at], signs[at], elements), elements)
        for at in order
    }
    return [found[at] for at in range(len(tables))]


def _is_selected(table: Decided) -> bool:
    return of_selected_data(table.read.table.title)


def _candidates(tables: list[Decided], signs: list[list[int]], elements: Elements) -> list[Stated]:
    """What every cell and caption states, before it is settled which of them are facts."""

    def member(head: str) -> QName:
        return elements.member(head).qname

    found: list[Stated] = []
    contra = contra_columns(tables)
    for number, table in enumerate(tables):
        found += cell_candidates(number, table, signs[number], member, contra[number])
        found += caption_candidates(number, table, member)
    return found


def _extension(used: set[QName], statements: list[Statement], elements: Elements) -> Extension:
    """The filing's own elements, with the balances that their places in the statements tell."""
    own = {concept.qname: concept for concept in elements.extension(used).concepts}
    return elements.extension(used, balances(own, statements, elements.taxonomy.concept))


def _standard(taxonomy: Taxonomy, elements: Elements, name: QName) -> str:
    """The standard label of a concept."""
    known = taxonomy.concept(name)
    return known.label if known else elements.label(name)


def _place(fact: Fact) -> tuple[int, str]:
    return (fact.span.start if fact.span else -1, fact.id)


def _telling(tables: list[Decided]) -> list[Decided]:
    """The tables whose lines are known; of others the lines that were reviewed alone."""
    told = [table if _tells(table) else reviewed_alone(table) for table in tables]
    return [table for table in told if table.reviews or _tells(table)]


def _tells(table: Decided) -> bool:
    """Whether a table is one whose lines are known: a statement, or a note that the mapping knows.

    Notes hold tables of any kind; one of which less than two fifths of the lines are known is
    left alone.
    """
    if table.read.table.kind is not StatementKind.NOTE or table.detail is not None:
        return True
    rows = [at for at, item in enumerate(table.read.items) if item.row.cells]
    known = {at for at in rows if table.claims[at].concepts}
    if any(claim.concepts for claim in table.cells.values()):
        known |= {at for at, _ in table.cells}  # the parts of what a column's head names too
    return bool(known) and len(known) * 5 >= len(rows) * 2


def _contexts(settled: list[Settled], entity: Entity) -> dict[tuple[Period, Dimensions], Context]:
    """A context for each period and part of the company, whatever number of facts is in it."""
    found: dict[tuple[Period, Dimensions], Context] = {}
    for one in settled:
        key = one.first.period, one.first.dimensions
        if key not in found:
            found[key] = Context(entity=entity, period=key[0], dimensions=key[1])
    return found


def _fact(one: Settled, context: Context) -> Fact:
    first = one.first
    return Fact(
        id=fact_id(first.concept.qname, context),
        concept=first.concept.qname, context=context, unit=first.unit, value=first.value,
        decimals=first.decimals, span=first.span,
        others=tuple(sorted({c.span for c in one.others if c.span != first.span})),
        provenance=first.provenance,
    )  # fmt: skip


def _lines(settled: list[Settled], tables: list[Decided], signs: list[list[int]]) -> Lines:
    """The lines that state facts, with the concepts they state."""
    concepts: dict[tuple[int, int], dict[QName, Concept]] = defaultdict(dict)
    for one in settled:
        for place in (one.first, *one.others):
            if not place.in_caption:
                concepts[place.table, place.item].setdefault(place.concept.qname, place.concept)
    lines: Lines = {}
    for (number, at), found in concepts.items():
        ordered = [c for c in tables[number].claims[at].concepts if c.qname in found]
        rest = [c for name, c in found.items() if c not in ordered]
        lines[number, at] = StatementLine(tuple(ordered + rest), signs[number][at] < 0)
    return lines


def _unique() -> Callable[[str], str]:
    """Gives each role a name that no other has: 'Operations', 'Operations2'."""
    slugs: set[str] = set()

    def unique(wanted: str) -> str:
        name, number = wanted, 2
        while name in slugs:
            name, number = f"{wanted}{number}", number + 1
        slugs.add(name)
        return name

    return unique


def _statements(
    tables: list[Decided],
    lines: Lines,
    elements: Elements,
    labels: Labels,
    settled: list[Settled],
    unique: Callable[[str], str],
    company: str,
) -> tuple[list[Statement], list[tuple[QName, Span]]]:
    statements: list[Statement] = []
    dropped: list[tuple[QName, Span]] = []
    by_context: dict[object, dict[QName, Settled]] = defaultdict(dict)
    for one in settled:
        by_context[one.first.period, one.first.dimensions][one.first.concept.qname] = one
    for numbers in group(tables):
        own = tables[numbers[0]].read.table
        dimensions = _dimensions(numbers, settled)
        statement = build_statement(
            unique(slug_of(own.kind, own.title)),
            numbers,
            tables,
            lines,
            elements,
            labels,
            dimensions,
            company,
        )
        if statement is not None:
            untied = _untied(numbers, tables, lines)
            statement, found = _proven(statement, by_context.values(), untied)
            dropped += found
            statements.append(statement)
        inside = _parenthetical(numbers, settled)
        if inside:
            statements.append(
                Statement(
                    kind=own.kind, slug=unique(slug_of(own.kind, own.title) + "Parenthetical"),
                    title=f"{own.title} (Parenthetical)",
                    presentation=(
                        Node(concept=root_of(own.kind, elements, own.title), children=inside),
                    ),
                )
            )  # fmt: skip
    return statements, dropped


def _dimensions(numbers: list[int], settled: list[Settled]) -> dict[tuple[QName, QName], str]:
    """The (axis, member) pairs of a statement's facts as they are printed, left to right, then
    downwards, with the head over a component's amounts: 'Accumulated Deficit', '' for others.
    """
    places: dict[tuple[QName, QName], tuple[int, int, int]] = {}
    heads: dict[QName, tuple[int, int, str]] = {}
    for one in settled:
        for place in (one.first, *one.others):
            if place.table not in numbers:
                continue
            at = (place.table, place.column, place.span.start)
            for axis, member in place.dimensions:
                places[axis, member] = min(places.get((axis, member), at), at)
                if axis == EQUITY_AXIS and place.concept.datatype is DataType.MONETARY:
                    head = (place.table, place.column, _head(place.provenance.column))
                    heads[member] = min(heads.get(member, head), head)
    return {
        pair: heads[pair[1]][2] if pair[1] in heads else ""
        for pair in sorted(places, key=lambda pair: places[pair])
    }


def _head(printed: str) -> str:
    """What a component's head says of the component: neither its dates nor that it is an amount."""
    return _AMOUNT.sub("", without_periods(printed) or printed)


def _untied(numbers: list[int], tables: list[Decided], lines: Lines) -> dict[QName, set[Decimal]]:
    """By how much the printed totals of a statement miss what their lines add up to."""
    missed: dict[QName, set[Decimal]] = defaultdict(set)
    for number in numbers:
        power = tables[number].read.units.money
        for total in tables[number].sums:
            line = lines.get((number, total.total))
            if line is not None:
                missed[line.concepts[0].qname].update(
                    abs(difference).scaleb(power) for difference in total.differences if difference
                )
    return missed


def _parenthetical(numbers: list[int], settled: list[Settled]) -> tuple[Node, ...]:
    """The concepts of the facts inside captions, in printed order."""
    found: dict[QName, int] = {}
    for one in settled:
        for place in (one.first, *one.others):
            if place.in_caption and place.table in numbers:
                at = place.span.start
                found[place.concept.qname] = min(found.get(place.concept.qname, at), at)
    return tuple(Node(concept=name) for name in sorted(found, key=lambda n: found[n]))


def _proven(
    statement: Statement,
    by_context: Collection[dict[QName, Settled]],
    untied: dict[QName, set[Decimal]],
) -> tuple[Statement, list[tuple[QName, Span]]]:
    """Drops a summation that the facts contradict though the printed figures do not: a part of it
    is missing somewhere, or stands there for something else (Calculations 1.1, 3.3). What the
    filer's own figures miss, `untied`, stays for every processor to report.

    by_context  the facts of each context by their concepts
    """
    kept = []
    dropped: list[tuple[QName, Span]] = []
    for summation in statement.summations:
        wrong: Settled | None = None
        missed = untied.get(summation.total, set())
        for facts in by_context:
            total = facts.get(summation.total)
            if total is None:
                continue
            parts = [
                (facts[name].first, weight) for name, weight in summation.parts if name in facts
            ]
            if not parts:
                continue
            difference = total.first.value - sum([p.value * w for p, w in parts], Decimal(0))
            if not difference:
                continue
            exact = [Decimal(10) ** -p.decimals for p, _ in parts] + [
                Decimal(10) ** -total.first.decimals
            ]
            if abs(difference) * 2 > sum(exact) and abs(difference) not in missed:
                wrong = total
        if wrong is None:
            kept.append(summation)
            continue
        dropped.append((summation.total, wrong.first.span))
    return statement.model_copy(update={"summations": tuple(kept)}), dropped


def _used(facts: list[Fact], statements: list[Statement]) -> set[QName]:
    used = {fact.concept for fact in facts}
    for fact in facts:
        for axis, member in fact.context.dimensions:
            used |= {axis, member}

    def walk(node: Node) -> None:
        used.add(node.concept)
        for child in node.children:
            walk(child)

    for statement in statements:
        for node in statement.presentation:
            walk(node)
        for summation in statement.summations:
            used.add(summation.total)
            used.update(name for name, _ in summation.parts)
        if statement.cube:
            used |= {statement.cube.table, statement.cube.line_items}
            for one in statement.cube.axes:
                used |= {one.axis, one.domain, *one.members}
    return used
