"""What cannot be searched, and why."""


class SearchError(Exception):
    """The message says what is wrong and what to do."""
