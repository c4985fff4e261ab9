"""XBRL's own things: names, periods, units, contexts, facts, and the report that holds them.

Terms follow XBRL 2.1 (2003-12-31 with errata), Dimensions 1.0 and the Open Information Model 1.0.
"""

from __future__ import annotations

import datetime as dt
import re
from decimal import Decimal
from enum import StrEnum
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Annotated, Literal, NamedTuple

from pydantic import Field, model_validator
from pydantic_core import CoreSchema, core_schema

from converter.model.base import Model
from converter.model.candidate import Expected
from converter.model.filing import Header, StatementKind
from converter.model.finding import Finding
from converter.model.flat import flat_cells, flat_columns
from converter.model.heading import Heading
from converter.model.review import Reviewed
from converter.model.source import SourceText, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

US_GAAP = "http://xbrl.us/us-gaap/2009-01-31"
US_TYPES = "http://xbrl.us/us-types/2009-01-31"
DEI = "http://xbrl.sec.gov/dei/2021"
RETRO = "https://w3id.org/retroxbrl/taxonomy/2026"
XBRLI = "http://www.xbrl.org/2003/instance"
ISO4217 = "http://www.xbrl.org/2003/iso4217"

CIK_SCHEME = "http://www.sec.gov/CIK"
FILE_NUMBER_SCHEME = "https://w3id.org/retroxbrl/scheme/commission-file-number"
NAME_SCHEME = "https://w3id.org/retroxbrl/scheme/registrant-name"
FILING_NAMESPACE = "https://w3id.org/retroxbrl/filing/"  # + folder name


class QName(NamedTuple):
    """A qualified name; `prefix` is the one that every writer uses for the namespace."""

    namespace: str
    prefix: str
    local: str

    @classmethod
    def __get_pydantic_core_schema__(cls, source: object, handler: object) -> CoreSchema:
        """A name is taken as it is: by default each record would make and check a new one."""
        return core_schema.is_instance_schema(cls)

    def __str__(self) -> str:
        return f"{self.prefix}:{self.local}"


def us_gaap(local: str) -> QName:
    return QName(US_GAAP, "us-gaap", local)


def dei(local: str) -> QName:
    return QName(DEI, "dei", local)


def retro(local: str) -> QName:
    return QName(RETRO, "retro", local)


class Instant(Model):
    """A point in time: the end of `date` (XBRL 2.1, 4.7.2)."""

    kind: Literal["instant"] = "instant"
    date: dt.date

    @property
    def end(self) -> dt.date:
        return self.date

    @property
    def slug(self) -> str:
        return f"{self.date:%Y%m%d}"


class Duration(Model):
    """From the beginning of `start` to the end of `end`, both days included."""

    kind: Literal["duration"] = "duration"
    start: dt.date
    end: dt.date

    @model_validator(mode="after")
    def _ordered(self) -> Duration:
        if self.end < self.start:
            raise ValueError(f"a duration ends before it starts: {self.start} to {self.end}")
        return self

    @property
    def slug(self) -> str:
        return f"{self.start:%Y%m%d}-{self.end:%Y%m%d}"


Period = Annotated[Instant | Duration, Field(discriminator="kind")]


class Entity(Model):
    """The reporting entity: `identifier` under `scheme` (XBRL 2.1, 4.7.3)."""

    scheme: str
    identifier: str


class Unit(Model):
    """Measures multiplied, divided by measures multiplied (XBRL 2.1, 4.8)."""

    numerator: tuple[QName, ...]
    denominator: tuple[QName, ...] = ()

    @cached_property
    def id(self) -> str:
        """'USD', 'shares', 'USD_per_share'."""
        top = "_".join(m.local for m in self.numerator)
        low = "_".join(m.local for m in self.denominator)
        return f"{top}_per_{low.removesuffix('s')}" if low else top


