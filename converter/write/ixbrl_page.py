"""What stands around the text in the inline document: the title, contents, findings, colours and
keys at its side, and the list of facts that are not printed as such.

XHTML 1.1 has no landmarks and no `details`: what opens and shuts are boxes that style sheets look
at, so that it does without a script; the script adds the rest (ixbrl_page.js). A plain page, for
EDGAR, has neither script nor style sheet nor boxes.
"""

from __future__ import annotations

from bisect import bisect_left
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Final

from converter.model.finding import Severity
from converter.write.ixbrl_marks import told
from converter.write.markup import attribute, clean, escape, period_text, plain

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from converter.model.finding import Finding
    from converter.model.heading import Heading
    from converter.model.xbrl import Fact, QName, Report

_SHEET = 98  # signs of a line that a sheet of paper takes in the usual type
_DOT = " \u00b7 "
SURE, LIKELY = 0.9, 0.7
"""From which confidence on a fact has the first colour, the second."""
_CLASS: Final = {Severity.ERROR: "e", Severity.WARNING: "w", Severity.INFO: "i"}
_WORD: Final = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
_KEYS: Final = (
    ("n", "next fact"), ("p", "previous fact"), ("f", "next finding"), ("F", "previous finding"),
    ("c", "contents"), ("g", "findings"), ("k", "colours and keys"), ("Esc", "shut a fact"),
)  # fmt: skip


@cache
def style() -> str:
    return _written("ixbrl_page.css")


@cache
def script() -> str:
    return f'<script type="text/javascript">{_written("ixbrl_page.js")}</script>\n'


def _written(name: str) -> str:
    """A file beside this one without comments on lines of their own."""
    text = Path(__file__).with_name(name).read_text(encoding="utf-8")
    lines = (line.strip() for line in text.splitlines())
    return "\n" + "".join(f"{line}\n" for line in lines if line and line[:2] not in ("//", "/*"))


def amount(fact: Fact) -> str:
    """A fact's value; of a note's text its heading."""
    if isinstance(fact.value, str):
        return fact.provenance.caption if fact.text_block else fact.value
    return plain(fact.value)


def amount_text(fact: Fact) -> str:
    """A fact's value for the eye; of a note's text its heading."""
    if isinstance(fact.value, str):
        return amount(fact)
    unit = fact.unit.id.replace("_", " ") if fact.unit else ""
    return f"{fact.value:,f} {unit}"


def head(report: Report) -> str:
    """The document's head."""
    name = escape(clean(report.document.company or report.base))
    made = (
        '<head><meta http-equiv="Content-Type" content="text/html; charset=utf-8"/>\n'
        f"<title>{name}</title>\n"
    )
    if report.plain:
        return f"{made}</head>\n"
    return (
        f'{made}<meta name="viewport" content="width=device-width, initial-scale=1"/>\n'
        f'<style type="text/css">{style()}</style></head>\n'
    )


def look(report: Report) -> str:
    """Attributes of the text: of a plain page its style, else whether it is too wide for a sheet
    of paper in the usual type.
    """
    if report.plain:
        return ' style="font-family:monospace"'
    starts = report.source.starts
    wide = sum(after - before > _SHEET for before, after in pairwise(starts))
    return ' class="wide"' if wide * 200 > len(starts) else ""


def title(report: Report) -> str:
    """Company, form and period: what stays in view."""
    about = report.document
    items = [about.form, f"period ended {about.period_end}" if about.period_end else ""]
    line = escape(clean(_DOT.join(item for item in items if item)))
    menu = (
        ""
        if report.plain
        else '<input type="checkbox" class="hid" id="menu"/><label for="menu">Contents</label>\n'
    )
    skip = "" if report.plain else '<p class="skip"><a href="#text">Skip to the text</a></p>\n'
    return (
        f'{skip}<div class="head"><h1>{escape(clean(about.company or report.base))}</h1>\n'
        f"<p>{line}</p>\n{menu}</div>\n"
    )


def side(report: Report, hidden: Mapping[str, Fact], findings: Sequence[Finding]) -> str:
    """Contents, findings, and what the colours and keys mean: one of them shown at a time."""
    contents = f"<h2>Contents</h2>\n{_counts(report, hidden)}{_contents(report, hidden)}"
    if report.plain:
        return f'<div class="side">{contents}</div>\n'
    tabs = ("Contents", f"Findings {len(findings)}", "Colours, keys")
    heads = "".join(
        f'<input type="radio" class="hid" name="tab" id="t-{number}"'
        f"{' checked=' + chr(34) + 'checked' + chr(34) if number == 1 else ''}/>"
        f'<label for="t-{number}">{name}</label>\n'
        for number, name in enumerate(tabs, start=1)
    )
    return (
        f'<div class="side"><div class="tabs">{heads}</div>\n'
        f'<div class="tab p1">{contents}</div>\n'
        f'<div class="tab p2"><h2>Findings, worst first</h2>\n{_findings(findings)}</div>\n'
        f'<div class="tab p3">{_legend()}</div></div>\n'
    )


