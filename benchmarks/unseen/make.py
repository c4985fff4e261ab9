"""Whole filings with known answers, each with difficulties that are drawn for it.

A filing is made of documents, a document of pages, a page of lines. What is asked of a converter:
each primary statement of the registrant, and no figure of anyone else's without a dimension.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from benchmarks.unseen import pieces
from benchmarks.unseen.books import (
    Books,
    Sources,
    Statement,
    books,
    one_group,
    tells,
    with_retained,
)
from benchmarks.unseen.sheet import LAYOUTS, TITLES, WIDTH, Look, draw_look, title, typed

if TYPE_CHECKING:
    from decimal import Decimal

Page = list[str]

PLACES = (
    "in EX-13", "in EX-99", "in a wrong exhibit", "before MD&A", "behind an index",
    "no page marks", "no table tags", "one page, boxheads between", "over pages, heads repeated",
    "over pages, bare", "page heads", "page numbers between rows", "retained earnings below",
    "quarter, then year to date", "spread, left and right",
)  # fmt: skip
OTHERS = (
    "acquired in 8-K", "acquired in 10-K exhibit", "acquired in 10-K, same document",
    "subsidiary before", "subsidiary after", "guarantor before", "guarantor after",
    "affiliate, Rule 3-09", "affiliate, Rule 3-09, same document", "parent-only schedule",
    "consolidating columns", "tracking group", "finance balance sheet in a note", "benefit plan",
    "pro forma", "pro forma before", "quarterly data before and after",
    "selected data before and after", "segments like income", "ratios", "predecessor",
    "two registrants", "two registrants, statements by kind", "press release and 10-K",
)  # fmt: skip
NOTHING = ("by reference", "index alone", "acquired company alone")
KINDS = {"title": TITLES, "place": PLACES, "other": OTHERS, "layout": LAYOUTS}
_ALONE = 0.6  # share of difficult filings that have one difficulty
_PLAIN = 0.08
_EMPTY = 0.05


@dataclass(frozen=True, slots=True)
class Made:
    """text; the statements asked for; the amounts that are not the registrant's."""

    number: int
    difficulties: tuple[str, ...]
    text: str
    wanted: tuple[Statement, ...]
    foreign: frozenset[Decimal]

    @property
    def name(self) -> str:
        return f"unseen-{self.number:05}"


@dataclass(slots=True)
class Draft:
    """A filing on its way. documents: (type, pages) beside the main one's parts."""

    own: Books
    look: Look
    rng: random.Random
    drawn: dict[str, str]
    form: str
    front: list[Page] = field(default_factory=list)
    before: list[Page] = field(default_factory=list)
    statements: list[Page] = field(default_factory=list)
    inside: list[Page] = field(default_factory=list)
    after: list[Page] = field(default_factory=list)
    documents: list[tuple[str, list[Page]]] = field(default_factory=list)
    wanted: list[Statement] = field(default_factory=list)
    foreign: set[Decimal] = field(default_factory=set)
    second: Books | None = None

    def is_(self, group: str, *kinds: str) -> bool:
        return self.drawn.get(group) in kinds


def draw(rng: random.Random, number: int) -> dict[str, str]:
    """Every kind comes in turn; a share of the filings has several, one of a group at most."""
    lot = rng.random()
    if lot < _PLAIN:
        return {}
    if lot < _PLAIN + _EMPTY:
        return {"nothing": NOTHING[number % len(NOTHING)]}
    flat = [(group, kind) for group, kinds in KINDS.items() for kind in kinds]
    group, kind = flat[number * 7 % len(flat)]
    drawn = {group: kind}
    if rng.random() >= _ALONE:
        for other in rng.sample([g for g in KINDS if g != group], rng.choice((1, 1, 2))):
            drawn[other] = rng.choice(KINDS[other])
    return drawn


