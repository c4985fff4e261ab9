"""Check marks of the cover: which report it is, and the questions that are answered yes or no.

[X]  QUARTERLY REPORT PURSUANT TO SECTION 13 OR 15(d)          before its words, or behind them
[ ]  TRANSITION REPORT PURSUANT TO SECTION 13 OR 15(d)
... has been subject to such filing requirements for the past 90 days.   Yes  X    No ____

A box counts only where it is told whose it is; a question without a mark, or with two, has no
answer, and the cover then says nothing of it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from converter.model.finding import Severity
from converter.model.forms import is_annual, is_current, is_quarterly
from converter.read.address import Piece

if TYPE_CHECKING:
    from collections.abc import Iterator

    from converter.model.filing import Header
    from converter.read.page import Page


class Mark(NamedTuple):
    """A box as printed: offsets in the page's text, and whether something is written in it."""

    start: int
    end: int
    checked: bool


_BOX = (
    r"(?:[\[({|][ _\t]{0,4}(?P<in>[xX]{1,2})?[ _\t]{0,4}[\])}|]"
    r"|/[ _]{0,3}(?P<slashed>[xX])?[ _]{0,3}/"
    r"|(?<![A-Za-z0-9_])_{0,4}(?P<bare>[xX]{1,2})_{0,4}(?![A-Za-z0-9_])"
    r"|_{2,8}(?P<line>[xX]?)_{0,8})"
)
_BEFORE = re.compile(_BOX + r"[ \t]{0,30}$")
_ALONE = re.compile(r"[ \t]{0,70}" + _BOX + r"[ \t]*$")
_BEHIND = re.compile(
    r"[\[{][ _]{0,4}(?P<in>[xX]{1,2})?[ _]{0,4}[\]}]|/[ _]{0,3}(?P<slashed>[xX])?[ _]{0,3}/"
)
_UNDER = r"\s+(?:pursuant|under|filed\s+(?:pursuant|under)|required\s+by)\b"


def _report(kind: str) -> re.Pattern[str]:
    return re.compile(
        rf"\b{kind}\s+report(?P<words_end>)(?:(?P<under>{_UNDER})|[ \t]*$)",
        re.IGNORECASE | re.MULTILINE,
    )


_REPORTS = {
    "DocumentAnnualReport": _report("annual"),
    "DocumentQuarterlyReport": _report("quarterly"),
    "DocumentTransitionReport": _report("transition"),
}
_MOST_BEHIND = 320  # characters of a report's words, to the box behind them
_NOTICES = {
    "WrittenCommunications": re.compile(r"\bwritten\s+communications?\s+pursuant", re.IGNORECASE),
    "SolicitingMaterial": re.compile(r"\bsoliciting\s+material\s+pursuant", re.IGNORECASE),
    "PreCommencementTenderOffer": re.compile(
        r"\bpre-?\s?commencement\s+communications?\s+pursuant\s+to\s+rule\s+14d", re.IGNORECASE
    ),
    "PreCommencementIssuerTenderOffer": re.compile(
        r"\bpre-?\s?commencement\s+communications?\s+pursuant\s+to\s+rule\s+13e", re.IGNORECASE
    ),
}


def report_marks(page: Page, _: Header) -> None:
    """DocumentAnnualReport, DocumentQuarterlyReport, DocumentTransitionReport; an 8-K's boxes."""
    if is_current(page.form):
        for name, mark in _told(page, _NOTICES).items():
            _put(page, name, mark)
        return
    if is_annual(page.form):
        own = "DocumentAnnualReport"
    elif is_quarterly(page.form):
        own = "DocumentQuarterlyReport"
    else:
        return
    told = _told(page, _REPORTS)
    alone = _REPORTS[own].search(page.text)
    if (
        not told
        and alone
        and alone["under"]
        and not _REPORTS["DocumentTransitionReport"].search(page.text)
    ):
        # a form without boxes says which report it is in words
        told = {own: Mark(alone.start(), alone.start("words_end"), checked=True)}
    told = {name: told[name] for name in (own, "DocumentTransitionReport") if name in told}
    checked = [mark for mark in told.values() if mark.checked]
    if len(told) > 1 and len(checked) != 1:
        page.note(
            "COV013",
            "the cover marks the report as one of the form's own and as a transition report"
            if checked
            else "the cover marks neither of its kinds of report",
            Severity.INFO,
            *(_piece(page, mark) for mark in told.values()),
        )
        return
    for name, mark in told.items():
        _put(page, name, mark)


