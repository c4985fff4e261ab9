"""What paths name: folders, archives in archives, lists; and what is broken, with the others whole."""

import gzip
import io
import os
import sys
import tarfile
import zipfile

import pytest

from converter.batch.inputs import count, read_inputs

TEXTS = {"a.txt": b"first\n", "sub/b.nc": b"second\n", "c.md": b"no filing", ".d.txt": b"hidden"}
TAKEN = [("a.txt", b"first\n"), ("sub/b.nc", b"second\n")]


def zipped(members):
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return made.getvalue()


def tarred(members, mode):
    made = io.BytesIO()
    with tarfile.open(fileobj=made, mode=mode) as archive:
        for name, content in members.items():
            entry = tarfile.TarInfo(name)
            entry.size = len(content)
            archive.addfile(entry, io.BytesIO(content))
    return made.getvalue()


def found(*paths, leave_out=None):
    return [(each.name, each.raw) for each in read_inputs([str(p) for p in paths], leave_out)]


def below(path):
    return [(f"{path}/{name}", content) for name, content in TAKEN]


def test_a_folder_gives_its_files_in_order(tmp_path):
    for name, content in TEXTS.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(content)
    out = tmp_path / "output"
    (out / "x").mkdir(parents=True)
    (out / "x" / "x.htm").write_bytes(b"made before")
    assert found(tmp_path, leave_out=out) == below(tmp_path)
    assert found(tmp_path, tmp_path / "a.txt", tmp_path / "a.txt")[-1][1] == b"first\n"
    assert count([str(tmp_path)], out) == len(TAKEN)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("x.zip", zipped(TEXTS)),
        ("x.tar", tarred(TEXTS, "w")),
        ("20000103.nc.tar.gz", tarred(TEXTS, "w:gz")),
        ("x.tgz", tarred({f"./{name}": text for name, text in TEXTS.items()}, "w:gz")),
        ("x.tar.xz", tarred(TEXTS, "w:xz")),
    ],
)
def test_an_archive_gives_its_members(tmp_path, name, content):
    path = tmp_path / name
    path.write_bytes(content)
    names = [(each.replace("/./", "/"), raw) for each, raw in found(path)]
    assert names == below(path)
    assert found(tmp_path) == found(path)
    assert count([str(path)]) == (len(TAKEN) if name.endswith(".zip") else None)


def test_archives_in_archives_and_single_packed_files(tmp_path):
    inner = {"x.zip": zipped(TEXTS), "y.txt.gz": gzip.compress(b"third\n")}
    path = tmp_path / "all.tar.gz"
    path.write_bytes(tarred(inner, "w:gz"))
    assert found(path) == [
        *below(f"{path}/x.zip"),
        (f"{path}/y.txt.gz/y.txt", b"third\n"),
    ]


@pytest.mark.parametrize("cut", [0, 10, 310])
@pytest.mark.parametrize(("name", "make"), [("x.tar.gz", "w:gz"), ("x.tar", "w"), ("x.zip", None)])
def test_a_damaged_archive_gives_what_stands_before_and_a_finding(tmp_path, name, make, cut):
    many = {f"{n}.txt": os.urandom(400) for n in range(6)}
    whole = tarred(many, make) if make else zipped(many)
    path = tmp_path / name
    path.write_bytes(whole[: len(whole) * cut // 1000])
    good = tmp_path / "z.txt"
    good.write_bytes(b"good")
    given = list(read_inputs([str(path), str(good)]))
    assert given[-1].raw == b"good"
    assert [each.error.code for each in given if each.error] == ["BAT004"]
    assert all(each.raw == many[each.name.rpartition("/")[2]] for each in given[:-2])


def test_a_damaged_member_leaves_the_others(tmp_path):
    whole = bytearray(zipped({f"{n}.txt": os.urandom(400) for n in range(3)}))
    at = whole.find(b"1.txt") + 100
    whole[at : at + 4] = b"\0\0\0\0"
    path = tmp_path / "x.zip"
    path.write_bytes(whole)
    assert [each.error.code if each.error else "" for each in read_inputs([str(path)])] == [
        "",
        "BAT004",
        "",
    ]


def test_a_member_that_grows_beyond_measure_is_passed_over(tmp_path, monkeypatch):
    monkeypatch.setattr("converter.read.encoding.LARGEST", 1000)
    path = tmp_path / "bomb.txt.gz"
    path.write_bytes(gzip.compress(b" " * 1001))
    small = tmp_path / "small.txt.gz"
    small.write_bytes(gzip.compress(b" " * 1000))
    first, second = read_inputs([str(path), str(small)])
    assert first.error.code == "BAT005"
    assert len(second.raw) == 1000


def test_a_missing_file_is_an_input_with_a_finding(tmp_path):
    (each,) = read_inputs([str(tmp_path / "none.txt")])
    assert each.error.code == "REA001"
    (each,) = read_inputs([str(tmp_path / "none.zip")])
    assert each.error.code == "REA001"


class Stream:
    def __init__(self, content):
        self.buffer = io.BytesIO(content)


def test_standard_input_is_a_filing_or_a_list(tmp_path, monkeypatch):
    path = tmp_path / "a file.txt"
    path.write_bytes(b"text")
    monkeypatch.setattr(sys, "stdin", Stream(b"FORM 10-Q\nand more\n"))
    assert found("-") == [("-", b"FORM 10-Q\nand more\n")]
    monkeypatch.setattr(sys, "stdin", Stream(f"{path}\n\n{tmp_path}/none.txt\n".encode()))
    first, second = read_inputs(["-"])
    assert (first.name, first.raw) == (str(path), b"text")
    assert second.error.code == "REA001"
    monkeypatch.setattr(sys, "stdin", Stream(b""))
    assert found("-") == [("-", b"")]


def test_names_that_no_text_file_could_hold_are_made_printable(tmp_path):
    path = os.fsencode(tmp_path) + b"/a\xff\n.txt"
    try:
        with open(path, "wb") as file:  # noqa: PTH123
            file.write(b"text")
    except OSError:
        pytest.skip("this file system takes no such name")
    ((name, raw),) = found(tmp_path)
    assert raw == b"text"
    assert name.encode("utf-8").endswith(b"a??.txt")
