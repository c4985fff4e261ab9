"""BASE.json: the facts as xBRL-JSON (OIM 1.0, xBRL-JSON 1.0), one fact a line."""

from __future__ import annotations

import datetime as dt
import json
from typing import TYPE_CHECKING

from converter.model.addresses import is_text
from converter.model.finding import Result
from converter.model.namespaces import VOCABULARY
from converter.model.xbrl import CIK_SCHEME, FILE_NUMBER_SCHEME, NAME_SCHEME, XBRLI, Duration
from converter.write.footnotes import ARCROLE, LINK_ROLE, notes_by_fact
from converter.write.markup import LANGUAGE, clean, escape, fact_namespaces, value_text

if TYPE_CHECKING:
    from pathlib import Path

    from converter.model.xbrl import Context, Fact, Footnote, Period, QName, Report, Unit

_SCHEMES = {CIK_SCHEME: "cik", FILE_NUMBER_SCHEME: "file", NAME_SCHEME: "registrant"}
OIM = "https://xbrl.org/2021"
_DAY = dt.timedelta(days=1)
_encode = json.JSONEncoder(ensure_ascii=False).encode


class JsonWriter:
    name = "json"

    def write(self, report: Report, folder: Path) -> Result[tuple[Path, ...]]:
        path = folder / f"{report.base}.json"
        path.write_bytes(xbrl_json(report).encode())
        return Result((path,))


def xbrl_json(report: Report) -> str:
    """The report as xBRL-JSON; facts are keyed by their ids, in the report's order."""
    texts = {concept.qname for concept in report.concepts if is_text(concept)}
    namespaces = fact_namespaces(report) | {"xbrli": XBRLI}
    for scheme in dict.fromkeys(fact.context.entity.scheme for fact in report.facts):
        namespaces[_SCHEMES.get(scheme, "entity")] = scheme
    if any(fact.doubts or fact.provenance.review for fact in report.facts):
        namespaces["rx"] = VOCABULARY
    links = notes_by_fact(report)
    if links:
        namespaces["xbrl"] = OIM
    head: dict[str, object] = {
        "documentType": "https://xbrl.org/2021/xbrl-json",
        "features": {},
        "namespaces": dict(sorted(namespaces.items())),
        **({"linkTypes": {"footnote": ARCROLE}, "linkGroups": {"_": LINK_ROLE}} if links else {}),
        "taxonomy": [f"{report.base}.xsd"],
    }
    contexts: dict[int, str] = {}
    units: dict[int, str] = {}
    lines = []
    for fact in report.facts:
        shared = contexts.get(id(fact.context))
        if shared is None:
            shared = contexts[id(fact.context)] = _encode(_context(fact.context))[1:-1]
        unit = fact.unit
        if unit is not None and id(unit) not in units:
            units[id(unit)] = _unit(unit)
        of = units[id(unit)] if unit is not None else None
        made = _fact(fact, shared, of, text=fact.concept in texts)
        noted = links.get(fact.id)
        if noted:
            made = f'{made[:-1]}, "links": {{"footnote": {{"_": {_encode(noted)}}}}}}}'
        lines.append(f'"{fact.id}": {made}')
    lines += [f'"{note.id}": {_note(note)}' for note in report.footnotes]
    return f'{{\n"documentInfo": {_encode(head)},\n"facts": {{\n' + ",\n".join(lines) + "\n}\n}\n"


def _note(note: Footnote) -> str:
    """A note fact (OIM 1.0, xbrl:note): its value is a fragment of XHTML, its id once more its
    dimension.
    """
    dimensions = {"concept": "xbrl:note", "noteId": note.id, "language": note.language}
    made = {"value": escape(clean(note.text)), "dimensions": dimensions}
    return _encode(made)


def _fact(fact: Fact, context: str, unit: str | None, *, text: bool) -> str:
    """A fact object (xBRL-JSON 1.0, 3.1.3); without decimals the value is exact. 'rx:doubts' has
    the codes of the findings that doubt it, 'rx:review' says who looked at it: objects may have
    properties of other namespaces (4).

    context  the members of its dimensions that come from its context
    unit     its unit's, None where it is not numeric
    """
    last = ""
    if unit is not None:
        if unit != "xbrli:pure":  # OIM 1.0, 5.4: the pure unit is left out
            last = f', "unit": {_encode(unit)}'
    elif text:
        last = f', "language": "{LANGUAGE}"'
    doubts = f', "rx:doubts": {_encode(fact.doubts)}' if fact.doubts else ""
    doubts += _review(fact)
    decimals = "" if fact.decimals is None else f'"decimals": {fact.decimals}, '
    # names and digits hold nothing that JSON escapes
    value = f'"{value_text(fact)}"' if unit is not None else _encode(value_text(fact))
    return (
        f'{{"value": {value}, {decimals}"dimensions": '
        f'{{"concept": "{fact.concept}", {context}{last}}}{doubts}}}'
    )


def _review(fact: Fact) -> str:
    made = fact.provenance.review
    if made is None:
        return ""
    said = {"id": made.id, "verdict": made.verdict, "reviewer": made.reviewer}
    said |= {"when": made.review.when, "found": made.found.text()}
    return f', "rx:review": {_encode(said)}'


def _context(context: Context) -> dict[str, str]:
    entity = context.entity
    return {
        "entity": f"{_SCHEMES.get(entity.scheme, 'entity')}:{entity.identifier}",
        "period": _period(context.period),
        **{str(axis): str(member) for axis, member in context.dimensions},
    }


def _period(period: Period) -> str:
    """Points in time: a day ends where the next begins (OIM 1.0, 5.3)."""
    end = f"{period.end + _DAY}T00:00:00"
    return f"{period.start}T00:00:00/{end}" if isinstance(period, Duration) else end


def _unit(unit: Unit) -> str:
    """'iso4217:USD/xbrli:shares' (OIM 1.0, 5.4: measures sorted, joined by '*')."""
    top, low = _measures(unit.numerator), _measures(unit.denominator)
    if not unit.denominator:
        return top
    top = f"({top})" if len(unit.numerator) > 1 else top
    return f"{top}/({low})" if len(unit.denominator) > 1 else f"{top}/{low}"


def _measures(measures: tuple[QName, ...]) -> str:
    return "*".join(sorted(map(str, measures)))
