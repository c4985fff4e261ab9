"""Data sets of all that was converted: the SEC's layout, Parquet, CSV, companies."""

from converter.export.errors import ExportError
from converter.export.run import KINDS, Exported, export

__all__ = ["KINDS", "ExportError", "Exported", "export"]
