import pytest

from converter.mapping.mapping import load_mapping
from converter.mapping.match import Line, Matcher
from converter.mapping.rows import FIELDS, SignRule
from converter.mapping.table import load_table
from converter.model.filing import StatementKind

MATCHER = load_mapping().matcher
KINDS = {"monetary": "money", "shares": "shares", "perShare": "perShare", "perUnit": "perShare"}


def found(caption, statement, section=(), kind="money", **place):
    line = Line(caption, StatementKind(statement), section, kind, **place)
    return MATCHER.match(line)


def names(*args, **kwargs):
    return [name.local for name in found(*args, **kwargs).concepts]


# Statement, section, kind, caption, concepts: the lines of three filings of 2003 and 2004.
SEEDS = """
BS|ASSETS>Current assets:|money|Cash and cash equivalents|CashAndCashEquivalentsAtCarryingValue
BS|ASSETS>Current assets:|money|Short-term investments|ShortTermInvestments
BS|ASSETS>Current assets:|money|Accounts receivable (less allowance for doubtful accounts of $10)|AccountsReceivableNetCurrent
BS|ASSETS>Current Assets|money|Accounts receivable, net|AccountsReceivableNetCurrent
BS|ASSETS>Current assets:|money|Other receivables|OtherReceivables
BS|ASSETS>Current assets:|money|Inventories|InventoryNet
BS|ASSETS>Current assets:|money|Prepaid expense and other current assets|OtherAssetsCurrent
BS|ASSETS>Current assets:|money|Total current assets|AssetsCurrent
BS|ASSETS|money|Property and equipment, net|PropertyPlantAndEquipmentNet
BS|ASSETS|money|Patents, trademarks and other intangibles (net of accumulated amortization of $15,936 at September 30, 2004 and $15,444 at June 30, 2004)|IntangibleAssetsNetExcludingGoodwill
BS|ASSETS|money|Patents, trademarks, and other intangibles, net|IntangibleAssetsNetExcludingGoodwill
BS|ASSETS|money|Other assets|OtherAssetsNoncurrent
BS|ASSETS|money|TOTAL ASSETS|Assets
BS|LIABILITIES AND STOCKHOLDERS' EQUITY|money|Accounts payable and accrued expenses|AccountsPayableAndAccruedLiabilitiesCurrent
BS|LIABILITIES AND STOCKHOLDERS' EQUITY|money|Contingent payments payable|ContingentAcquisitionPaymentsPayable
BS|LIABILITIES AND STOCKHOLDERS' EQUITY>Current liabilities:|money|Contingent payments payable for acquisitions|ContingentAcquisitionPaymentsPayable
BS|LIABILITIES AND STOCKHOLDERS' EQUITY>Current liabilities:|money|Preferred dividends payable|DividendsPayableCurrent
BS|LIABILITIES AND STOCKHOLDERS' EQUITY|money|TOTAL LIABILITIES|Liabilities
BS|LIABILITIES AND STOCKHOLDERS' EQUITY>STOCKHOLDERS' EQUITY:|money|Preferred stock, $0.01 par value, authorized 5,000,000 shares Series G convertible preferred, 1,769 shares issued; 188 shares outstanding at June 30, 2003|PreferredStockValue
BS|LIABILITIES AND STOCKHOLDERS' EQUITY>STOCKHOLDERS' EQUITY:|money|Common stock, $0.005 par value, authorized 65,000,000 shares; 37,991,988 shares issued and outstanding at September 30, 2004 and at June 30, 2004|CommonStockValue
BS|LIABILITIES AND STOCKHOLDERS' EQUITY>STOCKHOLDERS' EQUITY:|money|Additional paid-in capital|AdditionalPaidInCapital
BS|LIABILITIES AND STOCKHOLDERS' EQUITY>STOCKHOLDERS' EQUITY:|money|Accumulated deficit|RetainedEarningsAccumulatedDeficit
BS|LIABILITIES AND STOCKHOLDERS' EQUITY>STOCKHOLDERS' EQUITY:|money|TOTAL STOCKHOLDERS' EQUITY|StockholdersEquity
BS|LIABILITIES AND STOCKHOLDERS' EQUITY|money|Stockholders' Equity|StockholdersEquity
BS|LIABILITIES AND STOCKHOLDERS' EQUITY>STOCKHOLDERS' EQUITY:|money|TOTAL LIABILITIES AND STOCKHOLDERS' EQUITY|LiabilitiesAndStockholdersEquity
IS||money|Net sales|SalesRevenueNet
IS||money|Other revenues|OtherSalesRevenueNet
IS||money|TOTAL REVENUES|Revenues
IS||money|Cost of goods sold|CostOfGoodsSold
IS||money|GROSS PROFIT|GrossProfit
IS||money|Selling, general & administrative expenses|SellingGeneralAndAdministrativeExpense
IS||money|Selling, Gen'l and Admin. Expense|SellingGeneralAndAdministrativeExpense
IS||money|Research & development expenses|ResearchAndDevelopmentExpense
IS||money|Depreciation and amortization|DepreciationAndAmortization
IS||money|OPERATING (LOSS)|OperatingIncomeLoss
IS||money|Interest income|InvestmentIncomeInterest
IS||money|Interest expense|InterestExpense
IS||money|Interest Income, net|InterestIncomeExpenseNet
IS||money|LOSS BEFORE INCOME TAXES|IncomeLossFromContinuingOperationsBeforeIncomeTaxesMinorityInterestAndIncomeLossFromEquityMethodInvestments
IS||money|Income taxes|IncomeTaxExpenseBenefit
IS||money|NET (LOSS)|NetIncomeLoss
IS||perShare|Basic and diluted (loss) per share|EarningsPerShareBasic EarningsPerShareDiluted
IS||perShare|Basic (loss) per common share|EarningsPerShareBasic
IS||perShare|Diluted (loss) Per Share|EarningsPerShareDiluted
IS||shares|Weighted average number of common shares - basic and diluted|WeightedAverageNumberOfSharesOutstandingBasic WeightedAverageNumberOfDilutedSharesOutstanding
IS||shares|Weighted average number of common shares - basic|WeightedAverageNumberOfSharesOutstandingBasic
IS||shares|Weighted Average Number of Common Shares -Diluted|WeightedAverageNumberOfDilutedSharesOutstanding
EQ||money|Balance at June 30, 2004|StockholdersEquity
EQ||shares|Balance at June 30, 2004|SharesIssued
EQ||money|Charge for stock appreciation rights|AdjustmentsToAdditionalPaidInCapitalSharebasedCompensationRequisiteServicePeriodRecognitionValue
EQ||money|Exercise of stock options|StockIssuedDuringPeriodValueStockOptionsExercised
EQ||shares|Exercise of stock options|StockIssuedDuringPeriodSharesStockOptionsExercised
EQ||money|Issuance of warrants to purchase 20,000 shares of common stock for services|AdjustmentsToAdditionalPaidInCapitalWarrantIssued
EQ||money|Conversion of Series G preferred stock to common stock|StockIssuedDuringPeriodValueConversionOfConvertibleSecurities
EQ||shares|Conversion of Series G preferred stock to common stock|StockIssuedDuringPeriodSharesConversionOfConvertibleSecurities
EQ||money|Private placement of shares of the Company's common stock|StockIssuedDuringPeriodValueNewIssues
EQ||money|Issuance of common stock in connection with employee benefit plans|StockIssuedDuringPeriodValueShareBasedCompensation
EQ||money|Issuance of common stock in connection with acquisitions|StockIssuedDuringPeriodValueAcquisitions
EQ||shares|Private placement of shares of the Company's common stock|StockIssuedDuringPeriodSharesNewIssues
EQ||money|Net loss for the period|NetIncomeLoss
CF|Cash flows from operating activities:|money|Net (loss)|NetIncomeLoss
CF|Cash flows from operating activities:>Adjustments to reconcile net (loss) to net cash (used in) operating activities:|money|Depreciation and amortization|DepreciationAndAmortization
CF|Cash flows from operating activities:>Adjustments to reconcile net (loss) to net cash (used in) operating activities:|money|Issuance of warrants for services|IssuanceOfStockAndWarrantsForServicesOrClaims
CF|Cash flows from operating activities:>Adjustments to reconcile net (loss) to net cash (used in) operating activities:|money|Other non-cash items|AdjustmentsNoncashItemsToReconcileNetIncomeLossToCashProvidedByUsedInOperatingActivitiesOther
CF|Cash flows from operating activities:>Changes in operating assets and liabilities:|money|Accounts receivable|IncreaseDecreaseInAccountsReceivable
CF|Cash flows from operating activities:>Changes in operating assets and liabilities:|money|Other receivables|IncreaseDecreaseInOtherReceivables
CF|Cash flows from operating activities:>Changes in operating assets and liabilities:|money|Inventories|IncreaseDecreaseInInventories
CF|Cash flows from operating activities:>Changes in operating assets and liabilities:|money|Prepaid expenses and other current assets|IncreaseDecreaseInPrepaidDeferredExpenseAndOtherAssets
CF|Cash flows from operating activities:>Changes in operating assets and liabilities:|money|Other assets|IncreaseDecreaseInOtherOperatingAssets
CF|Cash flows from operating activities:>Changes in operating assets and liabilities:|money|Accounts payable and accrued expenses|IncreaseDecreaseInAccountsPayableAndAccruedLiabilities
CF|Cash flows from operating activities:|money|Net cash (used in)/provided by operating activities|NetCashProvidedByUsedInOperatingActivities
CF|Cash flows from investing activities:|money|Contingent payments for acquisitions|PaymentsForProceedsFromPreviousAcquisition
CF|Cash flows from investing activities:|money|Purchases of property and equipment|PaymentsToAcquirePropertyPlantAndEquipment
CF|Cash flows from investing activities:|money|Payments for patents and trademarks|PaymentsToAcquireIntangibleAssets
CF|Cash flows from investing activities:|money|Proceeds from maturities of  investments|ProceedsFromSaleMaturityAndCollectionsOfInvestments
CF|Cash flows from investing activities:|money|Purchase of investments available for sale|PaymentsToAcquireAvailableForSaleSecurities
CF|Cash flows from investing activities:|money|Net cash (used in) investing activities|NetCashProvidedByUsedInInvestingActivities
CF|Cash flows from financing activities:|money|Preferred stock dividends paid|PaymentsOfDividendsPreferredStockAndPreferenceStock
CF|Cash flows from financing activities:|money|Purchase of common stock for treasury|PaymentsForRepurchaseOfCommonStock
CF|Cash flows from financing activities:|money|Proceeds from stock option exercises|ProceedsFromStockOptionsExercised
CF|Cash flows from financing activities:|money|Net proceeds from private placement|ProceedsFromIssuanceOfCommonStock
CF|Cash flows from financing activities:|money|Net cash provided by/(used in) financing activities|NetCashProvidedByUsedInFinancingActivities
CF||money|Net (decrease) increase in cash and cash equivalents|CashAndCashEquivalentsPeriodIncreaseDecrease
CF||money|Cash and cash equivalents at beginning of period|CashAndCashEquivalentsAtCarryingValue
CF||money|Cash and cash equivalents at end of period|CashAndCashEquivalentsAtCarryingValue
NOTE||money|Net (loss) as reported|NetIncomeLoss
NOTE||money|Deduct: Total stock-based employee compensation expense determined under fair value based method for all awards|StockCompensationFairValueMethodNetOfTax
NOTE||money|Pro forma net (loss)|ProFormaNetIncomeLossFairValueMethod
NOTE|(Loss) per common share:|perShare|Basic - as reported|EarningsPerShareBasic
NOTE|(Loss) per common share:|perShare|Basic - pro forma|ProFormaEarningsPerShareFairValueMethodBasic
NOTE|(Loss) per common share:|perShare|Diluted - as reported|EarningsPerShareDiluted
NOTE|(Loss) per common share:|perShare|Diluted - pro forma|ProFormaEarningsPerShareFairValueMethodDiluted
NOTE|(Loss) per share:|perShare|Basic and diluted - pro forma|ProFormaEarningsPerShareFairValueMethodBasic ProFormaEarningsPerShareFairValueMethodDiluted
NOTE|Basic (loss) per common share:|money|Less: Dividends on preferred shares|PreferredStockDividends
NOTE|Basic (loss) per common share:|money|(Loss) applicable to common stockholders|NetIncomeLossAvailableToCommonStockholdersBasic
NOTE|Basic (loss) per common share:|shares|Weighted average shares:|WeightedAverageNumberOfSharesOutstandingBasic
NOTE|Diluted (loss) per share:|money|(Loss) applicable to common stockholders|NetIncomeLossAvailableToCommonStockholdersDiluted
NOTE|Diluted (loss) per share:|shares|Weighted average shares|WeightedAverageNumberOfDilutedSharesOutstanding
NOTE|Diluted (loss) per share:|perShare|Diluted (loss) earnings per share|EarningsPerShareDiluted
NOTE|Supplemental disclosure of cash flow information:|money|Cash paid for interest|InterestPaid
NOTE|Supplemental disclosure of cash flow information:|money|Cash paid for income taxes|IncomeTaxesPaid
NOTE|Supplemental schedule of non-cash investing activities:|money|Obligation for N21 acquisition contingent payments|ContingentAcquisitionPaymentsObligationIncurred
NOTE|Supplemental schedule of non-cash financing activities:|money|Issuance of common stock for conversion of Series G preferred|StockIssued
CF|FINANCING|money|Bonds retired|RepaymentsOfLongTermDebt
CF|FINANCING|money|Bank term loan retired|RepaymentsOfLongTermDebt
CF|FINANCING|money|Preference stock redeemed|PaymentsForRepurchaseOfPreferredStockAndPreferenceStock
IS||per_share|EARNINGS PER AVERAGE COMMON SHARE OUTSTANDING|EarningsPerShareBasic
"""


