"""Tables to line items: sections, levels, quantities, and the periods and units of columns."""

from converter.lineitems.groups import share_groups
from converter.lineitems.read import Setting, largest_figure, read_table

__all__ = ["Setting", "largest_figure", "read_table", "share_groups"]
