"""What was weighed as a statement, in the terminal and as a page."""

import json
from html.parser import HTMLParser
from pathlib import Path

import pytest

from converter import cli, pipeline
from converter.candidates import render, render_html, rows
from converter.model.candidate import Candidate, Evidence, Expected, State
from converter.model.filing import StatementKind
from converter.model.source import SourceText

QUARTER = Path(__file__).parent.parent / "examples" / "nutrition21-10q-2004-09-30.txt"
TEXT = "\n".join(f"line {number} <&> of the text" for number in range(1, 201)) + "\n"
SOURCE = SourceText("acme.txt", TEXT, "utf-8", "")


def candidate(kind, first, last, *evidence, title="", owner="", taken=False, reason=""):
    return Candidate(
        kind=StatementKind(kind), title=title, first=first, last=last,
        span=SOURCE.line_span(first, 0, 4),
        evidence=tuple(Evidence(*each) for each in evidence),
        owner=owner, taken=taken, reason=reason,
    )  # fmt: skip


FOUND = (
    candidate(
        "CF", 120, 150, ("captions", 6.5, "11 of 19 captions are those of cash flows"),
        ("boxhead", -5.0, "no period over its columns " * 6),
        title="CASH FLOWS", reason="below what is sure enough",
    ),
    candidate(
        "BS", 10, 52, ("title", 5.0, "BALANCE SHEETS"), ("captions", 14.0, "38 of 41"),
        title="CONSOLIDATED BALANCE SHEETS", taken=True, reason="its totals agree with the others",
    ),
    candidate("IS", 60, 61, ("owner", -3.0, "BOLT CORP. above it"), owner="Bolt Corp."),
)  # fmt: skip
TOLD = (
    Expected(kind=StatementKind.BS, state=State.FOUND, required=True, span=SOURCE.line_span(10, 0, 1)),
    Expected(
        kind=StatementKind.CF, state=State.UNRECOGNISED, required=True,
        reason="the likeliest candidate is at lines 120-150, 'CASH FLOWS': below what is sure enough",
    ),
)  # fmt: skip
PICTURE = """\
acme.txt: 3 blocks of figures were weighed as statements, 1 taken

lines    kind  weight            title
10-52    BS      19.0  taken     CONSOLIDATED BALANCE SHEETS
60-61    IS      -3.0  left      (no title): of Bolt Corp.
120-150  CF       1.5  left      CASH FLOWS: below what is sure enough

lines 10-52  BS  19.0  taken: its totals agree with the others
  CONSOLIDATED BALANCE SHEETS
  captions   +14.0  ++++++++++++  38 of 41
  title       +5.0  ++++          BALANCE SHEETS

lines 60-61  IS  -3.0  left: of Bolt Corp.
  (no title)
  owner    -3.0  ---           BOLT CORP. above it

lines 120-150  CF  1.5  left: below what is sure enough
  CASH FLOWS
  captions    +6.5  ++++++        11 of 19 captions are those of cash flows
  boxhead     -5.0  ----          no period over its columns no period over its columns no period
                                  over its columns no period over its columns no period over its
                                  columns no period over its columns

Statements that a 10-K must hold
  BS  found           line 10
  CF  not recognised  the likeliest candidate is at lines 120-150, 'CASH FLOWS': below what is sure
      enough
"""


def test_the_picture():
    assert render(SOURCE, FOUND, TOLD, "10-K") == PICTURE
    assert max(map(len, PICTURE.splitlines())) <= 100


@pytest.mark.parametrize(
    ("title", "reason"),
    [("T" * 300, "r" * 300), ("many words " * 40, "for this and that " * 40), ("", "")],
)
def test_long_titles_and_reasons_stay_in_the_page(title, reason):
    one = candidate("EQ", 1, 2, ("set", 0.0, ""), title=title.strip(), reason=reason.strip())
    lines = render(SOURCE, [one]).splitlines()
    assert lines[3].startswith("1-2    EQ")
    assert all(len(line) <= 100 or " " not in line.strip() for line in lines)


def test_nothing_weighed():
    assert render(SOURCE, ()) == "acme.txt: no block of figures was weighed as a statement\n"
    assert "no block of figures" in render_html(SOURCE, ())


def test_rows_for_programs():
    assert [(row["first"], row["kind"], row["weight"]) for row in rows(FOUND)] == [
        (10, "BS", 19.0), (60, "IS", -3.0), (120, "CF", 1.5),
    ]  # fmt: skip


class Reader(HTMLParser):
    def __init__(self):
        super().__init__()
        self.text = []

    def handle_data(self, data):
        self.text.append(data)


def test_the_page_has_the_text_beside_it():
    page = render_html(SOURCE, FOUND, TOLD, "10-K")
    reader = Reader()
    reader.feed(page)
    text = "".join(reader.text)
    for words in (
        "line 10 <&> of",
        "line 52 <&> of",
        "line 150 <&>",
        "BOLT CORP.",
        "taken",
        "+14.0",
    ):
        assert words in text
    assert "line 53 <" not in text


def test_a_long_block_has_its_beginning_and_its_end():
    page = render_html(SOURCE, [candidate("CF", 1, 200)])
    assert "... 128 lines ..." in page
    assert all(f"line {number} &lt;" in page for number in (1, 60, 189, 200))
    assert "line 61 &lt;" not in page


def test_the_command(tmp_path, capsys, monkeypatch):
    real = pipeline.analyse

    def weighed(*arguments, **named):
        from dataclasses import replace

        return replace(real(*arguments, **named), candidates=FOUND)

    monkeypatch.setattr(pipeline, "analyse", weighed)
    assert cli.main(["show", "--stage", "statements", str(QUARTER)]) == 0
    out = capsys.readouterr().out
    assert "3 blocks of figures were weighed" in out
    assert "Statements that a 10-Q must hold\n  BS  found" in out
    assert cli.main(["show", "--stage", "statements", "--json", str(QUARTER)]) == 0
    assert len([json.loads(line) for line in capsys.readouterr().out.splitlines()]) == 3
    page = tmp_path / "page.html"
    assert cli.main(["show", "--stage", "statements", "--html", str(page), str(QUARTER)]) == 0
    assert "CONSOLIDATED BALANCE SHEETS" in page.read_text(encoding="utf-8")


def test_the_command_where_no_statement_was_found(tmp_path, capsys):
    path = tmp_path / "letter.txt"
    path.write_text("FORM 10-K\n\nItem 8. Financial Statements\n\nNot applicable.\n", "utf-8")
    assert cli.main(["show", "--stage", "statements", str(path)]) == 1
    streams = capsys.readouterr()
    assert "no block of figures was weighed" in streams.out
    assert "  BS  absent          the filing says of the item" in streams.out
    assert "SEG001" in streams.err
