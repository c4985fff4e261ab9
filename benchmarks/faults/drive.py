"""Deliberate faults, one at a time, and whether each is noticed.

    python -m benchmarks.faults CORPUS [CORPUS ...] [--count 931] [--seed 1] [--jobs 2]
                                [--letters ABMS | --rest ABMS] [--kind WORDS] [--only N]
                             [--silent FILE] [--alarms FILE] [--json]

A fault is put into a filing where its conversion has facts (places.py), in turn of each of the
fourteen kinds, half of them in key items (total assets, revenues, net income, earnings per share,
cash); what came of it is told by judge.py. Besides, every warning of the undamaged filings is
counted against their statements, and is false where gold has all that it speaks of (alarms.py).

The same seed draws the same faults as long as their places are the same. `--silent` lists those
that nothing noticed, with the text before and after; `--only N` repeats one and shows all findings.
`--letters` takes the files whose names begin with one of them alone, `--rest` the others.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter, defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from benchmarks.faults.alarms import Alarm, alarms, gold_of, statements
from benchmarks.faults.damage import Damage, chance, damage
from benchmarks.faults.judge import OUTCOMES, Outcome, judge, marks, values
from benchmarks.faults.places import KEYS, KINDS, OTHER, Place, places
from benchmarks.measures.filings import convert, files, mapped
from benchmarks.measures.scoring import share, table
from converter.read import read_filing

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from benchmarks.faults.judge import Mark, Values

Counts = dict[str, dict[str, Any]]  # how often each thing came, by what it is

_WANTED = (*KEYS, *[OTHER] * len(KEYS))  # half of the faults in key items
_HEAD = ("silent", "number", "file", "kind", "line", "statement", "caption", "before", "after")


@dataclass(frozen=True, slots=True)
class Undamaged:
    """A filing as it is: what faults are held against. `text` is decoded, ends of lines kept."""

    path: Path
    text: str
    places: tuple[Place, ...]
    values: Values
    marks: Counter[Mark]
    alarms: tuple[Alarm, ...]
    statements: int
    gold: bool


@dataclass(frozen=True, slots=True)
class Fault:
    number: int
    path: Path
    damage: Damage


@dataclass(frozen=True, slots=True)
class Judged:
    """A fault with its lines before and after, and what came of it."""

    fault: Fault
    outcome: Outcome
    line: int
    before: str
    after: str


def read(path: Path) -> Undamaged | None:
    """None where the filing is refused or has no place for a fault."""
    text = read_filing(path).value.source.text
    conversion = convert(text, path.name)
    if conversion is None:
        return None
    return Undamaged(
        path, text, tuple(places(conversion)), values(conversion), marks(conversion.findings),
        tuple(alarms(path, conversion)), statements(conversion), bool(gold_of(path)),
    )  # fmt: skip


class Ground:
    """The undamaged filings, with their places by kind and key item: (kind, '') has all of one."""

    def __init__(self, known: Iterable[Undamaged]) -> None:
        self.filings = {each.path: each for each in known}
        self._places: dict[tuple[str, str], dict[Path, list[Place]]] = defaultdict(dict)
        for path, each in self.filings.items():
            for place in each.places:
                for key in ("", *place.keys):
                    self._places[place.kind, key].setdefault(path, []).append(place)

    def draw(self, seed: int, number: int) -> Fault | None:
        """Fault `number` of a seed: its kind in turn, then a key item or another, the filing, the
        place in it and the change, by chance; None where no filing has a place for the kind.

        Each draw takes what has the least chance number of its own, so that a place more or less
        in some filing leaves the other faults as they are.
        """
        kind, key = KINDS[number % len(KINDS)], chance(seed, number).choice(_WANTED)
        there = self._places.get((kind, key)) or self._places.get((kind, ""))
        if not there:
            return None
        path = min(there, key=lambda path: chance(seed, number, path.name).random())
        place = min(there[path], key=lambda each: chance(seed, number, each.offset).random())
        change = chance(seed, number, "change")
        return Fault(number, path, damage(self.filings[path].text, place, change))


def judged(known: Undamaged, fault: Fault) -> Judged:
    text = fault.damage.apply(known.text)
    after = convert(text, fault.path.name)
    source = read_filing(known.text.encode(), fault.path.name).value.source
    outcome = judge(fault.damage, source, known.values, known.marks, after)
    start, end = fault.damage.edits[0][0], max(fault.damage.edits[-1][1] - 1, 0)
    left = known.text.rfind("\n", 0, start) + 1
    right = known.text.find("\n", max(end, left))
    right = len(known.text) if right < 0 else right
    grown = len(text) - len(known.text)
    return Judged(
        fault, outcome, source.span(start, end).line,
        known.text[left:right], text[left : max(right + grown, left)],
    )  # fmt: skip


_SHARED: dict[Path, Undamaged] = {}


def _one(fault: Fault) -> Judged:
    return judged(_SHARED[fault.path], fault)


def undamaged(paths: Sequence[Path], jobs: int) -> list[Undamaged]:
    return [each for each in mapped(read, paths, jobs) if each is not None]


def run(
    known: Sequence[Undamaged], *, seed: int, numbers: Iterable[int], jobs: int
) -> list[Judged]:
    ground = Ground(known)
    drawn = [ground.draw(seed, number) for number in numbers]
    _SHARED.update(ground.filings)
    faults = sorted((f for f in drawn if f is not None), key=lambda f: (f.path, f.number))
    return sorted(mapped(_one, faults, jobs), key=lambda each: each.fault.number)


def summary(done: Sequence[Judged], known: Sequence[Undamaged]) -> Counts:
    """Everything that is counted, as plain values. A fault counts for each key item it concerns."""
    kinds = {kind: Counter[str]() for kind in (*KINDS, "all")}
    keys = {key: Counter[str]() for key in (*KEYS, OTHER)}
    wrong = Counter[str]()
    for each in done:
        came, place = each.outcome.came, each.fault.damage.place
        for kind in (place.kind, "all"):
            kinds[kind][came] += 1
        for key in place.keys:
            keys[key][came] += 1
        if came == "silent":
            wrong.update(each.outcome.keys)
    every = [alarm for each in known for alarm in each.alarms]
    golden = [alarm for alarm in every if alarm.confirmed is not None]
    return {
        "kinds": {kind: dict(count) for kind, count in kinds.items()},
        "keys": {key: dict(count) for key, count in keys.items()},
        "silently wrong": {key: wrong[key] for key in KEYS},
        "undamaged": {
            "filings": len(known), "statements": sum(each.statements for each in known),
            "alarms": len(every),
            "in statements": sum(bool(alarm.statement) for alarm in every),
            "codes": dict(Counter(a.code for a in every).most_common()),
            "golden statements": sum(each.statements for each in known if each.gold),
            "against gold": len(golden), "false": sum(bool(a.confirmed) for a in golden),
        },
    }  # fmt: skip


def report(result: Counts) -> str:
    def rows(counts: dict[str, dict[str, int]]) -> list[tuple[object, ...]]:
        out: list[tuple[object, ...]] = []
        for name, count in counts.items():
            if not count:
                continue
            number = [count.get(came, 0) for came in OUTCOMES]
            noticed, harmful = number[0] + number[1], sum(number[:3])
            out.append((name, sum(number), *number, share(noticed, harmful, 1)))
        return out

    head = ("faults", *OUTCOMES, "noticed")
    parts = [table(("kind", *head), rows(result["kinds"]))]
    parts.append(table(("key item", *head), rows(result["keys"])))
    silent = ", ".join(f"{key} {count}" for key, count in result["silently wrong"].items())
    parts.append(f"silent faults with a wrong fact of: {silent}")
    of = result["undamaged"]
    codes = ", ".join(f"{code} {count}" for code, count in of["codes"].items())
    parts.append(
        f"undamaged: {of['filings']} filings, {of['statements']} statements: {of['alarms']}"
        f" warnings and errors, {of['in statements']} of these in statements ({codes})\n"
        f"with gold: {of['golden statements']} statements, {of['against gold']} of these speak of"
        f" facts, {of['false']} of facts that gold has all"
    )
    return "\n\n".join(parts)


def _rows(done: Iterable[Judged]) -> str:
    lines = ["\t".join((*_HEAD, "wrong facts"))]
    for each in done:
        place = each.fault.damage.place
        lines.append(
            "\t".join(
                (
                    each.outcome.came, str(each.fault.number), each.fault.path.name, place.kind,
                    str(each.line), place.statement, place.caption,
                    *(text.replace("\t", " ").replace("\r", "").replace("\n", " // ")
                      for text in (each.before, each.after)),
                    "; ".join(each.outcome.wrong),
                )
            )
        )  # fmt: skip
    return "\n".join(lines) + "\n"


def _shown(each: Judged) -> str:
    place, outcome = each.fault.damage.place, each.outcome
    said = convert(each.fault.damage.apply(_SHARED[each.fault.path].text), each.fault.path.name)
    findings = [] if said is None else [f.text("after") for f in said.findings]
    return "\n".join(
        [
            f"{each.fault.path}:{each.line} {place.kind}: {place.statement} {place.caption!r}",
            each.before, each.after,
            f"{outcome.came}: {outcome.finding}", *outcome.wrong, *findings,
        ]
    )  # fmt: skip


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("corpora", type=Path, nargs="+")
    parser.add_argument("--count", type=int, default=931)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--letters", default="", help="files that begin with one of them alone")
    parser.add_argument("--rest", default="", help="files that begin with none of them")
    parser.add_argument("--kind", default="", help="faults whose kind holds the words alone")
    parser.add_argument("--only", type=int, help="the fault of this number, with all findings")
    parser.add_argument("--silent", type=Path, help="write the faults that nothing noticed here")
    parser.add_argument("--alarms", type=Path, help="write the warnings of undamaged filings here")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    gone = [str(corpus) for corpus in options.corpora if not corpus.exists()]
    if gone:
        print(f"{', '.join(gone)}: not there, nothing measured", file=sys.stderr)
        return 2
    known = undamaged(files(options.corpora, options.letters, options.rest), options.jobs)
    numbers = [n for n in range(options.count) if options.kind in KINDS[n % len(KINDS)]]
    numbers = numbers if options.only is None else [options.only]
    done = run(known, seed=options.seed, numbers=numbers, jobs=options.jobs)
    if options.only is not None:
        print("\n".join(map(_shown, done)))
        return 0
    if options.silent:
        options.silent.write_text(_rows(d for d in done if d.outcome.came == "silent"), "utf-8")
    if options.alarms:
        rows = ["file\tline\tstatement\tcode\tseverity\tgold\tmessage"] + [
            f"{a.file}\t{a.line}\t{a.statement}\t{a.code}\t{a.severity}"
            f"\t{ {True: 'confirms', False: 'not all', None: ''}[a.confirmed] }\t{a.message}"
            for each in known
            for a in each.alarms
        ]
        options.alarms.write_text("\n".join(rows) + "\n", "utf-8")
    result = summary(done, known)
    print(json.dumps(result, indent=1) if options.json else report(result))
    return 0
