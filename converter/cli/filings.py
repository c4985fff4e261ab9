"""Filings on the way to a command."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from converter.cli.arguments import WrongUseError
from converter.review.errors import ReviewError
from converter.tsv import MappingError

if TYPE_CHECKING:
    from collections.abc import Callable

    from converter.batch.inputs import Input
    from converter.model.filing import Filing
    from converter.model.finding import Finding, Result
    from converter.pipeline import Conversion, Options


def converted(read: Callable[[], Result[Filing]], options: Options) -> Conversion:
    from converter.model.finding import ConversionError, fault
    from converter.pipeline import analyse, reviewed
    from converter.review.overlay import read as overlay

    try:
        filing = read()
        folder = filing.value.header.accession or filing.value.base_stem
        if options.reviews is None:
            return analyse(filing, folder, options)
        source = filing.value.source
        name = filing.value.header.accession or source.name
        lines = overlay(options.reviews).of(source.sha256, name)
        return reviewed(filing, folder, options, lines)
    except (ConversionError, MappingError, ReviewError):
        raise
    except Exception as error:
        # as in a conversion: one bad filing never loses the others
        raise ConversionError(fault("read", error)) from error


_SHOWN = 5  # filings to choose from, in a message


def one_filing(name: str) -> Input:
    """The filing at a path, in a folder or an archive, or on standard input, if it is the only one.

    Raises WrongUseError: none, or several.
    """
    from converter.batch.inputs import read_inputs

    found = list(islice(read_inputs([name]), _SHOWN + 1))
    if not found:
        raise WrongUseError(f"no text filing in {name}")
    if len(found) > 1:
        names = [each.name for each in found[:_SHOWN]]
        more = " ..." if len(found) > _SHOWN else ""
        raise WrongUseError(
            f"{name} holds several filings, choose one of them:\n  " + "\n  ".join(names) + more
        )
    return found[0]


def read(each: Input) -> Result[Filing]:
    """Raises ConversionError, with the finding of an input that could not be read too."""
    from converter.batch.inputs import called
    from converter.model.finding import ConversionError
    from converter.read import read_filing

    if each.error is not None:
        raise ConversionError(each.error)
    return read_filing(each.raw, called(each.name))


def finding_row(finding: Finding) -> dict[str, object]:
    from converter.write.findings import as_json

    return as_json(finding)
