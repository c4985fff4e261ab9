"""BASE.htm: inline XBRL 1.1 over the filing's whole text.

The text stands in one <pre>, character for character; facts are elements around exactly the
characters that say so:

    Total current assets       <span title="..."><ix:nonFraction ...>5,876</ix:nonFraction></span>

What happens to a fact:

    printed, its characters spell it     an element around its span
    several on the same span             elements inside each other (Inline XBRL 1.1, 10.1.1)
    printed elsewhere again              an element there too, its id with '_2', '_3' behind it; a
                                         link to the first where the characters do not spell it
    spoken of by a footnote              a relationship in the header to the footnote's words
    not printed, or not spelt so         ix:hidden; the characters it comes from link to the list of
                                         such facts at the page's end
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from converter.model.finding import Result
from converter.model.xbrl import ISO4217, XBRLI
from converter.write.footnotes import relationships
from converter.write.ixbrl_data import data
from converter.write.ixbrl_marks import with_marks, worst_first
from converter.write.ixbrl_page import (
    LIKELY,
    SURE,
    amount_text,
    head,
    hidden_list,
    look,
    script,
    side,
    title,
)
from converter.write.ixbrl_places import Page, Place, ordered, placed, with_footnotes
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
    value_text,
)
from converter.write.spelling import REGISTRY, Spelling

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from converter.model.finding import Finding
    from converter.model.xbrl import Fact, Report
    from converter.write.ixbrl_places import Mark

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
    page = Page(report)
    texts = _text_blocks(page)
    page.cuts = sorted({at for text in texts for at in (text.start, text.end)})
    places = with_footnotes(page, ordered([*placed(page), *texts]))
    findings: list[Finding] = []
    if not report.plain:
        findings = worst_first([*report.findings, *page.findings])
    marked = with_marks(page, places, findings, partial(_title, page))
    return Result(_document(page, _text(page, marked), findings), tuple(page.findings))


def _text_blocks(page: Page) -> list[Place]:
    """The notes' texts, part by part: an ix:nonNumeric that ix:continuations go on with (Inline
    XBRL 1.1, 4). Facts inside stay where they are: their characters are the text's too.
    """
    parts: list[Place] = []
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
            parts.append(Place(span.start, span.end, (opened, closed)))
    return parts


# --- text --------------------------------------------------------------------------------------


def _text(page: Page, places: Iterable[Place]) -> str:
    """The filing's text with the elements around their characters, those of footnotes too."""
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


def _elements(page: Page, place: Place, *, linked: bool) -> tuple[str, str, bool]:
    """Opening tags, closing tags, and whether they are a link; links cannot hold links."""
    if place.mark is not None:
        return (*_mark(place.mark, linked=linked), False)
    if place.tags[0]:
        return (*place.tags, False)
    here = [*place.facts, *place.links]
    said = attribute("\n".join([_title(page, fact) for fact in here]))
    link = bool(place.links) and not linked
    kind = _kind(page, place, here)
    if link:
        target = place.links[0].id
        target = f"h-{target}" if target in page.hidden else target
        opened = [f'<a class="{kind}" href="#{target}" title="{said}">']
        closed = ["</a>"]
    else:
        opened = [f'<span class="{kind}" title="{said}">']
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


def _mark(mark: Mark, *, linked: bool) -> tuple[str, str]:
    name = f' id="{mark.id}"' if mark.id else ""
    kind = f' class="{mark.kind}"' if mark.kind else ""
    if not mark.href or linked:
        return f"<span{kind if linked else ''}{name}>", "</span>"
    title = attribute(mark.title)
    return f'<a{kind}{name} href="{attribute(mark.href)}" title="{title}">', "</a>"


def _kind(page: Page, place: Place, here: list[Fact]) -> str:
    """Letters for the style: number, text or pointer; in doubt; an element of the filing's own;
    confidence that is middling or low, of the worst of the facts.
    """
    kind = ("f" if place.numeric else "t") if place.facts else "a"
    doubt = own = False
    least = 1.0
    for fact in here:
        doubt = doubt or bool(fact.doubts)
    for fact in place.facts:
        own = own or fact.concept.namespace == page.own
        least = min(least, fact.provenance.confidence)
    band = "" if least >= SURE else " m" if least >= LIKELY else " l"
    return f"{kind}{' d' if doubt else ''}{' o' if own else ''}{band}"


def _tag(page: Page, fact: Fact, spelling: Spelling) -> tuple[str, str]:
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


def _title(page: Page, fact: Fact) -> str:
    """'us-gaap:Assets (TOTAL ASSETS); 2004-09-30; 14,626,000 USD; in doubt: CAL001'."""
    context = fact.context
    name = page.names.get(fact.concept) or str(fact.concept)
    of = page.members.get(id(context))
    if of is None:
        members = "".join(f"; {member.local}" for _, member in context.dimensions)
        of = page.members[id(context)] = f"{period_text(context.period)}{members}"
    doubts = f"; in doubt: {', '.join(fact.doubts)}" if fact.doubts else ""
    return clean(f"{name}; {of}; {amount_text(fact)}{doubts}{_reviewed(fact)}")


def _reviewed(fact: Fact) -> str:
    """'; corrected by Ann B. 2026-11-29, found: us-gaap:Cash 1200 2004-09-30 (bs.Cash 0.93)'."""
    made = fact.provenance.review
    if made is None:
        return ""
    said = f"; {made.verdict} by {made.reviewer} {made.review.when[:10]}"
    if made.verdict == "corrected":
        said += f", found: {made.found.text() or 'nothing'}"
    return said


# --- document ----------------------------------------------------------------------------------


def _document(page: Page, body: str, findings: list[Finding]) -> str:
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
    header = _header(page)
    # An HTML parser drops a line end that follows <pre> at once.
    guard = "<span></span>" if body.startswith("\n") else ""
    hidden = hidden_list(page.hidden, page.labels)
    return "".join(
        (
            f'{HEAD}<html xmlns="{XHTML}"{declarations(namespaces)} xml:lang="{LANGUAGE}">\n',
            head(report),
            "<body>\n",
            header,
            title(report),
            side(report, page.hidden, findings),
            f'<div class="main" id="text"><pre{look(report)}>{guard}{body}</pre>\n{hidden}</div>\n',
            "" if report.plain else f"{data(page, header, body)}{script()}",
            "</body>\n</html>\n",
        )
    )


def _header(page: Page) -> str:
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
