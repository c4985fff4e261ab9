"""BASE_pre.xml: the lines of each statement in printed order (XBRL 2.1, 5.2.4)."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from converter.model.finding import Finding, Severity
from converter.write.links import ARCROLE, Link, linkbase, negated_refs

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from converter.model.xbrl import LabelRole, Node, QName, Report, Statement
    from converter.write.links import Scope


def presentation(report: Report, scope: Scope, findings: list[Finding]) -> str:
    """BASE_pre.xml: each statement's lines in printed order (XBRL 2.1, 5.2.4); '' without any."""
    links: list[str] = []
    references: list[str] = []
    roles: set[LabelRole] = set()
    for statement in report.statements:
        link = Link(scope, "presentationArc")
        tree = _Tree(link, statement, findings)
        for root in statement.presentation:
            link.locate(root.concept)
            tree.grow(root)
        roles.update(_preferred(statement.presentation))
        references.append(scope.role_ref(statement.slug))
        links.append(link.element("presentationLink", scope.role(statement.slug)))
    return linkbase([*references, *negated_refs(roles)], links) if links else ""


class _Tree:
    """The presentation network of one statement.

    A network knows concepts, not lines: where a heading stands twice, its lines form one list, so
    order counts by concept, and a line that would stand above itself by way of another place is
    left out (XBRL 2.1, 5.2.4.2 allows no directed cycle).
    """

    def __init__(self, link: Link, statement: Statement, findings: list[Finding]) -> None:
        self._link = link
        self._statement = statement
        self._findings = findings
        self._orders: Counter[QName] = Counter()
        self._parents: dict[QName, set[QName]] = {}

    def grow(self, node: Node) -> None:
        above = self._above(node.concept)
        for child in node.children:
            if child.concept in above:
                self._findings.append(
                    Finding(
                        code="WRT004",
                        severity=Severity.WARNING,
                        message=f"{self._statement.title or self._statement.slug}: {child.concept}"
                        " stands below itself; the presentation leaves it out there",
                    )
                )
                continue
            self._orders[node.concept] += 1
            self._parents.setdefault(child.concept, set()).add(node.concept)
            preferred = f' preferredLabel="{child.preferred.value}"' if child.preferred else ""
            self._link.join(
                node.concept,
                child.concept,
                f"{ARCROLE}parent-child",
                f' order="{self._orders[node.concept]}"{preferred}',
            )
            self.grow(child)

    def _above(self, name: QName) -> set[QName]:
        """`name` and every concept over it."""
        found, open_names = {name}, [name]
        while open_names:
            for parent in self._parents.get(open_names.pop(), ()):
                if parent not in found:
                    found.add(parent)
                    open_names.append(parent)
        return found


def _preferred(nodes: Iterable[Node]) -> Iterator[LabelRole]:
    for node in nodes:
        if node.preferred:
            yield node.preferred
        yield from _preferred(node.children)
