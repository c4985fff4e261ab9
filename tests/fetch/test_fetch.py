"""`retroxbrl fetch`, against a server on this machine that speaks EDGAR's addresses."""

import gzip
import json
import socket
import time
from pathlib import Path

import pytest
from edgar_server import EdgarServer, Listed, archived
from made_edgar import CIK, FILED

from converter import cli
from converter.fetch import Client, Edgar, FetchError, user_agent, years_of

LIST = f"/submissions/CIK{CIK:010d}.json"
FIRST = "0000718096-96-000001"
BLOCKED = b"<!DOCTYPE html><title>SEC.gov | Request Rate Threshold Exceeded</title>"


def fetched(tmp_path, folder="filings"):
    return sorted(path.stem for path in (tmp_path / folder).glob("*/*.txt"))


def accessions(first, last, *forms):
    return sorted(
        accession
        for accession, (form, date) in FILED.items()
        if form in forms and first <= int(date[:4]) <= last
    )


ANNUAL = ("10-K", "10-KSB", "10-K405", "10-K405/A")


@pytest.mark.parametrize(
    ("arguments", "found"),
    [
        ((), accessions(1993, 2009, *ANNUAL, "10-Q")),
        (("--form", "10-K"), accessions(1993, 2009, *ANNUAL)),
        (("--form", "10-K405"), accessions(1993, 2009, "10-K405", "10-K405/A")),
        (("--form", "8-K,10-Q"), accessions(1993, 2009, "8-K", "10-Q")),
        (("--form", "10-K", "--years", "1996-1998"), accessions(1996, 1998, *ANNUAL)),
        (("--form", "10-K", "--years", "2005"), accessions(2005, 2005, *ANNUAL)),
        (("--form", "10-K", "--years", "2005-"), accessions(2005, 2100, *ANNUAL)),
        (("--form", "10-K", "--limit", "1"), [FIRST]),
    ],
    ids=lambda each: " ".join(each) or "default",
)
def test_forms_and_years(run, tmp_path, arguments, found):
    assert found
    code, out, err = run(CIK, *arguments)
    assert code == 0
    assert fetched(tmp_path) == found
    assert sorted(Path(line).stem for line in out.splitlines()) == found
    assert "NUTRITION 21 INC (CIK 718096), before AMBI INC" in err


def test_a_file_is_what_edgar_has_and_lists_are_asked_for_where_they_reach(run, server, tmp_path):
    assert run(CIK, "--years", "1996", "--to", "a/b")[0] == 0
    (path,) = (tmp_path / "a" / "b").rglob("*.txt")
    assert path == tmp_path / "a" / "b" / str(CIK) / f"{FIRST}.txt"
    assert path.read_bytes() == server.files[archived(CIK, FIRST)]
    older = f"/submissions/CIK{CIK:010d}-submissions-002.json"
    assert server.asked == [LIST, older, archived(CIK, FIRST)]
    assert server.agents == {"Ann B. ann@example.com"}


def test_what_is_there_is_not_fetched_again(run, server, tmp_path):
    assert run(CIK)[0] == 0
    one, two = (tmp_path / "filings" / str(CIK) / f"{name}.txt" for name in fetched(tmp_path)[:2])
    one.unlink()
    two.write_bytes(b"")  # as a full disk leaves it
    server.asked.clear()
    code, out, err = run(CIK, "-v")
    assert code == 0
    assert sorted(server.asked[-2:]) == sorted(archived(CIK, each.stem) for each in (one, two))
    assert len([path for path in server.asked if path.startswith("/Archives")]) == 2
    assert "2 filings fetched, 3 there already" in err
    assert len(out.splitlines()) == 5
    assert err.count("there already") == 3 + 1


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        ((403, {}, BLOCKED), "refuses (403): it does so where the user agent is not a name"),
        ((429, {}, BLOCKED), "refuses (429): too many questions"),
        ((429, {"Retry-After": "77"}, b""), "try again in 77 seconds"),
        ((451, {}, b""), "EDGAR answers 451"),
    ],
)
@pytest.mark.parametrize("where", ["list", "filing"])
def test_a_refusal_ends_it_at_once_with_clear_words(run, server, tmp_path, where, answer, said):
    third = "0000718096-04-000003"  # of four, by their days
    path = LIST if where == "list" else archived(CIK, third)
    server.instead[path] = [answer] * 9
    code, _, err = run(CIK, "--form", "10-K")
    assert code == 1
    assert said in err
    assert server.asked.count(path) == 1
    assert server.asked[-1] == path
    if where == "filing":
        assert "2 filings fetched, 0 there already, 2 not fetched" in err
        assert len(fetched(tmp_path)) == 2
        server.instead.clear()
        assert run(CIK, "--form", "10-K")[2].endswith("2 filings fetched, 2 there already\n")


