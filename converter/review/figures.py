"""Reviews of figures, applied to the tables of a filing once their concepts are decided.

A review's place is a cell, or an amount inside a caption. A concept holds for the whole line, since
a line is one thing in all its columns; sign and period for the figure alone unless the review says
more. Nothing is decided here about what cannot be: whether each review is upheld is looked at when
the facts are made (`review.facts`).
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from converter.model.mapped import Claim, Upheld, Way
from converter.model.printed import Quantity
from converter.model.review import OWN, RULE
from converter.model.xbrl import DataType, Duration, Instant

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from converter.model.filing import StatementKind
    from converter.model.mapped import AmountClaim, Decided
    from converter.model.review import Review
    from converter.model.source import SourceText
    from converter.model.table import Cell
    from converter.model.xbrl import Concept, Period

ConceptOf = Callable[[str], "Concept | None"]
SignOf = Callable[["Concept", "StatementKind", str], Claim]


def start_of(review: Review, source: SourceText) -> int | None:
    """Where the reviewed characters begin; None where they do not stand at the place."""
    if review.line > source.line_count:
        return None
    start = source.starts[review.line - 1] + review.column - 1
    printed = source.text[start : start + len(review.printed)]
    return start if printed == review.printed else None


def period_said(text: str) -> Period | None:
    """'2004-09-30', '2004-07-01/2004-09-30'; None for ''.

    Raises:
        ValueError: no such day, or the end before the start.
    """
    if not text:
        return None
    first, _, last = text.partition("/")
    start = dt.date.fromisoformat(first.strip())
    if not last:
        return Instant(date=start)
    return Duration(start=start, end=dt.date.fromisoformat(last.strip()))


def period_text(period: Period) -> str:
    """As a review has it."""
    if period.kind == "instant":
        return period.date.isoformat()
    return f"{period.start}/{period.end}"


@dataclass(slots=True)
class _Work:
    """What reviews make of one table."""

    claims: dict[int, Claim] = field(default_factory=dict)
    shares: dict[int, Claim] = field(default_factory=dict)
    cells: dict[tuple[int, int], Claim] = field(default_factory=dict)
    amounts: dict[int, AmountClaim | None] = field(default_factory=dict)
    said: dict[tuple[int, int], Upheld] = field(default_factory=dict)
    none: set[tuple[int, int]] = field(default_factory=set)

    def derive(self, place: tuple[int, int], said: Upheld) -> None:
        """What holds for a cell by a review of another one: its own review comes before."""
        before = self.said.get(place)
        if before is None or not before.direct:
            self.said[place] = said


def with_reviews(
    tables: Sequence[Decided], reviews: Iterable[Review], source: SourceText, concept_of: ConceptOf,
    sign_of: SignOf,
) -> tuple[Decided, ...]:  # fmt: skip
    """The tables as reviewed; a review whose place is none of theirs changes nothing. To apply
    reviews again to tables that have them already gives the same.
    """
    cells, amounts = _places(tables)
    work: dict[int, _Work] = defaultdict(_Work)
    for review in sorted(reviews, key=lambda each: each.when):
        start = start_of(review, source) if review.about == "figure" else None
        if start in cells:
            number, at, cell = cells[start]
            _cell(work[number], tables[number], at, cell, review, concept_of, sign_of)
        elif start in amounts:
            number, at = amounts[start]
            work[number].amounts[at] = _amount(tables[number].amounts[at], review, concept_of)
    out = list(tables)
    for number, done in work.items():
        out[number] = _done(tables[number], done)
    return tuple(out)


def _places(
    tables: Sequence[Decided],
) -> tuple[dict[int | None, tuple[int, int, Cell]], dict[int | None, tuple[int, int]]]:
    """By the offset of its first character each cell, and each amount inside a caption."""
    cells: dict[int | None, tuple[int, int, Cell]] = {}
    amounts: dict[int | None, tuple[int, int]] = {}
    for number, table in enumerate(tables):
        for at, item in enumerate(table.read.items):
            for cell in item.row.cells:
                cells[cell.span.start] = (number, at, cell)
        for at, claim in enumerate(table.amounts):
            amounts[claim.amount.span.start] = (number, at)
    return cells, amounts


def _cell(
    work: _Work, table: Decided, at: int, cell: Cell, review: Review, concept_of: ConceptOf,
    sign_of: SignOf,
) -> None:  # fmt: skip
    place = at, cell.column
    if review.verdict == "none":
        work.none.add(place)
        work.said.pop(place, None)
        return
    turn = 0
    if review.sign and cell.figure.value:
        turn = 1 if (review.sign == "+") == (cell.figure.value > 0) else -1
    period = period_said(review.period)
    line = [each for each in table.read.items[at].row.cells if each is not cell]
    derived = Upheld(review, direct=False)
    if review.concept:
        _give(work, table, place, review, concept_of, sign_of)
        for each in line:
            work.derive((at, each.column), derived)
    if review.scope == "line":
        for each in line:
            work.derive((at, each.column), replace(derived, turn=turn))
    elif review.scope == "column":
        for other, item in enumerate(table.read.items):
            if other != at and item.row.cell(cell.column):
                work.derive((other, cell.column), replace(derived, period=period))
    work.none.discard(place)
    work.said[place] = Upheld(review, True, turn, period)


def _give(
    work: _Work, table: Decided, place: tuple[int, int], review: Review, concept_of: ConceptOf,
    sign_of: SignOf,
) -> None:  # fmt: skip
    """Gives the line of a cell the concept of its review, where it has another one."""
    at, column = place
    item = table.read.items[at]
    in_shares = table.in_shares(column)
    own = table.cells.get(place)
    now = own or (table.share_claims[at] if in_shares else table.claims[at])
    if {str(each.qname) for each in now.concepts} == set(_asked(review)):
        if own is None:  # another review of the line may have said something else before
            (work.shares if in_shares else work.claims).pop(at, None)
        return
    concepts = tuple(filter(None, map(concept_of, _asked(review))))
    if len(concepts) != len(_asked(review)):
        return  # a concept that is none: told where the facts are made
    lost = tuple((str(each.qname), now.stated) for each in now.concepts)
    claim = Claim(
        concepts=concepts, rule=RULE if concepts else "", confidence=1.0 if concepts else 0.0,
        candidates=(*lost, *(each for each in now.candidates if each[0] not in _asked(review))),
        way=Way.REVIEW, statements=now.statements,
        lost=None if concepts else next(iter(now.concepts), None),
    )  # fmt: skip
    if concepts:
        signed = sign_of(concepts[0], table.read.table.kind, item.caption)
        claim = replace(claim, sign=signed.sign, loss=signed.loss)
    if own is not None:
        work.cells[place] = claim
    else:
        (work.shares if in_shares else work.claims)[at] = claim


def _asked(review: Review) -> tuple[str, ...]:
    """The concepts that a claim has of it: none for an element of the filing's own."""
    return () if review.concept == OWN else review.concepts


