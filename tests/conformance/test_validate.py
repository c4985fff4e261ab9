"""`retroxbrl validate`: Arelle's word as findings."""

import json
import sys
import zipfile
from pathlib import Path

import pytest
from made_cover import cover

from converter import validate
from converter.cli import main
from converter.dts.package import build_package, rewritten
from converter.validate import reports

EXAMPLES = Path(__file__).parents[2] / "examples"
pytestmark = pytest.mark.arelle


@pytest.fixture(scope="module")
def output(tmp_path_factory):
    folder = tmp_path_factory.mktemp("validate")
    filing = min(EXAMPLES.rglob("*.txt"))
    assert main(["convert", str(filing), "-o", str(folder), "--format", "ixbrl,xbrl"]) == 0
    return folder


def told(capsys):
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_what_convert_writes_is_valid(output, capsys):
    assert main(["validate", str(output), "--all"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 3  # the inline document, the report package, the instance
    assert all(line.endswith(": valid") for line in lines)


def test_what_is_broken_is_said(output, tmp_path, capsys):
    (instance,) = reports_of(output, ".xml")
    for part in instance.parent.iterdir():
        if part.is_file():
            (tmp_path / part.name).write_bytes(part.read_bytes())
    broken = tmp_path / instance.name
    text = broken.read_text(encoding="utf-8")
    assert "</xbrli:instant>" in text
    at = text.index("</xbrli:instant>")
    broken.write_text(text[: at - 10] + "1995-02-30" + text[at:], encoding="utf-8")
    assert main(["validate", str(broken), "--json"]) == 1
    found = told(capsys)
    assert {each["code"] for each in found} == {"VAL001"}
    assert {each["report"] for each in found} == {str(broken)}
    assert any("1995-02-30" in each["message"] for each in found)


def test_a_currency_that_is_no_more_was_one(tmp_path, capsys):
    text = (
        cover("10-K", "December 31, 1997")
        + """<PAGE>
                            BALANCE SHEETS
                         (in millions of Italian lire)
                                               December 31,
                                            1997           1996
Cash                                       9,878          8,837
Total assets                               9,878          8,837
Accounts payable                           1,178          1,137
Retained earnings                          8,700          7,700
Total liabilities and equity               9,878          8,837
"""
    )
    filing = tmp_path / "lire.txt"
    filing.write_text(text, encoding="utf-8")
    main(["convert", str(filing), "-o", str(tmp_path / "o"), "--format", "xbrl"])
    capsys.readouterr()
    assert main(["validate", str(tmp_path / "o"), "--json"]) == 0
    assert {each["code"] for each in told(capsys)} == {"VAL005"}


@pytest.mark.parametrize("unit", ["ITL", "ITL_per_share", "DEM_per_share"])
def test_so_was_an_amount_a_share(unit):
    message = f"Unit {unit} disallowed on fact us-gaap:EarningsPerShareBasic"
    finding = validate._finding("error", "utre:error-NumericFactUtrInvalid", message, 1)
    assert finding.code == "VAL005"


def test_the_publishers_own_package_goes_first(output, tmp_path, capsys):
    own, package = tmp_path / "own.zip", tmp_path / "official.zip"
    own.write_bytes(build_package())
    with zipfile.ZipFile(own) as given, zipfile.ZipFile(package, "w") as made:
        for name in given.namelist():  # the same addresses, as the publisher's would map them
            text = given.read(name).replace(b"/package</tp:identifier>", b"/other</tp:identifier>")
            made.writestr(name, text)
    assert main(["validate", str(output), "--official", str(package)]) == 0
    assert capsys.readouterr().out.rstrip().endswith(": valid")


@pytest.mark.parametrize("kind", ["no zip", "no catalog", "absent"])
def test_a_package_that_is_none(output, tmp_path, capsys, kind):
    path = tmp_path / "wrong.zip"
    if kind == "no zip":
        path.write_text("hello", encoding="utf-8")
    elif kind == "no catalog":
        with zipfile.ZipFile(path, "w") as package:
            package.writestr("readme.txt", "hello")
    assert main(["validate", str(output), "--official", str(path)]) == 2
    assert str(path) in capsys.readouterr().err


def test_nothing_to_validate(tmp_path, capsys):
    assert main(["validate", str(tmp_path / "absent")]) == 2
    assert main(["validate", str(tmp_path)]) == 2
    assert "holds no report" in capsys.readouterr().err


def test_without_arelle_it_says_how_to_get_it(output, capsys, monkeypatch):
    monkeypatch.setitem(sys.modules, "arelle", None)
    assert main(["validate", str(output)]) == 2
    assert "retroxbrl[validate]" in capsys.readouterr().err


def test_one_report_a_folder_is_enough(tmp_path):
    names = ("a.htm", "a.xml", "a.json", "a_pre.xml", "a.ttl", "manifest.json")
    for folder in ("one", "two", ".hidden"):
        (tmp_path / folder).mkdir()
        for name in names:
            (tmp_path / folder / name).touch()
    assert [path.name for path in reports(tmp_path)] == ["a.htm", "a.htm"]
    assert [path.name for path in reports(tmp_path / "one", every=True)] == [
        "a.htm", "a.json", "a.xml",
    ]  # fmt: skip


def test_the_package_maps_what_it_says():
    assert all(address.endswith("/") for address in rewritten())


def reports_of(folder, suffix):
    return [path for path in reports(folder, every=True) if path.suffix == suffix]
