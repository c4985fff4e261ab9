"""The corpus generator: the same bytes each time, figures that hold together and are read."""

import csv
import datetime as dt
import sys
import tarfile
import zipfile
from collections import Counter
from decimal import Decimal

import pytest

from benchmarks.corpora import company, corpus
from benchmarks.corpora.statements import Books
from benchmarks.measures import loss, runs, scale
from converter.model.finding import ConversionError
from converter.model.xbrl import Duration
from converter.pipeline import Options, analyse
from converter.read import read_filing

SEED = 3


def planned(count, **wanted):
    """Filings of many companies, one or two each."""
    found = []
    for number in range(1000):
        plan = corpus.plan(SEED, company.company(SEED, number))
        plan = [p for p in plan if all(getattr(p, k) in v for k, v in wanted.items())]
        found += plan[number % 5 :][:2]
        if len(found) >= count:
            return found[:count]
    raise AssertionError("too few")


def test_the_same_seed_gives_the_same_bytes_and_a_larger_corpus_begins_alike(tmp_path):
    for name, filings in (("one", 8), ("two", 8), ("more", 12)):
        corpus.generate(tmp_path / name, filings, SEED)
    one, two, more = (runs.tree(tmp_path / name) for name in ("one", "two", "more"))
    assert len(one) == 9  # and truth.csv
    assert one == two
    one.pop("truth.csv")
    assert one.items() <= more.items()
    corpus.generate(tmp_path / "other", 8, SEED + 1)
    assert not one.items() & runs.tree(tmp_path / "other").items()


@pytest.mark.parametrize("kind", ["zip", "tar.gz", "feed"])
def test_archives_hold_what_the_truth_says(tmp_path, kind):
    corpus.generate(tmp_path, 6, SEED, kind)
    members = {}
    for path in tmp_path.iterdir():
        if path.suffix == ".zip":
            with zipfile.ZipFile(path) as archive:
                members |= {f"{path.name}/{n}": archive.read(n) for n in archive.namelist()}
        elif path.suffix == ".gz":
            with tarfile.open(path) as archive:
                members |= {f"{path.name}/{m.name}": archive.extractfile(m).read() for m in archive}
    truths = list(corpus.read_truth(tmp_path))
    assert {t.name for t in truths} == members.keys()
    for truth in truths:
        assert len(members[truth.name]) == truth.size
        if kind == "feed":
            header = read_filing(members[truth.name], "one.nc").value.header
            assert (header.accession, header.cik, header.form) == (
                truth.accession, truth.cik, truth.form,
            )  # fmt: skip
            assert truth.name.endswith(f".nc.tar.gz/{truth.accession}.nc")


@pytest.mark.parametrize("number", range(12))
def test_books_balance_and_years_are_the_sums_of_quarters(number):
    made = company.company(SEED, number)
    quarters = company.history(SEED, made)
    for (year, quarter), q in quarters.items():
        b = q.balances
        assert b["assets"] == b["liabilities"] + b["equity"]
        before = quarters.get((year, quarter - 1) if quarter > 1 else (year - 1, 4))
        if before:
            assert b["cash"] == before.balances["cash"] + q.flows["change in cash"]
            earned = q.flows["net"] - q.flows["dividends"]
            assert b["retained"] == before.balances["retained"] + earned
        assert q.diluted >= q.average > 0
    year = made.first + 1
    books = Books(made, quarters, year, 4)
    assert books.flows(books.to_date(year))["net"] == sum(
        quarters[year, n].flows["net"] for n in range(1, 5)
    )


def test_a_column_of_last_year_is_what_was_filed_then_unless_it_is_restated():
    seen = Counter()
    for number in range(40):
        made = company.company(SEED, number)
        quarters = company.history(SEED, made)
        for year in range(made.first + 1, made.last + 1):
            then, now = Books(made, quarters, year - 1, 2), Books(made, quarters, year, 2)
            filed = then.flows(then.columns("10-Q")[0][0])
            shown = now.flows(now.columns("10-Q")[0][1])
            anew = year == made.reclassified
            seen[anew] += 1
            assert (filed["sales"] != shown["sales"]) == anew
            assert filed["net"] == shown["net"]
            assert shown["sales"] - shown["cost"] == shown["gross"]
    assert seen[True] > 2


def numbers(report):
    for fact in report.facts:
        if isinstance(fact.value, Decimal) and not fact.context.dimensions:
            period = fact.context.period
            start, end = ("", period.date) if not isinstance(period, Duration) else (
                period.start, period.end,
            )  # fmt: skip
            yield fact.concept.local, (str(start), str(end), str(fact.value))


def test_the_converter_finds_the_key_figures():
    """All of them when this was written; the slack is for one figure, not for a layout."""
    found = loss.Loss()
    kinds = Counter()
    plans = planned(26, form=("10-Q", "8-K")) + planned(4, form=("10-K",))
    for filing in plans:
        content, truth = corpus.submission(SEED, filing)
        if truth.expected != "yes":
            continue
        kinds[truth.form] += 1
        report = analyse(read_filing(content, "one.txt"), truth.accession, Options()).report
        assert report.document.cik == truth.cik
        loss.compare(truth, numbers(report), found)
    assert kinds["10-K"] >= 3
    assert kinds["8-K"] >= 3
    assert found.share >= 0.98, found.examples


