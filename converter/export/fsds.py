"""The rows of the Financial Statement Data Sets: sub, num, tag, pre, and first beside them.

`first` has the key columns of `num` and says where the figure was filed first; readers of the
SEC's four files do not meet it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from converter.export.conventions import amount, compact, month_end
from converter.read.places import place_of_code

if TYPE_CHECKING:
    from collections.abc import Iterator

    from converter.export.corpus import Converted, Row
    from converter.export.figures import Stated
    from converter.export.firsts import Firsts
    from converter.model.filing import HeaderAddress

_TEXT = 512  # characters of a label or a footnote, as in the SEC's files
_STATEMENTS = {"COVER": "CP", "NOTE": "UN", "FDS": "UN"}


class Tag(NamedTuple):
    """A row of tag.txt without `doc`, which stays empty: the texts are others' property."""

    tag: str
    version: str
    custom: int
    abstract: int
    datatype: str
    iord: str
    crdr: str
    tlabel: str
    doc: str = ""


@dataclass(frozen=True, slots=True)
class Rows:
    """What one filing adds to each table.

    dropped  facts whose key another fact of the filing has, nearer to the month's end
    """

    sub: tuple[object, ...]
    num: list[tuple[object, ...]] = field(default_factory=list)
    first: list[tuple[object, ...]] = field(default_factory=list)
    pre: list[tuple[object, ...]] = field(default_factory=list)
    tag: list[Tag] = field(default_factory=list)
    dropped: int = 0


def rows(
    one: Converted, facts: list[Stated], lines: list[Row], firsts: Firsts, *, amended: bool
) -> Rows:
    """The rows of a filing; `amended`: a later filing amends it."""
    chosen = _chosen(facts)
    made = Rows(
        sub=_sub(one, amended=amended),
        dropped=sum(f.value is not None for f in facts) - len(chosen),
    )
    described = {row["concept"]: row for row in lines}
    tags: dict[str, Tag] = {}
    for fact in chosen:
        concept = fact.row["concept"]
        key = (
            one.adsh, fact.name, fact.version, compact(month_end(fact.end)), fact.qtrs, fact.uom,
            fact.members.segments, fact.members.coreg,
        )  # fmt: skip
        assert fact.value is not None  # noqa: S101 - `_chosen` leaves numbers alone
        made.num.append((*key, amount(fact.value), fact.row.get("footnotes", "")[:_TEXT]))
        made.first.append((*key, *_first(one, fact, firsts)))
        if concept not in tags:
            tags[concept] = _tag(fact, described.get(concept, {}))
    for row in lines:
        if row["concept"] in tags and row["report"] != "0":
            tag = tags[row["concept"]]
            made.pre.append((
                one.adsh, row["report"], row["line"],
                _STATEMENTS.get(row["statement"], row["statement"]), row["parenthetical"], "X",
                tag.tag, tag.version, row["label"][:_TEXT], row["negated"],
            ))  # fmt: skip
    made.tag.extend(tags.values())
    return made


def _chosen(facts: list[Stated]) -> list[Stated]:
    """The numbers, one for a key: dates are rounded, and of two the nearer one to the month's end
    stays, then the first.
    """
    nearest: dict[tuple[str, str], Stated] = {}
    for fact in facts:
        if fact.figure is None:
            continue
        key = (fact.row["concept"], fact.figure.key)
        other = nearest.get(key)
        if other is None or _distance(fact) < _distance(other):
            nearest[key] = fact
    return list(nearest.values())


def _distance(fact: Stated) -> int:
    return abs((month_end(fact.end) - fact.end).days)


def _first(one: Converted, fact: Stated, firsts: Firsts) -> Iterator[object]:
    """The columns of first.txt behind its key."""
    assert fact.figure is not None  # noqa: S101 - a number
    row = fact.row
    yield from (row["value"], row["start"], row["end"], row["decimals"])
    found = firsts.find(fact.figure) if one.filed else None
    if found is None:
        yield from [""] * 9
    else:
        yield from (
            int(found.adsh == one.adsh), found.adsh, found.form, found.filed.replace("-", ""),
            found.value, int(bool(found.restated_adsh)), found.restated_adsh,
            found.restated_filed.replace("-", ""), found.restated_value,
        )  # fmt: skip
    yield from (
        _STATEMENTS.get(row["statement"], row["statement"]), row["line"], row["column"],
        row["printed"], row.get("printed_sign", ""), row["caption"], row["rule"],
        row["confidence"], row.get("confidence_basis", ""),
    )  # fmt: skip


def _tag(fact: Stated, described: Row) -> Tag:
    """What the filing's lines say of a concept; without them, what the fact itself shows."""
    by_unit = "shares" if fact.uom == "shares" else "pure" if fact.uom == "pure" else "monetary"
    if fact.row["unit"].endswith("_per_share"):
        by_unit = "perShare"
    datatype = described.get("datatype") or by_unit
    instant = described.get("period_type", "instant" if fact.start is None else "") == "instant"
    balance = described.get("balance", "") if datatype == "monetary" else ""
    return Tag(
        tag=fact.name, version=fact.version, custom=int(fact.own), abstract=0, datatype=datatype,
        iord="I" if instant else "D", crdr=balance[:1].upper(),
        tlabel=described.get("name", "")[:_TEXT],
    )  # fmt: skip


def _sub(one: Converted, *, amended: bool) -> tuple[object, ...]:
    """sub.txt: what the header does not tell stays empty. `detail` is 0: notes are not tagged to
    the last figure.
    """
    header = one.header
    latest = max(
        (name for name in header.former if name.changed), key=lambda n: str(n.changed), default=None
    )
    former = latest or next(iter(header.former), None)
    home = place_of_code(header.state_of_incorporation or "")
    others = sorted({(each.cik or "").lstrip("0") for each in header.others} - {"", one.cik})
    return (
        one.adsh, one.cik, one.name[:150], header.sic,
        *_address(header.business, phone=True), *_address(header.mail, phone=False),
        home.iso if home else "", home.postal if home else "",
        header.irs_number, former.name if former else "",
        compact(former.changed) if former else "",
        "", "", one.fiscal_year_end, one.form,
        compact(month_end(one.period)) if one.period else "",
        one.fiscal_year, one.fiscal_period, compact(one.filed),
        f"{header.accepted:%Y-%m-%d %H:%M:%S}.0" if header.accepted else "",
        int(amended), 0, f"{one.base}.xml" if one.base else "",
        1 + len(others), " ".join(others),
    )  # fmt: skip


def _address(address: HeaderAddress | None, *, phone: bool) -> tuple[str, ...]:
    """country, state or province, city, zip, two lines, and the telephone where it is asked for."""
    if address is None:
        return ("",) * (7 if phone else 6)
    place = place_of_code(address.state or "")
    written = (
        place.iso if place else "", place.postal if place else "", address.city or "",
        address.zip or "", address.street1 or "", address.street2 or "",
    )  # fmt: skip
    return (*written, address.phone or "") if phone else written
