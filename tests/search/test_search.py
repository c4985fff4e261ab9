"""Words over output folders: what is found, where, and an index that is always whole."""

import json
import multiprocessing
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import time

import pytest

from converter import cli
from converter.search import INDEX, SearchError, Wanted, search, update
from converter.search.ask import expression
from converter.search.text import filing_of, stretches
from converter.write.manifest import NAME, lines, merge

KEPT = "covenants of the notes are kept."
PROSE = {
    "a": ("ALPHA CORP", "10-K405", f"The company had doubt as a going\nconcern; {KEPT}"),
    "b": ("BETA & SONS", "10-Q", "Inventories rose. Its caf\u00e9 & bar <closed> in March."),
    "c": ("ALPHA CORP", "8-K", "A covenant was waived; no concern is going on."),
}  # fmt: skip


def page(body):
    shown = body.replace("&", "&amp;").replace("<", "&lt;")
    return f"<html><body><p>covenant in the head</p><pre>\nITEM 1.  <b>OTHER</b> EVENTS\n\n{shown}\n</pre></body></html>"


def row(folder, company, form, base="x"):
    return {
        "folder": folder, "input": f"/nowhere/{folder}.txt", "sha256": folder * 8, "base": base,
        "company": company, "cik": "0000000042" if company.startswith("ALPHA") else "0000000043",
        "form": form, "period": "1999-12-31", "header": {},
    }  # fmt: skip


@pytest.fixture
def output(tmp_path):
    folder = tmp_path / "out"
    for name, (_, _, body) in PROSE.items():
        (folder / name).mkdir(parents=True)
        (folder / name / "x.htm").write_text(page(body), encoding="utf-8")
    merge(folder, [(name, row(name, *about[:2])) for name, about in sorted(PROSE.items())])
    return folder


@pytest.mark.parametrize(
    ("words", "more", "found"),
    [
        ("covenants", {}, ["a"]),
        ("covenant*", {}, ["a", "c"]),
        ("COVENANT*", {"form": "10-k"}, ["a"]),
        ("covenant*", {"company": "alpha"}, ["a", "c"]),
        ("covenant*", {"company": "42", "form": "8-K"}, ["c"]),
        ("covenant*", {"company": "43"}, []),
        ("going concern", {}, ["a", "c"]),
        ('"going concern"', {}, ["a"]),
        ("cafe closed", {}, ["b"]),
        ("covenant* inventories", {}, []),
        ("AND OR NOT", {}, []),
        ("covenant* -", {}, ["a", "c"]),
        ("text:covenant", {}, []),
        ("head", {}, []),
    ],
)
def test_words_are_found(output, words, more, found):
    update(output)
    hits = search(output, Wanted(words, **more))
    assert sorted({hit.folder for hit in hits}) == found


@pytest.mark.parametrize("words", ["", "*", '""', "- *"])
def test_no_word_is_refused(words):
    with pytest.raises(SearchError, match="no word"):
        expression(words)


def test_a_hit_says_where(output):
    update(output)
    (hit,) = search(output, Wanted("covenants"))
    assert (hit.company, hit.cik, hit.form, hit.period) == (
        "ALPHA CORP",
        "42",
        "10-K405",
        "1999-12-31",
    )
    assert hit.line == 4
    assert hit.snippet == "concern; [covenants] of the notes are kept."
    (over,) = search(output, Wanted('"going concern"'))
    assert over.line == 3
    assert over.snippet.startswith("The company had doubt as a [going")


def test_limit_is_kept(output):
    update(output)
    assert len(search(output, Wanted("covenant*", limit=1))) == 1
    assert len(search(output, Wanted("covenant*", limit=0))) == 2


def test_the_index_keeps_to_the_manifest(output):
    assert update(output)[:3] == (3, 0, 0)
    assert update(output)[:3] == (0, 3, 0)
    (output / "b" / "x.htm").write_text(page("Covenants again."), encoding="utf-8")
    merge(output, [("b", row("b", "BETA", "10-Q") | {"sha256": "new"}), ("c", None)])
    assert update(output)[:3] == (1, 1, 1)
    assert sorted({hit.folder for hit in search(output, Wanted("covenant*"))}) == ["a", "b"]
    assert search(output, Wanted("inventories")) == []


def test_without_a_page_the_input_is_read_if_it_is_the_same(output, request):
    example = request.path.parents[2] / "examples" / "nutrition21-10q-2004-09-30.txt"
    import hashlib

    sha = hashlib.sha256(example.read_bytes()).hexdigest()
    same = row("d", "D", "10-Q") | {"input": str(example), "sha256": sha}
    other = row("e", "E", "10-Q") | {"input": str(example), "sha256": "0" * 64}
    merge(output, [("d", same), ("e", other), ("f", row("f", "F", "10-K"))])
    made = update(output)
    assert [finding.code for finding in made.findings] == ["SRH001", "SRH001"]
    assert [finding.message.split()[0] for finding in made.findings] == ["e", "f"]
    assert {hit.folder for hit in search(output, Wanted("stockholders"))} == {"d"}
    (output / "f").mkdir()
    (output / "f" / "x.htm").write_text(page("now there"), encoding="utf-8")
    merge(output, [("f", row("f", "F", "10-K") | {"form": "10-K405"})])
    assert [finding.message.split()[0] for finding in update(output).findings] == ["e"]


