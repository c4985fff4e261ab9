"""Which concept a printed line is: by its caption, its place, and what its figures are.

    Line("Other receivables", BS, ("ASSETS", "Current assets:"), "money", total=False)
      -> us-gaap:OtherReceivables, rule bs.OtherReceivables, 0.95

Of the rows whose pattern fits the whole caption, the first by this order wins:

    1. a row of the user's own table
    2. a row of the line's own statement; then those that other statements lend
    3. fewest words taken by wild cards
    4. the row's section is one of the line's, the innermost counts most; then rows that ask for
       no section. A row never fits in a section that it does not name
    5. the row's role (item, total) is the line's
    6. the row's confidence, then the order in the tables

Where no row fits, the row that shares most words with the caption wins with little confidence, and
below `THRESHOLD` the match abstains: `concepts` is empty and `candidates` say what came near.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Literal, NamedTuple

from converter.mapping.rows import SignRule
from converter.model.filing import StatementKind

if TYPE_CHECKING:
    from converter.mapping.rows import Rule
    from converter.mapping.table import Heading, MappingTable, MemberRule
    from converter.model.xbrl import QName
    from converter.wording.index import Patterned
    from converter.wording.normalise import Polarity

# Below this a guess by shared words is no better than an extension element.
THRESHOLD = 0.45
# Statements that lend their rows: a note repeats lines of all statements, a statement of
# comprehensive income begins with net income, one of income may end with retained earnings.
_LENT: dict[StatementKind, tuple[StatementKind, ...]] = {
    StatementKind.BS: (),
    StatementKind.IS: (StatementKind.CI, StatementKind.EQ),
    StatementKind.CF: (StatementKind.NOTE,),
    StatementKind.EQ: (StatementKind.CI, StatementKind.IS),
    StatementKind.CI: (StatementKind.IS, StatementKind.EQ),
    StatementKind.NOTE: (
        StatementKind.IS,
        StatementKind.BS,
        StatementKind.CF,
        StatementKind.EQ,
        StatementKind.CI,
    ),
    StatementKind.COVER: (),
}
_LENT_SHARE = 0.75
_OF_STOCK = frozenset(["par", "value", "share", "issued", "outstanding", "authorized", "stated"])
# the datatypes of the concepts that a kind of figure can be a fact of
TYPES: dict[str, tuple[str, ...]] = {
    "money": ("monetary",),
    "shares": ("shares",),
    "perShare": ("perShare", "perUnit"),
    "percent": ("percent", "pure"),
}
_MOST = 6
_ASKS = re.compile(r"(?:\w+\s+){1,5}(?:on|of|from|for|to)\W*", re.IGNORECASE)


class Line(NamedTuple):
    """One printed line and its place. A plain tuple, because it is the key of what was matched.

    caption    as printed, wrapped lines joined by one space
    section    captions of the headings above it, outermost first
    figures    what they are: 'money', 'shares', 'perShare', 'percent'; '' where unknown
    total      typography or arithmetic says that it is one
    column     boxhead text, where concepts stand in the columns
    """

    caption: str
    statement: StatementKind
    section: tuple[str, ...] = ()
    figures: str = "money"
    total: bool = False
    column: str = ""


@dataclass(frozen=True, slots=True)
class Match:
    """What was found.

    concepts    one, or several where one figure is several facts; () when it abstains
    rule        the id of the row, '' when it abstains
    sign        how the printed figure gives the value (`SignRule`)
    polarity    what the wording says of a figure without parentheses; 'plain' unless `sign` is
                BY_WORDING
    confidence  0 to 1
    candidates  concepts that lost, best first
    why         one sentence for the reader
    statements  those that the row is for; () for any
    whole       its pattern fits the whole caption; else the row shares most words with it
    """

    concepts: tuple[QName, ...]
    rule: str
    sign: SignRule
    polarity: Polarity
    confidence: float
    candidates: tuple[tuple[str, float], ...]
    why: str
    statements: tuple[str, ...] = ()
    whole: bool = False


class HeadingMatch(NamedTuple):
    key: str
    abstract: QName | None
    rule: str


class _Row(NamedTuple):
    """A row that lines of a statement may have, with its concepts that their figures can be facts
    of.

    loan     0 for the statement's own rows, more for what another one lends
    literal  whether it must fit word for word
    """

    pattern: Patterned
    rule: Rule
    loan: int
    literal: bool
    concepts: tuple[QName, ...]


class _Near(NamedTuple):
    """A row whose example shares words with a caption: the weight of all the example's words, and
    the row's concepts, with the name of the first.
    """

    order: int
    rule: Rule
    weight: float
    concepts: tuple[QName, ...]
    name: str


class _Fit(NamedTuple):
    """A row whose pattern fits a caption, `wild` of its words by wild cards."""

    row: _Row
    wild: int


class _Found(NamedTuple):
    """A row that fits, with what decides; smaller is better, all in the order of the rules."""

    foreign: int
    lent: int
    wild: int
    place: int
    role: int
    doubt: float
    order: int
    rule: Rule
    concepts: tuple[QName, ...]
    share: float


def member_of(head: str, table: MappingTable) -> MemberRule | None:
    """The row that a column head fits with fewest words by wild cards, the first of several."""
    words = table.normaliser.words(head)
    found = sorted(table.members.fits(words), key=lambda pair: pair[0]) if words else []
    return found[0][1] if found else None


def heading_of(caption: str, statement: str, table: MappingTable) -> Heading | None:
    """The row that a heading fits with fewest words by wild cards, the first of several."""
    words = table.normaliser.words(caption)
    best: tuple[int, int] | None = None
    result: Heading | None = None
    for cost, heading in table.headings.fits(words) if words else ():
        if heading.statements and statement not in heading.statements:
            continue
        rank = (cost, 0 if heading.statements else 1)
        if best is None or rank < best:
            best, result = rank, heading
    return result


class Matcher:
    """Matches lines, headings and column heads with the rows of one table; knows how rare each word
    is. What it found it keeps, since most words of a filing stand in others of its kind too.
    """

    def __init__(self, table: MappingTable) -> None:
        self.table = table
        self._weights: dict[str, float] | None = None
        self._near: dict[str, list[tuple[Rule, float]]] = {}
        self._shared: dict[tuple[str, str, str], list[_Near]] = {}
        self._rows: dict[tuple[StatementKind, str, bool], dict[str, list[_Row]]] = {}
        many = lru_cache(maxsize=4096)
        self._matched = many(self._match)
        self._headed = many(self._heading)
        self._opened = many(self._opens)
        self._known_head = many(self._knows)
        self._member = many(self._member_of)
        self._fits = lru_cache(maxsize=16384)(self._fits_words)

    def match(self, line: Line) -> Match:
        """The concepts of a line, or an abstention with its candidates."""
        return self._matched(line)

    def heading(self, caption: str, statement: StatementKind) -> HeadingMatch | None:
        """The section that a heading opens: 'Current assets:' -> assets_current."""
        best = self._headed(caption, statement.value)
        return HeadingMatch(best.key, best.abstract, best.id) if best else None

    def opens_section(self, caption: str) -> bool:
        """Whether a heading opens a section of any statement."""
        return self._opened(caption)

    def knows_head(self, head: str) -> bool:
        """Whether any row fits a column's head. Where none does, a line in that column is what it
        is by its caption.
        """
        return self._known_head(head)

    def member(self, head: str) -> QName | Literal["total"] | None:
        """The member of StatementEquityComponentsAxis that a column head names.

        'Additional Paid-In Capital' -> us-gaap:AdditionalPaidInCapitalMember, 'Total' -> 'total',
        None where no row fits: the member is the filing's own.
        """
        return self._member(head)

    def _heading(self, caption: str, statement: str) -> Heading | None:
        return heading_of(caption, statement, self.table)

    def _opens(self, caption: str) -> bool:
        return any(self._headed(caption, kind.value) for kind in StatementKind)

    def _knows(self, head: str) -> bool:
        words = self.table.normaliser.words(head)
        return bool(words) and any(True for _ in self.table.heads.fits(words))

    def _member_of(self, head: str) -> QName | Literal["total"] | None:
        rule = member_of(head, self.table)
        return None if rule is None else rule.member or "total"

    def _match(self, line: Line) -> Match:
        table = self.table
        places = self._places(line)
        found = self._fitting(line, places)
        if line.column:
            found = self._fitting(line, places, head=True) or found
        if not (found and found[0].rule.sections) and (whole := self._with_heading(line)):
            return whole
        if found:
            return self._exact(found, table.normaliser.polarity(line.caption))
        return self._overlap(line)

    def _with_heading(self, line: Line) -> Match | None:
        """What the caption is behind a heading that asks for it: 'Purchases of:', where no row is
        for what stands below such a heading.
        """
        if not line.section or not _ASKS.fullmatch(line.section[-1]):
            return None
        words = f"{line.section[-1].rstrip(' :')} {line.caption}"
        whole = line._replace(caption=words, section=line.section[:-1])
        found = self._fitting(whole, self._places(whole))
        return self._exact(found, self.table.normaliser.polarity(words)) if found else None

    def _places(self, line: Line) -> dict[str, int]:
        """Section keys of the line: 0 for the innermost, more for what lies outside of it."""
        places: dict[str, int] = {}
        table = self.table
        depth = 0
        for caption in reversed(line.section):
            heading = self._headed(caption, line.statement.value)
            key = heading.key if heading else ""
            while key:
                places.setdefault(key, depth)
                depth += 1
                key = table.within.get(key, "")
        return places

    def _fitting(self, line: Line, places: dict[str, int], *, head: bool = False) -> list[_Found]:
        words = self.table.normaliser.words(line.column if head else line.caption)
        if not words:
            return []
        found: list[_Found] = []
        for (_, rule, loan, _, concepts), cost in self._fits(
            words, line.statement, line.figures, head
        ):
            place = 50
            if rule.sections:
                place = min([places[key] for key in rule.sections if key in places], default=99)
                if place == 99:
                    continue
            role = int(
                bool(rule.role in ("item", "total")) and (rule.role == "total") != line.total
            )
            share = rule.confidence * (_LENT_SHARE if loan else 1.0)
            # what every caption of stock goes on with makes the match no worse
            unsaid = max(cost - sum(word in _OF_STOCK for word in words), 0)
            share *= 1 - 0.3 * unsaid / len(words)
            if rule.role == "total" and not line.total:
                share *= 0.95
            found.append(_Found(
                int(not rule.own), loan, cost, place, role, -rule.confidence, rule.order,
                rule, concepts, round(share, 3),
            ))  # fmt: skip
        found.sort(key=lambda entry: entry[:7])
        return found

    def _fits_words(
        self, words: tuple[str, ...], statement: StatementKind, kind: str, head: bool
    ) -> list[_Fit]:
        """The rows that fit a caption's words in any section: most captions come again."""
        rows = self._rows.setdefault((statement, kind, head), {})
        found: list[_Fit] = []
        for word in dict.fromkeys((*words, "")):
            near = rows.get(word)
            if near is None:
                near = rows[word] = self._rows_of(word, statement, kind, head)
            for row in near:
                cost = row.pattern.wild(words)
                if cost is not None and not (cost and row.literal):
                    found.append(_Fit(row, cost))
        return found

    def _rows_of(self, word: str, statement: StatementKind, kind: str, head: bool) -> list[_Row]:
        """The rows with a word as key that lines of a statement with such figures may have."""
        index = self.table.heads if head else self.table.captions
        lent = [each.value for each in _LENT[statement]]
        types = TYPES.get(kind)
        found: list[_Row] = []
        for pattern, rule in index.keyed(word):
            loan = 0
            if rule.statements and statement.value not in rule.statements:
                loan = 1 + min(
                    (at for at, each in enumerate(lent) if each in rule.statements), default=99
                )
            concepts = self._concepts(rule, kind, types)
            if loan < 99 and concepts:
                # the wild cards of shares issued 'for mergers' would take operations' expenses
                literal = statement is StatementKind.IS and rule.statements == ("EQ",)
                found.append(_Row(pattern, rule, loan, literal, concepts))
        return found

    def _concepts(self, rule: Rule, kind: str, types: tuple[str, ...] | None) -> tuple[QName, ...]:
        """The row's concepts that such figures can be facts of."""
        if types is None:
            return rule.concepts
        if kind == "shares" and rule.shares is not None:
            return (rule.shares,)
        return tuple(
            name for name, datatype in zip(rule.concepts, rule.types, strict=True)
            if datatype in types
        )  # fmt: skip

    def _exact(self, found: list[_Found], wording: Polarity) -> Match:
        best = found[0]
        rule = best.rule
        names = [str(name) for name in best.concepts]
        candidates: dict[str, float] = {}
        for entry in found[1:]:
            for name in entry.concepts:
                if str(name) not in names:
                    candidates.setdefault(str(name), min(entry.share, best.share))
        why = f"{rule.path.name}:{rule.line} {rule.caption.split(';')[0].strip()!r}"
        if rule.sections:
            why += f" in {' or '.join(rule.sections)}"
        elif best.lent:
            why += f", a row of {' '.join(rule.statements)}"
        if best.wild:
            why += f", {best.wild} words by wild card"
        return Match(
            best.concepts, rule.id, rule.sign,
            wording if rule.sign is SignRule.BY_WORDING else "plain",
            best.share, _ranked(candidates), why, rule.statements, whole=True,
        )  # fmt: skip

    def _overlap(self, line: Line) -> Match:
        """The row that shares most words, each weighing the more the rarer it is."""
        if self._weights is None:
            self._weigh()
        weights = self._weights or {}
        words = sorted(set(self.table.normaliser.words(line.caption)))
        whole = sum(weights.get(word, _RARE) for word in words)
        shared: dict[int, float] = {}
        sharing: dict[int, _Near] = {}
        for word in words:
            for near in self._sharing(word, line.statement.value, line.figures):
                sharing[near.order] = near
                shared[near.order] = shared.get(near.order, 0.0) + weights[word]
        scores: dict[str, float] = {}
        best: dict[str, _Near] = {}
        for order in sorted(sharing):
            near = sharing[order]
            score = 2 * shared[order] / (whole + near.weight)
            share = round(score * 0.6 * near.rule.confidence, 3)
            if share > scores.get(near.name, 0):
                scores[near.name] = share
                best[near.name] = near
        ranked = _ranked(scores)
        if ranked and ranked[0][1] >= THRESHOLD:
            rule, concepts = best[ranked[0][0]].rule, best[ranked[0][0]].concepts
            wording = self.table.normaliser.polarity(line.caption)
            return Match(
                concepts, rule.id, rule.sign,
                wording if rule.sign is SignRule.BY_WORDING else "plain",
                ranked[0][1], ranked[1:],
                f"{rule.path.name}:{rule.line} shares most words with the caption", rule.statements,
            )  # fmt: skip
        none = "" if ranked else ", and no row shares a word with the caption"
        return Match(
            (), "", SignRule.AS_PRINTED, "plain", 0.0, ranked, f"no row fits{none}"
        )  # fmt: skip

    def _sharing(self, word: str, statement: str, kind: str) -> list[_Near]:
        """The rows whose example has a word and that lines with such figures may have."""
        if word not in self._near:
            return []
        key = (word, statement, kind)
        found = self._shared.get(key)
        if found is None:
            types = TYPES.get(kind)
            found = self._shared[key] = [
                _Near(rule.order, rule, weight, concepts, str(concepts[0]))
                for rule, weight in self._near.get(word, ())
                if not rule.statements or statement in rule.statements
                if (concepts := self._concepts(rule, kind, types))
            ]
        return found

    def _weigh(self) -> None:
        """Each example's words, and how rare they are among all examples."""
        words = self.table.normaliser.words
        held = [(rule, frozenset(words(rule.example))) for rule in self.table.rules]
        counts: dict[str, int] = {}
        for _, each in held:
            for word in each:
                counts[word] = counts.get(word, 0) + 1
        self._weights = {word: math.log(1 + len(held) / count) for word, count in counts.items()}
        for rule, each in held:
            # below a component of equity the words alone tell nothing: 'Change during the year'
            of_component = rule.sections and StatementKind.EQ in rule.statements
            if rule.role != "column" and not of_component:
                weight = sum(self._weights[word] for word in sorted(each))
                for word in each:
                    self._near.setdefault(word, []).append((rule, weight))


# The weight of a word that no example holds: it speaks against every row.
_RARE = 6.0


def _ranked(scores: dict[str, float]) -> tuple[tuple[str, float], ...]:
    return tuple(sorted(scores.items(), key=lambda pair: (-pair[1], pair[0]))[:_MOST])
