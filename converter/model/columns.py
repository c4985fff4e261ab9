"""What the columns of tables mean: a column that has one name everywhere means the same everywhere.

docs/columns.md is made of it; tests/test_reference_pages.py holds it against the tables.
"""

from __future__ import annotations

from typing import Final

_FILING: Final = {
    "adsh": "accession number; of a filing without one `sha256-` and 13 digits of its bytes",
    "filing": "the filing's folder in the output",
    "cik": "the company's number at the SEC",
    "company": "name at the time of filing",
    "sic": "industry code, as the header has it",
    "form": "10-K, 10-K405, 10-Q/A ...",
    "filed": "day of filing",
    "period": "end of the period of report",
    "fy": "fiscal year",
    "fp": "fiscal period: Q1, Q2, Q3, FY",
}
_FACT: Final = {
    "fact": "the fact's id, in every format of the filing the same",
    "statement": "BS, IS, CF, EQ, CI, NOTE, COVER, FDS: where it is printed",
    "concept": "name with prefix; the filing's own elements have the filing's prefix",
    "name": "the concept without prefix",
    "own": "1: an element of the filing's own",
    "current_concept": "the name in today's us-gaap",
    "current_match": "`exact`: the same concept; `close`: the one that replaced it",
    "entity": "the company's identifier, its CIK where that is known",
    "start": "first day of the period; empty for a balance",
    "end": "last day of the period, or the day of a balance",
    "qtrs": "length in quarters, rounded; 0 is a day",
    "dimensions": "axes and members, `axis=member; axis=member`; empty is the whole company",
    "consolidated": "1: no dimensions",
    "value": "the amount, exact, in units; of a fact that is text its text",
    "text": "the value as written in the report",
    "unit": "USD, shares, USD_per_share, pure",
    "decimals": "-3: exact to thousands",
    "printed": "the characters that say so",
    "printed_sign": "`-`: in parentheses or with a minus sign",
    "line": "line of the input, from 1",
    "column": "column of the input, from 1",
    "caption": "caption of the printed line",
    "column_head": "head of the printed column",
    "table": "title of the statement or note",
    "rule": "the mapping row that gave the concept, `learned.*` the network, `extension` none",
    "confidence": "0 to 1",
    "confidence_basis": "`measured`: that share was right on labelled lines; `rule`: its writer"
    " thought so; `reviewed`: a person looked",
    "candidates": "other concepts that were weighed, with their shares",
    "also_printed_at": "further places, LINE:COLUMN",
    "doubts": "codes of the findings that cast doubt upon it",
    "footnotes": "its footnotes with their marks, parted by ` | `",
    "review": "`confirmed` or `corrected`; these six columns are there in filings with reviews",
    "reviewer": "who",
    "reviewed_at": "when",
    "review_note": "why",
    "review_id": "the review's id, as `review list` shows it",
    "found": "what the program had found by itself",
}
_FIRST: Final = {
    "is_first": "1: no earlier filing of the company has this figure",
    "first_adsh": "the filing that had it first",
    "first_form": "its form",
    "first_filed": "its day",
    "first_value": "its value",
    "first_how": "its `how`",
    "restated": "1: a later filing has another value, by more than rounding",
    "restated_adsh": "the first that has",
    "restated_filed": "its day",
    "restated_value": "its value",
}
_MORE: Final = {
    "currency": "unit of the row's amounts",
    "places": "which concept was taken and where it is printed: `revenues=SalesRevenueNet@184:52`",
    "item": "name of the item, as `retroxbrl series --concept` takes it",
    "label": "in words; of a printed line its caption",
    "how": "`printed`, `rule: revenues - cost_of_sales`, or `the year less 9 months`",
    "identity": "what should hold, in words of the items",
    "left": "what the left side comes to",
    "right": "what the right side comes to",
    "difference": "left less right",
    "last_filed": "day of the last filing of the run",
    "last_adsh": "the last filing of the run",
    "filings": "how many",
    "former": "former names, with the day of their change",
    "report": "number of the statement in the filing, from 1; 0: of no statement",
    "role": "last part of the statement's link role",
    "title": "the statement's title",
    "level": "depth in the presentation, from 0",
    "parent": "the concept above",
    "negated": "1: printed with the opposite sign",
    "parenthetical": "1: stands inside a caption",
    "abstract": "1: a heading",
    "datatype": "monetary, shares, perShare ...",
    "period_type": "instant or duration",
    "balance": "debit or credit",
}
MEANINGS: Final = _FILING | _FACT | _FIRST | _MORE
OF_TABLE: Final = {
    "lines": {"line": "number of the line in the statement, from 1", "name": "standard label"},
    "companies": {"name": "of the run", "sic": "of the run"},
    "wide": {"confidence": "of the least certain figure of the row"},
    "standard": {
        "concept": "of the value; of a derived one that of its first part",
        "confidence": "the least of its parts",
    },
}
"""Where a table's column means something else than the name does elsewhere."""

FSDS: Final = {
    "adsh": "accession number",
    "countryba, stprba, cityba, zipba, bas1, bas2, baph": "business address",
    "countryma, stprma, cityma, zipma, mas1, mas2": "mailing address",
    "countryinc, stprinc": "where incorporated",
    "ein": "employer's number",
    "former, changed": "former name, and the day of its change",
    "afs, wksi, detail": "empty, empty, 0: nothing in those years says it",
    "fye": "end of the fiscal year, MMDD",
    "accepted": "when EDGAR took it",
    "prevrpt": "1: a later amendment is in the export",
    "instance": "the XBRL instance in the filing's folder",
    "nciks, aciks": "how many companies filed together, and the others' CIKs",
    "tag": "the concept without prefix",
    "version": "`us-gaap/2009`, `dei/2021`, `retro/2026`, or the accession number",
    "custom": "1: an element of the filing's own",
    "iord, crdr": "I or D (instant, duration), C or D (credit, debit)",
    "tlabel, doc": "standard label; empty",
    "ddate": "end of the period, rounded to the nearest month end",
    "uom": "unit; of an amount per share the currency",
    "segments, coreg": "members but the legal entity; the legal entity",
    "footnote": "texts of the value's footnotes, the first 512 characters",
    "stmt": "BS, IS, CF, EQ, CI, CP (cover), UN (notes)",
    "inpth": "1: inside a caption",
    "rfile": "always X",
    "plabel": "the caption as printed",
    "negating": "1: printed with the opposite sign",
    "isfirst, firstadsh, firstform, firstfiled, firstvalue": "as `is_first` and so on below",
    "restatedadsh, restatedfiled, restatedvalue": "as `restated_adsh` and so on below",
    "srcline, srccolumn": "line and column of the input, from 1",
    "sign": "`-`: in parentheses or with a minus sign",
    "confidencebasis": "as `confidence_basis` below",
}
"""Of the SEC's layout; names with a comma between share a meaning. Others are in MEANINGS."""


def meaning(table: str, column: str) -> str:
    """What the column of the table means; '' where nobody said."""
    return OF_TABLE.get(table, {}).get(column) or MEANINGS.get(column, "")


def told(column: str) -> dict[str, str]:
    """What a column means, by table where that differs; empty for a name that no table has."""
    found = {}
    if column in MEANINGS:
        found[column] = MEANINGS[column]
    for table, own in OF_TABLE.items():
        if column in own:
            found[f"{column} in {table}"] = own[column]
    for names, what in FSDS.items():
        if column in names.split(", "):
            found[f"{column} in the SEC's layout" if column in MEANINGS else column] = what
    return found
