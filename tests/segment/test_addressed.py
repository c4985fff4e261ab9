"""Two companies' statements under no name: the auditors' report tells whose they are."""

from pathlib import Path

import pytest
from analysed import analysed

CASE = Path(__file__).parents[1] / "cases" / "filings" / "two_companies_told_by_report.txt"
OWN, OTHER = "Eastern Ridge Power Company", "Ridge Generating Company"
TO = "To the Board of Directors of\n"
SETS = {"first": 14_104_000, "second": 101_752_000}  # total assets


def behind(text):
    """The same with each report behind the statements that it speaks of."""
    text, _, end = text.partition("</TEXT>")
    pages = text.split("<PAGE>")
    reports = [at for at, page in enumerate(pages) if TO in page]
    first, second = reports
    kept = [*pages[:first], *pages[first + 1 : second], pages[first], *pages[second + 1 :]]
    return "<PAGE>".join([*kept, pages[second]]) + "</TEXT>" + end


@pytest.mark.parametrize("order", [str, behind])
@pytest.mark.parametrize(
    ("names", "taken", "codes"),
    [
        ((OTHER, OWN), "second", {"SEG006"}),
        ((OWN, OTHER), "first", {"SEG006"}),
        ((OTHER, OTHER), None, {"SEG003"}),
        ((OWN, OWN), None, {"SEG003"}),
    ],
)
def test_the_set_is_taken_whose_report_names_the_registrant(order, names, taken, codes):
    head, first, second = CASE.read_text(encoding="utf-8").split(TO)
    for at, part in enumerate((first, second)):
        rest = part.partition("\n")[2]
        head += f"{TO}{names[at]}\n{rest}"
    report = analysed(order(head)).report
    assets = {f.value for f in report.facts if f.concept.local == "Assets"}
    told = {f.code for f in report.findings} & {"SEG003", "SEG006"}
    assert told == codes
    if taken:
        assert SETS[taken] in assets
        assert not assets & {value for key, value in SETS.items() if key != taken}
