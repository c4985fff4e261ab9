"""Wrong use: one line that says what is wrong and what was probably meant, one that leads on."""

from pathlib import Path

import pytest

EXAMPLES = Path(__file__).parent.parent.parent / "examples"
FILING = EXAMPLES / "nutrition21-10q-2004-09-30.txt"

WRONG = [
    (("convrt", FILING), "no command 'convrt'; did you mean convert?"),
    (("nonsense",), "no command 'nonsense'; there are fetch, convert"),
    ((FILING,), f"to convert this file: retroxbrl convert {FILING}"),
    (("convert", "--formt", "csv"), "no option --formt; did you mean --format?"),
    (("convert", FILING, "--frmat=csv"), "no option --frmat; did you mean --format?"),
    (("convert", FILING, "-x"), "no option -x"),
    (("--versoin",), "no option --versoin; did you mean --version?"),
    (("convert", FILING, "--format", "cvs"), "no format 'cvs'; did you mean csv?"),
    (("convert",), "the following arguments are required: PATH"),
    (("series", "--compny", "x"), "no option --compny; did you mean --company?"),
    (("series", "--company", "x", "--csv", "y"), "one argument too many: 'y'"),
    (("show", FILING, "--stage", "fact"), "--stage takes no 'fact'; did you mean facts?"),
    (("show", FILING, "other.txt"), "one argument too many: 'other.txt'"),
    (("show",), "show takes a filing"),
    (("show", "--html", "a.txt", FILING), "a.txt does not end in .html"),
    (("query", "--named", "net-incom"), "did you mean net-income?"),
    (("query", "net-income"), "--named net-income"),
    (("query", "--named", "revenue", "--set", "as=latst"), "as takes no 'latst'; did you mean latest"),
    (("query", "--results", "tabel", "x"), "--results takes no 'tabel'; did you mean table?"),
    (("export", "x", "--to", "parquett"), "--to takes no 'parquett'; did you mean parquet?"),
    (("map", "Cash", "--statement", "xs"), "--statement takes no 'XS'"),
    (("store", "bild"), "no use 'bild'; did you mean build?"),
    (("explain", "CALL001"), "no finding 'CALL001'; did you mean CAL001?"),
    (("completion", "bsh"), "no shell 'bsh'; did you mean bash?"),
    (("show", EXAMPLES), "holds several filings, choose one of them"),
    (("show", "empty"), "no text filing in empty"),
    (("check", "empty"), "no text filing in empty"),
    (("convert", "empty", "--dry-run"), "no text filing in empty"),
    (("convert", FILING, "--only", "8-K,11-K", "-o", "out"), "no text filing of the form 8-K or 11-K"),
]  # fmt: skip


@pytest.mark.parametrize(("arguments", "said"), WRONG, ids=lambda each: str(each)[-60:])
def test_wrong_use_is_answered(run, tmp_path, arguments, said):
    (tmp_path / "empty").mkdir()
    code, out, err = run(*arguments)
    assert code == 2
    assert not out
    assert said in err
    assert "usage:" not in err


def test_without_a_command_there_is_the_help(run):
    code, out, err = run()
    assert (code, out) == (2, "")
    assert "convert" in err
    assert "COMMAND --help" in err


def test_an_option_that_is_a_beginning_is_taken(run):
    assert run("map", "Cash", "--state", "bs")[0] == 0


def test_codes_that_begin_so_are_listed(run):
    code, out, _ = run("explain", "seg")
    assert code == 0
    codes = [line.split()[0] for line in out.splitlines()]
    assert codes[:3] == ["SEG001", "SEG002", "SEG003"]
    assert all(code.startswith("SEG") for code in codes)


def test_a_company_of_nearly_that_name(run):
    assert run("convert", FILING, "-o", "out", "--format", "csv")[0] == 0
    said = run("series", "--company", "nutrtion", "-o", "out")[2]
    assert "did you mean NUTRITION?" in said
    assert "export DIR --to companies" in run("series", "--company", "xyz", "-o", "out")[2]


@pytest.mark.parametrize(
    ("concept", "said"),
    [
        ("us-gaap:Asets", "did you mean us-gaap:Assets"),
        ("asset", "there is"),
        ("revenuse", "revenues"),
    ],
)
def test_items_and_concepts_of_a_series(run, concept, said):
    assert run("convert", FILING, "-o", "out", "--format", "csv")[0] == 0
    assert said in run("series", "--company", "nutrition", "--concept", concept, "-o", "out")[2]
