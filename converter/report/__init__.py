"""Mapped lines to a report: facts with contexts and units, statements, labels, the extension."""

from converter.report.build import build_report

__all__ = ["build_report"]
