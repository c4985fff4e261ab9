"""The report: everything that was read and mapped, as XBRL."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING, Literal

from converter.model.filing import Filing, StatementKind
from converter.model.finding import Finding, Result, Severity
from converter.model.xbrl import (
    SHARES,
    Concept,
    Context,
    DataType,
    DocumentFacts,
    Duration,
    Entity,
    Fact,
    Instant,
    Node,
    Period,
    Provenance,
    QName,
    Report,
    Statement,
    dei,
)
from converter.report.elements import Elements
from converter.report.facts import (
    Candidate,
    Settled,
    caption_candidates,
    cell_candidates,
    period_of,
    rank,
    settle,
)
from converter.report.signs import turns
from converter.report.statements import (
    ROOTS,
    Labels,
    Lines,
    StatementLine,
    build_statement,
    group,
    slug_of,
)
from converter.text.dates import months_before
from converter.text.units import Quantity

if TYPE_CHECKING:
    from converter.dts.base import Taxonomy
    from converter.model.lineitem import LineItem
    from converter.model.mapped import Claim, MappedTable
    from converter.model.source import Span
    from converter.report.identity import Identity


def build_report(
    filing: Filing, tables: list[MappedTable], identity: Identity, taxonomy: Taxonomy
) -> Result[Report]:
    """The report of a filing from its mapped tables and its cover."""
    findings: list[Finding] = []
    elements = Elements(identity.folder, identity.company_slug)
    tables = [table for table in tables if _tells(table)]
    tables, found = _one_claim_each(tables)
    findings += found
    signs = [turns(table) for table in tables]
    tables = [_with_extensions(table, signs[at], elements) for at, table in enumerate(tables)]

    def member(head: str) -> QName:
        return elements.member(head).qname

    candidates: list[Candidate] = []
    for number, table in enumerate(tables):
        candidates += cell_candidates(number, table, signs[number], filing.source, member)
        candidates += caption_candidates(number, table)
    settled, found = settle(candidates)
    findings += found
    facts = [_fact(one, identity.entity) for one in settled]
    concepts = {c.concept.qname: c.concept for c in candidates}
    cover = _cover_facts(filing, identity, tables, taxonomy, concepts, findings)
    lines = _lines(settled, tables, signs)
    labels = Labels()
    statements, found = _statements(tables, lines, elements, labels, settled, taxonomy)
    findings += found
    if cover:
        statements.insert(0, _cover_statement(cover, labels, taxonomy, elements))
    used = _used(facts + cover, statements)
    for name in used:
        concept = taxonomy.concept(name)
        if concept is not None:
            concepts[name] = concept
    extension = elements.extension(used)
    for concept in extension.concepts:
        concepts[concept.qname] = concept
        labels.standard(concept.qname, concept.label)
    for name in used:
        labels.standard(name, concepts[name].label or name.local)
    return Result(
        Report(
            folder=identity.folder, base=identity.base, source=filing.source,
            entity=identity.entity, document=identity.document,
            facts=tuple(sorted(facts + cover, key=_place)),
            concepts=tuple(concepts[name] for name in sorted(used, key=str)),
            extension=extension, statements=tuple(statements),
            labels=tuple(label for label in labels.all() if label.concept in used),
        ),
        tuple(findings),
    )  # fmt: skip


def _place(fact: Fact) -> tuple[int, str]:
    return (fact.span.start if fact.span else -1, fact.id)


def _tells(table: MappedTable) -> bool:
    """Whether a table is one whose lines are known: a statement, or a note that the mapping knows.

    Notes hold tables of any kind; one of which less than two fifths of the lines are known is
    left alone rather than turned into elements of the filing's own.
    """
    if table.read.table.kind is not StatementKind.NOTE:
        return True
    rows = [at for at, item in enumerate(table.read.items) if item.row.cells]
    known = {at for at in rows if table.claims[at].concepts}
    known |= {at for at, _ in table.cells}
    return bool(known) and len(known) * 5 >= len(rows) * 2


def _one_claim_each(tables: list[MappedTable]) -> tuple[list[MappedTable], list[Finding]]:
    """Takes a concept from a line where another line has the better claim to it.

    Two lines that state different figures for the same period are two concepts, whatever the
    mapping says. Statements come in the order in which their lines own what they name; within one,
    the surer match comes first.
    """
    findings: list[Finding] = []
    out = list(tables)
    for shares in (False, True):
        owned: dict[tuple[object, ...], tuple[Decimal, tuple[int, int]]] = {}
        order = [
            (rank(table.read.table.kind), -claim.confidence, number, at)
            for number, table in enumerate(tables)
            if table.read.table.kind is not StatementKind.NOTE
            for at, claim in enumerate(table.share_claims if shares else table.claims)
            if claim.concepts and table.read.items[at].row.cells
        ]
        for _, _, number, at in sorted(order):
            rival = _rival(out[number], (number, at), owned, shares=shares)
            if rival is not None:
                second = _instead(out[number], at, shares=shares)
                if second is None or _rival(second, (number, at), owned, shares=shares):
                    out[number] = _let_go(out[number], at, shares=shares)
                    findings.append(_rivalry(tables, (number, at), rival, shares=shares))
                    continue
                out[number] = second
            for key, value in _stated(out[number], at, shares=shares).items():
                owned.setdefault(key, (value, (number, at)))
    return out, findings


def _stated(table: MappedTable, at: int, *, shares: bool) -> dict[tuple[object, ...], Decimal]:
    """The magnitudes that a line states, by concept, period and component."""
    read = table.read
    item = read.items[at]
    claim = (table.share_claims if shares else table.claims)[at]
    found: dict[tuple[object, ...], Decimal] = {}
    for cell in item.row.cells:
        column = read.columns[cell.column]
        in_shares = bool(table.components) and column.shares is True
        if in_shares is not shares or (at, cell.column) in table.cells:
            continue
        component = table.components[cell.column] if table.components else None
        for concept in claim.concepts:
            period = period_of(concept, item, column)
            if period is not None:
                units = item.units or read.units
                power = units.shares if concept.datatype is DataType.SHARES else units.money
                value = abs(cell.figure.value).scaleb(power)
                found.setdefault((concept.qname, period, component), value)
    return found


def _rival(
    table: MappedTable,
    place: tuple[int, int],
    owned: dict[tuple[object, ...], tuple[Decimal, tuple[int, int]]],
    *,
    shares: bool,
) -> tuple[int, int] | None:
    """The line that owns what this one claims, with another amount. In two statements the last
    place may be rounded either way.
    """
    unit = Decimal(10) ** table.read.units.money if table.read.units.money else Decimal(0)
    for key, value in _stated(table, place[1], shares=shares).items():
        if key in owned:
            other, rival = owned[key]
            if abs(other - value) > (unit if rival[0] != place[0] else 0):
                return rival
    return None


def _instead(table: MappedTable, at: int, *, shares: bool) -> MappedTable | None:
    """The table with the alternate concept for a line, where the mapping names one."""
    claim = (table.share_claims if shares else table.claims)[at]
    if not claim.alternates or shares:
        return None
    claims = [*table.claims]
    claims[at] = replace(
        claim, concepts=claim.alternates, alternates=(), rule=f"{claim.rule}+alternate",
        confidence=round(claim.confidence * 0.8, 4),
        candidates=((str(claim.concepts[0].qname), claim.confidence), *claim.candidates),
    )  # fmt: skip
    return replace(table, claims=tuple(claims))


def _let_go(table: MappedTable, at: int, *, shares: bool) -> MappedTable:
    """The table with the claim of a line taken from it."""
    claims = [*(table.share_claims if shares else table.claims)]
    claim = claims[at]
    claims[at] = replace(
        claim, concepts=(), rule="extension", lost=claim.concepts[0],
        candidates=((str(claim.concepts[0].qname), claim.confidence), *claim.candidates),
    )  # fmt: skip
    if shares:
        return replace(table, share_claims=tuple(claims))
    return replace(table, claims=tuple(claims))


def _rivalry(
    tables: list[MappedTable], place: tuple[int, int], rival: tuple[int, int], *, shares: bool
) -> Finding:
    """MAP010 for two lines of a statement, DUP001 for lines of two statements."""
    table, other = tables[place[0]], tables[rival[0]]
    item, keeper = table.read.items[place[1]], other.read.items[rival[1]]
    claim = (table.share_claims if shares else table.claims)[place[1]]
    same = table.read.table.kind is other.read.table.kind
    first, second = item.row.cells[0], keeper.row.cells[0]
    return Finding(
        code="MAP010" if same else "DUP001",
        severity=Severity.INFO if same else Severity.WARNING,
        message=(
            f"{item.caption!r} and {keeper.caption!r} at {second.span} state different figures for"
            f" {claim.concepts[0].qname}; the latter keeps it, the former becomes an element of the"
            " filing's own"
        ),
        span=first.span, others=(second.span,),
        hint="a row in a mapping table of your own can tell them apart",
    )  # fmt: skip


def _with_extensions(table: MappedTable, signs: list[int], elements: Elements) -> MappedTable:
    """Gives each line that the mapping abstained from an element of the filing's own."""
    kind = table.read.table.kind
    claims, shares = list(table.claims), list(table.share_claims)
    seen: Counter[tuple[object, ...]] = Counter()
    for at, item in enumerate(table.read.items):
        if not item.row.cells:
            continue
        lost = claims[at].lost
        instant = (
            lost.period_type == "instant"
            if lost is not None and item.period is None
            else kind is StatementKind.BS
            or (item.period is not None and item.period.kind == "instant")
        )
        period_type: Literal["instant", "duration"] = "instant" if instant else "duration"
        celled = {column for line, column in table.cells if line == at}
        if not claims[at].concepts and any(c.column not in celled for c in item.row.cells):
            balance = _balance(table, at, signs)
            line = (item.caption.lower(), item.section[-1:], item.quantity, period_type)
            concept = elements.line(
                item, kind, item.quantity, period_type, balance, occurrence=seen[line]
            )
            seen[line] += 1
            claims[at] = _own(claims[at], concept)
        if table.components and not shares[at].concepts and _moves_shares(table, item):
            concept = elements.line(item, kind, Quantity.SHARES, period_type, None)
            shares[at] = _own(shares[at], concept)
    return replace(table, claims=tuple(claims), share_claims=tuple(shares))


