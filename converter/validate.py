"""What Arelle, the open validator, has against reports on disk: in process and without a network.

Findings take the form that those of a conversion have: VAL001 what the specifications forbid,
VAL002 what they warn of, VAL003 sums of the filing that do not add up, VAL004 a file that does not
load, VAL005 a currency that is no more.

Arelle (the extra `validate`) is loaded when it is asked for; it keeps global state, so that one
`Validator` at a time is open in a process.
"""

from __future__ import annotations

import re
import tempfile
import zipfile
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Self

from converter.dts.package import build_package, rewritten
from converter.model.finding import Finding, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

REPORTS = (".htm", ".xml", ".json", ".xbri")
"""A report's files, the one that says most first."""
_LINKBASE = re.compile(r"_(?:pre|cal|def|lab|ref|doc)\.xml$")
_OTHER_JSON = re.compile(r"(?:manifest|export|findings|report)\.json$")
_CALCULATION = re.compile(r"calc11|xbrl\.5\.2\.5\.2", re.IGNORECASE)
# Francs, guilders, lire and marks were currencies when these filings were made, which is what XBRL
# 2.1, 4.8.2 asks for; the registry of units has those of today.
_GONE = re.compile(r"Unit (?:DEM|FRF|ITL|NLG)(?:_per_\w+)? disallowed")
_CATALOG = "META-INF/catalog.xml"
_START = re.compile(r"uriStartString\s*=\s*[\"']([^\"']+)[\"']")


class ValidatorError(Exception):
    """The validator cannot be used: it is not installed, a package is none. A clear sentence."""


class Validator:
    """Arelle with the taxonomy package in place of the network; a context manager.

    official   taxonomy packages (Taxonomy Packages 1.0) that are used before the project's own:
               what they map is taken from them

    Raises ValidatorError.
    """

    def __init__(self, official: Sequence[Path] = ()) -> None:
        try:
            import arelle  # noqa: F401
        except ImportError:
            raise ValidatorError(
                "Arelle is not installed; it comes with pip install 'retroxbrl[validate]'"
            ) from None
        known = {start for path in official for start in _mapped(path)}
        self._folder = tempfile.TemporaryDirectory(prefix="retroxbrl-validate-")
        self._packages = [str(path) for path in official]
        covered = _covered(known)
        if len(covered) < len(rewritten()):
            own = Path(self._folder.name) / "retroxbrl-taxonomy.zip"
            own.write_bytes(build_package(without=covered))
            self._packages.append(str(own))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._folder.cleanup()

    def findings(self, path: Path) -> list[Finding]:
        """What there is against one report: inline document, instance, xBRL-JSON or .xbri."""
        from arelle.api.Session import Session
        from arelle.logging.handlers.StructuredMessageLogHandler import StructuredMessageLogHandler
        from arelle.RuntimeOptions import RuntimeOptions

        handler = StructuredMessageLogHandler()
        options = RuntimeOptions(
            entrypointFile=str(path),
            internetConnectivity="offline",
            packages=self._packages,
            disablePersistentConfig=True,
            validate=True,
            calcs="c11r",
            utrValidate=True,
            validateDuplicateFacts="inconsistent",
            keepOpen=True,
        )
        with Session() as session:
            session.run(options, logHandler=handler)
            loaded = len(session.get_models())
        told: Counter[tuple[str, str, str]] = Counter()
        for record in handler.messages:
            level = str(record["levelname"]).lower()
            if level not in ("info", "debug"):
                message = " ".join(str(record["msg"]).split())
                told[level, str(record["messageCode"] or ""), message] += 1
        found = [_finding(*key, count) for key, count in told.items()]
        if not loaded and not found:
            found.append(
                Finding(
                    code="VAL004", severity=Severity.ERROR, message="no report could be loaded",
                    hint="the file may be cut off, or be no XBRL report",
                )
            )  # fmt: skip
        return found


def _finding(level: str, code: str, message: str, count: int) -> Finding:
    times = f" ({count} times)" if count > 1 else ""
    text = f"{code}: {message}{times}" if code else f"{message}{times}"
    if level == "inconsistency" or _CALCULATION.search(code):
        return Finding(
            code="VAL003", severity=Severity.WARNING, message=text,
            hint="the filing's own figures may not add up: see its CAL001",
        )  # fmt: skip
    if _GONE.search(message):
        return Finding(
            code="VAL005", severity=Severity.INFO, message=text,
            hint="the unit is right for its time; the registry has the currencies of today",
        )  # fmt: skip
    if level == "warning":
        return Finding(code="VAL002", severity=Severity.WARNING, message=text)
    return Finding(code="VAL001", severity=Severity.ERROR, message=text)


def reports(path: Path, *, every: bool = False) -> Iterator[Path]:
    """The report files at `path`: itself, or those of the folders below, one a folder unless
    `every` is asked for.
    """
    if not path.is_dir():
        yield path
        return
    files = sorted(each for each in path.iterdir() if each.is_file() and _is_report(each))
    if not every and files:
        files = [min(files, key=lambda each: (REPORTS.index(each.suffix), each.name))]
    yield from files
    for folder in sorted(each for each in path.iterdir() if each.is_dir()):
        if not folder.name.startswith("."):
            yield from reports(folder, every=every)


def _is_report(path: Path) -> bool:
    return (
        path.suffix in REPORTS
        and not path.name.startswith(".")
        and not _LINKBASE.search(path.name)
        and not _OTHER_JSON.search(path.name)
    )


def _mapped(path: Path) -> list[str]:
    """The addresses that a taxonomy package maps. Raises ValidatorError."""
    try:
        with zipfile.ZipFile(path) as package:
            name = next((n for n in package.namelist() if n.endswith(_CATALOG)), None)
            if name is None:
                raise ValidatorError(
                    f"{path} is no taxonomy package: it has no {_CATALOG};"
                    " take the .zip that the taxonomy's publisher offers"
                )
            return _START.findall(package.read(name).decode("utf-8", "replace"))
    except OSError as error:
        raise ValidatorError(f"{path} cannot be read: {error.strerror}") from None
    except zipfile.BadZipFile:
        raise ValidatorError(f"{path} is no taxonomy package: it is not a zip file") from None


def _covered(starts: set[str]) -> frozenset[str]:
    """Addresses of our own package that others map."""
    return frozenset(
        own
        for own in rewritten()
        if any(own.startswith(start) or start.startswith(own) for start in starts)
    )
