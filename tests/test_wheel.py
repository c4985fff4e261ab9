"""The wheel carries its data: a command run from it, far from the checkout, converts a filing."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

pytest.importorskip("hatchling")
ROOT = Path(__file__).parent.parent
RELEASE = ROOT / "examples" / "nutrition21-8k-2003-09-30.txt"


@pytest.fixture(scope="module")
def installed(tmp_path_factory):
    made = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(made)]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    (wheel,) = made.glob("*.whl")
    with zipfile.ZipFile(wheel) as packed:
        packed.extractall(made / "site")
    return made / "site"


def run(site, folder, *arguments):
    environment = {**os.environ, "PYTHONPATH": str(site)}
    command = [sys.executable, "-m", "converter", *map(str, arguments)]
    return subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, text=True, check=False
    )


def test_the_command_finds_its_taxonomy_and_mappings(installed, tmp_path):
    done = run(installed, tmp_path, "convert", RELEASE, "-o", "out")
    assert done.returncode == 0, done.stderr
    (page,) = (tmp_path / "out").rglob("*.htm")
    assert "us-gaap:AssetsCurrent" in page.read_text(encoding="utf-8")
    where = "import converter.resources as r; print(r.resource('mappings'))"
    found = subprocess.run(
        [sys.executable, "-c", where], cwd=tmp_path, capture_output=True, text=True, check=True,
        env={**os.environ, "PYTHONPATH": str(installed)},
    )  # fmt: skip
    assert Path(found.stdout.strip()) == installed / "converter" / "_data" / "mappings"


def test_the_package_and_the_questions_travel_along(installed, tmp_path):
    assert run(installed, tmp_path, "taxonomy", "package", "t.zip").returncode == 0
    assert (tmp_path / "t.zip").stat().st_size > 10_000
    assert "net-income" in run(installed, tmp_path, "query", "--list").stdout


def test_the_pages_of_the_server_travel_along(installed):
    served = installed / "converter" / "serve"
    source = ROOT / "converter" / "serve"
    for folder in ("templates", "static"):
        wanted = {path.relative_to(source) for path in (source / folder).rglob("*.*")}
        assert len(wanted) > 5
        assert {path.relative_to(served) for path in (served / folder).rglob("*.*")} == wanted
    for name in ("LICENSE.txt", "NOTICES.txt"):
        assert (served / "static" / "yasqe" / name).is_file()


def test_the_licence_and_the_command_are_declared(installed):
    (about,) = installed.glob("*.dist-info")
    assert "retroxbrl = converter.cli:main" in (about / "entry_points.txt").read_text()
    assert list(about.rglob("LICENSE"))
