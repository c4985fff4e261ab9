"""BASE_lab.xml: standard labels, printed captions and documentation (XBRL 2.1, 5.2.2)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from converter.model.xbrl import Concept, LabelRole, QName
from converter.write.links import ARCROLE, linkbase, negated_refs
from converter.write.markup import clean, escape

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from converter.model.xbrl import Node, Report
    from converter.write.links import Scope

_DOCUMENTATION = "http://www.xbrl.org/2003/role/documentation"
_STANDARD_LINK = "http://www.xbrl.org/2003/role/link"


def labels(report: Report, scope: Scope) -> str:
    """BASE_lab.xml; '' where the report has no concepts.

    Some readers show a concept only where the report's own linkbase labels it. So each has a
    standard label, its taxonomy's, and one in every role that the presentation asks for; elements
    that no official taxonomy documents have a documentation label.
    """
    texts: dict[tuple[QName, LabelRole], str] = {}
    for label in report.labels:
        texts.setdefault((label.concept, label.role), " ".join(clean(label.text).split()))
    wanted: dict[QName, set[LabelRole]] = {name: {LabelRole.STANDARD} for name in scope.concepts}
    for name, role in texts:
        if name in wanted:
            wanted[name].add(role)
    for statement in report.statements:
        for name, role in _asked(statement.presentation):
            wanted[name].add(role)
    lines: list[str] = []
    roles: set[LabelRole] = set()
    for name in sorted(wanted):
        concept = scope.concepts[name]
        standard = texts.get((name, LabelRole.STANDARD)) or _fallback(concept, texts)
        place = f"{name.prefix}_{name.local}"
        lines.append(
            f'<link:loc xlink:type="locator" xlink:href="{scope.href(name)}"'
            f' xlink:label="{place}"/>\n'
            f'<link:labelArc xlink:type="arc" xlink:arcrole="{ARCROLE}concept-label"'
            f' xlink:from="{place}" xlink:to="lab_{place}"/>\n'
        )
        lines += [
            _resource(place, role.value, texts.get((name, role)) or standard)
            for role in sorted(wanted[name])
        ]
        if concept.definition:
            lines.append(_resource(place, _DOCUMENTATION, concept.definition))
        roles |= wanted[name]
    if not lines:
        return ""
    link = (
        f'<link:labelLink xlink:type="extended" xlink:role="{_STANDARD_LINK}">\n'
        f"{''.join(lines)}</link:labelLink>\n"
    )
    return linkbase(negated_refs(roles), (link,))


def _resource(place: str, role: str, text: str) -> str:
    return (
        f'<link:label xlink:type="resource" xlink:label="lab_{place}"'
        f' xlink:role="{role}" xml:lang="en-US">{escape(clean(text))}</link:label>\n'
    )


def _asked(nodes: Iterable[Node]) -> Iterator[tuple[QName, LabelRole]]:
    for node in nodes:
        if node.preferred:
            yield node.concept, node.preferred
        yield from _asked(node.children)


def _fallback(concept: Concept, texts: Mapping[tuple[QName, LabelRole], str]) -> str:
    """A label where nothing is printed in the standard role: the taxonomy's, another role's, the
    name itself.
    """
    if concept.label:
        return concept.label
    other = (texts.get((concept.qname, role)) for role in LabelRole)
    return next((text for text in other if text), concept.qname.local)
