"""Footnotes from the printed page to what Arelle reads of them, the same in every format."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from analysed import analysed
from made_cover import cover
from referee import arelle_notes, check_folder

from converter.model.xbrl import Footnote
from converter.write import write_report

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.arelle
pytest.importorskip("arelle")

FILING = (
    cover("10-K", "December 31, 1997")
    + """\
<PAGE>

                            BALANCE SHEETS
                            (in thousands)

                                        Dec. 31, 1997  Dec. 31, 1996(2)
                                       ----------     ----------
Cash and cash equivalents (1)             $ 1,659        $ 1,055
Inventories                                 8,219*         7,782
                                       ----------     ----------
Total assets                              $ 9,878        $ 8,837
                                       ==========     ==========
Accounts payable                          $   219        $   219
Common stock                                7,241          7,200
Retained earnings                           2,418          1,418
                                       ----------     ----------
Total stockholders' equity                  9,659          8,618
                                       ----------     ----------
Total liabilities and equity              $ 9,878        $ 8,837
                                       ==========     ==========
(1) Of which <held> by A & B
    and others.
(2) Restated.
 *  Wool.
<PAGE>
"""
)


@pytest.fixture(scope="module")
def report():
    return analysed(FILING).report


@pytest.fixture(scope="module")
def folder(report, tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("filing")
    write_report(report, made, ("ixbrl", "xbrl", "json"))
    return made


def test_each_footnote_has_its_facts(report):
    value = {fact.id: f"{fact.value:f}" for fact in report.facts if fact.unit}
    found = {note.mark: [value[fact] for fact in note.facts] for note in report.footnotes}
    restated = ["1055000", "7782000", "8837000", "219000", "7200000", "1418000", "8618000"]
    assert found == {
        "(1)": ["1659000", "1055000"], "(2)": [*restated, "8837000"], "*": ["8219000"]
    }  # fmt: skip
    assert [note.text for note in report.footnotes] == [
        "Of which <held> by A & B and others.", "Restated.", "Wool."
    ]  # fmt: skip


def test_no_complaint(folder):
    assert check_folder(folder) == []


@pytest.mark.parametrize("ending", [".htm", ".xml", ".json"])
def test_arelle_reads_the_same_footnotes_in_every_format(ending, report, folder):
    read = arelle_notes(folder / f"{report.base}{ending}")
    wanted = [(fact, note.id, "en", note.text) for note in report.footnotes for fact in note.facts]
    assert [(n.fact, n.note, n.language, n.text) for n in read] == sorted(wanted)
    assert len(read) == 11


def test_a_footnote_that_crosses_a_fact_goes_on_behind_it(report, tmp_path):
    """A note that ends inside the words of the cover, as one may that a page parts."""
    text = report.source.text
    first = next(fact for fact in report.facts if fact.value == "EXAMPLE MILLS, INC.")
    start, end = text.index("December"), first.span.start + len("EXAMPLE")
    span = report.source.span(start, end)
    words = " ".join(text[start:end].split())
    note = Footnote(id="n_x", mark="*", text=words, spans=(span,), facts=(first.id,))
    crossed = report.model_copy(update={"footnotes": (note,)})
    write_report(crossed, tmp_path, ("ixbrl", "xbrl", "json"))
    assert check_folder(tmp_path) == []
    page = (tmp_path / f"{report.base}.htm").read_text(encoding="utf-8")
    assert 'continuedAt="n_x.1"' in page
    (read,) = arelle_notes(tmp_path / f"{report.base}.htm")
    assert (read.fact, "".join(read.text.split())) == (first.id, "".join(words.split()))
