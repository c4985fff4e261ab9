"""Tables to line items: sections, levels, quantities, and the periods and units of columns."""

from converter.lineitems.read import Setting, read_table

__all__ = ["Setting", "read_table"]