@pytest.mark.parametrize("case", SEEDS.strip().splitlines())
def test_the_lines_of_the_first_filings(case):
    statement, section, kind, caption, concepts = case.split("|")
    place = tuple(section.split(">")) if section else ()
    assert names(caption, statement, place, kind) == concepts.split()


# Wordings of the 1990s, banks and insurers among them.
PERIOD = """
IS||money|Dry hole costs|ResultsOfOperationsDryHoleCosts
IS||money|Electric production fuels|UtilitiesOperatingExpenseFuelUsed
BS|Long-term debt:|money|Unamortized discount|DebtInstrumentUnamortizedDiscount
CF||money|Traffic balances payable and unused tickets|IncreaseDecreaseInAirTrafficLiability
CF||money|Increase in payroll and related taxes payable|IncreaseDecreaseInEmployeeRelatedLiabilities
CF||money|Repayment on note receivable from officer|RepaymentOfNotesReceivableFromRelatedParties
CF||money|Proceeds from sales of loans held for investment|ProceedsFromSaleOfLoansHeldForInvestment
CF||money|Net proceeds from long-term debt|ProceedsFromIssuanceOfLongTermDebt
BS|Policyholders' surplus:|money|Total policyholders' surplus|StockholdersEquity
CF||money|Reissuance of common stock|ProceedsFromSaleOfTreasuryStock
CF||money|Net losses (earnings) from equity investments|IncomeLossFromEquityMethodInvestments
CF||money|Borrowings under bank notes|ProceedsFromBankDebt
BS|Current assets:|money|Value added tax receivable|ValueAddedTaxReceivableCurrent
IS||money|Gain on futures contract|GainLossOnDerivativeInstrumentsNetPretax
IS||money|Communications|Communication
IS||money|Data processing and communications|CommunicationsAndInformationTechnology
IS||money|Income before minority interest|IncomeLossFromContinuingOperationsIncludingPortionAttributableToNoncontrollingInterest
CF||money|Depreciation on premises and equipment|Depreciation
CF||money|Cash proceeds from the sale of other real estate owned|ProceedsFromSaleOfForeclosedAssets
EQ||money|Issuance of common stock upon exercise of options|StockIssuedDuringPeriodValueStockOptionsExercised
EQ||money|Issuance of preferred and common stock upon exercise of stock options|StockIssuedDuringPeriodValueStockOptionsExercised
EQ||money|Issuance of common stock for cash|StockIssuedDuringPeriodValueNewIssues
CF|Purchases of:|money|Investment and mortgage-backed securities available for sale|PaymentsToAcquireInvestments
CF|Proceeds from sales and calls of:|money|Investment securities available for sale|ProceedsFromSaleAndMaturityOfAvailableForSaleSecurities
CF||money|Originations of mortgages held for sale|PaymentsForOriginationOfMortgageLoansHeldForSale
CF||money|Proceeds from sales of mortgages held for sale|ProceedsFromSaleOfMortgageLoansHeldForSale
BS||money|Mortgages held for sale|LoansHeldForSaleMortgages
IS||money|Income from fiduciary activities|FeesAndCommissionsFiduciaryAndTrustActivities
EQ||money|Retirement of treasury stock|TreasuryStockValueRetiredCostMethod
IS||money|Interest on federal funds sold and securities purchased under resale agreements|InterestIncomeFederalFundsSoldAndSecuritiesPurchasedUnderAgreementsToResell
IS||money|Interest on securities available for sale|InterestAndDividendIncomeSecuritiesAvailableForSale
IS||money|Interest and dividends - net of interest expense of $889,484|InterestIncomeExpenseNet
IS||money|Gross commissions and fees|InsuranceCommissionsAndFees
CF||money|Loan sale gains|GainLossOnSalesOfLoansNet
CF||money|Net cash of acquired companies|CashAcquiredFromAcquisition
CF||money|Purchase of assets to be leased|PaymentsToAcquireEquipmentOnLease
CF||money|Net (increase) decrease in premises and equipment|PaymentsForProceedsFromProductiveAssets
CF||money|Proceeds from sales of held-to-maturity securities|ProceedsFromSaleOfHeldToMaturitySecurities
CF|Cash flows from financing activities:|money|Sales of stock|ProceedsFromIssuanceOfCommonStock
CF|Cash flows from investing activities:|money|Sales of stock|ProceedsFromSaleMaturityAndCollectionsOfInvestments
EQ|Cumulative translation adjustment|money|Current year adjustment|OtherComprehensiveIncomeForeignCurrencyTransactionAndTranslationAdjustmentNetOfTaxPeriodIncreaseDecrease
EQ|Unrealized gain on securities|money|Net change in fair value, after taxes|OtherComprehensiveIncomeAvailableForSaleSecuritiesAdjustmentNetOfTaxPeriodIncreaseDecrease
IS|Interest charges:|money|Other|InterestExpenseOther
IS|Interest expense|money|Interest - all other|InterestExpenseOther
IS|Operating expenses:>Taxes--|money|Other|TaxesExcludingIncomeAndExciseTaxes
IS|Operating expenses:>Taxes--|money|Current federal income|CurrentFederalTaxExpenseBenefit
BS|Redeemable Cumulative Convertible Preferred Stock|money|Series A, 358,000 shares issued, no par value|TemporaryEquityCarryingAmount
EQ||money|Sale of 466,400 shares of treasury stock|StockIssuedDuringPeriodValueTreasuryStockReissued
BS|Stockholders' equity:|money|Treasury stock, at cost, 47,500 shares|TreasuryStockValue
BS|Shareholders' equity:|money|Less treasury shares at cost|TreasuryStockValue
BS|Stockholders' equity:|money|Capital in excess of par value|AdditionalPaidInCapital
BS|Stockholders' equity:|money|Earnings retained for use in the business|RetainedEarningsAccumulatedDeficit
BS|Stockholders' equity:|money|Guarantee of ESOP debt|EmployeeStockOwnershipPlanDebtGuarantee
BS|Stockholders' equity:|money|Deficit accumulated during the development stage|RetainedEarningsAccumulatedDeficit
BS||money|Excess of cost over net assets of businesses acquired, net|Goodwill
BS|Current liabilities:|money|Current maturities of long-term debt|LongTermDebtCurrent
BS|Current assets:|money|Refundable income taxes|IncomeTaxesReceivable
BS|Current assets:|money|Deferred income taxes|DeferredTaxAssetsNetCurrent
BS|Current liabilities:|money|Deferred income taxes|DeferredTaxLiabilitiesCurrent
BS||money|Deferred income taxes|DeferredTaxLiabilitiesNoncurrent
BS||money|Minority interest in consolidated subsidiaries|MinorityInterest
BS||money|Federal funds sold|FederalFundsSold
BS||money|Deferred policy acquisition costs|DeferredPolicyAcquisitionCosts
IS||perShare|Primary earnings per share|EarningsPerShareBasic EarningsPerSharePrimary
IS||perShare|Fully diluted earnings per share|EarningsPerShareDiluted EarningsPerShareFullyDiluted
IS|Net income per share:>Primary|perShare|Extraordinary item|IncomeLossFromExtraordinaryItemsNetOfTaxPerBasicShare ExtraordinaryItemPerSharePrimary
IS||perShare|Net income per common and common equivalent share|EarningsPerShareBasic
IS||perShare|Earnings per share before extraordinary items|IncomeLossBeforeExtraordinaryItemsAndCumulativeEffectOfChangeInAccountingPrinciplePerBasicShare
IS||perShare|Basic net loss per share from discontinued operations|IncomeLossFromDiscontinuedOperationsNetOfTaxPerBasicShare
IS||perShare|Diluted earnings per share before cumulative effect of accounting change|IncomeLossBeforeCumulativeEffectOfChangeInAccountingPrinciplePerDilutedShare
IS||perShare|Primary earnings per share from continuing operations before extraordinary item|IncomeLossFromContinuingOperationsPerBasicShare IncomeLossFromContinuingOperationsPerSharePrimary
IS||perShare|Dividends declared per share|CommonStockDividendsPerShareDeclared
IS||money|Extraordinary item, net of income tax benefit of $40|ExtraordinaryItemNetOfTax
IS||money|Cumulative effect of change in accounting principle|CumulativeEffectOfChangeInAccountingPrinciplePresentedOnIncomeStatementNetOfTax
IS||money|Provision for loan losses|ProvisionForLoanAndLeaseLosses
IS|Costs and expenses:|money|Products|CostOfGoodsSold
IS|Revenues:|money|Products|SalesRevenueGoodsNet
CF|Cash flows from investing activities:|money|Capital expenditures|PaymentsToAcquirePropertyPlantAndEquipment
CF|Cash flows from investing activities:|money|Other, net|PaymentsForProceedsFromOtherInvestingActivities
CF|Cash flows from financing activities:|money|Other, net|ProceedsFromPaymentsForOtherFinancingActivities
CF|Cash flows from financing activities:|money|Principal payments on long-term debt|RepaymentsOfLongTermDebt
EQ||money|Common stock purchased and retired (68,777,336 shares)|StockRepurchasedAndRetiredDuringPeriodValue
CF|Cash flows from financing activities:|money|Additions to loans payable|ProceedsFromNotesPayable
CF|Cash flows from financing activities:|money|Payments on loans payable|RepaymentsOfNotesPayable
CF|Adjustments:|money|Increase (decrease) in noncurrent accrued retirement costs|IncreaseDecreaseInPensionAndPostretirementObligations
CF|Cash flows from financing activities:|money|Sale-leaseback transactions|SaleLeasebackTransactionNetProceeds
CF|Cash flows from investing activities:|money|Proceeds from sale/leaseback of equipment|SaleLeasebackTransactionNetProceeds
IS||money|Purchased in-process research and development|ResearchAndDevelopmentInProcess
IS||money|Earnings from continuing operations before extraordinary items and cumulative effect of changes in accounting principle|IncomeLossFromContinuingOperations
EQ||money|Purchase of treasury stock|TreasuryStockValueAcquiredCostMethod
EQ||money|Foreign currency translation adjustment|OtherComprehensiveIncomeForeignCurrencyTransactionAndTranslationAdjustmentNetOfTaxPeriodIncreaseDecrease
"""


