"""Filings made to hold the program up, to end it, or to make it write what nobody can read.

Bounds are of the processor's time and of counted calls, never of the clock: how busy the machine is
says nothing.
"""

import contextlib
import csv
import signal
import sys
from decimal import Decimal, localcontext
from pathlib import Path

import pyoxigraph as ox
import pytest
from analysed import analysed
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from converter import convert
from converter.batch import Limits, convert_all
from converter.cli import main
from converter.dts.base import load_base
from converter.dts.dei_types import fits
from converter.model.finding import ConversionError
from converter.model.spreadsheet import bare, guarded
from converter.model.xbrl import DEI
from converter.pipeline import Options, prepare
from converter.tables import columns as table_columns

SHARED = Path(__file__).parents[2] / "shared" / "hostile"
SECONDS = 20  # of the processor, for what takes a tenth of one
prepare(Options())

TABLE = """\
FORM 10-Q
For the quarterly period ended {period}

{company}
(Exact name of registrant as specified in its charter)

{company}
Consolidated Balance Sheets
(In millions)

                                       March 31,  June 30,
                                          2010       2009
                                       --------   --------
ASSETS
  Cash                      {cash:>19}      1,055
{more}  Inventories                           8,219      7,782
  {caption}                           5,876      7,311
  Total current assets                   15,754     16,148
  Goodwill                                  519        532
  Total assets                           16,273     16,680
"""
HEADER = """\
<SEC-HEADER>
COMPANY CONFORMED NAME: {company}
CENTRAL INDEX KEY: {cik}
IRS NUMBER: {ein}
STATE OF INCORPORATION: {state}
FISCAL YEAR END: {year_end}
CONFORMED PERIOD OF REPORT: {period}
SEC FILE NUMBER: {file}
</SEC-HEADER>
<DOCUMENT>
<TYPE>10-Q
<TEXT>
"""


def table(**more):
    given = {"period": "March 31, 2010", "company": "ACME CORP", "cash": "1,659", "more": "",
             "caption": "Receivables"}  # fmt: skip
    return TABLE.format(**(given | more))


def filing(**more):
    head = {"company": "ACME CORP", "cik": "0000012345", "ein": "231801201", "state": "DE",
            "year_end": "0630", "period": "20100331", "file": "001-12345"}  # fmt: skip
    names = {name: value for name, value in more.items() if name in head}
    rest = {name: value for name, value in more.items() if name not in ("ein", "cik", "state")}
    return HEADER.format(**(head | names)) + table(**{k: v for k, v in rest.items() if k in
        ("company", "cash", "more", "caption")}) + "</TEXT>\n</DOCUMENT>\n"  # fmt: skip


class TooLongError(BaseException):
    """It had its time of the processor."""


@contextlib.contextmanager
def processor(seconds=SECONDS):
    """Raises TooLongError when the process has worked so long, in a pattern that runs away too."""
    if not hasattr(signal, "ITIMER_PROF"):
        yield
        return

    def ring(*_):
        raise TooLongError

    former = signal.signal(signal.SIGPROF, ring)
    signal.setitimer(signal.ITIMER_PROF, seconds, 1.0)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, former)


def report_of(text):
    return analysed(text, "x").report


def values(report, name):
    return [fact.value for fact in report.facts if fact.concept.local == name]


SHARED_FILES = sorted(SHARED.glob("*.txt")) if SHARED.is_dir() else []


@pytest.mark.skipif(not SHARED_FILES, reason="the filings are not part of the repository")
@pytest.mark.parametrize("path", SHARED_FILES, ids=lambda path: path.stem)
def test_each_gives_a_result_or_one_finding(path, tmp_path):
    with processor():
        (outcome,) = convert_all([str(path)], tmp_path, Options(), limits=Limits(0, 0))
    codes = [finding.code for finding in outcome.findings]
    assert not {"INT001", "BAT001", "BAT002", "BAT003"} & set(codes)
    assert outcome.line is not None or len(codes) == 1
    if outcome.line is not None:
        readable(tmp_path / outcome.line.folder)


