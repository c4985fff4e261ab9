"""Tables to statements: presentation, calculation, cube and labels, as printed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from converter.model.filing import StatementKind
from converter.model.lineitem import Role
from converter.model.xbrl import (
    Axis,
    Concept,
    Cube,
    LabelRole,
    Node,
    QName,
    Statement,
    Summation,
    retro,
    slug,
    us_gaap,
)
from converter.report.elements import Elements, camel
from converter.report.facts import (
    ACCOUNT_AXIS,
    ENTITY_AXIS,
    EQUITY_AXIS,
    PLACE_AXIS,
    PLAN_AXIS,
    PRICE_AXIS,
    SEGMENT_AXIS,
)
from converter.report.stock import CLASS_AXIS, CLASS_DOMAIN
from converter.report.tree import Tree
from converter.text.dates import without_periods

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from converter.model.lineitem import Group
    from converter.model.mapped import Decided, Sum
    from converter.report.labels import Labels

ROOTS = {
    StatementKind.BS: ("BalanceSheet", us_gaap("StatementOfFinancialPositionAbstract")),
    StatementKind.IS: ("Operations", us_gaap("IncomeStatementAbstract")),
    StatementKind.CF: ("CashFlows", us_gaap("StatementOfCashFlowsAbstract")),
    StatementKind.EQ: ("StockholdersEquity", us_gaap("StatementOfStockholdersEquityAbstract")),
    StatementKind.CI: ("ComprehensiveIncome", us_gaap("IncomeStatementAbstract")),
}
_NOTE = re.compile(
    r"\s*(?:notes?\s+\(?(\d{1,2}|[A-Z])\b|\(?(\d{1,2}|[A-Z])(?:[.):]|(?<=\d)(?=\s)))\W*",
    re.IGNORECASE,
)
_UNITS = re.compile(
    r"\(?\s*(?:(?:u\.?s\.? )?dollars |amounts |figures |stated |expressed )?in "
    r"(?:thousands|millions)(?: of (?:u\.?s\.? )?dollars)?(?:,? except .*)?\s*\)?",
    re.IGNORECASE,
)
_A_NAME = 4  # letters: a shorter name may be the beginning of a word
TABLE = us_gaap("StatementTable")
LINE_ITEMS = us_gaap("StatementLineItems")
DOMAINS = {
    EQUITY_AXIS: us_gaap("EquityComponentDomain"),
    ENTITY_AXIS: us_gaap("EntityDomain"),
    SEGMENT_AXIS: us_gaap("SegmentDomain"),
    CLASS_AXIS: CLASS_DOMAIN,
    PLACE_AXIS: retro("GeographicalAreasDomain"),
    PLAN_AXIS: retro("DefinedBenefitPlansDomain"),
    ACCOUNT_AXIS: retro("ValuationAllowancesAndReservesDomain"),
    PRICE_AXIS: retro("ExercisePriceRangesDomain"),
}


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
    name: str,
    numbers: list[int],
    tables: list[Decided],
    lines: Lines,
    elements: Elements,
    labels: Labels,
    dimensions: Mapping[tuple[QName, QName], str],
    company: str = "",
) -> Statement | None:
    """The statement of some tables; None where no line of it has facts.

    dimensions  the (axis, member) pairs of its facts, in printed order, and the head that each
                member is printed under
    company     the registrant's name, small letters and digits alone
    """
    kind = tables[numbers[0]].read.table.kind
    title = tables[numbers[0]].read.table.title
    tree = Tree(elements, labels, ordered=kind in ROOTS)
    for number in numbers:
        _fill(tree, number, tables[number], lines, labels, company)
    nodes = tree.nodes()
    if not nodes:
        return None
    root = root_of(kind, elements, title)
    shown = labels.printed(root, title) if kind not in ROOTS else None
    cube = _cube(kind, tuple(dimensions))
    if cube is not None:
        heads = {member: labels.printed(member, head) for (_, member), head in dimensions.items()}
        nodes = [in_table(cube, nodes, heads)]
    return Statement(
        kind=kind, slug=name, title=title,
        presentation=(Node(concept=root, preferred=shown, children=tuple(nodes)),),
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


def in_table(
    cube: Cube, nodes: list[Node], heads: Mapping[QName, LabelRole | None] | None = None
) -> Node:
    """The lines under the table, beside its axes with their members, which are labelled in the
    roles of `heads`.
    """
    shown = heads or {}
    axes = [
        Node(
            concept=axis.axis,
            children=(
                Node(
                    concept=axis.domain,
                    children=tuple(Node(concept=m, preferred=shown.get(m)) for m in axis.members),
                ),
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
    return ROOTS[kind][0] if kind in ROOTS else note_name(title)


def root_of(kind: StatementKind, elements: Elements, title: str) -> QName:
    """The heading over a statement; each note has one of its own."""
    return ROOTS[kind][1] if kind in ROOTS else elements.heading(title, note_name(title)).qname


def note_name(title: str) -> str:
    """A note's title as a name, with its number.

    >>> note_name("Note 3 SHORT-TERM INVESTMENTS"), note_name("(11) Long-term debt")
    ('Note3ShortTermInvestments', 'Note11LongTermDebt')
    """
    numbered = _NOTE.match(title)
    if numbered is None:
        return camel(title) or "Note"
    number = (numbered[1] or numbered[2]).upper()
    return f"Note{number}{camel(title[numbered.end() :])}"


def _fill(
    tree: Tree, number: int, table: Decided, lines: Lines, labels: Labels, company: str
) -> None:
    """Adds the lines of a table under their headings; a total stands beside its outermost part."""
    items = table.read.items
    levels = [item.level for item in items]
    totals = {total.total: total for total in table.sums}
    for total in table.sums:
        if not total.carries:
            levels[total.total] = min(levels[part] for part, _ in total.parts)
    tree.page()
    shown = [at for at in range(len(items)) if (number, at) in lines]
    balance = _first_balance(table)
    groups = _groups(table)
    for at, item in enumerate(items):
        tree.close(levels[at])
        if item.role is Role.HEADING:
            if not _no_element(table, at, company, groups[at]):
                tree.heading(levels[at], item.caption, table.headings.get(at), at)
            continue
        line = lines.get((number, at))
        if line is None:
            continue
        for concept in line.concepts:
            role = _role(table, at, line, concept, total=at in totals, above=balance < at)
            # the rows of an equity statement come again for each year
            caption = without_periods(item.caption) if item.period else item.caption
            preferred = labels.preferred(concept.qname, role, caption or item.caption)
            tree.line(concept.qname, preferred)
        if at in totals and not totals[at].carries:
            tree.total(
                shown, at, partial(_below, at, totals), (line.concepts[0].qname, item.caption)
            )


def _below(total: int, totals: Mapping[int, Sum]) -> set[int]:
    """The rows that add up to a total, with those that add up to them."""
    found: set[int] = set()
    pending = [total]
    while pending:
        sum_ = totals.get(pending.pop())
        parts = {part for part, _ in sum_.parts} - found if sum_ and not sum_.carries else set()
        found |= parts
        pending += parts
    return found


def _groups(table: Decided) -> list[Group | None]:
    """By item, the part of the company that the item speaks of, or else the next line."""
    found: list[Group | None] = []
    following: Group | None = None
    for item in reversed(table.read.items):
        if item.row.cells:
            following = item.group
        found.append(item.group or following)
    return found[::-1]


def _no_element(table: Decided, at: int, company: str, group: Group | None) -> bool:
    """Whether a heading says nothing of its lines that the report does not say otherwise: a date
    or units, the statement's title or the company's name again, or the part of the company that
    is a dimension of the facts.
    """
    caption = table.read.items[at].caption
    words = slug(without_periods(caption))
    if not words or words == slug(table.read.table.title) or _UNITS.fullmatch(caption.strip()):
        return True
    if len(company) >= _A_NAME and words.startswith(company):
        return True
    return group is not None and slug(group.name) == words


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
