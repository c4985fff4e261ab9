"""Companies that never were: who they are, and books that balance, quarter after quarter.

Everything of a company follows from a seed and its number. Amounts are whole numbers of the
company's printing unit (dollars, thousands or millions), so that printed columns add up without
rounding.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from random import Random

# SIC code, EDGAR's wording of it, kind of business, words of a name
INDUSTRIES = (
    (3674, "SEMICONDUCTORS & RELATED DEVICES", "maker", ("Semiconductor", "Microdevices")),
    (3572, "COMPUTER STORAGE DEVICES", "maker", ("Storage Systems", "Peripherals")),
    (3661, "TELEPHONE & TELEGRAPH APPARATUS", "maker", ("Telecom", "Networks")),
    (3714, "MOTOR VEHICLE PARTS & ACCESSORIES", "maker", ("Automotive", "Components")),
    (3826, "LABORATORY ANALYTICAL INSTRUMENTS", "maker", ("Instruments", "Scientific")),
    (3841, "SURGICAL & MEDICAL INSTRUMENTS & APPARATUS", "maker", ("Medical", "Surgical")),
    (2834, "PHARMACEUTICAL PREPARATIONS", "maker", ("Pharmaceuticals", "Laboratories")),
    (2860, "INDUSTRIAL ORGANIC CHEMICALS", "maker", ("Chemical", "Specialties")),
    (2000, "FOOD AND KINDRED PRODUCTS", "maker", ("Foods", "Provisions")),
    (2510, "HOUSEHOLD FURNITURE", "maker", ("Furniture", "Home Products")),
    (3310, "STEEL WORKS, BLAST FURNACES & ROLLING & FINISHING MILLS", "maker", ("Steel",)),
    (3559, "SPECIAL INDUSTRY MACHINERY, NEC", "maker", ("Machine", "Equipment")),
    (7372, "SERVICES-PREPACKAGED SOFTWARE", "software", ("Software", "Data Systems")),
    (7373, "SERVICES-COMPUTER INTEGRATED SYSTEMS DESIGN", "software", ("Systems", "Technologies")),
    (7389, "SERVICES-BUSINESS SERVICES, NEC", "service", ("Services", "Business Services")),
    (7363, "SERVICES-HELP SUPPLY SERVICES", "service", ("Staffing", "Personnel")),
    (8711, "SERVICES-ENGINEERING SERVICES", "service", ("Engineering", "Associates")),
    (8090, "SERVICES-MISC HEALTH & ALLIED SERVICES, NEC", "service", ("Health Care", "Care")),
    (4213, "TRUCKING (NO LOCAL)", "service", ("Freight Lines", "Carriers")),
    (5045, "WHOLESALE-COMPUTERS & PERIPHERAL EQUIPMENT & SOFTWARE", "seller", ("Distribution",)),
    (5311, "RETAIL-DEPARTMENT STORES", "seller", ("Stores", "Department Stores")),
    (5651, "RETAIL-FAMILY CLOTHING STORES", "seller", ("Apparel", "Clothiers")),
    (5812, "RETAIL-EATING PLACES", "seller", ("Restaurants", "Grill")),
    (5912, "RETAIL-DRUG STORES AND PROPRIETARY STORES", "seller", ("Drug Stores",)),
)
_STEMS = (
    "Hal", "Cor", "Ash", "Bren", "Mar", "Tel", "Del", "Win", "Stan", "Kes", "Lor", "Pen", "Ros",
    "Var", "Gren", "Dun", "Whit", "Al", "Ber", "Cal", "Dor", "El", "Far", "Hol", "Ken", "Lan",
    "Mel", "Nor", "Or", "Par", "Quin", "Ray", "Sel", "Tor", "Ul", "Ver", "Wes", "Yar", "Zel",
)  # fmt: skip
_ENDINGS = (
    "verson", "bridge", "field", "ton", "mont", "ford", "dale", "wick", "well", "stead", "more",
    "land", "hurst", "gate", "worth", "lin", "ridge", "mark", "stone", "ley",
)  # fmt: skip
_SUFFIXES = ("Inc.", "Inc.", "Corporation", "Corp.", "Company", "Holdings, Inc.", "Group, Inc.")
_CITIES = (
    ("San Jose", "California", "CA", "95131", "408"),
    ("Boston", "Massachusetts", "MA", "02110", "617"),
    ("Austin", "Texas", "TX", "78759", "512"),
    ("Columbus", "Ohio", "OH", "43215", "614"),
    ("Minneapolis", "Minnesota", "MN", "55402", "612"),
    ("Atlanta", "Georgia", "GA", "30339", "404"),
    ("Denver", "Colorado", "CO", "80202", "303"),
    ("Rochester", "New York", "NY", "14604", "716"),
    ("Princeton", "New Jersey", "NJ", "08540", "609"),
    ("Tampa", "Florida", "FL", "33607", "813"),
    ("Milwaukee", "Wisconsin", "WI", "53202", "414"),
    ("Seattle", "Washington", "WA", "98101", "206"),
    ("Nashville", "Tennessee", "TN", "37203", "615"),
    ("Wayne", "Pennsylvania", "PA", "19087", "610"),
    ("Oak Brook", "Illinois", "IL", "60521", "630"),
    ("Charlotte", "North Carolina", "NC", "28202", "704"),
)
_STREETS = ("Commerce Drive", "Industrial Parkway", "Corporate Boulevard", "Mill Street",
            "Technology Way", "Lakeside Avenue", "Executive Park", "River Road")  # fmt: skip
_INCORPORATED = (("Delaware", "DE"),) * 5
_YEAR_ENDS = (12,) * 13 + (6, 6, 9, 9, 3, 1)
_AGENTS = (889812, 891618, 893220, 898430, 912057, 914039, 927016, 950109, 950124, 1012870, 1047469)
FIRST_YEAR, LAST_YEAR = 1993, 2004
_HISTORY = 3  # years before the first filing, for its columns of earlier years


@dataclass(frozen=True, slots=True)
class Company:
    """number: from 0; unit: 1, 1,000 or 1,000,000 dollars; years: fiscal years of its filings."""

    number: int
    cik: int
    name: str
    former: str  # '' without one
    changed: dt.date | None
    sic: int
    industry: str
    business: str  # 'maker', 'software', 'service', 'seller'
    state: str
    state_code: str
    incorporated: str
    incorporated_code: str
    street: str
    city: str
    zip_code: str
    phone: str
    ein: str
    file_number: str
    year_end: int  # the month
    first: int
    last: int
    unit: int
    par: Decimal
    authorized: int
    thousands: bool  # weighted shares are printed in thousands
    agent: int
    reclassified: int  # the fiscal year in which earlier sales are shown anew, 0 for none

    def name_at(self, day: dt.date) -> str:
        return self.former if self.changed is not None and day < self.changed else self.name


@dataclass(frozen=True, slots=True)
class Quarter:
    """flows of the three months, balances at `end`; fiscal year and quarter from 1."""

    year: int
    number: int
    end: dt.date
    flows: dict[str, int]
    balances: dict[str, int]
    issued: int  # shares at the end, those in the treasury too
    treasury: int
    average: int  # weighted shares
    diluted: int


def month_end(year: int, month: int) -> dt.date:
    """The last day of a month; months beyond 12 or below 1 belong to other years."""
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    return dt.date(year + month // 12, month % 12 + 1, 1) - dt.timedelta(1)


def quarter_end(company: Company, year: int, number: int) -> dt.date:
    """The end of a fiscal quarter; quarter 0 is the last of the year before."""
    return month_end(year, company.year_end - 12 + 3 * number)


def company(seed: int, number: int) -> Company:
    rng = Random(f"{seed} company {number}")
    sic, industry, business, words = rng.choice(INDUSTRIES)
    at = number * 389  # a prime: neighbours' names differ
    stem = _STEMS[at % len(_STEMS)] + _ENDINGS[at // len(_STEMS) % len(_ENDINGS)]
    name = f"{stem} {rng.choice(words)} {rng.choice(_SUFFIXES)}"
    span = rng.choice((3, 4, 5, 6, 8, 10, 12))
    first = rng.randint(FIRST_YEAR, LAST_YEAR + 1 - span)
    last = first + span - 1
    former, changed = "", None
    if span > 3 and rng.random() < 0.15:
        other = rng.choice(_STEMS) + rng.choice(_ENDINGS)
        former = f"{other} {rng.choice(words)} {rng.choice(_SUFFIXES)}"
        changed = dt.date(rng.randint(first + 1, last - 1), rng.randint(1, 12), rng.randint(2, 27))
    city, state, code, zip_code, area = rng.choice(_CITIES)
    incorporated = rng.choice((*_INCORPORATED, (state, code)))
    return Company(
        number=number, cik=310_000 + 41 * number + rng.randrange(40),
        name=name, former=former, changed=changed,
        sic=sic, industry=industry, business=business, state=state, state_code=code,
        incorporated=incorporated[0], incorporated_code=incorporated[1],
        street=f"{rng.randrange(100, 9900)} {rng.choice(_STREETS)}", city=city,
        zip_code=zip_code, phone=f"{area}{rng.randrange(2_000_000, 9_999_999)}",
        ein=f"{rng.randrange(10, 98)}{rng.randrange(1_000_000, 9_999_999)}",
        file_number=f"{rng.choice(('0', '0', '1'))}-{rng.randrange(5_000, 29_000)}",
        year_end=rng.choice(_YEAR_ENDS), first=first, last=last,
        unit=rng.choice((1, 1, 1000, 1000, 1000, 1000, 1000, 1000, 1000, 1_000_000)),
        par=rng.choice((Decimal(".01"), Decimal(".01"), Decimal(".001"), Decimal("1.00"))),
        authorized=rng.choice((50, 75, 100, 200)) * 1_000_000,
        thousands=rng.random() < 0.5, agent=rng.choice(_AGENTS),
        reclassified=rng.randint(first + 1, last) if rng.random() < 0.3 else 0,
    )  # fmt: skip


@dataclass(slots=True)
class _Books:
    """A company's accounts while they are kept."""

    rng: Random
    business: str
    unit: int
    par: Decimal
    sales: float
    growth: float
    seasons: list[float]
    cost: float
    selling: float
    research: float
    payout: float
    buys_back: bool
    collect: float
    stock: float
    issued: int
    treasury_shares: int = 0
    balances: dict[str, int] = field(default_factory=dict)

    def quarter(self, number: int) -> tuple[dict[str, int], int]:
        """One quarter's flows; balances move with them. (flows, weighted shares)"""
        rng, b = self.rng, self.balances
        self.sales *= (1 + self.growth) ** 0.25 * rng.uniform(0.97, 1.03)
        if number == 1:
            self.growth = 0.6 * self.growth + rng.gauss(0.025, 0.08)
            self.cost = min(0.86, max(0.25, self.cost + rng.gauss(0, 0.012)))
        sales = int(self.sales * self.seasons[number - 1])
        f: dict[str, int] = {"sales": sales}
        f["services"] = int(sales * rng.uniform(0.3, 0.36)) if self.business == "software" else 0
        f["products"] = sales - f["services"]
        f["cost"] = int(sales * self.cost * rng.uniform(0.98, 1.02))
        f["gross"] = sales - f["cost"]
        f["selling"] = int(
            (0.5 * sales + 0.5 * self.sales) * self.selling * rng.uniform(0.97, 1.03)
        )
        f["research"] = int(self.sales * self.research)
        f["amortization"] = min(b["goodwill"], max(1, b["goodwill"] // 60)) if b["goodwill"] else 0
        f["restructuring"] = int(self.sales * 0.06) if rng.random() < 0.02 else 0
        f["expenses"] = f["selling"] + f["research"] + f["amortization"] + f["restructuring"]
        f["costs"] = f["cost"] + f["expenses"]
        f["operating"] = f["gross"] - f["expenses"]
        f["interest income"] = int((b["cash"] + b["investments"]) * 0.011)
        f["interest expense"] = int((b["debt"] + b["current debt"]) * 0.019)
        f["pretax"] = f["operating"] + f["interest income"] - f["interest expense"]
        f["tax"] = int(f["pretax"] * 0.365) if f["pretax"] > 0 else -int(-f["pretax"] * 0.12)
        f["net"] = f["pretax"] - f["tax"]
        self._operations(f)
        average = self._capital(f)
        return f, average

    def _operations(self, f: dict[str, int]) -> None:
        rng, b = self.rng, self.balances
        targets = {
            "receivables": int(f["sales"] * self.collect * rng.uniform(0.95, 1.05)),
            "inventories": int(f["cost"] * self.stock * rng.uniform(0.95, 1.05)),
            "prepaid": int(self.sales * 0.045 * rng.uniform(0.85, 1.15)),
            "payables": int(f["cost"] * 0.38 * rng.uniform(0.92, 1.08)),
            "accrued": int(f["expenses"] * 0.55 * rng.uniform(0.92, 1.08)),
        }
        for name, target in targets.items():
            f[f"change in {name}"] = target - b[name]
            b[name] = target
        f["depreciation"] = max(1, b["plant"] // 26)
        f["written off"] = f["depreciation"] + f["amortization"]
        f["deferred"] = int(abs(f["tax"]) * 0.06)
        b["deferred"] += f["deferred"]
        f["from operations"] = (
            f["net"] + f["written off"] + f["deferred"]
            - f["change in receivables"] - f["change in inventories"] - f["change in prepaid"]
            + f["change in payables"] + f["change in accrued"]
        )  # fmt: skip
        b["goodwill"] -= f["amortization"]
        b["retained"] += f["net"]

    def _capital(self, f: dict[str, int]) -> int:
        """Investing and financing; the weighted shares."""
        rng, b = self.rng, self.balances
        f["capital spending"] = int(f["depreciation"] * rng.uniform(0.8, 1.7)) + 1
        b["plant"] += f["capital spending"] - f["depreciation"]
        f["acquisition"] = int(self.sales * rng.uniform(0.1, 0.3)) if rng.random() < 0.02 else 0
        b["goodwill"] += f["acquisition"]
        f["sold"] = int(b["investments"] * rng.uniform(0.2, 0.5))
        spare = b["cash"] + f["from operations"] + f["sold"] - int(self.sales * 0.25)
        f["bought"] = max(0, int(spare * rng.uniform(0.2, 0.6)))
        b["investments"] += f["bought"] - f["sold"]
        f["from investing"] = (
            f["sold"] - f["bought"] - f["capital spending"] - f["acquisition"]
        )  # fmt: skip
        f["repaid"] = b["current debt"] // 4
        before = self.issued - self.treasury_shares
        exercised = int(self.issued * rng.uniform(0.0005, 0.006))
        price = max(2.0, 9 * f["sales"] * self.unit / self.issued)
        f["issued"] = max(1, int(exercised * price * 0.6 / self.unit))
        self.issued += exercised
        common = int(self.par * self.issued / self.unit)
        b["paid in"] += f["issued"] - (common - b["common"])
        b["common"] = common
        f["dividends"] = int(max(0, f["net"]) * self.payout)
        b["retained"] -= f["dividends"]
        f["bought back"] = 0
        if self.buys_back and f["net"] > 0 and rng.random() < 0.5:
            f["bought back"] = f["net"] // 4
            self.treasury_shares += int(f["bought back"] * self.unit / price)
            b["treasury"] += f["bought back"]
        moved = f["issued"] - f["repaid"] - f["dividends"] - f["bought back"]
        cash = b["cash"] + f["from operations"] + f["from investing"] + moved
        least = int(self.sales * 0.05) + 1
        f["borrowed"] = least - cash if cash < least else 0
        b["current debt"] -= f["repaid"]
        b["debt"] += f["borrowed"]
        due = min(b["debt"], max(0, b["debt"] // 8 - b["current debt"]))
        b["debt"] -= due
        b["current debt"] += due
        f["from financing"] = moved + f["borrowed"]
        f["change in cash"] = f["from operations"] + f["from investing"] + f["from financing"]
        b["cash"] += f["change in cash"]
        return (before + self.issued - self.treasury_shares) // 2

    def totals(self) -> dict[str, int]:
        """The balances with their totals; both sides are proven equal."""
        b = dict(self.balances)
        b["current assets"] = sum(
            b[name] for name in ("cash", "investments", "receivables", "inventories", "prepaid")
        )
        b["assets"] = b["current assets"] + b["plant"] + b["goodwill"] + b["other"]
        b["current liabilities"] = b["payables"] + b["accrued"] + b["current debt"]
        b["liabilities"] = b["current liabilities"] + b["debt"] + b["deferred"]
        b["equity"] = b["common"] + b["paid in"] + b["retained"] - b["treasury"]
        b["both"] = b["liabilities"] + b["equity"]
        if b["both"] != b["assets"]:
            raise ArithmeticError(f"assets {b['assets']}, liabilities and equity {b['both']}")
        return b


def _opened(made: Company, rng: Random) -> _Books:
    typical = {1: (400_000, 9_000_000), 1000: (3_000, 250_000), 1_000_000: (150, 4_000)}
    low, high = typical[made.unit]
    sales = low * (high / low) ** rng.random()
    maker, software = made.business == "maker", made.business == "software"
    cost = {"maker": 0.6, "software": 0.32, "service": 0.68, "seller": 0.7}[made.business]
    margin = rng.gauss(0.07, 0.05)
    research = rng.uniform(0.03, 0.08) if maker else rng.uniform(0.12, 0.18) if software else 0
    cost += rng.uniform(-0.06, 0.06)
    books = _Books(
        rng, made.business, made.unit, made.par, sales, rng.gauss(0.08, 0.1),
        [rng.uniform(0.9, 1.02), rng.uniform(0.95, 1.05), rng.uniform(0.95, 1.05), 1.08],
        cost, max(0.08, 1 - cost - research - margin), research,
        rng.choice((0.0, 0.0, 0.2, 0.3)), rng.random() < 0.3,
        0.15 if made.business == "seller" else rng.uniform(0.5, 0.8),
        rng.uniform(0.5, 0.9) if made.business in ("maker", "seller") else 0.0,
        int(sales * made.unit * rng.uniform(0.25, 0.8)) // 100 * 100 + 1_000_000,
    )  # fmt: skip
    b = books.balances
    for name, share in (
        ("cash", rng.uniform(0.15, 0.5)), ("investments", rng.choice((0.0, 0.0, 0.3))),
        ("receivables", books.collect), ("inventories", books.stock * cost), ("prepaid", 0.04),
        ("plant", rng.uniform(0.4, 1.2)), ("goodwill", rng.choice((0.0, 0.3, 0.6))),
        ("other", rng.uniform(0.03, 0.09)), ("payables", 0.38 * cost), ("accrued", 0.18),
        ("current debt", 0.03), ("debt", rng.uniform(0.05, 0.4)), ("deferred", 0.03),
    ):  # fmt: skip
        b[name] = int(sales * share)
    owned = sum(b[n] for n in ("cash", "investments", "receivables", "inventories", "prepaid",
                               "plant", "goodwill", "other"))  # fmt: skip
    owed = sum(b[n] for n in ("payables", "accrued", "current debt", "debt", "deferred"))
    b["treasury"] = 0
    b["common"] = int(made.par * books.issued / made.unit)
    b["paid in"] = int((owned - owed) * rng.uniform(0.3, 0.9))
    b["retained"] = owned - owed - b["common"] - b["paid in"]
    return books


def history(seed: int, made: Company) -> dict[tuple[int, int], Quarter]:
    """(fiscal year, quarter) -> figures, from three years before the first filing on."""
    rng = Random(f"{seed} books {made.number}")
    books = _opened(made, rng)
    out: dict[tuple[int, int], Quarter] = {}
    for year in range(made.first - _HISTORY, made.last + 1):
        for number in range(1, 5):
            flows, average = books.quarter(number)
            diluted = average
            if flows["net"] > 0:
                diluted += average // 40
            if made.thousands:
                average, diluted = average // 1000 * 1000, diluted // 1000 * 1000
            out[year, number] = Quarter(
                year, number, quarter_end(made, year, number), flows, books.totals(),
                books.issued, books.treasury_shares, average, diluted,
            )  # fmt: skip
    return out


def reclassified(made: Company, quarter: Quarter, year: int) -> dict[str, int]:
    """The quarter's flows as a filing for fiscal year `year` shows them.

    From the year of a reclassification on, rebates to customers lower the sales of earlier years
    and no longer stand among the costs: sales and costs differ from those first filed, income
    does not.
    """
    if not made.reclassified or not quarter.year < made.reclassified <= year:
        return quarter.flows
    f = dict(quarter.flows)
    moved = f["products"] // 50
    for name in ("sales", "products", "cost", "costs"):
        f[name] -= moved
    return f


def per_share(net: int, unit: int, shares: int) -> Decimal:
    return (Decimal(net * unit) / shares).quantize(Decimal("0.01"), ROUND_HALF_UP)
