"""retroxbrl: XBRL for the filings that were made before XBRL."""

__version__ = "0.1.0"
