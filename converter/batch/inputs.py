"""The filings that paths name, read one after the other: files, folders, archives, lists.

    filings/                    the files in it and below, sorted; archives among them are opened
    1996-Q1.zip, feed.tar.gz    their members in their order, as '1996-Q1.zip/a.txt'
    20000103.nc.tar.gz          EDGAR's daily feed: a submission a member
    filing.txt.gz               the one file in it
    feed.tar.gz/a.txt           one member, called as messages call it
    -                           standard input: a filing, or a list of paths, one a line

Nothing is held but the filing at hand. What cannot be read, or vanished since it was listed, is an
input with a finding, and the next one follows. An archive that would unpack without end is left
with one finding (`converter.batch.allowance`).
"""

from __future__ import annotations

import bz2
import contextlib
import gzip
import io
import lzma
import os
import sys
import tarfile
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import IO, TYPE_CHECKING, Self, cast

from converter.batch.allowance import DEEPEST, Allowance, Metered, SpentError
from converter.model.finding import ConversionError, Finding, Severity
from converter.read.encoding import LARGEST, bounded, load, too_large

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

# Files that stand beside filings and are never filings themselves.
_NOT_TEXT = frozenset(
    {".md", ".json", ".jsonl", ".csv", ".tsv", ".xml", ".xsd", ".pdf", ".ttl", ".xbri", ".parquet"}
)
_PACKED = {".gz": gzip.open, ".bz2": bz2.open, ".xz": lzma.open}
_MAGIC = {b"\x1f\x8b": gzip.open, b"BZh": bz2.open, b"\xfd7zXZ": lzma.open}
_HEADERS = (
    tarfile.GNUTYPE_LONGNAME, tarfile.GNUTYPE_LONGLINK, tarfile.XHDTYPE, tarfile.XGLTYPE,
    tarfile.SOLARIS_XHDTYPE,
)  # fmt: skip
_TARS = (".tar", ".tgz", ".tbz2", ".txz", ".tar.gz", ".tar.bz2", ".tar.xz")
_BROKEN = (
    OSError, EOFError, zlib.error, lzma.LZMAError, tarfile.TarError, zipfile.BadZipFile,
    NotImplementedError, RuntimeError, ValueError,
)  # fmt: skip


_LONGEST_PATH = 4096  # bytes, as systems have it
_LONGEST_HEADER = 1 << 20  # bytes of what a tar says of one member; paths are all that is needed
_MOST_HEADERS = 1000  # that hold for all members to come


Reader = Callable[[IO[bytes], str, Allowance], "Iterator[Input]"]
"""Gives the inputs in an archive's bytes, called so, that may unpack to so much."""


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
            if lower.endswith(".zip") and file.is_file():
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
    first = stream.readline(_LONGEST_PATH)
    if not _is_path(first):
        raw = first + stream.read(LARGEST + 1 - len(first))
        yield Input("-", raw) if len(raw) <= LARGEST else Input("-", error=too_large())
        return
    for line in chain([first], iter(lambda: stream.readline(_LONGEST_PATH), b"")):
        name = os.fsdecode(line.strip(b"\r\n"))
        if name.strip():
            yield from _at(Path(name), _printable(name), out)


def _is_path(line: bytes) -> bool:
    name = line.strip(b"\r\n")
    try:
        return bool(name.strip()) and len(name) < _LONGEST_PATH and Path(os.fsdecode(name)).exists()
    except (OSError, ValueError):
        return False


def _at(path: Path, name: str, out: Path | None) -> Iterator[Input]:
    if path.is_dir():
        for file in _walk(path, out):
            yield from _file(file, _printable(str(file)))
        return
    archive = _archive_above(path)
    if archive is None:
        yield from _file(path, _printable(name))
        return
    wanted, found = _printable(str(path)), False
    for each in _file(archive, _printable(str(archive))):
        if each.name == wanted or each.name.startswith(f"{wanted}/"):
            found = True
            yield each
    if not found:
        error = Finding(
            code="REA001", severity=Severity.ERROR,
            message=f"{archive.name} has no such member", hint="check the path",
        )  # fmt: skip
        yield Input(name, error=error)


def _archive_above(path: Path) -> Path | None:
    """The archive that a path leads into, where nothing stands at the path itself."""
    with contextlib.suppress(OSError, ValueError):
        if not path.exists():
            return next((each for each in path.parents if _is_archive(each)), None)
    return None


def _is_archive(path: Path) -> bool:
    return _archive_reader(path.name) is not None and path.is_file()


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
        elif _text_name(name) and not path.is_dir():  # links to folders may lead round
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
    if reader is not None:
        try:
            file = path.open("rb") if path.is_file() else None  # to open a pipe may take for ever
        except OSError:
            file = None
        if file is not None:
            with file:
                allowance = Allowance(path.stat().st_size)
                yield from _guarded(reader, file, name, allowance)
            return
    try:
        yield Input(name, load(path))
    except ConversionError as error:
        yield Input(name, error=error.finding)


def _archive_reader(name: str) -> Reader | None:
    lower = name.lower()
    if lower.endswith(".zip"):
        return _zip
    if lower.endswith(_TARS):
        return _tar
    return _packed if os.path.splitext(lower)[1] in _PACKED else None  # noqa: PTH122


