"""How many lines of old statements have the concept that an accountant would choose.

    python -m benchmarks.measures.old CORPUS [--gold FILE] [--only PART ...] [--misses FILE]
        [--equivalents FILE] [--network FILE]

CORPUS: the folder of the filings that the gold names. The gold (old_gold.tsv beside this file) was
made by hand from the printed statements of 1993 to 2006, whole statements at a time, before any
output was looked at: columns filing, statement, section, caption, figure (the first one printed),
concept, also (others as good, with ';' between), note. '*' is an element of the filer's own.
--only takes the filings whose names have one of the parts: rows are improved looking at some
companies, and judged by the others.

  exact       the concept of the gold
  acceptable  that, one of `also`, or an equivalent one; an own element where '*' is among them
  abstained   an element of the filing's own; 'rightly' where '*' is among the accepted
  wrong       another concept
  not found   no line of a statement of that kind has the caption and the figure
"""

from __future__ import annotations

import argparse
import csv
import itertools
from collections import Counter, defaultdict
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.measures import scoring
from benchmarks.measures.filed import digits
from benchmarks.measures.schedules import without_schedules
from converter.mapping.features import short
from converter.pipeline import Conversion, Options, analyse
from converter.read import read_filing
from converter.wording.normalise import letters

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from converter.model.mapped import Claim

GOLD = Path(__file__).with_name("old_gold.tsv")
BANDS = (0.0, 0.4, 0.6, 0.8, 0.9, 0.95, 1.01)
OWN = "*"
_ALIKE = 0.6  # captions that are set over several lines may be read with some words less


@dataclass(frozen=True, slots=True)
class GoldLine:
    """A printed line; `accepted` begins with the concept chosen first."""

    filing: str
    statement: str
    section: str
    caption: str
    figure: str
    accepted: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Judged:
    """A gold line with what the program made of it; '*' where it abstained, '' if not found."""

    line: GoldLine
    verdict: str  # 'exact', 'acceptable', 'abstained', 'wrong', 'not found'
    found: str
    rule: str
    confidence: float
    candidates: tuple[tuple[str, float], ...] = ()
    claim: Claim | None = None

    @property
    def right(self) -> bool:
        return self.verdict in {"exact", "acceptable"}


def read_gold(path: Path) -> list[GoldLine]:
    with path.open(encoding="utf-8", newline="") as raw:
        return [
            GoldLine(
                row["filing"], row["statement"], row["section"], row["caption"], row["figure"],
                (row["concept"], *filter(None, row["also"].split(";"))),
            )
            for row in csv.DictReader(raw, delimiter="\t", quoting=csv.QUOTE_NONE)
        ]  # fmt: skip


def judge(
    lines: Iterable[GoldLine], conversion: Conversion, groups: dict[str, set[str]]
) -> list[Judged]:
    """Each line of one filing held against the line with its figure and the likest caption."""
    source = conversion.filing.source
    read: dict[tuple[str, str], list[tuple[str, Claim]]] = defaultdict(list)
    for table in conversion.mapped:
        kind = table.read.table.kind.value
        for item, claim in zip(table.read.items, table.claims, strict=True):
            # the first line of a caption without figures may be read as a heading
            captions = {item.caption, " ".join((*item.section[-1:], item.caption))}
            for figure in {digits(source.cut(cell.span)) for cell in item.row.cells}:
                read[kind, figure] += [(letters(caption), claim) for caption in sorted(captions)]
    return [_judge(line, read[line.statement, digits(line.figure)], groups) for line in lines]


