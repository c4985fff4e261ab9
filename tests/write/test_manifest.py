"""output/manifest.jsonl: merged, sorted, nothing lost."""

from __future__ import annotations

import datetime as dt
import json
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st
from reports_rdf import report

from converter import __version__
from converter.model.codes import CODES
from converter.model.filing import FormerName, Header, HeaderAddress
from converter.write.manifest import BROKEN, NAME, Entry, entry, read, update

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


def made(folder: str, facts: int = 1) -> Entry:
    return entry(report(folder), f"in/{folder}.txt").model_copy(update={"facts": facts})


def lines(output: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in (output / NAME).read_text(encoding="utf-8").splitlines()]


def test_a_line_a_filing(tmp_path: Path) -> None:
    update(tmp_path / "new", [entry(report(), "acme.txt")])
    assert lines(tmp_path / "new") == [
        {
            "folder": "0000950123-04-001234",
            "input": "acme.txt",
            "sha256": report().source.sha256,
            "company": "ACME WIDGETS, INC.",
            "cik": "0000718096",
            "form": "10-Q",
            "period": "2004-09-30",
            "facts": len(report().facts),
            "findings": {"error": 1, "info": 1, "warning": 1},
            "version": __version__,
            "base": "acme-20040930",
            "fiscal_year": 2005,
            "fiscal_period": "Q1",
            "fiscal_year_end": "0630",
            "header": {},
            "statements": ["BS", "IS", "CF", "EQ"],
            "complete": False,
            "missing": [
                {
                    "kind": "IS",
                    "state": "not recognised",
                    "reason": "the likeliest candidate is at lines 3-9: no boxhead",
                    "required": True,
                },
                {
                    "kind": "EQ",
                    "state": "left out",
                    "reason": "pro forma",
                    "required": False,
                },
            ],
            "others": [],
            "own": 2,
            "program": "",
        }
    ]


def test_a_line_says_what_the_header_says() -> None:
    header = Header(
        accession="0000950123-04-001234",
        filed=dt.date(2004, 11, 12),
        sic="3420",
        fiscal_year_end=(6, 30),
        business=HeaderAddress(city="TORONTO", state="A6"),
        former=(FormerName(name="ACME HAMMER CO", changed=dt.date(1993, 1, 1)),),
    )
    about = report().document.model_copy(update={"header": header})
    line = json.loads(entry(report().model_copy(update={"document": about})).model_dump_json())
    assert line["header"] == {
        "accession": "0000950123-04-001234",
        "filed": "2004-11-12",
        "sic": "3420",
        "fiscal_year_end": [6, 30],
        "business": {"city": "TORONTO", "state": "A6"},
        "former": [{"name": "ACME HAMMER CO", "changed": "1993-01-01"}],
    }
    assert Header.model_validate(line["header"]) == header


def test_lines_of_earlier_versions_are_entries() -> None:
    before = entry(report()).model_dump()
    for field in ("base", "fiscal_year", "fiscal_period", "fiscal_year_end", "header"):
        del before[field]
    assert Entry.model_validate(before).header == {}


def test_a_second_run_replaces_its_own_and_keeps_the_others(tmp_path: Path) -> None:
    update(tmp_path, [made("b"), made("c")])
    update(tmp_path, [made("a"), made("c", facts=7)])
    assert [(line["folder"], line["facts"]) for line in lines(tmp_path)] == [
        ("a", 1),
        ("b", 1),
        ("c", 7),
    ]
    assert sorted(path.name for path in tmp_path.iterdir()) == [NAME]


def test_order_of_conversion_does_not_matter(tmp_path: Path) -> None:
    update(tmp_path / "1", [made("a"), made("b")])
    update(tmp_path / "2", [made("b")])
    update(tmp_path / "2", [made("a")])
    assert (tmp_path / "1" / NAME).read_bytes() == (tmp_path / "2" / NAME).read_bytes()


def test_broken_lines_are_reported_and_kept_aside(tmp_path: Path) -> None:
    update(tmp_path, [made("a")])
    broken = [b'{"folder": "x", "inp', b"[1]", b'{"folder": 3}', b"\xff\xfe{}"]
    with (tmp_path / NAME).open("ab") as manifest:
        manifest.write(b"\n".join(broken))
    result = update(tmp_path, [made("b")])
    assert [line["folder"] for line in lines(tmp_path)] == ["a", "b"]
    assert (tmp_path / BROKEN).read_bytes().split(b"\n")[:-1] == broken
    assert [finding.code for finding in result.findings] == ["WRT101"] * 4
    assert "WRT101" in CODES
    assert "line 2: not JSON" in result.findings[0].message
    assert BROKEN in result.findings[0].hint
    # The second time there is nothing more to say, and what was kept is still there.
    assert update(tmp_path, []).findings == ()
    assert (tmp_path / BROKEN).read_bytes().split(b"\n")[:-1] == broken


def test_fields_of_another_version_are_kept(tmp_path: Path) -> None:
    (tmp_path / NAME).write_text('{"folder": "z", "later": 1}\n', encoding="utf-8")
    update(tmp_path, [made("a")])
    assert lines(tmp_path)[1] == {"folder": "z", "later": 1}


def test_reading_alters_nothing(tmp_path: Path) -> None:
    assert read(tmp_path).value == ()
    (tmp_path / NAME).write_text('{"folder": "z"}\nnonsense\n', encoding="utf-8")
    result = read(tmp_path)
    assert result.value == ({"folder": "z"},)
    assert len(result.findings) == 1
    assert (tmp_path / NAME).read_text(encoding="utf-8") == '{"folder": "z"}\nnonsense\n'


@given(names=st.lists(st.text("abcxyz-é", min_size=1), max_size=8))
def test_any_sequence_of_runs_gives_the_same_manifest(
    names: list[str], tmp_path_factory: pytest.TempPathFactory
) -> None:
    one, many = tmp_path_factory.mktemp("one"), tmp_path_factory.mktemp("many")
    entries = [Entry(folder=name, input=name, sha256="", company="", cik=None, form="",
                     period=None, facts=0, findings={}, version="") for name in names]  # fmt: skip
    update(one, entries)
    update(many, [])
    for each in reversed(entries):
        update(many, [each])
    assert (one / NAME).read_bytes() == (many / NAME).read_bytes()
