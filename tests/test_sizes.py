"""Functions of the package stay small enough to be read at once: 60 lines, 20 branches; all files,
those of tests and benchmarks too: 500 lines.

What is larger stands in large_functions.tsv with its reason, and gets no larger. The list shrinks:
who takes a function apart takes its line out and lowers MOST; a line more is for the rare function
that would be harder to read in parts, and raises MOST where everyone sees it.
"""

import ast
from functools import cache
from pathlib import Path

import pytest
from parsed import PACKAGE, nodes, package

LIST = Path(__file__).parent / "large_functions.tsv"
LINES, BRANCHES = 60, 20
FILE_LINES = 500
ROOT = PACKAGE.parent
FOLDERS = ("converter", "tests", "benchmarks")
PASSING = {"build", "dist", "__pycache__"}  # made on the way
MOST = 9

_BRANCHES = (
    ast.If, ast.IfExp, ast.For, ast.While, ast.comprehension, ast.ExceptHandler, ast.match_case,
)  # fmt: skip


def branches(function: ast.AST) -> int:
    """Conditions, loops, handlers, cases, and each further operand of `and` and `or`."""
    count = 0
    for node in ast.walk(function):
        if isinstance(node, ast.BoolOp):
            count += len(node.values) - 1
        count += isinstance(node, _BRANCHES)
    return count


def large(path: Path) -> dict[str, tuple[int, int]]:
    """The functions of a module that are over a bound, with their lines and branches; of two that
    have one name the larger.
    """
    found: dict[str, tuple[int, int]] = {}
    for node in nodes(path):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            size = (node.end_lineno or 0) - node.lineno + 1, branches(node)
            if size[0] > LINES or size[1] > BRANCHES:
                found[node.name] = max(size, found.get(node.name, size))
    return found


def listed() -> dict[tuple[str, str], tuple[int, int, str]]:
    text = LIST.read_text(encoding="utf-8")
    _, *rows = [line.split("\t") for line in text.splitlines() if not line.startswith("#")]
    return {(module, name): (int(a), int(b), why) for module, name, a, b, why in rows}


@cache
def measured() -> dict[tuple[str, str], tuple[int, int]]:
    return {
        (path.relative_to(PACKAGE).with_suffix("").as_posix(), name): size
        for path in package()
        for name, size in large(path).items()
    }


def test_functions_are_small_or_listed_and_grow_no_more():
    allowed = listed()
    over = []
    for key, (lines, most) in measured().items():
        bound = allowed.get(key, (LINES, BRANCHES, ""))
        if lines > max(LINES, bound[0]) or most > max(BRANCHES, bound[1]):
            over.append(f"{'/'.join(key)} has {lines} lines and {most} branches: take it apart")
    assert not over, "\n".join(over)


def written():
    """(name, path) of each Python file in FOLDERS, but in folders that are made on the way or hidden."""
    for path in sorted(path for folder in FOLDERS for path in (ROOT / folder).rglob("*.py")):
        name = path.relative_to(ROOT)
        if not any(part in PASSING or part.startswith(".") for part in name.parts[:-1]):
            yield name.as_posix(), path


def test_no_file_is_longer_than_can_be_read_at_once():
    """All Python files of converter/, tests/ and benchmarks/, but what is made on the way there:
    caches, builds, hidden folders. A longer one is two concerns: part it by them.
    """
    lengths = {name: path.read_bytes().count(b"\n") for name, path in written()}
    assert {name.partition("/")[0] for name in lengths} == set(FOLDERS)
    assert [f"{name}: {lines}" for name, lines in lengths.items() if lines > FILE_LINES] == []


def test_the_list_is_of_large_functions_alone_and_each_has_its_reason():
    assert set(listed()) <= set(measured()), "these are small now: take their lines out"
    assert all(why.endswith(".") for *_, why in listed().values())
    assert len(listed()) == MOST, "the list shrinks: lower MOST"


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("    return 1\n", {}),
        ("    x = 1\n" * 59, {}),
        ("    x = 1\n" * 60, {"f": (61, 0)}),
        ("    return " + " or ".join("x" * 1 for _ in range(21)) + "\n", {}),
        ("    return " + " or ".join("x" * 1 for _ in range(22)) + "\n", {"f": (2, 21)}),
        ("    if a: b()\n" * 21, {"f": (22, 21)}),
        ("    return [a for b in c if d]\n" * 21, {"f": (22, 21)}),
    ],
)
def test_what_is_large(body, expected, tmp_path):
    module = tmp_path / "module.py"
    module.write_text(f"def f(x):\n{body}")
    assert large(module) == expected
