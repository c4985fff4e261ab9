"""Each page: what it says, where it leads, and that nothing of a filing is markup in it."""

from __future__ import annotations

import html
import json
import re
import shutil
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import quote

import pytest
from serve_made import EVIL, EXAMPLES, MARKUP, QUARTER, running

import converter.serve as package
from converter.query import queries
from converter.serve.app import application
from converter.serve.settings import Settings

COMPANY = "/company/nutrition21inc"
PAGES = (
    "/", "/companies", "/findings", "/search", "/search?words=securities", "/query",
    "/query/revenue", "/query/revenue?ask=1", f"/filing/{QUARTER}", f"/filing/{quote(EVIL)}",
    COMPANY, "/company/666", "/nothing",
)  # fmt: skip
HERE = Path(package.__file__).parent


class Read(HTMLParser):
    """The tags of a page with their attributes, as a browser takes them, and labels around fields."""

    def __init__(self, text):
        super().__init__()
        self.tags, self.words, self.label = [], "", 0
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, attributes):
        self.tags.append((tag, {**dict(attributes), "(label)": self.label}))
        self.label += tag == "label"

    def handle_endtag(self, tag):
        self.label -= tag == "label"

    def handle_data(self, data):
        self.words += data

    def named(self, *tags):
        return [attributes for tag, attributes in self.tags if tag in tags]

    def ids(self):
        return [attributes["id"] for _, attributes in self.tags if "id" in attributes]


@pytest.mark.parametrize("path", PAGES)
def test_every_page_is_whole_and_reaches_nobody(client, path):
    got = client.get(path)
    assert got.status == (404 if path == "/nothing" else 200)
    assert got.media == "text/html"
    assert got.text.startswith("<!DOCTYPE html>")
    read = Read(got.text)
    assert read.named("html")[0]["lang"] == "en"
    assert len(read.named("title")) == len(read.named("h1")) == len(read.named("main")) == 1
    for tag, attributes in read.tags:
        assert tag not in ("iframe", "object", "embed", "style", "base")
        for name, value in attributes.items():
            assert not name.startswith("on")
            assert name != "style"  # the policy would not let it
            if name in ("src", "href", "action"):
                assert value.startswith(("/", "#"))
                assert not value.startswith("//")
    assert all(each["src"].startswith("/static/") for each in read.named("script"))


@pytest.mark.parametrize("path", PAGES)
def test_every_field_has_a_name(client, path):
    read = Read(client.get(path).text)
    named = {each.get("for") for each in read.named("label")}
    for field in read.named("input", "select", "textarea"):
        assert field.get("type") == "hidden" or field["(label)"] or field.get("id") in named, field


@pytest.mark.parametrize("path", PAGES)
def test_ids_are_there_once_and_links_lead_somewhere(client, path):
    read = Read(client.get(path).text)
    ids = read.ids()
    assert len(ids) == len(set(ids))
    links = {each["href"] for each in read.named("a", "link") if "href" in each}
    assert all(to[1:] in ids for to in links if to.startswith("#"))
    for to in sorted(to for to in links if to.startswith("/") and ".svg?" not in to)[:40]:
        assert client.get(to.partition("#")[0]).status == 200, to


def test_the_templates_name_no_other_server():
    for path in [*HERE.rglob("*.html"), *HERE.glob("static/*.js"), *HERE.glob("static/*.css")]:
        assert not re.search(r"https?://", path.read_text(encoding="utf-8")), path


def test_nothing_of_a_filing_is_markup(client):
    for path in ("/", "/companies", "/findings", f"/filing/{quote(EVIL)}", "/company/666"):
        read = Read(client.get(path).text)
        assert MARKUP in read.words
        assert all(each.get("src") != "x" for each in read.named("img"))


# filings


def rows(text):
    return re.findall(r'<b>[^<]*</b> <span class="id">([^<]*)</span>', text)


@pytest.mark.parametrize(
    ("asked", "count"),
    [
        ("", 4), ("company=nutrition", 3), ("company=NUTRITION+21", 3), ("company=nobody", 0),
        ("company=666", 1), ("company=0000666", 1), ("form=10-Q", 2), ("form=8-K", 1),
        ("year=2004", 2), ("form=10-Q&year=2005", 1), ("state=missing", 1), ("state=complete", 3),
        ("state=error", 1), ("state=own", 0), ("page=2", 0), ("page=x", 4), ("year=x", 4),
        ("order=filed", 4), ("order=nonsense", 4), ("state=nonsense", 4), ("company=%27%22%00", 0),
    ],
)  # fmt: skip
def test_filings_are_searched(client, asked, count):
    got = client.get(f"/?{asked}")
    assert got.status == 200
    assert len(rows(got.text)) == count


