"""retroxbrl: XBRL for the filings that were made before XBRL.

from converter import convert, load, read_filing
"""

from __future__ import annotations

from typing import TYPE_CHECKING

__version__ = "0.1.0"
__all__ = [
    "ConversionError",
    "Fact",
    "Filing",
    "Finding",
    "Report",
    "convert",
    "load",
    "read_filing",
]

if TYPE_CHECKING:
    from converter.batch import convert
    from converter.model.filing import Filing
    from converter.model.finding import ConversionError, Finding
    from converter.model.xbrl import Fact, Report
    from converter.output import load
    from converter.read import read_filing

# Loaded on first use: `retroxbrl explain` needs no taxonomy.
_HOMES = {
    "ConversionError": "converter.model.finding",
    "Fact": "converter.model.xbrl",
    "Filing": "converter.model.filing",
    "Finding": "converter.model.finding",
    "Report": "converter.model.xbrl",
    "convert": "converter.batch",
    "load": "converter.output",
    "read_filing": "converter.read",
}


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module 'converter' has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(_HOMES[name]), name)
