"""What stands beside a registrant's statements: prose, notes, extracts, and other companies'."""

from __future__ import annotations

import textwrap
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from benchmarks.unseen.books import Books, Cell, Line, Span, Statement, one_group, scaled
from benchmarks.unseen.sheet import WIDTH, Look, boxhead, title, typed, units

if TYPE_CHECKING:
    import random
    from collections.abc import Sequence

Page = list[str]

SENTENCES = (
    "The Company sells its products to customers in the United States and abroad.",
    "Net sales rose as a result of higher volumes and of the businesses acquired last year.",
    "Management believes that cash from operations will meet the needs of the coming year.",
    "Interest expense declined because average borrowings were lower than a year ago.",
    "The effective tax rate differs from the statutory rate because of state income taxes.",
    "Competition in each of the markets that the Company serves is intense.",
    "Inventories are stated at the lower of cost, by the FIFO method, or market.",
    "No customer accounted for more than ten percent of revenues in any year.",
    "The Company is party to lawsuits that arose in the ordinary course of its business.",
    "Capital expenditures are expected to be about the same as in the past two years.",
    "Certain amounts of prior years have been reclassified to conform with this year's form.",
    "The agreement holds covenants about working capital, net worth and the payment of dividends.",
)
INVENTED = (
    "QUAY PIPELINE PARTNERS", "HOLLIS MEDICAL SYSTEMS, INC.", "NORTHFIELD CARTON COMPANY",
    "DELMAR TRUCK LINES, INC.", "TRENT INSTRUMENT CORP.", "BAYONNE CHEMICAL WORKS L.P.",
    "LUDLOW AND HART STORES, INC.", "SABLE RIVER ENERGY CORPORATION",
)  # fmt: skip


def paragraph(rng: random.Random, count: int = 4) -> Page:
    text = " ".join(rng.sample(SENTENCES, count))
    return ["", *textwrap.wrap(text, 76, initial_indent="     ")]


def prose(rng: random.Random, heading: str, paragraphs: int) -> Page:
    out = ["", heading]
    for _ in range(paragraphs):
        out += paragraph(rng)
    return out


def centred(*lines: str) -> Page:
    return [line.center(WIDTH).rstrip() for line in lines]


def table(lines: Sequence[str], *, tagged: bool) -> Page:
    if not tagged:
        return list(lines)
    return ["<TABLE>", "<CAPTION>", *lines, "</TABLE>"]


def statement_page(
    statement: Statement, name: str, look: Look, power: int, rng: random.Random, kind: str = ""
) -> Page:
    over, heading = title(statement, name, look, power, rng, kind, page="page")
    under = typed(statement, look, power, rng, heading)
    if kind == "title below company in table":
        return table([*over, "", *under], tagged=look.tagged)
    return [*over, "", *table(under, tagged=look.tagged), "", *_foot(rng)]


def _foot(rng: random.Random) -> Page:
    return ["", rng.choice((
        "The accompanying notes are an integral part of these statements.",
        "See accompanying notes to consolidated financial statements.", "See notes.", "",
    ))]  # fmt: skip


def company(other: Books, name: str, look: Look, rng: random.Random) -> list[Page]:
    """Another company's statements, plainly titled under its name."""
    order = rng.choice((("BS", "IS", "CF"), ("IS", "BS", "CF")))
    return [
        statement_page(other.statements[kind], name, look, other.power, rng)
        for kind in order
        if kind in other.statements
    ]


def notes(rng: random.Random, inside: Sequence[Page] = ()) -> list[Page]:
    first = [
        *centred("NOTES TO CONSOLIDATED FINANCIAL STATEMENTS"), "",
        "NOTE 1 - SUMMARY OF SIGNIFICANT ACCOUNTING POLICIES", *paragraph(rng), *paragraph(rng),
        "", "NOTE 2 - INVENTORIES", *paragraph(rng, 2),
    ]  # fmt: skip
    pages = [first]
    for number, page in enumerate(inside, 3):
        pages.append([f"NOTE {number} - OTHER INFORMATION", *paragraph(rng, 2), "", *page,
                      *paragraph(rng, 3)])  # fmt: skip
    pages.append(["NOTE 9 - CONTINGENCIES", *paragraph(rng), *paragraph(rng, 3)])
    return pages


