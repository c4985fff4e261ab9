"""A local web application over a folder of conversions: filings, companies, findings, SPARQL.

from converter.serve import Settings, serve
serve(Settings(Path("output")), 8017, print)
"""

from converter.serve.run import serve
from converter.serve.settings import PORT, ROWS, SECONDS, ServeError, Settings

__all__ = ["PORT", "ROWS", "SECONDS", "ServeError", "Settings", "serve"]
