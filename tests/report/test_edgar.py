"""Reports under EDGAR's names."""

from pathlib import Path

import pytest

from converter.cli import main
from converter.model.xbrl import RETRO
from converter.pipeline import Options, analyse
from converter.read import read_filing
from converter.report.edgar import in_edgars_ways

PATH = Path(__file__).parents[2] / "examples" / "nutrition21-10q-2003-12-31.txt"


@pytest.fixture(scope="module")
def plain():
    return analyse(read_filing(PATH), "filing", Options()).report


def test_names_and_addresses(plain):
    made = in_edgars_ways(plain, "www.example.com")
    assert made.base == "nutrition21-20031231"
    assert made.extension.namespace == "http://www.example.com/20031231"
    assert made.extension.prefix == "nutrition21"
    assert in_edgars_ways(plain).extension.namespace == "http://nutrition21.invalid/20031231"


def test_the_facts_say_the_same(plain):
    made = in_edgars_ways(plain)
    assert [
        (f.id, f.concept.local, f.value, f.context.period, len(f.context.dimensions))
        for f in made.facts
    ] == [
        (f.id, f.concept.local, f.value, f.context.period, len(f.context.dimensions))
        for f in plain.facts
    ]
    # and facts of one context are so still
    assert len({id(f.context) for f in made.facts}) == len({id(f.context) for f in plain.facts})


def test_nothing_is_left_of_the_old_names(plain):
    assert any(concept.qname.namespace == RETRO for concept in plain.concepts)
    text = in_edgars_ways(plain).model_dump_json(exclude={"source", "findings"})
    assert RETRO not in text
    assert plain.extension.namespace not in text
    moved = {c.qname for c in in_edgars_ways(plain).extension.concepts}
    assert len(moved) == len(plain.extension.concepts) + len(
        [c for c in plain.concepts if c.qname.namespace == RETRO]
    )


def test_two_elements_of_one_name_stay_two(plain):
    retro = next(c for c in plain.concepts if c.qname.namespace == RETRO)
    twin = retro.model_copy(
        update={"qname": plain.extension.concepts[0].qname._replace(local=retro.qname.local)}
    )
    both = plain.model_copy(
        update={
            "concepts": (*plain.concepts, twin),
            "extension": plain.extension.model_copy(
                update={"concepts": (*plain.extension.concepts, twin)}
            ),
        }
    )
    names = [c.qname for c in in_edgars_ways(both).extension.concepts]
    assert len(names) == len(set(names))
    assert {f"Retro{retro.qname.local}", retro.qname.local} <= {name.local for name in names}


@pytest.mark.parametrize(
    "given", [["--authority", "www.example.com"], ["--edgar", "--authority", "http://x/y"]]
)
def test_wrong_use(given, tmp_path):
    assert main(["convert", str(PATH), "-o", str(tmp_path), *given]) == 2
