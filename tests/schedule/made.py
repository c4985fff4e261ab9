"""Made-up submissions with an Exhibit 27; no company, name or number of them is real."""

HEAD = """\
ACCESSION NUMBER:\t\t0001111111-98-000012
CONFORMED SUBMISSION TYPE:\t10-K
CONFORMED PERIOD OF REPORT:\t19971231
FILED AS OF DATE:\t\t19980314

FILER:

\tCOMPANY DATA:\t
\t\tCOMPANY CONFORMED NAME:\t\t\tACME ANVIL CORP
\t\tCENTRAL INDEX KEY:\t\t\t0000123456
\t\tFISCAL YEAR END:\t\t\t1231
"""


def document(number: int, kind: str, body: str, extra: str = "") -> str:
    return (
        f"<DOCUMENT>\n<TYPE>{kind}\n<SEQUENCE>{number}\n{extra}<TEXT>\n{body}</TEXT>\n</DOCUMENT>\n"
    )


def submission(*documents: str) -> str:
    return (
        f"<SEC-DOCUMENT>0001111111-98-000012.txt : 19980315\n<SEC-HEADER>\n{HEAD}</SEC-HEADER>\n"
        + "".join(documents)
        + "</SEC-DOCUMENT>\n"
    )


MAIN = "FORM 10-K\nFor the fiscal year ended December 31, 1997\nACME ANVIL CORP\nThe text itself.\n"


def with_schedule(body: str, *, kind: str = "EX-27", extra: str = "", main: str = MAIN) -> str:
    return submission(document(1, "10-K", main), document(2, kind, body, extra))


def schedule(
    *lines: tuple[str, str],
    head: tuple[str, ...] = ("<MULTIPLIER> 1,000",),
    article: str = "5",
    period: str = "YEAR",
    end: str = "DEC-31-1997",
) -> str:
    """A schedule's text from its (tag, value) lines."""
    top = [f"<ARTICLE> {article}", *head, "<S>                             <C>"]
    top += [f"<PERIOD-TYPE>                   {period}", f"<PERIOD-END>           {end}"]
    return "\n".join([*top, *(f"<{tag}>                    {value}" for tag, value in lines), ""])
