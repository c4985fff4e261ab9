"""`retroxbrl review`: what people say of figures and statements."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

from converter.cli.arguments import (
    WrongUseError,
    add_json,
    add_output,
    counted,
    say,
    unwritable,
    write_file,
)

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterable, Sequence

    from converter.model.review import Review
    from converter.review.converted import Filing
    from converter.review.overlay import Overlay

NAME = "review"
HELP = "confirm or correct facts and statements: sheets out, filled in, and back"
_MOST = 200


def add_to(parser: argparse.ArgumentParser) -> None:
    uses = parser.add_subparsers(metavar="USE", required=True, dest="use")
    out = uses.add_parser(
        "export", help="a sheet of the facts that most need an eye; or what was reviewed"
    )
    _add_filings(out)
    out.add_argument(
        "--to", default="review.csv", metavar="FILE",
        help="the sheet, .csv or .tsv (default: %(default)s)",
    )  # fmt: skip
    out.add_argument(
        "--most", type=int, default=_MOST, metavar="N", help="so many facts (default: %(default)s)"
    )
    out.add_argument(
        "--all", action="store_true", help="also facts that are sure, and those reviewed already"
    )
    instead = out.add_mutually_exclusive_group()
    instead.add_argument(
        "--mapping", metavar="FILE",
        help="in place of a sheet, corrections as rows of a mapping table",
    )  # fmt: skip
    instead.add_argument(
        "--gold", metavar="DIR", help="in place of a sheet, what was reviewed as test data"
    )
    back = uses.add_parser("apply", help="take in a sheet that was filled in")
    back.add_argument("sheet", metavar="SHEET", help="as `review export` made it, filled in")
    _add_reviewer(back)
    back.add_argument("--dry-run", action="store_true", help="prove the sheet, keep nothing")
    _add_places(back)
    listed = uses.add_parser("list", help="the reviews, and which of them hold")
    _add_filings(listed)
    add_json(listed)
    withdrawn = uses.add_parser("withdraw", help="take reviews back; they stay on record")
    withdrawn.add_argument(
        "reviews_named", nargs="+", metavar="ID", help="as `review list` shows it"
    )
    _add_reviewer(withdrawn)
    withdrawn.add_argument("--note", default="", metavar="TEXT", help="why")
    _add_places(withdrawn)


def _add_filings(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "filings", nargs="*", metavar="FILING",
        help="accession numbers, folders or file names (default: all that were converted)",
    )  # fmt: skip
    _add_places(parser)


def _add_reviewer(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--reviewer", required=True, metavar="NAME", help="who says so; it is kept and shown"
    )


def _add_places(parser: argparse.ArgumentParser) -> None:
    add_output(parser)
    parser.add_argument(
        "--reviews", metavar="FILE",
        help="the file of reviews (default: reviews.jsonl in the output folder)",
    )  # fmt: skip


def run(given: argparse.Namespace) -> int:
    from converter.batch.ledger import recover

    output = Path(given.output)
    if output.is_dir():
        recover(output)  # of a run that was killed
    return {
        "export": _export, "apply": _apply, "list": _list, "withdraw": _withdraw,
    }[given.use](given, output)  # fmt: skip


def _overlay(given: argparse.Namespace, output: Path) -> tuple[Path, Overlay]:
    from converter.review.overlay import NAME as REVIEWS
    from converter.review.overlay import read

    path = Path(given.reviews) if given.reviews else output / REVIEWS
    return path, read(path)


def _export(given: argparse.Namespace, output: Path) -> int:
    from converter.review import sheet
    from converter.review.converted import filings

    if given.mapping:
        return _export_rows(given, output)
    if given.gold:
        return _export_gold(given, output)
    if given.most < 1:
        raise WrongUseError(f"--most takes a number from 1, not {given.most}")
    if not given.to.endswith((".csv", ".tsv")):
        raise WrongUseError(f"{given.to} must end in .csv or .tsv")
    lines = (
        line for filing in filings(output, given.filings) for line in sheet.lines(filing, given.all)
    )
    shown = sheet.worst(lines, None if given.all else given.most)
    write_file(given.to, sheet.table(shown.rows, tabs=given.to.endswith(".tsv")).encode())
    facts = len(shown.rows) - shown.statements
    more = f" of {shown.facts:,}" if facts < shown.facts else ""
    say(f"{facts:,}{more} facts and {counted(shown.statements, 'statement')} to look at")
    return 0


def _holding(overlay: Overlay, filing: Filing) -> tuple[Review, ...]:
    from converter.review.overlay import standing

    return standing(overlay.of(filing.sha256, filing.name), filing.sha256).reviews


def _export_rows(given: argparse.Namespace, output: Path) -> int:
    from converter.mapping.table import load_table
    from converter.review.converted import filings
    from converter.review.rows import lines

    _, overlay = _overlay(given, output)
    found = list(filings(output))
    wanted = list(filings(output, given.filings)) if given.filings else found
    reviews = [review for filing in wanted for review in _holding(overlay, filing)]
    made = list(lines(reviews, found, load_table()))
    write_file(given.mapping, ("\n".join(made) + "\n").encode())
    rows = [line for line in made[1:] if not line.startswith("#")]
    left = sum(line.startswith("# review.") for line in made)
    more = f"; {left:,} left as comments, since they need a section" if left else ""
    say(f"{counted(len(rows), 'row')} of corrections{more}")
    return 0


def _export_gold(given: argparse.Namespace, output: Path) -> int:
    from converter.review import gold
    from converter.review.converted import filings

    _, overlay = _overlay(given, output)
    folder = Path(given.gold)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise WrongUseError(unwritable(given.gold, error)) from None
    told = ["\t".join(gold.LINES)]
    count = made = 0
    for filing in filings(output, given.filings):
        found = gold.reviewed(filing, _holding(overlay, filing))
        if found:
            stem = Path(filing.input).stem or filing.folder.name
            write_file(str(folder / f"{stem}.gold.tsv"), gold.facts(found).encode())
            told += gold.lines(filing, found)
            count, made = count + len(found), made + 1
    if not made:
        say("no review that was applied: nothing is gold")
        return 1
    write_file(str(folder / gold.LINES_NAME), ("\n".join(told) + "\n").encode())
    say(f"{counted(count, 'fact')} of {counted(made, 'filing')}")
    return 0


def _apply(given: argparse.Namespace, output: Path) -> int:
    from converter.review.converted import Converted, filings
    from converter.review.filled import read_sheet
    from converter.review.make import now
    from converter.review.overlay import add

    path, overlay = _overlay(given, output)
    if not given.reviewer.strip():
        raise WrongUseError("--reviewer takes a name")
    found = {filing.name: filing for filing in filings(output)}
    filled = read_sheet(Path(given.sheet), Converted(found.values()), given.reviewer, now())
    for problem in filled.problems:
        doubt = "" if problem.wrong else "may be wrong: "
        say(f"{given.sheet}:{problem.row} {doubt}{problem.message}")
    wrong = sum(problem.wrong for problem in filled.problems)
    if wrong:
        say(f"{counted(wrong, 'row')} cannot be taken; no review was kept")
        return 1
    new = [review for review in filled.reviews if not _said(review, overlay, found)]
    same = len(filled.reviews) - len(new)
    if given.dry_run:
        say(f"{counted(len(new), 'review')} would be kept")
        return 0
    try:
        kept = add(path, new)
    except OSError as error:
        raise WrongUseError(unwritable(str(path), error)) from None
    more = f"; {same:,} said already" if same else ""
    say(f"{counted(len(kept), 'review')} kept in {path}{more}")
    inputs = dict.fromkeys(found[review.filing].input for review in kept)
    if inputs:
        say(f"`retroxbrl convert {_some(inputs)} -o {output}` applies them")
    return 0


def _some(names: Iterable[str]) -> str:
    shown = list(names)
    return " ".join(shown[:3]) + (" ..." if len(shown) > 3 else "")


def _said(review: Review, overlay: Overlay, found: dict[str, Filing]) -> bool:
    """Whether the reviewer's word for a place holds already."""
    return any(
        each.place == review.place
        and each.answer == review.answer
        and each.scope == review.scope
        and each.reviewer == review.reviewer
        for each in _holding(overlay, found[review.filing])
    )


