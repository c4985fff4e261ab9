"""The inline page in a browser: clicks and keys that follow a fact, a finding, a link to its place;
without scripts, on a phone, in print.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from converter.model.finding import Finding, Severity
from converter.model.heading import Heading
from converter.pipeline import Options, analyse
from converter.read import read_filing
from converter.write.ixbrl import inline

EXAMPLES = Path(__file__).parents[2] / "examples"
ENVELOPE = """\
<SEC-DOCUMENT>0000000001-04-000001.txt : 20041112
<SEC-HEADER>0000000001-04-000001.hdr.sgml : 20041112
CONFORMED SUBMISSION TYPE: 10-Q
</SEC-HEADER>
<DOCUMENT>
<TYPE>10-Q
<TEXT>
"""
CARD = "document.querySelector('.card').innerText"
SEEN = """(() => { const box = document.querySelector(%r).getBoundingClientRect(),
  head = document.querySelector('.head').getBoundingClientRect();
  return box.top >= head.bottom - 1 && box.bottom <= innerHeight; })()"""


@pytest.fixture(scope="module")
def address(tmp_path_factory) -> str:
    """A 10-Q in its envelope, with warnings, notes and facts in dozens."""
    text = (EXAMPLES / "nutrition21-10q-2003-12-31.txt").read_text(encoding="utf-8")
    text = f"{ENVELOPE}{text}</TEXT>\n</DOCUMENT>\n</SEC-DOCUMENT>\n"
    report = analyse(read_filing(text.encode(), "acme.txt"), "acme", Options()).report
    path = tmp_path_factory.mktemp("page") / "acme.htm"
    path.write_bytes(inline(report).value.encode())
    return path.as_uri()


@pytest.fixture
def page(chromium, address):
    with chromium.page() as page:
        page.open(address)
        yield page
        assert page.complaints() == []
        assert {each.partition("#")[0] for each in page.requests()} == {address}


def table(page) -> dict[str, str]:
    """The first fact of the panel."""
    return page.run(
        """Object.fromEntries([...document.querySelector('.card dl').querySelectorAll('dt')]
        .map((each) => [each.textContent, each.nextElementSibling.textContent]))"""
    )


def test_a_click_on_a_figure_shows_what_it_is(page):
    page.click("pre .f:has([name='us-gaap:Assets'])")
    told = table(page)
    assert told["Concept"] == "us-gaap:Assets"
    assert told["Period"] == "2003-12-31"
    assert (told["Value"], told["Printed"], told["Unit"]) == ("19,689,000", "19,689", "USD")
    assert (told["Scale"], told["Sign"], told["Accuracy"]) == (
        "\u00d7 1,000", "as printed", "decimals -3",
    )  # fmt: skip
    assert told["Confidence"].endswith(" % (measured)")
    assert told["Caption"] == "TOTAL ASSETS"
    assert int(told["Line"]) == page.run(
        """(() => { const range = document.createRange(), pre = document.querySelector('pre');
        range.setStart(pre, 0); range.setEndBefore(document.querySelector('.now'));
        return range.toString().split('\\n').length })()"""
    )
    page.press("Escape")
    assert page.run("document.querySelector('.card').hidden")


def test_one_figure_that_is_two_facts_shows_both(page):
    page.click("pre .f:has([name='us-gaap:PreferredStockParOrStatedValuePerShare'] > [name])")
    told = page.run(
        """[...document.querySelectorAll('.card dl')].map((each) =>
        [...each.querySelectorAll('dd')].slice(0, 4).map((one) => one.textContent))"""
    )
    name = "us-gaap:PreferredStockParOrStatedValuePerShare"
    assert told == [
        [name, "2003-12-31", "0.01", "USD per share"], [name, "2003-06-30", "0.01", "USD per share"],
    ]  # fmt: skip


def test_a_loss_says_why_it_is_below_nothing(page):
    page.click("pre .f:has([name='us-gaap:NetIncomeLoss'])")
    told = table(page)
    assert (told["Value"], told["Printed"]) == ("-1,248,000", "1,248")
    assert told["Sign"].startswith("minus")


def test_keys_go_from_fact_to_fact_and_back(page):
    page.press("n")
    first = page.run("document.querySelector('.now').textContent")
    assert page.run("document.activeElement.classList.contains('now')")
    for _ in range(80):
        page.press("n")
    assert page.run("document.querySelector('.go span').textContent").startswith("81 of ")
    assert page.run(SEEN % ".now")
    assert page.run("scrollY") > 900
    for _ in range(80):
        page.press("p")
    assert page.run("document.querySelector('.now').textContent") == first
    page.press("p")  # round to the end
    whole = page.run("document.querySelector('.go span').textContent").split(" of ")
    assert whole[0] == whole[1]
    assert page.run("document.querySelector('.say').textContent")


def test_the_card_does_not_cover_its_fact(page):
    for _ in range(40):
        page.press("n")
        assert page.run(
            """(() => { const now = document.querySelector('.now').getBoundingClientRect();
            const there = document.elementFromPoint(now.left + 2, now.top + now.height / 2);
            return !there.closest('.card') })()"""
        )


def test_keys_can_be_switched_off(page):
    page.press("k")
    page.click("#k-k")
    page.press("n")
    assert page.run("document.querySelector('.now')") is None


def test_contents_lead_to_their_places_and_the_title_stays(page):
    page.press("c")
    assert page.run("document.activeElement.closest('.p1') !== null")
    at = page.run(
        "[...document.querySelectorAll('.p1 a')].findIndex(e => e.textContent == 'Balance sheet')"
    )
    page.click(".p1 a", at)
    assert page.run(SEEN % ":target")
    line = page.run(
        """(() => { const at = document.querySelector(':target').getBoundingClientRect();
        const range = document.caretRangeFromPoint(at.left + 300, at.top + 5);
        return range.startContainer.textContent })()"""
    )
    assert "BALANCE SHEETS" in line
    assert page.run("document.querySelector('.head').getBoundingClientRect().top") == 0
    assert page.run("document.querySelector('h1').textContent") == "NUTRITION 21, INC."


def test_a_mark_in_the_margin_and_the_list_lead_to_one_another(page):
    page.press("f")
    assert page.run("document.activeElement.classList.contains('x')")
    said = page.run("document.activeElement.getAttribute('aria-label')")
    assert said == page.run(
        "getComputedStyle(document.activeElement, '::after').content.slice(1, -1)"
    ).replace('\\"', '"')
    page.press("Enter")
    entry = page.run("document.querySelector('.p2 .now').innerText")
    assert said.split()[0] in entry
    page.click(".p2 li a")
    assert page.run(SEEN % ":target")
    assert page.run("document.querySelector(':target').className") == "x w"


def test_a_pointer_leads_to_the_fact_that_stands_elsewhere(page):
    page.click("pre a.a[href^='#h-']")
    assert page.run("document.querySelector('.now').matches('.list tr')")
    assert table(page)["Printed"] == "not as such"
    assert page.run(SEEN % ".now")


def test_a_note_is_a_fact_too(page):
    page.click(".n")
    assert table(page)["Concept"].startswith(("us-gaap:", "retro:", "nutrition21:"))
    assert "Accuracy" not in table(page)


def test_colours_are_quiet_until_they_are_asked_for(page):
    colour = """(() => { const found = document.querySelector('pre .m, pre .l');
    return [getComputedStyle(found).backgroundColor, getComputedStyle(found).boxShadow] })()"""
    assert page.run(colour)[0] == "rgba(0, 0, 0, 0)"
    page.press("k")
    page.click("#k-c")
    assert page.run(colour)[0] != "rgba(0, 0, 0, 0)"
    page.click("#k-o")
    page.click("#k-c")
    assert page.run(colour)[0] == "rgba(0, 0, 0, 0)"


HEIGHT = "document.querySelector('.env').getBoundingClientRect().height"


def test_the_envelope_opens_and_shuts(page):
    assert page.run(HEIGHT) < 2
    page.click(".fold")
    assert page.run(HEIGHT) > 80
    assert page.run("document.querySelector('.fold').getAttribute('aria-expanded')") == "true"
    page.click(".fold")
    assert page.run(HEIGHT) < 2
    copied = page.run("(() => { getSelection().selectAllChildren(document.querySelector('pre'));"
                      "return getSelection().toString() })()")  # fmt: skip
    assert "<SEC-HEADER>0000000001-04-000001.hdr.sgml" in copied


def test_an_address_with_a_fact_shows_it(chromium, address):
    with chromium.page() as page:
        page.open(address)
        name = page.run("document.querySelector('pre [name=\"us-gaap:Liabilities\"]').id")
        page.open("about:blank")
        page.open(f"{address}#{name}")
        assert table(page)["Concept"] == "us-gaap:Liabilities"
        assert page.run(SEEN % ".now")


def test_read_as_xml_it_does_the_same(chromium, address, tmp_path):
    from urllib.parse import unquote, urlsplit

    path = tmp_path / "acme.xhtml"
    path.write_bytes(Path(unquote(urlsplit(address).path)).read_bytes())
    with chromium.page() as page:
        page.open(path.as_uri())
        assert page.run("document.contentType") == "application/xhtml+xml"
        page.click("pre .f:has([name='us-gaap:NetIncomeLoss'])")
        told = table(page)
        assert (told["Concept"], told["Value"]) == ("us-gaap:NetIncomeLoss", "-1,248,000")
        assert (told["Period"], told["Unit"]) == ("2003-10-01 to 2003-12-31", "USD")
        page.press("f")
        assert page.run("document.activeElement.classList.contains('x')")
        assert page.complaints() == []


HOSTILE = """\
<script>window.ran = 1</script> <img src=x onerror="window.ran = 2">
"><svg onload="window.ran = 3"> ]]> --> </pre></style></script><script>window.ran = 4</script>
javascript:window.ran=5 <a href="javascript:window.ran=6">
"""


def test_nothing_of_a_filing_runs(chromium, tmp_path):
    """Whether it stands in the text, in a caption, in a name or in a finding."""
    from maker_xbrl import Maker
    from reports_xbrl import report

    whole = report()
    source = Maker(HOSTILE + whole.source.text).source
    evil = " ".join(HOSTILE.split())
    shift = len(HOSTILE)
    facts = []
    for each in whole.facts:
        why = each.provenance.model_copy(update={"caption": evil, "table": evil, "column": evil})
        span = each.span and source.span(each.span.start + shift, each.span.end + shift)
        others = [source.span(o.start + shift, o.end + shift) for o in each.others]
        facts.append(
            each.model_copy(update={"provenance": why, "span": span, "others": tuple(others)})
        )
    found = Finding(code="CAL001", severity=Severity.ERROR, message=evil, span=source.span(0, 1))
    made = whole.model_copy(
        update={
            "source": source, "facts": tuple(facts), "findings": (found,),
            "document": whole.document.model_copy(update={"company": evil}),
            "labels": tuple(each.model_copy(update={"text": evil}) for each in whole.labels),
            "contents": (
                Heading(level=0, kind="document", name=evil, title=evil, span=source.span(0, 9)),
            ),
        }
    )  # fmt: skip
    path = tmp_path / "evil.htm"
    path.write_bytes(inline(made).value.encode())
    with chromium.page() as page:
        page.open(path.as_uri())
        page.click("pre .f")
        assert "window.ran" in page.run(CARD)
        page.press("f")
        page.press("Enter")
        assert page.run("document.querySelectorAll('script').length") == 2
        assert page.run("document.querySelectorAll('img, svg, [onerror], [onload]').length") == 0
        assert page.run("window.ran") is None
        assert {each.partition("#")[0] for each in page.requests()} == {path.as_uri()}


def test_screen_readers_find_their_way(page):
    tree = page.send("Accessibility.getFullAXTree")["nodes"]
    roles = [
        (node["role"]["value"], node.get("name", {}).get("value", ""))
        for node in tree
        if "role" in node and not node["ignored"]
    ]
    assert {"banner", "navigation", "main", "region", "status"} <= {role for role, _ in roles}
    assert ("link", "Skip to the text") in roles
    assert ("button", "Next fact") in roles
    assert ("heading", "NUTRITION 21, INC.") in roles
    assert ("radio", "Contents") in roles
    assert ("button", "SEC header, lines 1 to 7") in roles
    for role, name in roles:
        if role in ("link", "button", "checkbox", "radio"):
            assert name, role
    assert page.run("document.documentElement.lang") == "en"
    page.press("Tab")
    assert page.run("document.activeElement.textContent") == "Skip to the text"
    page.press("Enter")
    assert page.run("location.hash") == "#text"


def test_without_scripts_links_folds_and_findings_work(chromium, address):
    with chromium.page(scripts=False) as page:
        page.open(address)
        assert page.run(HEIGHT) < 2
        page.click(".fold")
        assert page.run(HEIGHT) > 80
        page.click(".p1 a", 3)
        assert page.run(SEEN % ":target")
        assert page.run(HEIGHT) < 2
        page.click("label[for='t-2']")
        page.click(".p2 li a")
        assert page.run(SEEN % ":target")
        page.click("pre .x:target")
        assert page.run("document.querySelector(':target').matches('.p2 li')")
        assert page.run("document.querySelector('.p2').checkVisibility()")
        page.click("label[for='t-3']")
        page.click("#k-c")
        assert page.run("getComputedStyle(document.querySelector('pre .f')).backgroundColor") != (
            "rgba(0, 0, 0, 0)"
        )


def test_on_a_phone(chromium, address):
    with chromium.page(390, 800, touch=True) as page:
        page.open(address)
        assert page.run("document.documentElement.scrollWidth") <= 390
        assert not page.run("document.querySelector('.side').checkVisibility()")
        page.click(".head label")
        assert page.run("document.querySelector('.side').checkVisibility()")
        page.click(".p1 a", 4)
        assert page.until("!document.querySelector('.side').checkVisibility()")
        page.click("pre .f:has([name='us-gaap:Assets'])")
        page.until("document.querySelector('.now')")
        assert table(page)["Value"] == "19,689,000"
        page.click(".go button", 1)
        assert page.until(f"{CARD}.includes('2003-06-30')")
        assert page.run(SEEN % ".now")


def test_in_print_panels_are_gone_and_no_line_is_cut(page, tmp_path):
    page.click("pre .f", 3)
    page.send("Emulation.setEmulatedMedia", media="print")
    page.send(
        "Emulation.setDeviceMetricsOverride",
        width=720,
        height=960,
        deviceScaleFactor=1,
        mobile=False,
    )
    for name in (".side", ".card", ".go", ".x", ".n"):
        assert not page.run(f"document.querySelector('{name}').checkVisibility()"), name
    assert page.run("document.querySelector('h1').checkVisibility()")
    assert page.run("document.documentElement.scrollWidth") <= 720
    assert page.run("document.querySelector('pre').scrollWidth") <= 720
    page.pdf(tmp_path / "page.pdf")
    assert (tmp_path / "page.pdf").read_bytes().startswith(b"%PDF")


def test_in_the_dark_there_is_contrast_enough(chromium, address):
    """Of text on paper and bars at least 4.5 to 1 (WCAG 2.1, 1.4.3), in both schemes."""
    for dark in (False, True):
        with chromium.page(dark=dark) as page:
            page.open(address)
            page.click("pre .f:has([name='us-gaap:Assets'])")
            for name in ("pre", ".p1 a", ".head p", ".card dt", ".card dd", ".tabs label", ".fold"):
                assert page.run(CONTRAST % name) >= 4.5, (dark, name)


CONTRAST = """(() => {
  const one = document.querySelector(%r), style = getComputedStyle(one);
  let ground = one;
  while (getComputedStyle(ground).backgroundColor === 'rgba(0, 0, 0, 0)') ground = ground.parentElement;
  const light = (colour) => { const [r, g, b] = colour.match(/[\\d.]+/g).map(Number).map((c) => {
    c /= 255; return c <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4 });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b };
  const two = [light(style.color), light(getComputedStyle(ground).backgroundColor)].sort((a, b) => b - a);
  return (two[0] + 0.05) / (two[1] + 0.05) })()"""
