"""The pages of reference are as the program is, and every column has its meaning."""

import importlib.util
from pathlib import Path

import pytest

from converter.cli import main
from converter.export import tables
from converter.model import columns
from converter.model.flat import REVIEW_COLUMNS, ROW_COLUMNS
from converter.write.csv import LINE_COLUMNS

DOCS = Path(__file__).parent.parent / "docs"


def generator():
    spec = importlib.util.spec_from_file_location("reference", DOCS / "reference.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


PAGES = generator().PAGES


@pytest.mark.parametrize("page", PAGES)
def test_the_page_is_as_the_program_is(page):
    assert (DOCS / page).read_text(encoding="utf-8") == PAGES[page](), "make commands"


def test_every_column_is_explained_and_no_other():
    plain = {*ROW_COLUMNS, *REVIEW_COLUMNS, *LINE_COLUMNS}
    for table in (tables.FACTS, tables.STANDARD, tables.IDENTITIES, tables.COMPANIES):
        plain |= {column.name for column in table}
    wide = {column.name for column in tables.wide()}
    asked = {
        item for item in wide if f"| `{item}` |" in PAGES["columns.md"]().partition("## Items")[2]
    }
    assert plain | (wide - asked) == set(columns.MEANINGS)
    layout = {column.name for table in tables.FSDS.values() for column in table}
    told = {name for names in columns.FSDS for name in names.split(", ")}
    assert told <= layout
    assert layout - told <= set(columns.MEANINGS)


def test_every_public_name_of_the_package_is_on_the_page():
    import converter

    page = PAGES["api.md"]()
    assert all(f"### {name}\n" in page for name in [*converter.__all__, "Output", "convert_all"])


@pytest.mark.parametrize(
    ("column", "said"),
    [
        ("doubts", ["doubts: codes of the findings"]),
        ("line", ["line: line of the input", "line in lines: number of the line"]),
        ("segments", ["segments: members but the legal entity"]),
    ],
)
def test_a_column_is_explained_on_the_terminal(column, said, capsys):
    assert main(["explain", column]) == 0
    printed = capsys.readouterr().out
    assert all(each in printed for each in said)


def test_what_is_neither_a_code_nor_a_column_is_said(capsys):
    assert main(["explain", "nonsense"]) == 2
    assert "no finding 'nonsense'" in capsys.readouterr().err
