"""The mapping as one value: the tables as loaded, and what reads lines by them.

    mapping = load_mapping()
    mapping.claim(Line("Total assets", StatementKind.BS))    what the rows say
    mapping.network.hidden(...)                              what was learned

It is loaded by `pipeline`, and passed to whoever maps: no step fetches a table for itself.
"""

from __future__ import annotations

import gc
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property, lru_cache, partial
from typing import TYPE_CHECKING

from converter.dts.base import load_base
from converter.dts.traits import load_traits
from converter.mapping.alternates import load_alternates
from converter.mapping.caption_facts import CaptionRule, load_caption_rules
from converter.mapping.claim import claim_of
from converter.mapping.confidence import load_measured
from converter.mapping.differences import load_differences
from converter.mapping.features import Reader
from converter.mapping.match import Line, Matcher
from converter.mapping.needs import load_needs
from converter.mapping.per_share import load_per_share
from converter.mapping.structure import load_bars
from converter.mapping.table import load_table
from converter.resources import resource

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from collections.abc import Mapping as Map
    from pathlib import Path

    from converter.dts.base import Taxonomy
    from converter.mapping.confidence import Curve
    from converter.mapping.fitting import Fitting
    from converter.mapping.learned import Matrix, Network
    from converter.mapping.needs import Needs
    from converter.mapping.structure import Bars
    from converter.mapping.table import MappingTable
    from converter.model.mapped import Claim
    from converter.model.xbrl import Concept, QName


@dataclass(frozen=True, eq=False)
class Mapping:
    """All that is mapped by. Loaded once, so that it is told from others as itself, not by all that
    it holds.

    table        the rows, the user's own before the packaged ones
    captions     the rules for amounts in captions
    alternates   what a line is instead, where another has the better claim
    taxonomy     the concepts
    bars, needs  what a line cannot be, by its place and by its time
    curve        how often claims were right
    differences  (net, gross) by what is taken from gross
    per_share    earnings of all income, of continuing operations, and their count of shares
    learned      the file of the network's weights; None for the packaged one
    """

    table: MappingTable
    captions: tuple[CaptionRule, ...]
    alternates: Map[QName, Concept]
    taxonomy: Taxonomy
    bars: Bars
    needs: Needs
    curve: Curve
    differences: Map[QName, tuple[QName, QName | None]]
    per_share: tuple[tuple[str, str, str], ...]
    learned: Path | None = None

    @cached_property
    def matcher(self) -> Matcher:
        """Finds the rows."""
        return Matcher(self.table)

    @cached_property
    def claim(self) -> Callable[[Line], Claim]:
        """What the rows say of a line. Most lines of a filing stand in others of its kind too."""
        return lru_cache(maxsize=16384)(partial(claim_of, mapping=self))

    @cached_property
    def network(self) -> Network:
        """The weights: read on first use, since only statements need them (and numpy)."""
        from converter.mapping.learned import load_network

        return load_network(self.learned)

    @cached_property
    def reader(self) -> Reader[Matrix]:
        """Reads lines as the network's features."""
        return Reader(self.matcher, self.network.bag)

    @cached_property
    def fitting(self) -> Fitting:
        """Which of the network's concepts figures can be facts of."""
        from converter.mapping.fitting import Fitting

        return Fitting(self.network, self.taxonomy)


def load_mapping(own: tuple[Path, ...] = (), network: Path | None = None) -> Mapping:
    """The project's mapping with the user's tables before it. Once a process, and anew where one
    of these files has changed.

    Args:
        own: tables of the user
        network: learned weights in place of the packaged ones

    Raises:
        MappingError: a row that cannot be, with its file and line.
        OSError: one of the files cannot be read.
    """
    return _loaded(own, network, tuple(map(_stamp, own if network is None else (*own, network))))


def _stamp(path: Path) -> tuple[int, int]:
    known = path.stat()
    return known.st_mtime_ns, known.st_size


@contextmanager
def _collector_paused() -> Iterator[None]:
    """Tables are a hundred thousand objects and no garbage: to look for some in between takes
    longer than to read them.
    """
    running = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if running:
            gc.enable()


# The one store of mappings: a process converts many filings by one of them, and those that are
# forked from it share it. Files are told by their state, so that the value is always theirs.
@lru_cache(maxsize=8)
@_collector_paused()
def _loaded(
    own: tuple[Path, ...],
    network: Path | None,
    stamps: tuple[tuple[int, int], ...],  # noqa: ARG001 - part of the key
) -> Mapping:
    load_traits()  # kept by itself; what is wrong with it stops here, before the first filing
    return Mapping(
        load_table(*own),
        load_caption_rules(resource("mappings", "caption_facts.tsv")),
        load_alternates(resource("mappings", "alternates.tsv")),
        load_base(),
        load_bars(),
        load_needs(),
        load_measured(),
        load_differences(),
        load_per_share(),
        network,
    )
