"""Footnotes to the facts that stand where they refer to."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from converter.model.xbrl import Footnote

if TYPE_CHECKING:
    from collections.abc import Sequence

    from converter.model.footnote import Noted
    from converter.model.source import Span
    from converter.model.xbrl import Report

_DIGITS = 12  # of the text's hash: no filing has so many footnotes that two would be alike


def with_footnotes(report: Report, noted: Sequence[Noted]) -> Report:
    """The report with the footnotes of its facts, wherever a fact is printed; those of figures
    that are no facts stay out.
    """
    by_place: dict[Span, list[str]] = {}
    order: dict[str, int] = {}
    for at, fact in enumerate(report.facts):
        order[fact.id] = at
        for span in (fact.span, *fact.others):
            if span is not None:
                by_place.setdefault(span, []).append(fact.id)
    made: list[Footnote] = []
    taken: set[str] = set()
    for each in noted:
        facts = {fact for cell in each.cells for fact in by_place.get(cell, ())}
        if facts:
            made.append(
                Footnote(
                    id=_unique(each.text, taken), mark=each.mark, text=each.text,
                    spans=each.pieces, facts=tuple(sorted(facts, key=order.__getitem__)),
                )
            )  # fmt: skip
    return report.model_copy(update={"footnotes": tuple(made)})


def _unique(text: str, taken: set[str]) -> str:
    """'n_3f0c81e5a9d2'; with a number behind it where the same text stands elsewhere too."""
    stem = name = f"n_{hashlib.sha256(text.encode('utf-8', 'replace')).hexdigest()[:_DIGITS]}"
    number = 1
    while name in taken:
        number += 1
        name = f"{stem}_{number}"
    taken.add(name)
    return name
