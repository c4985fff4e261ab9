"""The funded status of benefit plans, and what stops it."""

import pytest

from tests.mapping.made_notes import told

STATUS = (
    "RETIREMENT PLANS",
    "The funded status (in thousands) was:",
    """\
                                                   December 31,
                                          U.S. Plans         Foreign Plans
                                        1997      1996       1997      1996
                                     -------   -------    -------   -------
Projected benefit obligation         $(1,016)  $  (890)   $  (472)  $  (485)
Plan assets at fair value              1,280     1,126        128       156
                                     -------   -------    -------   -------
Plan assets in excess of (less than)
 projected benefit obligation            264       236       (344)     (329)
Unrecognized prior service cost           29        33         12        16
Unrecognized bottle loss                   1         2          3         4
Unrecognized net gain                   (211)     (191)       (13)      (14)
                                     -------   -------    -------   -------
Prepaid (accrued) pension cost       $    83   $    80    $  (342)  $  (323)
                                     =======   =======    =======   =======
""",
)
CARRIED = (
    "RETIREMENT PLANS",
    "The funded status (in thousands) was:",
    """\
                                         December 31,
                                        1997      1996
                                     -------   -------
Benefit obligation at January 1      $ 1,375   $ 1,200
Service cost                              40        35
Interest cost                            190       190
Benefits paid                            (80)      (50)
                                     -------   -------
Benefit obligation at December 31    $ 1,525   $ 1,375
                                     =======   =======
Fair value of plan assets, January 1 $ 1,500   $ 1,400
Actual return on plan assets             180       150
Benefits paid                            (80)      (50)
                                     -------   -------
Fair value of plan assets, Dec. 31   $ 1,600   $ 1,500
                                     =======   =======
Funded status                        $    75   $   125
Unrecognized net loss                    145       105
                                     -------   -------
Net amount recognized                $   220   $   230
                                     =======   =======
Prepaid benefit cost                 $   320   $   335
Accrued benefit liability               (100)     (105)
                                     -------   -------
Net amount recognized                $   220   $   230
                                     =======   =======
""",
)
OWED = (
    "NONPENSION POSTRETIREMENT BENEFITS",
    "The liability (in thousands) was:",
    """\
                                         December 31,
                                        1997      1996
                                     -------   -------
Accumulated postretirement
 benefit obligation                  $ 2,281   $ 2,598
Unrecognized net loss                   (278)     (465)
                                     -------   -------
Accrued postretirement benefit cost  $ 2,003   $ 2,133
                                     =======   =======
""",
)
_PLAN = "DefinedBenefitPlan"


@pytest.mark.parametrize(
    ("case", "expected"),
    [
        (STATUS, {
            ("BenefitObligation", "USPlansMember", "1997-12-31"): 1_016,
            ("FairValueOfPlanAssets", "ForeignPlansMember", "1996-12-31"): 156,
            ("FundedStatus", "ForeignPlansMember", "1997-12-31"): -344,
            ("UnrecognizedNetLoss", "USPlansMember", "1996-12-31"): -191,
            ("NetAmountRecognized", "ForeignPlansMember", "1996-12-31"): -323,
        }),
        (CARRIED, {
            ("FundedStatus", "RetirementPlansMember", "1996-12-31"): 125,
            ("UnrecognizedNetLoss", "RetirementPlansMember", "1997-12-31"): 145,
            ("NetAmountRecognized", "RetirementPlansMember", "1997-12-31"): 220,
            ("PrepaidBenefitCost", "RetirementPlansMember", "1997-12-31"): 320,
            ("AccruedBenefitLiability", "RetirementPlansMember", "1996-12-31"): 105,
        }),
        (OWED, {  # what is owed is printed positive
            ("BenefitObligation", "NonpensionPostretirementBenefitsMember", "1997-12-31"): 2_281,
            ("UnrecognizedNetLoss", "NonpensionPostretirementBenefitsMember", "1997-12-31"): 278,
            ("NetAmountRecognized", "NonpensionPostretirementBenefitsMember", "1996-12-31"): -2_133,
        }),
    ],
)  # fmt: skip
def test_a_status_that_its_figures_prove_is_facts(case, expected):
    facts = told(case)
    for (name, *rest), value in expected.items():
        assert facts[_PLAN + name, *rest] == value * 1000, name


def test_what_no_row_names_is_the_filings_own_where_assets_are_positive():
    facts = told(STATUS)
    assert facts["UnrecognizedBottleLossFundedStatus", "USPlansMember", "1997-12-31"] == 1_000
    assert not any("Bottle" in name for name, *_ in told(OWED, ("net loss ", "bottle loss")))


@pytest.mark.parametrize(
    ("case", "changes"),
    [
        (STATUS, [("    83 ", "    84 ")]),  # does not add up in one year of one plan
        (STATUS, [("1,280", "1,281")]),  # is not the assets less the obligation
        (STATUS, [("1997", "1999"), ("1996", "1998")]),  # other years than the statements'
        (STATUS, [("Foreign Plans", "   U.S. Plans")]),  # two of one plan
        (CARRIED, [("$    75 ", "$    95 "), ("    145 ", "    125 ")]),  # not what is carried
        (OWED, [("Unrecognized net loss ", "Recorded prepaid asset")]),
        (("PENSION AND OTHER BENEFITS", *OWED[1:]), []),  # whose plan it is is not told
    ],
)  # fmt: skip
def test_a_status_that_they_do_not_is_left(case, changes):
    facts = told(case, *changes)
    names = {name.removeprefix(_PLAN) for name, *_ in facts}
    assert not names & {"FundedStatus", "NetAmountRecognized", "UnrecognizedNetLoss"}


def test_amounts_that_do_not_add_up_to_what_is_recognized_are_left():
    facts = told(CARRIED, ("$   320 ", "$   321 "))
    names = {name.removeprefix(_PLAN) for name, *_ in facts}
    assert "NetAmountRecognized" in names
    assert "PrepaidBenefitCost" not in names


COSTS = (
    "RETIREMENT PLANS",
    "Pension cost (in thousands):",
    """\
                                       Years ended December 31,
                                          U.S. Plans         Foreign Plans
                                        1997      1996       1997      1996
                                     -------   -------    -------   -------
Service cost                         $   131   $   110    $    31   $    30
Interest cost                            476       480         76        80
Return on plan assets                   (534)     (546)       (44)      (46)
                                     -------   -------    -------   -------
Net periodic benefit cost            $    73   $    44    $    63   $    64
                                     =======   =======    =======   =======
""",
)


def test_costs_of_plans_side_by_side_are_members():
    facts = told(COSTS)
    service = "NetPeriodicBenefitCostServiceCost"
    assert facts[service, "ForeignPlansMember", "1996-12-31"] == 30_000
    assert facts[_PLAN + "NetPeriodicBenefitCost", "USPlansMember", "1997-12-31"] == 73_000


@pytest.mark.parametrize(
    "changes",
    [
        [("   73 ", "   74 ")],  # does not add up
        [("Net periodic benefit cost", "Total                    ")],  # of what is not told
        [("1997      1996       1997", "1997      1996       1996"), ("1996\n", "1995\n")],
    ],
)
def test_costs_that_nothing_proves_are_left(changes):
    assert not any(len(key) > 2 for key in told(COSTS, *changes))
