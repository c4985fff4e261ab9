"""The stub: which caption lines make one caption.

Weighted average number of common shares -          wrapped: the line ends in mid-phrase
diluted                            37,991,988

Current assets:                                     a heading: complete, no figures
  Cash                                  1,543
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from converter.text.units import read_units

if TYPE_CHECKING:
    from converter.text.views import LineView

_OPEN_END = re.compile(
    r"(?:[,;(&/-]|\b(?:a|after|an|and|at|as|available|average|before|by|due|during|except|excluding|for|from|in|into|including|less|net"
    r"|of|on|or|over|per|plus|than|that|the|through|to|under|used|with|without|company's|its|their|common|per|\$))$",
    re.IGNORECASE,
)
# words that speak of the next one: of the captions of 2009 that have them none ends there
_SPEAKS_OF_MORE = re.compile(
    r"[\w)]\W+(?:accumulated|additional|applicable|associated|attributable|beneficial|comprehensive"
    r"|continuing|cumulative|discontinued|doubtful|early|excess|extraordinary|intangible|marketable"
    r"|minority|noncontrolling|postretirement|prepaid|provided|redeemable|related|retained|revolving"
    r"|unconsolidated|unearned|unrealized|unrecognized|weighted)$",
    re.IGNORECASE,
)
# 'Net loss for year ended' over 'December 31, 2006'; 'For the year ended' alone is a heading
_PERIOD_OPEN = re.compile(
    r"\w\s+(?:for|during)\s+(?:the\s+)?(?:[\w-]+\s+)?(?:years?|periods?|quarters?|months|weeks)\s+(?:then\s+)?end(?:ed|ing)$",
    re.IGNORECASE,
)
# 'outstanding: 1995 -0-; 1994 -0-', 'Other, net'
_ENDED = re.compile(r"-\s?0\s?-$|[,-]\s?net$|/\d{1,2}/$", re.IGNORECASE)  # or with a mark, 1993/1/
# words that head nothing by themselves: 'SUPPLEMENTAL DISCLOSURE OF CASH FLOWS' over 'INFORMATION'
_TAIL = re.compile(
    r"(?:information|activities|disclosures?|transactions|data)(?:\s*\([^()]*\))?:?$", re.IGNORECASE
)
_LAST_OF = re.compile(r"\b(?:before|from)\s+[A-Za-z]+$", re.IGNORECASE)
_STOCK = re.compile(r"\b(?:stock|shares)\b", re.IGNORECASE)
_RATE = re.compile(r"\d[\d\s./-]*%")
_KIND_OF_STOCK = re.compile(
    r"(?:(?:Class|CLASS|Series|SERIES)\s\S{1,3}\s)?(?:[A-Z][A-Za-z-]+\s){0,2}"
    r"(?:Common|COMMON|Preferred|PREFERRED|Preference|PREFERENCE|Capital|CAPITAL)\s"
    r"(?:stock|Stock|STOCK|shares|Shares|SHARES)\b"
)
_NONE_ISSUED = re.compile(
    r"\b(?:none|no(?:\s+shares?)?)(?:\s+(?:were|are|have\s+been))?(?:\s+(?:issued|outstanding|and|or))+;?$"
    r"|\b(?:none|no)(?:\s+shares?)?\s+(?:issued|outstanding)\b[^;]*$",
    re.IGNORECASE,
)
_HELD = re.compile(r"\b(?:stock|shares|issued|outstanding)\b", re.IGNORECASE)
# '(Interest rate: 1994 - 6.6%)' below 'Short-term borrowings'
_ASIDE = re.compile(r"\((?:[^()\s]+\s+){2,}[^()\s]+\)")
_ASIDE_OPENS = re.compile(r"\([a-z$0-9].*\d")
_BALANCE = re.compile(r"balances?(?:\s+(?:at|as\s+of))?", re.IGNORECASE)
_A_BALANCE = re.compile(r"Balances?,?\s+(?:at|as\s+of|end|beginning|[A-Z][a-z]+\.?\s+\d)")
_A_DATE = re.compile(r"[A-Z][a-z]{2,8}\.?\s+\d{1,2},?\s*(?:19|20)\d\d\W*")
_COUNTS = re.compile(r"\(?(?:authorized|issued|outstanding)\b(?=.*\d)", re.IGNORECASE)
_OF = re.compile(r"(?:of|and|or|net of)\b")  # no caption begins so, but in small letters
_COUNTED = re.compile(r"\(?\d{1,3}(?:,\d{3})+\s+(?:and\s+[\d,]+\s+)?shares\b", re.IGNORECASE)
_AMOUNT = re.compile(r"\$?\d{1,3}(?:,\d{3})*\s+(?:and|at|in|shares)\b", re.IGNORECASE)
_MONEY_OF = re.compile(r"\$\d[\d,.]*\s+(?:and|at|in)\b", re.IGNORECASE)
_LEADERS = re.compile(r"(?:\s?\.){2,}\s*$|\s*_{3,}\s*$|(?<=\S)\.{2,}\s*$")
_YEAR_OF = re.compile(r"(?:19|20)\d\d\s*[-,:]")
_DASHED = re.compile(r"\s-+$|\w--$")
_GOES_ON = re.compile(r"[a-z&0-9$]|\((?![A-Z])|(?:AND|OR|OF|FROM|BY)\b")
_CONNECTS = re.compile(r"PER\b|(?:TO|AT|IN|ON|FOR|BEFORE|AFTER|WITH)\b(?!.*:$)")
_SMALL = re.compile(
    r"[&0-9$]|\((?![A-Z])|(?:and|or|of|from|by|for|to|in|at|with|net|less|than|issued|authorized"
    r"|outstanding)\b",
    re.IGNORECASE,
)
# '(Restated - Note 2)' says something of the line above, and is no caption
_REMARK = re.compile(
    r"\(\s*(?:as\s+)?(?:restated|revised|reclassified|(?:see\s+)?notes?)\b[^()]*\)", re.IGNORECASE
)
_SCALES = re.compile(r"(?:thousand|million|billion)s?\b", re.IGNORECASE)
_ASKS = re.compile(r"[a-z]\s(?:on|of|from|for|to)$")
_FIGURE = re.compile(r"\d")
_MARKS = re.compile(r"(?:\s{2,}\*{1,2})+\s*$")  # in place of amounts: 'less than $1 million'


@dataclass(frozen=True, slots=True)
class StubLine:
    """One printed line of a stub. `text` has no leaders; `right` is where its words end."""

    line: LineView
    left: int
    right: int
    text: str


def stub_line(line: LineView, end: int) -> StubLine | None:
    """The caption part of `line`, which ends before column `end`; None when there is none."""
    raw = line.text[:end]
    text = _without_leaders(_without_leaders(raw.rstrip()).rstrip("$").rstrip())
    if text.endswith("*"):
        text = _MARKS.sub("", text).rstrip()
    words = text.split()
    if not words:
        return None
    return StubLine(line, len(text) - len(text.lstrip()), len(text), " ".join(words))


def _without_leaders(text: str) -> str:
    return _LEADERS.sub("", text).rstrip() if text.endswith((".", "_")) else text


_RULES_BESIDE = re.compile(r"\s(?:\s+(?:-{3,}|={3,}|_{3,}))+\s*$")


def without_rules(line: StubLine) -> StubLine | None:
    """A caption line without the rules of the columns beside it; None where it has none:

    Total operating costs and administrative     37,667    77,242
    expenses                                     ------    ------
    """
    found = _RULES_BESIDE.search(line.line.text)
    if found is None or found.start() <= line.left:
        return None
    return stub_line(line.line, found.start())


def unfinished(text: str) -> bool:
    """Whether a caption goes on: an open parenthesis, or an end in mid-phrase."""
    ends = (_OPEN_END.search(text) and not _ENDED.search(text)) or _PERIOD_OPEN.search(text)
    return _opened(text) > 0 or bool(ends or _SPEAKS_OF_MORE.search(text))


def _goes_on_below(pending: list[StubLine]) -> bool:
    """Whether the lines of a caption are unfinished: 'Net income for' over 'the year ended'."""
    whole = " ".join(line.text for line in pending)
    return unfinished(pending[-1].text) or _PERIOD_OPEN.search(whole) is not None


def wraps(
    pending: list[StubLine], lower: StubLine, width: int, below: StubLine | None = None,
    *, small: bool = False,
) -> bool:  # fmt: skip
    """Whether `lower` continues the caption of the `pending` lines, with nothing between them.

    width  column at which the stub ends, so that a word too long for the line is seen
    below  the next caption line that stands no further in than `lower`
    small  whether all captions begin in small letters, so that one who does says nothing
    """
    upper = pending[-1]
    if closes(" ".join(line.text for line in pending), lower.text):
        return True
    if _begins_its_own(pending, lower, below):
        return False
    if _completes(upper.text, lower.text):
        return True
    if upper.text.endswith(":"):
        return _after_colon(upper.text, lower.text)
    if _A_BALANCE.match(lower.text) and not unfinished(upper.text):
        return False  # whatever room there was above: a row of its own
    if _says_of_the_above(lower) or _ends_the_above(upper, lower, below):
        return True
    listed = _are_listed(pending, lower, below)
    if _heads_by_dashes(pending, lower, below, listed=listed):
        return False
    # '(Loss) per share' and '1. Basic' may start captions of their own
    further = _SMALL.match(lower.text) if small else goes_on(lower.text)
    enumerated = re.match(r"\(?(?:[a-z]|\d{1,2})[.)]\s", lower.text)
    if listed and _is_asked_of_both(pending, lower, below):
        return False
    if _goes_on_below(pending) or (further and not enumerated):
        return True
    if listed:
        return False
    if len(pending) > 1 and lower.left == upper.left > pending[0].left:
        return True  # a hanging indent goes on
    first = lower.text.split(" ", 1)[0]
    return lower.left > upper.left and upper.right + 1 + len(first) > width


def _are_listed(pending: list[StubLine], lower: StubLine, below: StubLine | None) -> bool:
    """Whether a line and the one below it are of a list, further in than what stands above."""
    return below is not None and _lists(lower, below) and lower.left > pending[0].left


def _is_asked_of_both(pending: list[StubLine], lower: StubLine, below: StubLine | None) -> bool:
    """Whether a line that ends in a preposition is the heading of two lines with amounts:

    Dividends on
     Common stock         (188.5)
     Preferred stock       (31.2)
    """
    if below is None:
        return False
    return (
        len(pending) == 1
        and _ASKS.search(pending[0].text) is not None
        and all(
            each.text[:1].isupper() and _FIGURE.search(each.line.text[each.right :])
            for each in (lower, below)
        )
    )


def _ends_the_above(upper: StubLine, lower: StubLine, below: StubLine | None) -> bool:
    """Whether a line is the one word with which the caption above ends: 'activities'; or any that
    goes on with a preposition and a word, where a heading would have more lines below it than one:

    Income Before Interest
      Charges                          157 241
    Interest Charges:
    """
    if _TAIL.match(lower.text):
        return True
    alone = below is None or below.left <= upper.left < lower.left
    return alone and _LAST_OF.search(upper.text) is not None and lower.text.isalpha()


def _begins_its_own(pending: list[StubLine], lower: StubLine, below: StubLine | None) -> bool:
    """Whether a line is one of a list that rates tell apart, '4-1/2%  1996' over '5-7/8%  1997', or
    names a kind of stock below another, of which there is none:

    Preferred stock, $.10 par value; 5,000 shares authorized;
      none issued
    Class A common stock, $.10 par value                         1,822
    """
    upper = pending[0].text
    if below is not None and all(_RATE.match(each.text) for each in (lower, below)):
        return True
    return bool(
        _KIND_OF_STOCK.match(upper)
        and _KIND_OF_STOCK.match(lower.text)
        and _NONE_ISSUED.search(" ".join(line.text for line in pending))
    )


def _says_of_the_above(line: StubLine) -> bool:
    """Whether a line is an aside to the caption above: a remark, an interest rate, units."""
    if is_remark(line) or _ASIDE.fullmatch(line.text):
        return True
    return line.text.startswith("(") and line.text.endswith(")") and bool(read_units(line.text))


def _heads_by_dashes(
    pending: list[StubLine], lower: StubLine, below: StubLine | None, *, listed: bool
) -> bool:
    """Whether dashes stand in place of a colon: 'Diluted -' over lines further in, 'Taxes--' over
    'Current federal income' and 'Other' as far in as it; not 'Common stock --' over its counts.
    """
    text = pending[-1].text
    if listed or below is None or not text.endswith("--"):
        return listed and _DASHED.search(text) is not None
    return len(pending) == 1 and _lists(lower, below) and not _HELD.search(f"{text} {lower.text}")


def _completes(upper: str, lower: str) -> bool:
    """Whether a line says what the one above lacks: 'Common stock, $.01 par value:' over
    'Authorized 200 shares; issued 20 shares', 'Balance' over its date, 'CASH AND EQUIVALENTS' over
    'AT BEGINNING OF PERIOD', 'Authorized 250' over 'Million shares'.
    """
    counts = _COUNTS.match(lower) and _STOCK.search(upper)
    capitals = upper.isupper() and lower.isupper() and _CONNECTS.match(lower)
    scaled = upper[-1:].isdigit() and _SCALES.match(lower)
    return bool(counts or capitals or scaled) or dates_balance(upper, lower)


def dates_balance(upper: str, lower: str) -> bool:
    """Whether a line is the date of the balance above: 'Balance' over 'December 31, 1996'."""
    return _BALANCE.fullmatch(upper) is not None and _A_DATE.fullmatch(lower) is not None


def _after_colon(upper: str, lower: str) -> bool:
    """Whether a line goes on with what is no heading: 'at fair value (cost:' over '$1,402,118)',
    'allowance of:' over '2001 -- $1,904', 'amortization:' over '($143,000 in 1995)', 'dividends:'
    over '(per share: $.410 in 1995;', 'shares outstanding at June 30:' over '43,533,000 shares',
    'less allowance:' over '$125 in 1997 and $166 in 1996'.
    """
    aside = _ASIDE.fullmatch(lower) and re.search(r"\d", lower)
    opens = _opened(lower) > 0 and _ASIDE_OPENS.match(lower)
    counts = _COUNTED.match(lower) and _HELD.search(upper)
    amounts = _MONEY_OF.match(lower)
    return bool(_opened(upper) > 0 or aside or opens or counts or amounts or _YEAR_OF.match(lower))


def goes_on(text: str) -> bool:
    """Whether a line begins as no caption does: in small letters, or with a figure."""
    return _GOES_ON.match(text) is not None


def closes(upper: str, lower: str) -> bool:
    """Whether a line closes the parenthesis of those above: '229,774,547' over 'in 1993)'."""
    return _opened(upper) > 0 > _opened(lower)


def _opened(text: str) -> int:
    """How many more parentheses a text opens than it closes."""
    return text.count("(") - text.count(")")


def is_remark(line: StubLine) -> bool:
    """Whether a line only says something of the caption above it: '(Restated - Note 2)'."""
    return _REMARK.fullmatch(line.text) is not None


def _lists(line: StubLine, below: StubLine) -> bool:
    """Whether two lines begin captions of one rank, which are a list below a heading:

    Cash flows from investing
     activities
     Capital expenditures                    (6,714)
     Proceeds from sales of subsidiaries        173
    """
    first, second = (
        each.text.lstrip("-( ")[:1] for each in (line, below)
    )  # '- Basic', '(Increase)'
    return below.left == line.left and first.isupper() and second.isupper()


def continues_after(value: StubLine, lower: StubLine, *, below: bool = False) -> bool:
    """Whether `lower`, without figures, ends the caption of the line with figures above it.

    below  whether `value` is itself a line below those figures
    """
    if value.text.endswith(":"):
        return False
    if (
        _ASIDE_OPENS.match(lower.text)
        and not below
        and (lower.text.endswith(")") or _opened(lower.text) > 0)
    ):
        return True  # '(market value $170,665' says more of the line above, however far in
    if unfinished(value.text):
        further = lower.left > value.left or bool(_AMOUNT.match(lower.text))
        return _opened(lower.text) < 0 or further or bool(re.match(r"[a-z(]", lower.text))
    if below and lower.left >= value.left and lower.text[0].islower():
        return True
    if lower.left > value.left and _OF.match(lower.text):
        return True
    # 'Common stock $.50 par value.   4,857' over '20,000,000 shares authorized;'
    return lower.left > value.left and bool(
        _COUNTED.match(lower.text) and _STOCK.search(value.text)
    )
