"""Where statements end in small pages: over pages, before prose, before other tables."""

import textwrap

import pytest
from small_pages import BALANCE, HALF, INCOME, centred, found, rows


def test_a_long_title_in_the_middle_heads_another_table():
    page = centred("BALANCE SHEETS") + BALANCE + "\n"
    page += f"{'Reconciliation of Net Income to EBITDA and Adjusted EBITDA':^72}\n"
    page += f"{'(in millions)':^72}\n\n"
    page += """\
                                          1997      1996
Net income                               $10.6      $8.7
Income taxes                               2.9       4.6
Adjusted EBITDA                          $13.5     $13.3
"""
    read, result = found(page)
    assert rows(read, result.value[0])[-1] == "Total liabilities and stockholders' equity"


def test_two_statements_on_one_page():
    page = centred("BALANCE SHEETS") + BALANCE + "\n" + centred("STATEMENTS OF INCOME") + INCOME
    read, result = found(page)
    first, second = result.value
    assert rows(read, first)[-1] == "Total liabilities and stockholders' equity"
    assert rows(read, second)[0] == "Net sales"


@pytest.mark.parametrize(
    ("captions", "sections"),
    [(BALANCE, 2), (BALANCE.replace("s", "z"), 1)],
)
def test_a_page_that_repeats_the_captions_faces_the_statement(captions, sections):
    further = "\n".join(line.replace("   ", " " * 10, 1) for line in captions.splitlines())
    page = centred("BALANCE SHEETS") + "<TABLE>\n" + BALANCE + "</TABLE>\n"
    page += "                 F-2\n<PAGE>\n\nAnnual Report Page 27\n<TABLE>\n"
    read, result = found(f"{page}{further}\n</TABLE>\n")
    assert [section.kind.value for section in result.value] == ["BS"] * sections
    for section in result.value:
        assert rows(read, section)[0] == "Cash and cash equivalents"


ASSETS = BALANCE[: BALANCE.index("LIABILITIES")]


@pytest.mark.parametrize(
    ("between", "sections"),
    [
        ("<PAGE>\n", 1),
        ("                         23\n<PAGE>\n\n", 1),
        ("<PAGE>\n" + centred("EXAMPLE INDUSTRIES, INC."), 1),
        ("<PAGE>\n" + " " * 50 + "1997        1996\n", 1),
        ("<PAGE>\n" + centred("BALANCE SHEETS (Continued)"), 1),
        ("                         23 <PAGE>\n" + " " * 50 + "1997        1996\n", 1),
        ("See accompanying notes.\n<PAGE>\n", 1),
        ("<PAGE>\n" + centred("BALANCE SHEETS (Continued)") + " " * 50 + "1997        1996\n", 2),
    ],
)
def test_a_statement_goes_on_over_pages(between, sections):
    page = centred("EXAMPLE INDUSTRIES, INC.", "BALANCE SHEETS") + ASSETS + between + HALF
    read, result = found(page)
    assert [section.kind.value for section in result.value] == ["BS"] * sections
    assert rows(read, result.value[-1])[-1] == "Total liabilities and stockholders' equity"


def test_a_statement_ends_where_another_table_begins():
    page = centred("STATEMENTS OF INCOME") + INCOME + "<PAGE>\n" + centred("Orders by Region")
    page += "                                                  1997        1996\n"
    page += "East                                           $     900   $     800\n"
    read, result = found(page)
    (section,) = result.value
    assert "East" not in rows(read, section)


def test_a_statement_ends_where_prose_begins():
    page = (
        centred("STATEMENTS OF INCOME")
        + INCOME
        + textwrap.dedent("""
        The company sold one of its plants after the end of the year, and it will
        show what it received in the first quarter of the year that follows; the
        plant made goods for
                                                          1997        1996
        which were sold at prices of                        12          13
        """)
    )
    read, result = found(page)
    (section,) = result.value
    assert rows(read, section)[-1] == "Weighted average shares outstanding"


def test_long_captions_are_no_prose():
    page = centred("BALANCE SHEETS") + BALANCE.replace(
        "Total stockholders' equity                         1,100         900\n",
        "Common stock, $1 par value; 10,000 and 9,000 shares\n"
        "  authorized in 1997 and 1996, respectively; 4,500\n"
        "  issued in 1997 and 1996; 4,400 and 4,300 outstanding\n"
        "  in 1997 and 1996, respectively                   1,100         900\n",
    )
    read, result = found(page)
    (section,) = result.value
    assert rows(read, section)[-1] == "Total liabilities and stockholders' equity"


def test_figures_of_captions_set_no_edge_for_prose():
    """'of $29' ends a line further left than the columns begin; the captions below are no prose."""
    page = centred("BALANCE SHEETS") + BALANCE.replace(
        "Inventories", "Receivables, less allowances of $29\n  in 1997", 1
    )
    long = "  Stock of $.50 par value with authorized 180,000 shares"
    page = page.replace("Retained", f"{long}\n{long}\n  Retained", 1)
    read, result = found(page)
    (section,) = result.value
    assert rows(read, section)[-1] == "Total liabilities and stockholders' equity"


@pytest.mark.parametrize("third", ["Dividends", "Distributions"])
def test_the_columns_of_an_equity_statement_go_on_below_its_captions(third):
    captions = ["Balance, June 30, 1996", "Net income", "Dividends", "Options exercised"]
    page = centred("STATEMENTS OF STOCKHOLDERS' EQUITY")
    for stub, heads in ((48, "Common        Paid-in"), (31, "Retained        Total")):
        page += " " * (stub + 2) + heads + "\n\n"
        page += "\n".join(f"{each:{stub}}{410 + len(each):10,}{1290:15,}" for each in captions)
        page += "\n                      F-5\n<PAGE>\n" + centred("EXAMPLE INDUSTRIES, INC.")
        captions[2] = third
    read, result = found(page)
    section = result.value[0]
    lines = [read.source.line(at) for at in range(section.first, section.last + 1)]
    assert any("Retained" in line for line in lines) is (third == "Dividends")


@pytest.mark.parametrize(
    ("between", "total", "more"),
    [
        ("<PAGE>\n", "1,715", True),
        ("<PAGE>\n", "1,716", False),
        ("<PAGE>\n" + centred("BALANCE SHEETS"), "1,715", False),
        ("<PAGE>\n" + "Remarks on the table\n" * 20, "1,715", False),
        ("<PAGE>\n\nCommitments                              500      600\n", "1,715", False),
    ],
    ids=["more columns", "no sums", "another title", "remarks", "another row"],
)
def test_columns_without_captions_belong_to_the_equity_statement_above(between, total, more):
    captions = ["Balance, June 30, 1996", "Net income", "Dividends", "Balance, June 30, 1997"]
    common, earned = (410, 5, 0, 415), (1290, 100, -95, 1295)
    page = centred("STATEMENTS OF STOCKHOLDERS' EQUITY") + "<TABLE>\n"
    page += " " * 50 + "Common       Capital\n\n"
    for caption, stock in zip(captions, common, strict=True):
        page += f"{caption:48}{stock:10,}{5:13,}\n"
    page += "</TABLE>\nSee accompanying notes.\n                      F-5\n" + between
    page += "<TABLE>\nEarnings   Total\n\n"
    for stock, earnings in zip(common, earned, strict=True):
        page += f"{earnings:6,}{stock + earnings + 5:9,}\n"
    read, result = found(page.replace("1,715", total) + "</TABLE>\n")
    section = result.value[0]
    lines = [read.source.line(at) for at in range(section.first, section.last + 1)]
    assert any("Earnings" in line for line in lines) is more
