"""The filing's extension taxonomy: BASE.xsd and BASE_pre, _cal, _def, _lab.xml.

One statement is one link role. In each linkbase a statement has one extended link, and in it one
locator for each concept:

    <link:presentationLink xlink:role=".../role/BalanceSheet">
      <link:loc xlink:href="...2009-01-31.xsd#us-gaap_Assets" xlink:label="us-gaap_Assets"/>
      <link:presentationArc xlink:from="us-gaap_AssetsAbstract" xlink:to="us-gaap_Assets" .../>

Two arcs of one link may not join the same two labels, whatever else they say (XLink 1.0, 5.1.3), so
a second arc between the same concepts gets a second locator, 'us-gaap_Assets.2'.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from converter.model.addresses import PREFIXES, SCHEMAS, XBRLDT, element, item_type
from converter.model.finding import Finding, Result, Severity
from converter.model.xbrl import (
    XBRLI,
    Concept,
    Cube,
    LabelRole,
    Node,
    QName,
    Substitution,
)
from converter.write.markup import (
    HEAD,
    LINK,
    XLINK,
    attribute,
    clean,
    declarations,
    escape,
    schema_address,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from converter.model.xbrl import Report, Statement, Summation

_XS = "http://www.w3.org/2001/XMLSchema"
_NEGATED = "http://www.xbrl.org/lrr/role/negated-2009-12-16.xsd"
_STANDARD_LINK = "http://www.xbrl.org/2003/role/link"
_ARCROLE = "http://www.xbrl.org/2003/arcrole/"
_DIM = "http://xbrl.org/int/dim/arcrole/"

# The arcs of XBRL 2.1, not those of Calculations 1.1: a processor of Calculations 1.1 checks both
# by the same rules (3, 'legacy' arcs; measured: Arelle's c11r reports a wrong total over either),
# while readers made before 2023 know these alone.
_SUMMATION = f"{_ARCROLE}summation-item"


class ExtensionWriter:
    """Writes the schema and the four linkbases; every XBRL format refers to them."""

    name = "extension"

    def write(self, report: Report, folder: Path) -> Result[tuple[Path, ...]]:
        made = extension(report)
        paths = []
        for name, text in made.value.items():
            path = folder / name
            path.write_bytes(text.encode())
            paths.append(path)
        return Result(tuple(paths), made.findings)


def extension(report: Report) -> Result[dict[str, str]]:
    """The five documents by file name, and the arcs that XBRL does not allow as findings."""
    findings: list[Finding] = []
    scope = _Scope(report)
    calculation = _calculations(report, scope.concepts, findings)
    base = report.base
    return Result(
        {
            f"{base}.xsd": _schema(report, scope, calculation),
            f"{base}_pre.xml": _presentation(report, scope, findings),
            f"{base}_cal.xml": _calculation(scope, calculation),
            f"{base}_def.xml": _definition(report, scope),
            f"{base}_lab.xml": _labels(report, scope),
        },
        tuple(findings),
    )


class _Scope:
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
            f' xlink:href="{self.base}.xsd#{_role_id(slug)}"/>\n'
        )


class _Link:
    """One extended link under construction: locators on first use, arcs in order."""

    def __init__(self, scope: _Scope, arc: str) -> None:
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


def _role_id(slug: str) -> str:
    return f"role_{slug}"


def _linkbase(references: Iterable[str], links: Iterable[str], extra: str = "") -> str:
    return (
        f'{HEAD}<link:linkbase xmlns:link="{LINK}" xmlns:xlink="{XLINK}"{extra}>\n'
        f"{''.join(references)}{''.join(links)}</link:linkbase>\n"
    )


# --- schema ------------------------------------------------------------------------------------


def _schema(report: Report, scope: _Scope, calculation: Mapping[str, tuple[Summation, ...]]) -> str:
    """BASE.xsd: roles, linkbase references, imports, the filing's own elements."""
    own = report.extension
    used = {concept.qname.namespace for concept in report.concepts} - {own.namespace}
    types = {item_type(concept).partition(":")[0] for concept in own.concepts}
    imports = {SCHEMAS[namespace]: namespace for namespace in used}
    for prefix in types | {"xbrli"}:
        imports.setdefault(SCHEMAS[PREFIXES[prefix]], PREFIXES[prefix])
    if any(concept.substitution is not Substitution.ITEM for concept in own.concepts):
        imports[SCHEMAS[XBRLDT]] = XBRLDT
    prefixes = {"xs": _XS, "link": LINK, "xlink": XLINK, "xbrli": XBRLI, own.prefix: own.namespace}
    prefixes |= {p: uri for p, uri in PREFIXES.items() if uri in imports.values()}
    head = (
        f"{HEAD}<xs:schema{declarations(prefixes)}"
        f' targetNamespace="{attribute(own.namespace)}" elementFormDefault="qualified"'
        ' attributeFormDefault="unqualified">\n<xs:annotation><xs:appinfo>\n'
    )
    lines = [head]
    lines += [
        f'<link:linkbaseRef xlink:type="simple" xlink:href="{scope.base}_{ending}.xml"'
        f' xlink:role="http://www.xbrl.org/2003/role/{kind}LinkbaseRef"'
        f' xlink:arcrole="{XLINK}/properties/linkbase"/>\n'
        for ending, kind in (
            ("pre", "presentation"),
            ("cal", "calculation"),
            ("def", "definition"),
            ("lab", "label"),
        )
    ]
    titles = {statement.slug: statement for statement in report.statements}
    slugs = [*titles, *(slug for slug in calculation if slug not in titles)]
    for number, slug in enumerate(slugs, start=1):
        statement = titles.get(slug) or titles[slug.rpartition(".")[0]]
        kind = "Disclosure" if statement.kind.value == "NOTE" else "Statement"
        kind = "Document" if statement.kind.value == "COVER" else kind
        title = " ".join(clean(statement.title).split()) or statement.slug
        lines.append(
            f'<link:roleType roleURI="{scope.role(slug)}" id="{_role_id(slug)}">'
            f"<link:definition>{number:06d} - {kind} - {escape(title)}</link:definition>"
            "<link:usedOn>link:presentationLink</link:usedOn>"
            "<link:usedOn>link:calculationLink</link:usedOn>"
            "<link:usedOn>link:definitionLink</link:usedOn></link:roleType>\n"
        )
    lines.append("</xs:appinfo></xs:annotation>\n")
    lines += [
        f'<xs:import namespace="{attribute(imports[address])}" schemaLocation="{address}"/>\n'
        for address in sorted(imports)
    ]
    lines += map(element, own.concepts)
    lines.append("</xs:schema>\n")
    return "".join(lines)


