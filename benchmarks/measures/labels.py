"""Lines of old statements labelled by the filers themselves: EX-27 schedules held against them.

    python -m benchmarks.measures.labels CORPUS [CORPUS ...] [--halves ABMS] [--misses FILE]
        [--equivalents FILE] [--jobs 2]

A schedule states an amount for a tag: TOTAL-REVENUES 13,687. Where exactly one line of the
statements of the tag's kind prints it, the filer has said what that line is. Amounts of one or two
digits are no evidence, but for those per share; nor is the schedule of a restated year. An amount
that two tags have may be either.

The schedules are taken out before the filing is read. Files whose names begin with a letter of
--halves are only counted; the misses of the others are what rows and rules are improved by.

  acceptable  one that mappings/schedule.tsv has for the tag, or an equivalent one
  abstained   an element of the filing's own
  wrong       another concept
"""

from __future__ import annotations

import argparse
from collections import Counter, defaultdict
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.measures import scoring
from benchmarks.measures.schedules import without_schedules
from converter.model.filing import StatementKind
from converter.model.finding import ConversionError
from converter.model.schedule import TagKind
from converter.pipeline import Options, analyse
from converter.read import read_filing
from converter.schedule import read_schedules
from converter.text.units import Quantity

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from converter.model.lineitem import LineItem
    from converter.model.mapped import MappedTable
    from converter.model.schedule import Entry, Schedule, Tag
    from converter.pipeline import Conversion

_LEAST = 100  # an amount of fewer digits stands on many lines


@dataclass(frozen=True, slots=True)
class Label:
    """A line with what its filer's schedule says it is, and what the program made of it.

    verdict  'acceptable', 'abstained', 'wrong'
    """

    filing: str
    tag: str
    statement: str
    section: str
    caption: str
    amount: str
    verdict: str
    found: str
    rule: str
    confidence: float


def labels(
    filing: str, text: str, conversion: Conversion, groups: dict[str, set[str]]
) -> list[Label]:
    """The labelled lines of one filing: by the first schedule that speaks of its own period.

    text  the whole submission, with its schedules; `conversion` is of it without them
    """
    schedules = read_schedules(read_filing(text.encode("latin-1"), filing).value).value
    own = [each for each in schedules if not (each.restated or each.foreign or each.placeholder)]
    return [label for each in own[:1] for label in _labels(filing, each, conversion, groups)]


def _labels(
    filing: str, schedule: Schedule, conversion: Conversion, groups: dict[str, set[str]]
) -> Iterator[Label]:
    entries = [*_telling(schedule)]
    for entry, row, amount in entries:
        kind = _kind(row)
        rows = [other for _, other, same in entries if same == amount and _kind(other) is kind]
        lines = list(_printing(conversion, kind, amount, 10**schedule.power, row.kind))
        if len(lines) != 1:
            continue
        table, at = lines[0]
        item, claim = table.read.items[at], table.claims[at]
        said = [concept.qname.local for concept in claim.concepts]
        like = {each for name in said for each in groups.get(name, {name})}
        fits = any(other.fits(name) for other in rows for name in (*said, *like))
        verdict = "acceptable" if fits else "wrong" if said else "abstained"
        near = " ".join(f"{name}={share:.2f}" for name, share in claim.candidates[:3])
        yield Label(
            filing, entry.tag, kind.value, " > ".join(item.section), item.caption, f"{amount:,}",
            verdict, " ".join(said) or f"* {near}", claim.rule, claim.confidence,
        )  # fmt: skip


def _telling(schedule: Schedule) -> Iterator[tuple[Entry, Tag, Decimal]]:
    """The entries of a schedule whose amounts tell lines apart, of tags that lines may state."""
    for entry in schedule.entries:
        row, value = entry.row, entry.value
        if row is None or not row.also or entry.column or entry.repeats:
            continue
        if isinstance(value, Decimal) and value:
            per_share = row.kind is TagKind.PER_SHARE
            if per_share or (row.kind is TagKind.MONEY and abs(value) >= _LEAST):
                yield entry, row, value


