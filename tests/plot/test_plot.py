"""Pictures: what they show, from companies and statements that are made up."""

import json
import re
import sys
from decimal import Decimal

import pytest
from made_corpus import fact, filing, line, write_corpus

from converter import cli
from converter.export.corpus import Corpus
from converter.plot import PlotError, coverage_chart, rendered, series_chart, statement_chart
from converter.plot.coverage import coverage
from converter.plot.draw import amounts
from converter.plot.statement import blocks, steps
from converter.plot.sums import summed

pytest.importorskip("altair")
pytest.importorskip("vl_convert")

EVIL = "</script><script>alert(1)</script> & <b>Revenues</b>"


def flow(name, value, year=1997, **more):
    return fact(
        f"us-gaap:{name}", str(value), f"{year}-12-31", f"{year}-01-01", statement="IS", **more
    )


def report(filed, *facts, **more):
    return filing(f"0000000001-{filed[2:4]}-000001", facts=facts, filed=filed, **more)


@pytest.fixture
def restated(tmp_path):
    return write_corpus(
        tmp_path / "output",
        report("1996-03-01", flow("Revenues", 90_000_000, 1995), flow("NetIncomeLoss", -7_000_000, 1995)),
        report("1998-03-01", flow("Revenues", 100_000_000), flow("NetIncomeLoss", 7_000_000),
               flow("EarningsPerShareDiluted", "1.25", unit="USD_per_share")),
        report("1999-03-01", flow("Revenues", 80_000_000), flow("Revenues", 120_000_000, 1998)),
    )  # fmt: skip


def data(spec):
    """The rows of all data that a chart holds, in one list."""
    if isinstance(spec, dict):
        own = spec.get("values") if isinstance(spec.get("values"), list) else []
        found = [row for row in own if isinstance(row, dict)]
        found += [row for set_ in spec.get("datasets", {}).values() for row in set_]
        inner = [data(value) for key, value in spec.items() if key != "datasets"]
        return found + [row for rows in inner for row in rows]
    if isinstance(spec, list):
        return [row for each in spec for row in data(each)]
    return []


def unique(rows, *names):
    return list(
        dict.fromkeys(tuple(row[name] for name in names) for row in rows if names[0] in row)
    )


def test_series_breaks_at_a_gap_and_shows_what_was_filed_first(restated):
    spec = series_chart(restated, "acme").to_dict()
    rows = unique(data(spec), "item", "end", "value", "first", "restated", "run")
    assert rows == [
        ("Revenues", "1995-12-31", 90.0, 90.0, False, "Revenues 0"),
        ("Revenues", "1997-12-31", 80.0, 100.0, True, "Revenues 1"),
        ("Revenues", "1998-12-31", 120.0, 120.0, False, "Revenues 1"),
        ("Net income", "1995-12-31", -7.0, -7.0, False, "Net income 0"),
        ("Net income", "1997-12-31", 7.0, 7.0, False, "Net income 1"),
    ]
    title = spec["title"]
    assert title["text"] == "ACME CORP"
    assert any("Hollow" in text for text in title["subtitle"])
    assert "USD, millions" in json.dumps(spec)


def test_a_panel_for_each_unit(restated):
    spec = series_chart(restated, "acme", ["revenues", "eps_diluted"]).to_dict()
    assert len(spec["vconcat"]) == 2
    assert "USD per share" in json.dumps(spec["vconcat"][1])


def test_as_filed_first_nothing_is_hollow(restated):
    spec = series_chart(restated, "acme", ["revenues"], as_filed=True).to_dict()
    assert ("1997-12-31", 100.0) in unique(data(spec), "end", "value")
    assert not any("Hollow" in text for text in spec["title"]["subtitle"])