# --- presentation ------------------------------------------------------------------------------


def _presentation(report: Report, scope: _Scope, findings: list[Finding]) -> str:
    """BASE_pre.xml: each statement's lines in printed order (XBRL 2.1, 5.2.4)."""
    links: list[str] = []
    references: list[str] = []
    roles: set[LabelRole] = set()
    for statement in report.statements:
        link = _Link(scope, "presentationArc")
        tree = _Tree(link, statement, findings)
        for root in statement.presentation:
            link.locate(root.concept)
            tree.grow(root)
        roles.update(_preferred(statement.presentation))
        references.append(scope.role_ref(statement.slug))
        links.append(link.element("presentationLink", scope.role(statement.slug)))
    return _linkbase([*references, *_negated_refs(roles)], links)


class _Tree:
    """The presentation network of one statement.

    A network knows concepts, not lines: where a heading stands twice, its lines form one list, so
    order counts by concept, and a line that would stand above itself by way of another place is
    left out (XBRL 2.1, 5.2.4.2 allows no directed cycle).
    """

    def __init__(self, link: _Link, statement: Statement, findings: list[Finding]) -> None:
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
                f"{_ARCROLE}parent-child",
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


def _negated_refs(roles: Iterable[LabelRole]) -> list[str]:
    """References to the Link Role Registry for the negated label roles."""
    return [
        f'<link:roleRef roleURI="{role.value}" xlink:type="simple"'
        f' xlink:href="{_NEGATED}#{role.value.rpartition("/")[2]}"/>\n'
        for role in sorted(roles)
        if role.value.startswith("http://www.xbrl.org/2009/")
    ]


# --- calculation -------------------------------------------------------------------------------


def _calculations(
    report: Report, concepts: Mapping[QName, Concept], findings: list[Finding]
) -> dict[str, tuple[Summation, ...]]:
    """Slug -> summations that may stand together in one link role.

    Arcs from the same total add up to one sum, so a second way to the same total needs a role of
    its own: 'BalanceSheet.2'.
    """
    made: dict[str, list[Summation]] = {}
    for statement in report.statements:
        ways: Counter[QName] = Counter()
        kept: set[tuple[QName, frozenset[tuple[QName, int]]]] = set()
        for summation in statement.summations:
            key = (summation.total, frozenset(summation.parts))
            if key in kept:
                continue
            reason = _illegal(summation, concepts)
            if reason:
                findings.append(
                    Finding(
                        code="WRT003",
                        severity=Severity.WARNING,
                        message=f"{statement.title or statement.slug}: the addition to "
                        f"{summation.total} is left out of the calculation linkbase: {reason}",
                    )
                )
                continue
            kept.add(key)
            ways[summation.total] += 1
            number = ways[summation.total]
            slug = statement.slug if number == 1 else f"{statement.slug}.{number}"
            made.setdefault(slug, []).append(summation)
    return {slug: tuple(summations) for slug, summations in made.items()}


