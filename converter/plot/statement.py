"""What a statement is composed of: for flows a waterfall from line to line, for a balance sheet two
columns of equal height.
"""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import TYPE_CHECKING, Any, NamedTuple

from converter.plot.draw import (
    BLUE,
    GREEN,
    GREY,
    ORANGE,
    PALETTE,
    Amounts,
    altair,
    amounts,
    finished,
    titled,
)
from converter.plot.sums import summed
from converter.text.exact import exact

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from converter.plot.sums import Summed

_MOST = 26  # bars of a waterfall
_CAPTION = 58
_LEAST = 0.028  # share of a column from which a line has its caption in it
_UP, _DOWN, _SUM, _REST = "adds", "takes off", "sum", "not explained by lines"


class Step(NamedTuple):
    """A bar of a waterfall, from `start` to `end`."""

    caption: str
    start: Decimal
    end: Decimal
    kind: str

    @property
    def amount(self) -> Decimal:
        return self.end - self.start


class Block(NamedTuple):
    """A line of a balance sheet in its column, from `low` to `high`; `group` is the sum over it."""

    column: str
    group: str
    caption: str
    low: Decimal
    high: Decimal
    amount: Decimal


@exact()
def statement_chart(output: Path, filing: str, kind: str, end: str = "") -> Any:
    """A statement of one filing in one period (`converter.plot.sums`). Raises PlotError."""
    alt = altair()
    found = summed(output, filing, kind, end)
    scale = amounts([line.value for line in found.lines if line.value is not None], found.unit)
    if found.kind == "BS":
        return _columns(alt, found, scale)
    return _waterfall(alt, found, scale)


def steps(found: Summed) -> list[Step]:
    """The waterfall to the sum with most lines: its lines in the printed order, and sums where the
    bars so far give them. What lines do not explain is a bar of its own.
    """
    root = max(found.roots(), key=found.leaves)
    parts = _opened(found, root)
    inner = {concept for concept in found.sums if concept != root and concept not in parts}
    made: list[Step] = []
    level, shown = Decimal(0), set()
    for line in found.lines:
        if line.value is None or line.concept in shown or line.concept == root:
            continue
        if line.concept in parts:
            after = level + parts[line.concept] * line.value
            made.append(Step(line.caption, level, after, _UP if after >= level else _DOWN))
            level = after
        elif line.concept in inner and len(made) > 1 and line.value == level:
            made.append(Step(line.caption, Decimal(0), level, _SUM))
        shown.add(line.concept)
    total = found.value(root) or Decimal(0)
    if level != total:
        made.append(Step("(rounding, or lines without a value)", level, total, _REST))
    caption = next(line.caption for line in found.lines if line.concept == root)
    return [*made, Step(caption, Decimal(0), total, _SUM)]


def _opened(found: Summed, root: str) -> dict[str, Decimal]:
    """What the root is composed of, each with its sign: sums are opened, the one of most lines
    first, as long as the bars are few.
    """
    parts = dict(found.sums[root])
    while True:
        sums = [
            each for each in parts
            if each in found.sums and len(parts) + len(found.sums[each]) - 1 <= _MOST
            and all(child not in parts for child, _ in found.sums[each])
            and any(found.value(child) is not None for child, _ in found.sums[each])
        ]  # fmt: skip
        if not sums:
            return parts
        opened = max(sums, key=found.leaves)
        sign = parts.pop(opened)
        parts |= {child: sign * weight for child, weight in found.sums[opened]}


def blocks(found: Summed) -> list[Block]:
    """The columns of a balance sheet: a root each, its lines one on the other, what is below zero
    as a whole under the axis.
    """
    made: list[Block] = []
    for root in found.roots():
        up = down = Decimal(0)
        for group, concept, sign in _lines_below(found, root, root, Decimal(1)):
            value = found.value(concept)
            if value is None:
                continue
            amount = sign * value
            low, high = (up, up + amount) if amount >= 0 else (down + amount, down)
            up, down = max(up, high), min(down, low)
            made.append(
                Block(
                    _caption(found, root),
                    _caption(found, group),
                    _caption(found, concept),
                    low,
                    high,
                    amount,
                )
            )
    return made


def _lines_below(
    found: Summed, concept: str, group: str, sign: Decimal
) -> list[tuple[str, str, Decimal]]:
    """The lines that add up to a concept, each with the sum right over it and its sign. A sum with
    something taken off (depreciation, treasury stock) stands for its lines: only the rest is there.
    """
    below = found.sums.get(concept)
    if not below or all(found.value(child) is None for child, _ in below):
        return [(group, concept, sign)]
    lines = [
        each
        for child, weight in below
        for each in _lines_below(found, child, concept, sign * weight)
    ]
    own = found.value(concept)
    less = any(part * (found.value(each) or 0) < 0 for _, each, part in lines)
    if less and own is not None and sign * own >= 0 and concept != group:
        return [(group, concept, sign)]
    return lines


def _caption(found: Summed, concept: str) -> str:
    return next((line.caption for line in found.lines if line.concept == concept), concept)


def _title(found: Summed, *below: str) -> dict[str, Any]:
    start, _, end = found.period.rpartition("/")
    last = dt.date.fromisoformat(end)
    when = f"{last:%B} {last.day}, {last.year}"
    if start:
        first = dt.date.fromisoformat(start)
        when = f"{first:%B} {first.day}, {first.year} to {when}"
    name = found.filing.name or found.filing.folder
    of = f"{when}; {found.filing.form} {found.filing.adsh}"
    return titled(f"{name}: {_short(found.title, 70)}", of, *below)


