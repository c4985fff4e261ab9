"""ixbrl-viewer: the page that it makes holds every fact of the report."""

from __future__ import annotations

import json
import re
from decimal import Decimal
from pathlib import Path

import pytest

from converter import convert

pytest.importorskip("arelle")
pytest.importorskip("iXBRLViewerPlugin", reason="ixbrl-viewer is not installed (docs/tools.md)")
from referee import _run

EXAMPLES = sorted((Path(__file__).parents[2] / "examples").glob("*.txt"))
DATA = re.compile(r'<script type="application/x.ixbrl-viewer\+json">(.*?)</script>', re.DOTALL)


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_every_fact_is_in_the_viewer(path, tmp_path):
    report = convert(path, tmp_path)
    made = tmp_path / "viewer.htm"
    _run(
        tmp_path / report.folder / f"{report.base}.htm",
        plugins="ixbrl-viewer", pluginOptions={"saveViewerDest": str(made)},
    )  # fmt: skip
    data = json.loads(DATA.search(made.read_text(encoding="utf-8")).group(1))
    ((targets,),) = [[each["targetReports"][0]] for each in data["sourceReports"]]
    read = targets["facts"]
    got = {fact: read[fact]["v"] for fact in read}
    for fact in report.facts:
        shown = got[fact.id]
        if isinstance(fact.value, Decimal):
            assert Decimal(shown) == fact.value, fact.id
        else:
            assert shown, fact.id
    assert (tmp_path / "ixbrlviewer.js").is_file()
