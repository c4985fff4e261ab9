"""The findings of many filings, by code and severity.

findings of 101 filings; `retroxbrl explain CODE` tells more

severity  code    findings  filings  what it is                        for example
--------  ------  --------  -------  --------------------------------  ---------------------
error     CAL001        12        3  A printed total does not add up   kodak-1996.txt:412:38
warning   SCA001         4        4  No units are stated               ibm-1995.txt:88:1

and 51 notes of 3 kinds: -v shows them
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from converter.cli.arguments import counted

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from converter.model.finding import Finding

_WORST_FIRST = ("error", "warning", "info")
_HEAD = ("severity", "code", "findings", "filings", "what it is", "for example")
_NUMBERS = (2, 3)
_WIDEST = 64  # characters of a title


@dataclass(slots=True)
class _Kind:
    findings: int = 0
    filings: int = 0
    example: str = ""
    last: int = 0


class Tally:
    """Memory grows with the kinds of findings, not with their number."""

    def __init__(self, of: str = "filings") -> None:
        self.of = of
        self.filings = 0
        self._kinds: dict[tuple[str, str], _Kind] = {}

    def add(self, name: str, findings: Iterable[Finding]) -> None:
        """The findings of one filing, called so."""
        self.filings += 1
        for finding in findings:
            kind = self._kinds.setdefault((finding.severity.value, finding.code), _Kind())
            kind.findings += 1
            if kind.last != self.filings:
                kind.filings += 1
                kind.last = self.filings
            kind.example = kind.example or (f"{name}:{finding.span}" if finding.span else name)

    def lines(self, *, notes: bool = False) -> Iterator[str]:
        """The table, worst first; notes are counted alone unless they are asked for."""
        shown = {
            key: kind
            for key, kind in self._kinds.items()
            if notes or key[0] != "info"
        }  # fmt: skip
        if shown:
            yield f"findings of {self.filings:,} {self.of}; `retroxbrl explain CODE` tells more"
            yield ""
            yield from table((*_HEAD[:3], self.of, *_HEAD[4:]), list(_rows(shown)), _NUMBERS)
        left = [kind for key, kind in self._kinds.items() if key not in shown]
        if left:
            if shown:
                yield ""
            notes_left = counted(sum(kind.findings for kind in left), "note")
            kinds = counted(len(left), "kind")
            yield f"{'and ' if shown else ''}{notes_left} of {kinds}: -v shows them"


def _rows(kinds: dict[tuple[str, str], _Kind]) -> Iterator[tuple[str, ...]]:
    from converter.checks.explained import explained

    codes = explained()
    for (severity, code), kind in sorted(
        kinds.items(),
        key=lambda pair: (
            _WORST_FIRST.index(pair[0][0]),
            -pair[1].filings,
            -pair[1].findings,
            pair[0],
        ),
    ):
        title = codes[code].title if code in codes else ""
        title = title if len(title) <= _WIDEST else title[: _WIDEST - 1] + "…"
        yield (
            severity, code, f"{kind.findings:,}", f"{kind.filings:,}", title, kind.example,
        )  # fmt: skip


def table(
    head: tuple[str, ...], rows: list[tuple[str, ...]], numbers: Iterable[int] = ()
) -> Iterator[str]:
    """Aligned columns under their names; those of numbers to the right."""
    right = frozenset(numbers)
    widths = [max(len(row[at]) for row in [head, *rows]) for at in range(len(head))]
    for row in [head, tuple("-" * width for width in widths), *rows]:
        cells = [
            f"{text:>{width}}" if at in right else f"{text:<{width}}"
            for at, (text, width) in enumerate(zip(row, widths, strict=True))
        ]
        yield "  ".join(cells).rstrip()
