"""How much is said: of one filing its findings, of several how many of which kind; -q and -v."""

import json
import shutil
from pathlib import Path

import pytest

from converter.batch.summary import FEW
from converter.cli.tally import Tally
from converter.model.finding import Finding, Severity
from converter.model.source import Span

EXAMPLES = Path(__file__).parent.parent.parent / "examples"
QUARTER = EXAMPLES / "nutrition21-10q-2003-12-31.txt"  # one warning, PER002, and notes
RELEASE = EXAMPLES / "nutrition21-8k-2003-09-30.txt"  # one warning, COV001


def found(code, severity=Severity.WARNING, at=None):
    span = Span(start=at, end=at + 1, line=at, column=1) if at is not None else None
    return Finding(code=code, severity=severity, message="m", span=span)


def test_a_tally_has_the_worst_first_and_counts_filings_and_findings():
    tally = Tally()
    tally.add("a.txt", [found("SCA001", at=7), found("SCA001", at=9), found("TAB001")])
    tally.add(
        "b.txt",
        [found("CAL001", Severity.ERROR, 3), found("TAB001"), found("MAP020", Severity.INFO)],
    )
    head, _, _, _, *rows = [line.split() for line in tally.lines()]
    assert head[:4] == ["findings", "of", "2", "filings;"]
    assert [(row[0], row[1], row[2], row[3], row[-1]) for row in rows[:3]] == [
        ("error", "CAL001", "1", "1", "b.txt:3:1"),
        ("warning", "TAB001", "2", "2", "a.txt"),
        ("warning", "SCA001", "2", "1", "a.txt:7:1"),
    ]
    assert "A printed total does not add up" in " ".join(rows[0])
    assert " ".join(rows[-1]) == "and 1 note of 1 kind: -v shows them"
    assert any("MAP020" in line for line in tally.lines(notes=True))
    assert not any("-v" in line for line in tally.lines(notes=True))


def test_nothing_found_is_nothing_said():
    assert not list(Tally().lines())


# arguments, what standard error has, what it has not
TOLD = [
    ([QUARTER], ["txt:375:54 PER002", "written to"], ["severity", "ENT001"]),
    ([QUARTER, "-q"], [], ["PER002", "written"]),
    ([QUARTER, "-v"], ["txt:375:54 PER002", "ENT001"], ["severity"]),
    ([QUARTER, RELEASE], ["severity", "warning   PER002         1        1", "-v shows"], ["54 PER002"]),
    ([QUARTER, RELEASE, "-q"], [], ["PER002", "COV001"]),
    ([QUARTER, RELEASE, "-v"], ["54 PER002", "severity", "info      ENT001"], ["-v shows"]),
]  # fmt: skip


@pytest.mark.parametrize(("arguments", "there", "absent"), TOLD)
def test_what_convert_says(run, arguments, there, absent):
    code, out, err = run("convert", *arguments, "-o", "out", "--format", "csv")
    assert code == 0
    assert all(words in err for words in there)
    assert not any(words in err for words in absent)
    assert bool(out) is ("-q" not in arguments)
    with next(Path("out").glob("*10q*/findings.jsonl")).open(encoding="utf-8") as lines:
        assert "PER002" in {json.loads(line)["code"] for line in lines}


def test_what_stands_already_is_not_counted_as_free_of_findings(run):
    for _ in range(2):
        _, out, err = run("convert", QUARTER, RELEASE, "-o", "out", "--format", "csv")
    assert "2 of them stood there already" in out
    assert "findings of" not in err


@pytest.mark.parametrize("option", [(), ("-q",), ("-v",)])
def test_what_fails_is_named_but_not_without_end(run, tmp_path, option):
    many = tmp_path / "many"
    many.mkdir()
    for number in range(FEW + 5):
        (many / f"letter-{number:02}.txt").write_text(f"Dear shareholder {number},\n")
    code, _, err = run("convert", many, "-o", "out", *option)
    assert code == 1
    named = sum(line.startswith("letter-") and "SEG001" in line for line in err.splitlines())
    assert named == (FEW + 5 if option == ("-v",) else FEW)
    assert ("more fail: failures.jsonl names them" in err) is (option != ("-v",))


def test_a_failure_that_is_alone_is_said_whole(run, tmp_path):
    long = tmp_path / "bought.txt"
    rows = "Net sales          2,000   1,800\nNet income           200     160\n"
    names = ("STATEMENTS OF INCOME", "BALANCE SHEETS", "STATEMENTS OF CASH FLOWS")
    titles = "".join(f"PRO FORMA {name}\n\n{rows}\n" for name in names)
    long.write_text(f"FORM 8-K\n\n{titles}", encoding="utf-8")
    whole = run("convert", long, "-o", "one")[2]
    assert len(whole) > 250
    assert "…" not in whole
    several = run("convert", long, QUARTER, "-o", "two", "--format", "csv")[2].splitlines()
    assert several[0].endswith("…")
    assert len(several[0]) <= 200


def test_what_check_says(run, tmp_path):
    wrong = tmp_path / "wrong.txt"
    text = (EXAMPLES / "nutrition21-10q-2004-09-30.txt").read_text(encoding="utf-8")
    wrong.write_text(text.replace("$14,626     $16,367", "$14,662     $16,367"), encoding="utf-8")
    code, out, _ = run("check", QUARTER, wrong)
    assert code == 1
    assert "error     CAL001" in out
    assert "printed 14,662" not in out
    assert "printed 14,662" in run("check", QUARTER, wrong, "-v")[1]
    code, out, _ = run("check", QUARTER, wrong, "-q")
    assert code == 1
    assert out.count("\n") == 1
    assert out.startswith("wrong.txt: ")
    shutil.copy(QUARTER, tmp_path / "right.txt")
    assert run("check", "right.txt", "-q") == (0, "", "")
