"""A statement's text read to line items, and a caption to its amounts, as the pipeline reads it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from converter.lineitems import Setting, read_table
from converter.lineitems.captions import caption_amounts
from converter.model.filing import StatementKind
from converter.model.source import SourceText
from converter.model.table import Row, Section
from converter.tables import detect_table

if TYPE_CHECKING:
    from converter.model.finding import Result
    from converter.model.lineitem import CaptionAmount, ReadTable


def read(
    text: str, kind: str = "IS", lead: str = "", **setting: Any
) -> tuple[ReadTable, list[str]]:
    """(the table as read, the codes of its findings)."""
    result, _ = _read(text, kind, lead, setting)
    return result.value, [finding.code for finding in result.findings]


def read_with_source(
    text: str, kind: str = "IS", lead: str = "", **setting: Any
) -> tuple[ReadTable, SourceText]:
    """(the table as read, its source)."""
    result, source = _read(text, kind, lead, setting)
    return result.value, source


def _read(
    text: str, kind: str, lead: str, setting: dict[str, Any]
) -> tuple[Result[ReadTable], SourceText]:
    source = SourceText("case.txt", text, "utf-8", "0" * 64)
    section = Section(
        StatementKind(kind), "Case", source.line_span(1, 0, 1), lead, 1, source.line_count
    )
    table = detect_table(section, source).value
    assert table is not None
    return read_table(table, Setting(**setting), source), source


def amounts(caption: str) -> tuple[CaptionAmount, ...]:
    """The amounts in a caption of one line."""
    source = SourceText("case.txt", caption, "utf-8", "0" * 64)
    row = Row(caption, (source.line_span(1, 0, len(caption)),), 0, (), False, False, 1)
    return caption_amounts(row, source)


def periods(table: ReadTable) -> list[str]:
    """'1998-12-31' or '1998-01-01/1998-12-31' by column, '' for none; with the group before it."""
    shown = []
    for column in table.columns:
        when = str(column.instant.date) if column.instant and table.table.kind == "BS" else ""
        if column.duration and not when:
            when = f"{column.duration.start}/{column.duration.end}"
        shown.append(f"{column.group.name}: {when}" if column.group else when)
    return shown
