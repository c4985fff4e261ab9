"""The tables ruled over their text."""

from html.parser import HTMLParser

from converter.picture import picture, render_html, render_text
from tests.lineitems.reading import read_with_source

TEXT = """\
                        Note       1997       Change       1996
Net sales                  2     $2,670           5%     $2,308
Average number of shares
  outstanding                    37,991           1%     33,699
Total                             2,741                   2,358
"""


def test_columns_are_ruled_over_the_text():
    table, source = read_with_source(TEXT, lead="Years ended June 30 (in thousands)", months=12)
    lines = render_text([picture(table, source)]).splitlines()
    assert lines[0] == "Case   [IS, lines 1-5, thousands]"
    assert lines[1] == "  [0] 1996-07-01 to 1997-06-30 1997"
    assert lines[3:5] == [
        "   -  note references          Note",
        "   -  percentages              Change",
    ]
    sales = next(line for line in lines if "Net sales" in line)
    assert (
        sales == "     2 0 item    Net sales                  2    │$2,670│          5%    │$2,308│"
    )
    assert any(line.startswith('     3 0 "') for line in lines)


def test_figures_that_are_in_no_column_are_marked():
    text = (
        TEXT
        + "                    46\nCash                                750                     800\n"
    )
    table, source = read_with_source(text, lead="Years ended June 30", months=12)
    lines = render_text([picture(table, source)]).splitlines()
    at = next(at for at, line in enumerate(lines) if line.startswith("     6"))
    assert lines[at + 1].strip() == "^^ not read"


class Tags(HTMLParser):
    def __init__(self):
        super().__init__()
        self.open = []
        self.classes = set()

    def handle_starttag(self, tag, attrs):
        if tag != "meta":
            self.open.append(tag)
        self.classes |= set(dict(attrs).get("class", "").split())

    def handle_endtag(self, tag):
        assert self.open.pop() == tag


def test_the_page_marks_cells_captions_and_spanners():
    table, source = read_with_source(TEXT, lead="Years ended June 30 (in thousands)", months=12)
    page = render_html("a <filing>.txt", [picture(table, source)])
    assert "a &lt;filing&gt;.txt" in page
    tags = Tags()
    tags.feed(page)
    assert not tags.open
    assert {"cell", "caption", "spanner", "item", "margin"} <= tags.classes
