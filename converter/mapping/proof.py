"""The proof of a table: that each row's example finds its row, and that no pattern stands twice.

python -m converter.mapping.proof      proves mappings/ and writes mappings/index.tsv
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from converter.mapping.errors import MappingError
from converter.mapping.pattern import parse, plain
from converter.mapping.table import index_lines, load_table
from converter.resources import resource

if TYPE_CHECKING:
    from collections.abc import Sequence

    from converter.mapping.rows import Rule
    from converter.mapping.table import MappingTable


def prove_rules(table: MappingTable, rules: Sequence[Rule]) -> None:
    """Prove these rows.

    Raises:
        MappingError: MAP006 the example does not fit the row, MAP007 another row claims the
            pattern in the same place with the same confidence.
    """
    claimed: dict[tuple[object, ...], Rule] = {}
    words = table.normaliser.words
    for rule in rules:
        index = table.heads if rule.role == "column" else table.captions
        if not any(other is rule for _, other in index.fits(words(rule.example))):
            raise MappingError(
                rule.path, rule.line,
                f"the example {rule.example!r} does not fit the row's pattern: it reads"
                f" {' '.join(words(rule.example))!r}", "MAP006",
            )  # fmt: skip
        kind = "+".join(sorted(set(rule.types)))
        for part in rule.caption.split(";"):
            tree = parse(plain(part), table.normaliser.phrase)
            for statement in rule.statements or ("",):
                for section in rule.sections or ("",):
                    key = (rule.own, statement, section, rule.role, kind, rule.confidence, tree)
                    other = claimed.setdefault(key, rule)
                    if other.concepts != rule.concepts:
                        raise MappingError(
                            rule.path, rule.line,
                            f"the same pattern is claimed by {other.id} in {other.path.name}:"
                            f"{other.line} for the same place", "MAP007",
                        )  # fmt: skip


def main() -> None:
    """Prove the packaged tables and store their parsed patterns."""
    load_table(prove=True)
    folder = resource("mappings")
    text = "\n".join(index_lines(folder)) + "\n"
    (folder / "index.tsv").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
