"""No pattern repeats what already repeats: a text of some forty characters could hold one up for
years. And none has three repeats of one character that touch: a run of it costs its cube. Found by
the patterns' own parse trees, so a new pattern is looked at too.
"""

import ast
import importlib
import pkgutil
import re
import re._constants as op
import re._parser as parser
from functools import cache

import pytest
from parsed import PACKAGE, nodes, package

_REPEATS = (op.MAX_REPEAT, op.MIN_REPEAT)
_SIGNS = (op.LITERAL, op.NOT_LITERAL, op.ANY, op.IN)
_ASCII = [chr(code) for code in range(128)]


def compiled(value, depth=3):
    """The patterns in a module's variable, also those within tuples and dicts."""
    if isinstance(value, re.Pattern):
        yield value.pattern, value.flags
    elif depth and isinstance(value, (tuple, list, set, frozenset)):
        for each in value:
            yield from compiled(each, depth - 1)
    elif depth and isinstance(value, dict):
        for each in value.values():
            yield from compiled(each, depth - 1)


def modules():
    for found in pkgutil.walk_packages([str(PACKAGE)], "converter."):
        if found.name != "converter.__main__":
            yield importlib.import_module(found.name)


def literals(path):
    """The patterns that stand in calls: re.sub(r"...", ...)."""
    for node in nodes(path):
        if (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Attribute)
            and isinstance(node.func.value, ast.Name)
            and node.func.value.id == "re"
            and node.args
            and isinstance(node.args[0], ast.Constant)
            and isinstance(node.args[0].value, str)
        ):
            yield node.args[0].value, 0


@cache
def patterns():
    found = set()
    for module in modules():
        for value in vars(module).values():
            found.update(p for p in compiled(value) if isinstance(p[0], str))
    for path in package():
        found.update(literals(path))
    return sorted(found)


def branches(tree):
    """The ways through a parse tree: its items, groups and alternatives opened."""
    ways = [[]]
    for item in tree:
        code, argument = item
        if code is op.SUBPATTERN:
            inner = branches(argument[3])
        elif code is op.BRANCH:
            inner = [way for each in argument[1] for way in branches(each)]
        elif code is op.AT or code in (op.ASSERT, op.ASSERT_NOT):
            inner = [[]]  # takes no character
        else:
            inner = [[item]]
        ways = [way + more for way in ways for more in inner][:500]
    return ways


_TAKEN = {}


def signs(item):
    """The ASCII characters that a repeated single item takes; all where it is more than one."""
    name = repr(item)  # patterns are made of the same few items over and over
    if name not in _TAKEN:
        _TAKEN[name] = frozenset(_taken_by(item))
    return _TAKEN[name]


def _taken_by(item):
    state = parser.State()
    single = parser.SubPattern(state, [item])
    try:
        pattern = re._compiler.compile(single)
    except (TypeError, AttributeError, ValueError):
        return set(_ASCII)
    return {sign for sign in _ASCII if pattern.fullmatch(sign)}


def ambiguous(way):
    """Whether a repeated way can take one run of characters in more ways than one: all of its
    items vary in length, and two that may touch take the same character.
    """
    if not way or any(code not in _REPEATS or argument[0] == argument[1] for code, argument in way):
        return False
    taken = [signs(argument[2][0]) if len(argument[2]) == 1 else set(_ASCII) for _, argument in way]
    endless = [argument[1] is op.MAXREPEAT for _, argument in way]
    if not any(endless):
        return False
    if len(way) == 1:
        return True
    nullable = [argument[0] == 0 for _, argument in way]
    for at, mine in enumerate(taken):
        for step in range(1, len(way) + 1):
            other = (at + step) % len(way)
            if taken[other] & mine:
                return True
            if not nullable[other]:
                break
    return False


