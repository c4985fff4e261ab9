"""Which primary statements a form must hold.

10-K, 10-K405, 10-KSB, 10-KT   balance sheet, operations, cash flows, equity
10-Q, 10-QSB, 20-F             the first three
8-K, EX-99, 10-K/A, 11-K       none: what they hold is told, and what they hold in part
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from converter.model.filing import StatementKind

if TYPE_CHECKING:
    from converter.model.filing import Filing

_BS, _IS, _CF, _EQ = StatementKind.BS, StatementKind.IS, StatementKind.CF, StatementKind.EQ
_PERIODIC = re.compile(r"10-?(?P<kind>[KQ])(?P<small>SB)?(?:-?(?:T|405|40))*", re.IGNORECASE)
_FOREIGN = re.compile(r"20-?F", re.IGNORECASE)
_PLAN = re.compile(r"11-?K(?:T)?", re.IGNORECASE)
_AMENDED = re.compile(r"\s*/\s*A\Z", re.IGNORECASE)


class Form(NamedTuple):
    """name       as the cover or the header spells it, '' where neither does
    usual      statements that the form holds by its rules
    amendment  it need hold what it amends alone
    plan       the annual report of a benefit plan
    item       the number of the item that has the statements, '' where there is none
    """

    name: str
    usual: tuple[StatementKind, ...] = ()
    amendment: bool = False
    plan: bool = False
    item: str = ""

    @property
    def required(self) -> tuple[StatementKind, ...]:
        return () if self.amendment else self.usual


def form_of(filing: Filing) -> Form:
    """The form of a filing and what it must hold."""
    name = filing.cover_value("DocumentType") or filing.header.form or ""
    if not name and filing.documents:
        name = filing.documents[0].type
    bare = _AMENDED.sub("", name).replace(" ", "")
    # the cover leaves the amendment to a fact of its own; the header never does
    amended = bool(_AMENDED.search(name)) or filing.cover_value("AmendmentFlag") == "true"
    amended = amended or bool(_AMENDED.search(filing.header.form or ""))
    found = _PERIODIC.fullmatch(bare)
    if found:
        annual = found["kind"].upper() == "K"
        usual = (_BS, _IS, _CF, _EQ) if annual else (_BS, _IS, _CF)
        item = ("7" if found["small"] else "8") if annual else "1"
        return Form(name, usual, amended, item=item)
    if _FOREIGN.fullmatch(bare):
        return Form(name, (_BS, _IS, _CF), amended, item="1[78]")
    return Form(name, amendment=amended, plan=bool(_PLAN.fullmatch(bare)))
