"""Some sixty shapes of input, each a function of how often its one thing is repeated.

A shape is made at one, two, four and eight times its smallest count. The counts are such that what
is repeated, and not the report around it, has most of the work.
"""

from __future__ import annotations

import binascii
from dataclasses import dataclass
from typing import TYPE_CHECKING

from benchmarks.growth.pieces import (
    BALANCE,
    EQUITY,
    HEADS,
    OPERATIONS,
    chance,
    filing,
    many,
    row,
    schedule,
    wrapped,
)

if TYPE_CHECKING:
    from collections.abc import Callable


@dataclass(frozen=True, slots=True)
class Shape:
    """name   what is repeated
    least  how often at the smallest of the four sizes
    make   the filing's text from how often
    """

    name: str
    least: int
    make: Callable[[int], str]


_CAPTIONS = ("Receivables", "Inventories", "Other assets", "Prepaid expenses", "Goodwill", "Land")


def _branch(at: int) -> str:
    return f"{_CAPTIONS[at % len(_CAPTIONS)]} of branch {at}"


def _two(at: int) -> tuple[int, int]:
    return at * 7919 % 9_000_011 + 1, at * 104_729 % 9_000_011 + 1


def _rows(count: int) -> str:
    return filing(balance=many(count, lambda at: row(_branch(at), *_two(at))))


def _rows_before_totals(count: int) -> str:
    return filing(operations=many(count, lambda at: row(_branch(at), *_two(at))))


def _columns(count: int) -> str:
    heads = " " * 44 + many(count, lambda at: f"{2000 - at % 60:>13}") + "\n"
    figures = [each for at in range(count) for each in _two(at)[:1]]
    more = many(6, lambda at: row(_branch(at), *figures))
    return filing(balance=more, heads=heads)


def _columns_unseen(count: int) -> str:
    """A row alone that has more figures than its statement has columns."""
    return filing(balance=row("Deposits", *(_two(at)[0] for at in range(count))))


def _statements(count: int) -> str:
    return filing(after=many(count, lambda _: "<PAGE>\n" + BALANCE.format(balance="", heads=HEADS)))


def _small_statements(count: int) -> str:
    small = (
        "\n                 CONSOLIDATED BALANCE SHEETS\n\n"
        "                                             December 31,\n"
        "                                             1997      1996\n"
        "  Cash                                        {0:,}     {1:,}\n"
        "  Total assets                                {0:,}     {1:,}\n"
    )
    return filing(after=many(count, lambda at: small.format(*_two(at))))


def _incomes(count: int) -> str:
    page = OPERATIONS.format(operations="", heads=HEADS)
    return filing(after=many(count, lambda at: page.replace("15,145", f"{at + 10_000:,}")))


def _titles(count: int) -> str:
    return filing(before=many(count, lambda _: "\n        CONSOLIDATED BALANCE SHEETS\n"))


def _staircase(count: int) -> str:
    return filing(
        balance=many(count, lambda at: f"{' ' * (at % 400)}Item {at}   {at + 1:,}    {at + 3:,}\n")
    )


def _indents(count: int) -> str:
    """Captions without figures, each further in than the last."""
    return filing(balance=many(count, lambda at: f"{' ' * (at % 500)}Group number {at}\n"))


def _below_title(sign: str) -> Callable[[int], str]:
    return lambda count: filing(
        before="        CONSOLIDATED BALANCE SHEETS\n\n" + sign * count + "\n\n"
    )


def _in_row(sign: str) -> Callable[[int], str]:
    return lambda count: filing(balance=f"  Deposits {sign * count}   1,250     1,310\n")


def _lines_of(line: str) -> Callable[[int], str]:
    return lambda count: filing(balance=line * count)


def _text_of(line: str) -> Callable[[int], str]:
    return lambda count: filing(before=line * count)


def _leaders(count: int) -> str:
    return filing(
        balance=many(count, lambda at: f"  Item {at} {'.' * 40} {at + 7:>12,} {at + 9:>12,}\n")
    )


def _headers(count: int) -> str:
    return filing(header=many(count, lambda at: f"FORMER NAME {at}:\t\tACME {at}\n"))


def _filers(count: int) -> str:
    return filing(
        header=many(
            count,
            lambda at: (
                f"FILER:\n\n\tCOMPANY DATA:\n\t\tCOMPANY CONFORMED NAME:\t\tACME {at} CO\n"
                f"\t\tCENTRAL INDEX KEY:\t\t{at:010}\n"
            ),
        )
    )


