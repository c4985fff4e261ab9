"""The words around the statements of a generated filing, and tables that are no statements."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import random

    from benchmarks.typeset.cover import Cover
    from benchmarks.typeset.styles import Style

_SENTENCES = (
    "Net sales rose over the comparable period as volumes recovered in most of our markets.",
    "Gross margin was held back by the cost of raw materials and by freight.",
    "Selling expenses went up with the opening of two offices and a larger field force.",
    "We expect that cash from operations and the credit line will cover our needs for a year.",
    "Working capital was $12.4 million at the end of the period, against $11.9 million before.",
    "Capital spending was in line with plan and went mainly to the plant and its equipment.",
    "The effective tax rate was 36.5% as state taxes fell in proportion to pretax income.",
    "The Company adopted the new standard at the beginning of the year; it had no material effect.",
    "Interest expense fell by $1,204 as borrowings were repaid out of operations.",
)


def _paragraph(rng: random.Random, sentences: int) -> list[str]:
    text = " ".join(rng.choice(_SENTENCES) for _ in range(sentences))
    return [*textwrap.wrap(text, 78), ""]


def _long(cover: Cover) -> str:
    return f"{cover.period:%B} {cover.period.day}, {cover.period.year}"


def envelope(cover: Cover, text: str) -> str:
    """The document inside a submission."""
    header = f"""\
<SEC-DOCUMENT>{cover.adsh}.txt : {cover.filed:%Y%m%d}
<SEC-HEADER>{cover.adsh}.hdr.sgml : {cover.filed:%Y%m%d}
ACCESSION NUMBER:\t\t{cover.adsh}
CONFORMED SUBMISSION TYPE:\t{cover.form}
PUBLIC DOCUMENT COUNT:\t\t1
CONFORMED PERIOD OF REPORT:\t{cover.period:%Y%m%d}
FILED AS OF DATE:\t\t{cover.filed:%Y%m%d}

FILER:

