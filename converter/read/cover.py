"""The cover page: what is printed above, beside or below its labels.

               New York                                   11-1234567
    -------------------------------          ------------------------------------
    (State or other jurisdiction of          (I.R.S. Employer Identification No.)
    incorporation or organization)

A label in parentheses captions what stands above it; one without has its value to the right.
Either way the value is taken only if it is of the label's kind: a state's name, two digits and
seven, a file number. What the cover does not print comes from the submission's header, without
a span; what neither says is left out and reported.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from converter.model.finding import Result, Severity
from converter.read.address import POSTAL, Address, Piece, read_address
from converter.read.marks import answers, report_marks
from converter.read.page import Label, Page, cover_page, distance, values
from converter.read.places import Place, find_place
from converter.read.release import release_name
from converter.read.stock import public_float, registered, shares_outstanding
from converter.read.submission import FORM_LINE, form_of, spelled
from converter.text.dates import dates
from converter.text.views import LineKind, chunks

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable

    from converter.model.filing import CoverFact, Document, Header
    from converter.model.source import SourceText

_MAIN = re.compile(r"10-?[KQ]|8-?K|20-F|40-F|6-K", re.IGNORECASE)

_TAX = re.compile(r"(?<![\d-])(?P<v>\d{2}\s?-\s?\d{7})(?![\d-])|(?<![\d-])(?P<w>\d{9})(?![\d-])")
_FILE = re.compile(r"(?<![\d-])(?P<v>\d{1,3}-\d{1,6}(?:-\d{1,3})?)(?!\d|-\d)")
_PHONE = re.compile(
    r"(?<![\d-])(?:1[-. ])?\(?(?P<area>[2-9]\d\d)\s?\)?\s*[-./]?\s*"
    r"(?P<local>\d{3}\s?[-. ]\s?\d{4})(?!\d)"
)
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
_PERIOD = re.compile(
    r"\b(?:quarter(?:ly)?|years?|months|weeks|period|annual)(?:\s+period)?"
    r"\s*(?:end(?:ed|ing)?)?[\s:_-]*",
    re.IGNORECASE,
)
_TRANSITION = re.compile(r"transition\s+period\s+from[^\n]{1,40}?\s+to\s+", re.IGNORECASE)
_EVENT = re.compile(r"date\s+of\s+(?:report|earliest\s+event)", re.IGNORECASE)
_EVENT_REACH = 220  # both labels and the date, over three lines
_REQUIRED = ("EntityRegistrantName", "EntityFileNumber", "DocumentPeriodEndDate")


def read_cover(
    source: SourceText, documents: tuple[Document, ...], header: Header
) -> Result[tuple[CoverFact, ...]]:
    """The cover's facts, in the order of their place; those that are not printed come last."""
    main = next((item for item in documents if _MAIN.match(item.type)), documents[0])
    page = cover_page(source, main)
    _document_type(page, main, header)
    if page.label("name") or _MAIN.match(main.type):
        for step in _STEPS:
            step(page, header)
    else:
        _release(page, main, header)
    _fill(page, header)
    _missing(page)
    return Result(tuple(sorted(page.facts.values(), key=_place)), tuple(page.findings))


def _place(fact: CoverFact) -> tuple[bool, int, str]:
    return fact.span is None, fact.span.start if fact.span else 0, fact.name


def _document_type(page: Page, main: Document, header: Header) -> None:
    """DocumentType and AmendmentFlag, from the header before the page: 10-K405 is printed 10-K."""
    line = FORM_LINE.search(page.text)
    piece = printed = None
    if line:
        end = line.end("amended") if line["amended"] else line.end("form")
        start = line.start("form")
        piece = Piece(page.start + start, page.start + end, line.group()[start - line.start() :])
        printed = spelled(line["form"]) + ("/A" if line["amended"] else "")
    known = (header.form or "").upper().replace(" ", "")
    form = known or printed or form_of(page.text) or main.type
    if form.startswith("EX-99"):
        form = "8-K"
    if not _MAIN.match(form):
        return
    if printed and spelled(printed.removesuffix("/A"))[:4] != form[:4]:
        piece = None
    page.put("DocumentType", form, piece)
    amended = form.endswith("/A")
    page.put("AmendmentFlag", "true" if amended else "false", piece if amended else None)