def _documents(count: int) -> str:
    one = "<DOCUMENT>\n<TYPE>EX-99\n<SEQUENCE>3\n<TEXT>\nA word.\n</TEXT>\n</DOCUMENT>\n"
    return filing(documents=one * count)


def _schedule_tags(count: int) -> str:
    return filing(documents=schedule(many(count, lambda at: f"<ITEM-{at}>    {at:,}\n")))


def _schedule_same_tags(count: int) -> str:
    return filing(documents=schedule("<TOTAL-REVENUES>              15,145\n" * count))


def _dotted(count: int) -> str:
    return filing(documents=schedule(f"<NET-INCOME>  {'.' * count}x\n"))


def _schedules(count: int) -> str:
    return filing(documents=many(count, lambda at: schedule(f"<NET-INCOME>     {at + 5}\n")))


def _schedule_columns(count: int) -> str:
    values = many(count, lambda at: f"  {at + 1:>10,}")
    return filing(
        documents=schedule("<S>  " + "<C>   " * count + "\n", *(f"<CASH> {values}\n",) * 3)
    )


def _captions_wide(count: int) -> str:
    words = many(count, lambda at: f"deposit{at} ")
    return filing(balance=f"  {words} 1,250    1,310\n")


def _captions_long(count: int) -> str:
    """Captions of eighty words over lines."""
    lines = many(8, lambda at: f"  deposits of the branches in the county of number {at} and of\n")
    return filing(
        balance=many(count, lambda at: lines + row(f"    others in county {at}", *_two(at)))
    )


def _caption_continued(count: int) -> str:
    """One caption over all lines."""
    return filing(balance="  deposits of the branches in the county of\n" * count + row("x", 5, 6))


def _caption_commas(count: int) -> str:
    return filing(balance=row("x", 5, 6).replace("x ", "Cash" + ", and" * count + "  "))


def _footnotes(count: int) -> str:
    marks = many(count, lambda at: row(f"{_branch(at)} ({at % 99 + 1})", *_two(at)))
    below = many(count, lambda at: f"({at % 99 + 1}) Branch {at} was closed.\n")
    return filing(balance=marks, between=below)


def _notes(count: int) -> str:
    text = "The Company holds branches. They are stated at cost of $1,204 in both years.\n\n"
    return filing(after=many(count, lambda at: f"NOTE {at % 99 + 1} - BRANCHES {at}\n\n{text}"))


def _note_tables(count: int) -> str:
    one = f"\nNOTE {{}} - INVENTORIES\n\n{HEADS}{row('Raw material', 519, 532)}" + row(
        "Finished goods", 1519, 1532
    )
    return filing(after=many(count, lambda at: one.format(at % 99 + 1)))


def _headings(count: int) -> str:
    return filing(balance=many(count, lambda at: f"BRANCHES OF COUNTY {at}:\n"))


def _heads_years(count: int) -> str:
    years = many(count, lambda at: f"{1900 + at % 99:>10}{'' if (at + 1) % 8 else chr(10)}")
    return filing(heads=years + "\n" + HEADS)


def _dates(count: int) -> str:
    one = " ".join(f"December {at % 28 + 1}, 19{at % 90 + 10}" for at in range(count))
    return filing(heads=f"{one}\n{HEADS}")


def _totals(count: int) -> str:
    """Totals of totals: each total is an item of the next."""
    lines, sums = [], [0, 0]
    for at in range(count):
        figures = [each % 1000 + 1 for each in _two(at)]
        sums = [old + new for old, new in zip(sums, figures, strict=True)]
        lines.append(row(_branch(at), *figures))
        lines.append(row(f"Total of {at} branches", *sums))
    return filing(balance="".join(lines))


def _groups(count: int) -> str:
    """Many totals of five items."""
    lines = []
    for at in range(count):
        items = [[each % 1000 + 1 for each in _two(at * 5 + nth)] for nth in range(5)]
        lines += [row(f"{_branch(at)} {nth}", *each) for nth, each in enumerate(items)]
        lines.append(row(f"Total of county {at}", *map(sum, zip(*items, strict=True))))
    return filing(balance="".join(lines))


def _near_sums(count: int) -> str:
    """All rows and their total, which one digit parts from their sum."""
    figures = [_two(at) for at in range(count)]
    sums = [sum(each) + 9 for each in zip(*figures, strict=True)]
    rows = many(count, lambda at: row(_branch(at), *figures[at]))
    return filing(balance=rows + row("Total deposits", *sums))


def _sums_wide(count: int) -> str:
    """Small figures, of which any number may add up to the next."""
    dice = chance()
    return filing(
        balance=many(count, lambda at: row(f"Item {at}", dice.randint(1, 9), dice.randint(1, 9)))
    )