SHARES = Unit(numerator=(QName(XBRLI, "xbrli", "shares"),))
PURE = Unit(numerator=(QName(XBRLI, "xbrli", "pure"),))


@lru_cache(maxsize=64)
def currency(code: str) -> Unit:
    """The unit of money in the ISO 4217 currency `code` (upper case)."""
    return Unit(numerator=(QName(ISO4217, "iso4217", code),))


@lru_cache(maxsize=64)
def per_share(code: str) -> Unit:
    return Unit(numerator=currency(code).numerator, denominator=SHARES.numerator)


class Context(Model):
    """Entity, period and explicit dimensions as (axis, member) pairs, sorted by axis."""

    entity: Entity
    period: Period
    dimensions: tuple[tuple[QName, QName], ...] = ()

    @model_validator(mode="after")
    def _sorted(self) -> Context:
        axes = [str(axis) for axis, _ in self.dimensions]
        if len(axes) > 1 and axes != sorted(set(axes)):
            raise ValueError(f"dimensions must be sorted by axis, one member each: {axes}")
        return self

    @cached_property
    def id(self) -> str:
        """Made of the content: 'c_20040930', 'c_20040701-20040930_CommonStockMember'."""
        parts = [self.period.slug, *(member.local for _, member in self.dimensions)]
        return "c_" + "_".join(parts)


Basis = Literal["measured", "rule", "reviewed"]
"""What a confidence comes from."""


class Provenance(Model):
    """Why a fact says what it says.

    table       heading of the table as printed
    caption     the line's caption as printed, wrapped lines joined by one space
    column      the column's head as printed, top to bottom
    rule        id of the mapping row, or how else the concept was found ('cover', 'extension')
    confidence  0 to 1
    basis       'measured' where that is the share of such matches that were right on labelled
                lines, 'rule' where whoever wrote the rule thought so, 'reviewed' where a person
                looked at the very figure
    candidates  concepts that lost, best first, with their confidence
    review      what a person said of it, None where nobody did
    """

    statement: StatementKind
    table: str = ""
    caption: str = ""
    column: str = ""
    rule: str = ""
    confidence: float = 1.0
    basis: Basis = "rule"
    candidates: tuple[tuple[str, float], ...] = ()
    review: Reviewed | None = None


class Fact(Model):
    """One fact (OIM 1.0, 3.1).

    id        made of the content, unique in the report, an XML NCName
    value     Decimal for numbers: the real amount (1,543 in thousands is 1543000);
              str for text, dates (ISO) and booleans ('true', 'false')
    unit      None for facts that are not numeric
    decimals  accuracy (XBRL 2.1, 4.6.5): -3 for thousands; None means infinite precision
              or not numeric
    span      the printed characters; for numbers the digits alone, without '$' and parentheses,
              or the dashes of a zero. None when the value is concluded, not printed
    printed   False when `span` shows where the value comes from but does not spell it
              (a state's name for its code): such a fact stands in ix:hidden
    others    further places where the same fact is printed
    continued places at which a text goes on after `span`: its value is the characters of them all
    text_block  whether it is the text of a note
    doubts    codes of the findings that cast doubt upon it, sorted; `checks.doubts` says which do
    """

    id: str
    concept: QName
    context: Context
    unit: Unit | None = None
    value: Decimal | str
    decimals: int | None = None
    span: Span | None = None
    printed: bool = True
    others: tuple[Span, ...] = ()
    continued: tuple[Span, ...] = ()
    text_block: bool = False
    provenance: Provenance
    doubts: tuple[str, ...] = ()

    @model_validator(mode="after")
    def _numeric(self) -> Fact:
        if isinstance(self.value, Decimal) != (self.unit is not None):
            raise ValueError(f"{self.concept}: a number needs a unit, and only a number")
        return self


