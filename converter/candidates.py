"""What was weighed as a statement, and why it was taken or left, for the terminal and as a page.

    acme.txt: 3 blocks of figures were weighed as statements, 1 taken

    lines      kind  weight            title
    931-972    BS      25.0  taken     CONSOLIDATED BALANCE SHEETS
    1010-1044  CF       1.5  left      CASH FLOWS: below what is sure enough
    5102-5120  IS       4.0  left      STATEMENT OF INCOME: of Bolt Corp.

    lines 1010-1044  CF  1.5  left: below what is sure enough
      CASH FLOWS
      captions   +6.5  +++++++      11 of 19 captions are those of cash flows
      boxhead    -5.0  -----        no period over its columns

The blocks stand in the order of the text; what spoke for and against each, the weightiest first.
"""

from __future__ import annotations

import html
import textwrap
from typing import TYPE_CHECKING

from converter.show import completeness

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from converter.model.candidate import Candidate, Evidence, Expected
    from converter.model.source import SourceText

_WIDTH = 100
_BAR = 12  # signs of the weightiest evidence
_FIRST, _LAST = 60, 12  # lines of an excerpt that are shown of a longer block


def render(
    source: SourceText,
    candidates: Iterable[Candidate],
    expected: Sequence[Expected] = (),
    form: str = "",
) -> str:
    """The candidates at a glance, then each with its evidence, then what became of the statements
    that the form must hold.
    """
    found = _in_order(candidates)
    parts = ["\n".join([_count(source, found), "", *_glance(found)])] if found else []
    parts = parts or [_count(source, found)]
    most = _most(found)
    parts += ["\n".join(_one(each, most)) for each in found]
    if expected:
        parts.append("\n".join(_folded(completeness(expected, form))))
    return "\n\n".join(parts) + "\n"


def rows(candidates: Iterable[Candidate]) -> list[dict[str, object]]:
    """The candidates for programs, in the order of the text."""
    return [
        {
            "kind": each.kind.value, "title": each.title, "first": each.first, "last": each.last,
            "weight": round(each.weight, 3), "owner": each.owner, "taken": each.taken,
            "reason": each.reason,
            "evidence": [
                {"name": one.name, "weight": round(one.weight, 3), "says": one.says}
                for one in each.evidence
            ],
        }
        for each in _in_order(candidates)
    ]  # fmt: skip


def _in_order(candidates: Iterable[Candidate]) -> list[Candidate]:
    return sorted(candidates, key=lambda each: (each.first, each.last, each.kind.value))


def _most(candidates: Iterable[Candidate]) -> float:
    weights = [abs(one.weight) for each in candidates for one in each.evidence]
    return max(weights, default=0.0) or 1.0


def _count(source: SourceText, found: Sequence[Candidate]) -> str:
    if not found:
        return f"{source.name}: no block of figures was weighed as a statement"
    blocks = "block of figures was" if len(found) == 1 else "blocks of figures were"
    taken = sum(each.taken for each in found)
    return f"{source.name}: {len(found)} {blocks} weighed as statements, {taken} taken"


def _glance(found: Sequence[Candidate]) -> Iterator[str]:
    """A line a candidate: its title where it was taken, else also why not."""
    lines = [f"{each.first}-{each.last}" for each in found]
    wide = max(map(len, ["lines", *lines]))
    yield f"{'lines':<{wide}}  kind  weight            title"
    for place, each in zip(lines, found, strict=True):
        became = "taken" if each.taken else "left"
        head = f"{place:<{wide}}  {each.kind.value:<4}  {each.weight:>6.1f}  {became:<8}  "
        title = _title(each)
        if not each.taken:
            title = f"{textwrap.shorten(title, 40, placeholder='...')}: {_why(each)}"
        yield f"{head}{textwrap.shorten(title, _WIDTH - len(head), placeholder='...')}".rstrip()


def _title(each: Candidate) -> str:
    return " ".join(each.title.split()) or "(no title)"


def _why(each: Candidate) -> str:
    """Why it was left, with the owner, which the reason may leave out."""
    owner = f"of {each.owner}" if each.owner and each.owner not in each.reason else ""
    return "; ".join(part for part in (owner, each.reason) if part) or "no reason is known"


def _one(each: Candidate, most: float) -> Iterator[str]:
    became = "taken" if each.taken else "left"
    why = _why(each) if each.reason or each.owner or not each.taken else ""
    head = f"lines {each.first}-{each.last}  {each.kind.value}  {each.weight:.1f}  {became}"
    yield from _folded(f"{head}: {why}" if why else head)
    yield from _folded(f"  {_title(each)}")
    name = max((len(one.name) for one in each.evidence), default=0)
    for one in _weighed(each):
        lead = f"  {one.name:<{name}}  {one.weight:>+6.1f}  {_bar(one, most):<{_BAR}}  "
        yield from textwrap.wrap(
            " ".join(one.says.split()) or "-", _WIDTH, initial_indent=lead,
            subsequent_indent=" " * len(lead),
        )  # fmt: skip


