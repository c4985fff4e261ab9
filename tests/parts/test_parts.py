"""Parts of filings: made-up texts, each with one difficulty, and what must be found."""

import json
import time
from itertools import pairwise

import pytest

from converter import cli
from converter.parts import Kind, PartError, State, asked, find_parts
from converter.parts.forms import form_of, place
from converter.parts.show import render, rows, text
from converter.read import read_filing

PROSE = "The company makes widgets in several plants and sells them to dealers of all kinds.\n"
BODY = PROSE * 12

TITLES = {
    "1": "BUSINESS", "2": "PROPERTIES", "3": "LEGAL PROCEEDINGS",
    "4": "SUBMISSION OF MATTERS TO A VOTE OF SECURITY HOLDERS",
    "5": "MARKET FOR REGISTRANT'S COMMON EQUITY AND RELATED STOCKHOLDER MATTERS",
    "6": "SELECTED FINANCIAL DATA",
    "7": "MANAGEMENT'S DISCUSSION AND ANALYSIS OF FINANCIAL CONDITION AND RESULTS OF\n"
    "         OPERATIONS",
    "8": "FINANCIAL STATEMENTS AND SUPPLEMENTARY DATA",
    "9": "CHANGES IN AND DISAGREEMENTS WITH ACCOUNTANTS ON ACCOUNTING AND FINANCIAL DISCLOSURE",
    "10": "DIRECTORS AND EXECUTIVE OFFICERS OF THE REGISTRANT", "11": "EXECUTIVE COMPENSATION",
    "12": "SECURITY OWNERSHIP OF CERTAIN BENEFICIAL OWNERS AND MANAGEMENT",
    "13": "CERTAIN RELATIONSHIPS AND RELATED TRANSACTIONS",
    "14": "EXHIBITS, FINANCIAL STATEMENT SCHEDULES, AND REPORTS ON FORM 8-K",
}  # fmt: skip
OPENS = {"1": "PART I", "5": "PART II", "10": "PART III", "14": "PART IV"}
SIGNED = """
                                 SIGNATURES

Pursuant to the requirements of Section 13 the registrant has duly caused this report to be signed.

By: /s/ A. Person
    Chief Financial Officer
"""


def item(number, title=None, body=BODY, word="ITEM"):
    return f"\n{word} {number}.  {title or TITLES[number]}\n\n{body}"


def annual(numbers=tuple(TITLES), before="", **bodies):
    """A 10-K's text with these Items."""
    found = [before]
    for number in numbers:
        if number in OPENS:
            found.append(f"\n{' ' * 30}{OPENS[number]}\n")
        found.append(item(number, body=bodies.get(f"i{number}", BODY)))
    return "".join([*found, SIGNED])


def contents(pages):
    """A table of contents, with numbers of pages or without."""
    rows = [
        f"Item {number}.  {title.split(chr(10))[0].title():70}{at if pages else ''}".rstrip()
        for at, (number, title) in enumerate(TITLES.items(), start=2)
    ]
    return "\n                 TABLE OF CONTENTS\n\nPART I\n" + "\n".join(rows) + "\n\n<PAGE>\n"


def submission(*documents, filed="19990315", form="10-K"):
    """A submission of (type, text, description)."""
    head = (
        "<SEC-DOCUMENT>0000000001-99-000001.txt : 19990315\n"
        f"<SEC-HEADER>0000000001-99-000001.hdr.sgml : {filed}\n"
        f"ACCESSION NUMBER:\t\t0000000001-99-000001\nCONFORMED SUBMISSION TYPE:\t{form}\n"
        f"FILED AS OF DATE:\t\t{filed}\n</SEC-HEADER>\n"
    )
    parts = [
        f"<DOCUMENT>\n<TYPE>{kind}\n<SEQUENCE>{at}\n<DESCRIPTION>{about}\n<TEXT>\n{body}\n</TEXT>\n</DOCUMENT>\n"
        for at, (kind, body, about) in enumerate(documents, start=1)
    ]
    return head + "".join(parts) + "</SEC-DOCUMENT>\n"


