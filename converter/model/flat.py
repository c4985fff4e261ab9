"""The facts of a report as flat rows: `Report.rows`, BASE.csv."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from converter.model.source import SourceText
    from converter.model.xbrl import Context, Fact, QName, Report

ROW_COLUMNS = (
    "filing",
    "company",
    "form",
    "fact",
    "statement",
    "concept",
    "current_concept",
    "current_match",
    "entity",
    "start",
    "end",
    "dimensions",
    "value",
    "unit",
    "decimals",
    "printed",
    "line",
    "column",
    "caption",
    "column_head",
    "table",
    "rule",
    "confidence",
    "confidence_basis",
    "candidates",
    "also_printed_at",
    "printed_sign",
    "doubts",
    "footnotes",
)
"""The columns of `Report.rows` and BASE.csv in their order. `current_match` says whether
`current_concept` is the same concept ('exact') or the one that replaced it ('close');
`confidence_basis` is what the confidence comes from, 'measured' or 'rule' (`Basis`);
`printed_sign` is '-' where the figure stands in parentheses or beside a minus sign, else '';
`doubts` has the codes of the findings that cast doubt upon the fact, parted by blanks; `footnotes`
the texts of its footnotes with their marks, parted by ' | '.
"""

REVIEW_COLUMNS = ("review", "reviewer", "reviewed_at", "review_note", "review_id", "found")
"""Further columns, of a report with reviews alone: 'confirmed' or 'corrected', by whom, when and
why, and what the program had found by itself. They are empty for facts that nobody looked at.
"""

# A dash apart from the figure is the zero of the column before.
_MINUS_BEFORE = re.compile(r"(?P<open>\()[ $]*$|(?<![-\w])-\$?\(?$")
_MINUS_SIGNS = frozenset("(-")
_MINUS_AFTER = re.compile(r"[ %]*\)|-(?![\w-])")


def flat_columns(report: Report) -> tuple[str, ...]:
    """The columns of a report's rows."""
    return (*ROW_COLUMNS, *REVIEW_COLUMNS) if report.reviews else ROW_COLUMNS


def flat_cells(report: Report) -> Iterator[tuple[object, ...]]:
    """The cells of each fact's row, in the order of `flat_columns`."""
    concepts: dict[QName, tuple[object, ...]] = {}
    contexts: dict[int, tuple[object, ...]] = {}
    for concept in report.concepts:
        match = ("exact" if concept.exact else "close") if concept.current else ""
        concepts[concept.qname] = (str(concept.qname), concept.current or "", match)
    noted = _noted(report)
    for fact in report.facts:
        context = contexts.get(id(fact.context))
        if context is None:
            context = contexts[id(fact.context)] = _context_cells(fact.context)
        cells = (*_cells(report, concepts[fact.concept], context, fact), noted.get(fact.id, ""))
        yield (*cells, *_review_cells(fact)) if report.reviews else cells


def _review_cells(fact: Fact) -> tuple[str, ...]:
    made = fact.provenance.review
    if made is None:
        return ("",) * len(REVIEW_COLUMNS)
    review = made.review
    return made.verdict, review.reviewer, review.when, review.note, made.id, made.found.text()


def _noted(report: Report) -> dict[str, str]:
    """By fact: '(1) Restated. | * Unaudited.'"""
    noted: dict[str, str] = {}
    for note in report.footnotes:
        for fact in note.facts:
            before = f"{noted[fact]} | " if fact in noted else ""
            noted[fact] = f"{before}{note.mark} {note.text}"
    return noted


def _context_cells(context: Context) -> tuple[object, ...]:
    period = context.period
    return (
        context.entity.identifier,
        period.start if period.kind == "duration" else None,
        period.end,
        "; ".join(f"{axis}={member}" for axis, member in context.dimensions),
    )


def _cells(
    report: Report, concept: tuple[object, ...], context: tuple[object, ...], fact: Fact
) -> tuple[object, ...]:
    """`concept` and `context`: the cells of `fact` that those of others share."""
    why, source, span = fact.provenance, report.source, fact.span
    return (
        report.folder,
        report.document.company,
        report.document.form,
        fact.id,
        why.statement.value,
        *concept,
        *context,
        fact.value,
        fact.unit.id if fact.unit else "",
        fact.decimals,
        _printed(fact, source),
        span.line if span else None,
        span.column if span else None,
        why.caption,
        why.column,
        why.table,
        why.rule,
        why.confidence,
        why.basis,
        "; ".join(f"{name} {share:.2f}" for name, share in why.candidates),
        " ".join(str(span) for span in fact.others),
        _printed_sign(fact, source),
        " ".join(fact.doubts),
    )


def _printed(fact: Fact, source: SourceText) -> str:
    """The fact's characters; of a note's text, which is the value, the first line."""
    if fact.span is None:
        return ""
    return source.line(fact.span.line).strip() if fact.text_block else source.cut(fact.span)


def _printed_sign(fact: Fact, source: SourceText) -> str:
    """'-' for '(27)', '$ (27)', '($27)', '-27', '27-'; '' for the rest and what is not printed.

    The '$10)' that ends a parenthesis of words is none: its opening is not before the figure.
    """
    if fact.unit is None or fact.span is None or not fact.printed:
        return ""
    text, start, end = source.text, fact.span.start, fact.span.end
    if "-" in text[start:end]:
        return ""  # the dashes of a zero
    ahead = text[text.rfind("\n", 0, start) + 1 : start][-12:]
    # one look spares the pattern on most figures
    before = None if _MINUS_SIGNS.isdisjoint(ahead) else _MINUS_BEFORE.search(ahead)
    after = _MINUS_AFTER.match(text, end, end + 6)
    if before is None:
        return "-" if after and after.group() == "-" else ""
    return "-" if not before["open"] or after else ""
