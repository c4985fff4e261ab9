"""Tables to link roles: names of notes, labels, members, sums that do not tie."""

from pathlib import Path

import pytest
from analysed import analysed

from converter.model.filing import StatementKind
from converter.model.xbrl import LabelRole, us_gaap
from converter.pipeline import Options, analyse
from converter.read import read_filing
from converter.report.labels import Labels
from converter.report.statements import slug_of

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
        assert root.preferred is LabelRole.TERSE
        assert texts(half_year)[root.concept.local, LabelRole.TERSE] == note.title


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
    assert labels["PreferredStockMember", LabelRole.TERSE] == "Preferred Stock Series G"
    assert labels["RetainedEarningsMember", LabelRole.TERSE] == "Accumulated Deficit"


NET = us_gaap("NetIncomeLoss")


@pytest.mark.parametrize(
    ("lines", "shown", "kept"),
    [
        # the taxonomy's own words need no label of the filing's
        ([(None, "Net income (loss):")], [None], {}),
        ([(LabelRole.TOTAL, "NET LOSS")], [LabelRole.TOTAL], {LabelRole.TOTAL: "NET LOSS"}),
        # the same words in small letters are the same label
        ([(None, "Net loss"), (None, "NET LOSS")], [LabelRole.TERSE] * 2, {}),
        (
            [(None, "Net loss"), (None, "Loss"), (LabelRole.TOTAL, "Net (loss)")],
            [LabelRole.TERSE, LabelRole.VERBOSE, LabelRole.TOTAL],
            {LabelRole.TERSE: "Net loss", LabelRole.VERBOSE: "Loss", LabelRole.TOTAL: "Net (loss)"},
        ),
        # a second total is shown by a role that is free
        (
            [(LabelRole.TOTAL, "Net loss"), (LabelRole.TOTAL, "Loss for the year")],
            [LabelRole.TOTAL, LabelRole.TERSE],
            {LabelRole.TERSE: "Loss for the year"},
        ),
        (
            [(LabelRole.NEGATED, "Loss"), (LabelRole.NEGATED, "Net loss")],
            [LabelRole.NEGATED, LabelRole.NEGATED_TERSE],
            {LabelRole.NEGATED_TERSE: "Net loss"},
        ),
        # a balance keeps its end of the period; its second caption is kept beside
        (
            [(LabelRole.PERIOD_END, "At end"), (LabelRole.PERIOD_END, "Balance, 1994")],
            [LabelRole.PERIOD_END] * 2,
            {LabelRole.PERIOD_END: "At end", LabelRole.TERSE: "Balance, 1994"},
        ),
    ],
)
def test_every_printed_caption_is_a_label(lines, shown, kept):
    labels = Labels(lambda _: "Net Income (Loss)")
    assert [labels.preferred(NET, role, text) for role, text in lines] == shown
    assert kept.items() <= {label.role: label.text for label in labels.all()}.items()


def test_a_caption_without_a_free_role_stands_beside_another():
    labels = Labels(lambda _: "Net Income (Loss)")
    for number in range(9):
        labels.preferred(NET, None, f"Net loss, {number}")
    texts = " / ".join(label.text for label in labels.all())
    assert all(f"Net loss, {number}" in texts for number in range(9))
    assert len(labels.all()) == len({label.role for label in labels.all()})


def test_an_element_of_the_filings_own_has_its_caption_as_terse_label_too():
    labels = Labels(lambda _: "Widgets on loan", own=lambda _: True)
    assert labels.preferred(NET, None, "Widgets on loan") is LabelRole.TERSE


def test_a_total_that_the_filer_added_wrongly_keeps_its_calculation():
    text = QUARTER.read_text(encoding="utf-8").replace("  5,876  ", "  5,886  ")
    done = analysed(text, "wrong")
    assert [f.code for f in done.findings].count("CAL001") == 2
    assert not any(f.code == "CAL003" for f in done.findings)
    (sheet,) = (s for s in done.report.statements if s.slug == "BalanceSheet")
    totals = {summation.total.local for summation in sheet.summations}
    assert {"AssetsCurrent", "Assets"} <= totals
