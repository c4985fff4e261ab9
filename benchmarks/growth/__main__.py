"""Measures what a conversion costs against the size of its input, for each of many shapes.

    python -m benchmarks.growth [--runs 2] [--only WORDS]

A line a shape: the smallest and the largest text in kB, seconds of the processor at the four sizes,
the exponent (1: in step with the size, 2: squared), seconds a megabyte at the largest, megabytes of
memory, the stage with most of the time. Ends with 1 when a shape grows faster than n log n, takes
more than its time a megabyte, or was ended.

n log n has an exponent of 1.1 at these sizes; 1.4 is asked for, so that a busy machine does not
fail. A square has at least 1.8 once its part is the larger one. Only where processes can be forked.
"""

from __future__ import annotations

import argparse
import os
import sys

os.environ.setdefault("OMP_NUM_THREADS", "1")

from benchmarks.growth.measure import TIMES, Point, apart, exponent, measure
from benchmarks.growth.pieces import filing
from benchmarks.growth.shapes import SHAPES
from converter.pipeline import Options, prepare

MOST = 1.4
BUDGET = 60.0
"""Seconds a megabyte: a megabyte of nothing but rows has 29,000 facts, each in 5 formats."""


def told(name: str, points: list[Point], idle: float) -> tuple[str, str]:
    """The shape's line and what is wrong with it."""
    last = points[-1]
    grows = exponent(points, idle)
    rate = 0.0 if last.seconds is None else max(last.seconds - idle, 0.0) / (last.size / 1e6)
    wrong = ""
    if last.seconds is None:
        wrong = last.outcome
    elif grows > MOST:
        wrong = f"grows with {grows:.2f}"
    elif rate > BUDGET:
        wrong = f"{rate:.0f} s a megabyte"
    times = [f"{each.seconds:8.2f}" if each.seconds is not None else "   ended" for each in points]
    times += ["       -"] * (len(TIMES) - len(times))
    line = (
        f"{name:<30} {points[0].size / 1e3:>6.0f} {last.size / 1e3:>6.0f} {''.join(times)}"
        f"{grows:7.2f}{rate:8.1f}{max(each.megabytes for each in points):7.0f}"
        f"{last.facts:7}  {last.stage:<14} {last.outcome} {'<- ' + wrong if wrong else ''}"
    )
    return line.rstrip(), wrong


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument(
        "--runs", type=int, default=2, metavar="N", help="of which the least counts"
    )
    parser.add_argument(
        "--only", default="", metavar="WORDS", help="shapes with these in their name"
    )
    options = parser.parse_args()
    prepare(Options())
    bare = filing().encode()
    idle = min(apart(bare).seconds or 0.0 for _ in range(3))
    print(f"the bare report: {len(bare) / 1e3:.0f} kB, {idle:.2f} s of the processor")
    print(
        f"{'shape':<30} {'kB':>6} {'kB':>6} {'seconds at 1, 2, 4, 8 times':>32}"
        "   grows    s/MB     MB  facts"
    )
    wrong: dict[str, str] = {}
    for shape in SHAPES:
        if options.only not in shape.name:
            continue
        line, fault = told(shape.name, measure(shape, options.runs), idle)
        print(line, flush=True)
        if fault:
            wrong[shape.name] = fault
    print(f"\n{len(wrong)} shapes are at fault")
    for name, fault in wrong.items():
        print(f"  {name}: {fault}")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
