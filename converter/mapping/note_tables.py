"""Tables of notes that say what a line of a statement consists of.

    Finished goods               $1,072   $1,193
    Work in process                 587      592
    Total                        $1,659   $1,785      the balance sheet's inventories

What a note's table is cannot be told by its words alone, and a wrong fact is worse than none. So
the figures must prove it: one line is, in every period that both have, a line of the statements,
and the lines above add up to it. That proves periods and units of the whole table too. Then each
line that adds up has the concept that the registry has for its wording in such a table
(note_lines.tsv), else an element of the filing's own. Kinds stand in note_tables.tsv; one without a
statement's line is proven by its own sums.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from converter.mapping.note_accounts import PROOF as ACCOUNTS
from converter.mapping.note_accounts import UNPROVEN, accounts, of_accounts
from converter.mapping.note_beside import beside
from converter.mapping.note_funded import with_statuses
from converter.mapping.note_parts import Proof, in_parts, of_parts, segments_alone, states
from converter.mapping.note_plans import alike, plan_names, plans
from converter.mapping.note_quarters import quarters
from converter.mapping.note_ranges import with_ranges
from converter.mapping.note_rates import with_rates
from converter.mapping.note_registry import load_registry
from converter.mapping.note_rolls import carried, rolls_alone
from converter.mapping.note_selected import of_selected, selected
from converter.mapping.note_values import NOTE, SURE, stated
from converter.mapping.note_years import by_year
from converter.model.filing import PRIMARY, StatementKind
from converter.model.lineitem import Group
from converter.model.mapped import Claim, Detail, Way
from converter.text.units import Quantity

if TYPE_CHECKING:
    from collections.abc import Sequence

    from converter.mapping.note_registry import Kind, Registry
    from converter.mapping.note_values import Statements, Values
    from converter.model.mapped import Balance, Decided, Sign, Sum
    from converter.model.xbrl import Concept

_GROUPED = "its title names a part of the company"
_SAME_PERIOD = "two of its columns have the same period"
_NO_SUCH_LINE = "none of its lines is a statement's in two years at least"
_A_NAME = 4  # letters of a part's name
_BENEFITS = ("benefits", "")  # and the plans of employees
_TAXES = ("taxes", "policies", "")  # titles of notes that may hold a tax rate
_BY_TOTAL = ("statement", "sums", "named", "parts")  # the proofs of this module
_SUMS = 3  # that a table must have which they alone prove


def told_by_kind(
    tables: Sequence[Decided], titles: Sequence[tuple[int, int, str]]
) -> tuple[Decided, ...]:
    """The tables, those of notes that are proven to be of a kind with its concepts.

    titles  notes as (first line, last line, rule of note_titles.tsv)
    """
    registry = load_registry()
    statements = stated(tables, registry.taxonomy)
    groups = _groups(tables)
    rules = [_rule(table, titles) for table in tables]
    proven = [
        _proven(table, registry, statements, rule)
        for table, rule in zip(tables, rules, strict=True)
    ]
    benefits = [rule in _BENEFITS for rule in rules]
    proven = with_statuses(tables, proven, benefits, registry, statements)
    proven = with_ranges(tables, proven, registry, statements)
    proven = rolls_alone(tables, proven)
    out = [
        one
        if table.read.table.kind is not StatementKind.NOTE
        else _cleared(table, one, rule, groups)
        for table, one, rule in zip(tables, proven, rules, strict=True)
    ]
    return segments_alone(tables, out)


def _rule(table: Decided, titles: Sequence[tuple[int, int, str]]) -> str:
    """The rule of note_titles.tsv that the title of a table's note has."""
    first, last = table.read.table.first, table.read.table.last
    return next((rule for start, end, rule in titles if start <= last and first <= end), "")


def _proven(table: Decided, registry: Registry, statements: Statements, rule: str) -> Decided:
    """A note's table with what it is proven to be; other tables as they are."""
    if table.read.table.kind is not StatementKind.NOTE:
        return table
    if of_selected(table) and not rule:
        kinds = registry.of("selected")
        told = (selected(table, kind, statements) for kind in kinds)
        nothing = replace(
            table, claims=tuple(Claim() for _ in table.claims), cells={}, why_left=_NO_SUCH_LINE
        )
        return next((one for one in told if one is not None), nothing)
    one = _told(table, registry, statements, rule)
    return with_rates(one, registry, statements) if rule in _TAXES else one


