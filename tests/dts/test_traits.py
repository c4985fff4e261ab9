"""What concepts are to the statements stands in a table that is proven."""

import shutil

import pytest

from converter.dts import traits
from converter.dts.base import load_base
from converter.dts.traits import Trait, has, named
from converter.resources import resource
from converter.tsv import MappingError


@pytest.mark.parametrize(
    ("name", "trait", "is_so"),
    [
        ("RepaymentsOfLongTermDebt", Trait.PAYMENT, True),
        ("PaymentsForProceedsFromOtherInvestingActivities", Trait.PAYMENT, False),
        ("ProceedsFromRepaymentsOfDebt", Trait.PAYMENT, False),
        ("InterestIncomeExpenseNet", Trait.FLOW_OF_EITHER_SIGN, True),
        ("AssetsNet", Trait.FLOW_OF_EITHER_SIGN, True),
        ("InterestExpense", Trait.FLOW_OF_EITHER_SIGN, False),
        ("NetIncomeLoss", Trait.RESULT, True),
        ("NetIncomeLossAvailableToCommonStockholdersBasic", Trait.RESULT, False),
        ("ComprehensiveIncomeNetOfTax", Trait.RESULT, True),
        ("NetCashProvidedByUsedInOperatingActivitiesContinuingOperations",
         Trait.ALL_OPERATING_FLOWS, False),
        ("NetCashProvidedByUsedInOperatingActivitiesContinuingOperations",
         Trait.OPERATING_FLOWS, True),
        ("AssetsCurrent", Trait.TOTAL_ASSETS, False),
    ],
)  # fmt: skip
def test_traits_by_name(name, trait, is_so):
    assert has(name, trait) is is_so


@pytest.mark.parametrize("trait", Trait)
def test_every_trait_is_had_by_some_concept_and_by_less_than_half(trait):
    names = load_base().names("us-gaap")
    count = sum(has(name, trait) for name in names)
    assert 0 < count < len(names) / 2


def test_one_concept_is_each_total():
    assert named(Trait.TOTAL_ASSETS) == ("Assets",)
    assert named(Trait.TOTAL_CLAIMS) == ("LiabilitiesAndStockholdersEquity",)


@pytest.mark.parametrize(
    ("cells", "code", "words"),
    [
        (("resultt", "GrossProfit", "", "GrossProfit", ""), "MAP001", "no trait 'resultt'"),
        (("result", "GrossLoss", "", "GrossLoss", ""), "MAP002", "GrossLoss is no concept"),
        (("result", "Gross*", "", "Revenues", ""), "MAP006", "Gross* does not name Revenues"),
        (("paid", "Payment*", "*Of*", "PaymentsOfDividends", ""), "MAP006", "does not name"),
        (("result", "GrossProfit"), "MAP001", "2 fields, not 5"),
    ],
)
def test_a_wrong_row_is_told_with_its_line(tmp_path, monkeypatch, cells, code, words):
    path = tmp_path / "mappings" / "concepts.tsv"
    path.parent.mkdir()
    shutil.copy(resource("mappings", "concepts.tsv"), path)
    text = path.read_text(encoding="utf-8")
    path.write_text(text + "\t".join(cells) + "\n", encoding="utf-8")
    monkeypatch.setattr(traits, "resource", tmp_path.joinpath)
    with pytest.raises(MappingError, match=words.replace("*", r"\*")) as caught:
        traits.load_traits.__wrapped__()
    assert (caught.value.code, caught.value.line) == (code, text.count("\n") + 1)


def test_a_trait_without_a_row_is_told(tmp_path, monkeypatch):
    path = tmp_path / "mappings" / "concepts.tsv"
    path.parent.mkdir()
    path.write_text("\t".join(traits.FIELDS) + "\n", encoding="utf-8")
    monkeypatch.setattr(traits, "resource", tmp_path.joinpath)
    with pytest.raises(MappingError, match="no row for total_assets"):
        traits.load_traits.__wrapped__()
