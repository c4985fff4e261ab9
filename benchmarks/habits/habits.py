"""The habits of typists, each a way to set the lines of a statement anew.

A habit changes how a statement looks and nothing that it says: a reader who knows the other way
reads the same figures of the same periods.
"""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING

from converter.model.filing import StatementKind
from converter.text.dates import is_period_text

if TYPE_CHECKING:
    from collections.abc import Callable

    from benchmarks.habits.pages import Line, Page

HABITS: dict[str, Callable[[Page], list[str] | None]] = {}
"""By name, what sets a statement's lines anew; None where it does not fit the statement."""
_MONTHS = "january february march april may june july august september october november december"
_MONTH = re.compile(rf"\b({'|'.join(_MONTHS.split())})\b", re.IGNORECASE)
_DAY = re.compile(rf"{_MONTH.pattern}\s+(\d{{1,2}})\b", re.IGNORECASE)
_YEAR = re.compile(r"(?<!\d)(?:19|20)(\d\d)(?!\d)")
_SCALE = re.compile(
    r"(?<!shares )(\(?)(?<!shares )\b(?:(?:dollars?|amounts?)\s+)?in\s+(thousands|millions)\b",
    re.IGNORECASE,
)
_NEGATIVE = re.compile(r"\(\s*(\$?\s*[\d.,]+)\s*\)")
_YEARS = re.compile(r"(?:\s+(?:19|20)\d\d){2,}\s*")  # a line of nothing but years
_ALONE = re.compile(r"( {3,})((?:19|20)\d\d)(?: {3}|$)")  # a year over its column
_SCALE_WORD = re.compile(r"\b(?:thousands|millions)\b", re.IGNORECASE)
_WIDE = re.compile(r"(?<=\S) {2,}")
_FEWEST = 10  # rows of a statement that two pages share
_WRAPPED = 28  # columns of a caption that is broken
_GUTTER = 7  # columns before the first figures in which a reference to a note stands
_OFF = 9  # columns by which heads stand off their figures
_SHIFTED = 14  # columns by which the second page's figures stand further right
_SHORTEST = 4  # letters of a month's name that nobody shortens
_EVERY = 3  # rows, one of which has a reference


def habit(
    name: str,
) -> Callable[[Callable[[Page], list[str] | None]], Callable[[Page], list[str] | None]]:
    def enter(
        how: Callable[[Page], list[str] | None],
    ) -> Callable[[Page], list[str] | None]:
        HABITS[name] = how
        return how

    return enter


def _lines(name: str, how: Callable[[Line], str]) -> None:
    """A habit that sets each line by itself."""
    HABITS[name] = lambda page: [how(line) for line in page.lines]


def _figures(name: str, how: Callable[[str], str]) -> None:
    """A habit that spells figures otherwise; where there is room they keep their right ends."""
    HABITS[name] = lambda page: [_respelled(line, how) for line in page.lines]


def _respelled(line: Line, how: Callable[[str], str]) -> str:
    out, at = "", 0
    for left, right in line.cells:
        new, before = how(line.text[left:right]), line.text[at:left]
        grown = len(new) - (right - left)
        room = max(len(before) - len(before.rstrip(" ")) - 1, 0)
        out += before[: len(before) - min(max(grown, 0), room)] + " " * max(-grown, 0) + new
        at = right
    return out + line.text[at:]


def _heads(name: str, how: Callable[[str], str]) -> None:
    """A habit of what stands above the rows."""

    def sets(page: Page) -> list[str]:
        return [how(text) if at < page.head else text for at, text in enumerate(page.texts)]

    HABITS[name] = sets


def _negative(name: str, before: str, behind: str) -> None:
    _figures(name, lambda text: _NEGATIVE.sub(rf"{before}\1{behind}", text))


