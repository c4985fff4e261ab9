"""The base taxonomy: looked up from tables, and written out as a taxonomy package."""
