"""Envelopes: each kind, each damage; the header in both spellings."""

import datetime as dt
import textwrap

import pytest

from converter.model.finding import ConversionError
from converter.read import read_filing
from converter.read.header import read_header

BODY = "                 FORM 10-Q\nFor the quarter ended June 30, 1997\nThe text itself.\n"
HEADER = """\
ACCESSION NUMBER:\t\t0001111111-97-000012
CONFORMED SUBMISSION TYPE:\t10-Q
PUBLIC DOCUMENT COUNT:\t\t2
CONFORMED PERIOD OF REPORT:\t19970630
FILED AS OF DATE:\t\t19970814
SROS:\t\t\tNYSE

FILER:

\tCOMPANY DATA:\t
\t\tCOMPANY CONFORMED NAME:\t\t\tACME ANVIL CORP
\t\tCENTRAL INDEX KEY:\t\t\t0000123456
\t\tSTANDARD INDUSTRIAL CLASSIFICATION:\tCUTLERY, HANDTOOLS & HARDWARE [3420]
\t\tIRS NUMBER:\t\t\t\t123456789
\t\tSTATE OF INCORPORATION:\t\t\tOH
\t\tFISCAL YEAR END:\t\t\t1231

\tFILING VALUES:
\t\tFORM TYPE:\t\t10-Q
\t\tSEC FILE NUMBER:\t001-09999
\t\tFILM NUMBER:\t\t97000001

\tFORMER COMPANY:\t
\t\tFORMER CONFORMED NAME:\tACME HAMMER CO
\t\tDATE OF NAME CHANGE:\t19930101

FILER:

\tCOMPANY DATA:\t
\t\tCOMPANY CONFORMED NAME:\t\t\tACME FINANCE INC
\t\tCENTRAL INDEX KEY:\t\t\t0000654321
"""


def document(number, kind, body, tail="</TEXT>\n</DOCUMENT>\n"):
    return (
        f"<DOCUMENT>\n<TYPE>{kind}\n<SEQUENCE>{number}\n<FILENAME>d{number}.txt\n"
        f"<DESCRIPTION>PART {number}\n<TEXT>\n{body}{tail}"
    )


def submission(*documents, mark="SEC"):
    return (
        f"<{mark}-DOCUMENT>0001111111-97-000012.txt : 19970815\n"
        f"<{mark}-HEADER>0001111111-97-000012.hdr.sgml : 19970815\n{HEADER}</{mark}-HEADER>\n"
        + "".join(documents)
        + f"</{mark}-DOCUMENT>\n"
    )


PEM = "-----BEGIN PRIVACY-ENHANCED MESSAGE-----\nProc-Type: 2001,MIC-CLEAR\n MFgwCgYEVQgBAQ==\n\n"
PEM_END = "-----END PRIVACY-ENHANCED MESSAGE-----\n"
TWO = (document(1, "10-Q", BODY), document(2, "EX-27", "<ARTICLE> 5\n"))


@pytest.mark.parametrize(
    "text",
    [
        submission(*TWO),
        submission(*TWO, mark="IMS"),
        PEM + submission(*TWO) + PEM_END,
        submission(*TWO).replace("\n", "\r\n"),
        submission(document(1, "10-Q", BODY, tail=""), TWO[1]),
        submission(document(1, "10-Q", BODY, tail="</TEXT>\n"), document(2, "EX-27", "x\n", "")),
        submission(*TWO).removesuffix("</SEC-DOCUMENT>\n"),
        submission(*TWO).replace("<DESCRIPTION>PART 1\n", "").replace("<FILENAME>d1.txt\n", ""),
        submission(*TWO).replace("<DOCUMENT>", "<document>").replace("<TEXT>", "<text>"),
    ],
    ids=["sec", "ims", "pem", "crlf", "no-end", "text-end", "no-close", "bare-fields", "lower"],
)
def test_envelopes(text):
    result = read_filing(text.encode(), "a.txt")
    filing = result.value
    assert [item.type for item in filing.documents] == ["10-Q", "EX-27"]
    assert [item.sequence for item in filing.documents] == [1, 2]
    assert filing.documents[1].filename == "d2.txt"
    assert filing.source.cut(filing.documents[0].span).replace("\r", "") == BODY
    assert filing.source.text == text
    assert filing.header.company == "ACME ANVIL CORP"
    assert not result.findings