def _cleared(table: Decided, one: Decided, rule: str, groups: frozenset[str]) -> Decided:
    """A note's table without the claims that its lines' words alone make, where these say what it
    is not: tables that were proven have none.
    """
    if one.detail is None and not rule and of_accounts(one):
        nothing = tuple(Claim() for _ in table.claims)
        one = replace(one, claims=nothing, cells={}, why_left=UNPROVEN)
    if one.detail is None and rule in _BENEFITS[:1]:
        # the service cost of a plan is no cost of services
        own = tuple(claim if claim.of_note else Claim() for claim in table.claims)
        one = replace(one, claims=own)
    if one.detail is None and any(_twice_in_a_period(one, at) for at in range(len(one.claims))):
        nothing = tuple(Claim() for _ in one.claims)
        one = replace(one, claims=nothing, cells={}, why_left=_SAME_PERIOD)
    if one.detail is None and _of_group(table, groups):
        nothing = tuple(Claim() for _ in table.claims)
        one = replace(table, claims=nothing, cells={}, why_left=_GROUPED)
    return one


def _groups(tables: Sequence[Decided]) -> frozenset[str]:
    """What the parts of the company are called for which its statements have columns or lines."""
    found: set[str] = set()
    for table in tables:
        if table.read.table.kind in PRIMARY:
            groups = [
                *(column.group for column in table.read.columns),
                *(item.group for item in table.read.items),
            ]
            found |= {group.name for group in groups if group and not group.entity}
    words = (name.lower().split() for name in found)
    return frozenset(each[0] for each in words if each and len(each[0]) >= _A_NAME)


def _twice_in_a_period(table: Decided, at: int) -> bool:
    """Whether a line of a note would have several amounts of one period for one concept, and no
    head says what each is: assets beside liabilities, an average beside the year's end.
    """
    seen: set[object] = set()
    for cell in table.read.items[at].row.cells:
        claim = table.cells.get((at, cell.column), table.claims[at])
        column = table.read.columns[cell.column]
        if not claim.concepts or not claim.of_note or column.group:
            continue
        concept = claim.concepts[0]
        period = column.instant if concept.period_type == "instant" else column.duration
        if period is not None and (concept.qname, period) in seen:
            return True
        seen.add((concept.qname, period))
    return False


def _of_group(table: Decided, groups: frozenset[str]) -> bool:
    """Whether a note's title names such a part: 'Inventories - Automotive Sector'."""
    return not groups.isdisjoint(table.read.table.title.lower().split())


def _told(table: Decided, registry: Registry, statements: Statements, rule: str) -> Decided:
    """A note's table by its kinds, or with the reason why it has none."""
    values = statements.values
    why = "no line of it is a total that a statement has too"
    found: list[Proof] = []
    for instant in (True, False):
        odd = _odd(table, instant=instant)
        kinds = [kind for kind in registry.kinds if kind.instant is instant]
        if odd:
            why = odd if any(rule and rule in (k.id, *k.titles) for k in kinds) else why
            continue
        for kind in kinds:
            if kind.proof not in _BY_TOTAL or (kind.titles and rule not in kind.titles):
                continue
            prove = of_parts if kind.of_parts else _proofs
            found += prove(table, kind, registry, values)
    if not found:
        shaped = _shaped(table, registry, statements, rule)
        if shaped is not None:
            return shaped
    if not found and rule in _BENEFITS:
        costs = _costs(table, registry, statements)
        if costs is not None:
            return costs
    kept = _together(found)
    if kept and kept[0].kind.of_parts:
        return in_parts(table, kept, registry, values)
    return _detailed(table, kept, registry, values) if kept else replace(table, why_left=why)


