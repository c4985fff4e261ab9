"""The tags of the articles, from mappings/schedule.tsv."""

from __future__ import annotations

import datetime as dt
from functools import lru_cache
from typing import TYPE_CHECKING, Literal, NamedTuple

from converter.model.schedule import Tag, TagKind
from converter.resources import resource
from converter.tsv import MappingError, read_rows

if TYPE_CHECKING:
    from pathlib import Path

FIELDS = (
    "article", "tag", "item", "concept", "period", "kind", "sign", "before", "also", "label",
    "note",
)  # fmt: skip
ARTICLES = ("5", "6", "7", "9", "BD", "UT", "CT")
_PERIODS: dict[str, Literal["instant", "duration", "opening"]] = {
    "instant": "instant", "duration": "duration", "opening": "opening",
}  # fmt: skip
_SIGNS = {"as_printed": False, "magnitude": True}


class Tags(NamedTuple):
    """by_name: the rows of a tag, those of the header too; by_item: of an item's number."""

    by_name: dict[str, list[Tag]]
    by_item: dict[str, list[Tag]]

    def find(self, name: str, article: str, end: dt.date | None) -> Tag | None:
        """The row of a tag in an article for a period that ends on `end`.

        An article that is not told, or has no such tag, takes what the others have, where that is
        one concept in all of them.
        """
        rows = [row for row in self.by_name.get(name, ()) if _holds(row, end)]
        own = [row for row in rows if article in row.articles or row.header]
        if own:
            return own[0]
        return rows[0] if len({row.concept for row in rows}) == 1 else None

    def of_item(self, item: str, caption: str, end: dt.date | None) -> Tag | None:
        """The row of an item of Regulation S-X; earnings per share are told by their caption."""
        rows = [row for row in self.by_item.get(item, ()) if _holds(row, end)]
        diluted = "DILUTED" in caption.upper()
        fit = [row for row in rows if ("DILUTED" in row.name) == diluted] or rows
        return fit[0] if fit else None


def _holds(row: Tag, end: dt.date | None) -> bool:
    """Rows for periods before a day stand before those that hold for all."""
    return row.before is None or (end is not None and end < row.before)


@lru_cache(maxsize=1)
def packaged_tags() -> Tags:
    return load_tags(resource("mappings", "schedule.tsv"))


def load_tags(path: Path) -> Tags:
    """The rows of a table of tags.

    Raises:
        MappingError: a row that cannot be, with its file and line.
    """
    by_name: dict[str, list[Tag]] = {}
    by_item: dict[str, list[Tag]] = {}
    for number, cells in read_rows(path, FIELDS):
        try:
            row = _row(cells)
        except (KeyError, ValueError) as error:
            raise MappingError(path, number, f"{error} cannot be") from error
        by_name.setdefault(row.name, []).append(row)
        if row.item:
            by_item.setdefault(row.item, []).append(row)
    return Tags(by_name, by_item)


def _row(cells: list[str]) -> Tag:
    articles, name, item, concept, period, kind, sign, before, also, label, _ = cells
    unknown = set(articles.split()) - {*ARTICLES, "*"}
    if unknown:
        raise ValueError(f"no article {', '.join(sorted(unknown))}")
    return Tag(
        articles=tuple(articles.split()), name=name, item=item, concept=concept,
        period=_PERIODS[period], kind=TagKind(kind), magnitude=_SIGNS[sign],
        before=dt.date.fromisoformat(before) if before else None, also=tuple(also.split()),
        label=label,
    )  # fmt: skip
