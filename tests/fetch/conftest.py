"""A server with one company, and the command as its user gives it."""

import pytest
from edgar_server import EdgarServer, Listed
from made_edgar import CIK, FILED

from converter import cli
from converter.fetch import client


@pytest.fixture
def server(monkeypatch):
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("no_proxy", "*")
    rows = [Listed(accession, *what) for accession, what in FILED.items()]
    with EdgarServer() as one:
        one.company(CIK, "NUTRITION 21 INC", rows[:3], (rows[3:5], rows[5:]), ("AMBI INC",))
        yield one


@pytest.fixture
def waits():
    """The seconds that clients slept."""
    return []


@pytest.fixture
def run(server, waits, monkeypatch, capsys, tmp_path):
    """The command, asking the server in place of EDGAR: (code, output, errors)."""
    monkeypatch.chdir(tmp_path)
    real = client.Client

    def here(agent):
        return real(agent, server.edgar, sleep=waits.append)

    monkeypatch.setattr("converter.fetch.Client", here)

    def given(*arguments, agent="Ann B. ann@example.com"):
        more = ("--user-agent", agent) if agent else ()
        code = cli.main(["fetch", *map(str, arguments), *more])
        said = capsys.readouterr()
        return code, said.out, said.err

    return given
