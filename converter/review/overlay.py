"""The overlay: a file of reviews, one JSON object a line, in the order in which they were made.

    {"id": "5f0c2a91be07", "about": "figure", "filing": "0000950123-04-001234", "sha256": "9f86...",
     "line": 412, "column": 38, "printed": "1,543", "concept": "us-gaap:Assets", "reviewer": "AB",
     "when": "2026-11-29T10:31:00Z", ...}

Lines are only ever added, so that two people's files merge in a version control system, and what
was said once stays. A review is withdrawn by another line. Of several reviews of one place the
latest holds, by its time; of the same second the one that stands further down.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from converter.model.review import Review, from_row, row
from converter.review.errors import ReviewError
from converter.write.durable import put
from converter.write.locks import held

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

NAME = "reviews.jsonl"
_CONFLICT = ("<<<<<<<", "=======", ">>>>>>>")


@dataclass(frozen=True, slots=True)
class Rival:
    """Two people's reviews of one place that differ: the later one holds."""

    holds: Review
    other: Review


@dataclass(frozen=True, slots=True)
class Standing:
    """What holds of a filing's reviews.

    reviews  the latest of each place, in the text's order
    rivals   earlier ones of other reviewers with another answer
    stale    reviews of the filing under its name, made of other bytes
    digest   of all of them, '' where there are none: another digest, another conversion
    """

    reviews: tuple[Review, ...] = ()
    rivals: tuple[Rival, ...] = ()
    stale: tuple[Review, ...] = ()
    digest: str = ""


class Overlay:
    """The reviews of a file, by filing."""

    def __init__(self, reviews: Iterable[Review]) -> None:
        self.all = tuple(dict.fromkeys(reviews))
        self._ids = {each: each.id for each in self.all}
        self._by_bytes: dict[str, list[Review]] = {}
        self._by_name: dict[str, list[Review]] = {}
        for each in self.all:
            self._by_bytes.setdefault(each.sha256, []).append(each)
            self._by_name.setdefault(each.filing, []).append(each)

    def __bool__(self) -> bool:
        return bool(self.all)

    def id(self, review: Review) -> str:
        return self._ids[review]

    def of(self, sha256: str, filing: str = "") -> tuple[Review, ...]:
        """The lines that speak of these bytes, or of the filing of that name, in the file's order:
        withdrawn ones and withdrawals too.
        """
        if not self.all:
            return ()
        own = self._by_bytes.get(sha256, [])
        seen = set(own)
        named = [each for each in self._by_name.get(filing, ()) if each not in seen]
        return (*own, *named)

    def withdrawn(self) -> frozenset[str]:
        """The ids of reviews that were withdrawn."""
        return frozenset(each.withdraws for each in self.all if each.about == "withdrawal")


def standing(reviews: Sequence[Review], sha256: str) -> Standing:
    """What holds of the lines that `Overlay.of` gives for a filing with these bytes."""
    if not reviews:
        return Standing()
    gone = {each.withdraws for each in reviews if each.about == "withdrawal"}
    said = [each for each in reviews if each.about != "withdrawal" and each.id not in gone]
    latest: dict[tuple[str, str, int, int], list[Review]] = {}
    for each in sorted((each for each in said if each.sha256 == sha256), key=lambda r: r.when):
        latest.setdefault(each.place, []).append(each)
    rivals = [
        Rival(made[-1], other)
        for made in latest.values()
        for other in made[:-1]
        if other.reviewer != made[-1].reviewer and other.answer != made[-1].answer
    ]
    # of an agreeing reviewer's words the first of the last answer is no rival, nor is one's own
    holds = sorted((made[-1] for made in latest.values()), key=lambda r: (r.line, r.column))
    return Standing(
        tuple(holds), tuple(rivals), tuple(each for each in said if each.sha256 != sha256),
        hashlib.sha256("".join(sorted(each.id for each in reviews)).encode()).hexdigest()[:12],
    )  # fmt: skip


def read(path: Path) -> Overlay:
    """The overlay at `path`; an empty one where there is no file.

    Raises:
        ReviewError: a line that is no review, with its number; a file that cannot be read.
    """
    try:
        raw = path.read_bytes()
    except FileNotFoundError:
        return Overlay(())
    except OSError as error:
        raise ReviewError(f"{path} cannot be read: {error.strerror}") from None
    return Overlay(_parsed(raw, path))


def _parsed(raw: bytes, path: Path) -> list[Review]:
    found: list[Review] = []
    for number, line in enumerate(raw.removeprefix(b"\xef\xbb\xbf").split(b"\n"), start=1):
        if not line.strip():
            continue
        try:
            found.append(_read(line.decode("utf-8").strip()))
        except (ValueError, RecursionError) as error:
            raise ReviewError(f"{path}:{number} is no review: {error}") from None
    return found


def _read(text: str) -> Review:
    if text.startswith(_CONFLICT):
        raise ValueError("two versions of the file were merged, and not to the end")
    stated = json.loads(text)
    if isinstance(stated, dict):
        return from_row(stated)
    raise ValueError("not a JSON object")


def add(path: Path, reviews: Iterable[Review]) -> tuple[Review, ...]:
    """Adds lines to the overlay at `path`, which is made if need be, whole or not at all; those
    that it has already are left. Gives what was added.

    One process at a time: what two add at once is there in the end.

    Raises:
        ReviewError: the file holds a line that is no review: it is left as it is.
        OSError: it cannot be written.
    """
    made = list(dict.fromkeys(reviews))
    if not made:
        return ()
    path.parent.mkdir(parents=True, exist_ok=True)
    with held(path.parent, path.with_name(f".{path.name}.lock")):
        before = path.read_bytes() if path.exists() else b""
        known = {each.id for each in _parsed(before, path)}
        new = [each for each in made if each.id not in known]
        if not new:
            return ()
        if before and not before.endswith(b"\n"):
            before += b"\n"
        aside = path.with_name(f".{path.name}.new")
        aside.write_bytes(before + "".join(lines(new)).encode())
        put(aside, path)
    return tuple(new)


def lines(reviews: Iterable[Review]) -> Iterable[str]:
    """Each review as a line of the file."""
    return (json.dumps(row(each), ensure_ascii=False) + "\n" for each in reviews)
