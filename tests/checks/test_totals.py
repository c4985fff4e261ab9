"""Statements without a total that every one has."""

import pytest
from test_check_cases import BALANCE, COVER, FLOWS, OPERATIONS

from converter.pipeline import Options, analyse
from converter.read import read_filing

ASSETS = "Total assets                              $ 9,878        $ 8,837\n"
BOTH = "Total liabilities and equity              $ 9,878        $ 8,837\n"
LONG = OPERATIONS.replace(
    "Cost of sales                               4,000          3,500\n",
    "".join(
        f"{caption:<42}  {one}            {other}\n"
        for caption, one, other in (
            ("Cost of sales", 900, 800), ("Research and development", 800, 800),
            ("Selling expenses", 800, 700), ("Administrative expenses", 800, 700),
            ("Interest expense", 700, 500),
        )
    ),
)  # fmt: skip
EQUITY = "Total stockholders' equity                  9,659          8,618\n"
SALES = "Net sales                                 $ 5,000        $ 4,000\n"
GROSS = LONG.replace(
    "Research and development",
    "Gross profit                                4,100          3,200\nResearch and development", 1
)  # fmt: skip
COMMON = LONG.replace(
    "$ 1,000        $   500\n",
    "$ 1,000        $   500\nPreferred dividends                            10             10\n"
    "Net income available to common shares     $   990        $   490\n",
)
CLOSING = "Cash at end of year                       $ 1,659        $ 1,055\n"
NET = "Net income                                $ 1,000        $   500\n"


def test_a_total_of_one_line_is_proven_by_it():
    page = (
        "<PAGE>\n                         EXAMPLE MILLS, INC.\n"
        "                            BALANCE SHEET\n"
        "                          December 31, 1997\n\n"
        "Current assets\n"
        "  Cash                                           $ 28,604\n"
        "                                                 --------\n"
        "  Total current assets                             28,604\n"
        "                                                 --------\n"
        "Total assets                                     $ 28,604\n"
        "                                                 ========\n"
        "Current liabilities\n"
        "  Accrued expenses                               $ 18,149\n"
        "                                                 --------\n"
        "  Total current liabilities                        {total}\n"
        "Stockholders' equity\n"
        "  Common stock                                      1,245\n"
        "  Paid-in capital                                   9,210\n"
        "                                                 --------\n"
        "  Total stockholders' equity                       10,455\n"
        "                                                 --------\n"
        "Total liabilities and stockholders' equity       $ 28,604\n"
        "                                                 ========\n"
    )

    def told(total):
        raw = (COVER + page.format(total=total)).encode()
        found = analyse(read_filing(raw, "mills.txt"), "mills", Options()).findings
        return [each.message for each in found if each.code == "CAL002"]

    assert not told("18,149")
    assert any("Total current liabilities" in message for message in told("18,777"))


@pytest.mark.parametrize(
    ("text", "lost", "told"),
    [
        (BALANCE + FLOWS, "", []),
        (BALANCE + FLOWS, ASSETS, ["BALANCE SHEETS: no line is the total assets"]),
        (BALANCE + FLOWS, BOTH, ["BALANCE SHEETS: no line is the total liabilities and equity"]),
        (LONG, "", []),
        (LONG, NET, ["STATEMENTS OF OPERATIONS: no line is the net income"]),
        (BALANCE + FLOWS, EQUITY, ["BALANCE SHEETS: no line is the total equity"]),
        (GROSS, "", []),
        (GROSS, SALES, ["STATEMENTS OF OPERATIONS: no line is the sales above the gross profit"]),
        (COMMON, "", []),
        (
            COMMON,
            NET,
            [
                "STATEMENTS OF OPERATIONS: no line is the net income of which common shares have theirs"
            ],
        ),
        (FLOWS, "", []),
        (FLOWS, CLOSING, ["STATEMENTS OF CASH FLOWS: no line is the cash at the end"]),
        # a few lines are an extract
        (OPERATIONS, NET, []),
    ],
)
def test_totals(text, lost, told):
    assert lost in text
    done = analyse(
        read_filing((COVER + text.replace(lost, "", 1)).encode(), "mills.txt"), "mills", Options()
    )
    assert [each.message for each in done.findings if each.code == "COM006"] == told
