"""Every finding's code: what it means and what to do (`retroxbrl explain CODE`).

A code is three letters for the part of the way (REA reading, SEG segments, TAB tables, PER periods,
SCA scale, CAP captions, MAP mapping, REP report, CAL arithmetic, DUP duplicates, ENT entity,
COV cover, WRT writers, QRY queries) and a number that is never used again for something else.
"""

from __future__ import annotations

from typing import NamedTuple


class Code(NamedTuple):
    """title: one line; meaning: what was seen; action: what the user can do."""

    title: str
    meaning: str
    action: str


CODES: dict[str, Code] = {
    "WRT101": Code(
        "A line of the manifest cannot be read",
        "manifest.jsonl holds a line that is not a JSON object naming its folder: it was edited, "
        "or the disk was full while another program wrote it.",
        "The line was moved to manifest.broken.jsonl. Convert its filing again, then delete that "
        "file.",
    ),
    "QRY001": Code(
        "There is no output folder",
        "The folder that should be asked does not exist.",
        "Convert something first (`retroxbrl convert PATH`), or name the folder with --output.",
    ),
    "QRY002": Code(
        "Nothing was converted to RDF",
        "The output folder holds no Turtle file.",
        "Convert with the rdf format among the formats (by default all are written).",
    ),
    "QRY003": Code(
        "The query is not SPARQL 1.1",
        "The query cannot be parsed; the message names the line and the column.",
        "Mend the query. Prefixes such as rx:, us-gaap:, qb: and prov: are given already; an "
        "update (INSERT, DELETE) is not a query.",
    ),
    "QRY004": Code(
        "No query has this name",
        "The name given with --named is not among the named queries.",
        "Run `retroxbrl query --named list` for their names.",
    ),
    "QRY005": Code(
        "A parameter does not fit the query",
        "The named query has no such parameter, or the value is not of its kind.",
        "`retroxbrl query --named list` shows each query's parameters and their defaults.",
    ),
    "QRY006": Code(
        "A Turtle file cannot be read",
        "A file below the output folder is not Turtle: it was edited or cut off. An answer "
        "without it would be wrong in silence, so there is none.",
        "Convert its filing again, or remove the file.",
    ),
    "QRY007": Code(
        "The result has no such format",
        "Results are written as a table, as CSV, or as JSON.",
        "Choose table, csv or json.",
    ),
    "QRY008": Code(
        "The query cannot be answered",
        "The query is well-formed, but its evaluation failed.",
        "The message says where; a SERVICE clause needs a network and an endpoint.",
    ),
}
