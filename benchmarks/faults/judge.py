"""What came of a fault: the damaged conversion held against the undamaged one.

    caught     a warning or an error that was not there before stands at the place or names it, or
               each wrong fact is marked as doubted
    abstained  no wrong fact is there: what the fault concerned is left out
    silent     a wrong fact and no such finding
    harmless   the facts are those of the undamaged filing

A wrong fact has another value than the same concept has undamaged for the period and dimensions, or
there was none.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from benchmarks.faults.places import KEYS
from converter.model.finding import Severity

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from benchmarks.faults.damage import Damage
    from converter.model.finding import Finding
    from converter.model.source import SourceText
    from converter.model.xbrl import Fact
    from converter.pipeline import Conversion

OUTCOMES = ("caught", "abstained", "silent", "harmless")
Name = tuple[str, str, str]  # concept, period, dimensions
Values = dict[Name, Decimal | str]
Mark = tuple[str, int, str]  # code, place, message where there is no place

_KEY_OF = {name: key for key, names in KEYS.items() for name in names}


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a fault.

    wrong    names and values of the wrong facts, some of them
    keys     the key items of wrong facts without dimensions
    missing  how many facts are left out
    finding  of those that count the first; '' where there is none
    """

    came: str
    wrong: tuple[str, ...] = ()
    keys: frozenset[str] = frozenset()
    missing: int = 0
    finding: str = ""


def name_of(fact: Fact) -> Name:
    dimensions = "; ".join(f"{axis}={member}" for axis, member in fact.context.dimensions)
    return str(fact.concept), fact.context.period.slug, dimensions


def values(conversion: Conversion | None) -> Values:
    facts = conversion.report.facts if conversion else ()
    return {name_of(fact): fact.value for fact in facts}


def told(findings: Iterable[Finding]) -> Iterator[Finding]:
    """Those that warn."""
    return (each for each in findings if each.severity is not Severity.INFO)


def marks(findings: Iterable[Finding], back: Callable[[int], int] = int) -> Counter[Mark]:
    """The findings that warn, by code and place in the undamaged text."""
    return Counter(_mark(each, back) for each in told(findings))


def _mark(finding: Finding, back: Callable[[int], int]) -> Mark:
    if finding.span is None:
        return finding.code, -1, finding.message
    return finding.code, back(finding.span.start), ""


def judge(
    damage: Damage, source: SourceText, before: Values, known: Counter[Mark],
    after: Conversion | None,
) -> Outcome:  # fmt: skip
    """source: undamaged, as are `before`, its facts, and `known`, what its conversion warns of."""
    now = values(after)
    wrong = [name for name, value in now.items() if before.get(name) != value]
    missing = len(before.keys() - now.keys())
    if not wrong and not missing:
        return Outcome("harmless")
    finding = _names(damage, source, known, after) if after else None
    doubted = after is not None and _doubted(after, set(wrong))
    came = "caught" if finding or (wrong and doubted) else "silent" if wrong else "abstained"
    listed = tuple(
        f"{concept} {period} {now[concept, period, dims]}{' ' + dims if dims else ''}"
        for concept, period, dims in wrong[:6]
    )
    keys = {_KEY_OF.get(name[0].partition(":")[2]) for name in wrong if not name[2]}
    said = f"{finding.code} {finding.message}" if finding else "doubted" if doubted else ""
    return Outcome(came, listed, frozenset(filter(None, keys)), missing, said)


def _doubted(after: Conversion, wrong: set[Name]) -> bool:
    """Whether each of the facts says that it is doubted."""
    return all(fact.doubts for fact in after.report.facts if name_of(fact) in wrong)


def _names(
    damage: Damage, source: SourceText, known: Counter[Mark], after: Conversion
) -> Finding | None:
    """A new finding that stands at the fault's place, or names it."""
    place = damage.place
    left = known.copy()
    for finding in told(after.findings):
        mark = _mark(finding, damage.back)
        if left[mark] > 0:
            left[mark] -= 1
            continue
        spans = [span for span in (finding.span, *finding.others) if span is not None]
        at = [damage.back(span.start) for span in spans]
        lines = {source.span(min(each, len(source.text)), 0).line for each in at}
        if (
            lines & (place.lines | place.totals)
            or any(place.reach[0] <= line <= place.reach[1] for line in lines)
            or any(name.lower() in finding.message.lower() for name in place.names)
        ):
            return finding
    return None