def parts_of(body, form="10-K", filed="19990315"):
    return find_parts(
        read_filing(submission((form, body, ""), form=form, filed=filed).encode()).value
    )


def named(found, kind=Kind.ITEM):
    return [part.full_name for part in found.parts if part.kind is kind]


ALL = [f"Item {number}" for number in TITLES]

TEXTS = {
    "plain": (annual(), ALL),
    "contents with pages": (annual(before=contents(pages=True)), ALL),
    "contents without pages": (annual(before=contents(pages=False)), ALL),
    "running heads": (
        annual(i7=f"{BODY}<PAGE>\n\nITEM 7.  {TITLES['7']}\n\n{BODY}<PAGE>\n\nITEM 7.  "
               f"MANAGEMENT'S DISCUSSION (CONTINUED)\n\n{BODY}"),
        ALL,
    ),
    "references in the text": (
        annual(i1=f"{PROSE}as Part II,\nItem 7 of this Form 10-K says. {PROSE}See\n"
               f"Item 8 under Part II of this report, and\nItem 405 of Regulation S-K. {BODY}"),
        ALL,
    ),
    "quoted": (annual(i8=f'See\nItem 14. "Exhibits, Financial Statement Schedules" and\n{BODY}'), ALL),
    "title below the number": (
        annual().replace("ITEM 2.  PROPERTIES", "ITEM 2.\n\nPROPERTIES"), ALL,
    ),
    "number below the word": (
        annual().replace("ITEM 5.  MARKET", "Item\n5. MARKET"), ALL,
    ),
    "several in one": (
        annual([n for n in TITLES if n not in ("10", "11", "12")]).replace(
            "\nITEM 13.",
            "\nITEMS 10(a), 11, AND 12.  DIRECTORS AND EXECUTIVE OFFICERS\n\nSee the proxy"
            " statement, which is incorporated by reference.\n\nITEM 13.",
        ),
        [*ALL[:9], "Items 10, 11 and 12", *ALL[12:]],
    ),
    "a title alone": (annual().replace("ITEM 6.  SELECTED", "SELECTED"), ALL),
    "an executive officers' item": (
        annual().replace("\nITEM 5.", f"\nITEM 4A.  EXECUTIVE OFFICERS OF THE REGISTRANT\n\n{BODY}\nITEM 5."),
        [*ALL[:4], "Item 4A", *ALL[4:]],
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", TEXTS)
def test_items_of_an_annual_report(name):
    body, wanted = TEXTS[name]
    found = parts_of(body)
    assert named(found) == wanted
    assert found.in_order, (found.missing, found.strays)
    whole = [part for part in found.parts if part.kind is Kind.ITEM]
    if name != "several in one":
        assert all(part.last - part.first >= 12 for part in whole), [p.full_name for p in whole]
    assert "Signatures" in named(found, Kind.SIGNATURES)


def test_parts_hold_their_items_and_nothing_stands_in_two_items():
    found = parts_of(annual(before=contents(pages=True)))
    assert named(found, Kind.PART) == ["Part I", "Part II", "Part III", "Part IV"]
    items = [part for part in found.parts if part.kind is Kind.ITEM]
    assert all(one.last < two.first for one, two in pairwise(items))
    second = next(part for part in found.parts if part.name == "Part II")
    inside = [p.name for p in items if second.first <= p.first and p.last <= second.last]
    assert inside == ["Item 5", "Item 6", "Item 7", "Item 8", "Item 9"]


@pytest.mark.parametrize(
    ("body", "state"),
    [
        ("None.\n", State.NOTHING),
        ("Not applicable.\n", State.NOTHING),
        ("None to report.\n\n\n\n                    - 9 -\n\n", State.NOTHING),
        ("There were no matters submitted to a vote in the fourth quarter.\n", State.NOTHING),
        ("The information in the Proxy Statement is incorporated herein by reference.\n",
         State.REFERENCE),
        (f"{BODY}Some of it is incorporated by reference.\n", State.TEXT),
        (PROSE, State.TEXT),
    ],
)  # fmt: skip
def test_an_item_that_says_nothing_or_refers_is_told(body, state):
    found = parts_of(annual(i9=body))
    assert asked(found, "Item 9").state is state


def test_what_is_missing_is_said():
    found = parts_of(annual([n for n in TITLES if n != "9"]))
    assert found.missing == ("Item 9",)
    assert not found.in_order
    assert "Not found under heads of their own: Item 9" in render(found)


def test_a_part_by_reference_holds_its_items():
    some = annual([n for n in TITLES if n not in ("10", "11", "12", "13")])
    body = some.replace(
        f"{' ' * 30}PART IV",
        f"{' ' * 30}PART III\n\nThe information is incorporated by reference from the proxy"
        f" statement.\n\n{' ' * 30}PART IV",
    )
    found = parts_of(body)
    assert found.in_order, found.missing
    assert asked(found, "Part III").state is State.REFERENCE
    assert parts_of(some).missing == ("Item 10", "Item 11", "Item 12", "Item 13")


def test_an_item_out_of_order_is_told():
    numbers = ["1", "3", "2", *list(TITLES)[3:]]
    found = parts_of(annual(numbers))
    assert not found.missing
    assert len(found.strays) == 1
    assert asked(found, found.strays[0]).remark == "out of order"


@pytest.mark.parametrize(
    ("filed", "missing"),
    [("19990315", ()), ("20040315", ("Item 9A", "Item 15")),
     ("20070315", ("Item 1A", "Item 9A", "Item 15"))],
)  # fmt: skip
def test_later_forms_have_more_items(filed, missing):
    assert parts_of(annual(), filed=filed).missing == missing


QUARTER = (
    "\nPART I.  FINANCIAL INFORMATION\n"
    + item("1", "Financial Statements", word="Item")
    + item("2", "Management's Discussion and Analysis of Financial Condition", word="Item")
    + "\nPART II.  OTHER INFORMATION\n"
    + item("1", "Legal Proceedings", word="Item")
    + item("6", "Exhibits and Reports on Form 8-K", word="Item")
    + SIGNED
)
QUARTERLY = ["Part I Item 1", "Part I Item 2", "Part II Item 1", "Part II Item 6"]
IN_SHORT = """
PART I.  FINANCIAL INFORMATION

Item 1.  Financial Statements
Item 2.  Management's Discussion and Analysis of Financial Condition

PART II.  OTHER INFORMATION

Item 1.  Legal Proceedings
Item 6.  Exhibits and Reports on Form 8-K
"""


@pytest.mark.parametrize(
    "body",
    [
        QUARTER,
        IN_SHORT + "\n<PAGE>\n" + QUARTER,
        QUARTER.replace("\nPART II.  OTHER INFORMATION\n", ""),
        QUARTER.replace("PART I.  FINANCIAL INFORMATION\n\nItem 1.", "PART I - ITEM 1."),
    ],
    ids=["plain", "contents", "no head of Part II", "Part and Item in a line"],
)
def test_a_quarterly_reports_items_count_anew_in_its_second_part(body):
    found = parts_of(body, "10-Q")
    assert named(found) == QUARTERLY
    assert found.in_order
    first = asked(found, "Part I Item 1")
    assert first.last - first.first >= 12


def test_which_of_two_items_is_asked():
    found = parts_of(QUARTER, "10-Q")
    with pytest.raises(PartError, match=r"'Part I Item 1'.*'Part II Item 1'"):
        asked(found, "Item 1")


@pytest.mark.parametrize(
    ("heads", "wanted"),
    [
        (["Item 5.  Other Events", "Item 7.  Financial Statements and Exhibits"],
         ["Item 5", "Item 7"]),
        (["Items 1 through 4, 6 and 8 Not Applicable.", "Item 5.\tOther Events"], None),
        (["ITEM 1.01 ENTRY INTO A MATERIAL DEFINITIVE AGREEMENT",
          "ITEM 9.01 FINANCIAL STATEMENTS AND EXHIBITS"], ["Item 1.01", "Item 9.01"]),
        (["Item 12.  Results of Operations and Financial Condition",
          "Item 7.  Financial Statements and Exhibits"], ["Item 12", "Item 7"]),
    ],
)  # fmt: skip
def test_items_of_a_current_report(heads, wanted):
    body = "\n".join(f"\n{head}\n\n{PROSE}" for head in heads) + SIGNED
    found = parts_of(body, "8-K")
    names = named(found)
    if wanted is None:
        assert "Item 5" in names
    else:
        assert names == wanted


def test_documents_signatures_and_what_follows():
    body = (
        annual() + "\n<PAGE>\n                EXHIBIT INDEX\n\n13   Annual report\n27   Schedule\n"
    )
    raw = submission(
        ("10-K", body, "ANNUAL REPORT"), ("EX-13", BODY, "PAGES 28-51"), ("EX-10", BODY, "A LEASE"),
        ("EX-10", PROSE, "A PLAN"),
    ).encode()  # fmt: skip
    filing = read_filing(raw).value
    found = find_parts(filing)
    assert named(found, Kind.DOCUMENT) == ["10-K", "EX-13", "EX-10", "EX-10"]
    assert asked(found, "ex13").title == "PAGES 28-51"
    assert asked(found, "document 4").title == "A PLAN"
    assert asked(found, "a plan").document == 4
    with pytest.raises(PartError, match=r"document 3.*document 4"):
        asked(found, "EX-10")
    signed = text(filing.source, asked(found, "signatures"))
    assert signed.lstrip().startswith("SIGNATURES")
    assert "EXHIBIT INDEX" not in signed
    assert "27   Schedule" in text(filing.source, asked(found, "Exhibit index"))


def test_text_is_the_sources_own():
    filing = read_filing(submission(("10-K", annual(), "")).encode()).value
    found = find_parts(filing)
    for part in found.parts:
        whole = filing.source.text[part.start : part.end]
        assert whole.count("\n") in (part.last - part.first, part.last - part.first + 1)
        assert filing.source.line(part.first).strip() in whole
    assert text(filing.source, asked(found, "item 2")).startswith(
        "ITEM 2.  PROPERTIES\n\nThe company"
    )


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("itm 7", "did you mean Item 7"),
        ("EX-27", "there are:|did you mean"),
        ("zzzz", "there are: 10-K, Part I, "),
    ],
)
def test_an_unknown_part_is_told_with_what_is_near(name, said):
    with pytest.raises(PartError, match=said):
        asked(parts_of(annual()), name)


