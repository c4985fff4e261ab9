"""Kinds of note tables that figures of their own prove, each with what stops it."""

import pytest

from tests.mapping.made_notes import told

OPTIONS = (
    "STOCK OPTIONS",
    "A summary of stock options (shares in thousands):",
    """\
                                             Years ended December 31,
                                        1997                  1996
                                           Average               Average
                                 Shares      Price     Shares      Price
                                -------   --------    -------   --------
Outstanding, January 1               80     $12.00         70     $11.00
Granted                              20      15.00         25      14.00
Exercised                            (6)      9.00        (10)      9.50
Cancelled                            (4)     13.00         (5)     12.50
                                -------   --------    -------   --------
Outstanding, December 31             90     $13.00         80     $12.00
                                =======   ========    =======   ========
Exercisable, December 31             40     $11.00         35     $10.00
""",
)
BY_DATE = (
    "STOCK OPTIONS",
    "Stock option activity (shares in thousands):",
    """\
                                           Number       Average
                                        of Shares         Price
                                        ---------      --------
Balance, January 1, 1996                       70        $11.00
Granted                                        25         14.00
Exercised                                     (15)         9.50
                                        ---------      --------
Balance, December 31, 1996                     80         12.00
Granted                                        20         15.00
Cancelled                                     (10)        13.00
                                        ---------      --------
Balance, December 31, 1997                     90        $13.00
                                        =========      ========
""",
)
RATES = (
    "INCOME TAXES",
    "The effective rate differs from the statutory one:",
    """\
                                             Years ended December 31,
                                         1997        1996        1995
                                     --------    --------    --------
Statutory federal rate                   35.0%       35.0%       35.0%
State income taxes                        2.0         3.0         2.0
Bottle credits                            1.0        (1.0)        1.0
                                     --------    --------    --------
Effective rate                           38.0%       37.0%       38.0%
                                     ========    ========    ========
""",
)
QUARTERS = (
    "QUARTERLY FINANCIAL DATA (UNAUDITED)",
    "Quarterly data (in thousands):",
    """\
                            1st Qtr.    2nd Qtr.    3rd Qtr.    4th Qtr.
                           ---------   ---------   ---------   ---------
1997
Net sales                  $   2,000   $   2,200   $   2,300   $   2,500
Net income                       400         430         480         550

1996
Net sales                  $   1,800   $   1,900   $   2,000   $   2,300
Net income                       350         375         400         450
""",
)
BESIDE = (
    "INDUSTRY SEGMENTS",
    "Information about industry segments (in thousands):",
    """\
                             Bottles      Crates    Eliminations    Consolidated
                           ---------   ---------    ------------    ------------
1997
Net sales                  $   5,200   $   3,900    $       (100)   $      9,000
Income before income taxes     1,700       1,300               -           3,000

1996
Net sales                  $   4,700   $   3,400    $       (100)   $      8,000
Income before income taxes     1,400       1,100               -           2,500
""",
)
LEASES = (
    "LEASES",
    "Future minimum payments (in thousands) are:",
    """\
                                          Capital     Operating
Year ending December 31,                   Leases        Leases
                                         --------    ----------
1998                                     $    347    $    1,015
1999                                          329         1,006
2000                                          280           952
2001                                          198           965
2002                                          249           954
Thereafter                                  1,081        12,169
                                         --------    ----------
Total                                    $  2,484    $   17,061
                                                     ==========
Less amount representing interest             637
                                         --------
Present value of minimum payments        $  1,847
                                         ========
""",
)
PLANS = (
    "PENSION AND OTHER BENEFITS",
    "The obligations (in thousands) were:",
    """\
                                             Years ended December 31,
                                       Pension Benefits         Other Benefits
                                         1997      1996         1997      1996
                                     --------  --------     --------  --------
Benefit obligation at January 1      $  1,488  $  1,375     $    327  $    279
Service cost                               56        49           14        11
Bottle adjustments                          8         2            -         -
Interest cost                             251       135           56        51
Benefits paid                             (86)      (73)         (16)      (14)
                                     --------  --------     --------  --------
Benefit obligation at December 31    $  1,717  $  1,488     $    381  $    327
                                     ========  ========     ========  ========
""",
)
COST = (
    "RETIREMENT PLANS",
    "Pension cost (in thousands):",
    """\
                                    Years ended December 31,
                                         1997        1996
                                     --------    --------
Service cost                         $    131    $    110
Interest cost                             476         480
Return on plan assets                    (534)       (546)
                                     --------    --------
Net pension cost                     $     73    $     44
                                     ========    ========
""",
)
SELECTED = (
    "SUMMARY OF OPERATIONS",
    "Five years (in thousands):",
    """\
                                             Years ended December 31,
                        1997        1996        1995        1994        1993
                    --------    --------    --------    --------    --------
Net sales           $  9,000    $  8,000    $  7,000    $  6,500    $  6,100
Net income             1,860       1,575       1,240       1,100       1,050
Bottles sold           7,000       6,000       5,000       4,000       3,000
""",
)


