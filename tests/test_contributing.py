"""CONTRIBUTING.md is true: its listing of folders, the paths it names, the code it shows."""

import ast
import re
from importlib import import_module
from pathlib import Path

import pytest

from converter.checks.explained import explained

ROOT = Path(__file__).parent.parent
TEXT = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
PASSING = {"build", "dist", "__pycache__"}  # made on the way
EXAMPLES = {"colons", "overdrawn", "facts_jsonl", "concepts"}  # of what is not there


def listed(head):
    table = TEXT.partition(f"| {head} | what |\n|---|---|\n")[2].partition("\n\n")[0]
    return dict(re.findall(r"^\| (\S+) \| (.+) \|$", table, re.MULTILINE))


def there(folder, *, files):
    found = set()
    for path in folder.iterdir():
        if path.name.startswith((".", "_")) or path.name in PASSING:
            continue
        if path.is_dir() and not path.name.endswith(".egg-info"):
            found.add(f"{path.name}/")
        elif files and path.suffix == ".py":
            found.add(path.name)
    return found


def test_the_top_folders_are_listed():
    assert set(listed("folder")) == there(ROOT, files=False)


def test_the_parts_of_the_package_are_listed():
    assert set(listed("part")) == there(ROOT / "converter", files=True)


def test_the_rooms_of_what_measures_are_listed():
    assert set(listed("room")) == there(ROOT / "benchmarks", files=True)


def test_each_has_its_words():
    lines = [words for head in ("folder", "part", "room") for words in listed(head).values()]
    assert all(len(words) > 10 for words in lines)
    assert len(set(lines)) == len(lines)


def test_the_paths_that_it_names_are_there():
    paths = re.findall(r"`?\b((?:benchmarks|converter|tests|docs|mappings)/[\w./]+\w)", TEXT)
    assert len(paths) > 15
    for path in paths:
        if Path(path).stem not in EXAMPLES | {"test_facts_jsonl", "test_concepts"}:
            assert (ROOT / path).exists(), path


def test_the_codes_that_it_makes_up_are_free():
    """Typed in as they stand the examples load."""
    made = set(re.findall(r'@check\("(\w+)"', TEXT))
    assert made
    assert not made & set(explained())


@pytest.mark.parametrize("code", re.findall(r"```python\n(.*?)```", TEXT, re.DOTALL))
def test_the_code_that_it_shows_uses_what_is_there(code):
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.ImportFrom) and node.module and node.module != "__future__":
            module = import_module(node.module)
            assert all(hasattr(module, each.name) for each in node.names), node.module
