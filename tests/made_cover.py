"""The cover page of a company that never was."""


def cover(form: str, end: str, number: str = "") -> str:
    """A line of nothing, then the cover of EXAMPLE MILLS, INC. for the period that ends on `end`.

    number  its Commission file number, where it states one
    """
    period = "fiscal year" if form.startswith("10-K") else "quarterly period"
    file = f"                          Commission File Number {number}\n\n" if number else ""
    return (
        f"\n                                  FORM {form}\n\n"
        f"              For the {period} ended {end}\n\n{file}"
        "                               EXAMPLE MILLS, INC.\n"
        "             (Exact Name of Registrant as Specified in its Charter)\n"
    )
