"""Text that stands in HTML: read as it prints, column for column."""

import re
from pathlib import Path

import lxml.etree
import pytest
from analysed import analysed

from converter.model.finding import ConversionError
from converter.model.source import SourceText
from converter.read import read_filing
from converter.read.markup import is_html, is_monospaced, printed
from converter.text.views import LineKind, view
from converter.write.ixbrl import inline

EXAMPLE = Path(__file__).parents[2] / "examples" / "nutrition21-10q-2004-09-30.txt"
HEAD = '<HTML>\n<HEAD>\n<TITLE>FORM 10-Q</TITLE>\n</HEAD>\n<BODY BGCOLOR="#FFFFFF">\n<PRE>\n'
FOOT = "</PRE>\n</BODY>\n</HTML>\n"
LINES = "Cash and cash equivalents               1,543    2,164\n" * 30


def shown(text):
    out, unprinted = printed(text, 0, len(text))
    assert len(out) == len(text)
    assert [at for at, char in enumerate(out) if char in "\r\n"] == [
        at for at, char in enumerate(text) if char in "\r\n"
    ]
    return SourceText("a.txt", out, "utf-8", "", unprinted=unprinted)


@pytest.mark.parametrize(
    ("line", "as_printed"),
    [
        ("<B>Total assets</B>   $ 3,440", "Total assets   $ 3,440"),
        ("Net sales <FONT SIZE=2>2,670</FONT>  <I>2,308</I>", "Net sales 2,670  2,308"),
        ('<A NAME="page_5"></A><P ALIGN="LEFT">Cash   1,543', "Cash   1,543"),
        ("Cash&nbsp;&nbsp;&nbsp;&#151;", "Cash   \u2014"),
        ("AT&amp;T &#167; &lt;S&gt;  &#8212;", "AT&T §      \u2014"),
        ("<S>                    <C>     <C>", ""),
        ("<A NAME=x></A><S>      <C>", ""),
        ("less than <5%, R&D 3", "less than <5%, R&D 3"),
        ("&unheard; A&P;", "&unheard; A&P;"),
        ("<!-- a note -->Cash", "Cash"),
        ("\t<B>Cash</B>\t1,543", "        Cash    1,543"),
    ],
)
def test_a_line_as_a_browser_shows_it(line, as_printed):
    source = shown(line)
    found = view(source, 1)
    if not as_printed:
        assert found.kind is LineKind.TAG
        return
    assert found.text == as_printed
    for word in re.finditer(r"\d[\d,]*|Cash", found.text):
        assert source.cut(found.span(source, *word.span())) == word.group()


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("</PRE><HR><PRE>", LineKind.PAGE),
        ('<P STYLE="page-break-before:always">', LineKind.PAGE),
        ("<B></B>", LineKind.BLANK),
        ("&nbsp;", LineKind.BLANK),
        ("<PAGE>", LineKind.PAGE),
        ("&lt;PAGE&gt;", LineKind.PAGE),
        ("<B>- ------</B>", LineKind.RULE),
    ],
)
def test_what_a_line_is(line, kind):
    assert view(shown(line), 1).kind is kind


def test_a_tag_over_two_lines_leaves_them_two():
    source = shown('Cash <FONT\n FACE="Courier">  1,543\nSales 1\n')
    assert [view(source, at).text for at in (1, 2, 3)] == ["Cash", "  1,543", "Sales 1"]


@pytest.mark.parametrize(
    ("body", "html", "monospaced"),
    [
        (LINES, False, False),
        (HEAD + LINES + FOOT, True, True),
        (HEAD.replace("<PRE>", "<FONT FACE=Courier><XMP>") + LINES + "</XMP>", True, True),
        (HEAD + LINES, True, True),
        (HEAD.replace("<PRE>\n", "") + LINES + "</BODY></HTML>", True, True),
        (HEAD.replace("<PRE>", "<TT>") + LINES.replace("\n", "<BR>\n"), True, True),
        ("<HTML><P>" + "Prose of many words. " * 300 + "</P><PRE>\nCash 1\n</PRE>", True, False),
        (HEAD + "<TABLE>" + "<TR><TD>Cash</TD><TD>1</TD></TR>\n" * 30 + FOOT, True, False),
        ("<HTML><BODY>" + "<P>Cash</P>\n" * 40, True, False),
        ("<html><body>Form 10-Q</body></html>", True, False),
    ],
)
def test_what_is_monospaced(body, html, monospaced):
    assert is_html(body) is html
    if html:
        assert is_monospaced(body) is monospaced


def dressed(text):
    """A text filing as its filer might have put it into HTML."""
    lines = []
    for number, line in enumerate(text.split("\n")):
        put = line
        if "<" not in line and "\t" not in line:
            put = re.sub("[&]", "&amp;", line).replace(">", "&gt;")
            put = f"<B>{put}</B>" if put.strip().isupper() else put
            put = re.sub(r"(\$ *)(\d)", r"\1<FONT SIZE=2>\2", put)
            put = put.replace("      ", "&nbsp; &#160; &nbsp; ") if number % 3 else put
            put = f'<A NAME="p{number}"></A>{put}' if number % 5 == 0 else put
        lines.append(put)
    return HEAD + "\n".join(lines) + FOOT


def facts(conversion):
    """A note's text is as wide in HTML, with other blanks."""
    return {
        (str(f.concept), f.context.id, " ".join(str(f.value).split()), f.decimals)
        for f in conversion.report.facts
    }


@pytest.mark.parametrize("wrapped", [dressed, lambda text: dressed(text).replace("\n", "\r\n")])
def test_the_same_facts_in_html(wrapped):
    text = EXAMPLE.read_text(encoding="utf-8")
    bare, clad = (analysed(each, "a") for each in (text, wrapped(text)))
    assert facts(bare) == facts(clad)
    page = lxml.etree.fromstring(inline(clad.report).value.encode())
    (body,) = page.iterfind(".//{http://www.w3.org/1999/xhtml}pre")
    said = " ".join("".join(body.itertext()).split())
    assert said == " ".join(text.replace("\f", " ").split())


def test_a_document_in_tables_is_refused():
    row = "<TR><TD>Total assets</TD><TD>3,440</TD></TR>\n"
    text = (
        "<SEC-HEADER>\nFORM TYPE:\t10-K\n</SEC-HEADER>\n<DOCUMENT>\n<TYPE>10-K\n<TEXT>\n"
        f"{HEAD}<TABLE>{row * 40}</TABLE>{FOOT}</TEXT>\n</DOCUMENT>\n"
    )
    with pytest.raises(ConversionError) as caught:
        read_filing(text.encode())
    assert caught.value.finding.code == "REA006"
