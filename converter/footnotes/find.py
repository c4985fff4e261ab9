"""Marks and texts joined: which figures each footnote speaks of, and what has no other side."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from converter.footnotes.bodies import bodies, feet
from converter.footnotes.marks import marks
from converter.model.finding import Finding, Result, Severity
from converter.model.footnote import Noted

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from converter.footnotes.bodies import Body
    from converter.footnotes.marks import Mark
    from converter.model.lineitem import ReadTable
    from converter.model.schedule import Schedule
    from converter.model.source import SourceText, Span
    from converter.model.table import Section


def find_footnotes(
    tables: Sequence[ReadTable],
    sections: Sequence[Section],
    schedules: Sequence[Schedule],
    source: SourceText,
) -> Result[tuple[Noted, ...]]:
    """The footnotes of a filing's tables and schedules, in printed order. A text that several
    tables refer to is one footnote.
    """
    begins = sorted(
        {min(each.title_span.line, each.first) for each in sections}
        | {table.table.first for table in tables}
    )
    found: dict[tuple[Span, ...], tuple[Body, set[Span]]] = {}
    findings: list[Finding] = []
    for table in tables:
        at = bisect_right(begins, table.table.last)
        stop = begins[at] - 1 if at < len(begins) else source.line_count
        capitals = not any(map(str.islower, "".join(item.caption for item in table.items)))
        below = bodies(source, feet(table.table, source, stop), capitals=capitals)
        seen = marks(table, source)
        referred: set[str] = set()
        for body in below:
            own = _of(body.key, seen, {each.key for each in below})
            if own:
                referred |= {body.key, *(mark.key for mark in own)}
                cells = found.setdefault(body.pieces, (body, set()))[1]
                cells.update(cell for mark in own for cell in mark.cells)
        findings += _without_text(seen, below, referred)
        findings += _without_mark(below, referred)
    noted = [
        Noted(body.key, body.text, body.pieces, tuple(sorted(cells)))
        for body, cells in found.values()
    ]
    noted += of_schedules(schedules)
    return Result(tuple(sorted(noted, key=lambda each: each.pieces)), tuple(findings))


def of_schedules(schedules: Iterable[Schedule]) -> list[Noted]:
    """The footnotes of Financial Data Schedules, with the values that they speak of."""
    return [
        Noted(f"<{note.mark}>", " ".join(note.text.split()), (note.span,), cells)
        for schedule in schedules
        for note in schedule.footnotes
        if (
            cells := tuple(
                sorted(entry.span for entry in schedule.entries if note.mark in entry.marks)
            )
        )
    ]


def _of(key: str, seen: Sequence[Mark], keys: set[str]) -> list[Mark]:
    """The marks of a footnote; heads in capitals print '(A)' for '(a)'."""
    own = [mark for mark in seen if mark.key == key]
    return own or [mark for mark in seen if mark.key.lower() == key and mark.key not in keys]


def _without_text(seen: Sequence[Mark], below: Sequence[Body], referred: set[str]) -> list[Finding]:
    """Marks without a text, where they are surely marks: EDGAR's own, those that touch a figure,
    and those of a table that has a footnote for another mark of their kind.
    """
    texts = {body.key for body in below} | referred
    kinds = {_kind(key) for key in referred}
    lone: dict[str, list[Span]] = {}
    for mark in seen:
        sure = mark.close or mark.key.startswith("<") or _kind(mark.key) in kinds
        if mark.key not in texts and sure:
            lone.setdefault(mark.key, []).append(mark.span)
    return [
        Finding(
            code="FTN001", severity=Severity.INFO, span=first, others=tuple(others),
            message=f"the mark {key} has no footnote below its table",
            hint="the figures are facts without it",
        )
        for key, (first, *others) in lone.items()
    ]  # fmt: skip


def _kind(mark: str) -> str:
    """'(0)', '(a)', '*': a '(N)' beside footnotes '(1)' and '(2)' may lead to Note N."""
    kinds = (
        "0" if c.isdigit() else "a" if c.islower() else "A" if c.isupper() else c for c in mark
    )
    return "".join(dict.fromkeys(kinds))


def _without_mark(below: Sequence[Body], referred: set[str]) -> list[Finding]:
    """Texts whose mark was not found, beside others whose mark was."""
    return [
        Finding(
            code="FTN002", severity=Severity.INFO, span=body.pieces[0],
            message=f"no figure, caption or head was found that refers to footnote {body.key}",
            hint="it is linked to no fact",
        )
        for body in below
        if body.key not in referred
        and (referred or body.key.startswith("<"))
        and not body.overleaf
    ]  # fmt: skip