def _waterfall(alt: Any, found: Summed, scale: Amounts) -> Any:
    rows = []
    for number, step in enumerate(steps(found)):
        low, high = sorted((step.start, step.end))
        rows.append(
            {
                # two lines with one caption stay two bars
                "line": f"{_short(step.caption, _CAPTION)}" + "\u200b" * number,
                "order": number, "low": scale.of(low), "high": scale.of(high), "kind": step.kind,
                "amount": scale.of(step.amount), "caption": step.caption,
                "said": f"{scale.of(step.amount):,.{0 if scale.by > 1 else 2}f}",
            }
        )  # fmt: skip
    base = alt.Chart(alt.Data(values=rows))
    y = alt.Y(
        "line:N",
        sort=alt.SortField("order"),
        title=None,
        axis=alt.Axis(labelLimit=400, grid=False, ticks=False, domain=False),
    )
    kinds = [kind for kind in (_UP, _DOWN, _SUM, _REST) if any(row["kind"] == kind for row in rows)]
    colours = {_UP: GREEN, _DOWN: ORANGE, _SUM: BLUE, _REST: GREY}
    bar = base.mark_bar(height={"band": 0.72}).encode(
        y=y,
        x=alt.X(
            "low:Q", title=scale.title, scale=alt.Scale(domain=_room(rows), nice=False),
            axis=alt.Axis(format=",~f", tickCount=6),
        ),
        x2="high:Q",
        color=alt.Color(
            "kind:N", title=None, legend=alt.Legend(orient="top"),
            scale=alt.Scale(domain=kinds, range=[colours[kind] for kind in kinds]),
        ),
        tooltip=["caption:N", alt.Tooltip("amount:Q", format=",~f"), "kind:N"],
    )  # fmt: skip
    text = base.mark_text(align="left", dx=4, fontSize=10, color="#333").encode(
        y=y, x=alt.X("high:Q"), text="said:N"
    )
    zero = alt.Chart(alt.Data(values=[{"zero": 0}])).mark_rule(color="#999").encode(x="zero:Q")
    chart = alt.layer(bar, text, zero).properties(
        width=520, height=22 * len(rows), title=_title(found, *_left_out(found))
    )
    return finished(chart)


def _room(rows: Sequence[Mapping[str, Any]]) -> tuple[float, float]:
    """The axis of a waterfall: from zero or the lowest bar, with room for the figures behind."""
    low, high = min(0.0, *(row["low"] for row in rows)), max(0.0, *(row["high"] for row in rows))
    return low - (high - low) * 0.02 * (low < 0), high + (high - low) * 0.09


def _left_out(found: Summed) -> list[str]:
    """What stands below the sum that the waterfall ends with, and in no sum with it."""
    root = max(found.roots(), key=found.leaves)
    order = [line.concept for line in found.lines]
    within = {root}
    while more := {child for total in within for child, _ in found.sums.get(total, ())} - within:
        within |= more
    behind = [
        line.caption for line in found.lines[order.index(root) + 1 :]
        if line.value is not None and line.concept not in within
    ]  # fmt: skip
    named = ", ".join(_short(caption, 40) for caption in dict.fromkeys(behind[:3]))
    more_of = f" and {len(behind) - 3} more" if len(behind) > 3 else ""
    return [f"In no sum that was found: {named}{more_of}"] if behind else []


def _columns(alt: Any, found: Summed, scale: Amounts) -> Any:
    made = blocks(found)
    whole = max((block.high for block in made), default=Decimal(1)) or Decimal(1)
    groups = list(dict.fromkeys(block.group for block in made))
    rows = [
        {
            "column": _short(block.column, _CAPTION), "group": _short(block.group, _CAPTION),
            "caption": block.caption, "low": scale.of(block.low), "high": scale.of(block.high),
            "middle": scale.of((block.low + block.high) / 2), "amount": scale.of(block.amount),
            "said": f"{_short(block.caption, _CAPTION)}  {scale.of(block.amount):,.0f}"
            if abs(block.amount) / whole >= _LEAST else "",
        }
        for block in made
    ]  # fmt: skip
    told = ["Thin lines stand without caption"] if any(not row["said"] for row in rows) else []
    base = alt.Chart(alt.Data(values=rows))
    x = alt.X(
        "column:N",
        sort=None,
        title=None,
        axis=alt.Axis(labelAngle=0, labelLimit=330, labelFontSize=12, ticks=False),
    )
    names = [_short(group, _CAPTION) for group in groups]
    colours = [PALETTE[at % len(PALETTE)] for at in range(len(names))]
    bar = base.mark_bar(stroke="white", strokeWidth=1).encode(
        x=x,
        y=alt.Y("low:Q", title=scale.title, axis=alt.Axis(format=",~f")),
        y2="high:Q",
        color=alt.Color(
            "group:N", title="part of", scale=alt.Scale(domain=names, range=colours),
            legend=alt.Legend(orient="right", labelLimit=260),
        ),
        tooltip=["caption:N", alt.Tooltip("amount:Q", format=",~f"), "group:N"],
    )  # fmt: skip
    text = base.mark_text(color="white", fontSize=10, limit=330).encode(
        x=x, y=alt.Y("middle:Q"), text="said:N"
    )
    zero = alt.Chart(alt.Data(values=[{"zero": 0}])).mark_rule(color="#999").encode(y="zero:Q")
    chart = alt.layer(bar, text, zero).properties(
        width={"step": 360}, height=560, title=_title(found, *told)
    )
    return finished(chart)


def _short(text: str, most: int) -> str:
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}\u2026"
