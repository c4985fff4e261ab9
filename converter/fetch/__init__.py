"""Filings from EDGAR: of a company, by form and year, as full-submission text files.

Three addresses of EDGAR are asked, and nothing else: the company's list of filings
(``submissions/CIK##########.json`` and the older lists that it names), the filing
(``Archives/edgar/data/CIK/ACCESSION.txt``), and, where a company is not given by its CIK, the SEC's
lists of tickers and of names.

Client libraries were weighed first. sec-edgar-downloader (MIT) knows no 10-K405 and no 10-KSB,
writes files in place and passes over refusals; edgartools (MIT) needs Unidecode, which is under the
GPL, and pandas and pyarrow for what is one list and one file here; datamule states no licence and
has a service of its own behind it. So this is a thin client over the standard library: addresses
can be replaced, so that tests ask a server on this machine and no other.
"""

from converter.fetch.client import Client, Edgar, FetchError, NotThereError, user_agent
from converter.fetch.company import Company, find
from converter.fetch.filings import Filed, filings, years_of
from converter.fetch.keep import Kept, keep, place

__all__ = [
    "Client",
    "Company",
    "Edgar",
    "FetchError",
    "Filed",
    "Kept",
    "NotThereError",
    "filings",
    "find",
    "keep",
    "place",
    "user_agent",
    "years_of",
]
