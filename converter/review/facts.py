"""The facts of a report as reviewed: each says who looked at it and what the program had found by
itself; and what reviews said that did not become so is told.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from converter.model.finding import Finding, Result, Severity
from converter.model.review import OWN, Found, Review, Reviewed
from converter.review.figures import period_text, start_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from converter.model.mapped import Decided
    from converter.model.source import SourceText, Span
    from converter.model.xbrl import Fact, Report
    from converter.review.overlay import Standing

Facts = dict[int, list["Fact"]]
_LONGEST = 60  # characters of a place in a message


class _Said(NamedTuple):
    review: Review
    direct: bool


def as_reviewed(
    report: Report, own: Report | None, tables: Sequence[Decided], standing: Standing,
    statements: Sequence[Reviewed],
) -> Result[Report]:  # fmt: skip
    """The report with reviewed facts marked, and the findings of its reviews.

    own         the report that the program makes without reviews; None where it makes none
    tables      as reviewed
    statements  the reviews of statements that were applied
    """
    source = report.source
    said, places = _said(tables, standing.reviews, source)
    before = _by_place(own.facts if own else ())
    extensions = {each.extension.namespace for each in (report, own) if each}
    now = _by_place(report.facts)
    facts: list[Fact] = []
    shown: dict[str, Reviewed] = {}
    for fact in report.facts:
        marked = _mark(fact, said, before, extensions)
        facts.append(marked)
        made = marked.provenance.review
        if made is not None:
            first = shown.setdefault(made.id, made)
            if first.verdict == "confirmed" and made.verdict == "corrected":
                shown[made.id] = made
    findings: list[Finding] = [_stale(each) for each in standing.stale]
    findings += [_rival(each.holds, each.other, source) for each in standing.rivals]
    applied = list(statements)
    for review in standing.reviews:
        start = places.get(review)
        if start is None:
            findings.append(_lost(review))
        elif review.about == "statement":
            made = next((each for each in statements if each.review is review), None)
            findings.append(_statement(made, source) if made else _no_statement(review, source))
        elif why := _missed(review, now.get(start, []), extensions):
            findings.append(_not_upheld(review, why, source))
            if review.id in shown:  # its line became what it says, if not the figure itself
                applied.append(shown[review.id])
        else:
            made = shown.get(review.id) or _removed(review, before.get(start, []), extensions)
            applied.append(made)
            if made.verdict != "confirmed":
                findings.append(_corrected(made, source))
    applied.sort(key=lambda each: (each.review.line, each.review.column))
    return Result(
        report.model_copy(update={"facts": tuple(facts), "reviews": tuple(applied)}),
        tuple(findings),
    )


def _said(
    tables: Sequence[Decided], reviews: Iterable[Review], source: SourceText
) -> tuple[dict[int, _Said], dict[Review, int]]:
    """By the place of its first character what is said of a figure, and where each review is."""
    said: dict[int, _Said] = {}
    for table in tables:
        for (at, column), upheld in table.reviews.items():
            cell = table.read.items[at].row.cell(column)
            if cell is not None:
                said[cell.span.start] = _Said(upheld.review, upheld.direct)
    places: dict[Review, int] = {}
    for review in reviews:
        start = start_of(review, source)
        if start is not None:
            places[review] = start
            if review.about == "figure" and review.verdict == "right":
                said[start] = _Said(review, direct=True)
    return said, places


def _by_place(facts: Iterable[Fact]) -> Facts:
    found: Facts = defaultdict(list)
    for fact in facts:
        for span in _spans(fact):
            found[span.start].append(fact)
    return found


def _spans(fact: Fact) -> tuple[Span, ...]:
    return (fact.span, *fact.others) if fact.span else fact.others


def _mark(fact: Fact, said: Mapping[int, _Said], before: Facts, extensions: set[str]) -> Fact:
    heard = [(said[span.start], span) for span in _spans(fact) if span.start in said]
    if not heard:
        return fact
    (word, span) = max(heard, key=lambda each: (each[0].direct, each[0].review.when))
    had = before.get(span.start, [])
    same = next((each for each in had if _alike(fact, each, extensions)), None)
    if word.direct and _differs(word.review, fact, extensions):
        return fact  # it is not what was asserted: told as a finding
    if same is not None and not word.direct and word.review.scope == "figure":
        return fact  # a neighbour of what was reviewed, and nothing became of that
    found = _found(same or next(iter(had), None), extensions)
    reviewed = Reviewed(
        id=word.review.id, verdict="confirmed" if same else "corrected", review=word.review,
        found=found,
    )  # fmt: skip
    said_so = {"review": reviewed, "confidence": 1.0, "basis": "reviewed"}
    if same is not None:  # the review says no more than the rule that was found
        said_so |= {"rule": found.rule, "candidates": same.provenance.candidates}
    why = fact.provenance.model_copy(update=said_so)
    return fact.model_copy(update={"provenance": why})


def _alike(fact: Fact, other: Fact, extensions: set[str]) -> bool:
    return (
        _name(fact, extensions) == _name(other, extensions)
        and fact.context.period == other.context.period
        and fact.value == other.value
    )


def _name(fact: Fact, extensions: set[str]) -> str:
    return OWN if fact.concept.namespace in extensions else str(fact.concept)


def _found(fact: Fact | None, extensions: set[str]) -> Found:
    if fact is None:
        return Found()
    why = fact.provenance
    return Found(
        concept=_name(fact, extensions), value=plain(fact), period=period_text(fact.context.period),
        rule=why.rule, confidence=why.confidence, basis=why.basis,
    )  # fmt: skip


def plain(fact: Fact) -> str:
    """A fact's value as text: plain digits, never 1E+6."""
    return fact.value if isinstance(fact.value, str) else format(fact.value or abs(fact.value), "f")


