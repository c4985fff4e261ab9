"""Every table of mappings/ that has examples proves them, and each fault is told with its line."""

import shutil

import pytest

from converter.lineitems.captions import caption_amounts
from converter.mapping import differences, needs, per_share
from converter.mapping.alternates import load_alternates
from converter.mapping.caption_facts import load_caption_rules, match_amount
from converter.mapping.mapping import load_mapping
from converter.mapping.match import Line, Matcher
from converter.mapping.rows import FIELDS
from converter.mapping.table import load_table
from converter.model.filing import StatementKind
from converter.model.source import SourceText
from converter.model.table import Row
from converter.read import places
from converter.resources import resource
from converter.tsv import MappingError
from converter.wording import kinds
from converter.wording.titles import load_titles

HEADING = {
    "id": "vaults",
    "statement": "BS",
    "caption": "vaults [*]",
    "key": "vaults",
    "within": "assets",
    "abstract": "",
    "example": "Vaults:",
}


@pytest.fixture
def folder(tmp_path):
    shutil.copytree(resource("mappings"), tmp_path / "mappings")
    return tmp_path / "mappings"


def added(path, *cells):
    """The line of a row that is added to a table."""
    text = path.read_text(encoding="utf-8")
    path.write_text(text + "\t".join(cells) + "\n", encoding="utf-8")
    return text.count("\n") + 1


def refused(load, *given, **named):
    with pytest.raises(MappingError) as caught:
        load(*given, **named)
    return caught.value


@pytest.mark.parametrize(
    ("change", "code", "words"),
    [
        ({"example": "Gold:"}, "MAP006", "the example 'Gold:' fits no row"),
        ({"example": "Current assets:"}, "MAP008", "goes to assets-current in headings.tsv:"),
        ({"caption": "current assets", "example": "Current assets"}, "MAP008", "assets-current"),
        ({"abstract": "us-gaap:Assets"}, "MAP002", "us-gaap:Assets is no heading"),
        ({"abstract": "us-gaap:CommonStockMember"}, "MAP002", "is no heading"),
        ({"abstract": "us-gaap:VaultsAbstract"}, "MAP002", "is no concept of the taxonomy"),
        ({"statement": "BB"}, "MAP001", "no statement 'BB'"),
        ({"key": ""}, "MAP001", "a heading needs an id and a key"),
        ({"key": "assets_current", "within": ""}, "MAP001", "lies within 'assets' above"),
    ],
)
def test_a_heading_proves_its_example(folder, change, code, words):
    line = added(folder / "headings.tsv", *(HEADING | change).values())
    error = refused(load_table, folder=folder)
    assert (error.code, error.line) == (code, line)
    assert words in error.message


def test_a_heading_that_is_proven_loads(folder):
    added(folder / "headings.tsv", *HEADING.values())
    found = Matcher(load_table(folder=folder)).heading("Vaults:", StatementKind.BS)
    assert found is not None
    assert found.key == "vaults"


@pytest.mark.parametrize(
    ("cells", "code", "words"),
    [
        (("vault", "vault", "us-gaap:TreasuryStockMember", "Cellar"), "MAP006", "fits no row"),
        (("vault", "treasury", "total", "Treasury Stock"), "MAP008", "goes to treasury-stock"),
        (("vault", "vault", "us-gaap:Assets", "Vault"), "MAP002", "us-gaap:Assets is no member"),
    ],
)
def test_a_member_proves_its_example(folder, cells, code, words):
    line = added(folder / "members.tsv", *cells)
    error = refused(load_table, folder=folder)
    assert (error.code, error.line) == (code, line)
    assert words in error.message


@pytest.mark.parametrize(
    "cells",
    [
        ("tally", "tally of treasures", "BS", "", "Balance Sheet"),
        ("tally", "tally of treasures", "BS", "", "Account of Treasures"),
        ("mod-tally", "tallied", "", "tallied", "Balance Sheets"),
    ],
)
def test_a_title_proves_its_example(folder, cells):
    line = added(folder / "titles.tsv", *cells)
    error = refused(load_titles, folder)
    assert (error.code, error.line) == ("MAP006", line)


@pytest.mark.parametrize(
    ("caption", "key", "abstract"),
    [
        ("LIABILITIES:", "liabilities", "LiabilitiesAbstract"),
        ("Liabilities", "liabilities", "LiabilitiesAbstract"),
        ("Total liabilities", "liabilities", "LiabilitiesAbstract"),
        (
            "LIABILITIES AND STOCKHOLDERS' EQUITY",
            "liabilities_equity",
            "LiabilitiesAndStockholdersEquityAbstract",
        ),
        (
            "Liabilities and Trust Fund",
            "liabilities_equity",
            "LiabilitiesAndStockholdersEquityAbstract",
        ),
    ],
)
def test_liabilities_alone_are_not_liabilities_and_equity(caption, key, abstract):
    found = load_mapping().matcher.heading(caption, StatementKind.BS)
    assert found is not None
    assert found.key == key
    assert (found.abstract.local if found.abstract else None) == abstract


RULES = load_caption_rules(resource("mappings", "caption_facts.tsv"))


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_a_rule_for_amounts_proves_its_example(rule):
    source = SourceText("case.txt", rule.example, "utf-8", "0" * 64)
    row = Row(rule.example, (source.span(0, len(rule.example)),), 0, (), False, False, 1)
    found = [match_amount(each, rule.example, RULES) for each in caption_amounts(row, source)]
    assert rule in found


