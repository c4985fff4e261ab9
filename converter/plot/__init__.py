"""Pictures of what was converted: PNG, SVG or HTML, without a network.

from converter.plot import draw, series_chart, statement_chart, coverage_chart
draw(series_chart(Path("output"), "kodak", ["revenues"]), Path("kodak.png"))

The charts are Vega-Altair's, which a notebook shows as they are (the extra `plot`).
"""

from converter.plot.coverage import coverage_chart
from converter.plot.draw import ENDINGS, PlotError, draw, rendered
from converter.plot.series import series_chart
from converter.plot.statement import statement_chart

__all__ = [
    "ENDINGS", "PlotError", "coverage_chart", "draw", "rendered", "series_chart",
    "statement_chart",
]  # fmt: skip
