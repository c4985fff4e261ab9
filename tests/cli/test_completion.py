"""`retroxbrl completion`: scripts that the shells take and that know every command."""

import shutil
import subprocess

import pytest

from converter.cli import COMMANDS, completion

SYNTAX = {"bash": ("bash", "-n"), "zsh": ("zsh", "-n"), "fish": ("fish", "--no-execute")}


@pytest.mark.parametrize("shell", completion.SHELLS)
def test_a_script_names_every_command_and_is_taken_by_its_shell(run, tmp_path, shell):
    pytest.importorskip("shtab")
    code, out, _ = run("completion", shell)
    assert code == 0
    assert all(each.NAME in out for each in COMMANDS)
    for option in ("dry-run", "named", "quarterly", "lean"):
        assert option in out
    script = tmp_path / "script"
    script.write_text(out)
    command = SYNTAX[shell]
    if shutil.which(command[0]) is None:
        pytest.skip(f"no {command[0]} here")
    done = subprocess.run([*command, script], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


def test_bash_completes(run, tmp_path):
    pytest.importorskip("shtab")
    if shutil.which("bash") is None:
        pytest.skip("no bash here")
    script = tmp_path / "script"
    script.write_text(run("completion", "bash")[1])
    asked = f"""
source {script}
COMP_WORDS=(retroxbrl conv); COMP_CWORD=1
_complete=$(complete -p retroxbrl | sed 's/.*-F \\([^ ]*\\) .*/\\1/')
$_complete retroxbrl conv retroxbrl; echo "${{COMPREPLY[@]}}"
COMP_WORDS=(retroxbrl convert --dry); COMP_CWORD=2
$_complete retroxbrl --dry convert; echo "${{COMPREPLY[@]}}"
"""
    done = subprocess.run(["bash", "-c", asked], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["convert", "--dry-run"]


def test_without_the_library_it_says_what_to_install(run, monkeypatch):
    monkeypatch.setattr(completion, "find_spec", lambda _: None)
    code, out, err = run("completion", "bash")
    assert (code, out) == (2, "")
    assert "pip install 'retroxbrl[completion]'" in err
