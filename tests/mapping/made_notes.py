"""A made filing with a note whose table is the one to be told."""

from converter.pipeline import Options, analyse
from converter.read import read_filing

BALANCE_SHEET = """\
                                ACME CORP.
                               BALANCE SHEETS
                               (in thousands)

                                               December 31,
                                              1997        1996
                                           ---------   ---------
Cash                                       $   1,200   $   1,000
Inventories                                    4,300       3,250
                                           ---------   ---------
Total assets                               $   5,500   $   4,250
                                           =========   =========
Accounts payable                           $   2,400   $   1,350
Stockholders' equity                           3,100       2,900
                                           ---------   ---------
Total liabilities and equity               $   5,500   $   4,250
                                           =========   =========
"""
STATEMENTS = """\
CONFORMED PERIOD OF REPORT: 19971231

                                ACME CORP.
                          STATEMENTS OF OPERATIONS
                     (in thousands, except per share data)

                                          Years ended December 31,
                                        1997        1996        1995
                                     ---------   ---------   ---------
Net sales                            $   9,000   $   8,000   $   7,000
Cost of goods sold                       6,000       5,500       5,000
                                     ---------   ---------   ---------
Income before income taxes               3,000       2,500       2,000
Income taxes                             1,140         925         760
                                     ---------   ---------   ---------
Net income                           $   1,860   $   1,575   $   1,240
                                     =========   =========   =========
Net income per share                 $    1.86   $    1.58   $    1.24
Weighted average shares outstanding      1,000       1,000       1,000
<PAGE>
"""
STATEMENTS += BALANCE_SHEET
STATEMENTS += """\
<PAGE>
                     NOTES TO FINANCIAL STATEMENTS

NOTE 1 - ACCOUNTING POLICIES

Inventories are stated at the lower of cost or market.

NOTE 2 - {title}

{lead}

<TABLE>
{table}</TABLE>

NOTE 3 - SUBSEQUENT EVENTS

There were none.
"""


def told(case, *changes):
    """The facts of the note's tables: by concept, members and end their values."""
    title, lead, table = case
    for before, after in changes:
        assert before in table
        table = table.replace(before, after)
    text = STATEMENTS.format(title=title, lead=lead, table=table)
    done = analyse(read_filing(text.encode(), "made.txt"), "made", Options())
    return {
        (
            fact.concept.local,
            *(member.local for _, member in fact.context.dimensions),
            str(fact.context.period.end),
        ): fact.value
        for fact in done.report.facts
        if fact.provenance.table.startswith("NOTE 2") and not fact.text_block
    }
