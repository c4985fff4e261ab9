"""BASE_def.xml: the cubes of statements with dimensions (Dimensions 1.0, 2), and what the filing's
own elements are below.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from converter.model.addresses import SCHEMAS, XBRLDT
from converter.write.links import ARCROLE, Link, linkbase

if TYPE_CHECKING:
    from collections.abc import Iterator

    from converter.model.xbrl import Cube, Node, QName, Report
    from converter.write.links import Scope

_DIM = "http://xbrl.org/int/dim/arcrole/"


# XBRL 2.1, 5.2.6.2.1: a tool needs no further schema for it, as it would for 'wider-narrower'
_ANCHOR = f"{ARCROLE}general-special"
_OF_CUBES = (
    "all", "hypercube-dimension", "dimension-domain", "dimension-default", "domain-member",
)  # fmt: skip


def definition(report: Report, scope: Scope) -> str:
    """BASE_def.xml; '' where it would say nothing."""
    links: list[str] = []
    references: list[str] = []
    arcroles: set[str] = set()
    for statement in report.statements:
        if statement.cube is None and not statement.anchors:
            continue
        link = Link(scope, "definitionArc")
        if statement.cube is not None:
            _cube(statement.cube, link)
            seen: set[tuple[QName, QName]] = set()
            for root in statement.presentation:
                for node in _find(root, statement.cube.line_items):
                    _primary(node, link, seen)
            arcroles.update(_OF_CUBES)
        for order, (wider, narrower) in enumerate(statement.anchors, start=1):
            link.join(wider, narrower, _ANCHOR, f' order="{order}"')
        references.append(scope.role_ref(statement.slug))
        links.append(link.element("definitionLink", scope.role(statement.slug)))
    if not links:
        return ""
    references += [
        f'<link:arcroleRef arcroleURI="{_DIM}{name}" xlink:type="simple"'
        f' xlink:href="{SCHEMAS[XBRLDT]}#{name}"/>\n'
        for name in sorted(arcroles)
    ]
    return linkbase(references, links, f' xmlns:xbrldt="{XBRLDT}"')


def _cube(cube: Cube, link: Link) -> None:
    """has-hypercube, its dimensions, their domains. A fact without a member is in the domain as a
    whole: the domain is the default, by a second arc between the same two concepts.
    """
    link.join(
        cube.line_items,
        cube.table,
        f"{_DIM}all",
        ' order="1" xbrldt:closed="true" xbrldt:contextElement="segment"',
    )
    for order, axis in enumerate(cube.axes, start=1):
        link.join(cube.table, axis.axis, f"{_DIM}hypercube-dimension", f' order="{order}"')
        link.join(axis.axis, axis.domain, f"{_DIM}dimension-domain", ' order="1"')
        link.join(axis.axis, axis.domain, f"{_DIM}dimension-default", ' order="1"')
        for number, member in enumerate(axis.members, start=1):
            link.join(axis.domain, member, f"{_DIM}domain-member", f' order="{number}"')


def _find(node: Node, name: QName) -> Iterator[Node]:
    if node.concept == name:
        yield node
        return
    for child in node.children:
        yield from _find(child, name)


def _primary(node: Node, link: Link, seen: set[tuple[QName, QName]]) -> None:
    """The lines below the line items take part in the cube, each pair once."""
    for order, child in enumerate(node.children, start=1):
        pair = (node.concept, child.concept)
        if pair not in seen and child.concept != node.concept:
            seen.add(pair)
            link.join(*pair, f"{_DIM}domain-member", f' order="{order}"')
            _primary(child, link, seen)
