"""Filings that say what cannot be: headers that lie, dates of no calendar, broken schedules."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from random import Random

_HEADER = """\
<SEC-DOCUMENT>{accession}.txt : {filed}
<SEC-HEADER>{accession}.hdr.sgml : {filed}
ACCESSION NUMBER:\t\t{accession}
CONFORMED SUBMISSION TYPE:\t{form}
PUBLIC DOCUMENT COUNT:\t\t{count}
CONFORMED PERIOD OF REPORT:\t{period}
FILED AS OF DATE:\t\t{filed}

FILER:

\tCOMPANY DATA:
\t\tCOMPANY CONFORMED NAME:\t\t\t{name}
\t\tCENTRAL INDEX KEY:\t\t\t{cik}
\t\tIRS NUMBER:\t\t\t\t{ein}
\t\tSTATE OF INCORPORATION:\t\t\t{state}
\t\tFISCAL YEAR END:\t\t\t{end}

\tFILING VALUES:
\t\tFORM TYPE:\t\t{form}
\t\tSEC FILE NUMBER:\t{file}
</SEC-HEADER>
<DOCUMENT>
<TYPE>{form}
<SEQUENCE>1
<FILENAME>{filename}
<TEXT>
"""
_FORMS = ("10-K", "10-Q", "8-K", "10-K405", "10-KSB", "10-KT", "10-K/A", "S-1", "", "X" * 300, "10")
_DATES = (
    "19961231", "19960229", "19950229", "00010101", "99991231", "00000000", "20000100", "2000",
    "1e9", "", "-1", "19001301", "99999999", "19930101", "20991231", "１９９６１２３１",
)  # fmt: skip
_CIKS = ("0000797167", "0", "", "x", "9" * 10, "9" * 40, "-5", "0" * 10, "12 34", "٣")
_ACCESSIONS = (
    "0000950123-04-001234",
    "",
    "../../x",
    "x" * 400,
    "0000950123-04-001234-9",
    ".",
    "a/b",
)
_NAMES = ("ACME CORP", "", "=1+1", 'A&B <C> "D"', "\x01\x02", "x" * 5000, ".", "/", "’é", "de/..")
_ENDS = ("1231", "0229", "0000", "9999", "", "0630", "1301", "x", "630", "12-31")
_FILES = ("x.txt", "../../etc/passwd", "", "a" * 500, "x.htm", "/dev/null", "con", "x\x00y")
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip
_DATE = re.compile(rf"\b(?:{'|'.join(_MONTHS)})\s+\d{{1,2}},?\s+\d{{4}}", re.IGNORECASE)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_YEARS = ("0", "0000", "0001", "1", "9999", "10000", "99999", "1582", "1752", "2100", "-1", "199",
          "19945", "1O94", "96", "'96", "2000A")  # fmt: skip


def false_header(text: str, chance: Random) -> str:
    """Another header before it, of which little is true."""
    said = {
        "accession": chance.choice(_ACCESSIONS), "filed": chance.choice(_DATES),
        "form": chance.choice(_FORMS), "count": chance.choice(("1", "0", "-1", "9" * 30)),
        "period": chance.choice(_DATES), "name": chance.choice(_NAMES),
        "cik": chance.choice(_CIKS), "ein": chance.choice(("231801201", "23", "", "x" * 90)),
        "state": chance.choice(("DE", "", "ZZ", "X" * 90)), "end": chance.choice(_ENDS),
        "file": chance.choice(("001-12345", "", "x", "9-9-9-9", "1-" + "9" * 30)),
        "filename": chance.choice(_FILES),
    }  # fmt: skip
    header = _HEADER.format(**said).encode("utf-8").decode("latin-1")
    return header + text + chance.choice(("", "\n</TEXT>\n</DOCUMENT>\n</SEC-DOCUMENT>\n"))


def changed_header(text: str, chance: Random) -> str:
    """What the header's lines say is changed where they stand."""
    pool = (*_DATES, *_CIKS, *_FORMS, *_NAMES, *_ENDS)

    def changed(match: re.Match[str]) -> str:
        if chance.random() < 0.6:
            return match.group()
        return match.group(1) + chance.choice(pool).encode("utf-8").decode("latin-1")

    return re.sub(r"(?m)^([ \t]*[A-Z][A-Z \-]{3,40}:[ \t]*)\S.*$", changed, text)


