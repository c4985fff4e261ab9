"""Whose statements stand beside an auditors' report, where nothing else tells it.

    REPORT OF INDEPENDENT ACCOUNTANTS
    To the Board of Directors of
    Eastern Ridge Power Company

In the combined filing of a holding company and its subsidiaries the statements of each may stand
under no name; the report on them is addressed to the company. It stands before its statements, or
behind them, in all of the filing alike.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from converter.segment.lines import plain
from converter.segment.names import own_names, spelling
from converter.text.views import LineKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from converter.model.filing import Filing
    from converter.segment.candidates import Page
    from converter.segment.judged import Judged

_TO = re.compile(
    r"(?:to\s+)?(?:the\s+)?(?:board\s+of\s+)?(?:directors|(?:share|stock)(?:holders?|owners?)|partners)\b"
    r"(?:[\s,]+(?:and\s+)?(?:the\s+)?(?:board\s+of\s+)?(?:directors|(?:share|stock)(?:holders?|owners?)))*"
    r"(?:\s+of(?P<name>\s+\S.*)?|\s*,)?",
    re.IGNORECASE,
)


class _Report(NamedTuple):
    """A report's line, and whether it is addressed to the registrant."""

    at: int
    ours: bool


def addressed(filing: Filing, runs: Sequence[list[Judged]]) -> list[Judged] | None:
    """The one of some companies' statements whose report is addressed to the registrant; None where
    there is none, or more than one.
    """
    ours = {spelling(name) for name in own_names(filing)}
    found: list[list[Judged]] = []
    for page in {id(each.stretch.page): each.stretch.page for run in runs for each in run}.values():
        mine = sorted(
            (run for run in runs if run[0].stretch.page is page), key=lambda r: r[0].stretch.start
        )
        reports = _reports(page, ours)
        if not reports or not mine:
            continue
        ahead = reports[0].at < mine[0][0].stretch.start
        for report in reports:
            before = [run for run in mine if run[0].stretch.start < report.at]
            behind = [run for run in mine if run[0].stretch.start > report.at]
            of = behind[:1] if ahead else before[-1:]
            found += of if report.ours else []
    return found[0] if len({id(run) for run in found}) == 1 else None


def _reports(page: Page, ours: set[str]) -> list[_Report]:
    """The addresses of reports in a document, as far as they name a company."""
    reports: list[_Report] = []
    for at, line in enumerate(page.lines):
        said = _TO.fullmatch(plain(line)) if line.kind is LineKind.TEXT else None
        if said is None:
            continue
        below = page.lines[at + 1] if at + 1 < len(page.lines) else line
        name = said["name"] or (plain(below) if below.kind is LineKind.TEXT else "")
        if name and len(name) < len(line.text) + 60:
            reports.append(_Report(at, spelling(name.strip(" :.,")) in ours))
    return reports
