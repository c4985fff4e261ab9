"""Lines below closing cash that add up with it."""

import pytest
from analysed import analysed
from made_cover import cover

PAGE = (
    cover("10-K", "December 31, 1997")
    + """\
<PAGE>

                        STATEMENTS OF CASH FLOWS
                            (in thousands)

                                        Years ended December 31,
                                          1997           1996
                                       ----------     ----------
Net income                                $ 1,012        $   500
Increase in inventories                      (437)          (260)
                                       ----------     ----------
Net cash provided by operating activities     575            240

Purchase of equipment                        (100)          (100)
Short-term investments                       (300)            50
                                       ----------     ----------
Net cash used in investing activities        (400)           (50)
                                       ----------     ----------
Net increase in cash and equivalents          175            190
Cash and equivalents, beginning of year       805            615
                                       ----------     ----------
Cash and equivalents, end of year             980            805
Short-term investments                      1,277            977
                                       ----------     ----------
Cash and short-term investments           $ {total}        ${other}
                                       ==========     ==========
"""
)


@pytest.mark.parametrize(("total", "balance"), [("2,257", True), ("4,891", False)])
def test_what_adds_up_with_closing_cash_is_a_balance(total, balance):
    (table,) = analysed(PAGE.format(total=total, other=" 1,782" if balance else " 9,340")).mapped
    found = {
        item.row.cells[0].figure.value: table.claims[at]
        for at, item in enumerate(table.read.items)
        if item.row.cells
    }
    assert (found[1277].concepts[0].qname.local == "ShortTermInvestments") is balance
    assert found[-300].concepts[0].period_type == "duration"
