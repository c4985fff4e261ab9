"""Reviews applied to a filing: what becomes of facts, statements and findings, and what is told."""

from dataclasses import replace

import pytest
from made_reviews import at, codes, own, said, with_reviews

from converter.dts.base import load_base
from converter.model.xbrl import LabelRole
from converter.review.figures import with_reviews as apply
from converter.write.csv import table
from converter.write.rdf import turtle

FLOW = "2004-07-01/2004-09-30"


def shown(conversion, line, column):
    return [
        (fact.concept.local, fact.context.period.slug, int(fact.value))
        for fact in at(conversion, line, column)
        if fact.unit
    ]


def review_of(conversion, line, column):
    return [fact.provenance.review for fact in at(conversion, line, column)]


# a review, the place to look at, what stands there then, the verdicts, the findings
APPLIED = {
    "confirmed": (
        said(83, 69, "14,626", concept="us-gaap:Assets", sign="+", period="2004-09-30"),
        (83, 69), [("Assets", "20040930", 14626000)], ["confirmed"], [],
    ),
    "another concept": (
        said(229, 66, "301", concept="us-gaap:IncreaseDecreaseInReceivables"),
        (229, 66), [("IncreaseDecreaseInReceivables", "20040701-20040930", -301000)],
        ["corrected"], ["REV001"],
    ),
    "the concept is the whole line's": (
        said(229, 66, "301", concept="us-gaap:IncreaseDecreaseInReceivables"),
        (229, 78), [("IncreaseDecreaseInReceivables", "20030701-20030930", 27000)],
        ["corrected"], ["REV001"],
    ),
    "another sign": (
        said(67, 70, "1,041", concept="us-gaap:AccountsReceivableNetCurrent", sign="-"),
        (67, 70), [("AccountsReceivableNetCurrent", "20040930", -1041000)],
        ["corrected"], ["REV001"],
    ),
    "a sign is the figure's alone": (
        said(67, 70, "1,041", concept="us-gaap:AccountsReceivableNetCurrent", sign="-"),
        (67, 82), [("AccountsReceivableNetCurrent", "20040630", 1342000)], [None], ["REV001"],
    ),
    "or the line's": (
        said(67, 70, "1,041", sign="-", scope="line"),
        (67, 82), [("AccountsReceivableNetCurrent", "20040630", -1342000)],
        ["corrected"], ["REV001"],
    ),
    "another period": (
        said(83, 81, "16,367", period="2004-06-29"),
        (83, 81), [("Assets", "20040629", 16367000)], ["corrected"], ["REV001"],
    ),
    "or the column's": (
        said(83, 81, "16,367", period="2004-06-29", scope="column"),
        (67, 82), [("AccountsReceivableNetCurrent", "20040629", 1342000)],
        ["corrected"], ["REV001"],
    ),
    "no fact": (said(83, 81, "16,367", verdict="none"), (83, 81), [], [], ["REV001"]),
    "an element of the filing's own": (
        said(83, 69, "14,626", concept="*"),
        (83, 69), [("TotalAssets", "20040930", 14626000)], ["corrected"], ["REV001"],
    ),
    "several facts of one figure": (
        said(
            173, 68, "37,991,988", period=FLOW,
            concept="us-gaap:WeightedAverageNumberOfSharesOutstandingBasic"
            " us-gaap:WeightedAverageNumberOfDilutedSharesOutstanding",
        ),
        (173, 68),
        [("WeightedAverageNumberOfDilutedSharesOutstanding", "20040701-20040930", 37991988),
         ("WeightedAverageNumberOfSharesOutstandingBasic", "20040701-20040930", 37991988)],
        ["confirmed", "confirmed"], [],
    ),
    "one of several facts": (
        said(173, 68, "37,991,988",
             concept="us-gaap:WeightedAverageNumberOfSharesOutstandingBasic"),
        (173, 68),
        [("WeightedAverageNumberOfSharesOutstandingBasic", "20040701-20040930", 37991988)],
        ["confirmed"], [],
    ),
    "an amount in a caption": (
        said(67, 11, "10", concept="us-gaap:AllowanceForDoubtfulAccountsReceivable"),
        (67, 11),
        [("AllowanceForDoubtfulAccountsReceivable", "20040630", 10000),
         ("AllowanceForDoubtfulAccountsReceivable", "20040930", 10000)],
        ["corrected", "corrected"], ["REV001"],
    ),
    "an amount in a caption that is of several days": (
        said(67, 11, "10", period="2004-06-30"),
        (67, 11),
        [("AllowanceForDoubtfulAccountsReceivableCurrent", "20040630", 10000),
         ("AllowanceForDoubtfulAccountsReceivableCurrent", "20040930", 10000)],
        ["confirmed", None], [],
    ),
    "an amount in a caption with another day": (
        said(78, 54, "15,444", period="2004-06-29"),
        (78, 54), [("FiniteLivedIntangibleAssetsAccumulatedAmortization", "20040629", 15444000)],
        ["corrected"], ["REV001"],
    ),
    "an amount in a caption cannot be a count": (
        said(67, 11, "10", concept="us-gaap:SharesOutstanding"),
        (67, 11),
        [("AllowanceForDoubtfulAccountsReceivableCurrent", "20040630", 10000),
         ("AllowanceForDoubtfulAccountsReceivableCurrent", "20040930", 10000)],
        [None, None], ["REV005"],
    ),
    "no fact in a caption": (said(67, 11, "10", verdict="none"), (67, 11), [], [], ["REV001"]),
    "other characters": (
        said(83, 69, "14,627", verdict="none"),
        (83, 69), [("Assets", "20040930", 14626000)], [None], ["REV004"],
    ),
    "behind the text's end": (
        said(9999, 1, "14,627", verdict="none"),
        (83, 69), [("Assets", "20040930", 14626000)], [None], ["REV004"],
    ),
    "other bytes": (
        said(83, 69, "14,626", verdict="none", sha256="0" * 64),
        (83, 69), [("Assets", "20040930", 14626000)], [None], ["REV003"],
    ),
    "no such concept": (
        said(83, 69, "14,626", concept="us-gaap:Nonsense"),
        (83, 69), [("Assets", "20040930", 14626000)], [None], ["REV005"],
    ),
    "a concept that cannot be of such a figure": (
        said(83, 69, "14,626", concept="us-gaap:EarningsPerShareBasic", period="2004-09-30"),
        (83, 69), [], [], ["REV005"],
    ),
}  # fmt: skip


