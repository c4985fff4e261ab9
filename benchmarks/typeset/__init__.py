"""Filings set in type from the data sets of the SEC, whose figures and concepts are known."""
