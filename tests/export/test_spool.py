"""Tables written a piece at a time."""

import csv
import gzip
import io

import pytest
from made_corpus import table

from converter.export import spool
from converter.export.tables import Column

COLUMNS = (Column("a", "s"), Column("b", "s"))
CELLS = ["x", 'say "so"', '"So" she said', "a\tb", "one\ntwo", "é", "", "1,2"]


@pytest.mark.parametrize("most", [1, 1_000_000])
def test_pieces_make_one_table(tmp_path, monkeypatch, most):
    monkeypatch.setattr(spool, "_MOST", most)
    made = spool.Spool(tmp_path)
    for number, cell in enumerate(CELLS):
        made.add(f"{number % 2}/t.txt", COLUMNS, (cell, number))
    made.flush()
    rows = [row for part in (0, 1) for row in table(tmp_path / str(part) / "t.txt")]
    assert sorted((int(row["b"]), row["a"]) for row in rows) == list(
        enumerate(["x", 'say "so"', "'So' she said", "a b", "one two", "é", "", "1,2"])
    )
    assert made.rows == {"0/t.txt": 4, "1/t.txt": 4}


@pytest.mark.parametrize("most", [1, 1_000_000])
def test_compressed_csv_keeps_every_character(tmp_path, monkeypatch, most):
    monkeypatch.setattr(spool, "_MOST", most)
    made = spool.Spool(tmp_path, plain=False)
    for number, cell in enumerate(CELLS):
        made.add("t.csv.gz", COLUMNS, (cell, number))
    made.flush()
    text = gzip.decompress((tmp_path / "t.csv.gz").read_bytes()).decode("utf-8")
    assert [row["a"] for row in csv.DictReader(io.StringIO(text, newline=""))] == CELLS
