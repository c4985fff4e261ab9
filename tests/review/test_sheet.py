"""The sheet: the worst first, however many there are."""

from converter.review.sheet import COLUMNS, LEFT_OUT, STATEMENT, Line, table, worst


def line(rank, fact="f_x"):
    return Line((rank,), dict.fromkeys(COLUMNS, "") | {"fact": fact, "caption": str(rank)})


def test_the_worst_of_many_are_shown_and_all_are_counted():
    many = [line(rank * 7919 % 5003) for rank in range(5003)]
    shown = worst(iter([line(0, STATEMENT), *many, line(1, LEFT_OUT)]), 3)
    assert [each.rank for each in shown.rows] == [(0,), (1,), (2,), (0,), (1,)]
    assert (shown.facts, shown.statements) == (5003, 2)
    assert len(worst(many).rows) == 5003


def test_a_caption_that_a_spreadsheet_would_run_is_text():
    row = line(1)._replace(cells=line(1).cells | {"caption": "=1+1", "value": "-5"})
    assert ",'=1+1," in table([row])
    assert ",-5," in table([row])
    assert "\t'=1+1\t" in table([row], tabs=True)
