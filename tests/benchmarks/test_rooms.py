"""The rooms of benchmarks/: who may import whom, and how long a file may be."""

import ast
from pathlib import Path

import pytest
from parsed import nodes, package

ROOT = Path(__file__).parents[2]
ROOMS = ROOT / "benchmarks"
# What each room may import of the others. None imports what trains the network, so that all but
# that run without torch.
ALLOWED = {
    "typeset": set(),
    "corpora": {"typeset"},
    "measures": {"typeset", "corpora"},
    "training": {"typeset", "measures"},
    "unseen": {"typeset"},
    "faults": {"measures"},
    "habits": {"measures"},
    "lost": {"measures", "habits"},
    "fuzz": set(),
    "growth": set(),
}
FILE_LINES = 500


def programs():
    return sorted(ROOMS.glob("*/*.py"))


def imported(path):
    """The rooms that a file imports from."""
    found = set()
    for node in nodes(path):
        names = [each.name for each in node.names] if isinstance(node, ast.Import) else []
        if isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            module = node.module or ""
            names = (
                [f"benchmarks.{n.name}" for n in node.names] if module == "benchmarks" else [module]
            )
        found |= {name.split(".")[1] for name in names if name.startswith("benchmarks.")}
    return found


@pytest.mark.parametrize("path", programs(), ids=lambda path: str(path.relative_to(ROOMS)))
def test_rooms_import_what_they_may(path):
    room = path.parent.name
    assert imported(path) <= ALLOWED[room] | {room}


def test_every_room_has_its_place():
    assert {path.parent.name for path in programs()} == set(ALLOWED)
    assert [path.name for path in ROOMS.glob("*.py")] == ["__init__.py"]


def test_the_package_knows_nothing_of_what_measures_it():
    for path in package():
        assert not imported(path), path


def test_no_file_is_longer_than_can_be_read_at_once():
    lengths = {path: path.read_bytes().count(b"\n") for path in programs()}
    assert [path.name for path, lines in lengths.items() if lines > FILE_LINES] == []
