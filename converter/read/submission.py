"""A submission's envelope: where its header and its documents stand.

    -----BEGIN PRIVACY-ENHANCED MESSAGE-----      (until about 2001; the text's lines that begin
    <SEC-DOCUMENT>...  or <IMS-DOCUMENT>...        with a dash are then escaped: '- -----')
    <SEC-HEADER> ... </SEC-HEADER>
    <DOCUMENT>
    <TYPE>10-Q
    <SEQUENCE>1
    <FILENAME>a.txt
    <DESCRIPTION>QUARTERLY REPORT
    <TEXT>
    ...                                           <- Document.span
    </TEXT>
    </DOCUMENT>

The members of EDGAR's daily feed (.nc) have <SUBMISSION> ... </SUBMISSION> around header tags and
documents alike. End tags may be missing, and files may stop anywhere. A file without envelope is
one document.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from converter.model.filing import Document, Header
from converter.model.finding import Finding, Result, Severity
from converter.read.encoding import refuse
from converter.read.header import read_header
from converter.read.markup import is_html, is_monospaced, printed

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from converter.model.source import SourceText, Span

_TAG_FIELD = re.compile(
    r"^<(TYPE|SEQUENCE|FILENAME|DESCRIPTION)>([^\n]*+)\s*$",
    re.MULTILINE | re.IGNORECASE,
)
_TEXT_TAG = re.compile(r"^<TEXT>[ \t]*\r?\n?", re.MULTILINE | re.IGNORECASE)
_ENVELOPE_END = re.compile(
    r"^(?:</TEXT>|</DOCUMENT>|</(?:SEC|IMS)-DOCUMENT>|</SUBMISSION>"
    r"|-----END PRIVACY-ENHANCED MESSAGE-----)",
    re.MULTILINE | re.IGNORECASE,
)
_HEADER_END = re.compile(r"^</(?:SEC|IMS)-HEADER>[^\n]*\n?", re.MULTILINE | re.IGNORECASE)
_ENVELOPE = re.compile(
    r"^<(?:SEC|IMS)-(?:DOCUMENT|HEADER)>|^<SUBMISSION>", re.MULTILINE | re.IGNORECASE
)
_UUENCODED = re.compile(
    r"\s*(?:<(?:PDF|XBRL|XML|ZIP|EXCEL|JSON)>|begin [0-7]{3} \S)", re.IGNORECASE
)
_HEAD = 4_000
_COVER_HEAD = 8_000
_HEADER_MOST = 20_000

FORM_LINE = re.compile(
    r"^[^\n\w]*(?:SEC(?:URITIES\s+AND\s+EXCHANGE\s+COMMISSION)?\s+)?FORM\s*"
    r"(?P<form>(?:10|8|20|6|40)[ \t]{0,3}-?[ \t]{0,3}[KQF](?:SB|T|405)?"
    r"(?:[ \t]{0,3}-?[ \t]{0,3}405)?)\b"
    r"(?P<amended>[ \t]{0,3}/[ \t]{0,3}A\b|[- ]{1,3}A\b(?=\s))?",
    re.MULTILINE | re.IGNORECASE,
)
_BY_REPORT = (
    (re.compile(r"QUARTERLY\s+REPORT\s+(?:PURSUANT|UNDER)", re.IGNORECASE), "10-Q"),
    (re.compile(r"ANNUAL\s+REPORT\s+(?:PURSUANT|UNDER)", re.IGNORECASE), "10-K"),
    (re.compile(r"CURRENT\s+REPORT\s+PURSUANT", re.IGNORECASE), "8-K"),
)
_EXHIBIT_LINE = re.compile(
    r"^\W*EXHIBIT\s+(?P<number>\d{1,2}(?:\.\d+)?)\b[^\n]{0,40}$", re.MULTILINE | re.IGNORECASE
)
_RELEASE_WORDS = re.compile(
    r"\b(?:press|news)\s+release\b|^\W*for\s+immediate\s+release", re.MULTILINE | re.IGNORECASE
)


class Envelope(NamedTuple):
    """What a submission's envelope holds; `source` has what stands in HTML as it prints."""

    header: Header
    documents: tuple[Document, ...]
    source: SourceText