def _own(claim: Claim, concept: Concept) -> Claim:
    return replace(claim, concepts=(concept,), rule="extension", sign="as_printed", loss=False)


def _moves_shares(table: MappedTable, item: LineItem) -> bool:
    return any(
        cell.figure.value for cell in item.row.cells if table.read.columns[cell.column].shares
    )


def _balance(table: MappedTable, at: int, signs: list[int]) -> Literal["debit", "credit"] | None:
    """The balance of a line without concept, from its weight in a total that has one."""
    for total in table.sums:
        weights = dict(total.parts)
        concepts = table.claims[total.total].concepts
        if at in weights and not total.carries and concepts and concepts[0].balance:
            weight = weights[at] * signs[total.total] * signs[at] * (-1 if total.turned else 1)
            if weight > 0:
                return concepts[0].balance
            return "debit" if concepts[0].balance == "credit" else "credit"
    return None


def _fact(one: Settled, entity: Entity) -> Fact:
    first = one.first
    context = Context(entity=entity, period=first.period, dimensions=first.dimensions)
    return Fact(
        id=_fact_id(first.concept.qname, context),
        concept=first.concept.qname, context=context, unit=first.unit, value=first.value,
        decimals=first.decimals, span=first.span,
        others=tuple(sorted({c.span for c in one.others if c.span != first.span})),
        provenance=first.provenance,
    )  # fmt: skip


