"""retroxbrl.toml: found, read, used as defaults, and told what is wrong with it."""

import argparse
import shutil
from pathlib import Path

import pytest

from converter.cli import COMMANDS, config
from converter.cli.parser import command_parser, parsers

EXAMPLES = Path(__file__).parent.parent.parent / "examples"
RELEASE = EXAMPLES / "nutrition21-8k-2003-09-30.txt"
TABLE = (
    "id\tstatement\tsection\tcaption\tconcept\tshares_concept\tperiod\tsign\trole\tconfidence"
    "\texample\tsource\n"
)


@pytest.mark.parametrize(
    ("start", "file", "found"),
    [
        ("home/work/sub", "home/work/sub", True),
        ("home/work/sub", "home/work", True),
        ("home/work/sub", "home", True),
        ("home/work/sub", ".", False),  # above the home folder
        ("other/sub", "other", False),  # outside of it
        ("other/sub", "other/sub", True),
    ],
)
def test_where_it_is_looked_for(tmp_path, start, file, found):
    (tmp_path / start).mkdir(parents=True)
    (tmp_path / "home").mkdir(exist_ok=True)
    (tmp_path / file / config.NAME).write_text("")
    assert bool(config.find(tmp_path / start, tmp_path / "home")) is found


def test_the_nearest_counts(tmp_path):
    (tmp_path / "sub").mkdir()
    for folder in (tmp_path, tmp_path / "sub"):
        (folder / config.NAME).write_text("")
    assert config.find(tmp_path / "sub", tmp_path) == tmp_path / "sub" / config.NAME


WRONG = [
    ('outptu = "x"', "no setting 'outptu'; did you mean output?"),
    ('cik = "5"', "no setting 'cik'; there are output, store"),
    ('[convert]\noutput = "x"', "no setting 'convert'"),
    ('jobs = "2"', "jobs is a number from 1, not '2'"),
    ("jobs = 0", "jobs is a number from 1"),
    ("jobs = true", "jobs is a number from 1"),
    ("output = 5", "output is a path, not 5"),
    ('formats = "csv"', "formats is a list of texts, not 'csv'"),
    ('formats = ["cvs"]', "no format 'cvs'; did you mean csv?"),
    ("user_agent = 5", "user_agent is a text, not 5"),
    ("mappings = [1]", "mappings is a list of texts"),
    ("output", "is not TOML"),
    (None, "cannot be read"),
]


@pytest.mark.parametrize(("text", "said"), WRONG)
def test_what_is_wrong_with_it_is_said(run, tmp_path, text, said):
    file = tmp_path / "mine.toml"
    if text is not None:
        file.write_text(text)
    code, out, err = run("--config", "mine.toml", "convert", RELEASE)
    assert (code, out) == (2, "")
    assert err.startswith("retroxbrl: mine.toml")
    assert said in err
    assert err.count("\n") == 1


def test_it_gives_the_defaults_and_the_command_line_wins(run, tmp_path):
    (tmp_path / config.NAME).write_text(
        'output = "made"\nformats = ["csv"]\njobs = 1\nonly = ["8-K"]'
    )
    assert run("convert", EXAMPLES)[0] == 0
    assert [each.name for each in (tmp_path / "made").iterdir() if each.is_dir()] == [RELEASE.stem]
    assert {each.suffix for each in (tmp_path / "made" / RELEASE.stem).iterdir()} == {
        ".csv", ".tsv", ".jsonl",
    }  # fmt: skip
    assert "Notes" in run("mappings", "suggest")[1] or run("mappings", "suggest")[0] == 0
    assert "(default: made)" in " ".join(run("convert", "--help")[1].split())
    assert run("convert", EXAMPLES, "-o", "other", "--only", "10-Q", "--format", "json")[0] == 0
    assert not (tmp_path / "other" / RELEASE.stem).exists()
    assert list((tmp_path / "other").glob("*10q*/*.json"))
    assert f"settings from {tmp_path / config.NAME}" in run("convert", RELEASE, "-v")[2]


def test_paths_are_relative_to_the_file_and_config_stands_anywhere(run, tmp_path, monkeypatch):
    home = tmp_path / "project"
    (home / "sub").mkdir(parents=True)
    (home / config.NAME).write_text('output = "made"\nformats = ["csv"]')
    run()  # which goes to the test's folder
    monkeypatch.chdir(home / "sub")
    assert run("convert", RELEASE)[0] == 0
    assert (home / "made" / RELEASE.stem).is_dir()
    for arguments in (
        ("--config", home / config.NAME, "convert", RELEASE, "--dry-run"),
        ("convert", RELEASE, "--dry-run", "--config", home / config.NAME),
        ("convert", RELEASE, "--dry-run", f"--config={home / config.NAME}"),
    ):
        assert run(*arguments)[1].startswith("stands already")


def test_tables_of_the_command_line_take_the_place_of_those_of_the_settings(run, tmp_path):
    shutil.copy(RELEASE, tmp_path / "a.txt")
    row = "{}\tIS\t\tnet sales\tus-gaap:{}\t\tduration\tas_printed\t\t0.5\tNet sales\tmine\n"
    for name, concept in (
        ("goods", "SalesRevenueGoodsNet"),
        ("services", "SalesRevenueServicesNet"),
    ):
        (tmp_path / f"{name}.tsv").write_text(TABLE + row.format(f"mine.{name}", concept))
    (tmp_path / config.NAME).write_text('mappings = ["goods.tsv"]')
    assert "mine.goods" in run("map", "Net sales", "--statement", "IS")[1]
    code, out, _ = run("map", "Net sales", "--statement", "IS", "--mappings", "services.tsv")
    assert code == 0
    assert "mine.services" in out
    assert "mine.goods" not in out


def test_every_setting_is_an_argument_of_some_command():
    dests = {action.dest for each in parsers(command_parser(COMMANDS)) for action in each._actions}
    assert {key.dest for key in config.KEYS.values()} <= dests
    assert isinstance(command_parser(COMMANDS), argparse.ArgumentParser)
