"""BASE.htm: inline XBRL 1.1 over the filing's whole text.

The text stands in one <pre>, character for character; facts are elements around exactly the
characters that say so:

    Total current assets       <span title="..."><ix:nonFraction ...>5,876</ix:nonFraction></span>

What happens to a fact:

    printed, its characters spell it     an element around its span
    several on the same span             elements inside each other (Inline XBRL 1.1, 10.1.1)
    printed elsewhere again              a link from there to the element
    spoken of by a footnote              a relationship in the header to the footnote's words
    not printed, or not spelt so         ix:hidden; the characters it comes from link to the list of
                                         such facts at the page's end
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from converter.model.addresses import is_text, item_type
from converter.model.finding import Finding, Result, Severity
from converter.model.xbrl import ISO4217, XBRLI, LabelRole
from converter.write.footnotes import footnote_parts, relationships
from converter.write.ixbrl_page import STYLE, amount_text, banner, hidden_list
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
    texts = _text_blocks(page)
    page.cuts = sorted({at for text in texts for at in (text.start, text.end)})
    places = sorted([*_place(page), *texts], key=lambda p: (p.start, -p.end, not p.tags[0]))
    body = _text(page, places)
    return Result(_document(page, body), tuple(page.findings))


@dataclass(slots=True)
class _Place:
    """Characters start to end of the text and what stands on them.

    tags     of a text that goes over many lines: the element's own, in place of all else
    facts    shown here, outermost first
    spelt    the spelling of the numbers among them; all have the same
    links    facts that these characters only point to
    """

    start: int
    end: int
    tags: tuple[str, str] = ("", "")
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
        self.cuts: list[int] = []  # where the parts of texts over many lines begin and end
        self.findings: list[Finding] = []

    def shown(self, start: int, end: int) -> str:
        """Characters of the text as XML; blanks for tags of HTML take no room."""
        return escape(self.printed(start, end))

    def printed(self, start: int, end: int) -> str:
        """Characters of the text that take room in print."""
        if not self.report.source.unprinted:
            return self.text[start:end]
        kept = self.report.source.printed(start, end)
        return "".join(self.text[left:right] for left, right in kept)

    def crosses(self, start: int, end: int) -> bool:
        """Whether characters go over the bounds of a text's part."""
        return bisect_right(self.cuts, start) < bisect_left(self.cuts, end)

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
        if fact.text_block:
            continue
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
    noted = {fact.id: fact for fact in page.report.facts if fact.text_block}
    pointers += [(each.span, noted[each.note]) for each in page.report.references]
    nested = _nested(page, places, pointers)
    pointers = [each for each in pointers if not page.crosses(each[0].start, each[0].end)]
    return _with_links(nested, pointers, len(page.text))


def _text_blocks(page: _Page) -> list[_Place]:
    """The notes' texts, part by part: an ix:nonNumeric that ix:continuations go on with (Inline
    XBRL 1.1, 4). Facts inside stay where they are: their characters are the text's too.
    """
    parts: list[_Place] = []
    for fact in page.report.facts:
        if not fact.text_block or fact.span is None:
            continue
        spans = (fact.span, *fact.continued)
        printed = "".join(page.printed(span.start, span.end) for span in spans)
        if printed.replace("\r\n", "\n") != value_text(fact):
            page.hide(fact, "WRT001", "its characters do not spell its text")
            continue
        start, name = _tag(page, fact, Spelling())
        for number, span in enumerate(spans):
            opened = f'<ix:continuation id="{fact.id}.{number}">' if number else start
            if number + 1 < len(spans):
                opened = f'{opened[:-1]} continuedAt="{fact.id}.{number + 1}">'
            closed = "</ix:continuation>" if number else f"</{name}>"
            parts.append(_Place(span.start, span.end, (opened, closed)))
    return parts


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
        inside = around and (place.end > around[-1].end or around[-1].numeric)
        if inside or page.crosses(place.start, place.end):
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


def _with_footnotes(page: _Page, places: list[_Place]) -> list[_Place]:
    """The places with those of the footnotes' texts, in order."""
    around = [(place.start, place.end) for place in places]
    noted = [_Place(*each[:2], each[2:]) for each in footnote_parts(page.report, around)]
    return sorted([*places, *noted], key=lambda p: (p.start, -p.end)) if noted else places


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
    """The filing's text with the elements around their characters, those of footnotes too."""
    shown = page.shown
    parts: list[str] = []
    closing: list[tuple[int, str, bool]] = []
    at = 0
    for place in _with_footnotes(page, list(places)):
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
    if place.tags[0]:
        return (*place.tags, False)
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
    return clean(f"{name}; {of}; {amount_text(fact)}{doubts}")


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
        f'<title>{title}</title>\n<style type="text/css">{STYLE}</style></head>\n<body>\n'
    )
    text = f"<pre>{guard}{body}</pre>\n"
    end = "</body>\n</html>\n"
    return "".join(
        (
            head,
            _header(page),
            banner(report, page.hidden),
            text,
            hidden_list(page.hidden, page.labels),
            end,
        )
    )


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
        f"</ix:references>\n<ix:resources>\n{relationships(page.report)}{page.shared.xml}"
        "</ix:resources>\n"
        "</ix:header></div>\n"
    )
