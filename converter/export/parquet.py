"""Spooled tables to Parquet, a piece at a time; pyarrow is loaded here alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from converter.export.errors import ExportError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from converter.export.tables import Column

_BLOCK = 16 << 20  # bytes of text a piece, which becomes a row group


def require() -> None:
    """Raises ExportError where pyarrow is not installed."""
    try:
        import pyarrow.csv
        import pyarrow.parquet  # noqa: F401
    except ImportError as error:
        raise ExportError(
            "Parquet needs pyarrow, which is not installed: pip install 'retroxbrl[datasets]'"
        ) from error


def to_parquet(source: Path, target: Path, columns: Sequence[Column]) -> None:
    """The `columns` of the tab-separated table `source` as Parquet, compressed with zstd; what is
    empty is null.

    Text is string, integers are int64, numbers float64, dates date32; the exact numbers that are
    kept as text are strings.
    """
    import pyarrow as pa
    from pyarrow import csv
    from pyarrow import parquet as pq

    kinds = {
        "s": pa.string(), "x": pa.string(), "i": pa.int64(), "f": pa.float64(), "d": pa.date32(),
    }  # fmt: skip
    schema = pa.schema([(column.name, kinds[column.kind]) for column in columns])
    target.parent.mkdir(parents=True, exist_ok=True)
    with source.open("rb") as text, pq.ParquetWriter(target, schema, compression="zstd") as writer:
        head = text.readline().decode("utf-8").rstrip("\n").split("\t")
        options = {
            "read_options": csv.ReadOptions(use_threads=False, column_names=head),
            "parse_options": csv.ParseOptions(delimiter="\t", quote_char=False),
            "convert_options": csv.ConvertOptions(
                column_types=schema, null_values=[""], strings_can_be_null=True,
                include_columns=schema.names,
            ),
        }  # fmt: skip
        # pyarrow's own reader of streams reads ahead of the writer, by as much as there is
        while lines := text.readlines(_BLOCK):
            writer.write_table(csv.read_csv(pa.BufferReader(b"".join(lines)), **options))
