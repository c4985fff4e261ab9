"""Lines of old statements labelled by the filers themselves: EX-27 schedules held against them.

    python benchmarks/labels.py CORPUS [CORPUS ...] [--halves ABMS] [--misses FILE]
        [--equivalents FILE] [--jobs 2]

A schedule states an amount for a tag: TOTAL-REVENUES 13,687. Where exactly one line of the
statements of the tag's kind prints it, the filer has said what that line is. Amounts of one or two
digits are no evidence, but for those per share; nor is the schedule of a restated year. An amount
that two tags have may be either.

The schedules are taken out before the filing is read. Files whose names begin with a letter of
--halves are only counted; the misses of the others are what rows and rules are improved by.

  acceptable  one of the tag's concepts, or an equivalent one
  abstained   an element of the filing's own
  wrong       another concept
"""

from __future__ import annotations

import argparse
from collections import Counter, defaultdict
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import scoring

from converter.mapping.features import short
from converter.model.filing import StatementKind
from converter.model.finding import ConversionError
from converter.pipeline import Options, analyse
from converter.read import read_filing
from converter.text.units import Quantity

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from decimal import Decimal

    from converter.model.lineitem import LineItem
    from converter.model.mapped import MappedTable
    from converter.pipeline import Conversion

_PRETAX = "IncomeLossFromContinuingOperationsBeforeIncomeTaxes*"
_NET = ("NetIncomeLoss", "ProfitLoss")
_BASIC = ("EarningsPerShareBasic", "retro:EarningsPerSharePrimary")
_DILUTED = ("EarningsPerShareDiluted", "retro:EarningsPerShareFullyDiluted")
_BOTH_SIDES = ("LiabilitiesAndStockholdersEquity",)
_BS, _IS = StatementKind.BS, StatementKind.IS
# tag -> statement and accepted concepts, '*' for any ending; what the tags of scoring.EX27 leave
# out besides: other articles, and lines that no agreement is asked for
TAGS: dict[str, tuple[StatementKind, tuple[str, ...]]] = {
    **{tag: (_BS, scoring.EX27[tag]) for tag in (
        "CASH", "SECURITIES", "INVENTORY", "CURRENT-ASSETS", "PP&E", "DEPRECIATION",
        "TOTAL-ASSETS", "CURRENT-LIABILITIES", "TOTAL-LIABILITY-AND-EQUITY",
    )},
    **{tag: (_IS, scoring.EX27[tag]) for tag in (
        "SALES", "TOTAL-REVENUES", "CGS", "INCOME-PRETAX", "INCOME-TAX",
    )},
    "INTEREST-EXPENSE": (_IS, ("InterestExpense", "InterestExpenseDebt",
                               "InterestAndDebtExpense", "InterestExpenseLongTermDebt")),
    "NET-INCOME": (_IS, _NET),
    "EPS-PRIMARY": (_IS, _BASIC), "EPS-BASIC": (_IS, _BASIC), "EPS-DILUTED": (_IS, _DILUTED),
    "RECEIVABLES": (_BS, ("*Receivable*",)),
    "ALLOWANCES": (_BS, ("AllowanceForDoubtfulAccounts*",)),
    "BONDS": (_BS, ("LongTermDebt*", "*LongTermDebt*", "ConvertibleNotesPayable*",
                    "SeniorNotes*", "OtherLongTermDebt*")),
    "COMMON": (_BS, ("CommonStock*",)),
    "PREFERRED": (_BS, ("PreferredStock*",)),
    "PREFERRED-MANDATORY": (_BS, ("TemporaryEquity*", "PreferredStock*",
                                  "*RedeemablePreferredStock*")),
    "TOTAL-COSTS": (_IS, ("CostsAndExpenses", "CostOf*", "OperatingExpenses",
                          "OperatingCostsAndExpenses", "BenefitsLossesAndExpenses")),
    "LOSS-PROVISION": (_IS, ("Provision*",)),
    "INCOME-CONTINUING": (_IS, ("IncomeLossFromContinuingOperations*", "IncomeLossBefore*", *_NET)),
    "DISCONTINUED": (_IS, ("*Discontinued*",)),
    "EXTRAORDINARY": (_IS, ("*Extraordinary*", "*ExtinguishmentOfDebt*")),
    "CHANGES": (_IS, ("CumulativeEffect*",)),
    # Articles 7, 9 and UT
    "DEPOSITS": (_BS, ("Deposits*",)),
    "TOTAL-LIABILITIES-AND-EQUITY": (_BS, _BOTH_SIDES),
    "TOT-CAPITALIZATION-AND-LIAB": (_BS, _BOTH_SIDES),
    "INTEREST-LOAN": (_IS, ("InterestAndFeeIncomeLoans*",)),
    "INTEREST-INCOME-NET": (_IS, ("InterestIncomeExpenseNet",)),
    "LOAN-LOSSES": (_IS, ("ProvisionForLoan*",)),
    "PREMIUMS": (_IS, ("Premiums*",)),
    "GROSS-OPERATING-REVENUE": (_IS, ("Revenues", "*OperatingRevenue*", "SalesRevenueNet")),
    "TOTAL-INTEREST-EXPENSE": (_IS, ("InterestExpense*",)),
}  # fmt: skip
_PER_SHARE = ("EPS-PRIMARY", "EPS-BASIC", "EPS-DILUTED")
_LEAST = 100  # an amount of fewer digits stands on many lines


@dataclass(frozen=True, slots=True)
class Label:
    """A line with what its filer's schedule says it is, and what the program made of it.

    verdict  'acceptable', 'abstained', 'wrong'
    """

    filing: str
    tag: str
    statement: str
    section: str
    caption: str
    amount: str
    verdict: str
    found: str
    rule: str
    confidence: float


