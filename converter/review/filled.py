"""Sheets that reviewers have filled in: every cell is proven, and nothing is taken where one is
wrong. What spreadsheets do to a file is undone where that can be done for sure:

    semicolons or tabs between cells, a byte order mark, UTF-16, line ends of other systems
    dates written as 30.09.2004 or 9/30/2004: by the dates that the sheet was made with

Which figure a row speaks of is told by filing, line, column and the fact's id, and how it was read
by the output itself, never by what a spreadsheet made of the other cells.
"""

from __future__ import annotations

import csv
import io
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, NamedTuple, cast

from converter.model.review import KINDS, Found
from converter.model.spreadsheet import bare
from converter.near import nearest
from converter.review.errors import ReviewError
from converter.review.make import Answer, of_fact, of_statement, warnings
from converter.review.sheet import ASKED, COLUMNS, LEFT_OUT, STATEMENT, period_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from converter.model.review import Review, Scope
    from converter.review.converted import Converted, Filing, Row

_NEEDED = ("filing", "line", "column", "fact", "verdict", "sha256")
_VERDICTS: dict[str, Literal["right", "wrong", "none"]] = {
    **dict.fromkeys(("right", "ok", "yes", "y", "true", "confirmed", "correct"), "right"),
    **dict.fromkeys(("wrong", "corrected", "no", "n", "false"), "wrong"),
    **dict.fromkeys(("none", "no fact", "drop", "remove", "not a fact"), "none"),
}
_SIGNS: dict[str, Literal["", "+", "-"]] = {
    "": "", "+": "+", "-": "-", "−": "-", "–": "-", "plus": "+", "minus": "-",
    "positive": "+", "negative": "-",
}  # fmt: skip
_SCOPES = ("figure", "line", "column")
_SPOILT = re.compile(r"(\d{1,4})[./-](\d{1,2})[./-](\d{1,4})(?: 0?0:00(?::00)?)?")
_WHOLE = re.compile(r"-?[\d.,']+")


class Problem(NamedTuple):
    """What is wrong with a row, or may be: its number, the first line being 1."""

    row: int
    message: str
    wrong: bool = True


class _Place(NamedTuple):
    """A figure, the facts that it is, and what rows say of them, with the rows' numbers."""

    filing: Filing
    facts: list[Row]
    answers: list[tuple[int, Row, Answer]]


@dataclass(frozen=True, slots=True)
class Filled:
    """The reviews of a sheet; with a problem that is `wrong` none is to be taken."""

    reviews: tuple[Review, ...]
    problems: tuple[Problem, ...]


def read_sheet(path: Path, filings: Converted, reviewer: str, when: str) -> Filled:
    """The reviews that a sheet holds, of filings by their names.

    Raises:
        ReviewError: it is no such sheet: it cannot be read, or lacks columns.
    """
    rows = _rows(path)
    order = _order([row for _, row in rows], filings)
    problems: list[Problem] = []
    places: dict[tuple[str, int, int], _Place] = {}
    reviews: list[Review] = []
    for number, row in rows:
        try:
            filing = _asked(row, filings)
            if filing is None:
                continue
            line, column = (_number(row[name], name) for name in ("line", "column"))
            here = filings.at(filing, line, column)
            if row["fact"] in (STATEMENT, LEFT_OUT):
                reviews.append(_of_statement(filing, row, here, reviewer, when))
                continue
            fact = _fact(filing, row, here)
            given = places.setdefault((filing.name, line, column), _Place(filing, here, []))
            given.answers.append((number, fact, _answer(row, order)))
        except ReviewError as error:
            problems.append(Problem(number, str(error)))
    for place in places.values():
        made, told = _together(place, reviewer, when)
        problems += told
        reviews += made
    problems.sort(key=lambda each: each.row)
    return Filled(tuple(reviews), tuple(problems))


def _rows(path: Path) -> list[tuple[int, Row]]:
    """The rows with their numbers, cells by column, without what guards them from spreadsheets."""
    try:
        text = _decoded(path.read_bytes(), path)
    except OSError as error:
        raise ReviewError(f"{path} cannot be read: {error.strerror}") from None
    first = text.lstrip("\r\n").partition("\n")[0]
    separator = max(",;\t", key=first.count)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    table = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    found: list[tuple[int, Row]] = []
    head: list[str] = []
    try:
        for number, cells in enumerate(table, start=1):
            if not any(cell.strip() for cell in cells):
                continue
            if not head:
                head = [cell.strip().lower() for cell in cells]
                _check_head(head, path)
                continue
            row = dict.fromkeys(COLUMNS, "")
            row |= dict(zip(head, (bare(cell.strip()) for cell in cells), strict=False))
            found.append((number, row))
    except csv.Error as error:
        raise ReviewError(f"{path} is no sheet of reviews: {error}") from None
    if not head:
        raise ReviewError(f"{path} is empty")
    return found


