"""Ask the index.

going concern          both words, within one stretch of text (some thirty lines)
"going concern"        the words in this order
covenant*              words that begin so
"""

from __future__ import annotations

import contextlib
import re
import sqlite3
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from converter.search.errors import SearchError
from converter.search.index import _FILE, INDEX

if TYPE_CHECKING:
    from pathlib import Path

_ASKED = re.compile(r'"([^"]*)"(\*?)|(\S+)')
_OPEN, _CLOSE = "\x02", "\x03"  # no printed text has them
_WIDEST = 160  # characters of a snippet


@dataclass(frozen=True, slots=True)
class Wanted:
    """words    as above
    company  a CIK, or a part of the name; '' for all
    form     how the form begins: '10-K' has 10-K405 and 10-K/A too; '' for all
    limit    of the answer, the likeliest first; 0 for all
    """

    words: str
    company: str = ""
    form: str = ""
    limit: int = 20


class Hit(NamedTuple):
    """One stretch of text that has the words.

    line     number of the line that has most of them; `last` of the stretch's last line
    snippet  that line, and the next one where the words stand on both; blanks run together
    """

    company: str
    cik: str
    form: str
    period: str
    folder: str
    part: str
    line: int
    snippet: str


def expression(words: str) -> str:
    """The words as FTS5 takes them. Raises SearchError where nothing can be searched for."""
    asked: list[str] = []
    for phrase, star, word in _ASKED.findall(words):
        begins = "*" if star or (word.endswith("*") and len(word) > 1) else ""
        plain = (phrase or word).rstrip("*").replace('"', " ").strip()
        if any(sign.isalnum() for sign in plain):
            asked.append(f'"{plain}"{begins}')
    if not asked:
        raise SearchError(f"there is no word in {words!r} to search for")
    return " AND ".join(asked)


def search(output: Path, wanted: Wanted) -> list[Hit]:
    """What the index has, the likeliest first; `update` brings it to what was converted.

    Raises SearchError.
    """
    path = output / INDEX / _FILE
    where, given = ["words MATCH ?"], [expression(wanted.words)]
    if wanted.company.strip().lstrip("0").isdigit():
        where.append("filing.cik = ?")
        given.append(wanted.company.strip().lstrip("0"))
    elif wanted.company:
        where.append("instr(lower(filing.company), lower(?)) > 0")
        given.append(wanted.company.strip())
    if wanted.form:
        # '10KSB' is '10-KSB'
        bare = "replace(upper({}), '-', '')".format
        where.append(f"instr({bare('filing.form')}, {bare('?')}) = 1")
        given.append(wanted.form.strip())
    query = (
        "SELECT company, cik, form, period, folder, part, line, highlight(words, 0, ?, ?)"  # noqa: S608
        " FROM words JOIN stretch ON stretch.id = words.rowid"
        f" JOIN filing ON filing.id = stretch.filing WHERE {' AND '.join(where)}"
        " ORDER BY rank, folder, line LIMIT ?"
    )
    if not path.is_file():
        raise SearchError(f"{path} is not there")
    try:
        with contextlib.closing(sqlite3.connect(path, timeout=60.0)) as sql:
            rows = sql.execute(query, (_OPEN, _CLOSE, *given, wanted.limit or -1)).fetchall()
    except sqlite3.Error as error:
        raise SearchError(f"{path} cannot be asked: {error}") from error
    return [_hit(row) for row in rows]


def _hit(row: tuple[str, str, str, str, str, str, int, str]) -> Hit:
    company, cik, form, period, folder, part, first, marked = row
    held = marked.split("\n")
    # a phrase that goes over a line's end is marked on the first line alone
    at = max(range(len(held)), key=lambda n: (held[n].count(_OPEN), -n))
    shown = held[at]
    if shown.count(_OPEN) > shown.count(_CLOSE) and at + 1 < len(held):
        shown += f" {held[at + 1]}"
    snippet = _short(" ".join(shown.split()))
    return Hit(company, cik, form, period, folder, part, first + at, snippet)


def _short(line: str) -> str:
    """The line with marks as [ ], as much as fits around the first one."""
    begins = max(line.find(_OPEN) - _WIDEST // 3, 0)
    shown = line[begins : begins + _WIDEST]
    shown = (
        ("\u2026" if begins else "") + shown + ("\u2026" if len(line) > begins + _WIDEST else "")
    )
    return shown.replace(_OPEN, "[").replace(_CLOSE, "]")
