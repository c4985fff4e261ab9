"""What a run would do, without doing it: nothing is written."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from converter.batch.inputs import Input, called, read_inputs
from converter.batch.ledger import Ledger, overlay_of, program
from converter.batch.run import form_of, wanted, work
from converter.batch.task import Task
from converter.model.finding import ConversionError
from converter.pipeline import preload
from converter.read import read_filing

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from converter.model.finding import Finding
    from converter.pipeline import Options


class Fate(StrEnum):
    """What would become of an input; the value is what the user reads."""

    CONVERT = "convert"
    KEPT = "stands already"
    FAILED = "failed before"
    TWIN = "the same as another"
    OTHER = "another form"
    REFUSED = "refuse"


@dataclass(frozen=True, slots=True)
class Planned:
    """path     the input's name
    form     as its header or its cover states it, None where neither does
    folder   the folder's name below the output, '' where there would be none
    finding  why it is refused, or why it failed before
    """

    path: str
    fate: Fate
    form: str | None = None
    folder: str = ""
    finding: Finding | None = None


def plan(
    paths: Sequence[str],
    output: Path,
    options: Options,
    *,
    again: bool = False,
    retry_failed: bool = False,
    only: Sequence[str] = (),
) -> Iterator[Planned]:
    """What `convert_all` would do with each input, in their order.

    An input that would be converted is read as far as to its header and documents: what is no text
    is refused here already. Whether it holds statements, only its conversion tells.

    Raises:
        MappingError: a wrong table.
    """
    if options.mappings:
        preload(options)  # a wrong table is told before all else
    overlay = overlay_of(output, options)
    with Ledger(output, program(options), reads=True, overlay=overlay) as ledger:
        for each in read_inputs(paths, output):
            if each.error is None and not wanted(each, tuple(only)):
                yield Planned(each.name, Fate.OTHER, form_of(each))
                continue
            for made in work([each], ledger, again, retry_failed):
                if isinstance(made, Task):
                    yield _read(each, made.folder)
                    continue
                if made.line is not None:
                    line = made.line
                    yield Planned(each.name, Fate.KEPT, line.form or None, line.folder)
                    continue
                finding = made.findings[0]
                failed = Fate.FAILED if made.kept else Fate.REFUSED
                yield Planned(each.name, Fate.TWIN if made.twin else failed, finding=finding)


def _read(each: Input, folder: str) -> Planned:
    try:
        read_filing(each.raw, called(each.name))
    except ConversionError as error:
        return Planned(each.name, Fate.REFUSED, finding=error.finding)
    except Exception:  # noqa: BLE001 - a fault of the program is told when it is converted
        return Planned(each.name, Fate.CONVERT, None, folder)
    return Planned(each.name, Fate.CONVERT, form_of(each), folder)