@pytest.mark.parametrize(
    ("company", "concepts", "said"),
    [
        ("nobody", [], "no company"), ("acme", ["sales"], "no item"),
        ("acme", ["inventory"], "states nothing"), ("acme", [f"us-gaap:A{n}" for n in range(9)], "8 items"),
    ],
)  # fmt: skip
def test_no_series(restated, company, concepts, said):
    with pytest.raises(PlotError, match=said):
        series_chart(restated, company, concepts)


LINES = {
    "IS": [
        ("Revenues", 100), ("CostOfRevenue", 60), ("GrossProfit", 40), ("OperatingExpenses", 25),
        ("SellingExpense", 15), ("ResearchAndDevelopmentExpense", 10), ("OperatingIncomeLoss", 15),
        ("IncomeTaxExpenseBenefit", 5), ("NetIncomeLoss", 10),
    ],
    "BS": [
        ("Cash", 10), ("PropertyPlantAndEquipmentGross", 90), ("AccumulatedDepreciation", 40),
        ("PropertyPlantAndEquipmentNet", 50), ("Assets", 60), ("Liabilities", 70),
        ("RetainedEarnings", -10), ("LiabilitiesAndStockholdersEquity", 60),
    ],
}  # fmt: skip
SUMS = {
    "IS": {
        "GrossProfit": ["Revenues", "-CostOfRevenue"],
        "OperatingExpenses": ["SellingExpense", "ResearchAndDevelopmentExpense"],
        "OperatingIncomeLoss": ["GrossProfit", "-OperatingExpenses"],
        "NetIncomeLoss": ["OperatingIncomeLoss", "-IncomeTaxExpenseBenefit"],
    },
    "BS": {
        "PropertyPlantAndEquipmentNet": ["PropertyPlantAndEquipmentGross", "-AccumulatedDepreciation"],
        "Assets": ["Cash", "PropertyPlantAndEquipmentNet"],
        "LiabilitiesAndStockholdersEquity": ["Liabilities", "RetainedEarnings"],
    },
}  # fmt: skip


def statement(tmp_path, kind="IS", lines=None, sums=None, caption=None):
    lines, sums = lines or LINES[kind], SUMS[kind] if sums is None else sums
    start = "1997-01-01" if kind == "IS" else ""
    facts = [
        fact(f"us-gaap:{name}", str(value), "1997-12-31", start, statement=kind)
        for name, value in lines
        if value is not None
    ]
    facts += [
        fact(
            f"us-gaap:{lines[0][0]}", "77", "1996-12-31", start.replace("7", "6", 1), statement=kind
        )
    ]
    rows = [
        line(f"us-gaap:{name}", at, statement=kind, role="Role", label=caption or name)
        for at, (name, _) in enumerate(lines, start=2)
    ]
    output = write_corpus(tmp_path / "output", filing(facts=facts, lines=rows))
    arcs = "".join(
        f'<link:calculationArc xlink:from="us-gaap_{total}" xlink:to="us-gaap_{item.lstrip("-")}"'
        f' weight="{"-1" if item[0] == "-" else "1"}"/>'
        for total, items in sums.items()
        for item in items
    )
    (output / "0000000001-98-000001" / "acme-19971231_cal.xml").write_text(
        '<link:linkbase xmlns:link="http://www.xbrl.org/2003/linkbase"'
        ' xmlns:xlink="http://www.w3.org/1999/xlink">'
        f'<link:calculationLink xlink:role="https://x/role/Role">{arcs}</link:calculationLink>'
        '<link:calculationLink xlink:role="https://x/role/Other"><link:calculationArc'
        ' xlink:from="us-gaap_Revenues" xlink:to="us-gaap_Assets" weight="1"/></link:calculationLink>'
        "</link:linkbase>"
    )
    return output


