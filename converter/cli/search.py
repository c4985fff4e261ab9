"""`retroxbrl search`: words over all filings that were converted."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from converter.cli.arguments import WrongUseError, add_json, add_output

if TYPE_CHECKING:
    import argparse


NAME = "search"
HELP = "find words in the text of all filings that were converted"
_TOLD = 500  # filings from which progress is told


def add_to(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "words", nargs="+", metavar="WORDS",
        help="words that stand near each other; 'covenant*' for all that begin so; '\"going"
        " concern\"' for words in this order",
    )  # fmt: skip
    parser.add_argument(
        "--company", default="", metavar="CIK|NAME", help="a CIK, or a part of the name"
    )
    parser.add_argument(
        "--form",
        default="",
        metavar="FORM",
        help="10-K, 10-Q, 8-K; 10-K has 10-K405 and 10-K/A too",
    )
    parser.add_argument(
        "--limit", type=int, default=20, metavar="N", help="answers (default: 20; 0: all)"
    )
    add_output(parser)
    add_json(parser)


def run(given: argparse.Namespace) -> int:
    from converter.batch.ledger import recover
    from converter.search import SearchError, Wanted, search, update

    output = Path(given.output)
    if given.limit < 0:
        raise WrongUseError("--limit takes a number from 0")
    if output.is_dir():
        recover(output)
    wanted = Wanted(" ".join(given.words), given.company, given.form, given.limit)
    try:
        made = update(output, _told)
        hits = search(output, wanted)
    except SearchError as error:
        raise WrongUseError(str(error)) from None
    for finding in made.findings[:20]:
        print(finding.text(given.output), file=sys.stderr)
    if len(made.findings) > 20:
        print(f"and {len(made.findings) - 20} more", file=sys.stderr)
    for hit in hits:
        if given.json:
            print(json.dumps(hit._asdict(), ensure_ascii=False))
        else:
            about = "  ".join(
                each for each in (hit.company, hit.form, hit.period, hit.part) if each
            )
            print(f"{about}\n  {hit.folder}:{hit.line}: {hit.snippet}")
    if not hits:
        print("retroxbrl: no text has these words", file=sys.stderr)
    elif given.limit and len(hits) == given.limit:
        print(f"retroxbrl: the first {given.limit}; --limit shows more", file=sys.stderr)
    return 0


def _told(done: int, of: int) -> None:
    if of >= _TOLD and (done % 100 == 0 or done == of):
        print(f"indexed {done:,} of {of:,} filings", file=sys.stderr)
