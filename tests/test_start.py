"""What is loaded when: a command waits for nothing that it does not use."""

import subprocess
import sys

import pytest

HEAVY = ("pydantic", "numpy", "rdflib", "pyoxigraph", "lxml", "pandas")


def run(code: str) -> str:
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return done.stdout.strip()


@pytest.mark.parametrize(
    ("arguments", "loaded"),
    [
        (["--help"], ""),
        (["convert", "--help"], ""),
        (["explain", "SEG001"], ""),
    ],
    ids=" ".join,
)
def test_what_reads_no_filing_loads_no_heavy_library(arguments, loaded):
    code = f"""
import contextlib, io, sys
from converter.cli import main
with contextlib.redirect_stdout(io.StringIO()), contextlib.suppress(SystemExit):
    main({arguments!r})
print(*(name for name in {HEAVY!r} if name in sys.modules))
"""
    assert run(code) == loaded


def test_the_pipeline_loads_numpy_for_statements_alone():
    code = f"import sys, converter.pipeline\nprint(*(n for n in {HEAVY!r} if n in sys.modules))"
    assert run(code) == "pydantic"


def test_what_was_prepared_is_not_loaded_again():
    code = """
import gc
from converter.mapping.mapping import load_mapping
from converter.pipeline import Options, prepare
from converter.wording.titles import packaged_titles
mapping = prepare(Options())
titles = packaged_titles.cache_info().misses
again = load_mapping()
kept = again is mapping and {"network", "reader", "matcher"} <= vars(again).keys()
packaged_titles()
same = titles == packaged_titles.cache_info().misses
print(kept and same, gc.get_freeze_count() > 0, gc.isenabled())
"""
    assert run(code) == "True True True"
