"""The passes that take a section's lines to rows of cells, in the order in which they run.

A pass is a function from a sheet to a sheet that changes one thing. A new one is a file here and an
entry below, which says what it needs to find done and who needs it done.
"""

from __future__ import annotations

from collections.abc import Callable

from converter.tables.passes.between import without_between
from converter.tables.passes.blanks_for_commas import with_blanks_for_commas
from converter.tables.passes.body import begun, ended, lifted
from converter.tables.passes.caption_years import without_caption_years
from converter.tables.passes.cells import with_cells
from converter.tables.passes.dash_columns import with_dash_columns
from converter.tables.passes.dashes import without_idle_dashes
from converter.tables.passes.dues import without_dues
from converter.tables.passes.facing import with_captions_first
from converter.tables.passes.far_dashes import with_far_dashes
from converter.tables.passes.figures import with_cell_figures
from converter.tables.passes.folded import unfolded
from converter.tables.passes.footnotes import without_footnotes
from converter.tables.passes.margins import without_margins
from converter.tables.passes.note_letters import without_note_letters
from converter.tables.passes.note_marks import without_note_marks
from converter.tables.passes.ordered import with_ordered_columns
from converter.tables.passes.page_heads import without_page_heads
from converter.tables.passes.price_ranges import without_price_ranges
from converter.tables.passes.pushed import with_pushed_rows
from converter.tables.passes.raised import with_raised_lowered
from converter.tables.passes.rejoined import rejoined
from converter.tables.passes.settled import with_close_figures, with_columns
from converter.tables.passes.single_spaced import single_spaced
from converter.tables.passes.sliced import unsliced
from converter.tables.passes.squeezed import with_squeezed_figures
from converter.tables.passes.stacked import unstacked
from converter.tables.passes.strays import without_strays
from converter.tables.passes.stub_figures import without_stub_figures
from converter.tables.passes.wide import without_wide_lines
from converter.tables.passes.year_rows import without_year_rows
from converter.tables.sheet import Sheet

Pass = Callable[[Sheet], Sheet]

PASSES: tuple[Pass, ...] = (
    # No other has to be quick on a line of a megabyte.
    without_wide_lines,
    # Whatever counts figures, or blanks between them, wants to see figures.
    with_blanks_for_commas,
    # Lines that go on in the next one stand above it.
    single_spaced,
    # Cells below one another are set beside one another, as all that follows has them.
    unstacked,
    # Captions are looked for on the left, by whatever looks for them.
    with_captions_first,
    # Words beside the captions would be parts of them; whatever reads captions comes later.
    without_margins,
    # Columns below the others have no captions of their own, and no boxhead above them.
    unfolded,
    # Slices below one another have all captions again; whatever looks for rows wants one of each.
    unsliced,
    # What is no part of the table goes first: nobody has to ask for it again.
    without_footnotes,
    # Behind a letter no caption goes on.
    without_note_letters,
    # Half a line has half its figures.
    rejoined,
    # All that follows looks at figures.
    with_cell_figures,
    # A dash and the figure behind it may be two cells.
    with_dash_columns,
    # Ranges of prices would be two columns, and their rows without captions.
    without_price_ranges,
    # Marks of footnotes would be columns of their own.
    without_note_marks,
    # Only a table in which few lines have any is looked at once more.
    with_squeezed_figures,
    # Years tell the boxhead from the body, so it begins while captions still have theirs.
    begun,
    # The years of captions would be the leftmost column.
    without_caption_years,
    # So would years in which debt falls due.
    without_dues,
    # A caption's first lines have no figures: they are found from the first line that has.
    lifted,
    # Behind the last figures stand remarks; what is looked for from here on is within the body.
    ended,
    # Before columns are looked for: the years of a page's or a part's head would stand in them.
    without_page_heads,
    without_year_rows,
    # The next three take figures away that stand in no column; in a table whose figures scatter
    # these would be most, so it is known first.
    with_ordered_columns,
    # A dash beside its column would be a column of its own.
    with_far_dashes,
    # What a caption pushed would form a column behind the last one.
    with_pushed_rows,
    # A stray figure behind the body would be a column that captions cross.
    without_strays,
    # A column of figures inside captions would give the rows between columns an edge to end at.
    without_stub_figures,
    without_between,
    # Only now do all figures stand in columns ...
    with_columns,
    # ... which show the cells that stand too close to their captions.
    with_close_figures,
    # What follows moves cells between captions, so it needs both.
    with_cells,
    # Lowered dashes stand beside a caption that the next pass judges them by.
    with_raised_lowered,
    without_idle_dashes,
)