def renamed(statement: Statement, heads: Sequence[str], parts: Sequence[Statement]) -> Statement:
    """Statements side by side as one: their first columns, for a boxhead of names."""
    money = [[line for line in part.lines if line.quantity == "money"] for part in parts]
    lines = tuple(
        replace(line, cells=tuple(each[at].cells[0] for each in money))
        for at, line in enumerate(x for x in statement.lines if x.quantity == "money")
    )
    return replace(statement, lines=lines, note="|".join(heads))


def side_by_side(
    statement: Statement, heads: Sequence[str], parts: Sequence[Statement], look: Look, power: int,
    rng: random.Random,
) -> Page:  # fmt: skip
    """A table whose columns are companies, with the period in the heading above."""
    made = renamed(statement, heads, parts)
    made = replace(made, columns=tuple(statement.columns[:1]) * len(parts))
    look = replace(look, column=12, stub=36, kinds=frozenset())
    lines = typed(made, look, power, rng)
    body = lines[len(boxhead(made, look)) :]
    longest = max(len(each.rstrip()) for each in lines if each)
    room = (longest - look.stub) // len(parts)
    head = " " * look.stub + "".join(word[: room - 1].rjust(room) for word in heads)
    return table([head.rstrip(), *body], tagged=look.tagged)


def consolidating(own: Books, look: Look, rng: random.Random) -> tuple[list[Page], set[Decimal]]:
    """Parent, guarantors, others, eliminations, consolidated."""
    pages: list[Page] = []
    foreign: set[Decimal] = set()
    heads = ("Parent", "Guarantors", "Others", "Eliminations", "Consolidated")
    for kind in ("BS", "IS"):
        whole = one_group(own.statements[kind], longest=True)
        parts = [
            scaled(whole, Decimal(share) / 100, head, own.power)
            for share, head in zip((37, 58, 23, -18), heads, strict=False)
        ]
        end = whole.columns[0].end
        words = {"BS": "CONDENSED CONSOLIDATING BALANCE SHEET",
                 "IS": "CONDENSED CONSOLIDATING STATEMENT OF INCOME"}[kind]  # fmt: skip
        when = f"{end:%B} {end.day}, {end.year}"
        when = when if kind == "BS" else f"For the year ended {when}"
        pages.append(
            [*centred(words, when, units(own.power)), "",
             *side_by_side(whole, heads, [*parts, whole], look, own.power, rng)]
        )  # fmt: skip
        foreign |= values(*parts)
    return pages, foreign


def values(*statements: Statement) -> set[Decimal]:
    return {
        abs(cell.value)
        for each in statements
        for line in each.lines
        if line.quantity == "money"
        for cell in line.cells
        if cell is not None and cell.value
    }


def books_values(other: Books) -> set[Decimal]:
    return values(*other.statements.values())


def pro_forma(own: Books, other: Books, look: Look, rng: random.Random) -> list[Page]:
    """The registrant with the business that it bought, in columns of companies."""
    pages = []
    for kind, words in (
        ("BS", "UNAUDITED PRO FORMA CONDENSED COMBINED BALANCE SHEET"),
        ("IS", "UNAUDITED PRO FORMA CONDENSED COMBINED STATEMENT OF OPERATIONS"),
    ):
        whole = one_group(own.statements[kind], longest=True)
        parts = [whole] + [
            scaled(whole, Decimal(share) / 100, "", own.power) for share in (17, 3, 120)
        ]
        heads = ("Historical", "Acquired", "Adjustments", "Pro Forma")
        end = whole.columns[0].end
        when = f"{end:%B} {end.day}, {end.year}"
        pages.append([*centred(other.name, words, when, units(own.power)), "",
                      *side_by_side(whole, heads, parts, look, own.power, rng)])  # fmt: skip
    return pages


