"""A review made in the browser's form is kept, and applied by the next conversion."""

from __future__ import annotations

import json
import re
import shutil

import pytest
from serve_made import EXAMPLES, QUARTER, running

from converter.batch import convert
from converter.serve.app import application
from converter.serve.settings import Settings

FACT = "f_OtherAssetsCurrent_20031231"
FORM = f"/filing/{QUARTER}/review?fact={FACT}"


@pytest.fixture
def own(converted, tmp_path):
    """A folder of its own, and who asks its server."""
    output = tmp_path / "output"
    shutil.copytree(converted, output)
    with running(application(Settings(output))) as client:
        yield output, client


def token(client):
    return re.search(r'name="token" value="([^"]+)"', client.get(FORM).text)[1]


def send(client, path=FORM, **fields):
    return client.post(path, {"token": token(client), "reviewer": "AB", **fields})


def kept(output):
    path = output / "reviews.jsonl"
    return [json.loads(line) for line in path.read_text().splitlines()] if path.exists() else []


def test_the_form_shows_the_figure_in_its_lines(own):
    _, client = own
    text = client.get(FORM).text
    assert "us-gaap:OtherAssetsCurrent" in text
    assert re.search(r"<mark>\s*Prepaid", text)


def test_a_correction_is_kept_told_and_applied(own):
    output, client = own
    name = "us-gaap:PrepaidExpenseCurrent"
    got = send(client, verdict="wrong", concept=name, note="see note 1")
    assert got.status == 303
    told = client.get(got.headers["location"]).text
    assert "applied by the next conversion" in told
    (said,) = kept(output)
    assert (said["concept"], said["reviewer"], said["note"]) == (name, "AB", "see note 1")
    assert "not applied yet" in client.get(f"/filing/{QUARTER}").text
    assert 'value="AB"' in client.get(FORM).text  # the name is filled in from now on

    convert(EXAMPLES / f"{QUARTER}.txt", output)
    client_text = client.get(f"/filing/{QUARTER}").text
    assert re.search(rf'data-concept="{name}"[^>]*data-reviewed="corrected by AB', client_text)
    assert "not applied yet" not in client_text
    assert "was said since" not in client_text


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"verdict": "right"}, {"sign": "+"}),
        ({"verdict": "none"}, {"verdict": "none"}),
        ({"verdict": "wrong", "sign": "-"}, {"sign": "-"}),
        ({"verdict": "wrong", "period": "2003-09-30", "scope": "column"}, {"period": "2003-09-30", "scope": "column"}),
        ({"verdict": "wrong", "concept": "Assets"}, {"concept": "us-gaap:Assets"}),
        ({"verdict": "wrong", "concept": "*"}, {"concept": "*"}),
        ({"verdict": "right", "concept": "Assets", "sign": "-"}, {"concept": "us-gaap:OtherAssetsCurrent"}),
    ],
)  # fmt: skip
def test_what_is_said_is_kept(own, fields, said):
    output, client = own
    assert send(client, **fields).status == 303
    (row,) = kept(output)
    assert {name: row[name] for name in said} == said


@pytest.mark.parametrize(
    ("fields", "why"),
    [
        ({}, "right, wrong, or none"),
        ({"verdict": "maybe"}, "right, wrong, or none"),
        ({"verdict": "wrong"}, "not what is right"),
        ({"verdict": "wrong", "concept": "Asets"}, "no concept of the taxonomy"),
        ({"verdict": "wrong", "period": "tomorrow"}, "is no period"),
        ({"verdict": "wrong", "sign": "x"}, "a sign is"),
        ({"verdict": "right", "reviewer": " "}, "name of who makes it"),
        ({"verdict": "right", "scope": "page"}, "a sign is"),
    ],
)
def test_what_cannot_be_is_told_and_not_kept(own, fields, why):
    output, client = own
    got = send(client, **fields)
    assert got.status == 400
    assert why in got.text
    assert not kept(output)


