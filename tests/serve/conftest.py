"""A folder of conversions that is served: the examples, and a filing whose every word is markup."""

from __future__ import annotations

import contextlib
import hashlib
import json
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

pytest.importorskip("starlette", reason="the extra `serve` is not installed")
pytest.importorskip("uvicorn", reason="the extra `serve` is not installed")
pytest.importorskip("jinja2", reason="the extra `serve` is not installed")

from converter.batch import convert
from converter.model.flat import ROW_COLUMNS
from converter.model.spreadsheet import CsvLines
from converter.query.build import build
from converter.search import update
from converter.serve.app import application
from converter.serve.settings import Settings
from converter.write import manifest

if TYPE_CHECKING:
    from collections.abc import Iterator

sys.path.append(str(Path(__file__).parent))

from serve_made import EVIL, EXAMPLES, MARKUP, Client, running


def evil(output: Path) -> None:
    """A filing as no conversion writes it: what is shown of it is markup."""
    folder = output / EVIL
    folder.mkdir()
    (folder / "input.txt").write_text(f"{MARKUP}\nTotal assets   {MARKUP}\n</pre><script>\n")
    (folder / "other.htm").write_text("<html><body><script>alert(3)</script></body></html>")
    (folder / ".hidden").write_text("secret")
    elsewhere = output.parent / "elsewhere.txt"
    elsewhere.write_text("secret")
    with contextlib.suppress(OSError):  # Windows asks for a right
        (folder / "secret.csv").symlink_to(elsewhere)
    cells = {
        "fact": f"f_{MARKUP}", "statement": "BS", "concept": f"evil:{MARKUP}", "end": "2000-01-01",
        "value": "1", "unit": "USD", "printed": MARKUP, "line": "2", "column": "16",
        "caption": MARKUP, "column_head": MARKUP, "table": MARKUP, "confidence": "0.5",
    }  # fmt: skip
    made = CsvLines()
    made.add(ROW_COLUMNS)
    made.add([cells.get(name, "") for name in ROW_COLUMNS])
    (folder / "evil.csv").write_text(made.text())
    finding = {
        "code": "CAL001", "severity": "error", "message": MARKUP, "line": 1, "column": 1,
        "others": [], "hint": MARKUP,
    }  # fmt: skip
    (folder / "findings.jsonl").write_text(json.dumps(finding) + "\n")
    row = {
        "folder": EVIL, "input": str(folder / "input.txt"), "company": MARKUP, "cik": "666",
        "sha256": hashlib.sha256((folder / "input.txt").read_bytes()).hexdigest(),
        "form": MARKUP, "period": "2000-01-01", "facts": 1, "findings": {"error": 1},
        "version": "0", "base": "evil", "complete": False, "fiscal_year": 2000,
        "missing": [{"kind": "IS", "state": MARKUP, "reason": MARKUP}],
    }  # fmt: skip
    manifest.merge(output, [(EVIL, row)])


@pytest.fixture(scope="session")
def converted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    output = tmp_path_factory.mktemp("served") / "output"
    for path in sorted(EXAMPLES.glob("*.txt")):
        convert(path, output)
    return output


@pytest.fixture(scope="session")
def output(converted: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """With a store, an index of words, and the evil filing."""
    made = Path(shutil.copytree(converted, tmp_path_factory.mktemp("whole") / "output"))
    build(made)
    update(made)
    evil(made)
    return made


@pytest.fixture(scope="session")
def client(output: Path) -> Iterator[Client]:
    with running(application(Settings(output, seconds=5, rows=500))) as made:
        yield made
