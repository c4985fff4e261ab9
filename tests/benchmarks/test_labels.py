"""Lines that a schedule labels."""

import pytest
from analysed import analysed

from benchmarks.measures import labels
from converter.pipeline import Conversion
from tests.mapping.test_decide import COVER, OPERATIONS

PAGE = (COVER + OPERATIONS).format(
    year=1996, before=1995, income="Income before taxes",
    last="Net income per share                     $     .15  $     .17",
)  # fmt: skip
SCHEDULE = """
<DOCUMENT>
<TYPE>EX-27
<TEXT>
<ARTICLE> 5
<MULTIPLIER> 1,000
<TOTAL-ASSETS> 8,000
{amounts}
</TEXT>
</DOCUMENT>
"""


@pytest.fixture(scope="module")
def conversion() -> Conversion:
    return analysed(PAGE, "page")


def labelled(conversion: Conversion, amounts: str) -> dict[str, tuple[str, str]]:
    text = PAGE + SCHEDULE.format(amounts=amounts)
    found = labels.labels("page.txt", text, conversion, {})
    return {label.tag: (label.caption, label.verdict) for label in found}


def test_a_line_that_alone_prints_an_amount_is_labelled(conversion: Conversion) -> None:
    amounts = "<SALES> 1,000\n<CGS> 600\n<NET-INCOME> 150,000\n<EPS-PRIMARY> .15"
    assert labelled(conversion, amounts) == {
        "SALES": ("Net sales", "acceptable"),
        "CGS": ("Cost of goods sold", "acceptable"),
        "EPS-PRIMARY": ("Net income per share", "acceptable"),
    }


def test_what_two_lines_print_labels_none(conversion: Conversion) -> None:
    # 400 is gross profit twice, and 150 research as well as net income
    assert labelled(conversion, "<NET-INCOME> 150") == {}


def test_another_concept_is_wrong(conversion: Conversion) -> None:
    assert labelled(conversion, "<INTEREST-EXPENSE> 600") == {
        "INTEREST-EXPENSE": ("Cost of goods sold", "wrong")
    }


def test_small_amounts_are_no_evidence(conversion: Conversion) -> None:
    assert labelled(conversion, "<INCOME-TAX> 15") == {}