@pytest.mark.parametrize(
    ("change", "code", "words"),
    [
        ({4: "us-gaap:CommonStockSharesIsued"}, "MAP002", "did you mean"),
        ({4: "us-gaap:Assets"}, "MAP005", "us-gaap:Assets is monetary, not shares"),
        ({4: ""}, "MAP001", "an id and a concept"),
        ({0: "common-par"}, "MAP003", "the id common-par stands in caption_facts.tsv:"),
        ({5: "share"}, "MAP001", "did you mean shares?"),
        ({6: "some"}, "MAP001", "no dates 'some'; there are all, own"),
    ],
)
def test_a_wrong_rule_for_amounts_is_told(folder, change, code, words):
    path = folder / "caption_facts.tsv"
    cells = [
        "x",
        "common",
        "",
        "issued",
        "us-gaap:CommonStockSharesIssued",
        "shares",
        "own",
        "Example",
        "S-X",
    ]
    for at, cell in change.items():
        cells[at] = cell
    line = added(path, *cells)
    error = refused(load_caption_rules, path)
    assert (error.code, error.line) == (code, line)
    assert words in error.message


@pytest.mark.parametrize(
    ("cells", "code"),
    [
        (("us-gaap:Asset", "us-gaap:Assets", ""), "MAP002"),
        (("us-gaap:Assets", "us-gaap:Revenues", ""), "MAP005"),
        (("us-gaap:OtherAssetsNoncurrent", "us-gaap:Assets", ""), "MAP003"),
    ],
)
def test_a_wrong_alternate_is_told(folder, cells, code):
    path = folder / "alternates.tsv"
    line = added(path, *cells)
    error = refused(load_alternates, path)
    assert (error.code, error.line) == (code, line)


@pytest.mark.parametrize(
    ("module", "load", "table", "cells", "code", "words"),
    [
        (needs, "load_needs", "needs", ("Dilluted", "1997-12-15", "line", "x", ""), "MAP002",
         "no concept has 'Dilluted' in its name"),
        (needs, "load_needs", "needs", ("Diluted", "1997", "line", "x", ""), "MAP001", "1997"),
        (needs, "load_needs", "needs", ("Diluted", "1997-12-15", "lines", "x", ""), "MAP001",
         "did you mean line?"),
        (differences, "load_differences", "differences", ("us-gaap:Assets", "us-gaap:Asset", "x"),
         "MAP002", "us-gaap:Asset is no concept"),
        (differences, "load_differences", "differences", ("us-gaap:Assets",), "MAP001", "not 3"),
        (per_share, "load_per_share", "per_share", ("us-gaap:Assets",) * 3, "MAP005", "of a share"),
        (places, "_places", "edgar_states", ("Utopia", "island", "", "", "", ""), "MAP001",
         "a place is a state"),
        (kinds, "load_kinds", "kinds", ("cash", "1", "1", "1", "1", "1", "x"), "MAP001", "'x'"),
    ],
)  # fmt: skip
def test_a_wrong_row_of_the_small_tables_is_told(
    folder, monkeypatch, module, load, table, cells, code, words
):
    line = added(folder / f"{table}.tsv", *cells)
    monkeypatch.setattr(module, "resource", folder.parent.joinpath)
    loader = getattr(module, load)
    error = refused(getattr(loader, "__wrapped__", loader))
    assert (error.code, error.line) == (code, line)
    assert words in error.message


def test_a_table_that_was_changed_is_read_again_in_the_same_process(tmp_path):
    path = tmp_path / "own.tsv"

    def written(concept):
        row = ["own.fees", "IS", "", "wombat fees", concept, "", "duration", "as_printed", "",
               "0.9", "Wombat fees", "test"]  # fmt: skip
        path.write_text("\n".join("\t".join(each) for each in (FIELDS, row)), encoding="utf-8")
        mapping = load_mapping((path,))
        (found,) = mapping.claim(Line("Wombat fees", StatementKind.IS)).concepts
        return mapping, str(found.qname)

    first, name = written("us-gaap:Revenues")
    assert name == "us-gaap:Revenues"
    assert load_mapping((path,)) is first
    assert written("us-gaap:InterestExpense")[1] == "us-gaap:InterestExpense"


def test_what_a_row_is_for_is_no_matter_of_its_id(tmp_path):
    """A user's row for notes and one for equity statements are such, whatever they are called."""
    path = tmp_path / "own.tsv"
    row = ["own.paid", "NOTE", "", "wombat fees paid", "us-gaap:InterestPaid", "", "duration",
           "magnitude", "", "0.9", "Wombat fees paid", "test"]  # fmt: skip
    other = ["note.wombat", "IS", "", "wombats", "us-gaap:Revenues", "", "duration",
             "as_printed", "", "0.9", "Wombats", "test"]  # fmt: skip
    path.write_text("\n".join("\t".join(each) for each in (FIELDS, row, other)), encoding="utf-8")
    mapping = load_mapping((path,))
    told = {
        caption: mapping.claim(Line(caption, kind))
        for caption, kind in (
            ("Wombat fees paid", StatementKind.NOTE),
            ("Wombats", StatementKind.IS),
            ("Net loss for the period", StatementKind.EQ),
        )
    }
    assert {caption: (claim.of_note, claim.of_equity) for caption, claim in told.items()} == {
        "Wombat fees paid": (True, False),
        "Wombats": (False, False),
        "Net loss for the period": (False, True),
    }
