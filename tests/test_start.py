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
from converter.mapping.apply import load_mappings
from converter.mapping.learned import load_network
from converter.pipeline import Options, prepare
from converter.wording.titles import packaged_titles
prepare(Options())
loaders = load_mappings, load_network, packaged_titles
before = [each.cache_info().misses for each in loaders]
load_mappings((), None), load_network(None), packaged_titles()
after = [each.cache_info().misses for each in loaders]
print(before == after, gc.get_freeze_count() > 0, gc.isenabled())
"""
    assert run(code) == "True True True"
