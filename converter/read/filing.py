"""The first stage: a file's bytes to a `Filing`."""

from __future__ import annotations

import hashlib
from pathlib import Path

from converter.model.filing import Filing
from converter.model.finding import Result
from converter.model.source import SourceText
from converter.read.cover import read_cover
from converter.read.encoding import decode, load
from converter.read.submission import read_envelope
from converter.text.tabs import tab_width


def read_filing(path_or_bytes: Path | str | bytes, name: str | None = None) -> Result[Filing]:
    """The filing in a file or in bytes.

    name  what messages and provenance call it; the file's own name by default

    Raises ConversionError (REA001 to REA007), whose one finding says what is wrong and what to
    do: a missing, unreadable, empty, binary or HTML file, a folder, a submission without text.
    """
    if isinstance(path_or_bytes, bytes):
        raw, called = path_or_bytes, name or "filing.txt"
    else:
        path = Path(path_or_bytes)
        raw, called = load(path), name or path.name
    text, encoding = decode(raw)
    digest = hashlib.sha256(raw).hexdigest()
    source = SourceText(called, text, encoding, digest, tab=tab_width(text))
    envelope = read_envelope(source)
    header, documents, source = envelope.value
    cover = read_cover(source, documents, header)
    filing = Filing(
        source=source,
        base_stem=Path(called).stem,
        header=header,
        documents=documents,
        cover=cover.value,
    )
    return Result(filing, envelope.findings + cover.findings)
