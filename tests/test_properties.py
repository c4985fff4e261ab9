"""What holds of every filing, whole or damaged."""

from hypothesis import HealthCheck, assume, given, settings
from strategies import damaged, examples, filings

from benchmarks.fuzz.trial import complaints, misplaced
from converter.model.finding import ConversionError
from converter.pipeline import Options, analyse, save
from converter.read import read_filing

ALL = settings(suppress_health_check=list(HealthCheck), max_examples=examples(20))


def reported(raw):
    """The report, or None where there is none: whatever else is raised is a fault."""
    try:
        return analyse(read_filing(raw, "made.txt"), "made", Options()).report
    except ConversionError as error:
        assert error.finding.code[:3] in ("SEG", "REA")  # noqa: PT017
        return None


@settings(ALL, max_examples=examples(40))
@given(filings())
def test_each_number_stands_where_its_fact_says(text):
    report = reported(text.encode())
    assume(report is not None)
    assert misplaced(report) == []


@ALL
@given(damaged())
def test_damage_ends_in_a_report_or_in_one_finding(tmp_path_factory, raw):
    report = reported(raw)
    if report is None:
        return
    assert misplaced(report) == []
    output = tmp_path_factory.mktemp("out")
    save(report, output)
    assert [path.name for path in output.iterdir()] == [report.folder]
    assert complaints(output / report.folder) == []


@settings(ALL, max_examples=examples(10))
@given(damaged())
def test_the_same_twice(tmp_path_factory, raw):
    made = []
    for _ in range(2):
        report = reported(raw)
        if report is None:
            return
        folder = tmp_path_factory.mktemp("out")
        save(report, folder)
        made.append({path.name: path.read_bytes() for path in (folder / "made").iterdir()})
    assert made[0] == made[1]
