"""A picture of the statements as they were read, for the terminal.

                                             2004-09-30   2004-06-30
    Current assets:                                                     AssetsCurrentAbstract
  +   Cash and cash equivalents                   1,543        2,164    CashAndCashEquivalentsAt...
  +   Inventories                                   897        1,163    InventoryNet
  =   Total current assets                        2,440        3,327    AssetsCurrent

The marks at the left say what adds up to what: lines marked + or - give the line marked = in the
same column of marks.
"""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal
from textwrap import wrap
from typing import TYPE_CHECKING

from converter.model.candidate import State
from converter.model.filing import StatementKind
from converter.model.lineitem import ReadColumn, Role
from converter.model.xbrl import Fact, Instant, Report

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from converter.model.candidate import Expected
    from converter.model.finding import Finding
    from converter.model.mapped import Claim, Decided

_LEGEND = (
    "marks: + - lines that add up to =; concept: * the filing's own element, ~ value is the printed"
    " figure negated, ? mapped with confidence under 70 %, nothing: no fact was taken"
)
Facts = dict[int, list[Fact]]

_SURE = 0.7
_PREFIXES = ("us-gaap", "dei", "retro")
_CAPTION = 58
_FIGURE = 13
_HEAD = 12  # characters of a line of a head


def render(report: Report, tables: tuple[Decided, ...], findings: tuple[Finding, ...]) -> str:
    """The whole picture: cover, statements in printed order, findings beside their lines."""
    facts: Facts = defaultdict(list)
    for fact in report.facts:
        for span in (fact.span, *fact.others):
            if span is not None:
                facts[span.start].append(fact)
    by_line: dict[int, list[Finding]] = defaultdict(list)
    for finding in findings:
        if finding.span is not None:
            by_line[finding.span.line].append(finding)
    parts = [_head(report)]
    shown: set[int] = set()
    parts += [_table(report, table, facts, by_line, shown) for table in tables]
    rest = [f for f in findings if f.span is None or f.span.line not in shown]
    if rest:
        parts.append(
            "\n".join(["Other findings", *(f"  {f.text(report.source.name)}" for f in rest)])
        )
    parts.append(_LEGEND)
    if report.completeness:
        parts.append(completeness(report.completeness, report.document.form))
    return "\n\n".join(parts) + "\n"


def completeness(expected: Sequence[Expected], form: str) -> str:
    """Each statement with what became of it, a line each.

    Statements that a 10-Q must hold
      BS  found             line 98
      CF  absent            nothing like it is in the text
      CI  left out          not required: 'PRO FORMA ...' is left out: pro forma
    """
    form = form or "filing"
    must = any(each.required for each in expected)
    rows = [f"Statements that a {form} must hold" if must else f"Statements in this {form}"]
    for each in expected:
        where = f"line {each.span.line}" if each.span and each.state is State.FOUND else ""
        why = "; ".join(part for part in (where, each.reason) if part)
        extra = "not required: " if must and not each.required and each.reason else ""
        rows.append(f"  {each.kind.value:<4}{each.state.value:<16}{extra}{why}".rstrip())
    return "\n".join(rows)


def _head(report: Report) -> str:
    document = report.document
    rows = [(f"{document.company or '(company not stated)'}   {document.form or '(no form)'}"
            f"   {document.period_end or '(no period)'}")]  # fmt: skip
    for fact in report.facts:
        if fact.provenance.statement is StatementKind.COVER:
            where = f"line {fact.span.line}" if fact.span else "concluded"
            rows.append(f"  {fact.concept.local:<40} {fact.value!s:<40} {where}")
    return "\n".join(rows)


def _table(
    report: Report,
    table: Decided,
    facts: Facts,
    by_line: dict[int, list[Finding]],
    shown: set[int],
) -> str:
    read = table.read
    width = _caption_width(table)
    marks = _marks(table)
    gutter = max((len(m) for m in marks), default=0)
    columns = [_column_head(table, column) for column in read.columns]
    sizes = [max(_FIGURE, *(len(line) for line in head)) for head in columns]
    place = f"{read.table.first}-{read.table.last}"
    where = f"[{read.table.kind.value}, lines {place}, {read.units.in_words}]"
    out = [f"{read.table.title}   {where}"]
    out += [f"{'':{gutter + width + 2}}{cells}".rstrip() for cells in _heads(columns, sizes)]
    for at, item in enumerate(read.items):
        lines = _wrapped("  " * item.level + (item.caption or "(no caption)"), width)
        out += [f"{'':{gutter}} {extra}".rstrip() for extra in lines[:-1]]
        cells = _cells(report, table, at, sizes)
        concept = _concepts(table, at, facts)
        out.append(f"{marks[at]:<{gutter}} {lines[-1]:<{width}} {cells} {concept}".rstrip())
        rows = {item.row.line, *(piece.line for piece in item.row.pieces)}
        shown |= rows
        found = [finding for row in rows for finding in by_line.get(row, ())]
        below = [*_amounts(table, at, facts), *(f"! {each.code} {each.message}" for each in found)]
        out += [f"{'':{gutter}} {'  ' * item.level}  {line}" for line in below]
    return "\n".join(out)


