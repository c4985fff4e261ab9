"""Statements as tables, and the text with its figures marked."""

from __future__ import annotations

import pytest

from converter.model.flat import ROW_COLUMNS
from converter.model.source import SourceText
from converter.serve.marked import html, marks, width
from converter.serve.tables import facts_of, notes, tables

LINE = (
    "report", "line", "statement", "role", "title", "level", "parent", "concept", "label",
    "negated", "abstract",
)  # fmt: skip


def fact(name, **cells):
    given = {
        "fact": name, "statement": "CF", "concept": f"us-gaap:{name}", "unit": "USD", "value": "1",
        "line": "1", "column": "1", "printed": "1", "confidence": "1", "table": "FLOWS",
        "caption": name, **cells,
    }  # fmt: skip
    return {column: str(given.get(column, "")) for column in ROW_COLUMNS}


def line(number, concept, label="", statement="CF", **cells):
    given = {
        "report": "2", "line": number, "statement": statement, "role": "Flows", "title": "FLOWS",
        "level": "1", "parent": "x", "concept": f"us-gaap:{concept}", "label": label or concept,
        "negated": "0", "abstract": "0", **cells,
    }  # fmt: skip
    return {name: str(given[name]) for name in LINE}


YEAR = {"start": "1998-01-01", "end": "1998-12-31", "column_head": "1998", "column": "60"}
BEFORE = {"start": "1997-01-01", "end": "1997-12-31", "column_head": "1997", "column": "80"}


def shown(table):
    return [
        (row.label, ["/".join(cell.text for cell in cells) for cells in row.cells])
        for row in table.rows
    ]


def test_columns_stand_in_the_order_of_print_and_balances_in_that_of_their_flows():
    cash = "Cash"
    facts = [
        fact("Net", **YEAR, value="30"), fact("Net", **BEFORE, value="-5") | {"fact": "Net_97"},
        fact(cash, **YEAR, value="100", caption="Cash at beginning") | {"start": "", "end": "1997-12-31", "fact": "b"},
        fact(cash, **YEAR, value="130", caption="Cash at end") | {"start": "", "fact": "e"},
        fact(cash, **BEFORE, value="105", caption="Cash at beginning") | {"start": "", "end": "1996-12-31", "fact": "b97"},
    ]  # fmt: skip
    lines = [
        line(1, "FlowsAbstract", "Flows", abstract="1", parent=""), line(2, "Net"),
        line(3, cash, "Cash at beginning"), line(4, cash, "Cash at end"),
    ]  # fmt: skip
    (table,) = tables(lines, facts)
    assert [head for head, _ in table.heads] == [
        "1998-01-01 to 1998-12-31", "1997-01-01 to 1997-12-31",
    ]  # fmt: skip
    assert shown(table) == [
        ("Net", ["30", "-5"]), ("Cash at beginning", ["100", "105"]), ("Cash at end", ["130", ""]),
    ]  # fmt: skip
    assert facts_of([table]) == {"Net", "Net_97", "b", "e", "b97"}


def test_each_fact_stands_once():
    """A concept of two statements, and of two lines with one label."""
    twice = [
        fact("a", **YEAR, concept="us-gaap:Net", table="SECOND", line="40"),
        fact("b", **YEAR, concept="us-gaap:Net", table="FLOWS", line="9"),
        fact("c", **YEAR, concept="us-gaap:Cash", caption="Cash", line="10"),
        fact("d", **YEAR, concept="us-gaap:Cash", caption="Cash", line="12"),
        fact("e", **YEAR, concept="us-gaap:Net", table="elsewhere", line="50"),
    ]  # fmt: skip
    lines = [
        line(1, "Net"), line(2, "Cash"), line(3, "Cash"), line(1, "Net", report="3", title="SECOND"),
    ]  # fmt: skip
    first, second = tables(lines, twice)
    cells = [[cell.fact for cells in row.cells for cell in cells] for row in first.rows]
    assert cells == [["b", "e"], ["c"], ["d"]]
    assert [cell.fact for row in second.rows for cells in row.cells for cell in cells] == ["a"]


def test_what_is_printed_with_the_other_sign_is_shown_so():
    (table,) = tables(
        [line(1, "Cost", negated="1")],
        [fact("Cost", **YEAR, value="1234.5", concept="us-gaap:Cost")],
    )
    assert shown(table) == [("Cost", ["-1,234.5"])]


def test_headings_stay_where_something_stands_below_them():
    lines = [
        line(1, "A", "Kept", abstract="1", level="1"), line(2, "Net", level="2"),
        line(3, "B", "Dropped", abstract="1", level="1"), line(4, "Absent", level="2"),
    ]  # fmt: skip
    (table,) = tables(lines, [fact("Net", **YEAR)])
    assert [(row.label, row.heading) for row in table.rows] == [("Kept", True), ("Net", False)]


