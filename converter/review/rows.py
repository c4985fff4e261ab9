"""Corrections as rows of a mapping table, for all filings that have such a line.

One person's word about one line of one filing becomes a rule: so each row names the review that it
comes from, and a caption that is a third concept elsewhere in the output is a comment until someone
says in which section the row holds (docs/mappings.md).
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from converter.dts.base import NAMESPACES, load_base
from converter.mapping.rows import FIELDS, SignRule, name_of
from converter.model.filing import StatementKind
from converter.model.review import OWN

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from converter.mapping.table import MappingTable
    from converter.model.review import Review
    from converter.review.converted import Filing

_SURE = "0.95"
Caption = tuple[str, tuple[str, ...]]


def corrections(reviews: Iterable[Review]) -> list[Review]:
    """The reviews that give a line another concept of the taxonomy than the program found."""
    return [
        each
        for each in reviews
        if each.about == "figure"
        and each.verdict == "right"
        and each.concept not in ("", OWN)
        and OWN not in each.concepts
        and set(each.concepts) != set(each.found.concept.split())
    ]


def lines(
    reviews: Sequence[Review], filings: Iterable[Filing], table: MappingTable
) -> Iterator[str]:
    """The table as text: the columns, then a row for each caption with its concept."""
    words = table.normaliser.words
    by_caption: dict[Caption, dict[str, list[Review]]] = defaultdict(lambda: defaultdict(list))
    for each in corrections(reviews):
        by_caption[each.statement, words(each.caption)][each.concept].append(each)
    others, turned = _others(by_caption, filings, table)
    yield "\t".join(FIELDS)
    taken: set[str] = set()
    for key, concepts in sorted(by_caption.items()):
        said = key[1]
        for concept, made in sorted(concepts.items()):
            negated = any(each.id in turned for each in made)
            row = _row(key, concept, made, table, taken, negated=negated)
            if not said:
                yield f"# a line without caption cannot be a row: {concept}"
            elif len(concepts) > 1:
                yield "# reviewers gave the caption several concepts: name the section of each"
                yield f"# {row}"
            elif elsewhere := others[key] - _expected(concept, made):
                yield f"# the caption is {', '.join(sorted(elsewhere))} elsewhere: name a section"
                yield f"# {row}"
            else:
                yield row


def _expected(concept: str, made: Sequence[Review]) -> set[str]:
    """What lines with the caption may be in filings that nobody reviewed: the same mistake."""
    return {*concept.split(), *(name for each in made for name in each.found.concept.split())}


def _others(
    wanted: dict[Caption, dict[str, list[Review]]], filings: Iterable[Filing], table: MappingTable
) -> tuple[dict[Caption, set[str]], set[str]]:
    """By caption the concepts of the taxonomy that its lines have elsewhere in the output; and the
    ids of the reviews whose values are the printed negated.
    """
    found: dict[Caption, set[str]] = defaultdict(set)
    turned: set[str] = set()
    reviewed = {
        (each.sha256, each.statement, each.caption)
        for concepts in wanted.values()
        for made in concepts.values()
        for each in made
    }
    for filing in filings if wanted else ():
        for row in filing.facts():
            if row.get("review_id") and row["value"].startswith("-") == (not row["printed_sign"]):
                turned.add(row["review_id"])
            if (filing.sha256, row["statement"], row["caption"]) in reviewed:
                continue
            key = row["statement"], table.normaliser.words(row["caption"])
            if key in wanted and row["concept"].partition(":")[0] in NAMESPACES:
                found[key].add(row["concept"])
    return found, turned


def _row(
    key: Caption, concept: str, made: Sequence[Review], table: MappingTable, taken: set[str], *,
    negated: bool,
) -> str:  # fmt: skip
    statement, words = key
    first = concept.split(maxsplit=1)[0]
    stem = f"review.{first.partition(':')[2]}"
    identifier = next(
        name for number in range(1, len(taken) + 2)
        if (name := stem if number == 1 else f"{stem}.{number}") not in taken
    )  # fmt: skip
    taken.add(identifier)
    known = load_base().concept(first)
    as_seen = SignRule.NEGATE if negated else SignRule.AS_PRINTED
    sign = table.sign_of(name_of(first), StatementKind(statement)) or as_seen
    return "\t".join([
        identifier, statement, "", " ".join(words), concept, "",
        known.period_type if known else "", sign.value, "", _SURE,
        " ".join(made[0].caption.split()),
        f"review {made[0].id} of {made[0].reviewer}",
    ])  # fmt: skip