def filing(sources: Sources, seed: int, number: int, drawn: dict[str, str] | None = None) -> Made:
    """Filing `number` of a seed; with the difficulties `drawn` instead of its own."""
    rng = random.Random(f"{seed} {number}")
    own_kinds = draw(rng, number)
    drawn = own_kinds if drawn is None else drawn
    kinds = frozenset({drawn["layout"]} if "layout" in drawn else ())
    figures = {"cents": "cents", "full dollars": "dollars"}.get(drawn.get("layout", ""), "filed")
    weeks = "weeks" in kinds
    annual = rng.random() < 0.65
    place, other = drawn.get("place"), drawn.get("other")
    if place in ("in EX-13", "behind an index", "retained earnings below", "in a wrong exhibit"):
        annual = True
    if place == "quarter, then year to date":
        annual = False
    if other in OTHERS and other not in ("ratios", "segments like income", "consolidating columns"):
        annual = True
    annual = annual or "nothing" in drawn
    own = books(sources, rng, annual=annual, weeks=weeks, figures=figures)
    for _ in range(_TRIES):
        if place != "quarter, then year to date" or len(own.statements["IS"].columns) > 3:
            break
        own = books(sources, rng, annual=False, weeks=weeks, figures=figures)
    tagged = place != "no table tags" and rng.random() < 0.7
    look = draw_look(rng, kinds, tagged=tagged)
    form = "10-K" if annual else "10-Q"
    draft = Draft(own, look, rng, drawn, form)
    if other == "acquired in 8-K" or drawn.get("nothing") == "acquired company alone":
        draft.form = "8-K"
    else:
        _statements(draft)
    _beside(draft, sources)
    _placed(draft)
    text = _text(draft, number)
    mine = {abs(c) for c in pieces.books_values(own)} | pieces.values(*draft.wanted)
    return Made(
        number, tuple(f"{g}: {k}" for g, k in sorted(drawn.items())), text,
        tuple(draft.wanted), frozenset(v for v in draft.foreign - mine if tells(v)),
    )  # fmt: skip


_TRIES = 60


def _statements(draft: Draft) -> None:
    own, rng = draft.own, draft.rng
    made = dict(own.statements)
    if draft.is_("place", "retained earnings below"):
        made["IS"] = with_retained(own)
    order = rng.choice((("BS", "IS", "CF"), ("IS", "BS", "CF"), ("IS", "CF", "BS")))
    if "nothing" in draft.drawn:
        return
    kind = draft.drawn.get("title", "")
    many = "place" in draft.drawn and draft.drawn["place"].startswith(("over pages", "spread"))
    for number, each in enumerate(order):
        statement = made[each]
        parts = [statement]
        if each == "IS" and draft.is_("place", "quarter, then year to date"):
            parts = [one_group(statement, longest=False), one_group(statement, longest=True)]
        draft.wanted += parts
        name = own.name
        if draft.is_("place", "one page, boxheads between"):
            over = [name.center(WIDTH).rstrip(), "FINANCIAL STATEMENTS".center(WIDTH).rstrip(),
                    *title(statement, name, draft.look, own.power, rng, "none")[0]]  # fmt: skip
            body = typed(statement, draft.look, own.power, rng)
            page = [*(over if not number else []), "", *body]
            if number:
                draft.statements[-1] += ["", "", *page]
            else:
                draft.statements.append(page)
            continue
        if many:
            draft.statements += _over_pages(draft, statement, kind)
            continue
        page = pieces.statement_page(parts[0], name, draft.look, own.power, rng, kind)
        for more in parts[1:]:
            lines = typed(more, draft.look, own.power, rng)
            page += ["", *pieces.table(lines, tagged=draft.look.tagged)]
        if draft.is_("place", "page numbers between rows"):
            page = _numbered_between(page, rng)
        draft.statements.append(page)


