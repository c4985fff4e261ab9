"""``findings.jsonl``: what was doubtful in a filing, with its place, one JSON object a line.

{"code": "CAL001", "severity": "error", "message": "...", "line": 412, "column": 38,
 "others": [{"line": 430, "column": 12}], "hint": "..."}
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from converter.model.finding import Result

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from converter.model.finding import Finding
    from converter.model.xbrl import Report

NAME = "findings.jsonl"


class FindingsWriter:
    """Writes ``findings.jsonl``; an empty file says that nothing was doubtful."""

    name = "findings"

    def write(self, report: Report, folder: Path) -> Result[tuple[Path, ...]]:
        """Write the report's findings into `folder`, which exists. Raises OSError only."""
        path = folder / NAME
        path.write_bytes(lines(report.findings).encode())
        return Result((path,))


def lines(findings: Iterable[Finding]) -> str:
    """The findings as JSON lines, in their order; `line` and `column` are null for the filing."""
    return "".join(json.dumps(as_json(finding), ensure_ascii=False) + "\n" for finding in findings)


def as_json(finding: Finding) -> dict[str, object]:
    """One finding as plain JSON values, its places as line and column from 1."""
    span = finding.span
    return {
        "code": finding.code,
        "severity": finding.severity.value,
        "message": finding.message,
        "line": span.line if span else None,
        "column": span.column if span else None,
        "others": [{"line": other.line, "column": other.column} for other in finding.others],
        "hint": finding.hint,
    }
