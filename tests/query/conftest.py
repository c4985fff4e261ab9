"""An output folder with three filings, made once."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

# The reports are built by hand beside the writers' tests.
sys.path.insert(0, str(Path(__file__).parents[1] / "write"))

from reports_rdf import report, reviewed

from converter.pipeline import Options, analyse
from converter.read import read_filing
from converter.write.rdf import RdfWriter
from tests.schedule.books import of_article, statements
from tests.schedule.made import document, submission


@pytest.fixture(scope="session")
def scheduled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An output folder with one filing that has a Financial Data Schedule and another restated."""
    root = tmp_path_factory.mktemp("scheduled")
    body = of_article("5")
    text = submission(
        document(1, "10-K", statements()),
        document(2, "EX-27.1", body.replace("2,204", "2,240")),
        document(3, "EX-27.2", body, "<DESCRIPTION>RESTATED\n"),
    )
    made = analyse(read_filing(text.encode(), "made.txt"), "made", Options()).report
    (root / made.folder).mkdir()
    RdfWriter().write(made, root / made.folder)
    return root


@pytest.fixture(scope="session")
def output(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("output")
    for made in (
        report(),
        report("0000950123-05-000777", revenue="2100000", base="acme-later"),
        reviewed(report("other", company="Ähre & Co", base="aehre", cik="0000999999")),
    ):
        (root / made.folder).mkdir()
        RdfWriter().write(made, root / made.folder)
    return root
