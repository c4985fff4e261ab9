"""Arelle as the outside referee, in process and offline.

    arelle_validate(path)        log records of warning or worse: [] is what every output must give
    arelle_facts(path)           the facts as Arelle reads them, to compare between formats
    arelle_notes(path)           the footnotes as Arelle reads them, one for each fact of each
    arelle_extract(path, folder) Arelle's own instance and xBRL-JSON of an inline document
    check_folder(folder)         all of it for one folder of output, as a list of complaints

Arelle keeps global state: one session a process, closed after each use. Under pytest-xdist each
worker is a process and so has its own. The taxonomy package is made once a process.

It opens Arelle for itself, and not by `converter.validate`, which it is a check of too: what is wrong
there must not be passed over here.
"""

from __future__ import annotations

import atexit
import html
import json
import re
import shutil
import tempfile
from collections import Counter
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from converter.dts.package import build_package

FLAGS = "--validate --calc c11r --utr --validateDuplicateFacts inconsistent"
# a currency of its time, that the registry of units does not have any more (VAL005)
GONE = re.compile(r"Unit (?:DEM|FRF|ITL|NLG)(?:_per_\w+)? disallowed")
# Arelle's own instance has no prefix for the instance namespace.
_PREFIX = {"http://www.xbrl.org/2003/instance": "xbrli"}
_LINKBASE = re.compile(r"_(pre|cal|def|lab)\.xml$")


@dataclass(frozen=True, slots=True)
class Record:
    """One line of Arelle's log: level 'warning', 'error'..., its code, its text."""

    level: str
    code: str
    text: str

    def __str__(self) -> str:
        return f"{self.level} {self.code}: {self.text}"


@dataclass(frozen=True, slots=True, order=True)
class ReadFact:
    """A fact as a reader sees it, in a form in which two readers can be compared.

    period  'start/end' or the instant, as points in time: ends are the next midnight
    """

    concept: str
    entity: str
    period: str
    dimensions: tuple[tuple[str, str], ...]
    unit: str
    value: str
    decimals: str


@lru_cache(maxsize=1)
def package() -> Path:
    """The taxonomy package as a file that lasts as long as the process."""
    folder = tempfile.TemporaryDirectory(prefix="retroxbrl-package-")
    atexit.register(folder.cleanup)
    path = Path(folder.name) / "package.zip"
    path.write_bytes(build_package())
    return path


def _run(path: Path, **more: Any) -> tuple[list[Record], list[Any]]:
    """One run of Arelle's session over `path`: the records, and `inspect(model)` of each model."""
    from arelle import ModelManager
    from arelle.api.Session import Session
    from arelle.logging.handlers.StructuredMessageLogHandler import StructuredMessageLogHandler
    from arelle.RuntimeOptions import RuntimeOptions

    # each model that is closed collects all garbage of the process: a tenth of the referee's time
    ModelManager.gc = SimpleNamespace(collect=int)
    inspect = more.pop("inspect", None)
    # the taxonomy is the same for all: that it is right is asked once, and takes as long as the rest
    more["baseTaxonomyValidationMode"] = "all" if more.pop("taxonomy", False) else "none"
    handler = StructuredMessageLogHandler()
    options = RuntimeOptions(
        entrypointFile=str(path),
        internetConnectivity="offline",
        packages=[str(package())],
        keepOpen=inspect is not None,
        disablePersistentConfig=True,
        **more,
    )
    with Session() as session:
        session.run(options, logHandler=handler)
        records = [
            Record(m["levelname"].lower(), m["messageCode"] or "", str(m["msg"]))
            for m in handler.messages
        ]
        found = [inspect(model) for model in session.get_models()] if inspect else []
    return records, found


def arelle_validate(path: Path) -> list[Record]:
    """What Arelle has against `path`: an inline document, an instance, xBRL-JSON or .xbri.

    Only warnings and worse; FLAGS are the flags of the command that does the same.
    """
    return arelle_read(path, validate=True)[0]


def arelle_facts(path: Path) -> list[ReadFact]:
    """The facts that Arelle reads from `path`, sorted."""
    return arelle_read(path)[1]


def arelle_read(
    path: Path, *, validate: bool = False, taxonomy: bool = False
) -> tuple[list[Record], list[ReadFact]]:
    """Complaints and facts in one load; most of the time goes into loading.

    taxonomy  what Arelle has against the taxonomies that `path` uses, too
    """
    check: dict[str, Any] = (
        {
            "validate": True,
            "calcs": "c11r",
            "utrValidate": True,
            "validateDuplicateFacts": "inconsistent",
        }
        if validate
        else {}
    )
    records, found = _run(path, inspect=_facts_of, taxonomy=taxonomy, **check)
    complaints = [r for r in records if r.level not in ("info", "debug")]
    if len(found) != 1 and not complaints:
        complaints = [Record("error", "referee", f"{len(found)} reports loaded from {path.name}")]
    return complaints, sorted(found[0]) if found else []


def _facts_of(model: Any) -> list[ReadFact]:
    return [_read(fact) for fact in model.factsInInstance]