@pytest.mark.parametrize("case", PERIOD.strip().splitlines())
def test_wordings_of_the_time(case):
    statement, section, kind, caption, concepts = case.split("|")
    place = tuple(section.split(">")) if section else ()
    assert names(caption, statement, place, kind) == concepts.split()


def test_each_row_is_among_what_its_example_meets():
    table = MATCHER.table
    missed = [
        rule.id
        for rule in table.rules
        for index in [table.heads if rule.role == "column" else table.captions]
        if not any(other is rule for _, other in index.fits(table.normaliser.words(rule.example)))
    ]
    assert missed == []


@pytest.mark.parametrize(
    ("head", "concept"),
    [
        ("Amortized Cost", "AvailableForSaleSecuritiesAmortizedCost"),
        ("Gross Unrealized Gain (loss)", "AvailableForSaleSecuritiesNetUnrealizedGainLoss"),
        ("Gross Unrealized Gains", "AvailableForSaleSecuritiesUnrealizedGains"),
        ("Gross Unrealized Losses", "AvailableForSaleSecuritiesUnrealizedLosses"),
        ("Estimated Fair Value", "AvailableForSaleSecuritiesDebtSecurities"),
    ],
)
def test_concepts_that_stand_in_the_columns(head, concept):
    assert names("US government and agency securities", "NOTE", column=head) == [concept]