@pytest.mark.skipif(not SHARED_FILES, reason="the archives are not part of the repository")
def test_an_archive_and_names_that_clash(tmp_path):
    paths = [str(SHARED / "nested_bomb_outer.zip"), str(SHARED / "clash")]
    with processor():
        outcomes = list(convert_all(paths, tmp_path, Options(formats=("csv",))))
    assert [outcome.failed for outcome in outcomes] == [True, False, False, False, False]
    assert (tmp_path / "manifest.jsonl").is_file()


def readable(folder):
    """Every file is read by readers of others."""
    for path in folder.iterdir():
        if path.suffix in (".htm", ".xml", ".xsd"):
            etree.parse(path, etree.XMLParser(huge_tree=True))
        elif path.suffix == ".ttl":
            assert list(ox.parse(path=path, format=ox.RdfFormat.TURTLE))
        elif path.suffix == ".csv":
            with path.open(encoding="utf-8", newline="") as lines:
                rows = list(csv.DictReader(lines))
            assert all(guarded(bare(cell)) == cell for row in rows for cell in row.values())


@pytest.mark.parametrize(
    "more",
    ["  Common stock, 100 shares" + "\v" * 40 + "issued         1          1\n",
     "  Common stock, 100 shares" + " " * 4000 + "issued         1          1\n",
     "  Common stock, 100 shares" + ", and " * 800 + "issued         1          1\n",
     "  " + "(" * 3000 + "x         1          1\n",
     "  " + "- " * 3000 + "x         1          1\n"],
    ids=["vertical tabs", "blanks", "words that join", "parentheses", "dashes"],
)  # fmt: skip
def test_no_caption_holds_the_program_up(more):
    with processor():
        report = report_of(table(more=more))
    assert values(report, "Goodwill") == [519_000_000, 532_000_000]


@pytest.mark.parametrize(
    "figures", ["1 " * 2000, "  ---" * 2000, "   ---" * 2000, "  1,234" * 2000]
)
def test_a_line_of_thousands_of_figures_is_no_row(figures, monkeypatch):
    looks = []
    former = table_columns.Extent.overlap
    monkeypatch.setattr(
        table_columns.Extent, "overlap", lambda *given: (looks.append(0), former(*given))[1]
    )
    with processor():
        try:
            report = report_of(table(more=f"  Cash and {figures}\n"))
        except ConversionError as error:
            assert "columns are more than statements have" in error.finding.message  # noqa: PT017
        else:
            assert values(report, "Goodwill") == [519_000_000, 532_000_000]
    assert len(looks) < 50_000  # each figure with each column would be four million


def test_a_line_of_too_many_figures_is_left_out_with_a_finding():
    report = report_of(table(more="1 " * 300 + "\n"))
    (finding,) = [each for each in report.findings if each.code == "TAB002"]
    assert finding.span.line == 16
    assert values(report, "Cash") == [1_659_000_000, 1_055_000_000]


@pytest.mark.parametrize("digits", ["123456789012345678901234", "1" * 24])
def test_no_digit_is_rounded(digits, tmp_path):
    text = table(cash=digits).replace("Cash   ", "Cash")
    path = tmp_path / "x.txt"
    path.write_text(text)
    with localcontext() as context:
        context.prec = 5  # the caller's own is none of the program's business
        report = convert(path, tmp_path / "out", ["csv", "xbrl", "ixbrl", "json", "rdf"])
    value = Decimal(digits + "000000")
    assert values(report, "Cash")[0] == value
    folder = tmp_path / "out" / "x"
    instance = etree.parse(folder / f"{report.base}.xml")
    assert str(value) in {element.text for element in instance.iter("{*}Cash")}
    assert f",{value}," in (folder / f"{report.base}.csv").read_text(encoding="utf-8")
    assert f'"{value}"' in (folder / f"{report.base}.json").read_text(encoding="utf-8")
    assert f'"{value}"^^xsd:decimal' in (folder / f"{report.base}.ttl").read_text(encoding="utf-8")


@pytest.mark.parametrize("digits", ["9" * 26, "9" * 30, "9" * 5000])
def test_a_longer_one_is_no_amount(digits):
    for more in (f"{digits}\n", f"  Stock, {digits} shares issued        1          1\n"):
        with processor():
            report = report_of(table(more=more))
        assert values(report, "Goodwill") == [519_000_000, 532_000_000]
        assert {fact.context.period.end.year for fact in report.facts} == {2009, 2010}
        assert not any(
            isinstance(fact.value, Decimal) and fact.value >= 10**25 for fact in report.facts
        )


