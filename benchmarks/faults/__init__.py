"""Faults put into filings on purpose: which of them are noticed."""