@pytest.mark.parametrize(
    ("case", "expected"),
    [
        (OPTIONS, {
            ("StockOptionsOutstanding", "1997-12-31"): 90_000,
            ("StockOptionsOutstanding", "1995-12-31"): 70_000,
            ("StockOptionsExercised", "1997-12-31"): 6_000,
            ("StockOptionsExercisable", "1996-12-31"): 35_000,
            ("StockOptionsGrantedWeightedAverageExercisePrice", "1996-12-31"): 14,
        }),
        (BY_DATE, {
            ("StockOptionsOutstanding", "1995-12-31"): 70_000,
            ("StockOptionsOutstanding", "1997-12-31"): 90_000,
            ("StockOptionsCancelled", "1997-12-31"): 10_000,
            ("StockOptionsExercisedWeightedAverageExercisePrice", "1996-12-31"): "9.50",
        }),
        (RATES, {
            ("EffectiveIncomeTaxRateReconciliationAtStatutoryRate", "1996-12-31"): "0.35",
            ("EffectiveIncomeTaxRateContinuingOperations", "1997-12-31"): "0.38",
            ("BottleCreditsIncomeTaxRateReconciliation", "1996-12-31"): "-0.01",
        }),
        (QUARTERS, {
            ("SalesRevenueNet", "1997-03-31"): 2_000_000,
            ("NetIncomeLoss", "1996-12-31"): 450_000,
            ("NetIncomeLoss", "1996-09-30"): 400_000,
        }),
        (BESIDE, {
            ("SalesRevenueNet", "BottlesMember", "1997-12-31"): 5_200_000,
            ("SalesRevenueNet", "CratesMember", "1996-12-31"): 3_400_000,
        }),
        (LEASES, {
            ("OperatingLeasesFutureMinimumPaymentsDueCurrent", "1997-12-31"): 1_015_000,
            ("OperatingLeasesFutureMinimumPaymentsDue", "1997-12-31"): 17_061_000,
            ("CapitalLeasesFutureMinimumPaymentsDueThereafter", "1997-12-31"): 1_081_000,
            ("CapitalLeasesFutureMinimumPaymentsPresentValueOfNetMinimumPayments",
             "1997-12-31"): 1_847_000,
        }),
        (PLANS, {
            ("DefinedBenefitPlanBenefitObligation", "PensionBenefitsMember", "1995-12-31"):
                1_375_000,
            ("DefinedBenefitPlanObligationBenefitsPaid", "OtherBenefitsMember", "1997-12-31"):
                16_000,
            ("BottleAdjustmentsBenefitObligation", "PensionBenefitsMember", "1996-12-31"): 2_000,
        }),
        (COST, {
            ("PensionServiceCost", "1997-12-31"): 131_000,
            ("NetPeriodicPensionCost", "1996-12-31"): 44_000,
        }),
        (SELECTED, {
            ("SalesRevenueNet", "1993-12-31"): 6_100_000,
            ("NetIncomeLoss", "1994-12-31"): 1_100_000,
        }),
    ],
)  # fmt: skip
def test_a_table_that_its_figures_prove_is_facts(case, expected):
    facts = told(case)
    for key, value in expected.items():
        assert str(facts[key].normalize()) == str(type(facts[key])(value).normalize()), key


AWARDS = (
    "STOCK PLANS",
    "Deferred stock activity was (shares in thousands):",
    """\
                                             Years ended December 31,
                                        1997                  1996
                                     -------               -------
Outstanding, January 1                    80                    70
Granted                                   20                    25
Cancelled                                (10)                  (15)
                                     -------               -------
Outstanding, December 31                  90                    80
                                     =======               =======
""",
)


def test_awards_that_are_no_options_are_none():
    assert not any("StockOptions" in name for name, *_ in told(AWARDS))
    title, lead, table = AWARDS
    facts = told((title, lead.replace("Deferred stock", "Option"), table))
    assert facts["StockOptionsOutstanding", "1997-12-31"] == 90_000


