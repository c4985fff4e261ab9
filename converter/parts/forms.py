"""What the SEC's forms prescribe: the Items of 10-K, 10-KSB, 10-Q, 10-QSB and 8-K with the words of
their titles, as they were from 1993 to 2008.

Places order the Items of a form: the Item's number; in a 10-Q, whose two Parts count anew, a
hundred for each Part besides. A letter comes behind its number: Item 7A is (7, 1).
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

Place = tuple[float, int]

_WORD = re.compile(r"[a-z]{3,}")
_IDLE = frozenset(["and", "the", "for", "with", "any", "our", "its", "their", "certain"])


@dataclass(frozen=True, slots=True)
class Form:
    """A form's Items.

    titles      by place: the words of an Item's titles over the years
    parts       by number of a Part: the places that its heading may have, between those of Items
    required    Items without which the sequence is broken, each with the first day of filing from
                which that holds
    plain       the words that tell an Item by its title alone, where it has one of its own
    statements  the place of the Item that holds the financial statements
    counts      whether each Part counts its Items anew
    """

    name: str
    titles: Mapping[Place, frozenset[str]]
    parts: Mapping[int, tuple[Place, ...]]
    required: tuple[tuple[str, Place, dt.date], ...]
    plain: Mapping[Place, frozenset[str]] = field(default_factory=dict)
    statements: Place | None = None
    counts: bool = False

    def known(self, places: tuple[Place, Place]) -> frozenset[str]:
        """The words of the titles of Items from one place to another, both included."""
        low, high = places
        return frozenset().union(*(own for at, own in self.titles.items() if low <= at <= high))

    def likeness(self, places: tuple[Place, Place], title: str) -> float | None:
        """The share of a printed title's words that the form has for the places, 0 to 1; None where
        it prescribes no such Item, or nothing is printed.
        """
        known, printed = self.known(places), words(title)
        if not known or not printed:
            return None
        return len(printed & known) / len(printed)


def words(title: str) -> frozenset[str]:
    """The words of a title that say something, cut to six letters: 'propert', 'matter'."""
    flat = title.lower().replace("'", "")
    return frozenset(word[:6] for word in _WORD.findall(flat) if word not in _IDLE)


def form_of(document_type: str) -> Form | None:
    """The form whose Items a document of this type has, None for one that has none."""
    flat = document_type.upper().replace("-", "").replace(" ", "")
    for begins, form in _BY_TYPE:
        if flat.startswith(begins):
            return form
    return None


_ALWAYS: Final = dt.date(1990, 1, 1)

_ANNUAL: Final = {
    "1": "Description of Business General Development",
    "1A": "Risk Factors",
    "1B": "Unresolved Staff Comments",
    "2": "Description of Properties Property",
    "3": "Legal Proceedings",
    "4": "Submission of Matters to a Vote of Security Holders Reserved Removed",
    "4A": "Executive Officers of the Registrant",
    "5": "Market for Registrant's Common Equity Stock, Related Stockholder Shareholder Security"
    " Holder Matters and Issuer Purchases of Equity Securities Price Range Dividends",
    "6": "Selected Consolidated Financial Data Information Five-Year Summary",
    "7": "Management's Discussion and Analysis of Financial Condition and Results of Operations"
    " Operating",
    "7A": "Quantitative and Qualitative Disclosures About Market Risk",
    "8": "Consolidated Financial Statements and Supplementary Data Schedules",
    "9": "Changes in and Disagreements With Accountants on Accounting and Financial Disclosure"
    " Auditors",
    "9A": "Controls and Procedures",
    "9B": "Other Information",
    "10": "Directors, Executive Officers, Promoters, Control Persons and Corporate Governance of"
    " the Registrant Company Management",
    "11": "Executive Compensation Remuneration of Directors and Officers",
    "12": "Security Ownership of Certain Beneficial Owners and Management and Related Stockholder"
    " Matters",
    "13": "Certain Relationships and Related Transactions, and Director Independence",
    "14": "Exhibits, Financial Statement Schedules, and Reports on Form Controls and Procedures"
    " Principal Accountant Accounting Auditor Fees and Services Index List",
    "15": "Exhibits, Financial Statement Schedules, and Reports on Form Index List Controls"
    " Procedures",
}
_SMALL_ANNUAL: Final = {
    "1": "Description of Business", "1A": "Risk Factors",
    "2": "Description of Property Properties", "3": "Legal Proceedings",
    "4": "Submission of Matters to a Vote of Security Holders",
    "5": "Market for Registrant's Common Equity Stock, Related Stockholder Shareholder Matters and"
    " Small Business Issuer Purchases of Equity Securities",
    "6": "Management's Discussion and Analysis of Financial Condition Results or Plan of Operation"
    " Operations",
    "7": "Consolidated Financial Statements Supplementary Data",
    "8": "Changes in and Disagreements With Accountants on Accounting and Financial Disclosure",
    "8A": "Controls and Procedures", "8B": "Other Information",
    "9": "Directors, Executive Officers, Promoters and Control Persons; Compliance With Section of"
    " the Exchange Act Corporate Governance Registrant",
    "10": "Executive Compensation",
    "11": "Security Ownership of Certain Beneficial Owners and Management and Related Stockholder"
    " Matters",
    "12": "Certain Relationships and Related Transactions and Director Independence",
    "13": "Exhibits and Reports on Form Index List Financial Statements",
    "14": "Principal Accountant Fees and Services Controls Procedures",
}  # fmt: skip
_QUARTERLY: Final = {
    1: {
        "1": "Consolidated Condensed Interim Financial Statements Unaudited Information",
        "2": "Management's Discussion and Analysis of Financial Condition and Results of Operations"
        " Plan Operation Interim",
        "3": "Quantitative and Qualitative Disclosures About Market Risk Controls Procedures",
        "4": "Controls and Procedures",
    },
    2: {
        "1": "Legal Proceedings",
        "1A": "Risk Factors",
        "2": "Changes in Securities and Use of Proceeds Unregistered Sales of Equity Securities"
        " Issuer Purchases Rights",
        "3": "Defaults Upon Senior Securities",
        "4": "Submission of Matters to a Vote of Security Holders Results Votes",
        "5": "Other Information Events Materially Important",
        "6": "Exhibits and Reports on Form",
    },
}
_CURRENT: Final = {
    "1": "Changes in Control of Registrant",
    "2": "Acquisition or Disposition of Assets",
    "3": "Bankruptcy or Receivership",
    "4": "Changes in Registrant's Certifying Accountant Accountants",
    "5": "Other Events and Regulation FD Disclosure Required Materially Important",
    "6": "Resignations of Registrant's Directors Director Resignation",
    "7": "Financial Statements, Pro Forma Financial Information and Exhibits",
    "8": "Change in Fiscal Year",
    "9": "Regulation FD Disclosure Sales of Equity Securities Pursuant Information Furnished",
    "10": "Amendments to the Registrant's Code of Ethics, or Waiver of a Provision",
    "11": "Temporary Suspension of Trading Under Registrant's Employee Benefit Plans",
    "12": "Results of Operations and Financial Condition",
    "1.01": "Entry into a Material Definitive Agreement",
    "1.02": "Termination of a Material Definitive Agreement",
    "1.03": "Bankruptcy or Receivership",
    "2.01": "Completion of Acquisition or Disposition of Assets",
    "2.02": "Results of Operations and Financial Condition",
    "2.03": "Creation of a Direct Financial Obligation or an Obligation under an Off-Balance Sheet"
    " Arrangement of a Registrant",
    "2.04": "Triggering Events That Accelerate or Increase a Direct Financial Obligation",
    "2.05": "Costs Associated with Exit or Disposal Activities",
    "2.06": "Material Impairments",
    "3.01": "Notice of Delisting or Failure to Satisfy a Continued Listing Rule or Standard;"
    " Transfer of Listing",
    "3.02": "Unregistered Sales of Equity Securities",
    "3.03": "Material Modification to Rights of Security Holders",
    "4.01": "Changes in Registrant's Certifying Accountant",
    "4.02": "Non-Reliance on Previously Issued Financial Statements or a Related Audit Report or"
    " Completed Interim Review",
    "5.01": "Changes in Control of Registrant",
    "5.02": "Departure of Directors or Certain Principal Officers; Election of Directors;"
    " Appointment of Certain Principal Officers; Compensatory Arrangements",
    "5.03": "Amendments to Articles of Incorporation or Bylaws; Change in Fiscal Year",
    "5.04": "Temporary Suspension of Trading Under Registrant's Employee Benefit Plans",
    "5.05": "Amendments to the Registrant's Code of Ethics, or Waiver of a Provision",
    "5.06": "Change in Shell Company Status",
    "7.01": "Regulation FD Disclosure",
    "8.01": "Other Events",
    "9.01": "Financial Statements and Exhibits Pro Forma Information",
}


def place(number: str, part: int = 0) -> Place:
    """'7A' as (7, 1); in the second Part of a 10-Q (207, 1)."""
    letter = number[-1:].upper()
    if letter.isalpha():
        return 100 * part + float(number[:-1]), ord(letter) - ord("A") + 1
    return 100 * part + float(number), 0


def _titles(found: Mapping[str, str], part: int = 0) -> dict[Place, frozenset[str]]:
    return {place(number, part): words(title) for number, title in found.items()}


def _required(numbers: str, part: int = 0) -> list[tuple[str, Place, dt.date]]:
    return [(f"Item {number}", place(number, part), _ALWAYS) for number in numbers.split()]


_DISCUSSION: Final = words("Management's Discussion and Analysis")
_TEN_K = Form(
    "10-K",
    _titles(_ANNUAL),
    # Part IV begins with Item 14 until 2003, with Item 15 after it
    {1: ((0.5, 0),), 2: ((4.9, 0),), 3: ((9.9, 0),), 4: ((13.9, 0), (14.9, 0))},
    (
        *_required("1 2 3 4 5 6 7 8 9 10 11 12 13 14"),
        ("Item 1A", place("1A"), dt.date(2006, 2, 1)),
        ("Item 9A", place("9A"), dt.date(2004, 2, 1)),
        ("Item 15", place("15"), dt.date(2003, 7, 1)),
    ),
    {
        place("3"): words("Legal Proceedings"), place("6"): words("Selected Financial Data"),
        place("7"): _DISCUSSION, place("11"): words("Executive Compensation"),
    },
    statements=place("8"),
)  # fmt: skip
_TEN_KSB = Form(
    "10-KSB",
    _titles(_SMALL_ANNUAL),
    {1: ((0.5, 0),), 2: ((4.9, 0),), 3: ((8.9, 0),)},
    tuple(_required("1 2 3 4 5 6 7 8 9 10 11 12 13")),
    {place("3"): words("Legal Proceedings"), place("6"): _DISCUSSION},
    statements=place("7"),
)
_TEN_Q = Form(
    "10-Q",
    {**_titles(_QUARTERLY[1], 1), **_titles(_QUARTERLY[2], 2)},
    {1: ((100, 0),), 2: ((200, 0),)},
    # the form lets Items of Part II be left out that have nothing to say
    tuple((f"Part I {name}", at, since) for name, at, since in _required("1 2", 1)),
    {place("2", 1): _DISCUSSION},
    statements=place("1", 1),
    counts=True,
)
_EIGHT_K = Form("8-K", _titles(_CURRENT), {}, ())

_BY_TYPE: Final = (
    ("10KSB", _TEN_KSB),
    ("10K", _TEN_K),
    ("10Q", _TEN_Q),
    ("8K", _EIGHT_K),
)
