"""Bytes to `Filing`: encoding, the submission's envelope and header, the cover page."""

from converter.read.filing import read_filing
from converter.read.fiscal import fiscal_focus

__all__ = ["fiscal_focus", "read_filing"]
