"""The types that travel through the converter. This package imports nothing else of it."""
