"""Sentences made of parts that are drawn, and how they stand on a page."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from random import Random

WIDTH = 76

_PARTS: dict[str, tuple[str, ...]] = {
    "who": ("The Company", "Management", "The Company's management", "The Board of Directors"),
    "goods": ("product lines", "core products", "customer programs", "service offerings",
              "newer models", "standard products", "regional operations", "repeat business"),
    "market": ("domestic markets", "the Midwest", "overseas markets", "the replacement market",
               "the commercial sector", "mid-sized accounts", "the northeastern states",
               "its principal markets", "the government sector"),
    "moved": ("increased modestly", "were somewhat higher", "remained largely unchanged",
              "declined slightly", "improved in the latter part of the period",
              "were in line with internal budgets", "varied from month to month"),
    "grew": ("increased modestly", "was somewhat higher", "remained largely unchanged",
             "declined slightly", "recovered in the latter part of the period",
             "was in line with internal budgets"),
    "cause": ("a more favorable mix", "higher unit volumes", "the timing of shipments",
              "competitive pricing", "the addition of sales personnel", "weather in the period",
              "the introduction of new models", "lower purchase prices for components",
              "the closing of a small facility", "greater use of outside contractors"),
    "thing": ("freight and handling", "outside services", "travel", "personnel costs",
              "group medical insurance", "occupancy", "trade advertising", "data processing",
              "warehouse labor", "professional fees", "depreciation of newer equipment"),
    "act": ("reviews", "monitors", "evaluates", "reassesses"),
    "object": ("its staffing levels", "the useful lives of its equipment", "its credit policies",
               "the adequacy of its facilities", "its arrangements with suppliers",
               "the carrying value of slow-moving items", "its insurance coverage",
               "the performance of each location", "its lease commitments"),
    "often": ("from time to time", "each quarter", "on a regular basis", "at least annually",
              "whenever conditions warrant", "as part of the budget process"),
    "risk": ("the loss of a large account", "a shortage of skilled personnel",
             "a rise in prime lending rates", "delays in product introductions",
             "changes in customers' purchasing plans", "an interruption at a principal supplier",
             "a decline in general business conditions", "new entrants with larger resources"),
    "effect": ("could reduce operating results", "might delay planned expansion",
               "would be felt chiefly in later periods", "could vary widely between regions",
               "cannot be predicted with any certainty", "may be offset in part by other programs"),
    "place": ("a leased building near its headquarters", "two plants and a distribution center",
              "several small field offices", "a facility that it owns", "a shared warehouse"),
    "term": ("one to five years", "up to ten years", "two years with options to renew",
             "various lengths", "less than a year"),
    "people": ("full-time employees", "hourly workers", "field representatives", "engineers",
               "part-time associates", "technicians"),
}  # fmt: skip
_SENTENCES = (
    "Sales of {goods} in {market} {moved} and reflected {cause}.",
    "Results in {market} {moved}, owing mainly to {cause}.",
    "{who} {act} {object} {often} and makes changes where they appear justified.",
    "Costs for {thing} {moved}, mainly as a result of {cause}.",
    "Expenses for {thing} and {thing} {moved} during the period.",
    "Among the matters that {who} {act} {often} are {object} and {object}.",
    "If it were to occur, {risk} {effect}.",
    "The effect of {risk} {effect}, and no provision for it has been made.",
    "The Company conducts its business from {place} under agreements with terms of {term}.",
    "Additions to {goods} were directed to {market}, where demand {grew}.",
    "Margins on {goods} {moved} because of {cause}, partly offset by {cause}.",
    "Most {people} are not covered by collective agreements, and relations with them are good.",
    "The number of {people} {grew} over the comparable period.",
    ("Orders for {goods} are generally filled within a short time, so that backlog is of limited"
    " significance."),
    "The Company competes in {market} on the strength of service, price and delivery.",
    "No single customer for its {goods} is believed to be essential to the business as a whole.",
    "Purchases from the principal suppliers of its {goods} are made on customary terms.",
    ("{who} believes that present facilities, including {place}, will be sufficient for the"
    " foreseeable future."),
    "Spending on {thing} is expected to continue near present levels for the balance of the year.",
    "The Company is exposed to {risk}, the outcome of which {effect}.",
    "Inquiries from {market} {moved}, although few of them have led to firm orders so far.",
    "A change in {thing} of ten percent would not have altered the results materially.",
    "{who} has studied ways to bring {goods} into {market} without large initial outlays.",
    "Training of {people} continued, and turnover among them {grew}.",
    "Prices of {goods} in {market} {moved}; {who} attributes this to {cause}.",
    "Several leases, among them that of {place}, come up for renewal within {term}.",
    "The benefit of {cause} was felt in {market} rather than in the business as a whole.",
    "Certain {people} were transferred to {place} in order to reduce {thing}.",
    ("Should {goods} meet with less acceptance than planned, inventories of them may be written"
    " down."),
    "Because of {risk}, results of one period are no guide to those of another.",
)  # fmt: skip


def sentence(rng: Random) -> str:
    text = rng.choice(_SENTENCES)
    while "{" in text:
        before, _, rest = text.partition("{")
        name, _, after = rest.partition("}")
        word = rng.choice(_PARTS[name])
        if before and name == "who" and not before.endswith(". "):
            word = word[0].lower() + word[1:]
        text = before + word + after
    return text


def wrapped(text: str, first: str = "     ") -> list[str]:
    """A paragraph set to the page's width; faster than textwrap, which long filings would feel."""
    lines: list[str] = []
    line = first
    for word in text.split():
        if len(line) + len(word) >= WIDTH and line.strip():
            lines.append(line.rstrip())
            line = ""
        line += word + " "
    return [*lines, line.rstrip(), ""]


def paragraphs(rng: Random, size: int) -> list[str]:
    """Paragraphs of about `size` characters together, with pages broken now and then."""
    out: list[str] = []
    made = 0
    while made < size:
        lines = wrapped(" ".join(sentence(rng) for _ in range(rng.randint(3, 6))))
        out += lines
        made += sum(map(len, lines)) + len(lines)
    return out


def paged(lines: Iterable[str], number: int, length: int = 54) -> tuple[list[str], int]:
    """The lines on pages of about `length`, each closed by its number; no table is cut.

    Returns the lines and the last page's number.
    """
    out: list[str] = []
    held = 0
    inside = False
    for line in lines:
        if line.startswith("<TABLE>"):
            inside = True
        elif line.startswith("</TABLE>"):
            inside = False
        out.append(line)
        held += 1
        if held >= length and not inside and not line:
            number += 1
            out += ["", str(number).center(WIDTH).rstrip(), "<PAGE>", ""]
            held = 0
    number += 1
    return [*out, "", str(number).center(WIDTH).rstrip()], number
