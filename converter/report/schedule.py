"""Financial Data Schedules as facts: a part of the report that is apart from its statements.

Each fact has its tag as a member of the axis of tags, so that an amount that a schedule rounds is
no duplicate of the statement's, and so that no calculation of a statement is made of a schedule's
amounts: a schedule has totals, but not all that they are added from (Calculations 1.1, 4: a total
binds with any one of its parts in the same context).

Schedules for other periods are told apart by these. One that is marked as restated has its own
member of the axis of versions, and so has any further one for the same period.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING

from converter.model.filing import StatementKind
from converter.model.finding import Finding, Severity
from converter.model.schedule import TagKind, tag_member
from converter.model.xbrl import (
    PURE,
    SHARES,
    Axis,
    Context,
    Cube,
    Fact,
    Instant,
    Node,
    Provenance,
    QName,
    Statement,
    currency,
    per_share,
    retro,
)
from converter.report.facts import ENTITY_AXIS, fact_id
from converter.report.statements import DOMAINS, LINE_ITEMS, TABLE, in_table

if TYPE_CHECKING:
    import datetime as dt

    from converter.dts.base import Taxonomy
    from converter.model.schedule import Entry, Schedule, ScheduleColumn
    from converter.model.xbrl import Concept, Entity, Period, Unit
    from converter.report.elements import Elements
    from converter.report.labels import Labels

TAG_AXIS = retro("FinancialDataScheduleTagAxis")
VERSION_AXIS = retro("FinancialDataScheduleVersionAxis")
RESTATED = retro("RestatedFinancialDataScheduleMember")
ROOT = retro("FinancialDataScheduleAbstract")
_DOMAINS = DOMAINS | {
    TAG_AXIS: retro("FinancialDataScheduleTagDomain"),
    VERSION_AXIS: retro("FinancialDataScheduleVersionDomain"),
}
_STATED, _PROVEN = 1.0, 0.9  # confidence in what the header states, and in what was proven instead

Pair = tuple[QName, QName]


@dataclass(slots=True)
class Filed:
    """What the schedules of a filing give to its report."""

    facts: list[Fact] = field(default_factory=list)
    statements: list[Statement] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)


@dataclass(slots=True)
class _Part:
    """The lines and members of the schedules of one article, in printed order."""

    title: str
    lines: dict[QName, str] = field(default_factory=dict)
    pairs: dict[Pair, None] = field(default_factory=dict)


class ScheduleBuilder:
    """Makes the facts and the statement of each article from its schedules."""

    def __init__(
        self, entity: Entity, taxonomy: Taxonomy, elements: Elements, labels: Labels
    ) -> None:
        self._entity = entity
        self._taxonomy = taxonomy
        self._elements = elements
        self._labels = labels
        self._versions: dict[tuple[object, ...], int] = {}
        self._contexts: dict[tuple[object, ...], Context] = {}
        self._facts: dict[str, Fact] = {}
        self._parts: dict[str, _Part] = {}

    def build(self, schedules: tuple[Schedule, ...]) -> Filed:
        filed = Filed()
        for schedule in schedules:
            for column in schedule.columns:
                pairs = self._apart(schedule, column)
                for entry in schedule.entries:
                    if entry.column == column.index and entry.value is not None:
                        self._take(schedule, column, entry, pairs, filed)
        filed.facts = list(self._facts.values())
        filed.statements = [self._statement(part) for part in self._parts.values()]
        return filed

    def _apart(self, schedule: Schedule, column: ScheduleColumn) -> tuple[Pair, ...]:
        """The members that tell the schedule, or a column of it, from the filing's others."""
        pairs: list[Pair] = []
        if schedule.foreign:
            name = schedule.name or f"Registrant {_letters(schedule.order)}"
            pairs.append((ENTITY_AXIS, self._elements.member(name).qname))
        key = (tuple(pairs), schedule.restated, column.end)
        number = self._versions[key] = self._versions.get(key, -1) + 1
        if number:
            restated = "Restated " if schedule.restated else ""
            name = f"{restated}Financial Data Schedule {_letters(number)}"
            pairs.append((VERSION_AXIS, self._elements.member(name).qname))
        elif schedule.restated:
            pairs.append((VERSION_AXIS, RESTATED))
        return tuple(pairs)

    def _take(
        self,
        schedule: Schedule,
        column: ScheduleColumn,
        entry: Entry,
        apart: tuple[Pair, ...],
        filed: Filed,
    ) -> None:
        concept = self._concept(entry)
        period = _period(entry, column, concept)
        if period is None:
            filed.findings.append(_lost(entry, "its period is not told"))
            return
        amount = _amount(schedule, entry)
        if amount is None:
            filed.findings.append(_lost(entry, "its currency is not told"))
            return
        value, decimals, unit = amount
        tag = retro(tag_member(entry.tag)) if entry.row else self._member(entry.tag)
        context = self._context(period, (*apart, (TAG_AXIS, tag)))
        identifier = fact_id(concept.qname, context)
        part = self._part(schedule)
        known = self._facts.get(identifier)
        if known is not None:
            if known.value == value:
                others = tuple(sorted({*known.others, entry.span}))
                self._facts[identifier] = known.model_copy(update={"others": others})
            return  # another value of a tag that stands twice is a finding of the reader
        part.lines.setdefault(concept.qname, "" if entry.row else entry.tag)
        part.pairs |= dict.fromkeys(context.dimensions)
        self._facts[identifier] = Fact(
            id=identifier, concept=concept.qname, context=context, unit=unit, value=value,
            decimals=decimals, span=entry.span,
            printed=unit is not None or entry.text == entry.value == value,
            provenance=Provenance(
                statement=StatementKind.FDS, table=part.title, caption=entry.tag,
                column=_head(column), rule=f"schedule.{entry.tag}",
                confidence=_PROVEN if _doubted(schedule, entry, column) else _STATED,
            ),
        )  # fmt: skip

    def _concept(self, entry: Entry) -> Concept:
        found = self._taxonomy.concept(entry.row.concept) if entry.row else None
        return found or self._elements.text(entry.tag)

    def _member(self, tag: str) -> QName:
        words = tag.replace("-", " ").replace("&", " and ").title()
        return self._elements.member(f"{words} Tag").qname

    def _context(self, period: Period, pairs: tuple[Pair, ...]) -> Context:
        key = (period, pairs)
        if key not in self._contexts:
            ordered = tuple(sorted(pairs, key=lambda pair: str(pair[0])))
            self._contexts[key] = Context(entity=self._entity, period=period, dimensions=ordered)
        return self._contexts[key]

    def _part(self, schedule: Schedule) -> _Part:
        article = schedule.article
        title = (
            f"Financial Data Schedule, Article {article}"
            if article
            else ("Financial Data Schedule")
        )
        return self._parts.setdefault(title, _Part(title))

    def _statement(self, part: _Part) -> Statement:
        axes = tuple(
            Axis(
                axis=axis, domain=_DOMAINS[axis],
                members=tuple(m for a, m in part.pairs if a == axis),
            )
            for axis in sorted({axis for axis, _ in part.pairs}, key=str)
        )  # fmt: skip
        cube = Cube(table=TABLE, line_items=LINE_ITEMS, axes=axes)
        lines = [
            Node(concept=name, preferred=self._labels.preferred(name, None, label))
            for name, label in part.lines.items()
        ]
        return Statement(
            kind=StatementKind.FDS, slug="".join(c for c in part.title if c.isalnum()),
            title=part.title,
            presentation=(Node(concept=ROOT, children=(in_table(cube, lines),)),), cube=cube,
        )  # fmt: skip


