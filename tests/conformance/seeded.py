"""Caches of web addresses as readers keep them, filled without a network.

    seed(folder)        host/path below `folder`, as py-xbrl's HttpCache keeps them
    seed_flat(folder)   one folder of files with long names, as brel keeps them

The schemas of us-gaap, dei and retro are those of the taxonomy package, those of xbrl.org are the
copies that Arelle brings.
"""

from __future__ import annotations

import io
import shutil
import zipfile
from pathlib import Path
from xml.etree import ElementTree as ET

import arelle

from converter.dts.package import build_package

CATALOG = "{urn:oasis:names:tc:entity:xmlns:xml:catalog}"


def seed(folder: Path) -> Path:
    for scheme in (Path(arelle.__path__[0]) / "resources" / "cache").glob("http*"):
        shutil.copytree(scheme, folder, dirs_exist_ok=True)
    with zipfile.ZipFile(io.BytesIO(build_package())) as packed:
        (catalog,) = (name for name in packed.namelist() if name.endswith("META-INF/catalog.xml"))
        top = catalog.partition("/")[0]
        for rule in ET.fromstring(packed.read(catalog)).iter(f"{CATALOG}rewriteURI"):  # noqa: S314
            start = f"{top}/{rule.get('rewritePrefix', '').removeprefix('../')}"
            place = folder / rule.get("uriStartString", "").partition("://")[2]
            for name in packed.namelist():
                if name.startswith(start) and not name.endswith("/"):
                    target = place / name.removeprefix(start)
                    target.parent.mkdir(parents=True, exist_ok=True)
                    target.write_bytes(packed.read(name))
    return folder


def seed_flat(folder: Path, tree: Path) -> Path:
    """From what `seed` made: 'www.xbrl.org/2003/a.b.xsd' is 'xbrl_org_2003_a_b.xsd'."""
    folder.mkdir(parents=True, exist_ok=True)
    for path in tree.rglob("*.x[ms][ld]"):
        address = path.relative_to(tree).as_posix().replace("www.", "").removesuffix(path.suffix)
        name = address.replace("/", "_").replace(".", "_")
        shutil.copy(path, folder / f"{name}{path.suffix}")
    return folder
