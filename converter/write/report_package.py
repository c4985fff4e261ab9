"""BASE.xbri: the inline document with its extension taxonomy as one file (Report Packages 1.0)."""

from __future__ import annotations

import zipfile
from typing import TYPE_CHECKING

from converter.model.finding import Result
from converter.write.markup import RETRO_SCHEMA

if TYPE_CHECKING:
    from pathlib import Path

    from converter.model.xbrl import Report

_MANIFEST = '{"documentInfo": {"documentType": "https://xbrl.org/report-package/2023/xbri"}}\n'
# after `report.base`; a linkbase without arcs is not written
_PARTS = (".htm", ".xsd", "_cal.xml", "_def.xml", "_lab.xml", "_pre.xml")


class ReportPackageWriter:
    """Collects the files that the inline and the extension writer put into the folder before."""

    name = "package"

    def write(self, report: Report, folder: Path) -> Result[tuple[Path, ...]]:
        path = folder / f"{report.base}.xbri"
        # Level 1: the text shrinks to a quarter in a third of the time that level 6 takes.
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as package:
            _add(package, f"{report.base}/META-INF/reportPackage.json", _MANIFEST.encode())
            for name in (*(f"{report.base}{ending}" for ending in _PARTS), RETRO_SCHEMA):
                part = folder / name
                if not part.exists():
                    continue
                _add(package, f"{report.base}/reports/{part.name}", part.read_bytes())
        return Result((path,))


def _add(package: zipfile.ZipFile, name: str, content: bytes) -> None:
    """An entry without a clock, an owner or a platform: the same content gives the same bytes."""
    entry = zipfile.ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0))
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.external_attr = 0o644 << 16
    entry.create_system = 3
    package.writestr(entry, content, compresslevel=1)
