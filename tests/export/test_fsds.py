"""The SEC's data sets: folders, rows, keys, and what was filed first."""

import csv
import datetime as dt
import json
from collections import Counter
from decimal import Decimal

import pytest
from made_corpus import EDGAR, convert_examples, fact, filing, line, table, tree, write_corpus

from converter.export import ExportError, export
from converter.export.tables import FSDS


@pytest.fixture
def exported(tmp_path):
    def make(*filings):
        made = export(write_corpus(tmp_path / "output", *filings), "fsds", tmp_path / "data")
        return made, tmp_path / "data"

    return make


@pytest.fixture(scope="module")
def examples(tmp_path_factory):
    folder = tmp_path_factory.mktemp("examples")
    output = convert_examples(folder)
    made = export(output, "fsds", folder / "data")
    return made, output, folder / "data"


def test_a_quarter_a_folder(examples):
    made, _, data = examples
    assert sorted(path.name for path in data.iterdir()) == [
        "2003q4", "2004q1", "2004q4", "companies.csv", "export.json",
    ]  # fmt: skip
    for quarter in ("2003q4", "2004q1", "2004q4"):
        for name, columns in FSDS.items():
            head = (data / quarter / f"{name}.txt").read_text().split("\n", 1)[0]
            assert head.split("\t") == [column.name for column in columns]
    assert made.filings == 3
    assert (made.left_out, made.findings) == (0, [])


def test_num_holds_the_facts_of_the_conversion(examples):
    """Every number of BASE.csv is in num, with its value, and nothing else is."""
    made, output, data = examples
    for accession, (_, _, filed) in ((a, rest) for a, *rest in EDGAR.values()):
        (path,) = (output / accession).glob("*.csv")
        with path.open(encoding="utf-8", newline="") as lines:
            facts = [row for row in csv.DictReader(lines) if row["unit"]]
        quarter = f"{filed[:4]}q{(int(filed[4:6]) + 2) // 3}"
        rows = [r for r in table(data / quarter / "num.txt") if r["adsh"] == accession]
        assert len(rows) > 40

        def key(row):
            # by another way than the export's: half a month on, then back to the month's end
            end = dt.date.fromisoformat(row["end"]) + dt.timedelta(days=15)
            end = end.replace(day=1) - dt.timedelta(days=1)
            return row["concept"].partition(":")[2], f"{end:%Y%m%d}", Decimal(row["value"])

        assert Counter((r["tag"], r["ddate"], Decimal(r["value"])) for r in rows) == Counter(
            map(key, facts)
        )
        assert len({tuple(list(r.values())[:8]) for r in rows}) == len(rows)
    assert made.dropped == 0


def test_pre_has_the_lines_as_printed(examples):
    _, _, data = examples
    rows = [r for r in table(data / "2004q4" / "pre.txt") if r["stmt"] == "IS"]
    assert [(r["tag"], r["plabel"]) for r in rows][:3] == [
        ("SalesRevenueNet", "Net sales"),
        ("OtherSalesRevenueNet", "Other revenues"),
        ("Revenues", "TOTAL REVENUES"),
    ]
    assert [int(r["line"]) for r in rows] == sorted(int(r["line"]) for r in rows)
    inside = {r["tag"] for r in table(data / "2004q4" / "pre.txt") if r["inpth"] == "1"}
    assert "CommonStockSharesAuthorized" in inside


def test_every_key_leads_on(examples):
    """num and pre lead to sub and tag; tag has a row for each that is used, once."""
    _, _, data = examples
    for quarter in ("2003q4", "2004q1", "2004q4"):
        sub, num, tag, pre, first = (
            table(data / quarter / f"{n}.txt") for n in ("sub", "num", "tag", "pre", "first")
        )
        filings = {row["adsh"] for row in sub}
        tags = [(row["tag"], row["version"]) for row in tag]
        used = {(row["tag"], row["version"]) for row in num}
        assert len(tags) == len(set(tags))
        assert set(tags) == used
        assert {(row["tag"], row["version"]) for row in pre} <= used
        assert {row["adsh"] for row in num} == filings
        assert [list(r.values())[:8] for r in num] == [list(r.values())[:8] for r in first]


