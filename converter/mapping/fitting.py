"""Which of the network's concepts a line's figures can be facts of, by what they are and where they
stand. A filing has hundreds of kinds of lines, and few parts of names and bars that make them.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from converter.dts.traits import Trait, has
from converter.mapping.features import qualified, short
from converter.mapping.match import TYPES
from converter.mapping.rows import name_of, packaged_kinds
from converter.model.filing import StatementKind

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from converter.dts.base import Taxonomy
    from converter.mapping.learned import Choice, Matrix, Network
    from converter.mapping.structure import Bar
    from converter.model.xbrl import Concept, QName


class Fitting:
    """The concepts of a network, as the taxonomy has them.

    Its questions come again with the same few arguments, and each answer is an array over all the
    concepts: they are kept.
    """

    def __init__(self, network: Network, taxonomy: Taxonomy) -> None:
        self._network = network
        self._taxonomy = taxonomy
        kinds = packaged_kinds()
        qualified_names = [qualified(name) for name in network.concepts]
        found = [kinds.of(name) or ("", "") for name in qualified_names]
        self._datatypes = np.array([datatype for datatype, _ in found])
        self._periods = np.array([period for _, period in found])
        self._balances = np.array([kinds.balance(name) for name in qualified_names])
        # one text, a name a line: to look through it once is quicker than through each name
        self._text = "\n".join(("", *network.concepts, ""))
        self._starts = np.cumsum([1, *(len(name) + 1 for name in network.concepts)])
        many, some = lru_cache(maxsize=8192), lru_cache(maxsize=256)
        self.unfit = some(self._unfit)
        self.choice = some(self._choice)
        self.number = many(self._number)
        self.concept = many(self._concept)
        self.fits = some(self._fits)
        self._having = some(self._has)
        self._named = some(self._holds)
        self._left = some(self._left_by)

    def _choice(self, *, balance: bool) -> Choice:
        """An element of the filer's own, and the concepts of balance sheets or of the others."""
        kinds = [StatementKind.BS] if balance else [StatementKind.IS, StatementKind.CF]
        fits = np.any([self.fits("", kind, "") for kind in kinds], axis=0)
        fits[0] = True
        return self._network.choice(np.flatnonzero(fits))

    def _unfit(
        self, choice: Choice, kind: tuple[str, StatementKind, str], lacking: tuple[str, ...],
        bars: tuple[Bar, ...],
    ) -> Matrix:  # fmt: skip
        """Minus infinity for the concepts that such figures are no facts of, that have in their
        name what the line lacks, or that its place rules out, but for an element of the filer's
        own; else 0.
        """
        fits = self.fits(*kind).copy()
        for part in lacking:
            fits &= ~self._named(part)
        for bar in bars:
            fits &= self._left(bar)
        fits[0] = True
        found: Matrix = np.where(fits[choice.concepts], 0, -np.inf).astype(np.float32)
        return found

    def _fits(self, quantity: str, statement: StatementKind, balance: str) -> NDArray[np.bool_]:
        """Which concepts such figures of such a statement can be facts of.

        balance  'debit' or 'credit' where only concepts without the other one can be; else ''
        """
        instant = statement is StatementKind.BS
        fits: NDArray[np.bool_] = self._periods == ("instant" if instant else "duration")
        if statement is StatementKind.CF:
            # cash at both ends of the period stands at the foot of a cash flow statement
            fits |= self._having(Trait.CASH_AT_ENDS)
        elif statement is StatementKind.IS:
            fits &= ~self._having(Trait.CASH_FLOW_ONLY)
        if quantity in TYPES:
            fits &= np.isin(self._datatypes, TYPES[quantity])
        else:
            fits &= self._datatypes != ""
        if balance:
            fits &= np.isin(self._balances, ("", balance))
        return fits

    def _has(self, trait: Trait) -> NDArray[np.bool_]:
        """Which concepts have a trait."""
        return np.array([has(name, trait) for name in self._network.concepts])

    def _holds(self, part: str) -> NDArray[np.bool_]:
        """Which concepts a part of names names, as `structure.names` reads it."""
        part, _, but = part.partition(" but ")
        sought = part.replace("^", "\n").replace("$", "\n")
        found: list[int] = []
        at = self._text.find(sought)
        while at >= 0:
            found.append(at + sought.startswith("\n"))
            at = self._text.find(sought, at + 1)
        held = np.zeros(len(self._network.concepts), dtype=np.bool_)
        held[np.searchsorted(self._starts, found, side="right") - 1] = True
        return held & ~self._named(but) if but else held

    def _left_by(self, bar: Bar) -> NDArray[np.bool_]:
        """Which concepts a bar does not rule out."""
        left = np.ones(len(self._network.concepts), dtype=np.bool_)
        if bar.only:
            left = np.any([self._named(part) for part in bar.only], axis=0)
        for part in bar.never:
            left = left & ~self._named(part)
        return left

    def _number(self, concept: QName) -> int:
        """The network's number of a concept, -1 where it does not know it."""
        return self._network.numbers.get(short(str(concept)), -1)

    def _concept(self, number: int) -> Concept | None:
        return self._taxonomy.concept(name_of(qualified(self._network.concepts[number])))
