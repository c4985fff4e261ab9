"""Reviews of the example filings, for tests."""

from functools import cache
from pathlib import Path

from converter.model.review import Review
from converter.pipeline import Options, analyse
from converter.read import read_filing
from converter.review.apply import Reviews
from converter.review.overlay import standing

ROOT = Path(__file__).parent.parent.parent
QUARTER = ROOT / "examples" / "nutrition21-10q-2004-09-30.txt"
WHEN = "2026-01-02T03:04:05Z"


@cache
def read(path=QUARTER):
    return read_filing(path)


@cache
def own(path=QUARTER):
    """What the program finds by itself."""
    return analyse(read(path), "x", Options())


def said(line, column, printed, path=QUARTER, **fields):
    """A review of characters of an example."""
    fields = {"reviewer": "Ann", "when": WHEN, "caption": "", **fields}
    source = read(path).value.source
    return Review(
        filing=source.name, sha256=fields.pop("sha256", source.sha256), line=line, column=column,
        printed=printed, **fields,
    )  # fmt: skip


def with_reviews(*reviews, path=QUARTER):
    """As `pipeline.reviewed`, which finds out each time what the program finds by itself."""
    told = standing(reviews, read(path).value.source.sha256)
    return analyse(read(path), "x", Options(), None, Reviews(told, own(path).report))


def at(conversion, line, column):
    """The facts that are printed at a place first."""
    return [
        fact
        for fact in conversion.report.facts
        if fact.span and (fact.span.line, fact.span.column) == (line, column)
    ]


def codes(conversion):
    return [each.code for each in conversion.findings if each.code.startswith("REV")]
