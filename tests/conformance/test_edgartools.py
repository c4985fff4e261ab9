"""edgartools reads the instance with its linkbases: every fact, and each statement's figures once.

Its limits: blanks at the ends of a text are lost; an inline document it reads without scale and sign.
"""

from __future__ import annotations

import csv
import datetime as dt
import re
from decimal import Decimal
from pathlib import Path

import pytest

from converter import convert

edgar = pytest.importorskip(
    "edgar.xbrl", reason="edgartools is not installed (docs/tools.md)", exc_type=ImportError
)

EXAMPLES = sorted((Path(__file__).parents[2] / "examples").glob("*.txt"))
COLUMN = re.compile(r"(\d{4}-\d\d-\d\d)(?: \((\w+)\))?")
PARTS = {
    "schema_file": ".xsd", "presentation_file": "_pre.xml", "calculation_file": "_cal.xml",
    "definition_file": "_def.xml", "label_file": "_lab.xml",
}  # fmt: skip


@pytest.fixture(scope="module", params=EXAMPLES, ids=lambda path: path.stem)
def read(request, tmp_path_factory):
    output = tmp_path_factory.mktemp("output")
    report = convert(request.param, output)
    base = output / report.folder / report.base
    parts = {name: Path(f"{base}{end}") for name, end in PARTS.items()}
    there = {name: path for name, path in parts.items() if path.is_file()}
    return report, edgar.XBRL.from_files(instance_file=Path(f"{base}.xml"), **there), base


def test_every_fact(read):
    report, model, _ = read
    got = {
        fact.fact_id: Decimal(fact.value) if fact.unit_ref else fact.value.strip()
        for fact in model._facts.values()
    }
    assert got == {
        fact.id: fact.value if isinstance(fact.value, Decimal) else str(fact.value).strip()
        for fact in report.facts
    }


def rows(path):
    """The facts without members of BASE.csv: concept, days (0: an instant), end, value."""
    with path.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            if row["unit"] and not row["dimensions"]:
                end = dt.date.fromisoformat(row["end"])
                days = (end - dt.date.fromisoformat(row["start"])).days if row["start"] else 0
                yield row["concept"].replace(":", "_"), days, end, Decimal(row["value"])


def allowed(facts, column, concept):
    """What may stand in a column such as '2003-12-31 (Q2)': the opening balance too."""
    end, kind = COLUMN.fullmatch(column).groups()
    end = dt.date.fromisoformat(end)
    spans = [days for _, days, last, _ in facts if last == end and days]
    quarter = (kind or "").startswith("Q")
    span = (min if quarter else max)(spans, default=0)
    return {
        abs(value) for name, days, last, value in facts if name == concept
        and ((last == end and abs(days - span) < 5) or (not days
             and (last == end or (kind and abs((end - last).days - span) < 5))))
    }  # fmt: skip


@pytest.mark.parametrize(
    ("method", "least"),
    [("balance_sheet", 28), ("income_statement", 28), ("cash_flow_statement", 40)],
)
def test_the_statements_print_the_right_figures_once(read, method, least):
    model, base = read[1:]
    facts = list(rows(Path(f"{base}.csv")))
    statement = getattr(model.statements, method)()
    if statement is None:
        assert ("8k" in str(base), method) == (True, "cash_flow_statement")
        return
    frame = statement.to_dataframe()
    lines = frame[~frame["abstract"].astype(bool) & ~frame["dimension"].astype(bool)]
    columns = [name for name in frame.columns if COLUMN.fullmatch(name)]
    figures = [
        (line["concept"], line["label"], name, abs(Decimal(str(line[name]))))
        for line in lines.to_dict("records") for name in columns
        if isinstance(line[name], (int, float)) and line[name] == line[name]
    ]  # fmt: skip
    assert len(figures) >= least
    assert len({figure[:3] for figure in figures}) == len(figures)
    wrong = [each for each in figures if each[3] not in allowed(facts, each[2], each[0])]
    assert wrong == []