def read_envelope(source: SourceText) -> Result[Envelope]:
    """Header and text documents of `source`.

    Raises ConversionError: REA006 where every document is HTML, REA007 where none is text.
    """
    text = source.text
    find = _finder(text)
    first = find("<DOCUMENT>", 0)
    if first < 0:
        return _bare(source)
    findings: list[Finding] = []
    documents: list[Document] = []
    wrapped: list[Span] = []
    skipped: list[str] = []
    stop = _second_submission(text, first)
    if stop < len(text):
        findings.append(
            Finding(
                code="REA010",
                severity=Severity.WARNING,
                message="the file holds more than one submission; the first is converted",
                span=source.span(stop, stop),
                hint="split the file",
            )
        )
    start = first
    while 0 <= start < stop:
        following = find("<DOCUMENT>", start + 1)
        end = following if 0 <= following < stop else stop
        document, closed = _document(source, start, end, len(documents) + len(skipped) + 1)
        body = source.cut(document.span)
        html = is_html(body)
        reason = _not_text(body, html=html)
        if reason:
            skipped.append(reason)
            findings.append(_skipped(document, reason))
        else:
            documents.append(document)
            if html:
                wrapped.append(document.span)
            if not closed and end == len(text):
                findings.append(_truncated(source, document))
        start = following
    if not documents:
        _refuse_all("HTML" in skipped)
    envelope = Envelope(read_header(text[:first]), tuple(documents), _as_printed(source, wrapped))
    return Result(envelope, tuple(findings))


def header_of(raw: bytes) -> Header:
    """A submission's header, read from its first bytes only; an empty one where there is none."""
    head = raw[:_HEADER_MOST].decode("latin-1")
    first = _finder(head)("<DOCUMENT>", 0)
    if first < 0 and not _ENVELOPE.search(head, 0, _HEAD):
        return Header()
    return read_header(head if first < 0 else head[:first])


def _finder(text: str) -> Callable[[str, int], int]:
    """`str.find` for tags in the spelling of this file: upper case, else lower."""
    if "<DOCUMENT>" in text:
        return text.find
    return lambda tag, start: text.find(tag.lower(), start)


def _second_submission(text: str, first: int) -> int:
    tags = ("\n<SEC-HEADER>", "\n<IMS-HEADER>", "\n<SUBMISSION>")
    ends = [at for tag in tags if (at := text.find(tag, first)) >= 0]
    return min(ends) + 1 if ends else len(text)


def _document(source: SourceText, start: int, end: int, number: int) -> tuple[Document, bool]:
    """The document whose tag stands at `start`, and whether its end is marked."""
    text = source.text
    opened = _TEXT_TAG.search(text, start, end)
    # without <TEXT> the body begins below the last of the fields
    fields_end = opened.start() if opened else min(end, start + 2_000)
    fields: dict[str, str] = {}
    body = start + len("<DOCUMENT>")
    for part in _TAG_FIELD.finditer(text, start, fields_end):
        fields.setdefault(part[1].upper(), part[2].strip())
        body = part.end()
    if opened:
        body = opened.end()
    closed = _closing(text, body, end)
    sequence = fields.get("SEQUENCE", "")
    document = Document(
        type=fields.get("TYPE", "").upper() or _type_of(text[body:closed]),
        sequence=int(sequence) if re.fullmatch(r"[0-9]{1,6}", sequence) else number,
        filename=fields.get("FILENAME", ""),
        description=fields.get("DESCRIPTION", ""),
        span=source.span(body, closed),
    )
    return document, closed < end or end < len(text)


def _closing(text: str, body: int, end: int) -> int:
    """Where the envelope's tags after a document's text begin: within its last lines, as a rule."""
    for at in (text.rfind("\n</TEXT>", body - 1, end), text.rfind("\n</text>", body - 1, end)):
        if at >= 0:
            return at + 1
    found = _ENVELOPE_END.search(text, max(body, end - 200), end)
    return found.start() if found else end


