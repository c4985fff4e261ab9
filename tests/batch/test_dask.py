"""Two dask workers, processes of their own over TCP: the same output as the pool."""

import socket
import subprocess
import sys
import time
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

import pytest

from converter import cli
from converter.batch import Limits, convert_all
from converter.batch.cluster import dask
from converter.batch.limits import OverTime, timed
from converter.pipeline import Options

pytest.importorskip("distributed", reason="needs dask: pip install 'retroxbrl[cluster]'")

ROOT = Path(__file__).parent.parent.parent
EXAMPLES = ROOT / "examples"


@contextmanager
def process(*arguments):
    started = subprocess.Popen(
        [sys.executable, "-m", *arguments], cwd=ROOT, stderr=subprocess.DEVNULL
    )
    try:
        yield started
    finally:
        started.terminate()
        started.wait(20)


@pytest.fixture(scope="module")
def scheduler(tmp_path_factory):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    address = f"tcp://127.0.0.1:{port}"
    scratch = str(tmp_path_factory.mktemp("workers"))
    with ExitStack() as stack:
        stack.enter_context(
            process("distributed.cli.dask_scheduler", "--host", "127.0.0.1", "--port", str(port),
                    "--no-dashboard")
        )  # fmt: skip
        for _ in range(2):
            stack.enter_context(
                process("distributed.cli.dask_worker", address, "--nthreads", "1", "--no-dashboard",
                        "--local-directory", scratch)
            )  # fmt: skip
        from distributed import Client

        with Client(address, timeout=600, set_as_default=False) as client:
            client.wait_for_workers(2, timeout=600)
        yield address


def tree(folder):
    return {
        str(p.relative_to(folder)): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()
    }


def test_a_cluster_writes_what_the_pool_writes(scheduler, tmp_path, capsys):
    bad = tmp_path / "bad.txt"
    bad.write_bytes(b"nothing to report")
    paths = [str(EXAMPLES), str(bad)]
    one, two = tmp_path / "one", tmp_path / "two"
    assert cli.main(["convert", *paths, "-o", str(one), "--jobs", "2"]) == 1
    cluster = ["--engine", "dask", "--scheduler", scheduler]
    assert cli.main(["convert", *paths, "-o", str(two), *cluster]) == 1
    assert tree(one) == tree(two)
    said = capsys.readouterr().out.split("filing ")
    assert said[1] == said[2]


def test_time_is_limited_in_a_workers_thread(scheduler, tmp_path):
    limits = Limits(seconds=0.001)
    outcomes = convert_all([str(EXAMPLES)], tmp_path, Options(), dask(scheduler, 1), limits=limits)
    # what is raised within a destructor is swallowed there, and these are quick
    assert "BAT001" in {each.findings[0].code for each in outcomes if each.failed}


def test_no_scheduler_is_said(tmp_path, monkeypatch, capsys):
    import distributed

    def nobody(*_, **__):
        raise OSError("Timed out trying to connect")

    monkeypatch.setattr(distributed, "Client", nobody)
    cluster = ["--engine", "dask", "--scheduler", "tcp://127.0.0.1:1"]
    assert cli.main(["convert", str(EXAMPLES), "-o", str(tmp_path), *cluster]) == 2
    assert "tcp://127.0.0.1:1" in capsys.readouterr().err


def test_a_thread_is_interrupted_and_goes_on():
    from concurrent.futures import ThreadPoolExecutor

    def endless():
        try:
            with timed(0.05):
                while True:
                    pass
        except OverTime:
            pass
        until = time.monotonic() + 0.1
        while time.monotonic() < until:
            pass
        return "alive"

    def quick():
        for _ in range(200):
            with suppress(OverTime), timed(0.05):  # a busy machine may take as long
                pass
        time.sleep(0.1)
        return "alive"

    with ThreadPoolExecutor(1) as threads:
        assert threads.submit(endless).result() == "alive"
        assert threads.submit(quick).result() == "alive"