@pytest.mark.parametrize(
    ("review", "place", "stands", "verdicts", "findings"), APPLIED.values(), ids=APPLIED
)
def test_what_becomes_of_a_review(review, place, stands, verdicts, findings):
    made = with_reviews(review)
    assert sorted(shown(made, *place)) == stands
    found = review_of(made, *place)
    assert [each and each.verdict for each in found] == verdicts
    assert codes(made) == findings
    for fact in at(made, *place):
        if fact.provenance.review:
            assert (fact.provenance.basis, fact.provenance.confidence) == ("reviewed", 1.0)
            assert fact.provenance.review.reviewer == "Ann"
    applied = [each for each in made.report.reviews if each.review == review]
    assert len(applied) == (0 if {"REV003", "REV004", "REV005"} & set(findings) else 1)


def test_what_the_program_found_stays_beside_the_correction():
    (made,) = review_of(with_reviews(APPLIED["another concept"][0]), 229, 66)
    assert made.found.concept == "us-gaap:IncreaseDecreaseInAccountsReceivable"
    assert made.found.value == "-301000"
    assert made.found.period == FLOW
    assert made.found.confidence == at(own(), 229, 66)[0].provenance.confidence < 1


def test_a_confirmed_fact_keeps_its_rule_and_loses_nothing():
    made = with_reviews(APPLIED["confirmed"][0])
    assert [fact.id for fact in made.report.facts] == [fact.id for fact in own().report.facts]
    (fact,) = at(made, 83, 69)
    (before,) = at(own(), 83, 69)
    assert fact.provenance.rule == before.provenance.rule
    assert fact.provenance.review.found.confidence == before.provenance.confidence


def test_all_else_of_the_filing_is_as_it_was():
    made = with_reviews(APPLIED["another sign"][0])
    left = {fact.id: fact for fact in own().report.facts}
    changed = [fact.id for fact in made.report.facts if left.get(fact.id) != fact]
    assert changed == [at(made, 67, 70)[0].id]


def test_a_filing_that_nobody_reviewed_is_byte_for_byte_the_same():
    assert table(with_reviews().report) == table(own().report)
    assert turtle(with_reviews().report) == turtle(own().report)


def test_a_corrected_concept_is_in_presentation_and_sums():
    made = with_reviews(APPLIED["another concept"][0])
    flows = next(each for each in made.report.statements if each.kind == "CF")
    parts = {name.local for total in flows.summations for name, _ in total.parts}
    assert "IncreaseDecreaseInReceivables" in parts
    assert "IncreaseDecreaseInAccountsReceivable" not in parts
    assert "us-gaap:IncreaseDecreaseInAccountsReceivable" not in {
        str(each.qname) for each in made.report.concepts
    }