def _letters(number: int) -> str:
    """1 'B', 2 'C', ... 25 'Z', 26 'AA'."""
    text = ""
    number += 1
    while number:
        number, rest = divmod(number - 1, 26)
        text = chr(ord("A") + rest) + text
    return text


def _head(column: ScheduleColumn) -> str:
    """What stands for a column's head: '9-MOS SEP-30-1998'."""
    end = f"{column.end:%b-%d-%Y}".upper() if column.end else ""
    return f"{column.period_type} {end}".strip()


def _period(entry: Entry, column: ScheduleColumn, concept: Concept) -> Period | None:
    if concept.period_type == "duration":
        return column.duration
    opening = entry.row is not None and entry.row.period == "opening"
    day: dt.date | None = column.opening if opening else column.end
    return Instant(date=day) if day else None


def _amount(
    schedule: Schedule, entry: Entry
) -> tuple[Decimal | str, int | None, Unit | None] | None:
    """(value, decimals, unit) of an entry; None where its unit is not told."""
    real = schedule.real(entry)
    kind = entry.row.kind if entry.row else TagKind.TEXT
    if kind is TagKind.TEXT or real is None:
        return " ".join(entry.text.split()), None, None
    places = entry.places
    real = _plain(real)
    if kind is TagKind.SHARES:
        return real, places, SHARES
    if kind is TagKind.PURE:
        return real, places, PURE
    if kind is TagKind.PERCENT:
        return real, places + 2, PURE
    if not schedule.currency:
        return None
    if kind is TagKind.PER_SHARE:
        return real, places or 2, per_share(schedule.currency)
    return real, places - schedule.power, currency(schedule.currency)


def _plain(value: Decimal) -> Decimal:
    """Without exponent and without a negative zero."""
    exponent = value.as_tuple().exponent
    if isinstance(exponent, int) and exponent > 0:
        value = value.quantize(Decimal(1))
    return value or abs(value)


def _doubted(schedule: Schedule, entry: Entry, column: ScheduleColumn) -> bool:
    """Whether multiplier or period are not the header's but what the statements prove."""
    stated = schedule.multiplier.adjusted() if schedule.multiplier else 0
    money = entry.row is not None and entry.row.kind is TagKind.MONEY
    return (money and schedule.power != stated) or column.proven


def _lost(entry: Entry, why: str) -> Finding:
    return Finding(
        code="SCH018", severity=Severity.WARNING,
        message=f"{entry.tag} of the schedule is left out: {why}", span=entry.span,
    )  # fmt: skip