def test_header_fields():
    header = read_filing(submission(*TWO).encode()).value.header
    assert header.model_dump() == {
        "accession": "0001111111-97-000012",
        "form": "10-Q",
        "period": dt.date(1997, 6, 30),
        "filed": dt.date(1997, 8, 14),
        "company": "ACME ANVIL CORP",
        "cik": "0000123456",
        "sic": "3420",
        "irs_number": "123456789",
        "state_of_incorporation": "OH",
        "fiscal_year_end": (12, 31),
        "file_number": "001-09999",
        "accepted": None,
        "business": None,
        "mail": None,
        "former": ({"name": "ACME HAMMER CO", "changed": dt.date(1993, 1, 1)},),
        "others": ({"cik": "0000654321", "name": "ACME FINANCE INC"},),
    }
    assert header.former_names == ("ACME HAMMER CO",)


FEED = """\
<SUBMISSION>
<ACCESSION-NUMBER>0001111111-97-000012
<TYPE>10-Q
<PUBLIC-DOCUMENT-COUNT>1
<PERIOD>19970630
<FILING-DATE>19970814
<FILER>
<COMPANY-DATA>
<CONFORMED-NAME>ACME ANVIL CORP
<CIK>0000123456
<ASSIGNED-SIC>3420
<IRS-NUMBER>123456789
<STATE-OF-INCORPORATION>A6
<FISCAL-YEAR-END>1231
</COMPANY-DATA>
<FILING-VALUES>
<FORM-TYPE>10-Q
<ACT>34
<FILE-NUMBER>001-09999
<FILM-NUMBER>97000001
</FILING-VALUES>
<BUSINESS-ADDRESS>
<STREET1>1 FORGE ROAD
<STREET2>SUITE 2
<CITY>TORONTO
<STATE>A6
<ZIP>M5V 2T6
<PHONE>4165550100
</BUSINESS-ADDRESS>
<MAIL-ADDRESS>
<STREET1>P O BOX 7
<CITY>COLUMBUS
<STATE>OH
<ZIP>43085
</MAIL-ADDRESS>
<FORMER-COMPANY>
<FORMER-CONFORMED-NAME>ACME HAMMER CO
<DATE-CHANGED>19930101
</FORMER-COMPANY>
<FORMER-COMPANY>
<FORMER-CONFORMED-NAME>ACME NAIL CO
<DATE-CHANGED>19901231
</FORMER-COMPANY>
</FILER>
<FILER>
<COMPANY-DATA>
<CONFORMED-NAME>ACME FINANCE INC
<CIK>0000654321
<ASSIGNED-SIC>6153
</COMPANY-DATA>
<BUSINESS-ADDRESS>
<CITY>DAYTON
</BUSINESS-ADDRESS>
</FILER>
"""


def spelled_out(tags):
    """The header tags of the feed in the words that EDGAR's own files have for them."""
    words = {
        "TYPE": "CONFORMED SUBMISSION TYPE", "PERIOD": "CONFORMED PERIOD OF REPORT",
        "FILING-DATE": "FILED AS OF DATE", "CONFORMED-NAME": "COMPANY CONFORMED NAME",
        "CIK": "CENTRAL INDEX KEY", "ASSIGNED-SIC": "STANDARD INDUSTRIAL CLASSIFICATION",
        "FILE-NUMBER": "SEC FILE NUMBER", "ACT": "SEC ACT", "STREET1": "STREET 1",
        "STREET2": "STREET 2", "PHONE": "BUSINESS PHONE", "DATE-CHANGED": "DATE OF NAME CHANGE",
    }  # fmt: skip
    lines = []
    for line in tags.splitlines():
        tag, _, value = line.removeprefix("<").partition(">")
        if not tag.startswith("/") and tag != "SUBMISSION":
            lines.append(f"\t{words.get(tag, tag.replace('-', ' '))}:\t{value}")
    return "\n".join(lines) + "\n"


