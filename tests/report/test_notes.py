"""Notes as facts: context, concept, role, the inline document, and what refers to them."""

import csv
import datetime as dt
import io

import pytest
from lxml import etree

from converter.dts.base import load_base
from converter.model.filing import StatementKind
from converter.model.note import Note
from converter.model.source import SourceText
from converter.model.xbrl import Duration, Entity
from converter.pipeline import Options, analyse
from converter.read import read_filing
from converter.report.elements import Elements
from converter.report.notes import note_facts
from converter.write import csv as csv_writer
from converter.write.ixbrl import IX, inline
from converter.write.rdf import turtle

TEXT = """CONFORMED PERIOD OF REPORT: 19971231
CONFORMED SUBMISSION TYPE: 10-K
FISCAL YEAR END: 1231
                                ACME CORP.
                               BALANCE SHEETS
                               (in thousands)

                                               December 31,
                                              1997        1996
                                           ---------   ---------
Cash                                       $   1,200   $   1,000
Inventories (Note 2)                           4,300       3,250
                                           ---------   ---------
Total assets                               $   5,500   $   4,250
                                           =========   =========
Accounts payable (Notes 1 and 3)           $   2,400   $   1,350
Commitments (Note 9)
Stockholders' equity                           3,100       2,900
                                           ---------   ---------
Total liabilities and equity               $   5,500   $   4,250
                                           =========   =========
<PAGE>
                     NOTES TO FINANCIAL STATEMENTS

NOTE 1 - BOTTLING MATTERS

Bottles & <glass> are what they seem.

NOTE 2 - INVENTORIES

Inventories (in thousands) are

                                               December 31,
                                              1997        1996
                                           ---------   ---------
Finished goods                             $   2,600   $   2,300
                                     3
<PAGE>
                     NOTES TO FINANCIAL STATEMENTS

They are counted once a year.

NOTE 3 - INVENTORIES

There are no others.
"""


@pytest.fixture(scope="module")
def report():
    return analyse(read_filing(TEXT.encode(), "made.txt"), "made", Options()).report


def blocks(report):
    return {fact.provenance.table: fact for fact in report.facts if fact.text_block}


def test_each_note_is_a_text_for_the_year_under_its_own_concept(report):
    assert {title: str(fact.concept) for title, fact in blocks(report).items()} == {
        "NOTE 1 - BOTTLING MATTERS": "acme:BottlingMattersTextBlock",
        "NOTE 2 - INVENTORIES": "us-gaap:InventoryDisclosureTextBlock",
        "NOTE 3 - INVENTORIES": "acme:InventoriesTextBlock",
    }
    periods = {
        (str(f.context.period.start), str(f.context.period.end)) for f in blocks(report).values()
    }
    assert periods == {("1997-01-01", "1997-12-31")}


def test_each_note_has_a_role_of_its_own(report):
    notes = [each for each in report.statements if each.kind is StatementKind.NOTE]
    assert [each.slug for each in notes] == [
        "Note1BottlingMatters", "Note2Inventories", "Note3Inventories",
    ]  # fmt: skip
    for each in notes:
        (root,) = each.presentation
        assert root.children[0].concept.local.endswith("TextBlock")


def test_the_inline_document_has_the_text_over_pages_with_the_figures_inside(report):
    page = etree.fromstring(inline(report).value.encode())
    byid = {e.get("id"): e for e in page.iter(f"{{{IX}}}nonNumeric", f"{{{IX}}}continuation")}
    for fact in blocks(report).values():
        element, said = byid[fact.id], ""
        while element is not None:
            said += "".join(element.itertext())
            element = byid.get(element.get("continuedAt"))
        assert said == fact.value
    note = blocks(report)["NOTE 2 - INVENTORIES"]
    assert note.value.endswith("\nThey are counted once a year.")
    assert len(note.continued) == 1
    assert "<PAGE>" not in note.value
    inside = byid[note.id].iter(f"{{{IX}}}nonFraction")
    assert "2,600" in {each.text for each in inside} or "2,600" in "".join(byid[note.id].itertext())
    assert "Bottles & <glass>" in blocks(report)["NOTE 1 - BOTTLING MATTERS"].value


def test_references_lead_to_the_notes(report):
    by_id = {fact.id: fact for fact in report.facts}
    source = report.source
    told = [
        (source.cut(each.span), by_id[each.note].provenance.table) for each in report.references
    ]
    assert told == [
        ("Note 2", "NOTE 2 - INVENTORIES"),
        ("Notes 1", "NOTE 1 - BOTTLING MATTERS"),
        ("3", "NOTE 3 - INVENTORIES"),
    ]
    assert {by_id[fact].concept.local for fact in report.references[0].facts} == {"InventoryNet"}
    page = inline(report).value
    target = blocks(report)["NOTE 2 - INVENTORIES"].id
    assert f'<a class="a" href="#{target}"' in page
    graph = turtle(report)
    assert f"rx:explainedBy fact:{target}" in graph


def test_the_table_of_facts_has_the_whole_text(report):
    rows = {row["fact"]: row for row in csv.DictReader(io.StringIO(csv_writer.table(report)))}
    for fact in blocks(report).values():
        row = rows[fact.id]
        assert row["value"] == fact.value
        assert row["printed"] == fact.provenance.table


OTHER = """<PAGE>
                     NOTES TO FINANCIAL STATEMENTS

NOTE 1 - BOTTLING MATTERS

Bottles of another kind.

NOTE 2 - BOTTLING MATTERS

And again.
"""


def test_notes_of_one_heading_have_elements_and_roles_of_their_own():
    text = TEXT[: TEXT.index("NOTE 2 - INV")] + OTHER
    made = analyse(read_filing(text.encode(), "acme.txt"), "acme", Options()).report
    found = [fact.id for fact in made.facts if fact.text_block]
    slugs = [statement.slug for statement in made.statements]
    assert len(found) >= 2
    assert len(set(found)) == len(found)
    assert len(set(slugs)) == len(slugs)


@pytest.mark.parametrize("names", [("R J Acme Co", "R.J. ACME & CO."), ("Acme Co", "Acme Co")])
def test_a_company_spelt_in_two_ways_is_one_member(names):
    source = SourceText("notes.txt", "One.\nTwo.\n", "utf-8", "")
    notes = [
        Note(
            str(n), f"NOTE {n} - DEBT", "DEBT", source.span(5 * n, 5 * n + 4),
            (source.span(5 * n, 5 * n + 4),), n + 1, n + 1, "us-gaap:DebtDisclosureTextBlock",
            "debt", name,
        )
        for n, name in enumerate(names)
    ]  # fmt: skip
    period = Duration(start=dt.date(1997, 1, 1), end=dt.date(1997, 12, 31))
    entity = Entity(scheme="http://www.sec.gov/CIK", identifier="0000000007")
    made, _ = note_facts(
        notes, source, entity, period, load_base(), Elements("f", "acme", load_base())
    )
    ids = [fact.id for _, fact in made]
    assert len(set(ids)) == 2