def _decoded(raw: bytes, path: Path) -> str:
    if raw.startswith(b"PK\x03\x04"):
        raise ReviewError(f"{path} is a workbook: save it as CSV (comma or semicolon separated)")
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        return raw.decode("utf-16", errors="replace")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return raw.decode("cp1252", errors="replace")  # what a spreadsheet calls plain CSV


def _check_head(head: Sequence[str], path: Path) -> None:
    missing = [name for name in _NEEDED if name not in head]
    if missing:
        raise ReviewError(
            f"{path} is no sheet of `retroxbrl review export`: its first line lacks"
            f" {', '.join(missing)}"
        )
    unknown = [name for name in head if name.startswith("new_") and name not in ASKED]
    if unknown:
        hint = nearest(unknown[0], ASKED)
        raise ReviewError(f"{path} has a column {unknown[0]}{f'; {hint}' if hint else ''}")


def _asked(row: Row, filings: Converted) -> Filing | None:
    """The filing of a row that was filled in; None where nothing was.

    Raises:
        ReviewError: there is none, or it is of other bytes by now.
    """
    if not any(row[name] for name in ASKED):
        return None
    filing = filings.get(row["filing"])
    if filing is None:
        raise ReviewError(f"no filing {row['filing']!r} was converted there")
    if row["sha256"].removeprefix("sha256:").lower() != filing.sha256:
        raise ReviewError(f"the sheet was made of other bytes of {filing.name}: export it again")
    return filing


def _fact(filing: Filing, row: Row, here: Sequence[Row]) -> Row:
    """The fact of a row, as the output has it now; `here` are those at its place."""
    found = next((each for each in here if each["fact"] == row["fact"]), None)
    if found is None:
        raise ReviewError(
            f"{row['fact'] or 'no fact'} is not at {row['line']}:{row['column']} of {filing.name}"
            " any more: it was converted otherwise since, or a cell was changed; export the sheet"
            " again"
        )
    shown = row["value"].strip()
    if _WHOLE.fullmatch(shown) and shown.startswith("-") != found["value"].startswith("-"):
        raise ReviewError(
            f"its value is {found['value']} now, {shown} in the sheet: export the sheet again"
        )
    return found


def _number(text: str, name: str) -> int:
    plain = text.strip().removesuffix(".0").replace(",", "").replace(".", "")
    if not plain.isdigit():
        raise ReviewError(f"{name} {text!r} is no number: export the sheet again")
    return int(plain)


def _answer(row: Row, order: str) -> Answer:
    changes = [row[name] for name in ("new_concept", "new_sign", "new_period")]
    for name in ("new_statement", "new_owner"):
        if row[name]:
            raise ReviewError(f"{name} is for rows that ask about a statement")
    said = row["verdict"].strip().lower()
    if said and said not in _VERDICTS:
        raise ReviewError(f"verdict {row['verdict']!r} is none of right, wrong, none")
    if not said and not any(changes):
        raise ReviewError("it has a note, but no verdict: right, wrong or none")
    sign = row["new_sign"].strip().lower()
    if sign not in _SIGNS:
        raise ReviewError(f"new_sign {row['new_sign']!r} is neither + nor -")
    scope = row["applies_to"].strip().lower() or "figure"
    if scope not in _SCOPES:
        raise ReviewError(f"applies_to {row['applies_to']!r} is none of {', '.join(_SCOPES)}")
    return Answer(
        _VERDICTS[said] if said else "wrong", row["new_concept"].strip(), _SIGNS[sign],
        _period(row["new_period"], order), cast("Scope", scope), row["note"],
    )  # fmt: skip