@pytest.mark.parametrize(
    ("caption", "statement", "kind", "sign", "polarity"),
    [
        ("Net loss", "IS", "money", SignRule.BY_WORDING, "loss"),
        ("Net income (loss)", "IS", "money", SignRule.BY_WORDING, "mixed"),
        ("Accumulated deficit", "BS", "money", SignRule.BY_WORDING, "loss"),
        ("Provision for loan losses", "IS", "money", SignRule.AS_PRINTED, "plain"),
        ("Accounts receivable", "CF", "money", SignRule.NEGATE, "plain"),
        ("Accounts payable", "CF", "money", SignRule.AS_PRINTED, "plain"),
        ("Purchases of property and equipment", "CF", "money", SignRule.NEGATE, "plain"),
        ("Proceeds from stock option exercises", "CF", "money", SignRule.AS_PRINTED, "plain"),
        ("Gain on sale of assets", "CF", "money", SignRule.NEGATE, "plain"),
        ("Treasury stock, at cost", "BS", "money", SignRule.MAGNITUDE, "plain"),
        ("Less accumulated depreciation", "BS", "money", SignRule.MAGNITUDE, "plain"),
        ("Cash paid for interest", "NOTE", "money", SignRule.MAGNITUDE, "plain"),
        ("Net loss per share - basic", "IS", "perShare", SignRule.BY_WORDING, "loss"),
    ],
)
def test_the_sign_that_belongs_to_the_concept(caption, statement, kind, sign, polarity):
    result = found(caption, statement, kind=kind)
    assert (result.sign, result.polarity) == (sign, polarity)