_figures("blanks for commas", lambda text: text.replace(",", " "))
_figures("no commas", lambda text: text.replace(",", ""))
_figures("no dollars", lambda text: text.replace("$", " "))
_figures("dollars everywhere", lambda t: t if "$" in t or not re.search(r"\d", t) else f"${t}")
_figures("US dollars", lambda text: text.replace("$", "US$"))
_figures("cents", lambda t: re.sub(r"(\d{1,3}(?:,\d{3})+)(?![\d.,])", r"\1.00", t))
_negative("negative in brackets", "[", "]")
_negative("negative with a minus", " -", " ")
_negative("negative behind a minus and a blank", "- ", " ")
_negative("negative before a minus", "", "-")
_negative("negative with CR", "", "CR")
_negative("negative in angles", "<", ">")
_negative("negative in wide parentheses", "( ", " )")
_lines("capitals", lambda line: line.text.upper())
_lines("shifted right", lambda line: " " * 16 + line.text if not line.blank else line.text)
_lines("rules of =", lambda line: re.sub("[-_]", "=", line.text) if line.rule else line.text)
_lines("rules of _", lambda line: re.sub("[-=]", "_", line.text) if line.rule else line.text)
_lines("blanks for rules", lambda line: "" if line.rule else line.text)
_lines("tabs before figures", lambda line: _WIDE.sub("\t", line.text) if line.cells else line.text)
_heads("capitals in heads", str.upper)
_heads("years with an apostrophe", lambda t: _several_years(t, r" '\1"))
_heads("fiscal years", lambda t: re.sub(r"  (?=(?:19|20)\d\d)", "FY", t) if _several(t) else t)
_heads("years between dashes", lambda t: _ALONE.sub(_dashed, t) if _YEARS.fullmatch(t) else t)
_heads("years to the left of their columns", lambda t: _moved(t, -_OFF))
_heads("years to the right of their columns", lambda t: _moved(t, _OFF))
_heads("marks behind years", lambda t: _ALONE.sub(_marked, t) if _several(t) else t)
_heads("a misspelt scale", lambda t: _SCALE_WORD.sub(lambda m: _misspelt(m[0]), t))
_heads("short months", lambda t: _MONTH.sub(lambda m: _short(m[0]), t))
_heads("days before months", lambda t: _DAY.sub(lambda m: f"{m[2]} {m[1]}", t))


def _dashed(found: re.Match[str]) -> str:
    """'   1995   ' -> '-- 1995 --'"""
    return f"{found[1][:-3]}-- {found[2]} --"


def _moved(text: str, columns: int) -> str:
    """A line of nothing but years, where there is room for it."""
    room = len(text) - len(text.lstrip())
    if not _YEARS.fullmatch(text) or room + columns < 1:
        return text
    return " " * columns + text if columns > 0 else text[-columns:]


def _marked(found: re.Match[str]) -> str:
    return f"{found[1]}{found[2]}(1)"


def _misspelt(word: str) -> str:
    """Without its fourth letter from behind; a blank keeps what stands behind in its place."""
    return f"{word[:-4]}{word[-3:]} "


def _nil(text: str, new: str) -> str:
    return new if re.fullmatch(r"[$\s]*-+", text) else text


for _as in ("nil", "-0-", "--", "---"):
    _figures(f"nil as {_as}", partial(_nil, new=_as))


def _several(text: str) -> bool:
    return len(_YEAR.findall(text)) > 1


def _several_years(text: str, new: str) -> str:
    return _YEAR.sub(new, text) if _several(text) else text


def _short(month: str) -> str:
    return month if len(month) <= _SHORTEST else (month[:3] + ".").rjust(len(month))


def _scaled(text: str, thousands: str) -> str:
    """The words of the scale otherwise; heads on the same line stay where they are."""
    found = _SCALE.search(text)
    if found is None:
        return text
    said = thousands
    if found[2].lower() == "millions":
        said = thousands.replace("thousands", "millions").replace("000", "000,000")
    words, rest = text[: found.start()] + found[1] + said, text[found.end() :]
    gap = re.search(r"\s{3,}", rest)
    if gap is None:
        return words + rest
    words, at = words + rest[: gap.start()], found.end() + gap.end()
    return text if len(words) + 2 > at else words.ljust(at) + rest[gap.end() :]


for _words in ("000's omitted", "$000", "thousands of dollars", "stated in thousands"):
    _heads(f"scale: {_words}", partial(_scaled, thousands=_words))


@habit("leaders")
def leaders(page: Page) -> list[str]:
    return [_led(line, " ", " ") for line in page.lines]


@habit("leaders with blanks")
def spaced_leaders(page: Page) -> list[str]:
    def sets(line: Line) -> str:
        words = line.stub.rstrip(" .")
        room = len(line.stub) - len(words) - 2
        if not line.cells or not words.strip() or room < len(". . "):
            return line.text
        return f"{words}{' .' * (room // 2)}{' ' * (2 + room % 2)}{line.figures}"

    return [sets(line) for line in page.lines]


@habit("leaders that touch")
def touching(page: Page) -> list[str]:
    return [_led(line, "", "") for line in page.lines]