def _equal(figure: object) -> Callable[[int], str]:
    return lambda count: filing(balance=many(count, lambda at: row(_branch(at), figure, figure)))


def _thirty_digits(count: int) -> str:
    dice = chance()
    return filing(
        balance=many(
            count,
            lambda at: (
                f"  Item {at:<8}  {dice.randint(10**29, 10**30)}   {dice.randint(1, 10**30)}\n"
            ),
        )
    )


def _percentages(count: int) -> str:
    return filing(
        operations=many(count, lambda at: row(_branch(at), f"{at % 99}.{at % 9}%", f"{at % 97}.1%"))
    )


def _duplicates(count: int) -> str:
    return filing(balance=row("Deposits of branches", 519, 532) * count)


def _uuencoded(count: int) -> str:
    dice = chance()
    lines = [binascii.b2a_uu(dice.randbytes(45)).decode() for _ in range(count)]
    return filing(after="begin 644 logo.gif\n" + "".join(lines) + "`\nend\n")


def _html(count: int) -> str:
    one = '<TR><TD ALIGN="left">Cash &amp; notes {}</TD><TD>&nbsp;1,{:03}</TD></TR>\n'
    rows = many(count, lambda at: one.format(at, at % 999))
    return filing(after=f"<HTML><BODY><TABLE>\n{rows}</TABLE></BODY></HTML>\n")


def _prose(count: int) -> str:
    return filing(
        after=wrapped(
            f"rose by {at + 7:,} to ${at * 3 + 11:,} in 19{at % 90 + 10}," for at in range(count)
        )
    )


def _mentions(count: int) -> str:
    return filing(
        after=wrapped(
            f"The Company had net income of ${at % 900 + 1} million, total assets of $912,616,273."
            for at in range(count)
        )
    )


def _boxes(count: int) -> str:
    return filing(
        cover="Indicate by check mark  Yes [X]  No [ ]   Common stock, 1,204 shares\n" * count
    )


def _brackets(count: int) -> str:
    return filing(balance=f"  Deposits {'(' * count}1,250{')' * count}    1,310\n")


def _controls(count: int) -> str:
    signs = "".join(map(chr, [*range(1, 9), *range(14, 32), 127])) * 2
    return filing(before=f"{signs}\n" * count)


def _segments(count: int) -> str:
    """A table of segments: names above the columns, eight at a time."""
    one = (
        "\nNOTE 9 - SEGMENTS\n\n"
        + " " * 28
        + many(8, lambda at: f"{'Region ' + str(at):>12}")
        + "\n"
        + many(
            5,
            lambda at: (
                f"  Sales of line {at:<12}" + many(8, lambda n: f"{at * 9 + n + 11:>12,}") + "\n"
            ),
        )
    )
    return filing(after=one * count)


def _equity(count: int) -> str:
    lines = []
    stock, earned = 204, 3098
    for at in range(count):
        income = at % 90 + 1
        earned += income
        lines.append(f"  Net income of the year {at:<8}    --{income:>12,}{income:>12,}\n")
        whole = stock + earned
        lines.append(
            f"Balance, December 31, {1997 + at % 9}  {stock:>13,}{earned:>12,}{whole:>12,}\n"
        )
    return filing(after=EQUITY + "".join(lines))


def _equity_columns(count: int) -> str:
    head = " " * 30 + many(count, lambda at: f"{'Class ' + str(at):>12}") + "\n"
    rows = many(
        6,
        lambda at: (
            f"{'Balance, December 31, ' + str(1995 + at) if at % 2 == 0 else '  Net income':<30}"
            + many(count, lambda n: f"{at * 10 + n:>12,}")
            + "\n"
        ),
    )
    title = "         CONSOLIDATED STATEMENTS OF STOCKHOLDERS' EQUITY\n\n"
    return filing(after=f"<PAGE>\n{title}{head}{rows}")


def _tagged(count: int) -> str:
    return filing(
        after="<TABLE>\n<CAPTION>\n         CONSOLIDATED BALANCE SHEETS\n<S>          <C>    <C>\n"
        * count
    )


def _units(count: int) -> str:
    return filing(before="(In thousands, except per share data)\n" * count)


def _contents(count: int) -> str:
    return filing(
        before=many(count, lambda at: f"  Consolidated balance sheets {'.' * 30} F-{at % 99 + 1}\n")
    )


