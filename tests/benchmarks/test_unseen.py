"""Filings that no one has seen: the same bytes each time, and counted as they are."""

import zipfile
from decimal import Decimal

import pytest

from benchmarks.unseen import drive, make
from benchmarks.unseen.books import Sources, cells

# tag, label, figures of the balance sheet's days or of the half years, newest first
SHEET = (
    ("CashAndCashEquivalentsAtCarryingValue", "Cash and cash equivalents", 1250, 980),
    ("AccountsReceivableNetCurrent", "Receivables, net", 4310, 3905),
    ("InventoryNet", "Inventories", 5120, 4870),
    ("PrepaidExpenseCurrent", "Prepaid expenses", 240, 225),
    ("AssetsCurrent", "Total current assets", 10920, 9980),
    ("PropertyPlantAndEquipmentNet", "Property, plant and equipment, net", 9030, 8540),
    ("Assets", "Total assets", 19950, 18520),
    ("AccountsPayableCurrent", "Accounts payable", 2740, 2515),
    ("AccruedLiabilitiesCurrent", "Accrued liabilities", 1865, 1790),
    ("LiabilitiesCurrent", "Total current liabilities", 4605, 4305),
    ("LongTermDebtNoncurrent", "Long-term debt", 4710, 5140),
    ("CommonStockValue", "Common stock", 4200, 4200),
    ("RetainedEarningsAccumulatedDeficit", "Retained earnings", 6435, 4875),
    ("StockholdersEquity", "Total stockholders' equity", 10635, 9075),
    (
        "LiabilitiesAndStockholdersEquity",
        "Total liabilities and stockholders' equity",
        19950,
        18520,
    ),
)
INCOME = (
    ("SalesRevenueNet", "Net sales", 32480, 29915),
    ("CostOfGoodsSold", "Cost of goods sold", 21760, 20190),
    ("GrossProfit", "Gross profit", 10720, 9725),
    ("SellingGeneralAndAdministrativeExpense", "Selling, general and administrative", 6940, 6410),
    ("OperatingIncomeLoss", "Operating income", 3780, 3315),
    ("InterestExpense", "Interest expense", 410, 455),
    ("IncomeTaxExpenseBenefit", "Income taxes", 1210, 1035),
    ("NetIncomeLoss", "Net income", 2160, 1825),
)
FLOWS = (
    ("NetIncomeLoss", "Net income", 2160, 1825),
    ("Depreciation", "Depreciation", 1145, 1080),
    ("DeferredIncomeTaxExpenseBenefit", "Deferred income taxes", 70, 55),
    ("NetCashProvidedByUsedInOperatingActivities", "Net cash provided by operating activities",
     3375, 2960),
    ("PaymentsToAcquirePropertyPlantAndEquipment", "Capital expenditures", 1635, 1500),
    ("NetCashProvidedByUsedInInvestingActivities", "Net cash used in investing activities",
     -1635, -1500),
    ("RepaymentsOfLongTermDebt", "Repayments of long-term debt", 870, 700),
    ("PaymentsOfDividends", "Dividends paid", 600, 560),
    ("NetCashProvidedByUsedInFinancingActivities", "Net cash used in financing activities",
     -1470, -1260),
    ("CashAndCashEquivalentsPeriodIncreaseDecrease", "Net increase in cash", 270, 200),
    ("CashAndCashEquivalentsAtCarryingValue", "Cash at beginning of year", 980, 780),
    ("CashAndCashEquivalentsAtCarryingValue", "Cash at end of year", 1250, 980),
)  # fmt: skip
PERIODS = ("20091231", "20081231", "20071231")


def rows(head, *lines):
    return "\n".join("\t".join(map(str, line)) for line in (head.split(), *lines)) + "\n"


@pytest.fixture(scope="module")
def known(tmp_path_factory):
    """Two companies of the same wording, one five times as large and a little odd."""
    num, pre, subs, tags = [], [], [], {}
    for number, (adsh, name, size) in enumerate(
        (("0000000001-10-000001", "HARROW MILLS CORP", 1), ("0000000002-10-000001", "TRENT CO", 7))
    ):
        subs.append((adsh, number + 11, name, "10-K", PERIODS[0], "20100301", "2200", "DE", "1",
                     "1231"))  # fmt: skip
        for report, (kind, lines) in enumerate((("BS", SHEET), ("IS", INCOME), ("CF", FLOWS))):
            for at, (tag, label, *figures) in enumerate(lines):
                instant = kind == "BS" or tag.startswith("CashAndCashEquivalentsAt")
                tags[tag] = (tag, "us-gaap/2009", 0, "monetary", "I" if instant else "D")
                pre.append((adsh, report, at, kind, 0, tag, "us-gaap/2009", label, 0))
                first = 1 if label.startswith("Cash at beginning") else 0
                num += [
                    (adsh, tag, "us-gaap/2009", PERIODS[first + n], 0 if instant else 4, "USD", "",
                     "", (figure * size + size // 2) * 1000)
                    for n, figure in enumerate(figures)
                ]  # fmt: skip
    path = tmp_path_factory.mktemp("datasets") / "datasets.zip"
    with zipfile.ZipFile(path, "w") as archive:
        head = "adsh cik name form period filed sic stprinc ein fye"
        archive.writestr("sub.txt", rows(head, *subs))
        archive.writestr("num.txt", rows(
            "adsh tag version ddate qtrs uom segments coreg value", *dict.fromkeys(num)))  # fmt: skip
        archive.writestr("tag.txt", rows("tag version custom datatype iord", *tags.values()))
        archive.writestr("pre.txt", rows(
            "adsh report line stmt inpth tag version plabel negating", *pre))  # fmt: skip
    return drive.sources(path)


def test_a_seed_gives_the_same_bytes(known: Sources):
    first = [make.filing(known, 5, number).text for number in range(8)]
    assert first == [make.filing(known, 5, number).text for number in range(8)]
    assert first != [make.filing(known, 6, number).text for number in range(8)]


@pytest.mark.parametrize(
    ("drawn", "found"),
    [({}, 3), ({"other": "affiliate, Rule 3-09"}, 3), ({"nothing": "index alone"}, 0)],
)
def test_filings_are_counted(known: Sources, drawn, found):
    made = make.filing(known, 1, 3, drawn)
    judged = drive.judge(made, *drive.facts(made))
    assert (judged.found, judged.wanted, judged.foreign, judged.astray) == (found, found, 0, 0)
    assert judged.whole


def test_what_is_missed_foreign_or_astray_is_counted(known: Sources):
    made = make.filing(known, 1, 3, {"other": "affiliate, Rule 3-09"})
    sheet, *rest = made.wanted
    facts = {
        abs(cell.value): [(cell.span.start, cell.span.end)]
        for statement in rest
        for cell in cells(statement)
    }
    judged = drive.judge(made, facts | {min(made.foreign): [(None, sheet.columns[0].end)]})
    assert judged.missed[0].startswith(sheet.kind)
    assert (judged.found, judged.foreign, judged.whole) == (2, 1, False)
    total = max(abs(cell.value) for cell in cells(sheet))
    wrong = {total: [(None, sheet.columns[0].end.replace(year=1950))]}
    assert drive.judge(made, {**facts, **wrong}).astray == 1
    assert "affiliate" in drive.table([judged])
    assert Decimal(0) not in made.foreign
