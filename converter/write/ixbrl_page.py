"""What stands around the text in the inline document: style, head, and the list of facts that are
not printed as such.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from converter.model.filing import StatementKind
from converter.write.markup import clean, escape, period_text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from converter.model.xbrl import Fact, QName, Report

_DOT = " \u00b7 "
STYLE = """
body{margin:0;background:#fbfaf7;color:#222;font:15px/1.5 system-ui,sans-serif}
.head,.list{padding:1em 1.5em;background:#fff;border-bottom:1px solid #ddd8cc}
.list{border-top:1px solid #ddd8cc}
h1{margin:0;font-size:1.2em}
p{margin:.2em 0}
.head a,.list a{color:#245}
pre{margin:0;padding:1em 1.5em;overflow-x:auto;font:13px/1.35 ui-monospace,Menlo,Consolas,monospace;
tab-size:8}
.f{background:#e9f3e4;border-bottom:1px solid #9bbf88;cursor:help}
.t{background:#eef1f8;border-bottom:1px dotted #8ea2c8;cursor:help}
.a{background:#f6efdc;color:inherit;text-decoration:none;border-bottom:1px dotted #c2a763}
.d{border-bottom:1px dashed #c0705a}
.f:hover,.t:hover,.a:hover{background:#ffe9a8}
:target{outline:2px solid #d08a00;background:#ffe9a8}
table{border-collapse:collapse;font-size:.85em}
td,th{padding:.15em .8em .15em 0;text-align:left;vertical-align:top}
"""


def amount_text(fact: Fact) -> str:
    """A fact's value for the eye; of a note's text its heading."""
    if isinstance(fact.value, str):
        return fact.provenance.caption if fact.text_block else fact.value
    unit = fact.unit.id.replace("_", " ") if fact.unit else ""
    return f"{fact.value:,f} {unit}"


def banner(report: Report, hidden: Mapping[str, Fact]) -> str:
    """Company, form, period, counts, and a link to the first fact of each statement and note."""
    about = report.document
    doubtful = sum(bool(fact.doubts) for fact in report.facts)
    items = [
        about.form,
        f"period ended {about.period_end}" if about.period_end else "",
        f"{len(report.facts)} facts",
        f"{len(hidden)} not printed as such" if hidden else "",
        f"{doubtful} in doubt" if doubtful else "",
        report.source.name,
    ]
    titles: dict[StatementKind, str] = {}
    for statement in report.statements:
        titles.setdefault(statement.kind, statement.title or statement.slug)
    first: dict[str, Fact] = {}
    counts: Counter[str] = Counter()
    for fact in report.facts:
        kind = fact.provenance.statement
        title = titles.get(kind, kind.value)
        if kind is StatementKind.NOTE:
            title = fact.provenance.table or title
        counts[title] += 1
        if fact.id not in hidden:
            first.setdefault(title, fact)
    links = _DOT.join(
        f'<a href="#{fact.id}">{escape(clean(title))}</a> ({counts[title]})'
        for title, fact in first.items()
    )
    line = escape(clean(_DOT.join(item for item in items if item)))
    return (
        f'<div class="head"><h1>{escape(clean(about.company or report.base))}</h1>\n'
        f"<p>{line}</p>\n{f'<p>{links}</p>' if links else ''}</div>\n"
    )


def hidden_list(hidden: Mapping[str, Fact], labels: Mapping[QName, str]) -> str:
    """The hidden facts for the eye, each where the characters that it comes from link to."""
    if not hidden:
        return ""
    rows = "".join(
        f'<tr id="h-{fact.id}"><td>{fact.concept}</td><td>'
        f"{escape(clean(labels.get(fact.concept, '')))}</td><td>"
        f"{period_text(fact.context.period)}</td><td>{escape(clean(amount_text(fact)))}</td><td>"
        f"{f'line {fact.span.line}' if fact.span else ''}</td></tr>\n"
        for fact in hidden.values()
    )
    return (
        '<div class="list"><p>Facts that are not printed as such</p>\n<table>\n'
        "<tr><th>Concept</th><th>Label</th><th>Period</th><th>Value</th><th>From</th></tr>\n"
        f"{rows}</table></div>\n"
    )