def test_what_may_pass_is_asked_for_again(run, server, waits, tmp_path):
    path = archived(CIK, FIRST)
    whole = server.files[path]
    half = gzip.compress(whole)[:-9]
    server.instead[path] = [
        (503, {}, b"busy"),
        (200, {"Content-Length": str(len(whole))}, whole[:5]),
        (200, {"Content-Encoding": "gzip"}, half),
    ]
    code, _, err = run(CIK, "--years", "1996")
    assert (code, "1 filing fetched" in err) == (0, True)
    assert server.asked.count(path) == 4
    assert (tmp_path / "filings" / str(CIK) / f"{FIRST}.txt").read_bytes() == whole
    assert [each for each in waits if each >= 1] == [1.0, 4.0, 15.0]


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        ((500, {}, b""), "EDGAR answers 500"),
        ((200, {"Content-Length": "99"}, b"<SEC"), "cannot be reached"),
    ],
    ids=["fails", "breaks off"],
)
def test_no_half_file_is_left(run, server, tmp_path, answer, said):
    server.instead[archived(CIK, FIRST)] = [answer] * 9
    code, _, err = run(CIK, "--years", "1996")
    assert code == 1
    assert said in err
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


def test_one_that_edgar_lists_and_has_not_is_told_and_the_others_go_on(run, server, tmp_path):
    del server.files[archived(CIK, FIRST)]
    second = accessions(1993, 2009, *ANNUAL)[-1]
    server.files[archived(CIK, second)] = BLOCKED
    code, _, err = run(CIK, "--form", "10-K", "-q")
    assert code == 1
    assert len(fetched(tmp_path)) == 2
    lines = err.splitlines()
    assert len(lines) == 2
    assert f"{FIRST} (10-K, 1996-09-27): EDGAR has no " in lines[0] + lines[1]
    assert "what came is no submission, it begins '<!DOCTYPE html>" in lines[0] + lines[1]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("999",), "EDGAR knows no CIK 999"),
        ((CIK, "--years", "1994"), "NUTRITION 21 INC filed no 10-K or 10-Q in 1994"),
        ((CIK, "--form", "20-F"), "filed no 20-F in 1993-2009"),
    ],
)
def test_nothing_found_is_said(run, tmp_path, arguments, said):
    code, out, err = run(*arguments)
    assert (code, out) == (1, "")
    assert said in err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("arguments", "agent", "said"),
    [
        ((CIK,), "", "who asks EDGAR must say so, by the SEC's rules: --user-agent 'Jane"),
        ((CIK,), "Ann", "has no e-mail address"),
        ((CIK,), "ann@example.com", "an e-mail address and no name"),
        ((CIK,), "Änn ann@example.com", "letters beyond ASCII"),
        ((CIK, "--years", "99"), "Ann ann@example.com", "--years: '99' is no year"),
        ((CIK, "--years", "2001-1999"), "Ann ann@example.com", "ends before it begins"),
        ((CIK, "--years", "1980"), "Ann ann@example.com", "EDGAR begins in 1993"),
        ((CIK, "--form", ","), "Ann ann@example.com", "--form takes forms"),
        ((CIK, "--limit", "0"), "Ann ann@example.com", "--limit takes a number from 1"),
    ],
)
def test_wrong_use_is_said_before_anybody_is_asked(run, server, arguments, agent, said):
    code, out, err = run(*arguments, agent=agent)
    assert (code, out) == (2, "")
    assert said in err
    assert server.asked == []


def test_the_user_agent_may_stand_in_the_settings(run, server, tmp_path):
    (tmp_path / "retroxbrl.toml").write_text('user_agent = "Bob bob@example.com"')
    assert run(CIK, "--years", "1996", agent="")[0] == 0
    assert server.agents == {"Bob bob@example.com"}


def test_a_dry_run_lists_and_keeps_nothing(run, tmp_path):
    code, out, _ = run(CIK, "--form", "10-K", "--dry-run")
    assert code == 0
    assert out.splitlines()[0] == f"1996-09-27  10-K        {FIRST}"
    assert len(out.splitlines()) == 4
    assert list(tmp_path.iterdir()) == []


NAMES = (
    "AMBI INC:0000718096:\nNUTRITION 21 INC:0000718096:\nNUTRITION WORLD LLC:0000000077:\n"
    "CAFÉ NOIR CO:0000000078:\nO'NEILL & SONS, INC:0000000079:\nNUTRITION 21:0000000080:\n"
)


