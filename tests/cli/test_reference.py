"""The page of commands is made from them, and what the documents show of the command is so."""

import re
import shlex
from pathlib import Path

import pytest

from converter.cli import COMMANDS
from converter.cli.parser import command_parser, parsers, uses
from converter.cli.reference import arguments, reference

ROOT = Path(__file__).parent.parent.parent
PAGE = ROOT / "docs" / "commands.md"
DOCUMENTS = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
PARSER = command_parser(COMMANDS)
INNERMOST = [each for each in parsers(PARSER) if not uses(each)]
_SHOWN = re.compile(r"^(?:    )?(?:\$ )?(retroxbrl .*?)(?:   .*|\s#.*)?$", re.MULTILINE)
_OPTION = re.compile(r"(?<![\w-])--?[a-z][a-z-]*")


def shown():
    """(document, command) of each line that begins with the command, with the lines it goes on in."""
    for path in DOCUMENTS:
        text = path.read_text(encoding="utf-8").replace("\\\n", " ")
        text = re.sub(r"(?m)^(    retroxbrl .*)\n {12,}(\[.*)$", r"\1 \2", text)
        for found in _SHOWN.finditer(text):
            yield pytest.param(found[1], id=f"{path.name}: {found[1][:60]}")


def test_the_page_is_as_the_program_is():
    assert PAGE.read_text(encoding="utf-8") == reference(), "make commands"


@pytest.mark.parametrize("parser", INNERMOST, ids=lambda each: each.prog)
def test_every_command_and_option_is_named_and_explained(parser):
    section = PAGE.read_text(encoding="utf-8").partition(f" {parser.prog}\n")[2].partition("\n#")[0]
    for action in arguments(parser):
        assert action.help, (parser.prog, action.dest)
        for name in action.option_strings:
            assert re.search(rf"`{name}[` ]", section), (parser.prog, name)


def test_the_readme_names_every_command():
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    for each in COMMANDS:
        assert f"retroxbrl {each.NAME}" in readme
    assert "docs/commands.md" in readme


def test_every_module_with_a_name_and_help_is_a_command():
    """A command more is a file, and a line of COMMANDS."""
    texts = {
        path.stem: path.read_text(encoding="utf-8")
        for path in (ROOT / "converter" / "cli").glob("*.py")
    }
    named = {stem for stem, text in texts.items() if "\nNAME = " in text and "\nHELP = " in text}
    assert named == {each.__name__.rpartition(".")[2] for each in COMMANDS}


def test_short_options_mean_the_same_everywhere():
    means = {}
    for parser in INNERMOST:
        for action in arguments(parser):
            for name in action.option_strings:
                if not name.startswith("--"):
                    assert means.setdefault(name, action.option_strings) == action.option_strings


@pytest.mark.parametrize("line", list(shown()))
def test_what_the_documents_show_exists(line):
    parser, words = PARSER, line.split()[1:]
    while uses(parser) and words and not words[0].startswith("-") and words[0] != "COMMAND":
        assert words[0] in uses(parser), line
        parser = uses(parser)[words.pop(0)]
    known = {name for each in parsers(parser) for a in each._actions for name in a.option_strings}
    quoted = re.sub(r"'[^']*'|\"[^\"]*\"", "", " ".join(words))
    assert set(_OPTION.findall(quoted)) <= known, line
    if not re.search(r"[\[\]|]|\.\.\.", quoted) and "`" not in quoted:
        shlex.split(line)  # as a shell reads it


def test_a_line_that_is_wrong_would_be_seen():
    lines = [parameter.values[0] for parameter in shown()]
    assert len(lines) > 30
    with pytest.raises(AssertionError):
        test_what_the_documents_show_exists("retroxbrl convert --nonsense FILE")
    with pytest.raises(AssertionError):
        test_what_the_documents_show_exists("retroxbrl convret FILE")