def _costs(table: Decided, registry: Registry, statements: Statements) -> Decided | None:
    """What several plans side by side cost, each a member; None where a column's plan or year is
    not told.
    """
    names, read = plan_names(table), table.read
    used = sorted({cell.column for item in read.items for cell in item.row.cells})
    places = [(names[at].lower(), read.columns[at].duration) for at in used]
    told = all(name and span in statements.years for name, span in places)
    if not told or len({name for name, _ in places}) == 1 or not alike(places):
        return None
    if any(read.columns[at].group for at in used):
        return None
    for kind in registry.of("costs"):
        proofs = _proofs(table, kind, registry, statements.values)
        if proofs:
            heads = tuple(
                replace(column, group=Group(names[column.index], plan=True))
                for column in read.columns
            )
            whole = replace(table, read=replace(read, columns=heads))
            return _detailed(whole, proofs, registry, statements.values)
    return None


def _together(found: Sequence[Proof]) -> list[Proof]:
    """The proofs that can stand in one table, those that know most lines first."""
    kept: list[Proof] = []
    for proof in sorted(found, key=lambda each: -each.known):
        apart = all(proof.tree.isdisjoint(other.tree) for other in kept)
        one = not kept or proof.kind.of_parts or proof.kind.instant is kept[0].kind.instant
        if apart and one and (not kept or proof.kind.of_parts is kept[0].kind.of_parts):
            kept.append(proof)
    return kept


def _shaped(
    table: Decided, registry: Registry, statements: Statements, rule: str
) -> Decided | None:
    """A table by kinds that are proven in ways of their own."""
    if any(column.group for column in table.read.columns):
        return None
    due = by_year(table, registry, statements)
    if due is not None:
        return due
    benefits = plans(table, registry, statements) if rule in _BENEFITS else None
    if benefits is not None:
        return benefits
    for kind in registry.kinds:
        told: Decided | None = None
        if kind.proof == "roll":
            told = carried(table, kind, registry, statements)
        elif kind.proof == "quarters" and (rule in kind.titles or not rule):
            told = quarters(table, kind, statements)
        elif kind.proof == "selected":
            told = selected(table, kind, statements)
        elif kind.proof == ACCOUNTS:
            told = accounts(table, kind, registry, statements)
        elif kind.proof == "beside" and (rule in kind.titles or not rule):
            told = beside(table, kind, registry, statements)
        if told is not None:
            return told
    return None


def _only(kind: Kind, registry: Registry) -> bool:
    """Whether another kind has the same totals: then lines must tell which of them it is."""
    shared = [k for k in registry.kinds if set(k.totals) & set(kind.totals)]
    return len(shared) == 1 and not kind.by_sums


def _odd(table: Decided, *, instant: bool) -> str:
    """Why the columns do not give each figure its context for certain; '' where they do."""
    read = table.read
    used = {cell.column for item in read.items for cell in item.row.cells}
    periods = [
        (read.columns[at].instant if instant else read.columns[at].duration) for at in sorted(used)
    ]
    if not used or any(period is None for period in periods):
        return "the periods of its columns are not told"
    if len(set(periods)) < len(periods):
        return _SAME_PERIOD
    if any(read.columns[at].group or read.columns[at].shares for at in used):
        return "its columns are parts of the company"
    if any(item.period is not None or item.group for item in read.items):
        return "its rows have periods or parts of their own"
    return ""


def _proofs(table: Decided, kind: Kind, registry: Registry, values: Values) -> list[Proof]:
    """The lines that are the statement's, each with all that adds up to it, itself included."""
    sums = {each.total: each for each in table.sums if not any(each.differences)}
    found: list[Proof] = []
    for total in sorted(sums, reverse=True):
        if kind.by_sums:
            whole = total == max(sums) and len(sums) >= _SUMS
        elif kind.by_name:
            whole = _named(table, sums[total], kind, registry)
        else:
            whole = any(states(table, total, values.get(name, {}), kind) for name in kind.totals)
        if not whole:
            continue
        tree: set[int] = set()
        open_ = [total]
        while open_:
            at = open_.pop()
            if at not in tree:
                tree.add(at)
                open_ += [part for part, _ in sums[at].parts] if at in sums else []
        known = sum(
            registry.line(kind.id, item.caption, item.section) is not None
            for at in tree
            if (at != total or kind.by_sums or kind.by_name) and (item := table.read.items[at])
        )
        if known > 1 if kind.by_sums or kind.by_name else known or _only(kind, registry):
            found.append(Proof(kind, total, frozenset(tree), known))
            break
    return found


