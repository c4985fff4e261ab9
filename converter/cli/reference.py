"""docs/commands.md, made from the parsers: python -m converter.cli.reference (`make commands`)."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from converter.cli import COMMANDS
from converter.cli.config import KEYS, NAME
from converter.cli.parser import command_parser, uses

if TYPE_CHECKING:
    from collections.abc import Iterator

    from converter.cli.parser import Parser

_HEAD = f"""# Commands

Made from the program by `make commands`; `retroxbrl COMMAND --help` says the same on the terminal.

Results go to standard output, progress and findings to standard error. Exit 0: done; 1: errors in
the data; 2: wrong use. A word that is none (a command, an option, a format, a named query, an item,
a concept) is answered with the one that was probably meant. `--version` tells the program's.

## Settings

What one repeats may stand in `{NAME}`, in the current folder or above it up to the home folder
(outside of the home folder in the current one alone), or in the file that `--config FILE` names,
before or behind the command. It is TOML; its paths are relative to itself; the command line wins;
a key that is none is an error.

| key | stands for | what |
|---|---|---|
"""

_COMPLETION = """
## Completion in the shell

With the extra `completion` (`pip install 'retroxbrl[completion]'`), once for each shell:

    retroxbrl completion bash > ~/.local/share/bash-completion/completions/retroxbrl
    retroxbrl completion zsh > ~/.zfunc/_retroxbrl            # a folder of $fpath
    retroxbrl completion fish > ~/.config/fish/completions/retroxbrl.fish
"""


def reference() -> str:
    """The page, as Markdown."""
    parser = command_parser(COMMANDS)
    parts = [_HEAD.rstrip("\n")]
    parts += [
        f"| `{name}` | `--{key.dest.replace('_', '-')}` | {key.about} |"
        for name, key in KEYS.items()
    ]
    parts.append(_COMPLETION.rstrip("\n"))
    for each in COMMANDS:
        parts += _section(uses(parser)[each.NAME], each.HELP)
    return "\n".join(parts) + "\n"


def arguments(parser: argparse.ArgumentParser) -> list[argparse.Action]:
    """What a command takes of its own: not its uses, nor what every command takes."""
    return [
        action
        for action in parser._actions  # noqa: SLF001 - argparse has no other list of them
        if not isinstance(action, argparse._SubParsersAction)  # noqa: SLF001
        and action.dest not in ("help", "config", "version")
    ]


def _section(parser: Parser, about: str) -> Iterator[str]:
    yield f"\n## {parser.prog}\n\n{about[0].upper()}{about[1:]}."
    inner = uses(parser)
    if inner:
        for each in inner.values():
            yield f"\n### {each.prog}\n"
            yield from _table(each)
    else:
        yield ""
        yield from _table(parser)


def _table(parser: Parser) -> Iterator[str]:
    actions = arguments(parser)
    places = " ".join(_place(each) for each in actions if not each.option_strings)
    options = " [options]" if any(each.option_strings for each in actions) else ""
    yield f"    {parser.prog} {places}".rstrip() + options
    if not actions:
        return
    yield "\n| argument | what |\n|---|---|"
    for each in actions:
        yield f"| {_names(each)} | {_told(each)} |"


def _place(action: argparse.Action) -> str:
    """'PATH...', '[CODE]', '[FILE...]'."""
    name = str(action.metavar or action.dest)
    many = "..." if action.nargs in ("+", "*") else ""
    return f"[{name}{many}]" if action.nargs in ("?", "*") else f"{name}{many}"


def _names(action: argparse.Action) -> str:
    if not action.option_strings:
        return f"`{_place(action)}`"
    value = ""
    if action.nargs != 0:
        value = " " + str(action.metavar or "{" + ",".join(map(str, action.choices or ())) + "}")
        value = f" [{value.strip()}]" if action.nargs == "?" else value
    value = value.replace("|", "\\|")
    return ", ".join(f"`{name}{value}`" for name in action.option_strings)


def _told(action: argparse.Action) -> str:
    """The help, with the default in it."""
    text = (action.help or "").replace("%(default)s", str(action.default)).replace("|", "\\|")
    if action.choices and action.metavar is not None and str(action.metavar) not in text:
        names = [str(each) for each in action.choices if str(each) not in text]
        text += f" ({', '.join(names)})" if names else ""
    needed = action.option_strings and action.required
    return f"{text} (needed)" if needed else text


if __name__ == "__main__":
    print(reference(), end="")