@pytest.mark.parametrize("text", [FEED, spelled_out(FEED)], ids=["tags", "words"])
def test_who_files_is_read_in_both_spellings(text):
    header = read_header(text)
    assert header.model_dump(mode="json", exclude_none=True) == {
        "accession": "0001111111-97-000012",
        "form": "10-Q",
        "period": "1997-06-30",
        "filed": "1997-08-14",
        "company": "ACME ANVIL CORP",
        "cik": "0000123456",
        "sic": "3420",
        "irs_number": "123456789",
        "state_of_incorporation": "A6",
        "fiscal_year_end": [12, 31],
        "file_number": "001-09999",
        "business": {
            "street1": "1 FORGE ROAD", "street2": "SUITE 2", "city": "TORONTO", "state": "A6",
            "zip": "M5V 2T6", "phone": "4165550100",
        },
        "mail": {"street1": "P O BOX 7", "city": "COLUMBUS", "state": "OH", "zip": "43085"},
        "former": [
            {"name": "ACME HAMMER CO", "changed": "1993-01-01"},
            {"name": "ACME NAIL CO", "changed": "1990-12-31"},
        ],
        "others": [{"cik": "0000654321", "name": "ACME FINANCE INC"}],
    }  # fmt: skip


def test_what_the_first_filer_lacks_is_not_the_second_ones():
    text = FEED.replace("<ASSIGNED-SIC>3420\n", "").replace("<FORMER-CONFORMED-NAME>", "<X>")
    header = read_header(text)
    assert header.sic is None
    assert header.former == ()


def test_a_member_of_the_daily_feed():
    text = FEED + "".join(TWO) + "</SUBMISSION>\n"
    result = read_filing(text.encode(), "0001111111-97-000012.nc")
    filing = result.value
    assert [item.type for item in filing.documents] == ["10-Q", "EX-27"]
    assert filing.source.cut(filing.documents[0].span) == BODY
    assert filing.header == read_header(FEED)
    assert not result.findings


def test_only_the_first_of_two_submissions_is_read():
    text = (FEED + "".join(TWO) + "</SUBMISSION>\n") * 2
    result = read_filing(text.encode())
    assert [item.type for item in result.value.documents] == ["10-Q", "EX-27"]
    assert [finding.code for finding in result.findings] == ["REA010"]


@pytest.mark.parametrize(
    ("line", "field", "value"),
    [
        ("STANDARD INDUSTRIAL CLASSIFICATION:\t3711", "sic", "3711"),
        ("STANDARD INDUSTRIAL CLASSIFICATION:\t [6211\n]", "sic", "6211"),
        ("STANDARD INDUSTRIAL CLASSIFICATION:\tAGRICULTURE [100]", "sic", "0100"),
        ("IRS NUMBER:\t000000000", "irs_number", None),
        ("FISCAL YEAR END:\t0229", "fiscal_year_end", (2, 29)),
        ("FISCAL YEAR END:\t1331", "fiscal_year_end", None),
        ("FISCAL YEAR END:\t", "fiscal_year_end", None),
        ("CONFORMED PERIOD OF REPORT:\t19970231", "period", None),
        ("<SEC-DOCUMENT>0001111111-97-000012.txt : 19970815", "accession", "0001111111-97-000012"),
        ("<CONFORMED-NAME>ACME\n<CIK>123", "cik", "0000000123"),
        ("<CONFORMED-NAME>ACME\n<CIK>123", "company", "ACME"),
        ("<ASSIGNED-SIC>3420\n<PERIOD>19970630", "period", dt.date(1997, 6, 30)),
        ("<ASSIGNED-SIC>3420\n<FILING-DATE>19970814", "filed", dt.date(1997, 8, 14)),
        (
            "<ACCEPTANCE-DATETIME>20030314170413",
            "accepted",
            dt.datetime.fromisoformat("2003-03-14T17:04:13"),
        ),
        ("<ACCEPTANCE-DATETIME>20030314", "accepted", None),
    ],
)
def test_header_spellings(line, field, value):
    assert getattr(read_header(line + "\n"), field) == value


