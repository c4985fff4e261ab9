"""docs/statements.md shows what the command prints of a made filing."""

from pathlib import Path

from filings import HEADS, INCOME, OTHER, TITLES, body, centred, filing, pages, statement

from converter.candidates import render
from converter.segment import find_sections

DOCS = Path(__file__).parents[2] / "docs" / "statements.md"
LOOMS = (
    ("Balance at beginning of year", 412, 380),
    ("Additions", 60, 44),
    ("Written off", -31, -12),
    ("Balance at end of year", 441, 412),
)
TEXT = pages(
    statement("BS", name="", title="WHERE WE STAND"),
    statement("IS"),
    statement("CF"),
    centred("CONDENSED STATEMENTS OF INCOME")
    + body([INCOME[at] for at in (0, 2, 4, 6, 8)], HEADS["IS"]),
    statement("BS", 7, OTHER),
    "NOTE 1 - LOOMS\n\nWhat the looms have cost, and what was written off, in thousands of"
    " dollars,\nis as follows in each of the two years that are reported on:\n\n"
    + body(LOOMS, HEADS["IS"]),
)


def test_the_picture_is_what_the_command_prints():
    made = filing(TEXT)
    printed = render(made.source, find_sections(made, TITLES).value.candidates)
    page = DOCS.read_text("utf-8")
    begins = page.index("    made.txt: ")
    shown = page[begins : page.index("\n\nEach ", begins)]
    parts = [
        "\n".join(line.removeprefix("    ") for line in part.split("\n"))
        for part in shown.split("\n\n    ...\n\n")
    ]
    assert len(parts) > 1
    places = [printed.find(part) for part in parts]
    assert -1 not in places, printed
    assert places == sorted(places)
