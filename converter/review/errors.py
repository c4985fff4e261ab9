"""What is wrong with reviews."""


class ReviewError(Exception):
    """Reviews, or a sheet of them, that cannot be used: what is wrong, with file and line."""