def test_sub_says_what_the_header_says(examples):
    _, _, data = examples
    (row,) = table(data / "2004q4" / "sub.txt")
    assert {name: value for name, value in row.items() if value} == {
        "adsh": "0000950117-04-004400", "cik": "797167", "name": "NUTRITION 21 INC",
        "sic": "2860", "countryba": "US", "stprba": "NY", "cityba": "PURCHASE", "zipba": "10577",
        "bas1": "4 MANHATTANVILLE RD", "baph": "9147014500", "countryinc": "US", "stprinc": "NY",
        "ein": "112653613", "former": "AMBI INC", "changed": "19970101", "fye": "0630",
        "form": "10-Q", "period": "20040930", "fy": "2005", "fp": "Q1", "filed": "20041112",
        "accepted": "2004-11-12 16:30:00.0", "prevrpt": "0", "detail": "0",
        "instance": "nutrition21-20040930.xml", "nciks": "1",
    }  # fmt: skip


def test_several_filers_and_foreign_places(exported):
    _, data = exported(
        filing(
            facts=[fact()], lines=[line()], state_of_incorporation="M0",
            business={"city": "TORONTO", "state": "A6"},
            others=[{"cik": "0000000009", "name": "B"}, {"cik": "0000000008", "name": "C"}],
            former=[
                {"name": "OLD", "changed": "1990-01-01"}, {"name": "OLDER", "changed": "1980-01-01"},
            ],
        )
    )  # fmt: skip
    (row,) = table(data / "1998q1" / "sub.txt")
    assert (row["countryba"], row["stprba"]) == ("CA", "ON")
    assert (row["countryinc"], row["stprinc"]) == ("JP", "")
    assert (row["nciks"], row["aciks"]) == ("3", "8 9")
    assert (row["former"], row["changed"]) == ("OLD", "19900101")


@pytest.mark.parametrize(
    "missing",
    [{"adsh": None, "folder": "acme"}, {"filed": None}, {"cik": None}],
    ids=["number", "date", "cik"],
)
def test_a_filing_that_is_no_key_of_the_sec_stands_apart(exported, missing):
    made, data = exported(filing(facts=[fact()], lines=[line()], **missing))
    assert made.filings == 1
    (row,) = table(data / "incomplete" / "sub.txt")
    known = row["adsh"] if "adsh" in missing else None
    assert known in (None, "sha256-0123456789abc")
    assert len(row["adsh"]) == 20
    if "filed" in missing:
        (first,) = table(data / "incomplete" / "first.txt")
        assert (first["isfirst"], first["firstadsh"]) == ("", "")


def later(number, value, filed, form="10-K", **more):
    return filing(
        f"0000000001-{number}", [fact(value=value, **more)], [line()], filed=filed, form=form
    )


def test_as_first_filed(exported):
    _, data = exported(
        later("99-000001", "1200", "1999-03-01"),
        later("98-000001", "1000", "1998-03-02"),
        later("98-000002", "1000", "1998-05-02", "10-Q"),
        later("00-000001", "1300", "2000-03-01"),
    )
    rows = [
        r for q in ("1998q1", "1998q2", "1999q1", "2000q1") for r in table(data / q / "first.txt")
    ]
    assert [(r["value"], r["isfirst"]) for r in rows] == [
        ("1000", "1"), ("1000", "0"), ("1200", "0"), ("1300", "0"),
    ]  # fmt: skip
    for row in rows:
        assert (row["firstadsh"], row["firstform"], row["firstfiled"], row["firstvalue"]) == (
            "0000000001-98-000001", "10-K", "19980302", "1000",
        )  # fmt: skip
        assert (row["restated"], row["restatedadsh"], row["restatedvalue"]) == (
            "1", "0000000001-99-000001", "1200",
        )  # fmt: skip


