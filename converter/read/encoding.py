"""Bytes to text: which codec, and whether it is text at all.

EDGAR took seven-bit ASCII; copies that went through other hands are UTF-8, cp1252 or Latin-1.
"""

from __future__ import annotations

import codecs
import re
import stat
from typing import IO, TYPE_CHECKING, Final

from converter.model.finding import ConversionError, Finding, Severity

if TYPE_CHECKING:
    from pathlib import Path

LARGEST: Final = 128 << 20
"""Bytes of one filing. The largest submissions of the time have some tens of millions; what is
beyond is no text filing, or an archive made to fill the memory."""

_MAGIC = (
    (b"PK\x03\x04", "a zip archive or an Office document"),
    (b"%PDF", "a PDF document"),
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"II*\x00", "a TIFF image"),
    (b"MM\x00*", "a TIFF image"),
    (b"\x1f\x8b", "gzip-compressed"),
    (b"BZh", "bzip2-compressed"),
    (b"\xfd7zXZ", "xz-compressed"),
    (b"\xd0\xcf\x11\xe0", "an older Office document"),
    (b"{\\rtf", "a Rich Text document"),
)
_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
# Everything below space but tab, line feed, vertical tab, form feed, carriage return, escape.
_CONTROLS = bytes(set(range(32)) - {9, 10, 11, 12, 13, 27})
_HIGH = re.compile(rb"[\x80-\x9f]")
# Printers' control codes strayed into some texts, a few in a file; in compressed or compiled
# matter one byte of ten is a control character. One of a hundred parts the two.
_MOST_CONTROLS = 0.01


def refuse(code: str, message: str, hint: str) -> ConversionError:
    """The error for an input that cannot be converted; one finding says why."""
    return ConversionError(Finding(code=code, severity=Severity.ERROR, message=message, hint=hint))


def load(path: Path) -> bytes:
    """The bytes of the file at `path`.

    Raises ConversionError: REA001 missing, REA002 a folder, REA003 unreadable, or a device or pipe
    that may never end; BAT005 too large.
    """
    try:
        mode = path.stat().st_mode
        if not (stat.S_ISREG(mode) or stat.S_ISDIR(mode)):
            raise refuse(
                "REA003", "this is a device or a pipe, not a file",
                "a filing on standard input is given as -",
            )  # fmt: skip
        with path.open("rb") as file:
            return bounded(file)
    except FileNotFoundError:
        raise refuse("REA001", "the file does not exist", "check the path") from None
    except IsADirectoryError:
        raise refuse("REA002", "this is a folder, not a file", "name the files in it") from None
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise refuse("REA003", f"cannot be read: {reason}", "check its permissions") from None


def bounded(file: IO[bytes]) -> bytes:
    """What stands in `file` from here on. Raises ConversionError BAT005 where it is more than any
    filing has, or does not end.
    """
    raw = file.read(LARGEST + 1)
    if len(raw) > LARGEST:
        raise ConversionError(too_large())
    return raw


def too_large() -> Finding:
    return Finding(
        code="BAT005", severity=Severity.ERROR,
        message=f"more than {LARGEST >> 20} million bytes", hint="no text filing is so large",
    )  # fmt: skip


def decode(raw: bytes) -> tuple[str, str]:
    """`raw` as (text, codec); a byte order mark is taken off.

    The codec is 'utf-8' (plain ASCII too), 'cp1252' where bytes 80 to 9F stand for its quotes
    and dashes, 'latin-1' for other high bytes, 'utf-16' with a byte order mark only.

    Raises ConversionError: REA004 empty, REA005 binary.
    """
    if raw.startswith(_UTF16):
        try:
            text, codec = raw.decode("utf-16"), "utf-16"
        except UnicodeDecodeError:
            raise _binary("broken UTF-16") from None
    else:
        _require_text(raw)
        text, codec = _eight_bit(raw)
    if not text.strip("\ufeff \t\r\n\f\v\xa0"):
        raise refuse("REA004", "the file is empty", "give the filing's text")
    return text, codec


def _eight_bit(raw: bytes) -> tuple[str, str]:
    try:
        return raw.decode("utf-8-sig"), "utf-8"
    except UnicodeDecodeError:
        if _HIGH.search(raw):
            try:
                return raw.decode("cp1252"), "cp1252"
            except UnicodeDecodeError:  # 81, 8D, 8F, 90, 9D mean nothing in cp1252
                pass
    return raw.decode("latin-1"), "latin-1"


def _require_text(raw: bytes) -> None:
    head = raw[:64].lstrip()
    for magic, kind in _MAGIC:
        if head.startswith(magic):
            raise _binary(kind)
    if b"\0" in raw:
        raise _binary("it holds NUL bytes")
    strays = len(raw) - len(raw.translate(None, _CONTROLS))
    if strays > len(raw) * _MOST_CONTROLS:
        raise _binary(f"{strays / len(raw):.0%} of it are control characters")


def _binary(kind: str) -> ConversionError:
    return refuse("REA005", f"not a text file: {kind}", "give the filing's plain text")
