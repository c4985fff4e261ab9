"""What stands around the text of the inline document, read from its bytes."""

from __future__ import annotations

import json
import re
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from lxml import etree
from reports_xbrl import report

from converter.model.finding import Finding, Severity
from converter.model.heading import Heading
from converter.pipeline import Options, analyse
from converter.read import read_filing
from converter.write.ixbrl import inline
from converter.write.ixbrl_page import script, style

if TYPE_CHECKING:
    from converter.model.xbrl import Report

EXAMPLES = Path(__file__).parents[2] / "examples"
SUBMISSION = """\
<SEC-DOCUMENT>0000000001-04-000001.txt : 20041112
<SEC-HEADER>0000000001-04-000001.hdr.sgml : 20041112
CONFORMED SUBMISSION TYPE: 10-Q
COMPANY CONFORMED NAME: ACME
</SEC-HEADER>
<DOCUMENT>
<TYPE>10-Q
<TEXT>
{quarter}
</TEXT>
</DOCUMENT>
<DOCUMENT>
<TYPE>EX-99
<TEXT>
A letter.
</TEXT>
</DOCUMENT>
</SEC-DOCUMENT>
"""
BLOCKED = {
    *("acronym", "area", "base", "bdo", "button", "cite", "col", "colgroup", "dd", "del", "embed"),
    *("fieldset", "form", "input", "ins", "label", "legend", "map", "noscript", "object", "option"),
    *("param", "q", "script", "select", "style", "textarea"),
}
"""What EDGAR refuses in an inline document (EDGAR Filer Manual, 5.2.5)."""


@cache
def converted(name: str, *, edgar: bool = False) -> Report:
    options = Options(edgar=edgar)
    return analyse(read_filing(EXAMPLES / f"{name}.txt"), name, options).report


@cache
def submission() -> Report:
    quarter = (EXAMPLES / "nutrition21-10q-2004-09-30.txt").read_text(encoding="utf-8")
    text = SUBMISSION.format(quarter=quarter)
    return analyse(read_filing(text.encode(), "acme.txt"), "acme", Options()).report


def parse(page: str) -> etree._Element:
    return etree.fromstring(page.encode())


def classed(page: etree._Element, name: str) -> list[etree._Element]:
    return page.xpath(f"//*[contains(concat(' ', @class, ' '), ' {name} ')]")


def words(element: etree._Element) -> str:
    return " ".join("".join(element.itertext()).split())


def with_findings(*findings: Finding) -> Report:
    return report().model_copy(update={"findings": findings})


def finding(severity: Severity, line: int | None, message: str = "odd") -> Finding:
    source = report().source
    span = source.line_span(line, 0, 3) if line else None
    return Finding(code="CAL001", severity=severity, message=message, span=span, hint="look")


# --- contents ----------------------------------------------------------------------------------


def test_contents_lead_to_items_statements_and_notes_with_their_facts():
    made = submission()
    page = parse(inline(made).value)
    entries = classed(page, "p1")[0].findall(".//{*}li")
    told = [words(each) for each in entries]
    assert [each for each in told if each.startswith(("10-Q", "EX-99"))] == ["10-Q 182", "EX-99"]
    for name, count in (("Balance sheet", 56), ("Note 2", 4), ("Note 3", 9), ("Note 6", 9)):
        (one,) = (each for each in told if each.startswith(name))
        assert one.endswith(f" {count}"), one
    text = "".join(page.find(".//{*}pre").itertext())
    for heading, entry in zip(made.contents, entries, strict=False):
        (anchor,) = page.xpath(f"//*[@id='{entry.find('{*}a').get('href')[1:]}']")
        before = "".join(anchor.xpath("preceding::text()[ancestor::*[local-name()='pre']]"))
        assert len(before) == heading.span.start
        assert text[len(before) :].startswith(made.source.line(heading.span.line))


def test_a_filing_without_the_inline_document_pays_nothing_for_its_contents():
    path = EXAMPLES / "nutrition21-8k-2003-09-30.txt"
    assert analyse(read_filing(path), "a", Options(formats=("csv",))).report.contents == ()
    assert analyse(read_filing(path), "a", Options(formats=("csv", "ixbrl"))).report.contents


