"""The file of reviews: only added to, read whole or not at all, the latest word holds."""

import json
from concurrent.futures import ThreadPoolExecutor

import pytest
from made_reviews import said

from converter.model.review import Review, from_row, row
from converter.review.errors import ReviewError
from converter.review.make import withdrawal
from converter.review.overlay import Overlay, add, read, standing

ASSETS = said(83, 69, "14,626", concept="us-gaap:Assets", sign="+", period="2004-09-30")
OTHER = ASSETS.model_copy(
    update={"concept": "us-gaap:AssetsNet", "reviewer": "Bob", "when": "2026-01-03T00:00:00Z"}
)


def test_a_review_is_read_as_it_was_written(tmp_path):
    path = tmp_path / "deep" / "reviews.jsonl"
    assert add(path, [ASSETS, OTHER, ASSETS]) == (ASSETS, OTHER)
    assert read(path).all == (ASSETS, OTHER)
    assert add(path, [OTHER]) == ()
    lines = path.read_text(encoding="utf-8").splitlines()
    assert [json.loads(line)["id"] for line in lines] == [ASSETS.id, OTHER.id]
    assert "owner" not in json.loads(lines[0])


def test_what_stands_in_the_file_is_kept_byte_for_byte(tmp_path):
    path = tmp_path / "reviews.jsonl"
    before = b"\xef\xbb\xbf" + json.dumps(row(ASSETS)).encode() + b"\r\n\n"
    path.write_bytes(before)
    add(path, [OTHER])
    assert path.read_bytes().startswith(before)
    assert read(path).all == (ASSETS, OTHER)
    path.write_bytes(before.rstrip())
    add(path, [OTHER])
    assert read(path).all == (ASSETS, OTHER)


def test_many_at_once_lose_nothing(tmp_path):
    path = tmp_path / "reviews.jsonl"
    made = [ASSETS.model_copy(update={"note": str(n)}) for n in range(24)]
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda each: add(path, [each]), made))
    assert set(read(path).all) == set(made)
    assert [each.name for each in tmp_path.iterdir() if each.name.endswith(".new")] == []


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("<<<<<<< HEAD", "merged, and not to the end"),
        ("{", "Expecting"),
        ("[1]", "not a JSON object"),
        ('{"reviewer": "Ann"}', "filing"),
        (json.dumps(row(ASSETS) | {"concept": "us-gaap:Cash"}), "its id"),
        (json.dumps(row(ASSETS) | {"verdict": "maybe"}), "verdict"),
        (json.dumps(row(ASSETS) | {"extra": 1}), "extra"),
        (json.dumps(row(ASSETS) | {"line": 0}), "needs its place"),
        (json.dumps(row(ASSETS) | {"when": "yesterday"}), "when"),
        (json.dumps(row(ASSETS) | {"kind": "XX"}), "kind"),
    ],
)
def test_a_line_that_is_no_review_is_named_and_nothing_is_added(tmp_path, line, why):
    path = tmp_path / "reviews.jsonl"
    add(path, [ASSETS])
    with path.open("a", encoding="utf-8") as file:
        file.write(line + "\n")
    before = path.read_bytes()
    for use in (lambda: read(path), lambda: add(path, [OTHER])):
        with pytest.raises(ReviewError, match=r"reviews\.jsonl:2 is no review: .*" + why):
            use()
    assert path.read_bytes() == before


def test_a_line_written_by_hand_needs_no_id():
    stated = row(ASSETS)
    del stated["id"]
    assert from_row(stated) == ASSETS


def test_a_field_of_later_versions_that_is_empty_changes_no_id():
    assert Review.model_validate(ASSETS.model_dump()).id == ASSETS.id
    assert ASSETS.id != OTHER.id


def test_the_later_word_holds_and_both_stay():
    found = standing([OTHER, ASSETS], ASSETS.sha256)
    assert found.reviews == (OTHER,)
    assert [(each.holds, each.other) for each in found.rivals] == [(OTHER, ASSETS)]


@pytest.mark.parametrize(
    "second",
    [
        OTHER.model_copy(update={"reviewer": "Ann"}),  # who thinks again is no rival
        OTHER.model_copy(update={"concept": ASSETS.concept}),  # who agrees is none
    ],
)
def test_no_rivals_where_nobody_differs(second):
    found = standing([ASSETS, second], ASSETS.sha256)
    assert found.reviews == (second,)
    assert found.rivals == ()


def test_a_withdrawn_review_holds_no_more_and_changes_the_digest():
    before = standing([ASSETS], ASSETS.sha256)
    after = standing([ASSETS, withdrawal(ASSETS, "Ann", "a slip")], ASSETS.sha256)
    assert before.reviews == (ASSETS,)
    assert after.reviews == ()
    assert "" != before.digest != after.digest != ""
    assert standing([], ASSETS.sha256).digest == ""


def test_a_filing_is_told_by_its_bytes_and_by_its_name():
    moved = ASSETS.model_copy(update={"filing": "renamed.txt"})
    stale = ASSETS.model_copy(update={"sha256": "0" * 64})
    foreign = ASSETS.model_copy(update={"sha256": "1" * 64, "filing": "another.txt"})
    overlay = Overlay([moved, stale, foreign])
    lines = overlay.of(ASSETS.sha256, ASSETS.filing)
    found = standing(lines, ASSETS.sha256)
    assert found.reviews == (moved,)
    assert found.stale == (stale,)