def _read(fact: Any) -> ReadFact:
    context, unit = fact.context, fact.unit
    end = f"{context.endDatetime:%Y-%m-%dT%H:%M:%S}"
    period = end if context.isInstantPeriod else f"{context.startDatetime:%Y-%m-%dT%H:%M:%S}/{end}"
    sides = unit.measures if unit is not None else ()
    measures = [
        sorted(f"{_PREFIX.get(m.namespaceURI, m.prefix)}:{m.localName}" for m in side)
        for side in sides
    ]
    return ReadFact(
        concept=str(fact.qname),
        entity=context.entityIdentifier[1],
        period=period,
        dimensions=tuple(
            sorted(
                (str(axis), str(member.memberQname)) for axis, member in context.qnameDims.items()
            )
        ),
        unit="/".join("*".join(side) for side in measures if side),
        value=number(fact.value) if fact.isNumeric else fact.value,
        decimals=(fact.decimals or "INF") if fact.isNumeric else "",
    )


@dataclass(frozen=True, slots=True, order=True)
class ReadNote:
    """A footnote of a fact as a reader sees it; blanks of the text are normalized."""

    fact: str
    note: str
    language: str
    text: str


def arelle_notes(path: Path) -> list[ReadNote]:
    """The footnotes that Arelle reads from `path`, sorted."""
    _, found = _run(path, inspect=_notes_of)
    return sorted(found[0]) if found else []


def _notes_of(model: Any) -> list[ReadNote]:
    made = []
    for arc in model.relationshipSet("XBRL-footnotes").modelRelationships:
        fact, note = arc.fromModelObject, arc.toModelObject
        assert arc.arcrole == "http://www.xbrl.org/2003/arcrole/fact-footnote"
        assert note.role == "http://www.xbrl.org/2003/role/footnote"
        # it gives markup, with the elements of facts and links that stand inside
        words = html.unescape(re.sub("<[^>]*>", "", note.viewText()))
        text = " ".join(words.split())
        made.append(ReadNote(fact.id, note.id, note.xmlLang, text))
    return made


def number(text: str) -> str:
    """One spelling for equal numbers: '-.030' is '-0.03'."""
    return f"{Decimal(text).normalize() + 0:f}"


def json_facts(path: Path) -> list[ReadFact]:
    """The facts of an xBRL-JSON file, read by the letter of the specification."""
    facts = []
    for fact in json.loads(path.read_text(encoding="utf-8"))["facts"].values():
        own = dict(fact["dimensions"])
        if own["concept"] == "xbrl:note":
            continue  # a footnote is a fact here, and nowhere else
        concept, unit = own.pop("concept"), own.pop("unit", "")
        own.pop("language", None)
        is_number = bool(unit) or "decimals" in fact
        facts.append(
            ReadFact(
                concept=concept,
                entity=own.pop("entity").partition(":")[2],
                period=own.pop("period"),
                dimensions=tuple(sorted(own.items())),
                unit=unit or ("xbrli:pure" if is_number else ""),
                value=number(fact["value"]) if is_number else fact["value"],
                decimals=str(fact.get("decimals", "INF")) if is_number else "",
            )
        )
    return sorted(facts)


def arelle_extract(page: Path, folder: Path) -> tuple[Path, Path]:
    """Arelle's own instance and xBRL-JSON of the inline document `page`, written into `folder`.

    Works on a copy of the page's folder: Arelle writes beside its input.
    """
    for part in {*page.parent.glob(f"{page.stem}*"), *page.parent.glob("*.xsd")}:
        if part.suffix in (".htm", ".xsd") or part.name.endswith(
            ("_pre.xml", "_cal.xml", "_def.xml", "_lab.xml")
        ):
            shutil.copy(part, folder)
    made = folder / "extracted.json"
    _run(
        folder / page.name,
        plugins="inlineXbrlDocumentSet|saveLoadableOIM",
        pluginOptions={"saveTargetInstance": True, "saveLoadableOIM": str(made)},
    )
    (instance,) = folder.glob("*extracted.x*")
    return instance, made


def check_folder(folder: Path) -> list[str]:
    """Everything the referee has against one folder of output, one line each; [] is right."""
    return judged(folder)[0]


def judged(folder: Path, *, taxonomy: bool = False) -> tuple[list[str], dict[str, list[ReadFact]]]:
    """What the referee has against one folder of output, and the facts of each file by its name.

    The inline document, the instance and the xBRL-JSON that are there must be without complaint
    and must hold the same facts; the report package must load.
    """
    complaints: list[str] = []
    read: dict[str, list[ReadFact]] = {}
    pages = [p for p in sorted(folder.iterdir()) if p.suffix in (".htm", ".json", ".xbri")]
    pages += [p for p in sorted(folder.glob("*.xml")) if not _LINKBASE.search(p.name)]
    for path in pages:
        records, facts = arelle_read(path, validate=True, taxonomy=taxonomy)
        complaints += [f"{path.name}: {record}" for record in records]
        read[path.name] = facts
        if path.suffix in (".xml", ".json"):
            complaints += repeated(path.name, facts)
    if not read:
        return [f"{folder}: nothing to judge"], read
    first, *others = read
    for other in others:
        complaints += differences(first, read[first], other, read[other])
    return complaints, read


def differences(one: str, facts: list[ReadFact], other: str, others: list[ReadFact]) -> list[str]:
    """Facts that only one of two reports holds. An inline document has a fact wherever it is
    printed, so how often is not asked.
    """
    left, right = set(facts), set(others)
    return [f"only in {one}: {fact}" for fact in sorted(left - right)] + [
        f"only in {other}: {fact}" for fact in sorted(right - left)
    ]


def repeated(name: str, facts: list[ReadFact]) -> list[str]:
    """Facts that a report holds more than once."""
    return [
        f"{count} times in {name}: {fact}" for fact, count in Counter(facts).items() if count > 1
    ]
