"""Filings that no one has seen, converted and counted, by what makes them difficult.

    python -m benchmarks.unseen DATASETS.zip OUT [--count 300] [--seed 1] [--only WORDS] [--jobs 2]

DATASETS.zip is that of typeset/render.py. A statement counts as found when half of its lines have
facts of their value and period without dimensions; a fact without dimensions whose amount
stands only in what is not the registrant's is foreign; a filing with all its statements and
nothing foreign or astray is whole. A fact is astray when its amount is the registrant's, of another
period. OUT gets the filings that are not whole, the worst first in `worst.tsv`.
"""

from __future__ import annotations

import argparse
import datetime as dt
import sys
from collections import Counter, defaultdict
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.typeset import render
from benchmarks.unseen.books import Sources, Statement, cells, tells
from benchmarks.unseen.make import Made, draw_of, filing
from converter.model.finding import ConversionError
from converter.model.xbrl import Duration
from converter.pipeline import Options, analyse
from converter.read import read_filing

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

Known = dict[Decimal, list[tuple[dt.date | None, dt.date]]]
_NEAR = dt.timedelta(days=4)


@dataclass(frozen=True, slots=True)
class Judged:
    """A filing's counts; `missed` names the statements that were not found."""

    name: str
    difficulties: tuple[str, ...]
    wanted: int
    found: int
    foreign: int
    astray: int
    missed: tuple[str, ...]
    lines: int
    lines_found: int
    said: str = ""

    @property
    def whole(self) -> bool:
        return self.found == self.wanted and not self.foreign and not self.astray


def sources(datasets: Path) -> Sources:
    made = render.load(datasets)
    return Sources(tuple(each for each in made if len(each.statements) == 3))


def facts(made: Made) -> tuple[Known, str]:
    """The amounts without dimensions, with their periods, and why there are none."""
    known: Known = defaultdict(list)
    try:
        report = analyse(read_filing(made.text.encode(), f"{made.name}.txt"), "x", Options()).report
    except ConversionError as error:
        return known, str(error)
    for fact in report.facts:
        if isinstance(fact.value, Decimal) and not fact.context.dimensions and fact.value:
            period = fact.context.period
            start = period.start if isinstance(period, Duration) else None
            known[abs(fact.value)].append((start, period.end))
    return known, ""


def _near(one: dt.date | None, other: dt.date | None) -> bool:
    return one == other or (one is not None and other is not None and abs(one - other) <= _NEAR)


def lines_found(statement: Statement, known: Known) -> tuple[int, int]:
    """Lines of which at least half the cells are there, and all that have any."""
    found = every = 0
    for line in statement.lines:
        cells = [cell for cell in line.cells if cell is not None and cell.value]
        if cells:
            every += 1
            there = sum(
                any(_near(cell.span.start, s) and _near(cell.span.end, e)
                    for s, e in known.get(abs(cell.value), ()))
                for cell in cells
            )  # fmt: skip
            found += 2 * there >= len(cells)
    return found, every


def _astray(made: Made, known: Known) -> Iterator[int]:
    """For each amount of the registrant's how many facts have it in a period of their own."""
    printed: Known = defaultdict(list)
    for cell in (cell for statement in made.wanted for cell in cells(statement)):
        printed[abs(cell.value)].append((cell.span.start, cell.span.end))
    for value, spans in printed.items():
        if tells(value):
            yield sum(
                not any(_near(s, start) and _near(e, end) for start, end in spans)
                for s, e in known.get(value, ())
            )


def judge(made: Made, known: Known, said: str = "") -> Judged:
    counted = [(each.kind, *lines_found(each, known)) for each in made.wanted]
    missed = tuple(f"{kind} {found}/{of}" for kind, found, of in counted if 2 * found < of)
    foreign = sum(len(known[value]) for value in known if value in made.foreign)
    astray = sum(_astray(made, known))
    return Judged(
        made.name, made.difficulties, len(counted), len(counted) - len(missed), foreign, astray,
        missed,
        sum(of for _, _, of in counted), sum(found for _, found, _ in counted), said,
    )  # fmt: skip


