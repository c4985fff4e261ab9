"""What a professional of XBRL would find wrong with the trees, labels and elements of a report.

    python -m benchmarks.measures.trees OUTPUT...        counts by kind over the folders of outputs
    python -m benchmarks.measures.trees OUTPUT --list    each fault on a line of its own
    python -m benchmarks.measures.trees OUTPUT --edgar   the names and addresses of EDGAR too

It works from what is written alone: the schema, the four linkbases, the instance and, for what
was printed, the CSV. The kinds follow chapter 6 of the EDGAR Filer Manual where it has a rule;
docs/edgar.md lists them.
"""

from __future__ import annotations

import re
import sys
from collections import Counter, defaultdict
from csv import DictReader
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Final

from lxml import etree

from converter.dts.base import load_base
from converter.text.dates import without_periods

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_LINK: Final = "{http://www.xbrl.org/2003/linkbase}"
_XLINK: Final = "{http://www.w3.org/1999/xlink}"
_XS: Final = "{http://www.w3.org/2001/XMLSchema}"
_XBRLI: Final = "{http://www.xbrl.org/2003/instance}"
_XML: Final = "{http://www.w3.org/XML/1998/namespace}"
_ROLE: Final = "http://www.xbrl.org/2003/role/"
_ENDS: Final = {"periodStartLabel", "periodEndLabel"}
_LONGEST: Final = 511  # characters of a label that EDGAR takes
_LONGEST_NAME: Final = 200
_NAME: Final = re.compile(r"[A-Z][A-Za-z0-9]*")
_DEFINITION: Final = re.compile(r"\d+ - (?:Document|Statement|Disclosure|Schedule) - .*\S")
_FILE: Final = re.compile(r"[a-z][a-z0-9]*-\d{8}(?:_(?:pre|cal|def|lab))?\.(?:xml|xsd)")
_DATED: Final = re.compile(r"http://[a-z0-9][a-z0-9.-]*/\d{8}")
_MONTH: Final = (
    r"jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|"
    r"sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?"
)
_DATE: Final = re.compile(
    rf"(?:\W|\b(?:{_MONTH}|\d{{1,2}}|(?:19|20)\d\d|and|to|through|the|for|years?|quarters?|months?|"
    r"weeks?|three|six|nine|twelve|ended|ending|as|at|of|fiscal|period|item\d*)\b)*\Z",
    re.IGNORECASE,
)
_HAS_DAY: Final = re.compile(rf"\d|\b(?:{_MONTH}|years?|months?|quarters?|weeks?)\b", re.IGNORECASE)
# the headings of a balance sheet that exclude one another
_SIDES: Final = {
    "us-gaap_AssetsAbstract": re.compile(
        r"us-gaap_(?:Liabilit|StockholdersEquity(?:Abstract)?\Z|.*Payable).*"
    ),
    "us-gaap_LiabilitiesAndStockholdersEquityAbstract": re.compile(
        r"us-gaap_Assets(?:Current|Noncurrent)?(?:Abstract)?"
    ),
    "us-gaap_LiabilitiesCurrentAbstract": re.compile(
        r"us-gaap_(?:StockholdersEquity|Liabilities|LiabilitiesNoncurrentAbstract|"
        r"StockholdersEquityAbstract|Assets(?:Abstract)?)"
    ),
    "us-gaap_AssetsCurrentAbstract": re.compile(
        r"us-gaap_(?:Assets|AssetsAbstract|AssetsNoncurrentAbstract|Liabilit.*|StockholdersEq.*)"
    ),
}


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong: `kind` of KINDS, the link role's last part or '', what it is about."""

    kind: str
    role: str
    what: str


@dataclass(frozen=True, slots=True)
class Arc:
    source: str
    target: str
    arcrole: str
    preferred: str


