"""One statement of a filing with its years, its dates, its title or its scale made illegible.

    python -m benchmarks.lost CORPUS [CORPUS ...] [--share 30] [--only NAME ...] [--jobs 2]
                              [--letters ABMS | --rest ABMS] [--each FILE] [--json]

A reader who cannot read the heads of one statement finds its net income, its cash and its total in
the others, which say of which year they are. No answers are needed: what was a fact of the
statement must be one again, and nothing else may be.

  kept     figures of the statement (period, dimensions, value, unit) that are facts again
  whole    statements that are gone, but for one figure in five at most
  other    facts of the filing that were none before, of a hundred of the statement's: wrong

`--each` writes a line for each statement: what became of it, and the codes of new findings.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections import Counter
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.habits.drive import facts_of
from benchmarks.habits.pages import pages
from benchmarks.measures.filings import convert, files, in_share, mapped
from benchmarks.measures.scoring import share, table
from converter.read import read_filing

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from benchmarks.habits.pages import Page

_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_SCALE = re.compile(r"thousands|millions|\$?000'?s?(?: omitted)?", re.IGNORECASE)
_WORD = re.compile(r"[A-Za-z]{4,}")
_OF_TIME = re.compile(
    r"\b(?:january|february|march|april|may|june|july|august|september|october|november|december"
    r"|ended|months|weeks|fiscal)\b|<",
    re.IGNORECASE,
)
_GONE = 5  # one figure in so many is left of a statement that is gone


def _heads(page: Page, how: Callable[[str], str]) -> list[str]:
    """The lines of a statement, those above its first row otherwise."""
    return [how(text) if at < page.head else text for at, text in enumerate(page.texts)]


def _years(page: Page) -> list[str]:
    """'1995' as '19X5'."""
    return _heads(page, lambda text: _YEAR.sub(lambda m: f"{m[0][:2]}X{m[0][3]}", text))


def _dates(page: Page) -> list[str]:
    """No line that has a year."""
    return _heads(page, lambda text: "" if _YEAR.search(text) else text)


def _scale(page: Page) -> list[str]:
    """'(In thousands)' as '(In xxxxxxxxx)'."""
    return _heads(page, lambda text: _SCALE.sub(lambda m: "x" * len(m[0]), text))


def _title(page: Page) -> list[str]:
    """The words above the first date, the scale's apart, as words that no statement has."""
    dated = False

    def lost(text: str) -> str:
        nonlocal dated
        dated = dated or bool(_YEAR.search(text) or _OF_TIME.search(text))
        if dated or _SCALE.search(text):
            return text
        return _WORD.sub(lambda m: ("Xyzzy" * len(m[0]))[: len(m[0])], text)

    return _heads(page, lost)


KINDS: dict[str, Callable[[Page], list[str]]] = {
    "the years of the heads": _years, "all lines with a year": _dates,
    "the words of the title": _title, "the scale": _scale,
}  # fmt: skip
"""By what is lost, how a statement's lines are without it."""


@dataclass(frozen=True, slots=True)
class Kept:
    """What became of a statement, in numbers of facts; `codes` of the new findings."""

    lost: str
    file: str
    kind: str
    line: int
    facts: int
    kept: int
    other: int
    codes: dict[str, int]


def drawn(lost: str, file: str, line: int, percent: int) -> bool:
    """Whether a statement is of the share of a kind of loss; more of either move none."""
    return in_share(percent, lost, file, line)


def measure(path: Path, *, names: Sequence[str], percent: int) -> list[Kept]:
    """Each statement of a filing without each of the things named, one at a time."""
    text = read_filing(path).value.source.text
    conversion = convert(text, path.name)
    if conversion is None:
        return []
    before = facts_of(conversion).figures
    said = Counter(each.code for each in conversion.findings)
    raw, found = text.split("\n"), []
    for page in pages(conversion):
        own = facts_of(conversion, (page.first, page.last)).figures
        for name in names:
            if not own or not drawn(name, path.name, page.first, percent):
                continue
            new = KINDS[name](page)
            if new == page.texts:
                continue
            anew = "\n".join([*raw[: page.first - 1], *new, *raw[page.last :]])
            again = convert(anew, path.name)
            after = facts_of(again).figures
            codes = Counter(each.code for each in again.findings) - said if again else Counter()
            found.append(
                Kept(
                    name, path.name, page.kind.value, page.first, own.total(),
                    (own & after).total(), (after - before).total(), dict(codes),
                )
            )  # fmt: skip
    return found


def report(done: Sequence[Kept]) -> str:
    """A row for each kind of loss, and of it for each kind of statement."""
    rows = []
    for name in KINDS:
        for kind in ("", "BS", "IS", "CF", "EQ"):
            own = [each for each in done if each.lost == name and kind in ("", each.kind)]
            if not own:
                continue
            facts, kept, other = (
                sum(getattr(each, what) for each in own) for what in ("facts", "kept", "other")
            )
            gone = sum(_GONE * each.kept <= each.facts for each in own)
            rows.append((
                name if not kind else "", kind or "all", len(own), f"{facts:,}",
                share(kept, facts, 1), gone, share(other, facts, 1),
            ))  # fmt: skip
    return table(("lost", "of", "statements", "facts", "kept", "gone whole", "other"), rows)


def main(argv: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("corpora", nargs="+", type=Path)
    parser.add_argument("--share", type=int, default=30, help="statements of a hundred, by kind")
    parser.add_argument("--only", nargs="+", choices=[*KINDS], metavar="KIND")
    parser.add_argument("--letters", default="")
    parser.add_argument("--rest", default="")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--each", type=Path)
    parser.add_argument("--json", action="store_true")
    asked = parser.parse_args(argv)
    one = partial(measure, names=asked.only or [*KINDS], percent=asked.share)
    paths = files(asked.corpora, asked.letters, asked.rest)
    done = [each for found in mapped(one, paths, asked.jobs) for each in found]
    lines = [json.dumps(asdict(each)) for each in done]
    if asked.each is not None:
        asked.each.write_text("".join(f"{line}\n" for line in lines), "utf-8")
    if asked.json:
        sys.stdout.write(f"[{', '.join(lines)}]\n")
    else:
        print(report(done))
    return 0