def _illegal(summation: Summation, concepts: Mapping[QName, Concept]) -> str:
    """Why XBRL 2.1 (5.1.1.2 table 6, 5.2.5.2) forbids this sum, '' where it does not.

    The whole sum goes, not the one arc: what is left of it would no longer add up.
    """
    total = concepts[summation.total]
    if len({name for name, _ in summation.parts}) < len(summation.parts):
        return "the same concept is added twice"
    for name, weight in summation.parts:
        part = concepts[name]
        if name == summation.total:
            return "the total is among its own parts"
        if not (part.datatype.numeric and total.datatype.numeric):
            return f"{name} or the total is not a number"
        if part.period_type != total.period_type:
            return f"{name} is of {part.period_type}, the total of {total.period_type}"
        if part.balance and total.balance and (part.balance == total.balance) != (weight > 0):
            return (
                f"{name} ({part.balance}) cannot have weight {weight} in a total of "
                f"balance {total.balance}"
            )
    return ""


def _calculation(scope: _Scope, calculation: Mapping[str, tuple[Summation, ...]]) -> str:
    """BASE_cal.xml: what adds up to what (XBRL 2.1, 5.2.5)."""
    links, references = [], []
    for slug, summations in calculation.items():
        link = _Link(scope, "calculationArc")
        for summation in summations:
            for order, (part, weight) in enumerate(summation.parts, start=1):
                link.join(summation.total, part, _SUMMATION, f' order="{order}" weight="{weight}"')
        references.append(scope.role_ref(slug))
        links.append(link.element("calculationLink", scope.role(slug)))
    return _linkbase(references, links)


# --- definition --------------------------------------------------------------------------------


def _definition(report: Report, scope: _Scope) -> str:
    """BASE_def.xml: the cubes of statements with dimensions (Dimensions 1.0, 2)."""
    links: list[str] = []
    references: list[str] = []
    arcroles: set[str] = set()
    for statement in report.statements:
        if statement.cube is None:
            continue
        link = _Link(scope, "definitionArc")
        _cube(statement.cube, link)
        seen: set[tuple[QName, QName]] = set()
        for root in statement.presentation:
            for node in _find(root, statement.cube.line_items):
                _primary(node, link, seen)
        arcroles.update(("all", "hypercube-dimension", "dimension-domain", "dimension-default"))
        arcroles.add("domain-member")
        references.append(scope.role_ref(statement.slug))
        links.append(link.element("definitionLink", scope.role(statement.slug)))
    references += [
        f'<link:arcroleRef arcroleURI="{_DIM}{name}" xlink:type="simple"'
        f' xlink:href="{SCHEMAS[XBRLDT]}#{name}"/>\n'
        for name in sorted(arcroles)
    ]
    return _linkbase(references, links, f' xmlns:xbrldt="{XBRLDT}"')


def _cube(cube: Cube, link: _Link) -> None:
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


def _primary(node: Node, link: _Link, seen: set[tuple[QName, QName]]) -> None:
    """The lines below the line items take part in the cube, each pair once."""
    for order, child in enumerate(node.children, start=1):
        pair = (node.concept, child.concept)
        if pair not in seen and child.concept != node.concept:
            seen.add(pair)
            link.join(*pair, f"{_DIM}domain-member", f' order="{order}"')
            _primary(child, link, seen)


# --- labels ------------------------------------------------------------------------------------


def _labels(report: Report, scope: _Scope) -> str:
    """BASE_lab.xml: the printed captions (XBRL 2.1, 5.2.2), of standard concepts too.

    Some readers show a concept only where the report's own linkbase labels it. So each has a
    standard label, and one in every role that the presentation asks for.
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
        standard = texts.get((name, LabelRole.STANDARD)) or _fallback(scope.concepts[name], texts)
        place = f"{name.prefix}_{name.local}"
        lines.append(
            f'<link:loc xlink:type="locator" xlink:href="{scope.href(name)}"'
            f' xlink:label="{place}"/>\n'
            f'<link:labelArc xlink:type="arc" xlink:arcrole="{_ARCROLE}concept-label"'
            f' xlink:from="{place}" xlink:to="lab_{place}"/>\n'
        )
        for role in sorted(wanted[name]):
            roles.add(role)
            lines.append(
                f'<link:label xlink:type="resource" xlink:label="lab_{place}"'
                f' xlink:role="{role.value}" xml:lang="en-US">'
                f"{escape(texts.get((name, role)) or clean(standard))}</link:label>\n"
            )
    link = (
        f'<link:labelLink xlink:type="extended" xlink:role="{_STANDARD_LINK}">\n'
        f"{''.join(lines)}</link:labelLink>\n"
    )
    return _linkbase(_negated_refs(roles), (link,))


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
