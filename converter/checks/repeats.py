"""Findings that say the same of several places become one with all of these."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from converter.model.finding import Finding


def together(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """In their order, each where the first of its like stood: a line that stands in each year of an
    equity statement is told once.
    """
    found: dict[tuple[object, ...], list[Finding]] = {}
    for each in findings:
        key = each.code, each.severity, each.message, each.hint, each.span is None
        found.setdefault(key, []).append(each)
    return tuple(_one(alike) for alike in found.values())


def _one(alike: list[Finding]) -> Finding:
    first = alike[0]
    if len(alike) == 1:
        return first
    places = dict.fromkeys(span for each in alike for span in (each.span, *each.others) if span)
    doubts = dict.fromkeys(span for each in alike for span in each.doubtful)
    return first.model_copy(
        update={
            "others": tuple(span for span in places if span != first.span),
            "doubts": tuple(doubts),
        }
    )
