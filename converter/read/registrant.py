"""The registrant's name as the cover prints it, above its label or, without one, as the header
spells it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from converter.read.address import Piece
from converter.read.page import distance
from converter.text.views import LineKind, chunks

if TYPE_CHECKING:
    from converter.model.filing import Header
    from converter.read.page import Label, Page

_NO_NAME = re.compile(
    r"\bcommission\b|\bform\s+\d|quarter(?:ly)?\s+(?:period|end|report)|fiscal\s+(?:year|quarter|period)"
    r"|transition\s+(?:period|report)|\bended\b|(?:annual|current)\s+report|washington,?\s+d"
    r"|securities\s+(?:and|exchange|act|registered)|pursuant|mark\s+one|exchange\s+act|date\s+of"
    r"|amendment\s+no|\bpage\s+\d|^\W*or\W*$|^\W*\d{1,3}-\d+|^[\W\d_]*$",
    re.IGNORECASE,
)
_PLACEHOLDER = re.compile(
    r"\s*[\[(<].*\b(?:logo|graphic|picture|seal)\b.*[\])>]\s*$", re.IGNORECASE
)
_NAME_ENDS = re.compile(
    r"\b(?:inc(?:orporated)?|corp(?:oration)?|co(?:mpany)?|l\.?p|l\.?l\.?c|ltd|limited|trust|n\.?v"
    r"|plc|s\.?a|bancorp)\b\W*$",
    re.IGNORECASE,
)
_GOES_ON = re.compile(r"\s*(?:of|and|&|for|the)\s", re.IGNORECASE)
_MOST_ROWS = 3  # of a name
_SHORT = {
    "corporation": "corp", "company": "co", "incorporated": "inc", "limited": "ltd", "and": "&",
    "companies": "cos", "the": "",
}  # fmt: skip
_STATE_MARK = re.compile(r"\s*[/\\][A-Za-z]{2,3}[/\\]?\s*$")  # EDGAR's 'ACME CORP /DE/'
_WORD = re.compile(r"[a-z0-9]+|&")


def registrant_name(page: Page, header: Header) -> None:
    label = page.label("name")
    if label is None:
        _as_in_the_header(page, header.company)
        return
    rows = _rows_above(page, label)
    if not rows:
        return
    pieces = []
    for row in rows:
        parts = chunks(page.lines[row].text, gap=4)
        nearest = min(parts, key=lambda part: distance((part.left, part.right), label))
        pieces.append(page.piece(row, nearest.left, nearest.right))
    whole = Piece(pieces[0].start, pieces[-1].end, "")
    page.put(
        "EntityRegistrantName", " ".join(" ".join(piece.text for piece in pieces).split()), whole
    )


def _rows_above(page: Page, label: Label) -> list[int]:
    """The rows of the name above its label, without the remarks in parentheses below it."""
    rows: list[int] = []
    remark = False  # inside one, read from its end
    for row in range(label.row - 1, max(label.row - 8, -1), -1):
        line = page.lines[row]
        if line.kind is not LineKind.TEXT:
            if rows and line.kind is LineKind.BLANK:
                break
            continue
        if _PLACEHOLDER.match(line.text):
            continue
        if any(other.row == row for other in page.labels):
            break
        # '(formerly Acme, Inc.)', '(Depositor)'
        opens = line.text.lstrip().startswith("(")
        if not rows and (opens or remark or line.text.count(")") > line.text.count("(")):
            remark = not opens
            continue
        if opens or _NO_NAME.search(line.text):
            break
        # two names one above the other are two registrants
        goes_on = rows and _GOES_ON.match(page.lines[rows[0]].text)
        if rows and (len(rows) == _MOST_ROWS or (_NAME_ENDS.search(line.text) and not goes_on)):
            break
        rows.insert(0, row)
    return rows


def _as_in_the_header(page: Page, company: str | None) -> None:
    """The first line that is the header's name: 'Acme Corporation' for 'ACME CORP /DE/'."""
    known = _spelled(_STATE_MARK.sub("", company)) if company else []
    if not known:
        return
    for row, line in enumerate(page.lines):
        if line.kind is not LineKind.TEXT:
            continue
        for part in chunks(line.text, gap=4):
            if _spelled(part.text) == known:
                piece = page.piece(row, part.left, part.right)
                page.put("EntityRegistrantName", " ".join(piece.text.split()), piece)
                return


def same_name(one: str, other: str) -> bool:
    return bool(_spelled(one)) and _spelled(one) == _spelled(other)


def _spelled(name: str) -> list[str]:
    """The words of a name as EDGAR shortens them."""
    words = _WORD.findall(name.lower().replace(".", "").replace("'", ""))
    return [short for word in words if (short := _SHORT.get(word, word))]
