"""mappings/schedule.tsv against the taxonomy, and against the tags of real schedules."""

import pytest

from converter.dts.base import load_base
from converter.model.schedule import TagKind
from converter.model.xbrl import DataType
from converter.schedule.tags import ARTICLES, FIELDS, load_tags, packaged_tags
from converter.tsv import MappingError

TYPES = {
    TagKind.MONEY: DataType.MONETARY,
    TagKind.PER_SHARE: DataType.PER_SHARE,
    TagKind.SHARES: DataType.SHARES,
    TagKind.PERCENT: DataType.PERCENT,
    TagKind.PURE: DataType.PURE,
    TagKind.TEXT: DataType.STRING,
}
ROWS = [row for rows in packaged_tags().by_name.values() for row in rows]


def test_each_row_is_true_to_the_taxonomy():
    base = load_base()
    names = {*base.names("us-gaap"), *base.names("retro")}
    for row in ROWS:
        concept, told = base.concept(row.concept), f"{'-'.join(row.articles)} {row.name}"
        assert concept is not None, told
        assert not concept.abstract, told
        assert concept.datatype is TYPES[row.kind], told
        assert concept.period_type == ("duration" if row.period == "duration" else "instant"), told
        assert not row.also or any(row.fits(local) for local in names), told
        assert row.label, told


@pytest.mark.parametrize("article", [a for a in ARTICLES if a != "CT"])
def test_a_tag_has_one_concept_in_an_article(article):
    for name, rows in packaged_tags().by_name.items():
        own = [row for row in rows if article in row.articles and row.before is None]
        assert len(own) <= 1, name
        # the same concept twice would be the same fact twice, but for what is spelt in two ways
    own = [r for r in ROWS if article in r.articles and r.before is None and r.period != "opening"]
    twice = {r.concept for r in own if sum(o.concept == r.concept for o in own) > 1}
    assert twice <= {
        "us-gaap:LiabilitiesAndStockholdersEquity", "us-gaap:EarningsPerShareBasic",
        "us-gaap:IncomeTaxExpenseBenefit",
    }  # fmt: skip


def test_an_article_without_a_list_takes_what_all_others_have():
    tags = packaged_tags()
    assert tags.find("TOTAL-ASSETS", "CT", None).concept == "us-gaap:Assets"
    assert tags.find("RECEIVABLES", "CT", None) is None


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("8\tCASH\t\tus-gaap:Cash\tinstant\tmoney\tas_printed\t\t\tCash\t", "no article 8"),
        ("5\tCASH\t\tus-gaap:Cash\tsometimes\tmoney\tas_printed\t\t\tCash\t", "sometimes"),
        ("5\tCASH\tus-gaap:Cash", "3 fields, not 11"),
    ],
)
def test_a_wrong_row_is_named_by_its_line(tmp_path, row, said):
    path = tmp_path / "schedule.tsv"
    path.write_text("\t".join(FIELDS) + "\n" + row + "\n", encoding="utf-8")
    with pytest.raises(MappingError, match=rf"schedule.tsv:2 MAP001 .*{said}"):
        load_tags(path)
