"""What the project is built from: locked, licensed, and built to the same bytes."""

import importlib.util
import os
import re
import shutil
import subprocess
import sys
import tomllib
import zipfile
from importlib import metadata
from pathlib import Path

import pytest

pytest.importorskip("packaging")
from packaging.requirements import Requirement
from packaging.version import Version

ROOT = Path(__file__).parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
LOCK = (ROOT / "constraints.txt").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def third_party():
    path = ROOT / "docs" / "third_party.py"
    spec = importlib.util.spec_from_file_location("third_party", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_lock_has_every_requirement_at_a_version_that_is_allowed(third_party):
    locked = third_party.locked()
    wanted = [*PROJECT["dependencies"], *PROJECT["optional-dependencies"]["dev"]]
    for each in map(Requirement, wanted):
        versions = locked[third_party.named(each.name)]
        assert versions, each.name
        assert all(each.specifier.contains(Version(version)) for version in versions), each


def test_the_lock_names_packages_and_no_places():
    lines = [line.split("#")[0].strip() for line in LOCK.splitlines()]
    pinned = re.compile(r"[a-z0-9-]+==[\w.]+( ; .+)?")
    assert all(pinned.fullmatch(line) for line in lines if line)
    assert "://" not in LOCK
    assert "make lock" in LOCK


def test_tests_and_demo_take_the_lock():
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    installs = [line for line in makefile.splitlines() if "--editable" in line]
    assert len(installs) >= 2
    assert all("--constraint constraints.txt" in line for line in installs)


def test_the_licences_are_listed_and_allowed(third_party):
    listed, locked = third_party.listed(), third_party.locked()
    assert set(listed) == set(locked)
    for name, (stated, _) in listed.items():
        assert third_party.allowed(stated), (name, stated)
        try:
            here = metadata.version(name)
        except metadata.PackageNotFoundError:
            continue
        if here in locked[name]:
            assert third_party.licence(name) == stated


def test_what_the_product_runs_with_is_named_so(third_party):
    needs = {name for name, what in third_party.needs().items() if "run" in what}
    named = {name for name, (_, what) in third_party.listed().items() if "run" in what.split(", ")}
    assert needs == named
    assert {"filelock", "lxml", "numpy", "pydantic", "pyoxigraph", "rdflib", "rich"} <= named


@pytest.mark.parametrize(
    ("stated", "fine"),
    [
        ("MIT", True), ("Apache-2.0 OR GPL-3.0", True), ("MIT AND GPL-3.0", False),
        ("GPL-3.0", False), ("not stated", False), ("(MIT AND Zlib)", True),
    ],
)  # fmt: skip
def test_licences_are_weighed(third_party, stated, fine):
    assert third_party.allowed(stated) is fine


def test_faults_have_an_address():
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    for name in ("SECURITY.md", "THIRD_PARTY.md"):
        assert (ROOT / name).is_file()
        assert name in readme


@pytest.mark.skipif(os.name == "nt", reason="files have no such rights there")
def test_the_wheel_is_the_same_bytes_each_time(tmp_path):
    """From two folders, written at other times and with other rights."""
    pytest.importorskip("hatchling")
    kept = ("converter", "taxonomy", "mappings", "pyproject.toml", "README.md", "LICENSE")
    made = []
    for number, (mask, when) in enumerate(((0o022, 1_000_000_000), (0o077, 1_700_000_000))):
        tree = tmp_path / str(number) / "tree"
        for name in kept:
            source, target = ROOT / name, tree / name
            target.parent.mkdir(parents=True, exist_ok=True)
            if source.is_dir():
                shutil.copytree(source, target, ignore=shutil.ignore_patterns("__pycache__"))
            else:
                shutil.copy(source, target)
        for path in tree.rglob("*"):
            os.utime(path, (when, when))
            path.chmod((0o777 if path.is_dir() else 0o666) & ~mask)
        subprocess.run(
            [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tree / "dist")],
            cwd=tree, check=True, capture_output=True,
            env={**os.environ, "SOURCE_DATE_EPOCH": "1700000000"},
        )  # fmt: skip
        (wheel,) = (tree / "dist").glob("*.whl")
        made.append(wheel)
    first, second = (wheel.read_bytes() for wheel in made)
    assert zipfile.ZipFile(made[0]).namelist() == zipfile.ZipFile(made[1]).namelist()
    assert first == second
