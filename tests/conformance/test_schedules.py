"""Reports with a Financial Data Schedule of each article, by the outside referee."""

import pytest
from analysed import analysed

from converter.pipeline import save
from tests.conformance.referee import arelle_read, json_facts
from tests.schedule.books import BOOKS, of_article, statements
from tests.schedule.made import document, submission


@pytest.mark.parametrize("article", BOOKS)
def test_every_format_loads_clean_and_holds_the_same(article, tmp_path):
    body = of_article(article)
    text = submission(
        document(1, "10-K", statements()),
        document(2, "EX-27.1", body),
        document(3, "EX-27.2", body, "<DESCRIPTION>RESTATED\n"),
        document(4, "EX-27.3", body.replace("<CASH>", "<CASH-IN-HAND>")),
    )
    report = analysed(text, "made").report
    save(report, tmp_path)
    page, instance, facts = (
        next((tmp_path / "made").glob(f"{report.base}.{kind}")) for kind in ("htm", "xml", "json")
    )
    complaints, shown = arelle_read(page, validate=True)
    assert not complaints
    complaints, stated = arelle_read(instance, validate=True)
    assert not complaints
    assert shown == stated
    assert len(shown) == len(report.facts)
    assert len(json_facts(facts)) == len(report.facts)
