"""Who is answered, and what a page may do."""

from __future__ import annotations

import http.client
from urllib.parse import quote

import pytest
from serve_made import EVIL, QUARTER

from converter.serve.accept import chosen
from converter.serve.security import POLICY, Token, name_of

QUERY = "/sparql?query=" + quote("ASK {}")


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("127.0.0.1:8017", 200), ("localhost:8017", 200), ("LOCALHOST", 200), ("[::1]:9", 200),
        ("127.0.0.1:9999", 200), ("example.com", 403), ("example.com:8017", 403),
        ("127.0.0.1.example.com", 403), ("localhost.example.com:80", 403), ("", 403),
        ("127.0.0.1:8017.example.com", 403), ("127.0.0.1:x", 403), ("0.0.0.0:8017", 403),
    ],
)  # fmt: skip
def test_other_names_are_refused(client, host, status):
    """A site that has its own name lead to this machine."""
    for path in ("/", QUERY, "/static/serve.css"):
        assert client.get(path, host=host, accept="*/*").status == status


def test_a_request_without_a_host_is_refused(client):
    asked = http.client.HTTPConnection("127.0.0.1", client.port)
    asked.putrequest("GET", "/", skip_host=True)
    asked.endheaders()
    assert asked.getresponse().status in (400, 403)
    asked.close()


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 200),
        ({"sec_fetch_site": "same-origin", "sec_fetch_mode": "cors"}, 200),
        ({"sec_fetch_site": "none", "sec_fetch_mode": "navigate"}, 200),
        ({"sec_fetch_site": "cross-site", "sec_fetch_mode": "no-cors"}, 403),
        ({"sec_fetch_site": "same-site", "sec_fetch_mode": "cors"}, 403),
        ({"sec_fetch_site": "cross-site", "sec_fetch_mode": "navigate"}, 200),
        ({"origin": "http://127.0.0.1:{port}"}, 200),
        ({"origin": "http://127.0.0.1:1"}, 403),
        ({"origin": "null"}, 403),
        ({"origin": "https://example.com"}, 403),
    ],
)
def test_what_another_site_asks_for_is_refused(client, headers, status):
    sent = {name: value.format(port=client.port) for name, value in headers.items()}
    assert client.get(QUERY, accept="*/*", **sent).status == status


@pytest.mark.parametrize("mode", ["navigate", "cors", "no-cors"])
def test_a_form_of_another_site_is_refused(client, mode):
    got = client.post(
        "/query", {"query": "ASK {}"}, sec_fetch_site="cross-site", sec_fetch_mode=mode
    )
    assert got.status == 403


@pytest.mark.parametrize(
    "path",
    [
        "/",
        f"/filing/{QUARTER}",
        QUERY,
        "/sparql?query=x",
        "/nothing",
        "/static/serve.css",
        "/findings",
    ],
)
def test_every_answer_has_the_headers(client, path):
    headers = client.get(path).headers
    assert headers["content-security-policy"] == POLICY
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["x-frame-options"] == "DENY"
    assert headers["cross-origin-resource-policy"] == "same-origin"
    assert "access-control-allow-origin" not in headers


def test_the_policy_lets_nothing_else_in():
    parts = dict(each.strip().partition(" ")[::2] for each in POLICY.split(";"))
    assert parts["default-src"] == "'none'"
    assert "unsafe" not in POLICY
    assert "http" not in POLICY
    assert parts["frame-ancestors"] == "'none'"


def test_a_page_of_a_filing_is_sealed(client):
    got = client.get(f"/filing/{quote(EVIL)}/files/other.htm")
    policy = got.headers["content-security-policy"]
    assert b"<script>" in got.content
    assert policy.startswith("sandbox allow-scripts; default-src 'none'")
    assert "same-origin" not in policy
    assert policy.partition("script-src ")[2].startswith("'sha256-")
    assert policy.count("'sha256-") == 1
    assert "unsafe-inline" not in policy.partition("script-src ")[2]


def test_other_files_run_nothing(client):
    for name in ("nutrition21-20031231.xml", "findings.jsonl"):
        policy = client.get(f"/filing/{QUARTER}/files/{name}").headers["content-security-policy"]
        assert policy.startswith("sandbox;")
        assert "script" not in policy


@pytest.mark.parametrize(
    ("host", "name"),
    [("a:1", "a"), ("a", "a"), ("[::1]:80", "[::1]"), ("[::1]", "[::1]"), ("A:b", "a:b"), ("", "")],
)
def test_names_of_hosts(host, name):
    assert name_of(host) == name


def test_a_token_fits_itself_alone():
    token = Token()
    assert token.fits(token.text)
    assert len(token.text) > 30
    assert token.text != Token().text
    for other in ("", token.text[:-1], None, 1, "ü"):
        assert not token.fits(other)


@pytest.mark.parametrize(
    ("accept", "wanted"),
    [
        ("", "a/b"), ("*/*", "a/b"), ("c/d", "c/d"), ("c/*", "c/d"), ("x/y", None),
        ("a/b;q=0.1, c/d;q=0.2", "c/d"), ("a/b;q=0, */*", "c/d"), ("A/B", "a/b"),
        ("a/b;q=nonsense, c/d", "c/d"), ("*/*;q=0.1, c/d", "c/d"), ("c/d;charset=utf-8", "c/d"),
        ("x/y, */*;q=0.01", "a/b"), (",", "a/b"), ("a/b;q=0", None),
    ],
)  # fmt: skip
def test_what_is_wanted_is_chosen(accept, wanted):
    assert chosen(accept, ("a/b", "c/d")) == wanted
