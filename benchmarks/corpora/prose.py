"""The words of a generated filing: cover, notes, discussion, release.

Every sentence is made of parts that are drawn (sentences.py); figures in tables are the company's
own.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, TypeAlias

from benchmarks.corpora.sentences import WIDTH, paged, paragraphs, sentence, wrapped

if TYPE_CHECKING:
    from collections.abc import Sequence
    from random import Random

    from benchmarks.corpora.company import Company
    from benchmarks.corpora.statements import Books, Column

# -- tables of notes ------------------------------------------------------------------------------

Cells: TypeAlias = "tuple[str, Sequence[int | str | None]]"


def amount(value: int | str | None) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if not value:
        return "--"
    return f"({-value:,})" if value < 0 else f"{value:,}"


def table(heads: Sequence[str], rows: Sequence[Cells], *, stub: int = 36) -> list[str]:
    """A tagged table: a head may have lines apart by '|'; a row '-' or '=' is a rule."""
    cells = [[amount(value) for value in values] for _, values in rows]
    columns = len(heads)
    head_lines = [head.split("|") for head in heads]
    deep = max(map(len, head_lines))
    width = max(
        [len(text) + 3 for line in cells for text in line]
        + [len(text) + 1 for head in head_lines for text in head] + [10]
    )  # fmt: skip
    gap = "  "
    out = ["<TABLE>", "<CAPTION>"]
    for at in range(deep):
        line = " " * stub
        for head in head_lines:
            text = head[at - deep + len(head)] if at >= deep - len(head) else ""
            line += gap + text.rjust(width)
        out.append(line.rstrip())
    rule = " " * stub + (gap + ("-" * (width - 2)).rjust(width)) * columns
    double = rule.replace("-", "=")
    out += [rule, "<S>".ljust(stub) + (gap + "<C>".ljust(width)) * columns]
    dollar = True
    for (label, _), texts in zip(rows, cells, strict=True):
        if label in ("-", "="):
            out.append(rule if label == "-" else double)
            continue
        line = label.ljust(stub)
        for text in texts:
            close = text if text.endswith(")") else text + " "
            money = dollar and text and text[-1] != "%" and text[0] in "(123456789"
            line += gap + ("$" + close.rjust(width - 1) if money else close.rjust(width))
        dollar = dollar and not any(texts)
        out.append(line.rstrip())
    return [*out, "</TABLE>", ""]


def long_date(day: dt.date) -> str:
    return f"{day:%B} {day.day}, {day.year}"


def _units(books: Books) -> str:
    return {1: "in dollars", 1000: "in thousands", 1_000_000: "in millions"}[books.company.unit]


def _parted(total: int, shares: Sequence[float]) -> list[int]:
    """A total in parts; the last takes what rounding leaves."""
    parts = [int(total * share) for share in shares[:-1]]
    return [*parts, total - sum(parts)]


def _inventories(books: Books) -> list[str]:
    _, _, days = books.columns("10-Q")
    totals = [day.balances["inventories"] for day in days]
    parts = [_parted(total, (0.37, 0.21, 0.42)) for total in totals]
    rows: list[Cells] = [
        (name, [part[at] for part in parts])
        for at, name in enumerate(("Raw materials", "Work in process", "Finished goods"))
    ]
    rows += [("-", []), ("Total inventories", totals), ("=", [])]
    heads = [f"{day.end:%B} {day.end.day},|{day.end.year}" for day in days]
    return ["Inventories consist of the following (" + _units(books) + "):", "",
            *table(heads, rows)]  # fmt: skip


def _plant(books: Books) -> list[str]:
    _, _, days = books.columns("10-Q")
    nets = [day.balances["plant"] for day in days]
    gross = [int(net * 1.6) for net in nets]
    parts = [_parted(total, (0.08, 0.3, 0.62)) for total in gross]
    rows: list[Cells] = [
        (name, [part[at] for part in parts])
        for at, name in enumerate(("Land", "Buildings and improvements", "Machinery and equipment"))
    ]
    rows += [
        ("-", []), ("", gross),
        ("Less accumulated depreciation",
         [net - total for net, total in zip(nets, gross, strict=True)]),
        ("-", []), ("Property and equipment, net", nets), ("=", []),
    ]  # fmt: skip
    heads = [f"{day.end:%B} {day.end.day},|{day.end.year}" for day in days]
    return ["Property and equipment consist of (" + _units(books) + "):", "", *table(heads, rows)]


def _paid(books: Books, cash: Sequence[Column]) -> list[str]:
    interest = [books.flows(c)["interest expense"] for c in cash]
    taxes = [max(0, books.flows(c)["tax"]) for c in cash]
    heads = [str(c.end.year) for c in cash]
    rows: list[Cells] = [
        ("Cash paid for interest", interest),
        ("Cash paid for income taxes", taxes),
    ]
    return ["Supplemental disclosure of cash flow information (" + _units(books) + "):", "",
            *table(heads, rows)]  # fmt: skip


def _debt(books: Books) -> list[str]:
    _, _, days = books.columns("10-Q")
    due = [day.balances["current debt"] for day in days]
    totals = [day.balances["debt"] + now for day, now in zip(days, due, strict=True)]
    parts = [_parted(total, (0.6, 0.3, 0.1)) for total in totals]
    rows: list[Cells] = [
        (name, [part[at] for part in parts])
        for at, name in enumerate(("Term loan payable to bank", "Mortgage note", "Other"))
    ]
    rows += [("-", []), ("", totals), ("Less current portion", [-now for now in due]),
             ("-", []), ("", [day.balances["debt"] for day in days]), ("=", [])]  # fmt: skip
    heads = [f"{day.end:%B} {day.end.day},|{day.end.year}" for day in days]
    return ["Long-term debt consists of (" + _units(books) + "):", "", *table(heads, rows)]


def _taxes(books: Books, columns: Sequence[Column]) -> list[str]:
    flows = [books.flows(c) for c in columns]
    current = [f["tax"] - f["deferred"] for f in flows]
    federal = [int(tax * 0.86) for tax in current]
    rows: list[Cells] = [
        ("Current:", []), ("  Federal", federal),
        ("  State", [tax - part for tax, part in zip(current, federal, strict=True)]),
        ("Deferred", [f["deferred"] for f in flows]), ("-", []),
        ("Total provision (benefit)", [f["tax"] for f in flows]), ("=", []),
    ]  # fmt: skip
    heads = [str(c.end.year) for c in columns]
    return ["The provision for income taxes consists of (" + _units(books) + "):", "",
            *table(heads, rows)]  # fmt: skip


def _leases(books: Books, rng: Random) -> list[str]:
    rent = books.flows(books.to_date(books.year))["selling"] // 20
    years: list[int] = []
    for _ in range(5):
        years.append(rent)
        rent = int(rent * rng.uniform(0.7, 0.95))
    rows: list[Cells] = [
        *((str(books.year + at), [due]) for at, due in enumerate(years, 1)),
        ("Thereafter", [rent]), ("-", []), ("Total minimum payments", [sum(years) + rent]),
        ("=", []),
    ]  # fmt: skip
    return ["Minimum rents under leases that cannot be cancelled are (" + _units(books) + "):", "",
            *table(["Operating|leases"], rows)]  # fmt: skip


def _geography(books: Books, columns: Sequence[Column]) -> list[str]:
    totals = [books.flows(c)["sales"] for c in columns]
    parts = [_parted(total, (0.71, 0.18, 0.11)) for total in totals]
    rows: list[Cells] = [
        (name, [part[at] for part in parts])
        for at, name in enumerate(("United States", "Europe", "Other areas"))
    ]
    rows += [("-", []), ("", totals), ("=", [])]
    months = 3 * columns[0].number
    heads = [
        f"{months} months|ended|{c.end.month}/{c.end.day}/{c.end.year % 100:02}" for c in columns
    ]
    return ["Sales by location of the customer were (" + _units(books) + "):", "",
            *table(heads, rows)]  # fmt: skip


def _quarterly(books: Books) -> list[str]:
    year = [books.quarters[books.year, n] for n in range(1, 5)]
    rows: list[Cells] = [
        (label, [quarter.flows[key] for quarter in year])
        for label, key in (("Net sales", "sales"), ("Gross profit", "gross"), ("Net income", "net"))
    ]
    heads = ["First|Quarter", "Second|Quarter", "Third|Quarter", "Fourth|Quarter"]
    return [f"Fiscal {books.year} by quarter ({_units(books)}):", "", *table(heads, rows, stub=24)]


def selected(books: Books) -> list[str]:
    """Item 6: as many years as the company's history holds."""
    years = [y for y in range(books.year, books.year - 5, -1) if (y, 1) in books.quarters]
    columns = [books.to_date(y) for y in years]
    rows: list[Cells] = [
        ("Net sales", [books.flows(c)["sales"] for c in columns]),
        ("Operating income (loss)", [books.flows(c)["operating"] for c in columns]),
        ("Net income (loss)", [books.flows(c)["net"] for c in columns]),
        ("Total assets", [c.quarters[-1].balances["assets"] for c in columns]),
        ("Long-term debt", [c.quarters[-1].balances["debt"] for c in columns]),
        ("Stockholders' equity", [c.quarters[-1].balances["equity"] for c in columns]),
    ]
    return ["ITEM 6.  SELECTED FINANCIAL DATA", "", f"({_units(books)})", "",
            *table([str(y) for y in years], rows, stub=26)]  # fmt: skip