def _counts(report: Report, hidden: Mapping[str, Fact]) -> str:
    doubtful = sum(bool(fact.doubts) for fact in report.facts)
    items = [
        f"{len(report.facts)} facts",
        f"{len(hidden)} not printed as such" if hidden else "",
        f"{doubtful} in doubt" if doubtful else "",
        report.source.name,
    ]
    return f"<p>{escape(clean(_DOT.join(item for item in items if item)))}</p>\n"


def _contents(report: Report, hidden: Mapping[str, Fact]) -> str:
    """The filing's parts, each with the number of facts that are printed in it."""
    printed = sorted(
        span.start
        for fact in report.facts
        if fact.id not in hidden and (span := fact.span) is not None
    )
    rows = [
        _entry(
            number,
            each,
            bisect_left(printed, each.span.end) - bisect_left(printed, each.span.start),
        )
        for number, each in enumerate(report.contents)
    ]
    if hidden:
        rows.append(
            '<li class="l0"><a href="#hidden">Facts that are not printed as such</a>'
            f" <i>{len(hidden)}</i></li>\n"
        )
    return f"<ul>\n{''.join(rows)}</ul>\n" if rows else ""


def _entry(number: int, heading: Heading, facts: int) -> str:
    # titles of statements begin alike, and end where there is no room for them
    own = heading.title and heading.kind != "statement"
    name = escape(clean(f"{heading.name} {heading.title}" if own else heading.name))
    title = f' title="{attribute(clean(heading.title))}"' if heading.title else ""
    remark = f" <b>{escape(clean(heading.remark))}</b>" if heading.remark else ""
    count = f' <i title="facts">{facts}</i>' if facts else ""
    link = f'<a href="#p-{number}"{title}>{name}</a>'
    return f'<li class="l{heading.level}">{link}{remark}{count}</li>\n'


def _findings(findings: Sequence[Finding]) -> str:
    if not findings:
        return "<p>None: nothing in this filing was doubtful.</p>\n"
    rows = []
    for number, each in enumerate(findings):
        line = each.span and each.span.line
        place = f'<a href="#m-{line}">line {line}</a> ' if line else ""
        rows.append(
            f'<li id="w-{number}" class="{_CLASS[each.severity]}"><b>{_WORD[each.severity]}</b>'
            f" {place}{escape(told(each))}</li>\n"
        )
    return f"<ul>\n{''.join(rows)}</ul>\n"


@cache
def _legend() -> str:
    keys = "".join(f"<li><kbd>{key}</kbd> {what}</li>\n" for key, what in _KEYS)
    return (
        "<h2>Colours</h2>\n<ul>\n"
        '<li><input type="checkbox" id="k-c"/><label for="k-c">Confidence</label>\n<ul class="key">'
        f'<li><span class="f">1,234</span> {SURE:.0%} and more</li>\n'
        f'<li><span class="f m">1,234</span> {LIKELY:.0%} to {SURE:.0%}</li>\n'
        '<li><span class="f l">1,234</span> less</li></ul></li>\n'
        '<li><input type="checkbox" id="k-o"/><label for="k-o">Elements of the filing\u2019s own'
        '</label>\n<ul class="key"><li><span class="f o z">1,234</span> no standard concept fits'
        "</li></ul></li></ul>\n<h2>Always shown</h2>\n<ul>\n"
        '<li><span class="f">1,234</span> a number</li>\n<li><span class="t">Acme</span> a text or'
        ' a date</li>\n<li><span class="a">1,234</span> leads to a fact elsewhere</li>\n'
        '<li><span class="f d">1,234</span> a finding doubts it</li>\n'
        "<li><b>! \u25cb</b> in the margin: findings of the line</li>\n"
        "<li><b>\u00b6</b> in the margin: the note\u2019s text is a fact</li></ul>\n"
        f'<h2>Keys</h2>\n<ul>\n<li><input type="checkbox" id="k-k" checked="checked"/>'
        f'<label for="k-k">Keys work</label></li>\n{keys}</ul>\n'
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
        '<div class="list" id="hidden"><h2>Facts that are not printed as such</h2>\n<table>\n'
        "<tr><th>Concept</th><th>Label</th><th>Period</th><th>Value</th><th>From</th></tr>\n"
        f"{rows}</table></div>\n"
    )