@pytest.mark.parametrize(
    ("one", "other", "restated"),
    [
        # in thousands, then in millions
        ({"value": "1543000", "decimals": "-3"}, {"value": "2000000", "decimals": "-6"}, "0"),
        ({"value": "1543000", "decimals": "-3"}, {"value": "3000000", "decimals": "-6"}, "1"),
        ({"value": "1543000", "decimals": "-3"}, {"value": "1543444", "decimals": ""}, "0"),
        ({"value": "0.12", "decimals": "2"}, {"value": "0.13", "decimals": "2"}, "1"),
        ({"value": "1000"}, {"value": "1000", "end": "1998-01-03"}, "0"),
        ({"value": "1000"}, {"value": "1001", "end": "1998-01-03"}, "1"),
        ({"value": "1000"}, {"value": "1200", "end": "1998-03-31"}, "0"),
        ({"value": "1000"}, {"value": "1200", "unit": "CAD"}, "0"),
        (
            {"value": "1000"},
            {"value": "9", "dimensions": "us-gaap:LegalEntityAxis=acme:XMember"},
            "0",
        ),
        ({"concept": "acme:Widgets"}, {"concept": "acmenew:Widgets", "value": "1"}, "1"),
    ],
)
def test_which_figures_are_the_same(exported, one, other, restated):
    _, data = exported(
        filing("0000000001-98-000001", [fact(**one)], [line()]),
        filing("0000000001-99-000001", [fact(**other)], [line()], filed="1999-03-01"),
    )
    assert [r["restated"] for r in table(data / "1998q1" / "first.txt")] == [restated]


def test_other_companies_have_their_own_first_filings(exported):
    _, data = exported(
        later("98-000001", "1000", "1998-03-02"),
        filing("0000000002-98-000001", [fact(value="5")], [line()], cik="0000000008"),
    )
    assert [r["isfirst"] for r in table(data / "1998q1" / "first.txt")] == ["1", "1"]


def test_of_two_facts_with_one_key_the_nearer_stays(exported):
    made, data = exported(
        filing(facts=[fact(value="1", end="1997-12-27"), fact(value="2", end="1997-12-31")])
    )
    assert [r["value"] for r in table(data / "1998q1" / "num.txt")] == ["2.0000"]
    assert made.dropped == 1
    assert json.loads((data / "export.json").read_text())["dropped"] == 1


def test_num_has_the_footnotes(exported):
    facts = [fact(footnotes="(1) Restated. | * Unaudited."), fact("us-gaap:Liabilities")]
    facts.append(fact("us-gaap:Cash", footnotes="* " + "x" * 600))
    _, data = exported(filing(facts=facts))
    notes = {row["tag"]: row["footnote"] for row in table(data / "1998q1" / "num.txt")}
    assert notes == {
        "Assets": "(1) Restated. | * Unaudited.", "Liabilities": "", "Cash": "* " + "x" * 510
    }  # fmt: skip


def test_signs_and_statements_of_pre(exported):
    _, data = exported(
        filing(
            facts=[fact(), fact("dei:EntityPublicFloat"), fact("acme:X", statement="NOTE")],
            lines=[
                line("us-gaap:AssetsAbstract", 1, abstract="1"),
                line("us-gaap:Assets", 2, negated="1", label='"Total" assets'),
                line("dei:EntityPublicFloat", 3, 1, statement="COVER"),
                line("dei:EntityRegistrantName", 4, 1, statement="COVER"),
                line("acme:X", 5, 3, statement="NOTE", parenthetical="1"),
            ],
        )
    )
    rows = table(data / "1998q1" / "pre.txt")
    assert [(r["tag"], r["stmt"], r["line"], r["inpth"], r["negating"]) for r in rows] == [
        ("Assets", "BS", "2", "0", "1"),
        ("EntityPublicFloat", "CP", "3", "0", "0"),
        ("X", "UN", "5", "1", "0"),
    ]
    assert rows[0]["plabel"] == "'Total' assets"
    assert rows[2]["version"] == "0000000001-98-000001"


def test_an_amended_report_says_so(exported):
    _, data = exported(
        later("98-000001", "1000", "1998-03-02"),
        later("98-000002", "1000", "1998-03-20", "10-K/A"),
        filing(
            "0000000001-98-000003", [fact()], [line()], filed="1998-03-01", form="10-Q",
            entry_period="1996-12-31",
        ),
    )  # fmt: skip
    assert [(r["form"], r["prevrpt"]) for r in table(data / "1998q1" / "sub.txt")] == [
        ("10-Q", "0"), ("10-K", "1"), ("10-K/A", "0"),
    ]  # fmt: skip


