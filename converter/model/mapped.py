"""Line items with what they were mapped to, and what the arithmetic says of them.

A table goes through three stages, and its type says which it is past:

    Matched    the rows' claims                       mapping.apply.map_table
    Summed     and what adds up to what               checks.arithmetic.roll_up
    Decided    the claims as the whole filing has     mapping.decide.decide
               them: only these are checked, and made facts of
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Literal

from converter.model.filing import StatementKind

if TYPE_CHECKING:
    from collections.abc import Mapping
    from decimal import Decimal

    from converter.model.lineitem import CaptionAmount, ReadTable
    from converter.model.printed import Quantity
    from converter.model.review import Review
    from converter.model.xbrl import Basis, Concept, Instant, Period, QName

_EQUITY = frozenset((StatementKind.EQ, StatementKind.CI))
Sign = Literal["as_printed", "negate", "magnitude"]
Balance = Literal["debit", "credit"]
ASSETS, LIABILITIES = "assets", "liabilities"  # whose change a line is


class Way(StrEnum):
    """How a claim was come by; its confidence is measured by it."""

    NONE = "none"
    ROW = "row"  # of the tables, whose pattern fits the caption
    WORDS = "words"  # the row that shares most words with the caption
    NETWORK = "network"  # the network's choice, and a row's
    ALONE = "alone"  # the network's choice, whatever the rows say
    PLACE = "place"  # of a total without caption, and what it adds up
    SUMS = "sums"  # the total that enters the change in cash
    DIVISION = "division"  # income divided by shares
    CAPTION = "caption"  # an amount inside a caption
    ALTERNATE = "alternate"  # the second of two lines with one caption
    OWN = "own"  # an element of the filing's own
    REVIEW = "review"  # a person's word


@dataclass(frozen=True, slots=True)
class Claim:
    """What a line, or a cell of it, was mapped to.

    concepts     one, or several where one figure is several facts; () when the mapping abstained
    sign         how the printed figure gives the value where the row alone is known: as printed,
                 negated, or its magnitude (what is stated positive however it is printed)
    alternates   what the line is instead, where another line has the better claim to a concept
    lost         the concept that another line keeps, where this one had to let it go
    loss         the caption names a loss or an outflow alone: an unsigned figure is negative
    confidence   by which claims are held against each other
    way          how it was come by
    statements   those that its row is for, as the table names them; () for any
    measured     what share of such claims was right on labelled lines; None where nobody knows
    """

    concepts: tuple[Concept, ...] = ()
    rule: str = ""
    sign: Sign = "as_printed"
    loss: bool = False
    confidence: float = 0.0
    candidates: tuple[tuple[str, float], ...] = ()
    alternates: tuple[Concept, ...] = ()
    lost: Concept | None = None
    way: Way = Way.NONE
    statements: tuple[str, ...] = ()
    measured: float | None = None

    @property
    def stated(self) -> float:
        """The confidence that its facts have."""
        return self.confidence if self.measured is None else self.measured

    @property
    def basis(self) -> Basis:
        """What that comes from."""
        if self.way is Way.REVIEW:
            return "reviewed"
        return "rule" if self.measured is None else "measured"

    @property
    def of_note(self) -> bool:
        """Whether its row is one for the notes."""
        return StatementKind.NOTE in self.statements

    @property
    def of_equity(self) -> bool:
        """Whether its row is one for statements of equity alone, or of comprehensive income."""
        return bool(self.statements) and _EQUITY.issuperset(self.statements)

    @property
    def balance(self) -> Balance | None:
        """Of the (first) concept; None where there is no concept, or it has none."""
        return self.concepts[0].balance if self.concepts else None


@dataclass(frozen=True, slots=True)
class AmountClaim:
    """An amount inside the caption of item `item`, and what it is.

    concepts  none where it is the filing's own
    named     what an amount of money is by the words beside it: 'unamortized issue costs'
    measured  what share of such amounts was right; None where that was not measured
    period    as a person said; None: as its dates and columns have it
    """

    item: int
    amount: CaptionAmount
    concepts: tuple[Concept, ...]
    rule: str
    quantity: Quantity
    every_date: bool
    measured: float | None = None
    period: Instant | None = None
    named: str = ""


@dataclass(frozen=True, slots=True)
class Component:
    """What a column of an equity statement stands for.

    member   None for the total; an extension member where `name` is not ''
    """

    member: QName | None
    name: str = ""

    @property
    def whole(self) -> bool:
        """Whether it is all of equity."""
        return not (self.member or self.name)


@dataclass(frozen=True, slots=True)
class Sum:
    """A roll-up in terms of items: printed total = sum of weight * printed part.

    turned       the total is printed with the other sign than its parts add up to
    differences  total less sum by column, where the printed figures do not tie
    carries      parts and total are balances and what happened between them: no calculation
    """

    total: int
    parts: tuple[tuple[int, int], ...]
    turned: bool
    differences: tuple[Decimal, ...] = ()
    carries: bool = False

    @property
    def entering(self) -> tuple[tuple[int, int], ...]:
        """The parts with the weights by which they enter the total as it is printed."""
        return tuple((part, -weight) for part, weight in self.parts) if self.turned else self.parts


@dataclass(frozen=True, slots=True)
class MappedTable:
    """A read table joined with the mapping, at any stage.

    claims      by item; an item of an equity statement has one for amounts and one for shares
    cells       claims of single cells, where concepts stand in the columns: (item, column); one
                without concepts abstains
    headings    the abstract concept of a heading item, where there is one
    components  by column, for equity statements; empty where they stand one below the other:
                then `parts` has them by item
    """

    read: ReadTable
    claims: tuple[Claim, ...]
    share_claims: tuple[Claim, ...]
    cells: dict[tuple[int, int], Claim]
    headings: dict[int, QName]
    components: tuple[Component, ...]
    parts: tuple[Component, ...]
    amounts: tuple[AmountClaim, ...]

    def in_shares(self, column: int) -> bool:
        """Whether a column of an equity statement counts shares: its cells have `share_claims`."""
        return bool(self.components or self.parts) and self.read.columns[column].shares is True

    def component(self, item: int, column: int) -> Component | None:
        """The component of equity that a cell states, in an equity statement."""
        if self.parts:
            return self.parts[item]
        return self.components[column] if self.components else None


@dataclass(frozen=True, slots=True)
class Matched(MappedTable):
    """A table with the claims that the rows alone make for its lines."""


@dataclass(frozen=True, slots=True)
class Summed(MappedTable):
    """A table of which the roll-ups are known.

    sums      what adds up to what
    unproven  the totals that nothing adds up to
    balances  by item: those of the claims that the sums were found by
    """

    sums: tuple[Sum, ...]
    unproven: tuple[int, ...]
    balances: tuple[Balance | None, ...]

    @classmethod
    def of(
        cls, table: Matched, sums: tuple[Sum, ...], unproven: tuple[int, ...],
        balances: tuple[Balance | None, ...],
    ) -> Summed:  # fmt: skip
        return Summed(
            table.read, table.claims, table.share_claims, table.cells, table.headings,
            table.components, table.parts, table.amounts, sums, unproven, balances,
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Detail:
    """What a note's table was proven to be.

    kinds    ids of note_tables.tsv; a table may hold two, one below the other
    nouns    by item: what the line is a part of, as that table names it
    instant  whether its amounts are of points in time
    periods  by cell (item, column), where neither line nor column alone has the period
    balance  of the lines' own elements, where no sum gives them one
    """

    kinds: tuple[str, ...]
    nouns: dict[int, str]
    instant: bool
    periods: dict[tuple[int, int], Period] = field(default_factory=dict)
    balance: Balance | None = None


@dataclass(frozen=True, slots=True)
class Upheld:
    """What a review says of a cell.

    direct  it is the figure that was reviewed; else one of its line or column, for which the
            review holds too
    turn    1 where the value is as printed, -1 where it is the printed negated, 0: not said
    period  None: not said
    """

    review: Review
    direct: bool
    turn: int = 0
    period: Period | None = None


@dataclass(frozen=True, slots=True)
class Decided(Summed):
    """A table with its final claims: what the rows, the network and the arithmetic say together.

    left_out  cells (item, column) that a check found to be no facts
    detail    what a note's table was proven to be, None for other tables
    why_left  why a note's table was not
    reviews   by cell what a person said of it
    moves     lines of cash flows without a concept that are the change of ASSETS or LIABILITIES
    """

    left_out: frozenset[tuple[int, int]] = frozenset()
    detail: Detail | None = None
    why_left: str = ""
    reviews: Mapping[tuple[int, int], Upheld] = field(default_factory=dict)
    moves: Mapping[int, str] = field(default_factory=dict)

    @classmethod
    def by(cls, table: Summed, claims: tuple[Claim, ...]) -> Decided:
        return Decided(
            table.read, claims, table.share_claims, table.cells, table.headings, table.components,
            table.parts, table.amounts, table.sums, table.unproven, table.balances,
        )  # fmt: skip
