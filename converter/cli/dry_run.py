"""`retroxbrl convert --dry-run`: what would be done, a line an input.

convert              10-Q       kodak-1996        filings/kodak-1996.txt
stands already       10-K       ibm-1995          filings/ibm-1995.txt
refuse                                            filings/logo.bin: REA005 a PNG image, not text

1 to convert, 1 stands already, 1 to refuse; nothing was written
"""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from converter.cli.arguments import QUIET, WrongUseError, say, short
from converter.cli.filings import finding_row

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

    from converter.batch.plan import Planned
    from converter.pipeline import Options

_FATE, _FORM, _FOLDER = 20, 10, 24  # characters; a longer one pushes the rest to the right


def dry_run(given: argparse.Namespace, options: Options, only: Sequence[str]) -> int:
    from converter.batch.plan import Fate, plan

    counted: Counter[Fate] = Counter()
    for each in plan(
        given.paths, Path(given.output), options, again=given.again,
        retry_failed=given.retry_failed, only=only,
    ):  # fmt: skip
        counted[each.fate] += 1
        if given.json:
            print(json.dumps(_row(each), ensure_ascii=False), flush=True)
        elif given.talk > QUIET:
            print(_line(each), flush=True)
    if not counted:
        raise WrongUseError(f"no text filing in {', '.join(given.paths)}")
    told = ", ".join(f"{counted[fate]:,} {_COUNTED[fate]}" for fate in Fate if counted[fate])
    say(f"{told}; nothing was written")
    return 1 if counted[Fate.REFUSED] or counted[Fate.FAILED] else 0


_COUNTED = {
    "convert": "to convert",
    "stands already": "already there",
    "failed before": "failed before (--retry-failed tries again)",
    "the same as another": "the same as another",
    "another form": "of another form",
    "refuse": "to refuse",
}


def _line(each: Planned) -> str:
    why = f": {each.finding.code} {each.finding.message}" if each.finding else ""
    head = f"{each.fate.value:<{_FATE}} {each.form or '':<{_FORM}} {each.folder:<{_FOLDER}}"
    return f"{head} {each.path}{short(why, 100)}"


def _row(each: Planned) -> dict[str, object]:
    return {
        "input": each.path, "would": each.fate.value, "form": each.form, "folder": each.folder,
        "finding": finding_row(each.finding) if each.finding else None,
    }  # fmt: skip