def _fact_id(concept: QName, context: Context) -> str:
    prefix = "" if concept.prefix == "us-gaap" else f"{concept.prefix}_"
    return f"f_{prefix}{concept.local}_{context.id.removeprefix('c_')}"


def _lines(settled: list[Settled], tables: list[MappedTable], signs: list[list[int]]) -> Lines:
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


def _statements(
    tables: list[MappedTable],
    lines: Lines,
    elements: Elements,
    labels: Labels,
    settled: list[Settled],
    taxonomy: Taxonomy,
) -> tuple[list[Statement], list[Finding]]:
    statements: list[Statement] = []
    findings: list[Finding] = []
    slugs: set[str] = set()

    def unique(wanted: str) -> str:
        name, number = wanted, 2
        while name in slugs:
            name, number = f"{wanted}{number}", number + 1
        slugs.add(name)
        return name

    for numbers in group(tables):
        own = tables[numbers[0]].read.table
        members = tuple(
            sorted({
                member for one in settled for _, member in one.first.dimensions
                if any(place.table in numbers for place in (one.first, *one.others))
            }, key=str)
        )  # fmt: skip
        statement = build_statement(
            unique(slug_of(own.kind, own.title)), numbers, tables, lines, elements, labels, members
        )
        if statement is not None:
            statement, found = _proven(statement, settled)
            findings += found
            statements.append(statement)
        inside = _parenthetical(numbers, tables, settled, labels)
        if inside:
            statements.append(
                Statement(
                    kind=own.kind, slug=unique(slug_of(own.kind, own.title) + "Parenthetical"),
                    title=f"{own.title} (Parenthetical)",
                    presentation=(
                        Node(concept=_root_of(own.kind, elements, own.title), children=inside),
                    ),
                )
            )  # fmt: skip
    del taxonomy
    return statements, findings


