"""Real filings beside the checkout: every one is read, and read rightly."""

import csv
import datetime as dt
from collections import Counter
from pathlib import Path

import pytest

from converter.read import read_filing

CORPUS = Path(__file__).parents[3] / "shared" / "corpus"
FILINGS = sorted(CORPUS.glob("*/*.txt"))

pytestmark = pytest.mark.skipif(
    not FILINGS, reason="the corpus of real filings (../shared/corpus) is not beside this checkout"
)

SEEDS = {
    "001_b0a54dd9c0df5342.txt": ("2004-09-30", "2004-11-12", "Yes"),
    "002_902f8da34627b4ce.txt": ("2003-12-31", "2004-02-12", "Yes"),
}


def index():
    path = CORPUS / "filings" / "INDEX.tsv"
    if not path.exists():
        return []
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, delimiter="\t"))


@pytest.fixture(scope="module")
def read():
    return {path.name: read_filing(path) for path in FILINGS}


def test_every_filing_is_read(read):
    assert len(read) >= 120
    for result in read.values():
        filing = result.value
        assert filing.documents
        for item in filing.documents:
            assert filing.source.cut(item.span).strip()
        for fact in filing.cover:
            if fact.span and fact.printed and fact.instant is None and "Date" not in fact.name:
                # a box is a boolean's spelling
                assert fact.value in ("true", "false", filing.source.cut(fact.span))


@pytest.mark.parametrize("row", index(), ids=lambda row: row["file"])
def test_headers_agree_with_the_index(row, read):
    header = read[row["file"]].value.header
    assert header.company == row["company"]
    assert header.cik == row["cik"]
    assert header.form == row["form"]
    assert header.period == dt.date.fromisoformat(row["period_end"])
    assert header.filed == dt.date.fromisoformat(row["filed_date"])
    assert header.accession
    assert header.sic
    assert header.fiscal_year_end


@pytest.mark.parametrize("name", SEEDS)
def test_the_seeds_covers(name, read):
    period, shares_date, answer = SEEDS[name]
    filing = read[name].value
    printed = {fact.name: filing.source.cut(fact.span) for fact in filing.cover if fact.span}
    assert printed == {
        "DocumentType": "10-Q",
        "DocumentPeriodEndDate": f"{dt.date.fromisoformat(period):%B %d, %Y}",
        "EntityFileNumber": "0-14983",
        "EntityRegistrantName": "NUTRITION 21, INC.",
        "EntityIncorporationStateCountryCode": "New York",
        "EntityTaxIdentificationNumber": "11-2653613",
        "EntityAddressAddressLine1": "4 Manhattanville Road",
        "EntityAddressCityOrTown": "Purchase",
        "EntityAddressStateOrProvince": "New York",
        "EntityAddressPostalZipCode": "10577-2197",
        "CityAreaCode": "914",
        "LocalPhoneNumber": "701-4500",
        "EntityCommonStockSharesOutstanding": "37,991,988",
        "DocumentQuarterlyReport": "[X]",
        "DocumentTransitionReport": "[ ]",
        "EntityCurrentReportingStatus": answer,
        "Security12gTitle": "Common Stock (par value $.005 per share)",
    }
    values = {fact.name: fact.value for fact in filing.cover}
    assert values["DocumentPeriodEndDate"] == period
    assert values["EntityIncorporationStateCountryCode"] == "NY"
    assert values["EntityAddressStateOrProvince"] == "NY"
    assert values["AmendmentFlag"] == "false"
    assert values["EntityCommonStockSharesOutstanding"] == "37991988"
    dates = [str(fact.instant) for fact in filing.cover if fact.instant]
    assert dates == [shares_date]
    assert not read[name].findings


def test_the_seeds_release(read):
    result = read["004_2f8f7e33670404b6.txt"]
    assert [item.type for item in result.value.documents] == ["EX-99.1"]
    assert {fact.name: fact.value for fact in result.value.cover} == {
        "EntityRegistrantName": "NUTRITION 21, INC.",
        "DocumentType": "8-K",
        "AmendmentFlag": "false",
    }
    assert [finding.code for finding in result.findings] == ["COV001"]


def test_what_the_covers_print(read):
    """How many of the real filings give each item from its printed place."""
    filings = [read[row["file"]].value for row in index()]
    counts = Counter(fact.name for filing in filings for fact in filing.cover if fact.span)
    for name in (
        "DocumentType",
        "DocumentPeriodEndDate",
        "EntityFileNumber",
        "EntityTaxIdentificationNumber",
        "EntityIncorporationStateCountryCode",
        "EntityAddressAddressLine1",
        "EntityAddressCityOrTown",
        "EntityAddressStateOrProvince",
        "EntityAddressPostalZipCode",
        "CityAreaCode",
        "LocalPhoneNumber",
    ):
        assert counts[name] == len(filings), name
    # two print their name as a logo's placeholder
    assert counts["EntityRegistrantName"] == len(filings) - 2
    # the annual and quarterly reports; seven of them have two classes of stock
    reports = [filing for filing in filings if (filing.header.form or "").startswith("10-")]
    assert counts["EntityCommonStockSharesOutstanding"] == len(reports) + 7
    annual = [filing for filing in reports if (filing.header.form or "").startswith("10-K")]
    assert counts["EntityPublicFloat"] >= len(annual) - 1
    assert counts["DocumentAnnualReport"] == len(annual)


def test_what_the_cover_prints_agrees_with_the_header(read):
    for row in index():
        filing = read[row["file"]].value
        irs = filing.header.irs_number
        assert filing.cover_value("EntityTaxIdentificationNumber") == f"{irs[:2]}-{irs[2:]}"