def test_a_waterfall_goes_from_line_to_line_and_shows_sums_that_it_reaches(tmp_path):
    found = summed(statement(tmp_path), "0000000001-98-000001", "is")
    assert [(s.caption, int(s.start), int(s.end), s.kind) for s in steps(found)] == [
        ("Revenues", 0, 100, "adds"), ("CostOfRevenue", 100, 40, "takes off"),
        ("GrossProfit", 0, 40, "sum"), ("SellingExpense", 40, 25, "takes off"),
        ("ResearchAndDevelopmentExpense", 25, 15, "takes off"),
        ("OperatingIncomeLoss", 0, 15, "sum"), ("IncomeTaxExpenseBenefit", 15, 10, "takes off"),
        ("NetIncomeLoss", 0, 10, "sum"),
    ]  # fmt: skip


def test_what_lines_do_not_explain_is_a_bar_of_its_own(tmp_path):
    lines = [(name, None if name == "CostOfRevenue" else value) for name, value in LINES["IS"]]
    made = steps(summed(statement(tmp_path, lines=lines), "0000000001-98-000001", "IS"))
    (rest,) = [step for step in made if step.kind == "not explained by lines"]
    assert rest.amount == -60
    assert made[-1].end == 10


def test_what_is_in_no_sum_is_said(tmp_path):
    sums = {total: items for total, items in SUMS["IS"].items() if total != "NetIncomeLoss"}
    spec = statement_chart(statement(tmp_path, sums=sums), "0000000001-98-000001", "IS").to_dict()
    assert spec["title"]["subtitle"][-1] == (
        "In no sum that was found: IncomeTaxExpenseBenefit, NetIncomeLoss"
    )


def test_columns_of_a_balance_sheet_are_as_high_as_their_sums(tmp_path):
    made = blocks(summed(statement(tmp_path, "BS"), "0000000001-98-000001", "BS"))
    assert [(b.column, b.caption, int(b.low), int(b.high)) for b in made] == [
        ("Assets", "Cash", 0, 10), ("Assets", "PropertyPlantAndEquipmentNet", 10, 60),
        ("LiabilitiesAndStockholdersEquity", "Liabilities", 0, 70),
        ("LiabilitiesAndStockholdersEquity", "RetainedEarnings", -10, 0),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (("gone", "IS"), "no filing"), (("0000000001-98-000001", "CF"), "no statement CF"),
        (("0000000001-98-000001", "XX"), "BS, IS, CF, CI"),
        (("0000000001-98-000001", "IS", "1990-12-31"), "there are 1997-12-31, 1996-12-31"),
        (("0000000001-98-000001", "IS", "1996-12-31"), "no sums"),
    ],
)  # fmt: skip
def test_no_statement(tmp_path, given, said):
    with pytest.raises(PlotError, match=said):
        statement_chart(statement(tmp_path), *given)


def test_without_the_linkbase_it_is_said_what_to_do(tmp_path):
    output = statement(tmp_path)
    (output / "0000000001-98-000001" / "acme-19971231_cal.xml").unlink()
    with pytest.raises(PlotError, match="xbrl among the formats"):
        statement_chart(output, "0000000001-98-000001", "IS")


@pytest.fixture
def batch(tmp_path):
    several = [
        filing("0000000001-98-000001", form="10-K"),
        filing("0000000001-98-000002", form="10-Q"),
        filing("0000000001-98-000003", form="10-K405", cik="0000000008", company="BETA"),
        filing("0000000001-95-000004", form="10-Q", filed="1995-08-01"),
        filing("0000000001-95-000005", form="8-K", filed="1995-08-01"),
        filing("0000000001-95-000006", form="8-K", entry_period=None),
    ]
    several[1][0]["fiscal_period"] = "Q1"
    several[2][0]["complete"] = False
    for at in (3, 4):
        several[at][0]["fiscal_year"] = 1995
    several[5][0]["fiscal_year"] = None
    output = write_corpus(tmp_path / "output", *several)
    (output / "failures.jsonl").write_text('{"input": "a.txt"}\n')
    return output


