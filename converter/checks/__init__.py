"""Arithmetic as evidence: which lines add up to which total, and what does not tie."""
