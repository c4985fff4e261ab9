"""Filings damaged by chance, in great number, and what the program makes of them."""
