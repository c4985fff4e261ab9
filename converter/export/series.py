"""One company's series out of an output folder: which company, which items, which periods."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from converter.export.corpus import Company, Corpus
from converter.export.errors import ExportError
from converter.export.figures import read
from converter.export.standard import items, of_company
from converter.export.standard.items import Item
from converter.export.standard.table import rows
from converter.model.finding import Finding, Severity
from converter.model.forms import is_annual
from converter.near import nearest, or_all
from converter.text.exact import exact

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from converter.export.standard import Broken, Point

_SHOWN = 8  # companies in a message


class CompanySeries(NamedTuple):
    """company  its name, and `cik`
    rows     with the columns STANDARD, by item, length and end
    findings what does not hold in its filings, or could not be read
    """

    company: str
    cik: str
    rows: list[dict[str, object]]
    findings: list[Finding]


@exact()
def series(
    output: Path,
    company: str,
    concepts: Sequence[str] = (),
    length: str = "annual",
    *,
    as_filed: bool = False,
) -> CompanySeries:
    """A company over the years.

    company   a CIK, or a part of the name that only one company has
    concepts  names of items or of concepts; all items where there is none
    length    'annual', 'quarterly' or 'all'
    as_filed  what was filed first for a period, instead of last

    Raises ExportError: nothing converted, no such company, several, no such item.
    """
    own = [_asked(name) for name in concepts]
    with Corpus(output) as corpus:
        return _series(corpus, _company(corpus, company), own, length, as_filed=as_filed)


@exact()
def series_of(
    corpus: Corpus,
    key: str,
    concepts: Sequence[str] = (),
    length: str = "annual",
    *,
    as_filed: bool = False,
) -> CompanySeries:
    """As `series`, of the company whose filings in the corpus have the key
    (`Converted.company_key`). Raises ExportError: it has none, no such item.
    """
    own = [_asked(name) for name in concepts]
    company = Company(corpus, key)
    if next(iter(company), None) is None:
        raise ExportError(f"no company {key!r} among what was converted")
    return _series(corpus, company, own, length, as_filed=as_filed)


def _series(
    corpus: Corpus, company: Company, own: Sequence[Item], length: str, *, as_filed: bool
) -> CompanySeries:
    more = [item for item in own if not item.kind]
    names = {item.name for item in own}
    facts = ((one, read(corpus, one)) for one in company)
    made = of_company(((one, each) for one, each in facts if each is not None), more)
    *_, last = company
    points = [point for point in made.points if not names or point.key.item in names]
    return CompanySeries(
        last.name, last.cik, list(rows(_of_length(points, length), as_filed=as_filed)),
        [*corpus.warnings(), *map(_finding, made.broken)],
    )  # fmt: skip


def _asked(name: str) -> Item:
    known = {item.name: item for item in items()}
    if name in known:
        return known[name]
    if re.fullmatch(r"[A-Za-z][\w.-]*:[A-Za-z_]\w*", name):
        return Item.of_concept(name)
    near = [each for each in known if name.lower() in each or each in name.lower()]
    hint = f"there is {', '.join(near)}" if near else or_all(name, known)
    raise ExportError(f"no item {name!r}, and no concept (prefix:Name); {hint}")


def _company(corpus: Corpus, wanted: str) -> Company:
    """The company with a CIK, or with a part of a name."""
    known = corpus.company(wanted)
    if known is not None:
        return known
    found: dict[str, tuple[Company, str]] = {}
    words: set[str] = set()
    for each in corpus.companies():
        filings = list(each)
        one, names = filings[0], {filing.name for filing in filings}
        words.update(word for name in names for word in name.split() if len(word) > 2)
        if any(filing.named(wanted) for filing in filings):
            found[each.key] = each, f"{one.name} ({one.cik or 'no CIK'})"
    if not found:
        hint = nearest(wanted, sorted(words)) or "`retroxbrl export DIR --to companies` lists them"
        raise ExportError(f"no company {wanted!r} among what was converted; {hint}")
    if len(found) > 1:
        told = "; ".join(name for _, name in list(found.values())[:_SHOWN])
        raise ExportError(f"{len(found)} companies are called so, name one by its CIK: {told}")
    return next(iter(found.values()))[0]


def _of_length(points: list[Point], length: str) -> list[Point]:
    """Years and the balances at their ends, quarters and theirs, or all."""
    if length == "all":
        return points
    qtrs = 4 if length == "annual" else 1
    ends = {point.key.end for point in points if point.key.qtrs == qtrs}
    if not ends:  # balances alone were asked for: an annual report's own date is a year's end
        ends = {
            point.key.end for point in points
            if length != "annual" or is_annual(point.last.filing.form)
        }  # fmt: skip
    return [
        point
        for point in points
        if point.key.qtrs == qtrs or (point.key.qtrs == 0 and point.key.end in ends)
    ]


def _finding(each: Broken) -> Finding:
    return Finding(
        code="EXP004", severity=Severity.WARNING,
        message=f"{each.filing.folder}: {each.identity} does not hold for {each.end}"
        f" ({each.qtrs} quarters): {each.left:,f} and {each.right:,f}",
        hint="the filing's figures may be of several kinds, or misread: see its findings",
    )  # fmt: skip
