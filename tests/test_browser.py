"""The tests' own browser does what tests ask of it."""

from pathlib import Path

import pytest
from browser import BrowserError

PAGE = """<!doctype html><title>A page</title>
<style>p { color: rgb(1, 2, 3) } @media (prefers-color-scheme: dark) { p { color: rgb(4, 5, 6) } }</style>
<button onclick="document.title = 'clicked'">Go</button><a href="#far">far</a>
<div style="height: 3000px"></div><p id="far">far</p>
<script>addEventListener("keydown", (e) => { document.body.dataset.key = e.key })</script>
"""


@pytest.fixture
def address(tmp_path: Path) -> str:
    (tmp_path / "page.html").write_text(PAGE, encoding="utf-8")
    return (tmp_path / "page.html").as_uri()


def test_clicks_keys_scripts_and_pictures(chromium, address, tmp_path):
    with chromium.page() as page:
        page.open(address)
        page.click("button")
        assert page.run("document.title") == "clicked"
        page.press("n")
        assert page.until("document.body.dataset.key") == "n"
        page.click("a")
        assert page.run("location.hash") == "#far"
        assert page.run("new Promise((go) => setTimeout(() => go({a: [1]}), 10))") == {"a": [1]}
        assert page.requests() == [address]
        assert page.complaints() == []
        page.screenshot(tmp_path / "a.png")
        page.pdf(tmp_path / "a.pdf")
    assert (tmp_path / "a.png").read_bytes().startswith(b"\x89PNG")
    assert (tmp_path / "a.pdf").read_bytes().startswith(b"%PDF")


def test_a_dark_phone(chromium, address):
    with chromium.page(390, 800, dark=True, touch=True) as page:
        page.open(address)
        page.click("button")
        assert page.until("document.title == 'clicked'")
        assert page.run("getComputedStyle(document.getElementById('far')).color") == "rgb(4, 5, 6)"


def test_a_page_without_its_scripts(chromium, address):
    with chromium.page(scripts=False) as page:
        page.open(address)
        page.click("button")
        assert page.run("document.title") == "A page"


def test_what_fails_is_said(chromium, address):
    with chromium.page() as page:
        page.open(address)
        with pytest.raises(BrowserError, match="no such thing"):
            page.run("(() => { throw new Error('no such thing') })()")
        with pytest.raises(BrowserError, match="nothing to click"):
            page.click("#nowhere")
        page.run("console.error('oh')")
        assert page.complaints() == ["oh"]
