"""Every code that the program can give is explained, and every explanation is of a code given."""

import re
from pathlib import Path

from converter.model.codes import CODES

PACKAGE = Path(__file__).parent.parent / "converter"


def given():
    found = set()
    for path in PACKAGE.rglob("*.py"):
        if path.name != "codes.py":
            found |= set(re.findall(r'"([A-Z]{3}\d{3})"', path.read_text(encoding="utf-8")))
    return found


def test_codes_and_explanations_are_the_same():
    assert given() == set(CODES)


def test_explanations_say_something():
    for code in CODES.values():
        assert code.title
        assert code.meaning.endswith(".")
        assert code.action.endswith(".")
