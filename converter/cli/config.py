"""retroxbrl.toml: what one would repeat with every command.

    output = "converted"            # where convert writes and the others read
    store = "/fast/disk/store"      # --store
    formats = ["xbrl", "csv"]       # --format
    jobs = 2                        # --jobs
    only = ["10-K", "10-Q"]         # --only
    mappings = ["mine.tsv"]         # --mappings
    reviews = "reviews.jsonl"       # --reviews

It is looked for in the current folder and those above, up to the home folder; outside of the home
folder in the current one alone, since anybody may write above it. Its paths are relative to
itself. What the command line says is used instead. A company's CIK has no place here: it would be
given to filings of others.
"""

from __future__ import annotations

import argparse
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from converter.cli.arguments import WrongUseError
from converter.cli.parser import parsers
from converter.near import or_all
from converter.write import FORMATS

if TYPE_CHECKING:
    from collections.abc import Sequence

NAME = "retroxbrl.toml"


class Key(NamedTuple):
    """kind  'path', 'paths', 'words' or 'number'
    dest  the argument that it stands for
    """

    kind: str
    dest: str
    about: str


KEYS = {
    "output": Key("path", "output", "where `convert` writes and the others read"),
    "store": Key("path", "store", "the store that `query` asks and `store build` makes"),
    "formats": Key("words", "format", "what `convert` writes; a list"),
    "jobs": Key("number", "jobs", "how many filings `convert` has at a time"),
    "only": Key("words", "only", "the forms that `convert` takes; a list"),
    "mappings": Key("paths", "mappings", "mapping tables of your own; a list"),
    "reviews": Key(
        "path", "reviews", "the file of reviews that `review` adds to and `convert` applies"
    ),
}


class Settings(NamedTuple):
    """The file, None where there is none, and values by the argument they stand for."""

    file: Path | None = None
    values: dict[str, object] = {}  # noqa: RUF012 - nobody changes it


def settings(arguments: Sequence[str] | None) -> Settings:
    """Those of the file that --config names, else of the one that is found.

    Raises WrongUseError: it cannot be read, has a key that is none, or a value of another kind.
    """
    asked = argparse.ArgumentParser(add_help=False, allow_abbrev=False, exit_on_error=False)
    asked.add_argument("--config")
    try:
        named = asked.parse_known_args(arguments)[0].config
    except argparse.ArgumentError:
        return Settings()  # the command's own parser tells what is wrong
    file = Path(named) if named else find(Path.cwd(), _home())
    return read(file) if file else Settings()


def find(start: Path, home: Path | None) -> Path | None:
    """The nearest file, at `start` or above it up to `home`."""
    above = [start, *start.parents]
    folders = above[: above.index(home) + 1] if home in above else [start]
    return next((each / NAME for each in folders if (each / NAME).is_file()), None)


def read(file: Path) -> Settings:
    try:
        stated = tomllib.loads(file.read_text(encoding="utf-8"))
    except OSError as error:
        raise WrongUseError(f"{file} cannot be read: {error.strerror}") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise WrongUseError(f"{file} is not TOML: {error}") from None
    values = {}
    for name, value in stated.items():
        if name not in KEYS:
            raise WrongUseError(f"{file}: no setting {name!r}; {or_all(name, KEYS)}")
        values[KEYS[name].dest] = _value(file, name, value)
    return Settings(file, values)


def put_in(parser: argparse.ArgumentParser, found: Settings) -> None:
    """Makes the settings the defaults of the arguments that they stand for."""
    for each in parsers(parser):
        for action in each._actions:  # noqa: SLF001 - argparse has no other list of them
            if action.dest in found.values and not isinstance(action.default, list):
                action.default = found.values[action.dest]


def complete(given: argparse.Namespace, found: Settings) -> None:
    """Lists, to which the command line would only add, are taken where it gives none."""
    if not getattr(given, "mappings", True):
        given.mappings = found.values.get("mappings", [])


def _value(file: Path, name: str, value: object) -> object:
    kind = KEYS[name].kind
    if kind == "number":
        if not isinstance(value, int) or isinstance(value, bool) or value < 1:
            raise WrongUseError(f"{file}: {name} is a number from 1, not {value!r}")
        return value
    if kind == "path":
        if not isinstance(value, str):
            raise WrongUseError(f"{file}: {name} is a path, not {value!r}")
        return _below(file, value)
    if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
        raise WrongUseError(f"{file}: {name} is a list of texts, not {value!r}")
    if name == "formats":
        for each in value:
            if each not in FORMATS:
                raise WrongUseError(f"{file}: no format {each!r}; {or_all(each, FORMATS)}")
    return [_below(file, each) for each in value] if kind == "paths" else ",".join(value)


def _below(file: Path, name: str) -> str:
    """The path from here: in the file's own folder it stays as it is written."""
    path = file.absolute().parent / Path(name).expanduser()
    here = Path.cwd()
    return str(path.relative_to(here)) if path.is_relative_to(here) else str(path)


def _home() -> Path | None:
    try:
        return Path.home()
    except RuntimeError:
        return None