def test_dash_escapes_stay_in_the_text():
    text = PEM + submission(document(1, "10-Q", BODY + "- ------\n- -----END of it\nmore\n"))
    filing = read_filing(text.encode()).value
    assert filing.source.cut(filing.documents[0].span).endswith("- -----END of it\nmore\n")


def test_spans_address_the_source():
    filing = read_filing((PEM + submission(*TWO)).encode()).value
    for item in filing.documents:
        assert (
            filing.source.line(item.span.line)
            == filing.source.text[item.span.start :].split("\n")[0]
        )
        assert item.span.column == 1


def test_a_truncated_file_is_reported():
    text = submission(*TWO)
    cut = text[: text.index("<ARTICLE>") + 6]
    result = read_filing(cut.encode())
    assert [item.type for item in result.value.documents] == ["10-Q", "EX-27"]
    assert [finding.code for finding in result.findings] == ["REA011"]
    assert "EX-27" in result.findings[0].message


def test_html_and_images_are_left_out():
    page = "<HTML><BODY><P>Form 8-K</P></BODY></HTML>\n"
    image = "begin 644 logo.jpg\nM_]C_X  02D9)1@\n`\nend\n"
    text = submission(
        document(1, "8-K", page),
        document(2, "EX-99.1", "ACME ANVIL CORP\nBalance Sheets\n"),
        document(3, "GRAPHIC", image),
        document(4, "EX-1", "<PDF>\nbegin 644 a.pdf\nM\nend\n</PDF>\n"),
        document(5, "EX-2", "\n"),
    )
    result = read_filing(text.encode())
    assert [item.type for item in result.value.documents] == ["EX-99.1"]
    assert [item.code for item in result.findings[:4]] == ["REA008", "REA009", "REA009", "REA009"]
    assert result.value.cover_value("DocumentType") == "10-Q"


@pytest.mark.parametrize(
    ("body", "code"), [("<html>\n", "REA006"), ("begin 644 a.gif\nM\nend\n", "REA007")]
)
def test_submissions_without_text(body, code):
    with pytest.raises(ConversionError) as caught:
        read_filing(submission(document(1, "10-Q", body)).encode())
    assert caught.value.finding.code == code


def test_a_text_may_hold_a_few_tags():
    text = submission(document(1, "10-Q", BODY + "<BR>\n" * 30 + "<P>\n" * 30))
    assert read_filing(text.encode()).value.documents


def test_two_submissions_in_one_file():
    result = read_filing((submission(*TWO) + submission(document(1, "8-K", BODY))).encode())
    assert [item.type for item in result.value.documents] == ["10-Q", "EX-27"]
    assert [finding.code for finding in result.findings] == ["REA010"]


def test_a_header_without_document_tags():
    text = f"<SEC-HEADER>\n{HEADER}</SEC-HEADER>\n{BODY}</TEXT>\n"
    filing = read_filing(text.encode()).value
    assert filing.header.cik == "0000123456"
    assert filing.source.cut(filing.documents[0].span) == BODY


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("   FORM 10-Q\n", "10-Q"),
        ("SECURITIES AND EXCHANGE COMMISSION\nForm 10 - K\n", "10-K"),
        ("FORM 10-K405\n", "10-K405"),
        ("FORM 10-K/A\n(Amendment No. 1)\n", "10-K/A"),
        ("Form 10QSB\n", "10-QSB"),
        ("FORM 8-K\nCURRENT REPORT\n", "8-K"),
        ("QUARTERLY REPORT PURSUANT TO SECTION 13\n", "10-Q"),
        ("Annual report under section 13, not a quarterly report under 13\n", "10-K"),
        ("Exhibit 99.1\n\nACME reports results\n", "EX-99.1"),
        ("EXHIBIT 13\nAnnual Report to Shareholders. See Form 10-K.\n", "EX-13"),
        ("FOR IMMEDIATE RELEASE\nACME reports results\n", "EX-99"),
        ("ACME ANVIL CORP\nBalance Sheets\n", "UNKNOWN"),
    ],
)
def test_the_type_of_bare_text(text, kind):
    assert read_filing(textwrap.dedent(text).encode()).value.documents[0].type == kind
