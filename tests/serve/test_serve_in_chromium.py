"""The pages in a browser: a figure leads to its place and back, nothing is fetched from elsewhere."""

from __future__ import annotations

from urllib.parse import quote

import pytest
from serve_made import EVIL, QUARTER

PAGES = {
    "filings": "/", "companies": "/companies", "findings": "/findings",
    "words": "/search?words=per+share", "query": "/query",
    "named": "/query/net-income?ask=1", "filing": f"/filing/{QUARTER}",
    "company": "/company/nutrition21inc?length=quarterly", "evil": f"/filing/{quote(EVIL)}",
}  # fmt: skip
SEEN = """(selector => {
  const one = document.querySelector(selector), box = one.getBoundingClientRect();
  const pane = one.closest('.pane').getBoundingClientRect();
  return box.top >= pane.top - 1 && box.bottom <= pane.bottom + 1
    && getComputedStyle(one).outlineStyle === 'solid';
})"""
VALUE, PLACE = "#v-f_NetIncomeLoss_20031001-20031231", "#p-f_NetIncomeLoss_20031001-20031231"


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("kind", ["wide", "phone", "dark"])
def test_every_page_is_quiet_and_fits(chromium, client, name, kind):
    more = {
        "wide": {},
        "phone": {"width": 390, "height": 800, "touch": True},
        "dark": {"dark": True},
    }
    with chromium.page(**more[kind]) as page:
        page.open(client.address + PAGES[name])
        if name == "company":
            page.until("document.querySelector('.chart img').complete")
            assert page.run("document.querySelector('.chart img').naturalWidth") > 100
        assert page.complaints() == []
        assert page.run("document.documentElement.scrollWidth <= innerWidth")
        asked = page.run("performance.getEntriesByType('resource').map(each => each.name)")
        assert all(each.startswith(client.address) for each in asked)


@pytest.mark.parametrize("scripts", [True, False])
def test_a_figure_leads_to_its_characters_and_back(chromium, client, scripts):
    with chromium.page(scripts=scripts) as page:
        page.open(f"{client.address}/filing/{QUARTER}")
        page.click(VALUE)
        page.until(f"location.hash === '{PLACE}'")
        page.until(f"{SEEN}('{PLACE}')")
        assert page.run(f"document.querySelector('{PLACE}').textContent") == "(1,248"[1:]
        page.click(PLACE)
        page.until(f"location.hash === '{VALUE}'")
        page.until(f"{SEEN}('{VALUE}')")


def test_a_fact_is_told_and_walked_through_by_keys(chromium, client):
    with chromium.page() as page:
        page.open(f"{client.address}/filing/{QUARTER}")
        page.click(VALUE)
        page.until("!document.querySelector('#card').hidden")
        told = page.run("document.querySelector('#card').innerText")
        assert "us-gaap:NetIncomeLoss" in told
        assert "2003-10-01 to 2003-12-31" in told
        assert page.run(f"document.querySelector('{VALUE}').classList.contains('here')")
        page.press("n")
        page.until(f"location.hash !== '{PLACE}'")
        page.until(f"!document.querySelector('{PLACE}').classList.contains('here')")
        page.press("p")
        page.until(f"document.querySelector('{PLACE}').classList.contains('here')")
        assert page.run("location.hash") == PLACE
        page.press("Escape")
        page.until("document.querySelector('#card').hidden")


def test_a_figure_is_reached_by_the_keyboard_alone(chromium, client):
    with chromium.page() as page:
        page.open(f"{client.address}/filing/{QUARTER}")
        page.run(f"document.querySelector('{VALUE}').focus()")
        page.press("Enter")
        page.until(f"document.activeElement === document.querySelector('{PLACE}')")
        page.press("Enter")
        page.until(f"location.hash === '{VALUE}'")


def test_a_finding_leads_to_its_line(chromium, client):
    with chromium.page() as page:
        page.open(f"{client.address}/findings?code=PER002")
        page.click("ul.findings a[href*='#l-']")
        page.until("location.pathname.startsWith('/filing/') && document.readyState === 'complete'")
        line = page.run("location.hash")
        page.until(f"{SEEN}('{line}')")


def test_nothing_of_a_filing_runs(chromium, client):
    with chromium.page() as page:
        page.open(client.address + PAGES["evil"])
        assert page.run("document.querySelectorAll('img').length") == 0
        assert page.run("[...document.scripts].every(each => each.src)")
    with chromium.page() as page:
        page.open(f"{client.address}/filing/{quote(EVIL)}/files/other.htm")
        assert page.run("window.origin") == "null"
        assert any("script" in each for each in page.complaints())


def test_the_inline_page_runs_the_program_s_own_script(chromium, client):
    with chromium.page() as page:
        page.open(f"{client.address}/filing/{QUARTER}/files/nutrition21-20031231.htm")
        assert page.run("window.origin") == "null"
        assert page.complaints() == []
        page.press("n")
        page.until("!!document.querySelector('.here, .now, [aria-current]') || location.hash")


def test_the_editor_asks_and_needs_no_script(chromium, client):
    for scripts in (True, False):
        with chromium.page(scripts=scripts) as page:
            page.open(f"{client.address}/query")
            page.click("#keys button")
            page.until("document.querySelectorAll('#answer tbody tr').length === 50")
            assert page.run("!!document.querySelector('.CodeMirror')") is scripts
            assert page.run("document.querySelectorAll('.parseErrorIcon').length") == 0


def test_a_search_is_made_by_its_form(chromium, client):
    with chromium.page() as page:
        page.open(client.address)
        page.run("document.querySelector('[name=company]').value = 'nutrition'")
        page.run("document.querySelector('[name=form]').value = '8-K'")
        page.click("form.search button")
        page.until("location.search.includes('8-K')")
        assert page.run("document.querySelectorAll('tbody tr').length") == 1