def _not_text(body: str, *, html: bool) -> str:
    """'HTML', 'binary', 'empty', or '' for text."""
    if _UUENCODED.match(body):
        return "binary"
    if html and not is_monospaced(body):
        return "HTML"
    return "" if body[:_HEAD].strip() or body.strip() else "empty"


def _as_printed(source: SourceText, wrapped: Sequence[Span]) -> SourceText:
    """The source with the text of the documents that are wrapped in HTML as it prints."""
    parts: list[str] = []
    unprinted: list[tuple[int, int]] = []
    at = 0
    for span in wrapped:
        text, without = printed(source.text, span.start, span.end)
        parts += [source.text[at : span.start], text]
        unprinted += without
        at = span.end
    if not wrapped:
        return source
    text = "".join([*parts, source.text[at:]])
    return replace(source, text=text, unprinted=tuple(unprinted))


def _skipped(document: Document, reason: str) -> Finding:
    label = f"document {document.sequence} ({document.type})"
    if reason == "HTML":
        return Finding(
            code="REA008",
            severity=Severity.WARNING,
            message=f"{label} is HTML and is not converted",
            span=document.span,
            hint="only plain text is read",
        )
    return Finding(
        code="REA009",
        severity=Severity.INFO,
        message=f"{label} holds no text ({reason}) and is not converted",
        span=document.span,
    )


def _truncated(source: SourceText, document: Document) -> Finding:
    last = len(source.text.rstrip())
    return Finding(
        code="REA011",
        severity=Severity.WARNING,
        message=f"the file ends inside document {document.sequence} ({document.type})",
        span=source.span(last, last),
        hint="get the complete submission where one is to be had",
    )


def _refuse_all(html: bool) -> None:
    if html:
        raise refuse("REA006", "an HTML document, not a text filing", "give a plain-text filing")
    raise refuse("REA007", "the submission holds no text document", "give a plain-text filing")


def _bare(source: SourceText) -> Result[Envelope]:
    """A file without <DOCUMENT>: one document of the type that its text states."""
    text = source.text
    start, header = 0, Header()
    if _ENVELOPE.search(text, 0, _HEAD):
        ended = _HEADER_END.search(text, 0, _HEADER_MOST)
        start = ended.end() if ended else 0
        header = read_header(text[: start or _HEAD])
    end = len(text)
    found = _ENVELOPE_END.search(text, max(start, end - 200))
    body = source.span(start, found.start() if found else end)
    html = is_html(source.cut(body))
    reason = _not_text(source.cut(body), html=html)
    if reason:
        _refuse_all(reason == "HTML")
    if html:
        source = _as_printed(source, [body])
    kind = (header.form or "").upper() or _type_of(source.cut(body))
    return Result(Envelope(header, (Document(type=kind, sequence=1, span=body),), source))


def _type_of(body: str) -> str:
    """The document type that a text states: its 'FORM 10-Q' line, the report it says it is, its
    'Exhibit 99.1' line; 'EX-99' for a release, else 'UNKNOWN'.
    """
    head = body[:_COVER_HEAD]
    exhibit = _EXHIBIT_LINE.search(head[:400])
    if exhibit:
        return f"EX-{exhibit['number']}"
    form = form_of(head)
    if form:
        return form
    return "EX-99" if _RELEASE_WORDS.search(head) else "UNKNOWN"


def form_of(head: str) -> str:
    """The form that the first page of a text states, as EDGAR spells it, or ''."""
    line = FORM_LINE.search(head)
    if line:
        return spelled(line["form"]) + ("/A" if line["amended"] else "")
    reports = [(part.start(), form) for rule, form in _BY_REPORT if (part := rule.search(head))]
    return min(reports)[1] if reports else ""


def spelled(form: str) -> str:
    """A printed form name as EDGAR spells it: '10Q' is '10-Q', '10 - K 405' is '10-K405'."""
    flat = re.sub(r"[\s-]", "", form).upper()
    return re.sub(r"^(\d+)(?=[A-Z])", r"\1-", flat)