def test_what_is_lacking_is_said(client):
    assert "lacks IS" in client.get("/").text


def test_a_form_that_is_sent_is_filled_in_again(client):
    text = client.get("/?company=nutrition&form=10-Q&year=2004").text
    assert 'value="nutrition"' in text
    assert "<option selected>10-Q</option>" in text
    assert "<option selected>2004</option>" in text


# a filing


def test_every_figure_leads_to_its_characters_and_back(client, output):
    text = client.get(f"/filing/{QUARTER}").text
    values = re.findall(r'<a id="v-([^"]+)" href="#p-([^"]+)"', text)
    assert len(values) > 200
    assert all(one == other for one, other in values)
    places = dict(re.findall(r'<a id="p-([^"]+)" class="figure" href="#v-[^"]+">(.*?)</a>', text))
    csv = (output / QUARTER / "nutrition21-20031231.csv").read_text(encoding="utf-8")
    assert "f_Assets_20031231" in csv
    assert re.search(r'data-concept="us-gaap:Assets"[^>]*>19,689,000<', text)
    assert places["f_Assets_20031231"] == "19,689"


def test_a_filing_shows_statements_notes_parts_findings_and_files(client):
    text = client.get(f"/filing/{QUARTER}").text
    for words in (
        "CONDENSED CONSOLIDATED BALANCE SHEETS", "Statement of cash flows", "2003-07-01 to 2003-12-31",
        "STOCK-BASED COMPENSATION", "PER002", "BASE.csv".replace("BASE", "nutrition21-20031231"), "report package",
    ):  # fmt: skip
        assert words in text
    line = re.search(r'PER002</a>\s*<a href="#l-(\d+)"', text)[1]
    assert f'<span id="l-{line}" class="line"' in text


def test_a_line_that_is_asked_for_can_be_gone_to(client):
    assert 'id="l-7"' not in client.get(f"/filing/{QUARTER}").text
    assert 'id="l-7"' in client.get(f"/filing/{QUARTER}?line=7").text
    assert client.get(f"/filing/{QUARTER}?line=999999999").status == 200


def test_the_text_is_that_of_the_filing(client):
    text = client.get(f"/filing/{QUARTER}").text
    shown = re.search(r'<pre class="w\d+">\n(.*?)</pre>', text, re.DOTALL)[1]
    plain = html.unescape(re.sub(r"<[^>]*>", "", shown))
    printed = (Path(__file__).parents[2] / "examples" / f"{QUARTER}.txt").read_text()
    assert plain.split() == printed.split()
    assert [len(line) for line in plain.splitlines()] == [
        len(line) for line in printed.splitlines()
    ]


def test_without_page_and_input_the_tables_stand_alone(converted, tmp_path):
    output = tmp_path / "output"
    shutil.copytree(converted, output)
    (output / QUARTER / "nutrition21-20031231.htm").unlink()
    lines = (output / "manifest.jsonl").read_text().replace(str(EXAMPLES), "/nowhere")
    (output / "manifest.jsonl").write_text(lines)
    with running(application(Settings(output))) as client:
        text = client.get(f"/filing/{QUARTER}").text
        assert "The text is not to be had any more" in text
        assert '<a id="v-f_Assets_20031231" tabindex="0"' in text
        assert 'href="#p-' not in text
        assert 'href="#l-' not in text
        assert client.get(f"/filing/{QUARTER}/review?fact=f_Assets_20031231").status == 200


def test_a_filing_without_a_table_of_facts_has_its_text(converted, tmp_path):
    output = tmp_path / "output"
    shutil.copytree(converted, output)
    for path in (output / QUARTER).glob("*.[ct]sv"):
        path.unlink()
    with running(application(Settings(output))) as client:
        text = client.get(f"/filing/{QUARTER}").text
        assert "No facts" in text
        assert "NUTRITION 21" in text


def test_files_are_downloaded(client, output):
    folder = output / QUARTER
    for path in sorted(folder.iterdir()):
        got = client.get(f"/filing/{QUARTER}/files/{path.name}")
        assert got.status == 200
        assert got.content == path.read_bytes()
        kind = "inline" if path.suffix == ".htm" else "attachment"
        assert got.headers["content-disposition"].startswith(kind)
        assert got.headers["content-security-policy"].startswith("sandbox")


