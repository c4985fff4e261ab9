"""How wide a file's tabs are.

Word processors of the time left tabs among blanks that set nothing apart any more: a rule that was
set with them stands under its figures where each tab is one blank wide.

    Net sales                   $     565,433   $    533,611
    <28 blanks><3 tabs>          ------------   ------------
"""

from __future__ import annotations

import re
from itertools import islice

USUAL = 8  # the width that terminals and the filers' word processors shared
NONE = 1
_MIXED = re.compile(r"^[ ]{8,}\t[\t ]*[-=][-=\t ]+$", re.MULTILINE)  # a rule behind blanks and tabs
_RULE = re.compile(r"[-=]{3,}")
_FIGURE = re.compile(r"[\d)](?=\s|$)")
_ABOVE = 3  # lines above a rule among which its figures stand
_MOST = 60  # rules that are asked
_FEWEST = 3
_SLACK = 2  # columns by which a rule's end misses its figures'


def tab_width(text: str) -> int:
    """`NONE` where rules stand under their figures with tabs of one blank, and hardly with usual
    ones.
    """
    usual = none = 0
    for rule in islice(_MIXED.finditer(text), _MOST):
        above = _figures_above(text, rule.start())
        if above:
            usual += _fits(rule.group().expandtabs(USUAL), above)
            none += _fits(rule.group().expandtabs(NONE), above)
    return NONE if none >= _FEWEST and none > 2 * usual else USUAL


def _figures_above(text: str, at: int) -> set[int]:
    """Where the figures of the next line above end that has no tabs before its figures."""
    for line in reversed(text[max(0, at - 400) : at].split("\n")[-_ABOVE - 1 : -1]):
        bare = line.rstrip()
        ends = {found.end() for found in _FIGURE.finditer(bare)}
        if ends and "\t" not in bare:
            return ends
    return set()


def _fits(rule: str, ends: set[int]) -> bool:
    """Whether all parts of a rule end where figures do."""
    rights = [found.end() for found in _RULE.finditer(rule)]
    return all(any(abs(right - end) <= _SLACK for end in ends) for right in rights)
