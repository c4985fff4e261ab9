"""Output folders for exports: small ones made by hand, and the examples as EDGAR would have them."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from converter import cli
from converter.model.flat import ROW_COLUMNS
from converter.write.csv import LINE_COLUMNS
from converter.write.manifest import NAME

if TYPE_CHECKING:
    from collections.abc import Sequence

    # a manifest line with its facts and lines, None for no file
    Made = tuple[dict[str, Any], Sequence[dict[str, str]] | None, Sequence[dict[str, str]] | None]

EXAMPLES = Path(__file__).parents[2] / "examples"

# name: accession number, form, period, filed
EDGAR = {
    "nutrition21-8k-2003-09-30": ("0000950117-03-004100", "8-K", "20031106", "20031106"),
    "nutrition21-10q-2003-12-31": ("0000950117-04-000500", "10-Q", "20031231", "20040213"),
    "nutrition21-10q-2004-09-30": ("0000950117-04-004400", "10-Q", "20040930", "20041112"),
}
HEADER = """\
<SEC-DOCUMENT>{accession}.txt : {filed}
<SEC-HEADER>{accession}.hdr.sgml : {filed}
<ACCEPTANCE-DATETIME>{filed}163000
ACCESSION NUMBER:\t\t{accession}
CONFORMED SUBMISSION TYPE:\t{form}
PUBLIC DOCUMENT COUNT:\t\t1
CONFORMED PERIOD OF REPORT:\t{period}
FILED AS OF DATE:\t\t{filed}

FILER:

\tCOMPANY DATA:
\t\tCOMPANY CONFORMED NAME:\t\t\tNUTRITION 21 INC
\t\tCENTRAL INDEX KEY:\t\t\t0000797167
\t\tSTANDARD INDUSTRIAL CLASSIFICATION:\tINDUSTRIAL ORGANIC CHEMICALS [2860]
\t\tIRS NUMBER:\t\t\t\t112653613
\t\tSTATE OF INCORPORATION:\t\t\tNY
\t\tFISCAL YEAR END:\t\t\t0630

\tBUSINESS ADDRESS:
\t\tSTREET 1:\t\t4 MANHATTANVILLE RD
\t\tCITY:\t\t\tPURCHASE
\t\tSTATE:\t\t\tNY
\t\tZIP:\t\t\t10577
\t\tBUSINESS PHONE:\t\t9147014500

\tFORMER COMPANY:
\t\tFORMER CONFORMED NAME:\tAMBI INC
\t\tDATE OF NAME CHANGE:\t19970101
</SEC-HEADER>
<DOCUMENT>
<TYPE>{type}
<SEQUENCE>1
<TEXT>
"""


def convert_examples(folder: Path) -> Path:
    """The examples with headers, converted into `folder`/output."""
    inputs = folder / "in"
    inputs.mkdir()
    for name, (accession, form, period, filed) in EDGAR.items():
        head = HEADER.format(
            accession=accession, form=form, period=period, filed=filed,
            type="EX-99" if form == "8-K" else form,
        )  # fmt: skip
        body = (EXAMPLES / f"{name}.txt").read_text(encoding="utf-8")
        text = f"{head}{body}\n</TEXT>\n</DOCUMENT>\n</SEC-DOCUMENT>\n"
        (inputs / f"{accession}.txt").write_text(text, encoding="utf-8")
    output = folder / "output"
    assert cli.main(["convert", str(inputs), "-o", str(output), "--format", "csv"]) == 0
    return output


def fact(
    concept: str = "us-gaap:Assets", value: str = "1000", end: str = "1997-12-31", start: str = "",
    **more: str,
) -> dict[str, str]:  # fmt: skip
    """A row of BASE.csv."""
    row = dict.fromkeys(ROW_COLUMNS, "")
    row |= {
        "fact": f"f_{concept}", "statement": "BS", "concept": concept, "start": start, "end": end,
        "value": value, "unit": "USD", "decimals": "0", "printed": value, "line": "7",
        "column": "40", "caption": "A caption", "rule": "bs.rule", "confidence": "0.9",
        "confidence_basis": "measured",
    }  # fmt: skip
    return row | more


def line(
    concept: str = "us-gaap:Assets", number: int = 2, report: int = 2, **more: str
) -> dict[str, str]:
    """A row of BASE_lines.tsv."""
    row = dict.fromkeys(LINE_COLUMNS, "")
    row |= {
        "report": str(report), "line": str(number), "statement": "BS", "role": "BalanceSheet",
        "concept": concept, "label": "A caption", "negated": "0", "parenthetical": "0",
        "abstract": "0", "datatype": "monetary", "period_type": "instant", "balance": "debit",
        "name": "A label",
    }  # fmt: skip
    return row | more


def filing(
    adsh: str = "0000000001-98-000001",
    facts: Sequence[dict[str, str]] | None = (),
    lines: Sequence[dict[str, str]] | None = (),
    **header: Any,
) -> Made:
    """A converted filing: its manifest line with its facts and lines; None for no file."""
    header = {
        "accession": adsh, "form": "10-K", "filed": "1998-03-02", "company": "ACME CORP",
        "cik": "0000000007", "sic": "3420",
    } | header  # fmt: skip
    entry = {
        "folder": adsh or header.get("folder", "acme"), "input": "a.txt", "sha256": "0123456789abcdef" * 4,
        "company": "Acme Corporation", "cik": header["cik"], "form": "10-K",
        "period": header.pop("entry_period", "1997-12-31"), "facts": len(facts or ()),
        "findings": {}, "version": "0.1.0", "base": "acme-19971231", "fiscal_year": 1997,
        "fiscal_period": "FY", "fiscal_year_end": "1231",
        "header": {name: value for name, value in header.items() if value is not None},
    }  # fmt: skip
    entry["folder"] = entry["header"].pop("folder", entry["folder"])
    return entry, facts, lines


def write_corpus(output: Path, *filings: Made) -> Path:
    output.mkdir(parents=True, exist_ok=True)
    with (output / NAME).open("w", encoding="utf-8") as manifest:
        for entry, facts, lines in filings:
            manifest.write(json.dumps(entry) + "\n")
            folder = output / entry["folder"]
            folder.mkdir(exist_ok=True)
            if facts is not None:
                with (folder / "acme-19971231.csv").open("w", encoding="utf-8", newline="") as file:
                    table = csv.DictWriter(file, ROW_COLUMNS, lineterminator="\n")
                    table.writeheader()
                    table.writerows(facts)
            if lines is not None:
                text = ["\t".join(LINE_COLUMNS), *("\t".join(row.values()) for row in lines)]
                path = folder / "acme-19971231_lines.tsv"
                path.write_text("\n".join(text) + "\n", encoding="utf-8")
    return output


def table(path: Path) -> list[dict[str, str]]:
    """A tab-separated table without quotes."""
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


def comma_table(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def tree(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
