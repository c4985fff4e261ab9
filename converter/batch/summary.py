"""What a run has to say of itself: a table of few filings, the counts of many."""

from __future__ import annotations

from collections import Counter
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from converter.model.finding import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from converter.batch.task import Outcome
    from converter.write.manifest import Entry

FEW = 40
"""So many filings are told one by one."""

_HEAD = (
    "filing", "company", "form", "period", "statements", "facts", "own", "errors", "warnings",
    "notes",
)  # fmt: skip
_WIDEST = 40
_NUMBERS_FROM = _HEAD.index("facts")


class Summary:
    """Counts outcomes, and keeps the rows of the first few."""

    def __init__(self) -> None:
        self.inputs = self.converted = self.kept = self.twins = self.facts = 0
        self.failed: Counter[str] = Counter()
        self._rows: list[tuple[str, ...]] = []

    def add(self, outcome: Outcome) -> None:
        self.inputs += 1
        if self.inputs <= FEW:
            self._rows.append(_row(outcome))
        if outcome.twin:
            self.twins += 1
        elif outcome.line is None:
            self.failed[outcome.findings[0].code] += 1
        else:
            self.facts += outcome.line.facts
            self.kept += outcome.kept
            self.converted += not outcome.kept

    def lines(self) -> Iterator[str]:
        """The table of few filings; of many, how many became what."""
        if self.inputs <= FEW:
            yield from _table(self._rows)
            if self.kept:
                yield ""
                yield f"{self.kept} of them stood there already; --again converts them again"
            return
        failed = sum(self.failed.values())
        yield f"{self.inputs:,} inputs: {self.converted:,} converted" + "".join(
            f", {count:,} {what}"
            for count, what in (
                (self.kept, "stood there already"),
                (self.twins, "the same as others"),
                (failed, "not converted"),
            )
            if count
        )
        yield f"{self.facts:,} facts"
        if failed:
            why = ", ".join(f"{code} {count:,}" for code, count in self.failed.most_common())
            yield f"not converted: {why}; failures.jsonl names them"


def _row(outcome: Outcome) -> tuple[str, ...]:
    line = outcome.line
    if line is None:
        what = "the same as another" if outcome.twin else "not converted"
        return (_cut(PurePosixPath(outcome.path).name), what, *[""] * (len(_HEAD) - 2))
    return (
        _cut(line.folder), _cut(line.company or "?"), line.form or "?", line.period or "?",
        _statements(line), str(line.facts), str(line.own),
        *(str(line.findings[s.value]) for s in (Severity.ERROR, Severity.WARNING, Severity.INFO)),
    )  # fmt: skip


def _cut(text: str) -> str:
    return text if len(text) <= _WIDEST else text[: _WIDEST - 1] + "…"


def _statements(line: Entry) -> str:
    """'BS IS CF -EQ': found, and missing though the form must hold it."""
    missing = [each.kind for each in line.missing if each.required]
    if line.others:
        return f"of {' and '.join(line.others)} only"[:_WIDEST]
    found = [kind for kind in line.statements if kind not in missing]
    return " ".join([*found, *(f"-{kind}" for kind in missing)])


def _table(rows: list[tuple[str, ...]]) -> Iterator[str]:
    widths = [max(len(row[at]) for row in [_HEAD, *rows]) for at in range(len(_HEAD))]
    for row in [_HEAD, tuple("-" * width for width in widths), *rows]:
        cells = [
            f"{text:>{width}}" if at >= _NUMBERS_FROM else f"{text:<{width}}"
            for at, (text, width) in enumerate(zip(row, widths, strict=True))
        ]
        yield "  ".join(cells).rstrip()