SHAPES = (
    Shape("rows of a balance sheet", 400, _rows),
    Shape("rows of operations", 400, _rows_before_totals),
    Shape("rows twice the same", 400, _duplicates),
    Shape("figures all equal", 400, _equal(519)),
    Shape("figures all zero", 400, _equal(0)),
    Shape("figures all dashes", 400, _equal("--")),
    Shape("figures of thirty digits", 400, _thirty_digits),
    Shape("figures of one digit", 400, _sums_wide),
    Shape("figures of a percent", 400, _percentages),
    Shape("totals of totals", 200, _totals),
    Shape("totals of five", 80, _groups),
    Shape("a total near its sum", 400, _near_sums),
    Shape("columns", 50, _columns),
    Shape("figures in one row", 500, _columns_unseen),
    Shape("years as heads", 500, _heads_years),
    Shape("dates in a row", 500, _dates),
    Shape("statements the same", 50, _statements),
    Shape("statements of operations", 50, _incomes),
    Shape("small statements", 100, _small_statements),
    Shape("titles", 1000, _titles),
    Shape("units", 1000, _units),
    Shape("lines of a table of contents", 1000, _contents),
    Shape("staircase of rows", 200, _staircase),
    Shape("staircase of headings", 400, _indents),
    Shape("headings", 1000, _headings),
    Shape("footnotes", 300, _footnotes),
    Shape("notes", 400, _notes),
    Shape("notes with a table", 100, _note_tables),
    Shape("segment tables", 40, _segments),
    Shape("rows of equity", 150, _equity),
    Shape("columns of equity", 40, _equity_columns),
    Shape("'. ' below a title", 20_000, _below_title(". ")),
    Shape("'$ ' below a title", 20_000, _below_title("$ ")),
    Shape("'( ' below a title", 20_000, _below_title("( ")),
    Shape("'- ' below a title", 20_000, _below_title("- ")),
    Shape("'. ' in a row", 20_000, _in_row(". ")),
    Shape("'$ ' in a row", 20_000, _in_row("$ ")),
    Shape("'( ' in a row", 20_000, _in_row("( ")),
    Shape("'- ' in a row", 20_000, _in_row("- ")),
    Shape("'=' in a row", 40_000, _in_row("=")),
    Shape("blanks in a row", 40_000, _in_row(" ")),
    Shape("tabs in a row", 40_000, _in_row("\t")),
    Shape("a rule that ends in a letter", 10_000, lambda n: filing(balance=f"{'-' * n}x\n")),
    Shape("dots for a schedule's value", 10_000, _dotted),
    Shape("blanks in a line of the header", 10_000, lambda n: filing(header=f"A:x{' ' * n}y\n")),
    Shape("brackets nested", 2000, _brackets),
    Shape("dot leaders", 400, _leaders),
    Shape("rules", 1000, _lines_of("  " + "=" * 70 + "\n")),
    Shape("words of a caption", 500, _captions_wide),
    Shape("captions of many words", 60, _captions_long),
    Shape("lines of a caption", 500, _caption_continued),
    Shape("', and' of a caption", 1000, _caption_commas),
    Shape("'<S>' in a statement", 1000, _lines_of("<S>\n")),
    Shape("'<S> <C>' in a line", 1000, _in_row("<S> <C> ")),
    Shape("'<PAGE>'", 1000, _text_of("<PAGE>\n")),
    Shape("'<TABLE>' unclosed", 1000, _text_of("<TABLE>\n")),
    Shape("'<TABLE>' with titles", 200, _tagged),
    Shape("tags unclosed", 2000, _text_of("<B <I <U\n")),
    Shape("tags nested", 2000, _text_of("<B><I><U>\n")),
    Shape("'<' in a line", 10_000, _in_row("<")),
    Shape("HTML", 1000, _html),
    Shape("documents", 500, _documents),
    Shape("lines of the header", 1000, _headers),
    Shape("filers in the header", 300, _filers),
    Shape("tags of a schedule", 500, _schedule_tags),
    Shape("tags of a schedule, the same", 500, _schedule_same_tags),
    Shape("schedules", 50, _schedules),
    Shape("columns of a schedule", 200, _schedule_columns),
    Shape("check boxes on the cover", 500, _boxes),
    Shape("a line of letters", 125_000, _text_of("x")),
    Shape("a line of words", 25_000, _text_of("word ")),
    Shape("blank lines", 50_000, _text_of("\n")),
    Shape("lines of blanks", 2000, _text_of(" " * 70 + "\n")),
    Shape("form feeds", 20_000, _text_of("\f")),
    Shape("lines of tabs", 5000, _text_of("\t\t\t\t\n")),
    Shape("control characters", 1000, _controls),
    Shape("uuencoded lines", 2000, _uuencoded),
    Shape("prose of figures", 2000, _prose),
    Shape("mentions of key figures", 1000, _mentions),
)
