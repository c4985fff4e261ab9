"""One input's conversion, and what is wrong with it or with what it wrote."""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
import traceback
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Context, Decimal
from typing import TYPE_CHECKING

import pyoxigraph as ox
from lxml import etree

from converter import candidates, picture, show
from converter.model.finding import ConversionError
from converter.pipeline import Conversion, Options, analyse, save
from converter.read import read_filing
from converter.text.numerals import scan

if TYPE_CHECKING:
    from pathlib import Path

    from converter.model.xbrl import Report

csv.field_size_limit(1 << 30)
_LETTERS = str.maketrans("OoIlSB", "001158")
_OTHERS = re.compile(r"\D")


@dataclass(frozen=True, slots=True)
class Failure:
    """kind   'exception', 'memory', 'output', 'place', 'hang', 'death'
    about  the last lines of the traceback, or what is wrong with which file
    """

    kind: str
    about: str


@dataclass(frozen=True, slots=True)
class Trial:
    """What came of an input: refused with a finding, or converted to so many facts."""

    refused: str = ""
    facts: int = 0
    wrote: bool = False
    failures: tuple[Failure, ...] = ()


def tried(raw: bytes, folder: Path | None = None) -> Trial:
    """Converts `raw`; with a folder all formats are written there, read by others, and left."""
    try:
        conversion = analyse(read_filing(raw, "fuzzed.txt"), "fuzzed", Options())
        report = conversion.report
        failures = [] if folder is None else _written(report, folder)
        if folder is not None:
            _shown(conversion)
    except ConversionError as error:
        return Trial(refused=error.finding.code)
    except MemoryError:
        return Trial(failures=(Failure("memory", "".join(traceback.format_exc(limit=-3))),))
    except Exception:  # noqa: BLE001 the very thing that is looked for
        return Trial(failures=(Failure("exception", "".join(traceback.format_exc(limit=-3))),))
    failures += [Failure("place", line) for line in misplaced(report)[:1]]
    failures += [
        Failure("check", each.message) for each in conversion.findings if each.code == "INT002"
    ]
    return Trial("", len(report.facts), folder is not None, tuple(failures))


def misplaced(report: Report) -> list[str]:
    """Facts whose place is not within the text, or whose number does not stand there. Where a fact
    is printed once more, its number may be rounded.
    """
    size = len(report.source.text)
    wrong = []
    for fact in report.facts:
        for span in (fact.span, *fact.others) if fact.span else ():
            printed = report.source.cut(span)
            if not (0 <= span.start < span.end <= size and printed.strip()):
                wrong.append(f"{fact.concept.local}: {span.start}-{span.end} of {size}")
            elif fact.printed and not (
                _reads_as(printed, fact.value)
                or (span is not fact.span and _rounds_to(printed, fact.value))
            ):
                wrong.append(f"{fact.concept.local}: {fact.value} is no {printed!r}")
    return wrong


def _reads_as(printed: str, value: Decimal | str) -> bool:
    """Whether the printed number is the value, without its sign and its power of ten; of one that a
    slip made none ('l,028.3', '4, 007') the digits count. Words may be spelt otherwise.
    """
    if isinstance(value, str):
        return True
    wanted, figures = _digits(value), scan(printed)
    if len(figures) == 1 and _digits(figures[0].value) == wanted:
        return True
    digits = _OTHERS.sub("", printed.translate(_LETTERS))
    return digits.strip("0") == "".join(map(str, wanted)).strip("0")


def _rounds_to(printed: str, value: Decimal | str) -> bool:
    """Whether the printed number is the value with fewer digits."""
    figures = scan(printed)
    if isinstance(value, str) or len(figures) != 1:
        return False
    (figure,) = figures
    digits, size = _digits(figure.value), abs(value)
    if size.normalize(Context(prec=len(digits))).as_tuple().digits == digits:
        return True
    last = Decimal(1).scaleb(-figure.places)  # '0.01' for 0.005 a share
    return size.quantize(last, ROUND_HALF_UP, Context(prec=100)) == abs(figure.value)


def _digits(value: Decimal) -> tuple[int, ...]:
    return abs(value).normalize(Context(prec=100)).as_tuple().digits


def _shown(conversion: Conversion) -> None:
    """The pictures that people look at: whatever goes wrong is raised."""
    source, found = conversion.filing.source, conversion.findings
    pictures = [picture.picture(table, source, found) for table in conversion.tables]
    pages = [
        picture.render_html(source.name, pictures),
        candidates.render_html(source, conversion.candidates, conversion.report.completeness, ""),
    ]
    for each in pages:
        etree.fromstring(each.encode("utf-8"), etree.HTMLParser())
    picture.render_text(pictures)
    show.render(conversion.report, conversion.mapped, found)


def _written(report: Report, output: Path) -> list[Failure]:
    shutil.rmtree(output, ignore_errors=True)
    report = save(report, output)
    found = [Failure("output", line) for line in complaints(output / report.folder)]
    outside = sorted(str(path) for path in output.iterdir() if path.name != report.folder)
    return found + [Failure("output", f"outside its folder: {path}") for path in outside]


def complaints(folder: Path) -> list[str]:
    """What readers of others have against the files of a folder."""
    found: list[str] = []
    for path in sorted(folder.iterdir()):
        try:
            _read(path)
        except Exception as error:  # noqa: BLE001 whatever its reader says
            found.append(f"{path.name}: {type(error).__name__}: {str(error)[:300]}")
    return found


def _read(path: Path) -> None:
    """Raises what the file's reader raises, if anything."""
    if path.suffix in (".htm", ".xml", ".xsd"):
        etree.parse(path, etree.XMLParser(huge_tree=True, resolve_entities=False))
    elif path.suffix == ".ttl":
        triples = sum(1 for _ in ox.parse(path=path, format=ox.RdfFormat.TURTLE))
        if not triples:
            raise ValueError("no triples")
    elif path.suffix == ".json":
        facts = json.loads(path.read_text(encoding="utf-8"), parse_constant=_refuse)["facts"]
        for fact in facts.values():
            if "decimals" in fact:
                Decimal(fact["value"])
    elif path.suffix == ".jsonl":
        for line in path.read_text(encoding="utf-8").split("\n")[:-1]:
            json.loads(line)
    elif path.suffix in (".csv", ".tsv"):
        _read_table(path)


def _refuse(constant: str) -> None:
    raise ValueError(f"no JSON number: {constant}")


def _read_table(path: Path) -> None:
    text = path.read_bytes().decode("utf-8")
    dialect = "excel-tab" if path.suffix == ".tsv" else "excel"
    rows = csv.reader(io.StringIO(text, newline=""), dialect, strict=True)
    widths = {len(row) for row in rows if not (row and row[0].startswith("#"))}
    if len(widths) > 1:
        raise ValueError(f"rows of {sorted(widths)} cells")