@pytest.mark.parametrize(
    ("kind", "form"),
    [("10-K405/A", "10-K"), ("10-KSB", "10-KSB"), ("10-Q/A", "10-Q"), ("10-QSB", "10-Q"),
     ("8-K", "8-K"), ("EX-13", None), ("S-1", None)],
)  # fmt: skip
def test_forms_by_type(kind, form):
    found = form_of(kind)
    assert (found and found.name) == form


@pytest.mark.parametrize(
    ("number", "part", "at"),
    [("7A", 0, (7, 1)), ("7", 0, (7, 0)), ("1", 2, (201, 0)), ("9.01", 0, (9.01, 0))],
)
def test_places_order_items(number, part, at):
    assert place(number, part) == at


def test_many_lines_like_heads_cost_no_square_of_them():
    body = "\n".join(f"\nITEM {1 + at % 14}.  BUSINESS\n" for at in range(6_000))
    assert parts_of(body).parts


@pytest.mark.parametrize(
    "line",
    ["ITEM " + "1," * 190, "ITEM 1" + " " * 390, "ITEM 1" + " ." * 190, "ITEMS 9 through 1. BUSINESS",
     "ITEMS 1-99. X", "PART " + "I" * 300, "ITEM 1. " + "A. " * 120, "*" * 350 + "ITEM 1", "ITEM 1(a)(b)(c)"],
)  # fmt: skip
def test_lines_that_are_no_heads_do_no_harm_and_cost_little(line):
    body = annual(i2=f"\n{line}\n\n" * 300)
    began = time.process_time()
    found = parts_of(body)
    assert time.process_time() - began < 5
    assert "Item 14" in named(found)


