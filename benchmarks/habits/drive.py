"""Statements set anew in the habits of other typists, and how many of their facts stay the same.

    python -m benchmarks.habits CORPUS [CORPUS ...] [--share 20] [--only NAME ...] [--jobs 2]
                                [--letters ABMS | --rest ABMS] [--show FOLDER] [--json]

Of each habit (habits.py) a share of the filings is drawn, the same at each run, and their primary
statements are set in it, one habit at a time. No answers are needed: a fact of the filing as it is
must be a fact of it afterwards.

  kept     figures (period, dimensions, value, unit) that are facts before and after
  other    facts after that were none before, of a hundred before: wrong, whatever was kept
  concept  of the facts, those with their concept

`--show` writes the texts that were set anew, to look at. `--letters` takes the files whose names
begin with one of them alone, `--rest` the others.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from dataclasses import dataclass, field
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.habits.habits import HABITS
from benchmarks.habits.pages import pages, set_anew
from benchmarks.measures.filings import convert, files, in_share, mapped
from benchmarks.measures.scoring import share, table
from converter.read import read_filing

if TYPE_CHECKING:
    from collections.abc import Sequence

    from converter.pipeline import Conversion

Figure = tuple[str, tuple[str, ...], Decimal, str]  # period, dimensions, value, unit


@dataclass(slots=True)
class Facts:
    figures: Counter[Figure] = field(default_factory=Counter)
    named: set[tuple[str, Figure]] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class Kept:
    """What became of the facts of a filing that was set in a habit, in numbers of facts."""

    habit: str
    file: str
    facts: int
    kept: int
    other: int
    named: int
    concepts: int


def facts_of(conversion: Conversion | None, lines: tuple[int, int] | None = None) -> Facts:
    """The figures of a conversion, of the first to the last of some lines alone where these are
    given; none where the filing was refused.
    """
    found = Facts()
    for fact in conversion.report.facts if conversion else ():
        if lines and fact.span and not lines[0] <= fact.span.line <= lines[1]:
            continue
        if isinstance(fact.value, Decimal) and fact.span:
            members = tuple(sorted(f"{axis}={member}" for axis, member in fact.context.dimensions))
            figure = (fact.context.period.slug, members, fact.value, str(fact.unit))
            found.figures[figure] += 1
            found.named.add((str(fact.concept), figure))
    return found


def drawn(habit: str, path: Path, percent: int) -> bool:
    """Whether a filing is of the share of a habit; another habit or filing more moves none."""
    return in_share(percent, habit, path.name)


def measure(
    path: Path, *, names: Sequence[str], percent: int, show: Path | None = None
) -> list[Kept]:
    """A filing in each of the habits that fit one of its statements."""
    text = read_filing(path).value.source.text
    conversion = convert(text, path.name)
    before = facts_of(conversion)
    if conversion is None or not before.figures:
        return []
    statements = pages(conversion)
    found: list[Kept] = []
    for name in names:
        if not drawn(name, path, percent):
            continue
        anew = set_anew(text, statements, HABITS[name])
        if anew == text:
            continue
        if show is not None:
            (show / f"{path.stem}.{name.replace(' ', '_')}.txt").write_text(anew, "utf-8")
        after = facts_of(convert(anew, path.name))
        found.append(
            Kept(
                name, path.name, before.figures.total(),
                (before.figures & after.figures).total(), (after.figures - before.figures).total(),
                len(before.named), len(before.named & after.named),
            )
        )  # fmt: skip
    return found


def report(done: Sequence[Kept]) -> str:
    """A row for each habit, the one that costs most first, and one for all."""
    rows = []
    for name in [*dict.fromkeys(each.habit for each in done), ""]:
        own = [each for each in done if each.habit == name or not name]
        facts, named = (sum(getattr(each, what) for each in own) for what in ("facts", "named"))
        kept, other, concepts = (
            sum(getattr(each, what) for each in own) for what in ("kept", "other", "concepts")
        )
        rows.append((
            kept / max(facts, 1) + 2 * (not name), name or "all", len(own), f"{facts:,}",
            share(kept, facts, 1), share(other, facts, 1), share(concepts, named, 1),
        ))  # fmt: skip
    head = ("habit", "filings", "facts", "kept", "other", "concept")
    return table(head, [row[1:] for row in sorted(rows)])


def main(argv: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("corpora", nargs="+", type=Path)
    parser.add_argument("--share", type=int, default=20, help="filings of a hundred, by habit")
    parser.add_argument("--only", nargs="+", choices=[*HABITS], metavar="HABIT")
    parser.add_argument("--letters", default="")
    parser.add_argument("--rest", default="")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--show", type=Path)
    parser.add_argument("--json", action="store_true")
    asked = parser.parse_args(argv)
    if asked.show is not None:
        asked.show.mkdir(parents=True, exist_ok=True)
    one = partial(measure, names=asked.only or [*HABITS], percent=asked.share, show=asked.show)
    paths = files(asked.corpora, asked.letters, asked.rest)
    done = [each for found in mapped(one, paths, asked.jobs) for each in found]
    if asked.json:
        json.dump(
            [{name: getattr(each, name) for name in Kept.__slots__} for each in done], sys.stdout
        )
    else:
        print(report(done))
    return 0
