"""docs/mappings.md names every table of mappings/ and each of its columns, and none that is not."""

import re
from pathlib import Path

import pytest

from converter.resources import resource

TEXT = (Path(__file__).parents[2] / "docs" / "mappings.md").read_text(encoding="utf-8")
TABLES = sorted(path.name for path in resource("mappings").glob("*.tsv"))
SECTIONS = {
    name: text
    for heading, text in re.findall(r"^### (.*?)\n(.*?)(?=^##)", TEXT, re.MULTILINE | re.DOTALL)
    for name in heading.split(", ")
}


def columns_of(name):
    head = resource("mappings", name).read_text(encoding="utf-8").partition("\n")[0]
    return head.split("\t")


def columns_told(section):
    """Those of the section's table, or the words in code of its first sentence."""
    rows = [line.split("|")[1] for line in section.splitlines() if line.startswith("|")][2:]
    named = rows or re.findall(r"`(\w+)`", section.partition(" are ")[0])
    return [word.strip() for row in named for word in row.split(",")]


def test_each_table_has_a_section_and_no_other():
    assert sorted(SECTIONS) == TABLES


@pytest.mark.parametrize("name", TABLES)
def test_each_column_is_told_and_no_other(name):
    assert columns_told(SECTIONS[name]) == columns_of(name)


@pytest.mark.parametrize("name", TABLES)
def test_the_overview_says_what_each_table_holds(name):
    overview = TEXT.partition("| file | what it holds |")[2].partition("\n\n")[0]
    assert re.search(rf"[| ]{re.escape(name)}[, ]", overview)