def _over_pages(draft: Draft, statement: Statement, kind: str) -> list[Page]:
    own, rng = draft.own, draft.rng
    count = 2 if len(statement.lines) < 30 else rng.choice((2, 3))
    edges = [len(statement.lines) * at // count for at in range(count + 1)]
    if statement.kind == "BS":  # the sheet's halves
        half = next((at for at, x in enumerate(statement.lines) if x.tag == "Assets"), edges[1] - 1)
        edges = [0, half + 1, len(statement.lines)]
    pages = []
    for at, (first, last) in enumerate(pairwise(edges)):
        part = replace(statement, lines=statement.lines[first:last])
        if not part.lines:
            continue
        over, heading = title(part, own.name, draft.look, own.power, rng, kind)
        lines = typed(part, draft.look, own.power, rng, heading)
        if at and draft.is_("place", "over pages, bare"):
            over = []
            lines = lines[_heads(lines) :]
        elif at and draft.is_("place", "over pages, heads repeated"):
            over = [*over[:1], *(f"{x} (Continued)" for x in over[1:2]), *over[2:]]
        elif at:
            over = over[2:]
        pages.append([*over, "", *pieces.table(lines, tagged=draft.look.tagged)])
    return pages


def _heads(lines: list[str]) -> int:
    return next((at + 1 for at, line in enumerate(lines) if "<S>" in line), 2)


def _numbered_between(page: Page, rng: random.Random) -> Page:
    out: Page = []
    number = rng.randint(11, 40)
    for at, line in enumerate(page):
        out.append(line)
        if at and at % 24 == 0:
            out += ["", f"-{number}-".center(WIDTH).rstrip(), ""]
            number += 1
    return out


def _another(draft: Draft, sources: Sources) -> Books:
    own = draft.own
    found = books(sources, draft.rng, annual=own.annual, end=own.end)
    for _ in range(_TRIES):
        if found.cik != own.cik:
            break
        found = books(sources, draft.rng, annual=own.annual, end=own.end)
    return found


def _beside(draft: Draft, sources: Sources) -> None:
    """What stands in the filing besides the registrant's own statements."""
    rng, look, own = draft.rng, replace(draft.look, kinds=frozenset()), draft.own
    kind = draft.drawn.get("other", "") or draft.drawn.get("nothing", "")
    name = rng.choice(pieces.INVENTED)
    first = next((word for word in own.name.split() if len(word) > 3), own.name)

    def pages(called: str) -> list[Page]:
        other = _another(draft, sources)
        draft.foreign |= pieces.books_values(other)
        return pieces.company(other, called, look, rng)

    if kind in ("acquired in 8-K", "acquired company alone"):
        draft.before += pages(name)
        if rng.random() < 0.6:
            other = _another(draft, sources)
            draft.after += pieces.pro_forma(own, other, look, rng)
            draft.foreign |= pieces.pro_forma_values(own) | pieces.books_values(own)
    elif kind == "acquired in 10-K exhibit":
        draft.documents.append(("EX-99", pages(name)))
    elif kind in ("acquired in 10-K, same document", "affiliate, Rule 3-09, same document"):
        draft.after += [pieces.prose(rng, "REPORT OF INDEPENDENT AUDITORS", 2), *pages(name)]
    elif kind.startswith(("subsidiary", "guarantor")):
        called = rng.choice((f"{first} CREDIT CORPORATION", name))
        if kind.startswith("guarantor"):  # a name of which the registrant's is a longer one
            called = f"{first} HOLDINGS, INC."
        where = draft.before if kind.endswith("before") else draft.after
        where += [pieces.prose(rng, "REPORT OF INDEPENDENT AUDITORS", 1), *pages(called)]
    elif kind == "affiliate, Rule 3-09":
        draft.documents.append((rng.choice(("EX-99", "EX-99.1", "EX-28")), pages(name)))
    elif kind == "parent-only schedule":
        more, foreign = pieces.parent_only(own, look, rng)
        draft.after += more
        draft.foreign |= foreign
    elif kind == "consolidating columns":
        draft.inside, foreign = pieces.consolidating(own, look, rng)
        draft.foreign |= foreign
    elif kind == "tracking group":
        called = f"{first} {rng.choice(('MEDIA', 'STEEL', 'WIRELESS'))} GROUP"
        made = pages(f"{called} (a group of {own.name})")
        (draft.before if rng.random() < 0.4 else draft.after).extend(made)
    elif kind == "finance balance sheet in a note":
        other = replace(_another(draft, sources), name=f"{first} CREDIT CORPORATION")
        draft.foreign |= pieces.books_values(other)
        draft.inside.append(pieces.finance_note(other, look, rng))
    elif kind == "benefit plan":
        more, foreign = pieces.savings_plan(own, look, rng)
        draft.documents.append((rng.choice(("EX-99", "11-K", "EX-28")), more))
        draft.foreign |= foreign
    elif kind.startswith("pro forma"):
        other = _another(draft, sources)
        where = draft.before if kind.endswith("before") else draft.after
        where += pieces.pro_forma(own, replace(other, name=own.name), look, rng)
        draft.foreign |= pieces.pro_forma_values(own)
    elif kind == "quarterly data before and after":
        draft.before.append(pieces.quarterly(own, look, rng))
        draft.after.append(pieces.quarterly(own, look, rng))
    elif kind == "selected data before and after":
        draft.before.append(pieces.selected(own, look, rng))
        draft.after.append(pieces.selected(own, look, rng))
    elif kind == "segments like income":
        page, foreign = pieces.segments(own, look, rng)
        draft.inside.append(page)
        draft.foreign |= foreign
    elif kind == "ratios":
        draft.documents.append(("EX-12", [pieces.ratios(own, look, rng)]))
    elif kind == "predecessor":
        called = f"{first} INDUSTRIES, INC. (PREDECESSOR)"
        draft.after += pages(called)
    elif kind.startswith("two registrants"):
        draft.second = replace(_another(draft, sources), name=f"{first} POWER COMPANY")
        draft.foreign |= pieces.books_values(draft.second)
        made = pieces.company(draft.second, draft.second.name, look, rng)
        if kind.endswith("by kind"):
            draft.statements = [
                p for both in zip(draft.statements, made, strict=False) for p in both
            ]
        else:
            draft.after += made
    elif kind == "press release and 10-K":
        draft.documents.append(
            ("EX-99", [pieces.statement_page(own.statements[k], own.name, look, own.power, rng)
                       for k in ("IS", "BS")])
        )  # fmt: skip
    elif kind in ("by reference", "index alone"):
        draft.front.append(_index(rng, own))
        if kind == "by reference":
            draft.before.append(_by_reference())


def _by_reference() -> Page:
    return [
        "", "Item 8.  Financial Statements and Supplementary Data", "",
        "     The consolidated balance sheets, statements of operations and statements of cash",
        "flows in the Company's annual report to shareholders are incorporated by reference.",
        "", *pieces.centred("SCHEDULE II", "VALUATION AND QUALIFYING ACCOUNTS"), "",
        "                                 Balance at    Charged to                Balance at",
        "                                 beginning      expense     Deductions      end",
        "Allowance for doubtful accounts      1,214           310          (287)       1,237",
        "Reserve for returns                    402           119           (98)         423",
    ]  # fmt: skip


def _index(rng: random.Random, own: Books) -> Page:
    at = rng.randint(12, 30)
    kind = "Years" if own.annual else "Periods"
    names = (
        "Report of Independent Accountants", "Consolidated Balance Sheets",
        f"Consolidated Statements of Operations for the {kind} Ended {own.end:%B} {own.end.day}",
        "Consolidated Statements of Cash Flows", "Notes to Consolidated Financial Statements",
    )  # fmt: skip
    dots = rng.random() < 0.5
    rows = [
        (name + " ").ljust(70, "." if dots else " ") + str(at + n) for n, name in enumerate(names)
    ]
    return [*pieces.centred("INDEX TO FINANCIAL STATEMENTS"), "", " " * 66 + "Page", "", *rows]


def _placed(draft: Draft) -> None:
    """The main document's parts in their order, and where the statements stand."""
    rng, own = draft.rng, draft.own
    when = f"{own.end:%B} {own.end.day}, {own.end.year}"
    words = "annual period" if draft.form == "10-K" else "period"
    cover = [*pieces.centred("SECURITIES AND EXCHANGE COMMISSION", "WASHINGTON, D.C. 20549", "",
             f"FORM {draft.form}", "", f"For the {words} ended {when}", "", own.name,
             "(Exact name of registrant as specified in its charter)")]  # fmt: skip
    if draft.form == "8-K":
        cover += ["", "Item 7.  Financial Statements and Exhibits", "",
                  "(a) Financial statements of business acquired."]  # fmt: skip
    discussion = [pieces.prose(rng, "MANAGEMENT'S DISCUSSION AND ANALYSIS OF FINANCIAL CONDITION"
                               " AND RESULTS OF OPERATIONS", 3)]  # fmt: skip
    business = [pieces.prose(rng, "ITEM 1.  BUSINESS", 3)] if draft.form == "10-K" else []
    statements = draft.statements
    tail = [["", "SIGNATURES", "", "Pursuant to the requirements of the Act, the registrant",
             "has duly caused this report to be signed on its behalf.", "", own.name]]  # fmt: skip
    if draft.is_("place", "behind an index"):
        draft.front.append(_index(rng, own))
    told = pieces.notes(rng, draft.inside) if statements else []
    core = [*statements, *told]
    head = [cover, *business]
    exhibit = {"in EX-13": "EX-13", "in EX-99": "EX-99",
               "in a wrong exhibit": rng.choice(("EX-10", "EX-3", "EX-4", "EX-21"))}.get(
        draft.drawn.get("place", ""))  # fmt: skip
    if draft.form == "8-K":
        draft.front = [cover, *draft.front, *draft.before, *draft.after, *tail]
    elif exhibit and statements:
        draft.documents.insert(0, (exhibit, [*discussion, *draft.before, *core, *draft.after]))
        draft.front = [*head, *draft.front, *tail]
    elif draft.is_("place", "before MD&A") or draft.form == "10-Q":
        body = [*draft.before, *core, *draft.after]
        draft.front = [*head, *draft.front, *body, *discussion, *tail]
    else:
        body = [*draft.before, *core, *draft.after]
        draft.front = [*head, *discussion, *draft.front, *body, *tail]


def _text(draft: Draft, number: int) -> str:
    own, rng = draft.own, draft.rng
    adsh = f"0000999999-{own.end.year % 100:02}-{number:06}"
    out = [f"<SEC-DOCUMENT>{adsh}.txt : {own.end.year + 1}0330",
           f"<SEC-HEADER>{adsh}.hdr.sgml : {own.end.year + 1}0330",
           f"ACCESSION NUMBER:\t\t{adsh}", f"CONFORMED SUBMISSION TYPE:\t{draft.form}",
           f"PUBLIC DOCUMENT COUNT:\t\t{1 + len(draft.documents)}",
           f"CONFORMED PERIOD OF REPORT:\t{own.end:%Y%m%d}",
           f"FILED AS OF DATE:\t\t{own.end.year + 1}0330"]  # fmt: skip
    for each in (own, draft.second):
        if each is not None:
            closing = f"{own.end:%m%d}" if own.annual else "1231"
            out += ["", "FILER:", "", "\tCOMPANY DATA:\t",
                    f"\t\tCOMPANY CONFORMED NAME:\t\t\t{each.name}",
                    f"\t\tCENTRAL INDEX KEY:\t\t\t{each.cik:0>10}",
                    f"\t\tFISCAL YEAR END:\t\t\t{closing}"]  # fmt: skip
    out.append("</SEC-HEADER>")
    heads = draft.is_("place", "page heads")
    marked = not draft.is_("place", "no page marks")
    page_number = 1
    style = rng.choice(("number", "bare"))
    for place, (kind, pages) in enumerate([(draft.form, draft.front), *draft.documents], 1):
        out += ["<DOCUMENT>", f"<TYPE>{kind}", f"<SEQUENCE>{place}", "<TEXT>"]
        for page in pages:
            if marked:
                out.append(f"<PAGE>   {page_number}" if style == "number" else "<PAGE>")
            if heads:
                out += [f"{own.name}{'Annual Report':>30}{page_number:>6}", ""]
            out += ["", *page, ""]
            if not heads and style == "bare" and marked:
                out += [f"{page_number}".center(WIDTH).rstrip()]
            page_number += 1
        out += ["</TEXT>", "</DOCUMENT>"]
    out.append("</SEC-DOCUMENT>")
    return "\n".join(out) + "\n"


def draw_of(seed: int, number: int) -> tuple[str, ...]:
    """The difficulties of filing `number`, as `Made` names them."""
    drawn = draw(random.Random(f"{seed} {number}"), number)
    return tuple(f"{group}: {kind}" for group, kind in sorted(drawn.items()))
