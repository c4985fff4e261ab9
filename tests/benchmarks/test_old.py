"""Gold lines of old statements held against what the program made of them."""

import pytest
from analysed import analysed
from mills import flows

from benchmarks.measures import old
from converter.dts.base import load_base
from converter.mapping.rows import name_of
from converter.pipeline import Conversion

PAGE = flows(
    1996,
    """\
  Net income                                      $     410  $     390
  Depreciation and
    amortization                                        120        110
  Inventories                                           (60)        35
                                                  ---------  ---------
Net cash provided by operating activities               470        535
""",
)


@pytest.fixture(scope="module")
def conversion() -> Conversion:
    return analysed(PAGE, "page")


def judged(conversion: Conversion, caption: str, figure: str, *accepted: str) -> old.Judged:
    line = old.GoldLine("page.txt", "CF", "Operating activities", caption, figure, accepted)
    return old.judge([line], conversion, {})[0]


def test_the_verdicts(conversion: Conversion) -> None:
    assert judged(conversion, "Net income", "410", "NetIncomeLoss").verdict == "exact"
    assert judged(conversion, "Net income", "410", "*", "NetIncomeLoss").verdict == "acceptable"
    assert judged(conversion, "Net income", "410", "ProfitLoss").verdict == "wrong"
    assert judged(conversion, "Net income", "411", "NetIncomeLoss").verdict == "not found"
    assert judged(conversion, "Dividends", "410", "NetIncomeLoss").verdict == "not found"


def test_equivalent_concepts_are_acceptable(conversion: Conversion) -> None:
    line = old.GoldLine("page.txt", "CF", "", "Net income", "410", ("ProfitLoss",))
    groups = {"ProfitLoss": {"ProfitLoss", "NetIncomeLoss"}}
    assert old.judge([line], conversion, groups)[0].verdict == "acceptable"


def test_captions_over_two_lines_are_found(conversion: Conversion) -> None:
    found = judged(
        conversion, "Depreciation and amortization", "120", "DepreciationAndAmortization"
    )
    assert found.right


def test_the_report_counts_by_statement(conversion: Conversion) -> None:
    lines = [
        judged(conversion, "Net income", "410", "NetIncomeLoss"),
        judged(conversion, "Inventories", "(60)", "Assets"),
    ]
    assert "CF             2          0  50.0%" in old.report(lines)
    assert old.misses(lines).count("\n") == 2


def test_the_gold_names_concepts_of_the_taxonomy() -> None:
    taxonomy = load_base()
    gold = old.read_gold(old.GOLD)
    assert len(gold) > 700
    for line in gold:
        for name in line.accepted:
            full = name if ":" in name else f"us-gaap:{name}"
            assert name == old.OWN or taxonomy.concept(name_of(full)) is not None, (line, name)
    assert len({(g.filing, g.statement, g.section, g.caption, g.figure) for g in gold}) == len(gold)
