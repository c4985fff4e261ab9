"""The long table: every fact a row, with where it was printed and where it was filed first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from converter.export.tables import FACTS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from converter.export.corpus import Converted
    from converter.export.figures import Stated
    from converter.export.firsts import Firsts

_AS_PRINTED = (
    "fact", "statement", "concept", "current_concept", "current_match", "start", "end",
    "dimensions", "unit", "decimals", "printed", "printed_sign", "line", "column", "caption",
    "column_head", "table", "rule", "confidence", "confidence_basis", "candidates",
    "also_printed_at", "doubts", "footnotes",
)  # fmt: skip


def filing_cells(one: Converted) -> dict[str, object]:
    """The columns that every table has of a filing."""
    return {
        "adsh": one.adsh, "filing": one.folder, "cik": one.cik, "company": one.name,
        "sic": one.header.sic, "form": one.form, "filed": one.filed, "period": one.period,
        "fy": one.fiscal_year, "fp": one.fiscal_period,
    }  # fmt: skip


def facts(one: Converted, found: Iterable[Stated], firsts: Firsts) -> Iterator[list[object]]:
    """The rows of a filing, with the columns FACTS."""
    of_filing = filing_cells(one)
    for fact in found:
        cells = of_filing | {name: fact.row.get(name, "") for name in _AS_PRINTED}
        cells |= {
            "name": fact.name, "own": int(fact.own), "qtrs": fact.qtrs,
            "consolidated": int(not fact.row["dimensions"]), "text": fact.row["value"],
        }  # fmt: skip
        if fact.value is not None:
            cells["value"] = fact.row["value"]
        first = firsts.find(fact.figure) if fact.figure and one.filed else None
        if first is not None:
            cells |= {
                "is_first": int(first.adsh == one.adsh), "first_adsh": first.adsh,
                "first_form": first.form, "first_filed": first.filed,
                "first_value": first.value, "restated": int(bool(first.restated_adsh)),
                "restated_adsh": first.restated_adsh, "restated_filed": first.restated_filed,
                "restated_value": first.restated_value,
            }  # fmt: skip
        yield [cells.get(column.name) for column in FACTS]