def test_the_page_gives_the_sources_own_lines(tmp_path, request):
    example = request.path.parents[2] / "examples" / "nutrition21-8k-2003-09-30.txt"
    assert cli.main(["convert", str(example), "-o", str(tmp_path), "--format", "ixbrl"]) == 0
    ((folder, about),) = lines(tmp_path).rows()
    filing = filing_of(tmp_path / folder, str(about["base"]), "gone.txt", "")
    assert filing.source.text == example.read_bytes().decode()
    whole = [line for each in stretches(filing) for line in each.text.split("\n")]
    own = example.read_text().split("\n")
    assert [line for line in whole if line.strip()] == [
        line.rstrip("\r") for line in own if line.strip()
    ]
    for each in stretches(filing):
        assert each.text.split("\n")[0] == own[each.line - 1]


@pytest.mark.parametrize("broken", [b"no database at all", b""])
def test_a_broken_index_is_made_anew(output, broken):
    update(output)
    path = output / INDEX / "words.sqlite"
    for each in path.parent.iterdir():
        each.unlink()
    path.write_bytes(broken)
    assert update(output).read == 3
    assert search(output, Wanted("covenants"))


def test_an_index_of_another_layout_is_made_anew(output):
    update(output)
    with sqlite3.connect(output / INDEX / "words.sqlite") as sql:
        sql.execute("PRAGMA user_version = 99")
    sql.close()
    assert update(output).read == 3
    assert search(output, Wanted("covenants"))


def many(output, count):
    for at in range(count):
        (output / f"m{at:03}").mkdir()
        body = f"widget{at} " + "words of all kinds\n" * 400
        (output / f"m{at:03}" / "x.htm").write_text(page(body), encoding="utf-8")
    merge(output, [(f"m{at:03}", row(f"m{at:03}", "MANY", "10-K")) for at in range(count)])


def _update(output, counts):
    counts.put(update(output).read)


def test_two_at_once_read_each_filing_once(output):
    many(output, 40)
    context = multiprocessing.get_context("spawn")
    counts = context.Queue()
    both = [context.Process(target=_update, args=(output, counts)) for _ in range(2)]
    for each in both:
        each.start()
    read = [counts.get(timeout=60) for _ in both]
    for each in both:
        each.join()
    assert sum(read) == 43
    assert len(search(output, Wanted("widget*", limit=0))) == 40
    with sqlite3.connect(output / INDEX / "words.sqlite") as sql:
        assert sql.execute("SELECT count(*) FROM filing").fetchone() == (43,)
    sql.close()


@pytest.mark.skipif(os.name == "nt", reason="no such signal there")
def test_killed_while_it_builds_the_index_is_whole_and_goes_on(output):
    many(output, 60)
    code = f"from pathlib import Path; from converter.search import update; update(Path({str(output)!r}))"
    child = subprocess.Popen([sys.executable, "-c", code])
    path = output / INDEX / "words.sqlite"
    held = 0
    end = time.monotonic() + 60
    while held < 3 and child.poll() is None and time.monotonic() < end:
        time.sleep(0.01)
        if path.exists():
            try:
                sql = sqlite3.connect(path, timeout=5)
                held = sql.execute("SELECT count(*) FROM filing").fetchone()[0]
                sql.close()
            except sqlite3.OperationalError:
                continue
    child.send_signal(signal.SIGKILL)
    child.wait()
    assert held >= 3
    with sqlite3.connect(path) as sql:
        assert sql.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    sql.close()
    made = update(output)
    assert made.read + made.kept == 63
    assert len(search(output, Wanted("widget*", limit=0))) == 60


def test_the_command(output, capsys):
    assert cli.main(["search", "covenants", "-o", str(output)]) == 0
    shown = capsys.readouterr().out
    assert shown.splitlines()[0].split("  ")[:3] == ["ALPHA CORP", "10-K405", "1999-12-31"]
    assert shown.splitlines()[1].startswith("  a:4: ")
    assert cli.main(["search", "covenant*", "-o", str(output), "--json", "--limit", "1"]) == 0
    out, err = capsys.readouterr()
    assert json.loads(out)["line"] in (3, 4)
    assert "--limit" in err
    assert cli.main(["search", "nowhere", "-o", str(output)]) == 0
    assert "no text has" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [(["*"], "no word"), (["x", "--limit", "-1"], "from 0"), (["x", "-o", "gone"], "convert")],
)
def test_wrong_use(output, capsys, arguments, said):
    given = arguments if "-o" in arguments else [*arguments, "-o", str(output)]
    assert cli.main(["search", *given]) == 2
    assert said in capsys.readouterr().err


def test_the_indexs_folder_is_taken_for_no_filing(output):
    update(output)
    shutil.rmtree(output / "a")
    assert (output / NAME).is_file()
    assert INDEX.startswith(".")
