"""Tables to link roles: names of notes, labels, members, sums that do not tie."""

from pathlib import Path

import pytest

from converter.model.filing import StatementKind
from converter.model.xbrl import LabelRole, us_gaap
from converter.pipeline import Options, analyse
from converter.read import read_filing
from converter.report.statements import Labels, slug_of

EXAMPLES = Path(__file__).parents[2] / "examples"
HALF_YEAR = EXAMPLES / "nutrition21-10q-2003-12-31.txt"
QUARTER = EXAMPLES / "nutrition21-10q-2004-09-30.txt"


@pytest.fixture(scope="module")
def half_year():
    return analyse(read_filing(HALF_YEAR), "half-year", Options()).report


def texts(report):
    return {(label.concept.local, label.role): label.text for label in report.labels}


def test_each_note_has_a_role_and_a_heading_of_its_own(half_year):
    notes = {s.slug: s for s in half_year.statements if s.kind is StatementKind.NOTE}
    assert set(notes) == {
        "Note3ShortTermInvestments",
        "Note4StockBasedCompensation",
        "Note9LossPerShare",
        "Note11SupplementalCashFlowInformation",
    }
    for slug, note in notes.items():
        (root,) = note.presentation
        assert root.concept.local == f"{slug}Abstract"
        assert texts(half_year)[root.concept.local, LabelRole.STANDARD] == note.title


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("Note 3 SHORT-TERM INVESTMENTS", "Note3ShortTermInvestments"),
        ("NOTES 4 - Leases", "Note4Leases"),
        ("(11) Long-term debt", "Note11LongTermDebt"),
        ("7. Income Taxes", "Note7IncomeTaxes"),
        ("NOTE 5", "Note5"),
        ("Quarterly data", "QuarterlyData"),
        ("", "Note"),
    ],
)
def test_names_of_notes(title, slug):
    assert slug_of(StatementKind.NOTE, title) == slug


def test_members_stand_in_the_order_of_their_columns_under_their_heads(half_year):
    (equity,) = (s for s in half_year.statements if s.kind is StatementKind.EQ)
    (axis,) = equity.cube.axes
    assert [member.local for member in axis.members] == [
        "PreferredStockMember",
        "CommonStockMember",
        "AdditionalPaidInCapitalMember",
        "RetainedEarningsMember",
    ]
    labels = texts(half_year)
    assert labels["PreferredStockMember", LabelRole.STANDARD] == "Preferred Stock Series G"
    assert labels["RetainedEarningsMember", LabelRole.STANDARD] == "Accumulated Deficit"


def test_a_line_is_labelled_by_its_own_words_or_the_standard_label():
    labels = Labels()
    income = us_gaap("NetIncomeLoss")
    assert labels.preferred(income, LabelRole.TOTAL, "NET (LOSS)") is LabelRole.TOTAL
    assert labels.preferred(income, None, "Net (loss)") is None
    assert labels.preferred(income, None, "Net loss for the period") is LabelRole.TERSE
    assert labels.preferred(income, None, "Net (loss) as reported") is LabelRole.VERBOSE
    # never the words of another statement
    assert labels.preferred(income, None, "Earnings (loss)") is None


def test_a_total_that_the_filer_added_wrongly_keeps_its_calculation():
    text = QUARTER.read_text(encoding="utf-8").replace("  5,876  ", "  5,886  ")
    done = analyse(read_filing(text.encode(), "wrong.txt"), "wrong", Options())
    assert [f.code for f in done.findings].count("CAL001") == 2
    assert not any(f.code == "CAL003" for f in done.findings)
    (sheet,) = (s for s in done.report.statements if s.slug == "BalanceSheet")
    totals = {summation.total.local for summation in sheet.summations}
    assert {"AssetsCurrent", "Assets"} <= totals