def test_equity_has_the_columns_of_print():
    axis = "us-gaap:StatementEquityComponentsAxis=us-gaap:"
    facts = [
        fact("a", statement="EQ", line="9", column="50", dimensions=f"{axis}CommonStockMember", column_head="Common"),
        fact("b", statement="EQ", line="9", column="70", column_head="Total"),
        fact("c", statement="EQ", line="10", column="70", column_head="Total"),
    ]  # fmt: skip
    (table,) = tables([], facts)
    assert table.heads == [("Common", "USD"), ("Total", "USD")]
    assert shown(table) == [("a", ["1", "1"]), ("c", ["", "1"])]
    assert table.line == 9


def test_what_stands_in_no_line_is_listed():
    facts = [
        fact("Net", **YEAR),
        fact("Other", **YEAR),
        fact("c", statement="COVER", unit="", value="yes"),
    ]
    found = tables([line(1, "Net")], facts)
    assert facts_of(found) == {"Net", "Other", "c"}
    assert found[-1].title.startswith("Statement of cash flows")


def test_a_table_of_very_many_columns_is_a_list():
    facts = [
        fact(f"f{at}", statement="NOTE", column=str(at), column_head=f"h{at}", unit="USD")
        for at in range(20)
    ]
    (table,) = tables([], facts)
    assert len(table.heads) == 1
    assert len(table.rows) == 20


@pytest.mark.parametrize(
    ("cells", "unsure"),
    [({"confidence": "0.79"}, True), ({"confidence": "0.8"}, False), ({"doubts": "CAL001"}, True)],
)
def test_what_is_not_sure_is_marked(cells, unsure):
    (table,) = tables([line(1, "Net")], [fact("Net", **YEAR, **cells)])
    assert table.rows[0].cells[0][0].unsure is unsure


def test_notes_are_those_of_text_in_their_order():
    facts = [
        fact("n2", concept="a:Note2TextBlock", line="20", statement="NOTE"),
        fact("n1", concept="a:Note1TextBlock", line="3", statement="NOTE"), fact("x"),
    ]  # fmt: skip
    assert [each["fact"] for each in notes(facts)] == ["n1", "n2"]


TEXT = "A <b> 12\r\nTotal 1,234 (1,234)\n\x0cend & 5\n"
SOURCE = SourceText("a.txt", TEXT, "utf-8", "")


def marked(facts, lines=(), linked=("f",)):
    return html(SOURCE, marks(SOURCE, facts), lines, set(linked))


def test_figures_are_links_where_they_stand():
    got = marked([fact("f", line="2", column="7", printed="1,234")])
    assert 'Total <a id="p-f" class="figure" href="#v-f">1,234</a> (1,234)' in got


def test_each_print_has_a_place():
    got = marked([fact("f", line="2", column="7", printed="1,234", also_printed_at="2:14 9:9")])
    assert '(<a id="p-f-2" class="figure" href="#v-f">1,234</a>)' in got


def test_figures_of_facts_that_no_table_shows_are_no_links():
    got = marked([fact("g", line="1", column="7", printed="12")])
    assert '<span id="p-g" class="figure">12</span>' in got


def test_several_facts_of_one_figure_have_their_places():
    both = [fact(name, line="2", column="7", printed="1,234") for name in ("f", "g")]
    got = marked(both, linked=("f", "g"))
    assert '<a id="p-f" class="figure" href="#v-f"><span id="p-g"></span>1,234</a>' in got


def test_lines_that_are_pointed_to_have_ids():
    got = marked([fact("f", line="3", column="8", printed="5")], lines=(1, 3, 99, 0))
    assert got.startswith('<span id="l-1" class="line" tabindex="-1">A &lt;b&gt; 12</span>')
    assert 'class="line" tabindex="-1">\x0cend &amp; <a id="p-f"' in got
    assert "l-99" not in got


@pytest.mark.parametrize(
    "cells",
    [
        {"line": "2", "column": "8", "printed": "1,234"}, {"line": "77", "column": "1"},
        {"line": "", "column": ""}, {"printed": ""}, {"line": "0", "column": "1"},
        {"line": "x", "column": "1"},
    ],
)  # fmt: skip
def test_what_does_not_stand_there_is_not_marked(cells):
    assert marks(SOURCE, [fact("f", **cells)]) == []


@pytest.mark.parametrize(
    ("room", "wanted"), [(10, 80), (80, 80), (81, 100), (133, 140), (500, 140)]
)
def test_the_type_fits_the_lines_with_figures(room, wanted):
    source = SourceText("a.txt", "5".rjust(room) + f"\n{'x' * 700}\n", "utf-8", "")
    found = marks(source, [fact("f", line="1", column=str(room), printed="5")])
    assert len(found) == 1
    assert width(source, found) == wanted
    assert width(source, []) == 80


def test_the_text_is_kept():
    import html as escapes
    import re

    facts = [
        fact("f", line="2", column="7", printed="1,234"),
        fact("g", line="1", column="7", printed="12"),
    ]
    got = marked(facts, lines=(2, 3))
    assert escapes.unescape(re.sub(r"<[^>]*>", "", got)) == TEXT
