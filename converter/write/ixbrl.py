"""BASE.htm: inline XBRL 1.1 over the filing's whole text.

The text stands in one <pre>, character for character; facts are elements around exactly the
characters that say so:

    Total current assets       <span title="..."><ix:nonFraction ...>5,876</ix:nonFraction></span>

What happens to a fact:

    printed, its characters spell it     an element around its span
    several on the same span             elements inside each other (Inline XBRL 1.1, 10.1.1)
    printed elsewhere again              a link from there to the element
    not printed, or not spelt so         ix:hidden; the characters it comes from link to the list of
                                         such facts at the page's end
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from converter.model.addresses import is_text, item_type
from converter.model.filing import StatementKind
from converter.model.finding import Finding, Result, Severity
from converter.model.xbrl import ISO4217, XBRLI, LabelRole
from converter.write.markup import (
    HEAD,
    LANGUAGE,
    LINK,
    XBRLDI,
    XHTML,
    XLINK,
    attribute,
    clean,
    declarations,
    escape,
    fact_namespaces,
    period_text,
    plain,
    resources,
    value_text,
)
from converter.write.spelling import REGISTRY, Spelling, spell_number, spell_text

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from converter.model.source import Span
    from converter.model.xbrl import Fact, QName, Report

IX = "http://www.xbrl.org/2013/inlineXBRL"

_DOT = " \u00b7 "
_STYLE = """
body{margin:0;background:#fbfaf7;color:#222;font:15px/1.5 system-ui,sans-serif}
.head,.list{padding:1em 1.5em;background:#fff;border-bottom:1px solid #ddd8cc}
.list{border-top:1px solid #ddd8cc}
h1{margin:0;font-size:1.2em}
p{margin:.2em 0}
.head a,.list a{color:#245}
pre{margin:0;padding:1em 1.5em;overflow-x:auto;font:13px/1.35 ui-monospace,Menlo,Consolas,monospace;
tab-size:8}
.f{background:#e9f3e4;border-bottom:1px solid #9bbf88;cursor:help}
.t{background:#eef1f8;border-bottom:1px dotted #8ea2c8;cursor:help}
.a{background:#f6efdc;color:inherit;text-decoration:none;border-bottom:1px dotted #c2a763}
.d{border-bottom:1px dashed #c0705a}
.f:hover,.t:hover,.a:hover{background:#ffe9a8}
:target{outline:2px solid #d08a00;background:#ffe9a8}
table{border-collapse:collapse;font-size:.85em}
td,th{padding:.15em .8em .15em 0;text-align:left;vertical-align:top}
"""


class InlineWriter:
    name = "ixbrl"

    def write(self, report: Report, folder: Path) -> Result[tuple[Path, ...]]:
        page = inline(report)
        path = folder / f"{report.base}.htm"
        path.write_bytes(page.value.encode())
        return Result((path,), page.findings)


def inline(report: Report) -> Result[str]:
    """The inline document, and a finding for each fact that its characters do not spell."""
    page = _Page(report)
    places = _place(page)
    body = _text(page, places)
    return Result(_document(page, body), tuple(page.findings))


@dataclass(slots=True)
class _Place:
    """Characters start to end of the text and what stands on them.

    facts    shown here, outermost first
    spelt    the spelling of the numbers among them; all have the same
    links    facts that these characters only point to
    """

    start: int
    end: int
    facts: list[Fact] = field(default_factory=list)
    spelt: list[Spelling] = field(default_factory=list)
    links: list[Fact] = field(default_factory=list)

    @property
    def numeric(self) -> bool:
        return any(fact.unit is not None for fact in self.facts)


class _Page:
    """What is known of a report while its page is made."""

    def __init__(self, report: Report) -> None:
        self.report = report
        self.text = clean(report.source.text)
        self.shared = resources(report)
        names = {context: attribute(context) for context in self.shared.contexts}
        self.contexts = {
            fact.id: names[context]
            for fact, context in zip(report.facts, self.shared.contexts, strict=True)
        }
        self.texts = {c.qname for c in report.concepts if is_text(c)}
        self.booleans = {
            c.qname
            for c in report.concepts
            if not c.datatype.numeric and item_type(c) == "xbrli:booleanItemType"
        }
        self.labels: dict[QName, str] = {c.qname: c.label for c in report.concepts}
        # a printed caption says more to who reads the page than the taxonomy's words
        for wanted in (LabelRole.STANDARD, LabelRole.TOTAL, LabelRole.TERSE):
            self.labels |= {
                label.concept: label.text for label in report.labels if label.role is wanted
            }
        units = {fact.unit.id for fact in report.facts if fact.unit is not None}
        self.units = {unit: attribute(unit) for unit in units}
        self.names = {name: f"{name} ({label})" for name, label in self.labels.items() if label}
        self.members: dict[int, str] = {}
        self.hidden: dict[str, Fact] = {}
        self.findings: list[Finding] = []

    def shown(self, start: int, end: int) -> str:
        """Characters of the text as XML; blanks for tags of HTML take no room."""
        if not self.report.source.unprinted:
            return escape(self.text[start:end])
        kept = self.report.source.printed(start, end)
        return escape("".join(self.text[left:right] for left, right in kept))

    def hide(
        self, fact: Fact, code: str, message: str, severity: Severity = Severity.WARNING
    ) -> None:
        """Send a fact to ix:hidden though it is printed, and say why."""
        self.hidden[fact.id] = fact
        self.findings.append(
            Finding(
                code=code,
                severity=severity,
                message=f"{fact.concept} {period_text(fact.context.period)}: {message}; "
                "the inline document holds the fact as a hidden one",
                span=fact.span,
            )
        )


# --- places ------------------------------------------------------------------------------------


def _place(page: _Page) -> list[_Place]:
    """Where each fact stands: places in the order of their opening, outer before inner.

    Facts that cannot stand on their characters are in `page.hidden` afterwards.
    """
    places: dict[tuple[int, int], _Place] = {}
    pointers: list[tuple[Span, Fact]] = []
    for fact in page.report.facts:
        pointers += [(span, fact) for span in fact.others]
        if fact.span is None or not fact.printed:
            page.hidden[fact.id] = fact
            if fact.span is not None:
                pointers.append((fact.span, fact))
            continue
        spelling = _spell(page, fact, fact.span)
        if spelling is None:
            shown = " ".join(page.text[fact.span.start : fact.span.end].split())
            value = value_text(fact)
            # A name over two lines differs from its value by blanks alone: nothing is doubtful.
            blanks = isinstance(fact.value, str) and shown == " ".join(value.split())
            page.hide(
                fact,
                "WRT001",
                f"'{shown}' does not spell its value {value}",
                Severity.INFO if blanks else Severity.WARNING,
            )
            pointers.append((fact.span, fact))
            continue
        key = (fact.span.start, fact.span.end)
        place = places.get(key) or places.setdefault(key, _Place(*key))
        if not _joins(place, fact, spelling):
            page.hide(fact, "WRT005", "another fact on the same characters reads them otherwise")
            pointers.append((fact.span, fact))
            continue
        # Text outside, numbers inside: a number may hold nothing but one other number.
        at = len(place.facts) if fact.unit is not None else 0
        place.facts.insert(at, fact)
        place.spelt.insert(at, spelling)
    nested = _nested(page, places, pointers)
    return _with_links(nested, pointers, len(page.text))


def _spell(page: _Page, fact: Fact, span: Span) -> Spelling | None:
    printed = page.text[span.start : span.end]
    if isinstance(fact.value, str):
        return spell_text(
            printed.replace("\r\n", "\n"), value_text(fact), boolean=fact.concept in page.booleans
        )
    return spell_number(printed, fact.value, fact.decimals)


def _joins(place: _Place, fact: Fact, spelling: Spelling) -> bool:
    """Whether `fact` can stand inside the numbers of a place: unit, scale and format must be theirs
    (Inline XBRL 1.1, 10.1.1), and the sign too, since some readers apply the outer one to all.
    """
    if fact.unit is None:
        return True
    for other, theirs in zip(place.facts, place.spelt, strict=True):
        if other.unit is not None:
            return (other.unit is fact.unit or other.unit == fact.unit) and theirs == spelling
    return True


def _nested(
    page: _Page, places: dict[tuple[int, int], _Place], pointers: list[tuple[Span, Fact]]
) -> list[_Place]:
    """The places that nest properly, in order. Of two that overlap, or of which the outer is a
    number, the one that opens later gives way.
    """
    kept: list[_Place] = []
    around: list[_Place] = []
    for place in sorted(places.values(), key=lambda p: (p.start, -p.end)):
        while around and around[-1].end <= place.start:
            around.pop()
        if around and (place.end > around[-1].end or around[-1].numeric):
            for fact in place.facts:
                page.hide(fact, "WRT002", "its characters overlap those of another fact")
                if fact.span is not None:
                    pointers.append((fact.span, fact))
            continue
        kept.append(place)
        around.append(place)
    return kept


def _with_links(kept: list[_Place], pointers: list[tuple[Span, Fact]], length: int) -> list[_Place]:
    """Add the places that only point to a fact; those that would cut a fact in two stay out."""
    by_key = {(place.start, place.end): place for place in kept}
    starts = [place.start for place in kept]
    longest = max((place.end - place.start for place in kept), default=0)
    added: list[_Place] = []
    for span, fact in pointers:
        key = (span.start, span.end)
        place = by_key.get(key)
        if place is None and 0 <= span.start < span.end <= length:
            near = kept[bisect_left(starts, span.start - longest) : bisect_left(starts, span.end)]
            if _fits(near, *key):
                place = by_key[key] = _Place(*key)
                added.append(place)
        if place is not None:
            place.links.append(fact)
    if not added:
        return kept
    nested: list[_Place] = []
    around: list[_Place] = []
    for place in sorted((*kept, *added), key=lambda p: (p.start, -p.end)):
        while around and around[-1].end <= place.start:
            around.pop()
        if around and place.end > around[-1].end:
            continue  # two pointers overlap, never facts: the first is enough
        nested.append(place)
        around.append(place)
    return nested


def _fits(near: Iterable[_Place], start: int, end: int) -> bool:
    """Whether start to end crosses none of the places near it and lies inside no number."""
    for place in near:
        if place.end <= start or place.start >= end:
            continue
        inside = place.start <= start and end <= place.end
        outside = start <= place.start and place.end <= end
        if not (outside or (inside and not place.numeric)):
            return False
    return True


# --- text --------------------------------------------------------------------------------------


def _text(page: _Page, places: Iterable[_Place]) -> str:
    """The filing's text with the elements around their characters."""
    shown = page.shown
    parts: list[str] = []
    closing: list[tuple[int, str, bool]] = []
    at = 0
    for place in places:
        while closing and closing[-1][0] <= place.start:
            end, tags, _ = closing.pop()
            parts.append(shown(at, end))
            parts.append(tags)
            at = end
        parts.append(shown(at, place.start))
        at = place.start
        linked = bool(closing) and closing[-1][2]
        opened, closed, link = _elements(page, place, linked=linked)
        parts.append(opened)
        closing.append((place.end, closed, link or linked))
    while closing:
        end, tags, _ = closing.pop()
        parts.append(shown(at, end))
        parts.append(tags)
        at = end
    parts.append(shown(at, len(page.text)))
    # A parser makes '\n' of '\r\n' anyway (XML 1.0, 2.11).
    return "".join(parts).replace("\r\n", "\n")


def _elements(page: _Page, place: _Place, *, linked: bool) -> tuple[str, str, bool]:
    """Opening tags, closing tags, and whether they are a link; links cannot hold links."""
    here = [*place.facts, *place.links]
    title = attribute("\n".join([_title(page, fact) for fact in here]))
    link = bool(place.links) and not linked
    kind = ("f" if place.numeric else "t") if place.facts else "a"
    if any(fact.doubts for fact in here):
        kind += " d"
    if link:
        target = place.links[0].id
        target = f"h-{target}" if target in page.hidden else target
        opened = [f'<a class="{kind}" href="#{target}" title="{title}">']
        closed = ["</a>"]
    else:
        opened = [f'<span class="{kind}" title="{title}">']
        closed = ["</span>"]
    for fact in place.links:
        if fact.id in page.hidden:
            # The property by which viewers know which shown text a hidden fact belongs to.
            opened.append(f'<span style="-sec-ix-hidden:{fact.id}">')
            closed.append("</span>")
    for fact, spelling in zip(place.facts, place.spelt, strict=True):
        tag, name = _tag(page, fact, spelling)
        opened.append(tag)
        closed.append(f"</{name}>")
    return "".join(opened), "".join(reversed(closed)), link


def _tag(page: _Page, fact: Fact, spelling: Spelling) -> tuple[str, str]:
    """The start tag of a fact, and the element's name."""
    shape = f' format="ixt:{spelling.format}"' if spelling.format else ""
    common = f'id="{fact.id}" name="{fact.concept}" contextRef="{page.contexts[fact.id]}"'
    if fact.unit is None:
        language = f' xml:lang="{LANGUAGE}"' if fact.concept in page.texts else ""
        return f"<ix:nonNumeric {common}{language}{shape}>", "ix:nonNumeric"
    scale = f' scale="{spelling.scale}"' if spelling.scale else ""
    sign = ' sign="-"' if spelling.sign else ""
    decimals = "INF" if fact.decimals is None else fact.decimals
    number = f'unitRef="{page.units[fact.unit.id]}" decimals="{decimals}"{scale}{sign}{shape}'
    return f"<ix:nonFraction {common} {number}>", "ix:nonFraction"


def _title(page: _Page, fact: Fact) -> str:
    """'us-gaap:Assets (TOTAL ASSETS); 2004-09-30; 14,626,000 USD; in doubt: CAL001'."""
    context = fact.context
    name = page.names.get(fact.concept) or str(fact.concept)
    of = page.members.get(id(context))
    if of is None:
        members = "".join(f"; {member.local}" for _, member in context.dimensions)
        of = page.members[id(context)] = f"{period_text(context.period)}{members}"
    doubts = f"; in doubt: {', '.join(fact.doubts)}" if fact.doubts else ""
    return clean(f"{name}; {of}; {_amount(fact)}{doubts}")


def _amount(fact: Fact) -> str:
    if isinstance(fact.value, str):
        return fact.value
    unit = fact.unit.id.replace("_", " ") if fact.unit else ""
    return f"{fact.value:,f} {unit}"


# --- document ----------------------------------------------------------------------------------


def _document(page: _Page, body: str) -> str:
    report = page.report
    namespaces = fact_namespaces(report) | {
        "ix": IX,
        "ixt": REGISTRY,
        "xbrli": XBRLI,
        "xbrldi": XBRLDI,
        "link": LINK,
        "xlink": XLINK,
        "iso4217": ISO4217,
    }
    title = escape(clean(report.document.company or report.base))
    # An HTML parser drops a line end that follows <pre> at once.
    guard = "<span></span>" if body.startswith("\n") else ""
    head = (
        f'{HEAD}<html xmlns="{XHTML}"{declarations(namespaces)} xml:lang="{LANGUAGE}">\n'
        '<head><meta http-equiv="Content-Type" content="text/html; charset=utf-8"/>\n'
        f'<title>{title}</title>\n<style type="text/css">{_STYLE}</style></head>\n<body>\n'
    )
    text = f"<pre>{guard}{body}</pre>\n"
    end = "</body>\n</html>\n"
    return "".join((head, _header(page), _banner(page), text, _hidden_list(page), end))


def _header(page: _Page) -> str:
    """ix:header: hidden facts, the schema, contexts and units (Inline XBRL 1.1, 8)."""
    hidden = []
    for fact in page.hidden.values():
        value = fact.value
        negative = not isinstance(value, str) and value < 0
        tag, name = _tag(page, fact, Spelling(sign="-" if negative else ""))
        shown = value_text(fact) if isinstance(value, str) else plain(abs(value))
        hidden.append(f"{tag}{escape(shown)}</{name}>\n")
    section = f"<ix:hidden>\n{''.join(hidden)}</ix:hidden>\n" if hidden else ""
    return (
        f'<div style="display:none"><ix:header>\n{section}<ix:references>'
        f'<link:schemaRef xlink:type="simple" xlink:href="{attribute(page.report.base)}.xsd"/>'
        f"</ix:references>\n<ix:resources>\n{page.shared.xml}</ix:resources>\n"
        "</ix:header></div>\n"
    )


def _banner(page: _Page) -> str:
    """Company, form, period, counts, and a link to the first fact of each statement and note."""
    report, about = page.report, page.report.document
    doubtful = sum(bool(fact.doubts) for fact in report.facts)
    items = [
        about.form,
        f"period ended {about.period_end}" if about.period_end else "",
        f"{len(report.facts)} facts",
        f"{len(page.hidden)} not printed as such" if page.hidden else "",
        f"{doubtful} in doubt" if doubtful else "",
        report.source.name,
    ]
    titles: dict[StatementKind, str] = {}
    for statement in report.statements:
        titles.setdefault(statement.kind, statement.title or statement.slug)
    first: dict[str, Fact] = {}
    counts: Counter[str] = Counter()
    for fact in report.facts:
        kind = fact.provenance.statement
        title = titles.get(kind, kind.value)
        if kind is StatementKind.NOTE:
            title = fact.provenance.table or title
        counts[title] += 1
        if fact.id not in page.hidden:
            first.setdefault(title, fact)
    links = _DOT.join(
        f'<a href="#{fact.id}">{escape(clean(title))}</a> ({counts[title]})'
        for title, fact in first.items()
    )
    line = escape(clean(_DOT.join(item for item in items if item)))
    return (
        f'<div class="head"><h1>{escape(clean(about.company or report.base))}</h1>\n'
        f"<p>{line}</p>\n{f'<p>{links}</p>' if links else ''}</div>\n"
    )


def _hidden_list(page: _Page) -> str:
    """The hidden facts for the eye, each where the characters that it comes from link to."""
    if not page.hidden:
        return ""
    rows = "".join(
        f'<tr id="h-{fact.id}"><td>{fact.concept}</td><td>'
        f"{escape(clean(page.labels.get(fact.concept, '')))}</td><td>"
        f"{period_text(fact.context.period)}</td><td>{escape(clean(_amount(fact)))}</td><td>"
        f"{f'line {fact.span.line}' if fact.span else ''}</td></tr>\n"
        for fact in page.hidden.values()
    )
    return (
        '<div class="list"><p>Facts that are not printed as such</p>\n<table>\n'
        "<tr><th>Concept</th><th>Label</th><th>Period</th><th>Value</th><th>From</th></tr>\n"
        f"{rows}</table></div>\n"
    )
