"""Statements set anew, one habit of typists at a time: a fact before is the same fact after."""
