"""The points of a company as rows, with the columns STANDARD and IDENTITIES."""

from __future__ import annotations

from typing import TYPE_CHECKING

from converter.export.standard.items import Item, items
from converter.export.tables import IDENTITIES, STANDARD

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from converter.export.corpus import Converted
    from converter.export.standard.collect import Value
    from converter.export.standard.identities import Broken
    from converter.export.standard.series import Point


def rows(points: Iterable[Point], *, as_filed: bool = False) -> Iterator[dict[str, object]]:
    """A row for each point: the value filed last with that filed first beside it, or, `as_filed`,
    the one filed first.
    """
    known = {item.name: item for item in items()}
    for point in points:
        value = point.first if as_filed else point.last
        item = known.get(point.key.item) or Item.of_concept(point.key.item)
        row: dict[str, object] = {
            **_company(value.filing), "item": item.name, "statement": item.statement,
            "label": item.label, "start": value.start, "end": value.end, "qtrs": point.key.qtrs,
            "value": f"{value.value:f}", "unit": value.unit, "decimals": value.decimals,
            "how": value.how, "concept": value.concept, **_filing(value.filing), **_place(value),
            "restated": int(point.restated), "first_value": f"{point.first.value:f}",
            "first_how": point.first.how,
        }  # fmt: skip
        row |= {f"first_{name}": cell for name, cell in _filing(point.first.filing).items()}
        yield row


def cells(row: dict[str, object]) -> list[object]:
    return [row.get(column.name) for column in STANDARD]


def broken_cells(each: Broken) -> list[object]:
    row: dict[str, object] = {
        **_company(each.filing), **_filing(each.filing), "identity": each.identity,
        "end": each.end, "qtrs": each.qtrs, "left": f"{each.left:f}", "right": f"{each.right:f}",
        "difference": f"{each.left - each.right:f}",
    }  # fmt: skip
    return [row.get(column.name) for column in IDENTITIES]


def _company(one: Converted) -> dict[str, object]:
    return {"cik": one.cik, "company": one.name}


def _filing(one: Converted) -> dict[str, object]:
    return {"adsh": one.adsh, "form": one.form, "filed": one.filed}


def _place(value: Value) -> dict[str, object]:
    """Where it is printed, or the first of what it comes from; how sure that is, and in doubt by
    what.
    """
    first = value.rows[0]
    sure = [float(row["confidence"]) for row in value.rows if row.get("confidence")]
    doubts = sorted({code for row in value.rows for code in row.get("doubts", "").split()})
    return {
        "line": first["line"], "column": first["column"], "confidence": min(sure, default=None),
        "doubts": " ".join(doubts),
    }  # fmt: skip
