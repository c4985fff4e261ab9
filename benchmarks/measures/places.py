"""Are the registrant's primary statements found, and is nothing else taken for them? Against the
places where they stand, read by hand.

    python -m benchmarks.measures.places CORPUS STATEMENTS.tsv [--only LETTERS] [--jobs 2] [--json]

CORPUS is a folder of text filings; STATEMENTS.tsv has the columns file, kind, owner, primary,
first, last, title: a row a statement, with the numbers of its lines. `primary` is 1 where it is the
registrant's own; `owner` is 'registrant' too where a release repeats it. A row without kind says
that a filing has none.

A statement is found when facts without dimensions of its kind stand on half of its lines that end
in a figure, or more; one of equity, when any of its facts stand in it. Foreign are facts without
dimensions of primary statements that stand in none of the registrant's places. With LETTERS the
files whose names begin with one of them are counted apart from the rest: what one half teaches is
proven by the other. After the counts come the misses, each with what became of the place.
"""

from __future__ import annotations

import argparse
import csv
import json
import re
from collections import Counter, defaultdict
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.measures import scoring
from converter.model.finding import ConversionError
from converter.pipeline import NoStatementError, Options, analyse
from converter.read import read_filing

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from converter.model.candidate import Candidate
    from converter.model.finding import Finding
    from converter.model.source import SourceText
    from converter.model.xbrl import Report

KINDS = ("BS", "IS", "CF", "EQ", "CI")
# statements that one table can be at once: its facts are of either
_ALIKE = {"IS": ("IS", "CI"), "CI": ("CI", "IS", "EQ"), "EQ": ("EQ", "IS")}
_ENDS_IN_FIGURE = re.compile(r"[A-Za-z].*\s[($\s]*(?:\d[\d,.]*|\.\d+)\)?\s*$")
_EDGE = 2  # lines by which a place that was read by hand may be off


@dataclass(frozen=True, slots=True)
class Place:
    """Where a statement stands, and whose it is."""

    file: str
    kind: str
    owner: str
    primary: bool
    first: int
    last: int
    title: str

    @property
    def own(self) -> bool:
        return self.primary or self.owner == "registrant"

    def holds(self, line: int, edge: int = 0) -> bool:
        return self.first - edge <= line <= self.last + edge


@dataclass(frozen=True, slots=True)
class Printed:
    """A fact of a primary statement as printed: the line, and whether it is of the whole."""

    statement: str
    line: int
    whole: bool


@dataclass(frozen=True, slots=True)
class Miss:
    """A statement that was not found, the lines of it that have facts, and why."""

    place: Place
    found: int
    lines: int
    reason: str


@dataclass(frozen=True, slots=True)
class Judged:
    """A filing's counts. `foreign` are the lines of the foreign facts, a fact a line."""

    file: str
    wanted: tuple[str, ...]
    missed: tuple[Miss, ...]
    facts: int
    foreign: tuple[int, ...]


def read_places(path: Path) -> dict[str, list[Place]]:
    """The places of each filing, of those without statements none."""
    found: dict[str, list[Place]] = defaultdict(list)
    with path.open(encoding="utf-8", newline="") as raw:
        for row in csv.DictReader(raw, delimiter="\t", quoting=csv.QUOTE_NONE):
            places = found[row["file"]]
            if row["kind"]:
                primary = row["primary"] == "1"
                first, last = int(row["first"]), int(row["last"])
                places.append(
                    Place(
                        row["file"], row["kind"], row["owner"], primary, first, last, row["title"]
                    )
                )
    return dict(found)


def printed_in(report: Report) -> Iterator[Printed]:
    for fact in report.facts:
        statement = fact.provenance.statement
        if fact.span is not None and statement is not None and statement.value in KINDS:
            yield Printed(statement.value, fact.span.line, not fact.context.dimensions)


def judge(
    file: str,
    places: Sequence[Place],
    printed: Sequence[Printed],
    source: SourceText,
    candidates: Sequence[Candidate] = (),
    findings: Sequence[Finding] = (),
) -> Judged:
    """One filing; `candidates` and `findings` tell why a statement was not found."""
    wanted = [place for place in places if place.primary]
    missed = []
    for place in wanted:
        found, lines = _lines_found(place, printed, source)
        if not (_has_equity(place, printed) or (found and 2 * found >= lines)):
            reason = _became(place, candidates, findings)
            missed.append(Miss(place, found, lines, reason))
    own = [place for place in places if place.own]
    whole = [each for each in printed if each.whole]
    foreign = [each.line for each in whole if not any(p.holds(each.line, _EDGE) for p in own)]
    kinds = tuple(place.kind for place in wanted)
    return Judged(file, kinds, tuple(missed), len(whole), tuple(sorted(foreign)))


def _lines_found(place: Place, printed: Iterable[Printed], source: SourceText) -> tuple[int, int]:
    """The lines of a place that have facts of its kind, and those that end in a figure."""
    kinds = _ALIKE.get(place.kind, (place.kind,))
    found = {
        each.line
        for each in printed
        if each.whole and each.statement in kinds and place.holds(each.line)
    }
    last = min(place.last, source.line_count)
    lines = sum(
        bool(_ENDS_IN_FIGURE.search(source.line(at))) for at in range(place.first, last + 1)
    )
    return len(found), lines


