"""Arelle judges the hand-built report in every XBRL format."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from referee import (
    arelle_extract,
    arelle_facts,
    arelle_validate,
    check_folder,
    differences,
    json_facts,
)
from reports_xbrl import report

from converter.write import write_report

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.arelle
pytest.importorskip("arelle")

BASE = "acme-20040930"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("filing")
    write_report(report(), made, ("ixbrl", "xbrl", "json"))
    return made


def test_no_complaint_and_the_same_facts_in_every_format(folder):
    assert check_folder(folder) == []


def test_no_fact_is_lost(folder):
    assert len(set(arelle_facts(folder / f"{BASE}.htm"))) == len(report().facts)


def test_arelle_extracts_the_facts_that_we_wrote(folder, tmp_path):
    ours = json_facts(folder / f"{BASE}.json")
    instance, oim = arelle_extract(folder / f"{BASE}.htm", tmp_path)
    assert differences("Arelle's instance", arelle_facts(instance), "ours", ours) == []
    assert differences("Arelle's xBRL-JSON", json_facts(oim), "ours", ours) == []


@pytest.mark.parametrize("ending", [".htm", ".xml", ".json"])
def test_a_wrong_total_is_reported(ending, tmp_path):
    write_report(report(total=2_600_000, spelt_total="2,600"), tmp_path, ("ixbrl", "xbrl", "json"))
    codes = {record.code for record in arelle_validate(tmp_path / f"{BASE}{ending}")}
    assert "calc11e:inconsistentCalculationUsingRounding" in codes


def test_a_missing_concept_is_reported(folder, tmp_path):
    for part in folder.iterdir():
        text = part.read_bytes().replace(b"us-gaap:GrossProfit", b"us-gaap:GrossProphet")
        (tmp_path / part.name).write_bytes(text)
    assert any(r.level == "error" for r in arelle_validate(tmp_path / f"{BASE}.htm"))