# what amounts of a caption can be: they are of points in time
_TYPES = {
    Quantity.MONEY: DataType.MONETARY,
    Quantity.SHARES: DataType.SHARES,
    Quantity.PER_SHARE: DataType.PER_SHARE,
}


def _amount(claim: AmountClaim, review: Review, concept_of: ConceptOf) -> AmountClaim | None:
    """An amount inside a caption; None where it is no fact."""
    if review.verdict == "none":
        return None
    concepts = tuple(filter(None, map(concept_of, _asked(review))))
    wanted = "instant", _TYPES.get(claim.quantity)
    fits = concepts and all((each.period_type, each.datatype) == wanted for each in concepts)
    if fits and {each.qname for each in concepts} != {each.qname for each in claim.concepts}:
        claim = replace(claim, concepts=concepts, rule=RULE, measured=None)
    period = period_said(review.period)
    return replace(claim, period=period) if isinstance(period, Instant) else claim


def _done(table: Decided, work: _Work) -> Decided:
    said = work.said
    return replace(
        table,
        claims=_put(table.claims, work.claims),
        share_claims=_put(table.share_claims, work.shares),
        cells=table.cells | work.cells,
        amounts=tuple(
            claim
            for at, each in enumerate(table.amounts)
            if (claim := work.amounts.get(at, each)) is not None
        ),
        left_out=(table.left_out - {place for place, each in said.items() if each.direct})
        | work.none,
        reviews=said,
    )


def _put(claims: tuple[Claim, ...], new: Mapping[int, Claim]) -> tuple[Claim, ...]:
    return tuple(new.get(at, claim) for at, claim in enumerate(claims)) if new else claims