@pytest.mark.parametrize("given", [b"<html>\n<body><p>x</p></body></html>", b""])
def test_what_cannot_be_read_is_said(given, tmp_path, capsys):
    path = tmp_path / "a.txt"
    path.write_bytes(given)
    assert cli.main(["parts", str(path)]) == 1
    assert "a.txt" in capsys.readouterr().err


def test_the_command_lists_and_prints(tmp_path, capsys):
    path = tmp_path / "a.txt"
    path.write_text(submission(("10-K", annual(), "ANNUAL REPORT")))
    assert cli.main(["parts", str(path)]) == 0
    shown = capsys.readouterr().out
    assert "All Items of a 10-K are there, in their order." in shown
    assert cli.main(["parts", str(path), "--part", "7"]) == 0
    assert capsys.readouterr().out.startswith("ITEM 7.  MANAGEMENT'S DISCUSSION")
    assert cli.main(["parts", str(path), "--json"]) == 0
    rows_ = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert rows_[0]["name"] == "10-K"
    assert rows_[-1] == {
        "kind": "form", "name": "10-K", "in_order": True, "missing": [], "strays": [],
    }  # fmt: skip
    assert cli.main(["parts", str(path), "--part", "item 2", "--json"]) == 0
    one = json.loads(capsys.readouterr().out)
    assert one["text"].startswith("ITEM 2.")
    assert cli.main(["parts", str(path), "--part", "Item 77"]) == 2
    assert "no part 'Item 77'" in capsys.readouterr().err