def _differs(review: Review, fact: Fact, extensions: set[str]) -> str:
    """In what a fact is not what its review says; '' where it is."""
    if review.concept and _name(fact, extensions) not in review.concepts:
        return f"it is {fact.concept}"
    if review.period and period_text(fact.context.period) != review.period:
        return f"it is of {period_text(fact.context.period)}"
    if review.sign and fact.unit and fact.value:
        positive = not plain(fact).startswith("-")
        if positive != (review.sign == "+"):
            return f"it is {plain(fact)}"
    return ""


def _missed(review: Review, facts: Sequence[Fact], extensions: set[str]) -> str:
    """Why a figure did not become what its review says; '' where it did."""
    if review.verdict == "none":
        # of a figure that is printed elsewhere too, the fact is that place's
        return f"it is {facts[0].concept}, printed elsewhere too" if facts else ""
    if not facts:
        return "no fact is made of the figure"
    wrong = [_differs(review, each, extensions) for each in facts]
    names = {_name(each, extensions) for each in facts}
    if all(wrong):
        return wrong[0]
    missing = [name for name in review.concepts if name not in names]
    return f"it is no {', '.join(missing)}" if missing else ""


def _removed(review: Review, had: Sequence[Fact], extensions: set[str]) -> Reviewed:
    found = _found(next(iter(had), None), extensions)
    verdict = "removed" if had or review.verdict != "none" else "confirmed"
    return Reviewed(id=review.id, verdict=verdict, review=review, found=found)


def _span(review: Review, source: SourceText) -> Span | None:
    start = start_of(review, source)
    return None if start is None else source.span(start, start + len(review.printed))


def _quoted(review: Review) -> str:
    """The reviewed characters; of a long line the beginning."""
    said = " ".join(review.printed.split())
    return repr(said if len(said) <= _LONGEST else f"{said[:_LONGEST].rstrip()} ...")


def _by(review: Review) -> str:
    note = f": {review.note}" if review.note else ""
    return f"{review.reviewer}, {review.when[:10]}{note} (review {review.id})"


def _corrected(made: Reviewed, source: SourceText) -> Finding:
    review = made.review
    had = made.found.text() or "nothing"
    became = "no fact" if made.verdict == "removed" else review.text() or "as it is"
    return Finding(
        code="REV001", severity=Severity.INFO, span=_span(review, source), doubts=(),
        message=f"{review.printed} is {became} by {_by(review)}; the program had found {had}",
    )  # fmt: skip


def _statement(made: Reviewed, source: SourceText) -> Finding:
    review, found = made.review, made.found
    had = found.concept + (f" of {found.value}" if found.value else "") or "no statement"
    became = "confirmed" if made.verdict == "confirmed" else review.text()
    said = f"{_quoted(review)} is {became} by"
    return Finding(
        code="REV002", severity=Severity.INFO, span=_span(review, source), doubts=(),
        message=f"{said} {_by(review)}; the program had found {had}",
    )  # fmt: skip


def _stale(review: Review) -> Finding:
    return Finding(
        code="REV003", severity=Severity.WARNING,
        message=f"the review of {_quoted(review)} in line {review.line} by {_by(review)} was made"
        " of other bytes of this filing and is not applied",
        hint="review the figure again, or withdraw the review",
    )  # fmt: skip


def _lost(review: Review) -> Finding:
    return Finding(
        code="REV004", severity=Severity.WARNING,
        message=f"{_quoted(review)} does not stand at {review.line}:{review.column}, where"
        f" {_by(review)} reviewed it",
        hint="withdraw the review and make it again",
    )  # fmt: skip


def _not_upheld(review: Review, why: str, source: SourceText) -> Finding:
    return Finding(
        code="REV005", severity=Severity.WARNING, span=_span(review, source), doubts=(),
        message=f"{review.printed} is {review.text() or 'a fact'} by {_by(review)}, but {why}",
    )  # fmt: skip


def _no_statement(review: Review, source: SourceText) -> Finding:
    return Finding(
        code="REV005", severity=Severity.WARNING, span=_span(review, source), doubts=(),
        message=f"{_quoted(review)} is {review.text()} by {_by(review)}, but no statement and"
        " nothing that looks like one was seen there",
    )  # fmt: skip


def _rival(holds: Review, other: Review, source: SourceText) -> Finding:
    return Finding(
        code="REV006", severity=Severity.WARNING, span=_span(holds, source), doubts=(),
        message=f"two reviewers differ about {_quoted(holds)}: {holds.text()} by {_by(holds)};"
        f" {other.text()} by {_by(other)}; the later holds",
        hint="withdraw one of the two reviews",
    )  # fmt: skip
