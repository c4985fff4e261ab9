"""The core of a filing: the forty concepts that users ask for most, as far as one line is one."""

ASKED = frozenset(
    """
    CashAndCashEquivalentsAtCarryingValue AccountsReceivableNetCurrent InventoryNet AssetsCurrent
    PropertyPlantAndEquipmentNet Goodwill Assets AccountsPayableCurrent LiabilitiesCurrent
    LongTermDebtNoncurrent Liabilities CommonStockValue AdditionalPaidInCapital
    RetainedEarningsAccumulatedDeficit StockholdersEquity Revenues SalesRevenueNet CostOfRevenue
    CostOfGoodsSold GrossProfit SellingGeneralAndAdministrativeExpense
    ResearchAndDevelopmentExpense OperatingIncomeLoss InterestExpense IncomeTaxExpenseBenefit
    NetIncomeLoss EarningsPerShareBasic
    IncomeLossFromContinuingOperationsBeforeIncomeTaxesMinorityInterestAndIncomeLossFromEquityMethodInvestments
    IncomeLossFromContinuingOperationsBeforeIncomeTaxesExtraordinaryItemsNoncontrollingInterest
    EarningsPerShareDiluted WeightedAverageNumberOfSharesOutstandingBasic
    WeightedAverageNumberOfDilutedSharesOutstanding NetCashProvidedByUsedInOperatingActivities
    NetCashProvidedByUsedInInvestingActivities NetCashProvidedByUsedInFinancingActivities
    CashAndCashEquivalentsPeriodIncreaseDecrease DepreciationDepletionAndAmortization
    PaymentsToAcquirePropertyPlantAndEquipment PaymentsOfDividends
    ProceedsFromIssuanceOfLongTermDebt RepaymentsOfLongTermDebt ProceedsFromIssuanceOfCommonStock
    PaymentsForRepurchaseOfCommonStock
    """.split()  # noqa: SIM905 - a list of forty strings reads worse
)