def pro_forma_values(own: Books) -> set[Decimal]:
    shares = (Decimal(s) / 100 for s in (17, 3, 120))
    whole = [one_group(own.statements[kind], longest=True) for kind in ("BS", "IS")]
    return values(*(scaled(x, share, "", own.power) for share in shares for x in whole))


def parent_only(own: Books, look: Look, rng: random.Random) -> tuple[list[Page], set[Decimal]]:
    """Schedule I: the parent alone. Equity and net income are the whole's."""
    pages: list[Page] = [[*centred("SCHEDULE I", own.name,
                          "CONDENSED FINANCIAL INFORMATION OF REGISTRANT")]]  # fmt: skip
    foreign: set[Decimal] = set()
    bare = rng.random() < 0.4  # titles that do not say it again
    for kind in ("BS", "IS", "CF"):
        part = scaled(own.statements[kind], Decimal(41) / 100, "parent", own.power)
        keep = tuple(line for at, line in enumerate(part.lines) if line.total or at % 3 == 0)
        part = replace(part, lines=keep)
        words = {"BS": "BALANCE SHEETS", "IS": "STATEMENTS OF INCOME",
                 "CF": "STATEMENTS OF CASH FLOWS"}[kind]  # fmt: skip
        words = words if bare else f"CONDENSED {words} (PARENT COMPANY ONLY)"
        body = table(typed(part, look, own.power, rng), tagged=look.tagged)
        pages.append([*centred(words, units(own.power)), "", *body])
        foreign |= values(part)
    return [pages[0] + pages[1], *pages[2:]], foreign


def finance_note(other: Books, look: Look, rng: random.Random) -> Page:
    """A captive's balance sheet and income in a note of the registrant's."""
    out = textwrap.wrap(
        "Condensed financial information of the Company's unconsolidated finance subsidiary,"
        f" {other.name.title()}, follows.", 76, initial_indent="     ",
    )  # fmt: skip
    for kind in ("BS", "IS"):
        made = other.statements[kind]
        over = centred({"BS": "BALANCE SHEET", "IS": "STATEMENT OF INCOME"}[kind],
                       units(other.power)) if rng.random() < 0.5 else []  # fmt: skip
        out += ["", *over, *table(typed(made, look, other.power, rng), tagged=look.tagged)]
    return out


def line(label: str, *amounts: Decimal | None, spans: Sequence[Span]) -> Line:
    found = tuple(
        None if value is None else Cell(value, span)
        for value, span in zip(amounts, spans, strict=True)
    )
    return Line("", label, "money", negated=False, cells=found)


def selected(own: Books, look: Look, rng: random.Random) -> Page:
    """Five years of extracts; the two or three latest are the statements' own."""
    income = one_group(own.statements["IS"], longest=True)
    sheet = own.statements["BS"]
    wanted = [income.lines[0], *[x for x in income.lines if x.total][-3:]]
    wanted += [x for x in sheet.lines if x.tag in ("Assets", "LongTermDebtNoncurrent")]
    years = [str(own.end.year - back) for back in range(5)]
    out = [*centred("SELECTED FINANCIAL DATA", own.name, units(own.power)), ""]
    rows = [" " * 34 + "".join(year.rjust(11) for year in years)]
    for each in wanted:
        first = next((c.value for c in each.cells if c is not None), Decimal(0))
        known = [c.value if c is not None else first for c in each.cells]
        while len(known) < 5:
            more = known[-1] * (90 + rng.randrange(15)) / 100
            known.append(more.scaleb(-own.power).to_integral_value().scaleb(own.power))
        cells = "".join(f"{v.scaleb(-own.power):,.0f}".rjust(11) for v in known[:5])
        rows.append(each.label[:32].ljust(34) + cells)
    return [*out, *table(rows, tagged=look.tagged)]