def test_case_and_spacing_do_not_matter():
    plain = found("Accounts payable and accrued expenses", "BS")
    assert found("ACCOUNTS   PAYABLE  AND ACCRUED EXPENSES:", "BS") == plain


def test_what_is_unknown_abstains_and_names_candidates():
    result = found("Obligation under the settlement with the estate", "BS")
    assert result.concepts == ()
    assert result.rule == ""
    assert found("Xyzzy", "BS").candidates == ()
    assert result.candidates
    assert "no row fits" in result.why


def test_the_losers_are_named():
    result = found("Deferred income taxes", "BS", ("Current assets:",))
    assert "us-gaap:DeferredTaxLiabilitiesNoncurrent" in dict(result.candidates)
    assert 0 < result.confidence <= 1


def test_a_figure_of_another_kind_is_another_concept():
    assert names("Basic", "IS", kind="perShare") == ["EarningsPerShareBasic"]
    assert names("Basic", "IS", kind="shares") == ["WeightedAverageNumberOfSharesOutstandingBasic"]
    assert names("Total assets", "BS", kind="perShare") == []


def test_a_row_of_ones_own_wins(tmp_path):
    cells = [
        "own.cogs", "IS", "", "cost of goods sold", "us-gaap:CostOfRevenue", "", "duration",
        "as_printed", "", "0.6", "Cost of goods sold", "me",
    ]  # fmt: skip
    path = tmp_path / "own.tsv"
    path.write_text("\t".join(FIELDS) + "\n" + "\t".join(cells) + "\n", encoding="utf-8")
    result = Matcher(load_table(path)).match(Line("Cost of goods sold", StatementKind.IS))
    assert (result.rule, [str(c) for c in result.concepts]) == (
        "own.cogs",
        ["us-gaap:CostOfRevenue"],
    )