\tCOMPANY DATA:\t
\t\tCOMPANY CONFORMED NAME:\t\t\t{cover.name}
\t\tCENTRAL INDEX KEY:\t\t\t{int(cover.cik):010}
\t\tSTANDARD INDUSTRIAL CLASSIFICATION:\t[{cover.sic}]
\t\tIRS NUMBER:\t\t\t\t{cover.ein}
\t\tSTATE OF INCORPORATION:\t\t\t{cover.state}
\t\tFISCAL YEAR END:\t\t\t{cover.fiscal_end}
</SEC-HEADER>
<DOCUMENT>
<TYPE>{cover.form}
<SEQUENCE>1
<TEXT>
"""
    return header + text + "</TEXT>\n</DOCUMENT>\n</SEC-DOCUMENT>\n"


def opening(cover: Cover, style: Style, rng: random.Random) -> list[str]:
    """Cover, and what stands before the statements."""
    kind = "quarterly period" if cover.form == "10-Q" else "fiscal year"
    out = [
        "",
        "UNITED STATES".center(80).rstrip(),
        "SECURITIES AND EXCHANGE COMMISSION".center(80).rstrip(),
        "Washington, D.C. 20549".center(80).rstrip(),
        "",
        f"FORM {cover.form}".center(80).rstrip(),
        "",
        f"For the {kind} ended {_long(cover)}",
        "",
        cover.name.center(80).rstrip(),
        "(Exact name of registrant as specified in its charter)".center(80).rstrip(),
        "",
    ]
    if style.contents:
        out += ["", "<PAGE>", "", *_contents(style, rng)]
    if style.selected:
        out += ["", "<PAGE>", "", *_selected(cover, rng)]
    if style.discussion:
        out += ["", "<PAGE>", "", *_discussion(cover, rng)]
    out += ["", "PART I.  FINANCIAL INFORMATION", "Item 1.  Financial Statements"]
    return out


def _contents(style: Style, rng: random.Random) -> list[str]:
    names = [
        "Item 1.  Financial Statements", "  Consolidated Balance Sheets",
        "  Consolidated Statements of Operations", "  Consolidated Statements of Cash Flows",
        "  Notes to Consolidated Financial Statements",
        "Item 2.  Management's Discussion and Analysis", "Item 6.  Exhibits", "Signatures",
    ]  # fmt: skip
    out = ["TABLE OF CONTENTS".center(72).rstrip(), "", "Page".rjust(72)]
    page = 2
    for name in names:
        page += rng.randrange(1, 4)
        dots = " " + "." * (66 - len(name)) if style.leaders else " " * (67 - len(name))
        out.append(f"{name}{dots}{page:5}")
    return out


def _selected(cover: Cover, rng: random.Random) -> list[str]:
    years = [cover.period.year - at for at in range(1, 6)]
    out = [
        "Selected Financial Data", "(In thousands, except per share data)", "",
        " " * 32 + "".join(f"{year:>11}" for year in years), " " * 32 + "  ---------" * 5,
    ]  # fmt: skip
    for name in ("Net sales", "Net income", "Total assets", "Long-term debt"):
        cells = "".join(f"{rng.randrange(1_000, 900_000):>11,}" for _ in years)
        out.append(f"{name:<32}{cells}")
    cells = "".join(f"{rng.randrange(10, 400) / 100:>11.2f}" for _ in years)
    return [*out, f"{'Earnings per share':<32}{cells}", ""]


def _discussion(cover: Cover, rng: random.Random) -> list[str]:
    out = [
        "Management's Discussion and Analysis of Financial Condition",
        "and Results of Operations", "", *_paragraph(rng, 4), *_paragraph(rng, 3),
        "The following table shows items of the statements of operations as a share of net sales:",
        "", f"{'':34}{'Periods ended ' + f'{cover.period:%B} {cover.period.day},':>30}",
        f"{'':34}{cover.period.year:>12}{cover.period.year - 1:>12}",
        f"{'Net sales':<34}{'100.0%':>12}{'100.0%':>12}",
    ]  # fmt: skip
    for name in ("Cost of sales", "Selling expenses", "Operating income", "Net income"):
        shares = "".join(f"{rng.randrange(20, 800) / 10:>11.1f}%" for _ in range(2))
        out.append(f"{name:<34}{shares}")
    return [*out, "", *_paragraph(rng, 5)]


def closing(cover: Cover, style: Style, rng: random.Random) -> list[str]:
    """Notes, with tables that repeat the words of statements but are none."""
    if not style.notes:
        return ["", "SIGNATURES", "", f"{cover.name}"]
    out = [
        "", "<PAGE>", "", "NOTES TO CONSOLIDATED FINANCIAL STATEMENTS", "(Unaudited)", "",
        "NOTE 1 - BASIS OF PRESENTATION", "", *_paragraph(rng, 4),
    ]  # fmt: skip
    if style.segments:
        out += [
            "NOTE 2 - SEGMENT INFORMATION", "",
            f"{'':30}{'Products':>14}{'Services':>14}{'Total':>14}",
        ]  # fmt: skip
        for name in ("Net sales", "Operating income", "Total assets"):
            one, two = rng.randrange(1_000, 90_000), rng.randrange(1_000, 90_000)
            out.append(f"{name:<30}{one:>14,}{two:>14,}{one + two:>14,}")
        out.append("")
    if style.quarterly:
        heads = "".join(f"{name:>12}" for name in ("First", "Second", "Third", "Fourth"))
        out += ["NOTE 3 - QUARTERLY RESULTS OF OPERATIONS (UNAUDITED)", "", f"{'':28}{heads}"]
        for name in ("Net sales", "Gross profit", "Net income"):
            cells = "".join(f"{rng.randrange(1_000, 90_000):>12,}" for _ in range(4))
            out.append(f"{name:<28}{cells}")
        out.append("")
    return [*out, "NOTE 4 - CONTINGENCIES", "", *_paragraph(rng, 3), "SIGNATURES", "", cover.name]
