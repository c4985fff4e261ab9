"""Notes as text blocks, each in a role of its own, and what refers to them.

A note's concept is the taxonomy's where its title names one; two notes of one company never share
it: the second has an element of the filing's own, as have notes whose title names none.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from converter.model.filing import StatementKind
from converter.model.xbrl import Context, Fact, Node, Provenance, Reference, Statement
from converter.report.facts import ENTITY_AXIS, fact_id
from converter.report.statements import note_name

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from converter.dts.base import Taxonomy
    from converter.model.mapped import Decided
    from converter.model.note import Note
    from converter.model.source import SourceText
    from converter.model.xbrl import Concept, Entity, Period, QName
    from converter.report.elements import Elements
    from converter.report.labels import Labels
    from converter.report.settle import Settled

NotedFact = tuple["Note", Fact]
Taken = tuple["QName", "QName | None"]
"""A text block that a note has, and the member that it is of."""

_NUMBER = r"(?:\d{1,2}|[A-Z])\b"
_REFERS = re.compile(
    rf"\bnotes?\s+(?P<first>{_NUMBER})(?P<more>(?:\s*(?:,|and|&)\s*{_NUMBER})*)", re.IGNORECASE
)
_EACH = re.compile(_NUMBER)


def note_facts(
    notes: Iterable[Note],
    source: SourceText,
    entity: Entity,
    period: Period | None,
    taxonomy: Taxonomy,
    elements: Elements,
) -> tuple[list[NotedFact], dict[QName, Concept]]:
    """A text fact for each note, and their concepts; none where the period is not told."""
    facts: list[NotedFact] = []
    concepts: dict[QName, Concept] = {}
    taken: set[Taken] = set()
    if period is None:
        return facts, concepts
    for note in notes:
        # two spellings of a company's name are one member
        member = elements.member(note.entity).qname if note.entity else None
        dimensions = ((ENTITY_AXIS, member),) if member else ()
        concept = taxonomy.concept(note.concept) if note.concept else None
        rule = note.rule
        if concept is None or (concept.qname, member) in taken:
            concept, rule = _own(note, elements, member, taken), ""
        taken.add((concept.qname, member))
        concepts[concept.qname] = concept
        context = Context(entity=entity, period=period, dimensions=dimensions)
        facts.append((note, _fact(note, concept, context, source, rule)))
    return facts, concepts


def _own(note: Note, elements: Elements, member: QName | None, taken: set[Taken]) -> Concept:
    """The filing's own element for a note: another one for another note of the same title."""
    occurrence = 0
    while True:
        concept = elements.text_block(note.title, note.number, occurrence)
        if (concept.qname, member) not in taken:
            return concept
        occurrence += 1


def _fact(note: Note, concept: Concept, context: Context, source: SourceText, rule: str) -> Fact:
    return Fact(
        id=fact_id(concept.qname, context), concept=concept.qname, context=context,
        value=note.text(source), span=note.pieces[0], continued=note.pieces[1:], text_block=True,
        provenance=Provenance(
            statement=StatementKind.NOTE, table=note.heading, caption=note.heading,
            rule=f"note.{rule}" if rule else "extension", confidence=0.9 if rule else 0.0,
        ),
    )  # fmt: skip


def with_notes(
    statements: Sequence[Statement],
    noted: Sequence[NotedFact],
    elements: Elements,
    labels: Labels,
    unique: Callable[[str], str],
) -> list[Statement]:
    """The statements with the notes among them: a note's text stands before its tables."""
    waiting = [one for one in statements if one.kind is StatementKind.NOTE]
    placed: list[Statement] = []
    used = {one.slug for one in statements}
    for note, fact in noted:
        shown = labels.printed(fact.concept, note.heading)
        text = Node(concept=fact.concept, preferred=shown)
        held = next((one for one in waiting if one.title == note.heading), None)
        if held is not None:
            waiting.remove(held)
            root = held.presentation[0]
            whole = root.model_copy(update={"children": (text, *root.children)})
            placed.append(held.model_copy(update={"presentation": (whole,)}))
            continue
        name = note_name(note.heading)
        slug = name
        while slug in used:
            slug = unique(name)
        used.add(slug)
        root_name = elements.heading(note.heading, name).qname
        shown = labels.printed(root_name, note.heading)
        placed.append(
            Statement(
                kind=StatementKind.NOTE, slug=slug, title=note.heading,
                presentation=(Node(concept=root_name, preferred=shown, children=(text,)),),
            )
        )  # fmt: skip
    others = [one for one in statements if one.kind is not StatementKind.NOTE]
    return [*others, *placed, *waiting]


def references(
    tables: Sequence[Decided],
    settled: Iterable[Settled],
    noted: Sequence[NotedFact],
    source: SourceText,
    ids: Callable[[Settled], str],
) -> tuple[Reference, ...]:
    """Where captions of the tables lead to notes: 'Commitments (Note 5)'."""
    by_number: dict[tuple[str, str], str | None] = {}
    for note, fact in noted:
        key = note.entity, note.number.upper()
        by_number[key] = None if key in by_number else fact.id  # two of them: which is not told
    lines: dict[tuple[int, int], list[str]] = {}
    for one in settled:
        for place in (one.first, *one.others):
            lines.setdefault((place.table, place.item), []).append(ids(one))
    found: list[Reference] = []
    for number, table in enumerate(tables):
        groups = {column.group for column in table.read.columns}
        group = groups.pop() if len(groups) == 1 else None
        owner = group.name if group and group.entity else ""
        for at, item in enumerate(table.read.items):
            for piece in item.row.pieces:
                text = source.cut(piece)
                for match in _REFERS.finditer(text):
                    for each in _EACH.finditer(text, match.start("first"), match.end()):
                        target = by_number.get((owner, each[0].upper()))
                        if target is None:
                            continue
                        start = (
                            match.start() if each.start() == match.start("first") else each.start()
                        )
                        span = source.span(piece.start + start, piece.start + each.end())
                        facts = tuple(dict.fromkeys(lines.get((number, at), ())))
                        found.append(Reference(span=span, note=target, facts=facts))
    return tuple(found)