def _led(line: Line, before: str, behind: str) -> str:
    words = line.stub.rstrip(" .")
    room = len(line.stub) - len(words) - len(before) - len(behind)
    if not line.cells or not words.strip() or room < len(before) + 2:
        return line.text
    return f"{words}{before}{'.' * room}{behind}{line.figures}"


@habit("at the margin")
def flush(page: Page) -> list[str]:
    def sets(line: Line) -> str:
        words = line.stub.lstrip()
        return words + " " * (len(line.stub) - len(words)) + line.figures if line.row else line.text

    return [sets(line) for line in page.lines]


@habit("every other line")
def double_spaced(page: Page) -> list[str]:
    return [text for line in page.lines for text in (line.text, "")]


@habit("no blank lines")
def tight(page: Page) -> list[str]:
    return [line.text for line in page.lines if not line.blank]


@habit("no rules")
def unruled(page: Page) -> list[str]:
    return [line.text for line in page.lines if not line.rule]


@habit("two blanks between figures")
def narrow(page: Page) -> list[str] | None:
    if page.kind is StatementKind.EQ:
        return None  # which component a figure is of was told by its place alone
    return [line.stub + re.sub(r" {3,}", "  ", line.figures) for line in page.lines]


@habit("two blanks for all")
def collapsed(page: Page) -> list[str] | None:
    if page.kind is StatementKind.EQ:
        return None
    return [re.sub(r"(?<=\S) {3,}", "  ", line.text) for line in page.lines]


@habit("bars between columns")
def barred(page: Page) -> list[str]:
    out = []
    for line in page.lines:
        text = line.text
        for left, _ in reversed(line.cells):
            if text[left - 2 : left] == "  ":
                text = f"{text[: left - 2]}| {text[left:]}"
        out.append(text)
    return out


@habit("marks behind figures")
def marked(page: Page) -> list[str]:
    return [f"{line.text.rstrip()}(a)" if line.cells and not at % 5 else line.text
            for at, line in enumerate(page.lines)]  # fmt: skip


@habit("over two pages")
def two_pages(page: Page) -> list[str] | None:
    return _broken(page, [])


@habit("over two pages, the second wider")
def wider(page: Page) -> list[str] | None:
    """The second page has no title, its boxhead again, and its columns further right."""
    rows = [at for at, line in enumerate(page.lines) if line.cells]
    if len(rows) < _FEWEST or page.kind is StatementKind.EQ:
        return None
    cut = rows[len(rows) // 2]
    left = min(line.cells[0][0] for line in page.lines if line.cells)

    def set_apart(line: Line) -> str:
        text = line.text
        moved = (line.cells or line.rule) and text[left:].strip()
        return text[:left] + " " * _SHIFTED + text[left:] if moved else text

    years = [text for text in page.texts[: page.head] if _several(text)][-1:]
    above = [" " * _SHIFTED + text for text in years]
    rest = [set_apart(line) for line in page.lines[cut:]]
    return [*page.texts[:cut], "", " " * 35 + "23", "<PAGE>", "", *above, "", *rest]


@habit("over two pages, continued")
def continued(page: Page) -> list[str] | None:
    title = next((t.strip() for t in page.texts if t.strip() and "<" not in t), "")
    return _broken(page, [f"{title} (continued)", ""])


def _broken(page: Page, head: list[str]) -> list[str] | None:
    rows = [at for at, line in enumerate(page.lines) if line.cells]
    if len(rows) < _FEWEST:
        return None
    cut = rows[len(rows) // 2]
    between = ["", " " * 35 + "23", "<PAGE>", "", *head]
    return [*page.texts[:cut], *between, *page.texts[cut:]]


@habit("captions broken, figures last")
def broken_last(page: Page) -> list[str]:
    return _wrapped(page, last=True)


@habit("captions broken, figures first")
def broken_first(page: Page) -> list[str]:
    return _wrapped(page, last=False)


def _wrapped(page: Page, *, last: bool) -> list[str]:
    out: list[str] = []
    for line in page.lines:
        words = line.stub.rstrip(" .")
        if not line.cells or len(words.strip()) <= _WRAPPED:
            out.append(line.text)
            continue
        indent = len(words) - len(words.lstrip())
        parts = _parts(words.split())
        hung = [" " * (indent + (2 if at else 0)) + part for at, part in enumerate(parts)]
        at = -1 if last else 0
        hung[at] = hung[at].ljust(len(line.stub)) + line.figures
        out += hung
    return out


def _parts(words: list[str]) -> list[str]:
    parts = [""]
    for word in words:
        if len(parts[-1]) + len(word) > _WRAPPED - 2:
            parts.append("")
        parts[-1] = f"{parts[-1]} {word}".strip()
    return parts


@habit("figures below captions")
def below(page: Page) -> list[str]:
    out: list[str] = []
    for line in page.lines:
        if line.cells and line.stub.strip():
            out += [line.stub.rstrip(), " " * len(line.stub) + line.figures]
        else:
            out.append(line.text)
    return out


@habit("no totals in words")
def unnamed(page: Page) -> list[str]:
    total = re.compile(r"\s*total ", re.IGNORECASE)
    return [" " * len(line.stub) + line.figures if line.cells and total.match(line.stub)
            else line.text for line in page.lines]  # fmt: skip


@habit("notes in a column")
def noted(page: Page) -> list[str] | None:
    return _with_notes(page, "Notes")


@habit("notes in a column without a head")
def noted_bare(page: Page) -> list[str] | None:
    return _with_notes(page, "")


def _with_notes(page: Page, head: str) -> list[str] | None:
    """Numbers of notes in a column of their own, where there is room for one."""
    rows = [line for line in page.lines if line.cells]
    left = min((line.cells[0][0] for line in rows), default=0) - _GUTTER
    above = page.lines[: page.head]
    if (
        len(rows) < _FEWEST
        or left < _GUTTER
        or any(not line.rule and line.text[left - 3 : left + 6].strip() for line in above)
    ):
        return None
    out, seen = [], 0
    years = next((at for at in range(page.head - 1, -1, -1) if _YEAR.search(page.texts[at])), -1)
    for at, line in enumerate(page.lines):
        text = line.text
        if at == years and head:
            text = f"{text[: left - 3].ljust(left - 3)}{head}{text[left - 3 + len(head) :]}"
        elif line.cells and line.stub.strip() and not text[left - 3 : left + 4].strip():
            seen += 1
            if not seen % _EVERY:
                text = f"{text[:left]}{seen // _EVERY:>2}{text[left + 2 :]}"
        out.append(text)
    return out


_TITLE = re.compile(
    r"balance sheet|statements? of|financial (?:position|condition)|income statement|operations"
    r"|earnings|cash flows?",
    re.IGNORECASE,
)


@habit("titles at the margin")
def at_the_margin(page: Page) -> list[str]:
    """Title, units and what else stands in the middle of the page above the boxhead."""
    above = _above(page)
    return [text.strip() if at < above else text for at, text in enumerate(page.texts)]


@habit("units behind the title")
def units_behind(page: Page) -> list[str] | None:
    """Both on one line: 'BALANCE SHEETS (in thousands)'."""
    above = page.texts[: _above(page)]
    at = next((at for at, text in enumerate(above) if at and _SCALE.search(text)), None)
    if at is None or "(" not in above[at] or not _TITLE.search(above[0]):
        return None
    rest = [text for place, text in enumerate(page.texts) if place not in (0, at)]
    return [f"{above[0].rstrip()} {above[at].strip()}", *rest]


@habit("dates beside the years")
def dated_stub(page: Page) -> list[str] | None:
    """The day or the length in the stub of the line of years: 'Year ended June 30,  1995  1994'."""
    texts = page.texts
    at = next((at for at in range(page.head) if _several(texts[at]) and texts[at][0] == " "), 0)
    words = texts[at - 1].strip() if at else ""
    first = _YEAR.search(texts[at])
    if not words or first is None or not is_period_text(words) or _YEAR.search(words):
        return None
    if len(words) + 3 > first.start() or len(re.findall(r"\S {3,}\S", words)):
        return None
    return [*texts[: at - 1], "", f"{words}{texts[at][len(words) :]}", *texts[at + 1 :]]


def _above(page: Page) -> int:
    """Index of the first line of the boxhead: one of several words apart, or of a period alone."""
    return next(
        (
            at
            for at, text in enumerate(page.texts[: page.head])
            if at and (re.search(r"\S {3,}\S", text) or "<" in text or is_period_text(text.strip()))
        ),
        page.head,
    )


@habit("no title")
def untitled(page: Page) -> list[str]:
    return ["" if at < page.head and _TITLE.search(text) and not page.lines[at].cells else text
            for at, text in enumerate(page.texts)]  # fmt: skip