@dataclass(slots=True)
class Written:
    """A report's linkbases as lists; elements are told by their ids, 'us-gaap_Assets'."""

    folder: Path
    presentation: dict[str, list[Arc]] = field(default_factory=dict)
    calculation: dict[str, list[Arc]] = field(default_factory=dict)
    definition: dict[str, list[Arc]] = field(default_factory=dict)
    links: Counter[str] = field(default_factory=Counter)
    labels: list[tuple[str, str, str, str]] = field(default_factory=list)
    """(element, role, language, text)"""
    elements: dict[str, dict[str, str]] = field(default_factory=dict)
    facts: Counter[str] = field(default_factory=Counter)
    members: set[str] = field(default_factory=set)
    texts: dict[str, bytes] = field(default_factory=dict)
    captions: set[tuple[str, str]] = field(default_factory=set)
    namespace: str = ""
    roles: dict[str, str] = field(default_factory=dict)
    """role URI -> definition"""


def read(folder: Path) -> Written | None:
    """What is written in a report's folder; None where it holds no linkbases."""
    found = sorted(folder.glob("*_pre.xml"))
    if not found:
        return None
    base = found[0].name.removesuffix("_pre.xml")
    made = Written(folder)
    for ending, kind in (("pre", "presentation"), ("cal", "calculation"), ("def", "definition")):
        path = folder / f"{base}_{ending}.xml"
        if path.exists():
            root = _parse(made, path)
            arcs = getattr(made, kind)
            for link in root.iter(f"{_LINK}{kind}Link"):
                made.links[kind] += 1
                arcs.setdefault(link.get(f"{_XLINK}role"), []).extend(_arcs(link))
            if not made.links[kind]:
                made.links[f"empty {path.name}"] += 1
    root = _parse(made, folder / f"{base}_lab.xml")
    for link in root.iter(f"{_LINK}labelLink"):
        made.labels += _labels(link)
    root = _parse(made, folder / f"{base}.xsd")
    made.namespace = _get(root, "targetNamespace")
    for element in root.iter(f"{_XS}element"):
        made.elements[_get(element, "id")] = {str(k): str(v) for k, v in element.attrib.items()}
    for role in root.iter(f"{_LINK}roleType"):
        made.roles[_get(role, "roleURI")] = role.findtext(f"{_LINK}definition") or ""
    if (folder / f"{base}.xml").exists():
        _instance(made, folder / f"{base}.xml")
    if (folder / f"{base}.csv").exists():
        with (folder / f"{base}.csv").open(encoding="utf-8", newline="") as lines:
            for row in DictReader(lines):
                inside = row["printed"] and row["printed"] in row["caption"]
                if row["caption"] and not inside and row["statement"] not in ("COVER", "FDS"):
                    made.captions.add((row["concept"].replace(":", "_", 1), row["caption"]))
    return made


def _get(element: etree._Element, attribute: str) -> str:
    """An attribute that must be there."""
    found = element.get(attribute)
    if found is None:
        raise ValueError(f"{element.tag} has no {attribute}")
    return found


def _parse(made: Written, path: Path) -> etree._Element:
    made.texts[path.name] = path.read_bytes()
    return etree.fromstring(made.texts[path.name])


def _arcs(link: etree._Element) -> Iterator[Arc]:
    ids = {
        _get(loc, f"{_XLINK}label"): _get(loc, f"{_XLINK}href").partition("#")[2]
        for loc in link.iter(f"{_LINK}loc")
    }
    for arc in link:
        if arc.get(f"{_XLINK}type") == "arc":
            yield Arc(
                ids[_get(arc, f"{_XLINK}from")],
                ids[_get(arc, f"{_XLINK}to")],
                _get(arc, f"{_XLINK}arcrole").rpartition("/")[2],
                (arc.get("preferredLabel") or "").rpartition("/")[2],
            )


def _labels(link: etree._Element) -> Iterator[tuple[str, str, str, str]]:
    ids = {
        _get(loc, f"{_XLINK}label"): _get(loc, f"{_XLINK}href").partition("#")[2]
        for loc in link.iter(f"{_LINK}loc")
    }
    owners = {
        _get(arc, f"{_XLINK}to"): ids[_get(arc, f"{_XLINK}from")]
        for arc in link.iter(f"{_LINK}labelArc")
    }
    for label in link.iter(f"{_LINK}label"):
        yield (
            owners[_get(label, f"{_XLINK}label")],
            _get(label, f"{_XLINK}role").rpartition("/")[2],
            label.get(f"{_XML}lang") or "",
            label.text or "",
        )