def test_coverage_counts_what_is_there(batch):
    found, dateless, failed = coverage(batch)
    said = {
        (name, year): (own.state, own.said)
        for name, years in found.items()
        for year, own in years.items()
    }
    assert said == {
        ("ACME CORP", 1997): ("annual report, all statements", "K 1Q"),
        ("ACME CORP", 1995): ("no annual report, others", "1Q +1"),
        ("BETA", 1997): ("annual report, a statement missing", "K"),
    }
    assert (dateless, failed) == (1, 1)


def test_coverage_shows_gaps_and_what_is_not_shown(batch):
    spec = coverage_chart(batch).to_dict()
    assert ("ACME CORP", "1996", "nothing, between years that are there") in unique(
        data(spec), "company", "year", "state"
    )
    told = " ".join(spec["title"]["subtitle"])
    assert "1 filings state no year" in told
    assert "1 inputs could not be converted" in told
    assert "1 companies with fewer filings" in " ".join(
        coverage_chart(batch, 1).to_dict()["title"]["subtitle"]
    )


@pytest.mark.parametrize(
    ("most", "unit", "title", "shown"),
    [
        ("16244000000", "USD", "USD, millions", 16244.0), ("-45000", "USD", "USD, thousands", -45.0),
        ("3.25", "USD_per_share", "USD per share", 3.25), ("0", "shares", "shares", 0.0),
    ],
)  # fmt: skip
def test_amounts_are_scaled_to_be_read(most, unit, title, shown):
    scale = amounts([Decimal(most)], unit)
    assert (scale.title, scale.of(most)) == (title, shown)


@pytest.mark.parametrize(
    ("ending", "begins"), [(".png", b"\x89PNG"), (".svg", b"<svg"), (".html", b"<!DOCTYPE html>")]
)
def test_files_by_their_ending_and_nothing_of_a_filing_runs(tmp_path, ending, begins):
    chart = statement_chart(statement(tmp_path, caption=EVIL), "0000000001-98-000001", "IS")
    made = rendered(chart, ending)
    assert made.startswith(begins)
    if ending != ".png":
        assert b"<script>alert" not in made
    if ending == ".html":
        text = made.decode()
        assert "\\u003cscript\\u003ealert(1)" in text
        assert "default-src 'none'" in text
        # nothing is loaded: all that the page runs is in it
        assert not re.search(r"<(?:script|link)[^>]+(?:src|href)=", text)
    if ending == ".svg":
        assert b"&lt;script" in made


@pytest.mark.parametrize("missing", ["altair", "vl_convert"])
def test_without_the_extra_it_is_said_what_to_install(
    restated, monkeypatch, missing, capsys, tmp_path
):
    monkeypatch.setitem(sys.modules, missing, None)
    asked = [
        "plot",
        "series",
        "--company",
        "acme",
        "-o",
        str(restated),
        "--to",
        str(tmp_path / "a.png"),
    ]
    assert cli.main(asked) == 2
    assert "pip install 'retroxbrl[plot]'" in capsys.readouterr().err


def test_the_command_writes_each_kind(tmp_path, capsys):
    output = statement(tmp_path)
    for asked in (
        ["series", "--company", "acme", "--concept", "us-gaap:Revenues"],
        ["statement", "0000000001-98-000001"],
        ["coverage"],
    ):
        path = tmp_path / f"{asked[0]}.svg"
        assert cli.main(["plot", *asked, "-o", str(output), "--to", str(path)]) == 0
        assert capsys.readouterr().out.strip() == str(path)
        assert path.read_bytes().startswith(b"<svg")


@pytest.mark.parametrize("name", ["a.gif", "a"])
def test_another_ending_is_refused_before_anything_is_read(tmp_path, capsys, name):
    assert cli.main(["plot", "coverage", "-o", str(tmp_path / "gone"), "--to", name]) == 2
    assert ".png, .svg, .html" in capsys.readouterr().err


def test_a_filings_own_folder_is_found_by_a_part_of_its_name(tmp_path):
    output = statement(tmp_path)
    assert summed(output, "98-000001", "IS").value("us-gaap:Revenues") == 100
    with Corpus(output) as corpus:
        assert corpus.count == 1
