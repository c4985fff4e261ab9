"""Lines and headings of a link role to its presentation: one element and one place for each.

    ASSETS                                   AssetsAbstract
    Current assets:                            AssetsCurrentAbstract
      Cash                       14              Cash
      Total current assets       14              AssetsCurrent      ends its heading
    Property                      6            PropertyPlantAndEquipmentNet
    TOTAL ASSETS                 20            Assets
    Current liabilities:                     LiabilitiesCurrentAbstract, however it is indented

Where a heading ends is told by the indentation, by the total of its lines, and by what us-gaap
says of the headings that it has: no liability is below assets. A page that has the headings and
lines of the one before adds what is new in it.
"""

from __future__ import annotations

import re
from bisect import bisect, bisect_left
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from converter.model.xbrl import LabelRole, Node, QName, us_gaap
from converter.report.elements import camel

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from converter.report.elements import Elements
    from converter.report.labels import Labels

_ABSTRACT = "Abstract"
_OPERATIONS = "IncomeStatementAbstract"
_BALANCES = (LabelRole.PERIOD_START, LabelRole.PERIOD_END)


@dataclass(slots=True)
class _Heading:
    """A heading with what stands below it.

    official  its abstract of us-gaap, where it has one
    opened    number of the row on the page
    below     the headings among its children, by what makes two of them one
    """

    caption: str
    official: QName | None
    level: int
    opened: int
    children: list[_Heading | Node] = field(default_factory=list)
    below: dict[QName | str, _Heading] = field(default_factory=dict)