@pytest.mark.parametrize(
    ("head", "member"),
    [
        ("Common Stock Shares", "CommonStockMember"),
        ("Common Stock $", "CommonStockMember"),
        ("Preferred Stock Series G Shares", "PreferredStockMember"),
        ("Additional Paid-In Capital", "AdditionalPaidInCapitalMember"),
        ("Capital in Excess of Par Value", "AdditionalPaidInCapitalMember"),
        ("Accumulated Deficit", "RetainedEarningsMember"),
        ("Retained Earnings (Deficit)", "RetainedEarningsMember"),
        ("Treasury Stock", "TreasuryStockMember"),
        (
            "Accumulated Other Comprehensive Income (Loss)",
            "AccumulatedOtherComprehensiveIncomeMember",
        ),
        ("Cumulative Translation Adjustment", "AccumulatedTranslationAdjustmentMember"),
        ("Comprehensive Income", "ComprehensiveIncomeMember"),
        ("Unearned Compensation", "DeferredCompensationShareBasedPaymentsMember"),
        ("Notes Receivable from Stockholders", "ReceivablesFromStockholderMember"),
        ("Minority Interest", "NoncontrollingInterestMember"),
    ],
)
def test_column_heads_of_the_equity_statement(head, member):
    result = MATCHER.member(head)
    assert result
    assert result != "total"
    assert result.local == member


