"""Why the network chose a concept, in words: how much of its share each kind of evidence carries.

    the caption's words 71 points, the section 12, the row bs.PrepaidExpenseCurrent 9

Each kind of feature is taken away in turn, and the share that the concept loses is what it carried.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from converter.mapping.decide import candidates, possible_shares
from converter.mapping.features import (
    LEARNED,
    Place,
    Reader,
    alone,
    noted,
    sequences,
    short,
    themselves,
    words_of,
)
from converter.mapping.learned import Shares

if TYPE_CHECKING:
    from collections.abc import Sequence

    from converter.mapping.mapping import Mapping
    from converter.mapping.match import Line, Match
    from converter.mapping.rows import Rule
    from converter.model.mapped import Claim, Summed

# kinds of evidence and the prefixes of their features (features.py)
_KINDS = {
    "the caption's words": ("w", "b", "n", "m", "N", "p"),
    "the detail in it": ("d",),
    "the headings above": ("s", "S", "h"),
    "the mapping rows": ("r", "R", "x"),
    "the total that it enters": ("t", "g", "G"),
    "the lines that add up to it": ("c", "C"),
    "the same figure elsewhere": ("e", "eBS", "eIS", "eCF", "e="),
    "its figures": ("v", "u"),
    "its place in the statement": ("i", "j", "z", "l", "o"),
}
_LEAST = 0.02


@dataclass(frozen=True, slots=True)
class Weighed:
    """A line of a filing with its claim, and what spoke for the concept.

    evidence  (kind, points of a hundred that the share loses without it), the most first; () for
              lines of which the network does not know the concept, or does not read the statement
    rule      the row that led to the concept, None where none did
    """

    line: int
    caption: str
    claim: Claim
    evidence: tuple[tuple[str, int], ...]
    rule: Rule | None = None

    def row(self) -> dict[str, object]:
        """For --json."""
        return {
            "line": self.line,
            "caption": self.caption,
            "concepts": [str(concept.qname) for concept in self.claim.concepts],
            "rule": self.claim.rule,
            "confidence": self.claim.confidence,
            "row": _told(self.rule) if self.rule else None,
            "evidence": [list(pair) for pair in self.evidence],
            "candidates": [list(pair) for pair in self.claim.candidates],
        }

    def text(self) -> str:
        """For the terminal.

        line 52  us-gaap:PrepaidExpenseCurrent  93 %  bs.PrepaidExpenseCurrent
          row        balance_sheet.tsv:58 'prepaid (expenses|expense)', source S-X 5-02.7
          because    the caption's words 71 points, the headings above 12
          candidate  us-gaap:OtherAssetsCurrent  3 %
        """
        claim = self.claim
        names = ", ".join(str(concept.qname) for concept in claim.concepts)
        if names:
            lines = [f"line {self.line}  {names}  {claim.confidence:.0%}  {claim.rule}"]
        else:
            lines = [f"line {self.line}  no concept is sure enough"]
        if self.rule:
            lines.append(f"  row        {_told(self.rule)}")
        if self.evidence:
            (first, points), *rest = self.evidence
            said = ", ".join([f"{first} {points} points", *(f"{k} {n}" for k, n in rest)])
            lines.append(f"  because    {said}")
        lines += [f"  candidate  {name}  {share:.0%}" for name, share in claim.candidates]
        return "\n".join(lines)


def _told(rule: Rule) -> str:
    pattern = rule.caption.split(";")[0].strip()
    return f"{rule.path.name}:{rule.line} {pattern!r}, source {rule.source or 'not told'}"


def weigh_alone(line: Line, found: Match, mapping: Mapping) -> tuple[tuple[str, float], ...]:
    """What the network makes of a line without its filing: concepts with what is to be expected of
    them, likeliest first; () for statements that it does not read.
    """
    if line.statement not in LEARNED:
        return ()
    network = mapping.network
    note = noted(alone(line, found, mapping.matcher), network.bag)
    # whether it is an element of the filer's own is not asked here
    fits = mapping.fitting.fits(line.figures or "money", line.statement, "")
    choice = network.choice(np.flatnonzero(fits))
    shares = Shares.of(1, *network.likely(choice, network.hidden([note]), [note]))
    return candidates(network, shares.lists()[0], -1)


def weigh(
    tables: Sequence[Summed], decided: Sequence[Summed], caption: str, mapping: Mapping
) -> list[Weighed]:
    """The lines of a filing with a caption, and why each is what it is.

    Args:
        tables: as the rows alone map them (`pipeline.matched`)
        decided: the same, after `decide`
        caption: case and punctuation make no difference
        mapping: that of both
    """
    wanted = _plain(caption)
    evidence: dict[tuple[int, int], tuple[tuple[str, int], ...]] = {}
    for places in sequences(tables, Reader(mapping.matcher, themselves)):
        for row, place in enumerate(places):
            item = tables[place.table].read.items[place.item]
            if _plain(item.caption) == wanted:
                claim = decided[place.table].claims[place.item]
                told = _evidence(tables, places, row, claim, mapping)
                evidence[place.table, place.item] = told
    found = [
        Weighed(
            item.row.line, item.caption, claim, evidence.get((at, number), ()),
            mapping.table.rule(claim.rule),
        )
        for at, table in enumerate(decided)
        for number, (item, claim) in enumerate(zip(table.read.items, table.claims, strict=True))
        if _plain(item.caption) == wanted and (claim.rule or (at, number) in evidence)
    ]  # fmt: skip
    return sorted(found, key=lambda each: each.line)


def _plain(caption: str) -> str:
    return "".join(re.findall(r"[a-z0-9]+", caption.lower()))


def _evidence(
    tables: Sequence[Summed], places: Sequence[Place[tuple[str, ...]]], row: int,
    claim: Claim, mapping: Mapping,
) -> tuple[tuple[str, int], ...]:  # fmt: skip
    network = mapping.network
    name = short(str(claim.concepts[0].qname)) if claim.concepts else ""
    if name not in network.numbers:
        return ()
    number = network.numbers[name]
    read = [Place(place.table, place.item, noted(words_of(place), network.bag)) for place in places]

    def share(words: Sequence[str], *, alone: bool = False) -> float:
        changed = Place(read[row].table, read[row].item, noted(words, network.bag))
        beside = [changed] if alone else [*read[:row], changed, *read[row + 1 :]]
        found = possible_shares(mapping, tables, beside)
        return found.of_kin(0 if alone else row, number, network.kin)

    words = words_of(places[row])
    whole = share(words)
    lost = {
        kind: whole - share([w for w in words if w.partition(":")[0] not in prefixes])
        for kind, prefixes in _KINDS.items()
    }
    lost["the lines around it"] = whole - share(words, alone=True)
    ranked = sorted(lost.items(), key=lambda pair: -pair[1])
    return tuple((kind, round(100 * part)) for kind, part in ranked if part >= _LEAST)
