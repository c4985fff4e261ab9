"""Standard statements: the same sixty-odd items of every company, over all its filings.

items      taxonomy/items.tsv: what an item is made of, and how it follows from others
collect    what the filings of a company state for each item and period, in order of filing
derive     what they do not print: items by rule, quarters from the year to date
identities what must hold between items, and where it does not
series     the rows: an item and period each, as first filed and as filed last
"""

from converter.export.standard.identities import Broken
from converter.export.standard.items import Item, items
from converter.export.standard.series import Point, of_company

__all__ = ["Broken", "Item", "Point", "items", "of_company"]
