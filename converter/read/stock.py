"""What the cover says of the company's stock: shares outstanding, the public float, where each
security is registered.
"""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING

from converter.model.finding import Severity
from converter.model.forms import is_annual, is_periodic
from converter.read.address import Piece
from converter.read.market import public_float as stated_float
from converter.read.securities import exchange_code, securities
from converter.read.shares import Outstanding, by_class, outstanding

if TYPE_CHECKING:
    from converter.model.filing import Header
    from converter.read.page import Page
    from converter.read.securities import Security

_SHOWN = 4  # numbers that a message lists
_LAST_DAY = re.compile(
    r"\b(?:close|end)\s+of\s+(?:the\s+)?period\s+covered\s+by\s+th(?:is|e)\s+report", re.IGNORECASE
)
_DAY_REACH = 500  # characters of a request and of what stands above its number


def shares_outstanding(page: Page, _: Header) -> None:
    """Shares outstanding: the one number with its date, or one for each class of stock."""
    if not is_periodic(page.form):
        return
    begin = _begin(page)
    found = [
        _dated(page, share._replace(start=share.start + begin, end=share.end + begin))
        for share in outstanding(page.source.text[begin : page.end])
    ]
    classes = by_class(found) if len(found) > 1 else None
    if classes is not None:
        for share in classes:
            page.put(
                "EntityCommonStockSharesOutstanding", str(share.value), _share_piece(share),
                instant=share.date, of=share.of if len(classes) > 1 else "",
            )  # fmt: skip
    elif len(found) > 1:
        page.note(
            "COV006",
            "the cover states more than one number of shares outstanding: "
            + ", ".join(f"{share.value:,}" for share in found[:_SHOWN])
            + (", ..." if len(found) > _SHOWN else ""),
            Severity.WARNING,
            *map(_share_piece, found[:_SHOWN]),
        )
    elif found and found[0].date is None:
        page.note(
            "COV007",
            f"the cover states {found[0].value:,} shares outstanding without a date",
            Severity.WARNING,
            _share_piece(found[0]),
        )
    elif found:
        page.put(
            "EntityCommonStockSharesOutstanding",
            str(found[0].value),
            _share_piece(found[0]),
            instant=found[0].date,
        )


def _dated(page: Page, share: Outstanding) -> Outstanding:
    """Shares 'as of the close of the period covered by this report' are those of its last day."""
    end = page.facts.get("DocumentPeriodEndDate")
    ahead = page.source.text[max(page.start, share.start - _DAY_REACH) : share.start]
    if share.date is not None or end is None or not _LAST_DAY.search(ahead):
        return share
    return share._replace(date=dt.date.fromisoformat(end.value))


def public_float(page: Page, _: Header) -> None:
    """EntityPublicFloat, where an annual report's cover states one amount with its date."""
    if not is_annual(page.form):
        return
    begin = _begin(page)
    found = stated_float(page.source.text[begin : page.end])
    pieces = [Piece(begin + one.start, begin + one.end, "") for one in found]
    if len(found) == 1 and found[0].date is not None:
        only = found[0]
        page.put(
            "EntityPublicFloat", f"{only.value:f}", pieces[0], instant=only.date,
            decimals=only.decimals,
        )  # fmt: skip
    elif found:
        amounts = ", ".join(f"${one.value:,f}" for one in found[:_SHOWN])
        page.note(
            "COV011",
            f"the cover states a public float of {amounts} without a date that belongs to it"
            if len(found) == 1
            else f"the cover states more than one public float: {amounts}",
            Severity.INFO,
            *pieces[:_SHOWN],
        )


def registered(page: Page, _: Header) -> None:
    """Security12bTitle with its SecurityExchangeName, Security12gTitle."""
    found = securities(page)
    sure = [one for one in found if not one.doubtful and one.title]
    for section in ("b", "g"):
        listed = [one for one in sure if one.section == section]
        for one in listed:
            _register(page, one, one.title if len(listed) > 1 else "")
    unsure = [one.pieces[0] for one in found if one.doubtful and one.pieces]
    if unsure:
        page.note(
            "COV014",
            f"{len(unsure)} of {len(found)} titles of registered securities are left out: the lines"
            " do not tell where each ends",
            Severity.INFO,
            *unsure[:_SHOWN],
        )


def _register(page: Page, one: Security, of: str) -> None:
    whole = Piece(one.pieces[0].start, one.pieces[-1].end, "")
    page.put(f"Security12{one.section}Title", one.title, whole, of=of)
    unknown = []
    for place in one.exchanges:
        code = exchange_code(place.text)
        if code:
            page.put("SecurityExchangeName", code, place, of=of)
        else:
            unknown.append(place)
    if unknown:
        page.note(
            "COV012",
            f"{one.title} is registered on {', '.join(place.text for place in unknown[:_SHOWN])},"
            " for which dei has no code",
            Severity.INFO,
            *unknown[:_SHOWN],
        )


def _begin(page: Page) -> int:
    """The offset of the registrant's name; numbers ahead of it are not the cover's."""
    label = page.label("name")
    return page.source.starts[page.lines[label.row].number - 1] if label else page.start


def _share_piece(share: Outstanding) -> Piece:
    return Piece(share.start, share.end, "")
