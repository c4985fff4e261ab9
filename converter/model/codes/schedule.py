"""The codes of Financial Data Schedules: what is odd in them, and how they fit the statements."""

from __future__ import annotations

from converter.model.codes.code import Code

SCHEDULE: dict[str, Code] = {
    "SCH001": Code(
        "A schedule's value is no number",
        "Behind a tag that asks for an amount stands something with digits that is none, such as "
        "commas at the wrong places or two points.",
        "Look at the line; the amount is not guessed, and there is no fact of it.",
    ),
    "SCH002": Code(
        "A tag that no article has",
        "The schedule has a tag that is not among those of its article, nor the same in all the "
        "others. The fact has an element of the filing's own and the printed text as its value.",
        "Read it as it is. A misspelt tag can be found by its place among the others.",
    ),
    "SCH003": Code(
        "A tag stands twice",
        "The same tag has a second value in the same column of one schedule.",
        "The first is kept; compare the two in the text.",
    ),
    "SCH004": Code(
        "A schedule without a known article",
        "The header names no article of Regulation S-X, or one that has no list of tags. The "
        "article whose tags these are is taken, where that is told.",
        "Nothing, unless tags are missing among the facts.",
    ),
    "SCH005": Code(
        "A schedule's period is odd",
        "A date is missing or is none, the type of the period is not known, or start, end and "
        "type contradict each other. The end of the filing's own period and the type of the "
        "period are taken where they are needed; the statements may prove another (SCH012).",
        "Compare the period of the schedule's facts with the statements.",
    ),
    "SCH006": Code(
        "A schedule states no multiplier",
        "By the rule its amounts are then as printed, but many such schedules are in thousands. "
        "The multiplier that the statements prove is taken (SCH011); where they prove none, the "
        "amounts are as printed.",
        "Compare total assets with the balance sheet.",
    ),
    "SCH007": Code(
        "A schedule is flawed or cut off",
        "EDGAR marked the schedule as one that it could not take, or the file ends inside it. "
        "What is there was read.",
        "Compare its amounts with the statements before you use them.",
    ),
    "SCH008": Code(
        "A tag without a value",
        "Nothing, dots or 'N/A' stand behind the tag: the filer states nothing. There is no fact "
        "of it; a dash is a zero.",
        "Nothing to do.",
    ),
    "SCH009": Code(
        "A footnote is missing",
        "A value refers to a footnote that the schedule does not have.",
        "Nothing to do.",
    ),
    "SCH010": Code(
        "A schedule's currency is not told",
        "The header names a currency that the program does not know. Its amounts of money have no "
        "unit and are left out.",
        "Read them from the text, and report the filing.",
    ),
    "SCH011": Code(
        "A schedule's multiplier is not that of its amounts",
        "The header states a multiplier, or none, with which no amount is one of the statements'; "
        "with another one three at least are. That one is taken.",
        "Nothing, unless the statements themselves are in doubt.",
    ),
    "SCH012": Code(
        "A schedule's period is not that of its amounts",
        "None of the amounts is one of the statements' for the period that the header states, but "
        "three at least are for another one, such as the year to date. That one is taken.",
        "Nothing, unless the statements themselves are in doubt.",
    ),
    "SCH013": Code(
        "A schedule of another registrant",
        "Several companies file together, and the schedule names another than the first. Its "
        "facts have that company as a dimension; they are not compared with the statements.",
        "Nothing to do.",
    ),
    "SCH014": Code(
        "A schedule that states nothing",
        "Every amount is zero or missing: the schedule was filed to fill a place. Nothing is "
        "compared with it.",
        "Nothing to do.",
    ),
    "SCH018": Code(
        "A schedule's amount is left out",
        "The amount's period or currency is not told, and a fact needs both.",
        "Read it from the text.",
    ),
    "SCH030": Code(
        "A schedule decided what a line is",
        "An amount of the schedule stands in one line alone of the statement, and what that line "
        "is was in doubt, or another line with another amount was taken for it. The tag's concept "
        "is given to the line that has the amount; its rule is 'schedule.TAG'.",
        "If the filer's schedule is wrong there, add a mapping row of your own for the line.",
    ),
    "SCH031": Code(
        "A schedule settled the statements' units",
        "No caption states the units of the statements, and the schedule has their figures with a "
        "multiplier.",
        "Nothing, unless the multiplier is the filer's slip.",
    ),
    "SCH032": Code(
        "A schedule decided between two sets of statements",
        "The filing prints two full sets of statements that fit alike, and the Financial Data "
        "Schedule has the amounts of one of them: that one is taken.",
        "Nothing, unless the schedule is another company's.",
    ),
    "SCH017": Code(
        "An Exhibit 27 that holds no schedule",
        "The document is filed as a Financial Data Schedule, but no tag and no item number could "
        "be read in it.",
        "Look at the document; it may say why there is none.",
    ),
}