class Footnote(Model):
    """What a filing says of some of its facts in a footnote (XBRL 2.1, 4.11.1).

    id        made of the text, unique in the report, an XML NCName
    mark      as printed at the text: '(1)', '*', '<F1>'
    text      the words without the mark, their blanks normalized
    spans     the characters that say so, in order
    language  of the text
    facts     ids of the facts that it speaks of, in the report's order
    """

    id: str
    mark: str
    text: str
    spans: tuple[Span, ...]
    language: str = "en"
    facts: tuple[str, ...]


class DataType(StrEnum):
    """The data types in use, by the name that XBRL US and the SEC give them."""

    MONETARY = "monetary"
    SHARES = "shares"
    PER_SHARE = "perShare"
    PER_UNIT = "perUnit"
    PERCENT = "percent"
    PURE = "pure"
    STRING = "string"
    DOMAIN = "domain"
    DEI = "dei"  # `Concept.type_name` says which

    @property
    def numeric(self) -> bool:
        return self not in (DataType.STRING, DataType.DOMAIN, DataType.DEI)


class Substitution(StrEnum):
    ITEM = "item"
    HYPERCUBE = "hypercubeItem"
    DIMENSION = "dimensionItem"


class Concept(Model):
    """An element of a taxonomy schema.

    type_name  the schema type, 'xbrli:monetaryItemType'; derived from `datatype` where empty
    label      the standard label, '' where there is none
    definition what it means, for elements that no official taxonomy documents
    current    local name in today's us-gaap, or None
    exact      whether `current` is the same concept or only the one that replaced it
    """

    qname: QName
    datatype: DataType
    period_type: Literal["instant", "duration"]
    balance: Literal["debit", "credit"] | None = None
    abstract: bool = False
    substitution: Substitution = Substitution.ITEM
    type_name: str = ""
    label: str = ""
    definition: str = ""
    current: str | None = None
    exact: bool = True

    @property
    def id(self) -> str:
        """The element's id: 'us-gaap_Assets'."""
        return f"{self.qname.prefix}_{self.qname.local}"


class LabelRole(StrEnum):
    """Label roles: XBRL 2.1, 5.2.2.2.2, and the negated roles of the Link Role Registry."""

    STANDARD = "http://www.xbrl.org/2003/role/label"
    TERSE = "http://www.xbrl.org/2003/role/terseLabel"
    VERBOSE = "http://www.xbrl.org/2003/role/verboseLabel"
    TOTAL = "http://www.xbrl.org/2003/role/totalLabel"
    PERIOD_START = "http://www.xbrl.org/2003/role/periodStartLabel"
    PERIOD_END = "http://www.xbrl.org/2003/role/periodEndLabel"
    NEGATED = "http://www.xbrl.org/2009/role/negatedLabel"
    NEGATED_TERSE = "http://www.xbrl.org/2009/role/negatedTerseLabel"
    NEGATED_TOTAL = "http://www.xbrl.org/2009/role/negatedTotalLabel"
    NEGATED_PERIOD_START = "http://www.xbrl.org/2009/role/negatedPeriodStartLabel"
    NEGATED_PERIOD_END = "http://www.xbrl.org/2009/role/negatedPeriodEndLabel"


class Label(Model):
    """The printed caption of a concept in one role. One text per (concept, role)."""

    concept: QName
    role: LabelRole
    text: str


class Node(Model):
    """A line of the presentation; its children in printed order. The same concept may stand
    twice under one parent with different preferred labels (cash at beginning and end).
    """

    concept: QName
    preferred: LabelRole | None = None
    children: tuple[Node, ...] = ()


class Summation(Model):
    """`total` is the weighted sum of `parts`; weights are 1 or -1 (Calculations 1.1)."""

    total: QName
    parts: tuple[tuple[QName, int], ...]


class Axis(Model):
    """One dimension of a hypercube; the domain is its default member (Dimensions 1.0, 2.6)."""

    axis: QName
    domain: QName
    members: tuple[QName, ...]


