"""Filings that nobody has seen: the SEC's data sets laid out as monospaced text in drawn styles.

    python -m benchmarks.typeset.render DATASETS.zip OUT [--count 300] [--seed 1] [--exclude FOLDER]

DATASETS.zip holds sub.txt, num.txt, tag.txt and pre.txt of the Financial Statement Data Sets, in
folders or not. OUT gets, for each filing, NAME.txt, NAME.gold.tsv (statement, caption, concept,
custom, start, end, value, unit, printed) and NAME.style.json with the habits that were drawn.
Companies that the filings in FOLDER name on their first page are left out. The same
seed gives the same files. Captions, figures and concepts are the filers' own; the words of the
text around the statements are this file's.
"""

from __future__ import annotations

import argparse
import csv
import datetime as dt
import io
import json
import random
import sys
import zipfile
from collections import Counter, defaultdict
from dataclasses import asdict, dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.typeset import layout
from benchmarks.typeset.cover import Cover
from benchmarks.typeset.statement import Row, Statement, Value
from benchmarks.typeset.styles import draw
from converter.wording.normalise import letters

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

KINDS = ("BS", "IS", "CF")
_FORMS = ("10-Q", "10-K", "8-K")
_NAME = 6  # a company's name of fewer letters stands in many a text
_MIN_LINES = {"BS": 10, "IS": 6, "CF": 10}
_PER_SHARE = Decimal(1000)  # a broken amount below it is one per share


@dataclass(slots=True)
class Line:
    """A line of a statement as its filer tagged it."""

    tag: str
    custom: bool
    label: str
    negated: bool
    quantity: str  # 'money', 'shares', 'perShare'
    instant: bool
    values: dict[tuple[dt.date, int], Decimal] = field(default_factory=dict)


@dataclass(slots=True)
class Filing:
    cover: Cover
    statements: dict[str, list[Line]]


