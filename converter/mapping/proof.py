"""The proof of a table: that each row's example finds its row, and that no pattern stands twice.

python -m converter.mapping.proof      proves mappings/ and writes its fingerprint
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from converter.mapping.errors import MappingError
from converter.mapping.pattern import PatternError
from converter.mapping.table import MappingTable, Rule, fingerprint, load_table, plain_patterns
from converter.resources import resource

if TYPE_CHECKING:
    from collections.abc import Sequence


def prove_rules(table: MappingTable, rules: Sequence[Rule]) -> None:
    """Prove these rows.

    Raises:
        MappingError: MAP004 a pattern that cannot be read, MAP006 the example does not fit the
            row, MAP007 the pattern is claimed by another row in the same place.
    """
    claimed: dict[tuple[object, ...], Rule] = {}
    for rule in rules:
        index = table.heads if rule.role == "column" else table.captions
        try:
            fits = any(
                pattern.rule is rule
                for _, pattern in index.fits(table.normaliser.words(rule.example))
            )
            trees = [index.tree(part) for part in plain_patterns(rule.caption)]
        except PatternError as error:
            raise MappingError(rule.path, rule.line, str(error), "MAP004") from None
        if not fits:
            raise MappingError(
                rule.path, rule.line,
                f"the example {rule.example!r} does not fit the row's pattern: it reads"
                f" {' '.join(table.normaliser.words(rule.example))!r}", "MAP006",
            )  # fmt: skip
        for tree in trees:
            for statement in rule.statements or ("",):
                for section in rule.sections or ("",):
                    kind = "+".join(sorted(set(rule.types)))
                    key = (rule.own, statement, section, rule.role, kind, rule.confidence, tree)
                    other = claimed.setdefault(key, rule)
                    if other.concepts != rule.concepts:
                        raise MappingError(
                            rule.path, rule.line,
                            f"the same pattern is claimed by {other.id} in {other.path.name}:"
                            f"{other.line} for the same place", "MAP007",
                        )  # fmt: skip


if __name__ == "__main__":
    load_table(prove=True)
    folder = resource("mappings")
    (folder / "proven.txt").write_text(fingerprint(folder) + "\n", encoding="ascii")
