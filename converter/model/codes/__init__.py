"""What the stages find on their way, by code: what it means and what to do. What checks find is
explained where they stand, in converter/checks; `checks.explained` has both.

A code is three letters for the part of the way (BAT batches, REA reading, SEG segments, TAB tables,
PER periods, SCA scale, CAP captions, MAP mapping, REP report, CAL arithmetic, EQU what must be
equal, DUP duplicates, SCH schedules, FTN footnotes, COM completeness, ENT entity, COV cover, WRT
writers, EXP exports, QRY queries, SRH search, REV reviews) and a number that is never used again
for another.
"""

from __future__ import annotations

from converter.model.codes.code import Code
from converter.model.codes.footnotes import FOOTNOTES
from converter.model.codes.output import OUTPUT
from converter.model.codes.review import REVIEW
from converter.model.codes.schedule import SCHEDULE

CODES: dict[str, Code] = {
    "INT001": Code(
        "The program failed on this filing",
        "Something in the filing led the program into a state that its authors did not "
        "foresee. The other filings of the batch were converted.",
        "Report it with the file; nothing in the filing needs to be wrong.",
    ),
    "INT002": Code(
        "A check failed on this filing",
        "One of the checks that hold the figures against each other came into a state that its "
        "authors did not foresee. The facts and what the other checks found are there; what this "
        "one looks for is not known.",
        "Report it with the file; nothing in the filing needs to be wrong.",
    ),
    "BAT001": Code(
        "The filing took too long",
        "Converting it was ended after the seconds of --time-limit; the others went on.",
        "Give more with --time-limit together with --retry-failed, and report the filing.",
    ),
    "BAT002": Code(
        "The filing took too much memory",
        "Converting it was ended when the process held the megabytes of --memory-limit.",
        "Give more with --memory-limit together with --retry-failed, and report the filing.",
    ),
    "BAT003": Code(
        "The process that converted the filing ended",
        "It was killed from outside (by a system short of memory, for one), it crashed, or it had "
        "to be ended because it did not react when its time was over. The filings beside it were "
        "converted.",
        "Convert the filing alone to see more; --retry-failed tries all that failed once more.",
    ),
    "BAT004": Code(
        "An archive cannot be read",
        "It is damaged, encrypted, cut off, or not what its name says. What could be read before "
        "that place was converted.",
        "Get the archive once more, then convert it again: what was done is passed over.",
    ),
    "BAT005": Code(
        "The input is too large",
        "It is larger than any text filing, or an archive's member that grows beyond measure.",
        "Take out what is no filing.",
    ),
    "BAT006": Code(
        "The same filing twice",
        "Two inputs have the same accession number and the same content; it was converted once.",
        "Nothing needs to be done.",
    ),
    "BAT007": Code(
        "An archive would unpack without end",
        "It unpacks to more than a hundred times its size, holds archives within archives within "
        "archives, or itself: no archive of text does. What lies in it from there on is not read; "
        "what stands beside it is.",
        "Unpack it by hand, and give the folder, if it is what it should be.",
    ),
    "REA001": Code(
        "The file does not exist",
        "Nothing stands at the path that was given.",
        "Check the path; the other inputs were converted.",
    ),
    "REA002": Code(
        "A folder where a file is expected",
        "The path names a folder.",
        "Name the files in it, or give the folder to `retroxbrl convert`, which goes through it.",
    ),
    "REA003": Code(
        "The file cannot be read",
        "The system refuses to open or read it; the message says why.",
        "Check its permissions and the medium it is on.",
    ),
    "REA004": Code(
        "The file is empty",
        "It holds nothing, or white space alone.",
        "Get the filing's text again; the download may have failed.",
    ),
    "REA005": Code(
        "Not a text file",
        "It begins like an archive, image, PDF or Office document, or holds NUL bytes or many "
        "control characters.",
        "Give the filing's plain text. Unpack archives first; UTF-16 is read with a byte "
        "order mark only.",
    ),
    "REA006": Code(
        "HTML, not a text filing",
        "The document is set in HTML: in tables of cells, or in paragraphs that a browser would "
        "set. The tags of text filings (<TABLE>, <S>, <C>, <PAGE>) are no HTML and do no harm, and "
        "monospaced text that stands in <PRE> is read.",
        "retroxbrl reads plain monospaced text. Filings in HTML need another tool.",
    ),
    "REA007": Code(
        "A submission without text",
        "None of its documents is text: all are empty, encoded images or archives.",
        "Give the complete submission.",
    ),
    "REA008": Code(
        "An HTML document was left out",
        "A document of the submission is HTML; the submission's text documents are converted.",
        "Nothing, unless the statements are in that document.",
    ),
    "REA009": Code(
        "A document without text was left out",
        "A document of the submission is empty, an encoded image, PDF or archive.",
        "Nothing to do.",
    ),
    "REA010": Code(
        "More than one submission in the file",
        "A second submission header follows the documents of the first.",
        "Split the file at the place that is named, one submission a file.",
    ),
    "REA011": Code(
        "The file ends inside a document",
        "The last document's end is not marked: the file was cut off.",
        "Get the complete submission; what is there was converted.",
    ),
    "COV001": Code(
        "No cover page",
        "The text is an exhibit or a part of a filing without cover and header. Only the "
        "company's name could be read from it.",
        "Give the complete submission, or set what is known, such as --cik.",
    ),
    "COV002": Code(
        "Items missing from the cover",
        "Neither the cover page nor the header states the items named.",
        "Check the cover; the facts are left out.",
    ),
    "COV003": Code(
        "Cover and header disagree about the period",
        "The date printed on the cover is not the header's. Headers were typed by hand; "
        "current reports sometimes give the day of the report for that of the event.",
        "The printed date is used. Check which one the statements bear out.",
    ),
    "COV004": Code(
        "Unknown state of incorporation",
        "What stands at the label of the state of incorporation is no name that "
        "mappings/edgar_states.tsv knows.",
        "Add the name to that table, if it is one; the header's code is used where there is one.",
    ),
    "COV005": Code(
        "Address not told apart",
        "The printed address does not end with a state or country that "
        "mappings/edgar_states.tsv knows, or shows no border between street and city.",
        "Check the cover; the parts that could not be told are left out.",
    ),
    "COV006": Code(
        "Several numbers of shares outstanding",
        "The cover states more than one number: several classes of stock, or several dates.",
        "No fact is made, as one number would not be the company's. The places are named.",
    ),
    "COV007": Code(
        "Shares outstanding without a date",
        "The cover states a number of shares, but no date that belongs to it.",
        "No fact is made; check the cover.",
    ),
    "COV008": Code(
        "A value of the cover is none that the taxonomy takes",
        "The concept's type in dei says what its values look like: a tax number has nine digits, a "
        "CIK ten. What stands in the filing is otherwise, and as a fact it would make the whole "
        "instance invalid.",
        "The value is left out. The printed text is in the inline document as it stands.",
    ),
    "COV010": Code(
        "The cover's facts are left out",
        "They hold for the fiscal year to date, and the filing's period could not be told.",
        "The figures of the statements are not touched by it.",
    ),
    "COV011": Code(
        "The public float is not told",
        "An annual report's cover states what the stock held by others than affiliates is worth, "
        "as one amount with its date. Here there are several, for classes of stock, or the date "
        "stands in a footnote.",
        "No fact is made; the amounts are at the places named.",
    ),
    "COV012": Code(
        "An exchange has no code",
        "dei's list of exchanges is that of today; regional and foreign ones that have closed, "
        "merged or do not register with the SEC are not in it.",
        "The title of the security is a fact, and so are its other exchanges.",
    ),
    "COV013": Code(
        "The boxes of the cover do not say which report it is",
        "One of the boxes for the form's own report and for a transition report is to be marked; "
        "here both are, or none.",
        "Neither is a fact. The form's type is taken from the header.",
    ),
    "COV014": Code(
        "Titles of registered securities are left out",
        "Titles that run over several lines, or stand without an exchange beside them, cannot be "
        "told apart by their columns.",
        "Those that can be told are facts; look at the cover for the others.",
    ),
    "SEG001": Code(
        "No financial statement was found",
        "None of the titles by which balance sheets, operations, cash flows or equity are "
        "known stands over a table with figures.",
        "Check that the file is the report or release itself, not a cover letter or an "
        "exhibit. An unusual title can be added in a titles table.",
    ),
    "TAB001": Code(
        "Columns of one period are not told apart",
        "Two or more columns of a statement cover the same period, and their heads do not say of "
        "which part of the company each speaks, or what else divides them: or they are "
        "eliminations and amounts as they were reported before.",
        "Their figures are left out. Look at `retroxbrl show --stage tables FILE`: if a head was "
        "read wrongly, please report it with the file.",
    ),
    "TAB002": Code(
        "Figures whose columns are not told",
        "A line has fewer figures than the table has columns, and they do not stand where these "
        "stand: the blanks between columns were lost, or figures are set anywhere. Or each figure "
        "has a line of its own, and below a caption stand more or fewer than there are columns. "
        "Or a line is wider than any page, or has more figures than any table has columns.",
        "The figures are left out. Set blanks so that they stand below the others, or take them by "
        "hand.",
    ),
    "TAB003": Code(
        "Lines that were cut are read together",
        "Lines of a table end at one width, and below stand figures without a caption: each pair "
        "is one line that was broken when the text was made.",
        "Compare the statement with `retroxbrl show --stage tables FILE`; nothing was left out.",
    ),
    "TAB004": Code(
        "A figure is cut in two",
        "The end of a line goes through a figure, or may do so: its last digits stand on the line "
        "below. No single printed figure says the amount.",
        "The figures are left out. Mend the lines in a copy of the file, or take them by hand.",
    ),
    "TAB005": Code(
        "Figures of several columns stand below one another",
        "The cells of a row were written a line each, as programs do that make text of a web page. "
        "Such a table is read where as many periods head it as figures stand below most captions, "
        "and a statement of equity where each column has one head, or its last is the total of the "
        "others in every row. This one has other heads, or other numbers of figures.",
        "What the message names is left out. Take it by hand, or from the filing's other document.",
    ),
    "TAB006": Code(
        "Figures stand left of the captions",
        "Figures stand before the captions, not as many as behind them, so that these are no "
        "periods that face each other, or lines are numbered: only what stands right of the "
        "captions was read as columns.",
        "The figures on the left are left out. Take them by hand.",
    ),
    "TAB007": Code(
        "A line stands twice",
        "Two lines right below one another have the same caption and the same figures in every "
        "column: one was typed, or pasted, twice. It is read once; where these are two lines "
        "after all, a total below them does not add up (CAL001).",
        "Compare with the printed statement; both places are named.",
    ),
    "TAB008": Code(
        "Lines begin with figures where captions stand",
        "The lines of a statement were broken when the text was made, at no width that is told: "
        "what stands in the place of captions are figures, so that those beside them belong to "
        "other lines, and perhaps to other columns.",
        "The statement's figures are left out. Mend the lines in a copy of the file, or take the "
        "figures by hand.",
    ),
    "SEG002": Code(
        "What looks like a statement is left out: it is not the registrant's own, or a part of it",
        "Its title, or the lines above it, say that it is pro forma, not by accepted principles, "
        "of the parent alone, of a segment or of a benefit plan; or it repeats a statement that "
        "is taken (an extract); or it shares no figures with these (another company's, a part's). "
        "Its figures would contradict those of the registrant's own statements.",
        "Look at the place that is named; take the figures by hand if they are needed.",
    ),
    "SEG003": Code(
        "Two sets of statements fit",
        "The filing prints two full sets of statements whose figures do not agree with each other, "
        "and no name says which is the registrant's. The first, or the surer, is taken.",
        "Look at both places; retroxbrl show --stage statements tells what spoke for each.",
    ),
    "SEG004": Code(
        "A note's number is missing",
        "The notes count up, and between two of them a number is missing: its heading was not "
        "seen, or the filer left it out. What it says is then part of the note before.",
        "Look at the text between the two notes.",
    ),
    "SEG005": Code(
        "Where a note ends is doubted",
        "Something that follows notes as a rule (an item, a report, a schedule) stands before the "
        "next note, or nothing of that kind follows the last one; or the notes have no numbers "
        "and are told by how their headings are set.",
        "Compare the last lines of the note's text block with the filing.",
    ),
    "SEG006": Code(
        "An auditors' report decided between two sets of statements",
        "The filing prints two full sets of statements that fit alike and stand under no name, and "
        "the auditors' report beside one of them is addressed to the registrant: that is taken.",
        "Look at both places if the filing is one of several companies.",
    ),
    "SEG007": Code(
        "A table among the statements is not read",
        "Among the statements of a filing, or between the last of them and the notes, lines with "
        "figures are none of the statements that are known: a utility's statement of taxes, a "
        "list of capital shares, or a page of a statement that was not told for one.",
        "Look at the place; take the figures by hand if they are needed.",
    ),
    "PER001": Code(
        "A column's period is not told",
        "The boxhead, the title and the cover together do not say for which period the "
        "figures of a column stand. Its figures are left out, because a wrong period is worse "
        "than none.",
        "Look at the statement with retroxbrl show; take the figures by hand if they are needed.",
    ),
    "PER003": Code(
        "A column's period ends after the filing was made",
        "No statement can be of a day that lies behind its filing: the filer's slip in a date, "
        "a forecast, or a head that was misread.",
        "The column's figures are left out. Compare its head with its neighbours'.",
    ),
    "PER004": Code(
        "Columns are dated by the statement's captions",
        "All the columns of a balance sheet are headed with one date, but a caption says for which "
        "dates they stand: '38,575 and 33,387 shares issued at July 31, 2000 and January 31, 2000, "
        "respectively'. The filer misprinted a head.",
        "Compare the statement with the filing before; the captions' dates are taken.",
    ),
    "PER005": Code(
        "A column's date is far from the report's period",
        "A column of a statement ends more than a year after the period of the report, or more "
        "than twelve years before it: a digit was mistyped, or the head was misread.",
        "Its figures are left out, unless other statements prove its period (PER006). Compare its "
        "head with its neighbours'.",
    ),
    "PER006": Code(
        "Other statements prove a column's period",
        "A column states no period that can be read, or one for which other statements have other "
        "amounts, and its own stand in them for the period that is named. Where heads state days, "
        "and their years alone cannot be read, it is enough that they end with the other "
        "statements, in their order.",
        "The filer misprinted a head, as a rule. Compare the statement with the filing before.",
    ),
    "PER011": Code(
        "A column's head states two lengths",
        "A quarter and a year cannot be one column's: words of a neighbour's head were read as its "
        "own, or the filer's heads contradict one another.",
        "The column's figures are left out. Look at its head with retroxbrl show --stage tables.",
    ),
    "SCA002": Code(
        "A currency is not told",
        "The caption names a currency of several countries, such as 'francs' or 'pesos', or one "
        "that the program does not know.",
        "The statement's amounts are left out; take them by hand if they are needed.",
    ),
    "SCA003": Code(
        "A caption's units are not those of its counts",
        "A caption states a power of ten for a count of shares, '(000)', with which net income is "
        "not earnings per share times shares; with another one it is.",
        "The power of ten that earnings per share prove is taken.",
    ),
    "SCA008": Code(
        "Other places prove a statement's units",
        "Nothing says in which units the statement is printed. Amounts of it stand with the same "
        "digits in statements that say theirs, or its income and earnings per share imply the "
        "shares that the cover states only in the units that are named.",
        "These units are taken. Compare a figure with one that is known, such as total assets.",
    ),
    "SCA011": Code(
        "Columns are in other units than the rest",
        "A units caption stands over the columns of an equity statement. The rows add up to their "
        "totals only where a few components are in the units that it states, and the others and the"
        " total in whole units.",
        "Each column is taken in the units that the sums prove.",
    ),
    "SCA012": Code(
        "The units of a statement are misspelt",
        "'(Dollars in Thouands)': the word nearest to it is thousands.",
        "Compare a figure with one that is known, such as total assets.",
    ),
    "SCA010": Code(
        "Lines of a statement count neither money nor shares",
        "Passenger miles, tons shipped, cents per gallon, load factors: statistics that stand among"
        " the lines of a statement. They are no amounts in its units.",
        "Their figures are left out.",
    ),
    "SCA001": Code(
        "No units are stated",
        "Neither the title nor the boxhead says in which units the figures stand. Pages of a set of"
        " statements often leave it to the first; where none says it, figures are as printed.",
        "Compare a figure with one that is known, such as total assets.",
    ),
    "MAP001": Code(
        "A row of a mapping table cannot be read",
        "The row lacks fields, or a field holds what its column does not allow: a statement, a "
        "section, a role, a sign rule or a confidence that does not exist.",
        "Mend the row; docs/mappings.md explains each column.",
    ),
    "MAP002": Code(
        "A mapping row names no concept",
        "The concept of the row is not in us-gaap 2009 nor in the project's own taxonomy, or it "
        "is abstract and takes no value.",
        "The message names the nearest concepts; all stand in taxonomy/us-gaap-2009.tsv and "
        "taxonomy/retro-2026.tsv.",
    ),
    "MAP003": Code(
        "A row's id stands twice",
        "Findings and facts name rules by their id, so each may stand once in all tables.",
        "Give one of the two rows another id.",
    ),
    "MAP004": Code(
        "A caption pattern cannot be read",
        "A bracket is not closed, a '|' stands outside a group, or the pattern is empty.",
        "Mend the pattern; docs/mappings.md shows the language.",
    ),
    "MAP005": Code(
        "A mapping row contradicts the taxonomy",
        "The row states another period type than its concept has, or its concept for share "
        "columns does not count shares.",
        "Correct the row's period column, or choose the concept that was meant.",
    ),
    "MAP006": Code(
        "A row's example does not fit its own pattern",
        "Each row proves itself on its example. The message shows how the example reads after "
        "normalisation.",
        "Correct the pattern or the example.",
    ),
    "MAP007": Code(
        "Two rows claim the same pattern for the same place",
        "Statement, section, role and confidence are alike, the concepts are not: nothing could "
        "decide between them.",
        "Remove one, or tell them apart by section or confidence.",
    ),
    "MAP008": Code(
        "Another row takes a row's example",
        "The example fits the row, but wherever both rows may stand another one goes before it: it "
        "takes fewer words by '*', or it has the higher confidence, or it stands above.",
        "Move the row above the other one, raise its confidence, name its section, write its "
        "pattern with fewer '*', or choose an example that the row alone fits.",
    ),
    "ENT001": Code(
        "The filing states no CIK",
        "XBRL names an entity by an identifier. Without a CIK the Commission file number is "
        "taken, else the company's name, under a scheme of the project's own.",
        "Give the number with --cik.",
    ),
    **FOOTNOTES,
    **OUTPUT,
    **REVIEW,
    **SCHEDULE,
}
