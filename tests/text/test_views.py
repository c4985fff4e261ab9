"""What a line is."""

import pytest

from converter.model.source import SourceText
from converter.text.views import LineKind, view


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("", LineKind.BLANK),
        (" \t ", LineKind.BLANK),
        ("<PAGE><S>", LineKind.PAGE),
        ("<F1><PAGE>", LineKind.PAGE),
        ("|   |", LineKind.BLANK),
        ("\f", LineKind.PAGE),
        ("<PAGE>  12", LineKind.PAGE),
        ("<PAGE 33>", LineKind.PAGE),
        ("<PAGE> 2-143", LineKind.PAGE),
        ("<PAGE>   F-3", LineKind.PAGE),
        ("                 26 <PAGE>", LineKind.PAGE),
        ("Total assets     2,601 <PAGE>", LineKind.TEXT),
        ("<S>    <C>", LineKind.TAG),
        ("  -----   -----", LineKind.RULE),
        ("<S> Cash", LineKind.TEXT),
        ("                              -", LineKind.RULE),
        ("- -", LineKind.RULE),
        ("Cash                          -", LineKind.TEXT),
        ("             -         -", LineKind.TEXT),
    ],
)
def test_what_a_line_is(text, kind):
    line = view(SourceText("one.txt", f"{text}\nnext", "utf-8", ""), 1)
    assert line.kind is kind
    assert (kind is not LineKind.BLANK) or line.text == ""


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("December 31   -- 1995 --   --1994--", "December 31      1995        1994"),
        ("-- 1993  -- 1995   --1994", "   1993     1995     1994"),
        ("Due in 1998   --   1,994", None),
        ("Due in -- 1998", None),  # one may be an amount that is nil
        ("Notes   --        1995", None),
    ],
)
def test_dashes_around_years_are_none_of_a_boxhead(text, seen):
    line = view(SourceText("one.txt", f"{text}\nnext", "utf-8", ""), 1)
    assert line.text == (text if seen is None else seen)
