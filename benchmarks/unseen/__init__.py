"""Filings of difficulties that nobody has looked at, with known answers."""
