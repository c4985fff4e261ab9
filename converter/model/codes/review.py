"""Codes of reviews."""

from __future__ import annotations

from converter.model.codes.code import Code

REVIEW: dict[str, Code] = {
    "REV001": Code(
        "A reviewer corrected a figure",
        "A person said that the figure is another concept, or has another sign or period, than the "
        "program finds by itself, or that it is no fact. That is what the output has; what the "
        "program had found stands in the message and beside the fact.",
        "Nothing needs to be done. retroxbrl review withdraw takes a review back.",
    ),
    "REV002": Code(
        "A reviewer looked at a statement",
        "A person said which statement it is and whose, or that it is none of the company's. The "
        "message tells what the program had found by itself.",
        "Nothing needs to be done. retroxbrl review withdraw takes a review back.",
    ),
    "REV003": Code(
        "A review was made of other bytes",
        "The filing under this accession number, or file name, is not the one that was reviewed: "
        "its bytes differ. Lines may have moved, so the review is not applied.",
        "Convert the file that was reviewed, or review the figure in this one and withdraw the "
        "review of the other.",
    ),
    "REV004": Code(
        "A reviewed figure does not stand at its place",
        "The review names a line, a column and the characters there, and other characters stand "
        "there. It is not applied: the line of the overlay was edited, or made by another program.",
        "Withdraw the review with retroxbrl review withdraw, and make it again from a new sheet.",
    ),
    "REV005": Code(
        "A review could not be upheld",
        "The figure, or the statement, did not become what the review says. The message tells what "
        "it is: of another line that was reviewed to be the same with another amount, of a line "
        "that a later review gives another concept, of the cover or a schedule, which reviews can "
        "confirm but not change, or no table was read there.",
        "Look at the place. Where the review is right, please report the filing.",
    ),
    "REV006": Code(
        "Two reviewers differ",
        "Two people say different things of one figure or statement. Both reviews stay in the "
        "overlay; the later one is applied.",
        "Let them agree, and withdraw one of the reviews with retroxbrl review withdraw.",
    ),
}
