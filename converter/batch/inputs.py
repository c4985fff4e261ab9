"""The filings that paths name, read one after the other: files, folders, archives, lists.

    filings/                    the files in it and below, sorted; archives among them are opened
    1996-Q1.zip, feed.tar.gz    their members in their order, as '1996-Q1.zip/a.txt'
    20000103.nc.tar.gz          EDGAR's daily feed: a submission a member
    filing.txt.gz               the one file in it
    -                           standard input: a filing, or a list of paths, one a line

Nothing is held but the filing at hand. What cannot be read is an input with a finding, and the next
one follows.
"""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import os
import sys
import tarfile
import zipfile
import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import IO, TYPE_CHECKING, Self, cast

from converter.model.finding import ConversionError, Finding, Severity
from converter.read.encoding import load

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

LARGEST = 256 << 20
"""Bytes of one filing. The largest submissions of the time have some tens of millions; what is
beyond is no text filing, or an archive made to fill the memory."""

# Files that stand beside filings and are never filings themselves.
_NOT_TEXT = frozenset(
    {".md", ".json", ".jsonl", ".csv", ".tsv", ".xml", ".xsd", ".pdf", ".ttl", ".xbri", ".parquet"}
)
_PACKED = {".gz": gzip.open, ".bz2": bz2.open, ".xz": lzma.open}
_TARS = (".tar", ".tgz", ".tbz2", ".txz", ".tar.gz", ".tar.bz2", ".tar.xz")
_BROKEN = (
    OSError, EOFError, zlib.error, lzma.LZMAError, tarfile.TarError, zipfile.BadZipFile,
    NotImplementedError, RuntimeError, ValueError,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Input:
    """name   the path as given; a member's is below its archive's
    raw    the filing's bytes; none where `error` says why they could not be read
    """

    name: str
    raw: bytes = b""
    error: Finding | None = None


def called(name: str) -> str:
    """What messages and provenance call an input of that name."""
    return "stdin.txt" if name == "-" else name.rpartition("/")[2]


def read_inputs(paths: Sequence[str], leave_out: Path | None = None) -> Iterator[Input]:
    """The filings below `paths`, each once; folders do not give what lies below `leave_out`."""
    out = leave_out.resolve() if leave_out else None
    seen: set[str] = set()
    for name in paths:
        if name == "-":
            yield from _standard_input(out)
        elif name not in seen:
            seen.add(name)
            yield from _at(Path(name), name, out)


def count(paths: Sequence[str], leave_out: Path | None = None) -> int | None:
    """How many inputs `read_inputs` will give, or None where only reading them would tell."""
    out = leave_out.resolve() if leave_out else None
    total = 0
    for name in dict.fromkeys(paths):
        if name == "-":
            return None
        path = Path(name)
        for file in _walk(path, out) if path.is_dir() else [path]:
            lower = file.name.lower()
            if lower.endswith(_TARS):
                return None
            if lower.endswith(".zip"):
                try:
                    with zipfile.ZipFile(file) as archive:
                        total += sum(_member(each.filename) for each in archive.infolist())
                except _BROKEN:
                    total += 1
            else:
                total += 1
    return total


def _standard_input(out: Path | None) -> Iterator[Input]:
    """A filing's first line is never the name of a file that is there: so a list shows itself."""
    stream = sys.stdin.buffer
    first = stream.readline()
    if not _is_path(first):
        yield Input("-", first + stream.read())
        return
    for line in (lines for part in ([first], stream) for lines in part):
        name = os.fsdecode(line.strip(b"\r\n"))
        if name.strip():
            yield from _at(Path(name), _printable(name), out)


def _is_path(line: bytes) -> bool:
    name = line.strip(b"\r\n")
    try:
        return bool(name.strip()) and len(name) < 4096 and Path(os.fsdecode(name)).exists()
    except (OSError, ValueError):
        return False


def _at(path: Path, name: str, out: Path | None) -> Iterator[Input]:
    if path.is_dir():
        for file in _walk(path, out):
            yield from _file(file, _printable(str(file)))
    else:
        yield from _file(path, _printable(name))


def _walk(folder: Path, out: Path | None) -> Iterator[Path]:
    """Files in and below a folder, by name; hidden ones and those of other kinds left out."""
    try:
        with os.scandir(folder) as found:
            entries = sorted((each.name, each.is_dir(follow_symlinks=False)) for each in found)
    except OSError:
        yield folder  # reading it gives the finding
        return
    for name, is_folder in entries:
        path = folder / name
        if name.startswith("."):
            continue
        if is_folder:
            if out is None or path.resolve() != out:
                yield from _walk(path, out)
        elif _text_name(name) and path.is_file():
            yield path


def _text_name(name: str) -> bool:
    return os.path.splitext(name)[1].lower() not in _NOT_TEXT  # noqa: PTH122 - a name, no path


def _member(name: str) -> bool:
    """Whether an archive's member can be a filing."""
    parts = [part for part in name.split("/") if part not in (".", "..")]
    hidden = any(part.startswith((".", "__MACOSX")) for part in parts)
    return not hidden and bool(parts and parts[-1]) and _text_name(name)


def _file(path: Path, name: str) -> Iterator[Input]:
    reader = _archive_reader(path.name)
    try:
        if reader is None:
            if path.is_file() and path.stat().st_size > LARGEST:
                yield Input(name, error=_too_large())
            else:
                yield Input(name, load(path))
            return
        file = path.open("rb")
    except ConversionError as error:
        yield Input(name, error=error.finding)
        return
    except OSError:
        try:
            load(path)  # says why
        except ConversionError as error:
            yield Input(name, error=error.finding)
        return
    with file:
        yield from _guarded(reader, file, name)


def _archive_reader(name: str) -> Callable[[IO[bytes], str], Iterator[Input]] | None:
    lower = name.lower()
    if lower.endswith(".zip"):
        return _zip
    if lower.endswith(_TARS):
        return _tar
    return _packed if os.path.splitext(lower)[1] in _PACKED else None  # noqa: PTH122


def _guarded(
    reader: Callable[[IO[bytes], str], Iterator[Input]], file: IO[bytes], name: str
) -> Iterator[Input]:
    """An archive's inputs; where it breaks off, a finding instead of the rest."""
    last = ""
    inside = reader(file, name)
    while True:
        try:
            found = next(inside)
        except StopIteration:
            return
        except _BROKEN as error:
            after = f" after {last}" if last else ""
            yield Input(name, error=_unreadable(f"{after}: {_reason(error)}"))
            return
        last = called(found.name)
        yield found


def _zip(file: IO[bytes], name: str) -> Iterator[Input]:
    with zipfile.ZipFile(file) as archive:
        for entry in archive.infolist():
            if entry.is_dir() or not _member(entry.filename):
                continue
            inner = f"{name}/{_printable(entry.filename)}"
            try:
                with archive.open(entry) as member:
                    # read here: what is wrong with one member leaves the others whole
                    found = list(_entry(member, inner, entry.filename))
            except _BROKEN as error:
                found = [Input(inner, error=_unreadable(f": {_reason(error)}"))]
            yield from found


class _TarEntry(tarfile.TarInfo):
    """Notes that the archive's end mark was met: the library takes an archive that is cut off
    within a header for one that ends there.
    """

    @classmethod
    def fromtarfile(cls, archive: tarfile.TarFile) -> Self:
        try:
            return super().fromtarfile(archive)
        except tarfile.EOFHeaderError:  # type: ignore[attr-defined]
            if isinstance(archive, _Tar):
                archive.whole = True
            raise


class _Tar(tarfile.TarFile):
    tarinfo = _TarEntry
    whole = False


def _tar(file: IO[bytes], name: str) -> Iterator[Input]:
    with _Tar.open(fileobj=file, mode="r|*") as archive:
        for entry in archive:
            if not entry.isfile() or not _member(entry.name):
                continue
            member = archive.extractfile(entry)
            if member is not None:
                yield from _entry(member, f"{name}/{_printable(entry.name)}", entry.name)
        if not archive.whole:
            raise tarfile.ReadError("it is cut off")


def _entry(member: IO[bytes], name: str, path: str) -> Iterator[Input]:
    """A member: a filing, or an archive again."""
    reader = _archive_reader(path)
    if reader is not None:
        # a zip is read from its end, which a stream cannot reach
        content = _bounded(member) if reader is _zip else None
        if reader is _zip and content is None:
            yield Input(name, error=_too_large())
            return
        yield from _guarded(reader, io.BytesIO(content) if content else member, name)
    else:
        yield _input(member, name)


def _packed(file: IO[bytes], name: str) -> Iterator[Input]:
    """One compressed file; it bears its name without the last suffix."""
    inner, suffix = os.path.splitext(name)  # noqa: PTH122
    opener = cast("Callable[..., IO[bytes]]", _PACKED[suffix.lower()])
    with opener(file, "rb") as content:
        yield _input(content, f"{name}/{called(inner)}")


def _input(content: IO[bytes], name: str) -> Input:
    raw = _bounded(content)
    return Input(name, raw) if raw is not None else Input(name, error=_too_large())


def _bounded(content: IO[bytes]) -> bytes | None:
    raw = content.read(LARGEST + 1)
    return raw if len(raw) <= LARGEST else None


def _printable(name: str) -> str:
    """A path as text that can be written: bytes that are no UTF-8 become question marks."""
    name = name.encode("utf-8", "replace").decode("utf-8")
    return "".join(letter if letter.isprintable() else "?" for letter in name)


def _reason(error: BaseException) -> str:
    return str(getattr(error, "strerror", None) or error or type(error).__name__).lower()


def _unreadable(why: str) -> Finding:
    return Finding(
        code="BAT004", severity=Severity.ERROR, message=f"the archive cannot be read{why}",
        hint="get it once more; what could be read of it is converted",
    )  # fmt: skip


def _too_large() -> Finding:
    return Finding(
        code="BAT005", severity=Severity.ERROR,
        message=f"more than {LARGEST >> 20} million bytes", hint="no text filing is so large",
    )  # fmt: skip
