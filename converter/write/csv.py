"""CSV: a fact a row, with the place where it was printed and why it has its concept.

Beside it stand the lines of the statements as the presentation has them, tab separated:

    report  line  statement  level  concept                            label      negated ...
    2       1     BS         0      us-gaap:StatementOfFinancial...               0
    2       2     BS         1      us-gaap:AssetsCurrentAbstract      Assets:    0
    2       3     BS         2      us-gaap:CashAndCashEquivalents...  Cash       0
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from converter.model.finding import Result
from converter.model.flat import ROW_COLUMNS, flat_columns
from converter.model.spreadsheet import CsvLines, guarded
from converter.model.xbrl import LabelRole

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from converter.model.xbrl import Concept, Node, QName, Report, Statement

LINE_COLUMNS = (
    "report",
    "line",
    "statement",
    "role",
    "title",
    "level",
    "parent",
    "concept",
    "label",
    "negated",
    "parenthetical",
    "abstract",
    "datatype",
    "period_type",
    "balance",
    "name",
)
"""The columns of BASE_lines.tsv in their order.

report         number of the statement in the filing, from 1; 0 for the concepts of facts that no
               statement presents
line           number of the line in the statement, headings counted, from 1
role           last part of the statement's link role
label          the caption as printed; `name` is the concept's standard label
negated        1 where the figure is printed with the opposite sign
parenthetical  1 for what stands inside captions
"""
# What of a row is a filing's own words; the rest are numbers, names and codes, which no
# spreadsheet runs.
_WORDS = tuple(
    ROW_COLUMNS.index(name)
    for name in (
        "filing", "company", "form", "entity", "printed", "caption", "column_head", "table", "rule",
    )
)  # fmt: skip
_VALUE = ROW_COLUMNS.index("value")
_CONFIDENCE = ROW_COLUMNS.index("confidence")
_NEGATED = frozenset(
    {
        LabelRole.NEGATED,
        LabelRole.NEGATED_TOTAL,
        LabelRole.NEGATED_PERIOD_START,
        LabelRole.NEGATED_PERIOD_END,
    }
)


class CsvWriter:
    """Writes ``BASE.csv``: UTF-8, commas, quotes where needed (RFC 4180), lines ended by LF; and
    ``BASE_lines.tsv``: the same with tabs, without quotes.
    """

    name = "csv"

    def write(self, report: Report, folder: Path) -> Result[tuple[Path, ...]]:
        """Write the report's facts into `folder`, which exists. Raises OSError only."""
        path = folder / f"{report.base}.csv"
        path.write_bytes(table(report).encode())
        lines = folder / f"{report.base}_lines.tsv"
        lines.write_bytes(presented(report).encode())
        return Result((path, lines))


def table(report: Report) -> str:
    """The facts as CSV text, the header line also where there are no facts.

    Numbers stand as plain digits (never 1E+6), so that a spreadsheet and `read_csv` read them
    alike; dates as ISO 8601; what does not apply is empty. Text that a spreadsheet would run has an
    apostrophe before it.
    """
    made = CsvLines()
    columns = flat_columns(report)
    said = range(len(ROW_COLUMNS), len(columns))
    made.add(columns)
    for cells in report.cells():
        row = list(cells)
        value, confidence = row[_VALUE], row[_CONFIDENCE]
        row[_VALUE] = _cell(value) if isinstance(value, Decimal) else guarded(str(value))
        row[_CONFIDENCE] = f"{confidence:.4f}".rstrip("0").rstrip(".")
        for at in (*_WORDS, *said):
            row[at] = guarded(str(row[at]))
        made.add(row)
    return made.text()


def _cell(value: Decimal) -> str:
    """Plain digits; minus zero is arithmetic's, not the filer's."""
    return format(value or abs(value), "f")


def presented(report: Report) -> str:
    """The lines of all statements as tab-separated text, in printed order."""
    concepts = {concept.qname: concept for concept in report.concepts}
    labels = {(label.concept, label.role): label.text for label in report.labels}
    shown: set[QName] = set()
    rows = ["\t".join(LINE_COLUMNS)]

    def row(
        concept: Concept,
        place: str,
        level: int,
        parent: QName | None,
        node: Node | None,
        inside: int,
    ) -> str:
        name = concept.qname
        role = (node.preferred if node else None) or LabelRole.STANDARD
        standard = labels.get((name, LabelRole.STANDARD)) or concept.label or name.local
        typed = concept.type_name.rpartition(":")[2].removesuffix("ItemType")
        return (
            f"{place}\t{level}\t{parent or ''}\t{name}\t{_flat(labels.get((name, role), standard))}"
            f"\t{int(role in _NEGATED)}\t{inside}\t{int(concept.abstract)}"
            f"\t{typed or concept.datatype.value}\t{concept.period_type}\t{concept.balance or ''}"
            f"\t{_flat(concept.label or standard)}"
        )

    for number, statement in enumerate(report.statements, start=1):
        inside = int(statement.slug.rstrip("0123456789").endswith("Parenthetical"))
        of = f"{statement.kind.value}\t{statement.slug}\t{_flat(statement.title)}"
        for line, (level, parent, node) in enumerate(_nodes(statement), start=1):
            place = f"{number}\t{line}\t{of}"
            rows.append(row(concepts[node.concept], place, level, parent, node, inside))
            shown.add(node.concept)
    rows += [
        row(concepts[name], "0\t0\t\t\t", 0, None, None, 0)
        for name in sorted({fact.concept for fact in report.facts} - shown, key=str)
    ]
    return "\n".join(rows) + "\n"


def _flat(text: str) -> str:
    """Captions hold line ends and tabs where they are printed so; names hold neither. Readers that
    know quotes take a cell that begins with one for quoted: its quotation marks become single ones.
    """
    flat = " ".join(text.split())
    return guarded(flat.replace('"', "'") if flat.startswith('"') else flat)


def _nodes(statement: Statement) -> Iterator[tuple[int, QName | None, Node]]:
    """The statement's nodes in printed order, as (level, parent, node)."""
    waiting: list[tuple[int, QName | None, Node]] = [
        (0, None, node) for node in reversed(statement.presentation)
    ]
    while waiting:
        level, parent, node = waiting.pop()
        yield level, parent, node
        waiting += [(level + 1, node.concept, child) for child in reversed(node.children)]
