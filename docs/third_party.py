"""The licences of all that the project uses: python docs/third_party.py [--write]

Every package of constraints.txt (the lock: `make lock`) with its licence as its own metadata states
it, and what needs it: 'run' for the product itself, else the extras. Prints the table of
THIRD_PARTY.md, or writes it. What is locked for other systems alone keeps the row that it has.
Exit 1: a licence that is not among those below.
"""

from __future__ import annotations

import re
import sys
import tomllib
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING, cast

from packaging.requirements import Requirement

if TYPE_CHECKING:
    from email.message import Message

ROOT = Path(__file__).parent.parent
LOCK = ROOT / "constraints.txt"
LIST = ROOT / "THIRD_PARTY.md"
MARK = "| package | licence | needed for |\n|---|---|---|\n"

# Permissive ones, and MPL-2.0, whose files nobody here changes. Each as SPDX names it.
ALLOWED = {
    "0BSD", "Apache-2.0", "BSD", "BSD-2-Clause", "BSD-3-Clause", "CC0-1.0", "CNRI-Python", "MIT",
    "MIT-CMU", "MPL-2.0", "PSF-2.0", "W3C-20150513", "Zlib",
}  # fmt: skip
# What packages say that do not use SPDX's names: classifiers, and first words of the free text.
_SPELLED = {
    "Apache Software License": "Apache-2.0", "BSD License": "BSD", "MIT License": "MIT",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0", "Apache 2.0": "Apache-2.0",
    "Apache License": "Apache-2.0", "The MIT License (MIT)": "MIT",
}  # fmt: skip
_LOCKED = re.compile(r"^([A-Za-z0-9._-]+)==(\S+)", re.MULTILINE)
_EXTRAS = (
    "cluster", "validate", "dataframe", "datasets", "completion", "plot", "view", "serve", "docs",
    "columns", "dev",
)  # fmt: skip


def named(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def locked() -> dict[str, set[str]]:
    """Each locked package with its versions: one, or one for each range of Pythons."""
    found: dict[str, set[str]] = {}
    for name, version in _LOCKED.findall(LOCK.read_text(encoding="utf-8")):
        found.setdefault(named(name), set()).add(version)
    return found


def licence(name: str) -> str:
    """As SPDX spells it, from the metadata of the package as installed."""
    about = cast("Message", metadata.metadata(name))
    stated = about.get("License-Expression") or ""
    short = (about.get("License") or "").strip().partition("\n")[0].strip()
    if not stated and (short in ALLOWED or " OR " in short):
        stated = short
    if not stated:
        kinds = [
            each.rpartition(" :: ")[2]
            for each in about.get_all("Classifier") or ()
            if each.startswith("License :: OSI Approved :: ")
        ]
        stated = " OR ".join(_SPELLED.get(kind, kind) for kind in kinds)
    if not stated:
        stated = next((spdx for words, spdx in _SPELLED.items() if short.startswith(words)), short)
    return stated or "not stated"


def allowed(stated: str) -> bool:
    """Whether all that must be kept to is, or one of the licences that may be chosen from."""
    return any(
        all(each.strip(" ()") in ALLOWED for each in way.split(" AND "))
        for way in stated.split(" OR ")
    )


def needs() -> dict[str, list[str]]:
    """What each package is needed for."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    asked = {"run": project["dependencies"]} | {
        extra: project["optional-dependencies"][extra] for extra in _EXTRAS
    }
    found: dict[str, list[str]] = {}
    for what, requirements in asked.items():
        for name in _closure(requirements):
            found.setdefault(name, []).append(what)
    return found


def _closure(requirements: list[str]) -> set[str]:
    waiting = [Requirement(each) for each in requirements]
    seen: set[tuple[str, frozenset[str]]] = set()
    while waiting:
        one = waiting.pop()
        key = named(one.name), frozenset(one.extras)
        if key in seen:
            continue
        seen.add(key)
        try:
            wanted = metadata.requires(one.name) or []
        except metadata.PackageNotFoundError:
            continue  # for other systems
        for each in map(Requirement, wanted):
            marker = each.marker
            if marker is None or any(marker.evaluate({"extra": e}) for e in one.extras | {""}):
                waiting.append(each)
    return {name for name, _ in seen}


def listed() -> dict[str, tuple[str, str]]:
    """Package -> licence and what for, as THIRD_PARTY.md has them."""
    if not LIST.exists():
        return {}
    table = LIST.read_text(encoding="utf-8").partition(MARK)[2]
    rows = (re.fullmatch(r"\| (\S+) \| (.+) \| (.+) \|", line) for line in table.splitlines())
    return {row[1]: (row[2], row[3]) for row in rows if row}


def rows() -> dict[str, tuple[str, str]]:
    """What THIRD_PARTY.md should have, by what is installed here."""
    known, why = listed(), needs()
    found = {}
    for name in sorted(locked()):
        try:
            found[name] = licence(name), ", ".join(why.get(name, ["dev"]))
        except metadata.PackageNotFoundError:
            found[name] = known.get(name, ("not stated", "other systems"))
    return found


def main() -> int:
    made = rows()
    table = MARK + "".join(
        f"| {name} | {stated} | {what} |\n" for name, (stated, what) in made.items()
    )
    if "--write" in sys.argv:
        head = LIST.read_text(encoding="utf-8").partition(MARK)[0]
        LIST.write_text(head + table, encoding="utf-8")
    else:
        print(table, end="")
    bad = [name for name, (stated, _) in made.items() if not allowed(stated)]
    if bad:
        print(f"licences that are not allowed: {', '.join(bad)}", file=sys.stderr)
    return bool(bad)


if __name__ == "__main__":
    sys.exit(main())
