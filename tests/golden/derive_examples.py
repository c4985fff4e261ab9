"""Write the golden files of the examples: those of the filings, with the examples' line numbers.

    python tests/golden/derive_examples.py FOLDER

FOLDER holds the original filings, STEM.txt for each seeds/STEM.tsv. An example is its original with
lines left out and a few table titles of its own, so its lines are found in the original in order,
by their text. Cover facts whose line was left out lose their place or, where another line says
the same, their row; a figure whose line is not found is an error.
"""

from __future__ import annotations

import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
EXAMPLES = HERE.parent.parent / "examples"
ORIGINAL = {
    "nutrition21-10q-2004-09-30": "001_b0a54dd9c0df5342",
    "nutrition21-10q-2003-12-31": "002_902f8da34627b4ce",
    "nutrition21-8k-2003-09-30": "004_2f8f7e33670404b6",
}


def line_map(original: list[str], example: list[str]) -> dict[int, int]:
    """Line number in the original -> line number in the example, both from 1.

    >>> line_map(["a", "prose", "", "b"], ["a", "own title", "b"])
    {1: 1, 4: 3}
    """
    found: dict[int, int] = {}
    start = 0
    for number, text in enumerate(example, start=1):
        try:
            at = original.index(text, start)
        except ValueError:
            continue
        found[at + 1] = number
        start = at + 1
    return found


def derive(golden: list[str], lines: dict[int, int]) -> list[str]:
    """The golden file's lines with `line` translated."""
    said = {row[5] for row in map(_cells, golden) if row[1] and int(row[1]) in lines}
    derived: list[str] = []
    for text in golden:
        cells = _cells(text)
        if not cells[1]:
            derived.append(text)
        elif int(cells[1]) in lines:
            derived.append("\t".join((cells[0], str(lines[int(cells[1])]), *cells[2:])))
        elif cells[0] != "COVER":
            raise ValueError(f"not in the example: {text}")
        elif cells[5] not in said:
            derived.append("\t".join((cells[0], "", "", "", *cells[4:])))
    return derived


def _cells(text: str) -> list[str]:
    return text.split("\t")


def main(folder: Path) -> None:
    for stem, original in ORIGINAL.items():
        golden = (HERE / "seeds" / f"{original}.tsv").read_text(encoding="utf-8").splitlines()
        head = [text for text in golden if text.startswith(("#", "statement\t"))]
        source = (folder / f"{original}.txt").read_text(encoding="latin-1").split("\n")
        example = (EXAMPLES / f"{stem}.txt").read_text(encoding="latin-1").split("\n")
        rows = derive(golden[len(head) :], line_map(source, example))
        comments = [text for text in head if not text.startswith("# Note 9")]
        if len(comments) < len(head):
            comments.insert(-1, _note_nine(example))
        target = HERE / "examples" / f"{stem}.tsv"
        target.parent.mkdir(exist_ok=True)
        target.write_text("\n".join((*comments, *rows)) + "\n", encoding="utf-8")


def _note_nine(example: list[str]) -> str:
    """The comment on the table that has no rows, with the example's line number."""
    line = next(n for n, text in enumerate(example, 1) if text.split() == ["2002", "2003"] * 2)
    return (
        f"# Note 9 has no row: its year row (line {line}) reads 2002 2003 2002 2003 over figures"
        " that stand as 2003 2002 2003 2002 in the statement of operations."
    )


if __name__ == "__main__":
    main(Path(sys.argv[1]))
