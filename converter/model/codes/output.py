"""The codes of what is written, exported and asked: WRT, EXP, QRY."""

from __future__ import annotations

from converter.model.codes.code import Code

OUTPUT: dict[str, Code] = {
    "WRT001": Code(
        "The printed characters do not spell the fact's value",
        "Inline XBRL reads a printed number or date by a fixed rule, a scale and a sign. No "
        "such rule turns these characters into the value: a fraction, a number in words, a "
        "name in other words than the value's.",
        "Nothing is lost: the fact is in every format, in the inline document as a hidden "
        "fact that these characters link to. Compare value and print where the value looks "
        "wrong.",
    ),
    "WRT002": Code(
        "Two facts overlap in the text",
        "The characters of one fact begin inside those of another and end outside, or lie "
        "inside a number. Markup can only nest.",
        "The fact that begins first stands on its characters, the other one is hidden in the "
        "inline document. Please report the filing: one of the two places is probably "
        "misread.",
    ),
    "WRT003": Code(
        "An addition cannot stand in the calculation linkbase",
        "XBRL 2.1 forbids it: a weight against the balances of total and part, a sum over "
        "different period types, a total among its own parts. What is left of a debt "
        "without its current portion is such a sum; else one of the concepts may not fit its line.",
        "The addition was still checked (see CAL findings), and the other formats are "
        "complete. Look at the concepts with `retroxbrl show`, and mend the mapping if one is "
        "wrong.",
    ),
    "WRT004": Code(
        "A line stands below itself in the presentation",
        "The same concept is a heading and a line under that heading; a presentation tree "
        "cannot hold a circle.",
        "The lower line is left out of the presentation; its facts are complete. Check with "
        "`retroxbrl show` whether both lines should have the same concept.",
    ),
    "WRT005": Code(
        "Two numbers on the same characters are read in different ways",
        "One printed figure is two facts, but they differ in unit, scale or sign, which "
        "inline XBRL demands to be the same.",
        "The first fact stands on the characters, the other is hidden in the inline document.",
    ),
    "WRT101": Code(
        "A line of the manifest cannot be read",
        "manifest.jsonl holds a line that is not a JSON object naming its folder: it was "
        "edited, or the disk was full while another program wrote it.",
        "The line was moved to manifest.broken.jsonl. Convert its filing again, then delete "
        "that file.",
    ),
    "EXP001": Code(
        "A filing has no table of facts to export",
        "The data sets are made of the filing's BASE.csv, which is not in its folder, or is "
        "damaged: it was converted to other formats only, or its folder was deleted.",
        "Convert it again with csv among the formats, or take its line out of manifest.jsonl.",
    ),
    "EXP002": Code(
        "A filing is there twice",
        "Two folders hold the same filing, by its accession number or, without one, by its "
        "content. The first in the manifest is exported.",
        "Delete one of the folders, and its line in manifest.jsonl.",
    ),
    "EXP003": Code(
        "A filing has no table of its statements' lines",
        "An earlier version converted the filing; it did not write BASE_lines.tsv, which has the "
        "order and labels of the lines. Its figures are exported, its presentation is not.",
        "Convert it again.",
    ),
    "SRH001": Code(
        "A converted filing cannot be searched",
        "Its text is in no page of its folder, and the input is gone or was changed since.",
        "Convert it again with ixbrl among the formats.",
    ),
    "EXP004": Code(
        "Items of a filing do not go together",
        "Assets are liabilities and equity, cash flows add up to the change in cash, income over "
        "shares is what a share earned. Here the figures that were taken for these items do not, "
        "beyond what rounding explains.",
        "Look at the filing: it may print several kinds of a figure (with discontinued operations, "
        "for a class of stock), its own sum may be wrong, or a line was misread.",
    ),
    "QRY001": Code(
        "There is no output folder",
        "The folder that should be asked does not exist.",
        "Convert something first (`retroxbrl convert PATH`), or name the folder with --output.",
    ),
    "QRY002": Code(
        "Nothing was converted to RDF",
        "The output folder holds no Turtle file.",
        "Convert with the rdf format among the formats (by default all are written).",
    ),
    "QRY003": Code(
        "The query is not SPARQL 1.1",
        "The query cannot be parsed; the message names the line and the column.",
        "Mend the query. Prefixes such as rx:, us-gaap:, qb: and prov: are given already; an "
        "update (INSERT, DELETE) is not a query.",
    ),
    "QRY004": Code(
        "No query has this name",
        "The name given with --named is not among the named queries.",
        "Run `retroxbrl query --list` for their names.",
    ),
    "QRY005": Code(
        "A parameter does not fit the query",
        "The named query has no such parameter, or the value is not of its kind.",
        "`retroxbrl query --list` shows each query's parameters and their defaults.",
    ),
    "QRY006": Code(
        "A Turtle file cannot be read",
        "A file below the output folder is not Turtle: it was edited or cut off. An answer "
        "without it would be wrong in silence, so there is none.",
        "Convert its filing again, or remove the file.",
    ),
    "QRY007": Code(
        "The result has no such format",
        "Results are written as a table, as CSV, or as JSON.",
        "Choose table, csv or json.",
    ),
    "QRY008": Code(
        "The query cannot be answered",
        "The query is well-formed, but its evaluation failed.",
        "The message says where; a SERVICE clause needs a network and an endpoint.",
    ),
    "QRY009": Code(
        "There is no store",
        "The folder named with --store holds no store, cannot be read or written, or holds other "
        "things.",
        "Build it (`retroxbrl store build OUTPUT --store DIR`), or name an empty folder.",
    ),
    "QRY010": Code(
        "The store is being built",
        "A build is changing the store, or waits to; an answer now could be half of one.",
        "Ask again when the build has ended.",
    ),
    "QRY011": Code(
        "The store is not whole",
        "The last build was interrupted, or an older version of the program made the store.",
        "Run `retroxbrl store build` again: it takes out what is in doubt and goes on.",
    ),
    "QRY012": Code(
        "The query reaches other servers",
        "SERVICE sends a part of the query elsewhere, LOAD and FROM fetch what they name. A query "
        "from somebody else could carry what was asked, or reach what only this machine can.",
        "Give `--allow-network` if that is wanted. Everything that was converted is in the default "
        "graph, so no FROM is needed to ask it.",
    ),
    "QRY013": Code(
        "The query is too long",
        "One of this length lists what would better be chosen by a pattern, or is made to end the "
        "engine.",
        "Ask in several queries, or choose by a pattern.",
    ),
    "QRY014": Code(
        "The query took too long",
        "No answer came within `--time-limit` seconds, counted from when the data was at hand.",
        "Choose the filings first, as docs/scale.md tells; build a store for many filings; or give "
        "more time (0: no limit).",
    ),
    "QRY015": Code(
        "The query ended its process",
        "A query is asked in a process of its own. This one ended without an answer: it is nested "
        "more deeply than the engine can follow, or the system gave it no more memory.",
        "Write it with fewer brackets within one another, or ask for less at once.",
    ),
    "QRY016": Code(
        "The store was built without what is asked for",
        "`store build --lean` loads facts, what was expected and what was doubtful; the places and "
        "mappings of facts, the statements line by line and the sums are left out.",
        "`retroxbrl store build --full` loads them; a file can be asked by itself with "
        "`-o output/FILING`.",
    ),
    "QRY017": Code(
        "DuckDB is not installed",
        "The columns of a store are made and asked by DuckDB, which is an extra.",
        "`pip install 'retroxbrl[columns]'`; without it Oxigraph answers.",
    ),
    "QRY018": Code(
        "The columns cannot be asked",
        "`--engine columns` was given, and the store has no columns, or they were made before the "
        "store changed.",
        "`retroxbrl store build --columns` makes them; `--engine oxigraph` asks the store.",
    ),
    "VAL001": Code(
        "The report breaks a specification",
        "Arelle, the open validator, says which rule of XBRL is broken and by what.",
        "Please report it with the filing: what is written here is to be valid whatever the filing "
        "says.",
    ),
    "VAL002": Code(
        "The report is valid, but not as it should be",
        "Arelle warns of what the specifications allow and tools may stumble over.",
        "Please report it with the filing.",
    ),
    "VAL003": Code(
        "A total is not what its parts add up to",
        "The calculation linkbase says how lines add up, and here the figures do not, beyond what "
        "rounding explains (Calculations 1.1).",
        "As a rule the filing's own figures do not add up, and the conversion said so as CAL001.",
    ),
    "VAL004": Code(
        "No report could be loaded",
        "The file is no XBRL report, or is cut off.",
        "Convert the filing again.",
    ),
    "VAL005": Code(
        "A currency that is no more",
        "The registry of units that Arelle asks has the currencies of today; marks, francs, "
        "guilders and lire were currencies when the filing was made, and a unit is to be one of "
        "its time (XBRL 2.1, 4.8.2).",
        "Nothing is wrong. A tool that asks the registry may need to be told so.",
    ),
}
