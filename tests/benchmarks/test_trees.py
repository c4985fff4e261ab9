"""What is wrong with the trees, labels and elements that a conversion writes."""

import re
import shutil
from pathlib import Path

import pytest

from benchmarks.measures import trees
from converter.pipeline import Options, analyse, load, save

EXAMPLES = sorted((Path(__file__).parents[2] / "examples").glob("*.txt"))
# An element of the filing's own that no sum and no heading of us-gaap is over; one that sums
# contradict has no balance.
TOLD = {"own-not-anchored", "own-no-balance"}


@pytest.fixture(scope="module")
def written(tmp_path_factory):
    output = tmp_path_factory.mktemp("trees")
    folders = []
    for path in EXAMPLES:
        report = analyse(load(path), path.stem, Options()).report
        save(report, output, ("xbrl", "csv"))
        folders.append(output / report.folder)
    return folders


def test_the_examples_are_without_a_fault(written):
    assert len(written) > 1
    found = [fault for folder in written for fault in trees.faults(folder)]
    assert [fault for fault in found if fault.kind not in TOLD] == []


def test_under_edgars_names_there_is_no_fault_either(tmp_path):
    path = EXAMPLES[0]
    options = Options(edgar=True, authority="www.example.com")
    report = analyse(load(path), path.stem, options).report
    save(report, tmp_path, ("ixbrl", "xbrl", "csv"))
    found = trees.faults(tmp_path / report.folder, trees.EDGAR)
    assert [fault for fault in found if fault.kind not in TOLD] == []
    plain = analyse(load(path), path.stem, Options()).report
    save(plain, tmp_path / "plain", ("xbrl",))
    kinds = {fault.kind for fault in trees.faults(tmp_path / "plain" / plain.folder, trees.EDGAR)}
    assert {"edgar-namespace", "edgar-schema"} <= kinds


ARC = r'<link:presentationArc [^>]*xlink:to="us-gaap_InventoryNet"[^>]*/>\n'


@pytest.mark.parametrize(
    ("ending", "pattern", "new", "kind"),
    [
        ("_pre.xml", f"({ARC})", r"\1\1", "repeated-arc"),
        (
            "_pre.xml", f"({ARC})", (r'\1<link:presentationArc xlink:type="arc" xlink:from='
            r'"us-gaap_LiabilitiesCurrentAbstract" xlink:to="us-gaap_InventoryNet"'
            r' xlink:arcrole="http://www.xbrl.org/2003/arcrole/parent-child"/>'), "line-twice",
        ),
        ("_pre.xml", ARC, "", "fact-not-presented"),
        ("_lab.xml", r"(<link:label [^>]*lab_us-gaap_InventoryNet[^>]*>)[^<]+", r"\1", "label-text"),
        (
            "_lab.xml", r"(<link:label [^>]*lab_us-gaap_InventoryNet[^>]*>[^<]+</link:label>\n)",
            r"\1\1", "label-twice",
        ),
        (
            "_lab.xml", r"<link:label [^>]*lab_us-gaap_InventoryNet[^>]*>[^<]+</link:label>\n",
            "", "no-label",
        ),
        ("_cal.xml", r"(<link:calculationArc [^>]*/>)", r"\1\1", "calculation-arc-repeated"),
        ("_lab.xml", "</link:linkbase>", "<!-- \u00e9 --></link:linkbase>", "not-ascii"),
        (".xsd", 'xbrli:periodType="[a-z]+"', "", "own-incomplete"),
        (
            ".xsd", "</xs:schema>", ('<xs:element id="x_New" name="New" abstract="true"'
            ' type="xbrli:stringItemType" xbrli:periodType="duration"/></xs:schema>'),
            "element-unused",
        ),
    ],
)  # fmt: skip
def test_faults_are_seen(written, tmp_path, ending, pattern, new, kind):
    folder = tmp_path / "changed"
    shutil.copytree(written[0], folder)
    path = next(
        path for path in folder.iterdir() if re.search(rf"\d{re.escape(ending)}$", path.name)
    )
    text = path.read_text(encoding="utf-8")
    changed = re.sub(pattern, new, text)
    assert changed != text
    path.write_text(changed, encoding="utf-8")
    assert kind in {fault.kind for fault in trees.faults(folder)}