def _guarded(reader: Reader, file: IO[bytes], name: str, allowance: Allowance) -> Iterator[Input]:
    """An archive's inputs; where it breaks off, a finding instead of the rest."""
    last = ""
    inside = reader(file, name, allowance)
    while True:
        try:
            found = next(inside)
        except StopIteration:
            return
        except SpentError as error:
            if error.allowance is not allowance:
                raise  # it is the outer archive's
            yield Input(name, error=_bomb(str(error)))
            return
        except _BROKEN as error:
            after = f" after {last}" if last else ""
            yield Input(name, error=_unreadable(f"{after}: {_reason(error)}"))
            return
        last = called(found.name)
        yield found


def _zip(file: IO[bytes], name: str, allowance: Allowance) -> Iterator[Input]:
    with zipfile.ZipFile(file) as archive:
        allowance.announce(sum(entry.file_size for entry in archive.infolist()))
        for entry in archive.infolist():
            if entry.is_dir() or not _member(entry.filename):
                continue
            inner = f"{name}/{_printable(entry.filename)}"
            try:
                with archive.open(entry) as member:
                    yield from _entry(member, inner, entry.filename, entry.file_size, allowance)
            except _BROKEN as error:
                # what is wrong with one member leaves the others whole
                yield Input(inner, error=_unreadable(f": {_reason(error)}"))


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

    def _proc_member(self, archive: tarfile.TarFile) -> Self:
        """The library reads long names and pax headers whole, as long as they say they are, and
        lists of a sparse file's holes to their end.
        """
        if self.type == tarfile.GNUTYPE_SPARSE:
            raise tarfile.ReadError("a file with holes")
        if self.type in _HEADERS and self.size > _LONGEST_HEADER:
            raise tarfile.ReadError(f"a header of {self.size:,} bytes")
        return cast("Self", super()._proc_member(archive))  # type: ignore[misc]

    def _proc_gnusparse_10(self, *_: object) -> None:
        raise tarfile.ReadError("a file with holes")


class _Tar(tarfile.TarFile):
    tarinfo = _TarEntry
    whole = False


def _tar(file: IO[bytes], name: str, allowance: Allowance) -> Iterator[Input]:
    with _unpacked(file) as content:
        metered = cast("IO[bytes]", Metered(content, allowance))
        with _Tar.open(fileobj=metered, mode="r|") as archive:
            while (entry := archive.next()) is not None:
                archive.members.clear()  # type: ignore[attr-defined] # the library keeps them all
                if len(archive.pax_headers) > _MOST_HEADERS:
                    raise tarfile.ReadError("headers without end")
                if not entry.isfile() or not _member(entry.name):
                    continue
                member = archive.extractfile(entry)
                if member is not None:
                    inner = f"{name}/{_printable(entry.name)}"
                    yield from _entry(member, inner, entry.name, entry.size, allowance)
            if not archive.whole:
                raise tarfile.ReadError("it is cut off")


class _Rejoined:
    """A stream whose first bytes were read to see what it is."""

    def __init__(self, head: bytes, file: IO[bytes]) -> None:
        self.head = head
        self.file = file

    def read(self, size: int = -1) -> bytes:
        if not self.head:
            return self.file.read(size)
        head = self.head if size < 0 else self.head[:size]
        self.head = self.head[len(head) :]
        return head + self.file.read(size - len(head) if size >= 0 else -1)


@contextlib.contextmanager
def _unpacked(file: IO[bytes]) -> Iterator[IO[bytes]]:
    """The tar in a file, packed or not; its first bytes say with what. The library's own streams
    unpack a block whole, to whatever it comes to.
    """
    head = file.read(6)
    stream = cast("IO[bytes]", _Rejoined(head, file))
    opener = next((opener for magic, opener in _MAGIC.items() if head.startswith(magic)), None)
    if opener is None:
        yield stream
        return
    with cast("Callable[..., IO[bytes]]", opener)(stream, "rb") as content:
        yield content


def _entry(
    member: IO[bytes], name: str, path: str, size: int, allowance: Allowance
) -> Iterator[Input]:
    """A member of `size` bytes: a filing, or an archive again."""
    reader = _archive_reader(path)
    if size > LARGEST and reader in (None, _zip):
        yield Input(name, error=too_large())
        return
    if reader is None:
        yield _input(member, name, allowance)
        return
    if allowance.depth >= DEEPEST:
        yield Input(name, error=_bomb(f"it lies in {DEEPEST} archives one within another"))
        return
    inner = Allowance(size, allowance)
    if reader is _zip:
        # it is read from its end, which a stream cannot reach
        held = _input(member, name, allowance)
        if held.error is not None:
            yield held
            return
        member = io.BytesIO(held.raw)
    yield from _guarded(reader, member, name, inner)


def _packed(file: IO[bytes], name: str, allowance: Allowance) -> Iterator[Input]:
    """One compressed file; it bears its name without the last suffix."""
    inner, suffix = os.path.splitext(name)  # noqa: PTH122
    opener = cast("Callable[..., IO[bytes]]", _PACKED[suffix.lower()])
    with opener(file, "rb") as content:
        yield _input(content, f"{name}/{called(inner)}", allowance)


def _input(content: IO[bytes], name: str, allowance: Allowance) -> Input:
    """The filing in `content`; one that is too large is not read to its end."""
    try:
        raw = bounded(cast("IO[bytes]", Metered(content, allowance)))
    except ConversionError as error:
        return Input(name, error=error.finding)
    return Input(name, raw)


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


def _bomb(why: str) -> Finding:
    return Finding(
        code="BAT007", severity=Severity.ERROR, message=f"the archive is left: {why}",
        hint="unpack it by hand if it is what it should be",
    )  # fmt: skip
