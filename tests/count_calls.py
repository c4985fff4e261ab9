"""`count_calls.py '[["SHAPE", COUNT], ...]' FOLDER`: how many functions conversions call.

A process of its own: a profile function in one that has run much else (threads, generators left
open) has hung its interpreter.
"""

from __future__ import annotations

import cProfile
import json
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from benchmarks.growth.pieces import filing
from benchmarks.growth.shapes import SHAPES
from converter.model.finding import ConversionError
from converter.pipeline import Options, analyse, prepare, save
from converter.read import read_filing

MAKE = {shape.name: shape.make for shape in SHAPES}


def convert(text: str, folder: Path) -> None:
    path = folder / "x.txt"
    path.write_text(text, encoding="utf-8")
    try:
        save(analyse(read_filing(path), "x", Options()).report, folder / "out")
    except ConversionError:
        sys.exit("the shape is no filing")


def calls(text: str, folder: Path) -> int:
    """The functions that are called, those of C too, while a text is converted that was met before."""
    convert(text, folder)
    profile = cProfile.Profile()  # counts in C: a profile function of our own takes thrice its time
    profile.enable()
    convert(text, folder)
    profile.disable()
    return sum(entry.callcount for entry in profile.getstats())


def main(shapes: list[tuple[str, int]], folder: Path) -> None:
    """A bare filing's calls, and those of each shape at its size and at four times it."""
    prepare(Options())
    bare, counts = calls(filing(), folder), {}
    for name, count in shapes:
        texts = MAKE[name](count), MAKE[name](4 * count)
        counts[name] = bare, *(calls(text, folder) for text in texts)
    sys.stdout.write(json.dumps(counts))


if __name__ == "__main__":
    main(json.loads(sys.argv[1]), Path(sys.argv[2]))