def _some(pattern: re.Pattern[str], text: str, chance: Random, drawn: tuple[str, ...]) -> str:
    share = chance.choice((0.1, 0.5, 1.0))
    fixed = chance.choice(drawn) if chance.random() < 0.5 else None
    return pattern.sub(
        lambda m: (fixed or chance.choice(drawn)) if chance.random() < share else m.group(), text
    )


def other_years(text: str, chance: Random) -> str:
    return _some(_YEAR, text, chance, _YEARS)


def other_dates(text: str, chance: Random) -> str:
    drawn = tuple(
        f"{chance.choice(_MONTHS)} {chance.choice((0, 1, 28, 29, 30, 31, 32, 99, 311))},"
        f"{chance.choice((' ', ''))}{chance.choice((*_YEARS, '1996', '2004'))}"
        for _ in range(6)
    )
    return _some(_DATE, text, chance, drawn)


def other_lengths(text: str, chance: Random) -> str:
    """Periods of other lengths: none, thousands of months, weeks beyond a year."""
    pattern = re.compile(
        r"\b(?:three|six|nine|twelve|thirteen|twenty-six|fifty-two|52|53|13|26|39)"
        r"[ -]+(?=months?\b|weeks?\b)",
        re.IGNORECASE,
    )
    return _some(
        pattern, text, chance, ("0 ", "1 ", "999999999999 ", "-3 ", "sixty ", "One ", "53 ")
    )


def other_units(text: str, chance: Random) -> str:
    pattern = re.compile(r"\b(?:thousands|millions|dollars|shares?)\b", re.IGNORECASE)
    drawn = ("billions", "trillions", "hundreds", "francs", "yen", "thousands", "millions",
             "thousands of millions", "shares", "% of", "lire",
             "thousands, except per share")  # fmt: skip
    return _some(pattern, text, chance, drawn)


def broken_schedule(text: str, chance: Random) -> str:
    """An Exhibit 27 whose tags, multipliers, dates and figures are not what they should be."""
    tags = ("CASH", "SECURITIES", "RECEIVABLES", "TOTAL-ASSETS", "TOTAL-REVENUES", "NET-INCOME",
            "EPS-PRIMARY", "EPS-DILUTED", "BOGUS", "SALES", "PERIOD-TYPE", "CURRENCY", "NAME",
            "CIK",
            "FISCAL-YEAR-END", "PERIOD-START", "PERIOD-END", "EXCHANGE-RATE", "X" * 80)  # fmt: skip
    values = ("1,234", "(5)", "0", "", "x", "9" * 30, "9" * 400, "1.234", "-1", "1 2 3", "12-MOS",
              "YEAR", "DEC-31-1996", "FEB-30-1996", "DEC-31-9999", "JAN-01-0000", "U.S. DOLLARS",
              "1e99", "NaN", "$5", "3-MOS  9-MOS", "0000-00-00", "999-MOS", ".5",
              "1.2.3")  # fmt: skip
    rows = [
        f"<{chance.choice(tags)}>{' ' * chance.choice((0, 1, 20))}{chance.choice(values)}"
        for _ in range(chance.randint(0, 25))
    ]
    head = [
        "<ARTICLE> " + chance.choice(("5", "7", "9", "UT", "BD", "", "99", "x" * 50)),
        "<MULTIPLIER> "
        + chance.choice(("1,000", "1", "0", "", "-1", "1e6", "1,000,000", "9" * 40)),
    ]
    for row in head:
        if chance.random() < 0.8:
            rows.insert(chance.randrange(len(rows) + 1), row)
    body = "\n".join(rows)
    at = chance.choice((0, len(text), len(text), text.rfind("\n", 0, len(text) // 2) + 1))
    inner = f"<TEXT>\n<TABLE> <S> <C>\n{body}\n</TABLE>\n</TEXT>\n"
    wrapped = f"<DOCUMENT>\n<TYPE>EX-27\n{inner}</DOCUMENT>\n"
    return text[:at] + "\n" + chance.choice((wrapped, body + "\n")) + text[at:]


CLAIMS = (
    false_header, changed_header, other_years, other_dates, other_lengths, other_units,
    broken_schedule,
)  # fmt: skip