# --- the envelope ------------------------------------------------------------------------------


def test_the_envelope_is_folded_and_the_text_stays_whole():
    made = submission()
    page = parse(inline(made).value)
    folds = classed(page, "env")
    assert [words(each) for each in folds] == [
        words_of(SUBMISSION.partition("{quarter}")[0]),
        "</TEXT> </DOCUMENT> <DOCUMENT> <TYPE>EX-99 <TEXT>",
        "</TEXT> </DOCUMENT> </SEC-DOCUMENT>",
    ]
    titles = [each.get("title") for each in classed(page, "fold")]
    assert titles[0] == "SEC header, lines 1 to 8"
    assert titles[1].startswith("Envelope of EX-99, lines ")
    assert titles[2].startswith("End of the envelope, lines ")
    assert "".join(page.find(".//{*}pre").itertext()) == made.source.text


def words_of(text: str) -> str:
    return " ".join(text.split())


def test_a_fold_that_would_cut_a_fact_is_none():
    made = submission()
    first = made.contents[0]
    fact = next(each for each in made.facts if each.span and each.unit)
    cut = made.source.span(fact.span.start + 1, first.span.end)
    moved = (Heading(level=0, kind="document", name="10-Q", span=cut),)
    page = parse(inline(made.model_copy(update={"contents": moved})).value)
    assert len(classed(page, "env")) == 1  # behind the document
    assert "".join(page.find(".//{*}pre").itertext()) == made.source.text


# --- findings ----------------------------------------------------------------------------------


def test_findings_stand_worst_first_and_at_their_lines():
    info, error = finding(Severity.INFO, 9), finding(Severity.ERROR, 12, "a < b & 'c'")
    page = parse(inline(with_findings(info, error, finding(Severity.WARNING, None))).value)
    listed = classed(page, "p2")[0].findall(".//{*}li")
    assert words(listed[0]) == "error line 12 CAL001 a < b & 'c'; look"
    assert words(listed[1]) == "warning CAL001 odd; look"
    assert [words(each).split()[0] for each in listed[2:]] == ["note", "note"]  # and WRT001
    at = {each.get("id"): each for each in classed(page, "x")}
    assert at["m-12"].get("class") == "x e"
    assert at["m-12"].get("title") == "CAL001 a < b & 'c'; look"
    (entry,) = page.xpath(f"//*[@id='{at['m-12'].get('href')[1:]}']")
    assert entry is listed[0]
    assert entry.find("{*}a").get("href") == "#m-12"
    before = at["m-12"].xpath("preceding::text()[ancestor::*[local-name()='pre']]")
    assert "".join(before).count("\n") == 11


def test_findings_of_one_line_are_one_mark_of_the_worst():
    page = parse(
        inline(with_findings(finding(Severity.INFO, 9), finding(Severity.WARNING, 9, "bad"))).value
    )
    (mark,) = (each for each in classed(page, "x") if each.get("id") == "m-9")
    assert mark.get("class") == "x w"
    assert mark.get("title") == "CAL001 bad; look\nCAL001 odd; look"


def test_without_findings_the_list_says_so():
    page = parse(inline(report().model_copy(update={"facts": ()})).value)
    assert "nothing in this filing was doubtful" in words(classed(page, "p2")[0])


# --- what is known of a fact -------------------------------------------------------------------


def rows(page: etree._Element) -> tuple[dict[str, object], dict[str, list[object]]]:
    """What the script reads, and the row of each element by its id, as the script finds it."""
    (element,) = page.xpath("//*[local-name()='script' and @type='application/json']")
    data = json.loads(element.text)
    elements = page.xpath("//*[@contextRef]")
    assert len(elements) == len(data["f"])
    found = [data["f"][row] if isinstance(row, int) else row for row in data["f"]]
    return data, {each.get("id"): row for each, row in zip(elements, found, strict=True)}


