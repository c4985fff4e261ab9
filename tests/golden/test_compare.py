"""The comparison itself, on made-up rows; and the golden files, held against the examples."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from pathlib import Path

import pytest
from compare import COLUMNS, GoldenRow, Place, compare, read_golden
from derive_examples import ORIGINAL, derive, line_map

HERE = Path(__file__).resolve().parent
EXAMPLES = HERE.parent.parent / "examples"
GOLDEN = sorted((HERE / "examples").glob("*.tsv")) + sorted((HERE / "seeds").glob("*.tsv"))
AXIS = "us-gaap:StatementEquityComponentsAxis=us-gaap:CommonStockMember"


def golden(**changes: object) -> GoldenRow:
    values: dict[str, object] = {
        "statement": "CF",
        "place": Place(7, 40),
        "printed": "27",
        "caption": "Receivables",
        "concept": "us-gaap:IncreaseDecreaseInReceivables",
        "alternatives": (),
        "start": "2003-07-01",
        "end": "2003-09-30",
        "members": (),
        "value": "27000",
        "unit": "USD",
        "decimals": "-3",
    }
    return GoldenRow(**(values | changes))  # type: ignore[arg-type]


def fact(**changes: object) -> dict[str, object]:
    values: dict[str, object] = {
        "statement": "CF",
        "concept": "us-gaap:IncreaseDecreaseInReceivables",
        "start": dt.date(2003, 7, 1),
        "end": dt.date(2003, 9, 30),
        "dimensions": "",
        "value": Decimal(27000),
        "unit": "USD",
        "decimals": -3,
        "printed": "27",
        "line": 7,
        "column": 40,
        "caption": "Receivables",
        "also_printed_at": "",
    }
    return values | changes


def test_same_facts_make_no_difference() -> None:
    difference = compare([golden()], [fact()])
    assert difference.ok
    assert str(difference) == "no difference"


def test_missing_names_what_stands_there() -> None:
    difference = compare([golden()], [fact(start=dt.date(2003, 1, 1), statement="NOTE")])
    assert len(difference.missing) == 1
    assert "there stands us-gaap:IncreaseDecreaseInReceivables 2003-01-01" in difference.missing[0]
    assert not difference.ok
    assert "nothing stands there" in compare([golden()], []).missing[0]


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"value": Decimal(-27000)}, "sign: is -27000"),
        ({"value": Decimal(27)}, "value: is 27"),
        ({"value": "27,000"}, "expected the number"),
        ({"unit": "shares"}, "unit is shares, expected USD"),
        ({"decimals": 0}, "decimals is 0, expected -3"),
        ({"decimals": None}, "decimals is none, expected -3"),
    ],
)
def test_wrong_says_what(change: dict[str, object], says: str) -> None:
    difference = compare([golden()], [fact(**change)])
    assert says in difference.wrong[0]
    assert not difference.missing
    assert not difference.surplus


def test_unit_per_share_and_zero() -> None:
    expected = golden(value="0", unit="USD/shares", decimals="2", printed="0.00")
    assert compare([expected], [fact(value=Decimal("-0.00"), unit="USD_per_share", decimals=2)]).ok


def test_misplaced() -> None:
    difference = compare([golden()], [fact(column=52)])
    assert "points to 7:52, expected 7:40" in difference.misplaced[0]
    assert compare([golden()], [fact(line=None, column=None)]).misplaced
    assert compare([golden(), golden(place=Place(9, 40))], [fact(line=9)]).ok


def test_a_place_the_fact_does_not_name_is_no_error() -> None:
    rows = [golden(), golden(statement="NOTE", place=Place(90, 12))]
    difference = compare(rows, [fact()])
    assert difference.ok
    assert len(difference.unlisted) == 1
    assert not compare(rows, [fact(also_printed_at="90:12")]).unlisted


def test_surplus_only_in_primary_statements() -> None:
    extra = fact(concept="us-gaap:Assets", line=8)
    assert len(compare([golden()], [fact(), extra]).surplus) == 1
    assert compare([golden()], [fact(), extra | {"statement": "NOTE"}]).ok


def test_members_are_part_of_the_key() -> None:
    row = golden(members=(AXIS,))
    assert compare([row], [fact(dimensions=AXIS)]).ok
    difference = compare([row], [fact()])
    assert difference.missing
    assert difference.surplus


def test_alternative_concept() -> None:
    row = golden(alternatives=("us-gaap:IncreaseDecreaseInAccountsReceivable",))
    assert compare([row], [fact(concept="us-gaap:IncreaseDecreaseInAccountsReceivable")]).ok
    difference = compare([row], [fact(concept="us-gaap:IncreaseDecreaseInInventories")])
    assert difference.missing
    assert difference.surplus


def test_an_alternative_of_another_line_is_not_taken_for_this_one() -> None:
    sales = golden(concept="a:Goods", alternatives=("us-gaap:Net",), value="1000")
    total = golden(concept="us-gaap:Revenues", alternatives=("us-gaap:Net",), place=Place(9, 40))
    facts = [
        fact(concept="us-gaap:Net", value=Decimal(1000)),
        fact(concept="us-gaap:Revenues", line=9),
    ]
    assert compare([sales, total], facts).ok


def test_any_extension_is_found_by_its_place() -> None:
    rows = [
        golden(concept="ext:*", place=Place(3, 40), value="45000"),
        golden(concept="ext:*", place=Place(4, 40), value="47000"),
    ]
    facts = [
        fact(concept="n21:First", line=3, value=Decimal(45000)),
        fact(concept="retro:Second", line=4, value=Decimal(47000)),
    ]
    assert compare(rows, facts).ok
    assert len(compare(rows, [fact(concept="us-gaap:Liabilities", line=3)]).missing) == 2


def test_a_cell_that_may_stay_without_a_fact() -> None:
    row = golden(concept="ext:*", alternatives=("us-gaap:Shares", "none"), value="0", decimals="0")
    assert compare([row], []).ok
    assert compare([row], [fact(concept="n21:New", value=Decimal(0), decimals=0)]).ok
    assert compare([row], [fact(concept="us-gaap:Shares", value=Decimal(5), decimals=0)]).wrong


def test_text_is_compared_without_case_and_by_line() -> None:
    row = golden(
        statement="COVER",
        concept="dei:EntityRegistrantName",
        value="NUTRITION 21, INC.",
        unit="",
        decimals="",
        place=Place(19, 0),
    )
    text = fact(
        statement="COVER",
        concept="dei:EntityRegistrantName",
        value="Nutrition 21,  Inc.",
        unit="",
        decimals=None,
        line=19,
        column=32,
    )
    assert compare([row], [text]).ok
    assert compare([row], [text | {"line": 20}]).misplaced
    assert compare([row], [text | {"value": "Nutrition"}]).wrong
    concluded = golden(statement="COVER", unit="", decimals="", value="false", place=None)
    assert compare([concluded], [text | {"concept": concluded.concept, "value": "false"}]).ok


def test_reading_stops_at_a_line_that_does_not_fit(tmp_path: Path) -> None:
    path = tmp_path / "golden.tsv"
    path.write_text("# comment\n" + "\t".join(COLUMNS) + "\nBS\t1\n", encoding="utf-8")
    with pytest.raises(ValueError, match=r"golden\.tsv:3: 2 cells"):
        read_golden(path)
    path.write_text("BS\t1\n", encoding="utf-8")
    with pytest.raises(ValueError, match="columns must be"):
        read_golden(path)


def test_examples_are_derived_by_line_text() -> None:
    assert line_map(["a", "prose", "", "b"], ["a", "own title", "b"]) == {1: 1, 4: 3}
    rest = "\t".join(["10", "5", "Assets", "us-gaap:Assets", *[""] * 7])
    assert derive([f"BS\t4\t{rest}"], {1: 1, 4: 3}) == [f"BS\t3\t{rest}"]
    with pytest.raises(ValueError, match="not in the example"):
        derive([f"BS\t2\t{rest}"], {1: 1, 4: 3})
    cover = "COVER\t2\t1\tInc.\tname\tdei:Name" + "\t" * 7
    assert derive([cover], {}) == ["COVER\t\t\t\tname\tdei:Name" + "\t" * 7]


@pytest.mark.parametrize("path", GOLDEN, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_golden_files_agree_with_themselves(path: Path) -> None:
    """A perfect conversion makes no difference, and one key has one value."""
    rows = read_golden(path)
    values: dict[object, str] = {}
    facts: dict[object, dict[str, object]] = {}
    for row in rows:
        assert values.setdefault(row.key, row.value) == row.value, str(row)
        facts.setdefault(
            row.key,
            {
                "statement": row.statement,
                "concept": row.concept.replace("ext:*", "n21:Own"),
                "start": row.start,
                "end": row.end,
                "dimensions": "; ".join(row.members),
                "value": row.value,
                "unit": row.unit.replace("/shares", "_per_share"),
                "decimals": row.decimals,
                "line": row.place.line if row.place else None,
                "column": row.place.column if row.place else None,
            },
        )
    difference = compare(rows, list(facts.values()))
    assert difference.ok, str(difference)


@pytest.mark.parametrize("stem", ORIGINAL)
def test_golden_figures_stand_in_the_examples(stem: str) -> None:
    lines = (EXAMPLES / f"{stem}.txt").read_text(encoding="latin-1").split("\n")
    for row in read_golden(HERE / "examples" / f"{stem}.tsv"):
        if row.place and row.unit:
            line, left = lines[row.place.line - 1], row.place.column - 1
            assert line[left : left + len(row.printed)] == row.printed, str(row)
            before, after = line[:left][-1:], line[left + len(row.printed) :][:1]
            assert not before.isdigit(), str(row)
            assert not after.isdigit(), str(row)
