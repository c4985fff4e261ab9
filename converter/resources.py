"""Where the read-only data lies: inside the installed package, or beside it in a checkout."""

from pathlib import Path

_HERE = Path(__file__).parent


def resource(*parts: str) -> Path:
    """The path of a data file, e.g. ``resource("mappings", "balance_sheet.tsv")``."""
    packed = _HERE / "_data"
    return (packed if packed.is_dir() else _HERE.parent).joinpath(*parts)
