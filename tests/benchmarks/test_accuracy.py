"""The measure itself: a small corpus in a plain style, whose figures are known."""

import datetime as dt
import json
import shutil
import sys
from dataclasses import replace
from decimal import Decimal
from random import Random

import pytest

from benchmarks.measures import accuracy
from benchmarks.measures.schedules import schedules, without_schedules
from benchmarks.typeset import render, styles


def drawn(seed):
    return styles.draw(Random(seed))  # noqa: S311 - a style is no secret


JUNE, BEFORE = dt.date(2009, 6, 30), dt.date(2008, 12, 31)
BALANCE = (
    ("CashAndCashEquivalentsAtCarryingValue", "Cash and cash equivalents", 120, 100),
    ("AccountsReceivableNetCurrent", "Accounts receivable, net", 310, 280),
    ("InventoryNet", "Inventories", 205, 190),
    ("AssetsCurrent", "Total current assets", 635, 570),
    ("PropertyPlantAndEquipmentNet", "Property, plant and equipment, net", 412, 431),
    ("Assets", "Total assets", 1047, 1001),
    ("AccountsPayableCurrent", "Accounts payable", 133, 127),
    ("LiabilitiesCurrent", "Total current liabilities", 133, 127),
    ("LongTermDebtNoncurrent", "Long-term debt", 300, 310),
    ("CommonStockValue", "Common stock", 50, 50),
    ("RetainedEarningsAccumulatedDeficit", "Retained earnings", 564, 514),
    ("StockholdersEquity", "Total EXAMPLE INC stockholders' equity", 614, 564),
    ("LiabilitiesAndStockholdersEquity", "Total liabilities and stockholders' equity", 1047, 1001),
)  # fmt: skip
PLAIN = {
    "envelope": True, "tagged": "", "leaders": "", "dollar": "none", "negative": "paren",
    "nil": "--", "commas": True, "scale": "thousands", "units_words": 0, "units_place": "title",
    "dates": "stack", "spanner": "over", "oldest_first": False, "weeks": False, "wrap": "hanging",
    "value_on": "last", "stub": 44, "step": 2, "upper": "headings", "blanks": "none", "rule": "-",
    "rule_short": False, "head_rule": "columns", "gap": 3, "column": 12, "note_column": False,
    "percent_column": False, "change_column": False, "caption_notes": False, "footnotes": False,
    "tabs": False, "pages": "none", "unaudited": "title", "company_title": "centre", "titles": 0,
    "title_wrap": False, "contents": False, "selected": False, "discussion": False,
    "quarterly": False, "segments": False, "notes": False, "crlf": False, "trailing": False,
}  # fmt: skip


def filing():
    lines = [
        render.Line(
            tag, custom=False, label=label, negated=False, quantity="money", instant=True,
            values={(JUNE, 0): Decimal(new * 1000), (BEFORE, 0): Decimal(old * 1000)},
        )
        for tag, label, new, old in BALANCE
    ]  # fmt: skip
    cover = render.Cover(
        "EXAMPLE INC", "0000000001-09-000001", "1", "10-Q", JUNE, dt.date(2009, 8, 7), "3570",
        "DE", "0", "1231",
    )  # fmt: skip
    return render.Filing(cover, {"BS": lines})


@pytest.fixture
def corpus(tmp_path, monkeypatch):
    plain = replace(drawn(0), **PLAIN)
    monkeypatch.setattr(render, "draw", lambda _: plain)
    text, gold, style = render.render(filing(), 1)
    render.write(tmp_path, "example", text, gold, style)
    return tmp_path


def change(corpus, old, new):
    path = corpus / "example.gold.tsv"
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new, 1))


def counted(corpus):
    outcomes = accuracy.measure_all(corpus, None, 1)
    return accuracy.summary(outcomes), outcomes


def test_all_right(corpus):
    result, _ = counted(corpus)
    counts = result["statements"]["BS"]
    assert (counts["cells"], counts["value"], counts["emitted"]) == (26, 26, 26)
    assert counts.get("surplus", 0) == 0
    assert counts["standard"] == counts["concept"] == counts["sign"] == 26
    assert result["misses"] == {}
    assert result["totals"]["proven"] >= 3
    assert result["totals"]["untied"] == 0
    assert sum(band["exact"] for band in result["calibration"]) == 26


CASH = (
    "BS\tCash and cash equivalents\tCashAndCashEquivalentsAtCarryingValue\t0\t\t2009-06-30\t120000"
)


