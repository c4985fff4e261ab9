"""The codes of completeness: which statements a filing must hold, and which are missing."""

from __future__ import annotations

from converter.model.codes.code import Code

COMPLETENESS: dict[str, Code] = {
    "COM001": Code(
        "A statement that the form must hold is missing without a reason",
        "The form (a 10-K, a 10-Q and their kin) must hold the statement, no figures of it were "
        "taken, and the text does not say that it stands elsewhere. Either something like it was "
        "seen but was not sure enough to be taken, which the message then names, or nothing like "
        "it is in the text.",
        "Look at `retroxbrl show --stage statements FILE`: it tells for every block of figures "
        "what spoke for it and against it. Take the figures by hand, and report the filing.",
    ),
    "COM002": Code(
        "A statement is missing, for the reason that is told",
        "The filing says that the statement stands in another document that the file does not "
        "hold, or that it need not be given; or what was seen is not the registrant's own by "
        "accepted principles; or the form need not hold it.",
        "Get the document that is named, as a rule the annual report to shareholders (Exhibit 13), "
        "and convert it.",
    ),
    "COM003": Code(
        "A cash flow statement lacks a total",
        "The net cash of operating, investing or financing activities was not found among the "
        "facts: it has another caption or is not printed, or the statement goes on where it was "
        "not read.",
        "Look at the end of the statement with `retroxbrl show FILE`.",
    ),
    "COM004": Code(
        "A balance sheet with one side only",
        "Assets were found without liabilities and equity, or these without assets: a page of the "
        "balance sheet was not read.",
        "Look at the lines around the balance sheet with `retroxbrl show --stage statements FILE`.",
    ),
    "COM005": Code(
        "The only statements are not the registrant's",
        "All the statements in the filing speak of another company, such as a business that was "
        "bought or a guarantor, or of a benefit plan. Their facts have the legal entity as a "
        "dimension, and there are none of the registrant as a whole.",
        "If the company named is the registrant under another name, please report the filing. "
        "Otherwise nothing needs to be done.",
    ),
}