def _named(table: Decided, total: Sum, kind: Kind, registry: Registry) -> bool:
    """Whether a total of several lines says that it is the kind's."""
    item = table.read.items[total.total]
    row = registry.line(kind.id, item.caption, item.section)
    named = row is not None and row.concept.endswith(f":{kind.totals[0]}")
    return named and len(total.parts) >= _SUMS


def _detailed(
    table: Decided, proofs: Sequence[Proof], registry: Registry, values: Values
) -> Decided:
    """The table with the concepts of its kinds; lines that do not add up are left out."""
    claims = [Claim()] * len(table.claims)
    nouns: dict[int, str] = {}
    for proof in proofs:
        named = {at: _concept(table, at, proof, registry, values) for at in sorted(proof.tree)}
        counts = Counter(each.qname for each in named.values() if each is not None)
        for at, concept in named.items():
            item = table.read.items[at]
            if item.quantity is not Quantity.MONEY:
                continue
            nouns[at] = proof.kind.noun
            rule = f"note-table.{proof.kind.id}"
            claims[at] = Claim(rule=rule, statements=NOTE)
            # of two lines of one name neither is the whole
            if concept is not None and counts[concept.qname] == 1:
                claims[at] = Claim(
                    concepts=(concept,), rule=rule, confidence=SURE, way=Way.SUMS,
                    statements=NOTE, sign=_sign(concept, proof, registry),
                )  # fmt: skip
    left = {place for place in table.read.places if place[0] not in nouns}
    kinds = tuple(proof.kind.id for proof in proofs)
    return replace(
        table, claims=tuple(claims), cells={}, left_out=table.left_out | left,
        detail=Detail(
            kinds, nouns, proofs[0].kind.instant, balance=_balance(proofs, registry)
        ),
    )  # fmt: skip


def _balance(proofs: Sequence[Proof], registry: Registry) -> Balance | None:
    """The balance that the totals have which a table was proven by; None where they differ."""
    totals = [registry.taxonomy.find(name) for proof in proofs for name in proof.kind.totals[:1]]
    found = {total.balance for total in totals if total is not None}
    return found.pop() if len(found) == 1 else None


def _concept(
    table: Decided, at: int, proof: Proof, registry: Registry, values: Values
) -> Concept | None:
    """The statement's concept for the total, that of the wording for a part; None for no one."""
    kind, item = proof.kind, table.read.items[at]
    base = registry.taxonomy
    names = [n for n in kind.totals if states(table, at, values.get(n, {}), kind)]
    if at == proof.total and names:
        return base.concept(f"us-gaap:{names[0]}")
    plain = item.caption.strip(" :").lower() in ("", "total")
    if plain and not any(
        each.total == proof.total and at in dict(each.parts) for each in table.sums
    ):
        return None  # of which lines it is the total is not told by its words
    if kind.by_name and at != proof.total and _within_another(table, at, proof):
        return None
    row = registry.line(kind.id, item.caption or "total", item.section)
    concept = base.concept(row.concept) if row is not None and row.concept else None
    if concept is not None and _lowered(table, at, proof, registry):
        concept = base.find(concept.qname.local.replace("Gross", "Net")) or concept
    if concept is None or (concept.period_type == "instant") is not kind.instant:
        return None
    return concept


def _lowered(table: Decided, at: int, proof: Proof, registry: Registry) -> bool:
    """Whether what a total consists of is lowered by an allowance already."""
    parts = [part for each in table.sums if each.total == at for part, _ in each.parts]
    rows = (
        registry.line(proof.kind.id, item.caption, item.section)
        for item in (table.read.items[part] for part in parts)
    )
    return any(row is not None and row.use == "lowers" for row in rows)


def _within_another(table: Decided, at: int, proof: Proof) -> bool:
    """Whether a line first enters a total that has a name of its own: that of one plan."""
    return any(
        each.total != proof.total and table.read.items[each.total].caption
        for each in table.sums
        if each.total in proof.tree and at in dict(each.parts)
    )


def _sign(concept: Concept, proof: Proof, registry: Registry) -> Sign:
    """What is taken off is stated positive: '(7,163)' of accumulated depreciation."""
    total = registry.taxonomy.find(proof.kind.totals[0])
    against = total is not None and concept.balance not in (None, total.balance)
    return "magnitude" if against and proof.kind.instant else "as_printed"
