"""`count_calls.py '[["SHAPE", COUNT], ...]' FOLDER`: how many functions conversions call.

A process of its own: a profile function in one that has run much else (threads, generators left
open) has hung its interpreter.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).parents[1]))

from benchmarks.growth.pieces import filing
from benchmarks.growth.shapes import SHAPES
from converter.model.finding import ConversionError
from converter.pipeline import Options, analyse, prepare, save
from converter.read import read_filing

if TYPE_CHECKING:
    from types import FrameType

MAKE = {shape.name: shape.make for shape in SHAPES}


def calls(text: str, folder: Path) -> int:
    """The functions that are called, those of C too, while a text is converted."""
    path = folder / "x.txt"
    path.write_text(text, encoding="utf-8")
    count = 0

    def see(_frame: FrameType, event: str, _argument: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    sys.setprofile(see)
    try:
        save(analyse(read_filing(path), "x", Options()).report, folder / "out")
    except ConversionError:
        sys.setprofile(None)
        sys.exit("the shape is no filing")
    finally:
        sys.setprofile(None)
    return count


def main(shapes: list[tuple[str, int]], folder: Path) -> None:
    """A bare filing's calls, and those of each shape at its size and at four times it."""
    prepare(Options())
    calls(filing(), folder)  # so that what is loaded once, and met once, is counted for none
    bare, counts = calls(filing(), folder), {}
    for name, count in shapes:
        texts = MAKE[name](count), MAKE[name](4 * count)
        for text in texts:
            calls(text, folder)
        counts[name] = bare, *(calls(text, folder) for text in texts)
    sys.stdout.write(json.dumps(counts))


if __name__ == "__main__":
    main(json.loads(sys.argv[1]), Path(sys.argv[2]))
