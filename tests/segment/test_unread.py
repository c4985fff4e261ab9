"""Tables among the statements that are none of them: not read, and told."""

import pytest
from analysed import analysed
from made_cover import cover

HEAD = """\
                                          December 31,
                                       1997          1996
                                    ----------    ----------
"""
BALANCE = f"""<PAGE>
                       BALANCE SHEETS
                       (in thousands)

{HEAD}
Cash                                   $ 1,000       $ 1,100
Plant                                    8,878         7,737
                                    ----------    ----------
Total assets                           $ 9,878       $ 8,837
                                    ==========    ==========
Accounts payable                       $ 1,178       $ 1,137
Retained earnings                        8,700         7,700
                                    ----------    ----------
Total liabilities and equity           $ 9,878       $ 8,837
                                    ==========    ==========
"""
TAXES = f"""<PAGE>
                     STATEMENTS OF TAXES
                       (in thousands)

{HEAD.replace("December 31,", "Year Ended December 31,")}
Payable currently                      $   200       $   190
Deferred, of property                       31            25
Amortization of credits                     (7)           (8)
Property                                    83            70
Payroll                                     13            11
                                    ----------    ----------
All charged to operations              $   320       $   288
                                    ==========    ==========
"""
OPERATIONS = f"""<PAGE>
                  STATEMENTS OF OPERATIONS
                       (in thousands)

{HEAD.replace("December 31,", "Year Ended December 31,")}
Sales                                  $ 5,000       $ 4,500
Cost of sales                            3,680         3,300
                                    ----------    ----------
Income before taxes                      1,320         1,200
Taxes                                      320           288
                                    ----------    ----------
Net income                             $ 1,000       $   912
                                    ==========    ==========
"""
NOTES = """<PAGE>
               NOTES TO FINANCIAL STATEMENTS

NOTE 1 - PLANT

Plant is stated at cost, and written off over its useful life in equal amounts a year.
"""


def told(*pages):
    """(line's text, message) of each finding about a table that is not read."""
    text = cover("10-K", "December 31, 1997") + "".join(pages)
    done = analysed(text)
    lines = text.split("\n")
    return [
        (lines[each.span.line - 1], each.message) for each in done.findings if each.code == "SEG007"
    ]


@pytest.mark.parametrize(
    "pages",
    [(BALANCE, TAXES, OPERATIONS, NOTES), (BALANCE, OPERATIONS, TAXES, NOTES)],
    ids=["between two statements", "between the last one and the notes"],
)
def test_a_table_among_the_statements_is_told_with_its_place(pages):
    ((line, message),) = told(*pages)
    assert line.startswith("Payable currently")
    assert message.startswith("6 lines")
    assert "STATEMENTS OF TAXES" in message


SHORT = "\n".join(line for line in TAXES.split("\n") if not line.startswith(("Pay", "Prop")))


@pytest.mark.parametrize(
    "pages",
    [
        (BALANCE, OPERATIONS, NOTES),
        (TAXES, BALANCE, OPERATIONS, NOTES),  # before the first
        (BALANCE, OPERATIONS, TAXES),  # nothing says where what belongs to them ends
        (BALANCE, OPERATIONS, NOTES, TAXES),  # a note's table
        (BALANCE, SHORT, OPERATIONS, NOTES),  # too few lines
        # what has a finding of its own
        (BALANCE, OPERATIONS.replace("STATEMENTS", "PRO FORMA STATEMENTS"), OPERATIONS, NOTES),
    ],
)
def test_nothing_is_told_of_what_is_read_or_stands_elsewhere(pages):
    assert told(*pages) == []