def test_options_of_two_plans_are_none():
    title, lead, table = OPTIONS
    other = table.replace("90     $13.00", "91     $13.00").replace(
        "20      15.00", "21      15.00"
    )
    facts = told((title, lead, f"{table}</TABLE>\n\nThe other plan:\n\n<TABLE>\n{other}"))
    assert not any("StockOptions" in name for name, *_ in facts)


WITHIN = (
    "INDUSTRY SEGMENTS",
    "Information about industry segments (in thousands):",
    """\
                                                  Total
                             Bottles    Crates   segments   Eliminations   Consolidated
                           ---------   -------   --------   ------------   ------------
1997
Net sales                  $   5,200   $ 3,900   $  9,100      $    (100)     $   9,000
Income before income taxes     1,700     1,300      3,000              -          3,000

1996
Net sales                  $   4,700   $ 3,400   $  8,100      $    (100)     $   8,000
Income before income taxes     1,400     1,100      2,500              -          2,500
""",
)


def test_totals_within_the_whole_are_no_parts():
    facts = told(WITHIN)
    assert facts["SalesRevenueNet", "CratesMember", "1996-12-31"] == 3_400_000
    assert {key[1] for key in facts if len(key) > 2} == {"BottlesMember", "CratesMember"}
    assert not any(len(key) > 2 for key in told(WITHIN, ("9,100", "9,101"), ("8,100", "8,101")))


def test_one_amount_of_other_words_is_no_line_of_the_statements():
    wages = "Wages of crates                  700         440               -           1,140\n"
    facts = told(BESIDE, ("\n1996\n", f"{wages}\n1996\n"))
    assert not any(name == "IncomeTaxExpenseBenefit" for name, *_ in facts)
    taxes = wages.replace("Wages of crates", "Income taxes   ")
    facts = told(BESIDE, ("\n1996\n", f"{taxes}\n1996\n"))
    assert facts["IncomeTaxExpenseBenefit", "CratesMember", "1997-12-31"] == 440_000


@pytest.mark.parametrize(
    ("case", "changes"),
    [
        (OPTIONS, [("90     $13.00", "91     $13.00")]),  # does not add up
        (OPTIONS, [("70     $11.00", "71     $11.00"), ("25      14.00", "24      14.00"),
                   ("80     $12.00         71", "81     $12.00         71"),
                   ("90     $13.00", "91     $13.00")]),  # a year's end is not the next's beginning
        (OPTIONS, [("80     $12.00 ", "80,000     $12.00 "), ("  20 ", "20,000 "),
                   ("(6) ", "(6,000) "), ("(4) ", "(4,000) "),
                   ("90 ", "90,000 ")]),  # more than there are shares
        (BY_DATE, [("1997", "1998")]),  # another year than the statements'
        (RATES, [("38.0%       37.0%       38.0%", "39.0%       37.0%       39.0%"),
                 ("1.0        (1.0)        1.0", "2.0        (1.0)        2.0")]),  # not tax by income
        (QUARTERS, [("2,500", "2,600"), ("2,300\n", "2,400\n"), ("550", "560"),
                    ("450", "460")]),  # no statement's year
        (BESIDE, [("9,000", "9,100"), ("5,200", "5,300"), ("8,000", "8,100"), ("4,700", "4,800"),
                  ("3,000", "3,100"), ("1,700", "1,800"), ("2,500", "2,600"),
                  ("1,400", "1,500")]),  # sums that are no statement's
        (LEASES, [("2,484", "2,485"), ("17,061", "17,062")]),
        (LEASES, [("1998", "1999"), ("1999                                          329",
                                     "2003                                          329")]),
        (PLANS, [("1,717", "1,718"), ("381 ", "382 ")]),
        (COST, [("Net pension cost", "Total           ")]),  # of what is not told
        (SELECTED, [("9,000", "9,001"), ("8,000", "8,001"), ("1,860", "1,861"),
                    ("1,575", "1,576")]),
    ],
)  # fmt: skip
def test_a_table_that_they_do_not_is_left(case, changes):
    facts = told(case, *changes)
    mapped_by_words = {"SalesRevenueNet", "NetIncomeLoss", "IncomeTaxExpenseBenefit"}
    assert {name for name, *_ in facts} <= mapped_by_words
    assert not any(len(key) > 2 for key in facts)