def _instance(made: Written, path: Path) -> None:
    root = _parse(made, path)
    prefixes = {uri: prefix for prefix, uri in root.nsmap.items()}
    for member in root.iter("{http://xbrl.org/2006/xbrldi}explicitMember"):
        made.members |= {
            (name or "").strip().replace(":", "_", 1)
            for name in (member.get("dimension"), member.text)
        }
    for fact in root:
        if isinstance(fact.tag, str) and fact.get("contextRef"):
            name = etree.QName(fact)
            made.facts[f"{prefixes[name.namespace]}_{name.localname}"] += 1


def _short(role: str) -> str:
    return role.rpartition("/")[2]


def _repeated_arcs(made: Written) -> Iterator[Fault]:
    """EFM 6.12.5 and more: an element has one place below another, a balance two (start, end)."""
    for role, arcs in made.presentation.items():
        seen: dict[tuple[str, str], list[str]] = defaultdict(list)
        for arc in arcs:
            seen[arc.source, arc.target].append(arc.preferred)
        for (source, target), preferred in seen.items():
            if len(preferred) > 1 and not (
                len(preferred) == 2 and {p.replace("negatedP", "p") for p in preferred} == _ENDS
            ):
                yield Fault("repeated-arc", _short(role), f"{source} > {target} {preferred}")


def _two_places(made: Written) -> Iterator[Fault]:
    for role, arcs in made.presentation.items():
        parents: dict[str, set[str]] = defaultdict(set)
        for arc in arcs:
            parents[arc.target].add(arc.source)
        for target, above in parents.items():
            if len(above) > 1:
                kind = "heading-twice" if target.endswith("Abstract") else "line-twice"
                yield Fault(kind, _short(role), f"{target} below {sorted(above)}")


def _roots(made: Written) -> Iterator[Fault]:
    for role, arcs in made.presentation.items():
        roots = {arc.source for arc in arcs} - {arc.target for arc in arcs}
        if len(roots) != 1:
            yield Fault("roots", _short(role), f"{sorted(roots)}")


def _bare_headings(made: Written) -> Iterator[Fault]:
    for role, arcs in made.presentation.items():
        sources = {arc.source for arc in arcs}
        for arc in arcs:
            if arc.target.endswith("Abstract") and arc.target not in sources:
                yield Fault("bare-heading", _short(role), arc.target)


def _dates(made: Written) -> Iterator[Fault]:
    own = set(made.elements)
    for name, role, _, text in made.labels:
        dated = _DATE.match(text) and _HAS_DAY.search(text)
        if name in own and name.endswith("Abstract") and role == "label" and dated:
            yield Fault("date-heading", "", f"{name} {text!r}")


def _sides(made: Written) -> Iterator[Fault]:
    for role, arcs in made.presentation.items():
        below: dict[str, list[str]] = defaultdict(list)
        for arc in arcs:
            below[arc.source].append(arc.target)
        for top, foreign in _SIDES.items():
            pending, seen = [top], {top}
            while pending:
                for child in below.get(pending.pop(), ()):
                    if child not in seen:
                        seen.add(child)
                        pending.append(child)
                        if foreign.fullmatch(child):
                            yield Fault("wrong-side", _short(role), f"{child} below {top}")


