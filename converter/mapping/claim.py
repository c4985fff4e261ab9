"""What the rows say of one line: its concepts, its sign, and how sure that is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from converter.mapping.rows import SignRule
from converter.model.mapped import Claim, Sign, Way

if TYPE_CHECKING:
    from converter.mapping.mapping import Mapping
    from converter.mapping.match import Line
    from converter.model.filing import StatementKind
    from converter.model.xbrl import Concept

SIGNS: dict[SignRule, Sign] = {
    SignRule.AS_PRINTED: "as_printed",
    SignRule.BY_WORDING: "as_printed",  # the wording's part of it is `Claim.loss`
    SignRule.NEGATE: "negate",
    SignRule.MAGNITUDE: "magnitude",
}


def sign_of(mapping: Mapping, concept: Concept, kind: StatementKind, caption: str) -> Claim:
    """A claim with the sign that the rows have for a concept in a statement, as printed where none
    has it; concept and all else are the caller's.
    """
    rule = mapping.table.sign_of(concept.qname, kind) or SignRule.AS_PRINTED
    by_wording = rule is SignRule.BY_WORDING
    loss = by_wording and mapping.table.normaliser.polarity(caption) == "loss"
    return Claim(sign=SIGNS[rule], loss=loss)


def claim_of(line: Line, mapping: Mapping) -> Claim:
    """The claim of a line by the rows alone, an empty one where they abstain."""
    found = mapping.matcher.match(line)
    known = map(mapping.taxonomy.concept, found.concepts)
    concepts = tuple(concept for concept in known if concept is not None)
    alternate = mapping.alternates.get(concepts[0].qname) if len(concepts) == 1 else None
    way = (Way.ROW if found.whole else Way.WORDS) if concepts else Way.NONE
    rule = mapping.table.rule(found.rule)
    own = rule is None or rule.own  # what a user says of his rows is not measured
    share = None if own else mapping.curve.measured(way, line.statement, None, found.confidence)
    return Claim(
        concepts=concepts, rule=found.rule, alternates=(alternate,) if alternate else (),
        sign=SIGNS[found.sign],
        loss=found.polarity == "loss", confidence=found.confidence, candidates=found.candidates,
        way=way, statements=found.statements, measured=share,
    )  # fmt: skip