def table(judged: Iterable[Judged]) -> str:
    """By kind, alone and with others: filings, statements, whole filings, foreign facts."""
    rows: dict[tuple[str, bool], Counter[str]] = defaultdict(Counter)
    for each in judged:
        alone = len(each.difficulties) < 2
        for kind in each.difficulties or ("plain",):
            for key in ((kind, alone), ("ALL", alone)):
                if key[0] == "ALL" and kind not in each.difficulties[:1]:
                    continue
                count = rows[key]
                count["n"] += 1
                count["wanted"] += each.wanted
                count["found"] += each.found
                count["whole"] += each.whole
                count["foreign"] += each.foreign
                count["astray"] += each.astray
                count["with"] += bool(each.foreign)
                count["lines"] += each.lines
                count["lines found"] += each.lines_found
    head = f"{'':44}{'alone':>42}{'with others':>42}\n{'kind':44}"
    head += 2 * f"{'whole':>9}{'stmts':>9}{'lines':>7}{'foreign':>9}{'astray':>8}"
    out = [head]
    out += [
        f"{kind:44}" + "".join(_cells(rows[kind, alone]) for alone in (True, False))
        for kind in sorted({kind.strip() for kind, _ in rows})
    ]
    return "\n".join(line.rstrip() for line in out)


def _cells(count: Counter[str]) -> str:
    if not count["n"]:
        return " " * 42
    share = f"{100 * count['lines found'] / count['lines']:.0f}%" if count["lines"] else ""
    foreign = f"{count['foreign']}/{count['with']}" if count["foreign"] else "0"
    return (
        f"{count['whole']}/{count['n']}".rjust(9)
        + f"{count['found']}/{count['wanted']}".rjust(9) + share.rjust(7) + foreign.rjust(9)
        + str(count["astray"]).rjust(8)
    )  # fmt: skip


_SHARED: list[Sources] = []


def _one(task: tuple[int, int, Path]) -> Judged:
    seed, number, folder = task
    made = filing(_SHARED[0], seed, number)
    judged = judge(made, *facts(made))
    if not judged.whole:
        (folder / f"{made.name}.txt").write_text(made.text, "ascii", "replace")
    return judged


def run(
    known: Sources, folder: Path, *, seed: int, count: int, only: str = "", jobs: int = 1
) -> list[Judged]:
    folder.mkdir(parents=True, exist_ok=True)
    _SHARED[:] = [known]
    numbers = [n for n in range(count) if only in "; ".join(draw_of(seed, n))]
    tasks = [(seed, number, folder) for number in numbers]
    if jobs < 2:
        return [_one(task) for task in tasks]
    with ProcessPoolExecutor(jobs) as pool:
        return list(pool.map(_one, tasks, chunksize=4))


def worst(judged: Iterable[Judged]) -> list[Judged]:
    bad = [each for each in judged if not each.whole]
    return sorted(bad, key=lambda x: (x.found - x.wanted, -x.foreign, -x.astray, x.name))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("datasets", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--count", type=int, default=300)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", default="", help="filings with a difficulty that holds the words")
    parser.add_argument("--jobs", type=int, default=1)
    options = parser.parse_args()
    if not options.datasets.exists():
        print(f"{options.datasets} is not there: nothing converted", file=sys.stderr)
        return 2
    judged = run(
        sources(options.datasets), options.out, seed=options.seed, count=options.count,
        only=options.only, jobs=options.jobs,
    )  # fmt: skip
    print(table(judged))
    bad = worst(judged)
    rows = [
        f"{x.name}\t{x.found}/{x.wanted}\t{x.foreign}\t{x.astray}\t{', '.join(x.missed)}"
        f"\t{'; '.join(x.difficulties)}\t{x.said}\n"
        for x in bad
    ]
    (options.out / "worst.tsv").write_text("".join(rows), "utf-8")
    print(f"\n{len(judged) - len(bad)} of {len(judged)} filings whole; the others, worst first:")
    print("".join(rows[:40]))
    return 0
