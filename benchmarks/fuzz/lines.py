"""Damage to lines: lost, twice, out of order, out of their columns.

A filing is text of which each character is one byte (Latin-1), here and in the other mutations.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from random import Random


def _stretch(count: int, chance: Random, most: int = 12) -> tuple[int, int]:
    """The first and the last (exclusive) of some lines that follow one another."""
    first = chance.randrange(count)
    return first, min(count, first + chance.randint(1, most))


def cut_head(text: str, chance: Random) -> str:
    return text[chance.randrange(len(text) + 1) :]


def cut_tail(text: str, chance: Random) -> str:
    return text[: chance.randrange(len(text) + 1)]


def drop_lines(text: str, chance: Random) -> str:
    lines = text.split("\n")
    share = chance.choice((0.02, 0.1, 0.4))
    return "\n".join(line for line in lines if chance.random() > share)


def drop_stretch(text: str, chance: Random) -> str:
    lines = text.split("\n")
    first, last = _stretch(len(lines), chance, 40)
    return "\n".join(lines[:first] + lines[last:])


def double_lines(text: str, chance: Random) -> str:
    lines = text.split("\n")
    first, last = _stretch(len(lines), chance)
    times = chance.choice((2, 2, 3, 20))
    return "\n".join(lines[:first] + lines[first:last] * times + lines[last:])


def shuffle_stretch(text: str, chance: Random) -> str:
    lines = text.split("\n")
    first, last = _stretch(len(lines), chance, 30)
    moved = lines[first:last]
    chance.shuffle(moved)
    return "\n".join(lines[:first] + moved + lines[last:])


def shuffle_all(text: str, chance: Random) -> str:
    lines = text.split("\n")
    chance.shuffle(lines)
    return "\n".join(lines)


def move_stretch(text: str, chance: Random) -> str:
    lines = text.split("\n")
    first, last = _stretch(len(lines), chance, 30)
    moved, rest = lines[first:last], lines[:first] + lines[last:]
    at = chance.randrange(len(rest) + 1)
    return "\n".join(rest[:at] + moved + rest[at:])


def shift_columns(text: str, chance: Random) -> str:
    """Some lines move right or left, from a column on."""
    lines = text.split("\n")
    first, last = _stretch(len(lines), chance, 30)
    column, wide = chance.randrange(80), chance.choice((1, 1, 2, 3, 8, 40))
    for number in range(first, last):
        line = lines[number]
        left, right = line[:column], line[column:]
        if chance.random() < 0.5:
            lines[number] = left + " " * wide + right
        else:
            lines[number] = left + right.removeprefix(" " * wide)
    return "\n".join(lines)


def swap_columns(text: str, chance: Random) -> str:
    lines = text.split("\n")
    first, last = _stretch(len(lines), chance, 30)
    a, b, c = sorted(chance.randrange(100) for _ in range(3))
    for number in range(first, last):
        line = lines[number].ljust(c)
        lines[number] = line[:a] + line[b:c] + line[a:b] + line[c:]
    return "\n".join(lines)


def squeeze_blanks(text: str, chance: Random) -> str:
    """Runs of blanks become one: columns are gone."""
    lines = text.split("\n")
    first, last = _stretch(len(lines), chance, 60)
    for number in range(first, last):
        lines[number] = " ".join(lines[number].split())
    return "\n".join(lines)


def tabs_for_blanks(text: str, chance: Random) -> str:
    return text.replace(" " * chance.choice((2, 4, 8)), "\t")


def join_lines(text: str, chance: Random) -> str:
    lines = text.split("\n")
    first, last = _stretch(len(lines), chance)
    between = chance.choice(("", " ", "\r", "     "))
    return "\n".join([*lines[:first], between.join(lines[first:last]), *lines[last:]])


def break_lines(text: str, chance: Random) -> str:
    """Lines are broken at a width, as a mailer did."""
    wide = chance.choice((20, 40, 60, 72))
    lines = text.split("\n")
    first, last = _stretch(len(lines), chance, 60)
    broken = [
        line[at : at + wide]
        for line in lines[first:last]
        for at in range(0, max(len(line), 1), wide)
    ]
    return "\n".join(lines[:first] + broken + lines[last:])


def other_ends(text: str, chance: Random) -> str:
    """Ends of lines of other systems, here and there or everywhere."""
    end = chance.choice(("\r\n", "\r", "\n\r", "\n\n", "\x0b", "\x0c", "\x85", "\r\r\n"))
    if chance.random() < 0.5:
        return text.replace("\n", end)
    return "".join(end if char == "\n" and chance.random() < 0.2 else char for char in text)


def repeat_all(text: str, chance: Random) -> str:
    times = 2 if len(text) > 20_000 else chance.choice((2, 3, 5))
    return text * times


LINES = (
    cut_head, cut_tail, drop_lines, drop_stretch, double_lines, shuffle_stretch, shuffle_all,
    move_stretch, shift_columns, swap_columns, squeeze_blanks, tabs_for_blanks, join_lines,
    break_lines, other_ends, repeat_all,
)  # fmt: skip
