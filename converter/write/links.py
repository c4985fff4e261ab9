"""What the linkbases of one report share: addresses, roles, locators, the document around them.

Two arcs of one link may not join the same two labels, whatever else they say (XLink 1.0, 5.1.3), so
a second arc between the same concepts gets a second locator, 'us-gaap_Assets.2'.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from converter.write.markup import HEAD, LINK, XLINK, attribute, schema_address

if TYPE_CHECKING:
    from collections.abc import Iterable

    from converter.model.xbrl import Concept, LabelRole, QName, Report

ARCROLE = "http://www.xbrl.org/2003/arcrole/"
_NEGATED = "http://www.xbrl.org/lrr/role/negated-2009-12-16.xsd"


class Scope:
    """What every linkbase of one report needs: concepts by name, addresses, role URIs."""

    def __init__(self, report: Report) -> None:
        self.concepts: dict[QName, Concept] = {c.qname: c for c in report.concepts}
        self.base = attribute(report.base)
        self._addresses: dict[str, str] = {}
        self._report = report
        self._role_stem = f"{report.extension.namespace}/role/"

    def href(self, name: QName) -> str:
        address = self._addresses.get(name.namespace)
        if address is None:
            address = attribute(schema_address(name.namespace, self._report))
            self._addresses[name.namespace] = address
        return f"{address}#{name.prefix}_{name.local}"

    def role(self, slug: str) -> str:
        return attribute(self._role_stem + slug)

    def role_ref(self, slug: str) -> str:
        return (
            f'<link:roleRef roleURI="{self.role(slug)}" xlink:type="simple"'
            f' xlink:href="{self.base}.xsd#{role_id(slug)}"/>\n'
        )


class Link:
    """One extended link under construction: locators on first use, arcs in order."""

    def __init__(self, scope: Scope, arc: str) -> None:
        self._scope = scope
        self._arc = arc
        self._lines: list[str] = []
        self._located: set[str] = set()
        self._joined: Counter[tuple[QName, QName]] = Counter()

    def locate(self, name: QName, number: int = 1) -> str:
        label = f"{name.prefix}_{name.local}{f'.{number}' if number > 1 else ''}"
        if label not in self._located:
            self._located.add(label)
            self._lines.append(
                f'<link:loc xlink:type="locator" xlink:href="{self._scope.href(name)}"'
                f' xlink:label="{label}"/>\n'
            )
        return label

    def join(self, source: QName, target: QName, arcrole: str, extra: str) -> None:
        """An arc from `source` to `target`; `extra` is further attributes, a space before each."""
        self._joined[source, target] += 1
        start = self.locate(source)
        end = self.locate(target, self._joined[source, target])
        self._lines.append(
            f'<link:{self._arc} xlink:type="arc" xlink:arcrole="{arcrole}" xlink:from="{start}"'
            f' xlink:to="{end}"{extra}/>\n'
        )

    def element(self, name: str, role: str) -> str:
        return (
            f'<link:{name} xlink:type="extended" xlink:role="{role}">\n'
            f"{''.join(self._lines)}</link:{name}>\n"
        )


def role_id(slug: str) -> str:
    return f"role_{slug}"


def linkbase(references: Iterable[str], links: Iterable[str], extra: str = "") -> str:
    return (
        f'{HEAD}<link:linkbase xmlns:link="{LINK}" xmlns:xlink="{XLINK}"{extra}>\n'
        f"{''.join(references)}{''.join(links)}</link:linkbase>\n"
    )


def negated_refs(roles: Iterable[LabelRole]) -> list[str]:
    """References to the Link Role Registry for the negated label roles."""
    return [
        f'<link:roleRef roleURI="{role.value}" xlink:type="simple"'
        f' xlink:href="{_NEGATED}#{role.value.rpartition("/")[2]}"/>\n'
        for role in sorted(roles)
        if role.value.startswith("http://www.xbrl.org/2009/")
    ]