def test_totals_and_unknown_heads():
    assert MATCHER.member("Total") == "total"
    assert MATCHER.member("Total Stockholders' Equity") == "total"
    assert MATCHER.member("Something Odd") is None


@pytest.mark.parametrize(
    ("caption", "statement", "key"),
    [
        ("ASSETS", "BS", "assets"),
        ("Current assets:", "BS", "assets_current"),
        ("CURRENT LIABILITIES", "BS", "liabilities_current"),
        ("LIABILITIES AND STOCKHOLDERS' EQUITY", "BS", "liabilities_equity"),
        ("Shareholders' investment:", "BS", "equity"),
        ("Property, plant and equipment, at cost:", "BS", "property"),
        ("Costs and expenses:", "IS", "costs"),
        ("Other income (expense):", "IS", "other_income"),
        ("Cash flows from operating activities:", "CF", "operating"),
        ("Adjustments to reconcile net loss to net cash used in operations:", "CF", "adjustments"),
        ("Changes in operating assets and liabilities:", "CF", "changes"),
        ("INVESTING ACTIVITIES", "CF", "investing"),
        ("Cash flows from financing activities:", "CF", "financing"),
        ("Supplemental disclosure of cash flow information:", "NOTE", "supplemental"),
        ("Supplemental schedule of non-cash investing activities:", "NOTE", "noncash"),
        ("Basic (loss) per common share:", "NOTE", "per_share_basic"),
        ("Diluted (loss) per share:", "NOTE", "per_share_diluted"),
    ],
)
def test_headings(caption, statement, key):
    result = MATCHER.heading(caption, StatementKind(statement))
    assert result
    assert result.key == key


def test_a_heading_has_its_abstract_concept():
    result = MATCHER.heading("Current assets:", StatementKind.BS)
    assert result
    assert str(result.abstract) == "us-gaap:AssetsCurrentAbstract"
    assert MATCHER.heading("Weather", StatementKind.BS) is None
