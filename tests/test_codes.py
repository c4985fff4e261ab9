"""Every code that the program can give is explained, and every explanation is of a code given."""

import re
from pathlib import Path

import pytest

import converter.checks.run  # noqa: F401 registers them
from converter.checks import explained as lookup
from converter.checks.explained import checks_in, explained
from converter.checks.registry import CHECKS, Consequence, Stage, check
from converter.model.codes import CODES

PACKAGE = Path(__file__).parent.parent / "converter"


def given():
    found = set()
    for path in PACKAGE.rglob("*.py"):
        if "codes" not in path.parts:
            found |= set(re.findall(r'"([A-Z]{3}\d{3})"', path.read_text(encoding="utf-8")))
    return found


def test_codes_and_explanations_are_the_same():
    assert given() == set(explained())


def test_explanations_say_something():
    for code in explained().values():
        assert code.title
        assert code.title[-1] not in ".:"
        assert code.meaning.endswith(".")
        assert code.action.endswith(".")


def test_a_check_is_explained_by_its_docstring_and_nowhere_else():
    assert set(CHECKS) == set(explained()) - set(CODES)
    for code, each in CHECKS.items():
        found = explained()[code]
        said = f"{found.title} {found.meaning} {found.action}"
        assert said.split() == each.run.__doc__.split()
        assert explained()[code].most == each.most.value


def test_every_module_with_checks_is_run():
    modules = [path for path in PACKAGE.glob("checks/*.py") if "\n@check(" in path.read_text()]
    assert modules
    registered = {each.run.__module__.rpartition(".")[2] for each in CHECKS.values()}
    assert {path.stem for path in modules} == registered


@pytest.mark.parametrize(
    ("body", "wrong"),
    [
        ("", "XXX001"),
        ("One line", "XXX001"),
        ("A title\n\n    What to do.", "XXX001"),
    ],
)
def test_a_docstring_without_its_parts_is_refused(body, wrong):
    text = f'@check("XXX001", Stage.TABLES, Consequence.SAY)\ndef it(seen: Seen) -> Iterator[Found]:\n    """{body}"""\n'
    with pytest.raises(ValueError, match=wrong):
        list(checks_in(text))


def test_a_docstring_is_title_meaning_and_action():
    text = '''
@check("XXX001", Stage.TABLES, Consequence.LEAVE_OUT)
def it(seen: Seen) -> Iterator[Found]:
    """A title

    What was
    seen.

    More of it.

    What to do.
    """
'''
    ((code, found),) = checks_in(text)
    assert (code, *found) == (
        "XXX001", "A title", "What was seen.\n\nMore of it.", "What to do.", "leave out"
    )  # fmt: skip


def test_no_two_checks_give_a_code():
    with pytest.raises(ValueError, match="two checks give CAL001"):
        check("CAL001", Stage.TABLES, Consequence.SAY)


def test_nothing_is_left_out_of_a_finished_report():
    with pytest.raises(ValueError, match="left out"):
        check("XXX001", Stage.REPORT, Consequence.LEAVE_OUT)


def test_the_lookup_is_of_the_package_that_runs():
    assert Path(lookup.__file__).parent == PACKAGE / "checks"


def test_the_page_of_findings_names_every_check():
    page = (PACKAGE.parent / "docs" / "findings.md").read_text(encoding="utf-8")
    assert set(CHECKS) <= set(re.findall(r"[A-Z]{3}\d{3}", page))
