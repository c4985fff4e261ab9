"""What the inline page's script says of a fact besides what its element says: JSON in the page.

    {"own": "acme", "s": ["", "Total assets", ...], "l": [[1, ...], ...],
     "f": [["14626000", 0, ...], 0, ...]}

own  prefix of the filing's own elements
s    texts, which the others point to by their number
l    what the facts of a printed line share
f    a row a fact in the order of the elements; of one that is printed again the number of its row
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from converter.write.ixbrl_page import amount
from converter.write.markup import clean

if TYPE_CHECKING:
    from converter.model.xbrl import Fact
    from converter.write.ixbrl_places import Page

_ELEMENT = re.compile(r'<ix:non\w+ id="([^"]+)"')


def data(page: Page, header: str, body: str) -> str:
    """The rows of the elements in `header` and `body`, as a script element that nothing runs."""
    rows = _Rows(page)
    facts = {fact.id: fact for fact in page.report.facts}
    for name in [*_ELEMENT.findall(header), *_ELEMENT.findall(body)]:
        rows.add(page.first.get(name) or facts[name])
    made = {
        "own": page.report.extension.prefix, "s": list(rows.texts), "l": rows.lines,
        "f": rows.facts,
    }  # fmt: skip
    # signs that XML or HTML would take for markup as JSON's own references
    text = json.dumps(made, ensure_ascii=False, separators=(",", ":"))
    text = text.replace("&", r"\u0026").replace("<", r"\u003c").replace(">", r"\u003e")
    return f'<script type="application/json">{text}</script>\n'


class _Rows:
    def __init__(self, page: Page) -> None:
        self.labels = page.labels
        self.texts: dict[str, int] = {"": 0}
        self.lines: list[tuple[object, ...]] = []
        self._known: dict[tuple[object, ...], int] = {}
        self.facts: list[list[object] | int] = []
        self._at: dict[str, int] = {}

    def add(self, fact: Fact) -> None:
        """A fact's row: value, its line's number, column, number of the line in the text, whether
        it is a text over many lines; doubts where there are some.
        """
        known = self._at.setdefault(fact.id, len(self.facts))
        if known < len(self.facts):
            self.facts.append(known)
            return
        why = fact.provenance
        row: list[object] = [
            clean(amount(fact)), self._line(fact), self._text(why.column),
            fact.span.line if fact.span else 0, int(fact.text_block),
        ]  # fmt: skip
        if fact.doubts:
            row.append(self._text(", ".join(fact.doubts)))
        self.facts.append(row)

    def _line(self, fact: Fact) -> int:
        """Label, caption, rule, confidence, whether that is measured, table."""
        why = fact.provenance
        key = (fact.concept, why.caption, why.rule, why.confidence, why.basis, why.table)
        known = self._known.get(key)
        if known is None:
            text = self._text
            known = self._known[key] = len(self.lines)
            self.lines.append(
                (
                    text(self.labels.get(fact.concept, "")), text(why.caption), text(why.rule),
                    round(why.confidence, 4), int(why.basis == "measured"), text(why.table),
                )
            )  # fmt: skip
        return known

    def _text(self, text: str) -> int:
        return self.texts.setdefault(clean(text), len(self.texts))
