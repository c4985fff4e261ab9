"""Totals that are printed without a caption, or as 'Total' alone, named by what they add up.

Inventories:
Purchased parts          54
Finished goods           67
----
121      the total of the lines under 'Inventories'
...
$4,041      not part of anything: the total of the assets
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from converter.dts.traits import Trait, has, named
from converter.mapping.claim import sign_of
from converter.mapping.match import Line
from converter.model.filing import StatementKind
from converter.model.mapped import Claim, Decided, Sum, Summed, Way
from converter.model.xbrl import us_gaap
from converter.text.note_behind import without_note

if TYPE_CHECKING:
    from collections.abc import Sequence
    from decimal import Decimal

    from converter.dts.base import Taxonomy
    from converter.mapping.mapping import Mapping
    from converter.model.xbrl import QName

_RULE = "unlabelled-total"
PROVEN = 0.99  # the confidence of what the arithmetic of a statement leaves no choice of
_SURE = 0.7
_NET = re.compile(r"\bnet\W*$", re.IGNORECASE)
_BARE = re.compile(r"(?:totals?)?\W*", re.IGNORECASE)
# a line without figures above a total without words is read as one with it; it says nothing of it
_OPEN = re.compile(r"(?:commitments\b.*\bcontingen|contingen\w+\b|commitments\W*$)", re.IGNORECASE)
_ADJECTIVE = re.compile(r"(?:current|non-?current|long-?term)\W*", re.IGNORECASE)
_COMMON = re.compile(r"\bcommon\b", re.IGNORECASE)
_BEFORE_TAXES = re.compile(r"IncomeLossFromContinuingOperationsBeforeIncomeTaxes")
_SIDE = re.compile(r"(?:assets|liabilities)(?!.*\bequity)\b", re.IGNORECASE)


def name_totals(tables: Sequence[Summed], mapping: Mapping) -> list[Summed]:
    """The tables with claims for the totals that stand without caption, where their place says
    what they are.
    """
    out = [
        _of_the_result(_by_difference(_by_heading(table, mapping), mapping), mapping.taxonomy)
        if _unnamed(table)
        else table
        for table in tables
    ]
    assets: set[tuple[Decimal, ...]] = set()
    for at, table in enumerate(map(_all_of_equity, out)):
        if table.read.table.kind is not StatementKind.BS:
            continue
        out[at] = _sides(table, assets, mapping.taxonomy)
    return out


def _unnamed(table: Summed) -> list[Sum]:
    return [total for total in table.sums if _bare(table, total.total)]


def says_more(caption: str) -> bool:
    """Whether a caption says more than that its line is a total."""
    return _BARE.fullmatch(caption) is None


def _bare(table: Summed | Decided, item: int) -> bool:
    caption = without_note(table.read.items[item].caption)
    return not says_more(caption) or (_OPEN.match(caption) is not None and item in _adding(table))


def _adding(table: Summed | Decided) -> set[int]:
    return {total.total for total in table.sums}


def agree_with_taken_off(table: Decided, mapping: Mapping) -> Decided:
    """The table whose totals without a caption are of the kind of what is taken off, as it was
    decided in the end: real estate less its depreciation is real estate, and no plant. What a line
    is taken off is gross, and what is left net, whatever their captions say.
    """
    claims = [*table.claims]
    known = mapping.differences
    nets = {net for net, _ in known.values()}
    less_and_gross: dict[QName | None, tuple[QName, QName, QName]] = {
        net: (net, less, gross) for less, (net, gross) in known.items() if gross is not None
    }
    for total in table.sums:
        taken = [at for at, _ in total.parts if _first(claims[at]) in known]
        if len(total.parts) != 2 or len(taken) != 1 or _first(claims[total.total]) is None:
            continue
        net, gross = known[claims[taken[0]].concepts[0].qname]
        (other,) = (at for at, _ in total.parts if at != taken[0])
        whole = _first(claims[other]) == net  # 'Trade accounts' above 'Less allowance'
        kind = less_and_gross.get(_first(claims[other]))
        if kind is not None and _lowers(table, total, taken[0]):
            net, less, gross = kind
            claims[total.total] = _claim(net, mapping.taxonomy)
            claims[taken[0]] = _claim(less, mapping.taxonomy)
            claims[other] = _claim(gross, mapping.taxonomy)
        elif _bare(table, total.total) and (whole or _first(claims[total.total]) in nets):
            claims[total.total] = _claim(net, mapping.taxonomy)
            if whole or _bare(table, other):
                claims[other] = _claim(gross, mapping.taxonomy)
    return table if claims == [*table.claims] else replace(table, claims=tuple(claims))


def _lowers(table: Decided, total: Sum, taken: int) -> bool:
    """Whether what is taken off lowers the other part in each column, so that less is left."""
    (other,) = (at for at, _ in total.parts if at != taken)
    whole, left = _values(table, other), _values(table, total.total)
    return len(whole) == len(left) and all(0 < b < a for a, b in zip(whole, left, strict=True))


def _first(claim: Claim) -> QName | None:
    return claim.concepts[0].qname if claim.concepts else None


def _by_heading(table: Summed, mapping: Mapping) -> Summed:
    """Totals of all the lines under one heading are matched as 'Total' and the heading."""
    claims = [*table.claims]
    items = table.read.items
    for total in _unnamed(table):
        if claims[total.total].confidence < _SURE:
            claims[total.total] = Claim()  # 'Total' alone is no caption to go by
        section = _shared([items[part].section for part, _ in total.parts])
        first = _first_line(table, total)
        if not section or not _opens(table, section, first) or _goes_on(table, section, total):
            continue
        line = Line(
            f"Total {_heading(section)}", table.read.table.kind, section[:-1], "money", total=True
        )
        found = mapping.matcher.match(line)
        parts = [items[part].caption for part, _ in total.parts]
        names = [
            _net(name, mapping) if any(map(_NET.search, parts)) else name for name in found.concepts
        ]
        concepts = tuple(c for name in names if (c := mapping.taxonomy.concept(name)))
        if concepts:
            claims[total.total] = replace(
                sign_of(mapping, concepts[0], table.read.table.kind, ""),
                concepts=concepts, rule=_RULE, way=Way.PLACE,
                confidence=round(found.confidence * 0.9, 4),
            )  # fmt: skip
            # 'Total operating revenue' is not all of the revenues
            all_raise = all(weight > 0 for _, weight in total.entering)
            for part, _ in total.parts if all_raise else ():
                if part in _adding(table) and _first(claims[part]) == concepts[0].qname:
                    claims[part] = Claim()
    return replace(table, claims=tuple(claims))


def _heading(section: tuple[str, ...]) -> str:
    """The last heading, with the side that it is a part of: 'Current' below 'Liabilities'."""
    side = _SIDE.match(section[-2]) if len(section) > 1 else None
    if side is None or not _ADJECTIVE.fullmatch(section[-1]):
        return section[-1]
    return f"{section[-1].strip(' :')} {side[0]}"


def _first_line(table: Summed, total: Sum) -> int:
    """The first of the lines that a total adds up, by one sum after the other."""
    parts = {each.total: each.parts for each in table.sums}
    first, lowest = total.total, min(part for part, _ in total.parts)
    while lowest < first:
        first = lowest
        lowest = min((part for part, _ in parts.get(first, ())), default=first)
    return first


def _shared(sections: Sequence[tuple[str, ...]]) -> tuple[str, ...]:
    """The headings that all lines stand under: 'Liabilities' over 'Accrued expenses' and more."""
    least, most = min(sections), max(sections)
    same = [one == other for one, other in zip(least, most, strict=False)]
    return least[: same.index(False) if False in same else len(same)]


def _opens(table: Summed, section: tuple[str, ...], first: int) -> bool:
    """Whether a line is the first below the last of these headings."""
    for item in reversed(table.read.items[:first]):
        if item.row.cells:
            return False
        if item.section == section[:-1] and item.caption.rstrip(":") == section[-1]:
            return True
    return False


def _goes_on(table: Summed, section: tuple[str, ...], total: Sum) -> bool:
    """Whether further lines of the heading stand below a total, and no total of these and it, so
    that it is not all of it: treasury stock below what the other lines of equity come to. Income
    stands below expenses.
    """
    items = table.read.items
    if table.read.table.kind is not StatementKind.BS:
        return False
    outer = [
        each for each in table.sums
        if any(part == total.total for part, _ in each.parts)
        and all(items[part].section[: len(section)] == section for part, _ in each.parts)
    ]  # fmt: skip
    return not outer and any(
        item.row.cells and item.section == section and at not in _adding(table)
        for at, item in enumerate(items[total.total + 1 :], total.total + 1)
    )


def _net(name: QName, mapping: Mapping) -> QName:
    """What a gross amount is when its parts are net; another name as it is."""
    return next((net for net, gross in mapping.differences.values() if gross == name), name)


def _by_difference(table: Summed, mapping: Mapping) -> Summed:
    """What is left after accumulated depreciation is net, what it is taken from is gross; where
    that enters a further total without caption under the heading, this is, and the others are of
    one kind.
    """
    claims = [*table.claims]
    bare = {total.total for total in _unnamed(table)}
    whole = _wholes(table)
    for total in table.sums:
        for part, _ in total.parts:
            names = [concept.qname for concept in claims[part].concepts]
            found = mapping.differences.get(names[0]) if names else None
            if found is None or len(total.parts) != 2:
                continue
            (other,) = (at for at, _ in total.parts if at != part)
            outer = whole.get(total.total)
            if outer is not None:
                claims[outer], claims[total.total] = _claim(found[0], mapping.taxonomy), Claim()
                continue
            if total.total in bare:
                claims[total.total] = _claim(found[0], mapping.taxonomy)
            if other in bare:
                claims[other] = _claim(found[1], mapping.taxonomy)
    return replace(table, claims=tuple(claims))


_SALES = re.compile(r"(?:Revenues|SalesRevenue(?:Goods|Services)?Net)$")


def _of_the_result(table: Summed, taxonomy: Taxonomy) -> Summed:
    """What is left before taxes is all the revenues less all that they cost, where both are totals
    without captions of what stands under headings. What is taken off all sales without a caption,
    so that operating income or income before taxes is left, are all costs; what is taken off gross
    profit, so that operating income is left, are operating expenses.
    """
    if table.read.table.kind is not StatementKind.IS:
        return table
    claims, bare = [*table.claims], {total.total for total in _unnamed(table)}
    for total in table.sums:
        left = _locals(claims[total.total])
        parts = sorted(total.entering, key=lambda part: -part[1])
        before_taxes = any(map(_BEFORE_TAXES.match, left))
        operating = "OperatingIncomeLoss" in left
        if [weight for _, weight in parts] != [1, -1] or not (before_taxes or operating):
            continue
        (whole, _), (taken, _) = parts
        of = _locals(claims[whole])
        told: dict[int, str] = {}
        if taken in bare and whole in bare:
            told = {whole: "Revenues", taken: "CostsAndExpenses"} if before_taxes else {}
        elif taken in bare and any(map(_SALES.match, of)):
            told = {taken: "CostsAndExpenses"}
        elif taken in bare and "GrossProfit" in of and operating:
            told = {taken: "OperatingExpenses"}
        for part, name in told.items():
            if name in (_locals(claims[part]) or [name]):
                claims[part] = replace(_claim(us_gaap(name), taxonomy), confidence=PROVEN)
    return replace(table, claims=tuple(claims))


def _all_of_equity(table: Summed) -> Summed:
    """The table with what common equity enters as all of the equity, where the rows have both for
    it: 'Total common stockholders' equity', then 'Total stockholders' equity'.
    """
    if table.read.table.kind is not StatementKind.BS:
        return table
    claims, items = [*table.claims], table.read.items
    for total in table.sums:
        whole = claims[total.total]
        if any(
            _is_equity(whole) and _is_equity(claims[part]) and _COMMON.search(items[part].caption)
            for part, _ in total.parts
        ) and not _COMMON.search(items[total.total].caption):
            claims[total.total] = replace(whole, way=Way.PLACE, confidence=PROVEN)
    return replace(table, claims=tuple(claims))


def _is_equity(claim: Claim) -> bool:
    return any(has(name, Trait.TOTAL_EQUITY) for name in _locals(claim))


def _locals(claim: Claim) -> list[str]:
    return [concept.qname.local for concept in claim.concepts]


def _wholes(table: Summed) -> dict[int, int]:
    """By total without caption, the last one without caption that it raises under its heading: one
    that adds up lines of other headings too is of no one kind.
    """
    items = table.read.items
    bare = {total.total for total in _unnamed(table)}
    into: dict[int, int] = {}
    for total in table.sums:
        headings = {items[at].section[:1] for at in (total.total, *dict(total.parts))}
        if len(headings) == 1 and headings != {()} and total.total in bare:
            into |= {part: total.total for part, weight in total.entering if weight > 0}
    into = {part: total for part, total in into.items() if part in bare}
    found: dict[int, int] = {}
    for part in into:
        last = part
        while last in into:
            last = into[last]
        found[part] = last
    return found


def _sides(table: Summed, assets: set[tuple[Decimal, ...]], taxonomy: Taxonomy) -> Summed:
    """The totals of a balance sheet's sides, in this table or beside the assets of the one before.

    assets  the totals of assets seen so far; those of this table are added
    """
    entering = {part for total in table.sums for part, _ in total.parts}
    claims = [*table.claims]
    tops = [t.total for t in table.sums if _bare(table, t.total) and t.total not in entering]
    most = max((_values(table, top) for top in tops), default=())
    tops = [top for top in tops if _values(table, top) == most]  # a subtotal is no side
    if len(tops) == 2:
        # both sides, whatever their lines are
        for top, trait in zip(tops, (Trait.TOTAL_ASSETS, Trait.TOTAL_CLAIMS), strict=True):
            claims[top] = replace(_claim(us_gaap(*named(trait)), taxonomy), confidence=PROVEN)
        assets.add(_values(table, tops[0]))
        return replace(table, claims=tuple(claims))
    for total in table.sums:
        claim, values = claims[total.total], _values(table, total.total)
        if any(has(concept.qname.local, Trait.TOTAL_ASSETS) for concept in claim.concepts):
            assets.add(values)
        elif total.total in tops:
            balances = [table.claims[part].balance for part, _ in total.parts]
            debit, credit = balances.count("debit"), balances.count("credit")
            if values in assets and credit > debit:
                claims[total.total] = _claim(us_gaap(*named(Trait.TOTAL_CLAIMS)), taxonomy)
            elif debit > credit and not assets:
                claims[total.total] = _claim(us_gaap(*named(Trait.TOTAL_ASSETS)), taxonomy)
                assets.add(values)
    return replace(table, claims=tuple(_with_assets(table, claims, assets, taxonomy)))


def _with_assets(
    table: Summed, claims: Sequence[Claim], assets: set[tuple[Decimal, ...]], taxonomy: Taxonomy
) -> Sequence[Claim]:
    """The claims, with that of a line without a caption which has the amounts of all that is owed,
    above it: the assets, though not all that adds up to them was read.
    """
    owed = [
        at for at, claim in enumerate(claims)
        if any(has(concept.qname.local, Trait.TOTAL_CLAIMS) for concept in claim.concepts)
    ]  # fmt: skip
    if len(owed) != 1 or assets or len(_values(table, owed[0])) < len(table.read.columns):
        return claims
    items = table.read.items[: owed[0]]
    same = [at for at, item in enumerate(items) if _values(table, at) == _values(table, owed[0])]
    if len(same) != 1 or says_more(items[same[0]].caption):
        return claims
    found = [*claims]
    found[same[0]] = _claim(us_gaap(*named(Trait.TOTAL_ASSETS)), taxonomy)
    assets.add(_values(table, same[0]))
    return found


def _claim(name: QName | None, taxonomy: Taxonomy) -> Claim:
    concept = taxonomy.concept(name) if name else None
    if concept is None:
        return Claim()  # an element of the filer's own
    return Claim((concept,), _RULE, confidence=0.9, way=Way.PLACE)


def _values(table: Summed | Decided, item: int) -> tuple[Decimal, ...]:
    return tuple(cell.figure.value for cell in table.read.items[item].row.cells)