def _kind(row: Tag) -> StatementKind:
    return StatementKind.IS if row.period == "duration" else StatementKind.BS


def _printing(
    conversion: Conversion, kind: StatementKind, amount: Decimal, times: int, counts: TagKind
) -> Iterator[tuple[MappedTable, int]]:
    """The lines of the whole company's statements of a kind that print an amount."""
    per_share = counts is TagKind.PER_SHARE
    for table in conversion.mapped:
        if table.read.table.kind is not kind:
            continue
        for at, item in enumerate(table.read.items):
            if (item.quantity is Quantity.PER_SHARE) == per_share and item.group is None:
                power = 0 if per_share else table.read.units.money
                if _states(item, amount, times, power):
                    yield table, at


def _states(item: LineItem, amount: Decimal, times: int, power: int) -> bool:
    """Whether a cell of a line is the amount, in the schedule's units or in those it prints."""
    printed = {abs(cell.figure.value) for cell in item.row.cells}
    wanted = {abs(amount), (abs(amount) * times).scaleb(-power)}
    return bool(printed & wanted)


def measure(path: Path, groups: dict[str, set[str]]) -> list[Label]:
    text = path.read_bytes().decode("latin-1")
    bare = without_schedules(text)
    if bare == text:
        return []
    try:
        conversion = analyse(read_filing(bare.encode("latin-1"), path.name), path.stem, Options())
    except ConversionError:
        return []
    return labels(path.name, text, conversion, groups)


def report(found: Sequence[Label]) -> str:
    """Tags with their counts, for the terminal."""
    by: dict[str, Counter[str]] = defaultdict(Counter)
    for label in found:
        by[label.tag][label.verdict] += 1
        by["all"][label.verdict] += 1
    rows = [
        (tag, count.total(), count["acceptable"], count["abstained"], count["wrong"],
         scoring.share(count["acceptable"], count.total(), 1))
        for tag, count in sorted(by.items(), key=lambda pair: (pair[0] == "all", pair[0]))
    ]  # fmt: skip
    return scoring.table(("tag", "lines", "acceptable", "abstained", "wrong", "share"), rows)


def misses(found: Iterable[Label]) -> str:
    rows = [("verdict", "filing", "tag", "section", "caption", "amount", "found", "rule", "sure")]
    rows += [
        (each.verdict, each.filing, each.tag, each.section, each.caption, each.amount, each.found,
         each.rule, f"{each.confidence:.2f}")
        for each in found if each.verdict != "acceptable"
    ]  # fmt: skip
    return "".join("\t".join(row) + "\n" for row in rows)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("corpus", type=Path, nargs="+")
    parser.add_argument("--halves", default="ABMS")
    parser.add_argument("--misses", type=Path, help="of the half that is looked at, tab-separated")
    parser.add_argument("--equivalents", type=Path)
    parser.add_argument("--jobs", type=int, default=1)
    options = parser.parse_args()
    groups = scoring.equivalents(options.equivalents)
    paths = [path for corpus in options.corpus for path in sorted(corpus.rglob("*.txt"))]
    if options.jobs > 1:
        with ProcessPoolExecutor(options.jobs) as pool:
            found = [*pool.map(measure, paths, [groups] * len(paths), chunksize=2)]
    else:
        found = [measure(path, groups) for path in paths]
    whole = [label for some in found for label in some]
    counted = tuple(options.halves.upper())
    looked_at = [each for each in whole if not each.filing.upper().startswith(counted)]
    left_out = [each for each in whole if each.filing.upper().startswith(counted)]
    for name, half in (("looked at", looked_at), ("only counted", left_out)):
        print(f"{name}\n{report(half)}\n")
    if options.misses:
        options.misses.write_text(misses(looked_at), encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
