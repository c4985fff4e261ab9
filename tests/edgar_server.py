"""A server on this machine that speaks EDGAR's addresses: submissions, archives, tickers, names."""

from __future__ import annotations

import gzip
import http.server
import json
import threading
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Self

from converter.fetch import Edgar

if TYPE_CHECKING:
    from types import TracebackType


@dataclass
class Listed:
    accession: str
    form: str
    date: str


@dataclass
class EdgarServer:
    """What it has: bytes by path. What it says instead: answers by path, each used once, then what
    it has.

    asked   the paths that came, in order
    agents  what the askers said of themselves
    """

    files: dict[str, bytes] = field(default_factory=dict)
    instead: dict[str, list[tuple[int, dict[str, str], bytes]]] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    agents: set[str] = field(default_factory=set)

    def __enter__(self) -> Self:
        server = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                server.asked.append(self.path)
                server.agents.add(self.headers["User-Agent"])
                waiting = server.instead.get(self.path)
                if waiting:
                    self.answer(*waiting.pop(0))
                elif self.path in server.files:
                    body = gzip.compress(server.files[self.path])
                    self.answer(200, {"Content-Encoding": "gzip"}, body)
                else:
                    self.answer(404, {}, b"no such key")

            def answer(self, code: int, headers: dict[str, str], body: bytes) -> None:
                self.send_response(code)
                for name, value in {"Content-Length": str(len(body)), **headers}.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *said: object) -> None:
                pass

        self._server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._thread = threading.Thread(
            target=self._server.serve_forever, args=(0.01,), daemon=True
        )
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    @property
    def edgar(self) -> Edgar:
        host = f"http://127.0.0.1:{self._server.server_port}"
        return Edgar(www=host, data=host)

    def company(
        self,
        cik: int,
        name: str,
        recent: list[Listed],
        older: tuple[list[Listed], ...] = (),
        former: tuple[str, ...] = (),
    ) -> None:
        """Puts in a company with its lists; a filing's text has its accession number in it."""
        files = []
        for number, part in enumerate(older, 1):
            file = f"CIK{cik:010d}-submissions-{number:03d}.json"
            self.files[f"/submissions/{file}"] = json.dumps(_columns(part)).encode()
            dates = [each.date for each in part]
            files.append(
                {
                    "name": file, "filingCount": len(part), "filingFrom": min(dates),
                    "filingTo": max(dates),
                }
            )  # fmt: skip
        stated = {
            "cik": str(cik), "name": name,
            "formerNames": [{"name": each, "from": "", "to": ""} for each in former],
            "filings": {"recent": _columns(recent), "files": files},
        }  # fmt: skip
        self.files[f"/submissions/CIK{cik:010d}.json"] = json.dumps(stated).encode()
        for each in [*recent, *(one for part in older for one in part)]:
            text = f"<SEC-DOCUMENT>{each.accession}.txt : {each.date}\n<TYPE>{each.form}\n"
            self.files[archived(cik, each.accession)] = text.encode()


def archived(cik: int, accession: str) -> str:
    return f"/Archives/edgar/data/{cik}/{accession}.txt"


def _columns(rows: list[Listed]) -> dict[str, list[str]]:
    return {
        "accessionNumber": [each.accession for each in rows],
        "filingDate": [each.date for each in rows],
        "form": [each.form for each in rows],
        "primaryDocument": ["" for _ in rows],
    }
