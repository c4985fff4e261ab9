"""The web application: how long its pages take, and what its endpoint bears.

    python -m benchmarks.measures.serve pages OUTPUT [--filings 10000] [--times 5]
    python -m benchmarks.measures.serve load OUTPUT [--clients 64] [--seconds 60] [--time-limit 5]

OUTPUT is an output folder of `retroxbrl convert`, of which a folder with as many filings as are
asked for is made: lines of the manifest and findings are repeated under other names, the filings
themselves are there once. A page's time is by the clock, from the request to its last byte, and of
the server's processor, which others on the machine change less.

`load` has as many clients ask the endpoint of OUTPUT, one of them nothing but a query that no
machine answers in time, the others named queries with a choice; it tells the answers by status, how
long they took, and the memory of the server with its processes. Exit 1: an answer that is none.
"""

from __future__ import annotations

import argparse
import contextlib
import http.client
import json
import random
import re
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote, urlencode

if TYPE_CHECKING:
    from collections.abc import Iterator

SLOW = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i FILTER(?c != ?f && ?f != ?i) }"
_MB = 1 << 20


@contextlib.contextmanager
def served(output: Path, *options: str) -> Iterator[tuple[int, int]]:
    """Port and process of a server of its own."""
    started = subprocess.Popen(
        [sys.executable, "-m", "converter", "serve", str(output), "--port", "0", *options],
        stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    try:
        assert started.stderr is not None
        said = started.stderr.readline()
        found = re.search(r"127\.0\.0\.1:(\d+)/", said)
        if found is None:
            raise SystemExit(said + started.stderr.read())
        yield int(found[1]), started.pid
    finally:
        started.send_signal(signal.SIGINT)
        started.wait(30)


# pages


def many(output: Path, count: int, folder: Path) -> list[dict[str, object]]:
    """A folder of `count` filings; the lines of those that are there whole."""
    lines = [json.loads(line) for line in (output / "manifest.jsonl").open(encoding="utf-8")]
    findings = {
        str(line["folder"]): (output / str(line["folder"]) / "findings.jsonl").read_bytes()
        for line in lines
    }
    made = []
    for line in lines:
        shutil.copytree(output / str(line["folder"]), folder / str(line["folder"]))
        made.append(line)
    chosen = random.Random(1)
    for number in range(count - len(lines)):
        line = dict(chosen.choice(lines))
        source = str(line["folder"])
        company = number // 12
        line["folder"] = f"9{number:09}-00-000001"
        line["cik"] = f"{2_000_000 + company:010}"
        line["company"] = f"{line['company']} {company}"
        header = line.get("header")
        if isinstance(header, dict):
            about = {"accession": line["folder"], "company": line["company"], "cik": line["cik"]}
            line["header"] = header | about
        (folder / str(line["folder"])).mkdir()
        (folder / str(line["folder"]) / "findings.jsonl").write_bytes(findings[source])
        made.append(line)
    made.sort(key=lambda line: str(line["folder"]))
    with (folder / "manifest.jsonl").open("w", encoding="utf-8") as file:
        file.writelines(json.dumps(line) + "\n" for line in made)
    return lines


def pages(given: argparse.Namespace) -> int:
    with tempfile.TemporaryDirectory(prefix="retroxbrl-serve-") as name:
        folder = Path(name) / "output"
        folder.mkdir()
        whole = many(Path(given.output), given.filings, folder)
        largest = max(whole, key=lambda line: int(str(line["facts"])))
        filing = str(largest["folder"])
        key = str(largest["cik"] or "").lstrip("0")
        with served(folder) as (port, process):
            begun = time.monotonic()
            while b"being read" in got(port, "/")[1]:
                time.sleep(0.2)
            print(f"{given.filings:,} filings are known after {time.monotonic() - begun:.1f} s")
            last = -(-given.filings // 50)
            asked = {
                "filings": "/", "filings, the last page": f"/?page={last}",
                "filings of a name": "/?company=inc", "filings of a form": "/?form=10-K&year=1999",
                "filings, by findings": "/?order=findings", "companies": "/companies",
                "findings": "/findings", "findings of a code": "/findings?code=MAP020",
                "findings, page 1,000": "/findings?page=1000", "query": "/query",
                f"a filing of {largest['facts']} facts": f"/filing/{quote(filing)}",
                "a company": f"/company/{key}",
            }  # fmt: skip
            worst = 0.0
            print("milliseconds by the clock, and of the processor")
            print(
                f"{'page':28}{'first':>8}{'median':>8}{'worst':>8}{'first':>9}{'median':>8}{'kB':>8}"
            )
            for title, path in asked.items():
                times, work = [], []
                size = 0
                for _ in range(given.times + 1):
                    start, used = time.monotonic(), worked(process)
                    status, content = got(port, path)
                    times.append((time.monotonic() - start) * 1000)
                    work.append((worked(process) - used) * 1000)
                    size = len(content)
                    if status != 200:
                        raise SystemExit(f"{path}: {status}")
                worst = max(worst, *times)
                rest = times[1:]
                print(
                    f"{title:28}{times[0]:8.0f}{statistics.median(rest):8.0f}{max(rest):8.0f}"
                    f"{work[0]:9.0f}{statistics.median(work[1:]):8.0f}{size / 1000:8.0f}"
                )
            print(f"the slowest answer took {worst:.0f} ms")
    return 0


def worked(process: int) -> float:
    """Seconds of the processor that the server has used."""
    import psutil

    spent = psutil.Process(process).cpu_times()
    return float(spent.user + spent.system)


def got(port: int, path: str) -> tuple[int, bytes]:
    asked = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
    try:
        asked.request("GET", path, headers={"accept": "text/html"})
        answer = asked.getresponse()
        return answer.status, answer.read()
    finally:
        asked.close()


# load


@dataclass
class Seen:
    """Answers by status, seconds of those that came in time, and what went wrong."""

    lock: threading.Lock = field(default_factory=threading.Lock)
    status: Counter[str] = field(default_factory=Counter)
    seconds: list[float] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)


def quick(output: Path) -> list[str]:
    """Queries that a store answers at once: one filing's, one company's."""
    from converter.query import named

    lines = [json.loads(line) for line in (output / "manifest.jsonl").open(encoding="utf-8")]
    found = []
    for line in lines[:20]:
        filing = str(line["folder"])
        found.append(named("statement").sparql({"filing": filing}))
        found.append(named("net-income").sparql({"company": str(line["company"])}))
        found.append(f'SELECT ?form {{ ?d rx:folder "{filing}" ; rx:form ?form }}')
        found.append("ASK { ?fact rx:concept us-gaap:Assets }")
    return found


def client(port: int, until: float, queries: list[str], seen: Seen, number: int) -> None:
    chosen = random.Random(number)
    slow = number == 0
    asked = http.client.HTTPConnection("127.0.0.1", port, timeout=300)
    while time.monotonic() < until:
        query = SLOW if slow else chosen.choice(queries)
        begun = time.monotonic()
        try:
            headers = {
                "content-type": "application/x-www-form-urlencoded", "accept": "text/csv"
            }  # fmt: skip
            asked.request("POST", "/sparql", urlencode({"query": query}), headers)
            answer = asked.getresponse()
            text = answer.read().decode()
        except OSError as error:
            with seen.lock:
                seen.wrong.append(f"{type(error).__name__}: {error}")
            asked.close()
            continue
        took = time.monotonic() - begun
        with seen.lock:
            ended = slow and answer.status == 503 and "QRY014" in text
            seen.status["a slow query, ended in time" if ended else str(answer.status)] += 1
            if answer.status == 200:
                seen.seconds.append(took)
            elif not ended:
                seen.wrong.append(f"{answer.status}: {text[:200]}")
    asked.close()


def memory(process: int) -> tuple[float, int]:
    """Megabytes of the server with its processes, and how many these are."""
    import psutil

    total, count = 0, 0
    server = psutil.Process(process)
    for each in (server, *server.children(recursive=True)):
        with contextlib.suppress(psutil.Error):
            total += each.memory_info().rss
            count += 1
    return total / _MB, count


def load(given: argparse.Namespace) -> int:
    output, seen = Path(given.output), Seen()
    queries = quick(output)
    with served(output, "--time-limit", str(given.time_limit)) as (port, process):
        got(port, "/sparql?query=ASK%7B%7D")
        print(f"before: {memory(process)[0]:.0f} MB")
        until = time.monotonic() + given.seconds
        clients = [
            threading.Thread(target=client, args=(port, until, queries, seen, number))
            for number in range(given.clients)
        ]
        for each in clients:
            each.start()
        while time.monotonic() < until:
            time.sleep(min(given.seconds / 6, max(0.1, until - time.monotonic())))
            used, count = memory(process)
            print(f"{sum(seen.status.values()):7,} answers  {used:6.0f} MB  {count} processes")
        for each in clients:
            each.join()
        print(f"after: {memory(process)[0]:.0f} MB")
    for status, count in seen.status.most_common():
        print(f"{count:7,}  {status}")
    if seen.seconds:
        cuts = statistics.quantiles(seen.seconds, n=100)
        print(
            f"seconds: median {cuts[49]:.2f}, 95 of 100 within {cuts[94]:.2f},"
            f" the slowest {max(seen.seconds):.2f};"
            f" {len(seen.seconds) / given.seconds:.0f} a second"
        )
    for fault in seen.wrong[:10]:
        print(f"wrong: {fault}", file=sys.stderr)
    return bool(seen.wrong)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    kinds = parser.add_subparsers(required=True)
    one = kinds.add_parser("pages")
    one.add_argument("output")
    one.add_argument("--filings", type=int, default=10_000)
    one.add_argument("--times", type=int, default=5)
    one.set_defaults(run=pages)
    two = kinds.add_parser("load")
    two.add_argument("output")
    two.add_argument("--clients", type=int, default=64)
    two.add_argument("--seconds", type=float, default=60.0)
    two.add_argument("--time-limit", type=float, default=5.0)
    two.set_defaults(run=load)
    given = parser.parse_args()
    return int(given.run(given))


if __name__ == "__main__":
    sys.exit(main())
