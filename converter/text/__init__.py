"""Leaf functions on characters: numerals, dates, units captions, and views of lines."""
