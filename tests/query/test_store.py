"""The store on disk: the same answers as in memory, whatever happened to it before."""

from __future__ import annotations

import csv
import gzip
import io
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib
from reports_rdf import report

from converter.cli import main
from converter.query import QueryError, load, queries, run, run_named
from converter.query.build import STORE, Built, build, locked, opened
from converter.query.dump import dump
from converter.resources import resource
from converter.write.manifest import entry, update
from converter.write.rdf import RdfWriter

FIRST, SECOND = "0000950123-04-001234", "0000950123-05-000777"
EVERYTHING = "SELECT * { ?s ?p ?o }"
SOME = {
    "facts": {"concept": "InventoryNet"},
    "ranking": {"concept": "InventoryNet"},
    "where": {"printed": "1,543"},
}


@pytest.fixture
def folder(output: Path, tmp_path: Path) -> Path:
    """An output folder of one's own, with three filings."""
    return Path(shutil.copytree(output, tmp_path / "output"))


def in_memory(folder: Path) -> set[str]:
    return {str(quad.triple) for quad in load(folder)}


def on_disk(folder: Path) -> set[str]:
    with opened(folder / STORE) as store:
        return {str(quad.triple) for quad in store}


def done(built: Built) -> tuple[int, int, int]:
    return built.loaded, built.kept, built.removed


def turtle(folder: Path, name: str) -> Path:
    (path,) = (folder / name).glob("*.ttl")
    return path


@pytest.mark.parametrize("name", [query.name for query in queries()])
def test_named_queries_answer_as_in_memory(folder: Path, scheduled: Path, name: str) -> None:
    if name == "schedule":
        shutil.copytree(scheduled, folder, dirs_exist_ok=True)
    parameters = SOME.get(name, {})
    before = run_named(name, folder, "csv", parameters)
    build(folder)
    after = run_named(name, folder, "csv", parameters)
    assert sorted(csv.reader(io.StringIO(after))) == sorted(csv.reader(io.StringIO(before)))
    assert after.count("\n") > 1


@pytest.mark.parametrize("name", ["facts", "restated", "net-income", "ranking"])
def test_the_vocabulary_beside_the_filings_changes_no_answer(folder: Path, name: str) -> None:
    parameters = SOME.get(name, {})
    before = run_named(name, folder, "csv", parameters)
    shutil.copy(resource("taxonomy", "vocabulary.ttl"), folder / "vocabulary.ttl")
    assert run_named(name, folder, "csv", parameters) == before


def lean(graph: set[str]) -> set[str]:
    """What docs/scale.md says of the lean part, told from the graph itself."""
    parts = ("place", "mapping", "statement", "line", "sum")
    kept = set()
    for triple in graph:
        if re.search(r"#?(place|otherPlace)> <", triple):
            kept.add(triple.rpartition(" ")[2])
    return {
        triple
        for triple in graph
        if not any(
            re.search(rf"/filing/[^/]+/{part}/", end) and end not in kept
            for part in parts
            for end in (triple.split(" ", 2)[0], triple.split(" ", 2)[2])
        )
    }


def test_lean_holds_the_facts_and_says_what_it_lacks(folder: Path) -> None:
    everything = in_memory(folder)
    before = {
        query.name: run_named(query.name, folder, "csv", SOME.get(query.name))
        for query in queries()
    }
    assert done(build(folder, lean=True)) == (3, 0, 0)
    held = on_disk(folder)
    assert held == lean(everything)
    assert len(held) < 0.6 * len(everything)
    for name, rows in before.items():
        if name in {"balance-sheet", "statement", "unmapped", "where"}:
            with pytest.raises(QueryError, match="QRY016"):
                run_named(name, folder, "csv", SOME.get(name))
            continue
        after = run_named(name, folder, "csv", SOME.get(name))
        assert sorted(csv.reader(io.StringIO(after))) == sorted(csv.reader(io.StringIO(rows)))


