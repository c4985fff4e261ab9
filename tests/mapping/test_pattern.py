import pytest

from converter.mapping.pattern import PatternError, anchors, parse, plain, wild


def tree(pattern):
    return parse(plain(pattern), lambda words: words)


@pytest.mark.parametrize(
    ("pattern", "caption", "cost"),
    [
        ("net sales", "net sales", 0),
        ("net sales", "sales", None),
        ("net sales", "net sales total", None),
        ("[total] net sales", "net sales", 0),
        ("[total] net sales", "total net sales", 0),
        ("(cost|costs) of (sales|goods sold)", "cost of goods sold", 0),
        ("(cost|costs) of (sales|goods sold)", "cost of", None),
        ("(net|) sales", "sales", 0),
        ("gain on sale of *", "gain on sale of", 0),
        ("gain on sale of *", "gain on sale of old trucks", 2),
        ("* treasury *", "common stock in treasury at cost", 5),
        ("* per share", "income per common share", None),
        ("* per share", "net income per share", 2),
        ("[a [b c]] d", "a b c d", 0),
        ("[a [b c]] d", "a d", 0),
        ("[a [b c]] d", "b c d", None),
        ("[*] a [*]", "a a", 1),
    ],
)
def test_patterns_fit(pattern, caption, cost):
    assert wild(tree(pattern), caption.split()) == cost


@pytest.mark.parametrize("pattern", ["(a", "a)", "[a", "a]", "a | b", "(a]", "[a)"])
def test_a_pattern_outside_the_language_is_refused(pattern):
    with pytest.raises(PatternError):
        tree(pattern)


def test_anchors_are_what_every_caption_holds():
    assert anchors(tree("[total] net (sales|revenue) *")) == [{"net"}, {"sales", "revenue"}]
    assert anchors(tree("[total] [*]")) == []
    assert anchors(tree("(a|) b")) == [{"b"}]
