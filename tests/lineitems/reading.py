"""A statement's text read to line items, as the pipeline reads it."""

from converter.lineitems import Setting, read_table
from converter.model.filing import StatementKind
from converter.model.source import SourceText
from converter.model.table import Section
from converter.tables import detect_table


def read(text, kind="IS", lead="", **setting):
    """(the table as read, the codes of its findings)."""
    result, _ = _read(text, kind, lead, setting)
    return result.value, [finding.code for finding in result.findings]


def read_with_source(text, kind="IS", lead="", **setting):
    """(the table as read, its source)."""
    result, source = _read(text, kind, lead, setting)
    return result.value, source


def _read(text, kind, lead, setting):
    source = SourceText("case.txt", text, "utf-8", "0" * 64)
    section = Section(
        StatementKind(kind), "Case", source.line_span(1, 0, 1), lead, 1, source.line_count
    )
    table = detect_table(section, source).value
    return read_table(table, Setting(**setting), source), source


def periods(table):
    """'1998-12-31' or '1998-01-01/1998-12-31' by column, '' for none; with the group before it."""
    shown = []
    for column in table.columns:
        when = column.instant.date if column.instant and table.table.kind == "BS" else ""
        if column.duration and not when:
            when = f"{column.duration.start}/{column.duration.end}"
        shown.append(f"{column.group.name}: {when}" if column.group else str(when))
    return shown
