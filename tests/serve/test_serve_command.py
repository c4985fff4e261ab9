"""`retroxbrl serve` as a command: what it says, and how it ends."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

from converter.cli import main

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["nothing-here"], "retroxbrl convert PATH"),
        (["--time-limit", "-1"], "--time-limit and --limit"),
        (["--workers", "0"], "--workers takes a number from 1"),
        (["--port", "70000"], "--port one from 0 to 65535"),
    ],
)
def test_wrong_use_is_told(arguments, said, tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    assert main(["serve", *arguments]) == 2
    assert said in capsys.readouterr().err


def test_a_port_that_is_taken_is_told(tmp_path, capsys):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        assert main(["serve", str(tmp_path), "--port", str(port)]) == 2
    assert f"port {port} cannot be had" in capsys.readouterr().err


@pytest.mark.parametrize("missing", ["starlette", "uvicorn", "jinja2", "anyio"])
def test_without_the_extra_it_says_what_to_install(tmp_path, missing):
    code = f"""
import sys
sys.modules[{missing!r}] = None
from converter.cli import main
sys.exit(main(["serve", {str(tmp_path)!r}]))
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "pip install 'retroxbrl[serve]'" in done.stderr
    assert missing in done.stderr


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="looks for processes in /proc")
def test_it_serves_and_ends_at_an_interrupt(converted):
    running = subprocess.Popen(
        [sys.executable, "-m", "converter", "serve", str(converted), "--port", "0"],
        cwd=ROOT, stderr=subprocess.PIPE, text=True, start_new_session=True,
    )  # fmt: skip
    try:
        assert running.stderr is not None
        address = re.search(r"http://127\.0\.0\.1:\d+/", running.stderr.readline())[0]
        with urllib.request.urlopen(f"{address}sparql?query=ASK%7B%7D", timeout=60) as got:  # noqa: S310
            assert b"true" in got.read()
        group = subprocess.run(
            ["ps", "-o", "pid=", "-g", str(running.pid)],
            capture_output=True,
            text=True,
            check=False,
        ).stdout.split()
        assert len(group) > 1
        os.killpg(running.pid, signal.SIGINT)  # as a terminal does
        assert running.wait(20) == 0
        assert "Traceback" not in running.stderr.read()
        until = time.monotonic() + 20
        while any(Path(f"/proc/{each}").exists() for each in group):
            assert time.monotonic() < until, "a process stays"
            time.sleep(0.05)
    finally:
        running.kill()
        running.wait()


def test_it_listens_on_this_machine_alone():
    from converter.serve.run import _listening

    with _listening(0) as made:
        assert made.getsockname()[0] == "127.0.0.1"
