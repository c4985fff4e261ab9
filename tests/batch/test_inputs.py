"""What paths name: folders, archives in archives, lists; and what is broken, with the others whole."""

import gzip
import io
import os
import sys
import tarfile
import zipfile

import pytest

from converter.batch import inputs
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


def deep(levels, core):
    for level in range(levels):
        core = zipped({f"{level}.zip" if level else "a.txt": core, "z.txt": b"last\n"})
    return core


def pax(size):
    """A tar whose first header says that what it tells of a member has so many bytes."""
    header = tarfile.TarInfo("x")
    header.type, header.size = tarfile.XHDTYPE, size
    good = tarred({"good.txt": b"good\n"}, "w")
    return header.tobuf() + b"0" * (size + -size % 512) + good


BOMBS = {
    # 4 GB of zeros said of a member, the same unsaid, both beside a filing
    "one.zip": lambda: zipped({"in.zip": zipped({"b.txt": b" " * (70 << 20)}), "c.txt": b"c\n"}),
    "deep.zip": lambda: zipped({"in.zip": deep(6, b"first\n"), "c.txt": b"c\n"}),
    "in.tar": lambda: tarred({"in.tar.gz": tarred(
        {f"{n}.txt": b" " * (10 << 20) for n in range(8)}, "w:gz"), "c.txt": b"c\n"}, "w"),
    "pax.zip": lambda: zipped({"pax.tar": pax(3 << 20), "c.txt": b"c\n"}),
}  # fmt: skip


@pytest.mark.parametrize("name", BOMBS)
def test_an_archive_without_end_is_left_with_one_finding(tmp_path, name):
    path = tmp_path / name
    path.write_bytes(BOMBS[name]())
    given = list(read_inputs([str(path)]))
    wrong = [each for each in given if each.error]
    assert [each.error.code for each in wrong] == ["BAT004" if "pax" in name else "BAT007"]
    assert given[-1].raw == b"c\n"
    assert sum(len(each.raw) for each in given) < 80 << 20


def test_an_archive_given_by_name_has_an_end_too(tmp_path, monkeypatch):
    monkeypatch.setattr("converter.batch.allowance._LEAST", 5000)
    good = tmp_path / "z.txt"
    good.write_bytes(b"good\n")
    for name, content in (
        ("x.tar.gz", tarred({"a.txt": b"a\n", "b.txt": b" " * 600_000}, "w:gz")),
        ("x.zip", zipped({"a.txt": b"a\n", "b.txt": b" " * 600_000})),
        ("b.txt.gz", gzip.compress(b" " * 600_000)),
    ):
        path = tmp_path / name
        path.write_bytes(content)
        given = list(read_inputs([str(path), str(good)]))
        assert [each.error.code for each in given if each.error] == ["BAT007"]
        assert given[-1].raw == b"good\n"


def test_an_archive_that_holds_itself(tmp_path, monkeypatch):
    """As if it did: what lies in it is read from the same bytes each time."""
    whole = zipped({"r.zip": b"", "c.txt": b"c\n"})
    monkeypatch.setattr(
        inputs, "_input", lambda member, name, _: inputs.Input(
            name, whole if name.endswith(".zip") else member.read()
        )
    )  # fmt: skip
    path = tmp_path / "r.zip"
    path.write_bytes(whole)
    codes = [each.error.code for each in read_inputs([str(path)]) if each.error]
    assert codes == ["BAT007"]


def test_what_a_real_archive_unpacks_to_is_allowed(tmp_path):
    """A year of filings packs to a tenth; a table of blanks and one figure to a fiftieth."""
    line = b" " * 60 + b"1,234\n"
    many = {f"{n}.txt": os.urandom(200) + line * 3000 for n in range(20)}
    path = tmp_path / "x.zip"
    path.write_bytes(zipped({"q.zip": zipped(many), "r.tar.gz": tarred(many, "w:gz")}))
    given = found(path)
    assert [raw for _, raw in given] == [*many.values(), *many.values()]


@pytest.mark.skipif(os.name == "nt", reason="no such files there")
def test_devices_and_pipes_are_no_files(tmp_path):
    for name in ("a.txt", "b.zip", "c.tar.gz"):
        os.mkfifo(tmp_path / name)
    (tmp_path / "d.txt").write_bytes(b"good\n")
    (tmp_path / "e.txt").symlink_to("/dev/zero")
    given = list(read_inputs(["/dev/zero", str(tmp_path)]))
    assert [each.error.code if each.error else "" for each in given] == [
        "REA003", "REA003", "REA003", "REA003", "", "REA003",
    ]  # fmt: skip
    (tmp_path / "c.tar.gz").unlink()
    assert count([str(tmp_path)]) == 4


def test_a_stream_without_end(monkeypatch):
    class Endless(io.RawIOBase):
        def readable(self):
            return True

        def readinto(self, into):
            into[:] = b" " * len(into)
            return len(into)

    monkeypatch.setattr("converter.read.encoding.LARGEST", 1 << 20)
    monkeypatch.setattr(inputs, "LARGEST", 1 << 20)
    monkeypatch.setattr(sys, "stdin", Stream(b""))
    sys.stdin.buffer = io.BufferedReader(Endless())
    (each,) = read_inputs(["-"])
    assert each.error.code == "BAT005"


def test_what_vanishes_after_it_was_listed_is_an_input_with_a_finding(tmp_path):
    for name in "abc":
        (tmp_path / f"{name}.txt").write_text(name)
    (tmp_path / "d.txt").symlink_to(tmp_path / "nowhere")
    given = read_inputs([str(tmp_path)])
    first = next(given)
    (tmp_path / "b.txt").unlink()
    rest = list(given)
    assert first.raw == b"a"
    assert [each.error.code if each.error else each.raw for each in rest] == [
        "REA001", b"c", "REA001",
    ]  # fmt: skip


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
