"""The scale of statements that state none, by those that do."""

import re
from decimal import Decimal

import pytest
from analysed import analysed
from test_check_cases import BALANCE, COVER, FLOWS, OPERATIONS

SILENT = BALANCE.replace("(in thousands)", "")
# no figure of it stands in the balance sheet
ALONE = OPERATIONS.replace("1,000", "1,111").replace("4,000", "3,889")
BIG = SILENT
for _small in ("9,878", "8,219", "2,418", "9,659"):
    BIG = BIG.replace(_small, f"2,00{_small}")
LARGE = ALONE.replace("5,000", "5,111,222").replace("3,889", "4,000,111")


def found(text):
    done = analysed(text)
    told = [each.code for each in done.findings if each.code in ("SCA004", "SCA008")]
    facts = [f for f in done.report.facts if f.provenance.table == "BALANCE SHEETS"]
    (assets,) = [
        f
        for f in facts
        if f.concept.local == "Assets" and str(f.context.period.end) == "1997-12-31"
    ]
    return told, assets


@pytest.mark.parametrize(
    ("text", "codes", "value", "doubts"),
    [
        (COVER + BALANCE + FLOWS, [], 9_878_000, ()),
        (COVER + SILENT + FLOWS, ["SCA008"], 9_878_000, ()),
        (COVER + SILENT + FLOWS.replace("thousands", "millions"), ["SCA008"], 9_878_000_000, ()),
        # as printed, assets of 9,878 dollars would be no company's that files
        (COVER + SILENT + ALONE, ["SCA004"], 9_878_000, ("SCA004",)),
        (
            COVER + SILENT + ALONE.replace("thousands", "billions"),
            ["SCA004"],
            9_878_000_000_000,
            ("SCA004",),
        ),
        (COVER + BIG + LARGE, ["SCA004"], 2_009_878, ("SCA004",)),
        # nothing in the filing states units
        (COVER + SILENT + FLOWS.replace("(in thousands)", ""), [], 9_878, ("SCA007",)),
        # a page leaves them to the page before
        (COVER + OPERATIONS + SILENT, [], 9_878_000, ()),
    ],
)
def test_scales(text, codes, value, doubts):
    told, assets = found(text)
    assert (told, assets.value, assets.doubts) == (codes, Decimal(value), doubts)


def test_figures_in_full_beside_thousands_are_taken_as_printed():
    full = re.sub(r"(?<=\d)(?= |\n)(?<!199\d)(?<!31)", ",000", SILENT)
    told, assets = found(COVER + full + ALONE)
    assert (told, assets.value, assets.doubts) == ([], Decimal(9_878_000), ())
