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

import datetime as dt
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from converter.model.filing import CoverFact, Document, Header
from converter.model.finding import Finding, Result, Severity
from converter.model.source import SourceText, Span
from converter.read.address import POSTAL, Address, Piece, read_address
from converter.read.places import Place, find_place
from converter.read.release import STATEMENT_TITLE, release_name
from converter.read.shares import Outstanding, outstanding
from converter.read.submission import FORM_LINE, form_of, spelled
from converter.text.dates import dates
from converter.text.views import LineKind, LineView, chunks, views

_MOST_LINES = 260  # two printed pages and what stands before them
_MOST_PAGES = 2  # a long list of securities pushes the shares outstanding to a second page
_MAIN = re.compile(r"10-?[KQ]|8-?K|20-F|40-F|6-K", re.IGNORECASE)

_LABELS: dict[str, re.Pattern[str]] = {
    name: re.compile(rule, re.IGNORECASE)
    for name, rule in {
        "name": r"[(\[]?\s*exact\s+name\s+of",
        "state": r"(?:[(\[]\s*|^\s*|(?<=\s\s))(?:state|jurisdiction|province|country)(?:,|/|\s+(?:or|of|and|in)\b)",
        "tax": r"[(\[]?\s*(?:I\.?\s?R\.?\s?S\.?|internal\s+revenue(?:\s+service)?)\s*(?:employer|no\b|I\.?\s?D)|[(\[]?\s*(?:federal\s+)?employer\s+(?:identification|I\.?\s?D)",
        "file": r"[(\[]?\s*commission(?:'s)?\s+file|[(\[]\s*commission\s*(?=$|\s\s)|[(\[]?\s*(?:SEC\s+)?file\s+n(?:umber|o\.)",
        "address": r"[(\[]?\s*address(?:es)?\b[^()\[\]]{0,40}\b(?:principal|executive)|[(\[]\s*address\b|[(\[]?\s*principal\s+executive\s+office",
        "code": r"[(\[]?\s*zip\s+code",
        "phone": r"[(\[]?\s*(?:registrant'?s?,?\s+|issuer'?s\s+|company'?s\s+)?telephone\s*n(?:umber|o)|[(\[]\s*(?:telephone|area\s+code)",
        "former": r"[(\[]?\s*former\s+(?:name|address)",
    }.items()
}
_TAX = re.compile(r"(?<![\d-])(?P<v>\d{2}\s?-\s?\d{7})(?![\d-])|(?<![\d-])(?P<w>\d{9})(?![\d-])")
_FILE = re.compile(r"(?<![\d-])(?P<v>\d{1,3}-\d{1,6}(?:-\d{1,3})?)(?![\d-])")
_PHONE = re.compile(
    r"(?<![\d-])(?:1[-. ])?\(?(?P<area>[2-9]\d\d)\s?\)?\s*[-./]?\s*(?P<local>\d{3}\s?[-. ]\s?\d{4})(?!\d)"
)
_END = re.compile(
    r"\s*(?:PART\s+(?:I|ONE|1)\b|ITEMS?\s+\d|TABLE\s+OF\s+CONTENTS|INDEX\s*$)", re.IGNORECASE
)
_NO_NAME = re.compile(
    r"commission|\bform\b|quarter|fiscal|period|\bended\b|report|washington,?\s+d|securities|pursuant|mark\s+one"
    r"|exchange\s+act|date\s+of|^\W*or\W*$|^\W*\d{1,3}-\d+|\bpage\b|amendment\s+no|^[\W\d_]*$",
    re.IGNORECASE,
)
_PLACEHOLDER = re.compile(
    r"\s*[\[(<].*\b(?:logo|graphic|picture|seal)\b.*[\])>]\s*$", re.IGNORECASE
)
_NAME_ENDS = re.compile(
    r"\b(?:inc(?:orporated)?|corp(?:oration)?|co(?:mpany)?|l\.?p|l\.?l\.?c|ltd|limited|trust|n\.?v|plc|s\.?a|bancorp)\b\W*$",
    re.IGNORECASE,
)
_PERIOD = re.compile(
    r"\b(?:quarter(?:ly)?|years?|months|weeks|period|annual)(?:\s+period)?\s*(?:end(?:ed|ing)?)?[\s:_-]*",
    re.IGNORECASE,
)
_TRANSITION = re.compile(r"transition\s+period\s+from[^\n]{1,40}?\s+to\s+", re.IGNORECASE)
_EVENT = re.compile(r"date\s+of\s+(?:report|earliest\s+event)", re.IGNORECASE)
_EVENT_REACH = 220  # both labels and the date, over three lines
_REACH = 3  # lines of text between a value and its label, at most
_REQUIRED = ("EntityRegistrantName", "EntityFileNumber", "DocumentPeriodEndDate")


@dataclass(frozen=True, slots=True)
class Label:
    """A label's place: index of its line in the page, columns, whether it stands in parentheses."""

    kind: str
    row: int
    left: int
    right: int
    captions_above: bool


