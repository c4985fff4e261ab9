"""Tables whose cells stand below one another, a line each, as programs write a web page's tables.

    2005                             2005   2004
    2004
    Inventories          Inventories  165    101
    165
    101

`rows` tells captions and cells, `heads` which words head the columns, `layout` sets a row out on a
line; what follows reads that line as it reads any other.
"""