def _registrant_name(page: Page, _: Header) -> None:
    label = page.label("name")
    if label is None:
        return
    rows: list[int] = []
    for row in range(label.row - 1, max(label.row - 8, -1), -1):
        line = page.lines[row]
        if line.kind is not LineKind.TEXT:
            if rows and line.kind is LineKind.BLANK:
                break
            continue
        if _PLACEHOLDER.match(line.text):
            continue
        if _NO_NAME.search(line.text) or any(other.row == row for other in page.labels):
            break
        # two names one above the other are two registrants
        goes_on = rows and _GOES_ON.match(page.lines[rows[0]].text)
        if rows and (len(rows) == 3 or (_NAME_ENDS.search(line.text) and not goes_on)):
            break
        rows.insert(0, row)
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


def _period(page: Page, header: Header) -> None:
    if page.form.startswith(("8-K", "6-K")):
        found = _event_dates(page)
        # 'date of report (date of earliest event)': EDGAR's period is one of the two
        best = next(
            (item for item in found if item[0] == header.period), found[0] if found else None
        )
    else:
        best = _period_end(page)
    if best is None:
        return
    day, start, end = best
    piece = Piece(start, end, "")
    page.put("DocumentPeriodEndDate", day.isoformat(), piece)
    if header.period and header.period != day:
        page.note(
            "COV003",
            f"the cover's period ends {day}, the header says {header.period}",
            Severity.INFO if best in _event_dates(page) else Severity.WARNING,
            piece,
        )


def _period_end(page: Page) -> tuple[dt.date, int, int] | None:
    """The first 'period ended' with a whole date behind it."""
    text = page.text
    for rule in (_PERIOD, _TRANSITION):
        for part in rule.finditer(text):
            printed = dates(text[part.end() : part.end() + 40])
            if printed and printed[0].start <= 2 and printed[0].date:
                at = page.start + part.end()
                return printed[0].date, at + printed[0].start, at + printed[0].end
    return None


