"""Notes in made reports: one way of numbering a case, and the traps between two headings."""

import pytest
from filings import TITLES, filing, pages, statements

from converter.segment import find_sections

PROSE = "The company states what it must in lines that are set as a paragraph is, to the\nend.\n"
HEAD = "NOTES TO CONSOLIDATED FINANCIAL STATEMENTS\n\n"
NAMES = ("Accounting Policies", "Inventories", "Income Taxes", "Leases")
REPORT = "<PAGE>\nREPORT OF INDEPENDENT AUDITORS\n\n" + PROSE


def note(heading, body=PROSE):
    return f"{heading}\n\n{body}\n"


def noted(*parts, kind="10-K", after=REPORT):
    made = filing(pages(statements(), HEAD + "".join(parts)) + after, kind)
    found = find_sections(made, TITLES)
    return made, found.value.notes, [x for x in found.findings if x.code in ("SEG004", "SEG005")]


@pytest.mark.parametrize(
    "form",
    ["NOTE {n} - {t}", "Note {n}. {t}", "{n}. {t}", "({n}) {t}", "NOTE {a} -- {t}", "{a}. {t}",
     "({a}) {t}", "NOTE {n}\n\n{t}", "{a}  {t}"],
)  # fmt: skip
def test_each_way_of_numbering_is_seen(form):
    heads = [form.format(n=n, a="ABCD"[n - 1], t=t) for n, t in enumerate(NAMES, 1)]
    made, notes, doubts = noted(*map(note, heads))
    assert [each.title for each in notes] == list(NAMES)
    assert [each.heading for each in notes] == [" ".join(head.split()) for head in heads]
    assert not doubts
    for each, head in zip(notes, heads, strict=True):
        assert each.text(made.source) == f"{head}\n\n{PROSE}".rstrip()


def test_concepts_are_those_of_the_titles():
    _, notes, _ = noted(note("1. Inventories"), note("2. Bottling Matters"), note("3. Leases"))
    assert [each.concept.removeprefix("us-gaap:") for each in notes] == [
        "InventoryDisclosureTextBlock",
        "",
        "LeasesOfLesseeDisclosureTextBlock",
    ]


def test_a_list_within_a_note_is_no_note():
    listed = PROSE + "\n1. Goods that are finished\n\n2. Goods that are not\n\n3. Stores\n\n"
    _, notes, _ = noted(
        note("1. ACCOUNTING POLICIES", listed), note("2. INVENTORIES"), note("3. INCOME TAXES")
    )
    assert [each.title for each in notes] == ["ACCOUNTING POLICIES", "INVENTORIES", "INCOME TAXES"]


def test_what_pages_repeat_is_no_part_of_a_note():
    running = "<PAGE>\n\nACME CORP.\nNOTES TO CONSOLIDATED FINANCIAL STATEMENTS (CONTINUED)\n\n"
    said = [f"{PROSE}So says note {n}.\n" for n in range(1, 5)]
    parts = [note("1. ACCOUNTING POLICIES", said[0] + "\n     12\n" + running + PROSE)]
    parts += [note(f"{n}. PART {n}", said[n - 1] + running + PROSE) for n in (2, 3, 4)]
    made, notes, _ = noted(*parts)
    assert len(notes) == 4
    assert notes[0].text(made.source) == f"1. ACCOUNTING POLICIES\n\n{said[0]}{PROSE}".rstrip()
    assert len(notes[0].pieces) == 2


def test_lines_of_tags_are_no_part_of_a_note():
    table = "<TABLE>\n<S>       <C>\nStores    $ 12\n</TABLE>\n"
    made, notes, _ = noted(note("1. Inventories", table), note("2. Leases"))
    assert notes[0].text(made.source) == "1. Inventories\n\nStores    $ 12"


def test_a_heading_that_is_continued_is_the_same_note():
    again = PROSE + "<PAGE>\n2. Inventories (continued)\n\n" + PROSE
    _, notes, doubts = noted(note("1. Policies"), note("2. Inventories", again), note("3. Leases"))
    assert [each.number for each in notes] == ["1", "2", "3"]
    assert not doubts


def test_a_missing_number_is_told_with_its_place():
    made, notes, doubts = noted(*(note(f"NOTE {n} - MATTER {n}") for n in (1, 2, 4)))
    assert [each.number for each in notes] == ["1", "2", "4"]
    (gap,) = doubts
    assert gap.code == "SEG004"
    assert made.source.line(gap.span.line) == "NOTE 4 - MATTER 4"


def test_a_last_note_ends_with_what_follows_notes():
    _, notes, doubts = noted(note("1. Policies"), note("2. Leases"))
    assert not doubts
    assert notes[-1].last - notes[-1].first == 3


def test_the_end_of_a_last_note_without_one_is_doubted():
    _, _, doubts = noted(note("1. Policies"), note("2. Leases", PROSE * 300), after="")
    assert [each.code for each in doubts] == ["SEG005"]


def test_notes_without_numbers_are_told_by_their_look():
    heads = ("Accounting Policies", "Inventories", "Bottling Matters", "Income Taxes")
    _, notes, doubts = noted(*map(note, heads))
    assert [each.title for each in notes] == list(heads)
    assert {each.number for each in notes} == {""}
    assert [each.code for each in doubts] == ["SEG005"]


def test_numbered_lines_elsewhere_are_no_notes():
    clauses = "".join(note(f"{n}. Clause {n}") for n in range(1, 9))
    found = find_sections(filing(statements() + REPORT + clauses), TITLES)
    assert not found.value.notes
