"""Filings on the way to a command."""

from __future__ import annotations

from typing import TYPE_CHECKING

from converter.tsv import MappingError

if TYPE_CHECKING:
    from collections.abc import Callable

    from converter.model.filing import Filing
    from converter.model.finding import Finding, Result
    from converter.pipeline import Conversion, Options


def converted(read: Callable[[], Result[Filing]], options: Options) -> Conversion:
    from converter.model.finding import ConversionError, fault
    from converter.pipeline import analyse

    try:
        filing = read()
        return analyse(filing, filing.value.header.accession or filing.value.base_stem, options)
    except (ConversionError, MappingError):
        raise
    except Exception as error:
        # as in a conversion: one bad filing never loses the others
        raise ConversionError(fault("read", error)) from error


def finding_row(finding: Finding) -> dict[str, object]:
    from converter.write.findings import as_json

    return as_json(finding)
