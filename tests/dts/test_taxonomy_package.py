from __future__ import annotations

import io
import re
import zipfile

import pytest
from lxml import etree

from converter.dts.base import load_base
from converter.dts.package import TOP, build_package
from converter.model.addresses import SCHEMAS
from converter.model.xbrl import DEI, RETRO, US_GAAP

XS = "{http://www.w3.org/2001/XMLSchema}"
NOTICE = "https://xbrl.fasb.org/terms/TaxonomiesTermsConditions.html"


@pytest.fixture(scope="module")
def files() -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(build_package())) as package:
        return {name.removeprefix(f"{TOP}/"): package.read(name) for name in package.namelist()}


def test_same_bytes(tmp_path):
    (tmp_path / "package.zip").write_bytes(build_package())
    assert (tmp_path / "package.zip").read_bytes() == build_package()
    assert len(list(tmp_path.iterdir())) == 1


def test_catalog_leads_to_files(files):
    catalog = files["META-INF/catalog.xml"].decode()
    rewrites = dict(re.findall(r'uriStartString="(.*?)" rewritePrefix="\.\./(.*?)"', catalog))
    for address in (
        "http://taxonomies.xbrl.us/us-gaap/2009/elts/us-gaap-2009-01-31.xsd",
        "http://taxonomies.xbrl.us/us-gaap/2009/elts/us-types-2009-01-31.xsd",
        "https://xbrl.sec.gov/dei/2021/dei-2021.xsd",
        "https://w3id.org/retroxbrl/taxonomy/2026/retro-2026.xsd",
    ):
        start = next(s for s in rewrites if address.startswith(s))
        assert rewrites[start] + address.removeprefix(start) in files


def test_owner_notice_heads_the_us_gaap_files(files):
    for name in ("us-gaap/us-gaap-2009-01-31.xsd", "us-gaap/us-types-2009-01-31.xsd"):
        assert files[name].decode().index(NOTICE) < files[name].decode().index("<xs:schema")


@pytest.mark.parametrize(
    ("prefix", "name"),
    [
        ("us-gaap", "us-gaap/us-gaap-2009-01-31.xsd"),
        ("dei", "dei/dei-2021.xsd"),
        ("retro", "retro/retro-2026.xsd"),
    ],
)
def test_every_concept_is_an_element(files, prefix, name):
    ids = {e.get("id") for e in etree.fromstring(files[name]).findall(f"{XS}element")}
    assert ids == {concept.id for concept in load_base().concepts(prefix)}


@pytest.mark.parametrize(
    ("kind", "good", "bad"),
    [
        ("fileNumber", ["0-14983", "001-36743", "1-6049", "333-12345-01"], ["14983", "0-"]),
        ("employerId", ["11-2653613", "112653613"], ["1-2653613"]),
        ("fiscalPeriod", ["Q1", "FY"], ["Q5"]),
        ("submissionType", ["10-Q", "10-K405", "8-K/A", "10-KSB"], ["", "/A"]),
        ("centralIndexKey", ["0000718096"], ["718096"]),
        ("edgarStateCountry", ["NY", "X0"], ["New York"]),
    ],
)
def test_types_of_dei(files, kind, good, bad):
    """The facets, tried by libxml on a simple type of the same facets."""
    schema = etree.fromstring(files["dei/dei-2021.xsd"])
    found = schema.find(
        f"{XS}complexType[@name='{kind}ItemType']/{XS}simpleContent/{XS}restriction"
    )
    facets = b"".join(etree.tostring(facet) for facet in found)
    tried = etree.XMLSchema(
        etree.fromstring(
            b'<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema"><xs:element name="v">'
            b'<xs:simpleType><xs:restriction base="xs:token">'
            + facets
            + b"</xs:restriction></xs:simpleType></xs:element></xs:schema>"
        )
    )
    for value in good:
        assert tried.validate(etree.fromstring(f"<v>{value}</v>")), value
    for value in bad:
        assert not tried.validate(etree.fromstring(f"<v>{value}</v>")), value


@pytest.mark.arelle
def test_arelle_takes_the_package(tmp_path):
    pytest.importorskip("arelle")
    from arelle.api.Session import Session
    from arelle.logging.handlers.StructuredMessageLogHandler import StructuredMessageLogHandler
    from arelle.RuntimeOptions import RuntimeOptions

    (tmp_path / "package.zip").write_bytes(build_package())
    imports = "".join(
        f'<xs:import namespace="{namespace}" schemaLocation="{SCHEMAS[namespace]}"/>'
        for namespace in (US_GAAP, DEI, RETRO)
    )
    entry = tmp_path / "entry.xsd"
    entry.write_text(
        f'<xs:schema xmlns:xs="{XS[1:-1]}" targetNamespace="urn:x">{imports}</xs:schema>'
    )
    handler = StructuredMessageLogHandler()
    with Session() as session:
        session.run(
            RuntimeOptions(
                entrypointFile=str(entry),
                internetConnectivity="offline",
                packages=[str(tmp_path / "package.zip")],
                validate=True,
                disablePersistentConfig=True,
            ),
            logHandler=handler,
        )
    assert [m for m in handler.messages if m["levelname"] not in ("INFO", "DEBUG")] == []


def test_the_schema_pulls_in_definitions_but_no_standard_labels(files):
    """A filing's own labels are the printed captions; a second standard label would compete."""
    schema = files["retro/retro-2026.xsd"].decode()
    assert "retro-2026_doc.xml" in schema
    assert "retro-2026_lab.xml" not in schema
    assert "role/documentation" not in files["retro/retro-2026_lab.xml"].decode()
    assert "retro-2026_lab.xml" in files["META-INF/taxonomyPackage.xml"].decode()