def labels(
    filing: str, text: str, conversion: Conversion, groups: dict[str, set[str]]
) -> list[Label]:
    """The labelled lines of one filing; `text` is the whole submission, with its schedules."""
    found = [each for each in scoring.schedules(text) if not each.restated][:1]
    return [
        label
        for schedule in found
        for label in _labels(filing, schedule, conversion, groups)
    ]  # fmt: skip


def _labels(
    filing: str, schedule: scoring.Schedule, conversion: Conversion, groups: dict[str, set[str]]
) -> Iterator[Label]:
    for tag, amount in schedule.amounts.items():
        known = TAGS.get(tag)
        if known is None or not amount or (tag not in _PER_SHARE and abs(amount) < _LEAST):
            continue
        kind, names = known
        accepted = {*names}
        for other, same in schedule.amounts.items():
            if same == amount and other in TAGS and TAGS[other][0] is kind:
                accepted.update(TAGS[other][1])  # one amount may be two tags
        lines = list(_printing(conversion, kind, amount, schedule.multiplier, tag in _PER_SHARE))
        if len(lines) != 1:
            continue
        table, at = lines[0]
        item, claim = table.read.items[at], table.claims[at]
        said = [short(str(concept.qname)) for concept in claim.concepts]
        like = {each for name in said for each in groups.get(name, {name})}
        fits = any(_fits(pattern, name) for pattern in accepted for name in (*said, *like))
        verdict = "acceptable" if fits else "wrong" if said else "abstained"
        near = " ".join(f"{name}={share:.2f}" for name, share in claim.candidates[:3])
        yield Label(
            filing, tag, kind.value, " > ".join(item.section), item.caption, f"{amount:,}",
            verdict, " ".join(said) or f"* {near}", claim.rule, claim.confidence,
        )  # fmt: skip


def _printing(
    conversion: Conversion, kind: StatementKind, amount: Decimal, times: int, per_share: bool
) -> Iterator[tuple[MappedTable, int]]:
    """The lines of the whole company's statements of a kind that print an amount."""
    for table in conversion.mapped:
        if table.read.table.kind is not kind:
            continue
        for at, item in enumerate(table.read.items):
            if (item.quantity is Quantity.PER_SHARE) == per_share and item.group is None:
                power = table.read.units.money if not per_share else 0
                if _states(item, amount, times, power):
                    yield table, at


def _states(item: LineItem, amount: Decimal, times: int, power: int) -> bool:
    """Whether a cell of a line is the amount, in the schedule's units or in those it prints."""
    printed = {abs(cell.figure.value) for cell in item.row.cells}
    wanted = {abs(amount), (abs(amount) * times).scaleb(-power)}
    return bool(printed & wanted)


def _fits(pattern: str, name: str) -> bool:
    first, _, rest = pattern.partition("*")
    middle, _, _ = rest.partition("*")
    if "*" not in pattern:
        return name == pattern
    if not first:
        return middle in name
    return name.startswith(first)


def measure(path: Path, groups: dict[str, set[str]]) -> list[Label]:
    text = path.read_bytes().decode("latin-1")
    if not scoring.schedules(text):
        return []
    bare = scoring.without_schedules(text).encode("latin-1")
    try:
        conversion = analyse(read_filing(bare, path.name), path.stem, Options())
    except ConversionError:
        return []
    return labels(path.name, text, conversion, groups)


def report(found: Sequence[Label]) -> str:
    """Tags with their counts, for the terminal."""
    by: dict[str, Counter[str]] = defaultdict(Counter)
    for label in found:
        by[label.tag][label.verdict] += 1
        by["all"][label.verdict] += 1
    rows = [
        (tag, count.total(), count["acceptable"], count["abstained"], count["wrong"],
         scoring.share(count["acceptable"], count.total(), 1))
        for tag, count in sorted(by.items(), key=lambda pair: (pair[0] == "all", pair[0]))
    ]  # fmt: skip
    return scoring.table(("tag", "lines", "acceptable", "abstained", "wrong", "share"), rows)


def misses(found: Iterable[Label]) -> str:
    rows = [("verdict", "filing", "tag", "section", "caption", "amount", "found", "rule", "sure")]
    rows += [
        (each.verdict, each.filing, each.tag, each.section, each.caption, each.amount, each.found,
         each.rule, f"{each.confidence:.2f}")
        for each in found if each.verdict != "acceptable"
    ]  # fmt: skip
    return "".join("\t".join(row) + "\n" for row in rows)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("corpus", type=Path, nargs="+")
    parser.add_argument("--halves", default="ABMS")
    parser.add_argument("--misses", type=Path, help="of the half that is looked at, tab-separated")
    parser.add_argument("--equivalents", type=Path)
    parser.add_argument("--jobs", type=int, default=1)
    options = parser.parse_args()
    groups = scoring.equivalents(options.equivalents)
    paths = [path for corpus in options.corpus for path in sorted(corpus.rglob("*.txt"))]
    if options.jobs > 1:
        with ProcessPoolExecutor(options.jobs) as pool:
            found = [*pool.map(measure, paths, [groups] * len(paths), chunksize=2)]
    else:
        found = [measure(path, groups) for path in paths]
    whole = [label for some in found for label in some]
    counted = tuple(options.halves.upper())
    looked_at = [each for each in whole if not each.filing.upper().startswith(counted)]
    left_out = [each for each in whole if each.filing.upper().startswith(counted)]
    for name, half in (("looked at", looked_at), ("only counted", left_out)):
        print(f"{name}\n{report(half)}\n")
    if options.misses:
        options.misses.write_text(misses(looked_at), encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
