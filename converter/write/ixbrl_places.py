"""Where the facts of a report stand in its text, for the inline document.

Of two places that overlap the one that opens later gives way; a number holds nothing but another
number on the same characters (Inline XBRL 1.1, 10.1.1). A fact stands on the first of its prints
that spells it, and again on each further one:

    Net loss      (1,227)      f_NetIncomeLoss_...       in the statement of operations
    Net loss      (1,227)      f_NetIncomeLoss_..._2     in that of cash flows
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from converter.model.addresses import is_text, item_type
from converter.model.finding import Finding, Severity
from converter.model.xbrl import LabelRole
from converter.write.footnotes import footnote_parts
from converter.write.markup import attribute, clean, escape, period_text, resources, value_text
from converter.write.spelling import Spelling, spell_number, spell_text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from converter.model.source import Span
    from converter.model.xbrl import Fact, QName, Report


@dataclass(frozen=True, slots=True)
class Mark:
    """What stands before a character and takes no room among them: an end of a link where `id` is
    given, a link where `href` is.
    """

    kind: str
    id: str = ""
    href: str = ""
    title: str = ""


@dataclass(slots=True)
class Place:
    """Characters start to end of the text and what stands on them; no character: a mark alone.

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
    mark: Mark | None = None

    @property
    def numeric(self) -> bool:
        return any(fact.unit is not None for fact in self.facts)


class Page:
    """What is known of a report while its page is made."""

    def __init__(self, report: Report) -> None:
        self.report = report
        self.text = clean(report.source.text)
        self.own = report.extension.namespace
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
        self.first: dict[str, Fact] = {}  # by the id of a further print, the fact it is of
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


def ordered(places: Iterable[Place]) -> list[Place]:
    """Places in the order of their opening: what stands before a character, then outer before
    inner.
    """
    return sorted(places, key=lambda p: (p.start, p.end != p.start, -p.end, not p.tags[0]))


def placed(page: Page) -> list[Place]:
    """Where each fact stands: places in the order of their opening, outer before inner.

    Facts that cannot stand on their characters are in `page.hidden` afterwards.
    """
    places: dict[tuple[int, int], Place] = {}
    pointers: list[tuple[Span, Fact]] = []
    again: list[tuple[Fact, tuple[Span, ...]]] = []
    for fact in page.report.facts:
        if fact.text_block:
            continue
        prints = fact.others
        if fact.span is not None:
            prints = (fact.span, *(span for span in fact.others if span != fact.span))
        if fact.span is None or not fact.printed:
            page.hidden[fact.id] = fact
            pointers += [(span, fact) for span in prints]
            continue
        at = next((n for n, span in enumerate(prints) if _put(page, places, fact, span)), None)
        if at is None:
            _hide(page, fact, fact.span)
            pointers += [(span, fact) for span in prints]
            continue
        pointers += [(span, fact) for span in prints[:at]]
        again.append((fact, prints[at + 1 :]))
    # after all: where a fact is printed first it stands, whatever stands there again
    for fact, prints in again:
        for number, span in enumerate(prints, start=2):
            further = fact.model_copy(
                update={"id": f"{fact.id}_{number}", "span": span, "others": ()}
            )
            if _put(page, places, further, span):
                page.first[further.id] = fact
                page.contexts[further.id] = page.contexts[fact.id]
            else:
                pointers.append((span, fact))
    noted = {fact.id: fact for fact in page.report.facts if fact.text_block}
    pointers += [(each.span, noted[each.note]) for each in page.report.references]
    nested = _nested(page, places, pointers)
    pointers = [each for each in pointers if not page.crosses(each[0].start, each[0].end)]
    return _with_links(nested, pointers, len(page.text))


def _put(page: Page, places: dict[tuple[int, int], Place], fact: Fact, span: Span) -> bool:
    """Let a fact stand on its characters, where they spell it and no other fact forbids it."""
    spelling = _spell(page, fact, span)
    key = (span.start, span.end)
    place = places.get(key) or Place(*key)
    if spelling is None or not _joins(place, fact, spelling):
        return False
    places[key] = place
    # Text outside, numbers inside: a number may hold nothing but one other number.
    at = len(place.facts) if fact.unit is not None else 0
    place.facts.insert(at, fact)
    place.spelt.insert(at, spelling)
    return True