def test_statements_and_notes_stand_in_their_item(request, tmp_path, capsys):
    example = request.path.parents[2] / "examples" / "nutrition21-10q-2004-09-30.txt"
    before, page, after = example.read_text().partition("<PAGE>\n")
    path = tmp_path / "a.txt"
    heads = "\nPART I.  FINANCIAL INFORMATION\n\nITEM 1.  FINANCIAL STATEMENTS\n\n"
    path.write_text(f"{before}{page}{heads}{after}")
    assert cli.main(["parts", str(path), "--json"]) == 0
    found = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    names = {row["name"] for row in found}
    assert {"Balance sheet", "Statement of operations", "Statement of cash flows"} <= names
    assert any(row["kind"] == "note" for row in found)
    sheet = next(row for row in found if row["name"] == "Balance sheet")
    first = next(row for row in found if row["kind"] == "item" and row["within"] == "Part I")
    assert first["first"] <= sheet["first"] <= sheet["last"] <= first["last"]


def test_rows_end_with_the_forms_own():
    assert list(rows(parts_of(annual())))[-1]["kind"] == "form"


def test_without_a_single_head_nothing_is_made_up():
    found = parts_of(BODY)
    assert [part.kind for part in found.parts] == [Kind.DOCUMENT]
    assert found.missing == ("every Item",)


def test_statements_begin_the_item_that_has_no_head(request, tmp_path, capsys):
    example = request.path.parents[2] / "examples" / "nutrition21-10q-2004-09-30.txt"
    path = tmp_path / "a.txt"
    path.write_text(
        f"{example.read_text()}\nPART II.  OTHER INFORMATION\n\nItem 1.  Legal Proceedings\n\n{BODY}"
    )
    assert cli.main(["parts", str(path), "--json"]) == 0
    rows_ = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    own = next(row for row in rows_ if row["kind"] == "item")
    assert (own["within"], own["name"], own["remark"]) == (
        "Part I", "Item 1", "by its statements alone",
    )  # fmt: skip
    sheet = next(row for row in rows_ if row["name"] == "Balance sheet")
    assert own["first"] == sheet["first"]