@pytest.mark.parametrize(
    ("query", "lacks"),
    [
        ("ASK { ?f prov:wasDerivedFrom ?p }", "prov:wasDerivedFrom"),
        ("PREFIX v: <https://w3id.org/retroxbrl/vocabulary#> ASK { ?l v:shows ?f }", "rx:shows"),
        ("ASK { ?f <https://w3id.org/retroxbrl/vocabulary#printed> ?p }", "rx:printed"),
        ("ASK { ?p a rx:Mapping }", "rx:Mapping"),
        ("ASK { ?p rx:line 8 }", "rx:line"),
        ("ASK { ?d rx:place/rx:line ?l ; rx:message ?m FILTER(?m != 'rx:shows') }  # rx:depth", ""),
        ("ASK { ?f rx:concept us-gaap:InventoryNet ; rx:caption ?c }", ""),
    ],
)
def test_a_lean_store_refuses_what_it_lacks(folder: Path, query: str, lacks: str) -> None:
    build(folder, lean=True)
    if not lacks:
        assert run(query, folder) == "yes\n"
        return
    with pytest.raises(QueryError, match=f"QRY016.*{lacks}.*--full"):
        run(query, folder)


def test_what_a_lean_store_cannot_see_is_told(folder: Path) -> None:
    build(folder, lean=True)
    told: list[str] = []
    run("SELECT ?f ?v ?u { ?f rx:value ?v ; rx:unit ?u } ORDER BY ?f ?v", folder, tell=told.append)
    assert told == []
    run(EVERYTHING, folder, tell=told.append)
    run("DESCRIBE us-gaap:InventoryNet", folder, tell=told.append)
    assert ["--full" in line for line in told] == [True, True]


def test_a_store_stays_lean_until_it_is_wanted_full(folder: Path) -> None:
    everything = in_memory(folder)
    assert main(["store", "build", str(folder), "--lean"]) == 0
    shutil.rmtree(folder / "other")
    assert done(build(folder)) == (0, 2, 1)
    assert on_disk(folder) == lean(in_memory(folder)) != lean(everything)
    assert main(["store", "build", str(folder), "--full"]) == 0
    assert on_disk(folder) == in_memory(folder)
    assert done(build(folder)) == (0, 2, 0)


def test_nothing_is_loaded_twice(folder: Path) -> None:
    first = build(folder)
    assert done(first) == (3, 0, 0)
    assert first.total == len(in_memory(folder))
    assert done(build(folder)) == (0, 3, 0)
    # Another time, the same bytes.
    os.utime(turtle(folder, FIRST), (1, 1))
    assert done(build(folder)) == (0, 3, 0)
    assert on_disk(folder) == in_memory(folder)


def test_changed_new_and_vanished(folder: Path) -> None:
    build(folder)
    shutil.rmtree(folder / "other")
    changed = report(SECOND, revenue="2200000", base="acme-later")
    RdfWriter().write(changed, folder / SECOND)
    (folder / "more").mkdir()
    RdfWriter().write(report("more", company="Acme More"), folder / "more")
    built = build(folder)
    assert done(built) == (2, 1, 2)
    assert on_disk(folder) == in_memory(folder)
    assert built.total == len(in_memory(folder))


def test_what_a_filing_shared_stays_until_the_last(folder: Path) -> None:
    """A caption that one filing printed is a label of a concept that all of them use."""
    path = turtle(folder, SECOND)
    text = path.read_text(encoding="utf-8")
    label = '<http://xbrl.us/us-gaap/2009-01-31#InventoryNet> skos:altLabel "Stock in trade" .\n'
    path.write_text(text + label, encoding="utf-8")
    asked = 'ASK { us-gaap:InventoryNet skos:altLabel "Stock in trade" ; skos:prefLabel ?any }'
    build(folder)
    assert run(asked, folder) == "yes\n"
    path.write_text(text, encoding="utf-8")
    build(folder)
    assert run(asked, folder) == "no\n"
    assert on_disk(folder) == in_memory(folder)


