"""The habits of typists, each a way to set the lines of a statement anew.

A habit changes how a statement looks and nothing that it says: a reader who knows the other way
reads the same figures of the same periods.
"""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING

from converter.model.filing import StatementKind

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
_WIDE = re.compile(r"(?<=\S) {2,}")
_FEWEST = 10  # rows of a statement that two pages share
_WRAPPED = 28  # columns of a caption that is broken
_GUTTER = 7  # columns before the first figures in which a reference to a note stands
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
_heads("short months", lambda t: _MONTH.sub(lambda m: _short(m[0]), t))
_heads("days before months", lambda t: _DAY.sub(lambda m: f"{m[2]} {m[1]}", t))


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


@habit("no title")
def untitled(page: Page) -> list[str]:
    return ["" if at < page.head and _TITLE.search(text) and not page.lines[at].cells else text
            for at, text in enumerate(page.texts)]  # fmt: skip