@pytest.mark.parametrize(
    ("gold", "kind"),
    [
        (CASH.replace("120000", "121000"), "no such value"),
        (CASH.replace("120000", "120"), "wrong scale"),
        (CASH.replace("2009-06-30", "2007-06-30"), "value in another period"),
        (CASH.replace("120000", "-120000"), "wrong sign"),
        (CASH.replace("CashAndCash", "OtherCashAndCash"), "other concept"),
    ],
)
def test_each_kind_of_miss(corpus, gold, kind):
    change(corpus, CASH, gold)
    result, outcomes = counted(corpus)
    assert kind in result["misses"]
    miss = next(m for o in outcomes for m in o.misses if m.kind != "surplus")
    assert (miss.file, miss.caption) == ("example.txt", "Cash and cash equivalents")
    line = (corpus / "example.txt").read_text().split("\n")[miss.line - 1]
    assert line.split()[:3] == ["Cash", "and", "cash"]


def test_surplus_is_what_no_gold_cell_has(corpus):
    path = corpus / "example.gold.tsv"
    rows = path.read_text().splitlines()
    path.write_text("\n".join(row for row in rows if "\tInventoryNet\t" not in row) + "\n")
    result, _ = counted(corpus)
    assert result["statements"]["BS"]["surplus"] == 2
    assert result["misses"] == {"surplus": 2}


def test_an_equivalent_concept_is_told_apart(corpus, tmp_path):
    change(corpus, CASH, CASH.replace("CashAndCashEquivalentsAtCarryingValue", "Cash"))
    groups = tmp_path / "equal"
    groups.write_text("# groups\nCash CashAndCashEquivalentsAtCarryingValue\n")
    outcomes = accuracy.measure_all(corpus, groups, 1)
    counts = accuracy.summary(outcomes)["statements"]["BS"]
    assert (counts["standard"], counts["concept"], counts["like"]) == (26, 25, 26)


def test_the_core_is_counted_apart(corpus):
    statements = accuracy.summary(accuracy.measure_all(corpus, None, 1))["statements"]
    core, every = statements["most asked"], statements["all"]
    assert 0 < core["cells"] < every["cells"]
    assert core["concept"] == core["standard"] == core["cells"]
    assert every["cells"] == sum(
        counts["cells"] for kind, counts in statements.items() if kind not in ("all", "most asked")
    )


SCHEDULE = """\
<DOCUMENT>
<TYPE>EX-27
<TEXT>
<ARTICLE> 5
<MULTIPLIER> 1,000
<PERIOD-END> JUN-30-2009
<CASH>          120
<INVENTORY>     999
<TOTAL-ASSETS>  1,047
<PREFERRED>     0
</TEXT>
</DOCUMENT>
"""


def test_schedules_are_taken_out_and_compared(corpus):
    path = corpus / "example.txt"
    text = path.read_text()
    path.write_text(text.replace("</SEC-DOCUMENT>", SCHEDULE + "</SEC-DOCUMENT>"))
    result, outcomes = counted(corpus)
    assert result["ex27"]["all"] == {
        "own amounts": 3, "own agree": 2, "amounts": 3, "agree": 2,
    }  # fmt: skip
    missed = [a for a in outcomes[0].schedule if not a.agrees]
    assert [a.tag for a in missed] == ["INVENTORY"]
    assert "EX-27" not in without_schedules(path.read_text())


def test_a_restated_schedule_stands_apart():
    restated = SCHEDULE.replace("<CASH>", "<RESTATED>\n<CASH>")
    found = schedules(restated + SCHEDULE)
    assert [schedule.restated for schedule in found] == [True, False]


def test_the_command(corpus, capsys, monkeypatch):
    misses = corpus / "misses.tsv"
    argv = ["accuracy.py", str(corpus), "--json", "--misses", str(misses)]
    monkeypatch.setattr(sys, "argv", argv)
    assert accuracy.main() == 0
    assert json.loads(capsys.readouterr().out)["statements"]["all"]["value"] == 26
    assert misses.read_text().startswith("kind\tfile\tline")
    monkeypatch.setattr(sys, "argv", ["accuracy.py", str(corpus)])
    accuracy.main()
    printed = capsys.readouterr().out
    assert "100.00%" in printed
    assert "value+period" in printed


def test_a_style_is_the_seeds(corpus):
    del corpus
    assert drawn("1 a") == drawn("1 a")
    assert len({drawn(seed) for seed in range(20)}) == 20


@pytest.mark.parametrize("seed", range(12))
def test_every_gold_cell_is_printed(seed):
    text, gold, _ = render.render(filing(), seed)
    flat = "".join(text.split())
    assert len(gold) == 26
    assert all("".join(row[-1].split()) in flat for row in gold)


def test_gold_of_another_folder_counts_and_filings_without_are_passed_over(corpus, tmp_path):
    golds = tmp_path / "reviewed"
    golds.mkdir()
    (found,) = list(corpus.rglob("*.gold.tsv"))[:1]
    shutil.move(found, golds / found.name)
    shutil.copy(corpus / "example.txt", corpus / "another.txt")
    outcomes = accuracy.measure_all(corpus, None, 1, golds=golds)
    assert [each.file for each in outcomes] == [found.name.replace(".gold.tsv", ".txt")]
    assert outcomes[0].gold
