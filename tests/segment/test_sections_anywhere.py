"""A made statement is found by its very lines wherever it stands among prose and note tables."""

from filings import NAME, boxhead, centred, filing, row
from hypothesis import given, settings
from hypothesis import strategies as st

from converter.segment import find_sections
from converter.wording.titles import packaged_titles

TITLES = packaged_titles()
ASSETS = ("Cash and cash equivalents", "Accounts receivable, net", "Inventories", "Prepaid expenses",
          "Property, plant and equipment, net", "Goodwill", "Deferred income taxes",
          "Marketable securities", "Other assets")  # fmt: skip
CLAIMS = ("Accounts payable", "Accrued liabilities", "Long-term debt", "Notes payable",
          "Deferred income taxes", "Common stock", "Additional paid-in capital")  # fmt: skip
HEADS = (
    ("CONSOLIDATED BALANCE SHEETS",),
    (NAME, "CONSOLIDATED STATEMENTS OF FINANCIAL POSITION", "(in thousands)"),
    (NAME, "WHERE THE COMPANY STANDS"),
    (),
)
PROSE = (
    (
        "The company makes cloth and sells it to those who make of it what they will, and takes\n"
        "its sales as made when the cloth has left the mill and the buyer has been sent the bill.\n"
    ),
    (
        "Wages rose by 4% in 1996, and those who weave were paid more than those who spin, as in\n"
        "each of the ten years before; those who dye were paid by the yard, and those who mend by\n"
        "the day, and no one was paid less than in the year before by what prices have risen in it.\n"
    ),
)
TABLES = (
    PROSE[0] + "\n" + boxhead("", 1996, 1995) + "\n" + row("Looms", 812, 640) + "\n" + row("Spindles", 95, 118) + "\n",
    PROSE[1] + "\n" + boxhead("", "Shares", "Price") + "\n" + "\n".join(
        row(*each) for each in (("Outstanding at beginning of year", 412, 11), ("Granted", 60, 14),
                                ("Exercised", -31, 9), ("Outstanding at end of year", 441, 12))
    ) + "\n",
)  # fmt: skip
PARTS = st.lists(st.sampled_from([*PROSE, *TABLES, "<PAGE>\n"]), max_size=6)
OWNED = st.integers(2_000, 7_999)
OWED = st.integers(200, 2_000)


def chosen(captions, fewest, amounts):
    """Some of the captions in their order, each with two amounts."""
    some = st.sets(st.sampled_from(captions), min_size=fewest)
    return some.flatmap(
        lambda names: st.tuples(
            *(st.tuples(st.just(each), amounts, amounts) for each in captions if each in names)
        )
    )


@settings(deadline=None, derandomize=True, max_examples=60)
@given(
    chosen(ASSETS, 4, OWNED),
    chosen(CLAIMS, 3, OWED),
    st.sampled_from(HEADS),
    PARTS,
    PARTS,
    st.sampled_from(["\n\n\n", "<PAGE>\n"]),
)
def test_a_balance_sheet_is_found_by_its_lines(assets, claims, head, before, after, between):
    totals = [sum(row[at] for row in assets) for at in (1, 2)]
    equity = [total - sum(row[at] for row in claims) for at, total in enumerate(totals, 1)]
    lines = [
        boxhead("December 31,", 1996, 1995),
        "ASSETS",
        *(row(*each) for each in assets),
        row("Total assets", *totals),
        "",
        "LIABILITIES AND STOCKHOLDERS' EQUITY",
        *(row(*each) for each in claims),
        row("Retained earnings", *equity),
        row("Total liabilities and stockholders' equity", *totals),
    ]
    sheet = "\n".join(lines).split("\n")
    parts = [*before, centred(*head) + "\n" + "\n".join(sheet) + "\n", *after]
    made = filing(between.join(("Item 8. Financial Statements\n", *parts)))
    found = [
        each for each in find_sections(made, TITLES).value.sections if each.kind.value != "NOTE"
    ]
    assert [each.kind.value for each in found] == ["BS"]
    printed = [made.source.line(at) for at in range(found[0].first, found[0].last + 1)]
    assert "\n".join(printed).strip() == "\n".join(sheet).strip()
