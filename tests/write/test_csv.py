"""BASE.csv and findings.jsonl."""

from __future__ import annotations

import csv
import io
import json
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reports_rdf import report

from converter.model.flat import ROW_COLUMNS
from converter.model.source import SourceText
from converter.write.csv import LINE_COLUMNS, CsvWriter, _cell, presented, table
from converter.write.findings import FindingsWriter

if TYPE_CHECKING:
    from pathlib import Path


def rows() -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(table(report()))))


def test_a_fact_is_a_row(tmp_path: Path) -> None:
    path, lines = CsvWriter().write(report(), tmp_path).value
    assert (path.name, lines.name) == ("acme-20040930.csv", "acme-20040930_lines.tsv")
    assert lines.read_bytes() == presented(report()).encode()
    assert path.read_bytes() == table(report()).encode()
    assert b"\r" not in path.read_bytes()
    assert len(rows()) == len(report().facts)


def test_columns_are_those_of_the_rows() -> None:
    assert all(tuple(row) == ROW_COLUMNS for row in report().rows())
    assert tuple(rows()[0]) == ROW_COLUMNS


def test_a_row_says_everything() -> None:
    row = next(r for r in rows() if r["fact"] == "f_20040930_InventoryNet")
    expected = {
        "filing": "0000950123-04-001234",
        "company": "ACME WIDGETS, INC.",
        "form": "10-Q",
        "statement": "BS",
        "concept": "us-gaap:InventoryNet",
        "current_concept": "InventoryNet",
        "current_match": "exact",
        "entity": "0000718096",
        "start": "",
        "end": "2004-09-30",
        "value": "897000",
        "unit": "USD",
        "decimals": "-3",
        "printed": "897",
        "line": "9",
        "column": "52",
        "caption": "Inventories",
        "rule": "bs.rule",
        "confidence": "0.95",
        "candidates": "us-gaap:InventoryGross 0.31; OtherInventory 0.10",
    }
    assert expected.items() <= row.items()


def test_a_row_says_what_its_confidence_comes_from() -> None:
    found = {(row["statement"], row["confidence_basis"]) for row in rows()}
    assert ("BS", "measured") in found
    assert ("CF", "rule") in found
    assert ("BS", "rule") not in found


def test_a_row_names_the_findings_that_doubt_it() -> None:
    doubts = {row["fact"]: row["doubts"] for row in rows() if row["doubts"]}
    assert doubts == {"f_20040930_AssetsCurrent": "CAL001"}


def test_zero_dimension_and_quotes() -> None:
    by = {row["fact"]: row for row in rows()}
    zero = by["f_20040630_WidgetsOnLoanToCafe"]
    assert (zero["value"], zero["printed"]) == ("0", "--")
    assert zero["caption"] == 'Widgets on "loan" to café'
    member = by["f_20040930_CommonStockMember_StockholdersEquity"]
    assert member["dimensions"] == "us-gaap:StatementEquityComponentsAxis=us-gaap:CommonStockMember"
    assert member["line"] == ""


def test_the_lines_of_the_statements() -> None:
    lines = [line.split("\t") for line in presented(report()).splitlines()]
    assert tuple(lines[0]) == LINE_COLUMNS
    assert {len(line) for line in lines} == {len(LINE_COLUMNS)}
    found = [dict(zip(LINE_COLUMNS, line, strict=True)) for line in lines[1:]]
    nodes = []
    for number, statement in enumerate(report().statements, start=1):

        def walk(node, level, parent):
            nodes.append((str(number), statement.kind.value, str(level), parent, str(node.concept)))  # noqa: B023
            for child in node.children:
                walk(child, level + 1, str(node.concept))

        for root in statement.presentation:
            walk(root, 0, "")
    shown = [row for row in found if row["report"] != "0"]
    assert [
        tuple(row[name] for name in ("report", "statement", "level", "parent", "concept"))
        for row in shown
    ] == nodes
    for number in {row["report"] for row in shown}:
        places = [int(row["line"]) for row in shown if row["report"] == number]
        assert places == list(range(1, len(places) + 1))
    # every concept of a fact is there, so that its type can be looked up
    assert {str(fact.concept) for fact in report().facts} <= {row["concept"] for row in found}
    by = {row["concept"]: row for row in found}
    inventory = by["us-gaap:InventoryNet"]
    assert (inventory["label"], inventory["datatype"], inventory["period_type"]) == (
        "Inventories", "monetary", "instant",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("text", "digits", "sign"),
    [
        ("  Loss   (1,227)", "1,227", "-"),
        ("  Loss  $ (1,227)", "1,227", "-"),
        ("  Loss  ($1,227)", "1,227", "-"),
        ("  Loss  ( 1,227 )", "1,227", "-"),
        ("  Loss  -1,227", "1,227", "-"),
        ("  Loss  1,227-", "1,227", "-"),
        ("  Margin  (3)%", "3", "-"),
        ("  Margin  (3%)", "3", "-"),
        ("  Income   1,227", "1,227", ""),
        ("  Income   --   1,227", "1,227", ""),
        ("  Income   -   1,227", "1,227", ""),
        ("  Receivables (less allowance of $10)", "10", ""),
        ("  Stock ($.005 par value)", ".005", ""),
        ("  9-30-1,227", "1,227", ""),
        ("  Other   --", "--", ""),
    ],
)
def test_the_sign_as_printed(text: str, digits: str, sign: str) -> None:
    of = next(fact for fact in report().facts if fact.id == "f_20040930_InventoryNet")
    source = SourceText("a.txt", text, "ascii", "0" * 64)
    at = text.rindex(digits)
    made = of.model_copy(update={"span": source.span(at, at + len(digits))})
    (row,) = report().model_copy(update={"facts": (made,), "source": source}).rows()
    assert row["printed_sign"] == sign


def test_a_report_without_facts_still_has_its_header() -> None:
    empty = report().model_copy(update={"facts": ()})
    assert table(empty) == ",".join(ROW_COLUMNS) + "\n"


@given(st.decimals(allow_nan=False, allow_infinity=False))
def test_amounts_are_plain_digits(value: Decimal) -> None:
    cell = _cell(value)
    assert "E" not in cell.upper()
    assert Decimal(cell) == value
    assert value or not cell.startswith("-")


def test_findings_are_json_lines(tmp_path: Path) -> None:
    (path,) = FindingsWriter().write(report(), tmp_path).value
    made = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    assert path.name == "findings.jsonl"
    assert made[0] == {
        "code": "CAL001",
        "severity": "error",
        "message": "Total current assets: printed 2,500, items sum to 2,499",
        "line": 11,
        "column": 50,
        "others": [{"line": 8, "column": 50}],
        "hint": "see the statement",
    }
    assert (made[2]["line"], made[2]["column"]) == (None, None)


def test_no_findings_is_an_empty_file(tmp_path: Path) -> None:
    (path,) = FindingsWriter().write(report().model_copy(update={"findings": ()}), tmp_path).value
    assert path.read_bytes() == b""