def _event_dates(page: Page) -> list[tuple[dt.date, int, int]]:
    text = page.text
    label = _EVENT.search(text)
    if not label:
        return []
    reaches = (
        (label.end(), label.end() + _EVENT_REACH),
        (max(label.start() - _EVENT_REACH // 2, 0), label.start()),
    )
    for left, right in reaches:
        found = [
            (printed.date, page.start + left + printed.start, page.start + left + printed.end)
            for printed in dates(text[left:right])
            if printed.date
        ]
        if found:
            return found
    return []


def _file_number(page: Page, _: Header) -> None:
    for label in page.labels:
        if label.kind == "file":
            for row, part in values(page, label, _FILE):
                # the tax number's column may be as near as the file number's
                if not _TAX.match(part.group()):
                    piece = page.piece(row, *part.span())
                    page.put("EntityFileNumber", piece.text, piece)
                    return


def _tax_number(page: Page, _: Header) -> None:
    label = page.label("tax")
    if label is None:
        return
    for row, part in values(page, label, _TAX):
        piece = page.piece(row, *part.span())
        page.put("EntityTaxIdentificationNumber", _tax_spelled(piece.text), piece)
        return


def _tax_spelled(printed: str) -> str:
    digits = re.sub(r"\D", "", printed)
    return f"{digits[:2]}-{digits[2:]}"


_BRACKET = re.compile(r"[(\[]")
_CHUNK = re.compile(r"\S+(?: \S+)*")


def _incorporation(page: Page, _: Header) -> None:
    label = page.label("state")
    if label is None:
        return
    for row, part in values(page, label, _CHUNK):
        shown, left = part.group(), part.start()
        if row == label.row:
            # 'State of incorporation: Ohio', and a value that touches its label: 'OHIO[State or'
            colon = shown.rfind(":") + 1
            shown, left = shown[colon:], left + colon
        shown = _BRACKET.split(shown)[0].rstrip(" :_-")
        kept = shown.lstrip(" ):_-")
        place = _jurisdiction(kept)
        if place:
            left += len(shown) - len(kept)
            piece = page.piece(row, left, left + len(kept))
            page.put("EntityIncorporationStateCountryCode", place.edgar, piece)
            return
    page.note(
        "COV004",
        "the state of incorporation is not one that the table of states and countries knows",
        Severity.INFO,
        page.piece(label.row, label.left, label.right),
    )


def _jurisdiction(name: str) -> Place | None:
    """The place of 'Ohio', of 'Ontario, Canada'."""
    first, _, last = (part.strip() for part in name.partition(","))
    return find_place(name) or (find_place(first) if find_place(last) else None)


def _telephone(page: Page, _: Header) -> None:
    for label in page.labels:
        if label.kind != "phone":
            continue
        for row, part in values(page, label, _PHONE):
            area, local = page.piece(row, *part.span("area")), page.piece(row, *part.span("local"))
            page.put("CityAreaCode", area.text, area)
            page.put("LocalPhoneNumber", local.text, local)
            return


def _address(page: Page, _: Header) -> None:
    label = page.label("address") or page.label("code")
    if label is None:
        return
    lines, code = _address_block(page, label)
    address = read_address(lines, code)
    if not address.city:
        page.note(
            "COV005",
            "the address is not told apart into street, city and state",
            Severity.INFO,
            page.piece(label.row, label.left, label.right),
        )
    _put_address(page, address)


def _address_block(page: Page, label: Label) -> tuple[list[Piece], Piece | None]:
    """The lines above the address's label, without the columns of code and telephone."""
    lines: list[Piece] = []
    code: Piece | None = None
    blanks = 0
    for row in range(label.row - 1, max(label.row - 14, -1), -1):
        line = page.lines[row]
        if line.kind is LineKind.BLANK:
            blanks += 1
            # 'Springfield, Ohio' alone: its street stands above a blank line
            if lines and (blanks > 1 or len(lines) > 1 or read_address(lines).street):
                break
            continue
        if line.kind is not LineKind.TEXT:
            continue
        blanks = 0
        if any(other.row == row and other.kind != "code" for other in page.labels):
            break
        kept = []
        for chunk in chunks(line.text):
            if POSTAL.fullmatch(chunk.text.upper()):
                code = code or page.piece(row, chunk.left, chunk.right)
            elif chunk.text[0] not in "([" and not _PHONE.fullmatch(chunk.text):
                kept.append(chunk)
        # the second line of another label: 'incorporation or organization)'
        if any(
            chunk.text.count(")") + chunk.text.count("]") > _opened(chunk.text) for chunk in kept
        ):
            break
        if kept:
            near = [chunk for chunk in kept if chunk.left - kept[0].right < _COLUMN_GAP]
            lines.insert(0, page.piece(row, near[0].left, near[-1].right))
        if len(lines) == _MOST_ADDRESS:
            break
    return lines, code


_COLUMN_GAP = 8
_MOST_ADDRESS = 5


def _opened(text: str) -> int:
    return text.count("(") + text.count("[")


def _put_address(page: Page, address: Address) -> None:
    for number, street in enumerate(address.street[:3], start=1):
        page.put(f"EntityAddressAddressLine{number}", _flat(street), street)
    if address.city:
        page.put("EntityAddressCityOrTown", _flat(address.city), address.city)
    if address.state:
        piece, place = address.state
        page.put("EntityAddressStateOrProvince", place.postal, piece)
    if address.country:
        piece, place = address.country
        page.put("EntityAddressCountry", place.iso, piece)
    if address.code:
        page.put(
            "EntityAddressPostalZipCode", re.sub(r"\s*-\s*", "-", address.code.text), address.code
        )


def _flat(piece: Piece) -> str:
    return " ".join(piece.text.split())


_STEPS: tuple[Callable[[Page, Header], None], ...] = (
    _registrant_name,
    _period,
    _file_number,
    _tax_number,
    _incorporation,
    _address,
    _telephone,
    report_marks,
    answers,
    shares_outstanding,
    public_float,
    registered,
)


def _release(page: Page, main: Document, header: Header) -> None:
    """What an exhibit without a cover still says: whose it is."""
    body = page.source.cut(main.span)
    found = release_name(body)
    if found:
        start, end = (main.span.start + offset for offset in found)
        piece = Piece(start, end, page.source.text[start:end])
        page.put("EntityRegistrantName", _flat(piece), piece)
    if not header.company:
        page.note(
            "COV001",
            "the text has no cover page; file number, period and address are not stated",
            Severity.WARNING,
        )


def _fill(page: Page, header: Header) -> None:
    """What the header says and the cover does not print."""
    place: Place | None = find_place(header.state_of_incorporation or "")
    for name, value in (
        ("EntityRegistrantName", header.company),
        ("EntityFileNumber", header.file_number),
        (
            "EntityTaxIdentificationNumber",
            _tax_spelled(header.irs_number) if header.irs_number else None,
        ),
        (
            "EntityIncorporationStateCountryCode",
            place.edgar if place and place.kind == "state" else header.state_of_incorporation,
        ),
        ("DocumentPeriodEndDate", header.period.isoformat() if header.period else None),
        (
            "CurrentFiscalYearEndDate",
            "--{:02}-{:02}".format(*header.fiscal_year_end) if header.fiscal_year_end else None,
        ),
    ):
        if value and name not in page.facts:
            page.put(name, value)


def _missing(page: Page) -> None:
    if any(finding.code == "COV001" for finding in page.findings):
        return
    absent = [name for name in _REQUIRED if name not in page.facts]
    if absent:
        page.note("COV002", f"neither cover nor header states {', '.join(absent)}", Severity.INFO)
