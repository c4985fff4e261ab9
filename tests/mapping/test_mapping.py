"""The mapping is one value: what is loaded is in it, what is remembered is remembered in it."""

import ast
from dataclasses import FrozenInstanceError
from pathlib import Path

import numpy as np
import pytest

import converter.mapping
from converter.mapping.fitting import Fitting
from converter.mapping.mapping import load_mapping
from converter.mapping.match import Line
from converter.mapping.rows import FIELDS
from converter.model.filing import StatementKind

FOLDER = Path(converter.mapping.__file__).parent
BS, IS, CF = StatementKind.BS, StatementKind.IS, StatementKind.CF

# What a process keeps besides a mapping: read-only data of the package, and the libraries' state.
CACHES = {
    ("learned", "_threads"),
    ("mapping", "_loaded"),
    ("note_registry", "load_registry"),
    ("rows", "packaged_kinds"),
    ("structure", "_all_names"),
}
# Who may fetch the taxonomy: whoever proves the tables against it. All others are given it.
FETCHING = {"mapping", "note_registry", "rows", "structure"}


@pytest.fixture(scope="module")
def mapping():
    return load_mapping()


def modules():
    return [(path.stem, ast.parse(path.read_text("utf-8"))) for path in FOLDER.glob("*.py")]


def test_a_mapping_does_not_change(mapping):
    with pytest.raises(FrozenInstanceError):
        mapping.learned = Path("other.npz")


def test_its_parts_are_made_once_and_of_one_another(mapping):
    assert mapping.matcher.table is mapping.table
    assert mapping.reader.matcher is mapping.matcher
    assert mapping.network is mapping.network
    line = Line("Total assets", BS, (), "money", total=True)
    assert mapping.claim(line) is mapping.claim(line)


def test_mappings_remember_apart(mapping, tmp_path):
    row = ["own.total", "BS", "", "total assets", "us-gaap:AssetsCurrent", "", "instant",
           "as_printed", "", "0.9", "Total assets", "test"]  # fmt: skip
    path = tmp_path / "own.tsv"
    path.write_text("\n".join("\t".join(each) for each in (FIELDS, row)), encoding="utf-8")
    line = Line("Total assets", BS, (), "money", total=True)
    own = load_mapping((path,))
    names = [
        [concept.qname.local for concept in each.claim(line).concepts]
        for each in (mapping, own, mapping)
    ]
    assert names == [["Assets"], ["AssetsCurrent"], ["Assets"]]
    assert own.claim(line).measured is None  # what a user says of his rows is not measured
    assert mapping.claim(line).measured is not None


def test_nothing_else_is_kept():
    found = {
        (stem, node.name)
        for stem, tree in modules() for node in tree.body
        if isinstance(node, ast.FunctionDef)
        if any("cache" in ast.unparse(each) for each in node.decorator_list)
    }  # fmt: skip
    assert found == CACHES


def test_the_taxonomy_is_passed_and_not_fetched():
    found = {
        stem
        for stem, tree in modules() for node in ast.walk(tree)
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "load_base"
    }  # fmt: skip
    assert found == FETCHING


@pytest.mark.parametrize(
    ("figures", "statement", "balance", "fits", "fits_not"),
    [
        ("money", BS, "", ["Assets", "Liabilities"], ["Revenues", "EarningsPerShareBasic"]),
        ("money", BS, "debit", ["Assets"], ["Liabilities"]),
        ("money", IS, "", ["Revenues", "NetIncomeLoss"], ["Assets", "EarningsPerShareBasic"]),
        ("perShare", IS, "", ["EarningsPerShareBasic"], ["Revenues"]),
        ("money", CF, "", ["CashAndCashEquivalentsAtCarryingValue", "NetIncomeLoss"], ["Assets"]),
        ("", IS, "", ["Revenues", "EarningsPerShareBasic"], ["Assets"]),
    ],
)
def test_what_figures_can_be_facts_of(mapping, figures, statement, balance, fits, fits_not):
    found = mapping.fitting.fits(figures, statement, balance)
    numbers = mapping.network.numbers
    assert [name for name in fits if not found[numbers[name]]] == []
    assert [name for name in fits_not if found[numbers[name]]] == []


def test_what_a_line_lacks_rules_out_but_never_the_filers_own(mapping):
    fitting = Fitting(mapping.network, mapping.taxonomy)
    choice = fitting.choice(balance=False)
    numbers = mapping.network.numbers
    kind = ("perShare", IS, "")
    free, lacking = (fitting.unfit(choice, kind, parts, ()) for parts in ((), ("Diluted",)))
    diluted = choice.places[numbers["EarningsPerShareDiluted"]]
    basic = choice.places[numbers["EarningsPerShareBasic"]]
    assert (free[diluted], lacking[diluted]) == (0, -np.inf)
    assert (free[basic], lacking[basic], lacking[choice.places[0]]) == (0, 0, 0)


def test_bars_are_read_of_all_names_at_once_as_of_each(mapping):
    fitting = Fitting(mapping.network, mapping.taxonomy)
    choice = fitting.choice(balance=False)
    kept = fitting.unfit(choice, ("", IS, ""), (), ()) == 0
    names = [mapping.network.concepts[number] for number in choice.concepts]
    assert len(mapping.bars.rows) > 50
    for bar in mapping.bars.rows:
        left = fitting.unfit(choice, ("", IS, ""), (), (bar,)) == 0
        expected = [not bar.rules_out(name) for name in names]
        assert (left[1:] == (kept & expected)[1:]).all(), bar


def test_numbers_and_concepts_lead_to_each_other(mapping):
    concept = mapping.taxonomy.concept("us-gaap:Assets")
    number = mapping.fitting.number(concept.qname)
    assert mapping.fitting.concept(number) is concept
    unknown = mapping.taxonomy.concept("us-gaap:AssetsAbstract")
    assert mapping.fitting.number(unknown.qname) == -1
