"""Small statements of one quarter, and the values that become of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysed import analysed
from made_cover import cover

if TYPE_CHECKING:
    from decimal import Decimal

    from converter.pipeline import Conversion

COVER = (
    cover("10-Q", "September 30, 2004", "0-12345")
    + """\

"""
)
QUARTER = "20040701-20040930"
SALES = (
    "Net sales                                $   1,000  $     900",
    "Net income                                     300        200",
)
COUNTS = """                          BALANCE SHEETS
                          {units}

                                       September 30,   June 30,
                                           2004          2004
                                         ---------     ---------
ASSETS
Total assets                              $9,999        $9,888
STOCKHOLDERS' EQUITY
Common stock ({caption})                      33            33
Total stockholders' equity                 9,999         9,888
Total liabilities and stockholders' equity 9,999         9,888
"""


def converted(*pages: str) -> Conversion:
    text = COVER + "".join(f"<PAGE>\n\n{page}\n" for page in pages)
    return analysed(text)


def values(done: Conversion) -> dict[tuple[str, str], Decimal | str | None]:
    """{(concept, period): value} of the facts without dimensions."""
    return {
        (f.concept.local, f.context.period.slug): f.value
        for f in done.report.facts
        if not f.context.dimensions
    }


def operations(*lines: str, units: str = "(in thousands, except per share data)") -> str:
    head = f"""                    STATEMENTS OF OPERATIONS
              {units}

                                          Three Months Ended
                                             September 30,
                                            2004       2003
                                         ---------  ---------
"""
    return head + "\n".join(lines) + "\n"


def balance(*lines: str) -> str:
    head = """                          BALANCE SHEETS
                 (in thousands, except share data)

                                       September 30,   June 30,
                                           2004          2004
                                         ---------     ---------
"""
    return head + "\n".join(lines) + "\n"
