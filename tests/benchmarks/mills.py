"""Pages of a company that never was."""


def flows(year: int, rows: str) -> str:
    """A quarter's cash flows, with the year before beside it."""
    return f"""
                                  FORM 10-Q
              For the quarterly period ended September 30, {year}
                               EXAMPLE MILLS, INC.
             (Exact Name of Registrant as Specified in its Charter)
<PAGE>
                          STATEMENTS OF CASH FLOWS
                               (in thousands)

                                                   Three Months Ended
                                                      September 30,
                                                     {year}       {year - 1}
                                                  ---------  ---------
Operating activities:
{rows}"""
