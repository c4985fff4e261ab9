"""Which line owns which concept, and elements of the filing's own for those that own none."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING, Literal

from converter.model.decisions import ClaimingLine, Rivals
from converter.model.filing import StatementKind
from converter.model.joined import balances_at_the_foot, balances_of_parts, joined_balances
from converter.model.mapped import Way
from converter.model.xbrl import DataType
from converter.report.elements import line_name
from converter.report.facts import period_at
from converter.report.settle import rank
from converter.text.one_below_another import one_below_another
from converter.text.units import Quantity

if TYPE_CHECKING:
    from collections.abc import Collection

    from converter.model.lineitem import LineItem
    from converter.model.mapped import Claim, Decided
    from converter.model.xbrl import Concept
    from converter.report.elements import Elements


_TOTAL = re.compile(r"\W*total\b", re.IGNORECASE)


def one_claim_each(tables: list[Decided]) -> tuple[list[Decided], list[Rivals]]:
    """Takes a concept from a line where another line has the better claim to it.

    Two lines that state different figures for the same period are two concepts, whatever the
    mapping says. Lines that a person reviewed come first. Statements come in the order in which
    their lines own what they name, of one kind the one that stands first; within one, the surer
    match comes first.
    """
    rivals: list[Rivals] = []
    out = list(tables)
    parts = _parts_of_cash(tables)
    last = rank(StatementKind.NOTE)
    for shares in (False, True):
        owned: dict[tuple[object, ...], tuple[Decimal, tuple[int, int]]] = {}
        claims = [list(table.share_claims if shares else table.claims) for table in out]
        order = [
            (
                not _reviewed(table, at),
                last if (number, at) in parts else rank(table.read.table.kind),
                number,
                not _of_all_parts(table, at),
                -claim.confidence,
                at,
            )
            for number, table in enumerate(tables)
            if table.read.table.kind is not StatementKind.NOTE
            for at, claim in enumerate(claims[number])
            if claim.concepts and table.read.items[at].row.cells
        ]
        for _, _, number, _, _, at in sorted(order):
            table, claim, place = tables[number], claims[number][at], (number, at)
            stated = _stated(table, at, claim, shares=shares)
            rival = _rival(table, place, stated, owned)
            if rival is not None:
                second = None if shares else _instead(claim)
                stated = _stated(table, at, second, shares=shares) if second else {}
                if second is None or _rival(table, place, stated, owned):
                    claims[number][at] = _let_go(claim)
                    rivals.append(_rivals(tables, place, rival, shares=shares))
                    continue
                claims[number][at] = second
            for key, value in stated.items():
                owned.setdefault(key, (value, place))
        out = [
            replace(table, share_claims=tuple(own)) if shares else replace(table, claims=tuple(own))
            for table, own in zip(out, claims, strict=True)
        ]
    return out, rivals


def _of_all_parts(table: Decided, at: int) -> bool:
    """Whether a line is the total below components of equity that stand one below another: a
    balance whose component no heading tells is not that.
    """
    return bool(table.parts) and bool(_TOTAL.match(table.read.items[at].caption))


def _reviewed(table: Decided, at: int) -> bool:
    return any(item == at and said.direct for (item, _), said in table.reviews.items())


def _parts_of_cash(tables: list[Decided]) -> set[tuple[int, int]]:
    """Lines of balance sheets that state other cash, at every date, than a cash flow statement
    which proves its own by the balance before and what happened between: the cash of one part of
    the company, beside the assets of another.
    """
    proven: dict[tuple[object, ...], set[Decimal]] = {}
    for table in tables:
        if table.read.table.kind is not StatementKind.CF:
            continue
        for total in table.sums:
            carried = any(table.read.items[part].opening for part, _ in total.parts)
            if carried and total.carries and not any(total.differences):
                for key, value in _stated(table, total.total, table.claims[total.total]).items():
                    proven.setdefault(key, set()).add(value)
    found: set[tuple[int, int]] = set()
    for number, table in enumerate(tables):
        if table.read.table.kind is not StatementKind.BS:
            continue
        for at, claim in enumerate(table.claims):
            stated = _stated(table, at, claim)
            common = [value in proven[key] for key, value in stated.items() if key in proven]
            if common and not any(common):
                found.add((number, at))
    return found


def _stated(
    table: Decided, at: int, claim: Claim, *, shares: bool = False
) -> dict[tuple[object, ...], Decimal]:
    """The magnitudes that a line with this claim states, by concept, period and part."""
    read = table.read
    item = read.items[at]
    found: dict[tuple[object, ...], Decimal] = {}
    for cell in item.row.cells:
        column = read.columns[cell.column]
        place = at, cell.column
        if (
            table.in_shares(cell.column) is not shares
            or place in table.cells
            or place in table.left_out
        ):
            continue
        part = item.group or column.group or table.component(at, cell.column)
        for concept in claim.concepts:
            period = period_at(table, at, concept, column)
            if period is not None:
                units = read.units_at(item, cell.column)
                power = units.shares if concept.datatype is DataType.SHARES else units.money
                value = abs(cell.figure.value).scaleb(power)
                found.setdefault((concept.qname, period, part, item.stock), value)
    return found


def _rival(
    table: Decided,
    place: tuple[int, int],
    stated: dict[tuple[object, ...], Decimal],
    owned: dict[tuple[object, ...], tuple[Decimal, tuple[int, int]]],
) -> tuple[int, int] | None:
    """The line that owns what this one claims, with another amount. In two statements the last
    place may be rounded either way.
    """
    unit = Decimal(10) ** table.read.units.money if table.read.units.money else Decimal(0)
    for key, value in stated.items():
        if key in owned:
            other, rival = owned[key]
            if abs(other - value) > (unit if rival[0] != place[0] else 0):
                return rival
    return None


def _instead(claim: Claim) -> Claim | None:
    """The claim with the alternate concept, where the mapping names one."""
    if not claim.alternates:
        return None
    return replace(
        claim, concepts=claim.alternates, alternates=(), rule=f"{claim.rule}+alternate",
        way=Way.ALTERNATE, measured=None,
        confidence=round(claim.confidence * 0.8, 4),
        candidates=((str(claim.concepts[0].qname), claim.confidence), *claim.candidates),
    )  # fmt: skip


def _let_go(claim: Claim) -> Claim:
    """The claim of a line that its concept is taken from."""
    return replace(
        claim, concepts=(), rule="extension", way=Way.NONE, lost=claim.concepts[0],
        candidates=((str(claim.concepts[0].qname), claim.confidence), *claim.candidates),
    )  # fmt: skip


def _rivals(
    tables: list[Decided], place: tuple[int, int], keeper: tuple[int, int], *, shares: bool
) -> Rivals:
    line, other = (_line(tables[table], at, shares=shares) for table, at in (place, keeper))
    return Rivals(line.claim.concepts[0].qname, line, other)


def _line(table: Decided, at: int, *, shares: bool) -> ClaimingLine:
    item = table.read.items[at]
    claim = (table.share_claims if shares else table.claims)[at]
    return ClaimingLine(table.read.table.kind, item.caption, item.row.cells[0].span, claim)


_AT_END = re.compile(
    r"\bat\s+(?:the\s+)?(?:end\s+of\s+(?:the\s+)?(?:fiscal\s+)?(?:year|period)|(?:year|period)(?:'s)?[\s-]+end)\b",
    re.IGNORECASE,
)

_TOTAL = re.compile(r"\W*total\b.*\b(?:equity|outstanding)\W*", re.IGNORECASE)


def _period_type(
    table: Decided, at: int, balances: Collection[int]
) -> Literal["instant", "duration"]:
    """That of a line's own element: of the concept that it lost, or by where it stands.

    balances  the lines that are balances by the table's sums
    """
    period, lost, detail = table.read.items[at].period, table.claims[at].lost, table.detail
    if lost is not None and period is None:
        return lost.period_type
    kind, item = table.read.table.kind, table.read.items[at]
    if kind is StatementKind.BS or at in balances or item.opening:
        return "instant"
    if kind in (StatementKind.CF, StatementKind.EQ) and _AT_END.search(item.caption):
        return "instant"  # 'Restricted cash at year end' in a supplement is no flow
    if kind is StatementKind.EQ and period is None and _TOTAL.fullmatch(item.caption):
        return "instant"  # what the components add up to
    if detail is not None:
        proven = (each.kind for (line, _), each in detail.periods.items() if line == at)
        return "instant" if detail.instant else next(proven, "duration")
    return "duration" if period is None else period.kind


def with_extensions(table: Decided, signs: list[int], elements: Elements) -> Decided:
    """Gives each line that the mapping abstained from an element of the filing's own."""
    kind = table.read.table.kind
    detail = table.detail
    if kind is StatementKind.NOTE and not any(c.of_note for c in table.claims):
        return table  # a note of another kind: its other lines are nobody's business
    claims, shares = list(table.claims), list(table.share_claims)
    balances = _balances(table)
    entering = _entering(table)
    seen: Counter[tuple[object, ...]] = Counter()
    for at, item in enumerate(table.read.items):
        if not item.row.cells:
            continue
        period_type = _period_type(table, at, balances)
        celled = {column for line, column in table.cells if line == at}
        if not claims[at].concepts and any(c.column not in celled for c in item.row.cells):
            balance = _balance(table, at, signs, entering)
            name = line_name(item, instant=period_type == "instant").lower()
            # a year's rows of an equity statement are those of the year before again
            # and a balance at its beginning is that at its end
            quantity = _quantity(table, item)
            line = (name, item.section[-1:], quantity, period_type, item.period, item.opening)
            concept = elements.line(
                item, kind, quantity, period_type, balance, occurrence=seen[line],
                of=detail.nouns.get(at, "") if detail else "", change=at in table.moves,
            )  # fmt: skip
            seen[line] += 1
            claims[at] = _own(claims[at], concept)
        of_equity = table.components or table.parts
        if of_equity and not shares[at].concepts and _moves_shares(table, item):
            concept = elements.line(item, kind, Quantity.SHARES, period_type, None)
            shares[at] = _own(shares[at], concept)
    return replace(table, claims=tuple(claims), share_claims=tuple(shares))


