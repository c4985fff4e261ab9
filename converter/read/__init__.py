"""Bytes to `Filing`: encoding, the submission's envelope and header, the cover page."""

from converter.read.filing import read_filing

__all__ = ["read_filing"]
