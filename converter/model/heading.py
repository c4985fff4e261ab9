"""A filing's contents: what its text is made of, as a reader leafs through it."""

from __future__ import annotations

from converter.model.base import Model
from converter.model.source import Span


class Heading(Model):
    """A part of the filing; in the text's order, what holds others before what it holds.

    level   0 a document, 1 a Part or what is none of its Items, 2 an Item, 3 a statement or a note
    kind    'document', 'part', 'item', 'statement', 'note', 'cover' ...
    name    'Item 7', 'EX-13', 'Note 5', 'Balance sheet'
    title   as printed, '' where there is none
    remark  'by reference', 'out of order' and the like, '' as a rule
    span    its characters, whole lines as a rule
    """

    level: int
    kind: str
    name: str
    title: str = ""
    remark: str = ""
    span: Span
