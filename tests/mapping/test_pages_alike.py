"""Lines with one caption on several pages of a statement."""

from dataclasses import replace

from converter.mapping.decide import decide
from converter.mapping.pages import with_pages_alike
from converter.model.mapped import Claim, Way
from converter.pipeline import Options, matched
from converter.read import read_filing
from tests.mapping.test_decide import COVER

PAGE = """
<PAGE>
                            STATEMENTS OF OPERATIONS
                                 (in thousands)

                                        {months} Months Ended September 30,
                                            1997       1996
                                         ---------  ---------
Net sales                                $   1,000  $     900
Delivery                                       400        300
                                         ---------  ---------
Net income                               $     600  $     600
                                         =========  =========
"""


def pages(first, second):
    """The claims of the second line on two pages, made alike from these confidences; 0 for none."""
    text = COVER.format(year=1997) + PAGE.format(months="Three") + PAGE.format(months="Nine")
    tables, mapping = matched(read_filing(text.encode(), "mills.txt").value, Options())
    quarter, year = decide(tables, mapping)
    cost = next(c for c in quarter.claims if c.concepts and c.concepts[0].qname.local != "x")
    known = {"a": cost.concepts, "b": quarter.claims[2].concepts, "": ()}

    def given(table, way):
        concepts, sure = way
        claim = Claim(known[concepts], confidence=sure, way=Way.NETWORK if sure else Way.NONE)
        claims = [Claim(), claim, Claim()]
        return replace(table, claims=tuple(claims))

    made = with_pages_alike([given(quarter, first), given(year, second)])
    return [
        next(
            (name for name, concepts in known.items() if concepts == table.claims[1].concepts), "?"
        )
        for table in made
    ]


def test_the_surest_page_tells_the_others():
    assert pages(("", 0.0), ("a", 0.6)) == ["a", "a"]
    assert pages(("b", 0.3), ("a", 0.6)) == ["a", "a"]
    assert pages(("a", 0.9), ("a", 0.3)) == ["a", "a"]


def test_what_is_doubted_on_one_page_and_unknown_on_another_is_neither():
    assert pages(("", 0.0), ("a", 0.3)) == ["", ""]
    assert pages(("b", 0.3), ("a", 0.35)) == ["a", "a"]