def notes(books: Books, form: str, rng: Random, size: int, titled: str) -> list[str]:
    """The notes, with paragraphs of about `size` characters shared among them."""
    income, cash, _ = books.columns(form)
    parts: list[tuple[str, list[str]]] = [("Basis of Presentation", [])]
    if books.quarters[books.year, books.number].balances["inventories"]:
        parts.append(("Inventories", _inventories(books)))
    parts += [
        ("Property and Equipment", _plant(books)), ("Cash Flow Information", _paid(books, cash)),
        ("Long-Term Debt", _debt(books)), ("Geographic Information", _geography(books, income[:2])),
    ]  # fmt: skip
    if books.year == books.company.reclassified:
        parts.append(("Reclassifications", wrapped(
            "Rebates to customers, which earlier stood among the costs, are now deducted from"
            " sales. Sales and costs of prior periods have been restated to conform; net income"
            " is not affected.", "")))  # fmt: skip
    if form == "10-K":
        parts += [
            ("Income Taxes", _taxes(books, income)), ("Leases", _leases(books, rng)),
            ("Stock Options", []), ("Employee Benefits", []), ("Acquisitions", []),
        ]  # fmt: skip
        parts.append(("Quarterly Results (Unaudited)", _quarterly(books)))
    parts.append(("Contingencies", []))
    out = [
        line.center(WIDTH).rstrip()
        for line in (titled.upper(), "NOTES TO CONSOLIDATED FINANCIAL STATEMENTS")
    ]
    out += ["" if form == "10-K" else "(UNAUDITED)".center(WIDTH).rstrip(), ""]
    for at, (name, lines) in enumerate(parts, 1):
        out += [f"NOTE {at} - {name.upper()}", "", *paragraphs(rng, size // len(parts)), *lines]
    return out


def discussion(books: Books, form: str, rng: Random, size: int) -> list[str]:
    """Item 2 or 7: what became of the figures, and words."""
    income, _, _ = books.columns(form)
    now, before = books.flows(income[0]), books.flows(income[1])
    name = "ITEM 7." if form == "10-K" else "ITEM 2."
    change = 100 * (now["sales"] - before["sales"]) / before["sales"]
    rows: list[Cells] = [
        (label, [f"{100 * f[key] / f['sales']:.1f}%" for f in (now, before)])
        for label, key in (("Net sales", "sales"), ("Cost of sales", "cost"),
                           ("Selling and administrative", "selling"), ("Net income", "net"))
    ]  # fmt: skip
    verb = "rose" if change >= 0 else "fell"
    return [
        f"{name}  MANAGEMENT'S DISCUSSION AND ANALYSIS OF FINANCIAL CONDITION AND",
        "         RESULTS OF OPERATIONS", "", "RESULTS OF OPERATIONS", "",
        *wrapped(f"Net sales {verb} {abs(change):.1f}% over the comparable period. "
                 + sentence(rng) + " " + sentence(rng)),
        "As a percentage of net sales:", "",
        *table([str(income[0].end.year), str(income[1].end.year)], rows),
        *paragraphs(rng, size // 2), "LIQUIDITY AND CAPITAL RESOURCES", "",
        *paragraphs(rng, size // 2),
    ]  # fmt: skip


# -- pages around ---------------------------------------------------------------------------------


def _middle(*lines: str) -> list[str]:
    return [line.center(WIDTH).rstrip() for line in lines]


def _signed(made: Company, filed: dt.date, name: str) -> list[str]:
    del made
    return [
        "", "SIGNATURES".center(WIDTH).rstrip(), "",
        *wrapped("Pursuant to the requirements of the Securities Exchange Act of 1934, the"
                 " registrant has duly caused this report to be signed on its behalf by the"
                 " undersigned thereunto duly authorized."),
        " " * 36 + name.upper(), "", f"Date: {long_date(filed)}",
        " " * 36 + "By: /s/ Chief Financial Officer", "",
    ]  # fmt: skip


def cover(books: Books, form: str, filed: dt.date, name: str) -> list[str]:
    made, end = books.company, books.end
    kind = "annual" if form == "10-K" else "quarterly"
    period = "fiscal year" if form == "10-K" else "quarterly period"
    shares = books.quarters[books.year, books.number]
    outstanding = shares.issued - shares.treasury
    out = [
        *_middle("UNITED STATES", "SECURITIES AND EXCHANGE COMMISSION", "WASHINGTON, D.C. 20549",
                 "", f"FORM {form}"), "",
        f"[X]  {kind.upper()} REPORT PURSUANT TO SECTION 13 OR 15(d) OF THE SECURITIES",
        "     EXCHANGE ACT OF 1934", "",
        f"     For the {period} ended {long_date(end)}", "", "                    OR", "",
        "[ ]  TRANSITION REPORT PURSUANT TO SECTION 13 OR 15(d) OF THE SECURITIES",
        "     EXCHANGE ACT OF 1934", "",
        *_middle(f"Commission File Number {made.file_number}"), "",
        *_middle(name.upper(), "(Exact name of registrant as specified in its charter)"), "",
        f"          {made.incorporated:<34}{made.ein[:2]}-{made.ein[2:]}",
        "    (State or other jurisdiction of         (I.R.S. Employer",
        "     incorporation or organization)        Identification No.)", "",
        f"  {made.street}, {made.city}, {made.state}".ljust(50) + " " + made.zip_code,
        "    (Address of principal executive offices)      (Zip Code)", "",
        *_middle(f"Registrant's telephone number: ({made.phone[:3]})"
                 f" {made.phone[3:6]}-{made.phone[6:]}"),
        "",
    ]  # fmt: skip
    if form == "10-K":
        out += [*_middle("Securities registered pursuant to Section 12(g) of the Act:",
                         f"Common Stock, par value ${made.par} per share"), ""]  # fmt: skip
    return [
        *out,
        *wrapped("Indicate by check mark whether the registrant (1) has filed all reports required"
                 " to be filed by Section 13 or 15(d) of the Securities Exchange Act of 1934 during"
                 " the preceding 12 months, and (2) has been subject to such filing requirements"
                 " for the past 90 days.   Yes [X]   No [ ]", ""),
        *wrapped(f"At {long_date(filed)}, {outstanding:,} shares of the registrant's Common Stock,"
                 f" ${made.par} par value, were outstanding.", ""),
    ]  # fmt: skip


def periodic(books: Books, form: str, filed: dt.date, name: str, pages: Sequence[Sequence[str]],
             number: int, rng: Random, size: int) -> list[str]:  # fmt: skip
    """The document of a 10-Q or 10-K; `size`: its characters, about.

    pages, number   the statements as they are set, and the last one's page
    """
    left = max(4_000, size - sum(len(line) + 1 for page in pages for line in page) - 10_000)
    lines = cover(books, form, filed, name)
    if form == "10-K":
        front = [
            "PART I", "", "ITEM 1.  BUSINESS", "", *paragraphs(rng, left // 4),
            "ITEM 2.  PROPERTIES", "", *paragraphs(rng, left // 30),
            "ITEM 3.  LEGAL PROCEEDINGS", "", *paragraphs(rng, left // 40), "PART II", "",
            *selected(books), *discussion(books, form, rng, left // 4),
            "ITEM 8.  FINANCIAL STATEMENTS AND SUPPLEMENTARY DATA", "",
            *wrapped("The consolidated financial statements follow.", ""),
        ]  # fmt: skip
        more, _ = paged(front, 1)
        lines += ["", "<PAGE>", "", *more]
    else:
        lines += ["", "<PAGE>", "", "PART I.  FINANCIAL INFORMATION", "",
                  "ITEM 1.  FINANCIAL STATEMENTS", ""]  # fmt: skip
    for at, page in enumerate(pages):
        if at or form == "10-K":
            lines += ["<PAGE>", ""]
        lines += page
    share = 0.4 if form == "10-K" else 0.55
    back = notes(books, form, rng, int(left * share), name)
    if form == "10-K":
        back += ["PART III", "", *paragraphs(rng, 800), "PART IV", "",
                 "ITEM 14.  EXHIBITS AND REPORTS ON FORM 8-K", "",
                 *paragraphs(rng, 500)]  # fmt: skip
    else:
        back += [
            *discussion(books, form, rng, int(left * 0.4)), "PART II.  OTHER INFORMATION", "",
            "ITEM 6.  EXHIBITS AND REPORTS ON FORM 8-K", "", *paragraphs(rng, 300),
        ]  # fmt: skip
    more, _ = paged([*back, *_signed(books.company, filed, name)], number)
    return [*lines, "<PAGE>", "", *more]


def current_report(books: Books, filed: dt.date, name: str, news: str) -> list[str]:
    made = books.company
    item = "ITEM 12." if filed >= dt.date(2003, 3, 28) else "ITEM 5."
    return [
        *_middle("SECURITIES AND EXCHANGE COMMISSION", "WASHINGTON, D.C. 20549", "", "FORM 8-K", "",
                 "CURRENT REPORT", "PURSUANT TO SECTION 13 OR 15(d) OF THE",
                 "SECURITIES EXCHANGE ACT OF 1934", "",
                 f"Date of Report (Date of earliest event reported): {long_date(filed)}", "",
                 name.upper(), "(Exact name of registrant as specified in its charter)"), "",
        f"    {made.incorporated:<22}{made.file_number:<20}{made.ein[:2]}-{made.ein[2:]}",
        "   (State of            (Commission          (I.R.S. Employer",
        "    incorporation)       File Number)        Identification No.)", "",
        f"  {made.street}, {made.city}, {made.state} {made.zip_code}",
        "    (Address of principal executive offices)", "",
        f"{item}  {'RESULTS OF OPERATIONS' if item == 'ITEM 12.' else 'OTHER EVENTS'}", "",
        *wrapped(f"On {long_date(filed)}, {name} {news}"), *_signed(made, filed, name),
    ]  # fmt: skip


def release(books: Books, filed: dt.date, name: str, pages: Sequence[Sequence[str]],
            rng: Random) -> list[str]:  # fmt: skip
    made = books.company
    income, _, _ = books.columns("8-K")
    now, before = books.flows(income[0]), books.flows(income[1])
    ordinal = ("first", "second", "third", "fourth")[books.number - 1]
    words = {1: "", 1000: " thousand", 1_000_000: " million"}[made.unit]
    out = [
        "EXHIBIT 99.1", "", "FOR IMMEDIATE RELEASE", "",
        *_middle(f"{name} Reports Results for the {ordinal.title()} Quarter"), "",
        *wrapped(f"{made.city.upper()}, {made.state} - {long_date(filed)} - {name} today reported"
                 f" sales of ${now['sales']:,}{words} for the {ordinal} quarter of fiscal"
                 f" {books.year}, compared with ${before['sales']:,}{words} for the same quarter of"
                 " the prior year. " + sentence(rng) + " " + sentence(rng), ""),
        *paragraphs(rng, rng.choice((600, 1500, 3500))),
    ]  # fmt: skip
    for page in pages:
        out += ["<PAGE>", "", *page]
    return out


def schedule(books: Books, form: str) -> list[str]:
    """EX-27: the financial data schedule, article 5."""
    column = books.to_date(books.year)
    flows, b = books.flows(column), books.quarters[books.year, books.number].balances
    shares = {d: books.shares(column, diluted=d) for d in (False, True)}
    unit = books.company.unit
    year_end = books.quarters[books.year, 4].end
    values: list[tuple[str, str]] = [
        ("CASH", f"{b['cash']:,}"), ("SECURITIES", f"{b['investments']:,}"),
        ("RECEIVABLES", f"{b['receivables']:,}"), ("ALLOWANCES", "0"),
        ("INVENTORY", f"{b['inventories']:,}"), ("CURRENT-ASSETS", f"{b['current assets']:,}"),
        ("PP&E", f"{int(b['plant'] * 1.6):,}"),
        ("DEPRECIATION", f"{int(b['plant'] * 1.6) - b['plant']:,}"),
        ("TOTAL-ASSETS", f"{b['assets']:,}"),
        ("CURRENT-LIABILITIES", f"{b['current liabilities']:,}"), ("BONDS", f"{b['debt']:,}"),
        ("PREFERRED-MANDATORY", "0"), ("PREFERRED", "0"), ("COMMON", f"{b['common']:,}"),
        ("OTHER-SE", amount(b["equity"] - b["common"])),
        ("TOTAL-LIABILITY-AND-EQUITY", f"{b['both']:,}"),
        ("SALES", f"{flows['sales']:,}"), ("TOTAL-REVENUES", f"{flows['sales']:,}"),
        ("CGS", f"{flows['cost']:,}"), ("TOTAL-COSTS", f"{flows['costs']:,}"),
        ("OTHER-EXPENSES", "0"), ("LOSS-PROVISION", "0"),
        ("INTEREST-EXPENSE", f"{flows['interest expense']:,}"),
        ("INCOME-PRETAX", amount(flows["pretax"])), ("INCOME-TAX", amount(flows["tax"])),
        ("INCOME-CONTINUING", amount(flows["net"])), ("DISCONTINUED", "0"),
        ("EXTRAORDINARY", "0"), ("CHANGES", "0"), ("NET-INCOME", amount(flows["net"])),
        *((tag, _share(flows["net"] * unit, shares[diluted]))
          for tag, diluted in (("EPS-PRIMARY", False), ("EPS-DILUTED", True))),
    ]  # fmt: skip
    months = "YEAR" if form == "10-K" else f"{3 * books.number}-MOS"
    return [
        "<TABLE> <S> <C>", "", "<ARTICLE> 5", f"<MULTIPLIER> {unit:,}",
        "<S>                             <C>",
        f"<PERIOD-TYPE>                   {months}",
        f"<FISCAL-YEAR-END>                          {year_end:%b-%d-%Y}".upper(),
        f"<PERIOD-END>                               {books.end:%b-%d-%Y}".upper(),
        *(f"<{tag}>".ljust(30) + text.rjust(24) for tag, text in values), "</TABLE>",
    ]  # fmt: skip


def _share(net: int, shares: int) -> str:
    value = round(100 * net / shares) / 100
    return f"({-value:.2f})" if value < 0 else f"{value:.2f}"