@pytest.mark.parametrize(
    "name",
    [
        "nothing",
        ".hidden",
        "secret.csv",
        "..%2Fmanifest.jsonl",
        "..",
        ".",
        "%2E%2E",
        "a%2Fb",
        "%00",
    ],
)
def test_no_other_file_is_given(client, name):
    got = client.get(f"/filing/{quote(EVIL)}/files/{name}")
    assert got.status == 404
    assert got.content != b"secret"


@pytest.mark.parametrize(
    "path",
    ["/filing/nothing", "/filing/..", "/company/nothing", "/query/nothing", "/static/../app.py"],
)
def test_what_is_not_here_is_told(client, path):
    assert client.get(path).status in (404, 200)
    assert "Traceback" not in client.get(path).text


# a company


def test_a_company_has_its_series(client):
    text = client.get(COMPANY + "?length=quarterly").text
    assert "NUTRITION 21, INC." in text
    assert re.search(r'<a href="/filing/[^"]+\?line=\d+#l-\d+" title="[^"]*">-1,227,000</a>', text)
    assert len(rows(text)) == 3


def test_a_series_is_drawn(client):
    pytest.importorskip("altair")
    pytest.importorskip("vl_convert")
    got = client.get(COMPANY + "/chart.svg?length=quarterly&item=net_income&item=nonsense")
    assert got.status == 200
    assert got.headers["content-type"] == "image/svg+xml"
    assert "sandbox" in got.headers["content-security-policy"]
    assert b"Net income" in got.content
    assert b"<script" not in got.content


def test_items_of_the_chart_are_ticked(client):
    text = client.get(COMPANY + "?length=quarterly&item=total_assets").text
    assert re.search(r'value="total_assets" form="choose" checked', text)
    assert "chart.svg?length=quarterly&amp;item=total_assets" in text


# findings, words, queries


def test_findings_come_worst_first(client):
    text = client.get("/findings").text
    shown = re.findall(r'<li class="(\w+)">', text)
    assert len(shown) == 11
    assert shown == sorted(shown, key=("error", "warning", "info").index)


@pytest.mark.parametrize(
    ("asked", "count"),
    [("code=CAL001", 1), ("severity=warning", 2), ("code=PER002", 1), ("code=NO", 0), ("code=CAL001&severity=info", 0)],
)  # fmt: skip
def test_findings_are_chosen(client, asked, count):
    text = client.get(f"/findings?{asked}").text
    assert len(re.findall(r'<li class="(?:error|warning|info)">', text)) == count


def test_words_lead_to_their_line(client):
    text = client.get("/search?words=per+share+stock*").text
    folder, line = re.search(r'href="/filing/([^"?]+)\?line=(\d+)#l-\2"', text).groups()
    assert f'id="l-{line}"' in client.get(f"/filing/{folder}?line={line}").text


@pytest.mark.parametrize("one", queries(), ids=lambda one: one.name)
def test_every_named_query_has_a_form_that_is_answered(client, one):
    text = client.get(f"/query/{one.name}").text
    for each in one.parameters:
        assert f'name="{each.name}"' in text
    asked = "&".join(f"{each.name}=" for each in one.parameters)
    got = client.get(f"/query/{one.name}?{asked}&ask=1")
    assert got.status == 200, got.text
    assert 'id="answer"' in got.text


def test_a_form_that_does_not_fit_is_told(client):
    got = client.get("/query/revenue?ask=1&concept=us-gaap:Asets")
    assert got.status == 400
    assert "QRY005" in got.text


def test_the_editor_answers_and_keeps_the_query(client):
    got = client.post("/query", {"query": "SELECT ?filing { ?d rx:folder ?filing }"})
    assert got.status == 200
    assert f'<a href="/filing/{QUARTER}">{QUARTER}</a>' in got.text
    wrong = client.post("/query", {"query": "SELEKT <x>"})
    assert wrong.status == 400
    assert "SELEKT &lt;x&gt;" in wrong.text
    assert "QRY003" in wrong.text


def test_an_answer_that_is_cut_says_so(client):
    got = client.post("/query", {"query": "SELECT * { ?s ?p ?o }"})
    assert "The answer is cut: it has more than 500 rows" in got.text


def test_prefixes_are_given_to_the_editor(client):
    found = re.search(r'data-prefixes="([^"]*)"', client.get("/query").text)[1]
    assert json.loads(html.unescape(found))["us-gaap"].startswith("http://xbrl.us/")