def month_end(day: dt.date, months: int) -> dt.date:
    """The end of the month `months` months after the month of `day`."""
    number = day.year * 12 + day.month + months  # the month after, from 0
    return dt.date(number // 12, number % 12 + 1, 1) - dt.timedelta(1)


def _rows(archive: zipfile.ZipFile, name: str) -> Iterator[dict[str, str]]:
    for entry in sorted(archive.namelist()):
        if entry.split("/")[-1] == name:
            with archive.open(entry) as raw:
                text = io.TextIOWrapper(raw, "utf-8", errors="replace", newline="")
                yield from csv.DictReader(text, delimiter="\t", quoting=csv.QUOTE_NONE)


def _date(text: str) -> dt.date:
    return dt.datetime.strptime(text, "%Y%m%d").date()  # noqa: DTZ007


def covers_in(folder: Path) -> list[str]:
    """The first page of each filing of a folder, letters only: it names the company."""
    return [letters(path.read_text("latin-1")[:3000]) for path in sorted(folder.glob("*.txt"))]


def load(path: Path, left_out: Sequence[str] = ()) -> list[Filing]:
    """The filings in US dollars that have a balance sheet, operations or cash flows.

    left_out  covers (`covers_in`) that name the companies to leave out
    """
    with zipfile.ZipFile(path) as archive:
        subs = {row["adsh"]: row for row in _rows(archive, "sub.txt")}
        names = {row["cik"]: letters(row["name"]) for row in subs.values()}
        ciks = {
            cik for cik, name in names.items()
            if len(name) > _NAME and any(name in cover for cover in left_out)
        }  # fmt: skip
        subs = {
            name: row for name, row in subs.items()
            if row["cik"] not in ciks and row["form"][:4] in _FORMS and row["period"]
        }  # fmt: skip
        types = {(row["tag"], row["version"]): row for row in _rows(archive, "tag.txt")}
        values: dict[tuple[str, str, str], dict[tuple[dt.date, int], tuple[Decimal, str]]]
        values = defaultdict(dict)
        for row in _rows(archive, "num.txt"):
            if row["adsh"] in subs and not row["segments"] and not row["coreg"] and row["value"]:
                at = (_date(row["ddate"]), int(row["qtrs"]))
                values[row["adsh"], row["tag"], row["version"]][at] = (
                    Decimal(row["value"]), row["uom"],
                )  # fmt: skip
        reports: dict[str, dict[tuple[str, int], list[dict[str, str]]]] = defaultdict(
            lambda: defaultdict(list)
        )
        for row in _rows(archive, "pre.txt"):
            if row["adsh"] in subs and row["stmt"] in KINDS and row["inpth"] == "0":
                reports[row["adsh"]][row["stmt"], int(row["report"])].append(row)
    filings: list[Filing] = []
    for name, sub in sorted(subs.items()):
        statements: dict[str, list[Line]] = {}
        for (kind, _), rows in sorted(reports[name].items()):
            lines = _lines(name, rows, types, values)
            if len(lines) >= _MIN_LINES[kind] and kind not in statements:
                statements[kind] = lines
        if statements:
            filings.append(
                Filing(
                    Cover(
                        sub["name"], name, sub["cik"], sub["form"].split("/")[0],
                        _date(sub["period"]), _date(sub["filed"]), sub["sic"], sub["stprinc"],
                        sub["ein"], sub["fye"],
                    ),
                    statements,
                )
            )  # fmt: skip
    return filings


Types = dict[tuple[str, str], dict[str, str]]  # of a tag in its version
Values = dict[tuple[str, str, str], dict[tuple[dt.date, int], tuple[Decimal, str]]]


def _lines(name: str, rows: list[dict[str, str]], types: Types, values: Values) -> list[Line]:
    out: list[Line] = []
    for row in sorted(rows, key=lambda row: int(row["line"])):
        key = (row["tag"], row["version"])
        found = values.get((name, *key))
        kind = types.get(key)
        label = " ".join(row["plabel"].split()).encode("ascii", "replace").decode()
        if not found or kind is None or not label or "?" in label:
            continue
        units = {unit for _, unit in found.values()}
        if not units <= {"USD", "shares", "USD/shares"}:
            continue
        amounts = {at: value for at, (value, _) in found.items()}
        broken = any(v != v.to_integral_value() and abs(v) < _PER_SHARE for v in amounts.values())
        quantity = "money"
        if kind["datatype"] in ("perShare", "perUnit") or "USD/shares" in units or broken:
            quantity = "perShare"
        elif kind["datatype"] == "shares" or "shares" in units:
            quantity = "shares"
        out.append(
            Line(
                row["tag"], kind["custom"] == "1", label, row["negating"] == "1", quantity,
                kind["iord"] == "I", amounts,
            )
        )  # fmt: skip
    return out


def columns(kind: str, lines: list[Line], period: dt.date) -> list[tuple[dt.date, int]]:
    """(end, quarters) of the statement's columns, newest first, shorter periods first."""
    seen: Counter[tuple[dt.date, int]] = Counter()
    for line in lines:
        if line.instant == (kind == "BS"):
            seen.update(line.values.keys())
    if not seen:
        return []
    most = max(seen.values())
    usual = [at for at, count in seen.items() if count >= 0.5 * most]
    if kind == "BS":
        days = sorted((end for end, quarters in usual if not quarters), reverse=True)[:2]
        return [(end, 0) for end in days]
    lengths = sorted({quarters for end, quarters in usual if end == period and quarters})
    if kind == "CF":
        lengths = lengths[-1:]
    out: list[tuple[dt.date, int]] = []
    for length in lengths[:2]:
        ends = sorted((end for end, quarters in usual if quarters == length), reverse=True)
        ends = [end for end in ends if (end.month, end.day // 28) == (period.month, 1)]
        out += [(end, length) for end in ends[:3]]
    return out


def statement(kind: str, filing: Filing, lines: list[Line]) -> Statement | None:
    """A statement ready to be laid out; None where its data has no usual columns."""
    heads = columns(kind, lines, filing.cover.period)
    if not heads or (kind != "BS" and not any(end == filing.cover.period for end, _ in heads)):
        return None
    rows: list[Row] = []
    instants = [line.tag for line in lines if line.instant]
    passed: Counter[str] = Counter()
    for line in lines:
        if kind == "BS" and not line.instant:
            continue
        opening = False
        if kind != "BS" and line.instant:
            if kind == "IS" or not line.tag.startswith("Cash"):
                continue
            passed[line.tag] += 1
            opening = "begin" in line.label.lower() or (
                "end" not in line.label.lower().split()
                and instants.count(line.tag) > 1
                and passed[line.tag] == 1
            )
        cells: list[Value | None] = []
        for end, quarters in heads:
            start = month_end(end, -3 * quarters) + dt.timedelta(1) if quarters else None
            at = (end, 0 if line.instant else quarters)
            day = end
            if line.instant:
                day = start - dt.timedelta(1) if opening and start else end
                at, start = (day, 0), None
            value = line.values.get(at)
            cells.append(None if value is None else Value(value, start, day))
        if any(cell is not None for cell in cells):
            rows.append(Row(line.tag, line.custom, line.label, line.negated, line.quantity, cells))
    if len(rows) < _MIN_LINES[kind]:
        return None
    return Statement(kind, heads, rows)


Rendered = tuple[str, list[tuple[str, ...]], dict[str, object]]


def render(filing: Filing, seed: int) -> Rendered | None:
    """(text, gold rows, style) of one filing in the style of its seed."""
    rng = random.Random(f"{seed} {filing.cover.adsh}")
    style = draw(rng)
    parts = [
        made
        for kind in KINDS
        if kind in filing.statements
        and (made := statement(kind, filing, filing.statements[kind])) is not None
    ]
    if not parts:
        return None
    return (*layout.typeset(filing.cover, parts, style, rng), asdict(style))


GOLD = ("statement", "caption", "concept", "custom", "start", "end", "value", "unit", "printed")


def write(
    folder: Path, name: str, text: str, gold: list[tuple[str, ...]], style: dict[str, object]
) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{name}.txt").write_bytes(text.encode("ascii", "replace"))
    rows = "".join("\t".join(row) + "\n" for row in [GOLD, *gold])
    (folder / f"{name}.gold.tsv").write_text(rows, encoding="utf-8")
    (folder / f"{name}.style.json").write_text(json.dumps(style, indent=1) + "\n", "utf-8")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("datasets", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--count", type=int, default=300)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--exclude", type=Path, help="a folder with filings of known companies")
    options = parser.parse_args()
    if not options.datasets.exists():
        print(f"{options.datasets} is not there: nothing rendered", file=sys.stderr)
        return 2
    known = covers_in(options.exclude) if options.exclude else ()
    filings = load(options.datasets, known)
    random.Random(options.seed).shuffle(filings)
    made = cells = 0
    for filing in filings:
        if made >= options.count:
            break
        result = render(filing, options.seed)
        if result is not None:
            write(options.out, filing.cover.adsh, *result)
            made += 1
            cells += len(result[1])
    print(f"{made} filings, {cells} cells")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