def test_a_turned_line_is_labelled_as_one():
    made = with_reviews(APPLIED["or the line's"][0])
    roles = {
        label.role for label in made.report.labels
        if label.concept.local == "AccountsReceivableNetCurrent"
    }  # fmt: skip
    assert LabelRole.NEGATED in roles


def test_the_line_that_had_the_concept_gives_it_up():
    """Two lines are two concepts: the reviewed one has the better claim, whatever the rules say."""
    made = with_reviews(said(229, 66, "301", concept="us-gaap:IncreaseDecreaseInInventories"))
    assert shown(made, 229, 66) == [
        ("IncreaseDecreaseInInventories", "20040701-20040930", -301000)
    ]  # fmt: skip
    others = [f for f in made.report.facts if f.concept.local == "IncreaseDecreaseInInventories"]
    assert {fact.span.line for fact in others} == {229}


ONE_DATE = """FORM 10-K

For the fiscal year ended December 31, 2003

ACME WIDGETS, INC.

CONSOLIDATED BALANCE SHEETS
(in thousands)

                                        December 31,   December 31,
                                            2003           2003
                                        ------------   ------------
Current assets:
  Cash and cash equivalents                $   400        $   300
  Accounts receivable                          350            250
                                           -------        -------
Total assets                               $   750        $   550
                                           =======        =======
Accounts payable                           $   250        $   150
Stockholders' equity                           500            400
                                           -------        -------
Total liabilities and equity               $   750        $   550
                                           =======        =======
"""


def test_what_was_left_out_is_a_fact_where_a_person_says_so(tmp_path):
    path = tmp_path / "misprinted.txt"
    path.write_text(ONE_DATE, encoding="utf-8")
    line = next(n for n, t in enumerate(ONE_DATE.split("\n"), 1) if t.startswith("Total assets"))
    assert at(own(path), line, 63) == []
    review = said(line, 63, "550", path, concept="us-gaap:Assets", period="2002-12-31")
    made = with_reviews(review, path=path)
    assert shown(made, line, 63) == [("Assets", "20021231", 550000)]
    (found,) = review_of(made, line, 63)
    assert (found.verdict, found.found.text()) == ("corrected", "")
    assert "the program had found nothing" in next(
        each.message for each in made.findings if each.code == "REV001"
    )


def test_a_reviewed_figure_is_taken_back_and_one_that_is_none_is_left_out():
    tables = own().mapped
    place = next(
        (number, at_, cell.column)
        for number, table in enumerate(tables)
        for at_, item in enumerate(table.read.items)
        for cell in item.row.cells
        if (cell.span.line, cell.span.column) == (83, 69)
    )
    number, *cell = place
    out = replace(tables[number], left_out=frozenset({tuple(cell), (0, 0)}))
    for verdict, left in (("right", {(0, 0)}), ("none", {(0, 0), tuple(cell)})):
        review = said(83, 69, "14,626", concept="us-gaap:Assets", verdict=verdict)
        (made,) = apply([out], [review], own().filing.source, load_base().concept, lambda *_: None)
        assert made.left_out == left


def test_figures_of_the_cover_are_confirmed_but_not_changed():
    shares = next(f for f in own().report.facts if f.unit and f.provenance.statement == "COVER")
    place = shares.span.line, shares.span.column
    printed = own().filing.source.cut(shares.span)
    assert codes(with_reviews(said(*place, printed, concept=str(shares.concept)))) == []
    assert codes(with_reviews(said(*place, printed, concept="us-gaap:Assets"))) == ["REV005"]
    assert codes(with_reviews(said(*place, printed, verdict="none"))) == ["REV005"]


def test_of_two_reviewers_the_later_holds_and_both_are_told():
    first = said(83, 69, "14,626", concept="*", reviewer="Bob", when="2020-01-01T00:00:00Z")
    later = APPLIED["confirmed"][0]
    made = with_reviews(first, later)
    assert shown(made, 83, 69) == [("Assets", "20040930", 14626000)]
    assert codes(made) == ["REV006"]
    (finding,) = [each for each in made.findings if each.code == "REV006"]
    assert "Ann" in finding.message
    assert "Bob" in finding.message
    assert at(made, 83, 69)[0].doubts == at(own(), 83, 69)[0].doubts


