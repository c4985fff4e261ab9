"""The examples in docstrings are true."""

import doctest
from importlib import import_module
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
EXAMPLE = ">>> "


def with_examples():
    paths = sorted((ROOT / "converter").rglob("*.py"))
    found = [path for path in paths if EXAMPLE in path.read_text(encoding="utf-8")]
    return [".".join(path.relative_to(ROOT).with_suffix("").parts) for path in found]


@pytest.mark.parametrize("name", with_examples())
def test_examples_are_true(name, capsys):
    done = doctest.testmod(import_module(name.removesuffix(".__init__")))
    assert done.attempted, f"{name}: an example stands where doctest does not look"
    assert not done.failed, capsys.readouterr().out
