"""Tables to statements: presentation, calculation, cube and labels, as printed."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from converter.model.filing import StatementKind
from converter.model.lineitem import Role
from converter.model.xbrl import (
    Axis,
    Concept,
    Cube,
    Label,
    LabelRole,
    Node,
    QName,
    Statement,
    Summation,
    us_gaap,
)
from converter.report.elements import Elements, camel
from converter.report.facts import ENTITY_AXIS, EQUITY_AXIS, SEGMENT_AXIS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from converter.model.mapped import Decided

ROOTS = {
    StatementKind.BS: ("BalanceSheet", us_gaap("StatementOfFinancialPositionAbstract")),
    StatementKind.IS: ("Operations", us_gaap("IncomeStatementAbstract")),
    StatementKind.CF: ("CashFlows", us_gaap("StatementOfCashFlowsAbstract")),
    StatementKind.EQ: ("StockholdersEquity", us_gaap("StatementOfStockholdersEquityAbstract")),
    StatementKind.CI: ("ComprehensiveIncome", us_gaap("IncomeStatementAbstract")),
}
_NOTE = re.compile(r"\s*(?:notes?\s+\(?(\d{1,2})\b|\(?(\d{1,2})[.)])\W*", re.IGNORECASE)
TABLE = us_gaap("StatementTable")
LINE_ITEMS = us_gaap("StatementLineItems")
DOMAINS = {
    EQUITY_AXIS: us_gaap("EquityComponentDomain"),
    ENTITY_AXIS: us_gaap("EntityDomain"),
    SEGMENT_AXIS: us_gaap("SegmentDomain"),
}


@dataclass(slots=True)
class Labels:
    """Printed captions by concept and role: the first caption of a concept is its standard label,
    another statement's its terse one.
    """

    texts: dict[tuple[QName, LabelRole], str] = field(default_factory=dict)

    def standard(self, concept: QName, text: str) -> None:
        if text:
            self.texts.setdefault((concept, LabelRole.STANDARD), text)

    def preferred(self, concept: QName, role: LabelRole | None, text: str) -> LabelRole | None:
        """The role under which `text` labels `concept` on a line.

        Three wordings find a role; a fourth none: the standard label then says more of it than
        another statement's words.
        """
        self.standard(concept, text)
        if role is not None:
            self.texts.setdefault((concept, role), text)
            return role
        if not text or self.texts[concept, LabelRole.STANDARD].lower() == text.lower():
            return None
        for other in (LabelRole.TERSE, LabelRole.VERBOSE):
            if self.texts.setdefault((concept, other), text).lower() == text.lower():
                return other
        return None

    def all(self) -> tuple[Label, ...]:
        ordered = sorted(self.texts.items(), key=lambda item: (str(item[0][0]), item[0][1].value))
        return tuple(
            Label(concept=concept, role=role, text=text) for (concept, role), text in ordered
        )


@dataclass(frozen=True, slots=True)
class StatementLine:
    """The concepts of a table's line that have facts, and whether its printed sign is turned."""

    concepts: tuple[Concept, ...]
    turned: bool


Lines = dict[tuple[int, int], StatementLine]


def group(tables: list[Decided]) -> list[list[int]]:
    """Tables that are one statement: pages of one kind and title that follow one another."""
    groups: list[list[int]] = []
    for at, table in enumerate(tables):
        own = table.read.table
        if groups:
            last = tables[groups[-1][-1]].read.table
            if own.kind is last.kind and _same(own.title, last.title):
                groups[-1].append(at)
                continue
        groups.append([at])
    return groups


def _same(title: str, other: str) -> bool:
    def plain(text: str) -> str:
        words = re.sub(r"[^a-z0-9 ]", " ", text.lower())
        return re.sub(r"\b(?:continued|cont d|concluded|unaudited)\b|\s+", " ", words).strip()

    return plain(title) == plain(other)


def build_statement(
    slug: str,
    numbers: list[int],
    tables: list[Decided],
    lines: Lines,
    elements: Elements,
    labels: Labels,
    dimensions: tuple[tuple[QName, QName], ...],
) -> Statement | None:
    """The statement of some tables; None where no line of it has facts.

    dimensions  the (axis, member) pairs of its facts, in printed order
    """
    kind = tables[numbers[0]].read.table.kind
    title = tables[numbers[0]].read.table.title
    nodes: list[Node] = []
    for number in numbers:
        nodes += _nodes(number, tables[number], lines, elements, labels)
    if not nodes:
        return None
    root = root_of(kind, elements, title)
    if kind not in ROOTS:
        labels.standard(root, title)
    cube = _cube(kind, dimensions)
    if cube is not None:
        nodes = [in_table(cube, nodes)]
    return Statement(
        kind=kind, slug=slug, title=title,
        presentation=(Node(concept=root, children=tuple(nodes)),),
        summations=tuple(_summations(numbers, tables, lines)), cube=cube,
    )  # fmt: skip


def _cube(kind: StatementKind, dimensions: tuple[tuple[QName, QName], ...]) -> Cube | None:
    """The axes in use; an equity statement has that of its components always."""
    in_use = {axis for axis, _ in dimensions} | (
        {EQUITY_AXIS} if kind is StatementKind.EQ else set()
    )
    axes = tuple(
        Axis(
            axis=axis, domain=DOMAINS[axis],
            members=tuple(m for a, m in dimensions if a == axis),
        )
        for axis in sorted(in_use, key=str)
    )  # fmt: skip
    return Cube(table=TABLE, line_items=LINE_ITEMS, axes=axes) if axes else None