def test_two_reviews_of_one_line_that_differ_are_told():
    one = said(229, 66, "301", concept="us-gaap:IncreaseDecreaseInReceivables")
    other = said(
        229, 78, "27", concept="us-gaap:IncreaseDecreaseInOtherReceivables",
        when="2026-02-01T00:00:00Z",
    )  # fmt: skip
    made = with_reviews(one, other)
    assert [name for name, _, _ in shown(made, 229, 66)] == ["IncreaseDecreaseInOtherReceivables"]
    assert sorted(codes(made)) == ["REV001", "REV005"]


def test_every_review_that_a_fact_names_is_among_those_applied():
    """Also where the reviewed figure itself gives way and others of its line do not."""
    made = with_reviews(
        said(229, 66, "301", concept="us-gaap:IncreaseDecreaseInReceivables", period="2004-07-01")
    )
    assert "REV005" in codes(made)
    named = {f.provenance.review.id for f in made.report.facts if f.provenance.review}
    assert named
    assert named <= {each.id for each in made.report.reviews}


STATEMENTS = {
    "another kind": (said(148, 1, "Other revenues", about="statement", kind="CI"), "CI", "IS"),
    "another company's": (
        said(148, 1, "Other revenues", about="statement", kind="IS", owner="Nutro Corp."),
        "IS", None,
    ),
    "no statement": (said(148, 1, "Other revenues", about="statement", verdict="none"), None, "IS"),
}  # fmt: skip


@pytest.mark.parametrize(("review", "there", "gone"), STATEMENTS.values(), ids=STATEMENTS)
def test_what_becomes_of_a_statements_review(review, there, gone):
    made = with_reviews(review)
    kinds = {fact.provenance.statement.value for fact in made.report.facts}
    assert there is None or there in kinds
    assert gone not in kinds
    assert codes(made) == ["REV002"]
    (applied,) = made.report.reviews
    assert applied.found.concept == "IS"
    if review.owner:
        (fact,) = [f for f in made.report.facts if f.span and f.span.line == 148][:1]
        assert [axis.local for axis, _ in fact.context.dimensions] == ["LegalEntityAxis"]


def test_a_statement_that_is_confirmed_changes_nothing():
    made = with_reviews(said(148, 1, "Other revenues", about="statement", kind="IS"))
    assert made.report.facts == own().report.facts
    assert [each.verdict for each in made.report.reviews] == ["confirmed"]


def test_where_no_statement_is_seen_it_is_told():
    line = next(n for n in range(1, 40) if own().filing.source.line(n).strip())
    word = own().filing.source.line(line).split()[0]
    column = own().filing.source.line(line).index(word) + 1
    made = with_reviews(said(line, column, word, about="statement", kind="BS"))
    assert codes(made) == ["REV005"]


def test_a_block_that_was_left_out_is_a_statement_where_a_person_says_so():
    left = next(each for each in own().candidates if not each.taken)
    source = own().filing.source
    text = source.line(left.span.line)
    column = len(text) - len(text.lstrip()) + 1
    review = said(left.span.line, column, text.split()[0], about="statement", kind="CF")
    made = with_reviews(review)
    assert codes(made) == ["REV002"]
    inside = [
        fact for fact in made.report.facts
        if fact.unit and fact.span and left.first <= fact.span.line <= left.last
    ]  # fmt: skip
    assert inside
    assert {fact.provenance.statement.value for fact in inside} == {"CF"}
    assert not any(
        each.code == "SEG002" and each.span == left.span for each in made.findings
    )  # fmt: skip


def test_to_confirm_every_figure_changes_none():
    places = {}
    for fact in own().report.facts:
        if fact.unit and fact.span and fact.provenance.statement not in ("COVER", "FDS"):
            places.setdefault((fact.span.line, fact.span.column), []).append(fact)
    source = own().filing.source
    extension = own().report.extension.namespace
    made = with_reviews(
        *(
            said(
                *place, source.cut(facts[0].span),
                concept=" ".join(
                    "*" if f.concept.namespace == extension else str(f.concept) for f in facts
                ),
            )
            for place, facts in places.items()
        )
    )  # fmt: skip
    assert len(made.report.reviews) == len(places) > 100
    assert {each.verdict for each in made.report.reviews} == {"confirmed"}
    assert codes(made) == []
    plain = {"review": None, "confidence": 0.0, "basis": "rule"}
    before, after = (
        [
            fact.model_copy(update={"provenance": fact.provenance.model_copy(update=plain)})
            for fact in each.report.facts
        ]
        for each in (own(), made)
    )
    assert after == before
    assert made.report.statements == own().report.statements
    assert made.report.labels == own().report.labels
