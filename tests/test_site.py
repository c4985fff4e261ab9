"""docs/ as a site: it builds strictly, and no link in it is broken or leads out unseen."""

import functools
import http.server
import importlib.util
import re
import subprocess
import sys
import threading
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *said):
        pass


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    pytest.importorskip("material", reason="mkdocs-material is not installed (extra docs)")
    into = tmp_path_factory.mktemp("site")
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(into)],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return into


def test_every_page_is_there(site):
    pages = {path.stem for path in DOCS.glob("*.md")}
    assert pages <= {path.stem for path in site.glob("*.html")}
    assert not (site / "links.py").exists()


def test_every_link_leads_to_a_file_or_is_seen_to_lead_out(site):
    count = 0
    for path in site.glob("*.html"):
        html = path.read_text(encoding="utf-8")
        for address in re.findall(r'<a [^>]*?href="([^"]*)"', html):
            parts = urlsplit(address)
            if parts.scheme or parts.netloc or not parts.path or path.name == "404.html":
                continue
            assert (path.parent / unquote(parts.path)).exists(), (path.name, address)
            count += 1
    assert count > 500


def test_nothing_is_loaded_from_elsewhere(site):
    for path in site.glob("*.html"):
        html = path.read_text(encoding="utf-8")
        loaded = re.findall(r'<(?:script|img|iframe)[^>]*?\ssrc="([^"]*)"', html)
        loaded += re.findall(
            r'<link[^>]*?rel="(?:stylesheet|preconnect)"[^>]*?href="([^"]*)"', html
        )
        assert loaded
        assert not [each for each in loaded if "//" in each], path.name


def test_it_is_searched_in_the_browser_and_asks_nobody_else(site, chromium):
    quiet = functools.partial(Quiet, directory=str(site))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), quiet) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
        thread.start()
        host = f"http://127.0.0.1:{server.server_port}/"
        with chromium.page(width=1300) as page:
            page.open(f"{host}tutorial.html")
            page.click("[data-md-component='search-query']")
            page.type("sunbeam")
            found = page.until("document.querySelector('.md-search-result__item a')?.href")
            assert found.startswith(f"{host}accuracy.html")
            asked = [each for each in page.requests() if not each.startswith(("data:", "blob:"))]
            assert all(each.startswith(host) for each in asked)
            assert page.complaints() == []
        server.shutdown()
        thread.join()


def test_pages_that_are_named_are_links(site):
    assert re.search(r'<a href="review.html">review.md</a>', (site / "correction.html").read_text())


@pytest.mark.parametrize(
    ("line", "linked"),
    [
        ("see docs/rdf.md, and rdf.md.", "see [rdf.md](rdf.md), and [rdf.md](rdf.md)."),
        ("`docs/rdf.md` and [it](rdf.md)", "`docs/rdf.md` and [it](rdf.md)"),
        ("docs/none.md, README.md, x/docs/rdf.md", "docs/none.md, README.md, x/docs/rdf.md"),
        ("    docs/rdf.md", "    docs/rdf.md"),
        ("```\ndocs/rdf.md\n```\nrdf.md", "```\ndocs/rdf.md\n```\n[rdf.md](rdf.md)"),
    ],
)
def test_what_becomes_a_link(line, linked):
    spec = importlib.util.spec_from_file_location("links", DOCS / "links.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    assert module.on_page_markdown(line) == linked
