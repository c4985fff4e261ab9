"""The referees on whole conversions: the examples, and the filings behind them where they are."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from referee import (
    arelle_extract,
    arelle_facts,
    differences,
    json_facts,
    judged,
)

from converter import convert
from converter.resources import resource

pytest.importorskip("arelle")
pytestmark = pytest.mark.arelle

ROOT = Path(__file__).parent.parent.parent
EXAMPLES = sorted((ROOT / "examples").glob("*.txt"))
SEEDS = sorted((ROOT.parent / "shared" / "corpus" / "seeds").glob("*.txt"))
WHY = "the filings themselves are not part of the repository"


def filings():
    cases = [pytest.param(path, id=path.stem) for path in EXAMPLES]
    if not SEEDS:
        return [*cases, pytest.param(None, id="filings", marks=pytest.mark.skip(reason=WHY))]
    return cases + [pytest.param(path, id=f"filing-{path.stem[:3]}") for path in SEEDS]


@pytest.fixture(scope="module", params=filings())
def converted(request, tmp_path_factory):
    folder = tmp_path_factory.mktemp("converted")
    report = convert(request.param, folder)
    return report, folder / report.folder


def test_arelle_finds_nothing(converted, request):
    """No error, no warning, no inconsistent calculation; every format holds the same facts."""
    report, folder = converted
    complaints, read = judged(folder, taxonomy=request.node.callspec.id == EXAMPLES[0].stem)
    assert complaints == []
    assert len(set(read[f"{report.base}.htm"])) == len(report.facts)


def test_arelle_extracts_what_we_wrote(converted, tmp_path):
    report, folder = converted
    instance, oim = arelle_extract(folder / f"{report.base}.htm", tmp_path)
    ours = json_facts(folder / f"{report.base}.json")
    assert differences("Arelle's instance", arelle_facts(instance), "ours", ours) == []
    assert differences("Arelle's xBRL-JSON", json_facts(oim), "ours", ours) == []


@pytest.mark.filterwarnings("ignore::UserWarning")
def test_ixbrlparse_reads_the_same_values(converted):
    """Within its limits: no denominators of units, no formats of dates."""
    ixbrlparse = pytest.importorskip("ixbrlparse")
    report, folder = converted
    with (folder / f"{report.base}.htm").open(encoding="utf-8") as file:
        read = ixbrlparse.IXBRL(file)
    # a set: a fact is there wherever it is printed
    numbers = {(f.name, f.context.id, round(Decimal(str(f.value)), 4)) for f in read.numeric}
    assert numbers == {
        (f.concept.local, f.context.id, round(f.value, 4))
        for f in report.facts
        if isinstance(f.value, Decimal)
    }


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
@pytest.mark.parametrize("path", EXAMPLES[1:], ids=lambda path: path.stem)
def test_the_graph_conforms_to_the_shapes(path, tmp_path):
    pyshacl = pytest.importorskip("pyshacl")
    report = convert(path, tmp_path)
    folder = tmp_path / report.folder
    conforms, _, text = pyshacl.validate(
        str(folder / f"{report.base}.ttl"),
        shacl_graph=str(resource("taxonomy", "shapes.ttl")),
        ont_graph=str(resource("taxonomy", "vocabulary.ttl")),
    )
    assert conforms, text
