"""What stands in the inline document's text without a character of its own: where its parts begin,
the findings in the margin, the folds over the submission's envelope.

    ! Total current assets       5,876        a finding of this line: a link to it in the list
    ¶ NOTE 3. INVENTORIES                     the note's text is a fact
    \u25b8 SEC header, lines 1 to 41               a fold; the lines stay in the text
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from itertools import accumulate, groupby
from typing import TYPE_CHECKING, Final

from converter.model.finding import Severity
from converter.write.ixbrl_places import Mark, Place, ordered
from converter.write.markup import attribute, clean

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from converter.model.finding import Finding
    from converter.model.xbrl import Fact
    from converter.write.ixbrl_places import Page

_RANK: Final = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.INFO: 2}
_KIND: Final = {Severity.ERROR: "x e", Severity.WARNING: "x w", Severity.INFO: "x"}


def worst_first(findings: Iterable[Finding]) -> list[Finding]:
    """Findings by severity, then by place."""
    return sorted(
        findings,
        key=lambda each: (_RANK[each.severity], each.span.start if each.span else -1, each.code),
    )


def told(finding: Finding) -> str:
    """'CAL001 message; hint'."""
    tail = f"; {finding.hint}" if finding.hint else ""
    return clean(f"{finding.code} {finding.message}{tail}")


def with_marks(
    page: Page, places: Sequence[Place], findings: Sequence[Finding], titled: Callable[[Fact], str]
) -> list[Place]:
    """The places with all of these, in order.

    findings  as the list at the side has them: the number of each is its place there
    titled    what is said of a fact in a few words
    """
    made = [*_beginnings(page)]
    if not page.report.plain:
        made += [*_findings(page, findings), *_notes(page, titled), *_folds(page, places)]
    return ordered([*places, *made])


def _beginnings(page: Page) -> Iterator[Place]:
    for number, heading in enumerate(page.report.contents):
        yield _at(heading.span.start, Mark("", f"p-{number}"))


def _findings(page: Page, findings: Sequence[Finding]) -> Iterator[Place]:
    """A mark a line, of the worst that is said of it."""
    found = [(each.span.line, number, each) for number, each in enumerate(findings) if each.span]
    found.sort(key=lambda each: each[:2])
    for line, group in groupby(found, key=lambda each: each[0]):
        here = list(group)
        _, first, worst = here[0]
        title = "\n".join([told(each) for _, _, each in here])
        mark = Mark(_KIND[worst.severity], f"m-{line}", f"#w-{first}", title)
        yield _at(page.report.source.starts[line - 1], mark)


def _notes(page: Page, titled: Callable[[Fact], str]) -> Iterator[Place]:
    """A mark at each note whose text is a fact: its characters have many others inside."""
    for fact in page.report.facts:
        if fact.text_block and fact.span is not None and fact.id not in page.hidden:
            start = page.report.source.starts[fact.span.line - 1]
            yield _at(start, Mark("n", "", f"#{fact.id}", titled(fact)))


def _at(start: int, mark: Mark) -> Place:
    return Place(start, start, mark=mark)


def _folds(page: Page, places: Sequence[Place]) -> Iterator[Place]:
    """The envelope's lines: before, between and behind the documents."""
    source = page.report.source
    documents = [each for each in page.report.contents if not each.level]
    bounds = [(each.span.start, each.span.end, each.name) for each in documents]
    starts = [place.start for place in places]
    ends = list(accumulate((place.end for place in places), max))

    def crossed(at: int) -> bool:
        """Whether a place begins before and ends behind."""
        before = bisect_left(starts, at)
        return before > 0 and ends[before - 1] > at

    at = 0
    for number, (start, end, name) in enumerate([*bounds, (len(page.text), len(page.text), "")]):
        left, right = at, start
        at = max(at, end)
        if not documents or not page.text[left:right].strip() or crossed(left) or crossed(right):
            continue
        first = bisect_right(source.starts, left)
        last = bisect_right(source.starts, right - 1)
        what = f"Envelope of {name}" if name else "End of the envelope"
        if not number:
            what = "SEC header"
        title = attribute(clean(f"{what}, lines {first} to {last}"))
        link = f'<a class="fold" id="e-{number}" href="#e-{number}" title="{title}"></a>'
        yield Place(left, right, (f'{link}<span class="env">', "</span>"))
