import pytest

from converter.mapping.mapping import load_mapping
from converter.wording.index import Patterned, patterned
from converter.wording.pattern import (
    PatternError,
    anchors,
    openings,
    parse,
    plain,
    vocabulary,
    wild,
)


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


@pytest.mark.parametrize(
    ("pattern", "first", "words"),
    [
        ("[total] net (sales|revenue)", {"total", "net"}, {"total", "net", "sales", "revenue"}),
        ("(a|b c) d", {"a", "b"}, {"a", "b", "c", "d"}),
        ("[a [b]] c", {"a", "c"}, {"a", "b", "c"}),
        ("([a]|b) c", None, {"a", "b", "c"}),
        ("[a] [b]", None, {"a", "b"}),
        ("a *", {"a"}, None),
        ("* a", None, None),
        ("(a|*) b", None, None),
    ],
)
def test_what_captions_begin_with_and_hold(pattern, first, words):
    assert openings(tree(pattern)) == first
    assert vocabulary(tree(pattern)) == words


def test_the_quick_questions_lose_no_caption():
    table = load_mapping().table
    captions = [table.normaliser.words(rule.example) for rule in table.rules[::7]]
    fits = 0
    for pattern, _ in list(table.captions.entries())[::5]:
        stored = Patterned.of_cells(pattern.cells())
        made = patterned([pattern.tree])[0]
        for words in filter(None, captions):
            slow = wild(pattern.tree, words)
            assert stored.wild(words) == made.wild(words) == slow
            fits += slow is not None
    assert fits