def _has_equity(place: Place, printed: Iterable[Printed]) -> bool:
    """Facts of equity have their component as a dimension."""
    return place.kind == "EQ" and any(
        each.statement == "EQ" and place.holds(each.line) for each in printed
    )


def _became(place: Place, candidates: Iterable[Candidate], findings: Iterable[Finding]) -> str:
    """What became of the candidates that share lines with a place, and what was found there."""
    there = [
        f"{each.kind} {each.first}-{each.last} {'taken' if each.taken else 'left'}: {each.reason}"
        for each in candidates
        if each.first <= place.last and each.last >= place.first
    ]
    said = [
        f"{each.code} {each.message}"
        for each in findings
        if each.code == "SEG001" or (each.span and place.holds(each.span.line, _EDGE))
    ]
    return "; ".join([*(there or ["no candidate has its lines"]), *said[:1]])


def measure(path: Path, places: Sequence[Place]) -> Judged:
    read = read_filing(path.read_bytes(), path.name)
    source = read.value.source
    try:
        found = analyse(read, path.stem, Options())
    except NoStatementError as error:
        return judge(path.name, places, (), source, error.candidates, [error.finding])
    except ConversionError as error:
        return judge(path.name, places, (), source, (), [error.finding])
    printed = list(printed_in(found.report))
    return judge(path.name, places, printed, source, found.candidates, found.findings)


def _measure(work: tuple[Path, Sequence[Place]]) -> Judged:
    return measure(*work)


def measure_all(corpus: Path, places: dict[str, list[Place]], jobs: int) -> list[Judged]:
    """The filings of the table, in the order of their names.

    Raises:
        FileNotFoundError: a filing of the table is not in the corpus.
    """
    work = [(corpus / file, places[file]) for file in sorted(places)]
    if jobs <= 1 or len(work) < 2:
        return [_measure(each) for each in work]
    with ProcessPoolExecutor(jobs) as pool:
        return list(pool.map(_measure, work, chunksize=2))


def halves(judged: Sequence[Judged], letters: str) -> list[tuple[str, list[Judged]]]:
    """The filings whose names begin with one of the letters, and the rest; without letters all."""
    if not letters:
        return [("all", list(judged))]
    begins = tuple(letters.upper())
    first = [each for each in judged if each.file.upper().startswith(begins)]
    rest = [each for each in judged if not each.file.upper().startswith(begins)]
    return [(letters, first), ("the rest", rest)]


def counts(judged: Iterable[Judged]) -> dict[str, int]:
    """All that is counted: by kind the statements wanted ('BS') and found ('BS found')."""
    out: Counter[str] = Counter()
    for each in judged:
        missed = [miss.place.kind for miss in each.missed]
        for kind in each.wanted:
            out[kind] += 1
            out["statements"] += 1
        for kind, number in (Counter(each.wanted) - Counter(missed)).items():
            out[f"{kind} found"] += number
            out["found"] += number
        out["filings"] += 1
        out["with any"] += bool(each.wanted)
        out["with all"] += bool(each.wanted) and not missed
        out["facts"] += each.facts
        out["foreign"] += len(each.foreign)
    return dict(out)


def report(parts: Sequence[tuple[str, list[Judged]]]) -> str:
    """The counts of each half, a row each."""
    rows = []
    for name, judged in parts:
        found: Counter[str] = Counter(counts(judged))
        kinds = (f"{found[f'{kind} found']}/{found[kind]}" for kind in KINDS)
        rows.append(
            (
                name, found["filings"], *kinds,
                scoring.share(found["found"], found["statements"], 1),
                f"{found['with all']}/{found['with any']}", found["facts"], found["foreign"],
                scoring.share(found["foreign"], found["facts"], 1),
            )
        )  # fmt: skip
    head = ("files", "filings", *KINDS, "found", "with all", "facts", "foreign", "share")
    return scoring.table(head, rows)


def misses(judged: Iterable[Judged]) -> Iterator[str]:
    """A line for each statement that was not found, and for each filing with foreign facts."""
    for each in judged:
        for miss in each.missed:
            place = miss.place
            yield (
                f"not found  {each.file}:{place.first}-{place.last} {place.kind} {place.title!r},"
                f" {miss.found} of {miss.lines} lines: {miss.reason}"
            )
        if each.foreign:
            lines = f"lines {each.foreign[0]}-{each.foreign[-1]}"
            yield f"foreign    {each.file}: {len(each.foreign)} facts, {lines}"


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("corpus", type=Path)
    parser.add_argument("places", type=Path, metavar="STATEMENTS.tsv")
    parser.add_argument("--only", default="", metavar="LETTERS")
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    judged = measure_all(given.corpus, read_places(given.places), given.jobs)
    parts = halves(judged, given.only)
    if given.json:
        print(json.dumps({name: [asdict(each) for each in part] for name, part in parts}))
        return 0
    print(report(parts))
    for name, part in parts:
        said = list(misses(part))
        number = "1 miss" if len(said) == 1 else f"{len(said) or 'no'} misses"
        print("", f"{name}: {number}", *said, sep="\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