def _balances(table: Decided) -> set[int]:
    """Lines that open a period, and those that an opening balance adds up to; in a cash flow
    statement those too of which cash at the end is made, as its foot says; those of which a total
    of equity is made, where years are the columns.
    """
    opening, closing = balances_of_parts(table.read.items, table.sums)
    if table.read.table.kind is StatementKind.CF:
        for total in table.sums:
            parts = {part for part, _ in total.parts}
            if total.carries and not parts & (opening | closing):
                closing |= {total.total, *parts}
        closing |= balances_at_the_foot(table.read.items, table.sums)
    if one_below_another([each.column.head for each in table.read.columns]):
        closing |= joined_balances(table.read.items, table.sums)
    return opening | closing


def _own(claim: Claim, concept: Concept) -> Claim:
    return replace(
        claim, concepts=(concept,), rule="extension", way=Way.OWN, sign="as_printed", loss=False,
        confidence=0.0, measured=None,
    )  # fmt: skip


def _quantity(table: Decided, item: LineItem) -> Quantity:
    """What a line's own element counts: what 'Common equity and shares outstanding' says beside its
    column of shares is money.
    """
    counted = [bool(table.in_shares(cell.column)) for cell in item.row.cells]
    of_both = any(counted) and not all(counted)
    return Quantity.MONEY if of_both and item.quantity is Quantity.SHARES else item.quantity


def _moves_shares(table: Decided, item: LineItem) -> bool:
    return any(
        cell.figure.value for cell in item.row.cells if table.read.columns[cell.column].shares
    )


def _entering(table: Decided) -> dict[int, tuple[int, int]]:
    """By line, the first total that it enters which has a balance, and the weight."""
    found: dict[int, tuple[int, int]] = {}
    for total in table.sums:
        if not total.carries and table.claims[total.total].balance:
            for part, weight in dict(total.entering).items():
                found.setdefault(part, (total.total, weight))
    return found


def _balance(
    table: Decided, at: int, signs: list[int], entering: dict[int, tuple[int, int]]
) -> Literal["debit", "credit"] | None:
    """The balance of a line without concept, from its weight in a total that has one."""
    if at not in entering:
        # what lowers a total of no balance has the other one, which that has not either
        lowers = any(weight < 0 for total in table.sums for part, weight in total.entering
                     if part == at)  # fmt: skip
        return table.detail.balance if table.detail is not None and not lowers else None
    total, weight = entering[at]
    balance = table.claims[total].balance
    if weight * signs[total] * signs[at] > 0:
        return balance
    return "debit" if balance == "credit" else "credit"