@dataclass(slots=True)
class Page:
    """The cover's lines and labels, and what was found so far."""

    source: SourceText
    lines: list[LineView]
    start: int
    end: int
    labels: list[Label] = field(default_factory=list)
    facts: dict[str, CoverFact] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)

    @property
    def text(self) -> str:
        return self.source.text[self.start : self.end]

    def label(self, kind: str) -> Label | None:
        return next((label for label in self.labels if label.kind == kind), None)

    def piece(self, row: int, left: int, right: int) -> Piece:
        span = self.lines[row].span(self.source, left, right)
        return Piece(span.start, span.end, self.source.cut(span))

    def put(
        self, name: str, value: str, piece: Piece | None = None, instant: dt.date | None = None
    ) -> None:
        """A fact; a text counts as printed where its characters are the value."""
        span = self.source.span(piece.start, piece.end) if piece else None
        printed = (
            piece is None or name in _TRANSFORMED or self.source.cut(span or _NOWHERE) == value
        )
        self.facts.setdefault(
            name, CoverFact(name=name, value=value, span=span, instant=instant, printed=printed)
        )

    def note(self, code: str, message: str, severity: Severity, *places: Piece) -> None:
        spans = tuple(self.source.span(place.start, place.end) for place in places)
        self.findings.append(
            Finding(
                code=code,
                severity=severity,
                message=message,
                span=spans[0] if spans else None,
                others=spans[1:],
            )
        )


_NOWHERE = Span(0, 0, 1, 1)
# Dates and numbers: inline XBRL's transformations spell them.
_TRANSFORMED = {"DocumentPeriodEndDate", "EntityCommonStockSharesOutstanding"}


def read_cover(
    source: SourceText, documents: tuple[Document, ...], header: Header
) -> Result[tuple[CoverFact, ...]]:
    """The cover's facts, in the order of their place; those that are not printed come last."""
    main = next((item for item in documents if _MAIN.match(item.type)), documents[0])
    page = _page(source, main)
    page.labels = list(_find_labels(page.lines))
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


def _page(source: SourceText, document: Document) -> Page:
    """The lines of `document` down to the end of its cover: the first part, item, contents or
    statement, at most the page after the one that names the registrant.
    """
    first = document.span.line
    last_line = source.span(max(document.span.end - 1, 0), document.span.end).line
    found = views(source, first, min(first + _MOST_LINES - 1, last_line))
    count = next(_cover_ends(found), len(found))
    last = found[max(count - 1, 0)].number
    end = source.starts[last] if last < source.line_count else len(source.text)
    return Page(source, found[:count], document.span.start, min(end, document.span.end))


def _cover_ends(lines: list[LineView]) -> Iterator[int]:
    """Rows before which the cover has ended."""
    named = False
    pages = 0
    before = LineKind.TEXT
    for row, line in enumerate(lines):
        named = named or bool(_LABELS["name"].search(line.text))
        if named and (_END.match(line.text) or STATEMENT_TITLE.match(line.text)):
            yield row
        # page numbers and the break below them are one break
        pages += named and line.kind is LineKind.PAGE and before is not LineKind.PAGE
        if pages == _MOST_PAGES:
            yield row
        if line.kind is not LineKind.BLANK:
            before = line.kind


def _find_labels(lines: list[LineView]) -> Iterator[Label]:
    """Every label in order; a label reaches to the next one in its chunk or to the chunk's end."""
    for row, line in enumerate(lines):
        if line.kind is not LineKind.TEXT:
            continue
        starts = sorted(
            (part.start() + len(part.group()) - len(part.group().lstrip()), kind)
            for kind, rule in _LABELS.items()
            for part in [rule.search(line.text)]
            if part
        )
        for at, (left, kind) in enumerate(starts):
            right = min(
                [chunk.right for chunk in chunks(line.text) if chunk.left <= left < chunk.right]
                + [start for start, _ in starts[at + 1 :]]
            )
            yield Label(kind, row, left, right, line.text[left] in "([")


def _document_type(page: Page, main: Document, header: Header) -> None:
    """DocumentType and AmendmentFlag, from the header before the page: 10-K405 is printed 10-K."""
    line = FORM_LINE.search(page.text)
    piece = printed = None
    if line:
        end = line.end("amended") if line["amended"] else line.end("form")
        start = line.start("form")
        piece = Piece(page.start + start, page.start + end, line.group()[start - line.start() :])
        printed = spelled(line["form"]) + ("/A" if line["amended"] else "")
    stated = (
        (header.form or "").upper().replace(" ", "") or printed or form_of(page.text) or main.type
    )
    form = stated
    if form.startswith("EX-99"):
        form = "8-K"
    if not _MAIN.match(form):
        return
    if printed and spelled(printed.removesuffix("/A"))[:4] != form[:4]:
        piece = None
    page.put("DocumentType", form, piece)
    amended = form.endswith("/A")
    page.put("AmendmentFlag", "true" if amended else "false", piece if amended else None)