def test_a_copy_of_a_folder_and_notes_about_a_filing(folder: Path) -> None:
    """Files that say something about another file's filing go without it, and come with it."""
    shutil.copytree(folder / FIRST, folder / "copy")
    iri = f"<https://w3id.org/retroxbrl/filing/{FIRST}>"
    (folder / "notes.ttl").write_text(f'{iri} <http://example.org/note> "odd" .\n', "utf-8")
    build(folder)
    assert on_disk(folder) == in_memory(folder)
    shutil.rmtree(folder / FIRST)
    build(folder)
    assert on_disk(folder) == in_memory(folder)
    shutil.copytree(folder / "copy", folder / FIRST)
    build(folder)
    shutil.rmtree(folder / "copy")
    (folder / "notes.ttl").unlink()
    build(folder)
    assert on_disk(folder) == in_memory(folder)


@pytest.mark.parametrize("moment", ["load", "remove"])
def test_a_build_that_stopped_halfway_is_mended(
    folder: Path, moment: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    from converter.query import build as module

    if moment == "remove":
        build(folder)
        RdfWriter().write(report(SECOND, revenue="9", base="acme-later"), folder / SECOND)
    with monkeypatch.context() as patched:
        # The batch is in the store and nobody has noted it; or a half is out.
        target = "settle" if moment == "load" else "forget"
        patched.setattr(module.Record, target, lambda *_: sys.exit(9))
        with pytest.raises(SystemExit):
            build(folder)
    with pytest.raises(QueryError, match="QRY011"):
        run(EVERYTHING, folder)
    # What was half loaded has changed in the meantime.
    RdfWriter().write(report(FIRST, revenue="7"), folder / FIRST)
    build(folder)
    assert on_disk(folder) == in_memory(folder)


KILLED = """
import os, signal, sys
from pathlib import Path
from converter.query import build as b

left = int(sys.argv[2])

def count(frame, event, arg):
    global left
    if event == "call" and frame.f_code.co_filename == b.__file__:
        left -= 1
        if left == 0:
            os.kill(os.getpid(), signal.SIGKILL)

b.BATCH = 1
sys.setprofile(count)
b.build(Path(sys.argv[1]))
sys.setprofile(None)
print(int(sys.argv[2]) - left)
"""


@pytest.mark.parametrize("part", [0.2, 0.5, 0.7, 0.95])
def test_killed_at_any_moment(folder: Path, tmp_path: Path, part: float) -> None:
    """A process of its own, ended without warning; the next build gives the whole.

    The moments are counted in the calls that a build makes, so that no machine is too slow or too
    fast for them.
    """

    def build_until(call: int, output: Path) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-c", KILLED, str(output), str(call)]
        return subprocess.run(command, capture_output=True, text=True, check=False)

    whole = build_until(0, Path(shutil.copytree(folder, tmp_path / "whole")))
    calls = int(whole.stdout)
    assert calls > 20
    for call in (int(calls * part), 10):  # the second finds what the first has left
        assert build_until(call, folder).returncode == -signal.SIGKILL
    left = folder / STORE / "oxigraph" / "bulk-17.sst"
    left.write_bytes(b"sorted, not handed over")
    build(folder)
    assert on_disk(folder) == in_memory(folder)
    assert not left.exists()


def test_several_may_ask_none_while_it_is_built(folder: Path) -> None:
    build(folder)
    with locked(folder / STORE, alone=False), opened(folder / STORE):
        assert run("ASK { ?f a rx:Filing }", folder) == "yes\n"
    with (
        locked(folder / STORE, alone=True),
        pytest.raises(QueryError, match="QRY010"),
    ):
        run(EVERYTHING, folder)


def ask_while(builder: threading.Thread, folder: Path) -> None:
    while builder.is_alive():
        run("ASK {}", folder)


def test_who_asks_makes_way_for_a_builder_that_waits(folder: Path) -> None:
    build(folder)
    store = folder / STORE
    built: list[int] = []
    with locked(store, alone=False):
        builder = threading.Thread(target=lambda: built.append(build(folder).kept))
        builder.start()
        with pytest.raises(QueryError, match="QRY010"):
            ask_while(builder, folder)  # it waits for this one that asks
        assert not built
    builder.join()
    assert built
    assert run("ASK { ?f a rx:Filing }", folder) == "yes\n"


def test_a_store_without_a_gate_is_asked_as_before(folder: Path) -> None:
    build(folder)
    (folder / STORE / "gate").unlink()
    assert run("ASK { ?f a rx:Filing }", folder) == "yes\n"


def test_it_says_when_it_is_out_of_date(folder: Path) -> None:
    update(folder, [entry(report())])
    build(folder)
    told: list[str] = []
    run("ASK {}", folder, tell=told.append)
    update(folder, [entry(report())])  # the same content, written again
    run("ASK {}", folder, tell=told.append)
    assert told == []
    update(folder, [entry(report("new"))])
    run("ASK {}", folder, tell=told.append)
    assert ["changed since the store was built" in line for line in told] == [True]
    build(folder)
    run("ASK {}", folder, tell=told.append)
    assert len(told) == 1


def test_a_file_that_is_no_turtle_is_named_and_left_out(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    turtle(folder, SECOND).write_text("<http://a> <http://b> ;\n oops", "utf-8")
    (folder / "blank.ttl").write_text("[] <http://a> <http://b> .", "utf-8")
    assert main(["store", "build", str(folder)]) == 1
    said = capsys.readouterr()
    assert "2 filings loaded" in said.out
    assert "QRY006" in said.err
    assert "acme-later.ttl" in said.err
    assert "blank nodes" in said.err
    assert main(["query", "ASK {}", "-o", str(folder)]) == 0
    assert "2 files could not be read" in capsys.readouterr().err


def test_elsewhere(folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    place = str(tmp_path / "place")
    assert main(["store", "build", str(folder), "--store", place, "--json"]) == 0
    row = json.loads(capsys.readouterr().out)
    assert (row["loaded"], row["store"], row["triples"]) == (3, place, len(in_memory(folder)))
    assert main(["query", "--named", "net-income", "-o", str(folder), "--store", place]) == 0
    assert "-1,227,000" in capsys.readouterr().out
    assert main(["query", "ASK {}", "-o", str(folder), "--store", str(tmp_path / "no")]) == 2
    assert "QRY009" in capsys.readouterr().err
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "letter").write_text("dear", "utf-8")
    assert main(["store", "build", str(folder), "--store", str(tmp_path / "full")]) == 2
    assert main(["store", "build", str(tmp_path / "none")]) == 2


@pytest.mark.parametrize("name", ["all.nq", "all.nq.gz"])
def test_the_dump_holds_what_the_turtle_holds(folder: Path, tmp_path: Path, name: str) -> None:
    file = tmp_path / name
    assert main(["store", "dump", str(file), "-o", str(folder)]) == 0
    content = file.read_bytes()
    dump(folder, file)
    assert file.read_bytes() == content
    plain = gzip.decompress(content) if name.endswith(".gz") else content
    dataset = rdflib.Dataset()
    dataset.parse(data=plain, format="nquads")
    quads = list(ox.parse(plain, format=ox.RdfFormat.N_QUADS))
    for filing in (FIRST, SECOND, "other"):
        graph = f"https://w3id.org/retroxbrl/filing/{filing}"
        path = turtle(folder, filing)
        expected = {str(q.triple) for q in ox.parse(path=path, format=ox.RdfFormat.TURTLE)}
        assert {str(q.triple) for q in quads if q.graph_name.value == graph} == expected
        assert set(dataset.graph(rdflib.URIRef(graph))) == set(rdflib.Graph().parse(path))
    assert len({q.graph_name for q in quads}) == 3


def test_no_dump_without_filings(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["store", "dump", str(tmp_path / "x.nq"), "-o", str(tmp_path)]) == 2
    assert main(["store", "dump", str(tmp_path / "x.zip"), "-o", str(tmp_path)]) == 2
    assert "must end in .nq or .nq.gz" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []
