"""An output folder with three filings, made once."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

# The reports are built by hand beside the writers' tests.
sys.path.insert(0, str(Path(__file__).parents[1] / "write"))

from reports_rdf import report

from converter.write.rdf import RdfWriter


@pytest.fixture(scope="session")
def output(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("output")
    for made in (
        report(),
        report("0000950123-05-000777", revenue="2100000", base="acme-later"),
        report("other", company="Ähre & Co", base="aehre", cik="0000999999"),
    ):
        (root / made.folder).mkdir()
        RdfWriter().write(made, root / made.folder)
    return root
