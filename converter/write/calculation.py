"""BASE_cal.xml: what adds up to what (XBRL 2.1, 5.2.5)."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from converter.model.finding import Finding, Severity
from converter.write.links import ARCROLE, Link, linkbase

if TYPE_CHECKING:
    from collections.abc import Mapping

    from converter.model.xbrl import Concept, QName, Report, Summation
    from converter.write.links import Scope

# The arcs of XBRL 2.1, not those of Calculations 1.1: a processor of Calculations 1.1 checks both
# by the same rules (3, 'legacy' arcs; measured: Arelle's c11r reports a wrong total over either),
# while readers made before 2023 know these alone.
_SUMMATION = f"{ARCROLE}summation-item"


def calculations(
    report: Report, concepts: Mapping[QName, Concept], findings: list[Finding]
) -> dict[str, tuple[Summation, ...]]:
    """Slug -> summations that may stand together in one link role.

    Arcs from the same total add up to one sum, so a second way to the same total needs a role of
    its own: 'BalanceSheet.2'.
    """
    made: dict[str, list[Summation]] = {}
    for statement in report.statements:
        ways: Counter[QName] = Counter()
        kept: set[tuple[QName, frozenset[tuple[QName, int]]]] = set()
        for summation in statement.summations:
            key = (summation.total, frozenset(summation.parts))
            if key in kept:
                continue
            reason = _illegal(summation, concepts)
            if reason:
                findings.append(
                    Finding(
                        code="WRT003",
                        severity=Severity.INFO,
                        message=f"{statement.title or statement.slug}: the addition to "
                        f"{summation.total} is left out of the calculation linkbase: {reason}",
                    )
                )
                continue
            kept.add(key)
            ways[summation.total] += 1
            number = ways[summation.total]
            slug = statement.slug if number == 1 else f"{statement.slug}.{number}"
            made.setdefault(slug, []).append(summation)
    return {slug: tuple(summations) for slug, summations in made.items()}


def _illegal(summation: Summation, concepts: Mapping[QName, Concept]) -> str:
    """Why XBRL 2.1 (5.1.1.2 table 6, 5.2.5.2) forbids this sum, '' where it does not.

    The whole sum goes, not the one arc: what is left of it would no longer add up.
    """
    total = concepts[summation.total]
    if len({name for name, _ in summation.parts}) < len(summation.parts):
        return "the same concept is added twice"
    for name, weight in summation.parts:
        part = concepts[name]
        if name == summation.total:
            return "the total is among its own parts"
        if not (part.datatype.numeric and total.datatype.numeric):
            return f"{name} or the total is not a number"
        if part.period_type != total.period_type:
            return f"{name} is of {part.period_type}, the total of {total.period_type}"
        if part.balance and total.balance and (part.balance == total.balance) != (weight > 0):
            return (
                f"{name} ({part.balance}) cannot have weight {weight} in a total of "
                f"balance {total.balance}"
            )
    return ""


def calculation(scope: Scope, calculation: Mapping[str, tuple[Summation, ...]]) -> str:
    """BASE_cal.xml: what adds up to what (XBRL 2.1, 5.2.5); '' where nothing does."""
    links, references = [], []
    for slug, summations in calculation.items():
        link = Link(scope, "calculationArc")
        for summation in summations:
            for order, (part, weight) in enumerate(summation.parts, start=1):
                link.join(summation.total, part, _SUMMATION, f' order="{order}" weight="{weight}"')
        references.append(scope.role_ref(slug))
        links.append(link.element("calculationLink", scope.role(slug)))
    return linkbase(references, links) if links else ""
