"""Every command is registered and told of."""

from pathlib import Path

import pytest

from converter.cli import COMMANDS

ROOT = Path(__file__).parent.parent
NAMES = [each.NAME for each in COMMANDS]


def test_every_module_with_a_name_is_a_command():
    folder = ROOT / "converter" / "cli"
    texts = {path.stem: path.read_text(encoding="utf-8") for path in folder.glob("*.py")}
    named = {stem for stem, text in texts.items() if "\nNAME = " in text}
    assert named == {each.__name__.rpartition(".")[2] for each in COMMANDS}


@pytest.mark.parametrize("name", NAMES)
def test_the_readme_tells_of_each_command(name):
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert f"    retroxbrl {name} " in readme, f"README.md, 'The command', lacks {name}"
