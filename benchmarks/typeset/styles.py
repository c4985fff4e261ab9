"""How a generated filing looks: one drawing of a seed decides every habit of its typist."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import random


@dataclass(frozen=True, slots=True)
class Style:
    """The habits of one filing. Names say what is drawn; `draw` lists the choices."""

    envelope: bool  # SGML header around the document
    tagged: str  # '', 'table' (no <S>), 'after', 'title', 'lower'
    leaders: str  # '', '.', '. ', ' .'
    dollar: str  # 'near', 'far', 'none', 'all'
    negative: str  # 'paren', 'minus', 'trailing', 'spaced'
    dollar_inside: bool  # '($5)' or '$(5)'
    overhang: bool  # the closing parenthesis hangs over the column's edge
    nil: str
    bare_point: bool  # '.59' for 0.59
    commas: bool
    scale: str  # 'units', 'thousands', 'millions', 'decimals'
    units_words: int
    units_place: str  # 'title', 'boxhead', 'stub', 'once'
    shares_scaled: bool
    dates: str  # 'stack', 'stack abbr', 'line', 'abbr', 'slash', 'slash4', 'dash', 'years', 'span'
    spanner: str  # 'over', 'with date', 'title', 'for', 'quarter', 'rule'
    caps_head: bool
    oldest_first: bool
    ytd_first: bool
    weeks: bool
    wrap: str  # 'hanging', 'flush', 'reversed'
    value_on: str  # 'first', 'last'
    stub: int
    step: int
    upper: str  # 'none', 'totals', 'headings', 'all'
    colon: bool
    blanks: str  # 'none', 'sections', 'totals', 'double'
    rule: str  # '', '-', '_', '=', '- '
    rule_short: bool
    head_rule: str  # '', 'columns', 'years'
    gap: int
    column: int
    note_column: bool
    percent_column: bool
    change_column: bool
    caption_notes: bool
    footnotes: bool
    tabs: bool
    pages: str  # 'none', 'repeat', 'bare', 'continued'
    page_numbers: bool
    same_page: bool
    unaudited: str  # '', 'title', 'column'
    company_title: str  # '', 'centre', 'left', 'subsidiaries'
    title_case: str
    titles: int
    title_left: bool
    title_wrap: bool
    contents: bool
    selected: bool
    discussion: bool
    quarterly: bool
    segments: bool
    notes: bool
    crlf: bool
    trailing: bool


def draw(rng: random.Random) -> Style:
    """A style; combinations that no reader could make sense of are mended afterwards."""

    def some(share: float) -> bool:
        return rng.random() < share

    pick = rng.choice
    return Style(
        envelope=some(0.6),
        tagged=pick(["", "", "table", "after", "after", "title", "lower"]),
        leaders=pick(["", "", ".", ". ", " ."]),
        dollar=pick(["near", "far", "far", "none", "all"]),
        negative=pick(["paren", "paren", "paren", "minus", "trailing", "spaced"]),
        dollar_inside=some(0.3),
        overhang=some(0.6),
        nil=pick(["--", "-", "---", "-0-", "nil", "- -", "0", ""]),
        bare_point=some(0.4),
        commas=some(0.93),
        scale=pick(["units", "thousands", "thousands", "thousands", "millions", "decimals"]),
        units_words=rng.randrange(6),
        units_place=pick(["title", "title", "title", "boxhead", "stub", "once"]),
        shares_scaled=some(0.5),
        dates=pick(
            ["stack", "stack abbr", "line", "abbr", "slash", "slash4", "dash", "years", "span"]
        ),
        spanner=pick(["over", "over", "with date", "title", "for", "quarter", "rule"]),
        caps_head=some(0.25),
        oldest_first=some(0.2),
        ytd_first=some(0.1),
        weeks=some(0.12),
        wrap=pick(["hanging", "hanging", "flush", "reversed"]),
        value_on=pick(["first", "last", "last"]),
        stub=pick([28, 32, 36, 40, 44, 50, 58]),
        step=pick([0, 1, 2, 3, 5]),
        upper=pick(["none", "totals", "headings", "headings", "all"]),
        colon=some(0.6),
        blanks=pick(["none", "sections", "sections", "totals", "double"]),
        rule=pick(["-", "-", "_", "=", "", "- "]),
        rule_short=some(0.3),
        head_rule=pick(["", "columns", "columns", "years"]),
        gap=pick([2, 3, 4, 6]),
        column=pick([8, 10, 12, 14]),
        note_column=some(0.12),
        percent_column=some(0.1),
        change_column=some(0.08),
        caption_notes=some(0.2),
        footnotes=some(0.15),
        tabs=some(0.08),
        pages=pick(["none", "none", "repeat", "bare", "continued"]),
        page_numbers=some(0.6),
        same_page=some(0.2),
        unaudited=pick(["", "title", "title", "column"]),
        company_title=pick(["", "centre", "centre", "left", "subsidiaries"]),
        title_case=pick(["upper", "title"]),
        titles=rng.randrange(6),
        title_left=some(0.25),
        title_wrap=some(0.15),
        contents=some(0.5),
        selected=some(0.3),
        discussion=some(0.5),
        quarterly=some(0.2),
        segments=some(0.2),
        notes=some(0.7),
        crlf=some(0.1),
        trailing=some(0.2),
    )
