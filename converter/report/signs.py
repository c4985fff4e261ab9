"""The sign that belongs to a value, from the row's rule, the wording and the arithmetic together.

A concept's balance says what a positive value means; a parenthesis only says how the filer printed
it. Where a total and its parts have balances, the roll-up decides: a part that lowers its total as
printed, and whose balance says that it lowers it, has a positive value, whatever was printed.

    Gross profit  2,131      credit
    Selling      (2,159)     debit   adds as printed, lowers by balance: value 2,159
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from converter.dts.traits import Trait, has
from converter.model.filing import StatementKind
from converter.model.mapped import ASSETS, LIABILITIES
from converter.text.numerals import Figure, Form

if TYPE_CHECKING:
    from collections.abc import Sequence

    from converter.model.mapped import Claim, Decided, Sum


def turns(table: Decided) -> list[int]:
    """For each item 1 where its values are as printed, -1 where they are the printed negated."""
    if table.detail is not None:  # what a total consists of is printed as it is meant
        return [_alone(table, at) for at in range(len(table.claims))]
    found: dict[int, int] = {}
    sides: dict[int, str] = {}
    kind = table.read.table.kind
    # equity columns carry from balance to balance; the cash flow statement's operating part has
    # no balances to go by, and its rows say what they mean
    if kind is not StatementKind.EQ:
        for total in reversed(table.sums):
            if total.carries:
                continue
            settled = total.total in found
            own = found.setdefault(total.total, _alone(table, total.total))
            balance = _balance_of(table, total, own, sides.get(total.total))
            if not settled and _turned_round(table.claims[total.total], balance):
                own = found[total.total] = -own
                balance = table.claims[total.total].balance
            backwards = _backwards(table, total)
            for part, printed in total.entering:
                if part in found:
                    continue
                mine = table.claims[part].balance
                if backwards or _stands(table, part):
                    found[part] = _apart(table, part, printed, backwards=backwards)
                elif balance and mine:
                    turn = own * printed * (1 if balance == mine else -1)
                    found[part] = max(turn, _earned_as_printed(table, part))
                else:
                    found[part] = _entering(table, part, printed)
                    if balance and kind is StatementKind.IS:
                        raises = own * printed * found[part] > 0
                        sides[part] = balance if raises else _other(balance)
    return [found.get(at, 0) or _alone(table, at) for at in range(len(table.claims))]


def _apart(table: Decided, part: int, printed: int, *, backwards: bool) -> int:
    """A line that its total says nothing of: as it stands, but what a statement of cash flows
    takes back from the result is minus that, as all that is no cash there.
    """
    taken_back = backwards and table.read.table.kind is StatementKind.CF
    return _entering(table, part, printed) if taken_back else _alone(table, part)


def _is(trait: Trait, claim: Claim) -> bool:
    return bool(claim.concepts) and has(claim.concepts[0].qname.local, trait)


def _other(balance: str) -> str:
    return "debit" if balance == "credit" else "credit"


def _backwards(table: Decided, total: Sum) -> bool:
    """Whether a sum is one of a whole and its parts read from the wrong end, which says nothing of
    their signs: discontinued operations are net income less continuing ones.
    """
    return (
        table.read.table.kind in (StatementKind.IS, StatementKind.CF)
        and _is(Trait.PART_OF_RESULT, table.claims[total.total])
        and any(
            weight > 0 and _is(Trait.WHOLE_RESULT, table.claims[part])
            for part, weight in total.entering
        )
    )


def _stands(table: Decided, part: int) -> bool:
    """Whether a line printed without parentheses is what it says, whatever it is taken off: a
    result that names no loss; on a balance sheet an asset or a liability; interest capitalized.
    """
    claim, line = table.claims[part], table.read.items[part]
    if _is(Trait.CAPITALIZED, claim):
        return True
    figures = [cell.figure for cell in line.row.cells if cell.figure.value]
    if claim.loss or any(figure.negative for figure in figures):
        return False
    if table.read.table.kind is StatementKind.BS:
        return claim.balance is not None and not _is(Trait.STOCK_OF_EITHER_SIGN, claim)
    return _is(Trait.RESULT, claim) and "loss" not in line.caption.lower()


def _balance_of(table: Decided, total: Sum, own: int, side: str | None = None) -> str | None:
    """The total's balance, as the expenses among its parts have it: what they lower is a credit,
    what they raise a debit. Its own mapping counts where they are silent or divided; a cash flow's
    parts say nothing, cash being a debit whichever way it went.

    side  the balance that a total without has by the total that it enters
    """
    mapped = table.claims[total.total].balance
    if table.read.table.kind is StatementKind.CF:
        return mapped
    claim = table.claims[total.total]
    if mapped and (_is(Trait.RESULT, claim) or _one_sided(claim, "credit")):
        return mapped
    votes = _votes(table, total, own, either=mapped == "debit" and not _one_sided(claim))
    if not votes:
        return mapped or side or _by_parts(table, total, own)
    if votes < 0 and table.read.table.kind is StatementKind.NOTE and _reconciles(table, total, own):
        return None
    return "credit" if votes > 0 else "debit"


def _votes(table: Decided, total: Sum, own: int, *, either: bool) -> int:
    """How many expenses among a total's parts lower it, less those that raise it.

    either  the total is a cost or a benefit, as taxes are, and so are its parts
    """
    votes = 0
    for part, weight in total.entering:
        figures = [cell.figure.value for cell in table.read.items[part].row.cells]
        printed = sum(value > 0 for value in figures) - sum(value < 0 for value in figures)
        costs = either and table.claims[part].balance == "debit"
        if printed and (costs or _one_sided(table.claims[part])):
            votes += -1 if (printed > 0) == (weight * own > 0) else 1
    return votes


def _by_parts(table: Decided, total: Sum, own: int) -> str | None:
    """The balance that the first part with one gives a total without: 'Income before taxes' enters
    what is left after taxes, so that this is a credit too.
    """
    if table.read.table.kind is not StatementKind.IS:
        return None
    for part, weight in total.entering:
        balance = table.claims[part].balance
        if balance:
            return balance if weight * own > 0 else _other(balance)
    return None


def _turned_round(claim: Claim, balance: str | None) -> bool:
    """Whether a total of income less expense is printed as expense: 'Total other expense, net 51',
    of which interest expense is the most, is NonoperatingIncomeExpense -51.
    """
    if not claim.concepts or not balance or claim.balance in (None, balance):
        return False
    return _is(Trait.INCOME_LESS_EXPENSE, claim)


def _reconciles(table: Decided, total: Sum, own: int) -> bool:
    """Whether income raises a total that expenses raise: cash flow from net income, in a note."""
    return any(
        table.claims[part].balance == "credit"
        and weight * own > 0
        and all(cell.figure.value >= 0 for cell in table.read.items[part].row.cells)
        for part, weight in total.entering
    )


def _entering(table: Decided, item: int, weight: int) -> int:
    """A line that enters its total with `weight`: a concept stated positive where the line lowers
    the total is minus that contribution, however it was printed.
    """
    claim = table.claims[item]
    if item in table.moves:
        return weight * _RISING[table.moves[item]]
    if claim.loss:
        return _alone(table, item) * weight
    if _taken_off(table, item, weight):
        return -weight
    if not claim.concepts and weight < 0 and table.read.table.kind is StatementKind.IS:
        return 1  # an expense of the filer's own is what is printed: its total is less that
    if claim.sign == "magnitude" and _is(Trait.PAID_IN_ALL, claim):
        return _alone(table, item)  # among the flows of operations, or below them
    if claim.sign == "magnitude" and table.read.table.kind is StatementKind.CF and claim.balance:
        return weight if claim.balance == "debit" else -weight
    return weight if claim.sign == "as_printed" else -weight


def _alone(table: Decided, item: int) -> int:
    line, claim = table.read.items[item], table.claims[item]
    if item in table.moves:
        return _RISING[table.moves[item]]
    if _taken_off(table, item, 1):
        return -1
    if claim.sign == "magnitude" and line.section:  # 'Cash paid (received) for:' stands above
        said = _two_ways(claim, f"{line.section[-1]} {line.caption}")
        if said:
            return said
    whole = sum(cell.figure.value for cell in line.row.cells)
    if claim.sign == "magnitude" and whole and table.read.table.kind is StatementKind.EQ:
        return 1 if whole > 0 else -1  # a stock dividend lowers one component and raises others
    return turn_of(claim, [c.figure for c in line.row.cells], line.caption)


def _taken_off(table: Decided, item: int, weight: int) -> bool:
    """Whether a line without a concept is what its caption names, taken off: an expense among
    revenues, an outflow of cash, a gain that no cash came from. The filing's own element is that
    amount then: 'Premiums paid (214)' are 214. A caption that names another direction too, or
    figures most of which are not taken off, say nothing.
    """
    kind, line = table.read.table.kind, table.read.items[item]
    if table.claims[item].concepts or kind not in _TAKEN_OFF:
        return False
    if kind is StatementKind.IS and not line.caption and weight < 0 and _costs(table, item):
        return True
    caption = line.caption or " ".join(line.section[-1:])
    if kind is StatementKind.EQ:  # 'Series C Preferred Stock' below 'Cash dividends'
        caption = " ".join([*line.section[-1:], caption])
    named = _LESS.search(caption) or _TAKEN_OFF[kind].search(caption)
    earned = kind is StatementKind.IS and _EARNED.search(caption)
    if not named or earned or _EITHER_WAY.search(caption):
        return False
    effects = [cell.figure.value * weight for cell in line.row.cells if cell.figure.value]
    return 2 * sum(effect < 0 for effect in effects) > len(effects)


def _costs(table: Decided, item: int) -> bool:
    """Whether a line adds up expenses, and nothing that is earned."""
    parts = next((total.entering for total in table.sums if total.total == item), ())
    claims = [table.claims[part] for part, weight in parts if weight > 0]
    return (
        len(claims) == len(parts)
        and any(map(_one_sided, claims))
        and not any(_one_sided(claim, "credit") for claim in claims)
    )


# what a rise in them does to cash: the filing's own element of a change is positive for a rise
_RISING = {ASSETS: -1, LIABILITIES: 1}
_LESS = re.compile(r"^\W*(?:less|deduct(?:ions?)?)\b(?!\s+than\b)", re.IGNORECASE)
_TAKEN_OFF = {
    StatementKind.EQ: re.compile(r"\bdividends?\b(?! re-?invest)", re.IGNORECASE),
    StatementKind.BS: _LESS,
    StatementKind.IS: re.compile(
        r"\b(?:costs?|expenses?|charges?|deductions?|provisions?|allowances?|rebates?|discounts?"
        r"|taxes|loss(?:es)?)\b",
        re.IGNORECASE,
    ),
    StatementKind.CF: re.compile(
        r"\b(?:paid|(?:re)?payments?|purchases?|acquisitions?|retirements?|redemptions?"
        r"|expenditures?|disbursements?|expended|withdrawals?|distributions?|dividends?"
        r"|(?:cash )?advance[ds]?|loans? to|investments? in|additions? to|contributions? to"
        r"|funding of|issuance of .*receivables?"
        r"|(?:issu\w+|offering|financing) (?:costs?|expenses?))\b"
        r"|^(?:net )?(?:(?:loan )?(?:sale )?gains?\b(?!.*\bloss)|(?:increase|decrease)s? in\b)",
        re.IGNORECASE,
    ),
}
# another direction: 'Purchases (sales)', 'Net receipts', 'Sales and purchases'; '(Note 4)' is none
_EITHER_WAY = re.compile(
    r"\((?!notes?\b|see\b|net of\b|includ|exclud|less\b|(?:preferred|common)\b)[^()]*[a-z]{3}"
    r"|\b(?:net (?!of\b|gains?\b)|changes? in\b|proceeds\b|receive|receipts?\b|collect"
    r"|(?<!^)increases?\b|(?<!^)decreases?\b|sales? (?:and|or)|(?:and|or) sales?\b|amortiz"
    r"|undistributed\b|equity in\b)",
    re.IGNORECASE,
)
_EARNED = re.compile(
    r"\b(?:income(?! tax)|earnings|revenues?|profits?|benefits?|credits?|gains?|recover\w*)\b",
    re.IGNORECASE,
)


def _one_sided(claim: Claim, balance: str = "debit") -> bool:
    """Whether a claim is an expense: parentheses around it say that it is taken off, no more."""
    if not claim.concepts or claim.loss or claim.sign != "as_printed":
        return False
    concept = claim.concepts[0]
    return (
        concept.balance == balance
        and concept.period_type == "duration"
        and concept.qname.prefix == "us-gaap"
        and not has(concept.qname.local, Trait.FLOW_OF_EITHER_SIGN)
    )


def _earned_as_printed(table: Decided, part: int) -> int:
    """1 for a line of revenues or other income that is printed without parentheses, else -1: what
    stands among expenses is none of them, and what counts both together is no expense.
    """
    item = table.read.items[part]
    if _LOWERS.search(item.caption) or not _one_sided(table.claims[part], "credit"):
        return -1
    return 1 if all(cell.figure.value >= 0 for cell in item.row.cells) else -1


def _earned(claim: Claim) -> bool:
    """Whether a claim is interest or dividends earned: never a loss, in parentheses or not."""
    return _one_sided(claim, "credit") and _is(Trait.INTEREST_EARNED, claim)


_LOWERS = re.compile(r"\b(?:loss(?:es)?|expenses?|costs?|charges?|deductions?)\b", re.IGNORECASE)
_GAIN = re.compile(r"^(?:net )?gains?\b(?!.*loss)", re.IGNORECASE)


def _gained(claim: Claim, caption: str) -> bool:
    """Whether a line of a statement of operations is a gain by its caption alone: parentheses
    around all its figures say that it is taken off the costs.
    """
    by_wording = claim.sign == "as_printed" and not claim.loss
    return by_wording and _is(Trait.GAIN_OR_LOSS, claim) and _GAIN.search(caption) is not None


# 'Cash paid (received) for income taxes': the caption says what its parentheses mean
_IN = r"(?:received|receipts?|refund\w*|recover\w*)"
_PAID_OR = re.compile(rf"\bpa(?:id|yments?)\W*\([^()]*\b{_IN}[^()]*\)", re.IGNORECASE)
_OR_PAID = re.compile(
    rf"\(\s*pa(?:id|yments?)\s*\)\W*(?:and\s+|or\s+)?{_IN}|\b{_IN}\W*\(\s*pa(?:id|yments?)\s*\)",
    re.IGNORECASE,
)


# 'Cash from (used for)', '(Deficit)' below 'Total equity': what parentheses around it would mean
_ASIDE = re.compile(
    r"\bfrom\W*\(used\b[^()]*\)|\(used\b[^()]*\)\W*from\b|^\W*\((?:deficit|deficiency)\)\W*$",
    re.IGNORECASE,
)


def _two_ways(claim: Claim, caption: str) -> int:
    """1 where a payment is printed as it is, -1 where it is printed in parentheses, by a caption
    that names both directions; 0 where it does not.
    """
    if "(" not in caption or not _is(Trait.PAID, claim):
        return 0
    return 1 if _PAID_OR.search(caption) else -1 if _OR_PAID.search(caption) else 0


def _paid(claim: Claim) -> bool:
    """Whether a claim is a payment: cash that left, with parentheses around it or without."""
    return claim.sign == "negate" and _is(Trait.PAYMENT, claim)


def turn_of(claim: Claim, figures: Sequence[Figure], caption: str = "") -> int:
    """What the row's rule says of some figures, when nothing else is known; a caption that names a
    loss alone over unsigned figures is one, but not where it only says what parentheses mean.
    """
    if claim.sign == "magnitude" and (said := _two_ways(claim, caption)):
        return said
    numbers = [figure for figure in figures if figure.form is Form.NUMBER and figure.value]
    negative = sum(figure.negative for figure in numbers)
    named = _earned(claim) or _paid(claim) or _is(Trait.CAPITALIZED, claim)
    if claim.sign == "magnitude" or _one_sided(claim) or named:
        return -1 if negative * 2 > len(numbers) else 1
    if numbers and negative == len(numbers) and _gained(claim, caption):
        return -1
    turn = -1 if claim.sign == "negate" else 1
    loss = claim.loss and not _ASIDE.search(caption)
    return -turn if loss and numbers and not negative else turn
