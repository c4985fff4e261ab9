"""Dates, durations, dimensions and units as the SEC's data sets have them."""

import calendar
import csv
import datetime as dt
import io
import re
import zipfile
from decimal import Decimal
from pathlib import Path

import pytest

from converter.export.conventions import amount, members, month_end, quarters, uom, version
from converter.export.tables import FSDS

REFERENCE = Path(__file__).parents[3] / "shared" / "reference" / "fsds_2009q3_2010q2.zip"


@pytest.mark.parametrize(
    ("day", "end"),
    [
        ("1997-09-26", "1997-09-30"),
        ("1997-10-04", "1997-09-30"),
        ("2000-01-01", "1999-12-31"),
        ("2000-04-15", "2000-03-31"),
        ("2000-04-16", "2000-04-30"),
        ("2000-05-15", "2000-04-30"),
        ("2000-05-16", "2000-05-31"),
        ("1999-02-14", "1999-01-31"),
        ("1999-02-15", "1999-02-28"),
        ("2000-02-20", "2000-02-29"),
        ("1999-03-02", "1999-02-28"),
        ("1999-12-31", "1999-12-31"),
    ],
)
def test_dates_are_rounded_to_the_nearest_month_end(day, end):
    assert month_end(dt.date.fromisoformat(day)) == dt.date.fromisoformat(end)


@pytest.mark.parametrize(
    ("start", "end", "count"),
    [
        (None, "1999-12-31", 0),
        ("1999-10-01", "1999-12-31", 1),
        ("1999-07-04", "1999-09-25", 1),
        ("1999-07-01", "1999-12-31", 2),
        ("1999-01-03", "1999-09-25", 3),
        ("1999-01-01", "1999-12-31", 4),
        ("1998-12-27", "2000-01-01", 4),
        ("1997-01-01", "1999-12-31", 12),
        ("1999-12-01", "1999-12-20", 1),
    ],
)
def test_durations_are_counted_in_quarters(start, end, count):
    begin = dt.date.fromisoformat(start) if start else None
    assert quarters(begin, dt.date.fromisoformat(end)) == count


@pytest.mark.parametrize(
    ("dimensions", "segments", "coreg"),
    [
        ("", "", ""),
        (
            "us-gaap:StatementEquityComponentsAxis=us-gaap:CommonStockMember",
            "EquityComponents=CommonStock;",
            "",
        ),
        (
            "us-gaap:LegalEntityAxis=acme:AcmeFinanceMember",
            "LegalEntity=AcmeFinance;",
            "AcmeFinance",
        ),
        (
            "us-gaap:LegalEntityAxis=acme:FinanceMember; us-gaap:StatementClassOfStockAxis=acme:AMember",
            "ClassOfStock=A;LegalEntity=Finance;",
            "",
        ),
    ],
)
def test_dimensions(dimensions, segments, coreg):
    assert members(dimensions) == (segments, coreg)


@pytest.mark.parametrize(
    ("unit", "written"),
    [("USD", "USD"), ("USD_per_share", "USD"), ("shares", "shares"), ("pure", "pure"),
     ("USD_per_barrel", "USD/barrel")],
)  # fmt: skip
def test_units(unit, written):
    assert uom(unit) == written


def test_versions():
    assert version("us-gaap:Assets", "a") == "us-gaap/2009"
    assert version("dei:EntityPublicFloat", "a") == "dei/2021"
    assert version("retro:EarningsPerSharePrimary", "a") == "retro/2026"
    assert version("acme:Widgets", "0000000001-98-000001") == "0000000001-98-000001"


def test_values_have_four_decimals():
    assert amount(Decimal(-1227000)) == "-1227000.0000"
    assert amount(Decimal("0.03")) == "0.0300"
    assert amount(Decimal("1E+9")) == "1000000000.0000"


@pytest.fixture(scope="module")
def sec():
    """The SEC's own tables of a quarter."""
    if not REFERENCE.is_file():
        pytest.skip("the SEC's data sets are not there")
    with zipfile.ZipFile(REFERENCE) as packed:
        return {
            name: list(csv.DictReader(
                io.TextIOWrapper(packed.open(f"2010q2/{name}.txt"), "utf-8", newline=""),
                delimiter="\t", quoting=csv.QUOTE_NONE,
            ))
            for name in ("sub", "num", "tag", "pre")
        }  # fmt: skip


def test_columns_are_the_secs(sec):
    for name, rows in sec.items():
        ours = [column.name for column in FSDS[name]]
        assert ours == [*rows[0], *(["doc"] if name == "tag" else [])]


def test_the_secs_rows_follow_the_same_rules(sec):
    spelled = re.compile(r"(\w+=[\w.-]+;)*")
    for row in sec["num"]:
        day = dt.date.fromisoformat(row["ddate"])
        assert day.day == calendar.monthrange(day.year, day.month)[1]
        assert month_end(day) == day
        if row["value"]:
            assert amount(Decimal(row["value"])) == row["value"]
        assert spelled.fullmatch(row["segments"])
        pairs = row["segments"].rstrip(";").split(";")
        alone = len(pairs) == 1 and pairs[0].startswith("LegalEntity=")
        assert row["coreg"] == (pairs[0].partition("=")[2] if alone else "")
    standard = {row["version"] for row in sec["tag"] if row["custom"] == "0"}
    assert all(re.fullmatch(r"[a-z-]+/\d{4}", each) for each in standard)


def test_earnings_per_share_are_in_the_currency(sec):
    units = {r["uom"] for r in sec["num"] if r["tag"] == "EarningsPerShareBasic" and r["value"]}
    assert "USD" in units
    assert not any("/" in unit for unit in units if unit.startswith("USD"))