def _list(given: argparse.Namespace, output: Path) -> int:
    from converter.model.review import row
    from converter.review.overlay import standing

    path, overlay = _overlay(given, output)
    shown = _of(overlay, given.filings, output)
    holds = {
        overlay.id(review)
        for sha256 in {each.sha256 for each in shown}
        for review in standing(overlay.of(sha256), sha256).reviews
    }
    gone = overlay.withdrawn()
    for each in shown:
        identifier = overlay.id(each)
        state = (
            "withdrawn" if identifier in gone else "holds" if identifier in holds else "overruled"
        )
        if given.json:
            print(json.dumps(row(each) | {"state": state}, ensure_ascii=False))
            continue
        place = f"{each.filing}:{each.line}:{each.column}"
        note = f" ({each.note})" if each.note else ""
        print(
            f"{identifier}  {each.when[:10]}  {each.reviewer}  {state:<9}  {place}"
            f"  {each.printed} is {each.text() or 'as it is'}{note}"
        )
    if not shown:
        say(f"no reviews in {path}")
    return 0


def _of(overlay: Overlay, wanted: Sequence[str], output: Path) -> list[Review]:
    from converter.review.converted import filings

    shown = [each for each in overlay.all if each.about != "withdrawal"]
    if not wanted:
        return shown
    named = {filing.sha256 for filing in filings(output, wanted)}
    return [each for each in shown if each.sha256 in named]


def _withdraw(given: argparse.Namespace, output: Path) -> int:
    from converter.review.make import withdrawal
    from converter.review.overlay import add

    path, overlay = _overlay(given, output)
    gone = overlay.withdrawn()
    made = []
    for word in given.reviews_named:
        found = [
            each for each in overlay.all
            if each.about != "withdrawal" and overlay.id(each).startswith(word.lower())
        ]  # fmt: skip
        if len(found) != 1:
            many = "several reviews begin with" if found else "no review"
            raise WrongUseError(f"{many} {word!r}")
        if overlay.id(found[0]) in gone:
            raise WrongUseError(f"review {word} is withdrawn already")
        made.append(withdrawal(found[0], given.reviewer, given.note))
    try:
        add(path, made)
    except OSError as error:
        raise WrongUseError(unwritable(str(path), error)) from None
    say(f"{counted(len(made), 'review')} withdrawn; the next conversion goes without")
    return 0
