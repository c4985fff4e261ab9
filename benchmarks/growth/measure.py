"""Times a shape at four sizes, each in a process of its own that can be ended, and fits how the
time grows.
"""

from __future__ import annotations

import json
import math
import os
import resource
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from converter.model.finding import ConversionError
from converter.pipeline import Options, analyse, save
from converter.read import read_filing

if TYPE_CHECKING:
    from benchmarks.growth.shapes import Shape

TIMES = (1, 2, 4, 8)
SECONDS = 120
MEGABYTES = 2_000
_LEAST = 0.08
"""Seconds: what takes less, or less than the bare report, says nothing of how it grows."""


@dataclass(frozen=True, slots=True)
class Point:
    """size       of the text in bytes
    seconds    of the processor, the least of the runs; None when the process was ended
    megabytes  that the process held at most
    stage      that took longest, with its share
    outcome    '', or the code of the error that ended the conversion
    """

    size: int
    seconds: float | None
    megabytes: float = 0.0
    stage: str = ""
    facts: int = 0
    outcome: str = ""


def measure(shape: Shape, runs: int) -> list[Point]:
    """The shape's points, smallest first; after one that was ended no larger one is tried."""
    points: list[Point] = []
    for times in TIMES:
        text = shape.make(shape.least * times).encode("utf-8", "replace")
        found = []
        for _ in range(runs):
            found.append(apart(text))
            if (found[-1].seconds or SECONDS) > SECONDS / 10:
                break  # long enough to be measured once
        points.append(min(found, key=lambda each: each.seconds or math.inf))
        if points[-1].seconds is None:
            break
    return points


def apart(text: bytes) -> Point:
    """One conversion in a forked process: it has met no caption yet, and limits bound it."""
    out, into = os.pipe()
    child = os.fork()
    if not child:
        os.close(out)
        status = 1
        try:
            told = json.dumps(_limited(text)).encode()
            os.write(into, told)
            status = 0
        except MemoryError:
            os.write(into, b'{"ended": "memory"}')
        finally:
            os._exit(status)
    os.close(into)
    with os.fdopen(out, "rb") as stream:
        told = stream.read()
    _, status, used = os.wait4(child, 0)
    most = used.ru_maxrss / 1024
    answer: dict[str, Any] = json.loads(told) if told else {"ended": "time"}
    if "ended" in answer:
        return Point(len(text), None, most, outcome=f"over {answer['ended']}")
    return Point(
        len(text), answer["seconds"], most, answer["stage"], answer["facts"], answer["outcome"]
    )


def _limited(text: bytes) -> dict[str, object]:
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_DATA, (MEGABYTES << 20, MEGABYTES << 20))
    stages: dict[str, float] = {}

    def clock(stage: str, seconds: float) -> None:
        stages[stage] = stages.get(stage, 0.0) + seconds

    outcome, facts = "", 0
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "filing.txt")
        path.write_bytes(text)
        begun, since = time.process_time(), time.perf_counter()
        try:
            filing = read_filing(path)
            clock("read", time.perf_counter() - since)
            report = analyse(filing, "filing", Options(), clock).report
            facts = len(report.facts)
            since = time.perf_counter()
            save(report, Path(folder))
            clock("write", time.perf_counter() - since)
        except ConversionError as error:
            outcome = error.finding.code
        seconds = time.process_time() - begun
    stage = max(stages, key=lambda each: stages[each], default="")
    share = stages.get(stage, 0.0) / (sum(stages.values()) or 1.0)
    return {"seconds": seconds, "stage": f"{stage} {share:.0%}", "facts": facts, "outcome": outcome}


def exponent(points: list[Point], idle: float) -> float:
    """k of seconds = c * size ** k, by least squares over the sizes whose time is most of the
    shape's own; `idle` seconds the report takes without it. Zero where none takes long enough.
    """
    known = [
        (math.log(each.size), math.log(each.seconds - idle))
        for each in points
        if each.seconds is not None and each.seconds > idle + max(_LEAST, idle)
    ]
    if len(known) < 2:
        return 0.0
    middle = sum(x for x, _ in known) / len(known)
    above = sum(y for _, y in known) / len(known)
    spread = sum((x - middle) ** 2 for x, _ in known)
    return sum((x - middle) * (y - above) for x, y in known) / spread