@pytest.mark.parametrize("period", ["99991231", "99990331", "00010101", "2010033", "20101301", "x"])
@pytest.mark.parametrize("year_end", ["1231", "0229", "0000", "9999"])
def test_no_calendar_ends_the_conversion(period, year_end):
    with processor():
        report = report_of(filing(period=period, year_end=year_end))
    years = {fact.context.period.end.year for fact in report.facts}
    assert years <= {2009, 2010}
    report_of(table(period="December 31, 9999"))


def cover(report):
    types = load_base()
    return {
        fact.concept.local: (types.concept(fact.concept).type_name, str(fact.value))
        for fact in report.facts
        if fact.concept.namespace == DEI
    }


@pytest.mark.parametrize(
    ("given", "name"),
    [
        ({"ein": "23180120"}, "EntityTaxIdentificationNumber"),
        ({"ein": "2318012011"}, "EntityTaxIdentificationNumber"),
        ({"state": "NOWHERE AT ALL"}, "EntityIncorporationStateCountryCode"),
        ({"file": "no. 1"}, "EntityFileNumber"),
        ({"file": "1-" + "9" * 30}, "EntityFileNumber"),
    ],
)
def test_what_the_covers_types_refuse_is_left_out_with_a_finding(given, name):
    report = report_of(filing(**given))
    assert name not in cover(report)
    assert [f.message.split()[0] for f in report.findings if f.code == "COV008"] == [name]
    assert name in cover(report_of(filing()))


def test_a_cik_of_more_than_ten_digits_is_none():
    report = report_of(filing(cik="123456789012345"))
    assert report.document.cik is None
    assert "EntityCentralIndexKey" not in cover(report)


odd = st.text(
    st.one_of(st.sampled_from("=+-@\t'\"<>&{}\\|,;.$()%0123456789 \x01\x0b\x1b\x85\u2028\ufffe١"),
              st.characters(blacklist_categories=("Cs",), blacklist_characters="\0\n\r")),
    max_size=30,
)  # fmt: skip


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.fixed_dictionaries({}, optional=dict.fromkeys(
    ("company", "caption", "ein", "state", "file", "year_end", "period", "cik"), odd)))  # fmt: skip
def test_nothing_that_a_filing_says_makes_an_invalid_instance(tmp_path_factory, said):
    folder = tmp_path_factory.mktemp("odd")
    path = folder / "x.txt"
    path.write_text(filing(**said), encoding="utf-8")
    try:
        with processor():
            report = convert(path, folder)
    except ConversionError as error:
        assert error.finding.code in ("SEG001", "REA005")  # noqa: PT017
        return
    readable(folder / "x")
    for type_name, value in cover(report).values():
        assert fits(type_name, value), (type_name, value)
    for concept in report.concepts:
        assert len(concept.qname.local) <= 200
    etree.QName(report.extension.namespace, "x")


@pytest.mark.arelle
def test_arelle_finds_nothing_in_odd_filings(tmp_path):
    pytest.importorskip("arelle")
    sys.path.insert(0, str(Path(__file__).parent / "conformance"))
    from referee import arelle_validate

    path = tmp_path / "x.txt"
    path.write_text(
        filing(ein="23180120", company='=HYPERLINK("http://x") \x01 & <Co>', caption="@SUM(1)",
               state="ZZZ", file="9-9-9-9-9", year_end="0229")
    )  # fmt: skip
    report = convert(path, tmp_path / "out")
    folder = tmp_path / "out" / "x"
    assert arelle_validate(folder / f"{report.base}.htm") == []
    assert arelle_validate(folder / f"{report.base}.xml") == []


def test_the_command_survives_them_all(tmp_path, capsys):
    for number, text in enumerate(
        (table(), filing(ein="1"), "=1", "\x01" * 9, table(cash="9" * 99))
    ):
        (tmp_path / f"{number}.txt").write_text(text)
    assert main(["convert", str(tmp_path), "-o", str(tmp_path / "out")]) == 1
    said = capsys.readouterr()
    assert "Traceback" not in said.err
    assert "INT001" not in said.err