def test_an_amendment_of_another_kind_of_annual_report(exported):
    _, data = exported(
        later("98-000001", "1000", "1998-03-02", "10-K405"),
        later("98-000002", "1000", "1998-03-20", "10-K/A"),
        filing("0000000002-98-000001", [fact()], [line()], cik="0000000008"),
    )
    assert [(r["form"], r["cik"], r["prevrpt"]) for r in table(data / "1998q1" / "sub.txt")] == [
        ("10-K405", "7", "1"), ("10-K/A", "7", "0"), ("10-K", "8", "0"),
    ]  # fmt: skip


def test_what_cannot_be_exported_is_told(exported):
    good = filing(facts=[fact()], lines=[line()])
    twin = filing("0000000001-98-000001", folder="twin", facts=[fact()])
    old = filing("0000000001-98-000002", [fact()], None)
    bare = filing("0000000001-98-000003", None, None)
    broken = filing("0000000001-98-000004", [fact(value="a hundred")], [line()])
    made, data = exported(good, twin, old, bare, broken)
    told = Counter(finding.code for finding in made.findings)
    assert told == {"EXP001": 2, "EXP002": 1, "EXP003": 1}
    assert (made.filings, made.left_out) == (2, 2)
    (tag,) = {(r["tag"], r["datatype"], r["iord"]) for r in table(data / "1998q1" / "tag.txt")}
    assert tag == ("Assets", "monetary", "I")


def test_lines_of_earlier_manifests_are_read(exported):
    entry, facts, lines = filing(facts=[fact()], lines=[line()])
    for name in ("base", "fiscal_year", "fiscal_period", "fiscal_year_end", "header"):
        del entry[name]
    _, data = exported((entry, facts, lines))
    (row,) = table(data / "incomplete" / "sub.txt")
    assert (row["adsh"], row["name"], row["filed"]) == (
        "0000000001-98-000001", "Acme Corporation", "",
    )  # fmt: skip


def test_a_broken_line_is_told(tmp_path):
    output = write_corpus(tmp_path / "output", filing(facts=[fact()], lines=[line()]))
    with (output / "manifest.jsonl").open("a") as manifest:
        manifest.write('[1]\n{"folder": \n\n')
    made = export(output, "fsds", tmp_path / "data")
    assert [finding.code for finding in made.findings] == ["WRT101", "WRT101"]
    assert made.filings == 1


def test_the_same_bytes_in_any_order(tmp_path):
    filings = [
        later("98-000001", "1000", "1998-03-02"), later("99-000001", "1200", "1999-03-01"),
        filing("0000000002-98-000001", [fact(value="5")], [line()], cik="0000000008"),
    ]  # fmt: skip
    export(write_corpus(tmp_path / "a", *filings), "fsds", tmp_path / "one")
    export(write_corpus(tmp_path / "b", *reversed(filings)), "fsds", tmp_path / "two")
    assert tree(tmp_path / "one") == tree(tmp_path / "two")


def test_an_export_takes_the_place_of_the_one_before(tmp_path):
    data = tmp_path / "data"
    export(write_corpus(tmp_path / "a", later("98-000001", "1", "1998-03-02")), "fsds", data)
    export(write_corpus(tmp_path / "b", later("99-000001", "1", "1999-03-02")), "fsds", data)
    assert sorted(path.name for path in data.iterdir()) == [
        "1999q1", "companies.csv", "export.json",
    ]  # fmt: skip


def test_other_peoples_files_are_let_alone(tmp_path):
    output = write_corpus(tmp_path / "a", later("98-000001", "1", "1998-03-02"))
    data = tmp_path / "data"
    export(output, "fsds", data)
    (data / "notes.txt").write_text("mine")
    with pytest.raises(ExportError, match=r"holds notes\.txt"):
        export(output, "fsds", data)
    with pytest.raises(ExportError, match="which no export made"):
        export(output, "fsds", output)
    assert (data / "1998q1").is_dir()


def test_nothing_converted(tmp_path):
    with pytest.raises(ExportError, match="holds no converted filing"):
        export(tmp_path, "fsds", tmp_path / "data")
    assert not (tmp_path / "data").exists()
