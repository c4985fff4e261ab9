from __future__ import annotations

import json
import zipfile

import pytest
from reports_xbrl import report

from converter.model.codes import CODES
from converter.write import FORMATS, WRITERS, plan, write_report, writer

XBRL = ("ixbrl", "xbrl", "json")


@pytest.mark.parametrize("name", WRITERS)
def test_every_writer_loads_under_its_name(name):
    assert writer(name).name == name


def test_plan_writes_the_extension_once_and_first():
    assert plan(("json", "ixbrl", "xbrl")) == ("extension", "ixbrl", "package", "xbrl", "json")
    assert plan(("csv",)) == ("csv",)
    assert set(plan(FORMATS)) == set(WRITERS)
    with pytest.raises(KeyError):
        plan(("pdf",))


@pytest.mark.parametrize("name", XBRL)
def test_the_extension_taxonomy_comes_with_every_xbrl_format(name, tmp_path):
    written = write_report(report(), tmp_path, (name,))
    assert {p.name for p in written.value} == {p.name for p in tmp_path.iterdir()}
    assert (tmp_path / "acme-20040930.xsd").exists()


def test_same_report_same_bytes(tmp_path):
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        write_report(report(), tmp_path / name, XBRL)
    first = {p.name: p.read_bytes() for p in (tmp_path / "one").iterdir()}
    assert first == {p.name: p.read_bytes() for p in (tmp_path / "two").iterdir()}


def test_report_package(tmp_path):
    write_report(report(), tmp_path, ("ixbrl",))
    with zipfile.ZipFile(tmp_path / "acme-20040930.xbri") as package:
        names = package.namelist()
        manifest = json.loads(package.read("acme-20040930/META-INF/reportPackage.json"))
    assert manifest["documentInfo"]["documentType"] == "https://xbrl.org/report-package/2023/xbri"
    assert {n.rpartition("/")[2] for n in names} == {
        "reportPackage.json",
        *(p.name for p in tmp_path.iterdir() if p.suffix != ".xbri"),
    }


def test_codes_are_explained():
    for code in ("WRT001", "WRT002", "WRT003", "WRT004", "WRT005"):
        assert CODES[code].title
