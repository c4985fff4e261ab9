"""Amounts per share that have lost their decimal point."""

import pytest
from analysed import analysed
from test_check_cases import COVER, NET, OPERATIONS

LINE = "{:<42}{:>7}        {:>7}\n"
SOUND = [
    ("Net income per share", "$  2.00", "$  1.00"),
    ("Dividends per share", "$   .12", "$   .10"),
]


@pytest.mark.parametrize(
    ("line", "doubted"),
    [
        (("Before accounting change, per share", "2.10", "1.20"), []),
        (("Before accounting change, per share", "210", "1.20"), ["210"]),
        (("Before accounting change, per share", "( 021)", "(.20)"), ["021"]),
        # alone in its line: the other lines tell
        (("Discontinued operations, per share", "--", "17"), ["17"]),
        (("Discontinued operations, per share", "--", "017"), ["017"]),
        # both whole: printed so
        (("Book value per share", "21", "20"), []),
        (("Book value per share", "21", "--"), ["21"]),
        (("Other items", "21", "20"), []),
        (("Other items", "1021", "20"), []),
    ],
)
def test_lost_points(line, doubted):
    rows = "".join(LINE.format(*each) for each in [*SOUND, line])
    text = COVER + OPERATIONS.replace(NET, NET + rows)
    assert rows in text
    done = analysed(text)
    told = [each for each in done.findings if each.code == "EPS004"]
    assert [done.filing.source.cut(each.span) for each in told] == doubted
    facts = [fact for fact in done.report.facts if "EPS004" in fact.doubts]
    assert {done.filing.source.cut(fact.span) for fact in facts} == set(doubted)


def test_where_all_are_whole_nothing_is_lost():
    rows = LINE.format("Net income per share", "$  2", "$  1") + LINE.format(
        "Dividends per share", "$  1", "--"
    )
    text = COVER + OPERATIONS.replace(NET, NET + rows)
    done = analysed(text)
    assert "EPS004" not in {each.code for each in done.findings}


@pytest.mark.parametrize(
    ("last", "doubted"),
    [
        (("Net income per share", "$  2.00", "$  1.17"), ["17"]),
        (("Backlog", "$ 2,000", "$ 1,170"), []),
    ],
)
def test_a_whole_figure_between_amounts_per_share_is_one(last, doubted):
    lines = [
        ("Net loss per share before taxes", "$  1.83", "$  1.00"), ("Accounting change", "--", "17"),
        last, ("Dividends per share", "$   .12", "$   .10"),
    ]  # fmt: skip
    rows = "".join(LINE.format(*each) for each in lines)
    done = analysed(COVER + OPERATIONS.replace(NET, NET + rows))
    told = [each for each in done.findings if each.code == "EPS004"]
    assert [done.filing.source.cut(each.span) for each in told] == doubted
