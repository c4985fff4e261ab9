"""`retroxbrl map`: what a caption is, alone or as a line of a filing, and why."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from converter.mapping.decide import THRESHOLD
from converter.mapping.mapping import load_mapping
from converter.mapping.match import Line, Match
from converter.mapping.rows import SignRule
from converter.mapping.weigh import weigh_alone
from converter.model.filing import StatementKind

if TYPE_CHECKING:
    from pathlib import Path

    from converter.mapping.table import MappingTable

_SIGNS = {
    SignRule.AS_PRINTED: "the value is the printed figure",
    SignRule.NEGATE: "the value is the printed figure with its sign turned",
    SignRule.MAGNITUDE: "the value is the printed figure without its sign",
    SignRule.BY_WORDING: "the value is the printed figure, negative where only a loss is named",
}


@dataclass(frozen=True, slots=True)
class Told:
    """A match with what led to it: the canonical words, the sections recognised.

    source   where the row comes from
    weighed  what the network makes of the line alone: concepts with their shares, likeliest first;
             () for statements that it does not read
    """

    line: Line
    words: tuple[str, ...]
    sections: tuple[str, ...]
    match: Match
    weighed: tuple[tuple[str, float], ...] = ()
    source: str = ""

    @property
    def found(self) -> bool:
        likely = bool(self.weighed) and self.weighed[0][1] >= THRESHOLD
        return bool(self.match.concepts) or likely

    def row(self) -> dict[str, object]:
        """For --json."""
        found = self.match
        return {
            "caption": self.line.caption,
            "statement": self.line.statement.value,
            "words": " ".join(self.words),
            "sections": list(self.sections),
            "concepts": [str(name) for name in found.concepts],
            "rule": found.rule,
            "sign": found.sign.value,
            "polarity": found.polarity,
            "confidence": found.confidence,
            "why": found.why,
            "source": self.source,
            "candidates": [list(pair) for pair in found.candidates],
            "weighed": [list(pair) for pair in self.weighed],
        }

    def text(self) -> str:
        """For the terminal.

        us-gaap:AssetsCurrent  95 %  bs.AssetsCurrent
          reads as    total current asset
          because     balance_sheet.tsv:62 'total current assets'
          source      S-X 5-02.9
          sign        the value is the printed figure
        """
        found = self.match
        if found.concepts:
            names = ", ".join(map(str, found.concepts))
            lines = [f"{names}  {found.confidence:.0%}  {found.rule}"]
        elif self.found:
            lines = ["no row fits"]
        else:
            lines = ["no concept is sure enough; the line becomes an element of the filing's own"]
        facts = [("reads as", " ".join(self.words) or "nothing")]
        if self.sections:
            facts.append(("section", ", ".join(self.sections)))
        if self.line.section and not self.sections:
            facts.append(("section", "none: no row of headings.tsv reads so"))
        facts.append(("because", found.why))
        if self.source:
            facts.append(("source", self.source))
        if found.concepts:
            facts.append(("sign", _SIGNS[found.sign]))
        facts += [("candidate", f"{name}  {share:.0%}") for name, share in found.candidates]
        if self.weighed:
            facts.append(("weighed", "alone; in a filing the lines around it count (--in FILE)"))
            facts += [("", f"{name}  {share:.0%}") for name, share in self.weighed]
        return "\n".join([*lines, *(f"  {name:<10}  {value}" for name, value in facts)])


def explain_caption(
    caption: str,
    statement: str = "BS",
    section: tuple[str, ...] = (),
    figures: str | None = None,
    own: tuple[Path, ...] = (),
) -> Told:
    """Match one caption and keep what led to the result.

    Raises:
        ValueError: there is no such statement.
        MappingError: a table cannot be used.
    """
    if statement.upper() not in StatementKind.__members__:
        raise ValueError(f"no statement {statement!r}: BS, IS, CF, EQ, CI or NOTE")
    mapping = load_mapping(own)
    table = mapping.table
    kind = StatementKind(statement.upper())
    line = Line(caption, kind, section, figures or "", total=_total(caption, table))
    headings = [mapping.matcher.heading(each, kind) for each in section]
    found = mapping.matcher.match(line)
    rule = table.rule(found.rule)
    return Told(
        line,
        table.normaliser.words(caption),
        tuple(heading.key for heading in headings if heading),
        found,
        weigh_alone(line, found, mapping),
        rule.source if rule else "",
    )


def _total(caption: str, table: MappingTable) -> bool:
    """Whether the rows that fit say that it is a total; a caption alone has no typography."""
    words = table.normaliser.words(caption)
    return any(rule.role == "total" for _, rule in table.captions.fits(words))
