"""A chart as a file, and what all charts share.

vl-convert draws without a browser and without a network; it brings its fonts and, for HTML, the
JavaScript that goes into the page. Text of filings stands in a chart's data alone, and in a page no
sign of it can end the script that holds it.
"""

from __future__ import annotations

import html
import importlib
import json
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path
    from types import ModuleType

ENDINGS: Final = (".png", ".svg", ".html")
BLUE, ORANGE, GREY, GREEN, LIGHT = "#2b6ca3", "#c8602b", "#8a8f98", "#3d8a63", "#e9e7e1"
PALETTE: Final = (BLUE, ORANGE, GREEN, "#7a5aa6", "#b0892a", "#4aa3a8", "#a4485f", "#5b6470")
_SCALE = 2  # pixels of a PNG to a point
_EXTRA = "pip install 'retroxbrl[plot]'"
_PAGE = """<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data: blob:; \
style-src 'unsafe-inline'; script-src 'unsafe-inline' 'unsafe-eval'">
<title>{title}</title>
<style>body{{margin:1.5em;background:#fff;font:14px system-ui,sans-serif}}</style>
</head>
<body>
<div id="chart"></div>
<script>
{bundle}
</script>
<script>
vegaEmbed("#chart", {spec}, {{
  actions: {{export: true, source: false, compiled: false, editor: false}}
}});
</script>
</body>
</html>
"""


class PlotError(Exception):
    """No chart can be made; the message says why and what to do."""


class Amounts(NamedTuple):
    """How amounts are shown: divided by `by`, called `title`."""

    by: int
    title: str

    def of(self, value: Decimal | str) -> float:
        return float(Decimal(value) / self.by)


def altair() -> ModuleType:
    """Vega-Altair. Raises PlotError where it is not installed."""
    try:
        return importlib.import_module("altair")
    except ImportError:
        raise PlotError(f"pictures need Vega-Altair, which is not installed: {_EXTRA}") from None


def amounts(values: Iterable[Decimal], unit: str) -> Amounts:
    """The scale in which the largest of these is easily read."""
    most = max((abs(value) for value in values), default=Decimal(0))
    name = unit.replace("_per_", " per ").replace("/shares", " per share")
    if most >= 2_000_000:
        return Amounts(1_000_000, f"{name}, millions")
    if most >= 20_000:
        return Amounts(1_000, f"{name}, thousands")
    return Amounts(1, name)


def titled(text: str, *below: str) -> dict[str, Any]:
    """A chart's title, with lines below it."""
    return {
        "text": text, "subtitle": [line for line in below if line], "anchor": "start",
        "fontSize": 15, "subtitleFontSize": 11, "subtitleColor": "#555", "offset": 12,
    }  # fmt: skip


def finished(chart: Any) -> Any:
    """The chart with the look that all share."""
    return (
        chart.configure(font="Liberation Sans, Arial, Helvetica, sans-serif", background="white")
        .configure_view(stroke=None)
        .configure_axis(
            gridColor=LIGHT, domainColor="#bbb", tickColor="#bbb", labelColor="#333",
            titleColor="#555", titleFontWeight="normal", labelFontSize=11, titleFontSize=11,
        )
        .configure_legend(labelFontSize=11, titleFontSize=11, titleFontWeight="normal")
    )  # fmt: skip


def rendered(chart: Any, ending: str) -> bytes:
    """The chart as a file with that ending. Raises PlotError."""
    alt = altair()
    try:
        import vl_convert as vlc
    except ImportError:
        raise PlotError(f"pictures need vl-convert, which is not installed: {_EXTRA}") from None
    with alt.data_transformers.enable("default", max_rows=None):
        spec: dict[str, Any] = chart.to_dict()
    version = ".".join(alt.SCHEMA_VERSION.lstrip("v").split(".")[:2])
    if ending == ".png":
        made: bytes = vlc.vegalite_to_png(spec, vl_version=version, scale=_SCALE)
        return made
    if ending == ".svg":
        text: str = vlc.vegalite_to_svg(spec, vl_version=version)
        return text.encode()
    if ending == ".html":
        bundle = vlc.javascript_bundle("window.vegaEmbed = vegaEmbed;", vl_version=version)
        name = spec.get("title", {}).get("text", "") if isinstance(spec.get("title"), dict) else ""
        return _PAGE.format(title=html.escape(str(name)), bundle=bundle, spec=_safe(spec)).encode()
    raise PlotError(f"a picture's file ends with {', '.join(ENDINGS)}, not {ending or 'nothing'!r}")


def draw(chart: Any, path: Path) -> None:
    """Writes the chart into a file, whole or not at all; its ending says what it is.

    Raises PlotError, and OSError where it cannot be written.
    """
    from converter.write.durable import replacing_file

    made = rendered(chart, path.suffix.lower())
    with replacing_file(path) as file:
        file.write(made)


def _safe(spec: dict[str, Any]) -> str:
    """The chart as JavaScript, of which nothing can end the script element around it."""
    text = json.dumps(spec, ensure_ascii=False)
    for sign in ("<", ">", "&", "\u2028", "\u2029"):
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    return text
