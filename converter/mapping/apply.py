"""Joins read tables with the mapping: claims for lines, cells, columns and caption amounts."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from converter.dts.traits import Trait, has
from converter.mapping.caption_facts import counts_shares, match_amount, names_amount
from converter.mapping.equity import instead, of_retained_earnings
from converter.mapping.match import Line
from converter.mapping.treasury import counts_taken_back
from converter.model.filing import PRIMARY, StatementKind
from converter.model.lineitem import ReadTable, Role
from converter.model.mapped import AmountClaim, Claim, Component, Matched, Way
from converter.model.xbrl import Instant, QName
from converter.text.dates import is_day, without_periods
from converter.text.one_below_another import one_below_another
from converter.text.stock_classes import is_class_alone
from converter.text.units import Quantity
from converter.wording.normalise import letters

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from converter.mapping.caption_facts import CaptionRule
    from converter.mapping.mapping import Mapping
    from converter.mapping.match import Matcher
    from converter.model.lineitem import CaptionAmount, LineItem

_ONE_OF_LIST = re.compile(
    r"(?:(?:shares\s+)?(?:authorized|issued|outstanding)\b|shares\s*[:-])", re.IGNORECASE
)
_LAST_WORDS = re.compile(r"(?:^|[.;,:(]\s+)(?P<words>[A-Za-z][A-Za-z ]*)$")
_NOTHING = Claim()


def map_table(read: ReadTable, mapping: Mapping) -> Matched:
    """The claims of every line."""
    matcher = mapping.matcher
    kind = read.table.kind
    items = read.items
    claims: list[Claim] = []
    shares: list[Claim] = []
    headings: dict[int, QName] = {}
    cells: dict[tuple[int, int], Claim] = {}
    heads = _concept_heads(read)
    for at, item in enumerate(items):
        if not item.row.cells:
            found = matcher.heading(item.caption, kind)
            if found is not None and found.abstract is not None:
                headings[at] = found.abstract
            claims.append(_NOTHING)
            shares.append(_NOTHING)
            continue
        own = mapping.claim(_line(read, at, item.quantity))
        claims.append(own)
        in_shares = kind is StatementKind.EQ and any(
            read.columns[cell.column].shares for cell in item.row.cells
        )
        shares.append(mapping.claim(_line(read, at, Quantity.SHARES)) if in_shares else _NOTHING)
        for column, claim in _under_heads(read, at, own, heads, mapping) if heads else ():
            cells[at, column] = claim
    if kind is StatementKind.BS:
        claims = _by_side(read, claims, mapping)
    if kind is StatementKind.IS:
        claims = _carried(read, claims, mapping)
    if kind is StatementKind.NOTE:
        claims = [_in_note(read, at, claim, mapping) for at, claim in enumerate(claims)]
    components = _components(read, matcher) if kind is StatementKind.EQ else ()
    below = one_below_another([column.column.head for column in read.columns])
    parts = _parts(read, matcher) if components and below else ()
    if components:
        cells |= counts_taken_back(read, shares, components, parts, mapping)
    amounts = _amounts(read, mapping) if kind in PRIMARY else ()
    return Matched(
        read, tuple(claims), tuple(shares), cells, headings, () if parts else components, parts,
        amounts,
    )  # fmt: skip


def _in_note(read: ReadTable, at: int, claim: Claim, mapping: Mapping) -> Claim:
    """A statement's caption in a note speaks of the whole company only where no heading says
    otherwise: 'Americas: Net sales' is a segment's. And it must be the very caption: a note has
    lines of all kinds that share a word with a statement's.
    """
    if not claim.concepts or claim.of_note:
        return claim
    sure = claim.confidence >= _SURE_IN_NOTES and not claim.of_equity
    if sure and all(mapping.matcher.opens_section(each) for each in read.items[at].section):
        return claim
    return Claim(candidates=((str(claim.concepts[0].qname), claim.confidence),))


_BALANCE = re.compile(r"\bbalances?\b", re.IGNORECASE)
_AMOUNT = re.compile(r"\b(?:shares|amounts?|value|dollars)\b|[$]")
_SIGN_WORD = re.compile(r"\W*(?:add|plus|deduct|less)(?:itions|ions)?\W*", re.IGNORECASE)
_LISTS = re.compile(r"\band\b|[,&]", re.IGNORECASE)
_SURE_IN_NOTES = 0.69  # what an exact caption has that is lent from another statement's table

# Headings that a balance sheet without them leaves to the reader.
_SIDES = (("Assets", "Current assets"), ("Liabilities and equity", "Current liabilities"))


def _by_side(read: ReadTable, claims: list[Claim], mapping: Mapping) -> list[Claim]:
    """Lines under no heading are read with those that their place stands for: before the total of
    current assets, before the total of assets, after it.
    """

    def row_of(trait: Trait) -> int | None:
        rows = (
            at
            for at, c in enumerate(claims)
            if c.concepts and has(c.concepts[0].qname.local, trait)
        )
        return next(rows, None)

    assets = row_of(Trait.TOTAL_ASSETS)
    if assets is None:
        return claims
    current = (row_of(Trait.CURRENT_ASSETS), row_of(Trait.CURRENT_LIABILITIES))
    out = list(claims)
    for at, item in enumerate(read.items):
        known = any(mapping.matcher.heading(h, StatementKind.BS) for h in item.section)
        if known or not item.row.cells or at == assets:
            continue
        side = 0 if at < assets else 1
        first = current[side]
        section = _SIDES[side] if first is not None and at < first else _SIDES[side][:1]
        line = _line(read, at, item.quantity)._replace(section=(*section, *item.section))
        found = mapping.claim(line)
        if found.concepts and found.confidence >= claims[at].confidence:
            out[at] = found
    return out


def carried(read: ReadTable, claims: Sequence[Claim]) -> range:
    """The lines from one balance to another at the foot of a statement of income and retained
    earnings.
    """
    if read.table.kind is not StatementKind.IS:
        return range(0)
    balances = [
        at for at, claim in enumerate(claims)
        if claim.concepts and claim.concepts[0].period_type == "instant"
    ]  # fmt: skip
    if len(balances) < 2 or not read.items[balances[0]].opening:
        return range(0)
    return range(balances[0], balances[-1] + 1)


_ALL_OF_EQUITY = re.compile(r"\b(?:equity|capital|partners?|members?|proprietor)", re.IGNORECASE)


def _carried(read: ReadTable, claims: list[Claim], mapping: Mapping) -> list[Claim]:
    """What happened to equity between two balances: 'Dividends' there are no income. What is
    carried so is what was earned, where no word says that it is all of equity.
    """
    out = list(claims)
    lines = carried(read, claims)
    for at in lines:
        item = read.items[at]
        if not any(map(_ALL_OF_EQUITY.search, (item.caption, *item.section))):
            out[at] = instead(out[at], "RetainedEarningsAccumulatedDeficit", mapping.taxonomy)
    for at in lines[1:-1]:
        item = read.items[at]
        if item.row.cells and item.quantity is Quantity.MONEY:
            line = _line(read, at, item.quantity)._replace(statement=StatementKind.EQ)
            found = mapping.claim(line)
            out[at] = found if found.concepts else claims[at]
    return out


def _line(read: ReadTable, at: int, quantity: Quantity, column: str = "") -> Line:
    item = read.items[at]
    caption = _whole_caption(item, read.table.kind)
    return Line(caption, read.table.kind, item.section, quantity, item.role is Role.TOTAL, column)


_SECURITIES = re.compile(r"\b(?:securities|investments)\b", re.IGNORECASE)
_HAVE_CLASSES = (StatementKind.BS, StatementKind.IS, StatementKind.EQ)
# 'Payments for purchases' and 'Proceeds from sales' say what was done, their heading to what
_DONE = re.compile(
    r"(?:(?:gross|cash|payments?|proceeds|receipts)\W+)?(?:(?:for|from|on|of)\W+)?"
    r"(?:(?:purchases?|sales?|maturities|maturity|calls|redemptions?|repayments?|and|or|acquisitions?"
    r"|principal)\b\W*)+",
    re.IGNORECASE,
)


def _whole_caption(item: LineItem, kind: StatementKind) -> str:
    """The caption with what its heading adds, where it says little by itself: a day, what was done,
    a class of stock.

    Investment securities held to maturity:
      Payments for purchases                     payments for purchases of investment securities ...
    Cash dividends
      Class A common                             cash dividends class A common
    """
    caption, above = item.row.caption, item.section[-1] if item.section else ""
    if kind is StatementKind.EQ and (is_day(caption) or _is_bare_balance(item)):
        return f"Balance at {caption}".strip()
    if kind is StatementKind.CF and _DONE.fullmatch(caption) and _SECURITIES.search(above):
        return f"{caption} of {above}"
    if kind in _HAVE_CLASSES and is_class_alone(caption, above):
        return f"{above} {caption}"
    return caption


def _is_bare_balance(item: LineItem) -> bool:
    """Whether a line without a caption is what those above add up to on a day."""
    return not item.row.caption and isinstance(item.period, Instant)


def _concept_heads(read: ReadTable) -> dict[int, str]:
    """Heads that say more than a period, where concepts may stand in the columns of a note."""
    if read.table.kind is not StatementKind.NOTE:
        return {}
    heads = {c.index: without_periods(c.column.head) for c in read.columns}
    return {index: head for index, head in heads.items() if head}


def _under_heads(
    read: ReadTable, at: int, own: Claim, heads: dict[int, str], mapping: Mapping
) -> Iterator[tuple[int, Claim]]:
    """The claims of a row's cells in columns that name concepts, by column.

    own  the row's claim by its caption
    """
    item = read.items[at]
    for column in [cell.column for cell in item.row.cells if cell.column in heads]:
        head = heads[column]
        known = mapping.matcher.knows_head(head)
        claim = mapping.claim(_line(read, at, item.quantity, head)) if known else own
        if not claim.concepts or not claim.of_note:
            continue
        says_row = claim.concepts == own.concepts  # and not its column
        # the fair value of a part is neither what the row nor what the column names
        yield column, claim if says_row or _sums_up(read, at, claim, head) else _NOTHING


def _sums_up(read: ReadTable, at: int, claim: Claim, head: str) -> bool:
    """Whether a row states what its column's head names, and no part of it: the only row or the
    only total under its headings, of the class of securities that the concept has in its name.
    """
    item = read.items[at]
    beside = [i for i in read.items if i.row.cells and i.section == item.section]
    totals = [i for i in beside if i.role is Role.TOTAL or i.caption.lower().startswith("total")]
    plain = [i for i in totals if i.caption.lower() in ("", "total")]
    if [item] not in (beside, totals, plain):
        return False
    headings = [words for words in item.section if without_periods(words)]
    if headings and sum(i.caption.rstrip(":") == headings[-1] for i in read.items) > 1:
        return False  # of one part of the company, and again of another
    kind, of_securities, _ = claim.concepts[0].qname.local.partition("Securities")
    said = [item.caption, *(headings or [read.table.title, read.table.lead, head])]
    if any(kind.lower() in letters(column.column.head) for column in read.columns):
        said = [head]  # classes stand side by side
    return not of_securities or kind.lower() in letters(" ".join(said))


def _components(read: ReadTable, matcher: Matcher) -> tuple[Component, ...]:
    found: list[Component] = []
    for column in read.columns:
        head = without_periods(column.column.head)
        own = _own_head(read, column.index)
        member = matcher.member(head) or matcher.member(own)
        if member == "total" or (member is None and not head):
            found.append(Component(None))
        elif isinstance(member, QName):
            found.append(Component(member))
        else:
            found.append(Component(None, own))
    if Component(None) not in found:
        found = [
            Component(None) if column.total else part
            for part, column in zip(found, read.columns, strict=True)
        ]
    places = [
        (part.member, column.shares is True)
        for part, column in zip(found, read.columns, strict=True)
    ]
    heads = [set(_AMOUNT.sub("", _own_head(read, c.index).lower()).split()) for c in read.columns]
    for at, place in enumerate(places):
        beside = [n for n, other in enumerate(places) if other == place and n != at]
        if found[at].member is None or not beside:
            continue
        # 'Common stock' is the plain one beside 'Advances received for common stock'; of 'Losses
        # on hedges' beside 'Gains on futures' each is a part of it, as of what one head spans
        plain = all(heads[at] < heads[other] for other in beside)
        if not plain or any(_spanned(read, at, other) for other in beside):
            found[at] = Component(None, _own_head(read, read.columns[at].index))
    return tuple(found)


def _spanned(read: ReadTable, one: int, other: int) -> bool:
    """Whether a head stands over two columns, and not over all."""
    last = len(read.columns) - 1
    return any(
        head.first <= min(one, other) and max(one, other) <= head.last
        for head in read.table.boxhead
        if (head.first, head.last) != (0, last)
    )


def _parts(read: ReadTable, matcher: Matcher) -> tuple[Component, ...]:
    """The component that each line speaks of, by the nearest heading that names one; without
    headings the title's. A statement of retained earnings is of nothing else: its lines are what
    they are in a balance sheet, and no part of all equity. Where balances stand under no heading,
    one that has none below it is no component: 'Dividends declared:'; nor is one that names one,
    'Other comprehensive income:', where they lead from one to the other.
    """
    said = matcher.member(read.table.title) if not _LISTS.search(read.table.title) else None
    titled = isinstance(said, QName)
    alone = Component(said if isinstance(said, QName) and not of_retained_earnings(read) else None)
    found: list[Component] = []
    whole, opened = _balances(read)
    taken: dict[QName, str] = {}  # 'Class B Stock' is not the 'Common Stock' above it
    for item in read.items:
        headings = _headings(item)
        total = matcher.member(item.caption) == "total"
        if total or not headings or not item.row.cells:
            found.append(Component(None) if total else alone)
            continue
        flows = whole > 0 and opened.isdisjoint(item.section)
        part = alone if titled or flows else Component(None, headings[0])
        own = None if flows and whole > 1 else _of_headings(headings, taken, matcher)
        found.append(own or part)
    return tuple(found)


def _balances(read: ReadTable) -> tuple[int, set[str]]:
    """How many balances stand under no heading, and the headings that have some."""
    balances = [item for item in read.items if item.row.cells and _BALANCE.search(item.caption)]
    opened = {heading for item in balances for heading in item.section}
    opened |= {heading for item in read.items if item.opening for heading in item.section}
    return sum(not item.section for item in balances), opened


def _headings(item: LineItem) -> list[str]:
    """The headings of a line, the nearest first, without those that say what is done with it."""
    return [
        without_periods(heading)
        for heading in reversed(item.section)
        if not _SIGN_WORD.fullmatch(heading)
    ]


def _of_headings(
    headings: Sequence[str], taken: dict[QName, str], matcher: Matcher
) -> Component | None:
    """The component that the nearest of some headings names; None where none does.

    taken  by member, the heading that it is of: the first that names it; more come to it
    """
    for heading in headings:
        member = matcher.member(heading)
        if isinstance(member, QName):
            own = taken.setdefault(member, heading) == heading
            return Component(member) if own else Component(None, heading)
    return None


def _own_head(read: ReadTable, column: int) -> str:
    """A column's head without what stands over all the columns."""
    own = " ".join(read.table.heads_over(column))
    return without_periods(own) or without_periods(read.columns[column].column.head)