class Tree:
    """The presentation of one link role under construction.

    ordered  whether the role is a statement, of which us-gaap says what stands below what
    """

    def __init__(self, elements: Elements, labels: Labels, *, ordered: bool = True) -> None:
        self._ordered = ordered
        self._elements = elements
        self._taxonomy = elements.taxonomy
        self._labels = labels
        self._root = _Heading("", None, -1, -1)
        self._open = [self._root]
        self._lines: dict[tuple[QName, LabelRole | None], tuple[_Heading, Node]] = {}
        self._placed: dict[QName, QName | None] = {}
        self._kept: list[Node] = []  # so that no id is another node's
        self._passed: set[int] = set()
        self._numbers: Counter[tuple[str, str]] = Counter()

    def page(self) -> None:
        """What follows stands on a page of its own."""
        del self._open[1:]

    def close(self, level: int) -> None:
        """Ends the headings that stand as far in as `level` or further."""
        while self._open[-1].level >= level:
            self._open.pop()

    def heading(self, level: int, caption: str, official: QName | None, row: int) -> None:
        if official is not None:
            self._leave(official)
        above = self._open[-1]
        key = official or camel(caption)
        heading = above.below.get(key)
        if heading is None:
            heading = above.below[key] = _Heading(caption, official, level, row)
            above.children.append(heading)
        heading.level, heading.opened = level, row
        self._open.append(heading)

    def line(self, concept: QName, preferred: LabelRole | None) -> None:
        """A line below the innermost open heading.

        A concept has one line: what a second one states is the same fact. A balance has two, at
        the beginning and at the end, and the last that ends a period is the end.
        """
        if concept.prefix == "us-gaap":
            self._leave(us_gaap(concept.local + _ABSTRACT), line=True)
        key = concept, preferred if preferred in _BALANCES else None
        if preferred is LabelRole.PERIOD_END and key in self._lines:
            self._passed.add(id(self._lines.pop(key)[1]))
        if key in self._lines:
            return
        node = Node(concept=concept, preferred=preferred)
        above = self._open[-1]
        above.children.append(node)
        self._kept.append(node)
        self._lines[key] = above, node

    def total(
        self, rows: list[int], at: int, parts: Callable[[], set[int]], line: tuple[QName, str]
    ) -> None:
        """Ends the headings of which the row `at` is the total: it is named after them, and what
        stands below them is what it is the sum of.

        rows   the rows of the page that are lines, in order
        parts  those among them that add up to the total, and their own parts
        line   the total's concept and caption
        """
        concept, caption = line
        while len(self._open) > 1:
            heading = self._open[-1]
            if not _words(heading.caption) & _words(caption):
                break
            if heading.official and self._taxonomy.concept(_total_of(heading.official)):
                break  # that total alone ends it
            inside = rows[bisect(rows, heading.opened) : bisect_left(rows, at)]
            if not inside or not parts().issuperset(inside):
                break
            self._open.pop()
        named = us_gaap(concept.local + _ABSTRACT)
        for depth, heading in enumerate(self._open):
            if heading.official == named:
                del self._open[depth:]
                break

    def nodes(self) -> list[Node]:
        """The roots of the tree; a heading without lines is left out."""
        _prune(self._root, self._passed)
        self._join_balances()
        _prune(self._root, set())
        return self._named(self._root, None, "")

    def _leave(self, official: QName, *, line: bool = False) -> None:
        """Ends the headings that an official one cannot stand below; with `line`, those that the
        total of such a heading cannot.
        """
        within = self._taxonomy.within
        above = [within(official.local)]
        if not self._ordered or not above[0]:
            return
        while within(above[-1]):
            above.append(within(above[-1]))
        if line and above[-1] == _OPERATIONS:
            return  # revenue is a line of segments too
        allowed = {*above, official.local} if line else set(above)
        for depth, heading in enumerate(self._open[1:], start=1):
            other = heading.official.local if heading.official else ""
            if other in allowed:
                continue
            if within(other) or (len(above) == 1 and heading.children):
                del self._open[depth:]
                return

    def _join_balances(self) -> None:
        """A balance's two lines stand below one heading: the outer of theirs."""
        depths = _depths(self._root)
        for concept, role in list(self._lines):
            if role is not LabelRole.PERIOD_START or (concept, _BALANCES[1]) not in self._lines:
                continue
            begun, start = self._lines[concept, _BALANCES[0]]
            ended, end = self._lines[concept, _BALANCES[1]]
            if begun is ended:
                continue
            if depths[id(begun)] <= depths[id(ended)]:
                _remove(ended, end)
                begun.children.append(end)
            else:
                _remove(begun, start)
                ended.children.insert(_place(ended, end), start)

    def _named(self, heading: _Heading, parent: QName | None, words: str) -> list[Node]:
        made: list[Node] = []
        for child in heading.children:
            if isinstance(child, Node):
                made.append(child)
                continue
            name = self._name(child, parent, words)
            preferred = self._labels.printed(name, child.caption.rstrip(" :"))
            below = self._named(child, name, child.caption)
            made.append(Node(concept=name, preferred=preferred, children=tuple(below)))
        return made

    def _name(self, heading: _Heading, parent: QName | None, above: str) -> QName:
        """The element of a heading: none that stands elsewhere in the role."""
        for name in self._names(heading, above):
            if self._placed.setdefault(name, parent) == parent:
                return name
        raise AssertionError("names are counted up without end")

    def _names(self, heading: _Heading, above: str) -> Iterable[QName]:
        if heading.official is not None:
            yield heading.official
        yield self._elements.heading(heading.caption).qname
        while True:
            self._numbers[heading.caption, above] += 1
            number = self._numbers[heading.caption, above]
            within = f"{above} {number}" if number > 1 else above
            yield self._elements.heading(heading.caption, within=within or "Section").qname


def _words(caption: str) -> set[str]:
    return {word for word in re.findall(r"[a-z]{4,}", caption.lower()) if word != "total"}


def _total_of(heading: QName) -> QName:
    return heading._replace(local=heading.local.removesuffix(_ABSTRACT))


def _place(heading: _Heading, node: Node) -> int:
    return next(at for at, child in enumerate(heading.children) if child is node)


def _remove(heading: _Heading, node: Node) -> None:
    del heading.children[_place(heading, node)]


def _depths(root: _Heading) -> dict[int, int]:
    found, pending = {id(root): 0}, [root]
    while pending:
        heading = pending.pop()
        for child in heading.children:
            if isinstance(child, _Heading):
                found[id(child)] = found[id(heading)] + 1
                pending.append(child)
    return found


def _prune(heading: _Heading, passed: set[int]) -> None:
    """Takes out the headings without lines, and the lines whose ids are in `passed`."""
    for child in heading.children:
        if isinstance(child, _Heading):
            _prune(child, passed)
    heading.children = [
        child
        for child in heading.children
        if (id(child) not in passed if isinstance(child, Node) else child.children)
    ]