def _heads(columns: Sequence[Sequence[str]], sizes: Sequence[int]) -> Iterator[str]:
    """The lines of the columns' heads."""
    for level in range(max((len(head) for head in columns), default=0)):
        yield "".join(
            f"{(head[level] if level < len(head) else ''):>{size}}  "
            for head, size in zip(columns, sizes, strict=True)
        )


def _cells(report: Report, table: Decided, at: int, sizes: Sequence[int]) -> str:
    """A row's figures as printed, what is negative in parentheses."""
    cells = ""
    for column, size in zip(table.read.columns, sizes, strict=True):
        cell = table.read.items[at].row.cell(column.index)
        text = report.source.cut(cell.span) if cell else ""
        if cell and cell.figure.negative:
            text = f"({text})"
        cells += f"{text:>{size}}  "
    return cells


def _amounts(table: Decided, at: int, facts: Facts) -> Iterator[str]:
    """The amounts in a row's caption that are facts."""
    for amount in table.amounts:
        if amount.item == at and amount.amount.span.start in facts:
            start = amount.amount.span.start
            names = ", ".join(dict.fromkeys(fact.concept.local for fact in facts[start]))
            yield f". {amount.amount.digits} {names} {_days(facts, start)}"


def _caption_width(table: Decided) -> int:
    longest = max((len(i.caption) + 2 * i.level for i in table.read.items), default=0)
    return min(longest, _CAPTION)


def _wrapped(text: str, width: int) -> list[str]:
    indent = len(text) - len(text.lstrip())
    lines = [""]
    for word in text.split():
        if lines[-1].strip() and len(lines[-1]) + 1 + len(word) > width:
            lines.append(" " * (indent + 2) + word)
        else:
            lines[-1] = f"{lines[-1]} {word}" if lines[-1].strip() else " " * indent + word
    return lines


def _column_head(table: Decided, column: ReadColumn) -> list[str]:
    kind = table.read.table.kind
    if table.components:
        component = table.components[column.index]
        name = component.member.local.removesuffix("Member") if component.member else component.name
        return ["shares" if column.shares else "", name or "total"]
    part = [column.group.name] if column.group else []
    if kind is StatementKind.BS or column.duration is None:
        if column.instant is None and table.detail:  # the lines have the periods
            return [*part, *(wrap(column.column.head, _HEAD) or ["no date"])]
        return [*part, str(column.instant.date) if column.instant else "no date"]
    return [*part, str(column.duration.start), str(column.duration.end)]


def _marks(table: Decided) -> list[str]:
    """For each item its marks: nested sums in columns of their own, the innermost at the right."""
    count = len(table.read.items)
    slots: list[list[tuple[int, int]]] = []
    drawn: list[dict[int, str]] = []
    for total in table.sums:
        first = min(part for part, _ in total.parts)
        span = (first, total.total)
        slot = next(
            (
                at
                for at, taken in enumerate(slots)
                if all(t[1] < span[0] or t[0] > span[1] for t in taken)
            ),
            len(slots),
        )
        if slot == len(slots):
            slots.append([])
            drawn.append({})
        slots[slot].append(span)
        for part, weight in total.parts:
            drawn[slot][part] = "+" if weight > 0 else "-"
        drawn[slot][total.total] = "=" if not any(total.differences) else "#"
    rows = []
    for at in range(count):
        row = ""
        for slot, spans in enumerate(slots):
            inside = any(first < at < last for first, last in spans)
            row = drawn[slot].get(at, "|" if inside else " ") + row
        rows.append(row)
    return rows


def _concepts(table: Decided, at: int, facts: Facts) -> str:
    item = table.read.items[at]
    if item.role is Role.HEADING:
        return ""
    names: list[str] = []
    stated = [fact for cell in item.row.cells for fact in facts.get(cell.span.start, ())]
    for claim in _claims(table, at):
        for concept in claim.concepts:
            if any(fact.concept == concept.qname for fact in stated):
                prefix = "retro:" if concept.qname.prefix == "retro" else ""
                sure = "" if claim.stated >= _SURE else "?"
                names.append(f"{prefix}{concept.qname.local}{sure}")
    # elements of the filing's own are no claims: the report makes them
    names += [f"{fact.concept.local}*" for fact in stated if fact.concept.prefix not in _PREFIXES]
    turned = any(
        isinstance(fact.value, Decimal) and fact.value * cell.figure.value < 0
        for cell in item.row.cells
        for fact in facts.get(cell.span.start, ())
    )
    return ", ".join(dict.fromkeys(names)) + (" ~" if turned else "")


def _claims(table: Decided, at: int) -> list[Claim]:
    cells = [claim for (line, _), claim in sorted(table.cells.items()) if line == at]
    shares = [table.share_claims[at]] if table.components or table.parts else []
    return [*cells, table.claims[at], *shares]


def _days(facts: Facts, start: int) -> str:
    periods = [fact.context.period for fact in facts.get(start, ())]
    return " ".join(sorted({str(p.date) for p in periods if isinstance(p, Instant)}))
