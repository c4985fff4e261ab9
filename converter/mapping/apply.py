"""Joins read tables with the mapping: claims for lines, cells, columns and caption amounts."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from converter.dts.traits import Trait, has
from converter.mapping.banks import whole_lines, with_noninterest
from converter.mapping.caption_facts import counts_shares, match_amount, names_amount
from converter.mapping.components import of_columns, of_lines
from converter.mapping.equity import instead
from converter.mapping.match import Line
from converter.mapping.treasury import counts_taken_back
from converter.mapping.unlabelled import PROVEN
from converter.model.filing import PRIMARY, StatementKind
from converter.model.lineitem import ReadTable, Role
from converter.model.mapped import AmountClaim, Claim, Matched, Way
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
    placed = with_noninterest(read)
    for at, item in enumerate(items):
        if not item.row.cells:
            found = matcher.heading(item.caption, kind)
            if found is not None and found.abstract is not None:
                headings[at] = found.abstract
            claims.append(_NOTHING)
            shares.append(_NOTHING)
            continue
        own = mapping.claim(_line(placed, at, item.quantity))
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
        claims = _beside_interest(read, _carried(read, claims, mapping), mapping)
    if kind is StatementKind.NOTE:
        claims = [_in_note(read, at, claim, mapping) for at, claim in enumerate(claims)]
    components = of_columns(read, matcher) if kind is StatementKind.EQ else ()
    below = one_below_another([column.column.head for column in read.columns])
    parts = of_lines(read, matcher) if components and below else ()
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


def _beside_interest(read: ReadTable, claims: list[Claim], mapping: Mapping) -> list[Claim]:
    """'Other income' of a bank that is all of it, by its place and not by its words."""
    out = list(claims)
    for at, caption in whole_lines(read).items():
        item = read.items[at]
        found = mapping.claim(Line(caption, read.table.kind, (), item.quantity))
        if found.concepts:
            out[at] = replace(found, way=Way.PLACE, confidence=PROVEN)
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


_ASSUMED = re.compile(r"\bpro[ -]?forma\b", re.IGNORECASE)
_PRINTED = re.compile(r"\b(?:historical|actual)\b", re.IGNORECASE)


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
            if _ASSUMED.search(amount.after) and not _PRINTED.search(amount.after):
                continue  # '6,819,869 issued and outstanding pro forma'
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
