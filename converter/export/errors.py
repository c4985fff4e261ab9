"""What stops an export."""


class ExportError(Exception):
    """Wrong use: nothing to export, a target that is not ours, a library that is not there."""
