"""Rules for amounts inside captions: 'less allowance for doubtful accounts of $10'.

A rule names words that the caption holds (`host`), and words that stand before or after the
amount; several alternatives are separated by commas, an empty field asks nothing; `par.` is the
whole word alone, `dividend but preferred` the one without the other. The first rule that fits in
the file's order wins.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from converter.mapping.rows import concept_of, one_of
from converter.model.xbrl import Concept, DataType
from converter.text.units import Quantity
from converter.tsv import MappingError, read_rows, words_of

if TYPE_CHECKING:
    from pathlib import Path

    from converter.model.lineitem import CaptionAmount

FIELDS = ("id", "host", "before", "after", "concepts", "quantity", "dates", "example", "source")
_DATES = ("all", "own")
_PER_SHARE_AT_MOST = 1000  # what is more is said of all shares, where no word tells
_OF_ALL = re.compile(r"\b(?:aggregate|total)\b", re.IGNORECASE)
_SHORTEST_COUNT = 3  # digits, where no word tells that shares are counted
_COUNTS = re.compile(
    r"\b(?:shares?|units?|authorized|issued|outstanding|interests?)\b", re.IGNORECASE
)
_SHARES = re.compile(r"(?:common\s+|preferred\s+)?shares?\b", re.IGNORECASE)
_EXERCISED = re.compile(r"\bexercise of$", re.IGNORECASE)
_OPTIONS = re.compile(r"(?:stock\s+)?options?\b", re.IGNORECASE)
_MAY_BUY = re.compile(
    r"\b(?:warrants?|options?|rights?)\s+(?:to|for|on|covering|exercis\w+)\b[^()]*$|\bto\s+(?:purchase|acquire|buy)\b",
    re.IGNORECASE,
)
_SYLLABLES = re.compile(r"(?<=[a-z])- (?=[a-z])|(?<=[A-Z])- (?=[A-Z])")  # 'less allow- ances of'
_TYPES = {
    Quantity.MONEY: (DataType.MONETARY,),
    Quantity.SHARES: (DataType.SHARES,),
    Quantity.PER_SHARE: (DataType.PER_SHARE, DataType.PER_UNIT),
}


@dataclass(frozen=True, slots=True)
class CaptionRule:
    """The words of `host`, `before` and `after` have a blank before them, as where a word begins.

    every_date  without a date of its own the amount holds for each column ('par value $1');
                otherwise it takes the date of the amount after it, if that has one
    example     a caption with such an amount
    """

    id: str
    host: tuple[str, ...]
    before: tuple[str, ...]
    after: tuple[str, ...]
    concepts: tuple[Concept, ...]
    quantity: Quantity
    every_date: bool
    example: str
    line: int


def load_caption_rules(path: Path) -> tuple[CaptionRule, ...]:
    """The rules of a file.

    Raises:
        MappingError: a row that lacks fields, names no concept of the taxonomy, or asks of it
            another quantity; with file and line.
    """
    rules: list[CaptionRule] = []
    lines: dict[str, int] = {}
    for line, cells in read_rows(path, FIELDS):
        rule = _rule(path, line, cells)
        first = lines.setdefault(rule.id, line)
        if first != line:
            raise MappingError(
                path, line, f"the id {rule.id} stands in {path.name}:{first} already", "MAP003"
            )
        rules.append(rule)
    return tuple(rules)


def _rule(path: Path, line: int, cells: list[str]) -> CaptionRule:
    identifier, host, before, after, names, stated, dates, example, _ = cells
    one_of(path, line, "quantity", stated, [each.value for each in _TYPES])
    one_of(path, line, "dates", dates, _DATES)
    quantity = Quantity(stated)
    concepts: list[Concept] = []
    for name in names.split():
        concept = concept_of(path, line, name)
        if concept.datatype not in _TYPES[quantity]:
            raise MappingError(
                path, line, f"{name} is {concept.datatype.value}, not {quantity.value}", "MAP005"
            )
        concepts.append(concept)
    if not identifier or not concepts:
        raise MappingError(path, line, "a row needs an id and a concept")
    return CaptionRule(
        identifier, _words(host), _words(before), _words(after), tuple(concepts), quantity,
        dates == "all", example, line,
    )  # fmt: skip


def _words(field: str) -> tuple[str, ...]:
    words = (f" {word}" for word in words_of(field, ","))
    return tuple(f"{word[:-1]} " if word.endswith(".") else word for word in words)


def match_amount(
    amount: CaptionAmount, caption: str, rules: tuple[CaptionRule, ...]
) -> CaptionRule | None:
    """The rule that says what an amount of a caption is, or None."""
    host, before, after = (_plain(text) for text in (caption, amount.before, amount.after))
    for rule in rules:
        if rule.quantity is Quantity.SHARES and (amount.currency or _is_mark(amount)):
            continue
        if rule.quantity is Quantity.PER_SHARE and (
            amount.power
            or (not amount.currency and "." not in amount.digits)
            or (_is_of_all(amount, before) and " per " not in f"{before}{after}")
        ):
            continue
        if _holds(host, rule.host) and _holds(before, rule.before) and _holds(after, rule.after):
            return rule
    return None


def _is_of_all(amount: CaptionAmount, before: str) -> bool:
    """Whether an amount is said of all shares: 'aggregate liquidation preference of $19,827'."""
    return amount.printed > _PER_SHARE_AT_MOST or _OF_ALL.search(before) is not None


def _is_mark(amount: CaptionAmount) -> bool:
    """Whether a number is a footnote's mark or a note's number, no count: 'at cost (1)'."""
    said = _COUNTS.search(f"{amount.before} {amount.after}")
    return len(amount.digits) < _SHORTEST_COUNT and amount.power is None and said is None


def counts_shares(amount: CaptionAmount) -> bool:
    """Whether the words beside an amount say that it counts shares: 'Exercise of options (198,396
    shares)', 'Issuance of 168,254 shares'; not what may be bought: 'warrants to purchase 20,000
    shares'.
    """
    if (
        _MAY_BUY.search(amount.before)
        or amount.currency
        or "." in amount.digits
        or not ("," in amount.digits or amount.power)
    ):
        return False
    exercised = _EXERCISED.search(amount.before) and _OPTIONS.match(amount.after)
    return bool(exercised or _SHARES.match(amount.after))


def names_amount(amount: CaptionAmount) -> str:
    """What an amount of money is by the words beside it, where they name it; '' where they do not:
    'issue costs' of 'Senior notes, less unamortized issue costs of $1,011', 'deferred taxes' of
    'Unrealized gains, net of $7,093 deferred taxes'.
    """
    if not amount.currency or _OF_A_SHARE.search(f"{amount.before} {amount.after}"):
        return ""
    before = _CLAUSE.split(_OF.sub("", amount.before))[-1].strip()
    for words, at in ((before, -1), (amount.after, 0)):
        found = _NAMES.findall(words)
        if found or words:
            return str(found[at]) if found else ""
    return ""


_OF_A_SHARE = re.compile(r"\b(?:par|stated|face|per|a share|each)\b", re.IGNORECASE)
_OF = re.compile(r"\s+(?:of|for|at)$", re.IGNORECASE)
_CLAUSE = re.compile(r"(?:\b(?:less|net(?: of)?|after|excluding)\b|,)", re.IGNORECASE)
_NAMES = re.compile(
    r"(?:\b(?:accumulated|unamortized|amortized|deferred|applicable|estimated|issue|issuance|doubtful"
    r"|income|tax|valuation)\s+)*"
    r"\b(?:costs?|market|(?:\w+\s+){0,2}values?|amortization|depreciation|depletion|allowances?|reserves?"
    r"|discounts?|premiums?|(?:income )?tax(?:es)?(?: (?:benefits?|effects?))?|commissions?)\b",
    re.IGNORECASE,
)


def _plain(text: str) -> str:
    return " " + re.sub(r"[^a-z]+", " ", _SYLLABLES.sub("", text).lower()).strip() + " "


def _holds(text: str, words: tuple[str, ...]) -> bool:
    return not words or any(_has(text, word) for word in words)


def _has(text: str, word: str) -> bool:
    """Whether a text has a word: of 'dividend but preferred' the first without the second."""
    word, _, but = word.partition(" but ")
    return word in text and not (but and f" {but}" in text)