def _told(page: Page, rules: dict[str, re.Pattern[str]]) -> dict[str, Mark]:
    """The box of each of the words, all before them or all behind them."""
    text = page.text
    places = {name: found for name, rule in rules.items() for found in [rule.search(text)] if found}
    before = {
        name: mark for name, found in places.items() for mark in [_mark_before(text, found.start())]
        if mark
    }  # fmt: skip
    if before:
        return before
    behind = {}
    for name, found in places.items():
        ends = [other.start() for other in places.values() if other.start() > found.start()]
        reach = min([found.end() + _MOST_BEHIND, *ends])
        blank = text.find("\n\n", found.end(), reach)
        box = _BEHIND.search(text, found.end(), blank if blank >= 0 else reach)
        if box:
            behind[name] = _mark(box)
    return behind


def _mark_before(text: str, at: int) -> Mark | None:
    """The box on the line ahead of the words, or alone on the line above them."""
    line = text.rfind("\n", 0, at) + 1
    ahead = _BEFORE.search(text, max(line, at - 80), at)
    if ahead:
        return _mark(ahead)
    if text[line:at].strip() or not line:
        return None
    above = text.rfind("\n", 0, line - 1) + 1
    alone = _ALONE.fullmatch(text, above, line - 1) if line - 1 - above <= _WIDEST else None
    return _mark(alone) if alone else None


_WIDEST = 100


def _mark(found: re.Match[str]) -> Mark:
    checked = any(found.groupdict().values())
    shown = found.group()
    start = found.start() + len(shown) - len(shown.lstrip())
    return Mark(start, start + len(shown.strip()), checked)


def _piece(page: Page, mark: Mark) -> Piece:
    return Piece(page.start + mark.start, page.start + mark.end, page.text[mark.start : mark.end])


def _put(page: Page, name: str, mark: Mark) -> None:
    page.put(name, "true" if mark.checked else "false", _piece(page, mark), boxed=True)


class _Word(NamedTuple):
    """An answer: whether it is yes, and where it is printed."""

    yes: bool
    mark: Mark


class _Question(NamedTuple):
    """name     the dei concept that its answer is
    words    what it asks
    answers  the concept's values for yes and for no
    """

    name: str
    words: re.Pattern[str]
    answers: tuple[str, str] = ("Yes", "No")


_QUESTIONS = tuple(
    _Question(name, re.compile(words, re.IGNORECASE), answers)
    for name, words, answers in (
        ("EntityCurrentReportingStatus", r"\bfiled\s+all\s+reports\b", ("Yes", "No")),
        (
            "EntityBankruptcyProceedingsReportingCurrent",
            r"\bconfirmed\s+by\s+a\s+court\b",
            ("true", "false"),
        ),
        ("EntityWellKnownSeasonedIssuer", r"\bwell-?\s?known\s+seasoned\s+issuer\b", ("Yes", "No")),
        (
            "EntityVoluntaryFilers",
            r"\bnot\s+required\s+to\s+file\s+reports\s+pursuant\b",
            ("Yes", "No"),
        ),
        ("EntityShellCompany", r"\bshell\s+company\b", ("true", "false")),
        (
            "EntityFilerCategory",
            r"\bis\s+an\s+accelerated\s+filer\b",
            ("Accelerated Filer", "Non-accelerated Filer"),
        ),
    )
)
_NEXT = re.compile(
    r"\b(?:indicate\s+by\s+check|check\s+whether|check\s+here|check\s+if|aggregate\s+market"
    r"|state\s+the\s+(?:number|aggregate|issuer)|the\s+number\s+of\s+shares|applicable\s+only"
    r"|indicate\s+the\s+number|documents\s+incorporated|securities\s+registered)",
    re.IGNORECASE,
)
_REACH = 1_100  # characters from a question's words to its answer
_ANSWER = re.compile(
    r"(?P<yes>(?<![A-Za-z])yes(?![A-Za-z]))"
    # 'had no revenues' answers nothing
    r"|(?P<no>(?<![A-Za-z])no(?![A-Za-z]|\.\s*\d|(?-i:\s[a-z])))|" + _BOX,
    re.IGNORECASE,
)