@pytest.fixture
def named(server):
    server.files["/Archives/edgar/cik-lookup-data.txt"] = NAMES.encode("latin-1")
    tickers = {"0": {"cik_str": CIK, "ticker": "NXXI", "title": "x"}}
    server.files["/files/company_tickers.json"] = json.dumps(tickers).encode()
    for cik in (79, 80):
        server.company(
            cik, f"no. {cik}", [Listed(f"00000000{cik}-01-000001", "10-K", "2001-01-01")]
        )
    return server


@pytest.mark.usefixtures("named")
@pytest.mark.parametrize(
    ("asked", "cik"),
    [
        ("nxxi", CIK), ("CIK718096", CIK), ("0000718096", CIK), ("Ambi Inc.", CIK),
        ("AMBI", CIK), ("nutrition 21, inc", CIK), ("Nutrition 21", 80), ("ONeill & Sons", 79),
    ],
)  # fmt: skip
def test_a_company_by_ticker_and_name(run, tmp_path, asked, cik):
    assert run(asked)[0] == 0
    assert {path.parent.name for path in (tmp_path / "filings").glob("*/*.txt")} == {str(cik)}


@pytest.mark.usefixtures("named")
@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("nutrition inc or so", "no company or ticker 'nutrition inc or so'"),
        ("nutrition", "fits several; give the CIK of one: 718096 NUTRITION 21 INC; 77 NUTRITION"),
        ("???", "neither a CIK nor a name"),
        ("NOPE", "no company or ticker 'NOPE'"),
    ],
)
def test_a_company_that_is_none_or_several(run, asked, said):
    code, _, err = run(asked)
    assert code == 1
    assert said in err


def test_the_list_of_names_is_kept_for_a_month(run, named, monkeypatch):
    names = "/Archives/edgar/cik-lookup-data.txt"
    for _ in range(2):
        run("ambi inc company", "--dry-run")
    assert named.asked.count(names) == 1
    now = time.time()
    monkeypatch.setattr("converter.fetch.company.time.time", lambda: now + 31 * 24 * 3600)
    run("ambi inc company", "--dry-run")
    assert named.asked.count(names) == 2


@pytest.mark.parametrize("accession", ["../../x", "0000718096-96-000001/..", ""])
def test_names_that_are_paths_are_refused(run, server, tmp_path, accession):
    server.company(5, "FIVE", [Listed(accession, "10-K", "1999-01-01")])
    code, _, err = run(5)
    assert code == 1
    assert "no filing" in err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.usefixtures("server")
def test_without_a_network(monkeypatch, capsys, tmp_path):
    """Nobody listens at the address; no name is resolved."""
    monkeypatch.chdir(tmp_path)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        gone = f"http://127.0.0.1:{free.getsockname()[1]}"
    slept = []
    for edgar in (Edgar(gone, gone), Edgar("http://no.invalid", "http://no.invalid")):
        monkeypatch.setattr(
            "converter.fetch.Client",
            lambda agent, edgar=edgar: Client(agent, edgar, sleep=slept.append),
        )
        if "invalid" in edgar.www:  # no question leaves this machine, not even for a name
            refused = socket.gaierror(socket.EAI_NONAME, "Name or service not known")

            def none(*_, refused=refused, **__):
                raise refused

            monkeypatch.setattr(socket, "getaddrinfo", none)
        assert cli.main(["fetch", str(CIK), "--user-agent", "Ann ann@example.com"]) == 1
        assert "cannot be reached" in capsys.readouterr().err
    assert slept == []


def test_never_more_than_ten_questions_a_second(server):
    now, at = [0.0], []

    def sleep(seconds):
        now[0] += seconds

    one = Client("Ann ann@example.com", server.edgar, clock=lambda: now[0], sleep=sleep)
    for _ in range(25):
        one.get(server.edgar.data + LIST)
        at.append(now[0])
    assert all(after - before > 1 for before, after in zip(at, at[10:], strict=False))


@pytest.mark.parametrize(
    ("stated", "found"), [("1999", (1999, 1999)), (" 1996-2001 ", (1996, 2001)), ("1996-", (1996, 2100))]
)  # fmt: skip
def test_years(stated, found):
    assert years_of(stated) == found


def test_who_asks_says_so_on_one_line():
    assert user_agent(" Ann\n B.  ann@example.com ") == "Ann B. ann@example.com"
    with pytest.raises(ValueError):
        user_agent("X\x00 Y ann@example.com")


def test_an_answer_that_is_no_json(server):
    server.files[LIST] = BLOCKED
    with pytest.raises(FetchError, match="is not JSON"):
        Client("Ann ann@example.com", server.edgar).json(server.edgar.data + LIST)


def test_the_server_is_one_of_this_machine():
    with EdgarServer() as one:
        assert one.edgar.www.startswith("http://127.0.0.1:")