def _of_statement(
    filing: Filing, row: Row, here: Sequence[Row], reviewer: str, when: str
) -> Review:
    for name in ("new_concept", "new_sign", "new_period", "applies_to"):
        if row[name]:
            raise ReviewError(f"{name} is for rows of facts; here goes new_statement or new_owner")
    said = row["verdict"].strip().lower()
    if said and said not in _VERDICTS:
        raise ReviewError(f"verdict {row['verdict']!r} is none of right, wrong, none")
    verdict = _VERDICTS[said] if said else "wrong"
    kind, owner = row["new_statement"].strip().upper(), row["new_owner"].strip()
    if verdict == "right" and (kind or owner):
        raise ReviewError("it is said to be right, and corrected")
    if verdict == "wrong" and not (kind or owner):
        raise ReviewError("it is said to be wrong, but not what is right ('none' for no statement)")
    if kind and kind not in KINDS[:-1]:
        raise ReviewError(f"new_statement {kind!r} is none of {', '.join(KINDS[:-1])}")
    if row["fact"] == LEFT_OUT:
        place = _number(row["line"], "line"), _number(row["column"], "column"), row["printed"]
        return of_statement(
            filing, place, kind, reviewer, owner=owner, none=verdict != "wrong", note=row["note"],
            when=when,
        )  # fmt: skip
    if not here:
        raise ReviewError("no fact stands at its place any more: export the sheet again")
    first = here[0]
    return of_statement(
        filing, (int(first["line"]), int(first["column"]), first["printed"]),
        kind or first["statement"], reviewer, owner=owner, none=verdict == "none",
        note=row["note"], when=when, found=Found(concept=first["statement"]),
    )  # fmt: skip


def _together(place: _Place, reviewer: str, when: str) -> tuple[list[Review], list[Problem]]:
    """The review of one figure of which several rows may speak, as it may be several facts: those
    that no row speaks of stay what they are.
    """
    filing, facts, given = place
    problems: list[Problem] = []
    made: list[Review] = []
    ids = {fact["fact"] for _, fact, _ in given}
    others = [fact for fact in facts if fact["fact"] not in ids]
    if len(given) > 1 and any(said.concept for _, _, said in given):
        told = (
            "one figure is several facts here: fill in the row of one, with all its concepts in"
            " new_concept, blanks between"
        )
        return [], [Problem(given[0][0], told)]
    for number, fact, answer in given:
        kept = [other for _, other, said in given if other is not fact and said.verdict != "none"]
        try:
            review = of_fact(filing, fact, answer, reviewer, when, [*others, *kept])
        except ReviewError as error:
            problems.append(Problem(number, str(error)))
            continue
        problems += [Problem(number, said, wrong=False) for said in warnings(fact, review)]
        made.append(review)
    return made[:1], problems


def _order(rows: Iterable[Row], filings: Converted) -> str:
    """How the sheet's dates are written, by those that it was made with: 'dmy', 'mdy', or '' where
    they are as they were, or nothing tells.
    """
    for row in rows:
        found = _SPOILT.fullmatch(row["period"].strip())
        filing = filings.get(row["filing"])
        if found is None or filing is None or len(found[1]) == 4:
            continue
        known = next((each for each in filings.facts(filing) if each["fact"] == row["fact"]), None)
        if known is None:
            continue
        _, month, day = period_of(known)[-10:].split("-")
        one, two = int(found[1]), int(found[2])
        if one != two:
            return "dmy" if (one, two) == (int(day), int(month)) else "mdy"
    return ""


def _period(text: str, order: str) -> str:
    """A period as reviews have it: dates that a spreadsheet wrote in its own way are read.

    Raises:
        ReviewError: nothing tells which of two numbers is the month.
    """
    parts = [part.strip() for part in re.split(r"/(?=\d{4}-)|\s+(?:to|-|–)\s+", text.strip())]
    return "/".join(_day(part, order) for part in parts) if text.strip() else ""


def _day(text: str, order: str) -> str:
    found = _SPOILT.fullmatch(text)
    if found is None or len(found[1]) == 4:
        if found is not None:
            return f"{found[1]}-{int(found[2]):02}-{int(found[3]):02}"
        return text
    one, two, year = int(found[1]), int(found[2]), found[3]
    if len(year) == 2:
        year = f"{'19' if int(year) > 50 else '20'}{year}"
    if order == "dmy" or (not order and one > 12):
        one, two = two, one
    elif not order and two <= 12 and one != two:
        raise ReviewError(f"which of {text} is the month? Write {year}-MM-DD")
    return f"{year}-{one:02}-{two:02}"