def answers(page: Page, _: Header) -> None:
    """What the cover's questions are answered with; 'Yes X  No' once for each."""
    text = page.text
    for question in _QUESTIONS:
        found = question.words.search(text)
        if not found:
            continue
        given = [each for each in _answers(text, found.end(), _end(text, found.end())) if each]
        if given and len({word.yes for word, _ in given}) == 1:
            word, mark = given[0]
            value = question.answers[0 if word.yes else 1]
            # 'Yes' is spelled by its word; true and false by the mark
            boxed = value in ("true", "false")
            shown = mark if boxed else word.mark
            page.put(question.name, value, _piece(page, shown), boxed=boxed)
    _filer_category(page)


def _end(text: str, start: int) -> int:
    """Where a question ends: at the next one, or out of reach."""
    further = _NEXT.search(text, start, start + _REACH)
    return further.start() if further else min(start + _REACH, len(text))


def _answers(text: str, start: int, end: int) -> Iterator[tuple[_Word, Mark] | None]:
    """For each 'Yes ... No' the word that is marked, and the mark; None where it is not told."""
    tokens: list[tuple[str, Mark]] = []
    for found in _ANSWER.finditer(text, start, end):
        kind = "yes" if found["yes"] else "no" if found["no"] else "box"
        if kind == "box" and not tokens and not _yes_follows(text, found.end(), end):
            continue  # '(x)' of a list, a rule
        tokens.append((kind, _mark(found) if kind == "box" else Mark(*found.span(), False)))
    at = 0
    while at < len(tokens):
        stop = next(
            (i for i in range(at + 1, len(tokens)) if tokens[i][0] == "yes" and _no(tokens[at:i])),
            len(tokens),
        )
        # a box ahead of the second 'Yes' is its own where the first had one ahead
        if tokens[at][0] == "box" and stop < len(tokens) and tokens[stop - 1][0] == "box":
            stop -= 1
        yield _answer(tokens[at:stop])
        at = stop


def _yes_follows(text: str, at: int, end: int) -> bool:
    return re.match(r"[\s_]{0,12}yes\b", text[at:end], re.IGNORECASE) is not None


def _no(tokens: list[tuple[str, Mark]]) -> bool:
    return any(kind == "no" for kind, _ in tokens)


def _answer(tokens: list[tuple[str, Mark]]) -> tuple[_Word, Mark] | None:
    kinds = [kind for kind, _ in tokens]
    if kinds.count("yes") != 1 or kinds.count("no") != 1:
        return None
    checked = [i for i, (kind, mark) in enumerate(tokens) if kind == "box" and mark.checked]
    if len(checked) != 1:
        return None
    at = checked[0]
    words = [i for i, kind in enumerate(kinds) if kind != "box"]
    ahead = kinds[0] == "box"  # boxes stand before their words
    own = [i for i in words if i > at] if ahead else [i for i in reversed(words) if i < at]
    if not own:
        return None
    return _Word(kinds[own[0]] == "yes", tokens[own[0]][1]), tokens[at][1]


_CATEGORIES = re.compile(
    r"(?P<name>large\s+accelerated\s+filer|non-?\s?accelerated\s+filer|accelerated\s+filer"
    r"|smaller\s+reporting\s+company)",
    re.IGNORECASE,
)
_LARGE = re.compile(r"\bis\s+a\s+large\s+accelerated\s+filer", re.IGNORECASE)


def _filer_category(page: Page) -> None:
    """'Large accelerated filer [ ]  Accelerated filer [X]': the one that is marked."""
    text = page.text
    asked = _LARGE.search(text)
    if not asked:
        return
    end = _end(text, asked.end())
    lines = text.find("\n\n", asked.end(), end)  # the row of boxes stands apart from the question
    names = list(_CATEGORIES.finditer(text, lines if lines >= 0 else asked.end(), end))
    marked: list[tuple[str, Mark]] = []
    for at, name in enumerate(names):
        stop = names[at + 1].start() if at + 1 < len(names) else end
        box = re.search(_BOX, text[name.end() : stop])
        mark = _mark(box) if box else None
        if mark and mark.checked:
            moved = Mark(mark.start + name.end(), mark.end + name.end(), checked=True)
            marked.append((_category(name["name"]), moved))
    if len(marked) == 1:
        page.put("EntityFilerCategory", marked[0][0], _piece(page, marked[0][1]))


def _category(name: str) -> str:
    words = " ".join(name.lower().split()).replace("non accelerated", "non-accelerated")
    return {
        "large accelerated filer": "Large Accelerated Filer",
        "accelerated filer": "Accelerated Filer",
        "smaller reporting company": "Smaller Reporting Company",
    }.get(words, "Non-accelerated Filer")
