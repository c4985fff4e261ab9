"""The queries that docs/rdf.md shows give answers."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from converter.query import run

PAGE = (Path(__file__).parents[2] / "docs" / "rdf.md").read_text(encoding="utf-8")
QUERIES = re.findall(r"```sparql\n(.*?)```", PAGE, re.DOTALL)


def test_there_are_five() -> None:
    assert len(QUERIES) == 5


@pytest.mark.parametrize(
    "query", QUERIES, ids=["side-by-side", "today", "totals", "doubts", "uncertain"]
)
def test_each_gives_rows(output: Path, query: str) -> None:
    assert len(run(query, output, "csv").splitlines()) > 3