class Cube(Model):
    """The hypercube of a statement: `table` with its axes, over the primary items below
    `line_items` in the presentation.
    """

    table: QName
    line_items: QName
    axes: tuple[Axis, ...]


class Statement(Model):
    """One statement as one link role.

    slug           'BalanceSheet': last part of the role URI, unique in the report
    title          the printed title, the role's definition shows it
    presentation   the roots, as a rule one abstract heading. Where `cube` is given, its table,
                   axes, domain and members and the line items are nodes here too
    anchors        (wider, narrower): elements of the filing's own below the standard ones that
                   are the sums over their kind
    """

    kind: StatementKind
    slug: str
    title: str
    presentation: tuple[Node, ...]
    summations: tuple[Summation, ...] = ()
    cube: Cube | None = None
    anchors: tuple[tuple[QName, QName], ...] = ()


class DocumentFacts(Model):
    """What identifies the filing, from header, cover and statements together; `header` is the
    submission's own, for what it alone says.
    """

    company: str = ""
    cik: str | None = None
    form: str = ""
    accession: str | None = None
    period_end: dt.date | None = None
    filed: dt.date | None = None
    file_number: str | None = None
    sic: str | None = None
    fiscal_year_end: tuple[int, int] | None = None
    fiscal_year: int | None = None
    fiscal_period: str | None = None
    header: Header = Header()


class Extension(Model):
    """The filing's own taxonomy: the elements for lines that no standard concept fits."""

    namespace: str
    prefix: str
    concepts: tuple[Concept, ...] = ()


class Reference(Model):
    """A place that leads to a note: 'Commitments (Note 5)'.

    note   id of the note's fact; `facts` are those of the line that refers to it
    """

    span: Span
    note: str
    facts: tuple[str, ...] = ()


class Report(Model):
    """Everything the writers need, and all they get.

    folder        name of the filing's folder below the output folder
    base          stem of the files in it: 'nutrition21-20040930'
    facts         sorted by place, then id; no two with the same concept, context and unit
    concepts      every concept that facts, presentation, calculation or cubes use
    references    where captions refer to notes
    completeness  the primary statements that the form must hold or the text seems to hold, and
                  what became of each, in the order of `filing.PRIMARY`
    footnotes     those that speak of facts, in printed order
    reviews       those that were applied, in the text's order
    contents      the documents, Items, statements and notes of the filing, in the text's order
    plain         whether the inline document holds neither script nor style sheet, as EDGAR asks
    """

    folder: str
    base: str
    source: SourceText
    entity: Entity
    document: DocumentFacts
    facts: tuple[Fact, ...]
    concepts: tuple[Concept, ...]
    extension: Extension
    statements: tuple[Statement, ...]
    labels: tuple[Label, ...]
    findings: tuple[Finding, ...] = ()
    references: tuple[Reference, ...] = ()
    completeness: tuple[Expected, ...] = ()
    footnotes: tuple[Footnote, ...] = ()
    reviews: tuple[Reviewed, ...] = ()
    contents: tuple[Heading, ...] = ()
    plain: bool = False

    def rows(self) -> list[dict[str, object]]:
        """The facts as flat rows, ready for `pandas.DataFrame`; ROW_COLUMNS names the columns, and
        of a report with reviews REVIEW_COLUMNS further ones.

        Dates are `datetime.date`, numbers `Decimal`, what does not apply None or ''.
        """
        columns = flat_columns(self)
        return [dict(zip(columns, cells, strict=True)) for cells in self.cells()]

    def cells(self) -> Iterator[tuple[object, ...]]:
        """The cells of `rows`, in the order of their columns."""
        return flat_cells(self)


_WORD = re.compile(r"[A-Za-z0-9]+")


def slug(text: str) -> str:
    """Lower-case letters and digits of `text`, nothing else: 'Nutrition 21' -> 'nutrition21'."""
    return "".join(_WORD.findall(text)).lower()
