from __future__ import annotations

import json
import re
import zipfile
from pathlib import Path

import pytest
from reports_xbrl import report

from converter.model.codes import CODES
from converter.pipeline import Options, analyse, load, save
from converter.write import FORMATS, WRITERS, plan, write_report, writer

ROOT = Path(__file__).parent.parent.parent
FOLDER = ROOT / "converter" / "write"
README = (ROOT / "README.md").read_text(encoding="utf-8")
EXAMPLE = ROOT / "examples" / "nutrition21-8k-2003-09-30.txt"
XBRL = ("ixbrl", "xbrl", "json")


@pytest.mark.parametrize("name", WRITERS)
def test_every_writer_loads_under_its_name(name):
    assert writer(name).name == name


def test_every_module_that_writes_a_report_is_registered():
    """A format more is a module and a line in WRITERS."""
    texts = {path.stem: path.read_text(encoding="utf-8") for path in FOLDER.glob("*.py")}
    writers = {
        f"converter.write.{stem}:{name}"
        for stem, text in texts.items()
        for name in re.findall(r"^class (\w+Writer)\b", text, re.MULTILINE)
    }
    assert writers - {each.place for each in WRITERS.values()} == {
        "converter.write.findings:FindingsWriter"  # no format: it always comes with them
    }


def test_formats_are_told_in_the_order_of_the_readme():
    (usage,) = re.findall(r"retroxbrl convert PATH\.\.\. .*--format (\S+?)\]", README)
    assert usage == ",".join(FORMATS), "README.md, 'The command': formats"


def test_the_readme_says_what_each_file_is(tmp_path):
    """The table below 'What is written' has each file that any format writes."""
    told = README.partition("## What is written")[2].partition("\n\n`output/manifest")[0]
    rows = re.findall(r"^\| (.+?) \|", told, re.MULTILINE)
    names = {name for row in rows for name in re.findall(r"`(.+?)`", row)}
    filing = load(EXAMPLE)
    saved = save(analyse(filing, EXAMPLE.stem, Options(formats=FORMATS)).report, tmp_path, FORMATS)
    folder = tmp_path / saved.folder
    for path in folder.iterdir():
        tail = path.name.removeprefix(saved.base)
        linkbase = re.sub(r"\.xml\Z", "", tail)
        assert {f"BASE{tail}", tail, linkbase} & names, f"README.md says nothing of {path.name}"


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