def test_the_script_is_told_what_no_element_says():
    made = report()
    page = parse(inline(made).value)
    data, found = rows(page)
    for fact in made.facts:
        value, line, column, number, long, *doubts = found[fact.id]
        label, caption, rule, confidence, measured, table = data["l"][line]
        if isinstance(fact.value, Decimal):
            assert Decimal(value) == fact.value
        assert data["s"][column] == fact.provenance.column
        assert data["s"][caption] == fact.provenance.caption
        assert data["s"][rule] == fact.provenance.rule
        assert data["s"][table] == fact.provenance.table
        assert confidence == pytest.approx(fact.provenance.confidence, abs=1e-4)
        assert measured == (fact.provenance.basis == "measured")
        assert number == (fact.span.line if fact.span else 0)
        assert data["s"][label] is not None
        assert long == fact.text_block
        assert not doubts
    again = [name for name in found if re.search(r"_[23]$", name)]
    assert again
    for name in again:
        assert found[name] is found[name.rpartition("_")[0]]


def test_what_a_filing_says_ends_no_script():
    evil = '</script><script>alert(1)</script><!-- " &amp;'
    facts = [
        each.model_copy(update={"provenance": each.provenance.model_copy(update={"caption": evil})})
        for each in report().facts
    ]
    page = inline(report().model_copy(update={"facts": tuple(facts)})).value
    assert "alert(1)</script>" not in page
    data, _ = rows(parse(page))
    assert evil in data["s"]


@pytest.mark.parametrize(
    ("confidence", "kind"), [(1.0, "f"), (0.9, "f"), (0.89, "f m"), (0.7, "f m"), (0.3, "f l")]
)
def test_classes_say_confidence(confidence, kind):
    whole = report()
    chosen = next(each for each in whole.facts if each.concept.local == "AssetsCurrent")
    why = chosen.provenance.model_copy(update={"confidence": confidence})
    facts = [
        each.model_copy(update={"provenance": why}) if each is chosen else each
        for each in whole.facts
    ]
    page = parse(inline(whole.model_copy(update={"facts": tuple(facts)})).value)
    (element,) = page.xpath(f"//*[@id='{chosen.id}']")
    assert element.getparent().get("class") == kind


def test_elements_of_the_filings_own_are_told():
    made = report()
    page = parse(inline(made).value)
    own = {fact.id for fact in made.facts if fact.concept.namespace == made.extension.namespace}
    assert own
    told = {each[0].get("id") for each in page.xpath("//*[local-name()='pre']//*[@class='f o']")}
    assert own <= told


# --- the page's own files ----------------------------------------------------------------------


def test_script_and_style_are_the_same_as_xml_and_as_html():
    """Whoever reads the page as XML and writes it anew may escape these signs, or not."""
    own = script().removeprefix('<script type="text/javascript">').removesuffix("</script>\n")
    assert not set(own) & set("<>&")
    assert not set(style()) & set("<&")
    assert own.isascii()
    assert not re.search(r"https?://(?!www\.w3\.org/1999/xhtml)|@import|url\(|eval|innerHTML", own)
    assert not re.search(r"https?:|@import|url\(", style())
    # each change below an element that `has` looks at styles all that its rules reach anew
    assert set(re.findall(r"([\w.]+):has", style())) <= {
        ".side",
        ".head",
        ".tab",
        ".env",
    }


def test_the_same_report_gives_the_same_bytes():
    assert inline(submission()).value == inline(submission()).value


# --- for EDGAR ---------------------------------------------------------------------------------


def test_the_plain_page_has_nothing_that_edgar_refuses():
    plain = converted("nutrition21-10q-2003-12-31", edgar=True)
    page = parse(inline(plain).value)
    names = {etree.QName(each).localname for each in page.iter() if isinstance(each.tag, str)}
    assert not names & BLOCKED
    attributes = {name for each in page.iter() for name in each.attrib}
    assert not {name for name in attributes if name.startswith("on")}
    usual = parse(inline(converted("nutrition21-10q-2003-12-31")).value)
    same = [
        "".join(each.find(".//{*}pre").itertext()) == plain.source.text for each in (page, usual)
    ]
    assert same == [True, True]
    links = {each.get("href")[1:] for each in page.iterfind(".//{*}a")}
    assert links <= {each.get("id") for each in page.iter() if each.get("id")}
    assert any(name.startswith("p-") for name in links)


def test_the_usual_page_has_them():
    names = {etree.QName(each).localname for each in parse(inline(report()).value).iter()}
    assert names & BLOCKED == {"script", "style", "input", "label"}
