"""Small filings, one difficulty each, in cases/filings and those that others wrote beside this
checkout: each converts to all the facts that its table asks for, and to none that it forbids.

    must  concepts                 start       end         value  unit  members
    1     SalesRevenueNet|Revenue* 1996-01-01  1996-12-31  32480  USD
    0     *                                    1996-12-31  19950  USD

`members` are axis=member pairs; without them a fact of the whole is meant.
"""

import csv
import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from fnmatch import fnmatchcase
from pathlib import Path

import pytest

from converter.model.finding import ConversionError
from converter.model.xbrl import Duration
from converter.pipeline import Options, analyse
from converter.read import read_filing

OWN = Path(__file__).parent / "cases" / "filings"
OTHERS = Path(__file__).parents[2] / "shared" / "cases"
FILINGS = [*sorted(OWN.glob("*.txt")), *sorted(OTHERS.glob("*.txt"))]


@dataclass(frozen=True)
class Stated:
    """Where a figure stands in a report, but for its concept."""

    start: dt.date | None
    end: dt.date
    value: Decimal
    unit: str
    members: frozenset[str]


@dataclass(frozen=True)
class Wish:
    must: bool
    patterns: tuple[str, ...]
    figure: Stated

    def met(self, facts):
        return any(
            fnmatchcase(name, pattern)
            for name in facts.get(self.figure, ())
            for pattern in self.patterns
        )


def wishes(path):
    with path.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines, delimiter="\t"):
            start = dt.date.fromisoformat(row["start"]) if row["start"] else None
            members = frozenset(filter(None, (row["members"] or "").split(",")))
            end, value = dt.date.fromisoformat(row["end"]), Decimal(row["value"])
            figure = Stated(start, end, value, row["unit"], members)
            yield Wish(row["must"] == "1", tuple(row["concepts"].split("|")), figure)


def facts_of(path):
    """The concepts of each figure that a filing's report states."""
    try:
        report = analyse(read_filing(path.read_bytes(), path.name), path.stem, Options()).report
    except ConversionError:
        return {}
    facts = {}
    for fact in report.facts:
        if isinstance(fact.value, Decimal) and fact.unit is not None:
            period = fact.context.period
            start = period.start if isinstance(period, Duration) else None
            end = period.end if isinstance(period, Duration) else period.date
            over = (
                "*".join(m.local for m in side)
                for side in (fact.unit.numerator, fact.unit.denominator)
                if side
            )
            members = frozenset(
                f"{axis.local}={member.local}" for axis, member in fact.context.dimensions
            )
            figure = Stated(start, end, fact.value, "/".join(over), members)
            facts.setdefault(figure, set()).add(fact.concept.local)
    return facts


@pytest.mark.parametrize("path", FILINGS, ids=lambda path: path.stem)
def test_a_small_filing_is_whole(path):
    facts = facts_of(path)
    asked = list(wishes(path.with_suffix(".expect.tsv")))
    assert asked
    assert [wish for wish in asked if wish.met(facts) != wish.must] == []


def test_what_meets_a_wish():
    figure = Stated(None, dt.date(1996, 12, 31), Decimal(5), "USD", frozenset())
    facts = {figure: {"AssetsNet"}}
    assert Wish(True, ("Assets*",), figure).met(facts)
    assert Wish(True, ("Cash", "*"), figure).met(facts)
    assert not Wish(True, ("Assets", "Net*"), figure).met(facts)
    other = Stated(None, dt.date(1995, 12, 31), Decimal(5), "USD", frozenset())
    assert not Wish(True, ("*",), other).met(facts)