def _root_of(kind: StatementKind, elements: Elements, title: str) -> QName:
    return ROOTS[kind][1] if kind in ROOTS else elements.heading(title).qname


def _parenthetical(
    numbers: list[int], tables: list[MappedTable], settled: list[Settled], labels: Labels
) -> tuple[Node, ...]:
    """The concepts of the facts inside captions, in printed order."""
    found: dict[QName, tuple[int, str]] = {}
    for one in settled:
        for place in (one.first, *one.others):
            if place.in_caption and place.table in numbers:
                at = (place.span.start, place.concept.label or place.concept.qname.local)
                found[place.concept.qname] = min(found.get(place.concept.qname, at), at)
    for name, (_, label) in found.items():
        labels.standard(name, label)
    del tables
    return tuple(Node(concept=name) for name in sorted(found, key=lambda n: found[n]))


def _proven(statement: Statement, settled: list[Settled]) -> tuple[Statement, list[Finding]]:
    """Drops a summation that the facts contradict though the printed figures do not: a part of it
    is missing somewhere, or stands there for something else (Calculations 1.1, 3.3).
    """
    by_context: dict[object, dict[QName, Settled]] = defaultdict(dict)
    for one in settled:
        by_context[one.first.period, one.first.dimensions][one.first.concept.qname] = one
    kept = []
    findings: list[Finding] = []
    for summation in statement.summations:
        wrong: Settled | None = None
        for facts in by_context.values():
            total = facts.get(summation.total)
            parts = [
                (facts[name].first, weight) for name, weight in summation.parts if name in facts
            ]
            if total is None or not parts:
                continue
            difference = total.first.value - sum((p.value * w for p, w in parts), Decimal(0))
            exact = [Decimal(10) ** -p.decimals for p, _ in parts] + [
                Decimal(10) ** -total.first.decimals
            ]
            if abs(difference) * 2 > sum(exact):
                wrong = total
        if wrong is None:
            kept.append(summation)
            continue
        findings.append(
            Finding(
                code="CAL003", severity=Severity.INFO,
                message=f"{summation.total} adds up as printed, but not from the facts that could"
                " be taken; its calculation is left out",
                span=wrong.first.span,
            )
        )  # fmt: skip
    return statement.model_copy(update={"summations": tuple(kept)}), findings


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


def _cover_facts(
    filing: Filing,
    identity: Identity,
    tables: list[MappedTable],
    taxonomy: Taxonomy,
    concepts: dict[QName, Concept],
    findings: list[Finding],
) -> list[Fact]:
    """The cover page's items as dei facts, for the fiscal year to date."""
    del tables
    period = _cover_period(identity.document)
    if period is None:
        if filing.cover:
            findings.append(
                Finding(
                    code="COV010", severity=Severity.WARNING,
                    message="the filing's period is not told; the cover's facts are left out",
                )
            )  # fmt: skip
        return []
    facts: list[Fact] = []
    seen: set[str] = set()
    items = [(c.name, c.value, c.span, c.instant, c.printed) for c in filing.cover]
    items += _concluded(identity.document, {name for name, *_ in items})
    for name, text, span, instant, printed in items:
        concept = taxonomy.concept(dei(name))
        if concept is None or not text:
            continue
        when: Period = period
        if concept.period_type == "instant" or instant is not None:
            when = Instant(date=instant or period.end)
        context = Context(entity=identity.entity, period=when)
        shares = name == "EntityCommonStockSharesOutstanding"
        fact_id = _fact_id(concept.qname, context)
        if fact_id in seen:
            continue
        seen.add(fact_id)
        facts.append(
            Fact(
                id=fact_id, concept=concept.qname, context=context,
                unit=SHARES if shares else None,
                value=Decimal(text.replace(",", "")) if shares else text,
                decimals=0 if shares else None, span=span, printed=printed and span is not None,
                provenance=Provenance(
                    statement=StatementKind.COVER, table="Cover page", caption="", rule="cover"
                ),
            )
        )  # fmt: skip
        concepts[concept.qname] = concept
    return facts


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


def _cover_period(document: DocumentFacts) -> Duration | None:
    """The fiscal year to date."""
    end = document.period_end
    if end is None:
        return None
    if document.fiscal_year_end is None or document.fiscal_period is None:
        return Duration(start=dt.date(end.year, 1, 1), end=end)
    quarters = {"Q1": 3, "Q2": 6, "Q3": 9, "FY": 12}.get(document.fiscal_period, 12)
    return Duration(start=months_before(end, quarters), end=end)


def _cover_statement(
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