def _label_faults(made: Written) -> Iterator[Fault]:
    """EFM 6.10: one label of a role and language, one standard label for one element, none of
    more than 511 characters or with spaces at its ends.
    """
    held: Counter[tuple[str, str, str]] = Counter()
    standard: dict[str, set[str]] = defaultdict(set)
    for name, role, language, text in made.labels:
        held[name, role, language] += 1
        if role == "label":
            standard[text].add(name)
        if role != "documentation" and (len(text) > _LONGEST or text != text.strip() or not text):
            yield Fault("label-text", "", f"{name} {role} {text[:80]!r}")
    for (name, role, _), number in held.items():
        if number > 1:
            yield Fault("label-twice", "", f"{name} {role}")
    for text, names in standard.items():
        if len(names) > 1:
            yield Fault("same-standard-label", "", f"{text!r} {sorted(names)}")
    has = {(name, role) for name, role, _, _ in made.labels}
    for role, arcs in made.presentation.items():
        for arc in arcs:
            wanted = arc.preferred or "label"
            if (arc.target, wanted) not in has:
                yield Fault("no-label", _short(role), f"{arc.target} {wanted}")
    for name in made.elements:
        for wanted in ("label", "documentation"):
            if (name, wanted) not in has:
                yield Fault(f"own-no-{wanted}", "", name)


def _lost_captions(made: Written) -> Iterator[Fault]:
    texts: dict[str, set[str]] = defaultdict(set)
    for name, _, _, text in made.labels:
        texts[name] |= {_plain(text), *map(_plain, text.split(" / "))}
    for name, caption in sorted(made.captions):
        if not {_plain(caption), _plain(without_periods(caption))} & texts[name]:
            yield Fault("caption-lost", "", f"{name} {caption!r}")


def _plain(text: str) -> str:
    return re.sub(r"[\s:.]+", " ", re.sub(r"[^ -~]+", "", text)).lower().strip(" '-")


def _unused(made: Written) -> Iterator[Fault]:
    """EFM 6.12.3, 6.7: what a fact uses is presented; what is declared is used."""
    shown = {
        name for arcs in made.presentation.values() for arc in arcs
        for name in (arc.source, arc.target)
    }  # fmt: skip
    if made.facts:
        for name in (set(made.facts) | made.members) - shown:
            yield Fault("fact-not-presented", "", name)
    for name in set(made.elements) - shown:
        yield Fault("element-unused", "", name)
    for role in made.presentation:
        if not made.presentation[role]:
            yield Fault("empty-role", _short(role), "")
    for kind in made.links:
        if kind.startswith("empty"):
            yield Fault("empty-linkbase", "", kind)
    used = set(made.presentation) | set(made.calculation) | set(made.definition)
    for role in set(made.roles) - used:
        yield Fault("role-unused", _short(role), "")


def _calculations(made: Written) -> Iterator[Fault]:
    for role, arcs in made.calculation.items():
        seen = Counter((arc.source, arc.target) for arc in arcs)
        for (source, target), number in seen.items():
            if number > 1:
                yield Fault("calculation-arc-repeated", _short(role), f"{source} > {target}")


def _definitions(made: Written) -> Iterator[Fault]:
    """EFM 6.16: members and lines of a role have one parent in its definition."""
    for role, arcs in made.definition.items():
        parents: dict[str, set[str]] = defaultdict(set)
        seen: Counter[tuple[str, str, str]] = Counter()
        for arc in arcs:
            seen[arc.source, arc.target, arc.arcrole] += 1
            if arc.arcrole in ("domain-member", "dimension-domain"):
                parents[arc.target].add(arc.source)
        for key, number in seen.items():
            if number > 1:
                yield Fault("definition-arc-repeated", _short(role), str(key))
        for target, above in parents.items():
            if len(above) > 1:
                yield Fault("member-twice", _short(role), f"{target} below {sorted(above)}")


def _own(made: Written) -> Iterator[Fault]:
    """Elements of the filing's own: whole declarations, and an arc to a standard element."""
    tied: set[str] = set()
    for arcs in (*made.calculation.values(), *made.definition.values()):
        for arc in arcs:
            if arc.arcrole in ("summation-item", "general-special", "wider-narrower"):
                tied |= {arc.source, arc.target}
    for name, element in made.elements.items():
        if not element.get(f"{_XBRLI}periodType") or not element.get("type"):
            yield Fault("own-incomplete", "", name)
        if element.get("abstract") == "true":
            continue
        monetary = element.get("type") == "xbrli:monetaryItemType"
        if monetary and not element.get(f"{_XBRLI}balance"):
            yield Fault("own-no-balance", "", name)
        if name not in tied and element.get("type") != "xbrli:stringItemType":
            yield Fault("own-not-anchored", "", name)