def _hide(page: Page, fact: Fact, span: Span) -> None:
    """Send a fact to ix:hidden that stands nowhere, and say why."""
    if _spell(page, fact, span) is not None:
        page.hide(fact, "WRT005", "another fact on the same characters reads them otherwise")
        return
    shown = " ".join(page.text[span.start : span.end].split())
    value = value_text(fact)
    # A name over two lines differs from its value by blanks alone: nothing is doubtful.
    blanks = isinstance(fact.value, str) and shown == " ".join(value.split())
    page.hide(
        fact,
        "WRT001",
        f"'{shown}' does not spell its value {value}",
        Severity.INFO if blanks else Severity.WARNING,
    )


def _spell(page: Page, fact: Fact, span: Span) -> Spelling | None:
    printed = page.text[span.start : span.end]
    if isinstance(fact.value, str):
        return spell_text(
            printed.replace("\r\n", "\n"), value_text(fact), boolean=fact.concept in page.booleans
        )
    return spell_number(printed, fact.value, fact.decimals)


def _joins(place: Place, fact: Fact, spelling: Spelling) -> bool:
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
    page: Page, places: dict[tuple[int, int], Place], pointers: list[tuple[Span, Fact]]
) -> list[Place]:
    """The places that nest properly, in order. Of two that overlap, or of which the outer is a
    number, the one that opens later gives way.
    """
    kept: list[Place] = []
    around: list[Place] = []
    for place in sorted(places.values(), key=lambda p: (p.start, -p.end)):
        while around and around[-1].end <= place.start:
            around.pop()
        inside = around and (place.end > around[-1].end or around[-1].numeric)
        if inside or page.crosses(place.start, place.end):
            for fact in place.facts:
                first = page.first.get(fact.id)
                if first is None:
                    page.hide(fact, "WRT002", "its characters overlap those of another fact")
                if fact.span is not None:
                    pointers.append((fact.span, first or fact))
            continue
        kept.append(place)
        around.append(place)
    return kept


def _with_links(kept: list[Place], pointers: list[tuple[Span, Fact]], length: int) -> list[Place]:
    """Add the places that only point to a fact; those that would cut a fact in two stay out."""
    by_key = {(place.start, place.end): place for place in kept}
    starts = [place.start for place in kept]
    longest = max((place.end - place.start for place in kept), default=0)
    added: list[Place] = []
    for span, fact in pointers:
        key = (span.start, span.end)
        place = by_key.get(key)
        if place is None and 0 <= span.start < span.end <= length:
            near = kept[bisect_left(starts, span.start - longest) : bisect_left(starts, span.end)]
            if _fits(near, *key):
                place = by_key[key] = Place(*key)
                added.append(place)
        if place is not None:
            place.links.append(fact)
    if not added:
        return kept
    nested: list[Place] = []
    around: list[Place] = []
    for place in sorted((*kept, *added), key=lambda p: (p.start, -p.end)):
        while around and around[-1].end <= place.start:
            around.pop()
        if around and place.end > around[-1].end:
            continue  # two pointers overlap, never facts: the first is enough
        nested.append(place)
        around.append(place)
    return nested


def with_footnotes(page: Page, places: list[Place]) -> list[Place]:
    """The places with those of the footnotes' texts, in order."""
    around = [(place.start, place.end) for place in places]
    noted = [Place(*each[:2], each[2:]) for each in footnote_parts(page.report, around)]
    return ordered([*places, *noted]) if noted else places


def _fits(near: Iterable[Place], start: int, end: int) -> bool:
    """Whether start to end crosses none of the places near it and lies inside no number."""
    for place in near:
        if place.end <= start or place.start >= end:
            continue
        inside = place.start <= start and end <= place.end
        outside = start <= place.start and place.end <= end
        if not (outside or (inside and not place.numeric)):
            return False
    return True
