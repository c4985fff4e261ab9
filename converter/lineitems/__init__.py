"""Tables to line items: sections, levels, quantities, and the periods and units of columns."""

from converter.lineitems.doubt import doubt_dates
from converter.lineitems.read import largest_figure, read_table
from converter.lineitems.setting import Setting
from converter.lineitems.together import periods_together, read_together

__all__ = [
    "Setting",
    "doubt_dates",
    "largest_figure",
    "periods_together",
    "read_table",
    "read_together",
]