def in_table(cube: Cube, nodes: list[Node]) -> Node:
    """The lines under the table, beside its axes with their members."""
    axes = [
        Node(
            concept=axis.axis,
            children=(
                Node(concept=axis.domain, children=tuple(Node(concept=m) for m in axis.members)),
            ),
        )
        for axis in cube.axes
    ]
    return Node(
        concept=cube.table,
        children=(*axes, Node(concept=cube.line_items, children=tuple(nodes))),
    )


def slug_of(kind: StatementKind, title: str) -> str:
    """The last part of a statement's role: 'BalanceSheet', 'Note3ShortTermInvestments'."""
    return ROOTS[kind][0] if kind in ROOTS else _note_name(title)


def root_of(kind: StatementKind, elements: Elements, title: str) -> QName:
    """The heading over a statement; each note has one of its own."""
    return ROOTS[kind][1] if kind in ROOTS else elements.heading(title, _note_name(title)).qname


def _note_name(title: str) -> str:
    """A note's title as a name, with its number.

    >>> _note_name("Note 3 SHORT-TERM INVESTMENTS"), _note_name("(11) Long-term debt")
    ('Note3ShortTermInvestments', 'Note11LongTermDebt')
    """
    numbered = _NOTE.match(title)
    if numbered is None:
        return camel(title) or "Note"
    return f"Note{numbered[1] or numbered[2]}{camel(title[numbered.end() :])}"


# What stands below a heading, in printed order: a concept with its label's role, and what is below
# that.
_Below = dict[tuple["QName", "LabelRole | None"], "_Below"]


@dataclass(slots=True)
class _Branch:
    level: int
    concept: QName | None
    below: _Below = field(default_factory=dict)


def _nodes(
    number: int, table: Decided, lines: Lines, elements: Elements, labels: Labels
) -> list[Node]:
    """The lines of a table under their headings; a total stands beside its outermost part."""
    levels = [item.level for item in table.read.items]
    totals = {total.total for total in table.sums}
    for total in table.sums:
        if not total.carries:
            levels[total.total] = min(levels[part] for part, _ in total.parts)
    balance = _first_balance(table)
    stack = [_Branch(-1, None)]

    def close(level: int) -> None:
        while stack[-1].level >= level:
            branch = stack.pop()
            if branch.below and branch.concept:
                _append(stack[-1].below, (branch.concept, None), branch.below)

    for at, item in enumerate(table.read.items):
        close(levels[at])
        if item.role is Role.HEADING:
            heading = table.headings.get(at) or elements.heading(item.caption).qname
            labels.standard(heading, item.caption.rstrip(":"))
            stack.append(_Branch(levels[at], heading))
            continue
        line = lines.get((number, at))
        if line is None:
            continue
        for concept in line.concepts:
            role = _role(table, at, line, concept, total=at in totals, above=balance < at)
            preferred = labels.preferred(concept.qname, role, item.caption)
            stack[-1].below.setdefault((concept.qname, preferred), {})
    close(0)
    return _as_nodes(stack[0].below)


def _append(below: _Below, key: tuple[QName, LabelRole | None], more: _Below) -> None:
    """Adds a heading, or what is new below one that stands there already: 'Year ended' twice."""
    known = below.setdefault(key, more)
    if known is not more:
        for each, lower in more.items():
            _append(known, each, lower)


def _as_nodes(below: _Below) -> list[Node]:
    return [
        Node(concept=concept, preferred=preferred, children=tuple(_as_nodes(lower)))
        for (concept, preferred), lower in below.items()
    ]


def _role(
    table: Decided, at: int, line: StatementLine, concept: Concept, *, total: bool, above: bool
) -> LabelRole | None:
    item = table.read.items[at]
    in_flow = table.read.table.kind is StatementKind.CF and concept.period_type == "instant"
    if in_flow or (table.read.table.kind is StatementKind.EQ and concept.period_type == "instant"):
        opening = item.opening or not (in_flow or total or above)
        return LabelRole.PERIOD_START if opening else LabelRole.PERIOD_END
    if line.turned:
        return LabelRole.NEGATED_TOTAL if total else LabelRole.NEGATED
    return LabelRole.TOTAL if total else None


def _first_balance(table: Decided) -> int:
    """The first line that states balances by itself; the number of lines where none does."""
    return next(
        (
            at
            for at, item in enumerate(table.read.items)
            if item.period is not None and item.period.kind == "instant" and item.row.cells
        ),
        len(table.read.items),
    )


def _summations(numbers: list[int], tables: list[Decided], lines: Lines) -> Iterable[Summation]:
    """The roll-ups as weighted sums of values; a turned part or total turns its weight."""
    seen: set[QName] = set()
    for number in numbers:
        for total in tables[number].sums:
            if total.carries:
                continue
            line = lines.get((number, total.total))
            if line is None or line.concepts[0].qname in seen:
                continue
            own = -1 if line.turned else 1
            parts: list[tuple[QName, int]] = []
            for part, weight in total.entering:
                found = lines.get((number, part))
                if found is None:
                    continue
                sign = own * weight * (-1 if found.turned else 1)
                parts.append((found.concepts[0].qname, sign))
            names = [name for name, _ in parts]
            if len(parts) < 2 or len(set(names)) < len(names) or line.concepts[0].qname in names:
                continue
            seen.add(line.concepts[0].qname)
            yield Summation(total=line.concepts[0].qname, parts=tuple(parts))
