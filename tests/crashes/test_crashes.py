"""Every writer: killed at any moment, on a full disk, where it may not write, beside another."""

import json
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(
    not sys.platform.startswith("linux"), reason="processes are forked and limited so here only"
)
ROOT = Path(__file__).parents[2]
RELEASE = """\
FORM 10-Q
For the quarterly period ended March 31, 2003

ACME CORP
(Exact name of registrant as specified in its charter)

ACME CORP
Consolidated Balance Sheets
(In millions)

                                       March 31,  June 30,
                                          2003       2002
                                       --------   --------
ASSETS
  Cash                                    1,659      1,055
  Inventories                             8,219      7,782
  Receivables                             5,876      7,311
  Total current assets                   15,754     16,148
  Goodwill                                  519        532
  Total assets                           16,273     16,680
"""

SIGNALS = (signal.SIGKILL, signal.SIGINT, signal.SIGTERM)
# How often each is done: the moments are spread over all that a command does. `plenty`, as of the
# property tests, tries more of them.
PLENTY = os.environ.get("HYPOTHESIS_PROFILE") == "plenty"
TRIALS = (
    {"kills": 60, "errors": 20, "turns": 9} if PLENTY else {"kills": 4, "errors": 1, "turns": 1}
)

# name -> command, what is old or new and never a mixture, the store's folder
WRITERS = {
    "convert": (["convert", "in/0.txt", "-o", "out", "--again"], ["out/0"], ""),
    "batch": (["convert", "in", "-o", "out", "--format", "csv,rdf", "--jobs", "2",
               "--retry-failed"],
              ["out/0", "out/1", "out/2", "out/manifest.jsonl", "out/failures.jsonl"], ""),
    "store": (["store", "build", "out"], [], "out/.store"),
    "dump": (["store", "dump", "all.nq.gz", "-o", "out"], ["all.nq.gz"], ""),
    "export-fsds": (["export", "--to", "fsds", "data", "-o", "out"], ["data"], ""),
    "export-parquet": (["export", "--to", "parquet", "data", "-o", "out"], ["data"], ""),
    "export-csv": (["export", "--to", "csv", "--gzip", "data", "-o", "out"], ["data"], ""),
    "export-standard": (["export", "--to", "standard", "data", "-o", "out"], ["data"], ""),
    "export-companies": (["export", "--to", "companies", "data", "-o", "out"], ["data"], ""),
    "package": (["taxonomy", "package", "package.zip"], ["package.zip"], ""),
    "page": (["show", "in/0.txt", "--stage", "tables", "--html", "page.html"], ["page.html"], ""),
}  # fmt: skip


RUN = """\
import json, sys
from converter.cli import main
for command in json.loads(sys.argv[1]):
    if (code := main(command)) not in (0, 1):
        sys.exit(f"{command}: {code}")
"""


def ran(folder, *commands):
    """The commands one after the other, in one process: most of a short one is its start."""
    done = subprocess.run(
        [sys.executable, "-c", RUN, json.dumps(commands)], cwd=folder, check=False,
        capture_output=True, env={**os.environ, "PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr


@pytest.fixture(scope="module")
def start(tmp_path_factory):
    """Two filings and a letter; one of them was converted before, as it was then."""
    folder = tmp_path_factory.mktemp("start")
    given = folder / "in"
    given.mkdir()
    (given / "0.txt").write_text(RELEASE, encoding="utf-8")
    exports = ("fsds", "parquet", "csv", "companies", "standard")
    ran(
        folder,
        ["convert", "in", "-o", "out", "--format", "csv,rdf"],
        *(["export", "--to", name, f"data-{name}", "-o", "out"] for name in exports),
        ["store", "build", "out"],
        ["store", "dump", "all.nq.gz", "-o", "out"],
    )
    (given / "0.txt").write_text(RELEASE + "\nThe end.\n", encoding="utf-8")
    (given / "1.txt").write_text(RELEASE.replace("ACME", "BRASS"), encoding="utf-8")
    (given / "2.txt").write_text("Dear shareholders,\n" * 9, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def converted(start, tmp_path_factory):
    """The same, with all converted: what stores and exports are made of."""
    folder = tmp_path_factory.mktemp("converted")
    shutil.copytree(start, folder, dirs_exist_ok=True)
    ran(folder, ["convert", "in", "-o", "out", "--format", "csv,rdf"])
    return folder


# Those that are tried in one process after the other: to load the program takes as long as a writer.
TOGETHER = (
    ("store",),
    ("convert", "batch", "page"),
    ("dump", "package", *(name for name in WRITERS if name.startswith("export-"))),
)


@pytest.mark.parametrize("names", TOGETHER, ids=lambda names: names[0])
def test_whatever_comes_between(names, start, converted, tmp_path):
    specs = [spec_of(name, start, converted, tmp_path / name) for name in names]
    (tmp_path / "specs.json").write_text(json.dumps(specs), encoding="utf-8")
    done = subprocess.run(
        [sys.executable, str(Path(__file__).with_name("disturb.py")), str(tmp_path / "specs.json")],
        env={**os.environ, "PYTHONPATH": str(ROOT)}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-2000:]
    said = [json.loads(line) for line in done.stdout.splitlines()]
    opens = [at for at, each in enumerate(said) if "total" in each]
    assert len(opens) == len(names)
    for name, first, end in zip(names, opens, [*opens[1:], len(said)], strict=True):
        nothing_was_wrong(name, said[first]["total"], said[first + 1 : end])


def test_every_writer_is_tried():
    assert sorted(name for names in TOGETHER for name in names) == sorted(WRITERS)


def spec_of(name, start, converted, folder):
    command, units, store = WRITERS[name]
    begin = folder / "start"
    shutil.copytree(start if "convert" in command else converted, begin)
    if name.startswith("export-"):
        (begin / name.replace("export", "data")).rename(begin / "data")
    (begin / "package.zip").write_bytes(b"the former one")
    (begin / "page.html").write_bytes(b"the former one")
    return {"start": str(begin), "work": str(folder / "work"), "command": command,
            "units": units, "store": store,
            "signals": list(SIGNALS if name == "batch" else SIGNALS[:1]), **TRIALS}  # fmt: skip


def nothing_was_wrong(name, total, trials):
    kills = [each for each in trials if each["how"] == "kill"]
    assert len(kills) >= min(TRIALS["kills"], total), name
    assert sum(each["met"] for each in kills) > len(kills) * 0.8, name
    wrong = [
        f"{name}, {each['how']} {each['at']}: {said}" for each in trials for said in each["wrong"]
    ]
    assert not wrong, "\n".join(wrong)