def test_a_statement_is_reviewed(own):
    output, client = own
    text = client.get(f"/filing/{QUARTER}").text
    path = re.search(r'href="(/filing/[^"]*review\?statement=\d+:\d+)"', text)[1]
    assert client.get(path).status == 200
    got = send(client, path, verdict="wrong", kind="IS", owner="Other Inc")
    assert got.status == 303
    (row,) = kept(output)
    assert (row["about"], row["kind"], row["owner"]) == ("statement", "IS", "Other Inc")
    assert "not what is right" in send(client, path, verdict="wrong", kind="BS").text


def test_a_review_is_withdrawn_and_stays_on_record(own):
    output, client = own
    send(client, verdict="right")
    (row,) = kept(output)
    path = f"/filing/{QUARTER}/review/withdraw"
    assert client.post(path, {"token": token(client), "id": row["id"]}).status == 303
    assert [each["about"] for each in kept(output)][1:] == ["withdrawal"]
    assert "Withdraw</button>" not in client.get(f"/filing/{QUARTER}").text
    assert client.post(path, {"token": token(client), "id": row["id"]}).status == 404


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        ({"token": ""}, 403), ({"token": "x" * 32}, 403), ({"token": "ü"}, 403),
    ],
)  # fmt: skip
def test_without_the_token_nothing_is_kept(own, sent, status):
    output, client = own
    for path in (FORM, f"/filing/{QUARTER}/review/withdraw"):
        got = client.post(path, {"verdict": "right", "reviewer": "AB", "id": "x", **sent})
        assert got.status == status
    assert not kept(output)


def test_another_site_keeps_nothing_even_with_the_token(own):
    output, client = own
    fields = {"token": token(client), "verdict": "right", "reviewer": "AB"}
    assert client.post(FORM, fields, origin="http://example.com").status == 403
    assert client.post(FORM, fields, host="example.com").status == 403
    assert client.post(FORM, fields, sec_fetch_site="cross-site").status == 403
    assert client.post(FORM, json.dumps(fields), content_type="text/plain").status == 415
    assert not kept(output)


def test_a_spoilt_file_of_reviews_is_told_and_left(own):
    output, client = own
    (output / "reviews.jsonl").write_text("no review\n")
    assert "is no review" in client.get(f"/filing/{QUARTER}").text
    assert send(client, verdict="right").status == 400
    assert (output / "reviews.jsonl").read_text() == "no review\n"


@pytest.mark.parametrize("asked", ["", "?fact=nothing", "?statement=1:1", "?statement=x"])
def test_what_is_not_there_cannot_be_reviewed(own, asked):
    assert own[1].get(f"/filing/{QUARTER}/review{asked}").status == 404


def test_a_review_is_made_in_the_browser(own, chromium):
    output, client = own
    with chromium.page() as page:
        page.open(f"{client.address}/filing/{QUARTER}")
        page.click(f"#v-{FACT}")
        page.until("!document.querySelector('#card').hidden")
        page.click("#card a")
        page.until("location.pathname.endsWith('/review') && document.readyState === 'complete'")
        page.click("input[value=wrong]")
        page.run("document.querySelector('#concept').value = 'us-gaap:PrepaidExpenseCurrent'")
        page.run("document.querySelector('#reviewer').value = 'AB'")
        page.click("form.review button")
        page.until("location.search.includes('kept=') && document.readyState === 'complete'")
        assert "Kept." in page.run("document.querySelector('main').innerText")
        assert page.complaints() == []
    assert kept(output)[0]["concept"] == "us-gaap:PrepaidExpenseCurrent"
    convert(EXAMPLES / f"{QUARTER}.txt", output)
    with chromium.page() as page:
        page.open(f"{client.address}/filing/{QUARTER}")
        page.click("[data-concept='us-gaap:PrepaidExpenseCurrent']")
        page.until("document.querySelector('#card').innerText.includes('corrected by AB')")