def _names(made: Written) -> Iterator[Fault]:
    """EFM 6.7: names, ids and kinds of elements agree; no name is one of a standard taxonomy."""
    for name, element in made.elements.items():
        prefix, _, local = name.partition("_")
        well = _NAME.fullmatch(local) and len(local) <= _LONGEST_NAME
        if not well or element.get("name") != local or not prefix.isalnum():
            yield Fault("own-name", "", name)
        if element.get("nillable") != "true":
            yield Fault("own-not-nillable", "", name)
        if any(load_base().concept(f"{standard}:{local}") for standard in ("us-gaap", "dei")):
            yield Fault("own-name-standard", "", name)
        kind = element.get("type", "").partition(":")[2]
        group = element.get("substitutionGroup", "").partition(":")[2]
        if (
            local.endswith(("Member", "Domain")) != (kind == "domainItemType")
            or local.endswith("Axis") != (group == "dimensionItem")
            or local.endswith("Table") != (group == "hypercubeItem")
            or (
                element.get("abstract") == "true"
                and element.get(f"{_XBRLI}periodType") != "duration"
            )
        ):
            yield Fault("own-kind", "", name)


def _role_types(made: Written) -> Iterator[Fault]:
    """EFM 6.7.9 to 6.7.12: a role's address is the namespace's, its definition has three parts."""
    for role, definition in made.roles.items():
        if not role.startswith(f"{made.namespace}/role/"):
            yield Fault("role-address", _short(role), role)
        if not _DEFINITION.fullmatch(definition):
            yield Fault("role-definition", _short(role), definition)


def _edgar_names(made: Written) -> Iterator[Fault]:
    """EFM 6.3.3, 6.7.4: dated file names and namespaces; one schema of the filer's."""
    for name in made.texts:
        if not _FILE.fullmatch(name):
            yield Fault("edgar-file-name", "", name)
    if not _DATED.fullmatch(made.namespace):
        yield Fault("edgar-namespace", "", made.namespace)
    for path in made.folder.glob("*.xsd"):
        if path.name not in made.texts:
            yield Fault("edgar-schema", "", path.name)


def _ascii(made: Written) -> Iterator[Fault]:
    """EFM 5.2.1.1: characters outside ASCII are no part of a submission."""
    for name, text in made.texts.items():
        if not text.isascii():
            yield Fault("not-ascii", "", name)


RULES: tuple[Callable[[Written], Iterator[Fault]], ...] = (
    _repeated_arcs, _two_places, _roots, _bare_headings, _dates, _sides, _label_faults,
    _lost_captions, _unused, _calculations, _definitions, _own, _names, _role_types, _ascii,
)  # fmt: skip
EDGAR: tuple[Callable[[Written], Iterator[Fault]], ...] = (*RULES, _edgar_names)


def faults(
    folder: Path, rules: tuple[Callable[[Written], Iterator[Fault]], ...] = RULES
) -> list[Fault]:
    """All faults of the report in a folder; none where it holds no linkbases."""
    made = read(folder)
    return [fault for rule in rules for fault in rule(made)] if made else []


def main(given: list[str]) -> None:
    listed = "--list" in given
    kinds: Counter[str] = Counter()
    reports: Counter[str] = Counter()
    number = 0
    for output in (Path(each) for each in given if not each.startswith("--")):
        for folder in sorted(path for path in output.iterdir() if path.is_dir()):
            found = faults(folder, EDGAR if "--edgar" in given else RULES)
            number += any(folder.glob("*_pre.xml"))
            kinds.update(fault.kind for fault in found)
            reports.update({fault.kind for fault in found})
            for fault in found if listed else ():
                print(folder.name, fault.kind, fault.role, fault.what, sep="\t")
    print(f"{number} reports")
    for kind, count in kinds.most_common():
        print(f"{count:7} {kind} in {reports[kind]} reports")


if __name__ == "__main__":
    main(sys.argv[1:])
