"""A company over the years: a line an item, broken where a period is missing; restated values with
the one filed first beside them, hollow.
"""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from converter.export.errors import ExportError
from converter.export.series import series
from converter.plot.draw import PALETTE, PlotError, altair, amounts, finished, titled

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from converter.export.series import CompanySeries

_LONGEST = {"annual": 400, "quarterly": 125}  # days from one period's end to the next one's
_USUAL = ("revenues", "net_income")
_MOST = len(PALETTE)


def series_chart(
    output: Path,
    company: str,
    concepts: Sequence[str] = (),
    length: str = "annual",
    *,
    as_filed: bool = False,
) -> Any:
    """A chart for each unit, below each other.

    concepts  names of items or of concepts (`retroxbrl series`), eight at most; without any
              revenues and net income
    length    'annual' or 'quarterly'

    Raises PlotError: nothing converted, no such company or item, nothing stated.
    """
    if len(set(concepts)) > _MOST:
        raise PlotError(f"a picture shows {_MOST} items at most")
    try:
        found = series(output, company, tuple(concepts) or _USUAL, length, as_filed=as_filed)
    except ExportError as error:
        raise PlotError(str(error)) from None
    return chart_of(found, length, as_filed=as_filed)


def chart_of(found: CompanySeries, length: str = "annual", *, as_filed: bool = False) -> Any:
    """The chart of a series that was made with these choices, of eight items at most. Raises
    PlotError: nothing stated.
    """
    alt = altair()
    rows = [row for row in found.rows if row["end"] is not None]
    if not rows:
        raise PlotError(f"{found.company} states nothing of this for such periods")
    names = list(dict.fromkeys(_name(row) for row in rows))
    if len(names) > _MOST:
        raise PlotError(f"a picture shows {_MOST} items at most")
    colours = alt.Scale(domain=names, range=list(PALETTE[: len(names)]))
    units = list(dict.fromkeys(str(row["unit"]) for row in rows))
    charts = [
        _panel(alt, [row for row in rows if row["unit"] == unit], unit, length, colours)
        for unit in units
    ]
    restated = any(row["restated"] for row in rows) and not as_filed
    derived = any(row["how"] != "printed" for row in rows)
    ends = sorted(_day(row) for row in rows)
    title = titled(
        found.company or f"CIK {found.cik}",
        f"{'Years' if length == 'annual' else 'Quarters'} ended {ends[0]:%B %Y} to"
        f" {ends[-1]:%B %Y}; values as filed {'first' if as_filed else 'last'}",
        "Hollow: as filed first, where it was restated later" if restated else "",
        "Diamonds: derived, not printed" if derived else "",
    )
    return finished(alt.vconcat(*charts).properties(title=title).resolve_scale(x="shared"))


def _panel(alt: Any, rows: list[dict[str, object]], unit: str, length: str, colours: Any) -> Any:
    values = [Decimal(str(row[name])) for row in rows for name in ("value", "first_value")]
    scale = amounts(values, unit)
    points: list[dict[str, object]] = []
    before: dict[str, tuple[dt.date, int]] = {}
    for row in rows:
        name, end = _name(row), _day(row)
        last, run = before.get(name, (end, 0))
        run += (end - last).days > _LONGEST.get(length, 400)
        before[name] = end, run
        points.append(
            {
                "item": name, "end": end.isoformat(), "run": f"{name} {run}",
                "value": scale.of(str(row["value"])), "first": scale.of(str(row["first_value"])),
                "restated": bool(row["restated"]) and row["value"] != row["first_value"],
                "derived": row["how"] != "printed", "how": str(row["how"]),
                "filing": f"{row['form']} filed {row['filed'] or 'at an unknown date'}",
                "first filing": f"{row['first_form']} filed {row['first_filed'] or '?'}",
            }
        )  # fmt: skip
    base = alt.Chart(alt.Data(values=points))
    # whole days as dates of universal time: no place's clock moves them to the day before; and
    # ticks where periods end: December 31, 1997 is no 1998
    ends = sorted({_day(row) for row in rows})
    ticks = [{"year": day.year, "month": day.month, "date": day.day, "utc": True} for day in ends]
    x = alt.X(
        "end:T", title=None, scale=alt.Scale(type="utc", padding=16),
        axis=alt.Axis(
            values=ticks, format="%b %Y", grid=False, labelOverlap="greedy", labelAngle=0
        ),
    )  # fmt: skip
    colour = alt.Color("item:N", scale=colours, title=None, legend=alt.Legend(orient="top"))
    y = alt.Y("value:Q", title=scale.title, axis=alt.Axis(format=",~f", tickCount=6))
    tips = [
        alt.Tooltip("item:N"), alt.Tooltip("end:N"), alt.Tooltip("value:Q", format=",~f"),
        alt.Tooltip("how:N"), alt.Tooltip("filing:N"),
    ]  # fmt: skip
    line = base.mark_line(strokeWidth=2).encode(x, y, colour, detail="run:N")
    zero = alt.Chart(alt.Data(values=[{"zero": 0}])).mark_rule(color="#999").encode(y="zero:Q")
    shapes = alt.Scale(domain=[False, True], range=["circle", "diamond"])
    dot = base.mark_point(filled=True, size=55, opacity=1).encode(
        x, y, colour, tooltip=tips,
        shape=alt.Shape("derived:N", legend=None, scale=shapes),
    )  # fmt: skip
    changed = base.transform_filter("datum.restated")
    link = changed.mark_rule(strokeDash=[2, 2], strokeWidth=1).encode(
        x, alt.Y("value:Q"), colour, y2="first:Q"
    )
    ring = changed.mark_point(filled=True, fill="white", size=120, strokeWidth=1.5, opacity=1)
    hollow = ring.encode(
        x, alt.Y("first:Q"), stroke=alt.Stroke("item:N", scale=colours, legend=None),
        tooltip=[alt.Tooltip("item:N"), alt.Tooltip("end:N"),
                 alt.Tooltip("first:Q", format=",~f", title="as filed first"),
                 alt.Tooltip("first filing:N")],
    )  # fmt: skip
    layers = [zero, line, link, hollow, dot]
    return alt.layer(*layers).properties(width=640, height=280)


def _name(row: dict[str, object]) -> str:
    return str(row["label"] or row["item"])


def _day(row: dict[str, object]) -> dt.date:
    end = row["end"]
    return end if isinstance(end, dt.date) else dt.date.fromisoformat(str(end))