def _weighed(each: Candidate) -> list[Evidence]:
    return sorted(each.evidence, key=lambda one: -abs(one.weight))


def _bar(one: Evidence, most: float) -> str:
    """As many signs as the evidence weighs, beside the weightiest of the filing."""
    count = max(1, round(abs(one.weight) / most * _BAR)) if one.weight else 0
    return ("+" if one.weight > 0 else "-") * count


def _folded(text: str) -> Iterator[str]:
    for line in text.split("\n"):
        indent = " " * (len(line) - len(line.lstrip()) + 4)
        yield from textwrap.wrap(
            line, _WIDTH, subsequent_indent=indent, drop_whitespace=True, break_long_words=False
        ) or [""]


_STYLE = """
body { font: 14px/1.4 sans-serif; margin: 1.5rem; color: #222; background: #fff; }
h2 { font-size: 1rem; margin: 2rem 0 .3rem; }
pre { font: 12px/1.35 'DejaVu Sans Mono', monospace; margin: .4rem 0; }
table { border-collapse: collapse; font-size: 13px; }
td, th { padding: .1rem .8rem .1rem 0; text-align: left; vertical-align: top; }
td.weight { text-align: right; font-variant-numeric: tabular-nums; }
.taken { color: #262; } .left { color: #a33; }
.block { display: flex; gap: 1.5rem; flex-wrap: wrap; align-items: flex-start; }
.block > table { flex: 0 1 34rem; }
.block > pre { flex: 1 1 40rem; overflow-x: auto; background: #fafaf7; padding: .4rem; }
.number { color: #999; }
.bar { display: inline-block; height: .6rem; }
.for { background: #7b7; } .against { background: #d88; }
"""


def render_html(
    source: SourceText,
    candidates: Iterable[Candidate],
    expected: Sequence[Expected] = (),
    form: str = "",
) -> str:
    """The same as one page that stands by itself, each candidate beside its lines."""
    found = _in_order(candidates)
    most = _most(found)
    title = html.escape(source.name)
    body = [f"<h1>{title}</h1>", f"<p>{html.escape(_count(source, found))}</p>"]
    if found:
        body += ["<table><tr><th>lines<th>kind<th>weight<th><th>title<th>why</tr>"]
        body += [_html_row(each) for each in found]
        body += ["</table>"]
    if expected:
        body.append(f"<pre>{html.escape(completeness(expected, form))}</pre>")
    body += [part for each in found for part in _html_block(source, each, most)]
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f"<title>{title}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n"
        + "\n".join(body)
        + "\n</body>\n</html>\n"
    )


def _became(each: Candidate) -> str:
    became = "taken" if each.taken else "left"
    return f'<span class="{became}">{became}</span>'


def _html_row(each: Candidate) -> str:
    why = "" if each.taken else _why(each)
    return (
        f'<tr><td><a href="#l{each.first}">{each.first}-{each.last}</a><td>{each.kind.value}'
        f'<td class="weight">{each.weight:.1f}<td>{_became(each)}'
        f"<td>{html.escape(_title(each))}<td>{html.escape(why)}</tr>"
    )


def _html_block(source: SourceText, each: Candidate, most: float) -> Iterator[str]:
    yield (
        f'<h2 id="l{each.first}">lines {each.first}-{each.last} {each.kind.value}'
        f" {each.weight:.1f} {_became(each)}: {html.escape(_title(each))}</h2>"
    )
    yield f"<p>{html.escape(_why(each) if each.reason or each.owner else '')}</p>"
    yield '<div class="block"><table>'
    for one in _weighed(each):
        way = "for" if one.weight > 0 else "against"
        wide = abs(one.weight) / most * 6
        yield (
            f'<tr><td>{html.escape(one.name)}<td class="weight">{one.weight:+.1f}'
            f'<td><span class="bar {way}" style="width:{wide:.2f}rem"></span>'
            f"<td>{html.escape(one.says)}</tr>"
        )
    lines = "\n".join(_excerpt(source, each.first, each.last))
    yield f"</table>\n<pre>{lines}</pre></div>"


def _excerpt(source: SourceText, first: int, last: int) -> Iterator[str]:
    """The lines with their numbers; of a long block its beginning and its end."""
    last = min(last, source.line_count)
    numbers = range(first, last + 1)
    skipped = len(numbers) - _FIRST - _LAST
    for number in numbers:
        if skipped > 0 and number == first + _FIRST:
            yield f'<span class="number">       ... {skipped} lines ...</span>'
        if skipped <= 0 or not first + _FIRST <= number <= last - _LAST:
            line = html.escape(source.line(number).expandtabs(8))
            yield f'<span class="number">{number:>6}</span>  {line}'
