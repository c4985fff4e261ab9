"""Learns which statement a table's captions belong to: mappings/kinds.tsv.

    python -m benchmarks.training.kinds DATASETS.zip CORPUS PLACES [CORPUS PLACES ...]
                                        [--only LETTERS] [--judge CORPUS PLACES]

DATASETS.zip  the SEC's Financial Statement Data Sets: captions of whole statements (pre.txt)
CORPUS        a folder of text filings; their tables that are no statements are learned as such
PLACES        its statements: a table with the columns file, kind, first, last, primary; or the
              folder of its conversion, whose CSV files name the lines of statements
LETTERS       learns only from files that begin with one of them, where PLACES is a table

A softmax over the words of all captions of a table. `--judge` counts on a corpus, the files that
were learned from and the others apart.
"""

from __future__ import annotations

import argparse
import csv
import io
import random
import re
import sys
import zipfile
from collections import Counter, defaultdict
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from converter.read import read_filing
from converter.segment.blocks import find_blocks, look_through, readings
from converter.segment.lines import Lines
from converter.wording.kinds import KINDS, caption_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

OUT = Path(__file__).parents[2] / "mappings" / "kinds.tsv"
_READ = re.compile(r"10-?[KQ]|8-K|EX-13|EX-99|EX-20|EX-28|ARS|UNKNOWN", re.IGNORECASE)
_RARE = 4  # tables that a word must stand in
_EPOCHS = 400
_DECAY = 2e-4

Table = tuple[str, Counter[str]]


def data_sets(archive: Path, rng: random.Random) -> Iterator[tuple[str, str, list[str]]]:
    """(company, kind, captions) of each statement, and of parts of it: pages hold parts."""
    with zipfile.ZipFile(archive) as zipped:
        for name in zipped.namelist():
            if not name.endswith("pre.txt"):
                continue
            company = {
                row["adsh"]: row["cik"]
                for row in _rows(zipped.read(name.replace("pre.txt", "sub.txt")))
            }
            found: dict[tuple[str, str, str], list[tuple[int, str]]] = defaultdict(list)
            for row in _rows(zipped.read(name)):
                if row["inpth"] == "0" and row["stmt"] in KINDS:
                    key = row["adsh"], row["report"], row["stmt"]
                    found[key].append((int(row["line"]), row["plabel"]))
            for (filing, _, kind), rows in found.items():
                captions = [caption for _, caption in sorted(rows)]
                yield company.get(filing, filing), kind, captions
                if len(captions) > 8:
                    cut = rng.randrange(3, len(captions) - 3)
                    yield company.get(filing, filing), kind, captions[:cut]
                    yield company.get(filing, filing), kind, captions[cut:]


def _rows(raw: bytes) -> Iterable[dict[str, str]]:
    return csv.DictReader(io.StringIO(raw.decode("utf-8")), delimiter="\t", quoting=csv.QUOTE_NONE)


def places(path: Path) -> dict[str, list[tuple[str, int, int]]]:
    """(kind, first line, last line) of the statements of each file, whosever they are."""
    found: dict[str, list[tuple[str, int, int]]] = defaultdict(list)
    if path.is_file():
        with path.open(encoding="utf-8") as lines:
            for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
                if row["kind"]:
                    found[row["file"]].append((row["kind"], int(row["first"]), int(row["last"])))
        return found
    import json

    for line in (path / "manifest.jsonl").read_text("utf-8").splitlines():
        entry = json.loads(line)
        lines_of: dict[str, set[int]] = defaultdict(set)
        for file in (path / entry["folder"]).glob("*.csv"):
            with file.open(encoding="utf-8") as rows:
                for row in csv.DictReader(rows):
                    if row["statement"] in KINDS and row["line"]:
                        lines_of[f"{row['statement']}\t{row['table']}"].add(int(row["line"]))
        name = Path(entry["input"]).name
        for key, numbers in lines_of.items():
            found[name].append((key.split("\t")[0], min(numbers), max(numbers)))
    return found