def _judge(
    line: GoldLine, found: Sequence[tuple[str, Claim]], groups: dict[str, set[str]]
) -> Judged:
    said = letters(line.caption)
    likeness = [SequenceMatcher(None, said, caption).ratio() for caption, _ in found]
    best = max(likeness, default=0.0)
    if best < _ALIKE:
        return Judged(line, "not found", "", "", 0.0)
    claim = found[likeness.index(best)][1]
    if not claim.concepts:
        verdict = (
            "exact" if line.accepted[0] == OWN
            else "acceptable" if OWN in line.accepted else "abstained"
        )  # fmt: skip
        return Judged(line, verdict, OWN, "", 0.0, claim.candidates, claim)
    names = [short(str(concept.qname)) for concept in claim.concepts]
    like = {name for each in line.accepted for name in groups.get(each, {each})}
    verdict = (
        "exact" if line.accepted[0] in names
        else "acceptable" if like.intersection(names) else "wrong"
    )  # fmt: skip
    return Judged(
        line, verdict, " ".join(names), claim.rule, claim.stated, claim.candidates, claim
    )  # fmt: skip


def judge_all(
    corpus: Path, gold: Iterable[GoldLine], groups: dict[str, set[str]], network: Path | None = None
) -> list[Judged]:
    """The lines of all filings, in the order of the gold."""
    out: list[Judged] = []
    for name, lines in itertools.groupby(
        sorted(gold, key=lambda line: line.filing), lambda line: line.filing
    ):
        text = (corpus / name).read_bytes().decode("latin-1")
        bare = without_schedules(text).encode("latin-1")
        conversion = analyse(read_filing(bare, name), Path(name).stem, Options(network=network))
        out += judge(lines, conversion, groups)
    return out


def report(judged: Sequence[Judged]) -> str:
    """The tables for the terminal."""
    by: dict[str, list[Judged]] = defaultdict(list)
    for each in judged:
        by[each.line.statement].append(each)
        by["all"].append(each)
    rows = []
    for kind in (*sorted(set(by) - {"all"}), "all"):
        count = Counter(each.verdict for each in by[kind])
        own = [each for each in by[kind] if each.found == OWN]
        lines = len(by[kind]) - count["not found"]
        rows.append(
            (
                kind, len(by[kind]), count["not found"], scoring.share(count["exact"], lines, 1),
                scoring.share(count["exact"] + count["acceptable"], lines, 1), len(own),
                sum(each.right for each in own), count["wrong"],
            )
        )  # fmt: skip
    head = (
        "statement", "lines", "not found", "exact", "or acceptable", "abstained", "rightly",
        "wrong",
    )  # fmt: skip
    said = [each for each in judged if each.found not in {"", OWN}]
    bands = []
    for low, high in itertools.pairwise(BANDS):
        here = [each for each in said if low <= each.confidence < high]
        right = sum(each.right for each in here)
        bands.append(
            (f"{low:.2f} to {min(high, 1.0):.2f}", len(here), scoring.share(right, len(here), 1))
        )
    return (
        scoring.table(head, rows)
        + "\n\n"
        + scoring.table(("confidence", "lines", "acceptable"), bands)
    )


def misses(judged: Iterable[Judged]) -> str:
    """The lines that are not right, tab-separated."""
    rows = [("verdict", "filing", "statement", "section", "caption", "figure", "accepted", "found",
             "rule", "confidence", "candidates")]  # fmt: skip
    rows += [
        (
            each.verdict, each.line.filing, each.line.statement, each.line.section,
            each.line.caption, each.line.figure, ";".join(each.line.accepted), each.found,
            each.rule, f"{each.confidence:.2f}",
            " ".join(f"{name}={share:.2f}" for name, share in each.candidates),
        )
        for each in judged if not each.right
    ]  # fmt: skip
    return "".join("\t".join(row) + "\n" for row in rows)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--gold", type=Path, default=GOLD)
    parser.add_argument("--only", nargs="+", default=[""], metavar="PART")
    parser.add_argument("--misses", type=Path, help="write every miss to this file, tab-separated")
    parser.add_argument("--equivalents", type=Path)
    parser.add_argument("--network", type=Path, help="weights of learn.py, not the packaged ones")
    options = parser.parse_args()
    gold = [
        line for line in read_gold(options.gold)
        if any(part in line.filing for part in options.only)
    ]  # fmt: skip
    groups = scoring.equivalents(options.equivalents)
    judged = judge_all(options.corpus, gold, groups, options.network)
    if options.misses:
        options.misses.write_text(misses(judged), encoding="utf-8")
    print(report(judged))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