@pytest.mark.parametrize("kind", sorted(corpus._SPOILED))
def test_bad_files_are_refused_and_a_truncated_one_keeps_its_balance_sheet(monkeypatch, kind):
    monkeypatch.setattr(corpus, "_BAD", 1.1)
    monkeypatch.setattr(corpus, "_SPOILED", {kind: corpus._SPOILED[kind]})
    (filing,) = planned(1, form=("10-Q",))
    content, truth = corpus.submission(SEED, filing)
    assert truth.kind == kind
    if truth.expected == "no":
        assert not truth.total_assets
        with pytest.raises(ConversionError):
            analyse(read_filing(content, "one.txt"), "one", Options())
    else:
        report = analyse(read_filing(content, "one.txt"), "one", Options()).report
        found = loss.Loss()
        loss.compare(truth, numbers(report), found)
        assert found.figures["total_assets"] == {"found": 1}
        assert not found.figures["revenue"]


def test_a_loss_is_seen(tmp_path):
    source, output = tmp_path / "in", tmp_path / "out"
    corpus.generate(source, 3, SEED)
    truths = [t for t in corpus.read_truth(source) if t.expected == "yes"]
    assert len(truths) == 3
    for truth, revenue in zip(truths[:2], (truths[0].revenue, "1"), strict=True):
        folder = output / truth.accession
        folder.mkdir(parents=True)
        with (folder / "a.csv").open("w", newline="") as raw:
            out = csv.writer(raw)
            out.writerow(["concept", "unit", "dimensions", "start", "end", "value"])
            out.writerow(["us-gaap:Assets", "USD", "", "", truth.period, truth.total_assets])
            out.writerow(["us-gaap:Revenues", "USD", "", truth.start, truth.end, revenue])
            out.writerow(["us-gaap:Odd", "USD", "", truth.start, truth.end, truth.net_income])
    found = loss.measure(source, output)
    assert found.missing == [truths[2].accession]
    assert found.figures["total_assets"] == {"found": 2}
    assert found.figures["revenue"] == {"found": 1, "missed": 1}
    assert found.figures["net_income"] == {"otherwise": 2}
    assert found.share == pytest.approx(0.5)
    folders = loss.measure(source, output, tables=False)
    assert folders.missing == found.missing
    assert not folders.figures["revenue"]


def test_rates_are_those_of_each_step():
    done = [0.5 * at for at in range(1, 11)] + [5 + 1.0 * at for at in range(1, 11)]
    sizes = [100] * 10 + [300] * 10
    assert scale.thousands(done, sizes, 10) == [
        scale.Step(1, 10, 2.0, 200.0), scale.Step(11, 20, 1.0, 300.0),
    ]  # fmt: skip
    assert [(s.first, s.last) for s in scale.thousands(done, sizes, 15)] == [(1, 15)]


def test_a_killed_run_that_ends_otherwise_is_seen(tmp_path, monkeypatch):
    """A program in the converter's place: resumable; with `forget`, its output tells of the kill."""
    kill, kills, output = runs._kill, Counter(), tmp_path

    def once_written(process, _, ended, *rest):
        """The moment is told by what the program wrote, not by the clock."""
        kills[output] += 1
        starts = output / ".starts"
        while not starts.is_file() or len(starts.read_text()) < kills[output]:
            if ended.wait(0.01):
                break
        kill(process, 0.0, ended, *rest)

    monkeypatch.setattr(runs, "_kill", once_written)
    program = tmp_path / "program.py"
    program.write_text(PROGRAM)
    source = tmp_path / "in"
    corpus.generate(source, 4, SEED)
    for forget in ("", "forget"):
        output = tmp_path / f"out{forget}"
        hit, starts, wrong = runs.killed(
            source, output, 1, 2, "", 1.0, SEED, [sys.executable, str(program), forget]
        )
        assert (hit, starts, wrong) == (2, 3, [])
        assert (output / "journal").read_text() == ("x" * 3 if forget else "x")


PROGRAM = """
import pathlib, sys, time
output = pathlib.Path(sys.argv[sys.argv.index("-o") + 1])
output.mkdir(exist_ok=True)
journal = output / "journal"
before = journal.read_text() if journal.exists() else ""
starts = output / ".starts"
count = len(starts.read_text()) if starts.exists() else 0
journal.write_text(before + "x" if sys.argv[1] else "x")
starts.write_text("s" * (count + 1))
if count < 2:
    time.sleep(60)
print('{"input": "a"}')
"""


def test_filings_are_of_their_time():
    for filing in planned(60):
        made = company.company(SEED, filing.number)
        assert dt.date(1993, 1, 1) <= filing.filed < dt.date(2006, 1, 1)
        assert filing.filed.weekday() < 5
        assert made.first <= filing.year <= made.last
