"""Balances of the filing's own elements and what they are below."""

import pytest

from converter.dts.base import load_base
from converter.model.filing import StatementKind
from converter.model.xbrl import Concept, DataType, Node, QName, Statement, Summation, us_gaap
from converter.report.anchors import anchored, balances

STANDARD = load_base().concept


def own(local: str, period: str = "instant", balance=None) -> Concept:
    return Concept(
        qname=QName("http://x", "acme", local), datatype=DataType.MONETARY, period_type=period,
        balance=balance,
    )  # fmt: skip


def statement(kind, sums, *tree):
    def nodes(names):
        return tuple(
            Node(concept=name, children=nodes(below))
            for name, below in (each if isinstance(each, tuple) else (each, ()) for each in names)
        )

    return Statement(
        kind=kind, slug="x", title="", presentation=nodes([(us_gaap("RootAbstract"), tree)]),
        summations=tuple(Summation(total=total, parts=tuple(parts)) for total, parts in sums),
    )  # fmt: skip


BS, CF, EQ, IS = (StatementKind(kind) for kind in ("BS", "CF", "EQ", "IS"))
# a QName is a tuple too, so that each node of a tree is written with what is below it
CASH, ASSETS = us_gaap("Cash"), us_gaap("Assets")
NEW, MORE = own("New"), own("More")


@pytest.mark.parametrize(
    ("kind", "sums", "tree", "wanted"),
    [
        # a proven sum tells it, over another that has none of its own
        (IS, [(ASSETS, [(MORE, 1)]), (MORE, [(NEW, -1)])], [], {"More": "debit", "New": "credit"}),
        # two totals that contradict each other tell nothing
        (IS, [(ASSETS, [(NEW, 1), (MORE, -1)]), (CASH, [(NEW, -1)])], [], {"More": "credit"}),
        # the side of the balance sheet
        (BS, [], [NEW, ASSETS, MORE], {"New": "debit", "More": "credit"}),
        # no sides without total assets
        (BS, [], [NEW], {}),
        (CF, [], [NEW], {"New": "debit"}),
        (EQ, [], [NEW], {"New": "credit"}),
        (IS, [], [(us_gaap("CostsAndExpensesAbstract"), [NEW])], {"New": "debit"}),
        (IS, [], [NEW], {}),
    ],
)
def test_balances(kind, sums, tree, wanted):
    def name(each):
        return each.qname if isinstance(each, Concept) else each

    def names(each):
        if isinstance(each, tuple) and not isinstance(each, QName):
            return name(each[0]), [names(below) for below in each[1]]
        return name(each), []

    made = statement(
        kind,
        [(name(total), [(name(part), weight) for part, weight in parts]) for total, parts in sums],
        *map(names, tree),
    )
    known = balances({c.qname: c for c in (NEW, MORE)}, [made], STANDARD)
    assert {each.local: balance for each, balance in known.items()} == wanted


@pytest.mark.parametrize(
    ("kind", "concept", "sums", "heading", "wider"),
    [
        (BS, own("New", balance="debit"), [(ASSETS, 1)], "AssetsCurrentAbstract", "Assets"),
        (BS, own("New", balance="debit"), [], "AssetsCurrentAbstract", "AssetsCurrent"),
        # what lowers a total is no part of it, nor is what has the other balance
        (BS, own("New", balance="credit"), [(ASSETS, -1)], "AssetsCurrentAbstract", None),
        (EQ, own("New", "duration", "credit"), [], "", "StockholdersEquityPeriodIncreaseDecrease"),
        (IS, own("New", "duration", "credit"), [], "", None),
    ],
)
def test_anchors(kind, concept, sums, heading, wider):
    line = (concept.qname, [])
    tree = (us_gaap(heading), [line]) if heading else line
    made = statement(kind, [(total, [(concept.qname, weight)]) for total, weight in sums], tree)
    anchors = anchored(made, {concept.qname: concept}, STANDARD).anchors
    assert [(name.local, each.local) for name, each in anchors] == (
        [(wider, "New")] if wider else []
    )
