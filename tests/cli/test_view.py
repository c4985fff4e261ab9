"""`retroxbrl view`: what it takes, what it says, and the viewer in a browser."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from converter import convert, viewer
from converter.cli import main, view

EXAMPLE = Path(__file__).parents[2] / "examples" / "nutrition21-8k-2003-09-30.txt"
FOLDER = "nutrition21-8k-2003-09-30"
PAGE = "nutrition21-20030930.htm"


@pytest.fixture(scope="module")
def output(tmp_path_factory) -> Path:
    made = tmp_path_factory.mktemp("output")
    convert(EXAMPLE, made, ["ixbrl", "xbrl"])
    return made


@pytest.fixture
def opened(monkeypatch) -> list[str]:
    """The addresses that a browser was asked for, and no browser."""
    asked: list[str] = []
    monkeypatch.setattr(view.webbrowser, "open", lambda address: not asked.append(address))
    return asked


@pytest.fixture
def built(monkeypatch) -> list[tuple[Path, Path]]:
    """The pages that a viewer was asked for, and no Arelle."""
    asked: list[tuple[Path, Path]] = []

    def build(page: Path, into: Path) -> Path:
        asked.append((page, into))
        return into / viewer.PAGE

    monkeypatch.setattr(viewer, "installed", lambda: None)
    monkeypatch.setattr(viewer, "build", build)
    return asked


@pytest.mark.parametrize("named", ["folder", "page", "name"])
def test_a_converted_filing_by_its_folder_its_page_or_its_name(
    named, output, opened, built, capsys
):
    folder = output / FOLDER
    given = {"folder": str(folder), "page": str(folder / PAGE), "name": FOLDER}[named]
    assert main(["view", given, "-o", str(output)]) == 0
    into = output / ".view" / FOLDER
    assert built == [(folder / PAGE, into)]
    assert capsys.readouterr().out == f"{into / 'viewer.htm'}\n"
    assert opened == [(into / "viewer.htm").resolve().as_uri()]


def test_a_text_filing_is_converted_first(tmp_path, opened, built):
    asked = ["view", str(EXAMPLE), "-o", str(tmp_path), "--to", str(tmp_path / "v"), "--no-open"]
    assert main(asked) == 0
    ((page, into),) = built
    assert page == tmp_path / FOLDER / PAGE
    assert page.is_file()
    assert into == tmp_path / "v"
    assert (tmp_path / "manifest.jsonl").is_file()
    assert not opened


@pytest.mark.usefixtures("built")
def test_where_no_browser_starts_that_is_said(output, monkeypatch, capsys):
    monkeypatch.setattr(view.webbrowser, "open", lambda _: False)
    assert main(["view", FOLDER, "-o", str(output)]) == 0
    assert "open the file in one" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ("nowhere", "there is no nowhere, nor a filing of that name in"),
        ("{empty}", "holds no inline document with its schema; convert writes them with --format"),
    ],
)
def test_what_is_none_is_wrong_use(given, said, tmp_path, built, capsys):
    assert main(["view", given.format(empty=tmp_path), "-o", str(tmp_path)]) == 2
    assert said in capsys.readouterr().err
    assert not built


def test_what_cannot_be_converted_is_said(tmp_path, built, capsys):
    letter = tmp_path / "letter.txt"
    letter.write_text("Dear Sirs,\n\nno statement here.\n", encoding="utf-8")
    assert main(["view", str(letter), "-o", str(tmp_path / "out")]) == 1
    assert "SEG001" in capsys.readouterr().err
    assert not built


@pytest.mark.parametrize(
    ("missing", "said"),
    [
        (["iXBRLViewerPlugin"], "ixbrl-viewer is not installed"),
        (["arelle", "iXBRLViewerPlugin"], "Arelle and ixbrl-viewer are not installed"),
    ],
)
def test_without_the_extra_it_says_what_to_install(missing, said, output, monkeypatch, capsys):
    monkeypatch.setattr(viewer, "find_spec", lambda name: None if name in missing else object())
    assert main(["view", FOLDER, "-o", str(output)]) == 2
    told = capsys.readouterr().err
    assert said in told
    assert "pip install 'retroxbrl[view]'" in told


# --- the viewer itself -------------------------------------------------------------------------


def needs_the_extra() -> None:
    pytest.importorskip("arelle")
    pytest.importorskip("iXBRLViewerPlugin", reason="ixbrl-viewer is not installed (extra: view)")


@pytest.mark.arelle
def test_a_page_that_does_not_load_is_said(output, tmp_path, capsys):
    needs_the_extra()
    shutil.copytree(output / FOLDER, tmp_path / FOLDER)
    page = tmp_path / FOLDER / PAGE
    page.write_text("<html>", encoding="utf-8")
    assert main(["view", str(page), "-o", str(tmp_path), "--no-open"]) == 2
    assert "cannot be shown: " in capsys.readouterr().err
    assert not list(tmp_path.glob(".view/*/*"))


FACTS = (
    "document.querySelector('iframe')?.contentDocument?.querySelectorAll('.ixbrl-element').length"
)
PLACE = """(() => {
  const frame = document.querySelector('iframe'), outer = frame.getBoundingClientRect();
  const one = frame.contentDocument.querySelector('pre .f:has([name$=":Assets"])');
  one.scrollIntoView({block: 'center'});
  const box = one.getBoundingClientRect();
  return [outer.left + box.left + 5, outer.top + box.top + 5] })()"""
SHOWN = "document.querySelector('#inspector').innerText"


@pytest.mark.arelle
def test_the_viewer_shows_the_fact_that_is_clicked_and_asks_nobody(chromium, output):
    needs_the_extra()
    assert main(["view", FOLDER, "-o", str(output), "--no-open"]) == 0
    folder = output / ".view" / FOLDER
    with chromium.page() as page:
        page.open((folder / "viewer.htm").as_uri())
        page.until(f"!document.querySelector('#ixv .loader.loading') && {FACTS} >= 61", 60)
        frame = "document.querySelector('iframe').contentDocument"
        # our own panels give way to the viewer's, and the text is whole
        assert page.run(f"{frame}.querySelectorAll('.side, .head, .card').length") == 0
        text = EXAMPLE.read_text(encoding="utf-8").replace("\f", " ")
        assert page.run(f"{frame}.querySelector('pre').textContent") == text
        x, y = page.run(PLACE)
        page.send("Input.dispatchMouseEvent", type="mouseMoved", x=x, y=y)
        for kind in ("mousePressed", "mouseReleased"):
            page.send("Input.dispatchMouseEvent", type=kind, button="left", clickCount=1, x=x, y=y)
        page.until(f"/Assets/.test({SHOWN})")
        assert "17,860,000" in page.run(SHOWN)
        assert page.complaints() == []
        asked = {each for each in page.requests() if not each.startswith("data:")}
        assert asked == {(folder / name).as_uri() for name in ("viewer.htm", "ixbrlviewer.js")}
