"""Pages of a company that never was."""

from made_cover import cover


def flows(year: int, rows: str) -> str:
    """A quarter's cash flows, with the year before beside it."""
    return (
        cover("10-Q", f"September 30, {year}")
        + f"""\
<PAGE>
                          STATEMENTS OF CASH FLOWS
                               (in thousands)

                                                   Three Months Ended
                                                      September 30,
                                                     {year}       {year - 1}
                                                  ---------  ---------
Operating activities:
{rows}"""
    )
