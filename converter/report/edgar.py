"""A report under names and addresses as EDGAR wants them (EDGAR Filer Manual, 5.2.5 and 6.7).

    acme-19961231.xml  acme-19961231.xsd        a short name and the period's end
    http://acme.invalid/19961231                the namespace: an authority and the same date
    acme:FinancialDataScheduleSales             the project's elements are the filing's own here:
                                                EDGAR knows no taxonomy but its list and the filer's

Values, contexts and ids of facts are untouched. The inline document is plain: the manual forbids
scripts, style sheets and forms in it (5.2.5).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from converter.model.xbrl import RETRO, Context, Cube, Node, QName, Report

if TYPE_CHECKING:
    from collections.abc import Mapping

    from converter.model.xbrl import Axis, Fact, Statement

_SHORT = 12  # letters of a file's name before its date
_NOBODY = "invalid"  # RFC 2606: no such host will ever be


def in_edgars_ways(report: Report, authority: str = "") -> Report:
    """The report with EDGAR's names.

    authority  the host in its namespaces, of whoever answers for the files; '' for one that is
               nobody's
    """
    short = "".join(c for c in report.extension.prefix if c.isascii() and c.isalnum())[:_SHORT]
    ends = [fact.context.period.end for fact in report.facts]
    day = report.document.period_end or report.document.filed or max(ends, default=None)
    base = f"{short}-{day:%Y%m%d}" if day else short
    host = authority or f"{short}.{_NOBODY}"
    namespace = f"http://{host}/{day:%Y%m%d}" if day else f"http://{host}"
    moved = _moved(report, namespace, short)
    own = [
        concept.model_copy(update={"qname": moved[concept.qname]})
        for concept in report.concepts
        if concept.qname in moved
    ]
    contexts: dict[int, Context] = {}
    return report.model_copy(
        update={
            "base": base,
            "plain": True,
            "extension": report.extension.model_copy(
                update={
                    "namespace": namespace,
                    "prefix": short,
                    "concepts": tuple(sorted(own, key=lambda concept: concept.qname.local)),
                }
            ),
            "concepts": tuple(
                concept.model_copy(update={"qname": moved.get(concept.qname, concept.qname)})
                for concept in report.concepts
            ),
            "facts": tuple(_fact(fact, moved, contexts) for fact in report.facts),
            "statements": tuple(_statement(each, moved) for each in report.statements),
            "labels": tuple(
                label.model_copy(update={"concept": moved.get(label.concept, label.concept)})
                for label in report.labels
            ),
        }
    )


def _moved(report: Report, namespace: str, prefix: str) -> dict[QName, QName]:
    """The new names of the filing's own elements and of the project's."""
    own = {concept.qname for concept in report.extension.concepts}
    taken = {name.local for name in own}
    found = {name: QName(namespace, prefix, name.local) for name in own}
    for concept in report.concepts:
        name = concept.qname
        if name.namespace == RETRO:
            local = name.local if name.local not in taken else f"Retro{name.local}"
            found[name] = QName(namespace, prefix, local)
    return found


def _fact(fact: Fact, moved: Mapping[QName, QName], contexts: dict[int, Context]) -> Fact:
    """Facts of one context stay facts of one context."""
    context = contexts.get(id(fact.context))
    if context is None:
        pairs = [
            (moved.get(axis, axis), moved.get(member, member))
            for axis, member in fact.context.dimensions
        ]
        context = Context(
            entity=fact.context.entity,
            period=fact.context.period,
            dimensions=tuple(sorted(pairs, key=lambda pair: str(pair[0]))),
        )
        contexts[id(fact.context)] = context
    concept = moved.get(fact.concept, fact.concept)
    return fact.model_copy(update={"concept": concept, "context": context})


def _statement(statement: Statement, moved: Mapping[QName, QName]) -> Statement:
    def name(old: QName) -> QName:
        return moved.get(old, old)

    def node(old: Node) -> Node:
        below = tuple(map(node, old.children))
        return old.model_copy(update={"concept": name(old.concept), "children": below})

    def axis(old: Axis) -> Axis:
        return old.model_copy(
            update={
                "axis": name(old.axis),
                "domain": name(old.domain),
                "members": tuple(map(name, old.members)),
            }
        )

    def cube(old: Cube) -> Cube:
        return old.model_copy(
            update={
                "table": name(old.table),
                "line_items": name(old.line_items),
                "axes": tuple(map(axis, old.axes)),
            }
        )

    return statement.model_copy(
        update={
            "presentation": tuple(map(node, statement.presentation)),
            "summations": tuple(
                each.model_copy(
                    update={
                        "total": name(each.total),
                        "parts": tuple((name(part), weight) for part, weight in each.parts),
                    }
                )
                for each in statement.summations
            ),
            "cube": cube(statement.cube) if statement.cube else None,
            "anchors": tuple(
                (name(wider), name(narrower)) for wider, narrower in statement.anchors
            ),
        }
    )
