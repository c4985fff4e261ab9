"""Damage to what is no text: tags, HTML, pages, encoded pictures."""

from __future__ import annotations

import binascii
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from random import Random

_TAG = re.compile(r"</?[A-Za-z][^<>\n]{0,60}>")
_TAGS = (
    "<TABLE>", "</TABLE>", "<S>", "<C>", "<CAPTION>", "</CAPTION>", "<PAGE>", "<FN>", "<F1>",
    "</FN>", "<TEXT>", "</TEXT>", "<DOCUMENT>", "</DOCUMENT>", "<TYPE>", "<TYPE>EX-27", "<PRE>",
    "</PRE>", "<HTML>", "</HTML>", "<BODY>", "<SEC-HEADER>", "</SEC-HEADER>", "<IMS-HEADER>",
    "<SEC-DOCUMENT>", "</SEC-DOCUMENT>", "<PDF>", "</PDF>", "<XBRL>", "<BOGUS>", "</BOGUS>", "<>",
    "<S", "<C><C><C>", "<TABLE", "<!--", "-->", "<![CDATA[", "<!DOCTYPE html>", "<p>", "<br>",
    "<td>", "<tr><td>1</td></tr>", "<MULTIPLIER> 1,000", "<ARTICLE> 5", "<FILENAME>x.txt",
    "-----BEGIN PRIVACY-ENHANCED MESSAGE-----", "<a href='x'>", "&nbsp;", "&#8212;", "&bogus;",
)  # fmt: skip


def put_tags(text: str, chance: Random) -> str:
    for _ in range(chance.choice((1, 2, 8))):
        at = chance.randrange(len(text) + 1)
        line = chance.random() < 0.6
        if line:
            at = text.rfind("\n", 0, at) + 1
        text = text[:at] + chance.choice(_TAGS) + ("\n" if line else "") + text[at:]
    return text


def drop_tags(text: str, chance: Random) -> str:
    """Some tags, or all, are gone; so elements are not closed, or never begun."""
    share = chance.choice((0.2, 0.6, 1.0))
    return _TAG.sub(lambda m: "" if chance.random() < share else m.group(), text)


def spoil_tags(text: str, chance: Random) -> str:
    def spoiled(match: re.Match[str]) -> str:
        tag = match.group()
        if chance.random() < 0.5:
            return tag
        return chance.choice(
            (tag[:-1], tag[1:], tag.lower(), tag * 2, tag.replace("<", "</"), tag[:-1] + " x=1>",
             tag.replace("<", "< "), chance.choice(_TAGS))
        )  # fmt: skip

    return _TAG.sub(spoiled, text)


def nest_tags(text: str, chance: Random) -> str:
    a, b = sorted(chance.randrange(len(text) + 1) for _ in range(2))
    name = chance.choice(("TABLE", "PRE", "TEXT", "DOCUMENT", "CAPTION", "HTML", "FN", "XML"))
    deep = chance.choice((1, 2, 30))
    return text[:a] + f"<{name}>" * deep + text[a:b] + f"</{name}>" * deep + text[b:]


def html_inside(text: str, chance: Random) -> str:
    """A stretch is set in HTML: monospaced, in cells, or in paragraphs."""
    lines = text.split("\n")
    first = chance.randrange(len(lines))
    last = min(len(lines), first + chance.choice((5, 40, 400)))
    inner = lines[first:last]
    how = chance.randrange(4)
    if how == 0:
        inner = ["<HTML><BODY><PRE>", *inner, "</PRE></BODY></HTML>"]
    elif how == 1:
        inner = ["<font face='Courier'>" + line + "</font><br>" for line in inner]
    elif how == 2:
        cells = ["</td><td>".join(re.split(r"\s{2,}", line)) for line in inner]
        inner = ["<table>", *(f"<tr><td>{cell}</td></tr>" for cell in cells), "</table>"]
    else:
        inner = ["<pre>", *(line.replace(" ", "&nbsp;") for line in inner)]
    return "\n".join(lines[:first] + inner + lines[last:])


def uuencoded(text: str, chance: Random) -> str:
    """An encoded picture, as a document of its own or amid the lines, whole or cut off."""
    rows = [
        binascii.b2a_uu(chance.randbytes(45)).decode("ascii")
        for _ in range(chance.choice((1, 10, 80)))
    ]
    block = "begin 644 logo.gif\n" + "".join(rows)
    if chance.random() < 0.7:
        block += "`\nend\n"
    if chance.random() < 0.5:
        block = f"<DOCUMENT>\n<TYPE>GRAPHIC\n<TEXT>\n{block}</TEXT>\n</DOCUMENT>\n"
    at = text.rfind("\n", 0, chance.randrange(len(text) + 1)) + 1
    return text[:at] + block + text[at:]


def pages(text: str, chance: Random) -> str:
    """Ends of pages amid statements, with their numbers."""
    lines = text.split("\n")
    step = chance.choice((1, 3, 10, 40))
    out: list[str] = []
    for number, line in enumerate(lines):
        out.append(line)
        if number % step == step - 1:
            out += chance.choice(
                (["<PAGE>"], ["\x0c"], ["", f"    {number}", "<PAGE>"], [f"   F-{number}", "\x0c"])
            )
    return "\n".join(out)


MARKUP = (put_tags, drop_tags, spoil_tags, nest_tags, html_inside, uuencoded, pages)
