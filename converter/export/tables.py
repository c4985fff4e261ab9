"""The tables of every export: their columns in order, each with its kind.

Kinds: 's' text, 'i' integer, 'f' number, 'd' date in ISO 8601, 'x' an exact number as text.
"""

from __future__ import annotations

from typing import NamedTuple

from converter.export.standard.items import items


class Column(NamedTuple):
    name: str
    kind: str


def _columns(text: str) -> tuple[Column, ...]:
    return tuple(
        Column(name, kind or "s") for name, _, kind in (c.partition(":") for c in text.split())
    )


SUB = _columns("""
    adsh cik:i name sic:i countryba stprba cityba zipba bas1 bas2 baph countryma stprma cityma zipma
    mas1 mas2 countryinc stprinc ein former changed:i afs wksi:i fye form period:i fy:i fp filed:i
    accepted prevrpt:i detail:i instance nciks:i aciks
""")
TAG = _columns("tag version custom:i abstract:i datatype iord crdr tlabel doc")
NUM = _columns("adsh tag version ddate:i qtrs:i uom segments coreg value:f footnote")
PRE = _columns("adsh report:i line:i stmt inpth:i rfile tag version plabel negating:i")
FIRST = _columns("""
    adsh tag version ddate:i qtrs:i uom segments coreg value:x start:d end:d decimals:i
    isfirst:i firstadsh firstform firstfiled:i firstvalue:x
    restated:i restatedadsh restatedfiled:i restatedvalue:x
    stmt srcline:i srccolumn:i printed sign caption rule confidence:f confidencebasis
""")
FSDS = {"sub": SUB, "num": NUM, "tag": TAG, "pre": PRE, "first": FIRST}

_FILING = "adsh filing cik:i company sic:i form filed:d period:d fy:i fp"
_ORIGIN = """
    is_first:i first_adsh first_form first_filed:d first_value:f
    restated:i restated_adsh restated_filed:d restated_value:f
"""
FACTS = _columns(f"""
    {_FILING} fact statement concept name own:i current_concept current_match start:d end:d qtrs:i
    dimensions consolidated:i unit value:f text decimals:i printed printed_sign line:i column:i
    caption column_head table rule confidence:f confidence_basis candidates also_printed_at doubts
    footnotes {_ORIGIN}
""")
COMPANIES = _columns("""
    cik:i name sic:i first_filed:d first_adsh last_filed:d last_adsh filings:i former
""")


STANDARD = _columns("""
    cik:i company item statement label start:d end:d qtrs:i value:f unit decimals:i how concept
    adsh form filed:d line:i column:i confidence:f doubts
    restated:i first_value:f first_how first_adsh first_form first_filed:d
""")
IDENTITIES = _columns("""
    cik:i company adsh form filed:d identity end:d qtrs:i left:f right:f difference:f
""")


def wide() -> tuple[Column, ...]:
    asked = " ".join(f"{each.name}:f" for each in items() if each.concepts)
    return _columns(
        f"{_FILING} start:d end:d qtrs:i currency {asked} confidence:f confidence_basis places"
    )
