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
from converter.read.page import Label, Page, cover_page, values
from converter.read.period import period
from converter.read.places import Place, find_place
from converter.read.registrant import registrant_name, same_name
from converter.read.release import release_name
from converter.read.stock import public_float, registered, shares_outstanding
from converter.read.submission import FORM_LINE, form_of, spelled
from converter.text.views import LineKind, chunks

if TYPE_CHECKING:
    from collections.abc import Callable

    from converter.model.filing import CoverFact, Document, Header
    from converter.model.source import SourceText
    from converter.text.views import Chunk

_MAIN = re.compile(r"10-?[KQ]|8-?K|20-F|40-F|6-K", re.IGNORECASE)

_TAX = re.compile(r"(?<![\d-])(?P<v>\d{2}\s?-\s?\d{7})(?![\d-])|(?<![\d-])(?P<w>\d{9})(?![\d-])")
_FILE = re.compile(r"(?<![\d-])(?P<v>\d{1,3}(?:-| - )\d{1,6}(?:-\d{1,3})?)(?!\d|-\d)")
_PHONE = re.compile(
    r"(?<![\d-])(?:1[-. ])?\(?(?P<area>[2-9]\d\d)\s?\)?\s*[-./]?\s*"
    r"(?P<local>\d{3}\s?[-. ]\s?\d{4})(?!\d)"
)
_AREA_LAST = re.compile(r"\((?P<v>[2-9]\d\d)\)\s*[-/]?$")
_LOCAL_FIRST = re.compile(r"\s*(?P<v>\d{3}\s?[-.]\s?\d{4})(?!\d)")
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


def _file_number(page: Page, _: Header) -> None:
    for label in page.labels:
        if label.kind == "file":
            for row, part in values(page, label, _FILE):
                # the tax number's column may be as near as the file number's
                if not _TAX.match(part.group()):
                    piece = page.piece(row, *part.span())
                    page.put("EntityFileNumber", piece.text.replace(" ", ""), piece)
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
_LAWS = re.compile(r"\blaws\s+of\s+(?P<v>[^()\s]+(?: [^()\s]+)*)", re.IGNORECASE)
_NUMBERS_BEHIND = re.compile(r"(?:\s\d[\d-]+)+$")


def _incorporation(page: Page, _: Header) -> None:
    label = page.label("state")
    if label is None:
        _under_the_laws_of(page)
        return
    for row, part in values(page, label, _CHUNK):
        shown, left = part.group(), part.start()
        if row == label.row:
            # 'State of incorporation: Ohio', and a value that touches its label: 'OHIO[State or'
            colon = shown.rfind(":") + 1
            shown, left = shown[colon:], left + colon
        # 'Delaware 12-3456789': where blanks were lost, the next column's number follows
        shown = _NUMBERS_BEHIND.sub("", _BRACKET.split(shown)[0].rstrip(" :_-"))
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


def _under_the_laws_of(page: Page) -> None:
    """'Incorporated under the laws of Ohio' beside the tax number, where nothing asks for the
    state; further below it may be said of another company.
    """
    label = page.label("tax")
    if label is None:
        return
    for row, part in values(page, label, _LAWS):
        place = _jurisdiction(part["v"])
        if place:
            piece = page.piece(row, *part.span("v"))
            page.put("EntityIncorporationStateCountryCode", place.edgar, piece)
            return


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
        if _wrapped_telephone(page, label):
            return


def _wrapped_telephone(page: Page, label: Label) -> bool:
    """A number whose line ends behind its area code."""
    below = label.row + 1
    area = _AREA_LAST.search(page.lines[label.row].text, label.left)
    local = _LOCAL_FIRST.match(page.lines[below].text) if below < len(page.lines) else None
    if area is None or local is None:
        return False
    for name, row, part in (("CityAreaCode", label.row, area), ("LocalPhoneNumber", below, local)):
        piece = page.piece(row, *part.span("v"))
        page.put(name, piece.text, piece)
    return True


def _address(page: Page, _: Header) -> None:
    label = page.label("address") or page.label("code")
    if label is None:
        return
    lines, code = _address_block(page, label)
    address = read_address(lines, code)
    if not address.city and len(lines) == 1:
        # '10 Elm Street        Rye, New York 10580': street and city with a gap between them
        wider = read_address(*_address_block(page, label, gap=_WHOLE_LINE))
        address = wider if wider.city else address
    if not address.city:
        # 'Attention: Securities Group' and more may stand below the city
        asked = [at for at, line in enumerate(lines) if _ATTENTION.match(line.text)]
        address = read_address(lines[: asked[0]], code) if asked else address
    if address.city and not address.code:
        address = address._replace(code=_code_above_its_label(page))
    if not address.city:
        page.note(
            "COV005",
            "the address is not told apart into street, city and state",
            Severity.INFO,
            page.piece(label.row, label.left, label.right),
        )
    _put_address(page, address)


def _code_above_its_label(page: Page) -> Piece | None:
    """A postal code alone on a line of its own, captioned '(Zip Code)' below it."""
    label = page.label("code")
    if label is None or not label.captions_above:
        return None
    for row in range(label.row - 1, max(label.row - 3, -1), -1):
        line = page.lines[row]
        if line.kind is LineKind.TEXT:
            text = line.text.strip()
            left = line.text.index(text)
            return page.piece(row, left, left + len(text)) if POSTAL.fullmatch(text) else None
    return None


def _address_block(
    page: Page, label: Label, gap: int | None = None
) -> tuple[list[Piece], Piece | None]:
    """The lines above the address's label, without the columns of code and telephone; a `gap`
    from the first column on is one of columns.
    """
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
        if _labelled(page, row) or _OTHER_ADDRESS.match(line.text):
            break
        parts = chunks(line.text)
        codes = [chunk for chunk in parts if POSTAL.fullmatch(chunk.text.upper())]
        if codes and code is None:
            code = page.piece(row, codes[0].left, codes[0].right)
        kept = [chunk for chunk in parts if chunk not in codes and _may_be_address(chunk.text)]
        if any(map(_ends_label, kept)):
            break
        if kept:
            near = [chunk for chunk in kept if chunk.left - kept[0].right < (gap or _COLUMN_GAP)]
            lines.insert(0, page.piece(row, near[0].left, near[-1].right))
        if len(lines) == _MOST_ADDRESS:
            break
    return lines, code


def _labelled(page: Page, row: int) -> bool:
    return any(other.row == row and other.kind != "code" for other in page.labels)


def _may_be_address(text: str) -> bool:
    return text[0] not in "([" and not _PHONE.fullmatch(text)


def _ends_label(chunk: Chunk) -> bool:
    """The second line of another label: 'incorporation or organization)'."""
    return chunk.text.count(")") + chunk.text.count("]") > _opened(chunk.text)


_OTHER_ADDRESS = re.compile(r"\s*\([^()]*\baddress\b", re.IGNORECASE)  # '(Mailing Address)'
_ATTENTION = re.compile(r"\s*att(?:entio)?n\b", re.IGNORECASE)
_COLUMN_GAP = 8
_WHOLE_LINE = 1_000
_MOST_ADDRESS = 5


def _opened(text: str) -> int:
    return text.count("(") + text.count("[")


def _put_address(page: Page, address: Address) -> None:
    name = page.facts.get("EntityRegistrantName")
    # an address may begin with the name of who lives there
    own = [part for part in address.street if not (name and same_name(part.text, name.value))]
    for number, street in enumerate(own[:3], start=1):
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
    registrant_name,
    period,
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