def _amounts(read: ReadTable, mapping: Mapping) -> tuple[AmountClaim, ...]:
    """What the amounts in captions are: balances in a balance sheet, else what a period has. In a
    statement of equity a caption also counts the shares of its own movement.
    """
    period = "instant" if read.table.kind is StatementKind.BS else "duration"
    rules = tuple(rule for rule in mapping.captions if rule.concepts[0].period_type == period)
    measured = mapping.curve.measured(Way.CAPTION, read.table.kind)
    found: list[AmountClaim] = []
    for at, item in enumerate(read.items):
        for amount in item.amounts:
            rule, named = _rule_of(amount, at, read.items, rules), names_amount(amount)
            if rule is not None:
                found.append(
                    AmountClaim(
                        at, amount, rule.concepts, rule.id, rule.quantity, rule.every_date,
                        measured, named=named,
                    )
                )  # fmt: skip
            elif read.table.kind is StatementKind.EQ and counts_shares(amount):
                own = mapping.claim(_line(read, at, Quantity.SHARES))
                if not own.concepts or own.concepts[0].period_type != period:
                    continue
                found.append(
                    AmountClaim(
                        at, amount, own.concepts, own.rule, Quantity.SHARES,
                        every_date=False, measured=measured,
                    )
                )  # fmt: skip
            elif named:
                found.append(
                    AmountClaim(
                        at, amount, (), "extension", Quantity.MONEY, every_date=False, named=named
                    )
                )
    return tuple(found)


def _rule_of(
    amount: CaptionAmount, at: int, items: Sequence[LineItem], rules: tuple[CaptionRule, ...]
) -> CaptionRule | None:
    item = items[at]
    host = amount.host or item.caption
    if _ONE_OF_LIST.match(host):  # 'Common stock, $.25 par value' stands above
        line = items[at - 1] if at and not item.row.cells else item
        above = [line.caption] if line is not item and line.section == item.section else []
        host = " ".join([*item.section[-2:], *above, host])
    rule = match_amount(amount, host, rules)
    if rule is not None or not item.section:
        return rule
    # 'Trade, net of $22,500 allowance' below 'Receivables'
    return match_amount(_said_above(amount, item), f"{item.section[-1]} {item.caption}", rules)


def _said_above(amount: CaptionAmount, item: LineItem) -> CaptionAmount:
    """An amount with the end of the heading above as what stands before it, where nothing does:
    'Shares of beneficial interest. Issued and outstanding:' over 'December 31, 1995 - 16,972'.
    """
    said = _LAST_WORDS.search(item.section[-1].rstrip(" :"))
    if amount.before or amount.currency or not said:
        return amount
    return replace(amount, before=said["words"])
