"""Bytes to text, and the inputs that are none."""

import os
import zlib

import pytest

from converter.model.codes import CODES
from converter.model.finding import ConversionError, Severity
from converter.read import read_filing
from converter.read.encoding import decode

PAGE = "FORM 10-Q\nFor the quarter ended March 31, 1999\n"


@pytest.mark.parametrize(
    ("raw", "text", "codec"),
    [
        (b"plain", "plain", "utf-8"),
        ("caf\u00e9".encode(), "caf\u00e9", "utf-8"),
        ("caf\u00e9".encode("utf-8-sig"), "caf\u00e9", "utf-8"),
        ("caf\u00e9 \u00a71".encode("latin-1"), "caf\u00e9 \u00a71", "latin-1"),
        (
            "the \u201cCompany\u201d \u2014".encode("cp1252"),
            "the \u201cCompany\u201d \u2014",
            "cp1252",
        ),
        (b"odd \x81 byte \xe9", "odd \x81 byte \u00e9", "latin-1"),
        ("wide".encode("utf-16"), "wide", "utf-16"),
        (b"\xfe\xff" + "wide".encode("utf-16-be"), "wide", "utf-16"),
        (b"page\x0cnext\ttab\r\n", "page\x0cnext\ttab\r\n", "utf-8"),
    ],
)
def test_decodes(raw, text, codec):
    assert decode(raw) == (text, codec)


def test_a_stray_control_character_is_no_binary():
    assert decode(PAGE.encode() * 10 + b"\x1a")[1] == "utf-8"


@pytest.mark.parametrize(
    ("raw", "code", "word"),
    [
        (b"", "REA004", "empty"),
        (b" \r\n\t\x0c\n", "REA004", "empty"),
        ("\ufeff".encode(), "REA004", "empty"),
        (b"PK\x03\x04" + b"x" * 50, "REA005", "zip"),
        (b"%PDF-1.4\n", "REA005", "PDF"),
        (b"\x89PNG\r\n\x1a\n", "REA005", "PNG"),
        (b"GIF89a", "REA005", "GIF"),
        (b"\x1f\x8b\x08", "REA005", "gzip"),
        (b"{\\rtf1 text}", "REA005", "Rich Text"),
        (b"\xff\xfe\x00\xd8", "REA005", "UTF-16"),
        (b"text\0text", "REA005", "NUL"),
        (bytes(b for b in zlib.compress(os.urandom(4000)) if b), "REA005", "control"),
        (b"<html><body>Form 10-Q</body></html>", "REA006", "HTML"),
        (b"<!DOCTYPE html PUBLIC>\n<p>Form 10-Q", "REA006", "HTML"),
        (b"<TABLE>" + b"<TR><TD>1</TD></TR>\n" * 20, "REA006", "HTML"),
    ],
)
def test_refuses(raw, code, word):
    with pytest.raises(ConversionError) as caught:
        read_filing(raw, "input.txt")
    finding = caught.value.finding
    assert finding.code == code
    assert finding.severity is Severity.ERROR
    assert word in finding.message
    assert finding.hint
    assert "\n" not in finding.text("input.txt")


def test_a_missing_file(tmp_path):
    with pytest.raises(ConversionError) as caught:
        read_filing(tmp_path / "none.txt")
    assert caught.value.finding.code == "REA001"


def test_a_folder(tmp_path):
    with pytest.raises(ConversionError) as caught:
        read_filing(tmp_path)
    assert caught.value.finding.code == "REA002"


def test_an_unreadable_file(tmp_path, monkeypatch):
    path = tmp_path / "closed.txt"
    path.write_text(PAGE)

    def closed(*_):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("pathlib.Path.open", closed)
    with pytest.raises(ConversionError, match="permission denied") as caught:
        read_filing(path)
    assert caught.value.finding.code == "REA003"


def test_tags_of_text_filings_are_no_html():
    rows = "<TABLE>\n<CAPTION>\n   1999  1998\n<S> <C> <C>\nSales  1  2\n</TABLE>\n<PAGE>\n" * 20
    assert read_filing((PAGE + rows).encode()).value.documents[0].type == "10-Q"


def test_names_and_digest(tmp_path):
    path = tmp_path / "acme-1999.q1.txt"
    path.write_bytes(PAGE.encode())
    filing = read_filing(str(path)).value
    assert (filing.source.name, filing.base_stem) == ("acme-1999.q1.txt", "acme-1999.q1")
    assert len(filing.source.sha256) == 64
    assert filing.source.text == PAGE
    assert read_filing(PAGE.encode(), "given.txt").value.base_stem == "given"


def test_every_code_is_explained():
    for code in [*(f"REA{n:03}" for n in range(1, 12)), *(f"COV{n:03}" for n in range(1, 8))]:
        assert CODES[code].title
        assert CODES[code].action