def runs_away(tree):
    """Whether a part of the pattern, repeated without bound, is ambiguous."""
    for code, argument in tree:
        if code in _REPEATS:
            _, most, body = argument
            if most is op.MAXREPEAT and any(ambiguous(way) for way in branches(body)):
                return True
            if runs_away(body):
                return True
        elif (
            (code is op.SUBPATTERN and runs_away(argument[3]))
            or (code is op.BRANCH and any(runs_away(each) for each in argument[1]))
            or (code in (op.ASSERT, op.ASSERT_NOT) and runs_away(argument[1]))
        ):
            return True
    return False


@pytest.mark.parametrize(
    ("pattern", "bad"),
    [
        (r"(?:\s+|,|\band\b)*\s,", True),
        (r"(?:\w+\s*)*$", True),
        (r"(a+)+b", True),
        (r"(?:(?:x|\d+))*y", True),
        (r"(?:[\s,]|\band\b)+", False),
        (r"(?:\w+\s+)*$", False),
        (r"(?:,\s*\w+)*", False),
        (r"\d{1,3}(?:,\d{3})+", False),
    ],
)
def test_the_look_itself(pattern, bad):
    assert runs_away(parser.parse(pattern)) is bad


def test_no_pattern_runs_away():
    found = patterns()
    assert len(found) > 300
    bad = [pattern for pattern, flags in found if runs_away(parser.parse(pattern, flags))]
    assert bad == []


def touching(tree):
    """The most repeats without bound, of one character, that can follow one another."""
    most = 0
    for way in branches(tree):
        found = dict.fromkeys(_ASCII, 0)
        for item in way:
            code, argument = item
            endless = code in _REPEATS and argument[1] is op.MAXREPEAT
            optional = code in _REPEATS and argument[0] == 0
            body = argument[2] if code in _REPEATS else [item]
            # of what repeats more than one sign a run of one sign is no part
            taken = signs(body[0]) if len(body) == 1 and body[0][0] in _SIGNS else set()
            if endless:
                most = max(most, touching(argument[2]))
            for sign, count in found.items():
                if sign in taken:
                    found[sign] = count + endless
                elif not optional:
                    found[sign] = 0
            most = max(most, *found.values())
    return most


@pytest.mark.parametrize(
    ("pattern", "count"),
    [
        (r"\s*\s*\s*x", 3),
        (r"\s*(?:a|\s*)-?\s*x", 3),
        (r"\w+\d*\w+$", 3),
        (r"\s*,\s*,\s*x", 1),
        (r"\s*\w*\s*x", 2),
        (r"(?:,\s*\w+)*", 1),
    ],
)
def test_the_look_at_touching_repeats(pattern, count):
    assert touching(parser.parse(pattern)) == count


def test_no_pattern_has_three_repeats_that_touch():
    bad = [p for p, flags in patterns() if touching(parser.parse(p, flags)) > 2]
    assert bad == []


def within(argument):
    """The parse trees within an item's argument."""
    if isinstance(argument, parser.SubPattern):
        yield argument
    elif isinstance(argument, (tuple, list)):
        for each in argument:
            yield from within(each)


def gives_nothing_back(tree):
    """Whether a part that gives nothing back (`(...)*+`, `(?>...)`) is more than one character."""
    for code, argument in tree:
        inner = list(within(argument))
        if code in (op.POSSESSIVE_REPEAT, op.ATOMIC_GROUP) and any(
            len(each) != 1 or each[0][0] not in _SIGNS for each in inner
        ):
            return True
        if any(map(gives_nothing_back, inner)):
            return True
    return False


def test_no_group_gives_nothing_back():
    """Python before 3.11.5 takes characters too many there (python/cpython#106052, #100061)."""
    assert gives_nothing_back(parser.parse(r"a|(?:b(?:\s++\S++)*+)?"))
    assert not gives_nothing_back(parser.parse(r"[ab]++c"))
    assert not [each for each, flags in patterns() if gives_nothing_back(parser.parse(each, flags))]