def _values(page: Page, label: Label, rule: re.Pattern[str]) -> Iterator[tuple[int, re.Match[str]]]:
    """What matches `rule` around `label`, the likeliest first, as (row, match): above it where
    it stands in parentheses, else to its right, then below; the nearest column first.
    """
    above = list(_text_rows(page, label.row, -1))
    below = list(_text_rows(page, label.row, 1))
    rows = [*above, label.row, *below] if label.captions_above else [label.row, *below, *above]
    for row in rows:
        parts = list(rule.finditer(page.lines[row].text))
        if row == label.row:
            # what follows a label is its value before what stands ahead of it
            parts.sort(key=lambda part: (part.end() <= label.left, _distance(part.span(), label)))
        else:
            parts.sort(key=lambda part: _distance(part.span(), label))
        yield from ((row, part) for part in parts)


def _text_rows(page: Page, row: int, step: int) -> Iterator[int]:
    """The rows of the nearest lines of text above (-1) or below (1)."""
    count = 0
    at = row + step
    while 0 <= at < len(page.lines) and count < _REACH and abs(at - row) <= _REACH * 2:
        if page.lines[at].kind is LineKind.TEXT:
            yield at
            count += 1
        at += step


def _distance(columns: tuple[int, int], label: Label) -> int:
    left, right = columns
    return max(left - label.right, label.left - right, 0)


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
        if rows and (len(rows) == 3 or _NAME_ENDS.search(line.text)):
            break
        rows.insert(0, row)
    if not rows:
        return
    pieces = []
    for row in rows:
        parts = chunks(page.lines[row].text, gap=4)
        nearest = min(parts, key=lambda part: _distance((part.left, part.right), label))
        pieces.append(page.piece(row, nearest.left, nearest.right))
    whole = Piece(pieces[0].start, pieces[-1].end, "")
    page.put(
        "EntityRegistrantName", " ".join(" ".join(piece.text for piece in pieces).split()), whole
    )


def _period(page: Page, header: Header) -> None:
    if page.facts.get("DocumentType", _NO_FACT).value.startswith(("8-K", "6-K")):
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
            for row, part in _values(page, label, _FILE):
                # the tax number's column may be as near as the file number's
                if not _TAX.match(part.group()):
                    piece = page.piece(row, *part.span())
                    page.put("EntityFileNumber", piece.text, piece)
                    return


def _tax_number(page: Page, _: Header) -> None:
    label = page.label("tax")
    if label is None:
        return
    for row, part in _values(page, label, _TAX):
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
    for row, part in _values(page, label, _CHUNK):
        shown, left = part.group(), part.start()
        if row == label.row:
            # 'State of incorporation: Ohio', and a value that touches its label: 'OHIO[State or'
            colon = shown.rfind(":") + 1
            shown, left = shown[colon:], left + colon
        shown = _BRACKET.split(shown)[0].rstrip(" :_-")
        kept = shown.lstrip(" ):_-")
        place = find_place(kept) if kept else None
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


def _telephone(page: Page, _: Header) -> None:
    for label in page.labels:
        if label.kind != "phone":
            continue
        for row, part in _values(page, label, _PHONE):
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


def _shares(page: Page, _: Header) -> None:
    """Shares outstanding, where the cover states one number with its date."""
    if not page.facts.get("DocumentType", _NO_FACT).value.startswith("10-"):
        return
    label = page.label("name")
    begin = page.source.starts[page.lines[label.row].number - 1] if label else page.start
    found = [
        share._replace(start=share.start + begin, end=share.end + begin)
        for share in outstanding(page.source.text[begin : page.end])
    ]
    if len(found) > 1:
        page.note(
            "COV006",
            "the cover states more than one number of shares outstanding: "
            + ", ".join(f"{share.value:,}" for share in found[:_SHOWN])
            + (", ..." if len(found) > _SHOWN else ""),
            Severity.WARNING,
            *map(_share_piece, found[:_SHOWN]),
        )
    elif found and found[0].date is None:
        page.note(
            "COV007",
            f"the cover states {found[0].value:,} shares outstanding without a date",
            Severity.WARNING,
            _share_piece(found[0]),
        )
    elif found:
        page.put(
            "EntityCommonStockSharesOutstanding",
            str(found[0].value),
            _share_piece(found[0]),
            instant=found[0].date,
        )


def _share_piece(share: Outstanding) -> Piece:
    return Piece(share.start, share.end, "")


_SHOWN = 4  # numbers that a message lists


_STEPS: tuple[Callable[[Page, Header], None], ...] = (
    _registrant_name,
    _period,
    _file_number,
    _tax_number,
    _incorporation,
    _address,
    _telephone,
    _shares,
)
_NO_FACT = CoverFact(name="", value="")


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
            "--%02d-%02d" % header.fiscal_year_end if header.fiscal_year_end else None,
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
