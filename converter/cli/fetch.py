"""`retroxbrl fetch`: filings from EDGAR."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from converter.cli.arguments import (
    QUIET,
    VERBOSE,
    WrongUseError,
    add_talk,
    counted,
    say,
    unwritable,
)

if TYPE_CHECKING:
    import argparse

    from converter.fetch import Client, Company, Filed


NAME = "fetch"
HELP = "filings of a company from EDGAR, by form and years"
_WHY = (
    "who asks EDGAR must say so, by the SEC's rules: --user-agent 'Jane Doe jane@example.com',"
    ' or user_agent = "..." in retroxbrl.toml; it is sent to the SEC with each question'
)


def add_to(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "company", metavar="COMPANY",
        help="a CIK, a ticker of today, or the company's name, of then or of today",
    )  # fmt: skip
    parser.add_argument(
        "--form", default="10-K,10-Q", metavar="LIST",
        help="forms, with commas between; 10-K takes 10-K405, 10-KSB, 10-KT and amendments too"
        " (default: %(default)s)",
    )  # fmt: skip
    parser.add_argument(
        "--years", default="1993-2009", metavar="YEARS",
        help="of filing: 1999, 1996-2001 or 1996- (default: %(default)s)",
    )  # fmt: skip
    parser.add_argument(
        "--to", default="filings", metavar="DIR",
        help="where they are kept, in a folder for each company (default: %(default)s)",
    )  # fmt: skip
    parser.add_argument(
        "--user-agent", dest="user_agent", metavar="TEXT",
        help="your name and e-mail address, which the SEC asks for",
    )  # fmt: skip
    parser.add_argument(
        "--limit", type=int, metavar="N", help="no more than N filings, the oldest first"
    )
    parser.add_argument(
        "--dry-run", action="store_true", help="list what would be fetched; keeps no filing"
    )
    add_talk(parser, "say what fails, no more", "say each filing that is fetched or there already")


def run(given: argparse.Namespace) -> int:
    from converter.fetch import FetchError, filings, find

    client = _client(given)
    forms = tuple(each.strip() for each in given.form.split(",") if each.strip())
    years = _years(given.years)
    if not forms:
        raise WrongUseError("--form takes forms such as 10-K,10-Q")
    if given.limit is not None and given.limit < 1:
        raise WrongUseError(f"--limit takes a number from 1, not {given.limit}")
    folder = Path(given.to)
    try:
        company = find(client, given.company, folder)
        _introduce(company, given.talk)
        wanted = filings(client, company, forms, years)
        if not wanted:
            say(
                f"retroxbrl: {company.name} filed no {' or '.join(forms)}"
                f" in {given.years}, as EDGAR lists it"
            )
            return 1
        wanted = wanted[: given.limit]
        if given.dry_run:
            return _list(company, wanted, folder)
        return _fetch(client, company, wanted, given)
    except FetchError as error:
        say(f"retroxbrl: {error}")
        return 1
    except OSError as error:
        raise WrongUseError(unwritable(str(error.filename or folder), error)) from None


def _client(given: argparse.Namespace) -> Client:
    from converter.fetch import Client, user_agent

    if not given.user_agent:
        raise WrongUseError(_WHY)
    try:
        return Client(user_agent(given.user_agent))
    except ValueError as error:
        raise WrongUseError(f"{error}; {_WHY}") from None


def _years(stated: str) -> tuple[int, int]:
    from converter.fetch import years_of

    try:
        return years_of(stated)
    except ValueError as error:
        raise WrongUseError(f"--years: {error}") from None


def _introduce(company: Company, talk: int) -> None:
    """Who was found: a ticker may have been another company's then."""
    if talk > QUIET:
        former = f", before {', '.join(company.former)}" if company.former else ""
        say(f"{company.name} (CIK {company.cik}){former}")


def _list(company: Company, wanted: list[Filed], folder: Path) -> int:
    from converter.fetch import place

    for each in wanted:
        there = "there already" if place(folder, company.cik, each).is_file() else ""
        print(f"{each.date}  {each.form:<10}  {each.accession}  {there}".rstrip())
    return 0


def _fetch(client: Client, company: Company, wanted: list[Filed], given: argparse.Namespace) -> int:
    from converter.fetch import FetchError, keep

    new = there = failed = 0
    try:
        for each in keep(client, company.cik, wanted, Path(given.to)):
            if each.error:
                failed += 1
                say(f"{each.filed.accession} ({each.filed.form}, {each.filed.date}): {each.error}")
                continue
            new, there = new + (not each.already), there + each.already
            print(each.path, flush=True)
            if given.talk == VERBOSE:
                how = "there already" if each.already else "fetched"
                say(f"{each.filed.date}  {each.filed.form:<10}  {each.filed.accession}  {how}")
    except FetchError as error:
        say(f"retroxbrl: {error}")
        failed = len(wanted) - new - there
        return 1
    finally:
        if given.talk > QUIET:
            said = f"{counted(new, 'filing')} fetched, {there:,} there already"
            say(f"{said}, {failed:,} not fetched" if failed else said)
    return 1 if failed else 0