def quarterly(own: Books, look: Look, rng: random.Random) -> Page:
    """Four quarters that add up to the year."""
    income = one_group(own.statements["IS"], longest=True)
    out = [*centred("QUARTERLY FINANCIAL DATA (UNAUDITED)", units(own.power)), ""]
    rows = [" " * 34 + "".join(q.rjust(11) for q in ("First", "Second", "Third", "Fourth", "Year"))]
    for each in [income.lines[0], *[x for x in income.lines if x.total][-3:]]:
        whole = each.cells[0].value.scaleb(-own.power) if each.cells[0] else Decimal(0)
        parts = [(whole * s / 100).to_integral_value() for s in (22, 24, 26)]
        parts = [*parts, whole - sum(parts), whole]
        rows.append(each.label[:32].ljust(34) + "".join(f"{v:,.0f}".rjust(11) for v in parts))
    rng.random()
    return [*out, *table(rows, tagged=look.tagged)]


def segments(own: Books, look: Look, rng: random.Random) -> tuple[Page, set[Decimal]]:
    """A table of segments that goes like an income statement, in the years' columns."""
    income = one_group(own.statements["IS"], longest=True)
    out: Page = [*centred("SEGMENT OPERATIONS", units(own.power)), ""]
    foreign: set[Decimal] = set()
    names = rng.sample(("Packaging", "Chemicals", "Retail", "Aerospace", "Services"), 2)
    for name, share in zip(names, (43, 31), strict=True):
        part = scaled(income, Decimal(share) / 100, name, own.power)
        foreign |= values(part)
        out += ["", f"{name} segment", *table(typed(part, look, own.power, rng),
                                              tagged=look.tagged)]  # fmt: skip
    return out, foreign


def ratios(own: Books, look: Look, rng: random.Random) -> Page:
    years = [str(own.end.year - back) for back in range(5)]
    rows = [" " * 40 + "".join(year.rjust(9) for year in years)]
    labels = ("Income before income taxes", "Interest expense", "Portion of rents",
              "Earnings as adjusted", "Fixed charges")  # fmt: skip
    rows += [
        label.ljust(40) + "".join(f"{rng.randint(1000, 99999):,}".rjust(9) for _ in years)
        for label in labels
    ]
    rows.append("Ratio of earnings to fixed charges".ljust(40) + "".join(
        f"{rng.randint(12, 60) / 10:.1f}".rjust(9) for _ in years))  # fmt: skip
    head = centred(own.name, "COMPUTATION OF RATIO OF EARNINGS TO FIXED CHARGES", units(own.power))
    return [*head, "", *table(rows, tagged=look.tagged)]


def savings_plan(own: Books, look: Look, rng: random.Random) -> tuple[list[Page], set[Decimal]]:
    """An employees' savings plan: net assets, and how they changed."""
    spans = own.statements["BS"].columns[:2]
    step = Decimal(10) ** own.power
    a, b, c = (rng.randint(1000, 90000) * step for _ in range(3))
    a2, b2, c2 = (x * 9 // 10 // step * step for x in (a, b, c))
    assets = Statement("BS", spans, (
        line("Investments at market value", a, a2, spans=spans),
        line("Contributions receivable", b, b2, spans=spans),
        line("Participant loans", c, c2, spans=spans),
        line("Total assets", a + b + c, a2 + b2 + c2, spans=spans),
        line("Accrued expenses", step * 17, step * 19, spans=spans),
        line("Net assets available for benefits", a + b + c - step * 17, a2 + b2 + c2 - step * 19,
             spans=spans),
    ))  # fmt: skip
    name = f"{own.name} SAVINGS PLAN"
    words = centred(name, "STATEMENTS OF NET ASSETS AVAILABLE FOR BENEFITS", units(own.power))
    page = [*words, "", *table(typed(assets, look, own.power, rng), tagged=look.tagged)]
    return [page], values(assets)