def tables_of(path: Path, known: list[tuple[str, int, int]]) -> Iterator[tuple[str, list[str]]]:
    """(kind, captions) of the blocks of a filing; 'NONE' for those that are no statement."""
    filing = read_filing(path).value
    for document in filing.documents:
        if not _READ.match(document.type):
            continue
        first = document.span.line
        end = filing.source.span(max(document.span.start, document.span.end - 1), document.span.end)
        lines = Lines(filing.source, first, end.line)
        rows, _ = look_through(lines, filing.source, first, ())
        for block in find_blocks(lines, rows, ()):
            if len(block.rows) < 3:
                continue
            middle = first + block.rows[len(block.rows) // 2]
            kinds = {kind for kind, low, high in known if low <= middle <= high}
            near = any(
                low - 3 <= first + block.after and first + block.first <= high + 3
                for _, low, high in known
            )
            if not kinds and near:
                continue
            kind = kinds.pop() if len(kinds) == 1 else "" if kinds else "NONE"
            if kind:
                yield kind, [r.caption for r in readings(lines, block.first, block.after)]


def is_none(bag: Counter[str], index: dict[str, int], w: np.ndarray) -> bool:
    sums = sum(w[index[word]] * value for word, value in features(bag).items() if word in index)
    return int(np.argmax(sums)) == KINDS.index("NONE") and sums[-1] - np.sort(sums)[-2] > 1


def learn(tables: list[Table]) -> tuple[list[str], np.ndarray]:
    """Words and their weights, a column a kind; the first word '' has the kinds' own."""
    counts = Counter(word for _, words in tables for word in words)
    words = ["", *sorted(word for word, count in counts.items() if count >= _RARE)]
    index = {word: at for at, word in enumerate(words)}
    rows, columns, values = [], [], []
    for number, (_, bag) in enumerate(tables):
        for word, value in features(bag).items():
            if word in index:
                rows.append(number)
                columns.append(index[word])
                values.append(value)
    x = np.zeros((len(tables), len(words)), dtype=np.float32)
    x[rows, columns] = values
    y = np.zeros((len(tables), len(KINDS)), dtype=np.float32)
    y[np.arange(len(tables)), [KINDS.index(kind) for kind, _ in tables]] = 1
    seen = Counter(kind for kind, _ in tables)
    share = np.array([seen[kind] ** -0.5 for kind, _ in tables], dtype=np.float32)[:, None]
    share /= share.mean()
    w = np.zeros((len(words), len(KINDS)), dtype=np.float32)
    first, second = np.zeros_like(w), np.zeros_like(w)
    for step in range(1, _EPOCHS + 1):
        logits = x @ w
        logits -= logits.max(axis=1, keepdims=True)
        p = np.exp(logits)
        p /= p.sum(axis=1, keepdims=True)
        gradient = x.T @ ((p - y) * share) / len(tables) + _DECAY * w
        first = 0.9 * first + 0.1 * gradient
        second = 0.999 * second + 0.001 * gradient**2
        w -= 0.1 * (first / (1 - 0.9**step)) / (np.sqrt(second / (1 - 0.999**step)) + 1e-8)
    return words, w


def features(bag: Counter[str]) -> dict[str, float]:
    from converter.wording.kinds import features as of

    return of(bag)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("datasets", type=Path)
    parser.add_argument("corpora", nargs="+", help="CORPUS PLACES, in pairs")
    parser.add_argument(
        "--only", default="", help="first letters of the files that are learned from"
    )
    parser.add_argument("--judge", nargs=2, metavar=("CORPUS", "PLACES"))
    given = parser.parse_args()
    rng = random.Random(1)
    tables: list[Table] = []
    for _, kind, captions in data_sets(given.datasets, rng):
        tables.append((kind, caption_words(captions)))
    for corpus, where in zip(given.corpora[::2], given.corpora[1::2], strict=True):
        known = places(Path(where))
        files = sorted(Path(corpus).glob("*.txt"))
        if given.only and Path(where).is_file():
            files = [file for file in files if file.name[0] in given.only]
        for file in files:
            for kind, captions in tables_of(file, known.get(file.name, [])):
                tables.append((kind, caption_words(captions)))
    print("tables", dict(Counter(kind for kind, _ in tables)))
    words, w = learn(tables)
    # extracts of statements are told by their place: their captions are a statement's
    index = {word: at for at, word in enumerate(words)}
    kept = [(kind, bag) for kind, bag in tables if kind != "NONE" or is_none(bag, index, w)]
    print("extracts among the others", len(tables) - len(kept))
    words, w = learn(kept)
    with OUT.open("w", encoding="utf-8", newline="\n") as out:
        out.write("\t".join(("word", *KINDS)) + "\n")
        for word, row in zip(words, w, strict=True):
            if not word or np.abs(row).max() >= 0.15:
                out.write("\t".join((word, *(f"{value:.2f}" for value in row))) + "\n")
    if given.judge:
        judge(Path(given.judge[0]), Path(given.judge[1]), given.only)
    return 0


def judge(corpus: Path, where: Path, learned: str) -> None:
    from converter.wording.kinds import load_kinds

    model = load_kinds()
    known = places(where)
    for half in (True, False):
        table: Counter[tuple[str, str]] = Counter()
        for file in sorted(corpus.glob("*.txt")):
            if (file.name[0] in learned) is half:
                for kind, captions in tables_of(file, known.get(file.name, [])):
                    scores = model.weigh(caption_words(captions))
                    table[kind, max(scores, key=scores.__getitem__)] += 1
        print("learned from" if half else "not learned from")
        for kind in KINDS:
            print(" ", kind, {k: table[kind, k] for k in KINDS})


if __name__ == "__main__":
    sys.exit(main())
